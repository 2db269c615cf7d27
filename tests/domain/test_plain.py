"""Plain data as typed values: what fits is read, all else is refused."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated, Any

import pytest

from domain.plain import Longest, NotPlain, as_plain, from_plain


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    version: int
    writer: Annotated[str, Longest(4)] = ""


@dataclass(frozen=True)
class Outer:
    name: str
    value: float
    colour: Colour | None
    inner: Inner
    day: date | None = None
    done: bool = False
    tags: tuple[str, ...] = ()
    modes: Mapping[str, Colour] = field(default_factory=dict)


WHOLE: dict[str, Any] = {"name": "a", "value": 1, "colour": "red", "version": 2}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Outer("a", 1.0, Colour.RED, Inner(2))),
        ({"colour": ""}, Outer("a", 1.0, None, Inner(2))),
        ({"inner": {"version": 3, "writer": "x"}}, Outer("a", 1.0, Colour.RED, Inner(3, "x"))),
        ({"version": "7"}, Outer("a", 1.0, Colour.RED, Inner(7))),
        ({"name": "a\0b"}, Outer("ab", 1.0, Colour.RED, Inner(2))),
        ({"day": "2026-12-01", "done": True}, Outer("a", 1.0, Colour.RED, Inner(2), date(2026, 12, 1), True)),
        (
            {"tags": ["x", "y"], "modes": {"k": "red"}},
            Outer("a", 1.0, Colour.RED, Inner(2), tags=("x", "y"), modes={"k": Colour.RED}),
        ),
        ({"of the page": "alone"}, Outer("a", 1.0, Colour.RED, Inner(2))),
    ],
    ids=str,
)
def test_what_fits_is_read(given: dict[str, Any], expected: Outer) -> None:
    assert from_plain(Outer, WHOLE | given) == expected


@pytest.mark.parametrize(
    "given",
    [
        {"name": 4},
        {"name": None},
        {"name": "x" * 6_001},
        {"value": "1"},
        {"value": True},
        {"colour": "blue"},
        {"version": -1},
        {"version": 2**31},
        {"version": True},
        {"version": "1e3"},
        {"version": None},
        {"writer": "fünfe"},
        {"done": 1},
        {"day": "besok"},
        {"tags": "x"},
        {"modes": {"k": "blue"}},
        {"inner": 5},
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(NotPlain):
        from_plain(Outer, WHOLE | given)


def test_a_number_that_was_left_empty_is_none_that_a_rule_would_take() -> None:
    found = from_plain(Outer, {"name": "a", "colour": None, "version": 1})
    assert math.isnan(found.value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [(time, time(10)), (datetime, datetime(2026, 12, 1, tzinfo=UTC)), (int, 5), (str, "T-1")],
)
def test_single_values_come_back(kind: type, value: Any) -> None:
    assert from_plain(kind, value.isoformat() if hasattr(value, "isoformat") else value) == value


def test_a_dataclass_comes_back_as_it_was() -> None:
    whole = Outer("a", 1.5, None, Inner(2, "x"))
    assert from_plain(Outer, as_plain(whole)) == whole
