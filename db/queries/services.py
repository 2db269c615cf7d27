"""Services as they were reported: desks, the chain, whoever has to report, village teams and outreach.

These are counts of offices, not cases: they say nothing of a victim, and every reader sees them whole.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select
from sqlalchemy.orm import aliased

from db.models import (
    Agency,
    ChainCount,
    DeskStatement,
    OutreachActivity,
    Region,
    ServiceDesk,
    ServiceDraft,
    ServiceReport,
    SourceVillage,
    VillageTeam,
)
from db.queries.drafts import Drafts
from db.queries.mergers import one_office, standing_now
from db.queries.rows import build, typed
from db.subjects import Subject, query
from domain.access.permissions import Actor, Permission
from domain.commitments.health import ReportState
from domain.places.regions import RegionLevel
from domain.services.chain import ChainStep, StepCounts
from domain.services.desks import DeskState, DeskWord
from domain.services.outreach import OrganizerKind, OutreachKind, TeamFacts
from domain.services.reports import (
    ENTERED,
    HELD_BACK,
    MOVED_ON,
    OLDEST_MONTHS,
    SERVED,
    Counted,
    DeskEntry,
    Earlier,
    Entries,
    Part,
    Provider,
    Voice,
    as_typed,
    restored,
    voice_of,
)
from domain.services.requests import ServicesTyped
from domain.time.calendar import Month

_VERIFIER = aliased(Agency)
_DISTRICT = aliased(Region)

Columns = TypeVarTuple("Columns")

_COUNTED = (ReportState.SUBMITTED, ReportState.VERIFIED)


def _newest() -> Select[int]:
    """Of each agency as it reported, place and month the last report that was not sent back; none that the
    agency which took it over has answered since."""
    answered = select(ServiceReport.base_id).where(
        ServiceReport.state.in_(_COUNTED), ServiceReport.base_id.is_not(None)
    )
    return (
        select(func.max(ServiceReport.id))
        .where(ServiceReport.state.in_(_COUNTED), ServiceReport.id.not_in(answered))
        .group_by(ServiceReport.region_code, ServiceReport.month, ServiceReport.agency_id)
    )


def _last_words(rows: Iterable[Any], *, of: int) -> Iterator[tuple[Any, ...]]:
    """Agencies that are one office now speak with one voice: of each thing, named by the first ``of`` columns
    after that of the office, the last word. The newest report comes first."""
    heard = set()
    for office, *row in rows:
        what = (office, *row[:of])
        if what not in heard:
            heard.add(what)
            yield tuple(row)


@query(Subject.AGENCIES, cached=True)
def desks(connection: Connection) -> Mapping[str, str]:
    """The eight desks that the law asks for, by code, in its order."""
    names = select(ServiceDesk.code, ServiceDesk.name).order_by(ServiceDesk.position)
    return MappingProxyType(dict(connection.execute(names).all()))


@dataclass(frozen=True)
class DeskRow:
    """What one agency says of one desk for one month, where it counts."""

    region_code: str
    month: date
    code: str
    report_id: int
    state: DeskState
    days_open: int | None
    served: int | None
    days_per_document: float | None
    proof: str
    proof_on: date | None
    is_proven: bool
    agency: str
    verifier: str | None
    decided_at: datetime | None
    is_demo: bool

    @property
    def word(self) -> DeskWord:
        return DeskWord(self.month, self.state, self.is_proven)

    @property
    def entry(self) -> DeskEntry:
        return DeskEntry(
            self.code,
            self.state,
            self.days_open,
            self.served,
            self.days_per_document,
            self.proof,
            self.proof_on,
        )


@query(Subject.AGENCIES, Subject.SERVICES, cached=True)
def desk_rows(connection: Connection) -> tuple[DeskRow, ...]:
    """Every statement that counts, newest month first."""
    rows = connection.execute(
        select(
            standing_now(connection, ServiceReport.agency_id),
            ServiceReport.region_code,
            ServiceReport.month,
            DeskStatement.desk_code,
            ServiceReport.id,
            DeskStatement.state,
            DeskStatement.days_open,
            DeskStatement.served,
            DeskStatement.days_per_document,
            DeskStatement.proof,
            DeskStatement.proof_on,
            DeskStatement.is_proven,
            Agency.short_name,
            _VERIFIER.short_name,
            ServiceReport.decided_at,
            ServiceReport.is_demo,
        )
        .join(DeskStatement, DeskStatement.report_id == ServiceReport.id)
        .join(ServiceDesk, ServiceDesk.code == DeskStatement.desk_code)
        .join(Agency, Agency.id == ServiceReport.agency_id)
        .outerjoin(_VERIFIER, _VERIFIER.id == ServiceReport.verifier_agency_id)
        .where(ServiceReport.id.in_(_newest()))
        .order_by(ServiceReport.month.desc(), ServiceReport.id.desc(), ServiceDesk.position)
    )
    return typed(DeskRow, _last_words(rows, of=3))


@dataclass(frozen=True)
class ChainRow:
    region_code: str
    month: date
    step: ChainStep
    counts: StepCounts


@query(Subject.AGENCIES, Subject.SERVICES, cached=True)
def chain_rows(connection: Connection) -> tuple[ChainRow, ...]:
    rows = connection.execute(
        select(
            standing_now(connection, ServiceReport.agency_id),
            ServiceReport.region_code,
            ServiceReport.month,
            ChainCount.step,
            ChainCount.entered,
            ChainCount.moved_on,
            ChainCount.held_back,
        )
        .join(ChainCount, ChainCount.report_id == ServiceReport.id)
        .where(ServiceReport.id.in_(_newest()))
        .order_by(ServiceReport.month.desc(), ServiceReport.region_code.desc(), ChainCount.id.desc())
    )
    found = [
        ChainRow(region, month, step, StepCounts(*counts))
        for region, month, step, *counts in _last_words(rows, of=3)
    ]
    return tuple(reversed(found))


@dataclass(frozen=True)
class ServiceReportRow:
    id: int
    region_code: str
    region: str
    month: date
    agency_id: int
    agency: str
    state: ReportState
    submitted_at: datetime
    verifier: str | None
    decided_at: datetime | None
    verdict_notes: str
    is_demo: bool


def _reports() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ServiceReport.id,
            ServiceReport.region_code,
            Region.name,
            ServiceReport.month,
            ServiceReport.agency_id,
            Agency.short_name,
            ServiceReport.state,
            ServiceReport.submitted_at,
            _VERIFIER.short_name,
            ServiceReport.decided_at,
            ServiceReport.verdict_notes,
            ServiceReport.is_demo,
        )
        .join(Region, Region.code == ServiceReport.region_code)
        .join(Agency, Agency.id == ServiceReport.agency_id)
        .outerjoin(_VERIFIER, _VERIFIER.id == ServiceReport.verifier_agency_id)
        .where(ServiceReport.state != ReportState.SUPERSEDED)
    )


@query(Subject.PLACES, Subject.AGENCIES, Subject.SERVICES, cached=True)
def service_reports(connection: Connection) -> tuple[ServiceReportRow, ...]:
    """Every report that was not replaced, newest month and latest sending first."""
    rows = connection.execute(_reports().order_by(ServiceReport.month.desc(), ServiceReport.id.desc()))
    return typed(ServiceReportRow, rows)


@dataclass(frozen=True)
class ServiceReview:
    """A report with all that it says, for whoever judges it."""

    row: ServiceReportRow
    version: int
    entries: Entries
    proven: frozenset[str]


@query(Subject.PLACES, Subject.AGENCIES, Subject.SERVICES)
def service_review(connection: Connection, report_id: int) -> ServiceReview | None:
    found = connection.execute(_reports().where(ServiceReport.id == report_id)).one_or_none()
    if found is None:
        return None
    version = connection.execute(
        select(ServiceReport.version).where(ServiceReport.id == report_id)
    ).scalar_one()
    entries, proven = _entries(connection, report_id)
    return ServiceReview(build(ServiceReportRow, found), version, entries, proven)


def _entries(connection: Connection, report_id: int) -> tuple[Entries, frozenset[str]]:
    said = connection.execute(
        select(
            DeskStatement.desk_code,
            DeskStatement.state,
            DeskStatement.days_open,
            DeskStatement.served,
            DeskStatement.days_per_document,
            DeskStatement.proof,
            DeskStatement.proof_on,
            DeskStatement.is_proven,
        )
        .join(ServiceDesk, ServiceDesk.code == DeskStatement.desk_code)
        .where(DeskStatement.report_id == report_id)
        .order_by(ServiceDesk.position)
    ).all()
    steps = connection.execute(
        select(ChainCount.step, ChainCount.entered, ChainCount.moved_on, ChainCount.held_back)
        .where(ChainCount.report_id == report_id)
        .order_by(ChainCount.id)
    )
    note = connection.execute(select(ServiceReport.note).where(ServiceReport.id == report_id)).scalar_one()
    entries = Entries(
        tuple(DeskEntry(*row[:-1]) for row in said),
        {step: StepCounts(*counts) for step, *counts in steps},
        note,
    )
    return entries, frozenset(row.desk_code for row in said if row.is_proven)


@query(Subject.AGENCIES, cached=True)
def service_voice(connection: Connection, agencies: frozenset[int]) -> Voice:
    """What these agencies, which are one office now, may say of the services."""
    offices = connection.execute(
        select(Agency.code, Agency.kind, Agency.region_code)
        .where(Agency.id.in_(agencies))
        .order_by(Agency.merged_on.is_not(None), Agency.id)
    )
    above = connection.scalars(
        select(Agency.superior_id).where(Agency.id.in_(agencies), Agency.superior_id.not_in(agencies))
    ).all()
    highers = {each for superior in above if superior for each in one_office(connection, superior)}
    codes = connection.scalars(select(Agency.code).where(Agency.id.in_(highers)))
    return voice_of(typed(Provider, offices), frozenset(codes), tuple(desks(connection)))


@dataclass(frozen=True)
class DraftOfOther:
    author: str
    written_at: datetime
    has_left: bool
    """He can send it no more; the form is filled from the newest such draft where there is no own one."""
    content: str


@dataclass(frozen=True)
class ServiceForm:
    """All that the form of one month is drawn from."""

    region_code: str
    region: str
    month: Month
    part: Part
    names: Mapping[str, str]
    latest: ServiceReportRow | None
    sent: ServicesTyped | None
    """What the latest says, which a correction starts from."""
    before: ServicesTyped | None
    """What this agency said of the month before; shown beside the fields, never in them."""
    draft: ServicesTyped | None
    """One's own, or else what somebody has left behind."""
    draft_version: int
    saved_at: datetime | None
    others: tuple[DraftOfOther, ...]
    """Of the same month and office, the newest first."""


@query(Subject.PLACES, Subject.AGENCIES, Subject.ACCOUNTS, Subject.SERVICES)
def service_form(
    connection: Connection, *, region_code: str, month: Month, by: Actor, on: date
) -> ServiceForm | None:
    """The form of the actor's own part; None for any other place."""
    part = service_voice(connection, by.agencies).part_in(region_code)
    if part is None:
        return None
    region = connection.execute(select(Region.name).where(Region.code == region_code)).scalar_one()
    draft = connection.execute(
        select(ServiceDraft.content, ServiceDraft.version, ServiceDraft.written_at)
        .where(of_month(region_code, month), drafts_of_services(by).own)
        .order_by(ServiceDraft.written_at.desc())
        .limit(1)
    ).one_or_none()
    others = _drafts_of_others(connection, region_code, month, by, on)
    content = draft.content if draft else next((each.content for each in others if each.has_left), None)
    latest = _last(connection, region_code, month, by)
    before = _last(connection, region_code, month.shift(-1), by)
    return ServiceForm(
        region_code,
        region,
        month,
        part,
        desks(connection),
        latest,
        as_typed(_entries(connection, latest.id)[0]) if latest else None,
        as_typed(_entries(connection, before.id)[0]) if before else None,
        restored(json.loads(content)) if content else None,
        draft.version if draft else 0,
        draft.written_at if draft else None,
        others,
    )


@query(Subject.SERVICES)
def counted_before(connection: Connection, *, region_code: str, month: Month) -> Earlier:
    """What the place said of each of its counts in the newest earlier month that says it."""
    told = (
        ServiceReport.region_code == region_code,
        ServiceReport.month < month.starts_on,
        ServiceReport.month >= month.shift(-OLDEST_MONTHS).starts_on,
        ServiceReport.state.not_in([ReportState.SUPERSEDED, ReportState.RETURNED]),
    )
    newest = (ServiceReport.month.desc(), ServiceReport.id.desc())
    desks = (
        select(DeskStatement.desk_code, ServiceReport.month, DeskStatement.served.label(SERVED))
        .join(ServiceReport, ServiceReport.id == DeskStatement.report_id)
        .where(*told)
        .order_by(*newest)
    )
    steps = (
        select(
            ChainCount.step,
            ServiceReport.month,
            ChainCount.entered.label(ENTERED),
            ChainCount.moved_on.label(MOVED_ON),
            ChainCount.held_back.label(HELD_BACK),
        )
        .join(ServiceReport, ServiceReport.id == ChainCount.report_id)
        .where(*told)
        .order_by(*newest)
    )
    found: dict[tuple[str, str], Counted] = {}
    for row in (*connection.execute(desks), *connection.execute(steps)):
        of, day, *_ = row
        for what, people in list(row._mapping.items())[2:]:
            if people is not None:
                found.setdefault((str(of), what), Counted(Month.containing(day), people))
    return found


def of_month(region_code: str, month: Month) -> ColumnElement[bool]:
    """The drafts of a place and month, whoever's."""
    return (ServiceDraft.region_code == region_code) & (ServiceDraft.month == month.starts_on)


def drafts_of_services(by: Actor) -> Drafts:
    return Drafts(by, Permission.REPORT_SERVICES, ServiceDraft.reporter_id, ServiceDraft.agency_id)


def _drafts_of_others(
    connection: Connection, region_code: str, month: Month, by: Actor, on: date
) -> tuple[DraftOfOther, ...]:
    drafts = drafts_of_services(by)
    rows = connection.execute(
        select(
            drafts.author.display_name,
            ServiceDraft.written_at,
            drafts.left(connection, on),
            ServiceDraft.content,
        )
        .join(drafts.author, drafts.author.id == ServiceDraft.reporter_id)
        .where(
            of_month(region_code, month),
            ServiceDraft.agency_id.in_(by.agencies),
            ServiceDraft.reporter_id != by.user_id,
        )
        .order_by(ServiceDraft.written_at.desc(), ServiceDraft.id.desc())
    )
    return typed(DraftOfOther, rows)


def _last(connection: Connection, region_code: str, month: Month, by: Actor) -> ServiceReportRow | None:
    row = connection.execute(
        _reports()
        .where(
            ServiceReport.region_code == region_code,
            ServiceReport.month == month.starts_on,
            ServiceReport.agency_id.in_(by.agencies),
        )
        .order_by(ServiceReport.id.desc())
        .limit(1)
    ).one_or_none()
    return build(ServiceReportRow, row) if row else None


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
        _VERIFIER.short_name,
        VillageTeam.verified_at,
        VillageTeam.returned_at,
        VillageTeam.verdict_notes,
        VillageTeam.is_demo,
    )
    return (
        _by_place(asked, VillageTeam)
        .outerjoin(_VERIFIER, _VERIFIER.id == VillageTeam.verifier_agency_id)
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
            _VERIFIER.short_name,
            OutreachActivity.verified_at,
            OutreachActivity.returned_at,
            OutreachActivity.verdict_notes,
            OutreachActivity.is_demo,
        )
        .join(Region, Region.code == OutreachActivity.region_code)
        .join(Agency, Agency.id == OutreachActivity.agency_id)
        .outerjoin(_VERIFIER, _VERIFIER.id == OutreachActivity.verifier_agency_id)
        .where(OutreachActivity.withdrawn_at.is_(None))
        .order_by(OutreachActivity.held_on.desc(), OutreachActivity.id.desc())
    )
    return typed(OutreachRow, rows)
