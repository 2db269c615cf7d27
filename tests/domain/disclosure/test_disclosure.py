"""Small counts never leave the server, not even as a difference from a total, a parent or a year."""

from itertools import pairwise, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.access.permissions import DisclosureTier
from domain.disclosure.suppression import (
    HIDDEN,
    NOWHERE,
    THRESHOLDS,
    Count,
    Published,
    YearTable,
    open_flows,
    publish,
)
from domain.disclosure.two_way_tables import UNBOUNDED, TwoWayTable

TIERS = [tier for tier in DisclosureTier if tier is not DisclosureTier.CASES]
REGIONS = (*(f"53.{number:02}" for number in range(1, 23)), NOWHERE)

few = st.sampled_from([0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 7, 11, 14, 30])


@st.composite
def year_tables(draw: st.DrawFn) -> YearTable:
    years = tuple(range(2020, 2020 + draw(st.integers(1, 6))))
    busy = draw(st.integers(1, len(REGIONS)))
    rows = [tuple(draw(few) if index < busy else 0 for _ in years) for index, _region in enumerate(REGIONS)]
    return YearTable(REGIONS, years, tuple(rows))


def one_year(*counts: int) -> YearTable:
    padded = [*counts, *[0] * (len(REGIONS) - len(counts))]
    return YearTable(REGIONS, (2025,), tuple((count,) for count in padded))


def shown(published: Published, year: int = 2025) -> list[int | None]:
    return [published.cells[region, year].value for region in REGIONS]


def what_a_reader_knows(table: YearTable, published: Published, tier: DisclosureTier) -> TwoWayTable:
    """Everything published, with the marks taken at their word."""
    found, rows = TwoWayTable(), dict(table.rows())
    for (region, year), count in published.cells.items():
        if count.is_hidden:
            known = (1, THRESHOLDS[tier] - 1) if count.hidden_below else (0, UNBOUNDED)
            found.hide(region, year, rows[region][year], *known)
    for region, count in published.sums.items():
        if count.is_hidden:
            known = (1, THRESHOLDS[tier] - 1) if count.hidden_below else (count.at_least, UNBOUNDED)
            found.hide_sum(region, sum(rows[region].values()), *known)
    return found


@given(year_tables())
def test_the_cases_tier_sees_every_count(table: YearTable) -> None:
    published = publish(table, DisclosureTier.CASES)
    for region, row in table.rows():
        assert {year: published.cells[region, year] for year in row} == {y: Count(n) for y, n in row.items()}
        assert published.sums[region] == Count(sum(row.values()))


@given(year_tables(), st.sampled_from(TIERS))
def test_nobody_else_sees_a_count_below_the_threshold(table: YearTable, tier: DisclosureTier) -> None:
    published = publish(table, tier)
    for count in (*published.cells.values(), *published.sums.values()):
        assert count.is_hidden or count.value == 0 or count.value >= THRESHOLDS[tier]


@given(year_tables(), st.sampled_from(TIERS))
def test_what_is_shown_is_true(table: YearTable, tier: DisclosureTier) -> None:
    published = publish(table, tier)
    for region, row in table.rows():
        for year, true in row.items():
            assert published.cells[region, year].value in (None, true)
        assert published.sums[region].value in (None, sum(row.values()))
        assert published.sums[region].at_least <= sum(row.values())


@settings(max_examples=200)
@given(year_tables(), st.sampled_from(TIERS))
@example(one_year(1), DisclosureTier.AGENCY)
@example(one_year(1, 1, 1), DisclosureTier.AGENCY)
@example(one_year(2, 2, 40), DisclosureTier.AGENCY)
@example(one_year(10, 10, 10), DisclosureTier.SHARED_SCREEN)
def test_of_every_hidden_count_its_bounds_stay_apart(table: YearTable, tier: DisclosureTier) -> None:
    threshold, published = THRESHOLDS[tier], publish(table, tier)
    found, rows = what_a_reader_knows(table, published, tier), dict(table.rows())
    for (region, year), count in published.cells.items():
        if count.is_hidden:
            low, high = found.cell(region, year)
            small = 0 < rows[region][year] < threshold
            enough = min(max(1, threshold // 2), published.by_year[year]) if small else 1
            assert high - low >= enough, (region, year, low, high)
    for region, count in published.sums.items():
        if count.is_hidden:
            low, high = found.sum(region)
            assert high > low, (region, low, high)


@given(year_tables(), st.sampled_from(TIERS))
def test_what_the_shown_years_leave_of_a_shown_sum_is_no_small_count(
    table: YearTable, tier: DisclosureTier
) -> None:
    published = publish(table, tier)
    for region in REGIONS:
        sum_, years = published.sums[region], [published.cells[region, year] for year in table.years]
        if sum_.value is not None and any(count.is_hidden for count in years):
            assert sum_.value - sum(count.value or 0 for count in years) >= THRESHOLDS[tier]


@given(year_tables())
def test_who_sits_in_both_rooms_learns_nothing_from_the_lower_one(table: YearTable) -> None:
    agency, screen = (publish(table, tier) for tier in TIERS)
    for place in ("cells", "sums"):
        upper, lower = getattr(agency, place), getattr(screen, place)
        for key, count in upper.items():
            if count.is_hidden:
                assert lower[key].is_hidden
                assert lower[key].hidden_below is None or count.hidden_below is not None
                assert lower[key].at_least <= count.at_least


@given(year_tables(), st.sampled_from(TIERS))
def test_a_mark_is_true_and_stands_on_small_counts_alone(table: YearTable, tier: DisclosureTier) -> None:
    published, rows = publish(table, tier), dict(table.rows())
    for (region, year), count in published.cells.items():
        if count.hidden_below:
            assert 0 < rows[region][year] < count.hidden_below == THRESHOLDS[tier]
    for region, count in published.sums.items():
        if count.hidden_below:
            assert 0 < sum(rows[region].values()) < count.hidden_below


@given(year_tables(), st.sampled_from(list(DisclosureTier)))
def test_the_same_counts_are_published_the_same_way(table: YearTable, tier: DisclosureTier) -> None:
    again = YearTable(table.regions, table.years, tuple(tuple(row) for row in table.counts))
    first = publish(table, tier)
    publish.cache_clear()
    assert publish(again, tier) == first


@given(year_tables(), st.sampled_from(list(DisclosureTier)))
def test_the_provinces_counts_are_open(table: YearTable, tier: DisclosureTier) -> None:
    totals = [sum(row[index] for row in table.counts) for index in range(len(table.years))]
    assert publish(table, tier).by_year == dict(zip(table.years, totals, strict=True))


@pytest.mark.parametrize(
    ("tier", "value", "hidden"),
    [
        (DisclosureTier.AGENCY, 2, True),
        (DisclosureTier.AGENCY, 3, False),
        (DisclosureTier.SHARED_SCREEN, 10, True),
        (DisclosureTier.SHARED_SCREEN, 11, False),
    ],
)
def test_a_tier_sees_counts_from_its_threshold_on(tier: DisclosureTier, value: int, hidden: bool) -> None:
    published = publish(one_year(value, value - 1, 1, 99), tier)
    assert published.cells["53.01", 2025].is_hidden is hidden
    assert published.cells["53.04", 2025] == Count(99)


@pytest.mark.parametrize("tier", TIERS)
def test_zero_shows_where_nothing_is_hidden(tier: DisclosureTier) -> None:
    assert shown(publish(one_year(40), tier)) == [40, *[0] * 22]


def test_no_more_is_hidden_than_the_small_counts_where_these_protect_each_other() -> None:
    published = publish(one_year(1, 2, 1, 5, 3), DisclosureTier.AGENCY)
    assert shown(published)[:5] == [None, None, None, 5, 3]
    assert {published.cells[region, 2025].hidden_below for region in REGIONS[:3]} == {3}


def test_beside_a_single_small_count_the_smallest_that_shows_is_hidden_and_neither_is_marked() -> None:
    published = publish(one_year(2, 9, 4, 30), DisclosureTier.AGENCY)
    assert shown(published)[:4] == [None, 9, None, 30]
    assert published.cells["53.01", 2025] == published.cells["53.03", 2025] == HIDDEN


@pytest.mark.parametrize("equal", [1, 2])
def test_equal_small_counts_are_not_given_away_by_the_total_beside_them(equal: int) -> None:
    """All of them 1, or all of them 2: a total beside the mark '<3' would say so."""
    published = publish(one_year(equal, equal, equal, 8, 20), DisclosureTier.AGENCY)
    assert shown(published)[:5] == [None, None, None, None, 20]
    assert {published.cells[region, 2025] for region in REGIONS[:4]} == {HIDDEN}


def test_a_single_report_of_the_whole_province_could_be_from_any_of_three() -> None:
    published = publish(one_year(1), DisclosureTier.AGENCY)
    assert published.total == 1
    assert [published.cells[region, 2025] for region in REGIONS].count(HIDDEN) == 3


def test_a_sum_over_years_is_told_where_each_year_is_too_small_to_show() -> None:
    rows = [(2, 1, 2, 2), (1, 2, 1, 2), (1, 1, 2, 1)] + [(0, 0, 0, 0)] * 20
    published = publish(YearTable(REGIONS, (2023, 2024, 2025, 2026), tuple(rows)), DisclosureTier.AGENCY)
    assert [published.cells[region, 2024].value for region in REGIONS[:3]] == [None, None, None]
    assert published.sums["53.01"] == Count(7)


def test_a_large_sum_is_told_at_the_price_of_one_old_year() -> None:
    rows = [(5, 9, 1), (4, 4, 2), (1, 2, 2), (2, 1, 1)] + [(0, 0, 0)] * 19
    published = publish(YearTable(REGIONS, (2024, 2025, 2026), tuple(rows)), DisclosureTier.AGENCY)
    assert published.sums["53.01"] == Count(15)
    assert [published.cells["53.01", year].value for year in (2024, 2025, 2026)] == [None, 9, None]


def test_a_sum_that_is_not_told_says_what_its_shown_years_come_to() -> None:
    rows = [(0, 9), (2, 0), (0, 6)] + [(0, 0)] * 20
    published = publish(YearTable(REGIONS, (2025, 2026), tuple(rows)), DisclosureTier.AGENCY)
    hidden = [count for count in published.sums.values() if count.is_hidden]
    assert hidden
    assert all(count.at_least in (0, 6, 9) for count in hidden)


def test_a_register_without_a_year_publishes_nothing() -> None:
    for tier in DisclosureTier:
        published = publish(YearTable(REGIONS, (), ((),) * len(REGIONS)), tier)
        assert (published.total, published.cells) == (0, {})
        assert set(published.sums.values()) == {Count(0)}


def test_every_tier_has_a_threshold_and_the_screen_the_highest() -> None:
    assert set(THRESHOLDS) == set(DisclosureTier)
    assert max(THRESHOLDS, key=lambda tier: THRESHOLDS[tier]) is DisclosureTier.SHARED_SCREEN


class TestFlows:
    YEARS = (2025, 2026)

    def published(self, counts: dict[str, int], tier: DisclosureTier) -> Published:
        rows = tuple((0, counts.get(region, 0)) for region in REGIONS)
        return publish(YearTable(REGIONS, self.YEARS, rows), tier)

    @given(
        st.dictionaries(
            st.tuples(st.sampled_from(REGIONS[:4]), st.integers(0, 2), st.sampled_from(["", "MYS"])),
            st.integers(1, 20),
        )
    )
    def test_neither_a_flow_nor_what_is_left_beside_it_is_small(self, flows: dict) -> None:
        sums: dict[str, int] = {}
        for (region, _, _), reports in flows.items():
            sums[region] = sums.get(region, 0) + reports
        seen = []
        for tier in TIERS:
            published = self.published(sums, tier)
            opened = open_flows(flows, published.sums, tier)
            seen.append(set(opened))
            for region in {route[0] for route in opened}:
                left = sums[region] - sum(n for route, n in opened.items() if route[0] == region)
                assert left == 0 or left >= THRESHOLDS[tier]
                assert not published.sums[region].is_hidden
            assert all(n >= THRESHOLDS[tier] and n == flows[route] for route, n in opened.items())
        assert all(lower <= upper for upper, lower in pairwise(seen))

    def test_a_flow_is_merged_where_it_would_leave_a_small_rest(self) -> None:
        flows = {("53.01", 1, "MYS"): 9, ("53.01", 2, "MYS"): 4, ("53.01", 2, "SGP"): 1}
        published = self.published({"53.01": 14}, DisclosureTier.AGENCY)
        assert open_flows(flows, published.sums, DisclosureTier.AGENCY) == {("53.01", 1, "MYS"): 9}


@pytest.mark.parametrize(
    ("tier", "most", "regions"), [(DisclosureTier.AGENCY, 4, 6), (DisclosureTier.SHARED_SCREEN, 15, 3)]
)
def test_who_tries_the_rule_on_every_year_that_fits_still_finds_more_than_one(
    tier: DisclosureTier, most: int, regions: int
) -> None:
    """The inverse of the rule, by trying it on all small years: no answer has one origin alone."""
    origins: dict[tuple[Count, ...], list[tuple[int, ...]]] = {}
    for counts in product(range(most + 1), repeat=regions):
        table = YearTable(REGIONS[:regions], (2025,), tuple((count,) for count in counts))
        published = publish(table, tier)
        answer = (*published.cells.values(), Count(published.total))
        origins.setdefault(answer, []).append(counts)
    for answer, worlds in origins.items():
        if tier is DisclosureTier.SHARED_SCREEN and (answer[-1].value or 0) > most:
            continue  # some of its origins hold a count that was not tried
        for place, count in enumerate(answer[:-1]):
            assert not count.is_hidden or len({world[place] for world in worlds}) > 1, (answer, worlds)


class TestWhatCompanionsTell:
    """Companions are needed by a small count alone, or by such as are all 1 or all 2."""

    YEARS = (2024, 2025)
    BESIDE = dict.fromkeys(REGIONS, (0, 0))

    def published(self, counts: dict[str, tuple[int, int]], tier: DisclosureTier) -> Published:
        return publish(YearTable(REGIONS, self.YEARS, tuple((self.BESIDE | counts).values())), tier)

    def test_two_reports_in_two_neighbourhoods_are_one_each_so_the_sum_of_three_is_not_told(self) -> None:
        published = self.published({"53.01": (2, 1), "53.04": (0, 1)}, DisclosureTier.AGENCY)
        assert published.sums["53.01"].value is None
        assert published.ranges["53.01", 2025] == (0, 1)

    def test_two_reports_in_one_neighbourhood_may_be_of_one_region_so_it_is_told(self) -> None:
        published = self.published({"53.01": (2, 1), "53.02": (0, 1)}, DisclosureTier.AGENCY)
        assert published.sums["53.01"] == Count(3)
        assert published.ranges["53.01", 2025] == (0, 2)

    def test_where_a_larger_count_was_hidden_with_it_none_of_the_hidden_is_zero(self) -> None:
        published = self.published({"53.01": (0, 1), "53.02": (0, 5)}, DisclosureTier.AGENCY)
        assert published.ranges == {(region, 2025): (1, UNBOUNDED) for region in ("53.01", "53.02")}

    @given(year_tables(), st.sampled_from(TIERS))
    def test_what_they_tell_is_true(self, table: YearTable, tier: DisclosureTier) -> None:
        rows = dict(table.rows())
        for (region, year), (low, high) in publish(table, tier).ranges.items():
            assert low <= rows[region][year] <= high
