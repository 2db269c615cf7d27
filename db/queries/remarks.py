"""Remarks on one thing, as far as their reader may read that thing; and who was shown a proposal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, func, select

from db.models import Agency, AuditRecord, Commitment, Decision, Meeting, Remark, Task, User
from db.queries.case_born import decision_is_for
from db.queries.offices import offices_of
from db.queries.rows import typed
from db.queries.task_detail import decision_origin, reads_task
from db.subjects import Subject, query
from domain.access.events import Event
from domain.access.permissions import DisclosureTier, Scope
from domain.meetings.life import Classification
from domain.remarks import MOST_SHOWN, ProposalKind, RemarkSubject

_READS = (
    Subject.PLACES,
    Subject.AGENCIES,
    Subject.ACCOUNTS,
    Subject.COMMITMENTS,
    Subject.TASKS,
    Subject.MEETINGS,
    Subject.CASES,
    Subject.REMARKS,
)


@dataclass(frozen=True)
class RemarkRow:
    id: int
    at: datetime
    agency: str
    account: str
    author_id: int
    text: str
    """Empty once it is withdrawn."""
    withdrawn_at: datetime | None
    withdrawal: str
    is_demo: bool


@query(*_READS)
def remarks_on(
    connection: Connection, about: RemarkSubject, key: str, *, scope: Scope
) -> tuple[RemarkRow, ...]:
    """The newest first; none where the thing itself is not this reader's to read, and none in the hall."""
    which = subject_of(connection, about, key, scope=scope)
    if which is None or scope.tier is DisclosureTier.SHARED_SCREEN:
        return ()
    rows = connection.execute(
        select(
            Remark.id,
            Remark.at,
            Agency.short_name,
            User.display_name,
            Remark.author_id,
            case((Remark.withdrawn_at.is_(None), Remark.text), else_=""),
            Remark.withdrawn_at,
            Remark.withdrawal,
            Remark.is_demo,
        )
        .join(Agency, Agency.id == Remark.agency_id)
        .join(User, User.id == Remark.author_id)
        .where(which)
        .order_by(Remark.at.desc(), Remark.id.desc())
        .limit(MOST_SHOWN)
    )
    return typed(RemarkRow, rows)


def subject_of(
    connection: Connection, about: RemarkSubject, key: str, *, scope: Scope
) -> ColumnElement[bool] | None:
    """Which remarks are those on this thing; None where it is not there, or not this reader's to read."""
    match about:
        case RemarkSubject.TASK:
            if not reads_task(connection, key, scope=scope):
                return None
            return Remark.task_id == select(Task.id).where(Task.code == key).scalar_subquery()
        case RemarkSubject.COMMITMENT:
            found = connection.execute(select(Commitment.id).where(Commitment.code == key)).scalar()
            return None if found is None else Remark.commitment_id == found
        case RemarkSubject.DECISION:
            number = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0
            decision = decision_origin(connection, number, scope=scope)
            return None if decision is None else Remark.decision_id == decision.id


@query(Subject.MEETINGS, Subject.REMARKS)
def remarks_of_meeting(connection: Connection, meeting_id: int, *, scope: Scope) -> Mapping[int, int]:
    """How many remarks stand on each decision of a meeting, by the decision's number."""
    which = [Decision.meeting_id == meeting_id, Remark.withdrawn_at.is_(None), decision_is_for(scope)]
    if not scope.reads_secrets:
        which.append(Meeting.classification != Classification.SECRET)
    rows = connection.execute(
        select(Decision.id, func.count())
        .join(Remark, Remark.decision_id == Decision.id)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .where(*which)
        .group_by(Decision.id)
    )
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True)
class SeenRow:
    """An account was shown a proposal; when for the first time."""

    at: datetime
    account: str
    agency: str


@query(Subject.TRAIL, Subject.ACCOUNTS, Subject.AGENCIES)
def seen_by(connection: Connection, kind: ProposalKind, key: str, *, since: datetime) -> tuple[SeenRow, ...]:
    """Who of those asked was shown it since it was proposed, the first first."""
    first = func.min(AuditRecord.at)
    rows = connection.execute(
        select(first, User.display_name, User.id)
        .join(User, User.id == AuditRecord.actor_id)
        .where(
            AuditRecord.subject == kind,
            AuditRecord.subject_id == key,
            AuditRecord.event == Event.PROPOSAL_SEEN,
            AuditRecord.at >= since,
        )
        .group_by(User.id, User.display_name)
        .order_by(first)
    ).all()
    offices = offices_of(connection, {user_id for *_, user_id in rows})
    return tuple(SeenRow(at, account, offices.of(user_id, at)) for at, account, user_id in rows)


@query(Subject.TRAIL)
def has_seen(
    connection: Connection, kind: ProposalKind, key: str, *, user_id: int | None, since: datetime
) -> bool:
    """Whether it stands in the trail already that this account was shown it."""
    found = connection.execute(
        select(AuditRecord.id)
        .where(
            AuditRecord.subject == kind,
            AuditRecord.subject_id == key,
            AuditRecord.event == Event.PROPOSAL_SEEN,
            AuditRecord.actor_id == user_id,
            AuditRecord.at >= since,
        )
        .limit(1)
    )
    return found.one_or_none() is not None
