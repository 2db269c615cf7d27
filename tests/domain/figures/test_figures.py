"""Conflicts among published figures are found by rule: all of them, and nothing else."""

import csv
from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.settings import ROOT
from domain.figures.conflicts import find_conflicts
from domain.figures.figures import Arithmetic, Conflict, ConflictRule, Figure
from domain.figures.stages import restated_on
from domain.time.calendar import Quarter

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
HALF = (date(2025, 1, 1), date(2025, 6, 30))
OTHER_HALF = (date(2025, 7, 1), date(2025, 12, 31))
_codes = count(1)


def figure(value: float, period: tuple[date, date] = YEAR, source: str = "S1", **values) -> Figure:
    given = {
        "code": f"F-{next(_codes):05}",
        "indicator": "deaths",
        "region_code": "53",
        "subgroup": "",
        "destination": "",
    }
    return Figure(**(given | values), starts_on=period[0], ends_on=period[1], value=value, source=source)


@pytest.fixture(scope="module")
def published() -> list[Figure]:
    """The figures as they ship."""
    with (ROOT / "db" / "provinces" / "ntt" / "figures.csv").open(encoding="utf-8", newline="") as file:
        return [
            Figure(
                row["code"],
                row["indicator"],
                row["region_code"],
                date.fromisoformat(row["period_start"]),
                date.fromisoformat(row["period_end"]),
                float(row["value"]),
                row["subgroup"],
                row["destination_iso3"],
                row["source_code"],
                restated_on(row["speaker_note"]),
            )
            for row in csv.DictReader(file)
        ]


REAL = {
    "procedural_placement-53-2025": (ConflictRule.PART_EXCEEDS_WHOLE, {2249, 2226}),
    "procedural_placement-53-2024": (ConflictRule.SAME_PERIOD, {1096, 1401}),
    "remains_repatriated-53-2018-2022-peristiwa": (ConflictRule.REPEATED_READING, {466, 538}),
    "deportation-53-2024": (ConflictRule.SAME_PERIOD, {307, 295}),
    "trafficking_suspects-53-2023": (ConflictRule.PART_EXCEEDS_WHOLE, {52, 53, 37}),
    "trafficking_victims-53-2023": (ConflictRule.PART_EXCEEDS_WHOLE, {255, 256, 257}),
}
"""What sources say of one series."""
WHOLES = {
    3: ("procedural_placement_achievement-53-2025", ConflictRule.STATED_PERCENT, {117, 113.6}),
    4: ("procedural_placement-53-2024-negara-tujuan", ConflictRule.PARTS_FALL_SHORT, {1401, 1395}),
    5: ("deaths_abroad-53-2024-peristiwa", ConflictRule.REPEATED_READING, {125, 123}),
    8: ("trafficking_victims-53-2023-01-01-2024-08-01", ConflictRule.SUM_DIFFERS, {299, 293}),
    9: ("trafficking_police_reports-53-2023-tahap", ConflictRule.PARTS_EXCEED_TOTAL, {44, 46}),
}
"""By its number among the conflicts that are known of: parts, percentages and sums that cannot be."""
LEGAL_DEATHS = ("deaths_abroad-53-2024-prosedural", ConflictRule.SAME_PERIOD, {6, 5})
"""The other half of the fifth."""


def test_the_published_figures_hold_these_conflicts_and_no_other(published: list[Figure]) -> None:
    found = {c.key: (c.rule, {reading.value for reading in c.readings}) for c in find_conflicts(published)}
    assert found == REAL | {key: (rule, said) for key, rule, said in (*WHOLES.values(), LEGAL_DEATHS)}


@pytest.mark.parametrize("number", WHOLES)
def test_each_contradiction_of_a_whole_is_found_from_the_figures_alone(
    published: list[Figure], number: int
) -> None:
    key, rule, said = WHOLES[number]
    found = {c.key: c for c in find_conflicts(published)}[key]
    assert found.rule is rule
    assert {reading.value for reading in found.readings} == said


def test_a_computed_side_shows_the_figures_that_it_is_computed_from(published: list[Figure]) -> None:
    found = {c.key: c for c in find_conflicts(published)}
    computed = {
        number: next(r for r in found[key].readings if r.how is not Arithmetic.AS_GIVEN)
        for number, (key, _, _) in WHOLES.items()
        if number != 5
    }
    assert {number: [f.value for f in reading.figures] for number, reading in computed.items()} == {
        3: [2226, 1960],
        4: [1324, 41, 17, 10, 3],
        8: [257, 36],
        9: [10, 11, 2, 23],
    }


def test_equal_values_never_conflict(published: list[Figure]) -> None:
    """Two sources counted 44 police reports in 2023; that one divides them otherwise is its own matter."""
    for conflict in find_conflicts(published):
        assert len({reading.value for reading in conflict.readings}) > 1, conflict.key
    of_reports = [c for c in find_conflicts(published) if c.indicator == "trafficking_police_reports"]
    assert [c.aspect for c in of_reports] == ["tahap"]


def test_breakdowns_by_destination_are_folded_into_the_conflict_of_their_totals(
    published: list[Figure],
) -> None:
    found = {c.key: c for c in find_conflicts(published)}
    folded = found["procedural_placement-53-2024"].breakdowns
    assert {(f.destination, f.value) for f in folded} == {
        ("MYS", 998),
        ("MYS", 1324),
        ("SGP", 72),
        ("SGP", 41),
        ("HKG", 13),
        ("HKG", 17),
    }
    assert [c.key for c in found.values() if c.breakdowns] == ["procedural_placement-53-2024"]


def test_the_sum_of_five_years_stands_beside_the_figure_for_all_of_them(published: list[Figure]) -> None:
    remains = next(c for c in find_conflicts(published) if c.key.startswith("remains_repatriated"))
    assert {reading.value: len(reading.figures) for reading in remains.readings} == {538: 5, 466: 1}
    assert remains.spread == 72


def test_the_newest_conflict_comes_first(published: list[Figure]) -> None:
    ends = [conflict.ends_on for conflict in find_conflicts(published)]
    assert ends == sorted(ends, reverse=True)


def test_nothing_published_is_nothing_in_conflict() -> None:
    assert find_conflicts([]) == []


@pytest.mark.parametrize(
    "agreeing",
    [
        [figure(5), figure(5, source="S2")],
        [figure(5, HALF), figure(5)],
        [figure(5, HALF), figure(9, OTHER_HALF)],
        [figure(5, HALF), figure(9, OTHER_HALF), figure(14, source="S2")],
        [figure(5, HALF), figure(9, OTHER_HALF, source="S2"), figure(20)],
        [figure(5, HALF), figure(20)],
        [figure(9), figure(5, region_code="53.21")],
        [figure(5), figure(9, indicator="deportation")],
        [figure(9), figure(5, subgroup="perempuan")],
        [figure(9), figure(5, destination="MYS")],
        [figure(9, (date(2025, 1, 1), date(2025, 9, 30))), figure(5, (date(2025, 4, 1), date(2025, 12, 31)))],
    ],
    ids=[
        "two sources say the same",
        "part equals whole",
        "two halves",
        "halves add up",
        "halves of two sources",
        "part below whole",
        "other place",
        "other indicator",
        "other group",
        "other destination",
        "periods overlap without one holding the other",
    ],
)
def test_figures_that_can_all_be_true_are_no_conflict(agreeing: list[Figure]) -> None:
    assert find_conflicts(agreeing) == []


PARTS = {
    "of one source": [figure(100), figure(70, region_code="53.01"), figure(49, region_code="53.21")],
    "total of another": [
        figure(100, source="S2"),
        figure(70, region_code="53.01"),
        figure(49, region_code="53.21"),
    ],
    "groups": [figure(100), figure(70, subgroup="perempuan"), figure(49, subgroup="laki-laki")],
    "countries": [figure(100), figure(70, destination="MYS"), figure(49, destination="SGP")],
}


@pytest.mark.parametrize("figures", PARTS.values(), ids=PARTS)
def test_a_total_smaller_than_its_parts_is_a_conflict(figures: list[Figure]) -> None:
    [conflict] = find_conflicts(figures)
    assert conflict.rule is ConflictRule.PARTS_EXCEED_TOTAL
    assert [reading.value for reading in conflict.readings] == [100, 119]


def test_parts_that_are_all_named_and_miss_the_total_are_a_conflict() -> None:
    named = [figure(100), figure(50, subgroup="perempuan")]
    assert find_conflicts(named) == []
    [conflict] = find_conflicts([*named, figure(40, subgroup="laki-laki")])
    assert conflict.rule is ConflictRule.PARTS_FALL_SHORT


def test_totals_that_disagree_are_each_set_beside_their_own_parts_only() -> None:
    totals = [figure(100), figure(60, source="S2")]
    parts = [figure(70, subgroup="perempuan"), figure(30, subgroup="laki-laki")]
    assert [c.rule for c in find_conflicts([*totals, *parts])] == [ConflictRule.SAME_PERIOD]


@pytest.mark.parametrize(("stated", "is_conflict"), [(113, False), (113.6, False), (114, False), (117, True)])
def test_a_stated_percentage_may_be_rounded_and_no_more(stated: float, is_conflict: bool) -> None:
    figures = [
        figure(2226, indicator="procedural_placement"),
        figure(1960, indicator="procedural_placement_target"),
        figure(stated, indicator="procedural_placement_achievement"),
    ]
    assert bool(find_conflicts(figures)) is is_conflict


def test_fractions_that_add_up_are_no_conflict() -> None:
    assert find_conflicts([figure(0.1, HALF), figure(0.2, OTHER_HALF), figure(0.3)]) == []


def test_two_disagreements_that_share_a_figure_are_one_story() -> None:
    [conflict] = find_conflicts([figure(5), figure(6, source="S2"), figure(7, HALF, source="S3")])
    assert {reading.value for reading in conflict.readings} == {5, 6, 7}
    assert (conflict.starts_on, conflict.ends_on) == YEAR


def test_a_breakdown_that_disagrees_on_its_own_is_a_conflict_of_its_own() -> None:
    [conflict] = find_conflicts([figure(5, subgroup="perempuan"), figure(6, subgroup="perempuan")])
    assert {reading.value for reading in conflict.readings} == {5, 6}
    assert conflict.breakdowns == ()


@pytest.mark.parametrize(
    "figures",
    [
        [figure(1, HALF), figure(2, HALF), figure(3, OTHER_HALF), figure(4, OTHER_HALF)],
        [
            figure(1, subgroup="laki-laki"),
            figure(2, subgroup="laki-laki"),
            figure(3, subgroup="perempuan"),
            figure(4, subgroup="perempuan"),
        ],
        [
            figure(1, HALF),
            figure(2, HALF),
            figure(3, OTHER_HALF, subgroup="perempuan"),
            figure(4, OTHER_HALF, subgroup="perempuan"),
        ],
    ],
    ids=["two halves of a year", "two groups", "a total and a group of another half"],
)
def test_no_two_conflicts_share_a_name(figures: list[Figure]) -> None:
    """The name stands in addresses and leads to whoever must explain."""
    keys = [conflict.key for conflict in find_conflicts(figures)]
    assert len(keys) == 2
    assert len(set(keys)) == 2


@st.composite
def series(draw) -> list[Figure]:
    """Some figures of one indicator and place, over quarters, halves and the year, of two sources."""
    quarters = [Quarter(2025, number) for number in (1, 2, 3, 4)]
    periods = [*((quarter.starts_on, quarter.ends_on) for quarter in quarters), HALF, OTHER_HALF, YEAR]
    drawn = draw(
        st.lists(
            st.tuples(st.integers(0, 9), st.sampled_from(periods), st.sampled_from(["S1", "S2"])), max_size=6
        )
    )
    return [figure(value, period, source) for value, period, source in drawn]


def told(conflicts: list[Conflict]) -> set[frozenset[str]]:
    """Which figures each conflict is about; a sum is about its whole."""
    return {
        frozenset(f.code for r in c.readings for f in r.figures if r.how is Arithmetic.AS_GIVEN)
        for c in conflicts
    }


@given(series(), st.randoms(use_true_random=False))
def test_the_order_in_which_figures_arrive_does_not_matter(figures: list[Figure], random) -> None:
    shuffled = random.sample(figures, len(figures))
    assert told(find_conflicts(shuffled)) == told(find_conflicts(figures))


@given(series())
def test_no_figure_stands_in_two_conflicts(figures: list[Figure]) -> None:
    codes = [code for story in told(find_conflicts(figures)) for code in story]
    assert len(codes) == len(set(codes))


@given(series())
def test_the_sides_of_a_conflict_never_all_say_the_same(figures: list[Figure]) -> None:
    assert all(conflict.spread > 0 for conflict in find_conflicts(figures))


@given(series())
def test_two_values_for_one_period_always_conflict(figures: list[Figure]) -> None:
    together = told(find_conflicts(figures))
    for one in figures:
        for other in figures:
            same = (one.starts_on, one.ends_on) == (other.starts_on, other.ends_on)
            if same and one.value != other.value:
                assert any({one.code, other.code} <= story for story in together)


@given(series())
def test_a_whole_smaller_than_its_part_always_conflicts(figures: list[Figure]) -> None:
    together = told(find_conflicts(figures))
    for whole in figures:
        for part in figures:
            inside = whole.starts_on <= part.starts_on and part.ends_on <= whole.ends_on
            if inside and part.value > whole.value:
                assert any({whole.code, part.code} <= story for story in together)
