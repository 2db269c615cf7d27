"""Rate limits: how fast one key (an account, an address) may ask for what others want as well."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from weakref import WeakValueDictionary

MOST_KEYS = 10_000


class RateLimited(Exception):
    """Refused for now; ``wait`` is in seconds, or None where it depends on what others do."""

    def __init__(self, wait: float | None = None) -> None:
        super().__init__()
        self.wait = wait


class Lines:
    """Of each key one at a time; the others of it stand in its line, and nobody else does."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, Lock] = WeakValueDictionary()
        self._finding = Lock()

    @contextmanager
    def one(self, key: str) -> Iterator[None]:
        with self._finding:
            line = self._locks.setdefault(key, Lock())
        with line:
            yield


class LeakyBucket:
    """For each key a burst of ``at_once``, then ``a_second``; whoever asks for more waits.

    The leaky bucket as GCRA (virtual scheduling, ITU-T I.371): per key only the moment is stored at which the
    bucket is empty again.
    """

    def __init__(self, at_once: float, a_second: float, now: Callable[[], float] = time.monotonic) -> None:
        self._apart, self._credit, self._now = 1 / a_second, at_once / a_second, now
        self._paid_back: OrderedDict[str, float] = OrderedDict()

    def turn(self, key: str, weight: float = 1.0, longest: float = math.inf) -> float:
        """Take the next turn; the seconds until it comes, mostly none. One that is further off is not taken;
        raises RateLimited."""
        now = self._now()
        paid_back = max(self._paid_back.get(key, now), now) + weight * self._apart
        wait = max(paid_back - self._credit - now, 0.0)
        if wait > longest:
            raise RateLimited(wait)
        self._paid_back[key] = paid_back
        self._paid_back.move_to_end(key)
        while len(self._paid_back) > MOST_KEYS:
            self._paid_back.popitem(last=False)
        return wait

    def forget(self) -> None:
        self._paid_back.clear()
