"""The time of a file that names none: what may be chosen, and what is taken for a time at all."""

from datetime import date

import pytest

from domain.imports.answers import PARTS_OF_A_YEAR, is_offered, takes_any_time, times_begun, told_time
from domain.imports.delivery import DeliveredQuestion

ON = date(2026, 11, 23)
OPEN = DeliveredQuestion("period", "Waktu mana yang benar?", 2, ())
MONTHS = (("2026-01/2026-05", "Januari–Mei"), ("2026-05/2026-05", "Mei"))


@pytest.mark.parametrize(
    ("part", "newest", "before"),
    [
        ("Bulan", ("2026-11", "November 2026"), ("2026-10", "Oktober 2026")),
        ("Triwulan", ("2026-10/2026-12", "Triwulan IV 2026"), ("2026-07/2026-09", "Triwulan III 2026")),
        ("Semester", ("2026-07/2026-12", "Semester II 2026"), ("2026-01/2026-06", "Semester I 2026")),
        ("Tahun", ("2026", "2026"), ("2025", "2025")),
    ],
)
def test_times_that_have_begun_are_offered_the_newest_first(
    part: str, newest: tuple[str, str], before: tuple[str, str]
) -> None:
    assert [*times_begun(part, ON).items()][:2] == [newest, before]


@pytest.mark.parametrize("part", PARTS_OF_A_YEAR)
def test_every_time_that_is_offered_is_taken(part: str) -> None:
    assert [each for each in times_begun(part, ON) if not is_offered(OPEN, each, ON)] == []


def test_a_year_of_quarters_is_called_by_its_roman_numbers() -> None:
    called = [label for label in times_begun("Triwulan", ON).values() if label.endswith("2025")]
    assert called == [f"Triwulan {each} 2025" for each in ("IV", "III", "II", "I")]


@pytest.mark.parametrize("told", ["2026-12", "2027", "2026-13", "1999", "2026-03/2026-01", "Maret 2026", ""])
def test_what_has_not_begun_or_is_no_time_is_not_taken(told: str) -> None:
    assert not is_offered(OPEN, told, ON)


def test_where_times_are_offered_no_other_one_is_taken() -> None:
    asked = DeliveredQuestion("period", "Waktu mana yang benar?", 2, MONTHS)
    assert not takes_any_time(asked)
    assert [is_offered(asked, each, ON) for each in ("2026-05/2026-05", "2026-03")] == [True, False]


def test_no_other_question_takes_what_it_does_not_offer() -> None:
    assert not is_offered(DeliveredQuestion("region", "Wilayah mana?", 2, ()), "2026-03", ON)


def test_a_time_from_month_to_month_is_read_as_one_span() -> None:
    told = told_time("2025-11/2026-02")
    assert told is not None
    assert told.span is not None
    assert (told.span.starts_on, told.span.ends_on) == (date(2025, 11, 1), date(2026, 2, 28))
