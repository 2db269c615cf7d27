"""A time of day as a secretariat writes it: ``9``, ``09.30``, ``pukul 2 siang``, ``setengah 10 pagi``.

By the clock of 24 hours; an hour before dawn that is written without its nought (``2.30``) may be the
afternoon and is not taken. What is kept is the province's time, so another zone's is refused with the one
it is here.
"""

import re
from datetime import time

from domain.access.errors import RuleBroken
from domain.places.province import HERE, HOURS_OF_ZONES
from domain.time.calendar import AHEAD_OF_GREENWICH

EXAMPLES = "09.30, 14.00, 2 siang"

_SPOKEN = re.compile(
    r"(?:pukul|jam|pkl\.?)? ?(setengah )?(?:([0-9]{1,2})(?:[.:]([0-9]{2}))?|([0-9]{2})([0-9]{2}))"
    r"(?: (pagi|siang|sore|petang|malam))?(?: (wita|wib|wit))?"
)
_HALF_A_DAY = 12
_FIRST_PLAIN_HOUR = 6
_LAST_HOUR = {"pagi": 11, "siang": 15, "sore": 18, "petang": 18, "malam": 23}
_FIRST_HOUR = {"pagi": 0, "siang": 10, "sore": 14, "petang": 15, "malam": 18}
_AHEAD_OF_HERE = {
    label.lower(): AHEAD_OF_GREENWICH - hours
    for label, hours in HOURS_OF_ZONES.items()
    if label != HERE.zone_label
}
"""Hours that are added to a time of that zone to have it in ours."""


class NotATime(RuleBroken):
    """No single time of day; the sentence says what to write."""


def read_time(words: str) -> time:
    said = " ".join(words.casefold().split())
    found = _SPOKEN.fullmatch(said.strip(" .,"))
    if found is None:
        raise _unreadable(words)
    half, hours, minutes, hours_together, minutes_together, part, zone = found.groups()
    shown = hours or hours_together
    hour, minute = int(shown), int(minutes or minutes_together or 0)
    if half:
        if minute or not hour:
            raise _unreadable(words)
        hour, minute = hour - 1, 30
    if part:
        hour = _in_part(words, part, hour)
    elif 0 < hour < _FIRST_PLAIN_HOUR and not shown.startswith("0"):
        raise NotATime(
            f"“{words.strip()}” dapat berarti {_written(hour, minute)} atau "
            f"{_written(hour + _HALF_A_DAY, minute)}. Tulis salah satunya."
        )
    if hour > 23 or minute > 59:
        raise _unreadable(words)
    if zone in _AHEAD_OF_HERE:
        here = (hour + _AHEAD_OF_HERE[zone]) % 24
        said = f"“{words.strip()}” adalah {_written(here, minute)} {HERE.zone_label}"
        raise NotATime(f"Tulis menurut {HERE.zone_label}: {said}.")
    return time(hour, minute)


def written(at: time) -> str:
    """As it is read again: ``09.30``."""
    return _written(at.hour, at.minute)


def _in_part(words: str, part: str, hour: int) -> int:
    """``2 siang`` is 14; ``12 malam`` is midnight, ``12 siang`` is noon."""
    if part == "malam" and hour % _HALF_A_DAY < 4:
        return hour % _HALF_A_DAY
    for meant in (hour, hour + _HALF_A_DAY):
        if _FIRST_HOUR[part] <= meant <= _LAST_HOUR[part]:
            return meant
    raise _unreadable(words)


def _written(hour: int, minute: int) -> str:
    return f"{hour:02}.{minute:02}"


def _unreadable(words: str) -> NotATime:
    return NotATime(f"“{words.strip()}” tidak terbaca sebagai jam. Tulis misalnya {EXAMPLES}.")
