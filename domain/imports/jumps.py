"""Which figures of a file lie far from those of the year before: shown, and taken all the same."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.imports.storing_figures import Series, SeriesLine

TIMES = 3
"""As many times as the year before, or that part of it."""
LEAST = 10
"""A difference below it is none, however many times it is."""


@dataclass(frozen=True)
class Jump:
    line: SeriesLine
    before: float
    """The same series of the same place and time, one year earlier."""


def jumps(lines: Iterable[SeriesLine], standing: Mapping[Series, float]) -> tuple[Jump, ...]:
    """Those far from what stands, or what the same file says, of the year before; the widest first."""
    lines = [line for line in lines if line.value is not None]
    known = {**standing, **{line.series: line.value for line in lines if line.value is not None}}
    found = [
        Jump(line, before)
        for line in lines
        if (before := known.get(_year_before(line))) is not None and _is_far(line.value or 0, before)
    ]
    return tuple(sorted(found, key=lambda each: (-abs((each.line.value or 0) - each.before), each.line.at)))


def _is_far(value: float, before: float) -> bool:
    return abs(value - before) >= LEAST and (value >= TIMES * before or value * TIMES <= before)


def _year_before(line: SeriesLine) -> Series:
    indicator, region, starts_on, ends_on, *rest = line.series
    subgroup, destination = rest
    return indicator, region, _earlier(starts_on), _earlier(ends_on), subgroup, destination


def _earlier(day: date) -> date:
    """The same day a year before; the last of a month stays the last of it."""
    last = monthrange(day.year - 1, day.month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return day.replace(year=day.year - 1, day=last if is_last else min(day.day, last))
