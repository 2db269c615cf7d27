"""One account or address cannot take the server from the others, and hears when it may come back."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import anyio
import anyio.from_thread
import pytest
from sqlalchemy import Engine, update
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect

from db import backend, signing_in
from db.acting import Sender
from db.command import run
from db.commands import accounts
from db.engine import reading, writing
from db.models import User
from db.rate_limits import LeakyBucket, RateLimited
from db.settings import Mode, Settings
from domain.access.permissions import VISITOR
from domain.access.requests import SignOut
from domain.access.sessions import Cookie
from domain.time.calendar import Clock
from server import gate, health, limits, open_websockets, route_helpers, sign_in
from server.limits import ConnectionLimits, OpenConnections, SlidingWindow
from server.open_websockets import OpenWebsockets
from server.routes import kept_forms
from tests.factories import actor_named
from tests.server.test_server_routes import TestClient

PAGE = {"accept": "text/html"}


@pytest.fixture
def app(demo_engine: Engine, clock: Clock, tmp_path: Path) -> Starlette:
    """The gate before a page and a live line that stays open."""
    settings = Settings(str(demo_engine.url), Mode.DEMO, clock, (tmp_path / "bukti").as_uri())
    backend.use(settings, demo_engine)
    gate.sessions.forget_all()

    async def page(_request: Request) -> Response:
        return PlainTextResponse("isi")

    async def stay(socket: WebSocket) -> None:
        await socket.accept()
        while (await socket.receive())["type"] != "websocket.disconnect":
            await anyio.sleep(0)

    return Starlette(
        routes=[
            *sign_in.ROUTES,
            *health.ROUTES,
            *kept_forms.ROUTES,
            WebSocketRoute("/_stcore/stream", stay),
            WebSocketRoute("/layar/siaran", stay),
            Route("/", page),
        ],
        middleware=gate.MIDDLEWARE,
    )


@pytest.fixture
def signed_in(app: Starlette, demo_engine: Engine, clock: Clock) -> Callable[..., TestClient]:
    def client(username: str, base_url: str = "http://testserver") -> TestClient:
        sender = Sender(demo_engine, VISITOR, clock)
        token = signing_in.sign_in_as_demo(sender, username=username, device="uji").token
        name = Cookie.SESSION.over(secure=True) if base_url.startswith("https") else Cookie.SESSION
        return TestClient(app, base_url=base_url, follow_redirects=False, cookies={name: token})

    return client


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the gate would have let somebody wait; nobody does."""
    seconds: list[float] = []

    async def sleep(each: float) -> None:
        seconds.extend([each] if each else [])

    monkeypatch.setattr(gate, "sleep", sleep)
    return seconds


def lines(client: TestClient, count: int, path: str = "/_stcore/stream") -> int:
    """How many of so many live lines are accepted while all stay open."""
    accepted = 0
    opened = []
    for _ in range(count):
        line = client.websocket_connect(path)
        try:
            line.__enter__()
        except WebSocketDisconnect:
            continue
        accepted += 1
        opened.append(line)
    for line in opened:
        line.__exit__(None, None, None)
    return accepted


def test_one_account_gets_so_many_live_lines_and_another_one_its_own(
    signed_in: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        limits, "PAGES", OpenConnections(ConnectionLimits(per_account=3, per_address=10, in_all=10))
    )
    with signed_in("polda") as polda, signed_in("dpmd") as dpmd:
        assert lines(polda, 5) == 3
        assert lines(dpmd, 2) == 2
        assert lines(polda, 3) == 3, "what was closed is free again"


def test_the_hall_has_live_lines_when_all_others_are_taken(
    signed_in: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        limits, "PAGES", OpenConnections(ConnectionLimits(per_account=0, per_address=0, in_all=0))
    )
    with signed_in("sekretariat") as office:
        assert (lines(office, 1), lines(office, 1, "/layar/siaran")) == (0, 1)


def test_who_has_too_many_pages_open_is_told_so_on_the_next(
    signed_in: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        limits, "PAGES", OpenConnections(ConnectionLimits(per_account=1, per_address=9, in_all=9))
    )
    with signed_in("polda") as polda:
        with polda.websocket_connect("/_stcore/stream"):
            answer = polda.get("/", headers=PAGE)
        assert answer.status_code == 429
        assert "sudah membuka 1 halaman" in answer.text
        assert polda.get("/", headers=PAGE).status_code == 200


def test_who_sends_too_much_hears_when_to_come_back_and_the_others_go_on(
    signed_in: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WORK", LeakyBucket(at_once=2, a_second=1 / 60, now=lambda: 0.0))
    here = {"origin": "http://testserver"}
    with signed_in("polda") as polda, signed_in("dpmd") as dpmd:
        statuses = [polda.post("/lapor/draf", json={}, headers=here).status_code for _ in range(3)]
        refused = polda.post("/lapor/draf", json={}, headers=here)
        assert statuses == [400, 400, 429]
        assert refused.headers["retry-after"] == "60"
        assert "coba lagi 60 detik lagi" in refused.json()["problem"]
        assert dpmd.post("/lapor/draf", json={}, headers=here).status_code == 400


def test_who_has_no_account_waits_for_what_his_address_opens_and_sends_and_people_there_do_not(
    app: Starlette, signed_in: Callable[..., TestClient], waited: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "STRANGERS", LeakyBucket(at_once=2, a_second=0.25, now=lambda: 0.0))
    monkeypatch.setattr(gate, "HELD_SECONDS", 0.0)
    with signed_in("polda") as polda, TestClient(app) as stranger:
        waited.clear()
        assert stranger.get("/masuk", headers=PAGE).status_code == 200
        assert stranger.post("/masuk", data={}).status_code == 401
        assert (stranger.post("/masuk", data={}).status_code, waited) == (401, [4.0])
        assert (stranger.get("/masuk").status_code, waited) == (200, [4.0, 8.0])
        refused = stranger.post("/masuk", data={})
        assert (refused.status_code, "coba lagi 12 detik lagi" in refused.text) == (429, True)
        here = {"origin": "http://testserver"}
        assert polda.get("/", headers=PAGE).status_code == 200
        assert polda.post("/lapor/draf", json={}, headers=here).status_code == 400
        assert waited == [4.0, 8.0], "nobody with an account waited"


def test_who_opens_too_much_is_told_on_a_page_and_the_probes_and_the_others_go_on(
    signed_in: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WORK", LeakyBucket(at_once=0.5, a_second=1 / 240, now=lambda: 0.0))
    monkeypatch.setattr(limits, "PROBES", SlidingWindow(most=1, seconds=60, now=lambda: 0.0))
    with signed_in("polda") as polda, signed_in("dpmd") as dpmd:
        answers = [polda.get("/", headers=PAGE) for _ in range(3)]
        assert [each.status_code for each in answers] == [200, 200, 429]
        assert answers[2].headers["retry-after"] == "60"
        assert "Coba lagi 60 detik lagi" in answers[2].text
        assert "Muat ulang" in answers[2].text
        assert polda.get("/tugas").text == (
            "Terlalu banyak yang dibuka dalam satu menit. Coba lagi 60 detik lagi."
        )
        assert [polda.get("/sehat").status_code for _ in range(2)] == [200, 429]
        assert dpmd.get("/", headers=PAGE).status_code == 200


def test_a_search_weighs_as_much_as_a_page_that_runs_and_a_paper_more(
    signed_in: Callable[..., TestClient], waited: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WORK", LeakyBucket(at_once=1, a_second=1, now=lambda: 0.0))
    with signed_in("polda") as polda:
        for path in ("/", "/cari/temuan", "/laporan/ringkasan-gubernur.pdf", "/"):
            polda.get(path)
    assert waited == [0.25, 3.25, 3.5]


def test_papers_are_counted_by_themselves(
    signed_in: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PAPERS", SlidingWindow(most=1, seconds=60, now=lambda: 0.0))
    with signed_in("polda") as polda:
        papers = [polda.get("/laporan/ringkasan-gubernur.pdf", headers=PAGE) for _ in range(2)]
        assert [each.status_code for each in papers] == [404, 429]
        assert polda.get("/", headers=PAGE).status_code == 200


def test_messages_of_one_account_wait_for_their_turn_on_all_its_pages_and_nobody_elses(
    signed_in: Callable[..., TestClient], waited: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WORK", LeakyBucket(at_once=2, a_second=0.5, now=lambda: 0.0))
    with signed_in("polda") as polda, signed_in("dpmd") as dpmd:
        for client, times in ((polda, 2), (polda, 2), (dpmd, 2)):
            with client.websocket_connect("/_stcore/stream") as line:
                for _ in range(times):
                    line.send_text("ulang")
    assert waited == [2.0, 4.0]


def test_an_address_longer_than_any_of_ours_is_not_looked_at(
    signed_in: Callable[..., TestClient],
) -> None:
    with signed_in("polda") as polda:
        lengths = (limits.LONGEST_QUERY, limits.LONGEST_QUERY + 1)
        assert [polda.get("/?" + "x" * each, headers=PAGE).status_code for each in lengths] == [200, 414]


@pytest.mark.parametrize("limit", ["LONGEST_PAUSE", "LONGEST_BODY"])
def test_who_falls_silent_or_sends_without_an_end_is_taken_as_gone(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(route_helpers, limit, 0.1)
    pause = 5.0 if limit == "LONGEST_PAUSE" else 0.02

    async def drop_by_drop() -> Message:
        await anyio.sleep(pause)
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def read() -> None:
        scope = {"type": "http", "method": "POST", "headers": []}
        await route_helpers.read_within(Request(scope, drop_by_drop), 1_000)

    with pytest.raises(ClientDisconnect):
        anyio.run(read)


def sign_out(engine: Engine, clock: Clock, token: str) -> None:
    with reading(engine) as connection:
        by = actor_named(connection, "polda")
    run(Sender(engine, by, clock), accounts.sign_out, SignOut(token))


def switch_off(engine: Engine, _clock: Clock, _token: str) -> None:
    with writing(engine) as connection:
        connection.execute(update(User).where(User.username == "polda").values(is_active=False))


async def quiet() -> Message:
    await anyio.sleep_forever()
    raise AssertionError


def test_a_device_that_takes_nothing_keeps_no_other_line_from_closing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(open_websockets, "LOOKED_EVERY", 0.0)
    monkeypatch.setattr(open_websockets, "_still_open", lambda _digests: frozenset())
    lines, told = OpenWebsockets(), list[Message]()

    async def asleep(_message: Message) -> None:
        await anyio.sleep_forever()

    async def awake(message: Message) -> None:
        told.append(message)

    async def both() -> None:
        async with lines.one("a", quiet, asleep), lines.one("b", quiet, asleep), lines.one("c", quiet, awake):
            with anyio.fail_after(5):
                while not told:
                    await anyio.sleep(0.01)

    anyio.run(both)
    assert told == [{"type": "websocket.close", "code": 1008}]


def test_what_is_sent_on_a_line_whose_session_is_over_is_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_websockets, "LOOKED_EVERY", 0.0)
    monkeypatch.setattr(open_websockets, "_still_open", lambda _digests: frozenset())

    async def receive() -> Message:
        await anyio.sleep(0.05)  # it comes while the line is closed
        return {"type": "websocket.receive", "text": "ulang"}

    async def send(_message: Message) -> None:
        """A client that goes on as if it had not been told."""

    async def heard_twice() -> list[Message]:
        async with OpenWebsockets().one("a", receive, send) as (heard, _told):
            return [await heard(), await heard()]

    assert anyio.run(heard_twice) == [open_websockets.CLOSED] * 2


def test_a_fault_while_asking_whose_sessions_are_open_ends_no_looking(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(open_websockets, "LOOKED_EVERY", 0.0)
    told, asked = list[Message](), list[int]()

    def first_a_fault(_digests: tuple[str, ...]) -> frozenset[str]:
        asked.append(1)
        if len(asked) == 1:
            raise RuntimeError("no connection came free")
        return frozenset()

    async def send(message: Message) -> None:
        told.append(message)

    async def one() -> None:
        async with OpenWebsockets().one("a", quiet, send):
            with anyio.fail_after(5):
                while not told:
                    await anyio.sleep(0.01)

    monkeypatch.setattr(open_websockets, "_still_open", first_a_fault)
    anyio.run(one)
    assert "whose sessions are open could not be asked" in caplog.text


def test_a_line_that_begins_while_the_others_are_asked_about_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_websockets, "LOOKED_EVERY", 0.0)
    lines, told, asked = OpenWebsockets(), list[Message](), list[tuple[str, ...]]()

    async def send(message: Message) -> None:
        told.append(message)

    async def both() -> None:
        async with AsyncExitStack() as opened:
            await opened.enter_async_context(lines.one("lama", quiet, send))
            begun = anyio.from_thread.run

            def still_open(digests: tuple[str, ...]) -> frozenset[str]:
                if not asked:
                    begun(opened.enter_async_context, lines.one("baru", quiet, send))
                asked.append(digests)
                return frozenset(digests)

            monkeypatch.setattr(open_websockets, "_still_open", still_open)
            while len(asked) < 3:
                await anyio.sleep(0.01)

    anyio.run(both)
    assert ([len(each) for each in asked[:2]], told) == ([1, 2], [])


@pytest.mark.parametrize("end", [sign_out, switch_off], ids=["signed out", "switched off"])
def test_lines_of_a_session_that_is_over_are_closed_and_no_others(
    app: Starlette,
    demo_engine: Engine,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    end: Callable[[Engine, Clock, str], None],
) -> None:
    """Its page then finds that it is signed out, and shows nothing any more."""
    monkeypatch.setattr(open_websockets, "LOOKED_EVERY", 0.05)
    monkeypatch.setattr(gate, "open_websockets", OpenWebsockets())
    sender = Sender(demo_engine, VISITOR, clock)
    polda, dpmd = (
        signing_in.sign_in_as_demo(sender, username=name, device="uji").token for name in ("polda", "dpmd")
    )
    before = limits.PAGES.in_all
    with (
        TestClient(app) as client,
        client.websocket_connect("/_stcore/stream", headers={"cookie": f"{Cookie.SESSION}={dpmd}"}),
    ):
        with client.websocket_connect(
            "/_stcore/stream", headers={"cookie": f"{Cookie.SESSION}={polda}"}
        ) as line:
            end(demo_engine, clock, polda)
            with pytest.raises(WebSocketDisconnect) as closed:
                line.receive_text()
        anyio.run(anyio.sleep, 0.3)
        assert (closed.value.code, limits.PAGES.in_all - before) == (1008, 1)


def test_a_line_that_goes_on_sending_before_its_turn_comes_is_taken_as_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, pauses = [0.0], [0.0] * 6

    async def receive() -> Message:
        now[0] += pauses.pop()
        return {"type": "websocket.receive", "text": "ulang"}

    async def sleep(seconds: float) -> None:
        now[0] += seconds

    async def taken(pause: float) -> list[str]:
        pauses[:] = [pause] * 6
        next_message = gate._paced(receive, "polda", now=lambda: now[0])
        return [(await next_message())["type"].removeprefix("websocket.") for _ in range(6)]

    monkeypatch.setattr(gate, "sleep", sleep)
    monkeypatch.setattr(limits, "WORK", LeakyBucket(at_once=1, a_second=0.1, now=lambda: now[0]))
    assert anyio.run(taken, 0.0) == [*["receive"] * 5, "disconnect"]
    assert anyio.run(taken, 5.0) == ["receive"] * 6, "who pauses is a person"


def test_lines_that_are_asked_for_over_and_over_are_refused_without_asking_whose_they_are(
    signed_in: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "HANDSHAKES_OF_ACCOUNT", SlidingWindow(most=2, seconds=60, now=lambda: 0.0))
    with signed_in("polda") as polda, signed_in("dpmd") as dpmd:
        polda.get("/", headers=PAGE)  # since then it is known whose this is
        assert lines(polda, 2) == 2
        with monkeypatch.context() as unasked:
            unasked.setattr(gate, "actor_of", not_asked)
            assert lines(polda, 2) == 0
        assert lines(dpmd, 2) == 2


def test_so_many_lines_of_one_address_and_no_more(
    signed_in: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "HANDSHAKES_OF_ADDRESS", SlidingWindow(most=3, seconds=60, now=lambda: 0.0))
    with signed_in("polda") as polda, signed_in("dpmd") as dpmd:
        assert (lines(polda, 2), lines(dpmd, 2)) == (2, 1)


def test_sessions_that_are_made_up_wait_and_those_of_people_who_were_here_do_not(
    signed_in: Callable[..., TestClient], waited: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UNKNOWN", LeakyBucket(at_once=2, a_second=0.25, now=lambda: 0.0))
    with signed_in("polda") as polda:
        assert polda.get("/", headers=PAGE).status_code == 200
        made_up = [
            TestClient(polda.app, follow_redirects=False, cookies={Cookie.SESSION: str(number)})
            for number in range(4)
        ]
        statuses = [each.get("/wilayah", headers=PAGE).status_code for each in made_up]
        assert (statuses, waited) == ([303, 429, 429, 429], [4.0, 8.0])
        assert polda.get("/", headers=PAGE).status_code == 200, "it was somebody's before"


def not_asked(_token: str) -> None:
    raise AssertionError("the database was asked whose session it is")


def test_a_pace_lets_so_many_in_at_once_and_is_paid_back_by_waiting() -> None:
    now = [0.0]
    pace = LeakyBucket(at_once=3, a_second=2, now=lambda: now[0])
    assert [pace.turn("a") for _ in range(5)] == [0, 0, 0, 0.5, 1.0]
    assert pace.turn("b") == 0
    now[0] = 2.0
    assert [pace.turn("a") for _ in range(3)] == [0, 0, 0.5], "two of two seconds are paid back"
    with pytest.raises(RateLimited) as refused:
        pace.turn("a", longest=0.75)
    assert (refused.value.wait, pace.turn("a")) == (1.0, 1.0), "a turn that was left is there for the next"
    now[0] = 100.0
    assert [pace.turn("a") for _ in range(4)] == [0, 0, 0, 0.5], "and never more than at first"


def test_there_is_room_again_when_the_oldest_is_past() -> None:
    now = [0.0]
    rate = SlidingWindow(most=2, seconds=10, now=lambda: now[0])
    rate.take("a")
    now[0] = 4.0
    rate.take("a")
    with pytest.raises(RateLimited) as refused:
        rate.take("a")
    assert refused.value.wait == 6.0
    rate.take("b")
    now[0] = 10.0
    rate.take("a")


def test_what_breaks_gives_its_place_back() -> None:
    open_websockets = OpenConnections(ConnectionLimits(per_account=1, per_address=1, in_all=1))
    for _ in range(2):
        with pytest.raises(RuntimeError), open_websockets.one("a", "b"):
            raise RuntimeError
    assert open_websockets.in_all == 0


@pytest.mark.parametrize(("secure", "says"), [(True, "max-age=31536000"), (False, None)])
def test_a_browser_that_came_by_https_stays_with_it(
    signed_in: Callable[..., TestClient], secure: bool, says: str | None
) -> None:
    with signed_in("polda", "https://testserver" if secure else "http://testserver") as client:
        answer = client.get("/", headers=PAGE)
    assert (answer.status_code, answer.headers.get("strict-transport-security")) == (200, says)


def test_over_https_a_cookie_that_another_host_could_have_set_opens_nothing(
    signed_in: Callable[..., TestClient],
) -> None:
    with signed_in("polda") as plain:
        token = plain.cookies[Cookie.SESSION]
    with TestClient(plain.app, base_url="https://testserver", follow_redirects=False) as client:
        weak = client.get("/", headers=PAGE | {"cookie": f"{Cookie.SESSION}={token}"})
        strong = client.get("/", headers=PAGE | {"cookie": f"{Cookie.SESSION.over(secure=True)}={token}"})
    assert (weak.status_code, strong.status_code) == (303, 200)


def test_over_https_the_cookie_is_bound_to_this_host_and_goes_with_signing_out(
    app: Starlette,
) -> None:
    here = {"origin": "https://testserver"}
    with TestClient(app, base_url="https://testserver", follow_redirects=False) as client:
        welcome = client.post("/masuk/contoh", data={"akun": "polda"}, headers=here)
        [cookie] = [each for each in welcome.headers.get_list("set-cookie") if Cookie.SESSION in each]
        goodbye = client.post("/keluar", headers=here)
        gone = goodbye.headers.get_list("set-cookie")
    assert cookie.startswith(f"{Cookie.SESSION.over(secure=True)}=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/", "SameSite=lax"))
    assert "Domain" not in cookie
    assert any(
        each.startswith(f'{Cookie.SESSION.over(secure=True)}="";') and "Secure" in each for each in gone
    )
    assert goodbye.headers["clear-site-data"] == '"storage"'


def test_what_is_answered_to_one_account_is_kept_by_no_cache(signed_in: Callable[..., TestClient]) -> None:
    with signed_in("polda") as polda:
        for answer in (polda.get("/", headers=PAGE), polda.get("/siap"), polda.get("/bukti/1")):
            assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("host", "status"),
    [("gerak.example", 200), ("gerak.example:8501", 200), ("lain.example", 400), ("", 400)],
)
def test_an_address_that_is_not_ours_is_refused(
    app: Starlette, demo_engine: Engine, clock: Clock, host: str, status: int
) -> None:
    hosts = frozenset({"gerak.example"})
    settings = Settings(str(demo_engine.url), Mode.DEMO, clock, allowed_hosts=hosts)
    backend.use(settings, demo_engine).backend()
    with TestClient(app) as client:
        assert client.get("/masuk", headers={"host": host}).status_code == status
        assert client.get("/sehat", headers={"host": host}).status_code == 200, "a monitor asks by number"
