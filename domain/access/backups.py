"""Backups: which ones are kept, and what the trail is told of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.time.calendar import to_wita

OVERDUE_AFTER = timedelta(hours=26)
"""A nightly backup that is late by two hours has not run."""


@dataclass(frozen=True)
class Retention:
    """The newest backup of each of the last days, weeks and months."""

    days: int = 14
    weeks: int = 8
    months: int = 12

    def kept(self, made: Iterable[datetime]) -> set[datetime]:
        newest_first = sorted(made, reverse=True)
        spans = (
            (self.days, lambda at: at.date()),
            (self.weeks, lambda at: at.isocalendar()[:2]),
            (self.months, lambda at: (at.year, at.month)),
        )
        found = set(newest_first[:1])
        for most, span_of in spans:
            newest_of: dict[object, datetime] = {}
            for at in newest_first:
                newest_of.setdefault(span_of(to_wita(at)), at)
            found |= set(list(newest_of.values())[:most])
        return found


@dataclass(frozen=True)
class NoteBackup:
    """A backup was made: of how much, and whether it can be read by whoever finds it."""

    name: str
    size: int
    records: int
    head: str
    is_encrypted: bool


@dataclass(frozen=True)
class NoteRestore:
    """A database was restored from a backup that was made then."""

    name: str
    made_at: str
    records: int
    head: str
