"""Health checks: is the process alive, and could it take what is sent next."""

import logging
import time
from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import TypeVar

from anyio import CapacityLimiter, fail_after, to_thread
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from db import backend as state
from db.backend import Outage
from domain.addresses import Endpoint
from server.route_helpers import translating_outage
from views.ask import over
from views.readiness import Check, SystemPart, checks

log = logging.getLogger("gerak.server")
Answer = TypeVar("Answer")

_LOOKS_LAST_SECONDS = 5.0
PATIENCE_SECONDS = 4.0
"""Seconds after which a check reports no answer; a frozen database would say nothing for ever."""

_watchers = CapacityLimiter(4)
"""Separate threads: those that hang with the database take none from the pages."""
_asking = Lock()


async def alive(_request: Request) -> Response:
    try:
        await _in_time(_touch_database)
    except Outage as outage:
        return JSONResponse({"status": "unavailable", "incident": outage.incident}, 503)
    return JSONResponse({"status": "ok"})


async def _in_time(question: Callable[[], Answer]) -> Answer:
    """Runs in a thread of its own, which is abandoned when the answer does not come."""
    try:
        with fail_after(PATIENCE_SECONDS):
            return await to_thread.run_sync(
                _one_at_a_time, question, limiter=_watchers, abandon_on_cancel=True
            )
    except TimeoutError as error:
        raise state.get().outage_after(error) from error


def _one_at_a_time(question: Callable[[], Answer]) -> Answer:
    """One check at a time: with a frozen database, many would take every connection."""
    if not _asking.acquire(timeout=PATIENCE_SECONDS):
        raise TimeoutError("an earlier look has not come back")
    try:
        return question()
    finally:
        _asking.release()


def _touch_database() -> None:
    state.backend()
    translating_outage(partial(over, lambda connection: connection.execute(text("SELECT 1"))))


class Look:
    """The last result, cached for a few seconds, so that frequent checks cost no more than one."""

    def __init__(self, look: Callable[[], list[Check]], now: Callable[[], float] = time.monotonic) -> None:
        self._look, self._now = look, now
        self._lock = Lock()
        self._until, self._found = 0.0, list[Check]()

    def __call__(self) -> list[Check]:
        with self._lock:
            if self._now() >= self._until:
                self._found = self._look()
                self._until = self._now() + _LOOKS_LAST_SECONDS
            return self._found

    def forget(self) -> None:
        self._until = 0.0


class _Told:
    """What is wrong goes to the log when it begins and when it ends: at night there is nobody at *Sistem*,
    and without a database it opens to no one."""

    def __init__(self) -> None:
        self._wrong: dict[SystemPart, str] = {}

    def __call__(self, found: list[Check]) -> list[Check]:
        wrong = {each.part: each.says for each in found if not each.is_good}
        for part, says in wrong.items():
            if part not in self._wrong:
                log.warning("%s: %s", part, says)
        for part in self._wrong.keys() - wrong.keys():
            log.info("%s is well again", part)
        self._wrong = wrong
        return found


_told = _Told()
look = Look(lambda: _told(checks(state.backend())))


async def ready(_request: Request) -> Response:
    """Names of parts and whether they are good; the sentences about them are for *Sistem*."""
    try:
        found = await _in_time(partial(translating_outage, look))
    except Outage as outage:
        return JSONResponse({"status": "unavailable", "incident": outage.incident}, 503)
    good = {
        part: all(each.is_good for each in found if each.part is part) for part in (c.part for c in found)
    }
    is_ready = all(each.is_good for each in found if each.is_vital)
    status = "ready" if is_ready else "not ready"
    return JSONResponse({"status": status, "parts": good}, 200 if is_ready else 503)


ROUTES = [
    Route(Endpoint.HEALTH, alive, methods=["GET"]),
    Route(Endpoint.READY, ready, methods=["GET"]),
]
