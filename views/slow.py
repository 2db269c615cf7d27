"""Which questions to the database took long since this process began: by name, never what was asked."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from domain.time.calendar import system_clock

LONG = 0.25
"""Seconds: half of what a whole page may take."""
MOST_SHOWN = 8


@dataclass(frozen=True)
class SlowQuestion:
    name: str
    count: int
    longest: float
    """In seconds, with the wait for a connection."""
    last: datetime


_found: dict[str, SlowQuestion] = {}
_lock = Lock()


@contextmanager
def timed(name: str) -> Iterator[None]:
    began = time.perf_counter()
    try:
        yield
    finally:
        took = time.perf_counter() - began
        if took >= LONG:
            _note(name, took)


def _note(name: str, took: float) -> None:
    with _lock:
        before = _found.get(name)
        count, longest = (before.count, before.longest) if before else (0, 0.0)
        _found[name] = SlowQuestion(name, count + 1, max(took, longest), system_clock())


def slowest() -> tuple[SlowQuestion, ...]:
    """Of this process, the longest first."""
    with _lock:
        return tuple(sorted(_found.values(), key=lambda each: -each.longest)[:MOST_SHOWN])


def forget() -> None:
    """For tests, which are one process."""
    with _lock:
        _found.clear()
