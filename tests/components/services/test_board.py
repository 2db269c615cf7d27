"""The chain of services says what is silent, what is nought, and what is held back."""

from components.services import board
from domain.services.chain import STEPS, ChainStep, StepCounts
from domain.time.calendar import Month
from tests.pages.screen import Node, parse
from views.services import Board

SILENT = dict.fromkeys(STEPS, StepCounts())


def drawn(reporting: int, **said: StepCounts) -> Node:
    counts = SILENT | {ChainStep[name]: each for name, each in said.items()}
    return parse(str(board.chain(Board(Month(2026, 10), {}, (), counts, reporting))))


def test_a_chain_that_nobody_counted_is_no_picture_and_no_nought() -> None:
    page = drawn(0)
    assert "Belum ada wilayah yang menghitung langkah penempatan" in page.text
    assert list(page.every("img")) == []


def test_of_one_step_the_others_stay_unsaid() -> None:
    page = drawn(1, TRAINING=StepCounts(entered=12))
    [picture] = page.every("img")
    assert picture.attributes["alt"].count("?") == len(STEPS) - 1
    assert "12" in picture.attributes["alt"]
    assert "Yang tertahan belum dilaporkan, bukan nol." in page.text


def test_that_nobody_is_held_back_is_said_only_where_somebody_counted_them() -> None:
    page = drawn(1, TRAINING=StepCounts(entered=12, moved_on=12, held_back=0))
    assert "Tidak ada yang dilaporkan tertahan." in page.text


def test_a_million_visits_have_their_unit_below_and_not_over_the_next_step() -> None:
    page = drawn(1, INFORMATION=StepCounts(entered=1_700_000))
    first = next(iter(page.every("li")))
    assert [first.one("b").text, first.one("em").text] == ["1.700.000", "kunjungan"]
