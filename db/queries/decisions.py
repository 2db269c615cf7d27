"""What meetings decided: the decisions of one, of a region, of a case, and all of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, case, select

from db.models import Agency, CaseRecord, Decision, Meeting, Task
from db.queries.case_born import decision_is_for
from db.queries.meetings import HELD_AT
from db.queries.rows import typed
from db.subjects import Subject, query
from domain.access.permissions import Scope
from domain.meetings.life import Classification
from domain.tasks.life import TaskState
from domain.words import labels


@dataclass(frozen=True)
class DecisionRow:
    number: int
    year: int
    text: str
    meeting: str
    held_at: datetime
    meeting_id: int
    classification: Classification


@query(Subject.TASKS, Subject.MEETINGS, cached=True)
def decisions_on_region(connection: Connection, region_code: str, *, scope: Scope) -> tuple[DecisionRow, ...]:
    """Decisions whose tasks lie in the region, newest first: what the forum last said about it. Where one
    about a case belongs is told to whom its words are."""
    rows = connection.execute(
        select(
            Decision.number,
            Decision.year,
            Decision.text,
            Meeting.title,
            HELD_AT,
            Meeting.id,
            Meeting.classification,
        )
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .where(
            Decision.struck_at.is_(None),
            decision_is_for(scope),
            Decision.id.in_(select(Task.decision_id).where(Task.region_code == region_code)),
        )
        .order_by(HELD_AT.desc(), Decision.number.desc())
    )
    return tuple(DecisionRow(*row) for row in rows)


@dataclass(frozen=True)
class DecidedRow:
    id: int
    number: int
    year: int
    text: str
    owner_code: str | None
    owner: str | None
    due_on: date | None
    item_id: int | None
    version: int
    struck_because: str
    """Why it was struck out; empty where it holds."""
    task_codes: tuple[str, ...] = ()
    is_withheld: bool = False
    """About a case, and not for this reader."""

    @property
    def is_struck(self) -> bool:
        return bool(self.struck_because)

    @property
    def label(self) -> str:
        return f"{self.number}/{self.year}"


@query(Subject.AGENCIES, Subject.TASKS, Subject.MEETINGS, cached=True)
def decisions_of(connection: Connection, meeting_id: int, *, scope: Scope) -> tuple[DecidedRow, ...]:
    """With what was said about a case only for whom it is."""
    codes: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for decision_id, code in connection.execute(
        select(Decision.id, Task.code)
        .join(Task, Task.decision_id == Decision.id)
        .where(Decision.meeting_id == meeting_id, Task.state != TaskState.WITHDRAWN)
        .order_by(Task.code)
    ):
        codes[decision_id] += (code,)
    rows = connection.execute(
        select(
            Decision.id,
            Decision.number,
            Decision.year,
            Decision.text,
            Agency.code,
            Agency.short_name,
            Decision.due_on,
            Decision.agenda_item_id,
            Decision.version,
            Decision.struck_because,
        )
        .outerjoin(Agency, Agency.id == Decision.owner_id)
        .where(Decision.meeting_id == meeting_id)
        .order_by(Decision.year, Decision.number)
    )
    theirs = select(Decision.id).where(Decision.meeting_id == meeting_id, decision_is_for(scope))
    told = set(connection.scalars(theirs))
    return tuple(
        replace(row if row.id in told else _withheld(row), task_codes=codes[row.id])
        for row in typed(DecidedRow, rows)
    )


def _withheld(row: DecidedRow) -> DecidedRow:
    hidden = labels.CASE_DECISION_WITHHELD
    return replace(row, text=hidden, struck_because=row.struck_because and hidden, is_withheld=True)


@query(Subject.CASES, Subject.MEETINGS, cached=True)
def cases_decided(connection: Connection, meeting_id: int, *, scope: Scope) -> Mapping[int, str]:
    """The case that each decision of a meeting is about, by the decision; for readers of cases alone."""
    if not scope.may_see_cases:
        return MappingProxyType({})
    rows = connection.execute(
        select(Decision.id, CaseRecord.code)
        .join(CaseRecord, CaseRecord.id == Decision.case_id)
        .where(Decision.meeting_id == meeting_id)
    )
    return MappingProxyType({row.id: row.code for row in rows})


@dataclass(frozen=True)
class DecisionOnCase:
    label: str
    meeting_id: int
    text: str


@query(Subject.CASES, Subject.MEETINGS, cached=True)
def decisions_on_case(connection: Connection, code: str, *, scope: Scope) -> tuple[DecisionOnCase, ...]:
    """What the forum decided about a case, newest first; what a secret meeting said stays in it."""
    if not scope.may_see_cases:
        return ()
    which = [] if scope.reads_secrets else [Meeting.classification != Classification.SECRET]
    rows = connection.execute(
        select(Decision.number, Decision.year, Decision.meeting_id, Decision.text)
        .join(CaseRecord, CaseRecord.id == Decision.case_id)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .where(CaseRecord.code == code, Decision.struck_at.is_(None), *which)
        .order_by(Decision.year.desc(), Decision.number.desc())
    )
    return tuple(DecisionOnCase(f"{row.number}/{row.year}", row.meeting_id, row.text) for row in rows)


def title_told_in(meeting: Classification, task: Any) -> str:
    """A task's title, or what stands for it where a decision that is secret or about a case is not read."""
    if task.of_case:
        return labels.CASE_TITLE_WITHHELD
    if task.classification is Classification.SECRET is not meeting:
        return labels.TITLE_WITHHELD
    return str(task.title)


@dataclass(frozen=True)
class DecisionInList:
    number: int
    year: int
    text: str
    is_struck: bool
    meeting_id: int
    meeting: str
    held_at: datetime


@query(Subject.MEETINGS, cached=True)
def decision_rows(connection: Connection, *, scope: Scope) -> tuple[DecisionInList, ...]:
    """Every decision, newest first; those of secret meetings only for whoever may read them."""
    which = [] if scope.reads_secrets else [Meeting.classification != Classification.SECRET]
    rows = connection.execute(
        select(
            Decision.number,
            Decision.year,
            case((decision_is_for(scope), Decision.text), else_=labels.CASE_DECISION_WITHHELD),
            Decision.struck_at.is_not(None),
            Decision.meeting_id,
            Meeting.title,
            HELD_AT,
        )
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .where(*which)
        .order_by(Decision.year.desc(), Decision.number.desc())
    )
    return typed(DecisionInList, rows)
