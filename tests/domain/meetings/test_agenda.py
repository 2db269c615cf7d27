"""The agenda writes itself: which points one sitting takes up, and what it counts as left out."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.attention.rules import Facts, points
from domain.attention.table import AttentionRule
from domain.meetings.agenda import MOST_ITEMS, Draft, draft, left_out_words, sums_up
from domain.tasks.life import TaskState
from tests.domain.attention.facts import NOW, TODAY, all_facts, carried, hot, task


def drafted(facts: Facts) -> Draft:
    return draft(points(facts, NOW))


def test_two_hundred_exceptions_are_limited_and_the_rest_is_counted() -> None:
    found = drafted(
        Facts(
            tasks=[
                *(task(n, due_on=TODAY - timedelta(days=n % 50 + 1)) for n in range(150)),
                *(task(200 + n, state=TaskState.BLOCKED, reason="x") for n in range(49)),
            ],
            hot=[hot(2.0)],
        )
    )
    assert len(found.points) == MOST_ITEMS
    assert found.total == 200
    assert left_out_words(found.left_out).startswith("188 butir lain tidak dimuat: ")
    # The worst of every rule is there, however old the others are.
    assert {AttentionRule.OVERDUE, AttentionRule.BLOCKED, AttentionRule.NEWLY_HOT} == {
        point.rule for point in found.points
    }


def test_what_was_carried_over_is_on_it_whatever_the_limit() -> None:
    found = drafted(
        Facts(
            tasks=[task(n, due_on=TODAY - timedelta(days=50)) for n in range(100)],
            carried=[carried(f"catatan:{n}") for n in range(20)],
        )
    )
    assert {f"catatan:{n}" for n in range(20)} <= {str(point.subject) for point in found.points}


def test_nothing_left_out_is_no_sentence() -> None:
    assert left_out_words(drafted(Facts()).left_out) == ""


@given(all_facts)
def test_the_agenda_keeps_the_order_and_loses_no_point(facts: Facts) -> None:
    everything = points(facts, NOW)
    found = draft(everything)
    assert list(found.points) == [point for point in everything if point in found.points]
    assert found.total == len(everything)
    assert {point.rule for point in found.points} == {point.rule for point in everything}


@given(st.lists(st.integers(0, 240), max_size=20), st.integers(10, 480))
def test_minutes_add_up_and_say_when_they_do_not_fit(minutes: list[int], planned: int) -> None:
    assert sums_up(minutes, planned) == (sum(minutes), sum(minutes) > planned)
