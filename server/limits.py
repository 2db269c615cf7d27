"""How much one account and one address may ask, so that none of them takes the server from the others."""

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_MOST_KEYS = 10_000


class TooMuch(Exception):
    """Refused for now; ``wait`` is in seconds, none where it depends on what others do."""

    def __init__(self, wait: float | None = None) -> None:
        super().__init__()
        self.wait = wait


class Rate:
    """At most so many in so many seconds, for each key."""

    def __init__(self, most: int, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._now = most, seconds, now
        self._moments: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, key: str) -> None:
        """Count one; raises TooMuch with the seconds after which there is room again."""
        now = self._now()
        moments = self._moments.setdefault(key, deque())
        self._moments.move_to_end(key)
        while moments and moments[0] <= now - self._seconds:
            moments.popleft()
        if len(moments) >= self._most:
            raise TooMuch(moments[0] + self._seconds - now)
        moments.append(now)
        while len(self._moments) > _MOST_KEYS:
            self._moments.popitem(last=False)

    def forget(self) -> None:
        self._moments.clear()


class Pace:
    """At most so many at once for each key, and then so many a second: who asks for more waits his turn.

    A virtual scheduling of the leaky bucket (GCRA, ITU-T I.371): of each key only the moment is kept at which
    everything it was let have is paid back.
    """

    def __init__(self, at_once: int, a_second: float, now: Callable[[], float] = time.monotonic) -> None:
        self._apart, self._credit, self._now = 1 / a_second, (at_once - 1) / a_second, now
        self._paid_back: OrderedDict[str, float] = OrderedDict()

    def turn(self, key: str) -> float:
        """Take the next turn; the seconds until it comes, mostly none."""
        now = self._now()
        due = max(self._paid_back.get(key, now), now)
        self._paid_back[key] = due + self._apart
        self._paid_back.move_to_end(key)
        while len(self._paid_back) > _MOST_KEYS:
            self._paid_back.popitem(last=False)
        return max(due - self._credit - now, 0.0)

    def forget(self) -> None:
        self._paid_back.clear()


@dataclass(frozen=True)
class Most:
    """How many may be open at once."""

    per_account: int
    per_address: int
    in_all: int


class Open:
    """What is open now, by account and by address."""

    def __init__(self, most: Most) -> None:
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
        """One more for as long as the block lasts; raises TooMuch."""
        if (
            self.is_full_for(account)
            or self._addresses[address] >= self.most.per_address
            or self.in_all >= self.most.in_all
        ):
            raise TooMuch
        self._accounts[account] += 1
        self._addresses[address] += 1
        try:
            yield
        finally:
            for counted, key in ((self._accounts, account), (self._addresses, address)):
                counted[key] -= 1
                if not counted[key]:
                    del counted[key]


PAGES = Open(Most(per_account=30, per_address=300, in_all=500))
"""Live lines of screens. An office of many people has one address, and a person several tabs."""

WALLS = Open(Most(per_account=100, per_address=300, in_all=500))
"""Live lines of shared screens and of those who follow one: counted apart, so that none of the others'
can take the place of the hall's."""

POSTS_OF_ACCOUNT = Rate(most=120, seconds=60)
"""A form that is typed into keeps a draft every two seconds at most."""

POSTS_OF_ADDRESS = Rate(most=600, seconds=60)

MESSAGES = Pace(at_once=60, a_second=6)
"""What comes in on all pages of one account: each message runs a page, some twenty milliseconds of the one
core that a process has. Thirty open pages, each used every five seconds, stay below it."""

READS = Rate(most=600, seconds=60)
"""Addresses asked for by one account, or by an address without one: pages, searches, papers; not the files
that they are drawn with, which a browser keeps."""

PROBES = Rate(most=1_200, seconds=60)
"""Of one address: whether the server is there. What they look at is kept for some seconds."""

PAPERS = Rate(most=30, seconds=60)
"""Of one account: each is set in type for it, and goes on record."""


def forget_all() -> None:
    """For tests, which are one process and one address."""
    for rate in (POSTS_OF_ACCOUNT, POSTS_OF_ADDRESS, MESSAGES, READS, PROBES, PAPERS):
        rate.forget()
