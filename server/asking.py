"""What our own routes share: who may post, how much, and asking the database off the event loop."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from anyio import CapacityLimiter, to_thread
from sqlalchemy.exc import DBAPIError
from starlette.requests import Request

from db import backend

Answer = TypeVar("Answer")


async def read_within(request: Request, most: int) -> bytes | None:
    """The body, or None when it is larger. One that says so beforehand is not read at all."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def may_post(request: Request) -> bool:
    """A browser says where a form stood; a client that says nothing carries no one's cookie."""
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
    try:
        place = urlsplit(origin).netloc
    except ValueError:
        return False
    return place.casefold() == headers.get("host", "").casefold() != ""


async def asking(question: Callable[[], Answer], limiter: CapacityLimiter | None = None) -> Answer:
    """Ask the database in a worker thread; raises Outage when it does not answer."""
    return await to_thread.run_sync(translating_outage, question, limiter=limiter)


def translating_outage(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    except DBAPIError as error:
        raise backend.get().outage_after(error) from error
