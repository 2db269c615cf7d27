"""Regions by level, and one of them in full."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from db.models import Agency, Region, ServiceDesk, TransitPoint
from db.queries.rows import build, typed
from domain.agencies import AgencyKind
from domain.regions import RegionLevel


@dataclass(frozen=True)
class RegionRow:
    code: str
    name: str
    parent_code: str | None
    population: int | None


def regions_at(connection: Connection, level: RegionLevel) -> list[RegionRow]:
    rows = connection.execute(
        select(Region.code, Region.name, Region.parent_code, Region.population_bps_2024)
        .where(Region.level == level)
        .order_by(Region.code)
    )
    return typed(RegionRow, rows)


@dataclass(frozen=True)
class RegencyDetail:
    code: str
    name: str
    capital: str
    island: str
    area_km2: float
    population_bps_2024: int
    population_registered_2025: int
    districts: int
    villages: int
    government: str | None


def regency_detail(connection: Connection, code: str) -> RegencyDetail | None:
    row = connection.execute(
        select(
            Region.code, Region.name, Region.capital, Region.island, Region.area_km2,
            Region.population_bps_2024, Region.population_registered_2025,
        ).where(Region.code == code, Region.level == RegionLevel.REGENCY)
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    below = dict(
        connection.execute(
            select(Region.level, func.count())
            .where(Region.code.startswith(code + "."))
            .group_by(Region.level)
        ).all()
    )
    government = connection.execute(
        select(Agency.name).where(Agency.region_code == code, Agency.kind == AgencyKind.REGENCY_GOVERNMENT)
    ).scalar_one_or_none()
    districts, villages = (below.get(RegionLevel.DISTRICT, 0), below.get(RegionLevel.VILLAGE, 0))
    return build(RegencyDetail, row, districts, villages, government)


def service_desks(connection: Connection) -> list[str]:
    """The desks that the law asks of every LTSA, in its order."""
    return list(connection.execute(select(ServiceDesk.name).order_by(ServiceDesk.position)).scalars())


def villages_and_wider(connection: Connection) -> tuple[list[str], list[str]]:
    """Names of villages, and names that stand for something wider as well: a kecamatan, a port, an office."""
    villages = connection.execute(select(Region.name).where(Region.level == RegionLevel.VILLAGE)).scalars()
    wider = list(connection.execute(select(Region.name).where(Region.level != RegionLevel.VILLAGE)).scalars())
    for column in (TransitPoint.name, TransitPoint.town, Agency.name, Agency.short_name):
        for name in connection.execute(select(column)).scalars():
            wider += [name, *name.split()]
    return list(villages), wider
