"""Tasks as lists and in detail, with the thing each was born from."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import aliased

from db.models import (
    Agency,
    CaseRecord,
    Commitment,
    Decision,
    Region,
    Task,
    TaskStep,
    TaskSupport,
)
from domain.permissions import Scope
from domain.tasks import TaskClass, TaskOrigin, TaskState


@dataclass(frozen=True)
class TaskRow:
    id: int
    code: str
    title: str
    output: str
    task_class: TaskClass
    state: TaskState
    owner_code: str
    owner: str
    region_code: str
    region: str
    origin: TaskOrigin
    commitment_code: str | None
    decision_number: int | None
    decision_year: int | None
    decision_meeting_id: int | None
    case_code: str | None
    conflict_key: str | None
    due_on: date
    countered_due_on: date | None
    reason: str
    helper: str | None
    proposed_at: datetime
    is_demo: bool
    supporters: tuple[str, ...] = ()


def task_rows(connection: Connection, *, scope: Scope) -> list[TaskRow]:
    """Every task. Who works on what is open to all who sign in; a case's code only to case readers."""
    return _tasks(connection, _base(), scope=scope)


def tasks_of_region(connection: Connection, region_code: str, *, scope: Scope) -> list[TaskRow]:
    return _tasks(connection, _base().where(Task.region_code == region_code), scope=scope)


def tasks_of_commitment(connection: Connection, commitment_id: int, *, scope: Scope) -> list[TaskRow]:
    return _tasks(connection, _base().where(Task.commitment_id == commitment_id), scope=scope)


def _base() -> Select[*tuple[Any, ...]]:
    helper = aliased(Agency)
    return (
        select(
            Task.id, Task.code, Task.title, Task.output, Task.task_class, Task.state,
            Agency.code.label("owner_code"), Agency.short_name.label("owner"), Task.region_code,
            Region.name.label("region"), Task.origin, Commitment.code.label("commitment_code"),
            Decision.number.label("decision_number"), Decision.year.label("decision_year"),
            Decision.meeting_id.label("decision_meeting_id"), CaseRecord.code.label("case_code"),
            Task.conflict_key, Task.due_on, Task.countered_due_on, Task.reason,
            helper.short_name.label("helper"), Task.proposed_at, Task.is_demo,
        )
        .join(Agency, Agency.id == Task.owner_id)
        .join(Region, Region.code == Task.region_code)
        .outerjoin(Commitment, Commitment.id == Task.commitment_id)
        .outerjoin(Decision, Decision.id == Task.decision_id)
        .outerjoin(CaseRecord, CaseRecord.id == Task.case_id)
        .outerjoin(helper, helper.id == Task.helper_id)
        .order_by(Task.due_on, Task.code)
    )  # fmt: skip


def _tasks(connection: Connection, query: Select[*tuple[Any, ...]], *, scope: Scope) -> list[TaskRow]:
    rows = connection.execute(query).all()
    supporters: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for task_id, name in connection.execute(
        select(TaskSupport.task_id, Agency.short_name)
        .join(Agency, Agency.id == TaskSupport.agency_id)
        .where(TaskSupport.task_id.in_([row.id for row in rows]))
        .order_by(Agency.short_name)
    ):
        supporters[task_id] += (name,)
    result = []
    for row in rows:
        values = dict(row._mapping)
        if not scope.may_see_cases:
            values["case_code"] = None
        result.append(TaskRow(**values, supporters=supporters[row.id]))
    return result


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
    decision_text: str | None
    superior: str | None
    """The owner's own superior, where an escalation would go."""


def task_detail(connection: Connection, code: str, *, scope: Scope) -> TaskDetail | None:
    rows = _tasks(connection, _base().where(Task.code == code), scope=scope)
    if not rows:
        return None
    row = rows[0]
    steps = connection.execute(
        select(TaskStep.at, Agency.short_name, TaskStep.state, TaskStep.note)
        .join(Agency, Agency.id == TaskStep.agency_id)
        .where(TaskStep.task_id == row.id)
        .order_by(TaskStep.at.desc(), TaskStep.id.desc())
    )
    decision = connection.execute(
        select(Decision.text).join(Task, Task.decision_id == Decision.id).where(Task.id == row.id)
    ).scalar_one_or_none()
    owner, superior = aliased(Agency), aliased(Agency)
    above = connection.execute(
        select(superior.short_name)
        .select_from(owner)
        .join(superior, superior.id == owner.superior_id)
        .where(owner.code == row.owner_code)
    ).scalar_one_or_none()
    return TaskDetail(row, tuple(StepRow(*step) for step in steps), decision, above)
