"""Meetings: the last one and the next one, their list, and each in full: agenda, attendance, screens.

``decisions`` has what they decided, ``promises`` what became of it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Protocol

from sqlalchemy import Connection, and_, func, or_, select

from db.models import (
    Agency,
    AgendaItem,
    Attendance,
    Decision,
    ForkopimdaSeat,
    Meeting,
    MeetingSeal,
    MeetingWall,
    Region,
    ScreenToken,
    Task,
)
from db.queries.accounts import token_digest
from db.queries.case_born import born_of_case
from db.queries.rows import build, typed
from db.queries.seats import is_held_on
from db.subjects import Subject, query
from domain.access.agencies import AgencyKind
from domain.access.permissions import Scope
from domain.attention.table import AttentionRule, Topic, TopicKind
from domain.meetings.life import AttendanceMode, Capacity, Classification, ItemState, MeetingState
from domain.meetings.wall import WallFacts
from domain.plain import from_plain
from domain.time.calendar import ZONE, local_time
from domain.words import labels


class HeldMeeting(Protocol):
    """A meeting by when it took place, however much else is known of it."""

    @property
    def id(self) -> int: ...
    @property
    def held_at(self) -> datetime: ...


@dataclass(frozen=True)
class MeetingRow:
    id: int
    title: str
    starts_at: datetime
    place: str
    is_demo: bool
    started_at: datetime | None

    @property
    def held_at(self) -> datetime:
        """When it took place; as it is planned as long as it has not begun."""
        return self.started_at or self.starts_at


_COLUMNS = (
    Meeting.id,
    Meeting.title,
    Meeting.starts_at,
    Meeting.place,
    Meeting.is_demo,
    Meeting.started_at,
)

PLANNED = (MeetingState.DRAFT, MeetingState.OPEN)
"""States of a meeting that is still to come, whatever day its plan says."""

HELD_AT = func.coalesce(Meeting.started_at, Meeting.starts_at)
"""When a meeting took place; the plan is no fact."""


@query(Subject.MEETINGS, cached=True)
def last_meeting(connection: Connection) -> MeetingRow | None:
    row = connection.execute(
        select(*_COLUMNS).where(Meeting.state == MeetingState.CLOSED).order_by(HELD_AT.desc()).limit(1)
    ).one_or_none()
    return MeetingRow(*row) if row else None


@query(Subject.MEETINGS)
def next_meeting(
    connection: Connection, *, after: datetime, among: Sequence[MeetingState] = (MeetingState.OPEN,)
) -> MeetingRow | None:
    """Of those that are called: a draft, or what was taken back, is its secretariat's own affair."""
    row = connection.execute(
        select(*_COLUMNS)
        .where(Meeting.state.in_(among), Meeting.starts_at >= after)
        .order_by(Meeting.starts_at)
        .limit(1)
    ).one_or_none()
    return MeetingRow(*row) if row else None


@query(Subject.MEETINGS, cached=True)
def meeting_ahead(connection: Connection, *, on: date) -> MeetingRow | None:
    """The one that is running, or else the next: one of this day that has not begun is still ahead."""
    after = datetime.combine(on, time.min, ZONE)
    running = connection.execute(
        select(*_COLUMNS)
        .where(Meeting.state == MeetingState.IN_PROGRESS, after <= HELD_AT)
        .order_by(HELD_AT)
        .limit(1)
    ).one_or_none()
    return MeetingRow(*running) if running else next_meeting(connection, after=after)


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
    started_at: datetime | None
    is_withheld: bool = False
    """A secret meeting, whose title and place are not for this reader."""

    @property
    def held_at(self) -> datetime:
        return self.started_at or self.starts_at


@query(Subject.MEETINGS, cached=True)
def meeting_list(connection: Connection, *, scope: Scope) -> tuple[MeetingInList, ...]:
    """Every meeting, newest first; of a secret one all who sign in know that it takes place, and no more."""
    items = (
        select(func.count())
        .where(AgendaItem.meeting_id == Meeting.id, AgendaItem.state != ItemState.DROPPED)
        .scalar_subquery()
    )
    decisions = (
        select(func.count())
        .where(Decision.meeting_id == Meeting.id, Decision.struck_at.is_(None))
        .scalar_subquery()
    )
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
            Meeting.started_at,
        )
        .outerjoin(MeetingSeal, MeetingSeal.meeting_id == Meeting.id)
        .order_by(HELD_AT.desc(), Meeting.id.desc())
    )
    return tuple(_told_of(row, scope) for row in typed(MeetingInList, rows))


def _told_of(row: MeetingInList, scope: Scope) -> MeetingInList:
    if row.classification is not Classification.SECRET or scope.reads_secrets:
        return row
    return replace(row, title=labels.MEETING_WITHHELD, place="", is_withheld=True)


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
    ended_at: datetime | None
    closed_at: datetime | None
    closed_by_id: int | None
    version: int
    is_demo: bool

    @property
    def held_at(self) -> datetime:
        """When it took place; as it is planned as long as it has not begun."""
        return self.started_at or self.starts_at

    @property
    def took_place_on(self) -> date:
        return local_time(self.held_at).date()


@query(Subject.MEETINGS, cached=True)
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
            Meeting.ended_at,
            Meeting.closed_at,
            Meeting.closed_by_id,
            Meeting.version,
            Meeting.is_demo,
        ).where(Meeting.id == meeting_id)
    ).one_or_none()
    return build(MeetingDetail, row) if row else None


@query(Subject.MEETINGS)
def meeting_before(connection: Connection, moment: datetime) -> MeetingRow | None:
    """The last closed meeting before a moment."""
    row = connection.execute(
        select(*_COLUMNS)
        .where(Meeting.state == MeetingState.CLOSED, moment > HELD_AT)
        .order_by(HELD_AT.desc())
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


@query(Subject.PLACES, Subject.AGENCIES, Subject.TASKS, Subject.MEETINGS, cached=True)
def agenda_of(connection: Connection, meeting_id: int) -> tuple[ItemRow, ...]:
    """In the words for the meeting's room, also where a point was drafted before cases were kept from it."""
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
    of_cases = subjects_of_cases(connection)
    return tuple(
        _without_case(row) if row.subject in of_cases and names_a_case(row.title) else row
        for row in typed(ItemRow, rows)
    )


def subjects_of_cases(connection: Connection) -> frozenset[str]:
    """What an agenda calls the tasks that were born from cases."""
    codes = connection.scalars(select(Task.code).where(born_of_case()))
    return frozenset(str(Topic(TopicKind.TASK, code)) for code in codes)


def names_a_case(title: str) -> bool:
    """Whether a task that was born from a case is called otherwise than a room may hear."""
    return title not in (labels.CASE_TITLE_WITHHELD, labels.TITLE_WITHHELD)


def _without_case(row: ItemRow) -> ItemRow:
    return replace(
        row, title=labels.CASE_TITLE_WITHHELD, reason=row.rule.label, region_code=None, region=None
    )


@dataclass(frozen=True)
class AttendanceRow:
    code: str
    agency: str
    mode: AttendanceMode | None
    """None as long as nobody has recorded it."""
    office: str
    """Who sat for it, by office; empty where nobody said."""
    capacity: Capacity | None

    @property
    def seated(self) -> str:
        return labels.office_in_words(self.office, self.capacity)


_INVITED_KINDS = (AgencyKind.GOVERNOR_OFFICE, AgencyKind.PROVINCIAL_AGENCY, AgencyKind.VERTICAL_AGENCY)


@query(Subject.AGENCIES, Subject.MEETINGS, cached=True)
def attendance_of(connection: Connection, meeting_id: int) -> tuple[AttendanceRow, ...]:
    """Seats of the forum as held on its day, then the agencies that come to it, then whoever else came."""
    held_at = connection.execute(select(HELD_AT).where(Meeting.id == meeting_id)).scalar_one()
    seat = (
        select(func.min(ForkopimdaSeat.position))
        .where(ForkopimdaSeat.agency_id == Agency.id, is_held_on(local_time(held_at).date()))
        .scalar_subquery()
    )
    # A point of service of an agency sends nobody of its own, least of all one that is only planned.
    comes = and_(Agency.kind.in_(_INVITED_KINDS), Agency.may_own_tasks)
    came = or_(
        Attendance.meeting_id.is_not(None),
        and_(Agency.id.in_(select(Attendance.agency_id)), Agency.merged_on.is_(None)),
    )
    rows = connection.execute(
        select(
            Agency.code,
            Agency.short_name,
            Attendance.mode,
            func.coalesce(Attendance.office, ""),
            Attendance.capacity,
        )
        .outerjoin(Attendance, (Attendance.agency_id == Agency.id) & (Attendance.meeting_id == meeting_id))
        .where(or_(seat.is_not(None), comes, came))
        .order_by(func.coalesce(seat, 99), Agency.id)
    )
    return typed(AttendanceRow, rows)


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


@query(Subject.AGENCIES, cached=True)
def possible_owners(connection: Connection, on: date) -> tuple[OwnerRow, ...]:
    """Agencies that a decision may name, the forum's of that day first; a court is shown data only."""
    seat = select(ForkopimdaSeat.agency_id).where(is_held_on(on))
    rows = connection.execute(
        select(Agency.code, Agency.short_name, Agency.id.in_(seat))
        .where(Agency.may_own_tasks.is_(True))
        .order_by(Agency.id.not_in(seat), Agency.id)
    )
    return tuple(OwnerRow(row[0], row[1], bool(row[2])) for row in rows)


@query(Subject.MEETINGS, cached=True)
def next_number(connection: Connection, year: int) -> int:
    """Of the next decision; numbers run through a year's meetings."""
    return (
        1
        + connection.execute(
            select(func.coalesce(func.max(Decision.number), 0)).where(Decision.year == year)
        ).scalar_one()
    )


@query(Subject.TASKS, Subject.MEETINGS, cached=True)
def wall_at_closing(connection: Connection, meeting_id: int) -> WallFacts | None:
    """What the wall of a closed meeting said, but of what was born from cases; None where it was closed
    before that was kept."""
    of_cases = subjects_of_cases(connection)
    text = connection.execute(
        select(MeetingWall.content).where(MeetingWall.meeting_id == meeting_id)
    ).scalar_one_or_none()
    if text is None:
        return None
    facts: WallFacts = from_plain(WallFacts, json.loads(text))
    kept = connection.execute(
        select(AgendaItem.subject, AgendaItem.title).where(AgendaItem.meeting_id == meeting_id)
    )
    named = {row.subject for row in kept if row.subject in of_cases and names_a_case(row.title)}
    return replace(
        facts,
        promised=tuple(
            replace(each, title=labels.CASE_TITLE_WITHHELD)
            if str(Topic(TopicKind.TASK, each.code)) in of_cases and names_a_case(each.title)
            else each
            for each in facts.promised
        ),
        items=tuple(
            replace(each, facts=(), proposal="") if each.subject in named else each for each in facts.items
        ),
    )
