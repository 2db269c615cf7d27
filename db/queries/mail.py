"""Mail as its reader chose it, as a worker needs it, and as the administrator sees it fare."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, func, or_, select

from db.models import Agency, AuditRecord, MailChoice, MailedNotice, Meeting, Notice, OutgoingMail, User
from db.queries.mergers import merged_into
from db.subjects import Subject, query
from domain.access.events import Event
from domain.access.permissions import Role, Scope, outside
from domain.meetings.life import MeetingState
from domain.notices.kinds import Matter
from domain.notices.mail import AT_ONCE, MailHours, MailState, Purpose
from domain.time.calendar import ZONE, local_time


@dataclass(frozen=True)
class MailChoiceRow:
    address: str
    daily: bool
    weekly: bool
    briefing: bool
    hours: MailHours
    version: int


NO_CHOICE = MailChoiceRow("", False, False, False, MailHours(), 0)


@query(Subject.NOTICES)
def mail_choice(connection: Connection, user_id: int) -> MailChoiceRow:
    row = connection.execute(
        select(
            MailChoice.address,
            MailChoice.daily,
            MailChoice.weekly,
            MailChoice.briefing,
            MailChoice.opens,
            MailChoice.closes,
            MailChoice.version,
        ).where(MailChoice.user_id == user_id)
    ).one_or_none()
    if row is None:
        return NO_CHOICE
    hours = MailHours(row.opens, row.closes)
    return MailChoiceRow(row.address, row.daily, row.weekly, row.briefing, hours, row.version)


@dataclass(frozen=True)
class Recipient:
    address: str
    hours: MailHours
    scope: Scope
    role: Role
    is_demo: bool
    briefing: bool


@query(Subject.NOTICES, Subject.ACCOUNTS, Subject.AGENCIES)
def recipient(connection: Connection, user_id: int) -> Recipient | None:
    """None for an account that was closed, or left no address."""
    row = connection.execute(
        select(
            MailChoice.address,
            MailChoice.opens,
            MailChoice.closes,
            MailChoice.briefing,
            Agency.id.label("agency_id"),
            User.role,
            User.is_demo,
        )
        .join(User, User.id == MailChoice.user_id)
        .join(Agency, Agency.id == User.agency_id)
        .where(MailChoice.user_id == user_id, User.is_active.is_(True), MailChoice.address != "")
    ).one_or_none()
    if row is None:
        return None
    scope = outside(row.agency_id, merged_into(connection, row.agency_id))
    hours = MailHours(row.opens, row.closes)
    return Recipient(row.address, hours, scope, row.role, row.is_demo, row.briefing)


@dataclass(frozen=True)
class MailsOfDay:
    """What a person got by mail on a day, but emergencies."""

    sent: int
    elsewhere: int
    """In another worker's hand, and perhaps on its way to the server."""
    older: int
    """Of those: put in the outbox before the one that is asked about."""


@query(Subject.NOTICES)
def mails_of_day(connection: Connection, user_id: int, mail_id: int, lease: str, now: datetime) -> MailsOfDay:
    """By the day on which they really went out. What is under the same lease is handled one after another,
    so that none of it is on its way while another one is."""
    begins = datetime.combine(local_time(now).date(), time.min, ZONE)
    ordinary = select(func.count()).where(
        OutgoingMail.user_id == user_id, OutgoingMail.purpose.not_in(AT_ONCE)
    )
    sent = ordinary.where(
        OutgoingMail.state == MailState.SENT,
        OutgoingMail.finished_at >= begins,
        OutgoingMail.finished_at < begins + timedelta(days=1),
    )
    elsewhere = ordinary.where(
        OutgoingMail.state == MailState.WAITING,
        OutgoingMail.leased_until > now,
        OutgoingMail.lease != lease,
    )
    older = elsewhere.where(OutgoingMail.id < mail_id)
    counts = (connection.scalar(each) or 0 for each in (sent, elsewhere, older))
    return MailsOfDay(*counts)


@query(Subject.NOTICES, Subject.MEETINGS)
def last_meeting_of_day(connection: Connection, user_id: int, now: datetime) -> datetime | None:
    """When the last meeting begins to which a person was called and which is still to begin today."""
    ends = datetime.combine(local_time(now).date() + timedelta(days=1), time.min, ZONE)
    return connection.scalar(
        select(func.max(Meeting.starts_at))
        .join(Notice, (Notice.matter == Matter.MEETING) & (Notice.matter_id == Meeting.id))
        .where(
            Notice.user_id == user_id,
            Meeting.state == MeetingState.OPEN,
            Meeting.starts_at > now,
            Meeting.starts_at < ends,
        )
    )


@dataclass(frozen=True)
class News:
    """One thing that a notice tells; the next one of its matter on the same day is another."""

    notice_id: int
    edition: int


@query(Subject.NOTICES)
def mailed_news(connection: Connection, user_id: int, purpose: Purpose) -> frozenset[News]:
    """What a person was told by mails of this kind, of all that is unread."""
    rows = connection.execute(
        select(MailedNotice.notice_id, MailedNotice.edition)
        .join(Notice, Notice.id == MailedNotice.notice_id)
        .where(Notice.user_id == user_id, Notice.read_at.is_(None), MailedNotice.purpose == purpose)
    )
    return frozenset(News(*row) for row in rows)


@query(Subject.NOTICES)
def refused_since(connection: Connection) -> Mapping[int, datetime]:
    """By account, since when the mail server does not know its address: it has taken none for it since."""
    sent = (
        select(OutgoingMail.user_id, func.max(OutgoingMail.finished_at).label("at"))
        .where(OutgoingMail.state == MailState.SENT)
        .group_by(OutgoingMail.user_id)
        .subquery()
    )
    rows = connection.execute(
        select(OutgoingMail.user_id, func.min(OutgoingMail.finished_at))
        .join(MailChoice, MailChoice.user_id == OutgoingMail.user_id)
        .outerjoin(sent, sent.c.user_id == OutgoingMail.user_id)
        .where(
            MailChoice.address != "",
            OutgoingMail.state == MailState.REFUSED,
            or_(sent.c.at.is_(None), OutgoingMail.finished_at > sent.c.at),
        )
        .group_by(OutgoingMail.user_id)
    )
    return {number: since for number, since in rows if since is not None}


@query(Subject.TRAIL)
def was_reminded(connection: Connection, day: date) -> bool:
    """Whether this day's reminders were made."""
    made = select(AuditRecord.id).where(
        AuditRecord.subject == "notice",
        AuditRecord.subject_id == day.isoformat(),
        AuditRecord.event == Event.REMINDERS_MADE,
    )
    return connection.execute(made.limit(1)).one_or_none() is not None


@dataclass(frozen=True)
class MeetingAhead:
    id: int
    starts_at: datetime


@query(Subject.MEETINGS)
def meetings_within(connection: Connection, now: datetime, ahead: timedelta) -> tuple[MeetingAhead, ...]:
    """Those that are called and begin soon."""
    rows = connection.execute(
        select(Meeting.id, Meeting.starts_at).where(
            Meeting.state == MeetingState.OPEN, Meeting.starts_at.between(now, now + ahead)
        )
    )
    return tuple(MeetingAhead(*row) for row in rows)


@dataclass(frozen=True)
class MailDelivery:
    """How mail fares, in numbers; to whom is nobody's to read here."""

    waiting: int
    failing: int
    """Of those that wait: tried, and not taken by the server."""
    oldest_due: datetime | None
    sent: int
    refused: int
    last_sent: datetime | None
    last_error: str
    addresses: int


@query(Subject.NOTICES)
def delivery(connection: Connection, now: datetime) -> MailDelivery:
    states = select(OutgoingMail.state, func.count()).group_by(OutgoingMail.state)
    counted = {row[0]: row[1] for row in connection.execute(states)}
    failing = connection.scalar(
        select(func.count()).where(OutgoingMail.state == MailState.WAITING, OutgoingMail.last_error != "")
    )
    due = connection.scalar(
        select(func.min(OutgoingMail.due_at)).where(
            OutgoingMail.state == MailState.WAITING, OutgoingMail.due_at <= now
        )
    )
    last = connection.scalar(
        select(func.max(OutgoingMail.finished_at)).where(OutgoingMail.state == MailState.SENT)
    )
    error = connection.scalar(
        select(OutgoingMail.last_error)
        .where(OutgoingMail.last_error != "")
        .order_by(OutgoingMail.due_at.desc(), OutgoingMail.id.desc())
        .limit(1)
    )
    addresses = connection.scalar(select(func.count()).where(MailChoice.address != ""))
    return MailDelivery(
        waiting=counted.get(MailState.WAITING, 0),
        failing=failing or 0,
        oldest_due=due,
        sent=counted.get(MailState.SENT, 0),
        refused=counted.get(MailState.REFUSED, 0),
        last_sent=last,
        last_error=error or "",
        addresses=addresses or 0,
    )
