"""Lines that add up others by their time: “Triwulan I” below Januari, Februari and Maret of one place."""

from collections import defaultdict
from collections.abc import Sequence

from domain.imports.periods import TitlePeriod
from domain.imports.series.rows import Row

_MOST = 2_000
"""Rows that are compared with each other."""


def mark_sums_of_months(rows: Sequence[Row]) -> None:
    """A quarter, a half or a year whose months all stand in lines of their own is their total, whatever its
    label: evidence, and no figure besides."""
    if len(rows) > _MOST:
        return
    months: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for row in rows:
        if not row.is_total and row.period is not None and _is_one_month(row.period):
            months[_of(row)].add(row.period.last_month or 0)
    for row in rows:
        period = row.period
        if row.is_total or period is None or period.last_month is None or period.up_to:
            continue
        first = period.first_month or 1
        if first < period.last_month and set(range(first, period.last_month + 1)) <= months[_of(row)]:
            row.is_total = True


def _is_one_month(period: TitlePeriod) -> bool:
    return period.first_month is not None and period.first_month == period.last_month and not period.up_to


def _of(row: Row) -> tuple[object, ...]:
    year = row.period.year if row.period is not None else None
    concept = row.concept.indicator if row.concept is not None else ""
    return (row.region, row.subgroup, row.destination, row.desk, concept, year)
