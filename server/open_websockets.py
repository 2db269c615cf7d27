"""Live lines of screens whose session is over: closed, so that a page does not stay for whoever comes next.

A page whose line is closed asks whether its session is there, and gives way to the sign-in page where it is
not (``templates/streamlit.js``).
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from anyio import sleep, to_thread
from starlette.types import Message, Receive, Send

from db import backend as state
from db.queries.accounts import still_open, token_digest
from server.route_helpers import translating_outage
from views.ask import ask

log = logging.getLogger("gerak.server")

LOOKED_EVERY = 5.0
"""Seconds between two questions to the database, each about all lines of this process."""

CLOSED: Message = {"type": "websocket.disconnect", "code": 1008}

Close = Callable[[], None]


class OpenWebsockets:
    """The lines of this process, by what is kept of their sessions' tokens."""

    def __init__(self) -> None:
        self._lines: dict[str, set[Close]] = {}
        self._looking: asyncio.Task[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def one(self, token: str, receive: Receive, send: Send) -> AsyncIterator[tuple[Receive, Send]]:
        """Wraps ``receive`` and ``send`` of a line while the block lasts and its session is open."""
        is_closed = False

        async def heard() -> Message:
            message = CLOSED if is_closed else await receive()
            return CLOSED if is_closed else message

        async def told(message: Message) -> None:
            if not is_closed:
                await send(message)

        async def say_so() -> None:
            with suppress(Exception):  # whoever has left hears nothing
                await send({"type": "websocket.close", "code": 1008})

        def close() -> None:
            nonlocal is_closed
            if not is_closed:
                is_closed = True
                # Each by itself: a device that sleeps takes nothing off the line, and may do so on purpose.
                saying = asyncio.create_task(say_so())
                self._closing.add(saying)
                saying.add_done_callback(self._closing.discard)

        digest = token_digest(token)
        lines = self._lines.setdefault(digest, set())
        lines.add(close)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            yield heard, told
        finally:
            lines.discard(close)
            if not lines:
                self._lines.pop(digest, None)

    async def _look(self) -> None:
        while self._lines:
            await sleep(LOOKED_EVERY)
            asked = tuple(self._lines)
            try:
                there = await to_thread.run_sync(_still_open, asked)
            except state.Outage:
                continue  # nobody knows; the pages say themselves that the database is away
            except Exception:
                # Whatever it was, the lines go on being looked at.
                log.exception("whose sessions are open could not be asked")
                continue
            # Of those that were asked about: who came meanwhile is not among the others' answers.
            for digest in frozenset(asked) - there:
                for close in tuple(self._lines.get(digest, ())):
                    close()


def _still_open(digests: tuple[str, ...]) -> frozenset[str]:
    """Blocking."""
    return translating_outage(lambda: ask(still_open, digests, state.backend().settings.clock()))


open_websockets = OpenWebsockets()
