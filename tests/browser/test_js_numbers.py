"""The reader of numbers in the browser says of every text what the one on the server says."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from domain.numbers import Amount, read_number
from domain.reading import Ambiguous
from domain.time.formats import exact
from domain.units import comes_whole

ROOT = Path(__file__).resolve().parents[2]
CASES: list[dict[str, Any]] = json.loads((ROOT / "tests" / "tables" / "numbers.json").read_text("utf-8"))
HERE = "http://localhost"
FIELDS = ["", "desa", "persen", "km", "celengan", "Rp", "orang", "juta rupiah"]
FIGURES = (
    "0 1 7 12 05 250 500 1250 1.250 62.500 1.250.000 1,250 1.25 12.5 12,5 0,5 ,5 .5 1.250,5 1,250.50 1.250.00"
)
LONG = (
    "1.2.3 1000000000 999999999999999 - + ± ~ ( ) / % . , x * =5 ,- ,00 \u2212 👍 İ ſ \u212a m2 km ½ kab/kota"
)
AROUND = (
    "an -an lebih dari sekitar kurang total ada sampai dan atau s.d. min minus saja nihil persen desa orang"
)
SCALES = "ribu rb jt juta miliar M m T t k Rp rp. rupiah koma nol setengah perempat"
WORDS = "satu dua tiga lima sembilan sepuluh sebelas belas puluh ratus seratus seribu sejuta"
PIECES = [*" ".join((FIGURES, LONG, AROUND, SCALES, WORDS)).split(), "\u00a0", "\t"]
SEED = 20261123


@pytest.fixture(scope="module")
def page(window: Browser) -> Iterator[Page]:
    """An empty page that can import our scripts, from a host that is only played."""

    def answer(route: Route) -> None:
        file = ROOT / "static" / route.request.url.removeprefix(f"{HERE}/")
        if file.is_file():
            route.fulfill(path=file, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    context = window.new_context()
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(f"{HERE}/")
    yield page
    context.close()


def read_in_browser(page: Page, texts: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    asked = [[text, {"unit": unit, "whole": comes_whole(unit)}] for text, unit in texts]
    found: list[dict[str, Any]] = page.evaluate(
        """async (asked) => {
            const { readNumber } = await import("/forms/numbers.js");
            return asked.map(([text, field]) => readNumber(text, field));
        }""",
        asked,
    )
    return found


def read_on_server(text: str, unit: str) -> dict[str, Any]:
    """In the shape in which the browser says it."""
    heard = read_number(text, unit)
    if isinstance(heard, Amount):
        of = None if heard.of is None else float(heard.of)
        return {"kind": "read", "value": float(heard.value), "unit": heard.unit, "of": of}
    if isinstance(heard, Ambiguous):
        readings = [float(each) for each in heard.readings]
        return {"kind": "ambiguous", "readings": readings, "question": heard.question}
    return {"kind": "refused", "sentence": heard.sentence}


def differences(page: Page, texts: Sequence[tuple[str, str]]) -> list[tuple[Any, ...]]:
    return [
        (text, there, here)
        for text, there in zip(texts, read_in_browser(page, texts), strict=True)
        if there != (here := read_on_server(*text))
    ]


def test_every_case_of_the_table_is_read_alike(page: Page) -> None:
    assert differences(page, [(case["said"], case.get("field", "")) for case in CASES]) == []


def test_every_case_of_the_table_is_read_alike_in_every_field(page: Page) -> None:
    assert differences(page, [(case["said"], field) for case in CASES for field in FIELDS]) == []


def test_texts_that_nobody_thought_of_are_read_alike(page: Page) -> None:
    chance = random.Random(SEED)
    texts = []
    for _ in range(10_000):
        pieces = chance.choices(PIECES, k=chance.randint(1, 6))
        texts.append((chance.choice(["", " "]).join(pieces), chance.choice(FIELDS)))
    assert differences(page, texts) == []


def test_amounts_are_written_alike(page: Page) -> None:
    chance = random.Random(SEED)
    amounts = [0, -0.0, 1250, 62.5, 0.125, 1e15, *(round(chance.uniform(-1e7, 1e7), 2) for _ in range(500))]
    written = page.evaluate(
        """async (amounts) => {
            const { writeNumber } = await import("/forms/numbers.js");
            return amounts.map(writeNumber);
        }""",
        amounts,
    )
    assert written == [exact(each) for each in amounts]
