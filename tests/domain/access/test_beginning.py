"""The first hour: which steps are done, and when it is over."""

from dataclasses import replace

import pytest

from domain.access.beginning import CAN_FOLLOW, Beginning, Found

NOTHING = Found(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
EVERYTHING = Found(22, 117, 9, 124, 2, 1, 1, 5, 27, 6, 6, 0, 1, 66, 8, 3, 3)


def test_at_first_nothing_is_done_and_in_the_end_everything() -> None:
    assert list(NOTHING.open_steps) == list(Beginning)
    assert list(EVERYTHING.open_steps) == []
    assert (NOTHING.is_complete, EVERYTHING.is_complete) == (False, True)


@pytest.mark.parametrize(
    ("step", "less"),
    [
        (Beginning.REFERENCE, {"seats": 0}),
        (Beginning.FIGURES, {"figures": 0}),
        (Beginning.SECOND_ADMINISTRATOR, {"administrators": 1}),
        (Beginning.ACCOUNTS, {"offices": 0}),
        (Beginning.ACCOUNTS, {"verifiers": 0}),
        (Beginning.ACCOUNTS, {"answering": 0}),
        (Beginning.OWNERS, {"ownerless": 6}),
        (Beginning.MEETING, {"meetings": 0}),
        (Beginning.SECOND_STEP, {"guarded_twice": 2}),
        (Beginning.DUTIES, {"duties": 0}),
        (Beginning.HOLIDAYS, {"holidays": 0}),
    ],
)
def test_each_step_is_undone_by_what_it_is_computed_from(step: Beginning, less: dict[str, int]) -> None:
    found = replace(EVERYTHING, **less)
    assert list(found.open_steps) == [step]
    assert found.is_complete == (step in CAN_FOLLOW)


def test_without_a_commitment_there_is_no_owner_to_propose() -> None:
    found = replace(EVERYTHING, commitments=0, ownerless=0)
    assert list(found.open_steps) == [Beginning.COMMITMENTS, Beginning.OWNERS]
