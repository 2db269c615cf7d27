"""How much one account and one address may ask, so that none of them takes the server from the others."""

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from db.rate_limits import MOST_KEYS, LeakyBucket, RateLimited


class SlidingWindow:
    """A limit of so many events in so many seconds, for each key."""

    def __init__(self, most: int, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._now = most, seconds, now
        self._moments: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, key: str) -> None:
        """Count one; raises RateLimited with the seconds after which there is room again."""
        now = self._now()
        moments = self._moments.setdefault(key, deque())
        self._moments.move_to_end(key)
        while moments and moments[0] <= now - self._seconds:
            moments.popleft()
        if len(moments) >= self._most:
            raise RateLimited(moments[0] + self._seconds - now)
        moments.append(now)
        while len(self._moments) > MOST_KEYS:
            self._moments.popitem(last=False)

    def forget(self) -> None:
        self._moments.clear()


@dataclass(frozen=True)
class ConnectionLimits:
    """How many may be open at once."""

    per_account: int
    per_address: int
    in_all: int


class OpenConnections:
    """Open connections by account and by address."""

    def __init__(self, most: ConnectionLimits) -> None:
        self.most = most
        self._accounts: Counter[str] = Counter()
        self._addresses: Counter[str] = Counter()

    @property
    def in_all(self) -> int:
        return self._addresses.total()

    def is_full_for(self, account: str) -> bool:
        return self._accounts[account] >= self.most.per_account

    @contextmanager
    def one(self, account: str, address: str) -> Iterator[None]:
        """One more for as long as the block lasts; raises RateLimited."""
        if (
            self.is_full_for(account)
            or self._addresses[address] >= self.most.per_address
            or self.in_all >= self.most.in_all
        ):
            raise RateLimited
        self._accounts[account] += 1
        self._addresses[address] += 1
        try:
            yield
        finally:
            for counted, key in ((self._accounts, account), (self._addresses, address)):
                counted[key] -= 1
                if not counted[key]:
                    del counted[key]


LONGEST_QUERY = 8_192
"""Longest query string in bytes: the longest of ours, with a file name in it, has three thousand."""

PAGES = OpenConnections(ConnectionLimits(per_account=30, per_address=300, in_all=500))
"""Live lines of screens. An office of many people has one address, and a person several tabs."""

WALLS = OpenConnections(ConnectionLimits(per_account=100, per_address=300, in_all=500))
"""Live lines of shared screens and of those who follow one: counted apart, so that none of the others'
can take the place of the hall's."""

WORK = LeakyBucket(at_once=60, a_second=2)
"""What one account lets a process do, in runs of a page, some thirty milliseconds of its one core: each
message of an open page is one. Ten open pages, each used every five seconds, stay below it; whatever one
account does at full rate takes a fifteenth of the core."""

WEIGHT_OF_ADDRESS, WEIGHT_OF_SEARCH, WEIGHT_OF_PAPER, WEIGHT_OF_POST = 0.25, 1.0, 3.0, 1.0

BEHIND_SECONDS = 30.0
"""A line whose messages have all waited this long is no person typing: it is closed, and its unread messages
dropped."""

HANDSHAKES_OF_ACCOUNT = SlidingWindow(most=120, seconds=60)
"""Live lines that it asks for, opened or not: thirty pages may each lose theirs every quarter of a minute."""

HANDSHAKES_OF_ADDRESS = SlidingWindow(most=1_200, seconds=60)

UNKNOWN = LeakyBucket(at_once=100, a_second=20)
"""Tokens that this process has not seen, of one address: each is a question to the database, and anybody can
make them up. When the server has just begun, everybody's is unknown; they wait, and are not refused."""

STRANGERS = LeakyBucket(at_once=100, a_second=5)
"""What one address asks for and sends without an account, mostly the page to sign in on and its form; not
the files that it is drawn with, which a browser keeps. Who comes when a whole building comes waits for his
turn."""

PROBES = SlidingWindow(most=1_200, seconds=60)
"""Health checks of one address; their results are cached for some seconds."""

PAPERS = SlidingWindow(most=30, seconds=60)
"""Papers taken by one account: each goes on record."""


REFUSALS_LOGGED = SlidingWindow(most=6, seconds=60)
"""Lines of the log that say of one kind that it was refused, such as a live line; how many of those were, the
metrics count."""


def forget_all() -> None:
    """For tests, which are one process and one address."""
    for counted in (
        WORK,
        HANDSHAKES_OF_ACCOUNT,
        HANDSHAKES_OF_ADDRESS,
        UNKNOWN,
        STRANGERS,
        PROBES,
        PAPERS,
        REFUSALS_LOGGED,
    ):
        counted.forget()
