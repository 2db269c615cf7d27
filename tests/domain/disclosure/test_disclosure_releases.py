"""Whoever keeps the pages of all releases finds out no more than from any one of them."""

import random
from collections.abc import Mapping
from datetime import date

import pytest

from domain.access.permissions import DisclosureTier
from domain.disclosure.inference import audit_log
from domain.disclosure.releases import told_by
from domain.disclosure.suppression import Count
from domain.disclosure.told import NOTHING, KnownKind, ReleaseColumn, ReleasedTable, Told, seen
from tests.study.releases import (
    REGIONS,
    TIERS,
    History,
    attack,
    random_history,
    with_memory,
    without_memory,
)

AGENCY = DisclosureTier.AGENCY
BASE, LATER = date(2025, 9, 30), date(2025, 12, 31)
DAYS = (BASE, LATER, date(2026, 3, 31), date(2026, 6, 30))
MALAKA, BELU, ENDE = "53.21", "53.04", "53.08"
MANY = dict.fromkeys(REGIONS, 9)


def table(*releases: Mapping[int, Mapping[str, int]]) -> ReleasedTable:
    """By release and year: by how much each region's count changed."""
    return ReleasedTable(
        REGIONS,
        {
            ReleaseColumn(year, number): {region: changes.get(region, 0) for region in REGIONS}
            for number, years in enumerate(releases, start=1)
            for year, changes in years.items()
        },
    )


def told_after(
    *releases: Mapping[int, Mapping[str, int]], tier: DisclosureTier = AGENCY
) -> tuple[ReleasedTable, Told]:
    """What the tier knows after the last of them, the first on 30 September 2025."""
    told = NOTHING
    for number in range(1, len(releases) + 1):
        found = table(*releases[:number])
        told = told_by(found, tier, number, DAYS[number - 1], told, None)
    return found, told


def cell(found: ReleasedTable, told: Told, region: str, year: int = 2025) -> Count:
    return seen(found, told, found.years).cells[region, year]


@pytest.mark.parametrize(("seed", "releases"), [(103, 5), (111, 5), (15, 6)])
def test_nothing_is_recovered_from_the_pages_of_all_releases(seed: int, releases: int) -> None:
    history = random_history(random.Random(seed), releases)
    pages = with_memory(history)
    for tier in TIERS:
        found = attack(history, pages, tier)
        assert found.hidden
        assert (found.recovered, found.untrue) == ([], 0)


def test_a_withdrawn_report_does_not_tell_what_another_regions_page_left_open() -> None:
    """Malaka's three of two years are told, and the only other report of 2023 is withdrawn: were it said that
    this leaves nothing there, the province's number would be Malaka's."""
    two_years = {2023: {MALAKA: 2, BELU: 1}, 2024: {"53.20": 1, MALAKA: 1, BELU: 1, "53.05": 1}}
    releases = (two_years | {2025: {"53.07": 1, ENDE: 1, "": 1}}, {2023: {BELU: -1}})
    history = History(DAYS[:2], tuple(table(*releases[:number]) for number in (1, 2)))
    pages = with_memory(history)
    assert pages[AGENCY][0].sums[MALAKA] == Count(3)
    assert attack(history, pages, AGENCY).recovered == []


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("held", [(1,), (1, 1), (1, 1, 1), (2, 2, 1)], ids=str)
def test_a_year_of_which_little_or_nothing_is_left_is_no_exposure(
    tier: DisclosureTier, held: tuple[int, ...]
) -> None:
    """What the province's number tells of a year cannot be kept, and is no count of any place."""
    year = dict(zip((MALAKA, BELU, ENDE), held, strict=False))
    found, told = told_after({2024: year, 2025: MANY}, {2024: {MALAKA: -1}}, tier=tier)
    assert audit_log(found, told, tier, DAYS[1]).exposed == 0


@pytest.mark.parametrize("tier", TIERS)
def test_what_is_less_protected_than_it_should_be_holds_nothing_else_back(tier: DisclosureTier) -> None:
    """Only Malaka had reports in 2024, so everybody sees from where the withdrawn one came."""
    base, later = {2024: {MALAKA: 7}, 2025: {BELU: 1, ENDE: 1, MALAKA: 1}}, {2025: MANY}
    untouched = told_after(base, {}, later, tier=tier)
    corrected = told_after(base, {2024: {MALAKA: -1}}, later, tier=tier)
    assert cells(*corrected, 2025) == cells(*untouched, 2025)


def test_a_year_that_came_to_nothing_is_nothing_everywhere_and_tells_no_sum_of_years_anew() -> None:
    """Belu's 22 were told with its one of 2023 among them: 21 told now would tell that one."""
    base = {2022: {BELU: 6, ENDE: 5, MALAKA: 2}, 2023: {BELU: 1}, 2024: {BELU: 6, MALAKA: 7, ENDE: 8}}
    before, after = told_after({**base, 2025: MANY}), told_after({**base, 2025: MANY}, {2023: {BELU: -1}})
    assert cell(*before, BELU, 2023).is_hidden
    assert cells(*after, 2023) == [Count(0)] * len(REGIONS)
    sums = [seen(found, told, found.years).sums[BELU] for found, told in (before, after)]
    assert sums == [Count(22), Count(None)]


def cells(found: ReleasedTable, told: Told, year: int) -> list[Count]:
    return [cell(found, told, region, year) for region in REGIONS]


def test_the_attacker_recovers_what_pages_without_memory_give_away() -> None:
    history = random_history(random.Random(1), 5)
    assert attack(history, without_memory(history), AGENCY).recovered


@pytest.mark.parametrize("seed", range(6))
def test_the_shared_screen_shows_nothing_that_the_agency_tier_does_not(seed: int) -> None:
    pages = with_memory(random_history(random.Random(seed), 6))
    for agency, screen in zip(*(pages[tier] for tier in TIERS), strict=True):
        for place in ("cells", "sums"):
            upper, lower = getattr(agency, place), getattr(screen, place)
            for key, count in lower.items():
                assert count.is_hidden or count == upper[key]


def test_one_new_report_leaves_the_year_as_it_was_told_and_says_at_least() -> None:
    found, told = told_after({2025: MANY}, {2025: {MALAKA: 1, BELU: 2, ENDE: 5}})
    assert cell(found, told, MALAKA) == Count(None, at_least=9)
    assert cell(found, told, ENDE) == Count(14)


def test_a_region_that_waited_is_told_when_enough_has_come() -> None:
    before = {2025: MANY}, {2026: MANY}, {2026: {MALAKA: 2, BELU: 1, ENDE: 2, "53.01": 5}}
    assert cell(*told_after(*before), MALAKA, 2026) == Count(None, at_least=9)
    after = told_after(*before, {2026: {MALAKA: 9}})
    assert cell(*after, MALAKA, 2026) == Count(20)


def test_who_waits_among_few_counts_is_told_together_with_all_who_wait_there_or_not_at_all() -> None:
    """Two came to three regions in both quarters. Told are those sums, 13 each, and who knows that the small
    counts of a quarter needed companions knows that all were 2."""
    few = {MALAKA: 2, BELU: 2, ENDE: 2}
    releases = ({2025: MANY}, {2026: MANY}, {2026: few})
    waiting = [region for region in REGIONS if cell(*told_after(*releases), region, 2026).is_hidden]
    assert len(waiting) == 9
    after = told_after(*releases, {2026: few})
    assert [cell(*after, region, 2026).value for region in waiting] == [None] * 9
    after = told_after(*releases, {2026: dict.fromkeys(waiting, 5)})
    assert [cell(*after, region, 2026).value is None for region in waiting] == [False] * 9


def test_a_release_in_which_nothing_changed_tells_nothing_anew() -> None:
    _, before = told_after({2025: MANY | {MALAKA: 1}})
    assert told_after({2025: MANY | {MALAKA: 1}}, {})[1] == before


def test_a_report_that_moved_changes_no_number_that_was_told() -> None:
    found, told = told_after({2025: MANY}, {2025: {MALAKA: -1, BELU: 1}, 2026: {}})
    assert {cell(found, told, region).value for region in (MALAKA, BELU)} == {None}
    assert cell(found, told, "53.01") == Count(9)


def test_a_back_dated_report_of_a_closed_year_waits_like_any_other() -> None:
    found, told = told_after({2024: MANY, 2025: MANY}, {2024: {MALAKA: 1}})
    assert cell(found, told, MALAKA, 2024).value is None
    assert seen(found, told, (2024,)).by_year == {2024: 9 * len(REGIONS) + 1}


def test_a_single_new_report_hides_more_than_its_own_region() -> None:
    found, told = told_after({2025: MANY}, {2025: {MALAKA: 1}})
    hidden = [region for region in REGIONS if cell(found, told, region).is_hidden]
    assert MALAKA in hidden
    assert len(hidden) >= 3


def test_what_companions_told_of_a_first_release_is_known_to_later_ones_and_is_no_mark() -> None:
    found, told = told_after({2025: {MALAKA: 1, BELU: 1}})
    column = ReleaseColumn(2025, 1)
    assert told.ranges[MALAKA, column] == (0, 1)
    assert cell(found, told, MALAKA) == Count(None)


def test_a_report_that_was_given_another_kind_is_not_where_what_both_kinds_hid_meets() -> None:
    """Of each place that had some of the one kind: what both kinds no longer show is as many as before."""
    mixed = {region: (20, 0, 5, 3)[place % 4] for place, region in enumerate(REGIONS)}
    other = dict.fromkeys(REGIONS, 20)
    hidden: dict[tuple[frozenset[str], frozenset[str]], list[str]] = {}
    for region in (each for each, count in mixed.items() if count):
        begun = [table({2025: mixed}), table({2025: other})]
        told = [told_by(each, AGENCY, 1, DAYS[0], NOTHING, None) for each in begun]
        now = [table({2025: mixed}, {2025: {region: -1}}), table({2025: other}, {2025: {region: 1}})]
        kept = [KnownKind(each, before) for each, before in zip(now, told, strict=True)]
        after = [
            told_by(kept[0].table, AGENCY, 2, DAYS[1], told[0], None, [kept[1]]),
            told_by(kept[1].table, AGENCY, 2, DAYS[1], told[1], None, [kept[0]]),
        ]
        gone, come = (
            frozenset(each for each in REGIONS if cell(found, known, each).is_hidden)
            for found, known in zip(now, after, strict=True)
        )
        hidden.setdefault((gone, come), []).append(region)
    assert min(map(len, hidden.values())) >= 3


def test_a_report_that_was_redated_shows_alike_wherever_it_could_have_been() -> None:
    """One of three places had it in 2024; of these Ende alone showed a number in 2025, where it came to."""
    base = {2024: {BELU: 2, ENDE: 1, MALAKA: 1}, 2025: {BELU: 2, "53.20": 1, MALAKA: 1}}
    known = told_after(base)
    assert {each for each in REGIONS if cell(*known, each, 2024).is_hidden} == {BELU, ENDE, MALAKA}
    assert not cell(*known, ENDE, 2025).is_hidden
    hidden = []
    for at in (BELU, ENDE, MALAKA):
        later = told_after(base, {2024: {at: -1}, 2025: {at: 1}})
        hidden.append(
            {(each, year) for year in base for each in REGIONS if cell(*later, each, year).is_hidden}
        )
    assert hidden[0] == hidden[1] == hidden[2]


def test_the_last_two_places_that_show_wait_as_well_whoever_changed() -> None:
    few_show = dict.fromkeys(REGIONS, 2) | {MALAKA: 0, BELU: 20}
    for region in (MALAKA, BELU, ENDE):
        found, told = told_after({2025: few_show}, {2025: {region: 1}})
        assert cell(found, told, MALAKA).is_hidden
        assert cell(found, told, BELU).is_hidden
