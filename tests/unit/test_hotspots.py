"""Empirical-Bayes rates against worked values and a second, slow computation."""

import csv
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.settings import ROOT
from domain.hotspots import empirical_bayes


def by_hand(events: list[int], population: list[int]) -> tuple[list[Fraction], Fraction]:
    """Marshall's formula in exact fractions: shrunk rates and the mean, per person."""
    n, people = len(events), sum(population)
    mean = Fraction(sum(events), people)
    rates = [Fraction(e, p) for e, p in zip(events, population, strict=True)]
    variance = sum(p * (r - mean) ** 2 for p, r in zip(population, rates, strict=True)) / people
    between = max(variance - mean / Fraction(people, n), Fraction(0))
    shrunk = [
        mean + (r - mean) * between / (between + mean / p) if between or mean else Fraction(0)
        for r, p in zip(rates, population, strict=True)
    ]
    return shrunk, mean


def vectors(events: list[float], population: list[float]) -> tuple[np.ndarray, np.ndarray]:
    return np.array(events, dtype=np.float64), np.array(population, dtype=np.float64)


@pytest.fixture(scope="module")
def deaths_of_2024() -> tuple[dict[str, float], dict[str, float], float]:
    """Crude and shrunk rates by kabupaten, and the mean: deaths January to November, people as of BPS."""
    with (ROOT / "db" / "seed" / "data" / "figures.csv").open(encoding="utf-8", newline="") as file:
        deaths = {
            row["region_code"]: float(row["value"])
            for row in csv.DictReader(file)
            if row["indicator"] == "deaths_abroad" and row["period_end"] == "2024-11-30"
        }
    with (ROOT / "db" / "geodata" / "kabupaten.csv").open(encoding="utf-8", newline="") as file:
        regions = [row for row in csv.DictReader(file) if row["kode"] in deaths]
    names = [row["nama_pendek"] for row in regions]
    rates = empirical_bayes(
        *vectors([deaths[r["kode"]] for r in regions], [float(r["penduduk_bps_2024"]) for r in regions])
    )
    return (
        dict(zip(names, rates.crude.tolist(), strict=True)),
        dict(zip(names, rates.shrunk.tolist(), strict=True)),
        rates.mean,
    )


def test_the_mean_of_the_kabupaten_that_were_named_is_2_47(deaths_of_2024) -> None:
    assert deaths_of_2024[2] == pytest.approx(2.4716, abs=5e-5)


def test_malakas_12_9_shrinks_to_11_1(deaths_of_2024) -> None:
    crude, shrunk, _ = deaths_of_2024
    assert crude["Malaka"] == pytest.approx(12.9, abs=0.05)
    assert shrunk["Malaka"] == pytest.approx(11.1, abs=0.05)


@pytest.mark.parametrize(("name", "rate"), [("Belu", 5.4), ("Ende", 4.7), ("Flores Timur", 4.2)])
def test_the_next_highest_rates_are_as_worked_out(deaths_of_2024, name: str, rate: float) -> None:
    assert deaths_of_2024[1][name] == pytest.approx(rate, abs=0.05)


maps = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 500_000)), min_size=1, max_size=22)


@given(maps)
def test_rates_equal_those_worked_out_by_hand(regions) -> None:
    events, population = [e for e, _ in regions], [p for _, p in regions]
    rates = empirical_bayes(*vectors(events, population))
    shrunk, mean = by_hand(events, population)
    assert rates.mean == pytest.approx(float(mean * 100_000))
    assert rates.shrunk == pytest.approx([float(rate * 100_000) for rate in shrunk], rel=1e-6, abs=1e-6)
    assert rates.crude == pytest.approx([e / p * 100_000 for e, p in regions])


@given(maps)
def test_a_shrunk_rate_lies_between_the_crude_one_and_the_mean(regions) -> None:
    rates = empirical_bayes(*vectors([e for e, _ in regions], [p for _, p in regions]))
    low, high = np.minimum(rates.crude, rates.mean), np.maximum(rates.crude, rates.mean)
    slack = 1e-9 * (1 + high)
    assert ((low - slack <= rates.shrunk) & (rates.shrunk <= high + slack)).all()


def test_the_fewer_people_the_closer_to_the_mean() -> None:
    population = [1_000.0, 10_000.0, 100_000.0, 400_000.0]
    rates = empirical_bayes(*vectors([1, 10, 100, 0], population))
    assert rates.crude[:3] == pytest.approx(100.0)
    assert rates.shrunk[0] < rates.shrunk[1] < rates.shrunk[2]


def test_a_map_that_varies_less_than_chance_is_drawn_flat() -> None:
    rates = empirical_bayes(*vectors([5, 6, 5], [100_000, 100_000, 100_000]))
    assert rates.shrunk == pytest.approx([rates.mean] * 3)


def test_a_map_without_an_event_is_zero_everywhere() -> None:
    rates = empirical_bayes(*vectors([0, 0], [1_000, 5]))
    assert (rates.mean, rates.shrunk.tolist()) == (0.0, [0.0, 0.0])


@pytest.mark.parametrize(
    ("events", "population"),
    [
        ([], []),
        ([1, 2], [100]),
        ([1, 2], [100, 0]),
        ([1, 2], [100, -5]),
        ([1, 2], [100, float("nan")]),
        ([1, 2], [100, float("inf")]),
        ([-1, 2], [100, 100]),
        ([float("nan"), 2], [100, 100]),
        ([float("inf"), 2], [100, 100]),
        ([[1, 2]], [[100, 100]]),
    ],
)
def test_a_map_that_makes_no_sense_is_refused(events, population) -> None:
    with pytest.raises(ValueError, match="must be"):
        empirical_bayes(*vectors(events, population))
