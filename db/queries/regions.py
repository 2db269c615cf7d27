"""Regions by level, and one of them in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Connection, func, select

from db.models import Agency, Destination, Region, TransitPoint
from db.queries.rows import build, typed
from db.subjects import Subject, query
from domain.access.agencies import AgencyKind
from domain.places.places import SmallPlaces
from domain.places.regions import RegionLevel
from domain.statistics.exposure import ESTIMATED_2024, REGISTERED_2025, Population, people_near


@dataclass(frozen=True)
class RegionRow:
    code: str
    name: str
    parent_code: str | None
    population: int | None
    """As estimated for 2024 by BPS."""
    registered: int | None
    """As registered in 2025."""
    latitude: float | None
    longitude: float | None

    def people_near(self, of: Population) -> tuple[Population, int] | None:
        return people_near({ESTIMATED_2024: self.population, REGISTERED_2025: self.registered}, of)

    def people(self, of: Population) -> int | None:
        """Of that year, or of the nearest one in which anybody was counted."""
        found = self.people_near(of)
        return found[1] if found else None


@query(Subject.PLACES, cached=True)
def regions_at(connection: Connection, level: RegionLevel) -> tuple[RegionRow, ...]:
    rows = connection.execute(
        select(
            Region.code,
            Region.name,
            Region.parent_code,
            Region.population_bps_2024,
            Region.population_registered_2025,
            Region.latitude,
            Region.longitude,
        )
        .where(Region.level == level)
        .order_by(Region.code)
    )
    return typed(RegionRow, rows)


@query(Subject.PLACES, cached=True)
def countries(connection: Connection) -> Mapping[str, str]:
    """Names by their three letters, of where people go."""
    rows = connection.execute(select(Destination.iso3, Destination.name))
    return MappingProxyType({row.iso3: row.name for row in rows})


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

    def people_near(self, of: Population) -> tuple[Population, int] | None:
        counted = {
            ESTIMATED_2024: self.population_bps_2024,
            REGISTERED_2025: self.population_registered_2025,
        }
        return people_near(counted, of)


@query(Subject.PLACES, Subject.AGENCIES, cached=True)
def regency_detail(connection: Connection, code: str) -> RegencyDetail | None:
    row = connection.execute(
        select(
            Region.code,
            Region.name,
            Region.capital,
            Region.island,
            Region.area_km2,
            Region.population_bps_2024,
            Region.population_registered_2025,
        ).where(Region.code == code, Region.level == RegionLevel.REGENCY)
    ).one_or_none()
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


@dataclass(frozen=True)
class TransitRow:
    name: str
    kind: str
    town: str
    region_code: str | None
    latitude: float
    longitude: float
    is_approximate: bool
    source: str
    note: str


@query(Subject.PLACES, cached=True)
def transit_points(connection: Connection) -> tuple[TransitRow, ...]:
    """Airports, ports and border posts on record, those outside NTT included."""
    rows = connection.execute(
        select(
            TransitPoint.name,
            TransitPoint.kind,
            TransitPoint.town,
            TransitPoint.region_code,
            TransitPoint.latitude,
            TransitPoint.longitude,
            TransitPoint.is_approximate,
            TransitPoint.source,
            TransitPoint.note,
        ).order_by(TransitPoint.id)
    )
    return typed(TransitRow, rows)


@dataclass(frozen=True)
class CapitalRow:
    """Where the government of a kabupaten sits: a place to draw what is known by its kabupaten only."""

    code: str
    capital: str
    latitude: float
    longitude: float


@query(Subject.PLACES, cached=True)
def regency_seats(connection: Connection) -> tuple[CapitalRow, ...]:
    rows = connection.execute(
        select(Region.code, Region.capital, Region.latitude, Region.longitude)
        .where(Region.level == RegionLevel.REGENCY, Region.latitude.is_not(None))
        .order_by(Region.code)
    )
    return typed(CapitalRow, rows)


@query(Subject.PLACES, Subject.AGENCIES, cached=True)
def small_places(connection: Connection) -> SmallPlaces:
    """The names that may not leave the circle of agencies: kecamatan, desa, kelurahan.

    A village that shares its name with a kabupaten, a port or an office cannot be told from it.
    """
    names: dict[bool, list[str]] = {True: [], False: []}
    for name, level in connection.execute(select(Region.name, Region.level)):
        names[level in (RegionLevel.DISTRICT, RegionLevel.VILLAGE)].append(name)
    for column in (TransitPoint.name, TransitPoint.town, Agency.name, Agency.short_name):
        names[False] += connection.execute(select(column)).scalars()
    return SmallPlaces(names[True], wider=names[False])
