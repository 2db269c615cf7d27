"""Time as NTT keeps it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.time.calendar import ZONE, Quarter, fixed_clock, local_time, system_clock, today

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


WITHOUT_ZONE = datetime(2026, 11, 23, 7, 0)  # noqa: DTZ001 - as people type it


def test_a_moment_without_a_zone_is_meant_in_wita() -> None:
    assert fixed_clock(WITHOUT_ZONE)() == datetime(2026, 11, 22, 23, 0, tzinfo=UTC)


def test_a_moment_with_a_zone_keeps_it() -> None:
    moment = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    assert fixed_clock(moment)() == moment


@pytest.mark.parametrize("clock", [system_clock, fixed_clock(WITHOUT_ZONE)])
def test_every_clock_speaks_utc(clock) -> None:
    assert clock().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime(2026, 11, 22, 15, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_kupang(utc: datetime, day: date) -> None:
    assert today(lambda: utc) == day


def test_wita_is_eight_hours_ahead_all_year() -> None:
    offsets = {local_time(datetime(2026, month, 1, tzinfo=UTC)).utcoffset() for month in range(1, 13)}
    assert offsets == {timedelta(hours=8)}
    assert ZONE.key == "Asia/Makassar"


@pytest.mark.parametrize(
    ("day", "key", "starts_on", "ends_on"),
    [
        (date(2026, 1, 1), "2026-B03", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), "2026-B06", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), "2026-B09", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 12, 31), "2026-B12", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_is_named_by_its_last_month(day: date, key: str, starts_on: date, ends_on: date) -> None:
    quarter = Quarter.containing(day)
    assert (quarter.key, quarter.starts_on, quarter.ends_on) == (key, starts_on, ends_on)


@given(days)
def test_a_day_lies_within_its_quarter(day: date) -> None:
    quarter = Quarter.containing(day)
    assert quarter.starts_on <= day <= quarter.ends_on


@given(days, st.integers(-40, 40))
def test_shifting_a_quarter_there_and_back_changes_nothing(day: date, quarters: int) -> None:
    quarter = Quarter.containing(day)
    assert quarter.shift(quarters).shift(-quarters) == quarter


@given(days)
def test_quarters_follow_each_other_without_a_gap(day: date) -> None:
    quarter = Quarter.containing(day)
    assert quarter.ends_on + timedelta(days=1) == quarter.shift(1).starts_on
    assert quarter < quarter.shift(1)


@given(days)
def test_a_quarter_is_read_back_from_its_key(day: date) -> None:
    quarter = Quarter.containing(day)
    assert Quarter.parse(quarter.key) == quarter


@given(st.text(max_size=10))
@example("2026-B9")
@example("2026-B 9")
@example("2026-B0_9")
@example("+202-B09")
@example("٢٠٢٦-B09")
def test_text_that_is_no_key_of_a_quarter_is_refused(text: str) -> None:
    try:
        quarter = Quarter.parse(text)
    except ValueError:
        return
    assert quarter.key == text


@pytest.mark.parametrize("text", ["", "2026", "2026-B", "2026-B00", "2026-B05", "2026-B15", "26-B09", "B09"])
def test_a_key_that_names_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence differs, the kind does not
        Quarter.parse(text)
