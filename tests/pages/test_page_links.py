"""Where a browser says that a link was clicked: it leads to our own pages, and once."""

from types import SimpleNamespace

import pytest

from components.kit import listening
from tests.pages.screen import Screen
from tests.pages.visiting import Visitor


def after(visit: Visitor, monkeypatch: pytest.MonkeyPatch, said: object) -> Screen:
    """What Ringkasan becomes for somebody whose browser says this in every run."""
    heard = SimpleNamespace(address=said, renewed=None)
    monkeypatch.setattr(listening, "_listener", lambda **_: heard)
    return visit("/")


def place(screen: Screen) -> str:
    return screen.body.one("header", "gb-head").one("nav").text


def test_what_is_said_in_every_run_leads_there_and_comes_to_rest(
    visit: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One message could keep the server busy for good otherwise."""
    screen = after(visit, monkeypatch, "/tugas?saring=lewat")
    assert place(screen) == "Tugas"
    assert screen.app.query_params["saring"] == "lewat"


@pytest.mark.parametrize(
    "said",
    [7, True, ["/tugas"], {"path": "/tugas"}, "/tugas?cari=\ud800", "/keluar", "javascript:alert(1)", "//["],
    ids=ascii,
)
def test_what_is_no_address_of_a_page_leads_nowhere(
    visit: Visitor, monkeypatch: pytest.MonkeyPatch, said: object
) -> None:
    assert place(after(visit, monkeypatch, said)) == "Ringkasan"
