"""A conflict of figures is named as one would say it."""

from datetime import date

import pytest

from domain.figures.figures import Conflict, ConflictRule, Figure, Reading
from domain.words import trail
from domain.words.conflicts import subject

YEAR = date(2025, 1, 1), date(2025, 12, 31)


def conflict(*, group: str = "", aspect: str = "") -> Conflict:
    figure = Figure("A-001", "x", "53", *YEAR, 1, group, "", "S1")
    return Conflict("x", "53", *YEAR, ConflictRule.SAME_PERIOD, (Reading(1, (figure,)),), aspect=aspect)


@pytest.mark.parametrize(
    ("indicator", "group", "aspect", "said"),
    [
        ("Deportasi", "", "", "Deportasi NTT, 2025"),
        (
            "Kematian PMI di luar negeri",
            "prosedural",
            "",
            "Kematian PMI di luar negeri (prosedural) NTT, 2025",
        ),
        ("Laporan polisi TPPO", "P-21", "tahap", "Laporan polisi TPPO NTT menurut tahap, 2025"),
        (
            "Tersangka TPPO dan penyelundupan, digabung",
            "",
            "",
            "Tersangka TPPO dan penyelundupan NTT, digabung, 2025",
        ),
        ("Jenazah PMI dipulangkan", "", "peristiwa", "Jenazah PMI dipulangkan NTT dalam dua deret, 2025"),
    ],
)
def test_its_name_reads_as_one_would_say_it(indicator: str, group: str, aspect: str, said: str) -> None:
    assert subject(conflict(group=group, aspect=aspect), indicator, place="NTT") == said


@pytest.mark.parametrize("indicator", ["deportation", "rumah_aman_2"])
def test_the_trail_names_a_conflict_of_any_indicator_in_words(indicator: str) -> None:
    names = {("indicator", indicator): "Rumah aman", ("region", "53.21"): "Malaka"}
    said = trail.subject("figure", f"{indicator}-53-21-2024", names)
    assert said == "pertentangan angka rumah aman, Malaka, 2024"
