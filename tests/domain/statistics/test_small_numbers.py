"""Gamma, Poisson and binomial answers against scipy, and against tables that were printed before it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from domain.statistics.small_numbers import (
    binomial_above,
    false_discovery,
    gamma_below,
    gamma_quantile,
    poisson_interval,
)

RANDOM = np.random.default_rng(2025)


def test_the_gamma_distribution_agrees_with_scipy() -> None:
    shape = 10 ** RANDOM.uniform(-2, 6, 3000)
    x = shape * np.exp(RANDOM.normal(0, 1, 3000) / np.sqrt(shape + 1))
    assert gamma_below(shape, x) == pytest.approx(special.gammainc(shape, x), rel=1e-11)


def test_gamma_quantiles_agree_with_scipy() -> None:
    shape = 10 ** RANDOM.uniform(-2, 9, 1500)
    probability = RANDOM.choice([0.001, 0.025, 0.05, 0.5, 0.95, 0.975, 0.999], 1500)
    # abs: at the smallest shapes both underflow to 0.
    expected = stats.gamma.ppf(probability, shape)
    assert gamma_quantile(probability, shape) == pytest.approx(expected, rel=1e-9, abs=1e-290)


@given(st.floats(0.01, 1e5), st.floats(1e-6, 1 - 1e-6))
def test_a_quantile_leads_back_to_its_probability(shape: float, probability: float) -> None:
    x = gamma_quantile(probability, shape)
    if x > 1e-300:
        assert gamma_below(shape, x) == pytest.approx(probability, rel=1e-9)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        (0, 0.0, 3.689),
        (1, 0.0253, 5.572),
        (2, 0.2422, 7.225),
        (5, 1.623, 11.668),
        (10, 4.795, 18.390),
        (25, 16.179, 36.905),
        (50, 37.111, 65.919),
        (100, 81.364, 121.627),
    ],
)
def test_the_poisson_interval_is_the_printed_one(events: int, low: float, high: float) -> None:
    """Exact 95 % limits as tables of them print them since Garwood (1936)."""
    assert [float(x) for x in poisson_interval(events)] == pytest.approx([low, high], abs=6e-4)


def test_poisson_intervals_agree_with_scipy() -> None:
    events = np.array([0, 1, 2, 3, 7, 25, 119, 1_234, 56_789, 1_000_000], dtype=np.float64)
    low, high = poisson_interval(events, 0.9)
    assert low[1:] == pytest.approx(stats.chi2.ppf(0.05, 2 * events[1:]) / 2, rel=1e-9)
    assert high == pytest.approx(stats.chi2.ppf(0.95, 2 * events + 2) / 2, rel=1e-9)
    assert low[0] == 0


@given(st.integers(0, 200), st.floats(0.5, 0.999))
def test_an_exact_interval_misses_no_more_than_it_says(events: int, level: float) -> None:
    low, high = (float(x) for x in poisson_interval(events, level))
    tail = (1 - level) / 2
    assert low <= events <= high
    assert stats.poisson.cdf(events, high) == pytest.approx(tail, rel=1e-8)
    if events:
        assert stats.poisson.sf(events - 1, low) == pytest.approx(tail, rel=1e-8)


def test_binomial_tails_agree_with_scipy() -> None:
    trials = RANDOM.integers(1, 1_000_000, 3000) // 10 ** RANDOM.integers(0, 6, 3000) + 1
    share = 10 ** RANDOM.uniform(-4, -0.01, 3000)
    spread = np.sqrt(trials * share * (1 - share))
    events = np.clip(np.round(trials * share + RANDOM.normal(0, 3, 3000) * spread), 0, trials)
    assert binomial_above(events, trials, share) == pytest.approx(
        stats.binom.sf(events - 1, trials, share), rel=1e-9
    )


@pytest.mark.parametrize(
    ("events", "trials", "share", "expected"),
    [
        (1_920_044, 15_032_429, 0.127505709, 0.005098544981688828),
        (93, 15_142_993, 4.60250818e-06, 0.004410602252399074),
        (450_000, 10_000_000, 0.0448, 0.001126634861997139),
    ],
)
def test_binomial_tails_keep_their_digits_at_ten_million_trials(
    events: int, trials: int, share: float, expected: float
) -> None:
    """Expected values are those of mpmath with 40 digits."""
    assert float(binomial_above(events, trials, share)) == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize(
    ("shape", "x", "expected"),
    [
        (26_519_848.5, 26_493_575.5, 1.667764592624284e-7),
        (1e7, 1e7 - 9000, 0.002208063599110093),
        (60.0, 45.0, 0.01865113464857545),
    ],
)
def test_gamma_tails_keep_their_digits_at_ten_millions(shape: float, x: float, expected: float) -> None:
    assert float(gamma_below(shape, x)) == pytest.approx(expected, rel=1e-11)


def test_a_lone_region_has_all_events_for_certain() -> None:
    assert binomial_above([0.0, 7.0], 7.0, 1.0).tolist() == [1.0, 1.0]


def test_false_discovery_agrees_with_scipy_and_leaves_out_what_was_not_tested() -> None:
    p = RANDOM.random(40) ** 3
    assert false_discovery(p) == pytest.approx(stats.false_discovery_control(p))
    q = false_discovery(np.array([0.01, np.nan, 0.04, 0.9]))
    assert q == pytest.approx([0.03, np.nan, 0.06, 0.9], nan_ok=True)


def test_the_example_of_benjamini_and_hochberg() -> None:
    """Their 15 p values (1995, section 3.1): four are found at a false discovery rate of 0.05."""
    p = np.array(
        [
            0.0001,
            0.0004,
            0.0019,
            0.0095,
            0.0201,
            0.0278,
            0.0298,
            0.0344,
            0.0459,
            0.3240,
            0.4262,
            0.5719,
            0.6528,
            0.7590,
            1.0,
        ]
    )
    assert (false_discovery(p) <= 0.05).sum() == 4


@pytest.mark.parametrize(
    ("function", "given_"),
    [
        (gamma_below, (0, 1)),
        (gamma_below, (1, -1)),
        (gamma_below, (1, float("nan"))),
        (gamma_quantile, (0.0, 1)),
        (gamma_quantile, (1.0, 1)),
        (gamma_quantile, (0.5, 0)),
        (poisson_interval, (-1,)),
        (poisson_interval, (float("nan"),)),
        (poisson_interval, (float("inf"),)),
        (binomial_above, (3, 2, 0.5)),
        (binomial_above, (-1, 2, 0.5)),
        (binomial_above, (1, 2, 0)),
        (binomial_above, (1, 2, 1.1)),
        (binomial_above, (float("nan"), 2, 0.5)),
    ],
)
def test_what_makes_no_sense_is_refused(function, given_) -> None:
    with pytest.raises(ValueError, match="must"):
        function(*given_)
