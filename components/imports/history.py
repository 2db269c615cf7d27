"""Who delivered what and when, month by month, and what is still owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import filters, layout, markup
from components.kit.markup import Text
from domain import addresses
from domain.imports.due_months import COMPLETE, DUE_DAY, OWED, DueMonth, MonthState, Schedule
from domain.imports.kinds import KIND_LABELS
from domain.time import formats
from domain.time.formats import capitalised, number

if TYPE_CHECKING:
    from views.imports import SourceDuty

_TONES = {
    MonthState.ON_TIME: "on-schedule",
    MonthState.LATE: "late",
    MonthState.HELD: "held",
    MonthState.WAITING: "waiting",
    MonthState.UNDONE: "undone",
    MonthState.MISSING: "silent",
    MonthState.NOT_DUE: "not-due",
}
_LEGEND = {
    MonthState.ON_TIME: "masuk tepat waktu",
    MonthState.LATE: "terlambat, dengan jumlah hari",
    MonthState.HELD: "masuk, tanpa tenggat",
    MonthState.WAITING: "diterima, belum disimpan",
    MonthState.UNDONE: "dibatalkan",
    MonthState.MISSING: "belum ada, bukan nol",
    MonthState.NOT_DUE: "belum jatuh tempo",
}
_COUNTED = {
    MonthState.ON_TIME: "tepat waktu",
    MonthState.LATE: "terlambat",
    MonthState.WAITING: "menunggu disimpan",
    MonthState.MISSING: "belum ada",
    MonthState.UNDONE: "dibatalkan",
}
_RHYTHMS = {3: "tiap triwulan", 6: "tiap semester", 12: "tiap tahun"}
_DUE = f"jatuh tempo tanggal {DUE_DAY} bulan berikutnya"


def show(found: Sequence[SourceDuty], asked: int | None, *, otherwise: str) -> None:
    """The year that is asked for, or the newest; ``otherwise`` heads a page without a month to tell of."""
    years = sorted({each.month.year for duty in found for each in duty.schedule.months}, reverse=True)
    if not years:
        layout.headline(otherwise)
        markup.show(
            markup.empty(
                "Belum ada kiriman tersimpan yang menyebut bulannya.",
                "Begitu satu disimpan, tampil di sini bulan mana yang sudah masuk dan mana yang belum.",
            )
        )
        return
    year = asked if asked in years else years[0]
    layout.headline(headline(found, year), detail=detail(found, year))
    if len(years) > 1:
        options = {str(each): str(each) for each in years}
        filters.select("Tahun", "tahun", options, str(year), width=120)
    markup.show(months(found, year))


def headline(found: Sequence[SourceDuty], year: int) -> str:
    """How much of what was due in this year is there, and who is behind."""
    counts = _counts(found, year)
    due, came = sum(counts.values()), sum(counts[state] for state in COMPLETE)
    behind = sum(each.schedule.behind > 0 for each in found)
    late = f"{formats.in_words(behind)} sumber kini menunggak" if behind else "tidak ada yang menunggak"
    if not due:
        held = any(
            month and month.state is MonthState.HELD
            for each in found
            for month in each.schedule.of_year(year)
        )
        first = (
            f"Yang masuk dari {year} tanpa tenggat" if held else f"Belum ada laporan {year} yang jatuh tempo"
        )
        return f"{first}; {late}"
    return f"{number(came)} dari {number(due)} laporan bulanan {year} sudah masuk; {late}"


def detail(found: Sequence[SourceDuty], year: int) -> str:
    counts = _counts(found, year)
    said = ", ".join(f"{number(counts[state])} {word}" for state, word in _COUNTED.items() if counts[state])
    sources = f"{capitalised(formats.in_words(len(found)))} sumber, {_DUE}"
    return f"{sources}: {said}." if said else f"{sources}."


def _counts(found: Sequence[SourceDuty], year: int) -> Counter[MonthState]:
    """Of the months for which a day was set by which they had to be there."""
    months = (each for duty in found for each in duty.schedule.of_year(year) if each)
    return Counter(each.state for each in months if each.state in _COUNTED)


def months(found: Sequence[SourceDuty], year: int) -> Markup:
    """A row for each source and kind, a cell for each month of the year."""
    firsts = [date(year, month, 1) for month in range(1, 13)]
    shown = [each for each in found if any(each.schedule.of_year(year))]
    there = [sum(_is_there(each.schedule.of_year(year)[place]) for each in shown) for place in range(12)]
    is_due = [any(_is_told(each.schedule.of_year(year)[place]) for each in shown) for place in range(12)]
    states = {month.state for each in shown for month in each.schedule.of_year(year) if month}
    return markup.render(
        "imports.months",
        year=year,
        columns=[formats.month_alone(first) for first in firsts],
        rows=[
            (
                capitalised(KIND_LABELS[each.kind]),
                " · ".join(filter(None, (each.source, _RHYTHMS.get(each.schedule.rhythm, "")))),
                [
                    _cell(month, first)
                    for month, first in zip(each.schedule.of_year(year), firsts, strict=True)
                ],
                _standing(each.schedule, year),
            )
            for each in shown
        ],
        total=(
            f"Masuk dari {formats.in_words(len(shown))} sumber",
            [number(count) if told else "" for count, told in zip(there, is_due, strict=True)],
        ),
        legend=[(_TONES[state], label) for state, label in _LEGEND.items() if state in states],
    )


def _is_there(month: DueMonth | None) -> bool:
    return month is not None and month.state in (*COMPLETE, MonthState.HELD)


def _is_told(month: DueMonth | None) -> bool:
    return month is not None and month.state is not MonthState.NOT_DUE


def _cell(month: DueMonth | None, first: date) -> tuple[str, str, str, str]:
    """Its tone, what stands in it, what it says in words, and where its delivery is."""
    if month is None:
        return "before", "", f"{formats.month(first)}: sebelum kiriman pertama", ""
    said = f"terlambat {month.days} hari" if month.state is MonthState.LATE else _LEGEND[month.state]
    to = addresses.delivery(month.number) if month.number else ""
    return _TONES[month.state], _sign(month), f"{formats.month(first)}: {said}", to


def _sign(month: DueMonth) -> str:
    if month.state is MonthState.LATE:
        return f"+{number(month.days)}"
    return _SIGNS[month.state]


_SIGNS = {
    MonthState.ON_TIME: "✓",
    MonthState.HELD: "✓",
    MonthState.WAITING: "…",
    MonthState.UNDONE: "batal",
    MonthState.MISSING: "",
    MonthState.NOT_DUE: "·",
}


def _standing(schedule: Schedule, year: int) -> Text:
    owed = [each for each in schedule.months if each.state in OWED]
    if schedule.behind and any(each.state is MonthState.MISSING for each in owed):
        return markup.chip(f"menunggak laporan {schedule.behind} hari", "silent", "notifications_off")
    if schedule.behind:
        return markup.chip(f"kirim ulang {_called(owed[0].month, year)}", "at-risk", "undo")
    if any(each.state is MonthState.WAITING for each in schedule.months):
        return markup.chip("menunggu disimpan", "at-risk", "pending")
    return markup.words("lengkap")


def _called(month: date, year: int) -> str:
    return formats.month_alone(month) if month.year == year else formats.short_month(month)
