"""Minutes as they are sealed and read back, those sealed by an earlier release included."""

import json
from dataclasses import asdict, fields
from typing import Any

import pytest

from domain.meetings.minutes import Minutes, read_minutes, sealed_text
from tests.samples import MINUTES

PARTS = ("attendance", "agenda", "decisions", "tasks")


def stored() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sealed_text(MINUTES, ()))["minutes"]
    return found


def test_sealed_minutes_are_read_back_as_they_were() -> None:
    assert read_minutes(stored()) == MINUTES


def test_minutes_of_a_first_meeting_follow_nothing() -> None:
    assert read_minutes(stored() | {"followed": None}).followed is None


@pytest.mark.parametrize("name", [field.name for field in fields(Minutes) if field.type is str])
def test_minutes_sealed_before_a_text_was_asked_for_leave_it_empty(name: str) -> None:
    earlier = {key: value for key, value in stored().items() if key != name}
    assert asdict(read_minutes(earlier)) == asdict(MINUTES) | {name: ""}


@pytest.mark.parametrize("part", PARTS)
def test_a_row_sealed_before_a_column_was_asked_for_leaves_it_empty(part: str) -> None:
    row = getattr(MINUTES, part)[0]
    for name in (field.name for field in fields(row) if field.type is str):
        earlier = [{key: value for key, value in each.items() if key != name} for each in stored()[part]]
        assert getattr(getattr(read_minutes(stored() | {part: earlier}), part)[0], name) == ""
