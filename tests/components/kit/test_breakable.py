"""A word that is wider than any column may be broken; every other one stays whole."""

import pytest

from components.kit import markup
from components.kit.markup import Column

DECREE = "SK-" + "1234567890" * 6


def test_a_cell_offers_a_break_within_such_a_word_and_keeps_each_letter() -> None:
    table = str(markup.table([Column("SK")], [[DECREE]], caption="Tim desa"))
    assert "<wbr>" in table
    assert DECREE in table.replace("<wbr>", "")


def test_it_is_escaped_in_every_piece() -> None:
    assert "<b>" not in str(markup.breakable("<b>" * 20)).replace("<wbr>", "")


@pytest.mark.parametrize("text", ["", "pertanggungjawaban", "Dinas Tenaga Kerja dan Transmigrasi", "x" * 30])
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert markup.breakable(text) is text
