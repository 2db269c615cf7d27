"""Two looks at the database a second for all who watch in this process, however many they are.

A change anywhere moves the data's revision; only then are slides made anew, once for each meeting that
somebody watches, and handed to every watcher. When somebody was put out, all are asked for their right. A
watcher that is slow gets the newest state and never a queue of old ones. Nothing runs while nobody watches.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from anyio import to_thread
from sqlalchemy.exc import DBAPIError

from db import backend
from db.queries.revision import data_revision, put_out_so_far
from domain.time.formats import clock_time
from views.ask import ask, reading_run

log = logging.getLogger("gerak.screen")

EVERY_SECONDS = 0.5
SIGN_OF_LIFE_TURNS = 10
"""Turns without news after which a heartbeat tells watchers that the line still holds."""

RIGHTS_TURNS = 60
"""Turns after which the right to watch is checked again although nothing was written: tokens expire."""

MOST_WATCHERS = 500


@dataclass(frozen=True)
class Subscription:
    """What a watcher looks at, and from where."""

    meeting_id: int
    base: str


@dataclass(eq=False)
class Watcher:
    """One open screen; ``next`` holds the newest message that it has not been given yet."""

    wanted: Subscription
    may_still: Callable[[], bool]
    """Whether it may go on watching; asks the database."""
    why_not: str
    """What it shows when it may not."""
    knows: int | None = None
    """The last revision sent to it; none at first, because its page may be older than the moment it
    joined."""
    next: str | None = None
    ended: bool = False
    _bell: asyncio.Event = field(default_factory=asyncio.Event)

    def give(self, message: str, *, last: bool = False) -> None:
        if self.ended:
            return
        self.next, self.ended = message, last
        self._bell.set()

    async def take(self) -> str | None:
        """The newest message, as soon as there is one; None after the last."""
        if self.next is None and self.ended:
            return None
        await self._bell.wait()
        self._bell.clear()
        message, self.next = self.next, None
        return message


@dataclass(frozen=True)
class Glance:
    """How new the data are, and how many were put out so far."""

    revision: int
    put_out: int = 0


def told(kind: str, **values: object) -> str:
    return json.dumps({"t": kind, **values}, ensure_ascii=False)


class Broadcaster:
    """Polls the database and notifies the watchers; ``make`` turns what is wanted into a message. Blocking,
    in threads."""

    def __init__(
        self,
        make: Callable[[Subscription], str],
        look: Callable[[], Glance] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._make = make
        self._look = look or _looked
        self._sleep = sleep
        self._watchers: set[Watcher] = set()
        self._task: asyncio.Task[None] | None = None
        self._fresh_at = ""
        self._troubled = False
        self._put_out: int = 0
        self.looks = 0
        """How often the database was asked; for the tests that hold it to one a turn."""

    def join(self, watcher: Watcher) -> None:
        self._watchers.add(watcher)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    def leave(self, watcher: Watcher) -> None:
        self._watchers.discard(watcher)

    @property
    def watchers(self) -> int:
        return len(self._watchers)

    async def _run(self) -> None:
        turn = 0
        while self._watchers:
            await self._turn(turn)
            turn += 1
            await self._sleep(EVERY_SECONDS)

    async def _turn(self, turn: int) -> None:
        self.looks += 1
        try:
            seen = await to_thread.run_sync(self._look)
            everybody = self._troubled or turn % RIGHTS_TURNS == RIGHTS_TURNS - 1
            behind = [each for each in self._watchers if everybody or each.knows != seen.revision]
            if seen.put_out != self._put_out:
                behind = [each for each in await self._allowed(list(self._watchers)) if each in behind]
                self._put_out = seen.put_out
            elif behind:
                behind = await self._allowed(behind)
            if behind:
                await self._retell(behind, seen.revision)
            elif turn % SIGN_OF_LIFE_TURNS == 0:
                self._tell_all(told("tick"))
            self._troubled = False
            self._fresh_at = clock_time(self._now())
        except (DBAPIError, backend.Outage) as error:
            # Told on every turn, so that a screen that joins in the middle hears of it too.
            if isinstance(error, DBAPIError):
                backend.get().outage_after(error)
            self._troubled = True
            self._tell_all(told("outage", as_of=self._fresh_at))
        except Exception:
            # One slide that cannot be made must not end the line of every screen.
            log.exception("the shared screens could not be told")
            self._troubled = True

    async def _allowed(self, watchers: Sequence[Watcher]) -> list[Watcher]:
        """Those of them who may still watch; the others hear why it ends."""
        allowed = await to_thread.run_sync(lambda: [watcher.may_still() for watcher in watchers])
        for watcher, may in zip(watchers, allowed, strict=True):
            if not may:
                watcher.give(told("end", why=watcher.why_not), last=True)
        return [watcher for watcher, may in zip(watchers, allowed, strict=True) if may]

    async def _retell(self, watchers: Sequence[Watcher], revision: int) -> None:
        messages: dict[Subscription, str] = {}
        for watcher in watchers:
            if watcher.wanted not in messages:
                messages[watcher.wanted] = await to_thread.run_sync(self._make, watcher.wanted)
            watcher.give(messages[watcher.wanted])
            watcher.knows = revision

    def _now(self) -> datetime:
        return backend.backend().settings.clock()

    def _tell_all(self, message: str) -> None:
        for watcher in self._watchers:
            # What is already waiting to be told says more than a sign of life.
            if watcher.next is None:
                watcher.give(message)


def _looked() -> Glance:
    with reading_run(backend.backend().engine):  # the primary would have to be asked for its position, too
        return Glance(ask(data_revision), ask(put_out_so_far))
