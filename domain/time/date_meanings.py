"""What words about a day may mean, and what was known where they were said."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.time.working_days import is_working_day

_SATURDAY = 5


@dataclass(frozen=True)
class DateContext:
    """When and where the words were said, as far as it decides what they mean."""

    on: date
    closed: Collection[date] = ()
    """Days that are no working days although they may be weekdays."""
    next_meeting: date | None = None
    calendar: Mapping[date, str] = field(default_factory=dict)
    """Feasts by day, as the calendar names them; those that follow no rule are known from here only."""

    def why_off(self, day: date) -> str:
        """Why nobody works on that day; empty of a working day."""
        if is_working_day(day, self.closed):
            return ""
        return self.calendar.get(day) or ("akhir pekan" if day.weekday() >= _SATURDAY else "hari libur")


class Unknown(Exception):
    """Words that name a day of which nobody has told us when it is."""


@dataclass(frozen=True)
class Meant:
    """The days that words may mean, the likeliest first."""

    days: tuple[date, ...]
    starts: date | None = None
    """Of a period: its first day, before which ``sebelum`` ends."""
    ends: bool = False
    """Whether work before that day would do as well: the working day to offer is the one before."""
    doubt: str = ""
    """Why a single day is asked about."""
    is_past: bool = False
    """Whether it is known, and asked about, that a reading lies behind."""


def just(day: date) -> Meant:
    return Meant((day,))


def of_this_week(said: str, day: date, on: date) -> Meant:
    """Said on a Friday, “Rabu ini” is the next one, or nobody knows what."""
    if day >= on:
        return just(day)
    return Meant((day + timedelta(days=7),), doubt=f"{said} sudah lewat.")
