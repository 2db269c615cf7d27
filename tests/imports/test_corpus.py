"""The corpus itself: large enough, each file once, each with what is expected of it."""

import pytest

from tests.imports.corpus import CASES, Case
from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, REFUSE


def test_the_corpus_holds_at_least_a_hundred_and_twenty_files() -> None:
    assert len(CASES) >= 120


def test_no_two_cases_bear_one_name() -> None:
    names = [case.name for case in CASES]
    assert sorted(names) == sorted(set(names))


def test_half_of_the_corpus_is_hostile() -> None:
    refused = sum(case.expect.verdict == REFUSE for case in CASES)
    assert refused >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_expectation_is_whole(case: Case) -> None:
    expect = case.expect
    assert expect.verdict in {IMPORT, DOUBTS, ASK, REFUSE}
    assert bool(expect.refusal) == (expect.verdict == REFUSE)
    assert bool(expect.questions) == (expect.verdict == ASK)
    assert case.ugliness
