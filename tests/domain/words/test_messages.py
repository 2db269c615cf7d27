"""The texts for WhatsApp: whatever does not fit is counted, and nothing is said of what is not there."""

import re
from dataclasses import replace
from datetime import date

import pytest

from domain.commitments.health import Health
from domain.words.messages import LONGEST_MESSAGE, DayFacts, MeetingFacts, PointLine, of_day, of_meeting
from tests.factories import MORNING

LINE = PointLine("Pos periksa bersama di Pelabuhan Larantuka", "Kodaeral VII", "ditolak, lewat 4 hari kerja")
DAY = DayFacts(
    on=date(2026, 11, 23),
    as_of="Data s.d. 23 November 2026, 03.14 WITA",
    by_health={Health.OVERDUE: 4, Health.DONE: 3},
    to_decide=[LINE] * 3,
    held_up=[LINE] * 8,
    points=20,
    kept="6 dari 10",
    met_on=date(2026, 11, 11),
    meets_at=MORNING,
    address="https://gerak.nttprov.go.id/",
    is_sample=False,
)
MEETING = MeetingFacts("Rapat Forkopimda", MORNING, "Aula", True, [LINE], "https://gerak.example/", False)


def left_out(text: str) -> int:
    found = re.findall(r"^(?:dan )?(\d+) (?:lainnya|butir,) di aplikasi\.$", text, re.MULTILINE)
    assert len(found) <= 1
    return sum(map(int, found))


@pytest.mark.parametrize("held", range(9))
@pytest.mark.parametrize("decided", range(4))
def test_every_point_of_the_day_is_either_listed_or_counted(held: int, decided: int) -> None:
    text = of_day(replace(DAY, held_up=[LINE] * held, to_decide=[LINE] * decided))
    assert len(text) <= LONGEST_MESSAGE
    assert text.count("Pos periksa") + left_out(text) == DAY.points


def test_several_as_one_are_told_once_and_whole() -> None:
    several = PointLine("Korem 161/Wira Sakti: 54 tawaran belum dijawab", "", "terberat lewat 63 hari kerja")
    text = of_day(replace(DAY, to_decide=[several]))
    assert "1. Korem 161/Wira Sakti: 54 tawaran belum dijawab, terberat lewat 63 hari kerja\n" in text


def test_where_all_is_listed_nothing_is_counted() -> None:
    text = of_day(replace(DAY, held_up=[LINE], to_decide=[], points=1))
    assert "di aplikasi" not in text


@pytest.mark.parametrize("count", [0, 1, 7, 40])
@pytest.mark.parametrize("place", ["Aula", "Aula Rumah Jabatan " * 40])
def test_every_decision_of_a_meeting_is_either_listed_or_counted(count: int, place: str) -> None:
    text = of_meeting(replace(MEETING, lines=[LINE] * count, place=place))
    assert len(text) <= LONGEST_MESSAGE
    assert text.count("Pos periksa") + left_out(text) == count
