"""Opening a page as somebody: through the frame, with a real session, holding every page to its manners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

import pytest
import streamlit as st
from sqlalchemy import Engine, select
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from db import backend, signing_in
from db.acting import Sender
from db.engine import reading
from db.models import AuditRecord, ProgressReport, User
from db.queries.accounts import actor_of_token
from db.settings import ROOT, Mode, Settings
from domain.access.errors import Refusal
from domain.access.permissions import VISITOR, Actor, Permission
from domain.access.requests import SignIn
from domain.commitments.health import ReportState
from domain.time.calendar import Clock
from server import script_errors
from tests.factories import ACCOUNTS
from tests.pages.screen import Node, Screen

GOVERNOR = "gubernur.kantor"

PAGES = {
    "/": ("monitor/overview", Permission.VIEW_OVERVIEW),
    "/perkembangan": ("monitor/progress", Permission.VIEW_PROGRESS),
    "/peta": ("monitor/hotspots", Permission.VIEW_MAP),
    "/wilayah": ("monitor/regency", Permission.VIEW_REGION),
    "/angka": ("monitor/figures", Permission.VIEW_FIGURES),
    "/cari": ("monitor/search", Permission.SEARCH),
    "/angka-baru": ("monitor/figure_form", Permission.PUBLISH_FIGURES),
    "/komitmen": ("coordination/commitments", Permission.VIEW_COMMITMENTS),
    "/rapat": ("coordination/meetings", Permission.VIEW_MEETINGS),
    "/komitmen-baru": ("coordination/commitment_form", Permission.FORM_COMMITMENTS),
    "/deklarasi": ("coordination/declaration", Permission.VIEW_COMMITMENTS),
    "/tugas": ("coordination/tasks", Permission.VIEW_TASKS),
    "/instansi": ("agency/my_agency", Permission.VIEW_MY_AGENCY),
    "/bulan": ("coordination/month", Permission.RUN_MEETINGS),
    "/kotak-masuk": ("agency/inbox", Permission.VIEW_INBOX),
    "/layanan": ("agency/services", Permission.VIEW_SERVICES),
    "/verifikasi": ("coordination/verification", Permission.VERIFY_REPORTS),
    "/kasus": ("data/cases", Permission.VIEW_CASES),
    "/kasus-baru": ("data/case_form", Permission.KEEP_CASES),
    "/kasus-batas": ("data/case_limits", Permission.SET_STAGE_LIMITS),
    "/kasus-htcds": ("data/case_standard", Permission.VIEW_CASES),
    "/laporan": ("data/papers", Permission.TAKE_PAPERS),
    "/impor": ("data/imports", Permission.IMPORT_FILES),
    "/akun": ("admin/account", Permission.VIEW_OWN_ACCOUNT),
    "/sistem": ("admin/system", Permission.VIEW_SYSTEM),
    "/jejak": ("admin/audit", Permission.VIEW_AUDIT),
    "/libur": ("admin/holidays", Permission.MANAGE_HOLIDAYS),
    "/mulai": ("admin/start", Permission.MANAGE_ACCOUNTS),
    "/pengguna": ("admin/users", Permission.MANAGE_ACCOUNTS),
    "/pengguna-baru": ("admin/new_user", Permission.MANAGE_ACCOUNTS),
    "/lembaga": ("admin/agencies", Permission.MANAGE_AGENCIES),
}
"""Every page of the frame: its address, its file and the permission that its guard asks for."""

REFUSED = {"Halaman ini di luar wewenang Anda", "Tidak ditemukan", "Sesi berakhir"}
"""What stands at the head of a page that was turned down."""

PASSWORD = "delapan kuda sandel di padang"

_SLOWEST = 30.0
_NOT_A_WORD = re.compile(r"(?<!\w)(None|nan|NaN|null|undefined|python -m|pustaka holidays|seed)(?!\w)")
_MARKS = ("info", "help")
"""Icons that promise an explanation: it stands beside them, or opens when they are pressed."""
_ACTIVE = ("script", "iframe", "object", "embed", "form", "base", "meta")


@dataclass
class House:
    """A database in service, and the sessions opened in it so far."""

    engine: Engine
    settings: Settings
    tokens: dict[str, str] = field(default_factory=dict)

    def token(self, username: str) -> str:
        if username not in self.tokens:
            self.tokens[username] = self._sign_in(username)
        return self.tokens[username]

    def _sign_in(self, username: str) -> str:
        clock = self.settings.clock
        if self.settings.is_demo:
            signed_in = signing_in.sign_in_as_demo(
                Sender(self.engine, VISITOR, clock), username=username, device="Uji"
            )
        else:
            signed_in = signing_in.sign_in(
                Sender(self.engine, VISITOR, clock),
                SignIn(username=username, password=PASSWORD, address="127.0.0.1", device="Uji"),
            )
        return signed_in.token

    def who(self, token: str) -> Actor:
        with reading(self.engine) as connection:
            actor = actor_of_token(connection, token, self.settings.clock())
        assert actor is not None, "signed out"
        return actor

    def rows(self, query: Any) -> list[Any]:
        with reading(self.engine) as connection:
            return list(connection.execute(query))

    def drafts_of_others(self, username: str) -> list[str]:
        """The sentences of drafts that this account's agency has not written."""
        own = select(User.agency_id).where(User.username == username).scalar_subquery()
        query = select(ProgressReport.sentence).where(
            ProgressReport.state == ReportState.DRAFT, ProgressReport.agency_id != own
        )
        return [row.sentence for row in self.rows(query)]

    def audit_trail(self) -> list[Any]:
        return self.rows(
            select(
                AuditRecord.id,
                AuditRecord.event,
                AuditRecord.actor,
                AuditRecord.screen,
                AuditRecord.subject_id,
            ).order_by(AuditRecord.id)
        )


def house(engine: Engine, *, mode: Mode, clock: Clock) -> House:
    """Everybody is signed in at once, because each sign-in later would make the caches cold."""
    opened = House(engine, Settings(str(engine.url), mode, clock))
    for username in ACCOUNTS.values():
        opened.token(username)
    return opened


class Visitor:
    """Opens pages in one house; made by the ``visit`` fixture."""

    # AppTest learns both from a first run, which is slower than what is to be looked at.
    _pages: ClassVar[dict[str, Any]] = {}
    _components: ClassVar[Any] = None

    def __init__(self, home: House, patch: pytest.MonkeyPatch) -> None:
        self.home = home
        self._cookies: dict[str, str] = {}
        self._raised: list[Exception] = []
        patch.setattr(type(st.context), "cookies", property(lambda _: self._cookies))
        patch.setattr(app_test, "LocalScriptRunner", self._runner())
        patch.setattr(backend, "_state", backend.get())
        backend.use(home.settings, home.engine)

    def _runner(self) -> type[LocalScriptRunner]:
        """Streamlit's test runner, with the handler of errors that the server has."""
        visitor = self

        class Runner(LocalScriptRunner):
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                self._on_script_error = visitor._heard

        return Runner

    def _heard(self, error: Exception) -> bool:
        self._raised.append(error)
        return script_errors.on_script_error(error)

    def __call__(self, address: str, *, as_: str = GOVERNOR, **query: str) -> Screen:
        """The page at this address as this account sees it."""
        screen = self._open(address, as_, query)
        if self._raised:
            raise AssertionError(f"{address} was not drawn for {as_}") from self._raised[0]
        self._inspect(screen, as_)
        return screen

    def refused(self, address: str, *, as_: str = GOVERNOR, **query: str) -> str:
        """The sentence with which this address is refused; anything but a refusal fails."""
        screen = self._open(address, as_, query)
        assert self._raised, f"{address} was drawn for {as_}"
        if not isinstance(self._raised[0], Refusal):
            raise AssertionError(f"{address} broke for {as_}") from self._raised[0]
        self._inspect(screen, as_)
        assert not list(screen.body.every("header")), f"{address} was refused and still drawn"
        assert not screen.tables, f"{address} was refused and still drawn"
        assert screen.title in REFUSED, f"{address} was refused as {screen.title!r}"
        return next(screen.body.one("div", "gb-empty").every("p")).text

    def _open(self, address: str, username: str, query: dict[str, str]) -> Screen:
        path, asked = urlsplit(address).path, dict(parse_qsl(urlsplit(address).query)) | query
        file, _ = PAGES[path]
        self._cookies = {"ntt_sid": self.home.token(username)}
        app = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=_SLOWEST)
        self._raised.clear()
        if not Visitor._pages:
            app.run()
            Visitor._pages, Visitor._components = app._registered_pages, app._bidi_component_manager
            self._raised.clear()
        app._registered_pages, app._bidi_component_manager = Visitor._pages, Visitor._components
        app.switch_page(f"{file}.py")
        app.query_params.update(asked)
        app.context = {"url": f"http://127.0.0.1{path}", "locale": "id-ID", "timezone": "Asia/Makassar"}
        app.run()
        return Screen(address, app)

    def _inspect(self, screen: Screen, username: str) -> None:
        """What holds on every page, whatever it says."""
        where = f"{screen.path} as {username}"
        body = screen.body
        assert not screen.app.exception, f"{where}: {[e.value for e in screen.app.exception]}"
        assert not screen.app.error, f"{where}: {[e.value for e in screen.app.error]}"
        assert len(list(body.every("h1"))) == 1, f"{where} has not exactly one h1"
        spoken = [screen.text] + [
            node.attributes.get(name, "")
            for node in body.every()
            for name in ("title", "aria-label", "alt", "href")
        ]
        for words in spoken:
            found = _NOT_A_WORD.search(words)
            assert not found, f"{where} says {found and found[0]!r}: {words[:200]}"
        for sentence in self.home.drafts_of_others(username):
            assert sentence not in screen.everything, f"{where} shows another agency's draft: {sentence}"
        for node in body.every():
            assert node.tag not in _ACTIVE, f"{where} contains <{node.tag}>"
            handlers = [name for name in node.attributes if name.startswith("on")]
            assert not handlers, f"{where}: <{node.tag}> carries {handlers}"
        for node in body.every():
            marks = [each for each in node.children if isinstance(each, Node) and each.text in _MARKS]
            told = node.text or node.tag in ("a", "button", "summary")
            assert told or not marks, f"{where}: a mark is drawn that says nothing"
        for link in screen.links:
            assert link.address.startswith(("/", "http://", "https://")), f"{where} links to {link.address}"
            assert not link.address.startswith("//"), f"{where} links to {link.address}"


@contextmanager
def visiting(home: House) -> Iterator[Visitor]:
    with pytest.MonkeyPatch.context() as patch:
        yield Visitor(home, patch)
