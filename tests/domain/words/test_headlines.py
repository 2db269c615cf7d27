"""The finding of a screen, as one sentence."""

from datetime import date

import pytest

from domain.commitments.health import Health, RollUp
from domain.words import headlines


@pytest.mark.parametrize(
    ("by_health", "sentence"),
    [
        ({}, "Belum ada komitmen; deklarasi masih berupa pernyataan"),
        (
            {Health.OVERDUE: 4, Health.NO_OWNER: 6, Health.DONE: 3, Health.ON_SCHEDULE: 11},
            "Empat dari 24 komitmen lewat tenggat, enam belum punya penanggung jawab",
        ),
        ({Health.OVERDUE: 1, Health.DONE: 1}, "Satu dari 2 komitmen lewat tenggat"),
        ({Health.NO_OWNER: 12}, "12 dari 12 komitmen belum punya penanggung jawab"),
        ({Health.DONE: 3, Health.SILENT: 2}, "Tidak ada komitmen yang terlambat; tiga dari 5 selesai"),
        ({Health.SILENT: 2}, "Tidak ada komitmen yang terlambat; belum ada yang selesai"),
    ],
)
def test_overview_says_what_is_late_and_what_nobody_owns(by_health, sentence: str) -> None:
    assert headlines.of_overview(by_health) == sentence


@pytest.mark.parametrize(
    ("total", "sentence"),
    [
        (RollUp(24, 18, 65.625, 54.375), "Klaim 65,6 %, terverifikasi 54,4 %"),
        (RollUp(24, 0, None, None), "Belum ada komitmen yang dilaporkan"),
        (RollUp(0, 0, None, None), "Belum ada komitmen"),
        (RollUp(2, 2, 0.0, 0.0), "Klaim 0,0 %, terverifikasi 0,0 %"),
    ],
)
def test_commitments_keep_claimed_and_verified_apart(total: RollUp, sentence: str) -> None:
    assert headlines.of_commitments(total) == sentence


@pytest.mark.parametrize(
    ("ownerless", "total", "sentence"),
    [
        (0, 0, "Belum ada komitmen"),
        (0, 24, "Semua komitmen (24) punya penanggung jawab"),
        (6, 24, "Enam dari 24 komitmen belum punya penanggung jawab"),
    ],
)
def test_the_list_of_the_ownerless_counts_them(ownerless: int, total: int, sentence: str) -> None:
    assert headlines.of_ownerless(ownerless, total) == sentence


@pytest.mark.parametrize(
    ("silent", "owing", "sentence"),
    [
        (0, 0, "Belum ada instansi yang wajib melapor"),
        (0, 9, "Tidak ada instansi yang menunggak laporan, dari 9 yang wajib melapor"),
        (2, 9, "Dua dari 9 instansi menunggak laporan"),
    ],
)
def test_the_board_of_the_silent_counts_them(silent: int, owing: int, sentence: str) -> None:
    assert headlines.of_silence(silent, owing) == sentence


@pytest.mark.parametrize(
    ("overdue", "open_tasks", "sentence"),
    [
        (0, 0, "Tidak ada tugas terbuka"),
        (0, 5, "5 tugas terbuka, tidak ada yang lewat tenggat"),
        (17, 1042, "17 dari 1.042 tugas terbuka lewat tenggat"),
    ],
)
def test_tasks_say_how_many_are_late(overdue: int, open_tasks: int, sentence: str) -> None:
    assert headlines.of_tasks(overdue, open_tasks) == sentence


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "Tidak ada angka terbit yang saling bertentangan"),
        (7, "Tujuh kelompok angka terbit saling bertentangan"),
        (12, "12 kelompok angka terbit saling bertentangan"),
    ],
)
def test_conflicts_are_counted_in_words(count: int, sentence: str) -> None:
    assert headlines.of_conflicts(count) == sentence


@pytest.mark.parametrize(
    ("parts", "total", "said"),
    [
        (119, 119, ""),
        (100, 119, ""),
        (119, None, ""),
        (119, 100, "; diragukan, bagiannya berjumlah 119 sedangkan totalnya 100"),
    ],
)
def test_a_headline_doubts_a_total_that_its_parts_exceed(
    parts: float, total: float | None, said: str
) -> None:
    assert headlines.doubt(parts, total) == said


@pytest.mark.parametrize(
    ("highest", "sentence"),
    [
        ([], "Belum ada angka terbit per kabupaten/kota"),
        (
            [("kematian", "Malaka"), ("penempatan prosedural", "Sumba Barat Daya")],
            "Kematian terbanyak di Malaka, penempatan prosedural terbanyak di Sumba Barat Daya",
        ),
    ],
)
def test_each_series_names_the_region_that_leads_it(highest: list[tuple[str, str]], sentence: str) -> None:
    assert headlines.of_regions(highest) == sentence


def of_map(
    values: dict[str, float], *, mean: float = 2.5, is_rate: bool = True, total: float | None = None
) -> str:
    return headlines.of_map(
        values,
        mean=mean,
        is_rate=is_rate,
        unit="orang",
        total=total,
        when="2024",
        reference="22 kabupaten/kota",
    )


def test_a_rate_stands_out_against_the_mean_and_names_who_is_also_high() -> None:
    found = of_map({"Malaka": 11.1, "Belu": 5.4, "Ende": 4.7, "Flores Timur": 4.2, "Sikka": 1.6})
    assert found == (
        "2024: Malaka 4,4 kali rata-rata 22 kabupaten/kota; Belu, Ende, dan Flores Timur juga tinggi"
    )


def test_more_than_three_others_are_counted() -> None:
    found = of_map({"A": 11.0, "B": 9.0, "C": 8.0, "D": 7.0, "E": 6.0, "F": 5.0})
    assert found == "2024: A 4,4 kali rata-rata 22 kabupaten/kota; B, C, D, dan dua lain juga tinggi"


def test_a_region_that_stands_alone_is_named_alone() -> None:
    assert of_map({"Malaka": 11.1, "Belu": 3.0}) == "2024: Malaka 4,4 kali rata-rata 22 kabupaten/kota"


def test_equal_values_go_by_name() -> None:
    assert of_map({"Ende": 5.0, "Belu": 5.0}).startswith("2024: Belu ")


def test_a_count_says_how_many_of_how_many() -> None:
    found = of_map({"Malaka": 25, "Belu": 14}, mean=7.0, is_rate=False, total=119)
    assert found == "2024: terbanyak di Malaka, 25 dari 119 orang"


def test_a_count_without_a_total_stands_alone() -> None:
    assert of_map({"Malaka": 25}, is_rate=False) == "2024: terbanyak di Malaka, 25 orang"


@pytest.mark.parametrize("values", [{}, {"Malaka": 0.0, "Belu": 0.0}])
def test_a_map_without_numbers_says_so(values: dict[str, float]) -> None:
    assert of_map(values) == "Tidak ada angka untuk lapisan ini, 2024"


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said"),
    [
        (date(2024, 1, 1), date(2024, 11, 30), "2024"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2026, 1, 1), date(2026, 1, 14), "1–14 Jan 2026"),
        (date(2022, 1, 1), date(2026, 12, 31), "2022–2026"),
    ],
)
def test_a_headline_names_the_year_that_a_period_is_most_of(
    starts_on: date, ends_on: date, said: str
) -> None:
    assert headlines.when(starts_on, ends_on) == said


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (10.8, "Bukti tertinggal 10,8 poin"),
        (0.0, "Bukti menyamai klaim"),
        (-5.0, "Bukti melampaui klaim 5,0 poin"),
    ],
)
def test_what_was_proven_may_also_be_more_than_a_claim_that_was_corrected(gap: float, said: str) -> None:
    assert headlines.of_gap(gap) == said
