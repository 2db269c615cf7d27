"""For whoever watches: is the process alive, and could it take what is sent next."""

import time
from collections.abc import Callable
from functools import partial
from threading import Lock

from anyio import to_thread
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from db import backend as state
from db.backend import Outage
from domain.addresses import Endpoint
from server.asking import translating_outage
from views.ask import over
from views.readiness import Check, checks

_LOOKS_LAST_SECONDS = 5.0


async def alive(_request: Request) -> Response:
    try:
        await to_thread.run_sync(_touch_database)
    except Outage as outage:
        return JSONResponse({"status": "unavailable", "incident": outage.incident}, 503)
    return JSONResponse({"status": "ok"})


def _touch_database() -> None:
    state.backend()
    translating_outage(partial(over, lambda connection: connection.execute(text("SELECT 1"))))


class Look:
    """The last look, for a few seconds: asking often costs no more than asking once."""

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


look = Look(lambda: checks(state.backend()))


async def ready(_request: Request) -> Response:
    """Names of parts and whether they are good; the sentences about them are for *Sistem*."""
    try:
        found = await to_thread.run_sync(translating_outage, look)
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
