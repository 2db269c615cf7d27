"""The scan against a slow second one written apart, on null data, and on what makes no sense."""

import math
from datetime import date
from fractions import Fraction
from math import asin, cos, radians, sin, sqrt

import numpy as np
import pytest
from scipy.stats import gumbel_r

from domain.access.errors import RuleBroken
from domain.statistics import scan_cylinders, scan_search, scan_zones, space_time_scan
from domain.statistics.scan_cylinders import cylinders, gumbel_p, maxima, shuffled
from domain.statistics.scan_search import statistic
from domain.statistics.scan_terms import MOST_CLUSTERS, Case, Cylinder, Hindrance, Kind, Limits, Site, Unit
from domain.statistics.space_time_scan import scan


def km(one: tuple[float, float], other: tuple[float, float]) -> float:
    (a, b), (c, d) = (tuple(map(radians, one)), tuple(map(radians, other)))
    half = sin((a - c) / 2) ** 2 + cos(a) * cos(c) * sin((b - d) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


def every_cylinder(counts: list[list[int]], points: list[tuple[float, float]], limits: Limits):
    """Each circle and window with its statistic, by definition: no prefix, no bound, no batch."""
    cases = sum(map(sum, counts))
    periods = len(counts[0])
    longest = limits.periods or periods // 2
    by_period = [sum(row[t] for row in counts) for t in range(periods)]
    for centre in points:
        for radius in sorted({km(centre, each) for each in points}):
            if limits.radius_km is not None and radius > limits.radius_km:
                continue
            inside = [i for i, each in enumerate(points) if km(centre, each) <= radius + 1e-9]
            in_circle = sum(sum(counts[i]) for i in inside)
            if Fraction(in_circle, cases) > Fraction(limits.share):
                continue
            for first in range(periods):
                for last in range(first, min(first + longest, periods)):
                    if limits.kind is Kind.PROSPECTIVE and last != periods - 1:
                        continue
                    if last - first + 1 >= periods:
                        continue
                    c = sum(counts[i][t] for i in inside for t in range(first, last + 1))
                    mu = in_circle * sum(by_period[first : last + 1]) / cases
                    if c < 2 or c <= mu:
                        continue
                    ratio = c * math.log(c / mu)
                    if c < cases:
                        ratio += (cases - c) * math.log((cases - c) / (cases - mu))
                    yield ratio, frozenset(inside), first, last, c, mu


def highest_by_hand(counts, points, limits) -> float:
    return max((each[0] for each in every_cylinder(counts, points, limits)), default=0.0)


def clusters_by_hand(counts, points, limits) -> list[float]:
    """Statistics of the most likely cluster and of those that share no place with a stronger one."""
    remaining = list(every_cylinder(counts, points, limits))
    found = []
    while remaining and len(found) < MOST_CLUSTERS:
        best = max(remaining, key=lambda each: each[0])
        found.append(best[0])
        # Equal cylinders may differ in what they cover; the comparison stops where it would matter.
        rivals = {each[1] for each in remaining if abs(each[0] - best[0]) < 1e-9}
        if len(rivals) > 1:
            break
        remaining = [each for each in remaining if not each[1] & best[1]]
    return found


def small_set(seed: int) -> tuple[np.ndarray, list[tuple[float, float]], Limits]:
    """A random table with ragged totals, points on a coarse grid (so that distances tie), odd limits."""
    random = np.random.default_rng(seed)
    places, periods = int(random.integers(3, 9)), int(random.integers(3, 9))
    points = [(-9 + 0.1 * float(a), 124 + 0.1 * float(b)) for a, b in random.integers(0, 6, (places, 2))]
    weights = random.gamma(0.7, size=(places, 1)) * random.gamma(2.0, size=(1, periods))
    counts = random.poisson(weights * 2)
    if seed % 3 == 0:
        counts[random.integers(places), random.integers(periods)] += 6
    limits = Limits(
        kind=Kind.PROSPECTIVE if seed % 4 == 0 else Kind.RETROSPECTIVE,
        share=[0.5, 0.5, 0.3][seed % 3],
        radius_km=[None, None, 30.0][seed % 3],
        periods=[None, 2, None, 1][seed % 4],
        replications=19,
        seed=seed,
    )
    return counts, points, limits


def columns(points: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([each[0] for each in points]), np.array([each[1] for each in points])


@pytest.mark.parametrize("seed", range(50))
def test_the_scan_equals_brute_force(seed: int) -> None:
    counts, points, limits = small_set(seed)
    found = cylinders(counts, *columns(points), limits)
    by_hand = clusters_by_hand(counts.tolist(), points, limits)
    assert [each.statistic for each in found][: len(by_hand)] == pytest.approx(by_hand, rel=1e-9)
    drawn = [
        highest_by_hand(table.tolist(), points, limits)
        for table in shuffled(counts, limits.replications, limits.seed)
    ]
    assert maxima(counts, *columns(points), limits) == pytest.approx(drawn, rel=1e-9, abs=1e-9)
    for each in found:
        higher = sum(value >= each.statistic - 1e-9 for value in drawn)
        assert each.p == (1 + higher) / (limits.replications + 1)
        assert_adds_up(each, counts)


def assert_adds_up(each: Cylinder, counts: np.ndarray) -> None:
    window = slice(each.first, each.last + 1)
    inside = list(each.places)
    assert each.observed == counts[inside, window].sum()
    expected = counts[inside].sum() * counts[:, window].sum() / counts.sum()
    assert each.expected == pytest.approx(expected)
    assert each.statistic == pytest.approx(
        float(statistic(np.array(float(each.observed)), np.array(expected), float(counts.sum())))
    )


def test_fifty_small_sets_hold_clusters_and_none() -> None:
    """The comparison above would be empty if nothing were ever found."""
    strengths = [highest_by_hand(small_set(seed)[0].tolist(), *small_set(seed)[1:]) for seed in range(50)]
    assert sum(value > 0 for value in strengths) >= 40


def test_batches_and_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """One table at a time, one circle per block, against the layout that is fast."""
    counts, latitude, longitude = many(seed=3, places=60, periods=12, cases=300)
    limits = Limits(replications=40)
    fast = maxima(counts, latitude, longitude, limits)
    monkeypatch.setattr(scan_cylinders, "_BATCH", 7)
    monkeypatch.setattr(scan_search, "_CHUNK", 1)
    monkeypatch.setattr(scan_zones, "_SPREAD", 0.0)
    assert maxima(counts, latitude, longitude, limits) == pytest.approx(fast, rel=1e-9)


def test_more_cases_than_a_small_number_holds_are_counted_right(monkeypatch: pytest.MonkeyPatch) -> None:
    counts, latitude, longitude = many(seed=4, places=12, periods=6, cases=9_000)
    limits = Limits(replications=5)
    by_hand = [
        highest_by_hand(table.tolist(), list(zip(latitude, longitude, strict=True)), limits)
        for table in shuffled(counts, 5, limits.seed)
    ]
    assert maxima(counts, latitude, longitude, limits) == pytest.approx(by_hand, rel=1e-9)


def many(*, seed: int, places: int, periods: int, cases: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    weights = random.gamma(1.0, size=places)
    counts = random.multinomial(cases, np.repeat(weights / weights.sum() / periods, periods))
    return counts.reshape(places, periods), random.uniform(-11, -8, places), random.uniform(119, 126, places)


def test_shuffling_keeps_both_totals_and_breaks_the_table() -> None:
    counts, _, _ = many(seed=5, places=20, periods=8, cases=200)
    tables = list(shuffled(counts, 10, seed=1))
    assert all((table.sum(axis=0) == counts.sum(axis=0)).all() for table in tables)
    assert all((table.sum(axis=1) == counts.sum(axis=1)).all() for table in tables)
    assert not any((table == counts).all() for table in tables)


def test_p_is_spread_evenly_when_there_is_no_cluster() -> None:
    """120 null sets: a twentieth of the p values below 0.05, half below 0.5, by chance's own measure."""
    values = []
    for seed in range(120):
        counts, latitude, longitude = many(seed=seed, places=25, periods=12, cases=120)
        found = cylinders(counts, latitude, longitude, Limits(replications=99, seed=seed))
        values.append(found[0].p)
    below = np.array([[p <= at for p in values] for at in (0.05, 0.25, 0.5, 0.75)]).sum(axis=1)
    # Four standard deviations of a binomial; the counts are fixed by the seeds.
    assert [int(n) for n in below] == [
        pytest.approx(120 * at, abs=4 * sqrt(120 * at * (1 - at))) for at in (0.05, 0.25, 0.5, 0.75)
    ]


def test_a_planted_cluster_is_found_where_and_when_it_is() -> None:
    counts, latitude, longitude = many(seed=6, places=40, periods=24, cases=400)
    near = np.argsort((latitude - latitude[7]) ** 2 + (longitude - longitude[7]) ** 2)[:3]
    counts[near, 15:17] += 4
    found = cylinders(counts, latitude, longitude, Limits())
    assert found[0].p <= 0.005
    assert set(near.tolist()) & set(found[0].places)
    assert (found[0].first, found[0].last) == (15, 16)
    assert not found[0].p > found[-1].p


def test_secondary_clusters_share_no_place() -> None:
    counts, latitude, longitude = many(seed=7, places=40, periods=24, cases=400)
    found = cylinders(counts, latitude, longitude, Limits(replications=19))
    taken = [place for each in found for place in each.places]
    assert len(found) > 1
    assert len(taken) == len(set(taken))
    assert [each.statistic for each in found] == sorted((each.statistic for each in found), reverse=True)


def expected_by_hand(strata: np.ndarray, inside: list[int], window: slice) -> float:
    """The sum over the strata of what margins alone lead one to expect."""
    return sum(each[inside].sum() * each[:, window].sum() / each.sum() for each in strata if each.sum())


def highest_of_strata(table: np.ndarray, strata: np.ndarray, xs: list[float], fewest: int) -> float:
    """Places on a line, every circle and window by definition."""
    cases, (places, periods), best = table.sum(), table.shape, 0.0
    for centre in range(places):
        for radius in {abs(x - xs[centre]) for x in xs}:
            inside = [i for i in range(places) if abs(xs[i] - xs[centre]) <= radius + 1e-9]
            if table[inside].sum() * 2 > cases:
                continue
            for first in range(periods):
                for last in range(first, min(first + periods // 2, periods)):
                    window = slice(first, last + 1)
                    c, mu = table[inside, window].sum(), expected_by_hand(strata, inside, window)
                    if c >= fewest and c > mu:
                        rest = (cases - c) * math.log((cases - c) / (cases - mu)) if c < cases else 0.0
                        best = max(best, c * math.log(c / mu) + rest)
    return best


@pytest.mark.parametrize(("seed", "fewest"), [(1, 2), (2, 2), (3, 5)])
def test_strata_on_a_plane_with_a_least_count_equal_brute_force(seed: int, fewest: int) -> None:
    random = np.random.default_rng(seed)
    strata = random.poisson(random.gamma(0.8, size=(3, 6, 8)))
    xs = [0.0, 1.0, 2.5, 4.0, 4.5, 9.0]
    limits = Limits(replications=5, seed=seed, fewest=fewest, on_plane=True)
    at = np.zeros(6), np.array(xs)
    first = cylinders(strata, *at, limits)[0]
    assert first.statistic == pytest.approx(highest_of_strata(strata.sum(axis=0), strata, xs, fewest))
    window = slice(first.first, first.last + 1)
    assert first.expected == pytest.approx(expected_by_hand(strata, list(first.places), window))
    assert first.observed >= fewest
    drawn = [highest_of_strata(each, strata, xs, fewest) for each in shuffled(strata, 5, seed)]
    assert maxima(strata, *at, limits) == pytest.approx(drawn)


def test_shuffling_within_days_of_the_week_keeps_how_many_each_place_has_of_each() -> None:
    """One stratum a weekday, periods of a day: a Monday's case can only become another Monday's."""
    random = np.random.default_rng(8)
    strata = np.zeros((7, 5, 28), np.int64)
    for day in range(28):
        strata[day % 7, :, day] = random.poisson(1.5, 5)
    for table in shuffled(strata, 5, seed=2):
        for weekday in range(7):
            moved = table[:, weekday::7]
            assert (moved.sum(axis=1) == strata[weekday].sum(axis=1)).all()
            assert (moved.sum(axis=0) == strata[weekday, :, weekday::7].sum(axis=0)).all()
        assert (table != strata.sum(axis=0)).any()


def test_the_gumbel_p_is_that_of_scipy_with_the_same_moments() -> None:
    drawn = np.random.default_rng(9).gumbel(7.0, 1.3, 999)
    scale = drawn.std(ddof=1) * math.sqrt(6) / math.pi
    fitted = gumbel_r(drawn.mean() - np.euler_gamma * scale, scale)
    for value in (0.0, 5.0, 8.0, 12.0, 40.0):
        assert gumbel_p(value, drawn) == pytest.approx(fitted.sf(value), rel=1e-9)
    assert gumbel_p(8.0, np.full(99, 3.0)) is None
    assert gumbel_p(8.0, np.array([3.0])) is None


def test_a_place_with_its_own_day_of_the_week_is_no_cluster_once_adjusted_for_it() -> None:
    """Mondays were busy for two weeks in both places that have Mondays only: days differ, places do not."""
    monday = date(2024, 1, 1).toordinal()
    cases = [Case("A", date.fromordinal(monday + 7 * week), 3 if week in (4, 5) else 1) for week in range(10)]
    cases += [
        Case("B", date.fromordinal(monday + 7 * week), 3 if week in (4, 5) else 1) for week in range(10)
    ]
    cases += [Case("C", date.fromordinal(monday + 7 * week + 2), 2) for week in range(10)]
    limits = Limits(replications=19)
    plain = scan(SITES, cases, unit=Unit.WEEK, limits=limits).clusters
    adjusted = scan(SITES, cases, unit=Unit.WEEK, limits=Limits(replications=19, by_weekday=True)).clusters
    assert plain
    assert adjusted == ()


def test_one_stratum_that_is_all_in_one_period_leaves_nothing_to_shuffle() -> None:
    cases = [Case("A", date(2024, 1, 1), 3, "x"), Case("B", date(2024, 3, 1), 3, "y")]
    assert scan(SITES, cases).hindrance is Hindrance.NOTHING_TO_SHUFFLE


SITES = [Site("A", -9.5, 124.9), Site("B", -9.6, 124.8), Site("C", -8.3, 123.0), Site("D", -10.5, 121.8)]


def monthly(**counts: list[int]) -> list[Case]:
    """One case record per place and month of 2024."""
    return [
        Case(place, date(2024, month, 15), count)
        for place, row in counts.items()
        for month, count in enumerate(row, start=1)
    ]


OUTBREAK = monthly(
    A=[0, 1, 0, 0, 1, 0, 7, 6, 0, 1, 0, 0],
    B=[1, 0, 0, 1, 0, 0, 4, 5, 0, 0, 1, 0],
    C=[2, 1, 3, 2, 2, 3, 1, 2, 2, 3, 2, 2],
    D=[1, 2, 1, 1, 2, 1, 2, 1, 1, 2, 1, 3],
)


def test_a_cluster_is_told_in_dates_places_and_kilometres() -> None:
    found = scan(SITES, OUTBREAK)
    first = found.clusters[0]
    assert first.places in {("A", "B"), ("B", "A")}
    assert (first.starts_on, first.ends_on) == (date(2024, 7, 1), date(2024, 8, 31))
    assert (first.observed, first.p, first.is_noteworthy) == (22, 0.001, True)
    assert first.expected == pytest.approx(28 * 28 / found.cases)
    assert first.radius_km == pytest.approx(km((-9.5, 124.9), (-9.6, 124.8)))
    assert first.recurrence_days == pytest.approx(((date(2024, 12, 15) - date(2024, 1, 15)).days + 1) * 1000)


def test_the_same_input_and_seed_give_the_same_answer() -> None:
    assert scan(SITES, OUTBREAK) == scan(SITES, list(reversed(OUTBREAK)))


def test_a_prospective_scan_sees_only_what_is_still_alive() -> None:
    alive = Limits(kind=Kind.PROSPECTIVE)
    assert all(each.ends_on == date(2024, 12, 15) for each in scan(SITES, OUTBREAK, limits=alive).clusters)
    until_august = scan(SITES, OUTBREAK, limits=alive, ends_on=date(2024, 8, 31))
    first = until_august.clusters[0]
    assert (set(first.places), first.ends_on) == ({"A", "B"}, date(2024, 8, 31))
    assert first.is_noteworthy
    assert until_august.left_out == sum(case.count for case in OUTBREAK if case.day > date(2024, 8, 31))
    # One scan a month: what comes by chance once in so many scans comes once in so many months.
    assert first.recurrence_days == pytest.approx(230 / 8 / first.p)


@pytest.mark.parametrize(
    ("unit", "first", "last", "begins"),
    [
        (Unit.DAY, date(2024, 2, 28), date(2024, 3, 1), ["2024-02-28", "2024-02-29", "2024-03-01"]),
        (Unit.WEEK, date(2024, 1, 1), date(2024, 1, 23), ["2024-01-01", "2024-01-10", "2024-01-17"]),
        (Unit.WEEK, date(2024, 1, 1), date(2024, 1, 5), ["2024-01-01"]),
        (Unit.YEAR, date(2022, 11, 27), date(2024, 1, 3), ["2022-11-27", "2023-01-01", "2024-01-01"]),
        (Unit.MONTH, date(2023, 11, 20), date(2024, 1, 3), ["2023-11-20", "2023-12-01", "2024-01-01"]),
    ],
)
def test_days_weeks_and_months_begin_where_they_should(unit, first, last, begins) -> None:
    assert [str(day) for day in space_time_scan._periods(first, last, unit)] == begins


@pytest.mark.parametrize(
    ("cases", "hindrance"),
    [
        ([Case("A", date(2024, 1, 1)), Case("B", date(2024, 3, 1), 0)], Hindrance.TOO_FEW_CASES),
        ([Case("A", date(2024, 1, 1), 5), Case("B", date(2024, 1, 9), 7)], Hindrance.ONE_PERIOD),
        ([Case("A", date(2024, 1, 1), 5), Case("A", date(2024, 9, 9), 7)], Hindrance.ONE_PLACE),
    ],
)
def test_what_cannot_cluster_is_said_and_not_computed(cases: list[Case], hindrance: Hindrance) -> None:
    found = scan(SITES, cases)
    assert (found.hindrance, found.clusters) == (hindrance, ())


def test_a_table_that_is_all_as_expected_has_no_cluster() -> None:
    even = scan(SITES, monthly(A=[2] * 12, B=[1] * 12, C=[3] * 12))
    assert (even.clusters, even.hindrance) == ((), None)


def test_places_on_one_point_join_the_circle_together() -> None:
    twins = [Site("A", -9.5, 124.9), Site("B", -9.5, 124.9), Site("C", -8.3, 123.0), Site("D", -10.5, 121.8)]
    first = scan(twins, OUTBREAK).clusters[0]
    assert (set(first.places), first.radius_km) == ({"A", "B"}, 0.0)


@pytest.mark.parametrize(
    ("sites", "cases", "given", "said"),
    [
        (SITES, [], {}, "Tidak ada kasus"),
        ([*SITES, SITES[0]], OUTBREAK, {}, "dua kali"),
        ([*SITES, Site("E", float("nan"), 124)], OUTBREAK, {}, "koordinat"),
        ([*SITES, Site("E", -9, 191)], OUTBREAK, {}, "koordinat"),
        (SITES[:2], OUTBREAK, {}, "tidak dikenal"),
        (SITES, [*OUTBREAK, Case("A", date(2024, 1, 1), -1)], {}, "negatif"),
        (SITES, OUTBREAK, {"limits": Limits(share=0.6)}, "setengah"),
        (SITES, OUTBREAK, {"limits": Limits(share=float("nan"))}, "setengah"),
        (SITES, OUTBREAK, {"limits": Limits(radius_km=-1)}, "Jari-jari"),
        (SITES, OUTBREAK, {"limits": Limits(periods=0)}, "Jendela"),
        (SITES, OUTBREAK, {"limits": Limits(replications=0)}, "Ulangan"),
        (SITES, OUTBREAK, {"limits": Limits(fewest=1)}, "sekurang-kurangnya 2"),
        ([*SITES, Site("E", float("inf"), 1)], OUTBREAK, {"limits": Limits(on_plane=True)}, "x dan y"),
        (SITES, OUTBREAK, {"starts_on": date(2025, 1, 1), "ends_on": date(2024, 1, 1)}, "tukar"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(sites, cases, given, said) -> None:
    with pytest.raises(RuleBroken, match=said):
        scan(sites, cases, **given)


def test_the_statistic_of_a_worked_case() -> None:
    """Ten cases where two were expected, of a hundred: 10 ln 5 + 90 ln (90/98)."""
    value = statistic(np.array([10.0, 2.0, 1.0, 100.0]), np.array([2.0, 2.0, 0.1, 50.0]), 100.0)
    worked = [10 * math.log(5) + 90 * math.log(90 / 98), 0.0, 0.0, 100 * math.log(2)]
    assert value == pytest.approx(worked)
