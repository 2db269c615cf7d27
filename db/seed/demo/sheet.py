"""What the sample modules share: reading their CSV files, counting days, and writing dates."""

import csv
import hashlib
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.evidence.store import EvidenceStore
from db.models import Agency
from domain.places.province import PACK
from domain.time.calendar import ZONE, Quarter, local_time
from domain.time.formats import long_date

DATA = PACK / "sample"
_TOKEN = re.compile(r"\{(B|tahun|)([+-]\d+)\}")


class Book:
    """The session, the moment and day of the first run, and the agencies by code."""

    def __init__(self, session: Session, now: datetime, files: EvidenceStore | None) -> None:
        self._files = files
        self.session = session
        self.now = now
        self.on = local_time(now).date()
        self.quarter = Quarter.containing(self.on)
        self.agencies = self.numbers(Agency.code, Agency.id)

    def numbers(self, name: InstrumentedAttribute[str], number: InstrumentedAttribute[int]) -> dict[str, int]:
        return {row[0]: row[1] for row in self.session.execute(select(name, number))}

    def agency(self, code: str) -> int | None:
        return self.agencies[code] if code else None

    def keep(self, content: bytes) -> str:
        """Keep a file and return its hash; without a store only the hash is known."""
        return self._files.put(content) if self._files else hashlib.sha256(content).hexdigest()

    def day(self, offset: int) -> date:
        return self.on + timedelta(days=offset)

    def working_day(self, offset: int) -> date:
        return working(self.day(offset))

    def text(self, template: str) -> str:
        """Fill in ``{+7}`` (a date), ``{B-1}`` (a quarter's label) and ``{tahun+1}`` (a year)."""

        def fill(match: re.Match[str]) -> str:
            what, shift = match[1], int(match[2])
            if what == "B":
                return self.quarter.shift(shift).label
            if what == "tahun":
                return str(self.on.year + shift)
            return long_date(self.day(shift))

        return _TOKEN.sub(fill, template)


def rows(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def working(day: date) -> date:
    """The day itself, or the Friday before a weekend: offices do not answer on Sundays."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)
