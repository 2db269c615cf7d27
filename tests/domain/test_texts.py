"""Texts are made one way before they are kept; what no paper can draw is refused by name."""

from dataclasses import dataclass, field
from typing import Annotated

import pytest

from domain import drawable
from domain.plain import Longest
from domain.texts import Foreign, NotDrawable, normalised, normalised_request, printable, refuse_undrawable
from domain.time.calendar import Quarter
from tests import fonts


@dataclass(frozen=True)
class Inner:
    text: str


@dataclass(frozen=True)
class Asked:
    text: str
    inner: Inner
    several: tuple[str, ...] = ()
    name: Annotated[str, Longest(20), Foreign()] = ""
    password: str = field(default="", repr=False)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("cafe\u0301", "caf\u00e9"),
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
        ("satu\vdua\u2028tiga", "satu\ndua\ntiga"),
        ("satu\tdua\u00a0tiga", "satu dua tiga"),
        ("sa\u00adtu\u200b \ufeffdua", "satu dua"),
        ("\u202erapat\u202c", "rapat"),
        ("a\x00b\x1fc\x7f", "abc"),
        ("❤\ufe0f", "❤\ufe0f"),
    ],
    ids=["composed", "line breaks", "breaks of Word", "spaces", "unseen", "directions", "controls", "emoji"],
)
def test_a_text_is_made_one_way(typed: str, kept: str) -> None:
    assert normalised(typed) == kept


@pytest.mark.parametrize("text", ["Rapat 👍", "→ Kupang", "½ desa ≥ 3", "Ñandú", "1️⃣ 🇮🇩 👨‍👩‍👧"])
def test_what_phones_type_is_taken(text: str) -> None:
    refuse_undrawable(normalised(text))


def test_a_refusal_names_the_sign_and_where_it_stands() -> None:
    with pytest.raises(NotDrawable, match=r"Tanda “क” \(U\+0915\) pada “rapat क di Kupang”"):
        normalised_request(Inner("rapat क di Kupang"))


def test_every_text_of_a_request_passes_and_only_secrets_stay_as_they_are() -> None:
    asked = Asked("a\vb", Inner("c\vd"), ("e\vf",), "foto\u0915.jpg", "g\vh")
    assert normalised_request(asked) == Asked("a\nb", Inner("c\nd"), ("e\nf",), "foto .jpg", "g\vh")
    with pytest.raises(NotDrawable):
        normalised_request(Asked("a", Inner("b"), ("\u0915",)))


def test_a_draft_is_made_one_way_and_refused_only_when_it_is_sent() -> None:
    assert normalised_request(Inner("\u0915\vb"), is_draft=True) == Inner("\u0915\nb")


def test_what_is_no_text_is_left_alone() -> None:
    quarter = Quarter.parse("2026-B09")
    assert normalised_request(quarter) is quarter


def test_what_was_kept_before_shows_a_box_on_paper() -> None:
    assert printable("a\u0915\vb") == "a□\nb"


def test_the_table_says_what_the_shipped_fonts_draw() -> None:
    assert list(drawable.RANGES) == fonts.drawn(), "python -m tests.fonts makes it anew"
