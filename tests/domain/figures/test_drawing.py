"""Which of several published figures is drawn, before and after somebody decides."""

from datetime import date

import pytest

from domain.figures.conflicts import find_conflicts
from domain.figures.figures import Figure, FigureStanding, drawing, standing, tally


def figure(code: str, value: float, *, region: str = "53.21", until: date = date(2024, 12, 31)) -> Figure:
    return Figure(code, "deaths_abroad", region, date(2024, 1, 1), until, value, "", "", code)


FIRST, SECOND = figure("A-001", 12), figure("A-002", 15)
KEY = find_conflicts([FIRST, SECOND])[0].key


def test_nothing_is_set_aside_while_nobody_has_decided() -> None:
    found = drawing(find_conflicts([FIRST, SECOND]), {})
    assert found.disputed == {"A-001", "A-002"}
    assert not found.set_aside
    assert not found.decided


def test_the_decided_figure_replaces_its_rivals_and_says_by_which_conflict() -> None:
    found = drawing(find_conflicts([FIRST, SECOND]), {KEY: "A-001"})
    assert found.set_aside == {"A-002"}
    assert found.decided == {"A-001": KEY}
    assert not found.disputed


def test_a_figure_of_other_days_is_not_replaced() -> None:
    part = figure("A-003", 20, until=date(2024, 8, 31))
    conflicts = find_conflicts([FIRST, part])
    assert not drawing(conflicts, {conflicts[0].key: "A-001"}).set_aside


def test_a_choice_that_is_no_longer_there_decides_nothing() -> None:
    assert drawing(find_conflicts([FIRST, SECOND]), {KEY: "A-099"}).disputed == {"A-001", "A-002"}


@pytest.mark.parametrize(
    ("code", "is_open", "expected"),
    [
        ("A-001", False, FigureStanding.DECIDED),
        ("A-002", False, FigureStanding.SET_ASIDE),
        ("A-001", True, FigureStanding.CONFLICTING),
        ("A-003", False, FigureStanding.PUBLISHED),
    ],
)
def test_a_figure_is_called_what_its_conflicts_have_come_to(
    code: str, is_open: bool, expected: FigureStanding
) -> None:
    drawn = drawing(find_conflicts([FIRST, SECOND]), {KEY: "A-001"})
    assert standing(code, drawn, is_open=is_open) is expected


def test_groups_and_figures_are_counted_each_by_its_own_name() -> None:
    other = [figure("A-004", 1, region="53.01"), figure("A-005", 2, region="53.01")]
    found = tally(find_conflicts([FIRST, SECOND, figure("A-006", 15), *other]), published=6)
    assert (found.groups, found.figures, found.published) == (2, 5, 6)
