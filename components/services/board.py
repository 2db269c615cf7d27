"""Layanan: 22 places by eight desks, the chain as a funnel, and three short blocks beneath."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup
from components.kit.layout import section
from components.kit.markup import Column, Text, link
from domain import addresses
from domain.look import Colour
from domain.places.regions import display_name
from domain.services.chain import LONG_DAYS, STEPS, ChainStep, Stall, StepCounts, stall
from domain.services.desks import DeskCell, DeskStanding, due_on
from domain.services.outreach import SILENT_AFTER_DAYS, OutreachKind, TeamState
from domain.time import formats, lateness
from domain.words import labels, services
from domain.words.services import DESK_SHORT, coverage_words

if TYPE_CHECKING:
    from datetime import date

    from db.queries.outreach import OutreachRow
    from db.queries.services import ServiceReportRow
    from domain.services.reports import Voice
    from domain.time.calendar import Month
    from views.services import Board, PlaceRow, Teams

_SYMBOLS = {DeskStanding.PROVEN: "check", DeskStanding.PLANNED: "event", DeskStanding.ABSENT: "remove"}
_UNSAID = "belum ada laporan"


def headline(board: Board, center: PlaceRow) -> str:
    complete = formats.capitalised(formats.in_words(board.complete)) if board.complete else "Belum satu pun"
    places = (
        f"{complete} dari {len(board.rows)} wilayah membuktikan {formats.in_words(len(board.desks))} meja"
    )
    if center.is_silent:
        return f"{places}; Migrant Center belum melapor"
    return f"{places}; Migrant Center {center.proven} dari {len(center.cells)} meja"


def detail(board: Board) -> str:
    """How many desks are proven of all, and which are proven least."""
    total = len(board.rows) * len(board.desks)
    proven = board.count(DeskStanding.PROVEN)
    said = f"LTSA, {formats.month(board.month.starts_on)}: {proven} dari {total} meja terbukti."
    if not proven:
        return f"{said} Tanpa laporan berarti belum diketahui, bukan nol."
    rarest = sorted(board.desks, key=lambda desk: (board.proven_at(desk), board.desks[desk]))[:3]
    return f"{said} Paling jarang: {formats.listing([board.desks[desk].lower() for desk in rarest])}."


def drawn(cell: DeskCell, desk: str) -> Markup:
    """A desk as a shape of its own, with the words for whoever does not see shapes."""
    said = f"{desk}: {labels.DESK_STANDINGS[cell.standing]}"
    if cell.since is not None:
        said += f" pada {formats.month(cell.since)}; bulan ini {_UNSAID}"
    css = cell.standing.value + (" gb-old" if cell.is_old else "")
    return markup.render("services.desk", css=css, symbol=_SYMBOLS.get(cell.standing, ""), said=said)


def stairs(board: Board) -> Markup:
    """The 22 in two halves, so that all of them stand above the fold."""
    half = (len(board.rows) + 1) // 2
    tables = [
        _half(board, board.rows[:half], f"Meja LTSA, wilayah 1–{half}", total=True),
        _half(board, board.rows[half:], f"Meja LTSA, wilayah {half + 1}–{len(board.rows)}", total=False),
    ]
    return markup.render("services.halves", tables=tables, foot=_key(board))


def _half(board: Board, rows: Sequence[PlaceRow], caption: str, *, total: bool) -> Markup:
    columns = [
        Column("Kabupaten/kota"),
        *(Column(DESK_SHORT[desk], "gb-desk-cell") for desk in board.desks),
        Column("/8", "gb-right"),
        Column("Daftar", "gb-right"),
    ]
    footer: list[Text] | None = None
    if total:
        proven = [str(board.proven_at(desk)) for desk in board.desks]
        registered = board.chain[ChainStep.REGISTRATION].entered
        footer = [
            f"Terbukti dari {len(board.rows)}",
            *proven,
            str(board.count(DeskStanding.PROVEN)),
            _number(registered),
        ]
    month = board.month.key
    return markup.table(
        columns,
        [
            [
                link(display_name(row.name), addresses.services(region=row.code, month=month)),
                *(drawn(row.cells[desk], name) for desk, name in board.desks.items()),
                markup.bold(str(row.proven)) if row.spoke else "–",
                _number(row.registered),
            ]
            for row in rows
        ],
        caption=caption,
        footer=footer,
        css="gb-stairs",
    )


def _number(value: int | None) -> Text:
    if value is None:
        return markup.render("services.desk", css="silent gb-narrow-mark", symbol="", said=_UNSAID)
    return formats.number(value)


def _key(board: Board) -> Markup:
    marks = [
        {
            "drawn": markup.render(
                "services.desk", css=standing.value, symbol=_SYMBOLS.get(standing, ""), said=""
            ),
            "count": board.count(standing),
            "said": labels.DESK_STANDINGS[standing],
        }
        for standing in DeskStanding
    ]
    aside = f"Daftar: pendaftar {formats.short_month(board.month.starts_on)}"
    return markup.render("services.key", marks=marks, aside=aside)


def unheard(board: Board, on: date) -> Markup:
    """Who owes the month, and since when."""
    silent = board.unheard
    limit = due_on(board.month)
    if not silent:
        return markup.note("Semua wilayah sudah melapor untuk bulan ini.")
    when = f"{lateness.left(lateness.DueKind.REPORT, limit, on)} dari batas" if limit < on else "batas"
    return markup.note(
        markup.icon("notifications_off"),
        f"{formats.capitalised(formats.in_words(len(silent)))} wilayah belum melapor untuk bulan ini, {when} "
        f"{formats.long_date(limit)}: {formats.shortlist([display_name(row.name) for row in silent], 8)}.",
    )


def month_names(months: Mapping[str, Month]) -> dict[str, str]:
    return {key: formats.month(month.starts_on) for key, month in months.items()}


def ways(
    voice: Voice, places: Mapping[str, str], month: Month, waiting: Sequence[ServiceReportRow]
) -> Markup:
    """To the reader's own reports, and to the reports that wait for a verdict of theirs."""
    parts, several = [], len(voice.parts) > 1
    for part in voice.parts:
        code = part.region_code
        label = f"Laporkan {services.place(code, places[code])}" if several else "Laporkan"
        parts.append(link(label, addresses.services_form(code, month.key), css="gb-button"))
    if own := voice.home:
        # Of its own place, so that nobody has to look for it among the 22.
        parts.append(link("Tim desa", addresses.services(region=own, part="tim"), css="gb-second"))
        parts.append(link("Kegiatan mitra", addresses.services(region=own, part="mitra"), css="gb-second"))
    if waiting:
        label = f"Periksa {formats.number(len(waiting))} laporan"
        parts.append(link(label, addresses.services_review(waiting[0].id), css="gb-second"))
    return markup.paragraph(*parts, css="gb-way") if parts else Markup("")


# The chain

_STEP, _HEIGHT = 100, 56
_FLAT = 0.66
"""Of a band's width; the rest slopes down to the next one."""


def chain(board: Board) -> Markup:
    """People through the nine steps: the band narrows where they are lost, the words say where they wait."""
    title = "Dari informasi sampai berangkat"
    found = stall(board.chain)
    if not board.reporting:
        return section(title) + markup.empty(
            f"Belum ada wilayah yang menghitung langkah penempatan untuk "
            f"{formats.month(board.month.starts_on)}."
        )
    where = f"{formats.month(board.month.starts_on)}, {board.reporting} wilayah melapor."
    return (
        section(title, aside=f"{where} {_stalled(found, board.chain)}")
        + markup.render(
            "services.chain",
            description=_described(board.chain),
            encoded=_encoded(board.chain),
            steps=[_step(step, board.chain[step], found) for step in STEPS],
        )
        + markup.fold("Lihat sebagai tabel", chain_table(board.chain, "Langkah penempatan"))
    )


def _stalled(found: Stall | None, counts: Mapping[ChainStep, StepCounts]) -> str:
    if found is None and all(each.held_back is None for each in counts.values()):
        return "Yang tertahan belum dilaporkan, bukan nol."
    if found is None:
        return "Tidak ada yang dilaporkan tertahan."
    steps = formats.listing([labels.CHAIN_STEPS[step].lower() for step in found.steps])
    return (
        f"{formats.number(found.here)} dari {formats.number(found.everywhere)} yang tertahan lebih dari "
        f"{LONG_DAYS} hari ada di {steps}."
    )


def _step(step: ChainStep, counts: StepCounts, found: Stall | None) -> dict[str, object]:
    unit = {ChainStep.INFORMATION: "kunjungan", ChainStep.DEPARTURE: "orang"}.get(step, "masuk")
    lines: list[dict[str, str]] = []
    if step is ChainStep.INFORMATION:
        lines.append({"text": "belum tentu orang berbeda", "css": ""})
    elif step is ChainStep.DEPARTURE:
        lines.append({"text": "arus sebulan, bukan satu angkatan", "css": ""})
    else:
        here = found is not None and step in found.steps
        lines.append({"text": f"{_said(counts.moved_on)} lanjut", "css": ""})
        held = f"{_said(counts.held_back)} lebih dari {LONG_DAYS} hari"
        lines.append({"text": held, "css": "gb-held" if here else ""})
    return {"name": labels.CHAIN_STEPS[step], "value": _said(counts.entered), "unit": unit, "lines": lines}


def _said(value: int | None) -> str:
    return "?" if value is None else formats.number(value)


def _described(counts: Mapping[ChainStep, StepCounts]) -> str:
    said = (f"{labels.CHAIN_STEPS[step]} {_said(counts[step].entered)}" for step in STEPS)
    return f"Orang yang masuk di tiap langkah: {', '.join(said)}."


def _encoded(counts: Mapping[ChainStep, StepCounts]) -> str:
    """The picture alone; the words stand beside it as text."""
    steps = STEPS[1:]
    heights = [counts[step].entered for step in steps]
    most = max((value for value in heights if value), default=1)
    fills = (Colour.NILA_6, Colour.NILA_7)
    bands = []
    for number, value in enumerate(heights):
        left = (number + 1) * _STEP
        following = heights[number + 1] if number + 1 < len(heights) else value
        here = _height(value, most)
        there = _height(following, most) if following is not None else here
        fill = Colour.NILA if number + 1 == len(heights) else fills[number % 2]
        bands.append(
            {
                "shape": _band(left, here, there),
                "fill": "url(#h)" if value is None else fill,
            }
        )
    drawing = markup.render(
        "services.funnel",
        width=_STEP * len(STEPS),
        height=_HEIGHT,
        ground=Colour.KERTAS,
        line=Colour.TEPI,
        edge=Colour.SESUAI_TEPI,
        visits={
            "shape": f"M2 2H{_STEP - 8}V{_HEIGHT - 2}H2Z",
            "fill": "url(#h)" if counts[ChainStep.INFORMATION].entered is None else "none",
        },
        bands=bands,
    )
    return base64.b64encode(str(drawing).encode()).decode()


def _height(value: int | None, most: int) -> float:
    """Nobody is a line, not nothing; what was not said fills a third, hatched."""
    if value is None:
        return _HEIGHT / 3
    return max(_HEIGHT * value / most, 1.5)


def _band(left: int, here: float, there: float) -> str:
    top, next_top = round(_HEIGHT - here, 1), round(_HEIGHT - there, 1)
    knee = left + _STEP * _FLAT
    return f"M{left} {_HEIGHT}V{top}H{knee:g}L{left + _STEP} {next_top}V{_HEIGHT}Z"


def chain_table(counts: Mapping[ChainStep, StepCounts], caption: str) -> Markup:
    columns = [
        Column("Langkah"),
        Column("Masuk", "gb-right"),
        Column("Lanjut", "gb-right"),
        Column(f"Tertahan lebih dari {LONG_DAYS} hari", "gb-right"),
    ]
    rows: list[list[Text]] = []
    for step in STEPS:
        each = counts.get(step, StepCounts())
        once = step in (ChainStep.INFORMATION, ChainStep.DEPARTURE)
        rows.append(
            [
                labels.CHAIN_STEPS[step],
                _cell(each.entered),
                "–" if once else _cell(each.moved_on),
                "–" if once else _cell(each.held_back),
            ]
        )
    return markup.table(columns, rows, caption=caption)


def _cell(value: int | None) -> Text:
    return markup.tinted(_UNSAID, "gb-hatched") if value is None else formats.number(value)


# The three blocks beneath


def blocks(
    center: PlaceRow,
    desks: Mapping[str, str],
    promises: Sequence[tuple[str, str]],
    teams: Teams,
    activities: Sequence[OutreachRow],
    month: Month,
) -> Markup:
    return markup.render(
        "services.blocks",
        blocks=[
            _center(center, desks, promises, month),
            _teams(teams),
            _outreach(activities),
        ],
    )


def _center(
    center: PlaceRow, desks: Mapping[str, str], promises: Sequence[tuple[str, str]], month: Month
) -> Markup:
    """Planned by the declaration; a desk counts only once somebody has proven it."""
    ways = [link(code, addresses.commitment(code), title=title) for code, title in promises]
    ways.append(link("Rincian", addresses.services(region=center.code, month=month.key)))
    silent = center.is_silent
    return (
        section("Migrant Center", action=markup.words(*ways))
        + strip(center, desks)
        + markup.note(
            "Direncanakan menurut deklarasi (D-18), sampai ada bukti."
            if silent
            else f"{center.proven} dari {len(center.cells)} meja terbukti; selebihnya belum."
        )
    )


def strip(place: PlaceRow, desks: Mapping[str, str]) -> Markup:
    return markup.render(
        "services.strip",
        cells=[
            {"drawn": drawn(place.cells[code], name), "name": DESK_SHORT[code]}
            for code, name in desks.items()
        ],
    )


def _teams(teams: Teams) -> Markup:
    head = section("Tim desa", action=link("Daftar", addresses.services(part="tim")))
    covered = coverage_words(teams.coverage)
    if teams.sources:
        covered += f" Daftarnya ada di {formats.number(teams.listing_regions)} kabupaten/kota."
    if not teams.rows:
        return head + markup.empty("Belum ada tim desa yang dilaporkan.") + markup.note(covered)
    numbers = [
        {"value": teams.with_decree, "noun": "tim ber-SK"},
        {"value": teams.states[TeamState.REPORTING], "noun": "melapor"},
        {"value": teams.states[TeamState.SILENT], "noun": f"tidak melapor > {SILENT_AFTER_DAYS} hari"},
    ]
    return head + markup.render("services.counts", numbers=numbers) + markup.note(covered)


def _outreach(activities: Sequence[OutreachRow]) -> Markup:
    head = section("Edukasi dan pengawasan", action=link("Daftar", addresses.services(part="mitra")))
    if not activities:
        return head + markup.empty("Belum ada kegiatan yang dilaporkan.")
    activities = [row for row in activities if row.counts]
    reached = [
        row.reach for row in activities if row.reach is not None and row.kind is OutreachKind.EDUCATION
    ]
    numbers: list[dict[str, object]] = [
        {"value": formats.number(len(activities)), "noun": "kegiatan"},
        {"value": formats.number(sum(reached)) if reached else "?", "noun": "peserta edukasi"},
        {
            "value": formats.number(sum(row.verified_at is not None for row in activities)),
            "noun": "terverifikasi",
        },
    ]
    kinds = {labels.ORGANIZER_KINDS[row.organizer_kind] for row in activities}
    return (
        head
        + markup.render("services.counts", numbers=numbers)
        + markup.note(f"{formats.listing(sorted(kinds))}.")
    )
