"""What storing a delivery would change, line by line, and what goes back with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from components.cases.words import total
from components.imports import words
from components.imports.register import PAGE_SIZE
from components.kit import markup
from components.kit.layout import section
from components.kit.markup import Column
from domain.imports.delivery import REGION
from domain.imports.life import ENTERED_KINDS
from domain.imports.storing import by_reason
from domain.imports.storing_figures import A_LIST, SeriesLine
from domain.time import formats
from domain.time.formats import capitalised, number
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.imports import Difference, Planned
    from views.imports import One

MOST_COLUMNS = 14


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
                ("back", len(plan.back), "dikembalikan", "dengan alasannya"),
            )
            if count or kind in ("new", "changed")
        ],
    )


def changes(found: One) -> Markup:
    """The grid of places and months where there is one, and what was beside what would be."""
    plan = found.plan
    assert plan is not None
    if found.is_counted:
        drawn = _counted(found, plan)
    elif found.row.kind in ENTERED_KINDS:
        drawn = _new_lines(found, plan)
    elif plan.new_cases or plan.changed_cases:
        drawn = _new_cases(found, plan)
    else:
        drawn = _grid(found, plan)
    return _undated(plan) + drawn + _differences(found, plan.differences)


def _undated(plan: Planned) -> Markup:
    if not plan.undated_stages:
        return Markup("")
    return markup.notice(
        f"{number(plan.undated_stages)} tahap tersimpan tanpa tanggal: berkas tidak menyebut hari tahap itu "
        "tercapai. Lengkapi di lembar kasusnya agar lamanya dapat dihitung.",
        "event_busy",
        css="gb-note",
    )


def _new_lines(found: One, plan: Planned) -> Markup:
    """What would be entered, each with all that the file says of it."""
    new = [each for each in plan.entered if each.is_new]
    shown = new[:PAGE_SIZE]
    if not shown:
        return Markup("")
    columns = [Column("Letak", "gb-narrow"), Column("Baris"), Column("Isi", "gb-wide")]
    aside = f"{number(len(shown))} dari {number(len(new))}"
    return section("Baru", aside=aside) + markup.table(
        columns,
        [[each.at, each.label, _in_words(found, each.said)] for each in shown],
        caption="Baris baru",
    )


def _in_words(found: One, said: Mapping[str, object]) -> str:
    names = words.field_names(found)
    return "; ".join(
        f"{names.get(name, name)}: {words.said_of(found, name, value)}" for name, value in said.items()
    )


def _grid(found: One, plan: Planned) -> Markup:
    cells: dict[tuple[str, date, date], tuple[str, str, str]] = {}
    lines: list[tuple[SeriesLine, str]] = [
        *((line, "new") for line in plan.new_figures),
        *((each.line, "changed") for each in plan.replaced),
        *((each.line, "withdrawn") for each in plan.withdrawn),
        *((line, "same") for line in plan.same_figures),
    ]
    if not lines:
        return Markup("")
    waits = {(count.region, count.starts_on, count.ends_on) for count in found.waiting_counts}
    series = {(line.indicator, line.subgroup, line.destination) for line, _ in lines}
    first = sorted(series)[0]
    for line, kind in lines:
        if (line.indicator, line.subgroup, line.destination) == first:
            text = number(line.value) if line.value is not None else "–"
            cells[line.region, line.starts_on, line.ends_on] = (text, kind, _WORDS[kind])
    spans = sorted({(starts, ends) for _, starts, ends in cells})[-MOST_COLUMNS:]
    regions = sorted({region for region, _, _ in cells})[:60]
    name = found.series.get(first[0], first[0])
    years = {day.year for span in spans for day in span}
    title = name if len(series) == 1 else f"{name} (deret pertama dari {len(series)})"
    grid = markup.render(
        "imports.grid",
        caption=title,
        columns=[words.span(*span, with_year=len(years) > 1) for span in spans],
        rows=[
            (
                found.places.get(region, region),
                [
                    cells.get((region, *span), _PUT_OFF if (region, *span) in waits else _UNSAID)
                    for span in spans
                ],
            )
            for region in regions
        ],
    )
    return section(title, aside=f"tahun {years.pop()}" if len(years) == 1 else "") + grid


_PUT_OFF, _UNSAID = ("?", "back", "ditunda"), ("", "silent", "belum ada laporan")
_WORDS = {"new": "baru", "changed": "berubah", "withdrawn": "ditarik", "same": "tetap sama"}


def _new_cases(found: One, plan: Planned) -> Markup:
    shown = plan.new_cases[:PAGE_SIZE]
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
    aside = f"{number(len(shown))} dari {number(len(plan.new_cases))}"
    return section("Laporan baru", aside=aside) + markup.table(
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


def _differences(found: One, rows: Sequence[Difference]) -> Markup:
    if not rows:
        return Markup("")
    columns = [
        Column("Letak", "gb-narrow"),
        Column("Baris"),
        Column("Isian"),
        Column("Lama", "gb-right"),
        Column("Baru", "gb-right"),
    ]
    shown = rows[:PAGE_SIZE]
    aside = f"{number(len(shown))} dari {number(len(rows))}"
    title = "Berubah" if found.row.kind in ENTERED_KINDS else "Berubah dan ditarik"
    return section(title, aside=aside) + markup.table(
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


def _after(found: One, each: Difference) -> str:
    return "belum ada laporan" if each.after is None else words.said_of(found, each.field, each.after)


def _field_name(found: One, name: str) -> str:
    if found.row.kind in ENTERED_KINDS:
        return capitalised(words.field_names(found).get(name, name))
    return labels.CASE_FIELDS.get(name, "Nilai" if name == "value" else "Tahap")


def _counted(found: One, plan: Planned) -> Markup:
    """What a list counts, as it goes back."""
    columns = [Column("Wilayah", "gb-wide"), Column("Waktu"), Column("Orang", "gb-right")]
    counted = [each.fields for each in plan.back if each.reason == A_LIST]
    rows = sorted(counted, key=lambda each: (str(each.get("starts_on", "")), str(each.get(REGION, ""))))
    return section("Hitungannya", aside=f"{number(len(rows))} baris") + markup.table(
        columns,
        [
            [
                words.place(found, str(each.get(REGION, ""))),
                _when(each) or "waktu tidak disebut",
                markup.bold(number(int(each["value"]))),
            ]
            for each in rows[:PAGE_SIZE]
        ],
        caption="Hitungan menurut wilayah dan waktu",
    )


def _when(fields: Mapping[str, Any]) -> str:
    days = [date.fromisoformat(str(fields[name])) for name in ("starts_on", "ends_on") if fields.get(name)]
    return words.span(days[0], days[-1]) if days else ""


def back(plan: Planned) -> Markup:
    """What goes back for a reason of its own; that lists are counted is said above them."""
    columns = [Column("Letak", "gb-narrow"), Column("Alasan", "gb-wide")]
    lines = [each for each in plan.back if each.reason != A_LIST]
    if not lines:
        return Markup("")
    reasons = by_reason((each.at, each.reason) for each in lines)
    shown = reasons[:PAGE_SIZE]
    aside = f"{number(len(lines))} baris"
    if len(shown) < len(reasons):
        aside += f"; {number(len(shown))} dari {number(len(reasons))} alasan"
    return section("Dikembalikan", aside=aside) + markup.table(
        columns, [[*each] for each in shown], caption="Baris yang dikembalikan"
    )
