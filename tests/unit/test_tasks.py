"""The clock of a task."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tasks import (
    CLASS_ORDER,
    CLOSED_STATES,
    DUE_SOON_DAYS,
    TaskClass,
    TaskClock,
    TaskState,
    Urgency,
    clock,
)

TODAY = date(2026, 11, 23)
OPEN_STATES = [state for state in TaskState if state not in CLOSED_STATES]


@pytest.mark.parametrize(
    ("days_left", "urgency"),
    [
        (-1, Urgency.OVERDUE),
        (0, Urgency.DUE_SOON),
        (DUE_SOON_DAYS, Urgency.DUE_SOON),
        (DUE_SOON_DAYS + 1, Urgency.LATER),
    ],
)
@pytest.mark.parametrize("state", OPEN_STATES)
def test_an_open_task_is_urgent_by_its_due_date_alone(
    state: TaskState, days_left: int, urgency: Urgency
) -> None:
    due_on = TODAY + timedelta(days=days_left)
    assert clock(state, due_on, TODAY) == TaskClock(days_left, urgency)


@pytest.mark.parametrize("state", sorted(CLOSED_STATES))
@pytest.mark.parametrize("days_left", [-400, -1, 0, 3, 400])
def test_a_closed_task_is_never_overdue(state: TaskState, days_left: int) -> None:
    due_on = TODAY + timedelta(days=days_left)
    assert clock(state, due_on, TODAY) == TaskClock(days_left, Urgency.CLOSED)


def test_a_claim_does_not_stop_the_clock() -> None:
    assert clock(TaskState.CLAIMED_DONE, TODAY - timedelta(days=1), TODAY).urgency is Urgency.OVERDUE


@given(st.sampled_from(OPEN_STATES), st.dates(), st.dates())
def test_days_left_lead_from_today_to_the_due_date(state: TaskState, due_on: date, on: date) -> None:
    assert on + timedelta(days=clock(state, due_on, on).days_left) == due_on


def test_emergencies_come_first_and_every_class_has_a_place() -> None:
    assert set(CLASS_ORDER) == set(TaskClass)
    assert min(CLASS_ORDER, key=lambda each: CLASS_ORDER[each]) is TaskClass.EMERGENCY
