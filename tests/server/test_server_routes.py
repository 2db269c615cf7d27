"""The front door against a real database, with a stand-in where Streamlit would be."""

import gzip
import logging
import re
import socket
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import file_util
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.common import WidgetMetadata, unpack_widget_state_value
from streamlit.runtime.state.session_state import WStates

from components.kit import static_files
from db import backend as state
from db.acting import Sender, acting
from db.command import run
from db.commands.notices import make_feed, revoke_feed
from db.commands.people import create_user
from db.engine import build, reading, writing
from db.models import Agency, SignInAttempt, User, UserSession
from db.settings import Mode, Settings
from db.startup import NotReady
from domain.access.errors import Forbidden, NotSignedIn, Refusal
from domain.access.events import Event
from domain.access.permissions import OPERATOR, Actor, Permission, Role
from domain.access.requests import CreateUser
from domain.access.throttle import PAUSE
from domain.look import FONT
from domain.notices.requests import MakeFeed, RevokeFeed
from domain.time.calendar import fixed_clock
from server import assets, gate, health, script_errors, sign_in, starting
from server import html as pages
from server.destination import local_path
from server.routes import calendar
from tests.factories import MovingClock

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have a newer package of the same client
    from starlette.testclient import TestClient

PASSWORD = "kupang rote sabu alor"
HTML = {"accept": "text/html,application/xhtml+xml"}
HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


@pytest.fixture(scope="module")
def furnished(databases: Any) -> Iterator[Engine]:
    """One ordinary and one sample account beside the reference data; made once, for it takes a while."""
    url = databases.reference()
    engine = build(url)
    clock = fixed_clock(datetime(2026, 11, 23, 7, 0))  # noqa: DTZ001 - the clock takes it as WITA
    run(
        Sender(engine, OPERATOR, clock),
        create_user,
        CreateUser(
            username="setda.uji",
            display_name="Operator Setda",
            role=Role.GOVERNOR_OFFICE,
            agency_code="setda",
            password=PASSWORD,
        ),
    )
    with acting(Sender(engine, OPERATOR, clock), Permission.MANAGE_ACCOUNTS) as act:
        agency = act.session.scalar(select(Agency.id).where(Agency.code == "polda-ntt"))
        user = User(
            username="contoh.uji",
            display_name="Contoh <Uji>",
            role=Role.FORKOPIMDA,
            agency_id=agency,
            password_hash="!",
            is_demo=True,
            created_at=act.now,
        )
        act.add(user)
        act.record(Event.USER_CREATED, "user", user.id)
    yield engine
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def door_engine(furnished: Engine) -> Engine:
    """The same, with nobody signed in and nobody held off."""
    with writing(furnished) as connection:
        connection.execute(delete(UserSession))
        connection.execute(delete(SignInAttempt))
    return furnished


@pytest.fixture
def settings(door_engine: Engine, moving_clock: MovingClock) -> Settings:
    return Settings(database_url=str(door_engine.url), mode=Mode.PRODUCTION, clock=moving_clock)


@pytest.fixture
def client(door_engine: Engine, settings: Settings) -> Iterator[TestClient]:
    state.use(settings, door_engine)
    gate.sessions.forget_all()
    with TestClient(stand_in(), follow_redirects=False) as client:
        yield client
    state.use(settings, door_engine)


@pytest.fixture
def demo_client(client: TestClient, door_engine: Engine, settings: Settings) -> TestClient:
    state.use(replace(settings, mode=Mode.DEMO), door_engine)
    return client


def stand_in() -> Starlette:
    """The server's routes and middleware around the least that can stand for Streamlit."""
    index = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")

    async def page(_request: Request) -> Response:
        return HTMLResponse(index)

    async def echo(request: Request) -> Response:
        return JSONResponse(dict(request.headers))

    async def broken(_request: Request) -> Response:
        raise RuntimeError("the secret inside")

    async def stream(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.send_text("open")
        await websocket.close()

    return Starlette(
        routes=[
            *sign_in.ROUTES,
            *health.ROUTES,
            *calendar.ROUTES,
            *assets.ROUTES,
            Route("/_stcore/health", echo),
            Route("/_stcore/host-config", echo),
            Route("/rusak", broken),
            WebSocketRoute("/_stcore/stream", stream),
            Route("/{path:path}", page),
        ],
        middleware=gate.MIDDLEWARE,
    )


def enter(client: TestClient, **fields: str) -> Response:
    form = {"nama": "setda.uji", "sandi": PASSWORD, **fields}
    return client.post("/masuk", data=form, headers=HERE)


class TestWithoutSession:
    @pytest.mark.parametrize("path", ["/", "/peta?kode=53.21", "/kasus", "/tidak/ada"])
    def test_page_leads_to_sign_in_and_back(self, client: TestClient, path: str) -> None:
        answer = client.get(path, headers=HTML)
        assert answer.status_code == 303
        there = client.get(answer.headers["location"], headers=HTML)
        assert there.status_code == 200
        assert f'name="lanjut" value="{path}"' in there.text

    @pytest.mark.parametrize(
        "path",
        [
            "/static/js/index.js",
            "/app/static/map/kabupaten.json",
            "/app/static/fonts/OFL.txt",
            "/component/streamlit_folium.st_folium/index.html",
            "/media/a.csv",
            "/_stcore/host-config",
            "/_stcore/upload_file/a/b",
            "/_stcore/metrics",
            "/app/static/../app.py",
            "/app/static/%2e%2e/app.py",
            "/masuk/",
            "/masuk/lain",
            "//masuk",
            "/sehat/",
            "/_stcore/health/x",
        ],
    )
    def test_nothing_behind_a_page_is_served(self, client: TestClient, path: str) -> None:
        assert client.get(path, headers={"accept": "*/*"}).status_code == 401

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
    def test_other_methods_are_refused(self, client: TestClient, method: str) -> None:
        assert client.request(method, "/peta", headers=HTML).status_code == 401

    @pytest.mark.parametrize("cookie", ["", "x", "a" * 4000, "'; drop table user_session; --"])
    def test_a_made_up_token_is_no_session(self, client: TestClient, cookie: str) -> None:
        headers = {**HTML, "cookie": f"ntt_sid={cookie}"}
        assert client.get("/", headers=headers).status_code == 303

    @pytest.mark.parametrize("cookie", ["", "ntt_sid=forged"])
    def test_websocket_is_refused_before_it_opens(self, client: TestClient, cookie: str) -> None:
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect("/_stcore/stream", headers={"cookie": cookie}),
        ):
            pass

    @pytest.mark.parametrize("path", sorted(gate.OPEN_FILES))
    def test_the_sign_in_page_has_what_it_is_drawn_with(self, client: TestClient, path: str) -> None:
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.headers["etag"]

    def test_health_needs_no_session(self, client: TestClient) -> None:
        assert client.get("/sehat").json() == {"status": "ok"}
        assert client.get("/_stcore/health").status_code == 200


class TestSignIn:
    def test_cookie_is_out_of_reach_of_scripts_and_other_sites(self, client: TestClient) -> None:
        answer = enter(client)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"].lower()
        assert cookie.startswith("ntt_sid=")
        for flag in ("httponly", "samesite=lax", "path=/", "max-age=43200"):
            assert flag in cookie
        assert "secure" not in cookie

    def test_cookie_is_secure_over_https(self, client: TestClient) -> None:
        client.base_url = client.base_url.copy_with(scheme="https")
        headers = {"origin": "https://testserver"}
        form = {"nama": "setda.uji", "sandi": PASSWORD}
        answer = client.post("/masuk", data=form, headers=headers)
        set_cookies = answer.headers.get_list("set-cookie")
        assert len(set_cookies) == 2
        for cookie in set_cookies:
            assert cookie.startswith("__Host-")
            assert "; secure" in cookie.lower()
            assert "domain" not in cookie.lower()

    def test_of_a_field_that_comes_twice_the_last_counts_wherever_it_is_read(
        self, client: TestClient
    ) -> None:
        """Two readers that chose differently would let one be shown what the other one checks."""
        form = f"nama=setda.uji&sandi={PASSWORD}&lanjut=%2Fpeta&lanjut=%2Ftugas"
        answer = client.post(
            "/masuk?nama=lain&lanjut=%2Fangka",
            content=form,
            headers=HERE | {"content-type": "application/x-www-form-urlencoded"},
        )
        assert (answer.status_code, answer.headers["location"]) == (303, "/tugas")
        client.cookies.clear()
        page = client.get("/masuk?lanjut=%2Fpeta&lanjut=%2Ftugas", headers=HTML)
        assert 'name="lanjut" value="/tugas"' in page.text
        assert 'value="/peta"' not in page.text

    def test_opens_what_was_closed(self, client: TestClient) -> None:
        enter(client)
        assert client.get("/", headers=HTML).status_code == 200
        assert client.get("/app/static/map/kabupaten.json").status_code == 200
        with client.websocket_connect("/_stcore/stream") as websocket:
            assert websocket.receive_text() == "open"

    def test_leads_on_to_where_one_wanted(self, client: TestClient) -> None:
        answer = enter(client, lanjut="/wilayah?kode=53.21&a=%20b")
        assert answer.headers["location"] == "/wilayah?kode=53.21&a=%20b"

    def test_when_already_in_leads_to_the_first_page(self, client: TestClient) -> None:
        enter(client)
        answer = client.get("/masuk", headers=HTML)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")

    @pytest.mark.parametrize("name", ["setda.uji", "tidak.ada"])
    def test_refusal_is_the_same_for_known_and_unknown_names(self, client: TestClient, name: str) -> None:
        answer = enter(client, nama=name, sandi="bukan sandinya")
        assert answer.status_code == 401
        assert "tidak cocok" in answer.text
        assert f'value="{name}"' in answer.text
        assert "bukan sandinya" not in answer.text
        assert "set-cookie" not in answer.headers

    def test_what_was_typed_is_text_and_not_markup(self, client: TestClient) -> None:
        answer = enter(client, nama='"><script>alert(1)</script>', sandi="x")
        assert "<script>alert" not in answer.text

    @pytest.mark.parametrize("missing", ["nama", "sandi"])
    def test_an_empty_field_is_named_and_not_counted(self, client: TestClient, missing: str) -> None:
        for _ in range(6):
            answer = enter(client, **{missing: ""})
            assert answer.status_code == 401
        assert enter(client).status_code == 303

    def test_too_many_attempts_are_held_off_and_then_forgiven(
        self, client: TestClient, moving_clock: MovingClock
    ) -> None:
        for _ in range(5):
            assert enter(client, sandi="salah").status_code == 401
        held_off = enter(client)
        assert held_off.status_code == 429
        assert "kata sandi ini belum diperiksa" in held_off.text
        moving_clock.forward(PAUSE)
        assert enter(client).status_code == 303

    def test_a_form_sent_twice_signs_in_twice_and_breaks_nothing(self, client: TestClient) -> None:
        assert [enter(client).status_code for _ in range(2)] == [303, 303]
        assert client.get("/", headers=HTML).status_code == 200

    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "http://elsewhere.example"},
            {"origin": "null"},
            {"origin": "http://testserver.elsewhere.example"},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site", "origin": "http://testserver"},
            {"referer": "http://elsewhere.example/masuk"},
        ],
    )
    @pytest.mark.parametrize("path", ["/masuk", "/keluar"])
    def test_a_form_of_another_site_is_refused(
        self, client: TestClient, path: str, headers: dict[str, str]
    ) -> None:
        form = {"nama": "setda.uji", "sandi": PASSWORD}
        answer = client.post(path, data=form, headers=headers)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers

    def test_an_endless_form_is_cut_off(self, client: TestClient) -> None:
        assert enter(client, sandi="x" * 20_000).status_code == 413

    def test_session_ends_after_twelve_hours(self, client: TestClient, moving_clock: MovingClock) -> None:
        enter(client)
        moving_clock.forward(timedelta(hours=12, seconds=1))
        assert client.get("/peta", headers=HTML).headers["location"] == "/masuk?lanjut=/peta"


class TestWhereTo:
    @pytest.mark.parametrize(
        "wanted",
        [
            None,
            "",
            "peta",
            "//host.example",
            "///host.example",
            "/\\host.example",
            "\\\\host.example",
            "/\t/host.example",
            "/ /host.example",
            "http://host.example",
            "https:host.example",
            "javascript:alert(1)",
            "/masuk",
            "/keluar",
            "/a\r\nSet-Cookie: b",
            "/" + "a" * 600,
            "/tugas?cari=" + "é" * 400,
            "/_stcore/health",
            "/static/a.js",
        ],
    )
    def test_anything_but_a_page_of_ours_becomes_the_first_page(self, wanted: str | None) -> None:
        assert local_path(wanted) == "/"

    @pytest.mark.parametrize("wanted", ["/", "/peta", "/tugas?kode=T-01&hal=2", "/a%2Fb?c=d%20e"])
    def test_our_own_pages_stay(self, wanted: str) -> None:
        assert local_path(wanted) == wanted


class TestDemo:
    def test_one_button_for_each_sample_account(self, demo_client: TestClient) -> None:
        html = demo_client.get("/masuk", headers=HTML).text
        assert 'name="akun" value="contoh.uji"' in html
        assert "setda.uji" not in html
        assert "Contoh &lt;Uji&gt;" in html
        assert "DATA CONTOH" in html

    def test_the_button_opens_a_session(self, demo_client: TestClient) -> None:
        form = {"akun": "contoh.uji", "lanjut": "/peta"}
        answer = demo_client.post("/masuk/contoh", data=form, headers=HERE)
        assert (answer.status_code, answer.headers["location"]) == (303, "/peta")
        assert demo_client.get("/", headers=HTML).status_code == 200

    def test_it_opens_no_ordinary_account(self, demo_client: TestClient) -> None:
        answer = demo_client.post("/masuk/contoh", data={"akun": "setda.uji"}, headers=HERE)
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers

    def test_another_site_cannot_press_it(self, demo_client: TestClient) -> None:
        headers = {"origin": "http://elsewhere.example"}
        answer = demo_client.post("/masuk/contoh", data={"akun": "contoh.uji"}, headers=headers)
        assert answer.status_code == 403

    def test_there_is_none_in_production(self, client: TestClient) -> None:
        assert "Mode contoh" not in client.get("/masuk", headers=HTML).text
        answer = client.post("/masuk/contoh", data={"akun": "contoh.uji"}, headers=HERE)
        assert answer.status_code == 404


class TestSignOut:
    def test_ends_the_session_on_the_server(self, client: TestClient) -> None:
        enter(client)
        token = client.cookies["ntt_sid"]
        answer = client.post("/keluar", headers=HERE)
        assert (answer.status_code, answer.headers["location"]) == (303, "/masuk")
        stolen = {**HTML, "cookie": f"ntt_sid={token}"}
        assert client.get("/", headers=stolen).status_code == 303
        assert client.get("/static/js/a.js", headers=stolen).status_code == 401

    @pytest.mark.parametrize(
        "extra",
        [
            {},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "none"},
            {"referer": "http://elsewhere.example/"},
            {"sec-fetch-site": "same-origin"},
        ],
    )
    def test_an_address_only_asks(self, client: TestClient, extra: dict[str, str]) -> None:
        enter(client)
        answer = client.get("/keluar", headers={**HTML, **extra})
        assert answer.status_code == 200
        assert "Keluar dari aplikasi?" in answer.text
        assert client.get("/", headers=HTML).status_code == 200

    def test_a_recent_yes_serves_files_but_opens_no_page(
        self, client: TestClient, door_engine: Engine
    ) -> None:
        enter(client)
        assert client.get("/", headers=HTML).status_code == 200
        with door_engine.begin() as connection:
            connection.execute(update(UserSession).values(revoked_at=UserSession.created_at))
        assert client.get("/app/static/map/kabupaten.json").status_code == 200
        assert client.get("/", headers=HTML).status_code == 303
        assert client.get("/app/static/map/kabupaten.json").status_code == 401


class TestAnswers:
    @pytest.mark.parametrize("path", ["/masuk", "/", "/sehat", "/app/static/logo.svg", "/nihil"])
    def test_each_carries_the_guarding_headers(self, client: TestClient, path: str) -> None:
        answer = client.get(path)
        for name, value in gate.HEADERS.items():
            assert answer.headers[name] == value
        assert "frame-ancestors" in answer.headers["content-security-policy"]

    def test_names_reserved_for_us_do_not_come_in(self, client: TestClient) -> None:
        headers = {"X-Ntt-User": "1", "x-ntt-role": "administrator", "X-Other": "kept"}
        seen = client.get("/_stcore/health", headers=headers).json()
        assert seen["x-other"] == "kept"
        assert not [name for name in seen if name.startswith("x-ntt-")]

    @pytest.mark.parametrize("coding", ["gzip", "identity"])
    def test_streamlits_page_is_made_ours(self, client: TestClient, coding: str) -> None:
        enter(client)
        answer = client.get("/peta", headers={**HTML, "accept-encoding": coding})
        assert '<html lang="id" style="--produk: ' in answer.text
        assert "<title>Gerak Bersama NTT</title>" in answer.text
        assert 'href="/app/static/favicon.png"' in answer.text
        assert "Aktifkan JavaScript" in answer.text
        assert "You need to enable" not in answer.text
        assert "SourceSans" not in answer.text
        assert answer.text.count("<script>") == 1
        assert answer.headers.get("content-encoding") == (coding if coding == "gzip" else None)
        assert answer.headers["cache-control"] == "no-store"
        assert int(answer.headers["content-length"]) == answer.num_bytes_downloaded

    def test_the_styles_come_with_the_page_after_its_own_and_are_kept_for_good(
        self, client: TestClient
    ) -> None:
        enter(client)
        body = client.get("/peta", headers=HTML).text.partition('<div id="root"></div>')[2]
        styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', body)
        assert [each.rpartition("/")[2] for each in styles] == ["look.css", "streamlit.css", "app.css"]
        for each in styles:
            assert "immutable" in client.get(each).headers["cache-control"]

    def test_the_policy_allows_no_foreign_host_and_no_eval(self, client: TestClient) -> None:
        enter(client)
        policy = client.get("/", headers=HTML).headers["content-security-policy"]
        assert "http" not in policy
        assert "*" not in policy
        assert "unsafe-eval" not in policy
        assert pages.INDEX_SCRIPT_HASH in policy
        assert "frame-ancestors 'self'" in policy

    def test_the_sign_in_page_runs_one_script_and_no_other(self, client: TestClient) -> None:
        first, second = (client.get("/masuk", headers=HTML) for _ in range(2))
        policy = first.headers["content-security-policy"]
        nonce = policy.rsplit("'nonce-", 1)[1].rstrip("'")
        assert f'<script nonce="{nonce}">' in first.text
        assert policy != second.headers["content-security-policy"]
        assert first.headers["cache-control"] == "no-store"

    def test_a_fault_shows_a_number_and_nothing_else(
        self, client: TestClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        enter(client)
        logging.getLogger("gerak").propagate = True
        answer = client.get("/rusak", headers=HTML)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "/sehat" not in answer.text
        number = answer.text.split("INS-", 1)[1][:6]
        assert f"INS-{number}" in caplog.text
        assert "the secret inside" in caplog.text


class TestFiles:
    @pytest.mark.parametrize("name", static_files.with_imports("layar.js"))
    def test_each_module_of_the_shared_screen_opens_without_an_account(
        self, client: TestClient, name: str
    ) -> None:
        version = static_files.address("layar.js").removesuffix("layar.js")
        assert client.get(version + name).status_code == 200

    def test_a_version_opens_no_file_that_is_closed(self, client: TestClient) -> None:
        assert client.get("/app/static/@0123456789ab/map/kabupaten.json").status_code == 401

    def test_text_is_compressed_and_kept(self, client: TestClient) -> None:
        enter(client)
        path = "/app/static/map/kabupaten.json"
        zipped = client.get(path, headers={"accept-encoding": "br, gzip"})
        plain = client.get(path, headers={"accept-encoding": "gzip;q=0"})
        assert zipped.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert zipped.content == plain.content
        assert zipped.num_bytes_downloaded < len(plain.content) / 2
        assert zipped.headers["vary"] == "Accept-Encoding"
        again = client.get(path, headers={"if-none-match": zipped.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize(
        ("path", "kind", "caching"),
        [
            ("logo.svg", "image/svg+xml", assets.ONE_HOUR),
            ("map/kabupaten.json", "application/json", assets.ONE_HOUR),
            ("vendor/leaflet/leaflet.js", "text/javascript; charset=utf-8", assets.IMMUTABLE),
            (FONT.files[0], "font/woff2", assets.IMMUTABLE),
            ("forms/kept-form.js", "text/javascript; charset=utf-8", assets.ONE_HOUR),
            ("@0123456789ab/forms/kept-form.js", "text/javascript; charset=utf-8", assets.IMMUTABLE),
        ],
    )
    def test_types_and_caching(self, client: TestClient, path: str, kind: str, caching: str) -> None:
        enter(client)
        headers = client.get(f"/app/static/{path}").headers
        assert (headers["content-type"], headers["cache-control"]) == (kind, caching)

    @pytest.mark.parametrize(
        "path",
        [
            "../app.py",
            "%2e%2e/app.py",
            "..%2fapp.py",
            "map/../../app.py",
            "@0123456789ab/../app.py",
            "@0123456789ab//etc/passwd",
            "map%5c..%5capp.py",
            "/etc/passwd",
            "%00",
            ".hidden",
            "",
            "map",
            "map/",
            "nihil.json",
        ],
    )
    def test_nothing_outside_the_folder(self, client: TestClient, path: str) -> None:
        enter(client)
        answer = client.get(f"/app/static/{path}", headers={"accept": "*/*"})
        assert b"front door" not in answer.content
        assert answer.status_code in {404, 200}
        assert b"root:" not in answer.content
        assert answer.status_code == 404 or b'id="root"' in answer.content

    def test_a_link_does_not_lead_out(self, tmp_path: Path) -> None:
        folder = tmp_path / "static"
        folder.mkdir()
        (tmp_path / "secret.txt").write_text("secret")
        (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
        assert assets.Folder(folder, lambda _: "").packed("link.txt") is None

    def test_a_changed_file_is_read_anew(self, tmp_path: Path) -> None:
        folder = assets.Folder(tmp_path, lambda _: "")
        (tmp_path / "a.json").write_text("1")
        before = folder.packed("a.json")
        (tmp_path / "a.json").write_text("22")
        after = folder.packed("a.json")
        assert before is not None
        assert after is not None
        assert (before.body, after.body) == (b"1", b"22")

    def test_memory_is_bounded(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(assets, "MEMORY_LIMIT", 2_500)
        folder = assets.Folder(tmp_path, lambda _: "")
        for number in range(5):
            (tmp_path / f"{number}.png").write_bytes(b"x" * 1_000)
            folder.packed(f"{number}.png")
        assert folder.weight <= 2_500

    def test_streamlits_bundle_is_compressed_and_immutable(self, client: TestClient) -> None:
        enter(client)
        name = next(name for name in pages.first_bundle_files() if "protobuf" in name)
        answer = client.get(f"/static/{name}", headers={"accept-encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["cache-control"] == assets.IMMUTABLE
        on_disk = (Path(file_util.get_static_dir()) / "static" / name).read_bytes()
        assert answer.content == on_disk
        assert answer.num_bytes_downloaded == len(gzip.compress(on_disk, 9, mtime=0))


class TestOutage:
    @pytest.fixture
    def failing(self, door_engine: Engine, settings: Settings, client: TestClient) -> list[bool]:
        """The database is away for as long as this list holds True."""
        away = [True]

        def prepare(_settings: Settings) -> Engine:
            if away[-1]:
                raise NotReady("Basis data sedang dipindahkan.", "host 10.0.0.7 does not\n answer")
            return door_engine

        state.put(state.State(lambda: settings, prepare))
        return away

    @pytest.mark.parametrize("path", ["/masuk", "/peta"])
    def test_a_page_says_so_and_nothing_more(
        self, client: TestClient, failing: list[bool], path: str
    ) -> None:
        answer = client.get(path, headers={**HTML, "cookie": "ntt_sid=abc"})
        assert answer.status_code == 503
        assert "Basis data sedang dipindahkan." in answer.text
        assert "WITA" in answer.text
        assert "10.0.0.7" not in answer.text

    def test_it_asks_by_itself_whether_it_is_over(self, client: TestClient, failing: list[bool]) -> None:
        answer = client.get("/peta", headers={**HTML, "cookie": "ntt_sid=abc"})
        assert 'fetch("/sehat"' in answer.text
        assert "connect-src 'self'" in answer.headers["content-security-policy"]

    def test_one_number_in_the_page_the_health_and_the_log(
        self, client: TestClient, failing: list[bool], caplog: pytest.LogCaptureFixture
    ) -> None:
        logging.getLogger("gerak").propagate = True
        number = client.get("/sehat").json()["incident"]
        assert number in client.get("/masuk", headers=HTML).text
        assert caplog.text.count(number) == 1
        assert "host 10.0.0.7 does not answer" in caplog.text

    def test_nothing_opens_meanwhile(self, client: TestClient, failing: list[bool]) -> None:
        cookie = {"cookie": "ntt_sid=abc"}
        assert client.get("/static/js/a.js", headers=cookie).status_code == 503
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect("/_stcore/stream", headers=cookie),
        ):
            pass

    def test_it_is_over_by_itself(
        self, client: TestClient, failing: list[bool], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(state, "RETRY_AFTER_SECONDS", 0.0)
        assert client.get("/sehat").status_code == 503
        failing.append(False)
        assert client.get("/sehat").status_code == 200
        assert enter(client).status_code == 303

    def test_a_database_that_goes_away_later(self, client: TestClient, door_engine: Engine) -> None:
        enter(client)
        with door_engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE user_session RENAME TO gone")
        answer = client.get("/", headers=HTML)
        assert answer.status_code == 503
        assert "Data tidak dapat dihubungi" in answer.text
        with door_engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE gone RENAME TO user_session")
        assert client.get("/", headers=HTML).status_code == 200

    def test_many_at_once_prepare_once(self, door_engine: Engine, settings: Settings) -> None:
        prepared: list[int] = []

        def prepare(_settings: Settings) -> Engine:
            prepared.append(1)
            time.sleep(0.1)
            return door_engine

        shared = state.State(lambda: settings, prepare)
        with ThreadPoolExecutor(8) as pool:
            backends = list(pool.map(lambda _: shared.backend(), range(8)))
        assert len(prepared) == 1
        assert all(backend is backends[0] for backend in backends)


class TestScriptErrors:
    @pytest.fixture
    def said(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
        said: list[tuple[str, str]] = []
        monkeypatch.setattr(script_errors.st, "error", lambda text, icon: said.append(("error", text)))
        monkeypatch.setattr(script_errors.st, "html", lambda part: said.append(("html", part.text)))
        return said

    @pytest.mark.parametrize(
        ("refusal", "way_on"),
        [(Forbidden("Bukan bagian Anda."), 'href="/"'), (NotSignedIn("Bukan bagian Anda."), 'href="/masuk"')],
    )
    def test_a_refusal_is_said_as_it_is_with_a_way_on(
        self, said: list[tuple[str, str]], refusal: Refusal, way_on: str
    ) -> None:
        assert script_errors.on_script_error(refusal) is True
        spoken = "".join(text for _, text in said)
        assert "Bukan bagian Anda." in spoken
        assert way_on in spoken
        assert "INS-" not in spoken

    @pytest.mark.parametrize(
        "error",
        [
            RuntimeError("password=rahasia"),
            OperationalError("SELECT rahasia", {}, Exception("rahasia")),
            NotReady("Basis data dipindahkan.", "rahasia"),
            state.Outage("Basis data dipindahkan.", "rahasia", "INS-000000"),
        ],
    )
    def test_a_fault_is_a_number(self, said: list[tuple[str, str]], error: Exception) -> None:
        assert script_errors.on_script_error(error) is True
        (kind, text), *onward = said
        assert kind == "error"
        assert "INS-" in text
        assert "rahasia" not in text
        # What passes is waited for by the page itself (server/templates/pulih.js); a fault of ours is not.
        waits = [script_errors.COMES_ANEW in words and "gb-outage" in words for _, words in onward]
        assert waits == ([] if type(error) is RuntimeError else [True])

    def test_what_was_said_of_a_field_by_hand_is_no_fault_of_ours(
        self, said: list[tuple[str, str]], caplog: pytest.LogCaptureFixture
    ) -> None:
        with pytest.raises(ValueError, match="Expecting") as unread:
            unpack_widget_state_value(WidgetState(id="x", json_value="{"))
        assert script_errors.on_script_error(unread.value) is True
        assert said == [("error", "Isian dari peramban ini tidak terbaca. Muat ulang halaman ini.")]
        assert [line.levelname for line in caplog.records] == ["WARNING"]

    def test_a_fault_of_ours_while_fields_are_read_is_a_number(self, said: list[tuple[str, str]]) -> None:
        states = WStates()
        states.set_widget_from_proto(WidgetState(id="x", string_value="a"))

        def reader(said: str) -> int:
            raise ValueError(said)

        states.set_widget_metadata(WidgetMetadata("x", reader, str, "string_value"))
        with pytest.raises(ValueError, match="a") as failed:
            states["x"]
        assert script_errors.on_script_error(failed.value) is True
        assert "INS-" in said[0][1]


class TestStarting:
    @pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
    def test_a_port_that_is_none_is_named(self, port: str) -> None:
        with pytest.raises(ValueError, match="PORT is"):
            starting.listening_place({"PORT": port})

    def test_what_is_sent_to_a_browser_does_not_wait_for_its_acknowledgement(self) -> None:
        with socket.socket(socket.AF_INET) as listening:
            listening.bind(("127.0.0.1", 0))
            listening.listen()
            assert starting.answer_without_delay() >= 1
            with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

    def test_the_place_to_listen(self) -> None:
        assert starting.listening_place({}) == ("127.0.0.1", 8501)
        there = {"PORT": "9000", "ADDRESS": "0.0.0.0"}
        assert starting.listening_place(there) == ("0.0.0.0", 9000)


def test_the_trail_knows_who_came_and_went(client: TestClient, door_engine: Engine) -> None:
    enter(client)
    client.post("/keluar", headers=HERE)
    with reading(door_engine) as connection:
        devices = connection.execute(select(UserSession.device, UserSession.revoked_at)).all()
    assert len(devices) == 1
    assert devices[0].revoked_at is not None


def test_a_calendar_opens_without_a_session_and_a_guessed_or_revoked_address_alike_does_not(
    client: TestClient, door_engine: Engine, settings: Settings
) -> None:
    with reading(door_engine) as connection:
        account = connection.execute(select(User).where(User.username == "setda.uji")).one()
    by = Actor(account.id, account.username, "", Role.GOVERNOR_OFFICE, account.agency_id, "")
    sender = Sender(door_engine, by, settings.clock)
    key = run(sender, make_feed, MakeFeed())
    opened = client.get(f"/kalender/{key}.ics")
    assert (opened.status_code, opened.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert opened.text.startswith("BEGIN:VCALENDAR")
    guessed = client.get("/kalender/tebakan.ics")
    run(sender, revoke_feed, RevokeFeed())
    revoked = client.get(f"/kalender/{key}.ics")
    assert (guessed.status_code, revoked.status_code) == (404, 404)
    assert guessed.text == revoked.text
    for nothing in ("/kalender/.ics", "/kalender/", "/kalender/a/b.ics", f"/kalender/{key}"):
        answer = client.get(nothing)
        assert (answer.status_code, answer.text) == (404, guessed.text), nothing
