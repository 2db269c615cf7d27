"""Time as the province keeps it: its zone, quarters with their reporting labels, a clock that tests fix."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.places.province import HERE, HOURS_OF_ZONES

ZONE = ZoneInfo(HERE.zone)
AHEAD_OF_GREENWICH = HOURS_OF_ZONES[HERE.zone_label]

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC. Injected, so that tests and screenshots fix the day."""


def system_clock() -> datetime:
    return datetime.now(UTC)


def fixed_clock(moment: datetime) -> Clock:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZONE)
    moment = moment.astimezone(UTC)
    return lambda: moment


def local_time(moment: datetime) -> datetime:
    return moment.astimezone(ZONE)


def whole_minute(moment: datetime) -> datetime:
    """As fine as a moment is shown."""
    return moment.replace(second=0, microsecond=0)


def day_begins(day: date) -> datetime:
    """The first moment of a day here."""
    return datetime.combine(day, time(), ZONE)


def today(clock: Clock) -> date:
    return local_time(clock()).date()


_KEY = re.compile(r"([0-9]{4})-B(03|06|09|12)")


@dataclass(frozen=True, order=True)
class Quarter:
    """A reporting quarter; officials name it by its last month: B03, B06, B09, B12."""

    year: int
    number: int

    @classmethod
    def containing(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def parse(cls, label: str) -> "Quarter":
        """Read ``2026-B09``; anything else is a ValueError."""
        match = _KEY.fullmatch(label)
        if match is None:
            raise ValueError(label)
        return cls(int(match[1]), int(match[2]) // 3)

    @property
    def label(self) -> str:
        return f"B{self.number * 3:02d}"

    @property
    def key(self) -> str:
        return f"{self.year}-{self.label}"

    @property
    def starts_on(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def ends_on(self) -> date:
        return self.shift(1).starts_on - timedelta(days=1)

    def shift(self, quarters: int) -> "Quarter":
        index = self.year * 4 + self.number - 1 + quarters
        return Quarter(index // 4, index % 4 + 1)


_MONTH_KEY = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, for which offices count what they did."""

    year: int
    number: int

    @classmethod
    def containing(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, key: str) -> "Month":
        """Read ``2026-10``; anything else is a ValueError."""
        match = _MONTH_KEY.fullmatch(key)
        if match is None:
            raise ValueError(key)
        return cls(int(match[1]), int(match[2]))

    @property
    def key(self) -> str:
        return f"{self.year}-{self.number:02d}"

    @property
    def starts_on(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def ends_on(self) -> date:
        return self.shift(1).starts_on - timedelta(days=1)

    @property
    def days(self) -> int:
        return self.ends_on.day

    def shift(self, months: int) -> "Month":
        index = self.year * 12 + self.number - 1 + months
        return Month(index // 12, index % 12 + 1)
