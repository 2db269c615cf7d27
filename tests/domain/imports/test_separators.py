"""Dots and commas: what each is for is asked of the whole column."""

import pytest

from domain.imports.cells import read_count
from domain.imports.separators import Separators


def told(column: list[str], *, fractions: bool = False) -> dict[str, str]:
    """By cell, what becomes of it: *taken*, *told*, or *put off*."""
    separators = Separators.of(column)
    found = {}
    for cell in column:
        read = separators.checked(cell, read_count(cell, fractions=fractions))
        found[cell] = "put off" if read.put_off else "told" if read.rule else "taken"
    return found


@pytest.mark.parametrize(
    "column",
    [
        ["1.234", "12,0", "7"],
        ["1,234", "12.0", "7"],
        ["1.234", "1.234.567", "15 orang"],
        ["1,234", "2,345"],
    ],
    ids=" ".join,
)
def test_a_column_that_is_one_with_itself_is_taken(column: list[str]) -> None:
    assert set(told(column).values()) == {"taken"}


def test_thousands_by_the_mark_that_is_decimal_elsewhere_wait() -> None:
    assert told(["1,234", "12,0", "7"]) == {"1,234": "put off", "12,0": "told", "7": "taken"}


def test_a_unit_behind_the_figure_changes_nothing() -> None:
    assert told(["1,234 orang", "12,0 org"])["1,234 orang"] == "put off"


def test_thousands_by_two_marks_wait_both() -> None:
    assert told(["1,234", "1.234"]) == {"1,234": "put off", "1.234": "put off"}


def test_a_mark_that_surely_groups_is_taken_and_the_other_waits() -> None:
    assert told(["1.234.567", "1.234", "1,234"]) == {
        "1.234.567": "told",
        "1.234": "taken",
        "1,234": "put off",
    }


def test_decimals_by_two_marks_are_told_and_taken() -> None:
    assert told(["12,5", "12.5"], fractions=True) == {"12,5": "told", "12.5": "told"}
