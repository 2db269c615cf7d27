"""A cell of many letters, digits or signs takes as much longer as it is longer, and not the square of it."""

import random
import time
from collections.abc import Callable, Iterator

import pytest

from db.importers import reference
from domain.access.screening import identity_kinds
from domain.imports.cells import read_count
from domain.imports.dates import Order, read_date
from domain.imports.identity import text_kind
from domain.imports.periods import read_period
from domain.imports.registers.cells import names_several
from domain.imports.victims import told_apart
from tests.imports import scoring

SHORT = 1_800
MOST = 3.0
"""Of a text that is twice as long; its square would be four."""
SIGNS = ("abcdefghij", "ABCDEFGHIJ", "0123456789", "0", "a b ", "/.-,;:()", "1/2 ", "1, ", "_1", "1-", "Rp1.")
VOCABULARY = reference.load(scoring.TODAY).vocabulary
QUESTIONS: dict[str, Callable[[str], object]] = {
    "what identity it holds": text_kind,
    "which numbers of persons it holds": lambda text: list(identity_kinds(text)),
    "what may be shown of it": VOCABULARY.shown,
    "which count it is": read_count,
    "which day it is": lambda text: read_date(text, Order(), scoring.TODAY),
    "which time it is": read_period,
    "whom of the victims it tells": told_apart,
    "whether it is several numbers": names_several,
}


def texts(signs: str, length: int) -> Iterator[str]:
    """Another one each time, for what was asked once is remembered."""
    chance = random.Random(length)
    while True:
        yield "".join(chance.choices(signs, k=length))


def least_time(question: Callable[[str], object], signs: str, length: int) -> float:
    """Of the processor, in the best of some runs."""
    found = []
    for _, text in zip(range(4), texts(signs, length), strict=False):
        began = time.process_time()
        for _ in range(5):
            question(text + "x" * len(found))
        found.append(time.process_time() - began)
    return min(found)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_text_twice_as_long_is_no_four_times_the_work(name: str) -> None:
    question = QUESTIONS[name]
    for signs in SIGNS:
        longer = least_time(question, signs, 2 * SHORT)
        if longer < 0.003:
            continue  # too little to be compared
        assert longer / least_time(question, signs, SHORT) < MOST, f"{name}, of {signs!r}"
