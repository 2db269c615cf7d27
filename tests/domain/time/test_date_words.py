"""Due dates in words, most of them said on Monday, 23 November 2026."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading import Ambiguous, Read, Refused
from domain.time import date_words
from domain.time.date_meanings import DateContext
from domain.time.date_words import (
    EXAMPLES,
    FURTHEST_YEARS,
    DateInDoubt,
    DateReading,
    NotADate,
    confirmed,
    read_date,
    understand_date,
)
from domain.time.feasts import easter
from domain.time.formats import long_date, short_date
from domain.time.working_days import is_working_day, working_days_until

TABLE: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "tables" / "date_words.json").read_text("utf-8")
)
PHRASES: list[dict[str, Any]] = TABLE["phrases"]
CALENDAR = {date.fromisoformat(day): name for day, name in TABLE["calendar"].items()}
ON = date.fromisoformat(TABLE["on"])
WORKING_DAYS = st.dates(ON, ON + timedelta(days=3000)).filter(lambda day: is_working_day(day, ()))


def understood(phrase: dict[str, Any]) -> DateReading:
    meeting = phrase.get("next_meeting", TABLE["next_meeting"])
    context = DateContext(
        date.fromisoformat(phrase.get("on", TABLE["on"])),
        CALENDAR.keys(),
        date.fromisoformat(meeting) if meeting else None,
        CALENDAR,
    )
    return understand_date(phrase["said"], context)


def of_kind(kind: str) -> Any:
    phrases = [phrase for phrase in PHRASES if kind in phrase]
    names = [f"{phrase['said']}|{phrase.get('on', '')}" for phrase in phrases]
    return pytest.mark.parametrize("phrase", phrases, ids=names)


@of_kind("read")
def test_what_people_say_is_a_day(phrase: dict[str, Any]) -> None:
    assert understood(phrase) == Read(date.fromisoformat(phrase["read"]))


@of_kind("ask")
def test_what_may_mean_several_days_is_asked_about_with_each_of_them(phrase: dict[str, Any]) -> None:
    asked = understood(phrase)
    assert isinstance(asked, Ambiguous)
    assert [day.isoformat() for day in asked.readings] == phrase["ask"]
    assert phrase.get("why", "") in asked.question
    assert all(long_date(day) in asked.question for day in asked.readings)


@of_kind("refuse")
def test_what_names_no_day_is_refused_with_what_to_write(phrase: dict[str, Any]) -> None:
    refused = understood(phrase)
    assert isinstance(refused, Refused)
    assert phrase["refuse"] in refused.sentence
    assert any(word in refused.sentence for word in ("Tulis", "tulis", "Sebut"))


def test_there_are_three_hundred_phrases_and_none_stands_twice() -> None:
    said = {(phrase["said"], phrase.get("on"), phrase.get("next_meeting", "")) for phrase in PHRASES}
    assert len(said) == len(PHRASES) >= 300


@pytest.mark.parametrize("phrase", [phrase for phrase in PHRASES if "ask" in phrase], ids=lambda p: p["said"])
def test_every_answer_to_a_question_is_taken_without_another(phrase: dict[str, Any]) -> None:
    for day in phrase["ask"]:
        answer = {**phrase, "said": confirmed(date.fromisoformat(day))}
        assert understood(answer) == Read(date.fromisoformat(day))


@pytest.mark.parametrize("example", EXAMPLES.split(", "))
def test_the_examples_that_we_give_are_read(example: str) -> None:
    assert isinstance(understood({"said": example}), Read)


def test_what_is_longer_than_any_day_is_not_searched_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight thousand digits held whoever read them for a second."""
    monkeypatch.setattr(date_words, "plain", lambda _words: pytest.fail("it was searched"))
    assert isinstance(understand_date("1" * 8_000, DateContext(ON)), Refused)


def test_holidays_lengthen_working_days_only() -> None:
    holidays = {date(2026, 11, 24)}
    assert read_date("5 hari kerja", DateContext(ON, holidays)) == date(2026, 12, 1)
    assert read_date("4 hari", DateContext(ON, holidays)) == date(2026, 11, 27)


def test_a_month_after_the_thirty_first_ends_with_the_month() -> None:
    assert read_date("1 bulan", DateContext(date(2026, 8, 31))) == date(2026, 9, 30)


def test_words_without_a_day_are_refused_with_examples() -> None:
    with pytest.raises(NotADate, match="misalnya: 2 minggu"):
        read_date("segera", DateContext(ON))


@pytest.mark.parametrize("words", ["tenggat:", "DL:", "max tenggat:", "DL: pagi", "paling lambat:"])
def test_a_label_without_a_day_is_no_date(words: str) -> None:
    with pytest.raises(NotADate, match="belum dapat dibaca sebagai tanggal"):
        read_date(words, DateContext(ON))


def test_a_doubtful_day_is_refused_with_its_question_and_readings() -> None:
    with pytest.raises(DateInDoubt, match="bukan hari kerja") as doubt:
        read_date("29 November 2026", DateContext(ON))
    assert doubt.value.readings == (date(2026, 11, 30), date(2026, 11, 29))


def test_a_closed_day_is_asked_about_even_where_its_name_is_not_known() -> None:
    with pytest.raises(DateInDoubt, match="hari libur"):
        read_date("besok", DateContext(ON, {date(2026, 11, 24)}))


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(words: str) -> None:
    heard = understand_date(words, DateContext(ON, CALENDAR.keys(), None, CALENDAR))
    days = heard.readings if isinstance(heard, Ambiguous) else ()
    if isinstance(heard, Read):
        days = (heard.value,)
    assert all(abs(day.year - ON.year) <= FURTHEST_YEARS for day in days)


@given(st.lists(st.sampled_from(sorted({w for p in PHRASES for w in p["said"].split()})), max_size=6))
def test_no_order_of_known_words_breaks_it(words: list[str]) -> None:
    understand_date(" ".join(words), DateContext(ON, CALENDAR.keys(), None, CALENDAR))


@given(WORKING_DAYS)
def test_a_date_as_we_write_it_is_read_back(day: date) -> None:
    assert read_date(long_date(day), DateContext(ON)) == day
    assert read_date(short_date(day), DateContext(ON)) == day
    assert read_date(day.isoformat(), DateContext(ON)) == day
    assert read_date(f"{day:%d/%m/%Y}", DateContext(ON)) == day


@given(st.dates(ON - timedelta(days=900), ON + timedelta(days=3000)))
def test_a_confirmed_day_is_taken_whatever_it_is(day: date) -> None:
    assert read_date(confirmed(day), DateContext(ON)) == day


@given(st.integers(0, 400), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_days_ahead_are_that_many_or_asked_about(count: int, on: date) -> None:
    expected = on + timedelta(days=count)
    heard = understand_date(f"{count} hari", DateContext(on))
    if is_working_day(expected, ()):
        assert heard == Read(expected)
    else:
        assert isinstance(heard, Ambiguous)
        assert expected in heard.readings


@given(st.integers(1, 200), st.dates(ON, ON + timedelta(days=365)))
def test_working_days_ahead_are_that_many(count: int, on: date) -> None:
    day = read_date(f"{count} hari kerja", DateContext(on, CALENDAR.keys()))
    assert working_days_until(on, day, CALENDAR.keys()) == count


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2027, "03-28"), (2035, "03-25"), (2038, "04-25")],
)
def test_easter_is_where_the_church_has_it(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(f"{year}-{day}")
