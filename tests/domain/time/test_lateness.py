"""Each kind of thing is late in one unit, which stands beside the number."""

from datetime import date

import pytest

from domain.time import lateness
from domain.time.lateness import DueKind, DueUnit

MONDAY = date(2026, 11, 23)
HOLIDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("kind", "due_on", "said"),
    [
        (DueKind.TASK, date(2026, 10, 30), "lewat 16 hari kerja"),
        (DueKind.COMMITMENT, date(2026, 10, 30), "lewat 24 hari"),
        (DueKind.TASK, date(2026, 11, 27), "sisa 3 hari kerja"),
        (DueKind.REPORT, date(2026, 11, 27), "sisa 4 hari"),
        (DueKind.COMMITMENT, MONDAY, "hari ini"),
        (DueKind.COMMITMENT, date(2023, 8, 11), "lewat 1.200 hari"),
    ],
)
def test_a_kind_counts_in_its_own_unit_and_says_it(kind: DueKind, due_on: date, said: str) -> None:
    assert lateness.left(kind, due_on, MONDAY, {HOLIDAY}) == said


def test_what_was_due_on_saturday_is_late_on_sunday_without_a_working_day_between() -> None:
    said = lateness.left(DueKind.TASK, date(2026, 11, 21), date(2026, 11, 22))
    assert said == "lewat, belum satu hari kerja"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(134, "sisa 2 jam 14 menit"), (-180, "lewat 3 jam"), (-4_400, "lewat 73 jam"), (0, "sekarang")],
)
def test_an_emergency_is_told_in_hours_however_long_it_lasts(minutes: int, said: str) -> None:
    assert lateness.minutes_left(minutes) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("474 hari", "menunggu 474 hari"),
        ("lewat 3 hari kerja", "lewat 3 hari kerja"),
        ("hari ini", "hari ini"),
        ("", ""),
    ],
)
def test_a_bare_count_of_days_is_given_its_verb(told: str, said: str) -> None:
    assert lateness.with_verb(told) == said


def test_the_published_sentence_names_every_kind_and_unit() -> None:
    told = lateness.published().lower()
    assert all(kind.row.named in told for kind in DueKind)
    assert all(unit in told for unit in DueUnit)
