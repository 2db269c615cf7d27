"""The rules for two who write at once, and for a text that was left behind (static/forms/merge.js)."""

from typing import Any

import pytest

from tests.browser.modules import Modules

FILE = "forms/merge.js"


def left(text: str, over: str) -> dict[str, str]:
    return {"text": text, "from": over}


def test_a_text_that_was_left_behind_comes_back_into_the_field_it_was_written_over(modules: Modules) -> None:
    assert modules.rule(FILE, "putBack")(left("ronda bersama", over=""), "") == "ronda bersama"


def test_a_text_that_was_emptied_comes_back_empty(modules: Modules) -> None:
    assert modules.rule(FILE, "putBack")(left("", over="ronda"), "ronda") == ""


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        (left("ronda bersama", over="ronda"), "patroli"),
        (left("ronda", over="ronda"), "ronda"),
        (None, "ronda"),
    ],
    ids=["the field says something newer", "nothing was changed", "nothing was left"],
)
def test_a_field_keeps_what_it_shows_when(modules: Modules, what: Any, shown: str) -> None:
    assert modules.rule(FILE, "putBack")(what, shown) is None


@pytest.mark.parametrize(
    ("stopped", "unsynced", "version", "fresh", "stays"),
    [
        (False, False, 3, 3, True),
        (False, True, 3, 4, True),
        (False, False, 3, 4, False),
        (True, True, 3, 3, False),
    ],
    ids=["nothing is newer", "something is unsaved", "the server has more", "it was sent"],
)
def test_a_form_on_the_page_stands_in_for_the_fresh_one_unless_it_would_hide_something(
    modules: Modules, stopped: bool, unsynced: bool, version: int, fresh: int, stays: bool
) -> None:
    form = {"stopped": stopped, "unsynced": unsynced, "version": version}
    assert modules.rule(FILE, "mayStay")(form, fresh) is stays


THEIRS = {"value": 18, "sentence": "Pos berdiri."}


@pytest.mark.parametrize("what", ["send", "save"])
def test_whoever_chooses_the_own_text_goes_on_with_what_was_under_way(modules: Modules, what: str) -> None:
    given = {"what": what, "said": {"theirs": THEIRS, "sent": False}}
    assert modules.rule(FILE, "chosen")("mine", given) == {"texts": None, "then": what}


def test_whoever_chooses_the_other_draft_has_its_text_and_saves_it(modules: Modules) -> None:
    given = {"what": "send", "said": {"theirs": THEIRS, "sent": False}}
    assert modules.rule(FILE, "chosen")("theirs", given) == {"texts": THEIRS, "then": "save"}


def test_whoever_chooses_a_report_that_was_sent_discards_the_own_draft(modules: Modules) -> None:
    given = {"what": "save", "said": {"theirs": THEIRS, "sent": True}}
    assert modules.rule(FILE, "chosen")("theirs", given) == {"texts": None, "then": "discard"}


def test_an_obstacle_is_not_sent_once_the_answer_is_no(modules: Modules) -> None:
    values = {"blocked": "", "obstacle": "Kapal rusak", "helper": "dishub", "value": 18}
    sent = modules.rule(FILE, "consistent")(values)
    assert sent == {"blocked": "", "obstacle": "", "helper": "", "value": 18}


def test_an_obstacle_is_sent_where_there_is_one(modules: Modules) -> None:
    values = {"blocked": "ya", "obstacle": "Kapal rusak", "helper": "dishub"}
    assert modules.rule(FILE, "consistent")(values) == values


def test_a_refusal_of_an_earlier_text_is_not_said_of_the_one_that_stands_there_by_now(
    modules: Modules,
) -> None:
    said = modules.rule(FILE, "stillStands")
    withheld = {"sentence": {"why": "Ringkaskan.", "secret": False}}
    assert said(withheld, {"sentence": "terlalu panjang"}, {"sentence": "pendek"}) == []
    assert said(withheld, {"sentence": "terlalu panjang"}, {"sentence": "terlalu panjang"}) == ["sentence"]
