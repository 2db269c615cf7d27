"""Of what moment a screen speaks: that of its newest record, and beside it when it was drawn."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.time import formats
from domain.time.calendar import local_time

NO_DATA = "Belum ada data"


@dataclass(frozen=True)
class AsOf:
    newest: str
    """The day, the moment or the month of the newest record behind the screen; empty without any."""
    drawn_at: datetime

    @property
    def said(self) -> str:
        return f"Data s.d. {self.newest}" if self.newest else NO_DATA

    @property
    def drawn(self) -> str:
        return f"dimuat {formats.clock_time(self.drawn_at)}"


def newest_of(moments: list[date | datetime | None]) -> str:
    """The latest of days and moments, in words; a moment of a day is later than the day itself."""
    known = [each for each in moments if each is not None]
    if not known:
        return ""
    latest = max(known, key=lambda each: (_day(each), isinstance(each, datetime), each))
    return formats.moment(latest) if isinstance(latest, datetime) else formats.long_date(latest)


def _day(moment: date | datetime) -> date:
    return local_time(moment).date() if isinstance(moment, datetime) else moment
