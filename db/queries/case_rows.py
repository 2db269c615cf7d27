"""The records of cases themselves, for the readers who may see them, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select
from sqlalchemy.orm import aliased

from db.models import Agency, CaseRecord, CaseSummary, Destination, Region
from db.queries.rows import offset, typed
from db.subjects import Subject, query
from domain.access.errors import Forbidden
from domain.access.permissions import Scope
from domain.cases.standard import Report
from domain.figures.cases import CaseKind, PoliceStage, RestitutionStage, ServiceStage, Stage
from domain.places.province import HERE
from domain.places.regions import RegionLevel, level_of

_REGENCY, _DISTRICT = aliased(Region), aliased(Region)


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
