"""Working days: Monday to Friday without the holidays that the caller knows of."""

from bisect import bisect_right
from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < 5 and day not in holidays


def add_working_days(start: date, days: int, holidays: Collection[date]) -> date:
    """The day on which so many working days have passed since ``start``, which itself does not count.

    With none to wait for, it is ``start`` if that is a working day, otherwise the first one after it.
    """
    if days < 0:
        raise ValueError(days)
    day = start
    if not days:
        while not is_working_day(day, holidays):
            day += _DAY
        return day
    while days:
        day += _DAY
        days -= is_working_day(day, holidays)
    return day


def working_day_before(day: date, holidays: Collection[date]) -> date:
    """The last one that was over when this day began."""
    day -= _DAY
    while not is_working_day(day, holidays):
        day -= _DAY
    return day


def working_days_until(start: date, end: date, holidays: Collection[date]) -> int:
    """Working days after ``start`` up to and with ``end``; negative when ``end`` lies before it."""
    if end < start:
        return -working_days_until(end, start, holidays)
    weeks, rest = divmod((end - start).days, 7)
    counted = 5 * weeks + sum((start.weekday() + n) % 7 < 5 for n in range(1, rest + 1))
    off = _weekdays_off(frozenset(holidays))
    return counted - (bisect_right(off, end) - bisect_right(off, start))


@lru_cache(maxsize=16)
def _weekdays_off(holidays: frozenset[date]) -> list[date]:
    """Put in order once: the same holidays are asked of thousands of due dates."""
    return sorted(day for day in holidays if day.weekday() < 5)
