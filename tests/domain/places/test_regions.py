"""Codes and names of regions."""

import pytest

from domain.places.regions import ABBREVIATIONS, RegionLevel, display_name, level_of


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
