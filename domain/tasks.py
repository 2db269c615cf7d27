"""Tasks: proposed, never ordered; their states, classes and lateness."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TaskState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    COUNTERED = "countered"
    DECLINED = "declined"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    CLAIMED_DONE = "claimed_done"
    VERIFIED = "verified"
    RETURNED = "returned"


class TaskClass(StrEnum):
    EMERGENCY = "emergency"
    URGENT = "urgent"
    ORDINARY = "ordinary"


class TaskOrigin(StrEnum):
    REGION = "region"
    COMMITMENT = "commitment"
    DECISION = "decision"
    CASE = "case"
    FIGURE_CONFLICT = "figure_conflict"
    BY_HAND = "by_hand"


CLOSED_STATES = frozenset({TaskState.VERIFIED, TaskState.DECLINED})
"""A declined task is over for its owner; the escalation it may cause is a task of its own."""

AWAITING_ANSWER = frozenset({TaskState.PROPOSED, TaskState.COUNTERED})

CLASS_ORDER = {TaskClass.EMERGENCY: 0, TaskClass.URGENT: 1, TaskClass.ORDINARY: 2}

DUE_SOON_DAYS = 7


class Urgency(StrEnum):
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    LATER = "later"
    CLOSED = "closed"


@dataclass(frozen=True)
class TaskClock:
    """Calendar days until the due date; negative when it is past."""

    days_left: int
    urgency: Urgency


def clock(state: TaskState, due_on: date, on: date) -> TaskClock:
    days_left = (due_on - on).days
    if state in CLOSED_STATES:
        return TaskClock(days_left, Urgency.CLOSED)
    if days_left < 0:
        return TaskClock(days_left, Urgency.OVERDUE)
    soon = days_left <= DUE_SOON_DAYS
    return TaskClock(days_left, Urgency.DUE_SOON if soon else Urgency.LATER)
