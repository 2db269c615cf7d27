"""The month of all offices on one page: meetings, due days and reports, each a link to its matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup
from domain import addresses
from domain.look import Tone
from domain.notices.calendar import EntryKind, EntryRow
from domain.time import formats
from domain.time.calendar import Month, local_time

if TYPE_CHECKING:
    from db.queries.calendar import MonthEntry

REACH = 24
"""Months before and after the present one."""
AT_ONCE = 4
"""Of one day; the rest is one click away."""
_MISSED = EntryRow("Lewat tenggat", Tone.LATE, "event_busy")
"""What was due on a day that is over, and is not done."""
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def within_reach(on: date) -> dict[str, Month]:
    """The months that can be looked at, by their keys."""
    around = (Month.containing(on).shift(number) for number in range(-REACH, REACH + 1))
    return {month.key: month for month in around}


def headline(entries: Sequence[MonthEntry], month: Month) -> str:
    """What the month holds, in a sentence."""
    counts = Counter(entry.kind for entry in entries)
    parts = [
        f"{formats.number(counts[kind])} {formats.uncapitalised(kind.row.label)}"
        for kind in EntryKind
        if counts[kind]
    ]
    name = formats.month(month.starts_on)
    return f"{name}: {formats.listing(parts)}" if parts else f"{name}: belum ada rapat atau tenggat"


def ways(month: Month, within: Mapping[str, Month]) -> Markup:
    options = [
        (formats.month(each.starts_on), addresses.month(each.key), each == month)
        for each in (month.shift(-1), month, month.shift(1), month.shift(2))
        if each.key in within
    ]
    return markup.pills(options, label="Bulan")


def grid(entries: Sequence[MonthEntry], month: Month, on: date, closed: Mapping[date, str]) -> Markup:
    """Weeks from Monday on; on a phone only the days that hold something, below each other."""
    by_day: dict[date, list[MonthEntry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    first = month.starts_on - timedelta(days=month.starts_on.weekday())
    days = []
    day = first
    while day <= month.ends_on or day.weekday():
        own = by_day.get(day, [])
        days.append(
            {
                "number": day.day,
                "name": formats.day_and_date(day),
                "is_inside": month.starts_on <= day <= month.ends_on,
                "is_today": day == on,
                "closed": closed.get(day, ""),
                "entries": [_entry(entry, on) for entry in own[:AT_ONCE]],
                "more": _more([_entry(entry, on) for entry in own[AT_ONCE:]]),
            }
        )
        day += timedelta(days=1)
    return markup.render("notices.month", weekdays=_WEEKDAYS, days=days)


def _more(entries: Sequence[Markup]) -> Markup:
    return markup.fold(f"{len(entries)} lagi", *entries) if entries else Markup("")


def _entry(entry: MonthEntry, on: date) -> Markup:
    is_due = entry.kind in (EntryKind.TASK, EntryKind.DECISION, EntryKind.REPORT)
    row = _MISSED if entry.day < on and is_due else entry.kind.row
    hour = f"{local_time(entry.at):%H.%M} " if entry.at else ""
    return markup.render(
        "notices.entry",
        address=entry.address,
        tone=row.tone,
        symbol=row.icon,
        label=f"{row.label}: {hour}{entry.title}",
        title=f"{hour}{entry.title}",
        who=", ".join(["rancangan", entry.who] if entry.kind is EntryKind.DRAFT else [entry.who]),
    )


def legend() -> Markup:
    rows = (*(kind.row for kind in EntryKind), _MISSED)
    return markup.words(*(markup.chip(row.label, row.tone, row.icon) for row in rows))
