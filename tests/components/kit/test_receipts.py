"""What a form led to is said once, and never to nobody."""

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any, cast

import pytest

from components.kit import forms
from components.kit.forms import Outcome, Receipts, Submission
from domain.access.errors import RuleBroken


class Slot(nullcontext[None]):
    """A place on the page whose content can be taken away again, or written over it."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self.page = page

    def empty(self) -> None:
        self.page.shown -= 1

    def html(self, refusal: str) -> None:
        self.page.refused = refusal


class Page:
    """What Streamlit is to a receipt, where a run may be stopped for what was pressed meanwhile."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.is_stopped, self.shown, self.refused = 100.0, False, 0, ""
        streamlit = SimpleNamespace(session_state={}, container=nullcontext, empty=lambda: Slot(self))
        monkeypatch.setattr(forms, "st", streamlit)
        monkeypatch.setattr(forms, "monotonic", lambda: self.now)
        monkeypatch.setattr(forms.markup, "show", self._show)

    def _show(self, *_: object) -> None:
        if self.is_stopped:
            raise InterruptedError
        self.shown += 1

    def runs(self) -> int:
        """How many receipts stand on the page after it has run."""
        self.shown = 0
        forms.show_receipt()
        return self.shown


def wanted(done: str) -> Submission:
    return Submission("plan", None, cast(Any, None), done=done)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    page = Page(monkeypatch)
    forms.receipts().leave(wanted("Rencana disimpan."), 7)
    return page


def test_a_receipt_of_a_run_that_was_stopped_is_shown_by_the_next(page: Page) -> None:
    page.is_stopped = True
    with pytest.raises(InterruptedError):
        page.runs()
    page.is_stopped = False
    assert page.runs() == 1


def test_the_second_tap_of_two_does_not_take_a_receipt_away(page: Page) -> None:
    assert page.runs() == 1
    page.now += 0.4
    assert page.runs() == 1


def test_a_receipt_is_gone_when_its_reader_goes_on(page: Page) -> None:
    assert page.runs() == 1
    page.now += 3
    assert page.runs() == 0


def _refuse(page: Page) -> None:
    asked = Submission("plan", None, cast(Any, Slot(page)), done="Rencana disimpan.")
    forms.show_outcome(asked, Outcome(refusal=RuleBroken("Tanggalnya sudah lewat.")))
    assert "Tanggalnya sudah lewat." in page.refused


def test_a_receipt_of_before_does_not_stand_beside_a_refusal(page: Page) -> None:
    page.runs()
    page.now += 0.4
    assert page.runs() == 1
    _refuse(page)
    assert page.shown == 0
    assert page.runs() == 0


def test_a_receipt_that_nobody_has_seen_yet_stays_beside_a_refusal(
    page: Page,
) -> None:
    page.runs()
    _refuse(page)
    assert page.shown == 1


def test_what_says_nothing_leaves_the_receipt_before_it(page: Page) -> None:
    left = Receipts()
    left.leave(wanted(""), None)
    assert left.left is None
