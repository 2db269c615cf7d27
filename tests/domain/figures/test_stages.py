"""A count of a stage is of the day on which somebody counted."""

from datetime import date

import pytest

from domain.figures.conflicts import find_conflicts
from domain.figures.figures import ConflictRule, Figure, drawing
from domain.figures.stages import earlier_standings, restated_on

AUGUST, SEPTEMBER = date(2024, 8, 1), date(2024, 9, 1)


def complete(code: str, value: float, counted: date | None, *, until: date = date(2023, 12, 31)) -> Figure:
    return Figure(
        code, "trafficking_files_complete", "53", date(2023, 1, 1), until, value, "", "", code, counted
    )


def stage(group: str, code: str, value: float, counted: date | None) -> Figure:
    span = date(2023, 1, 1), date(2023, 12, 31)
    return Figure(code, "trafficking_police_reports", "53", *span, value, group, "", code, counted)


def test_complete_files_that_were_counted_again_later_are_a_later_standing() -> None:
    both = [complete("A", 5, None), complete("B", 23, AUGUST)]
    assert find_conflicts(both) == []
    assert earlier_standings(both) == {"A"}


def test_a_file_that_was_complete_stays_so_a_later_count_that_is_less_contradicts() -> None:
    both = [complete("A", 23, None), complete("B", 5, AUGUST)]
    assert [each.rule for each in find_conflicts(both)] == [ConflictRule.SAME_PERIOD]
    assert earlier_standings(both) == set()


@pytest.mark.parametrize("counted", [None, AUGUST])
def test_two_counts_of_one_day_contradict_each_other(counted: date | None) -> None:
    both = [complete("A", 5, counted), complete("B", 23, counted)]
    assert [each.rule for each in find_conflicts(both)] == [ConflictRule.SAME_PERIOD]


@pytest.mark.parametrize(("later", "contradicts"), [(11, False), (28, False), (40, False)])
def test_reports_leave_an_earlier_stage_so_its_count_may_rise_and_fall(later: int, contradicts: bool) -> None:
    both = [stage("sidik", "A", 28, None), stage("sidik", "B", later, AUGUST)]
    assert bool(find_conflicts(both)) is contradicts


def test_two_readings_of_an_earlier_stage_on_one_day_contradict_each_other() -> None:
    assert find_conflicts([stage("sidik", "A", 28, AUGUST), stage("sidik", "B", 11, AUGUST)])


def test_half_a_year_that_was_counted_later_may_exceed_the_year_as_it_stood_at_its_end() -> None:
    half = date(2023, 6, 30)
    year = complete("A", 5, None)
    assert find_conflicts([year, complete("B", 9, AUGUST, until=half)]) == []
    [found] = find_conflicts([year, complete("B", 9, None, until=half)])
    assert found.rule is ConflictRule.PART_EXCEEDS_WHOLE


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Dinyatakan ulang 1 Agustus 2024", AUGUST),
        ("Kapolda NTT, dinyatakan ulang 1 September 2024", SEPTEMBER),
        ("Dinyatakan ulang 31 Februari 2024", None),
        ("Dinyatakan 1 Agustus 2024", None),
        ("", None),
    ],
)
def test_when_a_source_counted_anew_is_read_from_its_words(words: str, day: date | None) -> None:
    assert restated_on(words) == day


def test_the_later_standing_is_drawn_and_the_earlier_is_left_out() -> None:
    both = [complete("A", 5, None), complete("B", 23, AUGUST)]
    drawn = drawing(find_conflicts(both), {}, earlier_standings(both))
    assert (drawn.left_out, drawn.disputed) == ({"A"}, set())
