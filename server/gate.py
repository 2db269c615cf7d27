"""The gate: one pure-ASGI guard before every page, file and websocket."""

import logging
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import quote

from anyio import CapacityLimiter, sleep, to_thread
from sqlalchemy.exc import DBAPIError
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request, cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected
from streamlit import config

from components.kit import static_files
from db import backend as state
from db.queries.accounts import actor_of_token, token_digest
from db.rate_limits import RateLimited
from db.signing_in import note_act, noted
from domain import addresses
from domain.access.hosts import is_allowed
from domain.access.networks import counted_as
from domain.access.permissions import Actor
from domain.access.sessions import Cookie
from domain.look import FONT
from domain.time.calendar import system_clock
from server import assets, html, limits, metrics
from server.destination import DEFAULT, local_path
from server.open_websockets import open_websockets
from server.route_helpers import line_comes_from_us
from views.ask import ask

log = logging.getLogger("gerak.server")

OPEN_PATHS = frozenset(
    {
        addresses.Endpoint.SIGN_IN,
        addresses.Endpoint.SAMPLE_SIGN_IN,
        addresses.Endpoint.SECOND_STEP,
        addresses.Endpoint.SET_UP_STEP,
        addresses.Endpoint.PROVIDER,
        addresses.Endpoint.PROVIDER_RETURN,
        addresses.Endpoint.SIGN_OUT,
        addresses.Endpoint.HEALTH,
        addresses.Endpoint.READY,
        addresses.Endpoint.METRICS,
        addresses.Endpoint.WALL,
        "/_stcore/health",
    }
)
"""Each of these decides for itself, or has nothing to guard."""

OPEN_BELOW = (
    f"{addresses.Endpoint.WALL}/",
    f"{addresses.Endpoint.INVITATION}/",
    f"{addresses.Endpoint.CALENDAR}/",
)
"""The shared screen's token opens what belongs to it as well as an account does; so does the
key of a link or of a calendar."""

OPEN_FILES = frozenset(
    assets.OURS + name
    for name in (
        "logo.svg",
        "tenun-strip.svg",
        "favicon.png",
        *FONT.files,
        "look.css",
        "layar.css",
        *static_files.with_imports("layar.js"),
    )
)
"""Assets of the pages that open without an account: signing in, and the shared screen."""

FILE_PREFIXES = (assets.OURS, assets.STREAMLITS, "/component/")
INNER_PREFIXES = (*FILE_PREFIXES, "/_stcore/", "/media/")
"""Paths that no person opens by hand; without a session they are refused, not redirected."""

PROBES = frozenset({addresses.Endpoint.HEALTH, addresses.Endpoint.READY, addresses.Endpoint.METRICS})
"""Monitoring asks these, and must be answered even while all other requests are refused."""

HELD_SECONDS = 1.0

LAIN_SECONDS = 0.1
"""A message that arrives sooner than this was sent before it was asked for."""

LONGEST_TURN = 10.0
"""Seconds that a request may have to wait for its turn before it is refused instead."""

HOST_CONFIG = "/_stcore/host-config"
"""What a page asks for whenever it connects again."""

STREAMLITS_DOORS = frozenset({"/_stcore/stream", "/_stcore/health", HOST_CONFIG})
STREAMLITS_ROOMS = ("/_stcore/upload_file/", "/_stcore/bidi-components/")
"""The Streamlit endpoints that a page needs. The others are for developers: counting their figures goes
through every open session."""

_SHARED = (
    "default-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'self'; "
    "form-action 'self'; connect-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "frame-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
)
# Components of the second kind load from blobs. No eval: Streamlit's Vega interprets its expressions.
PAGE_POLICY = _SHARED + f"script-src 'self' blob: '{html.INDEX_SCRIPT_HASH}'"
# streamlit-folium runs the map's script, which it gets as text, inside its own frame.
COMPONENT_POLICY = _SHARED + "script-src 'self' 'unsafe-inline' 'unsafe-eval'"

OTHER_POLICY = "frame-ancestors 'self'"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}

_REMEMBERED_SECONDS = 5.0
_REMEMBERED_TOKENS = 2_000


class Sessions:
    """Asks the database who holds a token; for files, a recent yes is good enough."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seen: OrderedDict[str, float] = OrderedDict()
        self._accounts: dict[str, str] = {}
        self._limiter = CapacityLimiter(8)

    async def account(
        self, token: str | None, *, recent_is_enough: bool = False, is_act: bool = False
    ) -> str | None:
        """Whose session it is; None when it is nobody's. An act of its owner keeps it from lying unused."""
        if not token:
            return None
        if is_act:
            await to_thread.run_sync(_note_act, token, limiter=self._limiter)
        digest = token_digest(token)
        if recent_is_enough and (recent := self.recent(token)) is not None:
            return recent
        actor = await to_thread.run_sync(actor_of, token, limiter=self._limiter)
        if actor is None:
            self._seen.pop(digest, None)
            self._accounts.pop(digest, None)
            return None
        self._accounts[digest] = actor.username
        self._keep(digest)
        return actor.username

    def recent(self, token: str) -> str | None:
        """Whose it was a moment ago; None when that has to be asked."""
        digest = token_digest(token)
        return self._accounts[digest] if self._now() < self._seen.get(digest, 0.0) else None

    def knows(self, token: str) -> bool:
        """Whether it was somebody's when it was asked last, however long ago."""
        return token_digest(token) in self._seen

    def _keep(self, digest: str) -> None:
        self._seen[digest] = self._now() + _REMEMBERED_SECONDS
        self._seen.move_to_end(digest)
        while len(self._seen) > _REMEMBERED_TOKENS:
            gone, _ = self._seen.popitem(last=False)
            self._accounts.pop(gone, None)

    def forget(self, token: str) -> None:
        self._seen.pop(token_digest(token), None)
        self._accounts.pop(token_digest(token), None)

    def forget_all(self) -> None:
        self._seen.clear()
        self._accounts.clear()
        noted.forget_all()


sessions = Sessions()


def actor_of(token: str) -> Actor | None:
    """Who holds this token now; raises Outage when the database cannot say. Blocking."""
    backend = state.backend()
    try:
        return ask(actor_of_token, token, backend.settings.clock())
    except DBAPIError as error:
        raise state.get().outage_after(error) from error


def _note_act(token: str) -> None:
    """Blocking."""
    backend = state.backend()
    note_act(backend.engine, token, backend.settings.clock())


class Gate:
    """Lets through whoever has a session; sends the others to the sign-in page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(_without_our_headers(scope), receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(_without_our_headers(scope), receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        outward = Outward(scope, send)
        try:
            refusal = _foreign_host(scope) or _too_long(scope)
            if refusal is None:
                await _count(scope)
                refusal = await _refusal(scope)
            await (refusal or self._app)(outward.inward_scope(), receive, outward)
        except RateLimited as refused:
            # Whoever asks on without a pause is held up with each request; one that waits costs nothing.
            await sleep(HELD_SECONDS)
            await _later(scope, math.ceil(refused.wait or 1.0))(scope, receive, outward)
        except ClientDisconnect:
            return  # who left in the middle hears no answer, and nothing is wrong with us
        except state.Outage as outage:
            if outward.started:
                raise
            await _trouble(outage, scope)(scope, receive, outward)
        except Exception as error:
            # Caught here rather than by Starlette, whose bare answer would be English.
            if outward.started:
                raise
            failure = state.failure(error)
            await _trouble(failure, scope, status=500)(scope, receive, outward)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        token, address, is_wall = token_of(scope), _address(scope), _decides_itself(scope["path"])
        lines = limits.WALLS if is_wall else limits.PAGES
        try:
            # Refused first by what was known a moment ago: who is, asks the database nothing.
            limits.HANDSHAKES_OF_ADDRESS.take(address)
            if token and (recent := sessions.recent(token)) is not None:
                limits.HANDSHAKES_OF_ACCOUNT.take(recent)
                if lines.is_full_for(recent):
                    raise RateLimited
            account = await _account_on_a_line(scope)
            is_refused = _foreign_host(scope) is not None or not line_comes_from_us(Headers(scope=scope))
            if is_refused or (account is None and not is_wall):
                await _close(receive, send)
                return
            with lines.one(account or address, address):
                if is_wall:
                    await self._app(scope, receive, send)
                    return
                paced = _paced(receive, account or address)
                async with open_websockets.one(token or "", paced, send) as (heard, told):
                    await self._app(scope, heard, told)
        except WebSocketDisconnected:
            return  # the line broke while something was being sent
        except RateLimited:
            with suppress(RateLimited):
                limits.REFUSALS_LOGGED.take("")
                log.warning("a live line was refused: %s open in all", lines.in_all)
            await sleep(HELD_SECONDS)
            await _close(receive, send)


async def _account_on_a_line(scope: Scope) -> str | None:
    try:
        return await _account(scope)
    except state.Outage:
        return None


async def _account(scope: Scope, *, recent_is_enough: bool = False, is_act: bool = False) -> str | None:
    """Whose session it is. The first look-up of a token that this process has not seen waits for its
    address's turn."""
    token = token_of(scope)
    if token and not sessions.knows(token):
        await sleep(limits.UNKNOWN.turn(_address(scope), longest=LONGEST_TURN))
    return await sessions.account(token, recent_is_enough=recent_is_enough, is_act=is_act)


def _paced(receive: Receive, account: str, now: Callable[[], float] = time.monotonic) -> Receive:
    """Messages from all pages of an account, each in its turn; only that account waits. A line that keeps
    sending ahead of its turn for longer than a person would is closed.
    """
    behind_since: float | None = None

    async def next_message() -> Message:
        nonlocal behind_since
        asked = now()
        message = await receive()
        if message["type"] != "websocket.receive":
            return message
        has_lain = now() - asked < LAIN_SECONDS
        wait = limits.WORK.turn(account)
        if not wait or not has_lain:
            behind_since = None
        elif behind_since is None:
            behind_since = asked
        elif asked - behind_since > limits.BEHIND_SECONDS:
            return {"type": "websocket.disconnect", "code": 1008}
        if wait:
            await sleep(wait)
        return message

    return next_message


async def _close(receive: Receive, send: Send) -> None:
    """Closing before accepting makes the server answer the handshake itself with 403."""
    await receive()
    await send({"type": "websocket.close", "code": 1008})


MIDDLEWARE = [Middleware(metrics.RequestCount), Middleware(Gate), Middleware(assets.Bundle)]


def token_of(scope: Scope) -> str | None:
    cookie = Headers(scope=scope).get("cookie")
    return cookie_parser(cookie).get(Cookie.SESSION.over(secure=is_secure(scope))) if cookie else None


def is_secure(scope: Scope) -> bool:
    return scope.get("scheme") in {"https", "wss"}


def _decides_itself(path: str) -> bool:
    return path in OPEN_PATHS or path.startswith(OPEN_BELOW)


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return counted_as(client[0]) if client else ""


def _foreign_host(scope: Scope) -> Response | None:
    """A host name that is not ours leads elsewhere, or was forged. Monitoring asks at its own port, and is
    told nothing that a name could change."""
    if scope["path"] in PROBES:
        return None
    backend = state.get().ready
    allowed = backend.settings.allowed_hosts if backend else frozenset()
    if not allowed or is_allowed(Headers(scope=scope).get("host", ""), allowed):
        return None
    return PlainTextResponse("Aplikasi ini tidak dibuka dengan alamat itu. Periksa alamatnya.", 400)


def _too_long(scope: Scope) -> Response | None:
    if len(scope.get("query_string", b"")) <= limits.LONGEST_QUERY:
        return None
    return PlainTextResponse("Alamat ini terlalu panjang. Buka halamannya dari menu, lalu saring lagi.", 414)


async def _count(scope: Scope) -> None:
    """Raises RateLimited for more than people ask; nothing of it is read."""
    path, is_sent = scope["path"], _is_sent(scope)
    if not is_sent and path.startswith(INNER_PREFIXES):
        return
    address = _address(scope)
    if path in PROBES:
        limits.PROBES.take(address)
        return
    account = await _account(scope, recent_is_enough=True)
    if account is None:
        await sleep(limits.STRANGERS.turn(address, longest=LONGEST_TURN))
    else:
        await _turn_of_work(scope, account)


async def _turn_of_work(scope: Scope, account: str) -> None:
    """An account's requests wait until it may ask for more; nobody else waits."""
    path = scope["path"]
    if _is_sent(scope):
        weight = limits.WEIGHT_OF_POST
    elif path.startswith(f"{addresses.Page.PAPERS}/"):
        limits.PAPERS.take(account)
        weight = limits.WEIGHT_OF_PAPER
    else:
        is_search = path == addresses.Endpoint.SEARCH_HITS
        weight = limits.WEIGHT_OF_SEARCH if is_search else limits.WEIGHT_OF_ADDRESS
    await sleep(limits.WORK.turn(account, weight, longest=LONGEST_TURN))


def _is_sent(scope: Scope) -> bool:
    return scope["method"] in {"POST", "PUT"}


def _later(scope: Scope, seconds: int) -> Response:
    if _is_sent(scope):
        sentence = (
            f"Terlalu banyak kiriman dalam satu menit. Isian Anda tetap ada; coba lagi {seconds} detik lagi."
        )
    else:
        sentence = f"Terlalu banyak yang dibuka dalam satu menit. Coba lagi {seconds} detik lagi."
    retry = {"Retry-After": str(seconds)}
    headers = Headers(scope=scope)
    if headers.get("content-type", "").startswith("application/json"):
        return JSONResponse({"problem": sentence, "refusal": sentence}, 429, retry)
    if not _is_page(scope, headers):
        return PlainTextResponse(sentence, 429, retry)
    answer = html.page(
        "tertolak.html",
        status=429,
        title="Tunggu sebentar",
        sentence=sentence,
        onward=local_path(_path_and_query(scope)),
        onward_label="Muat ulang",
    )
    answer.headers.update(retry)
    return answer


async def _refusal(scope: Scope) -> Response | None:
    """The response to an outsider, or to someone with too many pages open; None lets the request through."""
    path, headers = scope["path"], Headers(scope=scope)
    if _decides_itself(path) or static_files.without_version(path)[0] in OPEN_FILES:
        if path.startswith(addresses.Endpoint.WALL) and scope["method"] == "POST":
            # Whoever records on the wall is at work, though the wall asks for itself who he is.
            await _account(scope, is_act=True)
        return None
    is_file = path.startswith(FILE_PREFIXES)
    is_page = _is_page(scope, headers)
    # What a page fetches by itself, or to connect again, is nobody's act.
    is_act = is_page or _is_sent(scope)
    token = token_of(scope)
    if is_page and token and limits.PAGES.is_full_for(sessions.recent(token) or ""):
        await sleep(HELD_SECONDS)
        return _full(scope)
    if await _account(scope, recent_is_enough=is_file, is_act=is_act) is not None:
        return _closed(path)
    if is_page:
        wanted = local_path(_path_and_query(scope))
        onward = "" if wanted == DEFAULT else f"?lanjut={quote(wanted, safe='/')}"
        return RedirectResponse(addresses.Endpoint.SIGN_IN + onward, status_code=303)
    return PlainTextResponse("Sesi tidak ada atau sudah berakhir. Masuk lebih dahulu.", 401)


def _closed(path: str) -> Response | None:
    is_theirs = path.startswith("/_stcore/")
    if not is_theirs or path in STREAMLITS_DOORS or path.startswith(STREAMLITS_ROOMS):
        return None
    return PlainTextResponse("Alamat ini tidak ada.", 404)


def _full(scope: Scope) -> Response:
    """Shown on the page, because a live line that is refused can say nothing."""
    return html.page(
        "tertolak.html",
        status=429,
        title="Terlalu banyak halaman terbuka",
        sentence=f"Akun ini sudah membuka {limits.PAGES.most.per_account} halaman. Tutup beberapa di "
        "antaranya, tunggu sebentar, lalu muat ulang halaman ini.",
        onward=local_path(_path_and_query(scope)),
        onward_label="Muat ulang",
    )


def _is_page(scope: Scope, headers: Headers) -> bool:
    """Whether a person opened this address, as against a script or a picture on a page."""
    return (
        scope["method"] in {"GET", "HEAD"}
        and not scope["path"].startswith(INNER_PREFIXES)
        and "text/html" in headers.get("accept", "")
    )


def _path_and_query(scope: Scope) -> str:
    raw = scope.get("raw_path") or quote(scope["path"]).encode()
    query = scope.get("query_string", b"")
    return (raw + (b"?" + query if query else b"")).decode("latin-1")


def _without_our_headers(scope: Scope) -> Scope:
    """Names beginning with X-Ntt- are ours to set; from outside they are forgeries."""
    if not any(name.lower().startswith(b"x-ntt-") for name, _ in scope["headers"]):
        return scope
    kept = [pair for pair in scope["headers"] if not pair[0].lower().startswith(b"x-ntt-")]
    return {**scope, "headers": kept}


def _trouble(outage: state.Outage, scope: Scope, *, status: int = 503) -> Response:
    headers = Headers(scope=scope)
    if "text/html" in headers.get("accept", "") or scope["path"] in {
        addresses.Endpoint.SIGN_IN,
        addresses.Endpoint.SIGN_OUT,
    }:
        return html.trouble_page(outage, system_clock(), status=status)
    return PlainTextResponse(f"{outage.sentence} Nomor gangguan: {outage.incident}.", status)


class Outward:
    """``send`` with our headers on every answer and Streamlit's index page made Indonesian."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._path: str = scope["path"]
        self._headers = Headers(scope=scope)
        self._held: Message | None = None
        self._body = bytearray()
        self.started = False

    def inward_scope(self) -> Scope:
        """Pages are asked for plain and in full, so that we can rewrite and then compress them."""
        if not self._may_be_index():
            return self._scope
        unwanted = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
        kept = [pair for pair in self._scope["headers"] if pair[0].lower() not in unwanted]
        return {**self._scope, "headers": kept}

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._dress(message)
            if self._may_be_index() and _is_html(message) and message["status"] == 200:
                self._held = message
                return
            self.started = True
        elif self._held is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            message = await self._release()
        await self._send(message)

    async def _release(self) -> Message:
        held, body = self._held, bytes(self._body)
        assert held is not None
        headers = MutableHeaders(raw=held["headers"])
        if self._scope["method"] != "HEAD" and html.is_streamlit_index(body):
            plain, zipped = html.indonesian_index(body)
            accepts = assets.accepts_gzip(self._headers.get("accept-encoding", ""))
            body = zipped if accepts else plain
            if accepts:
                headers["Content-Encoding"] = "gzip"
            headers["Vary"] = "Accept-Encoding"
            headers["Content-Length"] = str(len(body))
            for name in ("etag", "last-modified", "accept-ranges"):
                if name in headers:
                    del headers[name]
        self._held = None
        self.started = True
        await self._send(held)
        return {"type": "http.response.body", "body": body}

    def _may_be_index(self) -> bool:
        return not self._path.startswith(INNER_PREFIXES) and not _decides_itself(self._path)

    def _dress(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in HEADERS.items():
            headers[name] = value
        if self._path == HOST_CONFIG:
            headers["X-Ntt-Process"] = html.PROCESS
        if self._path == HOST_CONFIG or (_is_html(message) and not self._path.startswith(FILE_PREFIXES)):
            self._keep_in_lane(headers)
        if is_secure(self._scope):
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if not self._path.startswith(FILE_PREFIXES):
            # What is answered to one account is in no cache, neither the browser's nor one on the way.
            headers.setdefault("Cache-Control", "private, no-store")
        if _is_html(message):
            is_component = self._path.startswith("/component/")
            headers.setdefault("Content-Security-Policy", COMPONENT_POLICY if is_component else PAGE_POLICY)
            if not is_component:
                headers["Cache-Control"] = "no-store"
        else:
            headers.setdefault("Content-Security-Policy", OTHER_POLICY)

    def _keep_in_lane(self, headers: MutableHeaders) -> None:
        """Tell the browser with which process its pages are; the proxy sends it there."""
        backend = state.get().ready
        lane = str(config.get_option("server.port"))
        name = Cookie.LANE.over(secure=is_secure(self._scope))
        known = cookie_parser(self._headers.get("cookie", "")).get(name)
        if backend is not None and backend.settings.processes > 1 and known != lane:
            secure = "; Secure" if is_secure(self._scope) else ""
            headers.append("Set-Cookie", f"{name}={lane}; Path=/; HttpOnly; SameSite=Lax{secure}")


def _is_html(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")


async def current_actor(request: Request) -> Actor | None:
    """The actor behind a request to one of our own routes."""
    token = token_of(request.scope)
    return await to_thread.run_sync(actor_of, token) if token else None
