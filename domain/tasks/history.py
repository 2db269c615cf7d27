"""Tasks as they stood on an earlier day: open, and late by the due date that holds today."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.tasks.clocks import Urgency, urgency
from domain.tasks.life import TaskState
from domain.time.calendar import ZONE, local_time

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class TaskHistory:
    code: str
    due_on: date
    steps: tuple[tuple[datetime, TaskState], ...]
    """Every move, the oldest first."""

    def state(self, moment: datetime) -> TaskState | None:
        """None before it was proposed."""
        place = bisect_right(self.steps, moment, key=lambda step: step[0])
        return self.steps[place - 1][1] if place else None


@dataclass(frozen=True)
class OpenTasks:
    """How many were open at a moment, and how many of these were late."""

    moment: datetime
    open: int
    late: int

    @property
    def on(self) -> date:
        return local_time(self.moment).date()


def open_tasks(histories: Iterable[TaskHistory], moment: datetime) -> OpenTasks:
    """By the rule that Ringkasan counts with."""
    on = local_time(moment).date()
    states = [(each.state(moment), each.due_on) for each in histories]
    known = [urgency(state, due_on, on) for state, due_on in states if state is not None]
    return OpenTasks(moment, sum(each is not Urgency.CLOSED for each in known), known.count(Urgency.OVERDUE))


def by_week(histories: Sequence[TaskHistory], now: datetime, *, most: int) -> list[OpenTasks]:
    """At the beginning of each Monday since the first proposal, at most so many, and now."""
    first = min((each.steps[0][0] for each in histories if each.steps), default=None)
    if first is None or first > now:
        return []
    on = local_time(now).date()
    monday = on - timedelta(days=on.weekday())
    mondays = [monday - weeks * WEEK for weeks in range(most - 1, -1, -1)]
    moments = [datetime.combine(day, time.min, ZONE) for day in mondays if day < on]
    return [open_tasks(histories, each) for each in (*(m for m in moments if m >= first), now)]


@dataclass(frozen=True)
class TaskChanges:
    """What moved in a span of time: tasks by the state that they came to, the newest move of each."""

    proposed: tuple[str, ...]
    moved: dict[TaskState, tuple[str, ...]]


def changes(histories: Sequence[TaskHistory], since: datetime, now: datetime) -> TaskChanges:
    proposed, moved = [], dict[TaskState, list[str]]()
    for each in histories:
        before, after = each.state(since), each.state(now)
        if after is None or before is after:
            continue
        if before is None:
            proposed.append(each.code)
        if after is not TaskState.PROPOSED:
            moved.setdefault(after, []).append(each.code)
    return TaskChanges(tuple(proposed), {state: tuple(codes) for state, codes in moved.items()})
