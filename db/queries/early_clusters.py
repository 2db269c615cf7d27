"""Clusters of reports in kecamatan and months, as far as a tier may be told of them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from sqlalchemy import Connection, select

from db.models import CaseSummary
from db.queries.case_counts import Period, end_of_month, summaries_within
from db.queries.releases import published, released_counts
from db.queries.rows import typed
from db.subjects import Subject, query
from domain.access.permissions import DisclosureTier, Scope
from domain.disclosure.suppression import BESIDE, HIDDEN
from domain.figures.cases import CaseKind
from domain.places.province import HERE
from domain.places.regions import RegionLevel


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
    period = Period(starts_on.replace(day=1), end_of_month(ends_on))
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
        .where(*summaries_within(kind, RegionLevel.DISTRICT, period), CaseSummary.region_code.not_in(BESIDE))
        .order_by(CaseSummary.month, CaseSummary.region_code)
    )
    return typed(ScanRow, rows)
