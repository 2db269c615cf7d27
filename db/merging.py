"""What of an agency is still open, table by table: the preview counts it, and merging takes it over."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, inspect, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from db.models import (
    Agency,
    AgencyAlias,
    AgendaItem,
    Attendance,
    CaseReferral,
    Commitment,
    CommitmentSupport,
    ConflictExplanation,
    Decision,
    ForkopimdaSeat,
    ImportBatch,
    Meeting,
    OwnershipOffer,
    ProgressReport,
    TargetChange,
    Task,
    TaskSupport,
    User,
)
from db.subjects import Subject
from db.types import Base
from domain.access.merging import Moving, Partner
from domain.commitments.health import ReportState
from domain.commitments.ownership import OPEN, OfferState
from domain.commitments.targets import ChangeState
from domain.figures.cases import ReferralState
from domain.imports.life import ImportState
from domain.meetings.life import MeetingState
from domain.tasks.life import CLOSED_STATES

Column = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]

SUBJECTS = (
    Subject.AGENCIES,
    Subject.ACCOUNTS,
    Subject.COMMITMENTS,
    Subject.REPORTS,
    Subject.TASKS,
    Subject.MEETINGS,
    Subject.FIGURES,
    Subject.IMPORTS,
    Subject.CASES,
)
"""What a merger may change, and so what its preview reads."""

_OPEN_TASKS = select(Task.id).where(Task.state.not_in(CLOSED_STATES))
_OPEN_MEETINGS = select(Meeting.id).where(Meeting.state != MeetingState.CLOSED)
_IS_OPEN = Task.state.not_in(CLOSED_STATES)
_IS_DRAFT = ProgressReport.state == ReportState.DRAFT
_IS_OFFERED = OwnershipOffer.state.in_(OPEN)
_IS_REFERRED = CaseReferral.state.in_((ReferralState.SENT, ReferralState.ACCEPTED))


@dataclass(frozen=True)
class Takeover:
    """Rows that name the agency in one of these columns, as far as they are not over."""

    what: Moving
    model: type[Base]
    columns: tuple[Column, ...]
    still_open: ColumnElement[bool] | None = None

    def of(self, agency_id: int) -> ColumnElement[bool]:
        return _and(or_(*(column == agency_id for column in self.columns)), self.still_open)


MOVES = (
    Takeover(Moving.ACCOUNTS, User, (User.agency_id,)),
    Takeover(Moving.COMMITMENTS, Commitment, (Commitment.owner_id,)),
    Takeover(Moving.TASKS, Task, (Task.owner_id,), _IS_OPEN),
    Takeover(Moving.PROPOSALS, Task, (Task.proposer_id,), _IS_OPEN),
    Takeover(Moving.HELP, Task, (Task.helper_id,), _IS_OPEN),
    Takeover(Moving.HELP, ProgressReport, (ProgressReport.helper_id,), _IS_DRAFT),
    Takeover(
        Moving.OFFERS,
        OwnershipOffer,
        (OwnershipOffer.agency_id, OwnershipOffer.proposer_agency_id),
        _IS_OFFERED,
    ),
    Takeover(Moving.COUNTERS, OwnershipOffer, (OwnershipOffer.countered_agency_id,), _IS_OFFERED),
    Takeover(Moving.DRAFTS, ProgressReport, (ProgressReport.agency_id,), _IS_DRAFT),
    Takeover(
        Moving.TARGETS, TargetChange, (TargetChange.agency_id,), TargetChange.state == ChangeState.PROPOSED
    ),
    Takeover(Moving.MEETINGS, AgendaItem, (AgendaItem.agency_id,), AgendaItem.meeting_id.in_(_OPEN_MEETINGS)),
    Takeover(Moving.MEETINGS, Decision, (Decision.owner_id,), Decision.meeting_id.in_(_OPEN_MEETINGS)),
    Takeover(
        Moving.FIGURES,
        ConflictExplanation,
        (ConflictExplanation.agency_id,),
        ConflictExplanation.settled_at.is_(None),
    ),
    Takeover(
        Moving.REFERRALS,
        CaseReferral,
        (CaseReferral.from_agency_id, CaseReferral.to_agency_id),
        _IS_REFERRED,
    ),
    Takeover(
        Moving.IMPORTS,
        ImportBatch,
        (ImportBatch.agency_id,),
        ImportBatch.state.in_((ImportState.READING, ImportState.WAITING)),
    ),
    Takeover(Moving.SUBORDINATES, Agency, (Agency.superior_id,)),
    Takeover(Moving.NAMES, AgencyAlias, (AgencyAlias.agency_id,)),
)


@dataclass(frozen=True)
class Membership:
    """Rows that are named by the agency and something else, which may name the other agency already."""

    what: Moving
    model: type[Base]
    agency: InstrumentedAttribute[int]
    other: InstrumentedAttribute[int]
    still_open: ColumnElement[bool] | None = None

    def of(self, agency_id: int) -> ColumnElement[bool]:
        return _and(self.agency == agency_id, self.still_open)


MEMBERSHIPS = (
    Membership(
        Moving.SUPPORT,
        CommitmentSupport,
        CommitmentSupport.agency_id,
        CommitmentSupport.commitment_id,
    ),
    Membership(
        Moving.SUPPORT,
        TaskSupport,
        TaskSupport.agency_id,
        TaskSupport.task_id,
        TaskSupport.task_id.in_(_OPEN_TASKS),
    ),
    Membership(
        Moving.MEETINGS,
        Attendance,
        Attendance.agency_id,
        Attendance.meeting_id,
        Attendance.meeting_id.in_(_OPEN_MEETINGS),
    ),
)


@dataclass(frozen=True)
class Opposite:
    """A row in which one agency is something to another; once both are one, it falls away."""

    model: type[Base]
    column: Column
    faces: Callable[[int], ColumnElement[bool]]
    """Whether this agency is the other side of the row."""
    becomes: Mapping[str, object] | None = None
    """What the row says then; None where nothing is left of it."""
    still_open: ColumnElement[bool] | None = None

    def between(self, one: int, other: int) -> ColumnElement[bool]:
        either = or_(
            (self.column == one) & self.faces(other),
            (self.column == other) & self.faces(one),
        )
        return _and(either, self.still_open)


def _of_commitment_of(column: InstrumentedAttribute[int]) -> Callable[[int], ColumnElement[bool]]:
    return lambda agency: column.in_(select(Commitment.id).where(Commitment.owner_id == agency))


OPPOSITES = (
    Opposite(Task, Task.helper_id, lambda agency: Task.owner_id == agency, {"helper_id": None}, _IS_OPEN),
    Opposite(
        TaskSupport,
        TaskSupport.agency_id,
        lambda agency: TaskSupport.task_id.in_(select(Task.id).where(Task.owner_id == agency)),
        still_open=TaskSupport.task_id.in_(_OPEN_TASKS),
    ),
    Opposite(
        ProgressReport,
        ProgressReport.helper_id,
        lambda agency: ProgressReport.agency_id == agency,
        {"helper_id": None},
        _IS_DRAFT,
    ),
    Opposite(
        CommitmentSupport, CommitmentSupport.agency_id, _of_commitment_of(CommitmentSupport.commitment_id)
    ),
    Opposite(
        OwnershipOffer,
        OwnershipOffer.countered_agency_id,
        lambda agency: OwnershipOffer.agency_id == agency,
        # Nobody is left to pass it on to: it waits for an answer again.
        {
            "state": OfferState.PROPOSED,
            "countered_agency_id": None,
            "answerer_id": None,
            "answered_at": None,
            "reason": "",
        },
        _IS_OFFERED,
    ),
    Opposite(
        OwnershipOffer,
        OwnershipOffer.agency_id,
        _of_commitment_of(OwnershipOffer.commitment_id),
        {"state": OfferState.WITHDRAWN, "settlement": "Instansi yang diusulkan menjadi penanggung jawabnya."},
        _IS_OFFERED,
    ),
)


def is_referred_between(one: int, other: int) -> ColumnElement[bool]:
    """Referrals that one of them still waits to have answered by the other."""
    sent, asked = CaseReferral.from_agency_id, CaseReferral.to_agency_id
    either = or_((sent == one) & (asked == other), (sent == other) & (asked == one))
    return _and(either, _IS_REFERRED)


def seats_from(agency_id: int, day: date) -> ColumnElement[bool]:
    """Terms of the forum's seats that are not over on this day."""
    return (ForkopimdaSeat.agency_id == agency_id) & or_(
        ForkopimdaSeat.valid_to.is_(None), ForkopimdaSeat.valid_to >= day
    )


def _and(named: ColumnElement[bool], also: ColumnElement[bool] | None) -> ColumnElement[bool]:
    return named if also is None else named & also


def partners(connection: Connection, goes: int, remains: int, day: date) -> tuple[Partner, Partner]:
    first, second = (_partner(connection, each, day) for each in (goes, remains))
    return first, second


def _partner(connection: Connection, agency_id: int, day: date) -> Partner:
    row = connection.execute(
        select(Agency.short_name, Agency.may_own_tasks, Agency.merged_on).where(Agency.id == agency_id)
    ).one()
    seats = select(ForkopimdaSeat.title).where(seats_from(agency_id, day)).order_by(ForkopimdaSeat.position)
    seat = connection.execute(seats.limit(1)).scalar_one_or_none()
    return Partner(agency_id, row.short_name, row.may_own_tasks, row.merged_on, seat or "")


def refer(connection: Connection, one: int, other: int) -> bool:
    asked = select(CaseReferral.id).where(is_referred_between(one, other)).limit(1)
    return connection.execute(asked).first() is not None


def counted(connection: Connection, goes: int, remains: int, day: date) -> dict[Moving, int]:
    """How much of each there is; nothing of what there is none of. What falls away does not go over."""
    found = dict.fromkeys(Moving, 0)
    for each in (*MOVES, *MEMBERSHIPS):
        going = (each.of(goes), *_not_between(each, goes, remains))
        rows = select(func.count()).select_from(each.model).where(*going)
        found[each.what] += connection.execute(rows).scalar_one()
    for opposite in OPPOSITES:
        rows = select(func.count()).select_from(opposite.model).where(opposite.between(goes, remains))
        found[Moving.DROPPED] += connection.execute(rows).scalar_one()
    seats = select(func.count()).select_from(ForkopimdaSeat).where(seats_from(goes, day))
    found[Moving.SEATS] = connection.execute(seats).scalar_one()
    return {what: count for what, count in found.items() if count}


def _not_between(move: Takeover | Membership, goes: int, remains: int) -> Iterator[ColumnElement[bool]]:
    columns = move.columns if isinstance(move, Takeover) else (move.agency,)
    for each in OPPOSITES:
        if any(each.column is column for column in columns):
            keys = inspect(each.model).primary_key
            yield tuple_(*keys).not_in(select(*keys).where(each.between(goes, remains)))
