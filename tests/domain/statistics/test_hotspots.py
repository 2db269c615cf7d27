"""Rates, Gi* and Moran against worked values, a second slow computation, and esda."""

import csv
from fractions import Fraction

import numpy as np
import pytest
from esda import G_Local, Moran
from esda.smoothing import Empirical_Bayes, Spatial_Empirical_Bayes
from hypothesis import given
from hypothesis import strategies as st
from libpysal.weights import W
from scipy import stats

from db.geodata.crossings import crossings
from db.settings import ROOT
from domain.statistics.hotspots import (
    PER,
    crude_interval,
    distances,
    empirical_bayes,
    gi_star,
    gi_star_p,
    local_empirical_bayes,
    morans_i,
    neighbours,
    shrunk_interval,
)


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
    with (ROOT / "db" / "provinces" / "ntt" / "figures.csv").open(encoding="utf-8", newline="") as file:
        deaths = {
            row["region_code"]: float(row["value"])
            for row in csv.DictReader(file)
            if row["indicator"] == "deaths_abroad" and row["period_end"] == "2024-11-30"
        }
    with (ROOT / "db" / "provinces" / "ntt" / "kabupaten.csv").open(encoding="utf-8", newline="") as file:
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


def random_map(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Events, people and neighbours of 8 to 40 regions whose rates differ more than chance."""
    random = np.random.default_rng(seed)
    n = int(random.integers(8, 41))
    population = np.round(random.lognormal(12, 0.8, n))
    events = random.poisson(population * 3e-5 * random.gamma(1.5, 1 / 1.5, n)).astype(np.float64)
    events[0] += 5
    latitude, longitude = random.uniform(-11, -8, n), random.uniform(118, 126, n)
    return events, population, neighbours(latitude, longitude, within_km=np.inf)


def as_weights(adjacency: np.ndarray) -> W:
    each = {i: np.flatnonzero(row).tolist() for i, row in enumerate(adjacency)}
    return W(each, id_order=list(each), silence_warnings=True)


@pytest.mark.filterwarnings("ignore:The weights matrix is not fully connected:UserWarning")
@pytest.mark.parametrize("seed", range(50))
def test_rates_gi_star_and_moran_agree_with_esda(seed: int) -> None:
    events, population, adjacency = random_map(seed)
    weights = as_weights(adjacency)
    rates = empirical_bayes(events, population)
    assert rates.between > 0, "esda lets the variance go below zero; the maps are drawn so that it does not"
    shrunk = Empirical_Bayes(events, population).r.ravel() * PER
    assert rates.shrunk == pytest.approx(shrunk, rel=1e-9)
    local = Spatial_Empirical_Bayes(events, population, weights).r.ravel() * PER
    assert local_empirical_bayes(events, population, adjacency) == pytest.approx(local, rel=1e-9)
    theirs = G_Local(shrunk, weights, transform="B", star=True, permutations=0)
    assert gi_star(rates.shrunk, adjacency) == pytest.approx(theirs.Zs, rel=1e-9, abs=1e-9)
    assert morans_i(rates.shrunk, adjacency) == pytest.approx(
        Moran(shrunk, weights, permutations=0).I, rel=1e-9, abs=1e-12
    )


@pytest.mark.filterwarnings("ignore:The weights matrix is not fully connected:UserWarning")
@pytest.mark.filterwarnings("ignore:The alternative hypothesis:DeprecationWarning")
@pytest.mark.parametrize("seed", range(3))
def test_permutation_p_agrees_with_esda_as_far_as_two_draws_agree(seed: int) -> None:
    events, population, adjacency = random_map(seed)
    shrunk = empirical_bayes(events, population).shrunk
    theirs = G_Local(
        shrunk,
        as_weights(adjacency),
        transform="B",
        star=True,
        permutations=9_999,
        seed=1,
        n_jobs=1,
    )
    # esda folds p to the smaller tail; four standard deviations of two shares of 9,999 draws.
    ours = gi_star_p(shrunk, adjacency)
    assert np.minimum(ours, 1 - ours) == pytest.approx(theirs.p_sim, abs=4 * np.sqrt(0.5 / 9_999))


def test_the_worked_example_of_gi_star() -> None:
    """Six points, band 15, as in the documentation of PySAL's G_Local."""
    points = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    near = np.array([[0 < (a - c) ** 2 + (b - d) ** 2 <= 225 for c, d in points] for a, b in points])
    z = gi_star(np.array([2, 3, 3.2, 5, 8, 7]), near)
    assert z == pytest.approx(
        [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331], abs=1e-8
    )


def test_p_counts_the_draws_that_are_as_high() -> None:
    """Three of ten others are neighbours, the three highest: one choice in 120."""
    values = np.arange(11, dtype=np.float64)
    adjacency = np.zeros((11, 11), dtype=bool)
    adjacency[0, 8:] = adjacency[8:, 0] = True
    assert gi_star_p(values, adjacency)[0] == pytest.approx(1 / 120, abs=0.003)


def test_the_same_seed_gives_the_same_p_and_another_one_another() -> None:
    events, population, adjacency = random_map(1)
    shrunk = empirical_bayes(events, population).shrunk
    assert (gi_star_p(shrunk, adjacency) == gi_star_p(shrunk, adjacency)).all()
    assert (gi_star_p(shrunk, adjacency) != gi_star_p(shrunk, adjacency, seed=1)).any()


def test_values_alike_have_neither_gi_star_nor_moran() -> None:
    _, _, adjacency = random_map(1)
    alike = np.full(adjacency.shape[0], 2.7)
    assert np.isnan(gi_star(alike, adjacency)).all()
    assert np.isnan(gi_star_p(alike, adjacency)).all()
    assert np.isnan(morans_i(alike, adjacency))


def test_a_region_without_neighbours_has_no_p_and_keeps_its_crude_rate() -> None:
    events, population, adjacency = random_map(2)
    adjacency[3] = adjacency[:, 3] = False
    rates = empirical_bayes(events, population)
    p = gi_star_p(rates.shrunk, adjacency)
    assert np.isnan(p).tolist() == [i == 3 for i in range(p.size)]
    assert local_empirical_bayes(events, population, adjacency)[3] == rates.crude[3]


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_the_shrunk_interval_by_a_second_way(seed: int) -> None:
    """Weights from scipy's negative binomial, moments by a sample of the mixture it stands for."""
    events, population, _ = random_map(seed)
    random, mean = np.random.default_rng(1), events.sum() / population.sum()
    spreads = np.arange(1, 31) / 10
    log_weight = np.array(
        [stats.nbinom(1 / t**2, 1 / (1 + t**2 * mean * population)).logpmf(events).sum() for t in spreads]
    )
    weight = np.exp(log_weight - log_weight.max())
    t = random.choice(spreads, 40_000, p=weight / weight.sum())[:, None]
    centre = mean * (1 + np.sqrt(1 / events.sum() + t**2 / events.size) * random.normal(size=t.shape))
    k = 1 / t**2
    # To first order in the mean: the posterior moves along its tangent.
    each = (events + k) / (population + k / mean)
    moved = each * (1 + (1 - population / (population + k / mean)) * (centre / mean - 1))
    drawn = moved + random.normal(size=each.shape) * np.sqrt(each / (population + k / mean))
    shape, scale = drawn.mean(axis=0) ** 2 / drawn.var(axis=0), drawn.var(axis=0) / drawn.mean(axis=0)
    interval = shrunk_interval(events, population)
    assert interval.low == pytest.approx(stats.gamma.ppf(0.025, shape, scale=scale) * PER, rel=0.06)
    assert interval.high == pytest.approx(stats.gamma.ppf(0.975, shape, scale=scale) * PER, rel=0.02)


@given(maps)
def test_intervals_hold_their_rate_and_are_finite(regions) -> None:
    events, population = vectors([e for e, _ in regions], [p for _, p in regions])
    rates = empirical_bayes(events, population)
    for value, interval in (
        (rates.crude, crude_interval(events, population)),
        (rates.shrunk, shrunk_interval(events, population)),
    ):
        assert np.isfinite(interval.low).all()
        assert np.isfinite(interval.high).all()
        # Of a very skew posterior, where next to nothing is known, even the mean may lie beyond the limit.
        assert (interval.low <= value + 1e-9).all()
    assert (rates.crude <= crude_interval(events, population).high).all()


def test_a_flat_map_is_uncertain_all_the_same() -> None:
    """Marshall's variance is zero here; an interval without width would claim that nothing can differ."""
    events, population = vectors([5, 6, 5], [100_000, 100_000, 100_000])
    shrunk, crude = shrunk_interval(events, population), crude_interval(events, population)
    assert empirical_bayes(events, population).between == 0
    assert (shrunk.low < 4).all()
    assert (shrunk.high > 8).all()
    assert ((crude.low < shrunk.low) & (shrunk.high < crude.high)).all()


def test_without_an_event_each_region_has_its_own_exact_interval() -> None:
    interval = shrunk_interval(*vectors([0, 0], [100_000, 10_000]))
    assert interval.low.tolist() == [0, 0]
    assert interval.high == pytest.approx([3.689, 36.89], abs=0.005)


@pytest.fixture(scope="module")
def regencies() -> list[dict[str, str]]:
    with (ROOT / "db" / "provinces" / "ntt" / "kabupaten.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def joined(regencies) -> np.ndarray:
    codes = [row["kode"] for row in regencies]
    return neighbours(
        np.array([float(row["lat_ibu_kota"]) for row in regencies]),
        np.array([float(row["lon_ibu_kota"]) for row in regencies]),
        [(codes.index(each.one), codes.index(each.other)) for each in crossings()],
    )


def test_no_island_is_alone_and_all_of_ntt_hangs_together(joined) -> None:
    assert (joined == joined.T).all()
    assert not joined.diagonal().any()
    assert joined.sum(axis=1).min() >= 2
    reach = np.linalg.matrix_power(joined.astype(np.int64) + np.eye(22, dtype=np.int64), 21)
    assert (reach > 0).all()


def test_each_crossing_joins_two_islands_by_ports_on_record(regencies) -> None:
    islands = {row["kode"]: row["pulau_utama"] for row in regencies}
    with (ROOT / "db" / "provinces" / "ntt" / "transit.csv").open(encoding="utf-8", newline="") as file:
        ports = {row["nama"] for row in csv.DictReader(file)}
    for each in crossings():
        assert islands[each.one] != islands[each.other]
        named = [port for port in ports if port.startswith("Pelabuhan") and port in each.reason]
        assert len(named) >= 2, each.reason


def test_distances_are_those_of_a_globe() -> None:
    km = distances(np.array([0.0, 0.0, 90.0]), np.array([0.0, 90.0, 0.0]))
    quarter = 6371.0088 * np.pi / 2
    assert km == pytest.approx(
        np.array([[0, quarter, quarter], [quarter, 0, quarter], [quarter, quarter, 0]])
    )


def test_neighbours_are_near_or_linked_both_ways() -> None:
    latitude, longitude = np.zeros(5), np.array([0.0, 0.1, 0.3, 0.6, 9.0])
    near = neighbours(latitude, longitude, nearest=1)
    assert [np.flatnonzero(row).tolist() for row in near] == [[1], [0, 2], [1, 3], [2], []]
    linked = neighbours(latitude, longitude, [(4, 0)], nearest=1)
    assert np.flatnonzero(linked[0]).tolist() == [1, 4]
    assert np.flatnonzero(linked[4]).tolist() == [0]
