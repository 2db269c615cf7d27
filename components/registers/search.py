"""What a search has found, kind by kind; the same on its page and in the box that opens over a screen."""

import re

from markupsafe import Markup, escape

from components.kit import markup
from components.kit.markup import Text, link
from domain import addresses
from domain.places.province import HERE
from domain.search import Findable, HitGroup, Hits
from domain.time import formats

_BEFORE = (
    "Komitmen, tugas, frasa, keputusan, wilayah, instansi, dan angka yang boleh Anda baca. "
    f"Kode yang lengkap langsung membuka: K-11, T-041, {HERE.example.code}, 80/2026."
)
_NOT_SEARCHED = "Register kasus tidak ikut dicari; kasus dibuka dengan kode lengkapnya."


def headline(hits: Hits) -> str:
    if not hits.asked.strip():
        return "Cari di seluruh dasbor"
    if not hits.total:
        return f"Tidak ada yang memuat “{hits.asked.strip()}”"
    kinds = formats.in_words(len(hits.groups))
    return formats.capitalised(
        f"{formats.in_words(hits.total)} temuan untuk “{hits.asked.strip()}” dalam {kinds} jenis"
    )


def detail(hits: Hits) -> str:
    return f"Yang bertenggat di atas. {_NOT_SEARCHED}" if hits.total or not hits.asked.strip() else ""


def results(hits: Hits, *, previews: bool = False, may_propose: bool = False) -> Markup:
    if not hits.asked.strip():
        return markup.empty(_BEFORE)
    if not hits.total:
        return _nothing(hits)
    words = _pattern(hits.asked)
    drawn = [_group(group, words) for group in hits.groups]
    if previews:
        drawn += [
            _preview(entry, hits.asked, words, may_propose=may_propose)
            for group in hits.groups
            for entry in group.shown
        ]
    return Markup("").join(drawn)


def _nothing(hits: Hits) -> Markup:
    meant = (
        Markup("Mungkin maksud Anda {}. ").format(link(hits.nearest, addresses.search(hits.nearest)))
        if hits.nearest
        else ""
    )
    return markup.empty(
        "Yang dicari: komitmen, tugas, frasa, keputusan, wilayah, instansi, dan angka yang boleh Anda baca. "
        f"Setiap kata harus ada. {_NOT_SEARCHED}",
        meant,
    )


def _group(group: HitGroup, words: re.Pattern[str]) -> Markup:
    more = group.total - len(group.shown)
    return markup.render(
        "registers.hits",
        label=group.kind.row.label,
        kind_icon=group.kind.row.icon,
        total=formats.number(group.total),
        more=f"{formats.number(more)} lagi; tambahkan satu kata" if more else "",
        hits=[_hit(entry, words) for entry in group.shown],
    )


def _preview(entry: Findable, asked: str, words: re.Pattern[str], *, may_propose: bool) -> Markup:
    """What stands beside the hits while one of them is chosen: enough to decide without opening it."""
    excerpt = entry.excerpt(asked)
    pairs: list[tuple[Text, Text]] = [(label, _marked(said, words)) for label, said in entry.facts if said]
    found_in = formats.listing(list(entry.found_in(asked)))
    if found_in:
        pairs.append(("Cocok pada", found_in))
    return markup.render(
        "registers.peek",
        kicker=f"{entry.kind.row.label} {entry.code}".strip(),
        title=_marked(entry.title, words),
        state=entry.state,
        is_sample=entry.is_sample,
        facts=markup.definitions(pairs),
        excerpt=_marked(excerpt, words) if excerpt and not _holds_all(entry, asked) else "",
        address=entry.address,
        new_task=entry.new_task if may_propose else "",
    )


def _holds_all(entry: Findable, asked: str) -> bool:
    """Whether what is shown holds the words already."""
    return "sebutan atau isi lain" not in entry.found_in(asked)


def _hit(entry: Findable, words: re.Pattern[str]) -> dict[str, Markup | str]:
    return {
        "code": entry.code,
        "address": entry.address,
        "title": _marked(entry.title, words),
        "detail": _marked(entry.detail, words),
    }


def _pattern(asked: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in asked.split()), re.IGNORECASE)


def _marked(text: str, words: re.Pattern[str]) -> Markup:
    """The text with what was searched for marked in it."""
    parts, at = [], 0
    for found in words.finditer(text):
        parts += [escape(text[at : found.start()]), markup.render("registers.found", words=found[0])]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def in_box(hits: Hits, *, may_propose: bool) -> Markup:
    """What stands below the line in which one types: the hits, and behind them a preview of each."""
    head = headline(hits) if hits.asked.strip() else ""
    found = results(hits, previews=True, may_propose=may_propose)
    return markup.render("registers.search_box", head=head, detail=detail(hits), results=found)
