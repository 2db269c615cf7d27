"""Codes and names of regions."""

from datetime import date

import pytest

from domain.places.regions import (
    ABBREVIATIONS,
    SPLITS,
    RegionLevel,
    display_name,
    level_of,
    split_that_changes,
    tells_a_place,
)
from domain.words.labels import split_in_words


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("53", RegionLevel.PROVINCE),
        ("53.21", RegionLevel.REGENCY),
        ("53.21.01", RegionLevel.DISTRICT),
        ("53.21.01.2001", RegionLevel.VILLAGE),
    ],
)
def test_the_length_of_a_code_tells_its_level(code: str, level: RegionLevel) -> None:
    assert level_of(code) is level


@pytest.mark.parametrize(
    "code",
    [
        "",
        "5",
        "52",
        "53.",
        "53.2",
        "5321",
        "53.21.",
        "53.21.1",
        "53.21.01.200",
        "53.21.01.20011",
        "54.21",
        " 53.21",
        "53.21\n",
        "53.21' --",
        "53,21",
        "53.٢١",
        "53.２１",
    ],
)
def test_what_is_no_code_of_the_province_has_no_level(code: str) -> None:
    assert level_of(code) is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Kabupaten Malaka", "Malaka"),
        ("Kabupaten Kupang", "Kab. Kupang"),
        ("Kota Kupang", "Kota Kupang"),
        ("Kobalima", "Kobalima"),
    ],
)
def test_a_kabupaten_is_called_by_its_name_unless_that_is_ambiguous(name: str, shown: str) -> None:
    assert display_name(name) == shown


def test_only_codes_of_kabupaten_are_abbreviated() -> None:
    assert {level_of(code) for code in ABBREVIATIONS} == {RegionLevel.REGENCY}


@pytest.mark.parametrize(
    ("code", "year", "changes"),
    [
        ("53.04", 2011, True),
        ("53.04", 2012, True),
        ("53.04", 2013, False),
        ("53.21", 2012, True),
        ("53.21", 2013, False),
        ("53.03", 2011, False),
    ],
)
def test_a_figure_of_belu_or_malaka_from_before_the_split_speaks_of_another_territory(
    code: str, year: int, changes: bool
) -> None:
    assert (split_that_changes(code, date(year, 1, 1)) is not None) is changes


def test_the_sentence_says_what_the_territory_held() -> None:
    said = split_in_words(SPLITS[0], "53.04")
    assert said.startswith("Angka sebelum pemekaran 2012: Belu waktu itu masih mencakup Malaka.")
    assert split_in_words(SPLITS[0], "53.21").startswith("Malaka dimekarkan dari Belu pada 2012.")


@pytest.mark.parametrize(
    ("region", "name", "tells"),
    [
        ("53.21", "Pemda", True),
        ("53.71", "Kantor Imigrasi Kupang", True),
        ("53", "Keuskupan Maumere", True),
        (None, "Polres Sumba Timur", True),
        (None, "UPTD PPA TTS", True),
        ("53", "Keuskupan Agung Kupang", True),
        (None, "Polres Mabar", True),
        ("53", "PLBN Motaain", True),
        ("53", "Klasis So'e", True),
        ("53", "Pemda Kab. Kupang", True),
        ("53", "Kepolisian Resor se-NTT", False),
        ("53", "Lanal di NTT", False),
        ("53", "Klasis GMIT se-NTT", False),
        ("53", "Dinas Sosial Mabar", True),
        ("53", "Bupati Kupang", True),
        ("53", "DPRD Kab. Kupang", True),
        ("53", "Rumah Perempuan Kupang", False),
        (None, "Komnas HAM", False),
        ("53", "Dinas yang belum bernama", False),
    ],
)
def test_an_office_tells_a_place_by_where_it_stands_or_what_it_is_called(
    region: str | None, name: str, tells: bool
) -> None:
    regencies = ["Kabupaten Kupang", "Kota Kupang", "Kabupaten Belu", "Kabupaten Sumba Timur"]
    assert tells_a_place(region, [name], regencies) is tells
