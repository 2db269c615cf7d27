"""Counting working days over weekends, holidays and the end of a year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.time.working_days import (
    add_working_days,
    is_working_day,
    working_day_before,
    working_days_until,
)

CHRISTMAS, NEW_YEAR = date(2026, 12, 25), date(2027, 1, 1)
HOLIDAYS = frozenset({CHRISTMAS, NEW_YEAR})

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
some_holidays = st.frozensets(st.dates(date(2024, 1, 1), date(2026, 12, 31)), max_size=40)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 11, 23), 3, date(2026, 11, 26)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 30), 3, date(2027, 1, 5)),
        (CHRISTMAS, 0, date(2026, 12, 28)),
    ],
)
def test_weekends_and_holidays_are_skipped_also_over_the_end_of_a_year(
    start: date, count: int, expected: date
) -> None:
    assert add_working_days(start, count, HOLIDAYS) == expected


def test_nobody_counts_backwards() -> None:
    with pytest.raises(ValueError, match="-1"):
        add_working_days(CHRISTMAS, -1, HOLIDAYS)


@given(days, st.integers(0, 60), some_holidays)
def test_the_day_reached_is_a_working_day_that_far_away(
    start: date, count: int, holidays: frozenset[date]
) -> None:
    reached = add_working_days(start, count, holidays)
    assert is_working_day(reached, holidays)
    assert working_days_until(start, reached, holidays) == count or count == 0


@given(days, st.integers(0, 400), some_holidays)
def test_counting_by_weeks_agrees_with_counting_day_by_day(
    start: date, length: int, holidays: frozenset[date]
) -> None:
    end = start + timedelta(days=length)
    one_by_one = sum(is_working_day(start + timedelta(days=n), holidays) for n in range(1, length + 1))
    assert working_days_until(start, end, holidays) == one_by_one
    assert working_days_until(end, start, holidays) == -one_by_one


@given(days, some_holidays)
def test_the_working_day_before_is_the_last_one_that_is_over(day: date, holidays: frozenset[date]) -> None:
    before = working_day_before(day, holidays)
    assert before < day
    assert is_working_day(before, holidays)
    between = (before + timedelta(days=1 + passed) for passed in range((day - before).days - 1))
    assert not any(is_working_day(each, holidays) for each in between)
