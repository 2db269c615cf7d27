"""Counts of case records as a reader's tier may see them.

Counts come from the summaries, never from the records, so a question costs the same at any size. (Days are
not in the summaries; the questions about them look up the ends of an index.) The
*cases* tier gets whole months of any region; the others get what the releases told them
(``db.queries.releases``): cells of the published grid (a regency's calendar year, its whole register, the
province's months) up to the last release. A question beside the grid is answered with the cell around it, and
the answer says for which period it speaks. Questions:

- ``register_span``, ``register_days``, ``case_years``: what the register covers
- ``newest_report``: the newest of one kind in one period
- ``case_counts``: one kind in one period, per region
- ``regencies_on_one_day``: where all of that happened on one day
- ``case_changes``: two periods side by side
- ``case_table``, ``case_series``: one kind over time, for all regions or for one
- ``yearly_counts``: the whole grid, regency x year

``case_routes``, ``early_clusters`` and ``case_rows`` beside it answer by the same tiers.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, true

from db.models import CaseRecord, CaseSummary, Region
from db.queries.releases import last_release, published, released_months
from db.subjects import Subject, query
from domain.access.errors import NotFound
from domain.access.permissions import DisclosureTier, Scope
from domain.disclosure import suppression
from domain.disclosure.suppression import BESIDE, HIDDEN, NOWHERE, OUTSIDE, Count, Published, YearTable
from domain.figures.cases import CaseKind
from domain.places.regions import PROVINCE, RegionLevel, level_of
from domain.time.calendar import Quarter


@dataclass(frozen=True)
class Period:
    starts_on: date
    ends_on: date

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))

    def overlaps(self, other: "Period") -> bool:
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on


class Grain(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def known_span(connection: Connection, scope: Scope) -> Period | None:
    """What the register covers, as far as this reader knows."""
    return register_span(connection) if scope.tier is DisclosureTier.CASES else told_span(connection)


def register_span(connection: Connection) -> Period | None:
    """From the first day of the first month with a record to the last day of the last one."""
    first, last = connection.execute(
        select(
            select(func.min(CaseSummary.month)).scalar_subquery(),
            select(func.max(CaseSummary.month)).scalar_subquery(),
        )
    ).one()
    return Period(first, end_of_month(last)) if first else None


def told_span(connection: Connection) -> Period | None:
    """The days that tiers with a threshold know of: up to the end of the last release."""
    last = last_release(connection)
    return Period(last.starts_on, last.ends_on) if last else None


def oldest_report(connection: Connection, *, but: int | None = None) -> date | None:
    """The day of the oldest that counts, besides this one; for those who keep cases, who see all."""
    found: date | None = connection.scalar(
        _counted(func.min(CaseRecord.reported_on)).where(CaseRecord.id != but if but else true())
    )
    return found


def _counted(what: ColumnElement[Any]) -> Select[tuple[Any]]:
    return select(what).where(CaseRecord.withdrawn_as.is_(None))


@query(Subject.CASES, cached=True, of_counts=True)
def register_days(connection: Connection, *, scope: Scope) -> Period | None:
    """The days of the oldest and the newest record, as far as this reader knows: below *cases* the month of
    the oldest. Before the first of them nobody counted."""
    if scope.tier is not DisclosureTier.CASES:
        return told_span(connection)
    ends = func.min(CaseRecord.reported_on), func.max(CaseRecord.reported_on)
    first, last = connection.execute(select(*(_counted(each).scalar_subquery() for each in ends))).one()
    return Period(first, last) if first else None


@query(Subject.CASES, cached=True, of_counts=True)
def newest_report(connection: Connection, *, kind: CaseKind, period: Period, scope: Scope) -> Period | None:
    """Of what day the newest report of a kind in a period is.

    Below the *cases* tier it is the year that was asked for, up to the last release: when a small count came
    is told to nobody there (ADR 15).
    """
    if scope.tier is DisclosureTier.CASES:
        day = connection.execute(
            select(func.max(CaseRecord.reported_on)).where(
                CaseRecord.kind == kind,
                CaseRecord.withdrawn_as.is_(None),
                CaseRecord.reported_on.between(period.starts_on, period.ends_on),
            )
        ).scalar_one()
        return Period(day, day) if day else None
    year, told = Period.year(period.ends_on.year), told_span(connection)
    if told is None or not year.overlaps(told):
        return None
    return Period(year.starts_on, min(year.ends_on, told.ends_on))


@query(Subject.CASES, cached=True, of_counts=True)
def case_years(connection: Connection, *, scope: Scope) -> tuple[int, ...]:
    """Calendar years that the register covers, newest first, as far as this reader knows."""
    span = known_span(connection, scope)
    return tuple(range(span.ends_on.year, span.starts_on.year - 1, -1)) if span else ()


@dataclass(frozen=True)
class CaseCounts:
    """One kind in one period: what may be shown per region, and the quality of what lies behind it."""

    by_region: Mapping[str, Count]
    without_region: Count
    """Records of the period that name no place at this level."""
    outside: Count
    """Records of people who come from outside the province."""
    total: int
    """Of the province, records without a place included; open to everybody."""
    period: Period
    """What the counts speak of: the months, the year or the register around what was asked for."""
    is_widened: bool
    """Whether that is more than was asked for."""
    is_outside: bool
    """Whether the register says nothing of the period: its zeros are no finding."""
    told_until: date | None = None
    """The end of the last release, for tiers that know of nothing newer."""

    @property
    def hidden(self) -> int:
        """What hiding costs: so many regions of ``by_region`` show no count."""
        return sum(count.is_hidden for count in self.by_region.values())


@query(Subject.PLACES, Subject.CASES, cached=True, of_counts=True)
def case_counts(
    connection: Connection,
    *,
    kind: CaseKind,
    starts_on: date,
    ends_on: date,
    level: RegionLevel,
    scope: Scope,
) -> CaseCounts:
    """Reports per region. A region without a record is a true zero: the register covers all of NTT."""
    asked, span = Period(starts_on, ends_on), known_span(connection, scope)
    codes = _codes(connection, level)
    if scope.tier is DisclosureTier.CASES:
        period = Period(starts_on.replace(day=1), end_of_month(ends_on))
        counted = _summed(connection, kind, level, period)
        counts = {code: Count(counted.get(code, 0)) for code in (*codes, *BESIDE)}
        total = sum(counted.values())
    else:
        period = _around(asked, span)
        counts, total = _of_period(published(connection, scope.tier, (kind,))[kind], period)
        if level is not RegionLevel.REGENCY:
            counts = dict.fromkeys((*codes, *BESIDE), HIDDEN)
    return CaseCounts(
        by_region=MappingProxyType({code: counts[code] for code in codes}),
        without_region=counts[NOWHERE],
        outside=counts[OUTSIDE],
        total=total,
        period=period,
        is_widened=period != asked,
        is_outside=span is None or not period.overlaps(span),
        told_until=span.ends_on if span and scope.tier is not DisclosureTier.CASES else None,
    )


@query(Subject.PLACES, Subject.CASES, cached=True, of_counts=True)
def regencies_on_one_day(
    connection: Connection, *, kind: CaseKind, period: Period, scope: Scope
) -> frozenset[str]:
    """Regencies whose reports of the period are all of the same day; for the *cases* tier alone.

    The first and the last report of each are found at the two ends of an index, however many lie between.
    """
    if scope.tier is not DisclosureTier.CASES:
        return frozenset()
    of_regency = (
        select(CaseRecord.reported_on)
        .where(
            CaseRecord.origin_regency_code == Region.code,
            CaseRecord.kind == kind,
            CaseRecord.withdrawn_as.is_(None),
            CaseRecord.reported_on.between(period.starts_on, period.ends_on),
        )
        .correlate(Region)
        .limit(1)
    )
    first = of_regency.order_by(CaseRecord.reported_on).scalar_subquery()
    last = of_regency.order_by(CaseRecord.reported_on.desc()).scalar_subquery()
    return frozenset(
        connection.execute(
            select(Region.code).where(Region.level == RegionLevel.REGENCY, first == last)
        ).scalars()
    )


@dataclass(frozen=True)
class CountChange:
    """A count in period A and in period B."""

    first: Count
    second: Count

    @property
    def difference(self) -> int | None:
        """B less A, known only where both show."""
        if self.first.value is None or self.second.value is None:
            return None
        return self.second.value - self.first.value


@dataclass(frozen=True)
class CaseChanges:
    first: CaseCounts
    second: CaseCounts
    by_region: Mapping[str, CountChange]
    total: CountChange


def case_changes(
    connection: Connection,
    *,
    kind: CaseKind,
    first: Period,
    second: Period,
    level: RegionLevel,
    scope: Scope,
) -> CaseChanges:
    """Two periods side by side; each is answered exactly as when it is asked for alone."""
    a, b = (
        case_counts(
            connection, kind=kind, starts_on=each.starts_on, ends_on=each.ends_on, level=level, scope=scope
        )
        for each in (first, second)
    )
    return CaseChanges(
        a,
        b,
        MappingProxyType(
            {code: CountChange(count, b.by_region[code]) for code, count in a.by_region.items()}
        ),
        CountChange(Count(a.total), Count(b.total)),
    )


@dataclass(frozen=True)
class CaseTable:
    """One kind over time."""

    grain: Grain
    """What the tier may see at this level, which may be coarser than what was asked for."""
    periods: tuple[Period, ...]
    by_region: Mapping[str, tuple[Count, ...]]
    without_region: tuple[Count, ...]
    outside: tuple[Count, ...]
    total: tuple[int, ...]


@query(Subject.PLACES, Subject.CASES, cached=True, of_counts=True)
def case_table(
    connection: Connection, *, kind: CaseKind, grain: Grain, level: RegionLevel, scope: Scope
) -> CaseTable:
    """Reports per region and period, over all that the register covers."""
    span, codes = known_span(connection, scope), _codes(connection, level)
    if scope.tier is not DisclosureTier.CASES:
        grain = Grain.YEAR
    periods = _periods(span, grain)
    if scope.tier is DisclosureTier.CASES:
        counted = _monthly(connection, kind, level, grain)
        rows = {
            code: tuple(Count(counted.get((code, period), 0)) for period in periods)
            for code in (*codes, *BESIDE)
        }
        total = tuple(sum(row[index].value or 0 for row in rows.values()) for index in range(len(periods)))
    else:
        seen = published(connection, scope.tier, (kind,))[kind]
        rows = {
            code: tuple(
                seen.cells[code, period.starts_on.year] if level is RegionLevel.REGENCY else HIDDEN
                for period in periods
            )
            for code in (*codes, *BESIDE)
        }
        total = tuple(seen.by_year.values())
    nowhere, outside = (rows.pop(code) for code in BESIDE)
    return CaseTable(grain, periods, MappingProxyType(rows), nowhere, outside, total)


@query(Subject.PLACES, Subject.CASES, cached=True, of_counts=True)
def case_series(
    connection: Connection, *, kind: CaseKind, region_code: str, grain: Grain, scope: Scope
) -> CaseTable:
    """Like ``case_table`` for one region alone. The province's counts are open at any grain, to tiers with a
    threshold up to the last release."""
    level = level_of(region_code)
    if level is RegionLevel.PROVINCE:
        return _province(connection, kind, grain, scope)
    if level not in (RegionLevel.REGENCY, RegionLevel.DISTRICT):
        raise NotFound(f"Wilayah dengan kode {region_code[:13]} tidak punya deret. Pilih dari peta.")
    table = case_table(connection, kind=kind, grain=grain, level=level, scope=scope)
    if region_code not in table.by_region:
        raise NotFound(f"Wilayah dengan kode {region_code} tidak ada. Pilih dari peta.")
    return replace(table, by_region=MappingProxyType({region_code: table.by_region[region_code]}))


def _province(connection: Connection, kind: CaseKind, grain: Grain, scope: Scope) -> CaseTable:
    periods = _periods(known_span(connection, scope), grain)
    by_period: dict[Period, int] = defaultdict(int)
    for month, reports in _province_months(connection, kind, scope):
        by_period[_containing(month, grain)] += reports
    total = tuple(by_period[period] for period in periods)
    counts = tuple(Count(value) for value in total)
    unasked = tuple(HIDDEN for _ in periods)
    return CaseTable(grain, periods, MappingProxyType({PROVINCE: counts}), unasked, unasked, total)


def _province_months(connection: Connection, kind: CaseKind, scope: Scope) -> Iterable[tuple[date, int]]:
    if scope.tier is not DisclosureTier.CASES:
        return released_months(connection, kind).items()
    counted = (
        select(CaseSummary.month, func.sum(CaseSummary.reports))
        .where(CaseSummary.level == RegionLevel.REGENCY, CaseSummary.kind == kind)
        .group_by(CaseSummary.month)
    )
    return [(month, int(reports)) for month, reports in connection.execute(counted)]


@query(Subject.PLACES, Subject.CASES, cached=True, of_counts=True)
def yearly_counts(connection: Connection, *, scope: Scope) -> Mapping[CaseKind, Published]:
    """Every kind, regency and year, each count as every other question of this tier shows it."""
    if scope.tier is not DisclosureTier.CASES:
        return published(connection, scope.tier, tuple(CaseKind))
    grids = _grid(connection, register_span(connection), list(CaseKind))
    return MappingProxyType({kind: suppression.publish(grid, scope.tier) for kind, grid in grids.items()})


def summaries_within(kind: CaseKind, level: RegionLevel, period: Period) -> list[ColumnElement[bool]]:
    return [
        CaseSummary.level == level,
        CaseSummary.kind == kind,
        CaseSummary.month.between(period.starts_on, period.ends_on),
    ]


def _codes(connection: Connection, level: RegionLevel) -> list[str]:
    return list(
        connection.execute(select(Region.code).where(Region.level == level).order_by(Region.code)).scalars()
    )


def _summed(connection: Connection, kind: CaseKind, level: RegionLevel, period: Period) -> dict[str, int]:
    rows = connection.execute(
        select(CaseSummary.region_code, func.sum(CaseSummary.reports))
        .where(*summaries_within(kind, level, period))
        .group_by(CaseSummary.region_code)
    )
    return {code: int(reports) for code, reports in rows}


def _monthly(
    connection: Connection, kind: CaseKind, level: RegionLevel, grain: Grain
) -> dict[tuple[str, Period], int]:
    counted: dict[tuple[str, Period], int] = defaultdict(int)
    for code, month, reports in connection.execute(
        select(CaseSummary.region_code, CaseSummary.month, CaseSummary.reports).where(
            CaseSummary.level == level, CaseSummary.kind == kind
        )
    ):
        counted[code, _containing(month, grain)] += reports
    return counted


def _grid(
    connection: Connection, span: Period | None, kinds: Collection[CaseKind]
) -> dict[CaseKind, YearTable]:
    """True counts per regency and calendar year; never returned, only what ``publish`` makes of them."""
    year = func.extract("year", CaseSummary.month)
    counted = {
        (kind, code, int(found)): int(reports)
        for kind, code, found, reports in connection.execute(
            select(CaseSummary.kind, CaseSummary.region_code, year, func.sum(CaseSummary.reports))
            .where(CaseSummary.level == RegionLevel.REGENCY, CaseSummary.kind.in_(kinds))
            .group_by(CaseSummary.kind, CaseSummary.region_code, year)
        )
    }
    regions = (*_codes(connection, RegionLevel.REGENCY), *BESIDE)
    years = tuple(range(span.starts_on.year, span.ends_on.year + 1)) if span else ()
    return {
        kind: YearTable(
            regions,
            years,
            tuple(tuple(counted.get((kind, code, each), 0) for each in years) for code in regions),
        )
        for kind in kinds
    }


def _around(asked: Period, span: Period | None) -> Period:
    """The cell of the published grid that holds the period: one calendar year, or the whole register."""
    first, last = asked.starts_on.year, asked.ends_on.year
    if span is not None and first <= span.ends_on.year and last >= span.starts_on.year:
        first, last = max(first, span.starts_on.year), min(last, span.ends_on.year)
        if first != last:
            first, last = span.starts_on.year, span.ends_on.year
    return Period(date(first, 1, 1), date(last, 12, 31))


def _of_period(seen: Published, period: Period) -> tuple[dict[str, Count], int]:
    """The counts of a cell of the grid; beside the register there is nothing to count."""
    first, last = period.starts_on.year, period.ends_on.year
    if first == last and first in seen.by_year:
        cells = {code: seen.cells[code, first] for code in seen.sums}
        return cells, seen.by_year[first]
    if first in seen.by_year:
        return dict(seen.sums), seen.total
    return dict.fromkeys(seen.sums, Count(0)), 0


def _periods(span: Period | None, grain: Grain) -> tuple[Period, ...]:
    if span is None:
        return ()
    periods = [_containing(span.starts_on, grain)]
    while periods[-1].ends_on < span.ends_on:
        periods.append(_containing(periods[-1].ends_on + timedelta(days=1), grain))
    return tuple(periods)


@lru_cache(maxsize=4096)
def _containing(day: date, grain: Grain) -> Period:
    """Kept, because every region asks for the same months."""
    if grain is Grain.YEAR:
        return Period.year(day.year)
    if grain is Grain.QUARTER:
        quarter = Quarter.containing(day)
        return Period(quarter.starts_on, quarter.ends_on)
    return Period(day.replace(day=1), end_of_month(day))


def end_of_month(day: date) -> date:
    if day.month == 12:
        return date(day.year, 12, 31)
    return date(day.year, day.month + 1, 1) - timedelta(days=1)
