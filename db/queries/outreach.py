"""Village teams, villages that many leave from, and outreach, as offices reported them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select
from sqlalchemy.orm import aliased

from db.models import Agency, OutreachActivity, Region, SourceVillage, VillageTeam
from db.queries.rows import typed
from db.queries.services import VERIFIER
from db.subjects import Subject, query
from domain.places.regions import RegionLevel
from domain.services.outreach import OrganizerKind, OutreachKind, TeamFacts

_DISTRICT = aliased(Region)
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True)
class TeamRow:
    """The team of a village as it was reported last."""

    id: int
    village_code: str
    village: str
    district: str
    decree: str
    decreed_on: date | None
    members: int | None
    last_report_on: date | None
    note: str
    agency_id: int
    agency: str
    recorded_at: datetime
    verifier: str | None
    verified_at: datetime | None
    returned_at: datetime | None
    """The verifier sent it back: the report before it stands, if there is one."""
    notes: str
    """Of the verifier."""
    is_demo: bool

    @property
    def facts(self) -> TeamFacts:
        return TeamFacts(self.decree, self.last_report_on)


@query(Subject.PLACES, Subject.AGENCIES, Subject.SERVICES, cached=True)
def village_teams(connection: Connection) -> tuple[TeamRow, ...]:
    """The newest word on each team, by place; where that was sent back, the one that stands as well."""
    return typed(TeamRow, connection.execute(_of_teams(_shown_team())))


@query(Subject.PLACES, Subject.AGENCIES, Subject.SERVICES, cached=True)
def earlier_teams(connection: Connection) -> tuple[TeamRow, ...]:
    """What was said of each team before that, by place and the latest first."""
    rows = connection.execute(_of_teams(~_shown_team()).order_by(VillageTeam.id.desc()))
    return typed(TeamRow, rows)


def _shown_team() -> ColumnElement[bool]:
    newest = select(func.max(VillageTeam.id)).group_by(VillageTeam.village_code)
    standing = newest.where(VillageTeam.returned_at.is_(None))
    return or_(VillageTeam.id.in_(newest), VillageTeam.id.in_(standing))


def _of_teams(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    asked = select(
        VillageTeam.id,
        VillageTeam.village_code,
        Region.name,
        _DISTRICT.name,
        VillageTeam.decree,
        VillageTeam.decreed_on,
        VillageTeam.members,
        VillageTeam.last_report_on,
        VillageTeam.note,
        VillageTeam.agency_id,
        Agency.short_name,
        VillageTeam.recorded_at,
        VERIFIER.short_name,
        VillageTeam.verified_at,
        VillageTeam.returned_at,
        VillageTeam.verdict_notes,
        VillageTeam.is_demo,
    )
    return (
        _by_place(asked, VillageTeam)
        .outerjoin(VERIFIER, VERIFIER.id == VillageTeam.verifier_agency_id)
        .where(which)
    )


def _by_place(asked: Select[*Columns], said: type[VillageTeam | SourceVillage]) -> Select[*Columns]:
    """What is said of villages, with their kecamatan and the agency that said it."""
    return (
        asked.select_from(said)
        .join(Region, Region.code == said.village_code)
        .join(_DISTRICT, _DISTRICT.code == Region.parent_code)
        .join(Agency, Agency.id == said.agency_id)
        .order_by(said.village_code)
    )


@dataclass(frozen=True)
class SourceVillageRow:
    id: int
    village_code: str
    village: str
    district: str
    source: str
    dated_on: date
    agency: str
    recorded_at: datetime
    is_demo: bool


@query(Subject.PLACES, Subject.AGENCIES, Subject.SERVICES, cached=True)
def source_villages(connection: Connection) -> tuple[SourceVillageRow, ...]:
    """The kantong desa that are listed now, by place."""
    asked = select(
        SourceVillage.id,
        SourceVillage.village_code,
        Region.name,
        _DISTRICT.name,
        SourceVillage.source,
        SourceVillage.dated_on,
        Agency.short_name,
        SourceVillage.recorded_at,
        SourceVillage.is_demo,
    )
    rows = connection.execute(_by_place(asked, SourceVillage).where(SourceVillage.withdrawn_at.is_(None)))
    return typed(SourceVillageRow, rows)


@dataclass(frozen=True)
class VillageChoice:
    code: str
    name: str
    district: str


@query(Subject.PLACES, cached=True)
def villages_of(connection: Connection, region_code: str) -> tuple[VillageChoice, ...]:
    """The desa and kelurahan of a kabupaten/kota, by kecamatan."""
    rows = connection.execute(
        select(Region.code, Region.name, _DISTRICT.name)
        .join(_DISTRICT, _DISTRICT.code == Region.parent_code)
        .where(Region.level == RegionLevel.VILLAGE, Region.code.startswith(f"{region_code}."))
        .order_by(Region.code)
    )
    return typed(VillageChoice, rows)


@dataclass(frozen=True)
class OutreachRow:
    id: int
    region_code: str
    region: str
    place: str
    held_on: date
    kind: OutreachKind
    organizer_kind: OrganizerKind
    organizer: str
    reach: int | None
    proof: str
    note: str
    agency_id: int
    agency: str
    verifier: str | None
    verified_at: datetime | None
    returned_at: datetime | None
    notes: str
    """Of the verifier, who sent it back."""
    is_demo: bool

    @property
    def counts(self) -> bool:
        return self.returned_at is None


@query(Subject.PLACES, Subject.AGENCIES, Subject.SERVICES, cached=True)
def outreach(connection: Connection) -> tuple[OutreachRow, ...]:
    """Education and supervision that nobody took back, newest first."""
    rows = connection.execute(
        select(
            OutreachActivity.id,
            OutreachActivity.region_code,
            Region.name,
            OutreachActivity.place,
            OutreachActivity.held_on,
            OutreachActivity.kind,
            OutreachActivity.organizer_kind,
            OutreachActivity.organizer,
            OutreachActivity.reach,
            OutreachActivity.proof,
            OutreachActivity.note,
            OutreachActivity.agency_id,
            Agency.short_name,
            VERIFIER.short_name,
            OutreachActivity.verified_at,
            OutreachActivity.returned_at,
            OutreachActivity.verdict_notes,
            OutreachActivity.is_demo,
        )
        .join(Region, Region.code == OutreachActivity.region_code)
        .join(Agency, Agency.id == OutreachActivity.agency_id)
        .outerjoin(VERIFIER, VERIFIER.id == OutreachActivity.verifier_agency_id)
        .where(OutreachActivity.withdrawn_at.is_(None))
        .order_by(OutreachActivity.held_on.desc(), OutreachActivity.id.desc())
    )
    return typed(OutreachRow, rows)
