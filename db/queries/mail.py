"""Mail as its reader chose it, as a worker needs it, and as the administrator sees it fare."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, select

from db.models import Agency, AuditRecord, MailChoice, Meeting, OutgoingMail, User
from db.queries.mergers import merged_into
from db.subjects import Subject, query
from domain.access.events import Event
from domain.access.permissions import Scope, outside
from domain.meetings.life import MeetingState
from domain.notices.mail import MailHours, MailState


@dataclass(frozen=True)
class MailChoiceRow:
    address: str
    daily: bool
    weekly: bool
    hours: MailHours
    version: int


NO_CHOICE = MailChoiceRow("", False, False, MailHours(), 0)


@query(Subject.NOTICES)
def mail_choice(connection: Connection, user_id: int) -> MailChoiceRow:
    row = connection.execute(
        select(
            MailChoice.address,
            MailChoice.daily,
            MailChoice.weekly,
            MailChoice.opens,
            MailChoice.closes,
            MailChoice.version,
        ).where(MailChoice.user_id == user_id)
    ).one_or_none()
    if row is None:
        return NO_CHOICE
    return MailChoiceRow(row.address, row.daily, row.weekly, MailHours(row.opens, row.closes), row.version)


@dataclass(frozen=True)
class Recipient:
    address: str
    hours: MailHours
    scope: Scope
    is_demo: bool


@query(Subject.NOTICES, Subject.ACCOUNTS, Subject.AGENCIES)
def recipient(connection: Connection, user_id: int) -> Recipient | None:
    """None for an account that was closed, or left no address."""
    row = connection.execute(
        select(
            MailChoice.address,
            MailChoice.opens,
            MailChoice.closes,
            Agency.id.label("agency_id"),
            User.is_demo,
        )
        .join(User, User.id == MailChoice.user_id)
        .join(Agency, Agency.id == User.agency_id)
        .where(MailChoice.user_id == user_id, User.is_active.is_(True), MailChoice.address != "")
    ).one_or_none()
    if row is None:
        return None
    scope = outside(row.agency_id, merged_into(connection, row.agency_id))
    return Recipient(row.address, MailHours(row.opens, row.closes), scope, row.is_demo)


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
