"""The front door in a real browser, before a real server process."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from http import HTTPStatus
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from sqlalchemy import update
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from db.engine import build
from db.models import UserSession
from tests.bench.driver import Client, sign_in
from tests.browser.serving import ROOT, Server, health, served, sqlite_url

SIZES = [(1920, 1080), (1440, 900), (390, 844)]
DEMO_BUTTON = 'button[name="akun"]'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("front-door")


@pytest.fixture(scope="module")
def door(folder: Path) -> Iterator[Server]:
    with served(folder) as server:
        yield server


class Visit:
    """A fresh browser profile that remembers what it asked for and what went wrong."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.requests: list[str] = []
        self.problems: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._heard)
        self._url = server.url

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(message.text)

    @property
    def paths(self) -> list[str]:
        return [url.removeprefix(self._url) for url in self.requests]

    @property
    def foreign(self) -> list[str]:
        local = (self._url, self._url.replace("http", "ws"), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(local)]


@pytest.fixture
def visit(door: Server, window: Browser) -> Iterator[Visit]:
    context = window.new_context(viewport={"width": 1440, "height": 900}, locale="id-ID", base_url=door.url)
    yield Visit(context.new_page(), door)
    context.close()


def enter(page: Page, path: str = "/") -> None:
    page.goto(f"/masuk?lanjut={path}")
    page.locator(DEMO_BUTTON).first.click()
    # Not wait_for_function: it evaluates text, and the content policy forbids just that.
    expect(page.get_by_test_id("stMain")).to_contain_text(re.compile(r"\w"), timeout=20_000)


def test_a_cold_deep_link_shows_the_sign_in_page_and_nothing_else(visit: Visit) -> None:
    visit.page.goto("/peta?kode=53.21")
    expect(visit.page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()
    assert visit.page.locator('input[name="lanjut"]').first.input_value() == "/peta?kode=53.21"
    assert all(path.startswith(("/masuk", "/app/static/")) for path in visit.paths[1:]), visit.paths
    assert visit.foreign == []
    assert visit.problems == []


@pytest.mark.parametrize("cookie", ["", "ntt_sid=forged"])
def test_a_websocket_without_a_session_is_refused(door: Server, cookie: str) -> None:
    address = door.url.replace("http", "ws") + "/_stcore/stream"
    headers = {"Cookie": cookie}
    with pytest.raises(InvalidStatus) as refused, connect(address, additional_headers=headers, proxy=None):
        pass
    assert refused.value.response.status_code == 403


def refused_line(address: str, cookie: str, origin: str) -> int:
    """The status of a live line that is not opened, or 101."""
    headers = {"Cookie": cookie, "Origin": origin}
    try:
        with connect(address, additional_headers=headers, proxy=None):
            return HTTPStatus.SWITCHING_PROTOCOLS
    except InvalidStatus as refused:
        return refused.response.status_code


@pytest.mark.parametrize("path", ["/_stcore/stream", "/layar/siaran?rapat=1"])
def test_a_live_line_opens_from_our_own_pages_alone(door: Server, path: str) -> None:
    address, cookie = door.url.replace("http", "ws") + path, sign_in(door.url, "sekretariat")
    others = (
        "https://jahat.example",
        "http://127.0.0.1",
        "http://localhost:1",
        f"{door.url}.jahat.example",
        "null",
    )
    assert {other: refused_line(address, cookie, other) for other in others} == dict.fromkeys(others, 403)
    assert refused_line(address, cookie, door.url) == HTTPStatus.SWITCHING_PROTOCOLS


STREAMLITS = (
    "/",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/upload_file/a/b",
    "/_stcore/bidi-components/x",
    "/media/x",
    "/component/streamlit_folium.st_folium/index.html",
    "/static/index.html",
)


@pytest.mark.parametrize("path", STREAMLITS)
def test_no_other_site_may_read_what_streamlit_answers(door: Server, path: str) -> None:
    cookie, other = sign_in(door.url, "polda"), "https://jahat.example"
    for method in ("GET", "OPTIONS", "TRACE"):
        status, headers, body = _asked(
            door, method, path, {"Cookie": cookie, "Origin": other, "X-Mark": "7v3"}
        )
        assert headers.get("access-control-allow-origin", "") not in ("*", other)
        assert "frame-ancestors" in headers["content-security-policy"]
        assert b"7v3" not in body
        assert method != "TRACE" or status == HTTPStatus.METHOD_NOT_ALLOWED


def test_no_page_around_ours_may_give_it_orders(door: Server) -> None:
    _, _, body = _asked(door, "GET", "/_stcore/host-config", {"Cookie": sign_in(door.url, "polda")})
    assert json.loads(body)["allowedOrigins"] == []


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/openapi.json", "/_stcore/health/x"],
)
def test_what_serves_developers_alone_is_closed(door: Server, path: str) -> None:
    status, _, _ = _asked(door, "GET", path, {"Cookie": sign_in(door.url, "admin")})
    assert status == HTTPStatus.NOT_FOUND


def _asked(
    door: Server, method: str, path: str, headers: dict[str, str]
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", door.port, timeout=20)
    with closing(connection):
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def test_a_wrong_password_keeps_the_name_and_the_place_to_type(visit: Visit) -> None:
    page = visit.page
    page.goto("/masuk")
    expect(page.locator("#nama")).to_be_focused()
    page.keyboard.type("tidak.ada")
    page.keyboard.press("Tab")
    page.keyboard.type("bukan sandinya")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("tidak cocok")
    assert page.locator("#nama").input_value() == "tidak.ada"
    assert page.locator("#sandi").input_value() == ""
    expect(page.locator("#sandi")).to_be_focused()


def test_the_password_can_be_looked_at(visit: Visit) -> None:
    page = visit.page
    page.goto("/masuk")
    page.fill("#sandi", "rahasia")
    assert page.locator("#sandi").get_attribute("type") == "password"
    page.get_by_role("button", name="Lihat kata sandi").click()
    assert page.locator("#sandi").get_attribute("type") == "text"
    expect(page.locator("#sandi")).to_be_focused()


def test_the_sample_button_leads_on_and_scripts_cannot_see_the_session(visit: Visit) -> None:
    enter(visit.page, "/peta")
    assert visit.page.url.endswith("/peta")
    assert visit.page.evaluate("document.documentElement.lang") == "id"
    assert "ntt_sid" not in visit.page.evaluate("document.cookie")
    cookie = next(c for c in visit.page.context.cookies() if c["name"] == "ntt_sid")
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")
    assert visit.foreign == []
    assert not [text for text in visit.problems if "Content Security Policy" in text]


def test_the_first_visit_stays_within_its_bytes(visit: Visit, door: Server) -> None:
    """DESIGN 7: 1.5 MB over the wire for a cold browser."""
    enter(visit.page)
    cookies = visit.page.context.cookies()
    browser = visit.page.context.browser
    assert browser is not None
    cold = browser.new_context(base_url=door.url)
    cold.add_cookies([{"name": each["name"], "value": each["value"], "url": door.url} for each in cookies])
    page = cold.new_page()
    received: list[float] = []
    network = cold.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda e: received.append(e["encodedDataLength"]))
    network.on(
        "Network.webSocketFrameReceived",
        lambda e: received.append(len(e["response"]["payloadData"]) * 3 / 4),
    )
    page.goto("/")
    page.wait_for_selector('[data-testid="stMain"] h1')
    page.wait_for_timeout(2_000)
    cold.close()
    assert 200_000 < sum(received) <= 1_500_000


def test_signing_out_ends_it_also_for_the_other_tab(visit: Visit) -> None:
    enter(visit.page)
    other = visit.page.context.new_page()
    other.goto("/keluar")
    expect(other.get_by_role("heading", name="Keluar dari aplikasi?")).to_be_visible()
    other.get_by_role("button", name="Keluar").click()
    expect(other.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()
    visit.page.goto("/peta")
    assert visit.page.url.endswith("/masuk?lanjut=/peta")


def test_a_session_revoked_meanwhile_ends_at_the_sign_in_page(visit: Visit, folder: Path) -> None:
    """The websocket is cut as by a sleeping phone; coming back must not end in a dialog."""
    page = visit.page
    page.add_init_script(
        "(() => { const Real = WebSocket; window.sockets = [];"
        " window.WebSocket = class extends Real {"
        " constructor(...a) { super(...a); window.sockets.push(this); } } })()"
    )
    enter(page, "/peta")
    engine = build(sqlite_url(folder))
    with engine.begin() as connection:
        connection.execute(update(UserSession).values(revoked_at=UserSession.created_at))
    engine.dispose()
    page.evaluate("window.sockets.forEach((socket) => socket.close())")
    expect(page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible(timeout=15_000)
    assert page.url.endswith("/masuk?lanjut=/peta")


def test_what_streamlit_says_by_itself_is_indonesian(visit: Visit) -> None:
    enter(visit.page)
    visit.page.goto("/tidak-ada")
    expect(visit.page.get_by_role("dialog")).to_contain_text("Halaman yang diminta tidak ada.")
    assert visit.page.get_by_text("Skip to main content", exact=True).count() == 0


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_sign_in_page_is_whole_at_each_size(visit: Visit, width: int, height: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/masuk")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("#masuk")).to_be_in_viewport()
    for button in page.locator("button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44


@pytest.mark.parametrize("path", ["/masuk", "/keluar"])
def test_nothing_that_axe_can_find(visit: Visit, path: str) -> None:
    if path == "/keluar":
        enter(visit.page)
    visit.page.goto(path)
    if path == "/masuk":
        visit.page.fill("#nama", "tidak.ada")
        visit.page.fill("#sandi", "salah")
        visit.page.click("#masuk")
        visit.page.wait_for_selector("#galat")
    found = Axe().run(visit.page)
    assert found.violations_count == 0, found.generate_report()


def test_production_offers_no_sample_account(window: Browser, tmp_path: Path) -> None:
    with served(tmp_path, mode="production") as server:
        page = window.new_page(base_url=server.url)
        page.goto("/masuk")
        expect(page.locator("#masuk")).to_be_visible()
        assert page.locator(DEMO_BUTTON).count() == 0
        assert "Mode contoh" not in page.content()
        page.close()


@pytest.mark.slow
def test_without_a_database_the_site_says_so_and_recovers(window: Browser, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder is needed")
    with served(
        tmp_path / "run", database_url=f"sqlite:///{blocked}/served.db", expect_ready=False
    ) as server:
        assert health(server)[0] == 503
        page = window.new_page(base_url=server.url)
        page.goto("/peta")
        expect(page.get_by_role("heading", name="Aplikasi sedang terganggu")).to_be_visible()
        number = health(server)[1]["incident"]
        expect(page.get_by_text(number)).to_be_visible()
        assert str(tmp_path) not in page.content()
        assert Axe().run(page).violations_count == 0
        blocked.unlink()
        expect(page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible(timeout=60_000)
        page.close()
        assert re.search(r"incident INS-\w+ is over: the backend is ready", server.printed)


@pytest.mark.parametrize(
    "command",
    [
        (sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}"),
        (sys.executable, "-m", "uvicorn", "app:app", "--port", "{port}"),
    ],
    ids=["streamlit run", "uvicorn"],
)
def test_however_it_is_started_the_guard_stands(
    window: Browser, own_folder: Path, command: tuple[str, ...]
) -> None:
    with served(own_folder, command=command) as server:
        page = window.new_page(base_url=server.url)
        page.goto("/kasus")
        assert page.url == f"{server.url}/masuk?lanjut=/kasus"
        page.close()


def test_a_port_in_use_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env={**os.environ, "PORT": str(port)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith(f"Port {port} is in use; choose another with PORT=")
    assert ended.stderr.count("\n") == 1


def test_the_terminal_says_where_and_as_whom(door: Server) -> None:
    assert f"ready: {door.url}" in door.printed
    assert "The sign-in page has a button for each" in door.printed


def test_what_is_turned_down_or_torn_leaves_no_traceback_at_the_terminal(door: Server) -> None:
    before, cookie = len(door.printed), sign_in(door.url, "polda")
    with Client(door.url, cookie) as client:
        client.open("/")
        assert client.open("/pengguna").headline == "Halaman ini di luar wewenang Anda"
    line = connect(
        door.url.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": cookie, "Origin": door.url},
        proxy=None,
    )
    with line, suppress(ConnectionClosed):
        line.send(b"\xff\xff no message")
        for _ in line:
            pass
    said = door.printed[before:]
    assert re.search(r"WARNING streamlit\S+: Error deserializing back message\n", said)
    assert "Traceback" not in said
