"""Meetings: the last one and the next one, each in full, and what became of promises."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, or_, select
from sqlalchemy.orm import aliased

from db.models import (
    Agency,
    AgendaItem,
    Attendance,
    Decision,
    ForkopimdaSeat,
    Meeting,
    MeetingSeal,
    Region,
    ScreenToken,
    Task,
    Verdict,
)
from db.queries.accounts import token_digest
from db.queries.holidays import closed_days
from db.queries.rows import build, typed
from db.subjects import Subject, query
from domain.access.agencies import AgencyKind
from domain.attention.table import AttentionRule
from domain.meetings.life import (
    AttendanceMode,
    Classification,
    ItemState,
    MeetingState,
    PromiseState,
    Score,
    promise_state,
    score,
)
from domain.tasks.life import TaskState
from domain.time.calendar import to_wita
from domain.time.working_days import working_days_until
from domain.words import labels


@dataclass(frozen=True)
class MeetingRow:
    id: int
    title: str
    starts_at: datetime
    place: str
    is_demo: bool


_COLUMNS = (Meeting.id, Meeting.title, Meeting.starts_at, Meeting.place, Meeting.is_demo)


@query(Subject.MEETINGS, kept=True)
def last_meeting(connection: Connection) -> MeetingRow | None:
    row = connection.execute(
        select(*_COLUMNS)
        .where(Meeting.state == MeetingState.CLOSED)
        .order_by(Meeting.starts_at.desc())
        .limit(1)
    ).one_or_none()
    return MeetingRow(*row) if row else None


@query(Subject.MEETINGS)
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
    """What became of a meeting since it was held."""

    verdicts: int
    promises: Score
    tasks_countered: int


@query(Subject.REPORTS, Subject.TASKS, Subject.MEETINGS, Subject.AGENCIES, Subject.HOLIDAYS, kept=True)
def follow_through(connection: Connection, meeting: MeetingRow, *, on: date) -> FollowThrough:
    """Its promises by the one score that the wall and the minutes use too."""
    verdicts = connection.execute(
        select(func.count()).select_from(Verdict).where(Verdict.decided_at > meeting.starts_at)
    ).scalar_one()
    countered = connection.execute(
        select(func.count()).select_from(Task).where(Task.state == TaskState.COUNTERED)
    ).scalar_one()
    return FollowThrough(verdicts, score_of(promises(connection, meeting, on=on)), countered)


@dataclass(frozen=True)
class DecisionRow:
    number: int
    year: int
    text: str
    meeting: str
    starts_at: datetime
    meeting_id: int
    classification: Classification


@query(Subject.TASKS, Subject.MEETINGS, kept=True)
def decisions_on_region(connection: Connection, region_code: str) -> tuple[DecisionRow, ...]:
    """Decisions whose tasks lie in the region, newest first: what the forum last said about it."""
    rows = connection.execute(
        select(
            Decision.number,
            Decision.year,
            Decision.text,
            Meeting.title,
            Meeting.starts_at,
            Meeting.id,
            Meeting.classification,
        )
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .where(Decision.id.in_(select(Task.decision_id).where(Task.region_code == region_code)))
        .order_by(Meeting.starts_at.desc(), Decision.number.desc())
    )
    return tuple(DecisionRow(*row) for row in rows)


@dataclass(frozen=True)
class MeetingInList:
    id: int
    title: str
    starts_at: datetime
    place: str
    state: MeetingState
    classification: Classification
    items: int
    decisions: int
    seal_code: str | None
    is_demo: bool


@query(Subject.MEETINGS, kept=True)
def meeting_list(connection: Connection) -> tuple[MeetingInList, ...]:
    """Every meeting, newest first; that it takes place is known to all who sign in."""
    items = (
        select(func.count())
        .where(AgendaItem.meeting_id == Meeting.id, AgendaItem.state != ItemState.DROPPED)
        .scalar_subquery()
    )
    decisions = select(func.count()).where(Decision.meeting_id == Meeting.id).scalar_subquery()
    rows = connection.execute(
        select(
            Meeting.id,
            Meeting.title,
            Meeting.starts_at,
            Meeting.place,
            Meeting.state,
            Meeting.classification,
            items,
            decisions,
            MeetingSeal.code,
            Meeting.is_demo,
        )
        .outerjoin(MeetingSeal, MeetingSeal.meeting_id == Meeting.id)
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    )
    return typed(MeetingInList, rows)


@dataclass(frozen=True)
class MeetingDetail:
    id: int
    title: str
    starts_at: datetime
    place: str
    state: MeetingState
    classification: Classification
    planned_minutes: int
    basis: str
    chair: str
    note_taker: str
    directions: str
    discussion: str
    left_out: str
    started_at: datetime | None
    closed_at: datetime | None
    version: int
    is_demo: bool


@query(Subject.MEETINGS, kept=True)
def meeting_detail(connection: Connection, meeting_id: int) -> MeetingDetail | None:
    row = connection.execute(
        select(
            Meeting.id,
            Meeting.title,
            Meeting.starts_at,
            Meeting.place,
            Meeting.state,
            Meeting.classification,
            Meeting.planned_minutes,
            Meeting.basis,
            Meeting.chair,
            Meeting.note_taker,
            Meeting.directions,
            Meeting.discussion,
            Meeting.left_out,
            Meeting.started_at,
            Meeting.closed_at,
            Meeting.version,
            Meeting.is_demo,
        ).where(Meeting.id == meeting_id)
    ).one_or_none()
    return build(MeetingDetail, row) if row else None


def meeting_before(connection: Connection, moment: datetime) -> MeetingRow | None:
    """The last closed meeting before a moment."""
    row = connection.execute(
        select(*_COLUMNS)
        .where(Meeting.state == MeetingState.CLOSED, Meeting.starts_at < moment)
        .order_by(Meeting.starts_at.desc())
        .limit(1)
    ).one_or_none()
    return MeetingRow(*row) if row else None


@dataclass(frozen=True)
class ItemRow:
    id: int
    position: int
    rule: AttentionRule
    subject: str
    title: str
    reason: str
    agency_code: str | None
    agency: str | None
    region_code: str | None
    region: str | None
    minutes: int
    state: ItemState
    dropped_because: str
    version: int


@query(Subject.PLACES, Subject.AGENCIES, Subject.MEETINGS, kept=True)
def agenda_of(connection: Connection, meeting_id: int) -> tuple[ItemRow, ...]:
    rows = connection.execute(
        select(
            AgendaItem.id,
            AgendaItem.position,
            AgendaItem.rule,
            AgendaItem.subject,
            AgendaItem.title,
            AgendaItem.reason,
            Agency.code,
            Agency.short_name,
            AgendaItem.region_code,
            Region.name,
            AgendaItem.minutes,
            AgendaItem.state,
            AgendaItem.dropped_because,
            AgendaItem.version,
        )
        .outerjoin(Agency, Agency.id == AgendaItem.agency_id)
        .outerjoin(Region, Region.code == AgendaItem.region_code)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return typed(ItemRow, rows)


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
    task_codes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.number}/{self.year}"


@query(Subject.AGENCIES, Subject.TASKS, Subject.MEETINGS, kept=True)
def decisions_of(connection: Connection, meeting_id: int) -> tuple[DecidedRow, ...]:
    codes: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for decision_id, code in connection.execute(
        select(Decision.id, Task.code)
        .join(Task, Task.decision_id == Decision.id)
        .where(Decision.meeting_id == meeting_id)
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
        )
        .outerjoin(Agency, Agency.id == Decision.owner_id)
        .where(Decision.meeting_id == meeting_id)
        .order_by(Decision.year, Decision.number)
    )
    return tuple(DecidedRow(*row, task_codes=codes[row[0]]) for row in rows)


@dataclass(frozen=True)
class AttendanceRow:
    code: str
    agency: str
    mode: AttendanceMode | None
    """None as long as nobody has recorded it."""


_INVITED_KINDS = (AgencyKind.GOVERNOR_OFFICE, AgencyKind.PROVINCIAL_AGENCY, AgencyKind.VERTICAL_AGENCY)


@query(Subject.AGENCIES, Subject.MEETINGS, kept=True)
def attendance_of(connection: Connection, meeting_id: int) -> tuple[AttendanceRow, ...]:
    """Seats of the forum in their order, then the agencies that come to it, then whoever else came."""
    seat = (
        select(func.min(ForkopimdaSeat.position))
        .where(ForkopimdaSeat.agency_id == Agency.id)
        .scalar_subquery()
    )
    ever = select(Attendance.agency_id)
    rows = connection.execute(
        select(Agency.code, Agency.short_name, Attendance.mode)
        .outerjoin(Attendance, (Attendance.agency_id == Agency.id) & (Attendance.meeting_id == meeting_id))
        .where(or_(seat.is_not(None), Agency.kind.in_(_INVITED_KINDS), Agency.id.in_(ever)))
        .order_by(func.coalesce(seat, 99), Agency.id)
    )
    return typed(AttendanceRow, rows)


def title_told_in(meeting: Classification, task: Any) -> str:
    """A task's title, or what stands for it where a secret decision must not be read."""
    if task.classification is Classification.SECRET is not meeting:
        return labels.TITLE_WITHHELD
    return str(task.title)


@dataclass(frozen=True)
class PromiseRow:
    code: str
    title: str
    owner_code: str
    owner: str
    due_on: date
    decision: str
    promise: PromiseState
    working_days: int
    """Past the due date, or since it was proposed where nobody answered; a task counts working days."""
    is_due: bool


@query(Subject.AGENCIES, Subject.TASKS, Subject.MEETINGS, Subject.HOLIDAYS, kept=True)
def promises(
    connection: Connection,
    meeting: MeetingRow,
    *,
    on: date,
    by: date | None = None,
    told_in: Classification = Classification.ORDINARY,
) -> tuple[PromiseRow, ...]:
    """Tasks of the meeting's decisions that are due on a day, and those that earlier meetings left open.

    With ``by`` also what still waits and is due by then; it is shown, and counts for nobody yet.
    ``told_in`` is the kind of the meeting that is told: what a secret one decided has its words only there.
    """
    closed = closed_days(connection, on)
    owner = aliased(Agency)
    rows = connection.execute(
        select(
            Task.code,
            Task.title,
            owner.code.label("owner_code"),
            owner.short_name,
            Task.due_on,
            Task.state,
            Task.proposed_at,
            Decision.number,
            Decision.year,
            Meeting.classification,
        )
        .join(Decision, Decision.id == Task.decision_id)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .join(owner, owner.id == Task.owner_id)
        .where(
            Meeting.starts_at <= meeting.starts_at,
            Task.due_on <= (by or on),
            or_(Decision.meeting_id == meeting.id, Task.state != TaskState.VERIFIED),
        )
        .order_by(Task.due_on, Task.code)
    )
    found = []
    for row in rows:
        promise = promise_state(row.state, row.due_on, on)
        is_due = row.due_on <= on
        if promise is None or (promise is PromiseState.KEPT and not is_due):
            continue
        since = to_wita(row.proposed_at).date() if promise is PromiseState.NO_ANSWER else row.due_on
        found.append(
            PromiseRow(
                row.code,
                title_told_in(told_in, row),
                row.owner_code,
                row.short_name,
                row.due_on,
                f"{row.number}/{row.year}",
                promise,
                max(working_days_until(since, on, closed), 0),
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
class ScreenRow:
    id: int
    created_at: datetime
    expires_at: datetime


@query(Subject.MEETINGS)
def open_screens(connection: Connection, meeting_id: int, *, now: datetime) -> tuple[ScreenRow, ...]:
    rows = connection.execute(
        select(ScreenToken.id, ScreenToken.created_at, ScreenToken.expires_at)
        .where(
            ScreenToken.meeting_id == meeting_id,
            ScreenToken.revoked_at.is_(None),
            ScreenToken.expires_at > now,
        )
        .order_by(ScreenToken.created_at.desc())
    )
    return typed(ScreenRow, rows)


@query(Subject.MEETINGS)
def meeting_of_screen(connection: Connection, token: str, now: datetime) -> int | None:
    """Which meeting a screen's token shows; None when it is unknown, expired or revoked."""
    return connection.execute(
        select(ScreenToken.meeting_id).where(
            ScreenToken.token_digest == token_digest(token),
            ScreenToken.revoked_at.is_(None),
            ScreenToken.expires_at > now,
        )
    ).scalar_one_or_none()


@dataclass(frozen=True)
class OwnerRow:
    code: str
    name: str
    forum: bool
    """Whether the agency sits in the forum; those are offered first."""


@query(Subject.AGENCIES, kept=True)
def possible_owners(connection: Connection) -> tuple[OwnerRow, ...]:
    """Agencies that a decision may name; a court is shown data and is not among them."""
    seat = select(ForkopimdaSeat.agency_id)
    rows = connection.execute(
        select(Agency.code, Agency.short_name, Agency.id.in_(seat))
        .where(Agency.may_own_tasks.is_(True))
        .order_by(Agency.id.not_in(seat), Agency.id)
    )
    return tuple(OwnerRow(row[0], row[1], bool(row[2])) for row in rows)


def next_number(connection: Connection, year: int) -> int:
    """Of the next decision; numbers run through a year's meetings."""
    return (
        1
        + connection.execute(
            select(func.coalesce(func.max(Decision.number), 0)).where(Decision.year == year)
        ).scalar_one()
    )
