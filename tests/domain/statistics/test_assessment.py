"""The words of a hotspot: who is sure, who leans, who says nothing, and what bad data becomes."""

import csv
import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from db.geodata.crossings import crossings
from db.settings import ROOT
from domain.statistics import wording as words
from domain.statistics.assessment import (
    ALPHA,
    HOT_RATIO,
    LAYERS,
    Absence,
    Assessments,
    Confidence,
    Pattern,
    RegionCount,
    assess,
    chance_of,
    chance_of_change,
)
from domain.statistics.trend import Direction

GEODATA = ROOT / "db" / "provinces" / "ntt"


ELEVEN_MONTHS = 335 / 365.25


@pytest.fixture(scope="module")
def regencies() -> list[RegionCount]:
    """The 22 kabupaten/kota with their people, and no number yet."""
    with (GEODATA / "kabupaten.csv").open(encoding="utf-8", newline="") as file:
        return [
            RegionCount(
                row["kode"],
                row["nama_pendek"],
                float(row["lat_ibu_kota"]),
                float(row["lon_ibu_kota"]),
                float(row["penduduk_bps_2024"]),
                count=None,
            )
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def deaths_of_2024(regencies: list[RegionCount]) -> Assessments:
    """In Malaysia from January to November; those that nobody named are zero (tests/domain/figures)."""
    with (ROOT / "db" / "provinces" / "ntt" / "figures.csv").open(encoding="utf-8", newline="") as file:
        deaths = {
            row["region_code"]: float(row["value"])
            for row in csv.DictReader(file)
            if row["indicator"] == "deaths_abroad" and row["period_end"] == "2024-11-30"
        }
    places = [replace(each, count=deaths.get(each.code, 0.0), years=ELEVEN_MONTHS) for each in regencies]
    return assess(places, crossings())


def given_counts(
    places: Sequence[RegionCount], counts: dict[str, float], *, others: float = 0.0
) -> list[RegionCount]:
    return [replace(each, count=counts.get(each.name, others)) for each in places]


def by_name(found: Assessments) -> dict[str, Confidence]:
    return {row.name: row.confidence for row in found.rows}


def test_the_published_deaths_of_2024_read_as_they_should(deaths_of_2024: Assessments) -> None:
    said = by_name(deaths_of_2024)
    assert [name for name, word in said.items() if word is Confidence.CERTAIN] == [
        "Belu",
        "Flores Timur",
        "Ende",
        "Malaka",
    ]
    assert Confidence.LEANING not in said.values()
    assert said["Lembata"] is Confidence.TOO_LITTLE
    assert said["Kota Kupang"] is Confidence.ORDINARY
    assert [row.name for row in deaths_of_2024.ranked[:4]] == ["Malaka", "Belu", "Ende", "Flores Timur"]


def test_a_place_is_not_certain_where_eight_layers_leave_its_layer_open(regencies: list[RegionCount]) -> None:
    """Six cases in Belu and one in each other place: two chances in a hundred, after a look at all places."""
    belu = next(
        row
        for row in assess(given_counts(regencies, {"Belu": 6}, others=1), crossings()).rows
        if row.name == "Belu"
    )
    assert belu.measured is not None
    assert belu.measured.chance_q <= ALPHA < LAYERS * belu.measured.layer_chance
    assert belu.confidence is Confidence.LEANING
    assert "itu belum cukup setelah 22 kabupaten/kota di delapan lapisan diuji sekaligus" in words.why(belu)


def test_why_gives_the_numbers_behind_the_word(deaths_of_2024: Assessments) -> None:
    said = {row.name: words.why(row, unit="kematian") for row in deaths_of_2024.rows}
    assert said["Malaka"] == (
        "12,2 per 100.000 per tahun, 5,3 kali rata-rata 22 kabupaten/kota (2,3). Bila risikonya sama dengan "
        "wilayah lain, 25 kematian atau lebih hanya muncul kurang dari 1 dalam 1.000 kali; tetap menonjol "
        "setelah kendali temuan palsu. Di sekitarnya Belu (5,9) juga tinggi. Arah: belum cukup data, hanya "
        "satu periode."
    )
    assert "sekitar 1 dalam 410 kali; tetap menonjol" in said["Ende"]
    assert said["Lembata"] == (
        "1 kematian dari 143.345 jiwa terlalu sedikit untuk dinilai: laju sebenarnya dapat berada di antara "
        "0,0 dan 4,2 per 100.000 per tahun, rata-ratanya 2,3. Wilayah dengan kurang dari tiga kematian tidak "
        "diperingkat."
    )
    assert said["Alor"] == "0,3 per 100.000 per tahun, di bawah rata-rata 22 kabupaten/kota (2,3)."


def test_the_panel_has_every_number(deaths_of_2024: Assessments) -> None:
    malaka = next(row for row in deaths_of_2024.rows if row.name == "Malaka")
    found = malaka.measured
    assert found is not None
    assert (found.mean, found.compared, found.cases) == (
        pytest.approx(119 / 5_656_049 / ELEVEN_MONTHS * 1e5),
        22,
        119,
    )
    assert found.expected == pytest.approx(119 * 193_510 / 5_656_049)
    person_years = 193_510 * ELEVEN_MONTHS / 1e5
    limits = stats.gamma.ppf(0.025, 25) / person_years, stats.gamma.ppf(0.975, 26) / person_years
    assert (found.crude.low, found.crude.high) == pytest.approx(limits)
    assert (found.shrunk.low, found.shrunk.high) == pytest.approx((7.6, 17.4), abs=0.05)
    assert found.chance == pytest.approx(stats.binom.sf(24, 119, 193_510 / 5_656_049), rel=1e-9)
    assert found.surroundings is not None
    assert found.surroundings.z == pytest.approx(2.72, abs=0.01)
    assert [(each.name, each.is_high) for each in malaka.neighbours] == [
        ("Timor Tengah Utara", False),
        ("Belu", True),
        ("Timor Tengah Selatan", False),
    ]


def test_recomputing_and_another_order_give_the_same_words(regencies: list[RegionCount]) -> None:
    places = given_counts(regencies, {"Malaka": 25, "Belu": 14, "Ende": 14, "Sikka": 5}, others=2)
    shuffled = random.Random(1).sample(places, len(places))
    first, again, other = (assess(each, crossings()) for each in (places, places, shuffled))
    assert first == again
    assert {row.code: row for row in first.rows} == {row.code: row for row in other.rows}
    assert [row.code for row in first.ranked] == [row.code for row in other.ranked]


def test_one_case_and_few_people_is_never_on_top(regencies: list[RegionCount]) -> None:
    """A rate of 100 per 100,000 from a single case among a thousand people."""
    places = given_counts(regencies, {"Malaka": 12, "Belu": 6, "Sabu Raijua": 1}, others=1)
    tiny = [replace(each, population=1_000) if each.name == "Sabu Raijua" else each for each in places]
    found = assess(tiny, crossings())
    sabu = next(row for row in found.rows if row.name == "Sabu Raijua")
    assert sabu.measured is not None
    assert sabu.measured.crude.value == 100
    assert sabu.confidence is Confidence.TOO_LITTLE
    assert sabu.measured.drawn <= sabu.measured.mean
    assert found.ranked[0].name == "Malaka"
    assert max(found.rows, key=lambda row: row.measured.drawn if row.measured else 0).name == "Malaka"
    assert "terlalu sedikit untuk dinilai" in words.why(sabu)


counts_and_people = st.lists(
    st.tuples(st.integers(0, 40), st.integers(500, 500_000)), min_size=22, max_size=22
)


@settings(max_examples=40, deadline=None)
@given(counts_and_people)
def test_whatever_the_map_few_cases_are_neither_hot_nor_dark(regencies, drawn) -> None:
    places = [
        replace(each, count=float(count), population=float(people))
        for each, (count, people) in zip(regencies, drawn, strict=True)
    ]
    found = assess(places, crossings(), permutations=99)
    for row in found.rows:
        count, measured = row.place.count or 0, row.measured
        assert measured is not None
        assert np.isfinite([measured.drawn, measured.crude.high, measured.shrunk.high, measured.local]).all()
        if count < 5:
            assert row.confidence is not Confidence.CERTAIN
        if count < 3:
            assert not row.confidence.is_hot
            assert measured.drawn <= measured.mean
        if row.confidence.is_hot:
            assert measured.ratio >= HOT_RATIO
        assert words.why(row)
    order = [list(Confidence).index(row.confidence) for row in found.ranked]
    assert order == sorted(order)


def test_hot_surroundings_make_a_leaning_place_certain(regencies: list[RegionCount]) -> None:
    """All of Timor's east is high; Belu alone would not pass after 22 tests."""
    east = {"Malaka": 26, "Timor Tengah Utara": 22, "Timor Tengah Selatan": 30}
    places = given_counts(regencies, {**east, "Belu": 13}, others=5)
    alone = given_counts(regencies, {"Belu": 13, "Ende": 26, "Sumba Barat Daya": 30, "Alor": 22}, others=5)
    together, apart = assess(places, crossings()), assess(alone, crossings())
    belu = next(row for row in together.rows if row.name == "Belu")
    assert belu.measured is not None
    assert belu.measured.surroundings is not None
    assert belu.measured.surroundings.z > 2
    assert "juga tinggi" in words.why(belu)
    elsewhere = next(row for row in apart.rows if row.name == "Belu")
    assert elsewhere.measured is not None
    assert elsewhere.measured.surroundings is not None
    assert elsewhere.measured.surroundings.p > belu.measured.surroundings.p


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"population": None}, words.NO_POPULATION),
        ({"population": 0.0}, words.NO_POPULATION),
        ({"population": -5.0}, words.NO_POPULATION),
        ({"population": float("nan")}, words.NO_POPULATION),
        ({"count": float("nan")}, words.UNREADABLE),
        ({"count": float("inf")}, words.UNREADABLE),
        ({"count": -1.0}, words.UNREADABLE),
        ({"count": None}, words.ABSENCES[Absence.NOT_REPORTED]),
        ({"count": None, "absence": Absence.HIDDEN}, words.ABSENCES[Absence.HIDDEN]),
        ({"count": None, "absence": Absence.BEFORE_DATA}, words.ABSENCES[Absence.BEFORE_DATA]),
    ],
)
def test_what_cannot_be_computed_has_its_sentence(regencies: list[RegionCount], changed, said: str) -> None:
    places = given_counts(regencies, {"Malaka": 25}, others=4)
    broken = [replace(each, **changed) if each.name == "Malaka" else each for each in places]
    found = assess(broken, crossings())
    malaka = next(row for row in found.rows if row.name == "Malaka")
    assert (malaka.measured, malaka.confidence) == (None, Confidence.TOO_LITTLE)
    assert words.why(malaka).endswith(said)
    assert (found.compared, found.cases) == (21, 84)
    # Its neighbours go on without it.
    assert all(each.shrunk is None for row in found.rows for each in row.neighbours if each.name == "Malaka")


def test_one_case_in_all_puts_nobody_on_top(regencies: list[RegionCount]) -> None:
    found = assess(given_counts(regencies, {"Sabu Raijua": 1}), crossings())
    assert words.overall(found) == "Baru satu kasus di seluruh wilayah: belum ada yang dapat dibandingkan."
    assert not any(row.confidence.is_hot for row in found.rows)
    sabu = next(row for row in found.rows if row.name == "Sabu Raijua")
    assert words.why(sabu) == "Baru satu kasus di seluruh wilayah: belum ada yang dapat dibandingkan."
    assert sabu.measured is not None
    assert sabu.measured.drawn <= sabu.measured.mean


def test_no_case_at_all_is_said(regencies: list[RegionCount]) -> None:
    found = assess(given_counts(regencies, {}), crossings())
    said = "Tidak ada kasus di 22 wilayah pada periode ini."
    assert words.overall(found) == said
    assert {words.why(row) for row in found.rows} == {said}


def test_nothing_to_compare_is_said(regencies: list[RegionCount]) -> None:
    assert "tidak ada yang dapat dibandingkan" in words.overall(assess(regencies, crossings()))
    assert "tidak ada yang dapat dibandingkan" in words.overall(assess([]))


def test_a_region_alone_has_nothing_to_be_compared_with(regencies: list[RegionCount]) -> None:
    found = assess([replace(regencies[0], count=9)])
    assert found.rows[0].confidence is Confidence.ORDINARY
    assert "tidak ada wilayah lain yang berangka" in words.why(found.rows[0])


def test_all_cases_on_one_day_are_one_event(regencies: list[RegionCount]) -> None:
    places = given_counts(regencies, {"Malaka": 25}, others=2)
    one_day = [replace(each, days=1) if each.name == "Malaka" else each for each in places]
    malaka = next(row for row in assess(one_day, crossings()).rows if row.name == "Malaka")
    assert malaka.confidence is Confidence.TOO_LITTLE
    assert words.why(malaka).startswith("Semua 25 kasus jatuh pada satu hari")
    assert by_name(assess(places, crossings()))["Malaka"] is Confidence.CERTAIN


def test_22_identical_rates_stand_out_nowhere(regencies: list[RegionCount]) -> None:
    found = assess([replace(each, count=6, population=100_000) for each in regencies], crossings())
    assert {row.confidence for row in found.rows} == {Confidence.ORDINARY}
    assert found.moran is None
    assert all(row.measured and row.measured.surroundings is None for row in found.rows)
    assert words.why(found.rows[0]) == (
        f"6,0 per 100.000 per tahun, sama dengan rata-rata 22 kabupaten/kota (6,0). {words.ALL_ALIKE}"
    )
    assert words.overall(found) == "Tidak ada wilayah yang menonjol di antara 22 wilayah."


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (0, "Belum ada wilayah yang berangka dan berpenduduk; tidak ada yang dapat dibandingkan."),
        (1, "Hanya satu wilayah yang berangka, jadi tidak ada yang dapat dibandingkan."),
        (2, "Tidak ada wilayah yang menonjol di antara 2 wilayah."),
    ],
)
def test_nobody_stands_out_among_one(regencies: list[RegionCount], known: int, said: str) -> None:
    counted = [replace(each, count=6 if place < known else None) for place, each in enumerate(regencies)]
    assert words.overall(assess(counted, crossings())) == said


def test_a_region_whose_neighbours_are_silent_is_judged_by_itself(regencies: list[RegionCount]) -> None:
    places = given_counts(regencies, {"Sabu Raijua": 20}, others=5)
    silent = [
        replace(each, count=None) if each.name in ("Rote Ndao", "Sumba Timur") else each for each in places
    ]
    sabu = next(row for row in assess(silent, crossings()).rows if row.name == "Sabu Raijua")
    assert sabu.confidence is Confidence.CERTAIN
    assert sabu.measured is not None
    assert sabu.measured.surroundings is None
    assert words.NO_NEIGHBOURS in words.why(sabu)


def with_series(places: Sequence[RegionCount], series: dict[str, tuple[float, ...]]) -> list[RegionCount]:
    """Twelve quarters; the count is that of the last four. Others have one case a quarter."""
    return [
        replace(each, series=row, count=sum(row[-4:]))
        for each in places
        for row in [series.get(each.name, (1.0,) * 12)]
    ]


@pytest.mark.parametrize(
    ("row", "pattern"),
    [
        ((1, 1, 0, 1, 1, 1, 1, 0, 1, 8, 9, 9), Pattern.NEW),
        ((3, 3, 4, 4, 5, 6, 6, 7, 8, 9, 10, 12), Pattern.INTENSIFYING),
        ((6, 7, 6, 7, 7, 6, 6, 7, 6, 7, 7, 6), Pattern.PERSISTENT),
        ((16, 15, 14, 12, 11, 10, 10, 9, 8, 7, 7, 6), Pattern.FADING),
        ((9, 8, 9, 8, 7, 7, 6, 4, 1, 0, 1, 0), Pattern.FADING),
        ((6, 7, 8, 0, 0, 0, 0, 0, 0, 7, 7, 7), Pattern.SPORADIC),
        ((1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), None),
    ],
)
def test_the_pattern_word_follows_the_series(
    regencies: list[RegionCount], row, pattern: Pattern | None
) -> None:
    found = assess(with_series(regencies, {"Malaka": tuple(map(float, row))}), crossings())
    malaka = next(each for each in found.rows if each.name == "Malaka")
    assert malaka.pattern is pattern
    if pattern:
        assert words.capitalised_pattern(pattern) in words.why(malaka)


def test_a_short_series_has_no_pattern_and_says_so(regencies: list[RegionCount]) -> None:
    series = {each.name: (1.0, 1.0, 1.0, 1.0, 1.0) for each in regencies}
    found = assess(with_series(regencies, {**series, "Malaka": (6.0, 7.0, 6.0, 7.0, 7.0)}), crossings())
    malaka = next(each for each in found.rows if each.name == "Malaka")
    assert (malaka.confidence, malaka.pattern) == (Confidence.CERTAIN, None)
    assert malaka.trend is not None
    assert malaka.trend.direction is Direction.TOO_LITTLE
    assert words.why(malaka).endswith("Arah: belum cukup data, baru 5 dari 8 periode.")


def test_a_series_with_a_gap_tells_no_trend(regencies: list[RegionCount]) -> None:
    broken = with_series(regencies, {"Malaka": (float("nan"), *(6.0,) * 11)})
    malaka = next(each for each in assess(broken, crossings()).rows if each.name == "Malaka")
    assert (malaka.trend, malaka.hot_years, malaka.pattern) == (None, (), None)
    assert malaka.confidence is Confidence.CERTAIN


def test_two_periods_are_compared_exactly() -> None:
    """25 and 9 in years of equal length: twice the binomial tail of 9 or fewer of 34."""
    found = chance_of_change(25, 9, days_before=365, days_after=365)
    assert found == pytest.approx(2 * stats.binom.cdf(9, 34, 0.5))


def test_periods_of_unequal_length_are_not_mistaken_for_a_change() -> None:
    assert chance_of_change(24, 4, days_before=365, days_after=60) > ALPHA
    assert chance_of_change(20, 20, days_before=365, days_after=60) < ALPHA


EXPOSURES = [
    (1, 8, 35, 365),
    (25, 9, 335, 366),
    (3, 1, 327, 14),
    (0, 6, 35, 365),
    (40, 61, 365, 327),
    (2, 2, 9, 900),
]


@pytest.mark.parametrize(("before", "after", "days_before", "days_after"), EXPOSURES)
def test_counts_over_unequal_times_are_compared_as_scipy_does(before, after, days_before, days_after) -> None:
    """The conditional test of two Poisson rates is a binomial one; both of its tails by scipy."""
    share = days_after / (days_before + days_after)
    total = before + after
    tails = [stats.binomtest(after, total, share, alternative=side).pvalue for side in ("less", "greater")]
    found = chance_of_change(before, after, days_before=days_before, days_after=days_after)
    assert found == pytest.approx(min(1.0, 2 * min(tails)), rel=1e-9)


@pytest.mark.parametrize(
    "given_", [(1, 8, 35, 365), (60, 61, 365, 327), (25, 9, 366, 365), (2, 14, 300, 300)]
)
def test_the_exact_test_finds_no_change_that_the_unconditional_one_does_not(given_) -> None:
    before, after, days_before, days_after = given_
    other = stats.poisson_means_test(before, days_before, after, days_after).pvalue
    found = chance_of_change(before, after, days_before=days_before, days_after=days_after)
    assert (found <= ALPHA) == (other <= ALPHA)


def test_a_time_that_is_counted_shorter_changes_every_rate_and_no_word(regencies: list[RegionCount]) -> None:
    places = given_counts(regencies, {"Malaka": 25, "Belu": 14, "Ende": 14, "Sikka": 5}, others=2)
    fortnight = [replace(each, years=14 / 365.25) for each in places]
    whole, short = assess(places, crossings()), assess(fortnight, crossings())
    assert by_name(whole) == by_name(short)
    for one, other in zip(whole.rows, short.rows, strict=True):
        assert one.measured is not None
        assert other.measured is not None
        assert other.measured.crude.value == pytest.approx(one.measured.crude.value * 365.25 / 14)
        assert other.measured.shrunk.high == pytest.approx(one.measured.shrunk.high * 365.25 / 14)
        assert other.measured.ratio == pytest.approx(one.measured.ratio)


def test_what_is_hidden_is_never_among_those_that_do_not_stand_out(regencies: list[RegionCount]) -> None:
    quiet = assess([replace(each, count=6, population=100_000) for each in regencies], crossings())
    loud = assess(given_counts(regencies, {"Malaka": 25}, others=2), crossings())
    assert words.overall(replace(quiet, hidden=11)) == (
        "Tidak satu pun dari 11 wilayah yang terlihat menonjol; 11 wilayah disembunyikan."
    )
    assert words.overall(replace(loud, hidden=9), when="2026") == (
        "2026: titik panas pasti Malaka; 9 wilayah disembunyikan."
    )


def test_where_all_have_too_little_nobody_is_said_not_to_stand_out(regencies: list[RegionCount]) -> None:
    few = assess(given_counts(regencies, {}, others=1), crossings())
    assert words.overall(few) == "Belum cukup data di 22 wilayah untuk mengatakan mana yang menonjol."
    assert words.overall(replace(few, hidden=9)) == (
        "Belum cukup data di 13 wilayah yang terlihat untuk mengatakan mana yang menonjol; "
        "9 wilayah disembunyikan."
    )
    even = [replace(each, count=6, population=100_000) for each in regencies]
    some = assess([replace(even[0], count=1, population=20_000), *even[1:]], crossings())
    assert words.overall(some) == (
        "Tidak ada wilayah yang menonjol di antara 22 wilayah; 1 belum cukup data."
    )


@pytest.mark.parametrize("given_", [(-1, 2, 9, 9), (1, float("nan"), 9, 9), (1, 2, 0, 9)])
def test_a_comparison_that_makes_no_sense_is_refused(given_) -> None:
    before, after, days_before, days_after = given_
    with pytest.raises(ValueError, match="must"):
        chance_of_change(before, after, days_before=days_before, days_after=days_after)


def test_chances_of_several_years_at_once_are_those_of_each() -> None:
    people = np.array([100.0, 300.0, 600.0])
    years = np.array([[1.0, 2.0, 3.0], [5.0, 0.0, 1.0]])
    together = chance_of(years, np.broadcast_to(people, years.shape))
    assert together == pytest.approx(np.stack([chance_of(year, people) for year in years]))
    assert together[0] == pytest.approx(stats.binom.sf([0, 1, 2], 6, people / 1000))
