"""Values in an address are strangers until they are recognised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access.parameters import LONGEST_ECHO, Parameters
from domain.figures.cases import CaseKind

HOSTILE = [
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "trafficking\x00",
    "Trafficking",
    " trafficking",
    "trafficking,deportation",
    "\u202egnikciffart",
    "../../etc/passwd",
    "{{7*7}}",
    "%00",
    "A" * 10_000,
    "\ud800",
    "None",
    "CaseKind.TRAFFICKING",
]
NO_NUMBERS = [
    "-1",
    "+1",
    " 1",
    "1 ",
    "1.0",
    "1e3",
    "0x10",
    "1_000",
    "٣",
    "１",
    "²",
    "NaN",
    "inf",
    "true",
    "\x001",
    "9" * 10,
    "9" * 5000,
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_stranger_is_not_taken_and_named(value: str) -> None:
    asked = Parameters({"jenis": value})
    assert asked.member("jenis", CaseKind) is None
    [sentence] = asked.refused
    assert "(jenis)" in sentence
    assert sentence.endswith("tidak dikenal dan diabaikan.")


@pytest.mark.parametrize("value", [*HOSTILE, *NO_NUMBERS])
def test_a_stranger_is_not_a_number(value: str) -> None:
    asked = Parameters({"hal": value})
    assert asked.number("hal", lowest=1, highest=100) is None
    assert len(asked.refused) == 1


@pytest.mark.parametrize(
    ("value", "number"), [("1", 1), ("007", 7), ("100", 100), ("0", None), ("101", None)]
)
def test_a_number_must_lie_in_its_range(value: str, number: int | None) -> None:
    assert Parameters({"hal": value}).number("hal", lowest=1, highest=100) == number


@pytest.mark.parametrize("given", [{}, {"jenis": ""}])
def test_what_is_not_given_is_not_refused(given: dict[str, str]) -> None:
    asked = Parameters(given)
    assert asked.member("jenis", CaseKind) is None
    assert asked.one_of("jenis", {"a"}) is None
    assert asked.number("jenis", lowest=0, highest=9) is None
    assert asked.text("jenis") == ""
    assert asked.refused == []


@pytest.mark.parametrize("kind", list(CaseKind))
def test_a_known_value_is_taken(kind: CaseKind) -> None:
    asked = Parameters({"jenis": kind.value})
    assert (asked.member("jenis", CaseKind), asked.refused) == (kind, [])


@given(st.text())
def test_one_of_never_returns_what_is_not_allowed(value: str) -> None:
    assert Parameters({"kode": value}).one_of("kode", {"53.21", "53.04"}) in {None, "53.21", "53.04"}


@given(st.text(alphabet=st.characters()))
def test_an_echo_is_short_and_printable(value: str) -> None:
    asked = Parameters({"kode": value})
    asked.one_of("kode", ())
    for sentence in asked.refused:
        echo = sentence.removeprefix("“").removesuffix("” pada alamat (kode) tidak dikenal dan diabaikan.")
        assert echo.isprintable()
        assert len(echo) <= LONGEST_ECHO + 1


@given(st.text(alphabet=st.characters()), st.integers(1, 80))
def test_text_is_never_longer_than_asked(value: str, longest: int) -> None:
    assert len(Parameters({"cari": value}).text("cari", longest=longest)) <= longest


@pytest.mark.parametrize("value", ["K-01\x00", "\x00", "K\ud800", "K-\u202e01", "K-01\x1b[31m"])
def test_text_carries_nothing_that_a_database_cannot_keep(value: str) -> None:
    """PostgreSQL refuses NUL and neither database encodes a lone surrogate."""
    assert Parameters({"kode": value}).text("kode").isprintable()


def test_text_loses_the_space_around_it() -> None:
    assert Parameters({"cari": "  Malaka  "}).text("cari") == "Malaka"


def test_only_what_was_understood_goes_into_further_addresses() -> None:
    asked = Parameters(
        {"lapisan": "a", "wilayah": "[x](https://jahat.example)", "hal": "2", "cari": " b\x00 "}
    )
    asked.one_of("lapisan", {"a"})
    asked.one_of("wilayah", {"53.21"})
    asked.number("hal", lowest=1, highest=9)
    asked.text("cari")
    assert asked.accepted == {"lapisan": "a", "hal": "2", "cari": "b"}


def test_a_list_keeps_what_is_known_and_names_each_stranger() -> None:
    asked = Parameters({"tampil": "rute,<b>,titik"})
    assert asked.several("tampil", ["titik", "rute", "klaster"]) == ("titik", "rute")
    assert asked.accepted == {"tampil": "titik,rute"}
    assert len(asked.refused) == 1
    assert "<b>" in asked.refused[0]


@pytest.mark.parametrize("given", [{}, {"tampil": ""}])
def test_a_list_that_is_not_asked_for_is_not_an_empty_list(given: dict[str, str]) -> None:
    assert Parameters(given).several("tampil", ["rute"]) is None
    assert Parameters({"tampil": "x"}).several("tampil", ["rute"]) == ()
