"""Of whose files of proof one is looked into now, and how much of that one account may ask for.

To look into an ordinary file takes under a second of another core. One that is made to take long takes
fifteen, and whoever sends such files one after the other would have that core for himself.
"""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from db.rate_limits import LeakyBucket, Lines
from domain.access.errors import NotYet


class Turns:
    """One file of an account at a time, whichever way it came; who had much looked into waits for more."""

    def __init__(self, at_once: float, a_second: float, now: Callable[[], float] = time.monotonic) -> None:
        """Seconds of looking that an account may have without a pause, and how many come back each second."""
        self._spent, self._lines = LeakyBucket(at_once, a_second, now), Lines()

    @contextmanager
    def one(self, account: str) -> Iterator[Callable[[float], None]]:
        """Gives what is to be told how many seconds of a core the file took: not how long it waited for one,
        which others decide."""
        with self._lines.one(account):
            wait = self._spent.turn(account, 0.0)
            if wait:
                raise NotYet(
                    "Berkas-berkas yang terakhir dikirim akun ini perlu waktu lama untuk diperiksa. "
                    f"Kirim lagi {math.ceil(wait)} detik lagi; isian Anda tetap ada."
                )

            def took(seconds: float) -> None:
                self._spent.turn(account, seconds)

            yield took


turns = Turns(at_once=60.0, a_second=0.2)
