"""What our own routes share: who may post, how much, and asking the database off the event loop."""

from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from anyio import CapacityLimiter, fail_after, to_thread
from sqlalchemy.exc import DBAPIError
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, HTTPConnection, Request

from db import backend
from domain.access.hosts import may_stand_on_paper
from domain.addresses import parts_of

Answer = TypeVar("Answer")

LONGEST_PAUSE, LONGEST_BODY = 30.0, 600.0
"""Seconds between two pieces of what is sent, and for all of it: the largest file takes four minutes over the
weakest link that we are made for."""


async def read_within(request: Request, most: int) -> bytes | None:
    """The body, or None when it is too large. One that announces its size is refused unread; a sender that
    falls silent counts as gone."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        return None
    body = bytearray()
    try:
        with fail_after(LONGEST_BODY):
            chunks = aiter(request.stream())
            while (chunk := await _next(chunks)) is not None:
                body += chunk
                if len(body) > most:
                    return None
    except TimeoutError as error:
        raise ClientDisconnect from error
    return bytes(body)


async def _next(chunks: AsyncIterator[bytes]) -> bytes | None:
    with fail_after(LONGEST_PAUSE):
        return await anext(chunks, None)


def may_post(request: Request) -> bool:
    """A browser names the page that a form stood on; a client that names none carries nobody's cookie."""
    headers = request.headers
    said = any(name in headers for name in ("sec-fetch-site", "origin", "referer"))
    return comes_from_us(request) if said else True


def comes_from_us(request: Request) -> bool:
    headers = request.headers
    if "sec-fetch-site" in headers and headers["sec-fetch-site"] != "same-origin":
        return False
    origin = headers.get("origin") or headers.get("referer")
    if origin is None:
        return "sec-fetch-site" in headers
    return _is_ours(origin, headers)


def line_comes_from_us(headers: Headers) -> bool:
    """A browser sends the origin of the page that opens a live line; a client without one is no browser."""
    origin = headers.get("origin")
    return origin is None or _is_ours(origin, headers)


def _is_ours(origin: str, headers: Headers) -> bool:
    return parts_of(origin).netloc.casefold() == headers.get("host", "").casefold() != ""


def own_address(request: HTTPConnection) -> str:
    """The address of this site in links on paper, in calendars and on walls: the configured one, else what
    the browser says if that may be believed, else where this server was reached."""
    settings = backend.backend().settings
    if settings.public_url:
        return settings.public_url
    # Not ``request.url``, which fails on a query that is no text.
    asked = str(request.scope["scheme"])
    scheme = {"ws": "http", "wss": "https"}.get(asked, asked)
    host = request.headers.get("host", "")
    if may_stand_on_paper(host, settings.allowed_hosts):
        return f"{scheme}://{host}"
    name, port = request.scope.get("server") or ("127.0.0.1", None)
    name = f"[{name}]" if ":" in name else name
    usual = port is None or port == {"http": 80, "https": 443}.get(scheme)
    return f"{scheme}://{name}" if usual else f"{scheme}://{name}:{port}"


def is_opened_by_a_person(request: Request) -> bool:
    """Whether a person opened this, as against a browser's prefetch or another site's embedded request. A
    link in a mail is a person's; a client that says nothing is no page."""
    headers = request.headers
    if any("prefetch" in headers.get(name, "") for name in ("sec-purpose", "purpose", "x-moz")):
        return False
    if headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none"):
        return True
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


async def ask_in_thread(question: Callable[[], Answer], limiter: CapacityLimiter | None = None) -> Answer:
    """Ask the database in a worker thread; raises Outage when it does not answer."""
    return await to_thread.run_sync(translating_outage, question, limiter=limiter)


def translating_outage(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    except DBAPIError as error:
        raise backend.get().outage_after(error) from error
