"""A map layer: states stay apart, and only what has a number takes part in a rate."""

import pytest

from domain.figures.layers import HOTSPOT, Layer, Measure, Observation, alike, assessed, build, words
from domain.figures.map_view import CLASSES, AreaState, MapArea
from domain.statistics.assessment import Confidence, assess
from domain.statistics.hotspots import empirical_bayes
from domain.time.formats import HIDDEN, NOT_MENTIONED


def seen(
    code: str,
    name: str,
    population: int | None,
    state: AreaState,
    count: float | None,
    hidden_below: int | None = None,
) -> Observation:
    """Somewhere in NTT, each at a place of its own."""
    return Observation(
        code,
        name,
        population,
        state,
        count,
        hidden_below,
        latitude=-9.0 - int(code[-2:]) / 100,
        longitude=124.0,
    )


OBSERVATIONS = (
    seen("53.21", "Malaka", 194_000, AreaState.VALUE, 25.0),
    seen("53.04", "Belu", 232_000, AreaState.VALUE, 14.0),
    seen("53.13", "Lembata", 138_000, AreaState.VALUE, 1.0),
    seen("53.17", "Sumba Tengah", 92_000, AreaState.ZERO, 0.0),
    seen("53.20", "Sabu Raijua", 93_000, AreaState.NOT_REPORTED, None),
    seen("53.14", "Rote Ndao", 150_000, AreaState.HIDDEN, None, 3),
    seen("53.15", "Manggarai Barat", 268_000, AreaState.HIDDEN, None),
    seen("53.08", "Ende", 279_000, AreaState.CONFLICTING, 14.0),
)
COUNTED = OBSERVATIONS[:4] + OBSERVATIONS[7:]


def built(measure: Measure = Measure.SHRUNK, observations: tuple[Observation, ...] = OBSERVATIONS) -> Layer:
    return build(observations, assessed(observations, assess), measure=measure, unit="orang")


def test_every_region_keeps_its_place_and_state() -> None:
    assert [(row.code, row.state) for row in built().rows] == [(o.code, o.state) for o in OBSERVATIONS]


def test_silence_takes_no_part_in_rates() -> None:
    import numpy as np  # noqa: PLC0415

    alone = empirical_bayes(
        np.array([o.count for o in COUNTED], dtype=float),
        np.array([o.population for o in COUNTED], dtype=float),
    )
    layer = built()
    assert layer.mean == pytest.approx(alone.mean)
    assert [row.shrunk for row in layer.counted] == pytest.approx(alone.shrunk.tolist())


def test_the_total_is_what_was_counted() -> None:
    assert built().total == 54.0


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("53.21", "25 orang"),
        ("53.17", "0 orang"),
        ("53.20", NOT_MENTIONED),
        ("53.14", "< 3"),
        ("53.15", HIDDEN),
        ("53.08", "14 orang"),
    ],
)
def test_four_kinds_of_nothing_are_said_differently(code: str, text: str) -> None:
    row = built(Measure.COUNT).row(code)
    assert row is not None
    assert (row.count_text, row.value_text) == (text, text)


def test_a_rate_always_stands_beside_its_count_and_its_word() -> None:
    row = built(Measure.CRUDE).row("53.21")
    assert row is not None
    assert row.value_text.startswith("12,9 per 100.000 per tahun (25 orang), titik panas ")


WITH_ONE_CASE = (
    *OBSERVATIONS[:2],
    seen("53.20", "Sabu Raijua", 1_000, AreaState.VALUE, 1.0),
    OBSERVATIONS[6],
    OBSERVATIONS[7],
)


def test_a_region_with_one_case_and_few_people_leads_no_list_and_is_given_no_rate() -> None:
    layer = built(Measure.SHRUNK, WITH_ONE_CASE)
    row = layer.row("53.20")
    assert row is not None
    assert row.crude == pytest.approx(100.0)
    assert row.value is not None
    assert row.value <= layer.mean
    assert row.value_text == "1 orang, belum cukup data untuk sebuah laju"
    assert max(layer.rows, key=lambda each: each.value or 0).name == "Malaka"


def test_in_words_a_region_is_coloured_by_what_may_be_said_of_it() -> None:
    layer = built(Measure.WORD, WITH_ONE_CASE)
    for row in layer.with_confidence(Confidence.CERTAIN, Confidence.LEANING):
        assert (row.shade or 0) >= 3
        assert row.assessment is not None
        assert row.value_text == f"{words(row.assessment, HOTSPOT)} ({row.count_text})"
    looks = {row.name: (row.state, row.shade) for row in layer.rows}
    assert looks["Sabu Raijua"] == (AreaState.TOO_LITTLE, None)
    assert looks["Manggarai Barat"] == (AreaState.HIDDEN, None)


def test_two_layers_side_by_side_have_the_same_classes() -> None:
    fewer = tuple(
        seen(o.code, o.name, o.population, o.state, o.count and o.count / 5) for o in OBSERVATIONS[:4]
    )
    first, second = alike(built(Measure.COUNT, OBSERVATIONS[:4]), built(Measure.COUNT, fewer))
    assert first.classes == second.classes
    by_value = sorted((row.value or 0, row.shade or 0) for row in (*first.rows, *second.rows) if row.value)
    assert [shade for _, shade in by_value] == sorted(shade for _, shade in by_value)


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("code", ["53.20", "53.14", "53.15"])
def test_without_a_number_there_is_neither_rate_nor_shade(measure: Measure, code: str) -> None:
    row = built(measure).row(code)
    assert row is not None
    assert (row.value, row.crude, row.shrunk, row.shade) == (None, None, None, None)


@pytest.mark.parametrize("measure", list(Measure))
def test_every_row_can_be_drawn(measure: Measure) -> None:
    for row in built(measure).rows:
        area = MapArea(row.code, row.name, row.state, row.shade, row.value_text)
        assert area.shade is None or 0 <= area.shade < CLASSES


def test_without_any_population_counts_are_drawn_instead_of_rates() -> None:
    unknown = tuple(seen(o.code, o.name, None, o.state, o.count) for o in OBSERVATIONS[:3])
    layer = built(Measure.SHRUNK, unknown)
    assert [row.value for row in layer.rows] == [25.0, 14.0, 1.0]
    assert layer.mean == pytest.approx(40 / 3)
    assert layer.assessments is None


def test_one_missing_population_costs_that_region_its_rate_and_no_other() -> None:
    unknown = (*OBSERVATIONS[:3], seen("53.71", "Kota Kupang", None, AreaState.VALUE, 5.0))
    layer = built(Measure.CRUDE, unknown)
    assert layer.rows[0].value == pytest.approx(25 / 194_000 * 100_000)
    lost = layer.rows[3]
    assert (lost.value, lost.shade, lost.state) == (None, None, AreaState.TOO_LITTLE)
    assert lost.value_text == "5 orang, jumlah penduduk belum ada"


def test_a_missing_population_of_a_silent_region_does_no_harm() -> None:
    silent = (*OBSERVATIONS[:3], seen("53.71", "Kota Kupang", None, AreaState.NOT_REPORTED, None))
    assert built(Measure.CRUDE, silent).rows[0].value == pytest.approx(25 / 194_000 * 100_000)


@pytest.mark.parametrize("measure", list(Measure))
def test_a_map_of_silence_can_be_built(measure: Measure) -> None:
    layer = built(measure, OBSERVATIONS[4:7])
    assert (layer.counted, layer.total, layer.mean, layer.classes.labels()) == ([], 0.0, 0.0, ["semua"])


@pytest.mark.parametrize("measure", list(Measure))
def test_a_map_of_zeros_is_white_or_says_that_nothing_stands_out(measure: Measure) -> None:
    layer = built(measure, OBSERVATIONS[3:4])
    assert [row.shade or 0 for row in layer.rows] == [0]
    assert "0 orang" in layer.rows[0].value_text


def test_the_highest_value_has_the_darkest_shade_in_use() -> None:
    layer = built(Measure.COUNT)
    shades = {row.name: row.shade for row in layer.rows if row.shade is not None}
    assert max(shades, key=lambda name: shades[name]) == "Malaka"
    assert shades["Malaka"] == len(layer.classes.labels()) - 1


def test_rows_are_found_by_state_and_code() -> None:
    layer = built()
    assert [row.code for row in layer.in_state(AreaState.HIDDEN)] == ["53.14", "53.15"]
    assert layer.row("53.99") is None


def test_hidden_regions_count_towards_the_mean_and_nothing_is_said_of_them() -> None:
    """Left out, they would make the mean that of the others: too low where small counts are hidden."""
    found = assessed(OBSERVATIONS, assess, hidden_cases=21.0)
    assert found is not None
    assert found.cases == pytest.approx(54 + 21)
    layer = build(OBSERVATIONS, found, measure=Measure.SHRUNK, unit="orang")
    people = sum(o.population or 0 for o in OBSERVATIONS if o.state is not AreaState.NOT_REPORTED)
    assert layer.mean == pytest.approx(75 / people * 100_000)
    for row in layer.in_state(AreaState.HIDDEN):
        assert row.assessment is not None
        assert (row.value, row.crude, row.shrunk, row.confidence) == (None, None, None, None)
        assert row.assessment.place.count is None
    hidden = {"53.14", "53.15"}
    beside = [each for row in found.rows for each in row.neighbours if each.code in hidden]
    assert beside
    assert {(each.count, each.shrunk) for each in beside} == {(None, None)}


def test_a_hidden_sum_says_what_its_shown_years_come_to() -> None:
    sum_of_years = Observation("53.14", "Rote Ndao", 150_000, AreaState.HIDDEN, None, at_least=12)
    assert built(Measure.COUNT, (sum_of_years,)).rows[0].count_text == "paling sedikit 12 orang"
