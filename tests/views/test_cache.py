"""Cached answers: valid as long as their subjects stay, found once for all who wait, and never too many."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from db.subjects import Subject
from views.cache import AnswerCache, Revisions

TASKS = frozenset({Subject.TASKS})
EARLIER, LATER = {Subject.TASKS: 1}, {Subject.TASKS: 2}
MOST = 3


def question() -> None:
    """Stands for whatever is asked."""


class Desk:
    """Asks one cache and counts how often something had to be found out."""

    def __init__(self) -> None:
        self.cache = AnswerCache()
        self.found = 0

    def ask(
        self, given: Any, revisions: Revisions, subjects: frozenset[Subject] = TASKS, answer: Any = "answer"
    ) -> Any:
        return self.cache.answer(
            question, given, revisions, self._finding(answer, subjects), most=MOST
        ).answer

    def _finding(self, answer: Any, subjects: frozenset[Subject]) -> Callable[[], Any]:
        def find() -> tuple[Any, frozenset[Subject]]:
            self.found += 1
            return answer, subjects

        return find


def test_an_answer_is_found_once_while_its_subject_stays() -> None:
    desk = Desk()
    assert [desk.ask(1, EARLIER), desk.ask(1, EARLIER)] == ["answer", "answer"]
    assert desk.found == 1


def test_another_subject_that_is_written_leaves_it_standing() -> None:
    desk = Desk()
    desk.ask(1, EARLIER)
    desk.ask(1, {**EARLIER, Subject.CASES: 7})
    assert desk.found == 1


def test_its_own_subject_that_is_written_ends_it() -> None:
    desk = Desk()
    desk.ask(1, EARLIER, answer="old")
    assert desk.ask(1, LATER, answer="new") == "new"


def test_a_subject_that_was_never_written_counts_as_known() -> None:
    desk = Desk()
    desk.ask(1, {}, answer="old")
    assert desk.ask(1, {}) == "old"
    assert desk.ask(1, EARLIER, answer="new") == "new"


def test_other_arguments_are_another_question() -> None:
    desk = Desk()
    desk.ask(1, EARLIER, answer="one")
    assert desk.ask(2, EARLIER, answer="two") == "two"


def test_a_run_that_began_earlier_does_not_put_its_answer_over_a_newer_one() -> None:
    desk = Desk()
    desk.ask(1, LATER, answer="new")
    desk.ask(1, EARLIER, answer="old")
    assert desk.ask(1, LATER, answer="asked again") == "new"


def test_what_was_not_asked_for_longest_leaves_first() -> None:
    desk = Desk()
    for given in (1, 2, 3, 1, 4):
        desk.ask(given, EARLIER)
    before = desk.found
    desk.ask(1, EARLIER)
    assert desk.found == before
    desk.ask(2, EARLIER)
    assert desk.found == before + 1


def test_of_many_who_want_the_same_at_once_one_finds_it() -> None:
    desk, crowd = Desk(), 8
    together = Barrier(crowd)

    def come(_: int) -> Any:
        together.wait()
        return desk.ask(1, EARLIER)

    with ThreadPoolExecutor(crowd) as threads:
        assert set(threads.map(come, range(crowd))) == {"answer"}
    assert desk.found == 1


def test_one_who_fails_lets_the_next_one_try() -> None:
    desk = Desk()

    def fail() -> tuple[Any, frozenset[Subject]]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.cache.answer(question, 1, EARLIER, fail, most=MOST)
    assert desk.ask(1, EARLIER) == "answer"
