"""The last meeting and the next one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, or_, select

from db.models import Decision, Meeting, Task, Verdict
from domain.meetings import MeetingState
from domain.tasks import NEVER_PROMISED, TaskState


@dataclass(frozen=True)
class MeetingRow:
    id: int
    title: str
    starts_at: datetime
    place: str
    is_demo: bool


_COLUMNS = (Meeting.id, Meeting.title, Meeting.starts_at, Meeting.place, Meeting.is_demo)


def last_meeting(connection: Connection) -> MeetingRow | None:
    row = connection.execute(
        select(*_COLUMNS)
        .where(Meeting.state == MeetingState.CLOSED)
        .order_by(Meeting.starts_at.desc())
        .limit(1)
    ).one_or_none()
    return MeetingRow(*row) if row else None


def next_meeting(connection: Connection, *, after: datetime) -> MeetingRow | None:
    row = connection.execute(
        select(*_COLUMNS)
        .where(Meeting.state != MeetingState.CLOSED, Meeting.starts_at >= after)
        .order_by(Meeting.starts_at)
        .limit(1)
    ).one_or_none()
    return MeetingRow(*row) if row else None


@dataclass(frozen=True)
class FollowThrough:
    """What became of a meeting since it was closed."""

    verdicts: int
    promises_kept: int
    promises_due: int
    tasks_countered: int


def follow_through(connection: Connection, meeting: MeetingRow, *, by: date) -> FollowThrough:
    """Promises are tasks of its decisions due by a day, and those that earlier meetings left open.

    What was declined or withdrawn was never promised.
    """
    verdicts = connection.execute(
        select(func.count()).select_from(Verdict).where(Verdict.decided_at > meeting.starts_at)
    ).scalar_one()
    counted = connection.execute(
        select(Task.state, func.count())
        .join(Decision, Decision.id == Task.decision_id)
        .where(
            Task.due_on <= by,
            Task.state.not_in(NEVER_PROMISED),
            or_(Decision.meeting_id == meeting.id, Task.state != TaskState.VERIFIED),
        )
        .group_by(Task.state)
    ).all()
    promises = {row[0]: row[1] for row in counted}
    countered = connection.execute(
        select(func.count()).select_from(Task).where(Task.state == TaskState.COUNTERED)
    ).scalar_one()
    return FollowThrough(
        verdicts=verdicts,
        promises_kept=promises.get(TaskState.VERIFIED, 0),
        promises_due=sum(promises.values()),
        tasks_countered=countered,
    )


@dataclass(frozen=True)
class DecisionRow:
    number: int
    year: int
    text: str
    meeting: str
    starts_at: datetime


def decisions_on_region(connection: Connection, region_code: str) -> list[DecisionRow]:
    """Decisions whose tasks lie in the region, newest first: what the forum last said about it."""
    rows = connection.execute(
        select(Decision.number, Decision.year, Decision.text, Meeting.title, Meeting.starts_at)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .where(Decision.id.in_(select(Task.decision_id).where(Task.region_code == region_code)))
        .order_by(Meeting.starts_at.desc(), Decision.number.desc())
    )
    return [DecisionRow(*row) for row in rows]
