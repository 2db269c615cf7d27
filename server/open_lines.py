"""Live lines of screens whose session is over: closed, so that a page does not stay for whoever comes next.

A page whose line is closed asks whether its session is there, and gives way to the sign-in page where it is
not (``templates/streamlit.js``).
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from anyio import sleep, to_thread
from starlette.types import Message, Send

from db import backend as state
from db.queries.accounts import still_open, token_digest
from server.asking import translating_outage
from views.ask import ask

LOOKED_EVERY = 5.0
"""Seconds between two questions to the database, each about all lines of this process."""

Close = Callable[[], Awaitable[None]]


class OpenLines:
    """The lines of this process, by what is kept of their sessions' tokens."""

    def __init__(self) -> None:
        self._lines: dict[str, set[Close]] = {}
        self._looking: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def one(self, token: str, send: Send) -> AsyncIterator[Send]:
        """By which the line is spoken on, for as long as the block lasts and its session is open."""
        is_closed = False

        async def told(message: Message) -> None:
            if not is_closed:
                await send(message)

        async def close() -> None:
            nonlocal is_closed
            is_closed = True
            with suppress(Exception):  # whoever has left hears nothing
                await send({"type": "websocket.close", "code": 1008})

        digest = token_digest(token)
        lines = self._lines.setdefault(digest, set())
        lines.add(close)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            yield told
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
            # Of those that were asked about: who came meanwhile is not among the others' answers.
            for digest in frozenset(asked) - there:
                for close in tuple(self._lines.get(digest, ())):
                    await close()


def _still_open(digests: tuple[str, ...]) -> frozenset[str]:
    """Blocking."""
    return translating_outage(lambda: ask(still_open, digests, state.backend().settings.clock()))


open_lines = OpenLines()
