"""The icon font that is sent is the one that the screens need."""

from tests.icons import CUT, EVERY, FONT, drawn, listed, theirs

ANEW = "run make icons"


def test_it_was_cut_from_the_font_that_streamlit_ships() -> None:
    assert listed(EVERY)[0] == theirs().name, ANEW


def test_every_icon_that_is_named_somewhere_is_in_it() -> None:
    assert drawn(listed(EVERY)) - set(listed(CUT)) == set(), ANEW


def test_it_is_a_tenth_of_streamlits() -> None:
    assert FONT.stat().st_size * 10 < theirs().stat().st_size
