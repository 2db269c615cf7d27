"""Our routes with signed-in clients in front of them, over sample data that the test may change."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette

from db import backend, signing_in
from db.acting import Sender
from db.commands import accounts
from db.settings import Mode, Settings
from domain.access.permissions import VISITOR
from domain.access.sessions import Cookie
from domain.time.calendar import Clock
from server import gate, health, limits, sign_in
from server.routes import kept_forms, papers, plain_report, service_forms
from tests.factories import MovingClock
from tests.server.doors import House, TestClient, doors

HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests are one address and few accounts: what one of them used up is not missing to the next.

    What the door may leave to chance it refuses, and nobody is held up who asks too often.
    """
    monkeypatch.setattr(accounts, "draw", lambda: 0.999)
    monkeypatch.setattr(gate, "HELD_SECONDS", 0.0)
    limits.forget_all()
    health.look.forget()


@pytest.fixture
def client_of(demo_engine: Engine, clock: Clock, tmp_path: Path) -> Iterator[Callable[[str], TestClient]]:
    """A signed-in client for a sample account."""
    settings = Settings(str(demo_engine.url), Mode.DEMO, clock, (tmp_path / "bukti").as_uri())
    backend.use(settings, demo_engine)
    gate.sessions.forget_all()
    app = Starlette(
        routes=[
            *sign_in.ROUTES,
            *kept_forms.ROUTES,
            *plain_report.ROUTES,
            *service_forms.ROUTES,
            *papers.ROUTES,
        ],
        middleware=gate.MIDDLEWARE,
    )
    opened: list[TestClient] = []

    def make(username: str) -> TestClient:
        session = signing_in.sign_in_as_demo(
            Sender(demo_engine, VISITOR, clock), username=username, device="uji"
        )
        client = TestClient(
            app, follow_redirects=False, cookies={Cookie.SESSION: session.token}, headers=HERE
        )
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.close()


@pytest.fixture
def house(engine: Engine, moving_clock: MovingClock) -> House:
    return House(engine, moving_clock)


@pytest.fixture
def client(house: House, tmp_path: Path) -> Iterator[TestClient]:
    settings = house.settings(tmp_path)
    before = backend.get()
    backend.use(settings, house.engine)
    gate.sessions.forget_all()
    with TestClient(doors(), follow_redirects=False) as client:
        yield client
    backend.put(before)
