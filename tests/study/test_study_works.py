"""A small version of the study: the promises of docs/hotspots.md hold on fewer years."""

from xml.etree import ElementTree

import pytest

from domain.access.permissions import DisclosureTier
from domain.statistics.assessment import LAYERS
from domain.statistics.scan_terms import Limits
from tests.study import daily, minimality, pictures, simulation
from tests.study.__main__ import PAGE, PAGE_TOTALS, PARTS
from tests.study.releases import TIERS
from views.regency import STANDINGS


@pytest.mark.parametrize("total", [20, 119])
def test_a_false_pasti_appears_in_at_most_one_null_year_of_twenty(total: int) -> None:
    """300 years by a fixed seed; the study itself takes 1,000 and more totals."""
    assert simulation.years(total, {}, count=300, permutations=199, seed=total).any_certain <= 0.05


def test_a_false_pasti_appears_on_at_most_one_null_page_of_twenty_with_eight_layers() -> None:
    looks = [
        simulation.years(total, {}, count=100, permutations=99, seed=1_000 + number)
        for number, total in enumerate(PAGE_TOTALS)
    ]
    assert len(STANDINGS) <= LAYERS == len(looks)
    assert simulation.share_with_a_false_word(looks) <= 0.05


def test_a_planted_hotspot_is_found_and_the_stronger_the_surer() -> None:
    at = simulation.regencies().position("Malaka")
    found = [
        simulation.years(119, {"Malaka": risk}, count=60, permutations=199, seed=1).certain[:, at].mean()
        for risk in (1.5, 3.0, 5.0)
    ]
    assert found == sorted(found)
    assert found[0] < 0.2
    assert found[-1] > 0.8


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    exact, shrunk = simulation.coverage(119, 0.6, count=60, seed=1)
    assert exact >= 0.95
    assert shrunk >= 0.9


def test_the_scan_finds_what_was_planted_among_315_kecamatan() -> None:
    cluster = simulation.planted(3, periods=12)
    counts = simulation.district_cases(300, 12, 3, cluster, risk=20.0)
    p, places, first, last = simulation.scan_p(counts, Limits(replications=39))
    assert p <= 0.05
    assert places & set(cluster.places.tolist())
    assert first <= cluster.last
    assert last >= cluster.first


def test_who_looks_every_day_learns_of_new_reports_where_each_moment_is_told_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With releases nothing changes between two looks, and that is no fault of the one who looks."""
    monkeypatch.setattr(daily, "DAYS", 2)
    monkeypatch.setattr(daily, "QUARTERS", 0)
    assert daily.watched(0, with_releases=False).changed.total()
    assert not daily.watched(0).changed.total()


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("totals", [(1,), (2,), (1, 1)])
def test_who_knows_the_rule_and_tries_every_table_singles_out_no_small_count(totals, tier) -> None:
    found = minimality.candidates(minimality.WHOLE, totals, tier)
    assert (found.singled_out, found.fewest_places) == (0, 3)
    assert found.hidden >= minimality.WHOLE


def test_a_sum_is_not_told_where_neighbours_hidden_in_both_years_would_give_its_two_years_away() -> None:
    """8 rows, for time: 2 and 1 of one region, and that year's other report lies with other neighbours."""
    found = minimality.candidates(8, (2, 2), DisclosureTier.AGENCY)
    assert (found.singled_out, found.fewest_places) == (0, 3)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("before", [(), minimality.MANY])
def test_who_knows_the_rule_and_kept_two_pages_singles_out_no_small_count(before, tier) -> None:
    """8 rows, for time. Told one by one, they left that of the first report as the one that still waited."""
    found = minimality.over_releases(8, (1, 1), before)[tier]
    assert (found.singled_out, found.fewest_places) == (0, 3)
    assert found.hidden


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize(
    ("totals", "before"), [((1, minimality.MOVED), ()), ((minimality.MOVED,), minimality.MANY)]
)
def test_where_a_report_was_moved_to_is_not_the_one_place_that_no_longer_shows(totals, before, tier) -> None:
    found = minimality.over_releases(8, totals, before)[tier]
    assert (found.singled_out, found.fewest_places) == (0, 3)
    assert found.hidden


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize(
    "before", [minimality.MANY, minimality.ONE_LARGE, minimality.LARGE_AND_SMALL, minimality.MIXED]
)
def test_a_report_that_was_withdrawn_was_not_that_of_the_one_place_that_had_any_and_no_longer_shows(
    before, tier
) -> None:
    """A place that said nothing, or was hidden already, is no other candidate beside it."""
    found = minimality.over_releases(18, (minimality.WITHDRAWN,), before)[tier]
    assert found.singled_out == 0
    assert found.fewest_places >= 3
    assert found.hidden


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("came", [1, minimality.WITHDRAWN])
def test_that_all_of_a_place_was_withdrawn_does_not_show_as_nothing_at_the_next_release(came, tier) -> None:
    found = minimality.over_releases(12, (minimality.WITHDRAWN, came), minimality.MIXED)[tier]
    assert found.singled_out == 0
    assert found.hidden


def test_every_table_has_its_place_and_was_filled() -> None:
    text = PAGE.read_text("utf-8")
    for name in PARTS:
        part = text.partition(f"<!-- study: {name} -->\n")[2].partition("<!-- /study -->")[0]
        assert part.strip(), f"{name} is empty; run: make hotspot-study"


def test_pictures_are_well_formed() -> None:
    drawn = [
        pictures.bars("a & b", {"x": (0.01, 0.3)}, ("one", "two"), limit=0.05),
        pictures.curves("c", (1.0, 2.0), {"d": (0.1, 0.9)}),
        pictures.histogram("e", [0.05, 0.5, 1.0]),
    ]
    assert [ElementTree.fromstring(each).tag.rpartition("}")[2] for each in drawn] == ["svg"] * 3
