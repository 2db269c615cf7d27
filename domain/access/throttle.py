"""How wrong passwords slow down whoever types them, and nobody else.

A stranger is held off by where he comes from and for the name he tries, never the account itself: anybody
could lock out an official by name. Nor is an address: a whole office may stand behind one. Where many names
were tried from one address, each of them is heard less often from there; a name that was not tried there is
always heard, whatever was done under others. A device on which the account was signed in before is counted
by itself, so that neighbours behind one address do not matter at all.

Beyond its limit a name is not shut out but heard once in a pause: whoever came after a stranger's wrong
passwords waits for that long, and the stranger's next ten thousand take days.

The rule knows no difference between names that are accounts and names that are none: the answer would tell.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
PAUSE = timedelta(seconds=30)
"""Between two passwords that are heard beyond the limit; codes of six digits wait for the whole window."""
PER_ACCOUNT = 5
"""Wrong passwords for one name from one address."""
PER_ACCOUNT_IN_A_SITE = 4 * PER_ACCOUNT
"""Wrong passwords for one name from all of an IPv6 site, which has thousands of networks to try from."""
CROWDED = 30
"""From so many wrong passwords on, for whichever names, an address is one at which somebody guesses."""
PER_ACCOUNT_IN_A_CROWD = 2
"""Wrong passwords for one name from such an address."""
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


def limit(from_there: int, *, is_known_device: bool) -> int:
    """How many wrong passwords a name may have from where somebody stands, and where so many were tried."""
    if is_known_device:
        return PER_KNOWN_DEVICE
    return PER_ACCOUNT if from_there < CROWDED else PER_ACCOUNT_IN_A_CROWD


def heard_again(attempts: Sequence[datetime], most: int, *, of_code: bool) -> datetime | None:
    """When the next one is heard after these wrong ones of the window, the newest first; None for at once."""
    if len(attempts) < most:
        return None
    return attempts[most - 1] + WINDOW if of_code else attempts[0] + PAUSE
