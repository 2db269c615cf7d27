"""The words of a doubt as a clerk reads them."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from components.imports.doubts import _RULES, doubt, rule_words
from components.imports.words import places_doubted
from domain.imports.alike import AlikeDoubts
from domain.imports.delivery import DeliveredDoubt

READERS = Path(__file__).parents[3] / "domain" / "imports"
NAMING = {"doubt", "_doubt", "put_off", "_doubtful"}
"""What a reader calls with the name of a rule first."""
LONGEST = 50
"""Letters of a kind that stands beside others above a table."""


@pytest.mark.parametrize("rule", _RULES)
def test_the_words_of_each_rule_are_shown_beside_its_sentence(rule: str) -> None:
    each = DeliveredDoubt(rule, "Data", "D8", "Sel ini diragukan; pilih artinya.", ("18",), True)
    found = SimpleNamespace(counts={}, lines={})
    shown = str(doubt(found, AlikeDoubts((each,))))  # type: ignore[arg-type] - it asks for no more
    assert rule_words(rule) in shown
    assert each.says in shown
    assert "Data D8" in shown


@pytest.mark.parametrize(
    ("cells", "words"), [(("D8",), "1 sel"), (("",), "1 lembar"), (("D8", "", "D9"), "2 sel dan 1 lembar")]
)
def test_a_doubt_of_a_whole_sheet_is_no_cell(cells: tuple[str, ...], words: str) -> None:
    doubts = [DeliveredDoubt("without-numbers", "Data", cell, "Pilih.", ("by-line",), True) for cell in cells]
    assert places_doubted(doubts) == words


def named_rules() -> Iterator[str]:
    for file in READERS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if called in NAMING and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_every_rule_that_a_reader_names_has_its_words() -> None:
    named = {rule for rule in named_rules() if rule and " " not in rule}
    assert len(named) > 50
    assert sorted(named - _RULES.keys()) == []


def test_no_two_kinds_of_doubt_are_called_the_same() -> None:
    assert [words for words, times in Counter(_RULES.values()).items() if times > 1] == []


@pytest.mark.parametrize(("rule", "words"), _RULES.items())
def test_the_words_of_a_rule_are_short_and_begin_small(rule: str, words: str) -> None:
    assert len(words) <= LONGEST, rule
    assert words[0].islower(), rule
