"""What users read: numbers, dates and a label for everything that can be shown."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.places import regions
from domain.time import formats
from domain.words import audit, labels

LABELS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": table
    for module in (labels, audit, regions)
    for name, table in vars(module).items()
    if isinstance(table, dict) and table and isinstance(next(iter(table)), Enum)
    if isinstance(next(iter(table.values())), str)
}


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS.keys())
def test_every_member_has_a_label_of_its_own(labels: dict[Enum, str]) -> None:
    kinds = {type(member) for member in labels}
    assert set(labels) == {member for kind in kinds for member in kind}
    assert all(label.strip() == label != "" for label in labels.values())
    for kind in kinds:
        assert len({labels[member] for member in kind}) == len(kind)


def test_labels_are_found_in_every_module() -> None:
    assert {"labels.HEALTH", "audit.EVENTS", "labels.TIERS", "regions.LEVEL_LABELS"} <= set(LABELS)
    assert len(LABELS) >= 20


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (2249, 0, "2.249"),
        (0, 0, "0"),
        (1_234_567, 0, "1.234.567"),
        (113.6, 1, "113,6"),
        (65.625, 1, "65,6"),
        (5, 1, "5,0"),
        (Decimal("12.90"), 1, "12,9"),
        (-45, 0, "-45"),
        (999.96, 1, "1.000,0"),
    ],
)
def test_numbers_are_written_the_indonesian_way(value: float, digits: int, text: str) -> None:
    assert formats.number(value, digits) == text


@pytest.mark.parametrize(("value", "digits"), [(-0.4, 0), (-0.04, 1), (-0.0, 0)])
def test_nothing_is_less_than_zero_when_it_is_written_as_zero(value: float, digits: int) -> None:
    assert not formats.number(value, digits).startswith("-")


@given(st.integers(-(10**12), 10**12))
def test_a_written_number_can_be_read_back(value: int) -> None:
    assert int(formats.number(value).replace(".", "")) == value


def test_percent_and_points_name_their_unit() -> None:
    assert formats.percent(113.6) == "113,6 %"
    assert formats.percent(54.375) == "54,4 %"
    assert (formats.points(11.25), formats.points(11.25, 0)) == ("11,2 poin", "11 poin")


@pytest.mark.parametrize(
    ("value", "text"), [(0, "nol"), (1, "satu"), (11, "sebelas"), (12, "12"), (2249, "2.249"), (-1, "-1")]
)
def test_small_counts_are_written_in_words(value: int, text: str) -> None:
    assert formats.in_words(value) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["A"], "A"), (["A", "B"], "A dan B"), (["A", "B", "C"], "A, B, dan C")],
)
def test_lists_are_read_as_a_sentence(items: list[str], text: str) -> None:
    assert formats.listing(items) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2018, 1, 1), date(2022, 12, 31), "2018–2022"),
        (date(2024, 1, 1), date(2024, 11, 30), "1 Jan–30 Nov 2024"),
        (date(2026, 1, 1), date(2026, 1, 14), "1–14 Jan 2026"),
        (date(2025, 8, 6), date(2026, 1, 20), "6 Agu 2025–20 Jan 2026"),
        (date(2025, 8, 6), date(2025, 8, 6), "6 Agu 2025"),
    ],
)
def test_a_period_is_as_short_as_it_can_be(start: date, end: date, text: str) -> None:
    assert formats.period(start, end) == text


def test_dates_are_written_out() -> None:
    assert formats.long_date(date(2025, 8, 6)) == "6 Agustus 2025"
    assert formats.day_and_date(date(2026, 11, 23)) == "Senin, 23 November 2026"
    assert formats.short_date(date(2025, 8, 6)) == "6 Agu 2025"


def test_a_moment_is_told_in_wita() -> None:
    at = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert formats.clock_time(at) == "07.00 WITA"
    assert formats.moment(at) == "23 November 2026, 07.00 WITA"


@pytest.mark.parametrize(("text", "changed"), [("", ""), ("nol", "Nol"), ("éma DKK", "Éma DKK")])
def test_only_the_first_letter_becomes_a_capital(text: str, changed: str) -> None:
    assert formats.capitalised(text) == changed
