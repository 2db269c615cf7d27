"""The minutes on paper: what is sealed of a point, a decision or a task stands in its table."""

import io
from dataclasses import fields, replace
from typing import Any

import pytest
from pypdf import PdfReader

from domain.meetings.minutes import Decided, Given, Minutes, Point
from reports import minutes
from tests.factories import MORNING
from tests.samples import MINUTES

TABLES: dict[type[Any], str] = {Point: "agenda", Decided: "decisions", Given: "tasks"}
NOT_PRINTED = {
    (Given, "decision"),  # the decision's own row names its tasks
    (Point, "because"),  # said of a dropped point only
}
OTHER: dict[tuple[type[Any], str], object] = {
    (Point, "state"): "dropped",
    (Point, "decisions"): ("82/2026",),
    (Decided, "due_on"): "2026-12-24",
    (Decided, "tasks"): ("T-061",),
    (Given, "due_on"): "2026-12-24",
    (Given, "state"): "accepted",
}
"""What a column may say instead, where it is no free text."""


def printed(of: Minutes) -> str:
    pages = PdfReader(io.BytesIO(minutes.document(of, MORNING, seal=None))).pages
    return "\n".join(page.extract_text() for page in pages)


@pytest.fixture(scope="module")
def as_it_stands() -> str:
    return printed(MINUTES)


@pytest.mark.parametrize(
    ("part", "name"),
    [(part, field.name) for part in TABLES for field in fields(part)],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_what_is_sealed_is_printed(part: type[Any], name: str, as_it_stands: str) -> None:
    row = replace(getattr(MINUTES, TABLES[part])[0], **{name: OTHER.get((part, name), "Lain sekali")})
    changed = printed(replace(MINUTES, **{TABLES[part]: (row,)})) != as_it_stands
    assert changed != ((part, name) in NOT_PRINTED), (
        f"reports/minutes.py has no column for {part.__name__}.{name}"
    )


def test_a_draft_says_that_it_is_one_and_not_that_nothing_was_decided() -> None:
    draft = " ".join(printed(replace(MINUTES, decisions=())).split())
    assert draft.index("Rancangan, keadaan") < draft.index("Kesepakatan")
    assert "Belum ada keputusan." in draft
    assert "Rapat ini tidak mengambil keputusan." not in draft


def test_without_outcomes_the_paper_says_that_they_were_left_out() -> None:
    pages = PdfReader(io.BytesIO(minutes.document(MINUTES, MORNING, seal=None, with_outcomes=False))).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert "Isi kesepakatan tidak dicetak pada salinan ini." in text
    assert "Patroli pelabuhan" not in text
