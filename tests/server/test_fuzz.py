"""Whatever is sent to any route, the answer is never a fault of ours, and never says what is inside."""

import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import anyio
import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette

from db import backend, signing_in
from db.acting import Sender
from db.rate_limits import LeakyBucket
from db.settings import Mode, Settings
from domain.access.permissions import VISITOR
from domain.time.calendar import Clock
from server import assets, gate, limits, routing
from server.routes import kept_forms, service_forms, shared_screen
from tests.server.fuzzing import DEEP, NO_ANSWER, Answered, Asked, Fuzzer, ask

ROUTES = [*routing.ROUTES, *assets.ROUTES]
WORDS = tuple(
    {
        **kept_forms.CHANNEL.words,
        **service_forms.CHANNEL.words,
        **shared_screen.CHANNEL.words,
        **dict.fromkeys(("nama", "sandi", "akun", "kode", "kata")),
    }
)
WHO = ("polda", "inspektorat", "sekretariat", "layar")
INSIDE = (b"Traceback", b"sqlalchemy", b"psycopg", b'File "', b"site-packages", b"sqlite3")
FORM = (
    (b"host", b"testserver"),
    (b"origin", b"http://testserver"),
    (b"content-type", b"application/x-www-form-urlencoded"),
)
JSON = (*FORM[:2], (b"content-type", b"application/json"))


@pytest.fixture
def app(
    demo_engine: Engine, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Starlette]:
    settings = Settings(str(demo_engine.url), Mode.DEMO, clock, (tmp_path / "bukti").as_uri())
    backend.use(settings, demo_engine)
    gate.sessions.forget_all()
    monkeypatch.setattr(limits, "STRANGERS", LeakyBucket(at_once=10**9, a_second=10**9))
    yield Starlette(routes=ROUTES, middleware=gate.MIDDLEWARE)
    gate.sessions.forget_all()


@pytest.fixture
def cookies(demo_engine: Engine, clock: Clock) -> tuple[bytes, ...]:
    return tuple(
        b"ntt_sid="
        + signing_in.sign_in_as_demo(
            Sender(demo_engine, VISITOR, clock), username=name, device="uji"
        ).token.encode()
        for name in WHO
    )


def answers(app: Starlette, *given: Asked) -> list[Answered]:
    async def all_of_them() -> list[Answered]:
        return [await ask(app, each) for each in given]

    return anyio.run(all_of_them)


def test_no_request_makes_a_fault_or_learns_what_is_inside(
    app: Starlette,
    cookies: tuple[bytes, ...],
    pytestconfig: pytest.Config,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.ERROR)
    count = pytestconfig.getoption("fuzz_requests")
    given = list(Fuzzer(ROUTES, WORDS, cookies).requests(pytestconfig.getoption("fuzz_seed"), count))
    found = answers(app, *given)
    faults = [
        (str(asked), answer.status, answer.body[:200])
        for asked, answer in zip(given, found, strict=True)
        if answer.status >= 500 or any(word in answer.body for word in INSIDE)
    ]
    assert not faults, "\n".join(map(str, faults[:20])) + caplog.text[-6_000:]
    statuses = {answer.status for answer in found}
    assert {200, 303, 400, 401, 403, 404, 405, 413, 422} <= statuses, "the requests all end at the same door"


@pytest.mark.parametrize("path", ["/lapor/draf", "/masuk", "/sandi"])
def test_who_leaves_before_all_is_said_is_no_fault_and_fills_no_log(
    app: Starlette, cookies: tuple[bytes, ...], path: str, caplog: pytest.LogCaptureFixture
) -> None:
    asked = post(path, b'{"komitmen":', *JSON, (b"cookie", cookies[0]))
    answer = anyio.run(partial(ask, app, asked, leaves=True))
    assert (answer.status, caplog.records) == (NO_ANSWER, [])


def get(path: str, query: bytes = b"", *headers: tuple[bytes, bytes]) -> Asked:
    return Asked("GET", path, query, (*FORM[:2], *headers), b"")


def post(path: str, body: bytes, *headers: tuple[bytes, bytes]) -> Asked:
    return Asked("POST", path, b"", (*(headers or JSON),), body)


KNOWN: dict[str, tuple[Asked, int]] = {
    "a form with 21 fields": (post("/masuk", b"&".join(b"a%d=1" % n for n in range(21)), *FORM), 400),
    "a demo sign-in with 21 fields": (
        post("/masuk/contoh", b"&".join(b"a%d=1" % n for n in range(21)), *FORM),
        400,
    ),
    "a session's token that is not latin-1": (get("/keluar", b"", (b"cookie", "ntt_sid=é€".encode())), 303),
    "a screen's token that no cookie can hold": (get("/layar", b"token=%E2%82%AC"), 403),
    "a screen's token that is half a character": (get("/layar", b"token=%ED%A0%80"), 403),
    "JSON nested more deeply than Python goes": (post("/lapor/draf", b"[" * DEEP), 400),
    "half a character in a text": (post("/lapor/draf", b'{"sentence": "\\ud800"}'), 400),
    "a number of four hundred digits": (post("/lapor/draf", b'{"value": ' + b"9" * 400 + b"}"), 400),
    "a number of five thousand digits": (post("/lapor/draf", b'{"value": ' + b"9" * 5_000 + b"}"), 400),
    "a row's number beyond what a database counts to": (get("/bukti/" + "9" * 30), 404),
    "a link that begins an address and does not end it": (
        post("/lapor/tautan", b'{"komitmen":"K-15","titik":"2026-B12","tautan":"https://["}'),
        422,
    ),
    "an origin that is none": (
        post("/masuk", b"nama=a&sandi=b", (b"host", b"x"), (b"origin", b"https://["), FORM[2]),
        403,
    ),
    "a paper asked for with what is no text": (
        get("/laporan/ringkasan-gubernur.pdf", b"\xff", (b"sec-fetch-site", b"same-origin")),
        200,
    ),
    "an interval of five thousand digits": (get("/layar", b"rapat=1&putar=" + b"9" * 5_000), 200),
    "a date in words beyond all years": (get("/layar/tanggal", b"teks=dalam+999999999999+hari"), 200),
}


@pytest.mark.parametrize("name", KNOWN)
def test_what_once_was_a_fault_is_answered_as_what_it_is(
    app: Starlette, cookies: tuple[bytes, ...], name: str
) -> None:
    asked, _status = KNOWN[name]
    who = cookies[0]
    if not any(key == b"cookie" for key, _ in asked.headers):
        asked = Asked(asked.method, asked.path, asked.query, (*asked.headers, (b"cookie", who)), asked.body)
    [answer] = answers(app, asked)
    assert answer.status == KNOWN[name][1], answer.body
