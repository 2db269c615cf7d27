"""The words of a doubt as a clerk reads them."""

from collections import Counter
from types import SimpleNamespace

import pytest

from components.imports.doubts import _RULES, doubt, rule_words
from domain.imports.alike import AlikeDoubts
from domain.imports.delivery import DeliveredDoubt

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


def test_no_two_kinds_of_doubt_are_called_the_same() -> None:
    assert [words for words, times in Counter(_RULES.values()).items() if times > 1] == []


@pytest.mark.parametrize(("rule", "words"), _RULES.items())
def test_the_words_of_a_rule_are_short_and_begin_small(rule: str, words: str) -> None:
    assert len(words) <= LONGEST, rule
    assert words[0].islower(), rule
