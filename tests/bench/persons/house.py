"""What a person stands in front of: the served application, its database, and browsers that are signed in."""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser, BrowserContext
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.acting import Sender
from db.command import Command, run
from db.engine import build, reading
from db.models import Agency, User
from domain.access.permissions import Actor
from domain.time.calendar import fixed_clock
from tests.browser.reading import PHONE
from tests.browser.serving import NOW, Server, free_port, served
from tests.databases import PostgresDatabases, Run, SqliteDatabases
from tests.factories import MORNING, actor_named

ENGINES = ("sqlite", "postgresql")
PORTABLE, WALL = (1280, 900), (1920, 1080)

CLOCK = fixed_clock(MORNING)


class House:
    """One server on one database; a context per account, size and device stays open, as a browser does."""

    def __init__(self, kind: str, browser: Browser) -> None:
        self._browser = browser
        self._leaving = ExitStack()
        self._run = Run.begin(os.environ)
        self._leaving.callback(self._run.end)
        self._contexts: dict[tuple[str, tuple[int, int], int], BrowserContext] = {}
        self._folder = self._run.folder / "served"
        self._folder.mkdir()
        self.url = self._demo(kind)
        self.engine = build(self.url)
        self._leaving.callback(self.engine.dispose)
        self.port = free_port()
        self.server = self._serve()

    def _demo(self, kind: str) -> str:
        if kind == "sqlite":
            return SqliteDatabases(self._run, CLOCK, self._folder).demo()
        databases = PostgresDatabases(self._run, CLOCK, "persons")
        self._leaving.callback(databases.close)
        return databases.demo()

    def _serve(self) -> Server:
        return self._leaving.enter_context(
            served(self._folder, now=NOW, database_url=self.url, port=self.port)
        )

    def restart(self) -> None:
        """Killed in the middle of whatever it does, and started again at the same address."""
        self.server.process.send_signal(signal.SIGKILL)
        self.server.process.wait()
        self.server = self._serve()

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()
        self._leaving.close()

    def context(self, account: str, size: tuple[int, int], device: int = 1) -> BrowserContext:
        key = (account, size, device)
        if key not in self._contexts:
            self._contexts[key] = self._signed_in(account, size)
        return self._contexts[key]

    def _signed_in(self, account: str, size: tuple[int, int]) -> BrowserContext:
        width, height = size
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            locale="id-ID",
            timezone_id="Asia/Makassar",
            base_url=self.server.url,
            is_mobile=size == PHONE,
            has_touch=size == PHONE,
        )
        context.request.post(
            "/masuk/contoh",
            form={"akun": account, "lanjut": "/"},
            headers={"Origin": self.server.url},
            max_redirects=0,
        )
        return context

    # What was there before the person came, and what is there now.

    def actor(self, account: str) -> Actor:
        with reading(self.engine) as connection:
            return actor_named(connection, account)

    def do(self, account: str, command: Command[Any, Any], request: object) -> Any:
        return run(Sender(self.engine, self.actor(account), CLOCK), command, request)

    def ask(self, statement: Any) -> Any:
        with reading(self.engine) as connection:
            return connection.execute(statement)

    def rows(self, statement: Any) -> list[Any]:
        with reading(self.engine) as connection:
            return list(connection.execute(statement))

    def agency_code(self, account: str) -> str:
        [row] = self.rows(
            select(Agency.code).join(User, User.agency_id == Agency.id).where(User.username == account)
        )
        return str(row.code)

    def objects(self, statement: Any) -> list[Any]:
        """Whole rows, cut off from the database."""
        with reading(self.engine) as connection, Session(bind=connection, expire_on_commit=False) as session:
            found = list(session.scalars(statement))
            session.expunge_all()
            return found
