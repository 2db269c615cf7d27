"""Meetings move one way, secrets have few readers, and promises are kept, late, unanswered or running."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access.errors import RuleBroken
from domain.access.permissions import Role
from domain.meetings.life import (
    MOVES,
    NOT_DUE,
    PLANNABLE,
    Classification,
    MeetingState,
    PromiseState,
    may_read,
    promise_state,
    refuse_move,
    refuse_unless_in_progress,
    refuse_unless_plannable,
    score,
)
from domain.tasks.life import TaskState

TODAY = date(2026, 11, 26)
states = st.sampled_from(MeetingState)
days = st.integers(-400, 400).map(lambda n: TODAY + timedelta(days=n))


@given(st.lists(states, max_size=12))
def test_whatever_is_tried_a_closed_meeting_stays_closed(tried: list[MeetingState]) -> None:
    state, been_closed = MeetingState.DRAFT, False
    for to in tried:
        try:
            refuse_move(state, to)
        except RuleBroken:
            assert to not in MOVES[state]
            continue
        assert to in MOVES[state]
        state = to
        assert not been_closed
        been_closed = state is MeetingState.CLOSED


@given(states, states)
def test_a_refused_move_says_what_to_do(state: MeetingState, to: MeetingState) -> None:
    if to in MOVES[state]:
        refuse_move(state, to)
        return
    with pytest.raises(RuleBroken) as refused:
        refuse_move(state, to)
    assert str(refused.value).endswith(".")


@given(states)
def test_decisions_are_taken_while_it_lasts_and_plans_until_it_is_closed(state: MeetingState) -> None:
    for check, allowed in (
        (refuse_unless_plannable, state in PLANNABLE),
        (refuse_unless_in_progress, state is MeetingState.IN_PROGRESS),
    ):
        if allowed:
            check(state)
        else:
            with pytest.raises(RuleBroken):
                check(state)


def test_only_a_secret_has_few_readers() -> None:
    readers = {role for role in Role if may_read(Classification.SECRET, role)}
    assert readers == {Role.GOVERNOR_OFFICE, Role.FORKOPIMDA}
    assert not may_read(Classification.SECRET, None)
    assert all(may_read(kind, role) for kind in list(Classification)[:2] for role in Role)


@given(st.sampled_from(TaskState), days)
def test_a_promise_has_one_fate(state: TaskState, due_on: date) -> None:
    fate = promise_state(state, due_on, TODAY, TODAY - timedelta(days=1))
    assert (fate is None) == (state in {TaskState.DECLINED, TaskState.WITHDRAWN})
    assert (fate is PromiseState.KEPT) == (state is TaskState.VERIFIED)
    assert (fate is PromiseState.NO_ANSWER) == (state is TaskState.PROPOSED)
    if fate in {PromiseState.LATE, PromiseState.RUNNING}:
        assert (fate is PromiseState.LATE) == (due_on < TODAY)


def test_what_is_only_claimed_is_not_kept() -> None:
    assert promise_state(TaskState.CLAIMED_DONE, TODAY - timedelta(days=1), TODAY, TODAY) is PromiseState.LATE


@pytest.mark.parametrize(
    ("due", "answer", "fate"),
    [(10, 5, PromiseState.AWAITED), (10, 0, PromiseState.AWAITED), (10, -1, PromiseState.NO_ANSWER)],
)
def test_who_was_just_asked_is_awaited_and_silent_only_when_an_answer_was_due(
    due: int, answer: int, fate: PromiseState
) -> None:
    ends, answered = TODAY + timedelta(days=due), TODAY + timedelta(days=answer)
    assert promise_state(TaskState.PROPOSED, ends, TODAY, answered) is fate


@given(st.lists(st.sampled_from(PromiseState)))
def test_the_score_counts_what_is_due_and_nothing_else(promises: list[PromiseState]) -> None:
    found = score(promises)
    assert found.due == len(promises) - sum(each in NOT_DUE for each in promises)
    assert 0 <= found.kept <= found.due
    assert (found.percent is None) == (found.due == 0)
