"""Meetings, their decisions, and tasks."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, UtcDateTime, stored
from domain.meetings import AttendanceMode, Classification, MeetingState
from domain.tasks import TaskClass, TaskOrigin, TaskState


class Meeting(Base):
    """A meeting of the forum."""

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(160))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    place: Mapped[str] = mapped_column(String(120))
    state: Mapped[MeetingState] = mapped_column(stored(MeetingState))
    classification: Mapped[Classification] = mapped_column(stored(Classification))
    is_demo: Mapped[bool] = mapped_column(default=False)


class Attendance(Base):
    """How an agency took part in a meeting."""

    __tablename__ = "attendance"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    mode: Mapped[AttendanceMode] = mapped_column(stored(AttendanceMode))


class Decision(Base):
    """A numbered decision of a meeting."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    number: Mapped[int]
    year: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    is_demo: Mapped[bool] = mapped_column(default=False)


class Task(Base):
    """A proposal to one owner; it carries the link to whatever it was born from."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_state_due_on", "state", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(10), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    output: Mapped[str] = mapped_column(Text)
    task_class: Mapped[TaskClass] = mapped_column(stored(TaskClass))
    state: Mapped[TaskState] = mapped_column(stored(TaskState))
    owner_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    origin: Mapped[TaskOrigin] = mapped_column(stored(TaskOrigin))
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_record.id"), index=True)
    conflict_key: Mapped[str | None] = mapped_column(String(80))
    due_on: Mapped[date] = mapped_column(Date)
    countered_due_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was countered, declined or is blocked."""
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
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
