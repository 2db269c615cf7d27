"""One task in full: its steps, its files, the decision it was born from, and who may read it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, false, func, or_, select, true

from db.models import (
    Agency,
    AuditRecord,
    Decision,
    Delegation,
    Evidence,
    Meeting,
    Task,
    TaskStep,
    TaskSupport,
    User,
)
from db.queries.case_born import born_of_case, decision_is_for
from db.queries.rows import typed
from db.queries.tasks import TASK_READS, TaskRow, tasks_where, texts_for
from db.subjects import Subject, query
from domain.access.events import Event
from domain.access.permissions import DisclosureTier, EvidenceReach, Scope
from domain.commitments.health import EvidenceKind
from domain.meetings.life import Classification
from domain.tasks.life import TaskState


@dataclass(frozen=True)
class StepRow:
    at: datetime
    agency: str
    state: TaskState
    note: str


@dataclass(frozen=True)
class TaskDetail:
    row: TaskRow
    steps: tuple[StepRow, ...]
    owner_has_account: bool
    """Whether somebody of the owner can answer here; else the answer comes by letter."""
    claimant: int | None
    """Whose own account made the claim that waits for its verdict."""


@query(*TASK_READS, Subject.ACCOUNTS, Subject.TRAIL)
def task_detail(connection: Connection, code: str, *, scope: Scope) -> TaskDetail | None:
    rows = tasks_where(connection, Task.code == code, scope=scope)
    if not rows:
        return None
    row = rows[0]
    steps = connection.execute(
        select(TaskStep.at, Agency.short_name, TaskStep.state, TaskStep.note)
        .join(Agency, Agency.id == TaskStep.agency_id)
        .where(TaskStep.task_id == row.id)
        .order_by(TaskStep.at.desc(), TaskStep.id.desc())
    )
    shown = texts_for(connection, scope)
    told = [
        StepRow(at, agency, state, "" if row.is_withheld else shown(note) or "")
        for at, agency, state, note in steps
    ]
    return TaskDetail(
        row,
        tuple(told),
        has_account(connection, row.owner_id),
        claimant(connection, row.code, row.state),
    )


def claimant(connection: Connection, code: str, state: TaskState) -> int | None:
    """Whose own account claimed that the task is done, as the trail has it: while it is claimed, that was
    its last move. None where nothing is claimed, or where the claim came with sample data."""
    if state is not TaskState.CLAIMED_DONE:
        return None
    return connection.scalar(
        select(func.coalesce(Delegation.deputy_id, AuditRecord.actor_id))
        .select_from(AuditRecord)
        .outerjoin(Delegation, Delegation.account_id == AuditRecord.actor_id)
        .where(
            AuditRecord.subject == "task",
            AuditRecord.subject_id == code,
            AuditRecord.event == Event.TASK_MOVED,
        )
        .order_by(AuditRecord.id.desc())
        .limit(1)
    )


def may_open_of_task(scope: Scope) -> ColumnElement[bool]:
    """Whether the reader may open the files of a row of ``Task``: who works on it, or reads all proof."""
    if scope.tier is DisclosureTier.SHARED_SCREEN or scope.agency_id is None:
        return false()
    supports = (
        select(TaskSupport.task_id)
        .where(TaskSupport.task_id == Task.id, TaskSupport.agency_id.in_(scope.agencies))
        .exists()
    )
    return or_(
        Task.owner_id.in_(scope.agencies),
        Task.proposer_id.in_(scope.agencies),
        func.coalesce(Task.helper_id, 0).in_(scope.agencies),
        supports,
        _reads_proof(scope),
    )


def _reads_proof(scope: Scope) -> ColumnElement[bool]:
    """Whoever reads all proof; that of a task born from a case as far as its words."""
    if scope.evidence is not EvidenceReach.ALL:
        return false()
    if scope.may_see_cases:
        return true()
    of_a_case = born_of_case()
    return or_(~of_a_case, Task.state == TaskState.CLAIMED_DONE) if scope.verifies_tasks else ~of_a_case


@dataclass(frozen=True)
class TaskFile:
    id: int
    title: str
    kind: EvidenceKind
    size_bytes: int
    original_size: int
    may_open: bool


@query(Subject.REPORTS, Subject.TASKS, Subject.MEETINGS)
def files_of_task(connection: Connection, code: str, *, scope: Scope) -> tuple[TaskFile, ...]:
    """Their titles to all whom the task's words are for; the files to whom they are open."""
    rows = connection.execute(
        select(
            Evidence.id,
            Evidence.title,
            Evidence.kind,
            func.coalesce(Evidence.size_bytes, 0),
            func.coalesce(Evidence.original_size, 0),
            may_open_of_task(scope),
        )
        .join(Task, Task.id == Evidence.task_id)
        .where(Task.code == code)
        .order_by(Evidence.id)
    )
    return typed(TaskFile, rows)


def reads_task(connection: Connection, code: str, *, scope: Scope) -> bool:
    """Whether there is such a task and its words are for this reader."""
    return any(not row.is_withheld for row in tasks_where(connection, Task.code == code, scope=scope))


def has_account(connection: Connection, agency_id: int) -> bool:
    """Whether an agency can answer in the application itself."""
    return (
        connection.execute(
            select(User.id).where(User.agency_id == agency_id, User.is_active.is_(True)).limit(1)
        ).one_or_none()
        is not None
    )


@dataclass(frozen=True)
class DecisionOrigin:
    """A decision of the forum as what a task is born from."""

    id: int
    number: int
    year: int
    text: str
    meeting_id: int
    is_of_case: bool


@query(Subject.MEETINGS, cached=True)
def decision_origin(connection: Connection, number: int, *, scope: Scope) -> DecisionOrigin | None:
    """None where there is no such decision, or it is not this reader's to know."""
    query = (
        select(
            Decision.id,
            Decision.number,
            Decision.year,
            Decision.text,
            Decision.meeting_id,
            Decision.case_id.is_not(None),
        )
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .where(Decision.id == number)
    )
    query = query.where(decision_is_for(scope))
    if not scope.reads_secrets:
        query = query.where(Meeting.classification != Classification.SECRET)
    row = connection.execute(query).one_or_none()
    return DecisionOrigin(*row) if row else None
