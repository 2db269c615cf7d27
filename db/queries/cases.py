"""Counts of case records as a reader's tier may see them, and the rows for those who may.

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
- ``case_routes``: origin -> exit point -> destination, small flows merged
- ``early_clusters``: what a scan of kecamatan and months finds, as far as a tier may be told
- ``case_rows``: the records themselves
- ``standard_reports``: those of trafficking, for a file in the words of a data standard
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, func, select, true
from sqlalchemy.orm import aliased

from db.models import (
    Agency,
    CaseRecord,
    CaseRouteSummary,
    CaseSummary,
    Destination,
    Region,
    TransitPoint,
)
from db.queries.releases import (
    last_release,
    published,
    released_counts,
    released_months,
    told_routes,
)
from db.queries.rows import offset, typed
from db.subjects import Subject, query
from domain.access.errors import Forbidden, NotFound
from domain.access.permissions import DisclosureTier, Scope
from domain.cases.standard import Report
from domain.disclosure import suppression
from domain.disclosure.suppression import BESIDE, HIDDEN, NOWHERE, OUTSIDE, Count, Published, Route, YearTable
from domain.figures.cases import CaseKind, PoliceStage, RestitutionStage, ServiceStage, Stage
from domain.places.province import HERE
from domain.places.regions import PROVINCE, RegionLevel, level_of
from domain.time.calendar import Quarter

_REGENCY, _DISTRICT = aliased(Region), aliased(Region)


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


def _span(connection: Connection, scope: Scope) -> Period | None:
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
    return Period(first, _end_of_month(last)) if first else None


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
    span = _span(connection, scope)
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
    asked, span = Period(starts_on, ends_on), _span(connection, scope)
    codes = _codes(connection, level)
    if scope.tier is DisclosureTier.CASES:
        period = Period(starts_on.replace(day=1), _end_of_month(ends_on))
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
    span, codes = _span(connection, scope), _codes(connection, level)
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
    periods = _periods(_span(connection, scope), grain)
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


@dataclass(frozen=True)
class StopRow:
    """An exit point or a country of destination; ``key`` is the number or the ISO code."""

    key: int | str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Flow:
    """Reports that name the same regency, exit point and destination; None where one is not named."""

    regency_code: str | None
    """``OUTSIDE`` for people who come from outside the province."""
    exit: StopRow | None
    destination: StopRow | None
    reports: int


@dataclass(frozen=True)
class CaseRoutes:
    flows: tuple[Flow, ...]
    """The largest first."""
    other: int
    """Reports on every other route, merged."""
    total: int
    period: Period | None
    is_widened: bool


@query(Subject.PLACES, Subject.CASES, cached=True, of_counts=True)
def case_routes(
    connection: Connection,
    *,
    kind: CaseKind,
    starts_on: date,
    ends_on: date,
    scope: Scope,
    most: int = 40,
) -> CaseRoutes:
    """Where people of one kind of report came from, left through and went to, in whole years.

    Tiers with a threshold get all years that a release has closed, so that no two periods can be subtracted.
    """
    asked = Period(starts_on, ends_on)
    if scope.tier is DisclosureTier.CASES:
        span = register_span(connection)
        counted, years = (
            _flows(connection, kind, asked),
            range(starts_on.year, ends_on.year + 1) if span else range(0),
        )
        total = sum(counted.values())
    else:
        told = told_routes(connection, scope.tier, kind)
        counted, total, years = dict(told.flows), told.total, told.years
    if not years:
        return CaseRoutes((), 0, 0, None, is_widened=False)
    period = Period(date(years.start, 1, 1), date(years.stop - 1, 12, 31))
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:most]
    stops = _stops(connection)
    flows = tuple(
        Flow(regency or None, stops.get(transit), stops.get(iso3), reports)
        for (regency, transit, iso3), reports in ranked
    )
    return CaseRoutes(
        flows, total - sum(flow.reports for flow in flows), total, period, is_widened=period != asked
    )


def _flows(connection: Connection, kind: CaseKind, period: Period) -> dict[Route, int]:
    route = (CaseRouteSummary.regency_code, CaseRouteSummary.transit_id, CaseRouteSummary.destination_iso3)
    rows = connection.execute(
        select(*route, func.sum(CaseRouteSummary.reports))
        .where(
            CaseRouteSummary.kind == kind,
            CaseRouteSummary.year.between(period.starts_on.year, period.ends_on.year),
        )
        .group_by(*route)
    )
    return {(regency, transit, iso3): int(reports) for regency, transit, iso3, reports in rows}


def _stops(connection: Connection) -> dict[int | str, StopRow]:
    exits = select(TransitPoint.id, TransitPoint.name, TransitPoint.latitude, TransitPoint.longitude)
    countries = select(Destination.iso3, Destination.name, Destination.latitude, Destination.longitude)
    found = [stop for query in (exits, countries) for stop in typed(StopRow, connection.execute(query))]
    return {stop.key: stop for stop in found}


@dataclass(frozen=True)
class ScanRow:
    district_code: str
    month: date
    reports: int


class FoundCluster(Protocol):
    """What a scan finds, as far as it is asked here who may be told."""

    @property
    def places(self) -> Collection[str]: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...


Found = TypeVar("Found", bound=FoundCluster)


@dataclass(frozen=True)
class Announcement:
    """That reports gather somewhere in these regencies in these years; never where, when or how many."""

    regency_codes: tuple[str, ...]
    years: tuple[int, ...]


@dataclass(frozen=True)
class EarlyClusters(Generic[Found]):
    exact: tuple[Found, ...]
    """For the cases tier."""
    announced: tuple[Announcement, ...]
    """For the others. How many are not announced is not told: it would say something of hidden counts."""


@query(Subject.PLACES, Subject.CASES, cached=True, of_counts=True)
def early_clusters(
    connection: Connection,
    *,
    kind: CaseKind,
    starts_on: date,
    ends_on: date,
    scope: Scope,
    find: Callable[[Sequence[ScanRow]], Sequence[Found]],
) -> EarlyClusters[Found]:
    """What ``find`` sees in the exact counts of every kecamatan and month, as far as this tier may know.

    Below the cases tier the register of the last release is searched, and a cluster is announced by its
    regencies and years alone, and only where the tier sees the count of each of them: then it says how
    known reports are spread, and nothing of hidden ones.
    """
    period = Period(starts_on.replace(day=1), _end_of_month(ends_on))
    if scope.tier is DisclosureTier.CASES:
        return EarlyClusters(tuple(find(_scan_rows(connection, kind, period))), ())
    rows = [
        ScanRow(row.code, row.month, row.reports)
        for row in released_counts(connection, kind, RegionLevel.DISTRICT)
        if period.starts_on <= row.month <= period.ends_on and row.code not in BESIDE
    ]
    found, seen = find(rows), published(connection, scope.tier, (kind,))[kind]
    announced = []
    for cluster in found:
        regencies = tuple(sorted({code[:_REGENCY_LENGTH] for code in cluster.places}))
        years = tuple(range(cluster.starts_on.year, cluster.ends_on.year + 1))
        cells = [seen.cells.get((code, year), HIDDEN) for code in regencies for year in years]
        if not any(cell.is_hidden for cell in cells):
            announced.append(Announcement(regencies, years))
    return EarlyClusters((), tuple(announced))


_REGENCY_LENGTH = len(HERE.example.code)


def _scan_rows(connection: Connection, kind: CaseKind, period: Period) -> tuple[ScanRow, ...]:
    rows = connection.execute(
        select(CaseSummary.region_code, CaseSummary.month, CaseSummary.reports)
        .where(*_within(kind, RegionLevel.DISTRICT, period), CaseSummary.region_code.not_in(BESIDE))
        .order_by(CaseSummary.month, CaseSummary.region_code)
    )
    return typed(ScanRow, rows)


def _within(kind: CaseKind, level: RegionLevel, period: Period) -> list[ColumnElement[bool]]:
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
        .where(*_within(kind, level, period))
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
    return Period(day.replace(day=1), _end_of_month(day))


def _end_of_month(day: date) -> date:
    if day.month == 12:
        return date(day.year, 12, 31)
    return date(day.year, day.month + 1, 1) - timedelta(days=1)


@dataclass(frozen=True)
class CaseRow:
    code: str
    agency: str
    kind: CaseKind
    reported_on: date
    closed_on: date | None
    police_stage: PoliceStage | None
    service_stage: ServiceStage | None
    regency: str | None
    district: str | None
    is_from_outside: bool
    destination: str | None
    women: int | None
    men: int | None
    girls: int | None
    boys: int | None


_ROWS_ARE_FOR = (
    "Baris kasus hanya untuk petugas kasus dan sekretariat gugus tugas. Jumlahnya dapat dilihat di Peta."
)
MOST_COUNTED = 10_000
"""Beyond so many, rows that no summary counts are not counted through; their number is *more than that*."""


@dataclass(frozen=True)
class CaseChoice:
    """What the register is narrowed to beside kind, year and place; the summaries know nothing of these."""

    agency_code: str = ""
    stage: Stage | None = None
    open_since: date | None = None
    """Reported on this day or earlier, and not completed."""
    is_withdrawn: bool = False
    oldest_first: bool = False
    number: str = ""
    """The case's code, or the number that its agency gave it, in full."""

    @property
    def is_counted(self) -> bool:
        """Whether the summaries know how many there are."""
        return not (self.agency_code or self.stage or self.open_since or self.is_withdrawn or self.number)


EVERYTHING = CaseChoice()


@query(Subject.AGENCIES, cached=True)
def case_sources(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Code and name of every agency from which a case may come."""
    rows = connection.execute(select(Agency.code, Agency.short_name).order_by(Agency.short_name))
    return tuple((row.code, row.short_name) for row in rows)


@query(Subject.CASES, cached=True)
def case_exists(connection: Connection, code: str, *, scope: Scope) -> bool:
    """Whether there is such a case, as far as this reader may know of any."""
    query = select(CaseRecord.id).where(CaseRecord.code == code).limit(1)
    return scope.may_see_cases and connection.execute(query).one_or_none() is not None


@query(Subject.PLACES, Subject.AGENCIES, Subject.CASES)
def case_rows(
    connection: Connection,
    *,
    scope: Scope,
    kind: CaseKind | None,
    year: int | None,
    region_code: str | None,
    page: int,
    size: int,
    also: CaseChoice = EVERYTHING,
) -> tuple[int, tuple[CaseRow, ...]]:
    """How many records match and one page of them; only for readers of the cases tier.

    One more than ``MOST_COUNTED`` stands for any number beyond it.
    """
    if not scope.may_see_cases:
        raise Forbidden(_ROWS_ARE_FOR)
    query: Select[*tuple[Any, ...]] = (
        select(
            CaseRecord.code,
            Agency.short_name,
            CaseRecord.kind,
            CaseRecord.reported_on,
            CaseRecord.closed_on,
            CaseRecord.police_stage,
            CaseRecord.service_stage,
            _REGENCY.name,
            _DISTRICT.name,
            CaseRecord.origin_outside,
            Destination.name,
            CaseRecord.women,
            CaseRecord.men,
            CaseRecord.girls,
            CaseRecord.boys,
        )
        .join(Agency, Agency.id == CaseRecord.agency_id)
        .outerjoin(_REGENCY, _REGENCY.code == CaseRecord.origin_regency_code)
        .outerjoin(_DISTRICT, _DISTRICT.code == CaseRecord.origin_district_code)
        .outerjoin(Destination, Destination.iso3 == CaseRecord.destination_iso3)
    )
    conditions = [*_conditions(kind, year, region_code), *_narrowed(also)]
    if also.is_counted:
        total = _matching(connection, kind, year, region_code)
    else:
        total = _counted_until(connection, conditions)
    newest = (CaseRecord.reported_on.desc(), CaseRecord.id.desc())
    oldest = (CaseRecord.reported_on, CaseRecord.id)
    ordered = query.where(*conditions).order_by(*(oldest if also.oldest_first else newest))
    rows = connection.execute(ordered.limit(size).offset(offset(page, size, total)))
    return total, typed(CaseRow, rows)


@query(Subject.AGENCIES, Subject.CASES)
def standard_reports(
    connection: Connection, *, scope: Scope, year: int | None
) -> tuple[int, tuple[Report, ...]]:
    """How many reports of trafficking count, and the reports, unless there are more than one file takes."""
    if not scope.may_see_cases:
        raise Forbidden(_ROWS_ARE_FOR)
    total = _matching(connection, CaseKind.TRAFFICKING, year, None)
    if total > MOST_COUNTED:
        return total, ()
    rows = connection.execute(
        select(
            CaseRecord.code,
            Agency.kind,
            CaseRecord.reported_on,
            CaseRecord.closed_on,
            CaseRecord.origin_regency_code,
            CaseRecord.origin_outside,
            CaseRecord.destination_iso3,
            CaseRecord.sector,
            CaseRecord.recruitment,
            CaseRecord.women,
            CaseRecord.men,
            CaseRecord.girls,
            CaseRecord.boys,
        )
        .join(Agency, Agency.id == CaseRecord.agency_id)
        .where(*_conditions(CaseKind.TRAFFICKING, year, None), CaseRecord.withdrawn_as.is_(None))
    )
    return total, typed(Report, rows)


def _matching(
    connection: Connection, kind: CaseKind | None, year: int | None, region_code: str | None
) -> int:
    """The summaries know how many rows match without reading them."""
    level = level_of(region_code) if region_code else RegionLevel.REGENCY
    query = select(func.coalesce(func.sum(CaseSummary.reports), 0)).where(CaseSummary.level == level)
    if kind is not None:
        query = query.where(CaseSummary.kind == kind)
    if year is not None:
        query = query.where(CaseSummary.month.between(date(year, 1, 1), date(year, 12, 31)))
    if region_code is not None:
        query = query.where(CaseSummary.region_code == region_code)
    return int(connection.execute(query).scalar_one())


def _counted_until(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> int:
    """A count that stops where nobody reads on."""
    some = select(CaseRecord.id).where(*conditions).limit(MOST_COUNTED + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def _narrowed(also: CaseChoice) -> list[ColumnElement[bool]]:
    withdrawn = CaseRecord.withdrawn_as
    conditions: list[ColumnElement[bool]] = [
        withdrawn.is_not(None) if also.is_withdrawn else withdrawn.is_(None)
    ]
    if also.agency_code:
        agency = select(Agency.id).where(Agency.code == also.agency_code).scalar_subquery()
        conditions.append(CaseRecord.agency_id == agency)
    if also.stage is not None:
        columns = {
            PoliceStage: CaseRecord.police_stage,
            ServiceStage: CaseRecord.service_stage,
            RestitutionStage: CaseRecord.restitution_stage,
        }
        conditions.append(columns[type(also.stage)] == also.stage)
    if also.open_since is not None:
        conditions += [CaseRecord.closed_on.is_(None), CaseRecord.reported_on <= also.open_since]
    if also.number:
        by_code = select(CaseRecord.id).where(CaseRecord.code == also.number.upper())
        of_agency = (
            select(CaseRecord.id)
            .join(Agency, Agency.id == CaseRecord.agency_id)
            .where(CaseRecord.agency_reference == also.number)
        )
        conditions.append(CaseRecord.id.in_(by_code.union_all(of_agency)))
    return conditions


def _conditions(
    kind: CaseKind | None, year: int | None, region_code: str | None
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if kind is not None:
        conditions.append(CaseRecord.kind == kind)
    if year is not None:
        conditions.append(CaseRecord.reported_on.between(date(year, 1, 1), date(year, 12, 31)))
    if region_code is not None:
        column = (
            CaseRecord.origin_regency_code
            if len(region_code) == len(HERE.example.code)
            else CaseRecord.origin_district_code
        )
        conditions.append(column == region_code)
    return conditions
