"""The clocks of a task: how long each step may take, what is left of it, and the order that follows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from domain.commitments import ownership
from domain.commitments.progress import VERIFICATION_DAYS
from domain.tasks.life import AWAITING_ANSWER, CLOSED_STATES, TaskClass, TaskState
from domain.time import lateness
from domain.time.calendar import ZONE, local_time, whole_minute
from domain.time.working_days import add_working_days, working_days_until

RESPONSE_HOURS = 6
EMERGENCY_DAYS = 7
CLASS_ORDER = {TaskClass.EMERGENCY: 0, TaskClass.URGENT: 1, TaskClass.ORDINARY: 2}
DUE_SOON_DAYS = 7


class Urgency(StrEnum):
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    LATER = "later"
    CLOSED = "closed"


def urgency(state: TaskState, due_on: date, on: date) -> Urgency:
    if state in CLOSED_STATES:
        return Urgency.CLOSED
    if due_on < on:
        return Urgency.OVERDUE
    return Urgency.DUE_SOON if (due_on - on).days <= DUE_SOON_DAYS else Urgency.LATER


@dataclass(frozen=True)
class TaskClock:
    """Working days until the due date, the one unit in which a task is late; negative when it is past."""

    days_left: int
    urgency: Urgency
    is_past: bool
    """Whether the due date has passed, even if only a weekend lies between."""

    @property
    def left_in_words(self) -> str:
        return lateness.in_words(lateness.DueKind.TASK, self.days_left, is_late=self.is_past)


def clock(state: TaskState, due_on: date, on: date, holidays: Collection[date]) -> TaskClock:
    return TaskClock(
        working_days_until(on, due_on, holidays), urgency(state, due_on, on), is_past=due_on < on
    )


class ClockKind(StrEnum):
    RESPONSE = "response"
    ANSWER = "answer"
    COUNTER_ANSWER = "counter_answer"
    PLAN = "plan"
    COMPLETION = "completion"
    VERIFICATION = "verification"


ANSWER_DAYS = {TaskClass.URGENT: 3, TaskClass.ORDINARY: ownership.ANSWER_DAYS}
PLAN_DAYS = {TaskClass.URGENT: 5, TaskClass.ORDINARY: 10}
REFERRAL_ANSWER_DAYS = {"kp2mi-trc": 1, "desk-polkam": 5}
"""Referrals to the capital have an answer clock of their own, by the owner's code."""


_END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True)
class RunningClock:
    """The clock that runs in a task's state; day clocks end with their last day."""

    kind: ClockKind
    since: datetime
    deadline: datetime
    in_hours: bool
    left: int
    """Minutes of an hour clock, working days of a day clock; negative when it has run out."""
    is_late: bool
    share_used: float

    @property
    def last_day(self) -> date:
        return local_time(self.deadline).date()

    @property
    def left_in_words(self) -> str:
        """In the unit in which it counts."""
        if self.in_hours:
            return lateness.minutes_left(self.left)
        return lateness.in_words(lateness.DueKind.TASK, self.left, is_late=self.is_late)


@dataclass(frozen=True)
class TaskTimes:
    """What the clocks of a task are computed from."""

    state: TaskState
    task_class: TaskClass
    referral_days: int | None
    """Working days in which the owner answers, where it is one that referrals go to."""
    proposed_at: datetime
    moved_at: datetime
    """When the present state began."""
    due_on: date


def running_clock(task: TaskTimes, now: datetime, holidays: Collection[date]) -> RunningClock | None:
    """None when the task is closed. No step may take longer than the task itself."""
    if task.state in CLOSED_STATES:
        return None
    kind, since, deadline, in_hours = _deadline(task, now, holidays)
    used = (now - since) / max(deadline - since, timedelta(minutes=1))
    if in_hours:
        # From minute to minute, as it is shown: within the first one no more is left than there is.
        left = (whole_minute(deadline) - whole_minute(now)) // timedelta(minutes=1)
        is_late = left < 0
    else:
        left = working_days_until(local_time(now).date(), local_time(deadline).date(), holidays)
        is_late = now > deadline
    return RunningClock(kind, since, deadline, in_hours, left, is_late, min(max(used, 0.0), 1.0))


def _deadline(
    task: TaskTimes, now: datetime, holidays: Collection[date]
) -> tuple[ClockKind, datetime, datetime, bool]:
    completion = (ClockKind.COMPLETION, task.proposed_at, _end_of(task.due_on), False)
    emergency = task.task_class is TaskClass.EMERGENCY
    if task.state is TaskState.CLAIMED_DONE:
        last = add_working_days(_day(task.moved_at), VERIFICATION_DAYS, holidays)
        return ClockKind.VERIFICATION, task.moved_at, _end_of(last), False
    if task.state in AWAITING_ANSWER:
        countered = task.state is TaskState.COUNTERED
        since = task.moved_at
        if emergency:
            kind = ClockKind.COUNTER_ANSWER if countered else ClockKind.RESPONSE
            return kind, since, since + timedelta(hours=RESPONSE_HOURS), True
        kind = ClockKind.COUNTER_ANSWER if countered else ClockKind.ANSWER
        days = ANSWER_DAYS[task.task_class] if countered else answer_days(task.task_class, task.referral_days)
        last = add_working_days(_day(since), days, holidays)
        return kind, since, _end_of(min(last, max(task.due_on, _day(since)))), False
    if task.state is TaskState.ACCEPTED and not emergency:
        last = add_working_days(_day(task.moved_at), PLAN_DAYS[task.task_class], holidays)
        if last < task.due_on and now <= _end_of(task.due_on):
            return ClockKind.PLAN, task.moved_at, _end_of(last), False
    return completion


def answered_by(task: TaskTimes, holidays: Collection[date]) -> date:
    """The day until which nobody's silence about a proposal is one."""
    _, _, deadline, _ = _deadline(task, task.moved_at, holidays)
    return _day(deadline)


class Ranked(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def task_class(self) -> TaskClass: ...


def rank(task: Ranked, running: RunningClock | None) -> tuple[bool, int, float, str]:
    """The order of every list of tasks: emergencies first, then the clock that ends first.

    What is closed comes last.
    """
    ends = running.deadline.timestamp() if running else 0.0
    return (running is None, CLASS_ORDER[task.task_class], ends, task.code)


def answer_days(task_class: TaskClass, referral_days: int | None) -> int:
    """Working days in which an owner answers a proposal that is no emergency."""
    return ANSWER_DAYS[task_class] if referral_days is None else referral_days


def _day(moment: datetime) -> date:
    return local_time(moment).date()


def _end_of(day: date) -> datetime:
    return datetime.combine(day, _END_OF_DAY, ZONE)
