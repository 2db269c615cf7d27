"""The register as tiers with a threshold were told of it: the one way by which their counts are read.

Nothing here looks at a record or at a summary of today: what is newer than the last release, or was corrected
since, is not to be had below the *cases* tier. So what follows from the log is found once a release, however
large the register is and however often it is written to, and kept beside the database's connections.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from types import MappingProxyType
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Pool, bindparam, func, select

from db.models import CaseRelease, CaseReleased, CaseSummary, CaseTold, CaseToldRoute, Region
from db.queries.rows import typed
from db.subjects import Subject, query
from domain.access.permissions import DisclosureTier
from domain.disclosure.suppression import BESIDE, Published, Range, Route
from domain.disclosure.told import Block, Entry, ReleaseColumn, ReleasedTable, Told, last_closed_year, seen
from domain.disclosure.two_way_tables import UNBOUNDED
from domain.figures.cases import CaseKind
from domain.places.regions import RegionLevel
from domain.time.calendar import Quarter


@dataclass(frozen=True)
class Release:
    number: int
    starts_on: date
    """Of the month of the first report as the register stood then; its day is told to nobody (ADR 15), nor by
    releases that were closed when it still was written down."""
    ends_on: date
    closed_at: datetime


# Asked with every count, so put together once.
_LAST = (
    select(CaseRelease.id, CaseRelease.starts_on, CaseRelease.ends_on, CaseRelease.closed_at)
    .order_by(CaseRelease.id.desc())
    .limit(1)
)
_REGENCIES = select(Region.code).where(Region.level == RegionLevel.REGENCY).order_by(Region.code)
_YEAR = func.extract("year", CaseReleased.month)
_CHANGES = (
    select(
        CaseReleased.kind,
        _YEAR,
        CaseReleased.release_id,
        CaseReleased.region_code,
        func.sum(CaseReleased.change),
    )
    .where(
        CaseReleased.level == RegionLevel.REGENCY,
        CaseReleased.kind.in_(bindparam("kinds", expanding=True)),
    )
    .group_by(CaseReleased.kind, _YEAR, CaseReleased.release_id, CaseReleased.region_code)
)
_TOLD = select(
    CaseTold.kind,
    CaseTold.region_code,
    CaseTold.year,
    CaseTold.release_id,
    CaseTold.block,
    CaseTold.told_in,
    CaseTold.low,
    CaseTold.high,
).where(CaseTold.tier == bindparam("tier"), CaseTold.kind.in_(bindparam("kinds", expanding=True)))


@query(Subject.CASES, cached=True)
def last_release(connection: Connection) -> Release | None:
    """Up to which day tiers with a threshold know of the register; None before the first release."""
    row = connection.execute(_LAST).one_or_none()
    return Release(row.id, row.starts_on.replace(day=1), row.ends_on, row.closed_at) if row else None


@query(Subject.CASES, cached=True)
def release_due(connection: Connection, on: date) -> date | None:
    """The last day of the quarter that is over and was not released; None where nothing was reported."""
    ends_on = Quarter.containing(on).shift(-1).ends_on
    last = last_release(connection)
    first = connection.execute(select(func.min(CaseSummary.month))).scalar_one()
    if first is None or first > ends_on or (last is not None and last.ends_on >= ends_on):
        return None
    return ends_on


Given = ParamSpec("Given")
Answer = TypeVar("Answer")
_found: WeakKeyDictionary[Pool, tuple[Release, dict[Any, Any]]] = WeakKeyDictionary()
"""Of each database its last release, and what was found of it. A database that was put back to an earlier day
is closed anew at another moment."""


def _once_a_release(
    find: Callable[Concatenate[Connection, Given], Answer],
) -> Callable[Concatenate[Connection, Given], Answer]:
    """For what is read of releases alone: it stays as it is until there is another."""

    @wraps(find)
    def answer(connection: Connection, /, *given: Given.args, **named: Given.kwargs) -> Answer:
        last = last_release(connection)
        if last is None:
            return find(connection, *given, **named)
        release, kept = _found.get(connection.engine.pool, (None, {}))
        if release != last:
            kept = {}
            _found[connection.engine.pool] = last, kept
        key = find, given, tuple(named.items())
        if key not in kept:
            kept[key] = find(connection, *given, **named)
        known: Answer = kept[key]
        return known

    return answer


def rows_of_table(connection: Connection) -> tuple[str, ...]:
    return (*connection.execute(_REGENCIES).scalars(), *BESIDE)


def tables(connection: Connection, kinds: Collection[CaseKind]) -> dict[CaseKind, ReleasedTable]:
    """The released counts themselves; for deciding what is told, never for a screen."""
    regions = rows_of_table(connection)
    changes: dict[CaseKind, dict[ReleaseColumn, dict[str, int]]] = {kind: {} for kind in kinds}
    for kind, found, release, code, change in connection.execute(_CHANGES, {"kinds": tuple(kinds)}):
        column = changes[kind].setdefault(ReleaseColumn(int(found), release), dict.fromkeys(regions, 0))
        column[code] = int(change)
    return {
        kind: ReleasedTable(regions, {column: row for column, row in found.items() if any(row.values())})
        for kind, found in changes.items()
    }


def told(connection: Connection, tier: DisclosureTier, kinds: Collection[CaseKind]) -> dict[CaseKind, Told]:
    """The log of what one tier was told."""
    blocks: dict[tuple[CaseKind, int], tuple[str, int, set[ReleaseColumn]]] = {}
    ranges: dict[CaseKind, dict[Entry, Range]] = {kind: {} for kind in kinds}
    for row in connection.execute(_TOLD, {"tier": tier, "kinds": tuple(kinds)}):
        column = ReleaseColumn(row.year, row.release_id)
        if row.low is not None:
            ranges[row.kind][row.region_code, column] = row.low, UNBOUNDED if row.high is None else row.high
        if row.block is not None:
            entry = blocks.setdefault((row.kind, row.block), (row.region_code, row.told_in, set()))
            entry[2].add(column)
    found: dict[CaseKind, list[Block]] = {kind: [] for kind in kinds}
    for (kind, _), (region, told_in, columns) in sorted(blocks.items()):
        found[kind].append(Block(region, frozenset(columns), told_in))
    return {kind: Told(tuple(found[kind]), ranges[kind]) for kind in kinds}


@_once_a_release
def published(
    connection: Connection, tier: DisclosureTier, kinds: tuple[CaseKind, ...]
) -> Mapping[CaseKind, Published]:
    """The grid of each kind as the tier may see it."""
    last = last_release(connection)
    years = range(last.starts_on.year, last.ends_on.year + 1) if last else ()
    known = told(connection, tier, kinds)
    return MappingProxyType(
        {kind: seen(table, known[kind], tuple(years)) for kind, table in tables(connection, kinds).items()}
    )


@dataclass(frozen=True)
class ReleasedCount:
    code: str
    month: date
    reports: int


def released_counts(connection: Connection, kind: CaseKind, level: RegionLevel) -> tuple[ReleasedCount, ...]:
    """What stood in the register at the last release, to the month; not for a screen either."""
    reports = func.sum(CaseReleased.change)
    rows = connection.execute(
        select(CaseReleased.region_code, CaseReleased.month, reports)
        .where(CaseReleased.level == level, CaseReleased.kind == kind)
        .group_by(CaseReleased.region_code, CaseReleased.month)
        .having(reports != 0)
        .order_by(CaseReleased.month, CaseReleased.region_code)
    )
    return tuple(ReleasedCount(code, month, int(count)) for code, month, count in rows)


@_once_a_release
def released_months(connection: Connection, kind: CaseKind) -> Mapping[date, int]:
    """The province's counts, open to everybody up to the last release."""
    months: dict[date, int] = defaultdict(int)
    for row in released_counts(connection, kind, RegionLevel.REGENCY):
        months[row.month] += row.reports
    return MappingProxyType(months)


@dataclass(frozen=True)
class ToldRoutes:
    """Flows over all years that were closed by a release."""

    flows: Mapping[Route, int]
    total: int
    years: range


@_once_a_release
def told_routes(connection: Connection, tier: DisclosureTier, kind: CaseKind) -> ToldRoutes:
    """Each year's flows and total as they stood when it was closed."""
    flows: dict[Route, int] = defaultdict(int)
    for row in connection.execute(
        select(CaseToldRoute).where(CaseToldRoute.tier == tier, CaseToldRoute.kind == kind)
    ):
        flows[row.regency_code, row.transit_id, row.destination_iso3] += row.reports
    rows = connection.execute(
        select(CaseRelease.id, CaseRelease.starts_on, CaseRelease.ends_on, CaseRelease.closed_at).order_by(
            CaseRelease.id
        )
    )
    found = typed(Release, rows)
    if not found:
        return ToldRoutes(MappingProxyType(flows), 0, range(0))
    [table] = tables(connection, [kind]).values()
    total, closed = 0, found[0].starts_on.year - 1
    for release in found:
        last = last_closed_year(release.ends_on)
        total += table.total(
            column
            for column in table.columns
            if closed < column.year <= last and column.release <= release.number
        )
        closed = max(closed, last)
    return ToldRoutes(MappingProxyType(flows), total, range(found[0].starts_on.year, closed + 1))
