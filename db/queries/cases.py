"""Counts of case records as a reader's tier may see them, and the rows for those who may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select
from sqlalchemy.orm import aliased

from db.models import Agency, CaseRecord, Destination, Region
from db.queries.rows import offset, typed
from domain.cases import CaseKind, PoliceStage, ServiceStage
from domain.disclosure import Count, disclose
from domain.errors import Forbidden
from domain.permissions import Scope
from domain.regions import RegionLevel


@dataclass(frozen=True)
class CaseCounts:
    """One kind in one period: what may be shown per region, and the quality of what lies behind it."""

    by_region: Mapping[str, Count]
    without_region: Count
    """Records of the period that name no place at this level."""


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
    place = (
        CaseRecord.origin_regency_code if level is RegionLevel.REGENCY else CaseRecord.origin_district_code
    )
    counted = dict(
        connection.execute(
            select(place, func.count())
            .where(CaseRecord.kind == kind, CaseRecord.reported_on.between(starts_on, ends_on))
            .group_by(place)
        ).all()
    )
    nowhere = counted.pop(None, 0)
    regions = connection.execute(select(Region.code).where(Region.level == level)).scalars()
    counts = {code: counted.get(code, 0) for code in regions}
    # "No place" stands in the same table as the regions, so it is hidden by the same rule.
    shown = disclose({**counts, "": nowhere}, tier=scope.tier, level=level)
    return CaseCounts(
        by_region=MappingProxyType({code: count for code, count in shown.items() if code}),
        without_region=shown[""],
    )


def case_years(connection: Connection) -> list[int]:
    """Calendar years that the register covers, newest first."""
    first, last = connection.execute(
        select(func.min(CaseRecord.reported_on), func.max(CaseRecord.reported_on))
    ).one()
    return list(range(last.year, first.year - 1, -1)) if first else []


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
    destination: str | None
    women: int
    men: int
    girls: int
    boys: int


def case_rows(
    connection: Connection,
    *,
    scope: Scope,
    kind: CaseKind | None,
    year: int | None,
    region_code: str | None,
    page: int,
    size: int,
) -> tuple[int, list[CaseRow]]:
    """How many records match and one page of them; only for readers of the cases tier."""
    if not scope.may_see_cases:
        raise Forbidden(
            "Baris kasus hanya untuk petugas kasus dan sekretariat gugus tugas. "
            "Jumlahnya dapat dilihat di Peta."
        )
    regency, district = aliased(Region), aliased(Region)
    query: Select[*tuple[Any, ...]] = (
        select(
            CaseRecord.code, Agency.short_name, CaseRecord.kind, CaseRecord.reported_on,
            CaseRecord.closed_on, CaseRecord.police_stage, CaseRecord.service_stage,
            regency.name, district.name, Destination.name, CaseRecord.women, CaseRecord.men,
            CaseRecord.girls, CaseRecord.boys,
        )
        .join(Agency, Agency.id == CaseRecord.agency_id)
        .outerjoin(regency, regency.code == CaseRecord.origin_regency_code)
        .outerjoin(district, district.code == CaseRecord.origin_district_code)
        .outerjoin(Destination, Destination.iso3 == CaseRecord.destination_iso3)
    )  # fmt: skip
    total_query = select(func.count()).select_from(CaseRecord)
    for condition in _conditions(kind, year, region_code):
        query, total_query = query.where(condition), total_query.where(condition)
    total = connection.execute(total_query).scalar_one()
    ordered = query.order_by(CaseRecord.reported_on.desc(), CaseRecord.id.desc())
    rows = connection.execute(ordered.limit(size).offset(offset(page, size, total)))
    return total, typed(CaseRow, rows)


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
            if len(region_code) == len("53.21")
            else CaseRecord.origin_district_code
        )
        conditions.append(column == region_code)
    return conditions
