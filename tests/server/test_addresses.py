"""Every address that is handed out leads somewhere: to a screen of the frame or to a route of the server."""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.routing import Match, Route, WebSocketRoute

from domain import addresses
from domain.addresses import Endpoint, Page
from server.routing import ROUTES

ROOT = Path(__file__).resolve().parents[2]
PARTS = {"parts_of", "at", "whole"}
"""What the others are put together with."""
SOMETHING = {"str": "x", "str | None": "x", "int": 7, "int | None": 7, "bool": True}


def registered_pages() -> set[Page]:
    frame = (ROOT / "pages" / "frame.py").read_text("utf-8")
    return {Page[each] for each in re.findall(r"\bPage\.([A-Z_]+),", frame)}


def is_answered(path: str) -> bool:
    for route in ROUTES:
        kind = "websocket" if isinstance(route, WebSocketRoute) else "http"
        found, _ = route.matches({"type": kind, "path": path, "method": "GET"})
        if found is not Match.NONE:
            return True
    return path in registered_pages()


def handed_out() -> Iterator[tuple[str, str]]:
    """Each function of addresses with what it answers when everything is said."""
    for name, function in inspect.getmembers(addresses, inspect.isfunction):
        if function.__module__ == addresses.__name__ and not name.startswith("_") and name not in PARTS:
            yield name, answer(function)


def answer(function: Callable[..., str | None]) -> str:
    given = {
        each.name: SOMETHING[str(inspect.formatannotation(each.annotation))]
        for each in inspect.signature(function).parameters.values()
        if each.name != "given"
    }
    if function is addresses.subject:
        given["kind"] = "tugas"
    if function is addresses.whole:
        given |= {"host": "https://kupang.contoh", "inside": Page.TASKS}
    if function is addresses.told_by:
        given["address"] = Page.TASKS
    return function(**given) or ""


def test_every_screen_has_its_page() -> None:
    assert registered_pages() == set(Page)


def test_no_screen_ends_like_another_or_streamlit_names_it_wrongly() -> None:
    """It takes the end of an address for the name of the page, and puts that of the page behind the rest."""
    names = [page.removeprefix("/") for page in Page if page != "/"]
    assert [(one, other) for one in names for other in names if one != other and one.endswith(other)] == []


def test_every_endpoint_has_its_route() -> None:
    answered = {
        re.sub(r"/\{.*", "", route.path) for route in ROUTES if isinstance(route, Route | WebSocketRoute)
    }
    assert answered == set(Endpoint)


@pytest.mark.parametrize(("name", "address"), list(handed_out()))
def test_every_address_leads_somewhere(name: str, address: str) -> None:
    if name == "on_whatsapp":
        assert address == "https://wa.me/?text=x"
        return
    assert is_answered(urlsplit(address).path), f"addresses.{name} leads to {address}"


@pytest.mark.parametrize("kind", ["tugas", "komitmen", "wilayah", "angka", "diam"])
def test_what_an_agenda_is_about_has_a_page(kind: str) -> None:
    address = addresses.subject(kind, "x")
    assert address is not None
    assert urlsplit(address).path in registered_pages()


def test_a_parameter_that_says_nothing_is_left_out() -> None:
    assert addresses.tasks(state="", region="53.21") == "/tugas?wilayah=53.21"
    assert addresses.tasks() == "/tugas"


def test_what_an_address_says_already_is_kept_unless_said_anew() -> None:
    kept = {"saring": "lewat", "kursi": "polda"}
    assert addresses.tasks(kept) == "/tugas?saring=lewat&kursi=polda"
    assert addresses.tasks(kept, state="ditolak") == "/tugas?saring=ditolak&kursi=polda"
