"""Tasks as lists, each with the thing it was born from, and what its reader may know of it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select
from sqlalchemy.orm import aliased

from db.models import (
    Agency,
    CaseRecord,
    Commitment,
    Decision,
    Escalation,
    EscalationLetter,
    Meeting,
    Region,
    Task,
    TaskStep,
    TaskSupport,
)
from db.queries.case_born import born_of_case
from db.queries.mergers import referral_offices
from db.queries.regions import small_places
from db.subjects import Subject, query
from domain.access.agencies import AgencyKind
from domain.access.permissions import DisclosureTier, EvidenceReach, Scope
from domain.meetings.life import Classification
from domain.places.regions import PROVINCE
from domain.tasks.clocks import TaskTimes
from domain.tasks.escalation import EscalationCause, EscalationStep
from domain.tasks.life import TaskClass, TaskOrigin, TaskState
from domain.words import labels

TASK_READS = (
    Subject.PLACES,
    Subject.AGENCIES,
    Subject.COMMITMENTS,
    Subject.TASKS,
    Subject.MEETINGS,
    Subject.CASES,
)


@dataclass(frozen=True)
class EscalationRow:
    id: int
    cause: EscalationCause
    missed_on: date
    step: EscalationStep
    due_on: date
    recorded_at: datetime
    by: str
    to: str | None
    """The agency it went to; none stands for the forum."""
    letter_number: str
    has_letter: bool
    """Whether this reader can have its letter again, as it was recorded."""
    note: str


@dataclass(frozen=True)
class TaskRow:
    id: int
    code: str
    version: int
    title: str
    output: str
    task_class: TaskClass
    state: TaskState
    proposer_id: int
    proposer: str
    owner_id: int
    owner_code: str
    owner: str
    owner_kind: AgencyKind
    superior: str | None
    """The owner's own superior, where an escalation would go."""
    region_code: str
    region: str
    origin: TaskOrigin
    commitment_code: str | None
    pillar_code: str | None
    """Of its commitment."""
    decision_number: int | None
    decision_year: int | None
    decision_meeting_id: int | None
    decision_text: str | None
    decided_at: datetime | None
    case_code: str | None
    conflict_key: str | None
    due_on: date
    countered_due_on: date | None
    countered_terms: str
    reason: str
    helper: str | None
    progress: int | None
    evidence: str
    proposed_at: datetime
    moved_at: datetime
    is_demo: bool
    last_note: str
    """What was said with the latest move."""
    referral_days: int | None = None
    is_withheld: bool = False
    """Its words are not for this reader: a secret meeting decided it or a case is behind it, and others
    work on it."""
    is_secret: bool = False
    """A secret meeting decided it."""
    supporters: tuple[str, ...] = ()
    escalations: tuple[EscalationRow, ...] = ()
    """Steps of the ladder that were taken, newest first."""

    @property
    def times(self) -> TaskTimes:
        return TaskTimes(
            self.state, self.task_class, self.referral_days, self.proposed_at, self.moved_at, self.due_on
        )

    def recorded(self, missed_on: date) -> frozenset[EscalationStep]:
        """Steps taken on the ladder of one missed day."""
        return frozenset(each.step for each in self.escalations if each.missed_on == missed_on)


@dataclass(frozen=True)
class _Whole:
    """A task as if nothing were withheld from anybody, and what decides that."""

    row: Row[Any]
    supporters: frozenset[int]
    told: TaskRow


def _every_task(connection: Connection) -> tuple[_Whole, ...]:
    return _whole(connection)


@query(*TASK_READS, cached=True, alike=_every_task)
def task_rows(
    connection: Connection, *, scope: Scope, alike: tuple[_Whole, ...] | None = None
) -> tuple[TaskRow, ...]:
    """Every task. Who works on what is open to all who sign in; a case's code only to case readers, the
    words of what a secret meeting decided only to its readers, to the agencies that work on it, and to
    verifiers, and the words and the place of what a case asked for only to case readers, to the agencies
    that work on it, and to whoever verifies its claim."""
    return _for_reader(connection, _every_task(connection) if alike is None else alike, scope)


@query(*TASK_READS, cached=True)
def tasks_of_agencies(
    connection: Connection, agencies: frozenset[int], *, scope: Scope
) -> tuple[TaskRow, ...]:
    """What one of these agencies owns, proposed, supports, or is asked to help with."""
    supported = select(TaskSupport.task_id).where(TaskSupport.agency_id.in_(agencies))
    concerned = or_(
        Task.owner_id.in_(agencies),
        Task.proposer_id.in_(agencies),
        Task.helper_id.in_(agencies),
        Task.id.in_(supported),
    )
    return tasks_where(connection, concerned, scope=scope)


@query(*TASK_READS, cached=True)
def tasks_of_region(connection: Connection, region_code: str, *, scope: Scope) -> tuple[TaskRow, ...]:
    """By the place that this reader is told: what a case asked for belongs to the province for the others."""
    maybe = or_(Task.region_code == region_code, born_of_case())
    return tuple(row for row in tasks_where(connection, maybe, scope=scope) if row.region_code == region_code)


@query(*TASK_READS, cached=True)
def tasks_of_commitment(connection: Connection, commitment_id: int, *, scope: Scope) -> tuple[TaskRow, ...]:
    return tasks_where(connection, Task.commitment_id == commitment_id, scope=scope)


def tasks_numbered(connection: Connection, numbers: Collection[int], *, scope: Scope) -> tuple[TaskRow, ...]:
    return tasks_where(connection, Task.id.in_(numbers), scope=scope)


def tasks_of_decision(connection: Connection, decision_id: int, *, scope: Scope) -> tuple[TaskRow, ...]:
    return tasks_where(connection, Task.decision_id == decision_id, scope=scope)


def tier_of_tasks(connection: Connection, *, scope: Scope) -> DisclosureTier:
    """For whom a count is made that this reader is shown: whoever works on a task that was born of a case is
    told of it what only readers of cases are, and what is counted for him is not for others of his tier."""
    rows = tasks_where(connection, born_of_case(), scope=scope)
    knows_one = any(not row.is_withheld for row in rows)
    return DisclosureTier.CASES if knows_one else scope.tier


def tasks_of_case(connection: Connection, code: str, *, scope: Scope) -> tuple[TaskRow, ...]:
    """None for those who may not know of the case."""
    return tasks_where(connection, CaseRecord.code == code, scope=scope) if scope.may_see_cases else ()


@query(*TASK_READS)
def tasks_of_conflict(connection: Connection, key: str, *, scope: Scope) -> tuple[TaskRow, ...]:
    return tasks_where(connection, Task.conflict_key == key, scope=scope)


def task_of_escalation(connection: Connection, escalation_id: int, *, scope: Scope) -> TaskRow | None:
    """The task that a step of the ladder was taken for."""
    taken = select(Escalation.task_id).where(Escalation.id == escalation_id)
    rows = tasks_where(connection, Task.id.in_(taken), scope=scope)
    return rows[0] if rows else None


@cache
def _base() -> Select[*tuple[Any, ...]]:
    """Put together once: that takes longer than the database takes to answer."""
    proposer, superior, helper = aliased(Agency), aliased(Agency), aliased(Agency)
    province = aliased(Region)
    said = (
        select(TaskStep.note)
        .where(TaskStep.task_id == Task.id)
        .order_by(TaskStep.id.desc())
        .limit(1)
        .correlate(Task)
        .scalar_subquery()
    )
    return (
        select(
            Task.id,
            Task.code,
            Task.version,
            Task.title,
            Task.output,
            Task.task_class,
            Task.state,
            Task.proposer_id,
            proposer.short_name.label("proposer"),
            Task.owner_id,
            Agency.code.label("owner_code"),
            Agency.short_name.label("owner"),
            Agency.kind.label("owner_kind"),
            superior.short_name.label("superior"),
            Task.region_code,
            Region.name.label("region"),
            Task.origin,
            Commitment.code.label("commitment_code"),
            Commitment.pillar_code,
            Decision.number.label("decision_number"),
            Decision.year.label("decision_year"),
            Decision.meeting_id.label("decision_meeting_id"),
            Decision.text.label("decision_text"),
            func.coalesce(Meeting.started_at, Meeting.starts_at).label("decided_at"),
            CaseRecord.code.label("case_code"),
            Task.conflict_key,
            Task.due_on,
            Task.countered_due_on,
            Task.countered_terms,
            Task.reason,
            helper.short_name.label("helper"),
            Task.progress,
            Task.evidence,
            Task.proposed_at,
            Task.moved_at,
            Task.is_demo,
            func.coalesce(said, "").label("last_note"),
            Task.helper_id,
            Meeting.classification,
            born_of_case().label("of_case"),
            select(province.name).where(province.code == PROVINCE).scalar_subquery().label("province"),
        )
        .join(Agency, Agency.id == Task.owner_id)
        .join(proposer, proposer.id == Task.proposer_id)
        .join(Region, Region.code == Task.region_code)
        .outerjoin(superior, superior.id == Agency.superior_id)
        .outerjoin(Commitment, Commitment.id == Task.commitment_id)
        .outerjoin(Decision, Decision.id == Task.decision_id)
        .outerjoin(Meeting, Meeting.id == Decision.meeting_id)
        .outerjoin(CaseRecord, CaseRecord.id == Task.case_id)
        .outerjoin(helper, helper.id == Task.helper_id)
        .order_by(Task.due_on, Task.code)
    )


@cache
def _steps() -> Select[*tuple[Any, ...]]:
    """What was done on the ladder, the newest first."""
    by, to = aliased(Agency), aliased(Agency)
    return (
        select(
            Escalation.task_id,
            Escalation.id,
            Escalation.cause,
            Escalation.missed_on,
            Escalation.step,
            Escalation.due_on,
            Escalation.recorded_at,
            by.short_name,
            to.short_name,
            Escalation.letter_number,
            EscalationLetter.escalation_id.is_not(None),
            Escalation.note,
        )
        .join(by, by.id == Escalation.agency_id)
        .outerjoin(to, to.id == Escalation.to_agency_id)
        .outerjoin(EscalationLetter, EscalationLetter.escalation_id == Escalation.id)
        .order_by(Escalation.recorded_at.desc(), Escalation.id.desc())
    )


def _whole(connection: Connection, *which: ColumnElement[bool]) -> tuple[_Whole, ...]:
    """Four questions, however many tasks there are."""
    rows = connection.execute(_base().where(*which)).all()
    ids = [row.id for row in rows] if which else None
    supporters: dict[int, dict[int, str]] = defaultdict(dict)
    for task_id, agency_id, name in connection.execute(
        select(TaskSupport.task_id, TaskSupport.agency_id, Agency.short_name)
        .join(Agency, Agency.id == TaskSupport.agency_id)
        .where(*_among(TaskSupport.task_id, ids))
        .order_by(Agency.short_name)
    ):
        supporters[task_id][agency_id] = name
    taken: dict[int, tuple[EscalationRow, ...]] = defaultdict(tuple)
    for task_id, *columns in connection.execute(_steps().where(*_among(Escalation.task_id, ids))):
        taken[task_id] += (EscalationRow(*columns),)
    referrals = referral_offices(connection)
    result = []
    for row in rows:
        values = dict(row._mapping)
        for name in ("helper_id", "classification", "province", "of_case"):
            del values[name]
        told = TaskRow(
            **values,
            referral_days=referrals.get(row.owner_id),
            is_secret=row.classification is Classification.SECRET,
            supporters=tuple(supporters[row.id].values()),
            escalations=taken[row.id],
        )
        result.append(_Whole(row, frozenset(supporters[row.id]), told))
    return tuple(result)


def tasks_where(connection: Connection, *which: ColumnElement[bool], scope: Scope) -> tuple[TaskRow, ...]:
    return _for_reader(connection, _whole(connection, *which), scope)


def _for_reader(connection: Connection, tasks: Iterable[_Whole], scope: Scope) -> tuple[TaskRow, ...]:
    """The same tasks without what is withheld from this reader; the hall's screen is shown no small place."""
    shown = texts_for(connection, scope)
    return tuple(_one_for_reader(task, scope, shown) for task in tasks)


def _one_for_reader(task: _Whole, scope: Scope, shown: Callable[[str | None], str | None]) -> TaskRow:
    row, told = task.row, task.told
    values: dict[str, Any] = {name: getattr(told, name) for name in _TYPED}
    hidden = is_withheld(row, task.supporters, scope)
    if hidden:
        values = {
            **dict.fromkeys(_TYPED, ""),
            "title": withheld_title(row, scope),
            "output": withheld_output(row, scope),
            "is_withheld": True,
        }
        if row.of_case:
            values |= {"region_code": PROVINCE, "region": row.province}
    if _is_secret(row, scope):
        values["decision_text"] = None
    values |= {name: shown(values[name]) for name in _TYPED}
    if not scope.may_see_cases:
        values["case_code"] = None
    may_have_letters = not hidden and scope.tier is not DisclosureTier.SHARED_SCREEN
    values["escalations"] = tuple(
        replace(
            step,
            note="" if hidden else shown(step.note) or "",
            has_letter=step.has_letter and may_have_letters,
        )
        for step in told.escalations
    )
    differing = {name: value for name, value in values.items() if value != getattr(told, name)}
    return replace(told, **differing) if differing else told


def _is_secret(row: Row[Any], scope: Scope) -> bool:
    return row.classification is Classification.SECRET and not scope.reads_secrets


def is_withheld(row: Row[Any], supporters: Collection[int], scope: Scope) -> bool:
    """Whether the words stay hidden: born from a secret decision or from a case, and neither work of the
    reader's agency nor the reader's to verify. The hall's screen never shows them, whoever started it."""
    at_work = {row.owner_id, row.proposer_id, row.helper_id, *supporters} - {None}
    works_on_it = not scope.agencies.isdisjoint(at_work) and scope.tier is not DisclosureTier.SHARED_SCREEN
    return not works_on_it and (_hides_a_secret(row, scope) or _hides_a_case(row, scope))


def _hides_a_secret(row: Row[Any], scope: Scope) -> bool:
    return _is_secret(row, scope) and scope.evidence is not EvidenceReach.ALL


def _hides_a_case(row: Row[Any], scope: Scope) -> bool:
    """What such a task says would tell of the register what no release has told yet."""
    if not row.of_case:
        return False
    reads_cases = scope.may_see_cases and scope.tier is not DisclosureTier.SHARED_SCREEN
    return not reads_cases and not (scope.verifies_tasks and row.state is TaskState.CLAIMED_DONE)


def withheld_title(row: Row[Any], scope: Scope) -> str:
    """How a task is called before those who may not read it."""
    return labels.TITLE_WITHHELD if _is_secret(row, scope) else labels.CASE_TITLE_WITHHELD


def withheld_output(row: Row[Any], scope: Scope) -> str:
    """What stands for its words, which says whose they are."""
    return labels.WITHHELD if _is_secret(row, scope) else labels.CASE_WITHHELD


_TYPED = ("title", "output", "reason", "countered_terms", "evidence", "last_note", "decision_text")
"""What people typed, in which a village may be named."""


def texts_for(connection: Connection, scope: Scope) -> Callable[[str | None], str | None]:
    """How a text is shown to this reader: whole, or on the hall's screen without small places."""
    if scope.tier is not DisclosureTier.SHARED_SCREEN:
        return lambda text: text
    places = small_places(connection)
    return lambda text: text and places.hide(text)


def _among(column: Any, ids: list[int] | None) -> list[ColumnElement[bool]]:
    return [] if ids is None else [column.in_(ids)]
