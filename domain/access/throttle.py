"""How wrong passwords slow down whoever types them, and nobody else.

A stranger is held off by where he comes from and for the name he tries, never the account itself: anybody
could lock out an official by name. Nor is an address: a whole office may stand behind one. Where many names
were tried from one address, each of them is heard less often from there; a name that was not tried there is
always heard, whatever was done under others. A device on which the account was signed in before is counted
by itself, so that neighbours behind one address do not matter at all.

Beyond its limit a name is not shut out. Nothing but the password itself tells an official at a new device
from the stranger behind the same address, so a rule that hears them by turns gives every turn to whoever
knocks most often. Here chance decides: a password is heard at once where no wrong one was heard in the last
second, and else one in two, four, eight times, the more of them were heard. Who knocks without a break makes
the others press again, a few times, and never keeps them out; what is heard of himself grows with the
logarithm of his haste. That ten thousand guesses lead nowhere is the work of what is accepted as a password
(``passwords.SAFE_GUESSES``).

The rule knows no difference between names that are accounts and names that are none: the answer would tell.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
PAUSE = timedelta(seconds=1)
"""Within it each wrong password that was heard halves the chance of the next one beyond the limit; codes of
six digits wait for the whole window."""
MOST_HALVED = 10
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


def chance(attempts: Sequence[datetime], most: int, now: datetime) -> float:
    """Of the next password to be heard after these wrong ones of the window, the newest first."""
    if len(attempts) < most:
        return 1.0
    lately = sum(now - PAUSE < at for at in attempts)
    return 0.5 ** min(lately, MOST_HALVED)


def code_heard_again(attempts: Sequence[datetime], most: int) -> datetime | None:
    """When the next code is heard after these wrong ones of the window, the newest first; None: at once."""
    return attempts[most - 1] + WINDOW if len(attempts) >= most else None
