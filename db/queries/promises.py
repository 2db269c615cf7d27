"""What was promised in a meeting, and what has become of it since."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, or_, select
from sqlalchemy.orm import aliased

from db.models import Agency, Decision, Meeting, Task, Verdict
from db.queries.case_born import born_of_case
from db.queries.decisions import title_told_in
from db.queries.holidays import closed_days
from db.queries.meetings import HELD_AT, HeldMeeting, MeetingRow
from db.queries.mergers import referral_offices
from db.subjects import Subject, query
from domain.meetings.life import Classification, PromiseState, Score, promise_state, score
from domain.meetings.wall import PromiseRow
from domain.tasks.clocks import TaskTimes, answered_by
from domain.tasks.life import TaskState
from domain.time.calendar import local_time
from domain.time.working_days import working_days_until

_OWNER = aliased(Agency)


@dataclass(frozen=True)
class FollowThrough:
    """What became of a meeting since it was held."""

    verdicts: int
    promises: Score
    tasks_countered: int


@query(Subject.REPORTS, Subject.TASKS, Subject.MEETINGS, Subject.AGENCIES, Subject.HOLIDAYS, cached=True)
def follow_through(connection: Connection, meeting: MeetingRow, *, on: date) -> FollowThrough:
    """Its promises by the one score that the wall and the minutes use too."""
    verdicts = connection.execute(
        select(func.count()).select_from(Verdict).where(Verdict.decided_at > meeting.held_at)
    ).scalar_one()
    countered = connection.execute(
        select(func.count()).select_from(Task).where(Task.state == TaskState.COUNTERED)
    ).scalar_one()
    return FollowThrough(verdicts, score_of(promises(connection, meeting, on=on)), countered)


@query(Subject.AGENCIES, Subject.TASKS, Subject.MEETINGS, Subject.HOLIDAYS, cached=True)
def promises(
    connection: Connection,
    meeting: HeldMeeting,
    *,
    on: date,
    by: date | None = None,
    told_in: Classification = Classification.ORDINARY,
) -> tuple[PromiseRow, ...]:
    """Tasks of the meeting's decisions that are due on a day, and those that earlier meetings left open.

    With ``by`` also what still waits and is due by then; it is shown, and counts for nobody yet.
    ``told_in`` is the kind of the meeting that is told: what a secret one decided has its words only there.
    """
    closed, referrals = closed_days(connection, on), referral_offices(connection)
    rows = connection.execute(
        select(
            Task.code,
            Task.title,
            _OWNER.code.label("owner_code"),
            _OWNER.short_name,
            Task.due_on,
            Task.state,
            Task.proposed_at,
            Task.moved_at,
            Task.task_class,
            Task.owner_id,
            Decision.number,
            Decision.year,
            Meeting.classification,
            born_of_case().label("of_case"),
        )
        .join(Decision, Decision.id == Task.decision_id)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .join(_OWNER, _OWNER.id == Task.owner_id)
        .where(
            meeting.held_at >= HELD_AT,
            Decision.struck_at.is_(None),
            Task.due_on <= (by or on),
            or_(Decision.meeting_id == meeting.id, Task.state != TaskState.VERIFIED),
        )
        .order_by(Task.due_on, Task.code)
    )
    found = []
    for row in rows:
        promise, days = _promised(row, referrals, on, closed)
        is_due = row.due_on <= on
        if promise is None or (promise is PromiseState.KEPT and not is_due):
            continue
        found.append(
            PromiseRow(
                row.code,
                title_told_in(told_in, row),
                row.owner_code,
                row.short_name,
                row.due_on,
                f"{row.number}/{row.year}",
                promise,
                days,
                is_due,
            )
        )
    return tuple(found)


def score_of(promised: Iterable[PromiseRow]) -> Score:
    """The follow-through, on every screen and in the minutes: kept out of what is due."""
    return score(row.promise for row in promised if row.is_due)


def scores(promised: Iterable[PromiseRow]) -> list[tuple[str, Score]]:
    """Per agency, the least kept first, and of equals whoever promised more."""
    by_agency: dict[str, list[PromiseRow]] = defaultdict(list)
    for promise in promised:
        by_agency[promise.owner].append(promise)
    rated = [(agency, score_of(rows)) for agency, rows in by_agency.items()]
    return sorted(rated, key=lambda pair: (pair[1].percent or 0.0, -pair[1].due, pair[0]))


@dataclass(frozen=True)
class OutcomeRow:
    """What became of a decision's task by a day; the promise is None for what was declined or withdrawn."""

    decision_id: int
    task_code: str
    state: TaskState
    due_on: date
    promise: PromiseState | None
    working_days: int
    """As in ``PromiseRow``."""


@query(Subject.AGENCIES, Subject.TASKS, Subject.MEETINGS, Subject.HOLIDAYS, cached=True)
def outcomes_of(connection: Connection, meeting_id: int, *, on: date) -> tuple[OutcomeRow, ...]:
    """By the rule that the follow-through is counted with, for every decision that still holds."""
    closed, referrals = closed_days(connection, on), referral_offices(connection)
    rows = connection.execute(
        select(
            Decision.id,
            Task.code,
            Task.state,
            Task.due_on,
            Task.proposed_at,
            Task.moved_at,
            Task.task_class,
            Task.owner_id,
        )
        .join(Task, Task.decision_id == Decision.id)
        .where(Decision.meeting_id == meeting_id, Decision.struck_at.is_(None))
        .order_by(Decision.number, Task.code)
    )
    found = []
    for row in rows:
        promise, days = _promised(row, referrals, on, closed)
        found.append(OutcomeRow(row.id, row.code, row.state, row.due_on, promise, days))
    return tuple(found)


def _promised(
    row: Any, referrals: Mapping[int, int], on: date, closed: Collection[date]
) -> tuple[PromiseState | None, int]:
    """What has become of it, and for how many working days it is late or unanswered."""
    times = TaskTimes(
        row.state, row.task_class, referrals.get(row.owner_id), row.proposed_at, row.moved_at, row.due_on
    )
    promise = promise_state(row.state, row.due_on, on, answered_by(times, closed))
    since = local_time(row.proposed_at).date() if promise is PromiseState.NO_ANSWER else row.due_on
    return promise, max(working_days_until(since, on, closed), 0)
