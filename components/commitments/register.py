"""Commitments as matrix, list, phrases and silence board."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.commitments.boards import health_chip
from components.kit import cards, markup, paging
from components.kit.layout import section
from components.kit.markup import WAY_ON, Column, Text, icon, link, outside_link
from domain import addresses
from domain.commitments.declaration import StatementKind
from domain.commitments.health import AT_RISK_MARGIN, Health, RollUp, roll_up
from domain.commitments.silence import AgencySilence
from domain.commitments.standing import because
from domain.commitments.verifiability import examine, read_phrase
from domain.places.province import HERE
from domain.places.regions import short_name
from domain.time import formats
from domain.words import headlines, labels

if TYPE_CHECKING:
    from db.queries.commitments import CommitmentRow
    from db.queries.statements import StatementRow
    from views.registers import Rated


VIEWS = {
    "instansi": "Per instansi",
    "pilar": "Per pilar",
    "frasa": "Per frasa",
    "daftar": "Daftar",
    "tanpa-pj": "Belum ada PJ",
    "diam": "Tunggakan laporan",
    "liga": "Ketepatan lapor",
    "triwulan": "Triwulan",
}
PAGE_SIZE = 20
FILTERED = ("instansi", "pilar", "daftar", "liga")
"""Views that obey the filters and the search."""
_JUDGED = tuple(health for health in Health if health is not Health.NO_OWNER)


def views(chosen: str, kept: addresses.Given, *, may_form: bool) -> Markup:
    """The ways to look at the commitments, and the way to a new one; the filter goes along to those that
    obey it."""
    pills = markup.pills(
        [
            (label, addresses.commitment_board(key, kept if key in FILTERED else None), key == chosen)
            for key, label in VIEWS.items()
        ],
        label="Tampilan",
    )
    new = link("Komitmen baru", addresses.new_commitment(), css="gb-button") if may_form else ""
    return markup.render("commitments.views", pills=pills, action=new)


def nothing(*, narrowed: bool) -> Markup:
    """Why no commitment stands here, and what to do about it."""
    if narrowed:
        return markup.empty(
            "Tidak ada komitmen yang cocok.", link("Tampilkan semua", addresses.commitments())
        )
    return markup.empty(
        "Belum ada komitmen.",
        link("Baca frasa deklarasi", addresses.phrases()),
    )


def total(rated: Sequence[Rated]) -> RollUp:
    return roll_up((row.weight, row.progress) for row, _ in rated)


def finding(
    view: str, sums: RollUp, rated: Sequence[Rated], silence: Sequence[AgencySilence], said: str
) -> str:
    """Of what stands under it: a list of the ownerless, or of the silent, is no matter of percentages."""
    if view == "tanpa-pj":
        ownerless = sum(health is Health.NO_OWNER for _, health in rated)
        return headlines.of_ownerless(ownerless, len(rated))
    if view == "diam":
        return headlines.of_silence(sum(each.is_silent for each in silence), len(silence))
    return headlines.of_commitments(sums, narrowed=bool(said))


_WITHOUT_PERCENTAGES = {
    "tanpa-pj": "Yang sudah diusulkan kepada sebuah instansi tetap di sini sampai diterima.",
    "diam": "Tunggakan diukur dari kewajiban: laporan sudah jatuh tempo dan belum masuk.",
}


def basis(view: str, sums: RollUp, narrowed_by: str) -> str:
    """What the headline's percentages are the mean of, or what else it counts."""
    if view in _WITHOUT_PERCENTAGES:
        return _WITHOUT_PERCENTAGES[view]
    if narrowed_by:
        return (
            f"Rata-rata {sums.reporting} komitmen yang pernah melapor, dari {sums.commitments} menurut "
            f"saringan: {narrowed_by}."
        )
    declared = formats.long_date(HERE.declared)
    if not sums.commitments:
        return f"Frasa deklarasi {declared} dan kelanjutannya masih berupa pernyataan."
    return (
        f"Rata-rata {sums.reporting} komitmen yang pernah melapor, dari {sums.commitments} yang lahir "
        f"dari deklarasi {declared} dan kelanjutannya."
    )


def matrix(rated: Sequence[Rated], *, by: str, kept: Mapping[str, str]) -> Markup:
    """Owners (or pillars) against states: one square is one commitment; claim and proof side by side.

    What ``kept`` has narrowed the rows to narrows what they open, too.
    """
    return _matrix(tuple(rated), by, tuple(kept.items()))


@markup.drawn_once
def _matrix(rated: tuple[Rated, ...], by: str, narrowed: tuple[tuple[str, str], ...]) -> Markup:
    kept = dict(narrowed)
    owned = [(row, health) for row, health in rated if health is not Health.NO_OWNER]
    ownerless = [(row, health) for row, health in rated if health is Health.NO_OWNER]
    per_pillar = by == "pilar"
    key: Callable[[CommitmentRow], tuple[str, str]] = (
        (lambda row: (f"{row.pillar_code}. {row.pillar}", ""))
        if per_pillar
        else (lambda row: (row.owner or "", row.owner_name or ""))
    )
    groups: dict[tuple[str, str], list[Rated]] = {}
    for row, health in rated if per_pillar else owned:
        groups.setdefault(key(row), []).append((row, health))
    order = sorted(groups) if per_pillar else sorted(groups, key=lambda k: (-len(groups[k]), k))
    states = tuple(Health) if per_pillar else _JUDGED
    columns = [
        Column("Pilar" if per_pillar else "Instansi penanggung jawab", "gb-wide"),
        Column("Komitmen", "gb-right"),
        *(_state_column(health) for health in states),
        Column("Diklaim instansi", "gb-narrow"),
        Column("Terverifikasi", "gb-narrow"),
        Column("Selisih", "gb-right gb-narrow"),
        WAY_ON,
    ]
    rows: list[Sequence[Text]] = [_group_row(name, groups[name], states, by, kept) for name in order]
    if ownerless and not per_pillar:
        rows.append(_ownerless_row(ownerless, len(columns)))
    footer = _total_row(rated, states)
    return markup.table(
        columns, rows, caption="Komitmen menurut penanggung jawab dan keadaan", footer=footer, css="gb-shares"
    )


def _state_column(health: Health) -> Column:
    """A state at the head of a column, with its icon above its word."""
    return Column(health.label, "gb-state", health.row.icon)


def _cells(group: Sequence[Rated], health: Health, opened: Mapping[str, str | None]) -> Markup:
    """The squares of one cell of the matrix, and their count, which opens their rows."""
    squares = [cards.cell(row, own) for row, own in group if own is health]
    if not squares:
        return markup.render("cards.no_cells")
    opened_by = link(
        str(len(squares)),
        addresses.commitments(opened, state=health.value),
        title=f"{len(squares)} komitmen {health.label_within}",
    )
    return markup.render("cards.cell_group", cells=cards.cells(squares), count=opened_by)


def _group_row(
    name: tuple[str, str], group: Sequence[Rated], states: Sequence[Health], by: str, kept: Mapping[str, str]
) -> list[Text]:
    sums = total(group)
    claimed, verified = cards.bars(sums.claimed, sums.verified)
    parameter: dict[str, str | None] = {
        **kept,
        by: group[0][0].pillar_code if by == "pilar" else group[0][0].owner_code,
    }
    return [
        markup.stack(*name),
        str(len(group)),
        *(_cells(group, health, parameter) for health in states),
        claimed,
        verified,
        _gap(sums.gap_at(0)),
        link("Buka", addresses.commitments(parameter), title=f"Komitmen {name[0]}"),
    ]


def _gap(gap: float | None) -> Text:
    if gap is None:
        return "–"
    text = formats.points(gap, 0)
    return markup.render("commitments.gap", points=text) if gap > AT_RISK_MARGIN else text


def _ownerless_row(ownerless: Sequence[Rated], width: int) -> list[Text]:
    squares = [cards.cell(row, health) for row, health in ownerless]
    return [
        markup.stack(
            Markup("{}{}").format(icon("person_off"), formats.NOT_SET),
            cards.cells(squares),
        ),
        str(len(ownerless)),
        *[""] * (width - 3),
        link("Tetapkan PJ", addresses.commitment_board("tanpa-pj")),
    ]


def _total_row(rated: Sequence[Rated], states: Sequence[Health]) -> list[Text]:
    sums = total(rated)
    counts = [sum(own is health for _, own in rated) for health in states]
    return [
        "Jumlah",
        str(len(rated)),
        *(str(count) if count else "" for count in counts),
        formats.percent(sums.claimed) if sums.claimed is not None else "–",
        formats.percent(sums.verified) if sums.verified is not None else "–",
        formats.points(sums.gap) if sums.gap is not None else "–",
        "",
    ]


def rules() -> Markup:
    """How to read the matrix, and the published rule by which every status is computed."""
    return markup.render("commitments.rules", margin=formats.number(AT_RISK_MARGIN))


def listing(rated: Sequence[Rated], on: date) -> Markup:
    columns = [
        Column("Kode", "gb-narrow"),
        Column("Komitmen", "gb-wide"),
        Column("Penanggung jawab"),
        Column("Wilayah"),
        Column("Tenggat"),
        Column("Keadaan"),
        Column("Bobot", "gb-right"),
        Column("Diklaim", "gb-narrow"),
        Column("Terverifikasi", "gb-narrow"),
    ]
    rows = []
    for row, health in rated:
        claimed, verified = cards.bars(row.progress.claimed, row.progress.verified)
        rows.append(
            [
                row.code,
                markup.stack(
                    link(row.title, addresses.commitment(row.code)),
                    f"Pilar {row.pillar_code} {row.pillar} · dari frasa {row.statement_code}",
                ),
                row.owner or formats.NOT_SET,
                short_name(row.region_code, row.region),
                formats.short_date(row.due_on),
                markup.stack(
                    health_chip(row, health, on),
                    because(row.progress, health, on, promised_on=row.promised_on),
                ),
                formats.number(row.weight, 0 if row.weight.is_integer() else 2),
                claimed,
                verified,
            ]
        )
    return markup.table(columns, rows, caption="Daftar komitmen")


def one_page(rated: Sequence[Rated], page: int, kept: Mapping[str, str], on: date) -> Markup:
    """The list's rows of this page, and the way to the others."""
    given, size = {"tampilan": "daftar", **kept}, PAGE_SIZE
    pager = paging.pages(addresses.Page.COMMITMENTS, given, page=page, size=size, total=len(rated))
    return listing(rated[(page - 1) * size : page * size], on) + pager


def formula(rated: Sequence[Rated]) -> Markup:
    """The roll-up of these rows as anybody can do it with pencil and paper."""
    reporting = [row for row, _ in rated if row.progress.verified is not None]
    sums = total(rated)
    if not reporting or sums.verified is None or sums.claimed is None:
        return Markup("")
    weights = formats.number(sum(row.weight for row in reporting), 2).removesuffix(",00")
    lines = [
        {"label": label, "terms": _terms(reporting, kind), "result": formats.percent(value, 2)}
        for label, kind, value in (
            ("Terverifikasi", "verified", sums.verified),
            ("Diklaim", "claimed", sums.claimed),
        )
    ]
    return markup.fold(
        f"Rumus: Σ(bobot × persen) ÷ Σ bobot atas {len(reporting)} dari {len(rated)} komitmen "
        "yang pernah melapor",
        markup.render("commitments.roll_up_formula", lines=lines, weights=weights),
    )


def _terms(reporting: Sequence[CommitmentRow], kind: str) -> str:
    return " + ".join(
        f"{formats.number(row.weight, 2).removesuffix(',00')} × "
        f"{formats.number(getattr(row.progress, kind), 1)}"
        for row in reporting
    )


def filter_note(given: Mapping[str, str], shown: Sequence[Rated], everything: int) -> Markup:
    """The list's filter in words, with the way out of it."""
    said = filter_words(given, shown)
    if not said:
        return Markup("")
    return markup.note(
        f"{len(shown)} dari {everything} komitmen: {said}. ",
        link("Tampilkan semua", addresses.commitments()),
    )


def filter_words(given: Mapping[str, str], shown: Sequence[Rated]) -> str:
    """By what the list is narrowed, for a reader and for the head of a file."""
    state = given.get("keadaan", "")
    parts = [Health(state).label_within] if state in set(Health) else []
    if not shown:
        return ", ".join([*parts, *([f"memuat “{given['cari']}”"] if given.get("cari") else [])])
    named = shown[0][0]
    words = {
        "instansi": named.owner or "",
        "pilar": f"pilar {named.pillar_code} {named.pillar}",
        "wilayah": f"wilayah {short_name(named.region_code, named.region)}",
        "triwulan": f"triwulan {given.get('triwulan', '')}",
        "cari": f"memuat “{given.get('cari', '')}”",
    }
    return ", ".join([*parts, *(text for name, text in words.items() if given.get(name))])


def phrases(statements: Sequence[StatementRow], places: Collection[str], *, may_form: bool) -> Markup:
    """The phrases as spoken, event by event; what became a commitment and what is still a statement."""
    parts: list[Markup] = []
    event = ""
    for statement in statements:
        if statement.event_code != event:
            event = statement.event_code
            count = sum(s.event_code == event for s in statements)
            parts.append(
                section(statement.event, aside=f"{formats.long_date(statement.held_on)} · {count} frasa")
            )
        parts.append(_phrase(statement, places, may_form=may_form))
    return Markup("").join(parts)


_KIND_ICONS = {
    StatementKind.PLEDGE: "front_hand",
    StatementKind.EXISTING: "domain",
    StatementKind.ASPIRATION: "wb_twilight",
    StatementKind.DATA: "tag",
    StatementKind.DIAGNOSIS: "stethoscope",
}


def _phrase(statement: StatementRow, places: Collection[str], *, may_form: bool) -> Markup:
    born: Text = (
        Markup(", ").join(link(code, addresses.commitment(code)) for code in statement.commitment_codes)
        if statement.commitment_codes
        else "masih pernyataan; belum dapat dihitung sebagai komitmen"
    )
    facts: list[tuple[Text, Text]] = [("Menjadi", born)]
    missing = examine(read_phrase(statement.text, places)).missing
    facts.append(
        (
            "Belum disebut",
            formats.listing([labels.QUESTIONS[answer.question].lower() for answer in missing]),
        )
    )
    if statement.carrier:
        facts.append(("Pelaksana (disimpulkan)", statement.carrier))
    if statement.measurable:
        facts.append(("Dapat diukur dengan", statement.measurable))
    if statement.ambiguity:
        facts.append(("Catatan", statement.ambiguity))
    form_it = (
        link(
            "Bentuk komitmen",
            addresses.new_commitment(statement.code, drafted=True),
            css="gb-link gb-form-it",
        )
        if may_form
        else ""
    )
    return markup.render(
        "commitments.phrase",
        code=statement.code,
        quote=quote(statement),
        facts=markup.joined(markup.definitions(facts), form_it),
    )


def quote(statement: StatementRow) -> Markup:
    kind = markup.chip(labels.STATEMENT_KINDS[statement.kind], "plain", _KIND_ICONS[statement.kind])
    return markup.render(
        "commitments.quote",
        statement=statement,
        # Fragments that the press itself quotes keep their own marks; ours would double them.
        css="gb-mixed" if "“" in statement.text else "",
        held_on=formats.long_date(statement.held_on),
        basis=labels.BASES[statement.basis],
        source=outside_link(statement.source, statement.source_url),
        kind=kind,
    )
