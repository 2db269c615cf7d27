"""Figures far from those of the year before are found by the rule that the screen states, and no others."""

from datetime import date

import pytest

from domain.imports.jumps import jumps
from domain.imports.storing_figures import SeriesLine


def line(value: float | None, starts_on: date, ends_on: date) -> SeriesLine:
    return SeriesLine("Data C5", "penempatan", "53.21", starts_on, ends_on, "", "", value)


OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
A_YEAR_BEFORE = line(None, date(2025, 10, 1), date(2025, 10, 31)).series


@pytest.mark.parametrize(
    ("before", "now", "is_far"),
    [
        (9, 41, True),
        (24, 2, True),
        (10, 30, True),
        (10, 29, False),
        (30, 10, True),
        (4, 13, False),  # three times, and only nine more
        (0, 10, True),
        (0, 9, False),
        (0, 0, False),
        (15, 15, False),
    ],
)
def test_three_times_or_a_third_and_ten_more_or_less_is_far(before: int, now: int, is_far: bool) -> None:
    assert bool(jumps([line(now, *OCTOBER)], {A_YEAR_BEFORE: before})) is is_far


def test_what_nobody_knows_of_the_year_before_and_what_says_nothing_is_no_jump() -> None:
    assert jumps([line(400, *OCTOBER)], {}) == ()
    assert jumps([line(None, *OCTOBER)], {A_YEAR_BEFORE: 400}) == ()


def test_the_year_before_may_stand_in_the_same_file_and_is_then_preferred() -> None:
    earlier = line(40, date(2025, 10, 1), date(2025, 10, 31))
    assert jumps([earlier, line(41, *OCTOBER)], {A_YEAR_BEFORE: 2}) == ()


def test_the_last_day_of_february_is_that_of_the_year_before() -> None:
    leap = line(5, date(2024, 2, 1), date(2024, 2, 29))
    [jump] = jumps([leap, line(50, date(2025, 2, 1), date(2025, 2, 28))], {})
    assert jump.before == 5
    [back] = jumps([line(60, date(2024, 2, 1), date(2024, 2, 29))], {leap_before(): 3})
    assert back.before == 3


def leap_before() -> tuple[str, str, date, date, str, str]:
    return line(None, date(2023, 2, 1), date(2023, 2, 28)).series


def test_the_widest_jump_stands_first() -> None:
    november = line(90, date(2026, 11, 1), date(2026, 11, 30))
    known = {A_YEAR_BEFORE: 1.0, line(None, date(2025, 11, 1), date(2025, 11, 30)).series: 1.0}
    assert [each.line.value for each in jumps([line(30, *OCTOBER), november], known)] == [90, 30]
