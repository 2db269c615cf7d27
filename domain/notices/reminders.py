"""When people are reminded: before a day that was promised, on it, and by the ladder of lateness after it."""

from collections.abc import Collection
from datetime import date

from domain.tasks.escalation import LADDER, EscalationStep
from domain.tasks.life import TaskClass
from domain.time.working_days import add_working_days

BEFORE = (14, 7, 1, 0)
"""Days before a due date."""


def stage_before(due_on: date, on: date) -> int | None:
    """The reminder whose day has come: of several missed ones only the last. None too early, or too late."""
    left = (due_on - on).days
    return min((days for days in BEFORE if days >= left), default=None) if left >= 0 else None


def stage_after(missed_on: date, on: date, holidays: Collection[date]) -> EscalationStep | None:
    """How far up the ladder a report that did not come is by now."""
    reached = None
    for step, days in LADDER[TaskClass.ORDINARY].items():
        if add_working_days(missed_on, days, holidays) <= on:
            reached = step
    return reached
