"""Meetings with their agenda, decisions and seals, and tasks."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, UtcDateTime, stored
from domain.attention.table import AttentionRule
from domain.meetings.life import (
    LONGEST_OFFICE,
    AttendanceMode,
    Capacity,
    Classification,
    ItemState,
    MeetingState,
)
from domain.tasks.escalation import EscalationCause, EscalationStep
from domain.tasks.letters import LONGEST_NUMBER
from domain.tasks.life import TaskClass, TaskOrigin, TaskState


class Meeting(Base):
    """A meeting of the forum."""

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(160))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    place: Mapped[str] = mapped_column(String(120))
    state: Mapped[MeetingState] = mapped_column(stored(MeetingState))
    classification: Mapped[Classification] = mapped_column(stored(Classification))
    planned_minutes: Mapped[int] = mapped_column(default=90)
    basis: Mapped[str] = mapped_column(String(200), default="")
    """The invitation or letter that the meeting rests on."""
    chair: Mapped[str] = mapped_column(String(120), default="")
    note_taker: Mapped[str] = mapped_column(String(120), default="")
    directions: Mapped[str] = mapped_column(Text, default="")
    """What the chair directed, beside the numbered decisions."""
    discussion: Mapped[str] = mapped_column(Text, default="")
    left_out: Mapped[str] = mapped_column(Text, default="")
    """What the drafted agenda had no room for, in words."""
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it ended, where that is not when it was closed."""
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    version: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)


class Attendance(Base):
    """How an agency took part in a meeting."""

    __tablename__ = "attendance"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    mode: Mapped[AttendanceMode] = mapped_column(stored(AttendanceMode))
    office: Mapped[str] = mapped_column(String(LONGEST_OFFICE), default="")
    """Who sat for it, by office: no person has a field here."""
    capacity: Mapped[Capacity | None] = mapped_column(stored(Capacity))


class AgendaItem(Base):
    """One point of a meeting's agenda, with the rule and the facts that put it there."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("meeting_id", "subject"),
        CheckConstraint("minutes BETWEEN 0 AND 240", "minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    position: Mapped[int]
    rule: Mapped[AttentionRule] = mapped_column(stored(AttentionRule, check=False))
    subject: Mapped[str] = mapped_column(String(100))
    """What it is about, such as ``tugas:T-044``; the same thing is never twice on one agenda."""
    title: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    minutes: Mapped[int]
    state: Mapped[ItemState] = mapped_column(stored(ItemState), default=ItemState.PLANNED)
    dropped_because: Mapped[str] = mapped_column(Text, default="")
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    version: Mapped[int] = mapped_column(default=1)


class Decision(Base):
    """A numbered decision of a meeting."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    number: Mapped[int]
    year: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    due_on: Mapped[date | None] = mapped_column(Date)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_record.id"), index=True)
    """The case that it is about; told to readers of cases alone, never on paper or wall."""
    struck_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was struck out as a mistake; its number is not given again."""
    struck_because: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)


class MeetingWall(Base):
    """What the wall of a closed meeting said when it was closed, beside the rows that closing locked."""

    __tablename__ = "meeting_wall"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    """Canonical JSON of ``domain.meetings.wall.WallFacts``; the seal covers its hash."""


class MeetingSeal(Base):
    """What a closed meeting was when it was closed: its minutes as printed, and their hash."""

    __tablename__ = "meeting_seal"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(19), unique=True)
    """The first digits of the hash, as printed on the minutes."""
    content_hash: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)
    """Canonical JSON: the minutes, and the hash of every row they were made from."""
    sealed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MinutesAmendment(Base):
    """A change after the seal: added to the minutes, never written into them."""

    __tablename__ = "minutes_amendment"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)


class ScreenToken(Base):
    """What starts the shared screen of one meeting without an account; only a digest is kept."""

    __tablename__ = "screen_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Task(Base):
    """A proposal to one owner; it carries the link to whatever it was born from."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_state_due_on", "state", "due_on"),
        CheckConstraint("progress BETWEEN 0 AND 100", "progress"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(10), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    output: Mapped[str] = mapped_column(Text)
    task_class: Mapped[TaskClass] = mapped_column(stored(TaskClass))
    state: Mapped[TaskState] = mapped_column(stored(TaskState))
    proposer_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    """Whose proposal it is: it answers a counter-offer and may withdraw."""
    owner_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    origin: Mapped[TaskOrigin] = mapped_column(stored(TaskOrigin))
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_record.id"), index=True)
    conflict_key: Mapped[str | None] = mapped_column(String(80))
    due_on: Mapped[date] = mapped_column(Date)
    countered_due_on: Mapped[date | None] = mapped_column(Date)
    countered_terms: Mapped[str] = mapped_column(Text, default="")
    """Other terms that the owner asks for, as long as the offer stands."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was countered, declined or is blocked."""
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    """Whose help a blocked task waits for."""
    progress: Mapped[int | None]
    """Per cent, as the owner last said it."""
    evidence: Mapped[str] = mapped_column(Text, default="")
    """What the owner handed in with its claim, by title and number."""
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When the present state began; the running clock counts from here."""
    version: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)


class TaskSupport(Base):
    """An agency that helps the owner of a task."""

    __tablename__ = "task_support"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)


class TaskStep(Base):
    """One move in a task's history."""

    __tablename__ = "task_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    state: Mapped[TaskState] = mapped_column(stored(TaskState))
    note: Mapped[str] = mapped_column(Text, default="")


class Escalation(Base):
    """One step of the ladder, taken: a reminder, a letter to the owner's superior, or to the forum."""

    __tablename__ = "escalation"
    __table_args__ = (UniqueConstraint("task_id", "missed_on", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    cause: Mapped[EscalationCause] = mapped_column(stored(EscalationCause))
    missed_on: Mapped[date] = mapped_column(Date)
    """The missed day that the ladder counts from; a later miss begins a ladder of its own."""
    step: Mapped[EscalationStep] = mapped_column(stored(EscalationStep))
    due_on: Mapped[date] = mapped_column(Date)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    """Who took the step."""
    to_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    """Whom it went to; none stands for the forum."""
    letter_number: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)


class EscalationLetter(Base):
    """The letter of a step as it was recorded; its number is given once in a year of its sender."""

    __tablename__ = "escalation_letter"
    __table_args__ = (UniqueConstraint("agency_id", "year", "number_key"),)

    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalation.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    """Whose letter it is."""
    year: Mapped[int]
    number_key: Mapped[str] = mapped_column(String(LONGEST_NUMBER))
    content: Mapped[str] = mapped_column(Text)
    """Canonical JSON of ``domain.tasks.letters.Letter``: what is printed, today and later."""


class JointLeave(Base):
    """A joint leave day (cuti bersama): offices are closed although it is no public holiday."""

    __tablename__ = "joint_leave"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(160))
