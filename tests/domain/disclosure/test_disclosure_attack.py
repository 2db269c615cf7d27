"""The attacker finds what a linear program finds, and every leak that is planted for it."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from domain.access.permissions import DisclosureTier
from domain.disclosure.attack import Audit, ToldCount, ToldTotal, audit
from domain.disclosure.suppression import HIDDEN, NOWHERE, THRESHOLDS, Count, Published, YearTable, publish

REGIONS = (*(f"53.{number:02}" for number in range(1, 9)), NOWHERE)
YEARS = (2024, 2025, 2026)
TIERS = [tier for tier in DisclosureTier if tier is not DisclosureTier.CASES]

Rule = Callable[[YearTable, DisclosureTier], Published]

tables = st.lists(
    st.lists(st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 6, 11, 15]), min_size=3, max_size=3),
    min_size=len(REGIONS),
    max_size=len(REGIONS),
).map(lambda rows: YearTable(REGIONS, YEARS, tuple(tuple(row) for row in rows)))


def answers(published: Published) -> tuple[list[ToldCount], list[ToldTotal]]:
    """The grid as it would be read from the screens."""
    said = [
        ToldCount(region, date(year, 1, 1), date(year, 12, 31), count)
        for (region, year), count in published.cells.items()
    ]
    said += [
        ToldCount(region, date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31), count)
        for region, count in published.sums.items()
    ]
    totals = [ToldTotal(date(year, 1, 1), date(year, 12, 31), n) for year, n in published.by_year.items()]
    return said, totals


def attacked(table: YearTable, published: Published, tier: DisclosureTier) -> Audit:
    truth = {(region, date(year, 3, 1)): n for region, row in table.rows() for year, n in row.items()}
    return audit(*answers(published), truth, threshold=THRESHOLDS[tier])


def with_linear_programs(table: YearTable, published: Published, tier: DisclosureTier) -> dict:
    """Bounds of every hidden number by a solver that knows nothing of networks."""
    rows = dict(table.rows())
    cells = [(region, year) for region in REGIONS for year in YEARS]
    place = {cell: index for index, cell in enumerate(cells)}
    equal, equals, ranges = [], [], []
    below, at_most = [], []

    def ranged(count: Count) -> tuple[float, float | None]:
        if count.value is not None:
            return count.value, count.value
        return (1, count.hidden_below - 1) if count.hidden_below else (count.at_least, None)

    for cell in cells:
        ranges.append(ranged(published.cells[cell]))
    for year, total in published.by_year.items():
        equal.append([float(each == year) for _, each in cells])
        equals.append(total)
    for region, count in published.sums.items():
        low, high = ranged(count)
        line = np.array([float(each == region) for each, _ in cells])
        below.append(-line)
        at_most.append(-low)
        if high is not None:
            below.append(line)
            at_most.append(high)
    found = {}
    targets = {
        cell: [float(place[cell] == index) for index in range(len(cells))]
        for cell in cells
        if published.cells[cell].is_hidden
    }
    targets |= {
        (region, None): [float(each == region) for each, _ in cells]
        for region, count in published.sums.items()
        if count.is_hidden
    }
    for target, line in targets.items():
        ends = []
        for sign in (1, -1):
            solved = linprog(
                sign * np.array(line), A_ub=below, b_ub=at_most, A_eq=equal, b_eq=equals, bounds=ranges
            )
            ends.append(sign * solved.fun if solved.status == 0 else np.inf)
        found[target] = tuple(ends)
        region, year = target
        value = rows[region][year] if year else sum(rows[region].values())
        assert ends[0] - 1e-6 <= value <= ends[1] + 1e-6
    return found


def naive(table: YearTable, tier: DisclosureTier) -> Published:
    """Hides the small counts and nothing else, and tells every sum that is not small."""
    threshold = THRESHOLDS[tier]

    def count(value: int) -> Count:
        return Count(None, threshold) if 0 < value < threshold else Count(value)

    exact = publish(table, DisclosureTier.CASES)
    return Published(
        {cell: count(each.value or 0) for cell, each in exact.cells.items()},
        {region: count(each.value or 0) for region, each in exact.sums.items()},
        exact.by_year,
    )


def table_of(*rows: tuple[int, int, int]) -> YearTable:
    return YearTable(REGIONS, YEARS, (*rows, *[(0, 0, 0)] * (len(REGIONS) - len(rows))))


@settings(max_examples=40)
@given(tables, st.sampled_from(TIERS), st.sampled_from([publish, naive]))
def test_the_attacker_finds_exactly_what_linear_programs_find(
    table: YearTable, tier: DisclosureTier, rule: Rule
) -> None:
    published = rule(table, tier)
    result = attacked(table, published, tier)
    bounds = with_linear_programs(table, published, tier)
    fixed = {target for target, (low, high) in bounds.items() if high - low < 0.5}
    recovered = {
        (each.region, each.starts_on.year if each.starts_on.year == each.ends_on.year else None)
        for each in result.recovered
        if (each.starts_on.year, each.ends_on.year) in {(2024, 2026), *((year, year) for year in YEARS)}
    }
    assert recovered == fixed
    assert result.hidden == len(bounds)


@settings(max_examples=200)
@given(tables, st.sampled_from(TIERS))
def test_nothing_is_recovered_from_what_the_rule_publishes(table: YearTable, tier: DisclosureTier) -> None:
    result = attacked(table, publish(table, tier), tier)
    assert result.passes, result


class TestPlantedLeaks:
    def test_a_lone_hidden_cell(self) -> None:
        table = table_of((1, 5, 5), (4, 5, 5))
        result = attacked(table, naive(table, DisclosureTier.AGENCY), DisclosureTier.AGENCY)
        assert not result.passes
        assert ("53.01", 1, 1) in {(each.region, each.low, each.high) for each in result.recovered}

    def test_equal_cells_beside_their_total(self) -> None:
        table = table_of((1, 0, 0), (1, 0, 0), (1, 0, 0), (7, 0, 0))
        result = attacked(table, naive(table, DisclosureTier.AGENCY), DisclosureTier.AGENCY)
        assert {each.region for each in result.recovered} >= {"53.01", "53.02", "53.03"}

    def test_a_sum_beside_all_years_but_one(self) -> None:
        table = table_of((2, 8, 9), (1, 0, 0), (2, 1, 1), (1, 1, 2))
        result = attacked(table, naive(table, DisclosureTier.AGENCY), DisclosureTier.AGENCY)
        assert "53.01" in {each.region for each in result.recovered}

    def test_a_companion_shown_in_another_room(self) -> None:
        """What the agency tier hides to protect another count must not show on the shared screen."""
        table = table_of((2, 0, 0), (12, 0, 0), (30, 0, 0))
        said, totals = answers(publish(table, DisclosureTier.AGENCY))
        assert any(each.region == "53.02" and each.count == HIDDEN for each in said)
        elsewhere = ToldCount("53.02", date(2024, 1, 1), date(2024, 12, 31), Count(12))
        truth = {(region, date(year, 1, 1)): n for region, row in table.rows() for year, n in row.items()}
        result = audit([*said, elsewhere], totals, truth, threshold=3)
        assert "53.01" in {each.region for each in result.recovered}

    def test_two_overlapping_periods(self) -> None:
        """Year and half-year: their difference is the other half, which is small."""
        truth = {
            ("53.01", date(2026, 2, 1)): 8,
            ("53.01", date(2026, 9, 1)): 1,
            ("53.02", date(2026, 9, 1)): 4,
        }
        said = [
            ToldCount("53.01", date(2026, 1, 1), date(2026, 12, 31), Count(9)),
            ToldCount("53.01", date(2026, 1, 1), date(2026, 6, 30), Count(8)),
            ToldCount("53.01", date(2026, 7, 1), date(2026, 12, 31), HIDDEN),
        ]
        result = audit(said, [], truth, threshold=3)
        assert [(each.low, each.high) for each in result.recovered] == [(1, 1)]

    def test_a_rest_of_several_years_that_nobody_was_told(self) -> None:
        """1 and 1 of two years: each stays open, but that both together are 2 does not."""
        table = table_of((1, 1, 9), (2, 1, 0), (1, 2, 0), (2, 2, 0))
        published = naive(table, DisclosureTier.SHARED_SCREEN)
        told = Published(published.cells, {**published.sums, "53.01": Count(11)}, published.by_year)
        told = Published({**told.cells, ("53.01", 2026): Count(9)}, told.sums, told.by_year)
        result = attacked(table, told, DisclosureTier.SHARED_SCREEN)
        pairs = {(each.region, each.starts_on.year, each.ends_on.year) for each in result.recovered}
        assert ("53.01", 2024, 2025) in pairs

    def test_bounds_that_are_too_close(self) -> None:
        table = table_of((4, 0, 0), (1, 0, 0), (1, 0, 0), (20, 0, 0))
        result = attacked(table, naive(table, DisclosureTier.SHARED_SCREEN), DisclosureTier.SHARED_SCREEN)
        assert "53.01" in {each.region for each in result.too_narrow}
        assert not result.passes

    def test_a_count_that_is_not_so(self) -> None:
        said = [ToldCount("53.01", date(2026, 1, 1), date(2026, 12, 31), Count(5))]
        result = audit(said, [], {("53.01", date(2026, 1, 1)): 4}, threshold=3)
        assert (result.untrue, result.passes) == (said, False)

    def test_periods_that_fit_no_network_are_no_proof(self) -> None:
        said = [
            ToldCount("53.01", date(2026, 1, 1), date(2026, 8, 31), Count(5)),
            ToldCount("53.01", date(2026, 5, 1), date(2026, 12, 31), Count(5)),
        ]
        result = audit(said, [], {("53.01", date(2026, 6, 1)): 5}, threshold=3)
        assert (result.unused, result.passes) == (said[1:], False)


def test_without_an_answer_there_is_nothing_to_attack() -> None:
    result = audit([], [], {}, threshold=3)
    assert (result.passes, result.answers, result.hidden, result.narrowest) == (True, 0, 0, None)


@pytest.mark.parametrize("grain", [1, 3])
def test_months_of_the_province_say_no_more_of_a_region_than_their_year(grain: int) -> None:
    table = table_of((1, 5, 5), (2, 5, 5), (1, 5, 5))
    said, _ = answers(publish(table, DisclosureTier.AGENCY))
    truth = {(region, date(year, 1, 1)): n for region, row in table.rows() for year, n in row.items()}
    in_parts = []
    for year, total in publish(table, DisclosureTier.AGENCY).by_year.items():
        for month in range(1, 13, grain):
            end = date(year, month + grain - 1, 1)
            end = date(year, 12, 31) if end.month == 12 else date(year, end.month + 1, 1) - date.resolution
            in_parts.append(ToldTotal(date(year, month, 1), end, total if month == 1 else 0))
    assert audit(said, in_parts, truth, threshold=3).passes
    lone = table_of((1, 5, 5), (4, 5, 5))
    truth = {(region, date(year, 1, 1)): n for region, row in lone.rows() for year, n in row.items()}
    said, _ = answers(naive(lone, DisclosureTier.AGENCY))
    in_parts[0] = ToldTotal(in_parts[0].starts_on, in_parts[0].ends_on, 5)
    assert not audit(said, in_parts, truth, threshold=3).passes
