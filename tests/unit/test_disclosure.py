"""Small counts never leave the server, not even as a difference from a total."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.disclosure import THRESHOLDS, Count, disclose
from domain.permissions import DisclosureTier
from domain.regions import RegionLevel

TIERS = [tier for tier in DisclosureTier if tier is not DisclosureTier.CASES]
tables = st.dictionaries(st.sampled_from([f"53.{n:02}" for n in range(1, 23)]), st.integers(0, 30))


def of_regencies(counts: dict[str, int], tier: DisclosureTier) -> dict[str, Count]:
    return disclose(counts, tier=tier, level=RegionLevel.REGENCY)


@given(tables, st.sampled_from(list(RegionLevel)))
def test_the_cases_tier_sees_every_count(counts: dict[str, int], level: RegionLevel) -> None:
    shown = disclose(counts, tier=DisclosureTier.CASES, level=level)
    assert shown == {code: Count(value) for code, value in counts.items()}


@given(tables, st.sampled_from(TIERS))
def test_nobody_else_sees_a_count_below_the_threshold(counts: dict[str, int], tier: DisclosureTier) -> None:
    shown = of_regencies(counts, tier)
    assert all(
        count.is_hidden or count.value == 0 or count.value >= THRESHOLDS[tier] for count in shown.values()
    )


@given(tables, st.sampled_from(TIERS))
def test_what_is_shown_is_true(counts: dict[str, int], tier: DisclosureTier) -> None:
    shown = of_regencies(counts, tier)
    assert shown.keys() == counts.keys()
    assert all(count.is_hidden or count.value == counts[code] for code, count in shown.items())


@given(tables.filter(lambda counts: len(counts) > 1), st.sampled_from(TIERS))
@example({"53.01": 2, "53.02": 0, "53.03": 0}, DisclosureTier.AGENCY)
def test_a_hidden_cell_is_never_alone(counts: dict[str, int], tier: DisclosureTier) -> None:
    """One hidden cell follows from the total of the table, which is shown."""
    hidden = [code for code, count in of_regencies(counts, tier).items() if count.is_hidden]
    assert len(hidden) != 1


@given(tables, st.sampled_from(TIERS))
def test_a_threshold_is_named_on_small_counts_alone(counts: dict[str, int], tier: DisclosureTier) -> None:
    named = {code for code, count in of_regencies(counts, tier).items() if count.hidden_below}
    assert named <= {code for code, value in counts.items() if 0 < value < THRESHOLDS[tier]}


@given(tables, st.sampled_from(TIERS))
def test_no_more_than_one_further_count_is_hidden(counts: dict[str, int], tier: DisclosureTier) -> None:
    shown = of_regencies(counts, tier)
    small = sum(0 < value < THRESHOLDS[tier] for value in counts.values())
    hidden = sum(count.is_hidden for count in shown.values())
    assert small <= hidden <= small + (small == 1)


@pytest.mark.parametrize("tier", TIERS)
def test_zero_shows_where_nothing_is_hidden(tier: DisclosureTier) -> None:
    assert of_regencies({"53.01": 0, "53.02": 40}, tier) == {"53.01": Count(0), "53.02": Count(40)}


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
    assert of_regencies({"53.01": value, "53.02": value, "53.03": 99}, tier)["53.01"].is_hidden is hidden


def test_the_smallest_visible_count_is_hidden_beside_a_single_small_one() -> None:
    shown = of_regencies({"53.01": 2, "53.02": 9, "53.03": 4, "53.04": 0}, DisclosureTier.AGENCY)
    assert {code: count.value for code, count in shown.items()} == {
        "53.01": None, "53.02": 9, "53.03": None, "53.04": 0,
    }  # fmt: skip


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("level", [RegionLevel.DISTRICT, RegionLevel.VILLAGE])
def test_below_the_kabupaten_nobody_else_sees_any_count(tier: DisclosureTier, level: RegionLevel) -> None:
    shown = disclose({"53.21.01": 0, "53.21.02": 500}, tier=tier, level=level)
    assert shown == {"53.21.01": Count(None), "53.21.02": Count(None)}


@pytest.mark.parametrize("tier", TIERS)
def test_the_provinces_total_is_open(tier: DisclosureTier) -> None:
    assert disclose({"53": 1}, tier=tier, level=RegionLevel.PROVINCE) == {"53": Count(1)}


def test_every_tier_has_a_threshold_and_the_screen_the_highest() -> None:
    assert set(THRESHOLDS) == set(DisclosureTier)
    assert max(THRESHOLDS, key=lambda tier: THRESHOLDS[tier]) is DisclosureTier.SHARED_SCREEN
