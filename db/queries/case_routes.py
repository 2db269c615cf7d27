"""Where people of cases came from, left and went: flows between regencies, exit points and destinations."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from db.models import CaseRouteSummary, Destination, TransitPoint
from db.queries.case_counts import Period, register_span
from db.queries.releases import told_routes
from db.queries.rows import typed
from db.subjects import Subject, query
from domain.access.permissions import DisclosureTier, Scope
from domain.disclosure.suppression import Route
from domain.figures.cases import CaseKind


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
