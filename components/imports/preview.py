"""What storing a delivery would change, line by line, and what goes back with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from components.cases.words import total
from components.imports import words
from components.imports.register import PAGE_SIZE, of_page, turning
from components.kit import markup
from components.kit.layout import section
from components.kit.markup import Column
from domain import addresses
from domain.imports.delivery import REGION, DeliveredCount
from domain.imports.life import ENTERED_KINDS
from domain.imports.storing import by_reason
from domain.imports.storing_figures import A_LIST, SeriesLine
from domain.time import formats
from domain.time.formats import capitalised, number
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.import_plans import Difference, NewCase, Planned
    from domain.imports.entering import Entered
    from views.imports import One

MOST_COLUMNS, MOST_DRAWN = 14, 6_000
"""Times beside each other, and figures in all grids of a page."""
Span = tuple[date, date]
_At = tuple[str, date | None, date | None]
_Cell = tuple[str, str, str]


def tallies(plan: Planned) -> Markup:
    return markup.render(
        "imports.tallies",
        tallies=[
            (kind, number(count), label, detail)
            for kind, count, label, detail in (
                ("new", plan.new, "baru", "ditambahkan"),
                ("changed", plan.changed, "berubah", "nilai lama tetap tersimpan"),
                ("withdrawn", len(plan.withdrawn), "ditarik", "kini tanpa laporan di berkas"),
                ("same", plan.same, "tetap sama", "tidak ditulis ulang"),
                ("silent", plan.unsaid, "belum ada laporan", "bukan nol"),
                ("back", plan.asked, "menunggu jawaban", "di langkah Lembar"),
                ("back", len(plan.back), "dikembalikan", "dengan alasannya"),
            )
            if count or kind in ("new", "changed")
        ],
    )


def changes(found: One, given: addresses.Given, page: int) -> Markup:
    """The grids of places and months where there are some, what was beside what would be, and what goes back
    for a reason of its own; long lists a page at a time, all of them turned together."""
    plan = found.plan
    assert plan is not None
    new = [each for each in plan.entered if each.is_new]
    counted = [each.fields for each in plan.back if each.reason == A_LIST] if found.is_counted else []
    reasons = by_reason((each.at, each.reason) for each in plan.back if each.reason != A_LIST)
    longest = max(map(len, (new, plan.new_cases, plan.differences, counted, reasons)))
    page = min(page, max((longest - 1) // PAGE_SIZE + 1, 1))
    if found.is_counted:
        drawn = _counted(found, counted, page)
    elif found.row.kind in ENTERED_KINDS:
        drawn = _new_lines(found, new, page)
    elif plan.new_cases or plan.changed_cases:
        drawn = _new_cases(found, plan.new_cases, page)
    else:
        drawn = _grids(found, plan)
    lists = drawn + _differences(found, plan.differences, page) + _back(plan, reasons, page)
    turns = turning(given, page, longest) if longest > PAGE_SIZE else Markup("")
    return _undated(plan) + lists + turns


def _part_of(rows: Sequence[object], page: int) -> str:
    first, last = (page - 1) * PAGE_SIZE + 1, min(page * PAGE_SIZE, len(rows))
    return (
        number(len(rows))
        if len(rows) <= PAGE_SIZE
        else f"{number(first)}–{number(last)} dari {number(len(rows))}"
    )


def _undated(plan: Planned) -> Markup:
    if not plan.undated_stages:
        return Markup("")
    return markup.notice(
        f"{number(plan.undated_stages)} tahap tersimpan tanpa tanggal: berkas tidak menyebut hari tahap itu "
        "tercapai. Lengkapi di lembar kasusnya agar lamanya dapat dihitung.",
        "event_busy",
        css="gb-note",
    )


def _new_lines(found: One, new: Sequence[Entered], page: int) -> Markup:
    """What would be entered, each with all that the file says of it."""
    shown = new[of_page(page)]
    if not shown:
        return Markup("")
    columns = [Column("Letak", "gb-narrow"), Column("Baris"), Column("Isi", "gb-wide")]
    return section("Baru", aside=_part_of(new, page)) + markup.table(
        columns,
        [[each.at, each.label, _in_words(found, each.said)] for each in shown],
        caption="Baris baru",
    )


def _in_words(found: One, said: Mapping[str, object]) -> str:
    names = words.field_names(found)
    return "; ".join(
        f"{names.get(name, name)}: {words.said_of(found, name, value)}" for name, value in said.items()
    )


@dataclass(frozen=True)
class _Drawn:
    """One series in the times that stand beside each other."""

    name: str
    when: str
    grid: Markup

    @property
    def title(self) -> str:
        return f"{self.name}, {self.when}" if self.when else self.name


def _grids(found: One, plan: Planned) -> Markup:
    """Every series of places and times: the first in sight, and each other a click away."""
    lines: list[tuple[SeriesLine, str]] = [
        *((line, "new") for line in plan.new_figures),
        *((each.line, "changed") for each in plan.replaced),
        *((each.line, "withdrawn") for each in plan.withdrawn),
        *((line, "same") for line in plan.same_figures),
    ]
    waits: defaultdict[tuple[str, str, str], dict[_At, _Cell]] = defaultdict(dict)
    for count in found.waiting_counts:
        waits[_series_of(count)][count.region, count.starts_on, count.ends_on] = _PUT_OFF
    for count in found.asked_counts:
        # A written total beside such a mark waits with it.
        for of in (_series_of(count), (count.indicator, "", "")):
            waits[of][count.region, count.starts_on, count.ends_on] = _ASKED
    series: dict[tuple[str, str, str], list[tuple[SeriesLine, str]]] = {}
    for line, kind in lines:
        series.setdefault(_series_of(line), []).append((line, kind))
    drawn: list[_Drawn] = []
    room, left = MOST_DRAWN, 0
    for each, own in sorted(series.items()):
        cells = {
            (line.region, line.starts_on, line.ends_on): (_value(line), kind, _WORDS[kind])
            for line, kind in own
        }
        for spans in _beside(sorted({(starts, ends) for _, starts, ends in cells})):
            there = {at: said for at, said in cells.items() if at[1:] in spans}
            if len(there) > room:
                left += len(there)
                continue
            room -= len(there)
            drawn.append(_drawn(found, each, spans, there, waits[each]))
    if not drawn:
        return Markup("")
    first, *others = drawn
    said = f"{number(left)} nilai lagi ikut disimpan dan tidak digambar di sini." if left else ""
    return (
        section(first.name, aside=first.when)
        + first.grid
        + markup.joined(*(markup.fold(each.title, each.grid) for each in others))
        + (markup.note(said) if said else Markup(""))
    )


def _series_of(line: SeriesLine | DeliveredCount) -> tuple[str, str, str]:
    return (line.indicator, line.subgroup, line.destination)


def _value(line: SeriesLine) -> str:
    return number(line.value) if line.value is not None else "–"


def _beside(spans: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """All of them where they stand beside each other, else year by year, the newest first."""
    if len(spans) <= MOST_COLUMNS:
        yield spans
        return
    for _, of_year in groupby(reversed(spans), key=lambda span: span[0].year):
        year = sorted(of_year)
        yield from (year[at : at + MOST_COLUMNS] for at in range(0, len(year), MOST_COLUMNS))


def _drawn(
    found: One,
    series: tuple[str, str, str],
    spans: Sequence[Span],
    cells: Mapping[tuple[str, date, date], _Cell],
    waits: Mapping[_At, _Cell],
) -> _Drawn:
    indicator, subgroup, destination = series
    parts = (found.series.get(indicator, indicator), subgroup, words.place(found, destination))
    name = ", ".join(part for part in parts if part)
    years = {day.year for span in spans for day in span}
    regions = sorted({region for region, _, _ in cells})
    grid = markup.render(
        "imports.grid",
        caption=name,
        columns=[words.span(*span, with_year=len(years) > 1) for span in spans],
        rows=[
            (
                words.place(found, region) or region,
                [cells.get((region, *span)) or waits.get((region, *span), _UNSAID) for span in spans],
            )
            for region in regions
        ],
    )
    return _Drawn(name, f"tahun {years.pop()}" if len(years) == 1 else "", grid)


_PUT_OFF, _UNSAID = ("?", "back", "ditunda"), ("", "silent", "belum ada laporan")
_ASKED = ("?", "back", "menunggu jawaban")
_WORDS = {"new": "baru", "changed": "berubah", "withdrawn": "ditarik", "same": "tetap sama"}


def _new_cases(found: One, new: Sequence[NewCase], page: int) -> Markup:
    shown = new[of_page(page)]
    if not shown:
        return Markup("")
    columns = [
        Column("Letak", "gb-narrow"),
        Column("Nomor rujukan"),
        Column("Jenis"),
        Column("Dilaporkan"),
        Column("Asal"),
        Column("Korban", "gb-right"),
    ]
    return section("Laporan baru", aside=_part_of(new, page)) + markup.table(
        columns,
        [
            [
                case.line.at,
                markup.stack(case.line.entry.reference, _on_behalf(found, case.line.entry.agency_code)),
                labels.CASE_KINDS[case.line.entry.kind] if case.line.entry.kind else "–",
                formats.long_date(case.line.entry.reported_on) if case.line.entry.reported_on else "–",
                words.place(found, case.line.entry.origin) or "–",
                total(case.line.entry.victims),
            ]
            for case in shown
        ],
        caption="Laporan baru",
    )


def _on_behalf(found: One, agency: str) -> str:
    """Of a line that is recorded for another agency than the sender."""
    return "" if agency == found.row.source else f"atas nama {found.agencies.get(agency, agency)}"


def _differences(found: One, rows: Sequence[Difference], page: int) -> Markup:
    shown = rows[of_page(page)]
    if not shown:
        return Markup("")
    columns = [
        Column("Letak", "gb-narrow"),
        Column("Baris"),
        Column("Isian"),
        Column("Lama", "gb-right"),
        Column("Baru", "gb-right"),
    ]
    title = "Berubah" if found.row.kind in ENTERED_KINDS else "Berubah dan ditarik"
    return section(title, aside=_part_of(rows, page)) + markup.table(
        columns,
        [
            [
                each.at,
                each.label,
                _field_name(found, each.field),
                words.said_of(found, each.field, each.before),
                words.said_of(found, each.field, each.after)
                if each.after is not None
                else "belum ada laporan",
            ]
            for each in shown
        ],
        caption=title,
    )


def _field_name(found: One, name: str) -> str:
    if found.row.kind in ENTERED_KINDS:
        return capitalised(words.field_names(found).get(name, name))
    return labels.CASE_FIELDS.get(name, "Nilai" if name == "value" else "Tahap")


def _counted(found: One, counted: Sequence[Mapping[str, Any]], page: int) -> Markup:
    """What a list counts, as it goes back."""
    columns = [Column("Wilayah", "gb-wide"), Column("Waktu"), Column("Orang", "gb-right")]
    rows = sorted(counted, key=lambda each: (str(each.get("starts_on", "")), str(each.get(REGION, ""))))
    shown = rows[of_page(page)]
    if not shown:
        return Markup("")
    return section("Hitungannya", aside=f"{_part_of(rows, page)} baris") + markup.table(
        columns,
        [
            [
                words.place(found, str(each.get(REGION, ""))),
                _when(each) or "waktu tidak disebut",
                markup.bold(number(int(each["value"]))),
            ]
            for each in shown
        ],
        caption="Hitungan menurut wilayah dan waktu",
    )


def _when(fields: Mapping[str, Any]) -> str:
    days = [date.fromisoformat(str(fields[name])) for name in ("starts_on", "ends_on") if fields.get(name)]
    return words.span(days[0], days[-1]) if days else ""


def _back(plan: Planned, reasons: Sequence[tuple[str, str]], page: int) -> Markup:
    """What goes back for a reason of its own; that lists are counted is said above them."""
    shown = reasons[of_page(page)]
    if not shown:
        return Markup("")
    columns = [Column("Letak", "gb-narrow"), Column("Alasan", "gb-wide")]
    aside = f"{number(sum(each.reason != A_LIST for each in plan.back))} baris"
    if len(reasons) > PAGE_SIZE:
        aside += f"; {_part_of(reasons, page)} alasan"
    return section("Dikembalikan", aside=aside) + markup.table(
        columns, [[*each] for each in shown], caption="Baris yang dikembalikan"
    )
