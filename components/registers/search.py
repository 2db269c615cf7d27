"""What a search has found, kind by kind; the same on its page and in the box that opens over a screen."""

import re

from markupsafe import Markup, escape

from components.kit import markup
from components.kit.markup import link
from domain import addresses
from domain.search import Findable, HitGroup, Hits
from domain.time import formats

_BEFORE = (
    "Komitmen, tugas, frasa, keputusan, wilayah, instansi, dan angka yang boleh Anda baca. "
    "Kode yang lengkap langsung membuka: K-11, T-041, 53.21, 80/2026."
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


def results(hits: Hits) -> Markup:
    if not hits.asked.strip():
        return markup.empty(_BEFORE)
    if not hits.total:
        return _nothing(hits)
    words = _pattern(hits.asked)
    return Markup("").join(_group(group, words) for group in hits.groups)


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


def in_box(hits: Hits) -> Markup:
    """What stands below the line in which one types."""
    head = headline(hits) if hits.asked.strip() else ""
    return markup.render("registers.search_box", head=head, detail=detail(hits), results=results(hits))
