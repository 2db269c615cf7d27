"""Numbers as officials type them: what each is read as, and what is written is read back."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers import MOST_DIGITS, Amount, read_number
from domain.reading import Ambiguous, Refused
from domain.time.formats import exact, quantity
from domain.units import comes_whole, same_unit

TABLE = Path(__file__).parents[1] / "tables" / "numbers.json"
CASES: list[dict[str, Any]] = json.loads(TABLE.read_text("utf-8"))
AMOUNTS = st.decimals(-(10**9), 10**9, places=2)


def of_kind(kind: str) -> Any:
    cases = [case for case in CASES if kind in case]
    return pytest.mark.parametrize("case", cases, ids=[f"{c['said']}|{c.get('field', '')}" for c in cases])


@of_kind("read")
def test_a_number_with_one_meaning_is_read(case: dict[str, Any]) -> None:
    of = Decimal(case["of"]) if "of" in case else None
    expected = Amount(Decimal(case["read"]), case.get("unit", ""), of)
    assert read_number(case["said"], case.get("field", "")) == expected


@of_kind("ask")
def test_a_doubtful_number_is_asked_about_with_every_reading(case: dict[str, Any]) -> None:
    asked = read_number(case["said"], case.get("field", ""))
    assert isinstance(asked, Ambiguous)
    assert [*asked.readings] == [Decimal(each) for each in case["ask"]]
    assert case.get("why", "") in asked.question
    assert all(exact(each) in asked.question for each in asked.readings)


@of_kind("refuse")
def test_what_is_no_number_is_refused_with_what_to_write(case: dict[str, Any]) -> None:
    refused = read_number(case["said"], case.get("field", ""))
    assert isinstance(refused, Refused)
    assert case["refuse"] in refused.sentence
    assert any(each in refused.sentence for each in ("Tulis", "tulis", "misalnya"))


def test_there_are_three_hundred_cases_and_none_stands_twice() -> None:
    assert len({(case["said"], case.get("field")) for case in CASES}) == len(CASES) >= 300


@given(st.text(max_size=100), st.sampled_from(["", "desa", "persen", "km", "abcd", "Rp"]))
def test_nothing_that_is_typed_breaks_it(text: str, field: str) -> None:
    heard = read_number(text, field)
    readings = heard.readings if isinstance(heard, Ambiguous) else ()
    if isinstance(heard, Amount):
        readings = (heard.value,)
    assert all(each.is_finite() and abs(each) < 10**MOST_DIGITS for each in readings)
    assert isinstance(heard, Refused) == (not readings)


@given(AMOUNTS)
def test_an_amount_as_we_write_it_is_read_back_unrounded(value: Decimal) -> None:
    assert read_number(exact(value)) == Amount(value)
    assert read_number(quantity(value, "Rp")) == Amount(value, "Rp")


@given(st.decimals(0, 999, places=2))
def test_a_share_as_we_write_it_is_read_back(value: Decimal) -> None:
    assert read_number(quantity(value, "persen")) == Amount(value, "persen")


@given(st.decimals(0, 10**6, places=3))
def test_three_digits_after_the_comma_are_never_written_like_thousands(value: Decimal) -> None:
    assert read_number(exact(value)) == Amount(value)


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 2)))
def test_what_a_database_keeps_is_written_digit_for_digit(stored: float) -> None:
    heard = read_number(exact(stored))
    assert isinstance(heard, Amount)
    assert float(heard.value) == stored


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (1250.0, "", "1.250"),
        (62.5, "persen", "62,5 %"),
        (1.25, "km", "1,25 km"),
        (0.125, "", "0,1250"),
        (-0.0, "desa", "0 desa"),
        (1250000, "Rp", "Rp 1.250.000"),
        (Decimal("1.5E+6"), "orang", "1.500.000 orang"),
    ],
)
def test_amounts_are_written_with_all_their_digits(value: Decimal | float, unit: str, written: str) -> None:
    assert quantity(value, unit) == written


@pytest.mark.parametrize(
    ("unit", "whole"),
    [
        ("desa", True),
        ("Orang", True),
        ("kab/kota", True),
        ("desa binaan", True),
        ("org", True),
        ("RSUD", True),
        ("persen", False),
        ("%", False),
        ("Rp", False),
        ("hari rata-rata", False),
        ("orang rata-rata", False),
        ("km", False),
        ("", False),
        ("abcd", None),
    ],
)
def test_a_unit_knows_whether_it_comes_whole(unit: str, whole: bool | None) -> None:
    assert comes_whole(unit) is whole


def test_a_unit_is_the_same_when_shortened_or_said_more_closely() -> None:
    assert same_unit("org", "orang")
    assert same_unit("desa binaan", "desa")
    assert same_unit("Rupiah", "Rp")
    assert not same_unit("kecamatan", "desa")
