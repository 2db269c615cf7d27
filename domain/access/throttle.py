"""How wrong passwords slow down whoever types them, and nobody else.

A stranger is held off by where he comes from: for the account he tries, and for all that he tries. The
account itself is never locked, or anybody could lock out an official by name. A device on which that
account was signed in before is counted by itself, so that neighbours behind one address do not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
"""Wrong passwords for one account from one address."""
PER_ADDRESS = 30
"""Wrong passwords from one address, for whichever account."""
PER_KNOWN_DEVICE = 10
"""Wrong passwords for an account on a device that it knows."""

PER_CODES = 20
"""Wrong codes for one account, from everywhere but the devices that it knows: only who has its password
gets so far."""

TOLD_DAYS = 1
TOLD_FOR = timedelta(days=TOLD_DAYS)
"""How long wrong passwords are told to the account's owner and to the administrator."""

DEVICE_DAYS = 180
DEVICE_REMEMBERED = timedelta(days=DEVICE_DAYS)
"""How long a device on which somebody signed in stays known."""


@dataclass(frozen=True)
class Failures:
    """Wrong passwords of one kind within the window: how many, since when, and how many may be."""

    count: int
    oldest: datetime | None
    limit: int


def held_until(failures: Iterable[Failures]) -> datetime | None:
    """When the next attempt is heard again; None when it is heard now."""
    waits = [each.oldest + WINDOW for each in failures if each.count >= each.limit and each.oldest]
    return max(waits, default=None)
