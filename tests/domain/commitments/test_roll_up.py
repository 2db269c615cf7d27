"""One verified value moves its commitment, agency, pillar and the declaration by the printed formula."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.commitments.health import CheckpointProgress, CommitmentProgress, roll_up, roll_up_by
from domain.commitments.targets import percent_of

Row = tuple[str, str, float, CommitmentProgress]
"""Agency, pillar, weight, and the commitment's progress."""

WEIGHTS = st.integers(1, 9).map(float)
VALUES = st.integers(0, 40)
DUE = date(2026, 3, 31)


@st.composite
def checkpoints(draw: st.DrawFn) -> CheckpointProgress:
    baseline, target = draw(VALUES), draw(VALUES)
    assume(baseline != target)
    claimed, verified = draw(st.none() | VALUES), draw(st.none() | VALUES)
    percents = [
        None if value is None else percent_of(value, baseline=baseline, target=target)
        for value in (claimed, verified if claimed is not None else None)
    ]
    return CheckpointProgress(DUE, draw(WEIGHTS), *percents, reported=claimed is not None)


@st.composite
def trees(draw: st.DrawFn) -> list[Row]:
    return [
        (
            draw(st.sampled_from("ABC")),
            draw(st.sampled_from("123")),
            draw(WEIGHTS),
            CommitmentProgress(
                True,
                date(2026, 1, 1),
                date(2026, 12, 31),
                False,
                tuple(draw(st.lists(checkpoints(), min_size=1, max_size=4))),
            ),
        )
        for _ in range(draw(st.integers(1, 8)))
    ]


def recomputed(rows: list[Row]) -> Fraction | None:
    """The mean as anybody would do it with pencil and paper from the rows, in exact numbers."""
    above = below = Fraction(0)
    for _, _, weight, progress in rows:
        if not any(point.reported for point in progress.checkpoints):
            continue
        total = sum(Fraction(point.weight) for point in progress.checkpoints)
        percent = (
            sum(Fraction(point.weight) * Fraction(point.verified or 0) for point in progress.checkpoints)
            / total
        )
        above += Fraction(weight) * percent
        below += Fraction(weight)
    return above / below if below else None


LEVELS: dict[str, Callable[[Row], str]] = {
    "agency": lambda row: row[0],
    "pillar": lambda row: row[1],
    "declaration": lambda row: "",
}


def verified(rows: list[Row], level: str) -> dict[str, float | None]:
    key = LEVELS[level]
    return {
        name: sums.verified for name, sums in roll_up_by((key(row), row[2], row[3]) for row in rows).items()
    }


@pytest.mark.parametrize("level", LEVELS)
@given(rows=trees())
def test_every_level_equals_a_recomputation_from_its_rows(level: str, rows: list[Row]) -> None:
    for name, found in verified(rows, level).items():
        expected = recomputed([row for row in rows if LEVELS[level](row) == name])
        if expected is None:
            assert found is None
        else:
            assert found == pytest.approx(float(expected), abs=1e-9)


@pytest.mark.parametrize("level", LEVELS)
@given(rows=trees(), data=st.data(), new=st.integers(0, 100))
def test_one_verified_value_moves_every_level_by_the_printed_formula(
    level: str, rows: list[Row], data: st.DataObject, new: int
) -> None:
    """Weight of the checkpoint in its commitment, times weight of the commitment in its group."""
    places = [
        (number, place)
        for number, row in enumerate(rows)
        for place, point in enumerate(row[3].checkpoints)
        if point.reported
    ]
    assume(places)
    number, place = data.draw(st.sampled_from(places))
    agency, pillar, weight, progress = rows[number]
    point = progress.checkpoints[place]
    points = list(progress.checkpoints)
    points[place] = replace(point, verified=float(new))
    moved = list(rows)
    moved[number] = (agency, pillar, weight, replace(progress, checkpoints=tuple(points)))

    name = LEVELS[level](rows[number])
    reporting = [row for row in rows if LEVELS[level](row) == name and row[3].reported]
    step = (
        (new - (point.verified or 0.0))
        * point.weight
        / sum(each.weight for each in progress.checkpoints)
        * weight
        / sum(row[2] for row in reporting)
    )
    before, after = verified(rows, level), verified(moved, level)
    assert after[name] == pytest.approx((before[name] or 0.0) + step, abs=1e-9)
    assert {key: value for key, value in after.items() if key != name} == {
        key: value for key, value in before.items() if key != name
    }


@given(rows=trees())
def test_the_declaration_lies_between_its_agencies(rows: list[Row]) -> None:
    found = [value for value in verified(rows, "agency").values() if value is not None]
    whole = roll_up((row[2], row[3]) for row in rows).verified
    if found:
        assert whole is not None
        assert min(found) - 1e-9 <= whole <= max(found) + 1e-9
    else:
        assert whole is None
