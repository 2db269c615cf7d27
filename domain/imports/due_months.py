"""Which months a source has delivered, when, and which it still owes.

What is owed is learnt from the source itself: from the first month that it ever delivered onwards, month by
month, or by quarters, half-years or years where each of its deliveries brought such. Nothing was owed before
the day on which it first sent something.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.imports.life import ImportState

DUE_DAY = 10
"""Of the month after the one that figures speak of."""

_RHYTHMS = (12, 6, 3)
"""Months that are delivered together, the most first."""

_STANDS = {ImportState.STORED: 0, ImportState.WAITING: 1, ImportState.UNDONE: 2}
"""The deliveries that say something of a month; of several of one month the first in this order."""


class MonthState(StrEnum):
    ON_TIME = "on_time"
    LATE = "late"
    HELD = "held"
    """In the register, without a day by which it had to be there."""
    WAITING = "waiting"
    """Delivered, and not stored so far."""
    UNDONE = "undone"
    MISSING = "missing"
    NOT_DUE = "not_due"


COMPLETE = frozenset({MonthState.ON_TIME, MonthState.LATE})
OWED = frozenset({MonthState.MISSING, MonthState.UNDONE})


@dataclass(frozen=True)
class Came:
    """A delivery, and the days that it speaks of."""

    number: int
    state: ImportState
    starts_on: date
    ends_on: date
    received_on: date


@dataclass(frozen=True)
class DueMonth:
    month: date
    """Its first day."""
    state: MonthState
    days: int = 0
    """How late it came."""
    number: int | None = None
    """Of the delivery."""


@dataclass(frozen=True)
class Schedule:
    months: tuple[DueMonth, ...]
    """From the first that was delivered to the last of this year."""
    rhythm: int
    """Months that this source delivers together."""
    behind: int
    """Days since the oldest month that is owed was due; 0 if none is."""

    def of_year(self, year: int) -> tuple[DueMonth | None, ...]:
        """Twelve; None before the first that was delivered."""
        known = {each.month: each for each in self.months}
        return tuple(known.get(date(year, month, 1)) for month in range(1, 13))


def schedule(deliveries: Iterable[Came], on: date, *, runs_on: bool = False) -> Schedule:
    """``runs_on`` holds for a register of events: a month in which nothing happened is not in its file, and
    was delivered all the same by the one that tells of later months."""
    came = sorted(
        (each for each in deliveries if each.state in _STANDS),
        key=lambda each: (each.received_on, each.number),
    )
    if not came:
        return Schedule((), 1, 0)
    brought = _brought(came)
    rhythm, began_on = _rhythm(came), came[0].received_on
    first, last = min(brought), max(*brought, _index(on) // 12 * 12 + 11)
    quiet = _run_over(came, brought) if runs_on else {}
    months, behind = [], 0
    for index in range(first, last + 1):
        due_on = _due_on(index, rhythm)
        month = _of(index, brought.get(index), due_on, began_on, on)
        if month.state is MonthState.MISSING and index in quiet:
            month = DueMonth(month.month, MonthState.HELD, number=quiet[index].number)
        months.append(month)
        if month.state in OWED and due_on < on:
            behind = max(behind, (on - max(due_on, began_on)).days)
    return Schedule(tuple(months), rhythm, behind)


def _of(index: int, by: Came | None, due_on: date, began_on: date, on: date) -> DueMonth:
    month = _first_day(index)
    if by is None:
        return DueMonth(month, MonthState.MISSING if due_on < on else MonthState.NOT_DUE)
    if by.state is ImportState.WAITING:
        return DueMonth(month, MonthState.WAITING, number=by.number)
    if by.state is ImportState.UNDONE:
        return DueMonth(month, MonthState.UNDONE, number=by.number)
    if due_on < began_on:
        return DueMonth(month, MonthState.HELD, number=by.number)
    late = max((by.received_on - due_on).days, 0)
    return DueMonth(month, MonthState.LATE if late else MonthState.ON_TIME, late, by.number)


def _brought(came: Sequence[Came]) -> dict[int, Came]:
    """By month the delivery that stands for it: what is stored before what is not, then the earliest."""
    found: dict[int, Came] = {}
    for each in sorted(came, key=lambda each: _STANDS[each.state]):
        for index in _months(each):
            found.setdefault(index, each)
    return found


def _run_over(came: Sequence[Came], brought: dict[int, Came]) -> dict[int, Came]:
    """Months between others, each with the first delivery that tells of a later one."""
    stored = [each for each in came if each.state is ImportState.STORED]
    found: dict[int, Came] = {}
    for index in set(range(min(brought), max(brought))) - brought.keys():
        later = next((each for each in stored if _index(each.ends_on) > index), None)
        if later is not None:
            found[index] = later
    return found


def _rhythm(came: Sequence[Came]) -> int:
    """The least that one of them brought anew, where that and all the others are whole quarters, half-years
    or years; otherwise a month."""
    known: set[int] = set()
    brought: list[set[int]] = []
    for each in came:
        if new := set(_months(each)) - known:
            brought.append(new)
            known |= new
    for rhythm in _RHYTHMS:
        if all(_is_whole(new, rhythm) for new in brought):
            return rhythm
    return 1


def _is_whole(months: set[int], rhythm: int) -> bool:
    return all(
        set(range(start, start + rhythm)) <= months for start in {m // rhythm * rhythm for m in months}
    )


def _months(each: Came) -> range:
    return range(_index(each.starts_on), _index(each.ends_on) + 1)


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def _due_on(index: int, rhythm: int) -> date:
    """The last day on which it is in time."""
    after = index // rhythm * rhythm + rhythm
    return _first_day(after) + timedelta(days=DUE_DAY - 1)
