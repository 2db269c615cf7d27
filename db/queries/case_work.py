"""One case as its officers work on it, and the referrals between agencies.

Rows of cases are for the cases tier alone; who is refused here is refused before anything is read. Of a
referral its receiver is told what was asked and of which case, never the case itself.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.orm import aliased

from db.models import (
    Agency,
    AuditRecord,
    CaseChange,
    CaseFlag,
    CaseRecord,
    CaseReferral,
    CaseStageLimit,
    CaseStep,
    Destination,
    Region,
    Task,
    TransitPoint,
    User,
)
from db.queries.offices import offices_of
from db.queries.rows import build, typed
from db.queries.seats import superiors
from db.subjects import Subject, query
from domain.access.agencies import seat_above
from domain.access.errors import Forbidden
from domain.access.events import Event
from domain.access.permissions import Scope
from domain.cases.life import StageLimit, Step, stage_of
from domain.figures.cases import (
    CaseKind,
    FlagKind,
    PoliceStage,
    RecruitmentMode,
    ReferralState,
    RestitutionStage,
    Sector,
    ServiceStage,
    Withdrawal,
)
from domain.time.calendar import local_time

_REGENCY, _DISTRICT = aliased(Region), aliased(Region)
_TWIN = aliased(CaseRecord)
_SENDER, _RECEIVER = aliased(Agency), aliased(Agency)
NEAR_DAYS = 14
"""So far apart two reports from one place may be of the same."""
MOST_NEAR = 3
MOST_OPENINGS = 8
NOT_YOURS = (
    "Baris kasus hanya untuk petugas kasus dan sekretariat gugus tugas. Jumlahnya dapat dilihat di Peta."
)


def require_cases(scope: Scope) -> None:
    if not scope.may_see_cases:
        raise Forbidden(NOT_YOURS)


@dataclass(frozen=True)
class Flag:
    kind: FlagKind
    raised_on: date
    note: str


@dataclass(frozen=True)
class CaseChangeRow:
    """A correction or a withdrawal; both sides in words, by the columns' names."""

    at: datetime
    agency: str
    reason: str
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True)
class Referral:
    id: int
    case_code: str
    sender: str
    receiver: str
    asked: str
    state: ReferralState
    sent_at: datetime
    answered_at: datetime | None
    reason: str
    letter: str
    done_at: datetime | None
    ended_at: datetime | None
    version: int
    receiver_has_account: bool
    is_own: bool
    """Whether the reader's agency sent it."""


@dataclass(frozen=True)
class CaseFile:
    """The record itself."""

    id: int
    code: str
    agency_id: int
    agency_code: str
    agency: str
    reference: str
    kind: CaseKind
    reported_on: date
    happened_on: date | None
    closed_on: date | None
    police_stage: PoliceStage | None
    service_stage: ServiceStage | None
    restitution_stage: RestitutionStage | None
    regency_code: str | None
    regency: str | None
    district_code: str | None
    district: str | None
    is_from_outside: bool
    transit_id: int | None
    transit: str | None
    destination_iso3: str | None
    destination: str | None
    women: int | None
    men: int | None
    girls: int | None
    boys: int | None
    suspects: int | None
    sector: Sector
    recruitment: RecruitmentMode
    note: str
    withdrawn_as: Withdrawal | None
    double_of: str | None
    version: int
    is_demo: bool


@dataclass(frozen=True)
class CaseDetail:
    row: CaseFile
    steps: tuple[Step, ...]
    flags: tuple[Flag, ...]
    changes: tuple[CaseChangeRow, ...]
    referrals: tuple[Referral, ...]
    tasks: tuple[str, ...]
    """Codes of the tasks that were born from it."""
    doubles: tuple[str, ...]
    """Codes of the cases that were withdrawn as doubles of it."""
    may_keep: bool
    """Whether the case belongs to the reader's agency or one below it."""


@query(Subject.AGENCIES, Subject.PLACES, Subject.CASES, Subject.ACCOUNTS, Subject.TASKS)
def case_detail(connection: Connection, code: str, *, scope: Scope) -> CaseDetail | None:
    require_cases(scope)
    found = connection.execute(
        select(
            CaseRecord.id,
            CaseRecord.code,
            CaseRecord.agency_id,
            Agency.code,
            Agency.short_name,
            CaseRecord.agency_reference,
            CaseRecord.kind,
            CaseRecord.reported_on,
            CaseRecord.happened_on,
            CaseRecord.closed_on,
            CaseRecord.police_stage,
            CaseRecord.service_stage,
            CaseRecord.restitution_stage,
            CaseRecord.origin_regency_code,
            _REGENCY.name,
            CaseRecord.origin_district_code,
            _DISTRICT.name,
            CaseRecord.origin_outside,
            CaseRecord.transit_id,
            TransitPoint.name,
            CaseRecord.destination_iso3,
            Destination.name,
            CaseRecord.women,
            CaseRecord.men,
            CaseRecord.girls,
            CaseRecord.boys,
            CaseRecord.suspects,
            CaseRecord.sector,
            CaseRecord.recruitment,
            CaseRecord.what_happened,
            CaseRecord.withdrawn_as,
            _TWIN.code,
            CaseRecord.version,
            CaseRecord.is_demo,
        )
        .join(Agency, Agency.id == CaseRecord.agency_id)
        .outerjoin(_REGENCY, _REGENCY.code == CaseRecord.origin_regency_code)
        .outerjoin(_DISTRICT, _DISTRICT.code == CaseRecord.origin_district_code)
        .outerjoin(TransitPoint, TransitPoint.id == CaseRecord.transit_id)
        .outerjoin(Destination, Destination.iso3 == CaseRecord.destination_iso3)
        .outerjoin(_TWIN, _TWIN.id == CaseRecord.double_of_id)
        .where(CaseRecord.code == code)
    ).one_or_none()
    if found is None:
        return None
    row = build(CaseFile, found)
    return CaseDetail(
        row,
        _steps(connection, row.id),
        _flags(connection, row.id),
        _changes(connection, row.id),
        _referrals(connection, _of_case(row.id), scope),
        tuple(
            connection.execute(select(Task.code).where(Task.case_id == row.id).order_by(Task.code)).scalars()
        ),
        tuple(
            connection.execute(
                select(CaseRecord.code).where(CaseRecord.double_of_id == row.id).order_by(CaseRecord.code)
            ).scalars()
        ),
        seat_above(row.agency_id, superiors(connection), scope.agencies) is not None,
    )


def _steps(connection: Connection, case_id: int) -> tuple[Step, ...]:
    rows = connection.execute(
        select(
            CaseStep.id,
            CaseStep.track,
            CaseStep.stage,
            CaseStep.started_on,
            CaseStep.ended_on,
            CaseStep.note,
            Agency.short_name,
        )
        .join(Agency, Agency.id == CaseStep.agency_id)
        .where(CaseStep.case_id == case_id, CaseStep.lifted_at.is_(None))
        .order_by(CaseStep.started_on, CaseStep.id)
    )
    return tuple(
        Step(id_, track, stage_of(track, stage), on, ended_on, note, agency)
        for id_, track, stage, on, ended_on, note, agency in rows
    )


def _flags(connection: Connection, case_id: int) -> tuple[Flag, ...]:
    rows = connection.execute(
        select(CaseFlag.kind, CaseFlag.raised_on, CaseFlag.note)
        .where(CaseFlag.case_id == case_id, CaseFlag.lifted_at.is_(None))
        .order_by(CaseFlag.raised_on, CaseFlag.id)
    )
    return typed(Flag, rows)


def _changes(connection: Connection, case_id: int) -> tuple[CaseChangeRow, ...]:
    rows = connection.execute(
        select(CaseChange.at, Agency.short_name, CaseChange.reason, CaseChange.before, CaseChange.after)
        .join(Agency, Agency.id == CaseChange.agency_id)
        .where(CaseChange.case_id == case_id)
        .order_by(CaseChange.id)
    )
    return tuple(
        CaseChangeRow(at, agency, reason, json.loads(before), json.loads(after))
        for at, agency, reason, before, after in rows
    )


def _of_case(case_id: int) -> Select[int]:
    return select(CaseReferral.id).where(CaseReferral.case_id == case_id)


def _referrals(connection: Connection, chosen: Select[int], scope: Scope) -> tuple[Referral, ...]:
    account = (
        select(User.id).where(User.agency_id == CaseReferral.to_agency_id, User.is_active.is_(True)).exists()
    )
    rows = connection.execute(
        select(
            CaseReferral.id,
            CaseRecord.code,
            _SENDER.short_name,
            _RECEIVER.short_name,
            CaseReferral.asked,
            CaseReferral.state,
            CaseReferral.sent_at,
            CaseReferral.answered_at,
            CaseReferral.reason,
            CaseReferral.letter,
            CaseReferral.done_at,
            CaseReferral.ended_at,
            CaseReferral.version,
            account,
            CaseReferral.from_agency_id.in_(scope.agencies),
        )
        .join(CaseRecord, CaseRecord.id == CaseReferral.case_id)
        .join(_SENDER, _SENDER.id == CaseReferral.from_agency_id)
        .join(_RECEIVER, _RECEIVER.id == CaseReferral.to_agency_id)
        .where(CaseReferral.id.in_(chosen))
        .order_by(CaseReferral.sent_at, CaseReferral.id)
    )
    return typed(Referral, rows)


@query(Subject.AGENCIES, Subject.CASES, Subject.ACCOUNTS)
def referrals_to(connection: Connection, *, scope: Scope) -> tuple[Referral, ...]:
    """What the reader's agency was asked and has not finished, the oldest first."""
    open_ones = select(CaseReferral.id).where(
        CaseReferral.to_agency_id.in_(scope.agencies),
        CaseReferral.state.in_([ReferralState.SENT, ReferralState.ACCEPTED]),
    )
    return _referrals(connection, open_ones, scope)


@dataclass(frozen=True)
class Opening:
    """Somebody was shown the record; by the name of the account, which is an office's."""

    at: datetime
    account: str
    agency: str
    """The one that it was of when it was shown."""


@query(Subject.TRAIL, Subject.ACCOUNTS, Subject.AGENCIES)
def openings(connection: Connection, code: str, *, scope: Scope) -> tuple[Opening, ...]:
    """Who opened a record, the newest first."""
    require_cases(scope)
    rows = connection.execute(
        select(AuditRecord.at, User.display_name, User.id)
        .join(User, User.id == AuditRecord.actor_id)
        .where(
            AuditRecord.subject == "case",
            AuditRecord.subject_id == code,
            AuditRecord.event == Event.CASE_OPENED,
        )
        .order_by(AuditRecord.id.desc())
        .limit(MOST_OPENINGS)
    ).all()
    offices = offices_of(connection, {user_id for *_, user_id in rows})
    return tuple(Opening(at, account, offices.of(user_id, at)) for at, account, user_id in rows)


@query(Subject.TRAIL)
def has_opened(connection: Connection, code: str, *, user_id: int | None, on: date) -> bool:
    """Whether it stands in the trail already that this account was shown it on this day."""
    last = connection.execute(
        select(func.max(AuditRecord.at)).where(
            AuditRecord.subject == ("case" if code else "case_register"),
            AuditRecord.subject_id == code,
            AuditRecord.event == Event.CASE_OPENED,
            AuditRecord.actor_id == user_id,
        )
    ).scalar_one()
    return last is not None and local_time(last).date() == on


@query(Subject.CASES, cached=True)
def stage_limits(connection: Connection) -> tuple[StageLimit, ...]:
    rows = connection.execute(
        select(
            CaseStageLimit.track,
            CaseStageLimit.stage,
            CaseStageLimit.days,
            CaseStageLimit.basis,
            CaseStageLimit.valid_from,
        ).order_by(CaseStageLimit.valid_from.desc(), CaseStageLimit.id)
    )
    return typed(StageLimit, rows)
