"""Due dates in words, seen from Monday, 23 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.time.date_words import FURTHEST_YEARS, NotADate, read_date
from domain.time.formats import long_date, short_date

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hari ini", ON),
        ("besok", date(2026, 11, 24)),
        ("lusa", date(2026, 11, 25)),
        ("3 hari", date(2026, 11, 26)),
        ("dua minggu", date(2026, 12, 7)),
        ("2 minggu", date(2026, 12, 7)),
        ("dalam 2 pekan", date(2026, 12, 7)),
        ("2 minggu lagi", date(2026, 12, 7)),
        ("seminggu", date(2026, 11, 30)),
        ("minggu depan", date(2026, 11, 30)),
        ("1 bulan", date(2026, 12, 23)),
        ("tiga bulan", date(2027, 2, 23)),
        ("bulan depan", date(2026, 12, 23)),
        ("setahun", date(2027, 11, 23)),
        ("5 hari kerja", date(2026, 11, 30)),
        ("akhir bulan", date(2026, 11, 30)),
        ("akhir bulan depan", date(2026, 12, 31)),
        ("sebelum akhir bulan", date(2026, 11, 30)),
        ("akhir tahun", date(2026, 12, 31)),
        ("akhir triwulan", date(2026, 12, 31)),
        ("akhir triwulan depan", date(2027, 3, 31)),
        ("akhir Februari", date(2027, 2, 28)),
        ("akhir Februari 2028", date(2028, 2, 29)),
        ("17 Agustus", date(2027, 8, 17)),
        ("sebelum 17 Agustus", date(2027, 8, 16)),
        ("paling lambat 17 Agustus 2027", date(2027, 8, 17)),
        ("paling lambat sebelum 17 Agustus", date(2027, 8, 16)),
        ("selambat-lambatnya tanggal 1 Des", date(2026, 12, 1)),
        ("23 November", ON),
        ("22 November", date(2027, 11, 22)),
        ("30/11/2026", date(2026, 11, 30)),
        ("30-11-2026", date(2026, 11, 30)),
        ("30.11", date(2026, 11, 30)),
        ("2026-12-04", date(2026, 12, 4)),
        ("tanggal 30", date(2026, 11, 30)),
        ("tanggal 5", date(2026, 12, 5)),
        ("Jumat", date(2026, 11, 27)),
        ("Jum'at", date(2026, 11, 27)),
        ("senin", ON),
        ("Jumat depan", date(2026, 12, 4)),
        ("Senin depan", date(2026, 11, 30)),
        ("hari Minggu", date(2026, 11, 29)),
        ("sebelum Jumat", date(2026, 11, 26)),
        ("29 Februari", date(2028, 2, 29)),
        ("17 Agustus 2025", date(2025, 8, 17)),
        ("  AKHIR   BULAN. ", date(2026, 11, 30)),
    ],
)
def test_what_people_say_is_a_day(words: str, expected: date) -> None:
    assert read_date(words, ON) == expected


def test_holidays_lengthen_working_days_only() -> None:
    holidays = {date(2026, 11, 24)}
    assert read_date("5 hari kerja", ON, holidays) == date(2026, 12, 1)
    assert read_date("5 hari", ON, holidays) == date(2026, 11, 28)


def test_a_month_after_the_thirty_first_ends_with_the_month() -> None:
    assert read_date("1 bulan", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "segera",
        "minggu",
        "31 Februari",
        "0/0/2026",
        "99/99",
        "32",
        "tanggal 0",
        "9999 tahun",
        "9999 minggu",
        "17 Agustus 1925",
        "akhir pekan",
        "akhir",
        "sebelum",
        "13/13/2026",
    ],
)
def test_what_names_no_day_is_refused_with_examples(words: str) -> None:
    with pytest.raises(NotADate, match="Tulis misalnya: 2 minggu"):
        read_date(words, ON)


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(words: str) -> None:
    try:
        day = read_date(words, ON)
    except NotADate:
        return
    assert abs(day.year - ON.year) <= FURTHEST_YEARS


@given(st.dates(ON, ON + timedelta(days=3000)))
def test_a_date_as_we_write_it_is_read_back(day: date) -> None:
    assert read_date(long_date(day), ON) == day
    assert read_date(short_date(day), ON) == day
    assert read_date(day.isoformat(), ON) == day


@given(st.integers(1, 400), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_days_ahead_are_that_many(count: int, on: date) -> None:
    assert read_date(f"{count} hari", on) == on + timedelta(days=count)
