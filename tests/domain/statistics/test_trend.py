"""The Mann-Kendall test against pymannkendall, by hand, and where nothing can be said."""

import numpy as np
import pymannkendall
import pytest

from domain.statistics.trend import Direction, mann_kendall


@pytest.mark.parametrize("seed", range(100))
def test_the_trend_agrees_with_pymannkendall(seed: int) -> None:
    random = np.random.default_rng(seed)
    series = random.poisson(np.linspace(1, random.uniform(0.2, 6), int(random.integers(8, 40))))
    ours, theirs = mann_kendall(series.tolist()), pymannkendall.original_test(series)
    assert ours.score == theirs.s
    assert ours.slope == pytest.approx(theirs.slope, abs=1e-12)
    if ours.z is not None:
        assert (ours.z, ours.p) == pytest.approx((theirs.z, theirs.p), rel=1e-9, abs=1e-12)
    if ours.direction is not Direction.TOO_LITTLE:
        words = {"increasing": Direction.RISING, "decreasing": Direction.FALLING, "no trend": Direction.NONE}
        assert ours.direction is words[theirs.trend]


def test_a_short_series_by_hand() -> None:
    """2 1 4 4 5 6 7 9: one step down, one tie, 26 up; var = (8*7*21 - 2*1*9) / 18."""
    trend = mann_kendall([2, 1, 4, 4, 5, 6, 7, 9])
    assert (trend.score, trend.periods, trend.direction) == (25, 8, Direction.RISING)
    assert trend.z == pytest.approx(24 / (1158 / 18) ** 0.5)
    assert trend.slope == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("series", "direction"),
    [
        ([], Direction.TOO_LITTLE),
        ([9], Direction.TOO_LITTLE),
        ([1, 2, 3, 4, 5, 6, 7], Direction.TOO_LITTLE),
        ([0, 0, 0, 0, 1, 1, 1, 1], Direction.TOO_LITTLE),
        ([3] * 12, Direction.NONE),
        ([0] * 12, Direction.TOO_LITTLE),
        (list(range(9, 0, -1)), Direction.FALLING),
        ([1, 9, 1, 9, 1, 9, 1, 9], Direction.NONE),
    ],
)
def test_little_data_and_no_trend_are_two_things(series: list[float], direction: Direction) -> None:
    assert mann_kendall(series).direction is direction


def test_a_value_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        mann_kendall([1, 2, float("nan"), 4])
