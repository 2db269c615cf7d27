"""Newly hot: hot by the words of the map, by data of the last twelve months, and on the rise."""

from dataclasses import replace
from datetime import date

import pytest

from domain.attention.hot import Earlier, HotFact, HotPeriod, newly_hot
from domain.statistics.assessment import Assessments, Pattern, RegionCount, assess
from tests.domain.attention.facts import TODAY

RECENT = HotPeriod(date(2026, 1, 1), date(2026, 10, 31))
BEFORE = HotPeriod(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture(scope="module")
def found() -> Assessments:
    """Malaka stands out by far; Sabu Raijua has few people and one case."""
    counted = [("53.21", "Malaka", 25.0, 190_000), ("53.20", "Sabu Raijua", 1.0, 9_000)]
    counted += [(f"53.{n:02d}", f"Wilayah {n}", 4.0, 250_000) for n in range(1, 12)]
    return assess(
        [
            RegionCount(code, name, -9.0 - n / 10, 124.0, population, count)
            for n, (code, name, count, population) in enumerate(counted)
        ]
    )


def earlier(count: float) -> Earlier:
    return Earlier(BEFORE, {"53.21": count})


def test_a_region_is_hot_by_the_words_of_the_map_and_few_people_do_not_make_it_so(
    found: Assessments,
) -> None:
    (fact,) = newly_hot(found, RECENT, earlier(4.0), TODAY)
    assert isinstance(fact, HotFact)
    assert (fact.region_code, fact.title[:24]) == ("53.21", "Kematian PMI asal Malaka")
    assert fact.facts.startswith("titik panas pasti, laju naik: 4 (2025), lalu 25; laju disesuaikan")


@pytest.mark.parametrize("before", [25.0, 40.0])
def test_a_region_that_was_as_hot_before_is_not_newly_hot(found: Assessments, before: float) -> None:
    assert newly_hot(found, RECENT, earlier(before), TODAY) == []


def test_a_rise_that_chance_brings_to_one_of_many_is_none_as_on_the_map(found: Assessments) -> None:
    """12 to 25 would be beyond chance if Malaka were looked at alone; eleven others were counted, too."""
    alone, others = {"53.21": 12.0}, {f"53.{n:02d}": 4.0 for n in range(1, 12)}
    assert [each.region_code for each in newly_hot(found, RECENT, Earlier(BEFORE, alone), TODAY)] == ["53.21"]
    assert newly_hot(found, RECENT, Earlier(BEFORE, alone | others), TODAY) == []


def test_what_no_earlier_source_named_is_not_taken_for_zero(found: Assessments) -> None:
    assert newly_hot(found, RECENT, Earlier(BEFORE, {"53.01": 4.0}), TODAY) == []
    assert newly_hot(found, RECENT, None, TODAY) == []


@pytest.mark.parametrize(
    ("ends_on", "is_recent"),
    [
        (date(2024, 11, 30), False),
        (date(2025, 10, 31), False),
        (date(2025, 11, 30), True),
        (TODAY, True),
        (date(2026, 12, 31), False),
    ],
)
def test_an_old_list_makes_nothing_hot_and_a_running_period_is_not_over(
    found: Assessments, ends_on: date, is_recent: bool
) -> None:
    span = HotPeriod(date(ends_on.year, 1, 1), ends_on)
    assert span.is_recent(TODAY) is is_recent
    before = Earlier(HotPeriod(date(2023, 1, 1), date(2023, 12, 31)), {"53.21": 4.0})
    assert bool(newly_hot(found, span, before, TODAY)) is is_recent


@pytest.mark.parametrize(
    ("pattern", "is_newly"), [(each, each in (Pattern.NEW, Pattern.INTENSIFYING)) for each in Pattern]
)
def test_where_the_map_has_a_word_for_the_trend_that_word_decides(
    found: Assessments, pattern: Pattern, is_newly: bool
) -> None:
    told = replace(
        found,
        rows=tuple(replace(row, pattern=pattern) if row.code == "53.21" else row for row in found.rows),
    )
    assert bool(newly_hot(told, RECENT, earlier(4.0), TODAY)) is is_newly


def test_nothing_is_hot_where_nothing_was_counted() -> None:
    assert newly_hot(assess([]), RECENT, None, TODAY) == []
