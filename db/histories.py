"""Which history a database tells, as a process sees it: after some failovers and restores it is another one.

A standby that had not confirmed the last commits is promoted without them, and a server that was put back to
an older copy of its files has lost more. Revisions then count anew from where they were, so that the same
number stands for something else: what was kept under it must be forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Select, literal_column, select

from db.engine import is_sqlite
from db.models import SubjectRevision
from db.queries import revision
from db.subjects import Subject


@dataclass(frozen=True)
class Position:
    """Up to where a primary has written, in which of its timelines: a promoted standby begins another."""

    written: str
    timeline: int
    is_acknowledged: bool = True
    """Whether something is written before it is said to be done; otherwise what was said lies behind this."""

    @property
    def byte(self) -> int:
        return byte_of(self.written)

    def may_follow(self, earlier: "Position") -> bool:
        """What is written only grows, and a timeline goes on as long as its primary does."""
        return self.timeline == earlier.timeline and self.byte >= earlier.byte


def byte_of(written: str) -> int:
    """As PostgreSQL writes it: two halves of a number."""
    high, low = written.split("/")
    return int(high, 16) << 32 | int(low, 16)


# One that is not promoted yet may stand in for the primary, and has no position of its own.
_WRITTEN = "(SELECT CASE WHEN NOT pg_is_in_recovery() THEN CAST(pg_current_wal_flush_lsn() AS text) END)"
_TIMELINE = (
    "(SELECT CASE WHEN NOT pg_is_in_recovery() THEN left(pg_walfile_name(pg_current_wal_flush_lsn()), 8) END)"
)
_ACKNOWLEDGED = "(SELECT current_setting('synchronous_commit') <> 'off')"
_REVISIONS: Select[*tuple[Any, ...]] = select(
    SubjectRevision.subject,
    SubjectRevision.number,
    literal_column(_WRITTEN).label("written"),
    literal_column(_TIMELINE).label("timeline"),
    literal_column(_ACKNOWLEDGED).label("is_acknowledged"),
)


def revisions_at(connection: Connection) -> tuple[Mapping[Subject, int], Position | None]:
    """How new the data of a primary are, and up to where it has written all that they rest on."""
    if is_sqlite(connection):
        return revision.revisions(connection), None
    rows = connection.execute(_REVISIONS).all()
    found = next((row for row in rows if row.written), None)
    position = Position(found.written, int(found.timeline, 16), found.is_acknowledged) if found else None
    return {row.subject: row.number for row in rows}, position


@dataclass(frozen=True)
class ToldSoFar:
    """The history that a process is being told, by a number of its own, and up to where it has heard it."""

    number: int = 0
    upto: Position | None = None


class Histories:
    """Those of one database, one after the other; safe to ask from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.now = ToldSoFar()

    def of(self, position: Position | None, asked: ToldSoFar) -> int:
        """The number of the history that a position is of; ``asked`` was ``now`` when it was asked for.

        Compared with what was known before it was asked: of two who ask at once the later may hear first.
        """
        if position is None:
            return asked.number
        with self._lock:
            if asked.upto is not None and not position.may_follow(asked.upto):
                self.now = ToldSoFar(self.now.number + 1, position)
                return self.now.number
            newest = self.now.upto
            is_newer = newest is None or position.may_follow(newest)
            if asked.number == self.now.number and is_newer:
                self.now = ToldSoFar(asked.number, position)
            return asked.number


_HISTORIES: WeakKeyDictionary[Engine, Histories] = WeakKeyDictionary()
_making = Lock()


def histories_of(engine: Engine) -> Histories:
    with _making:
        return _HISTORIES.setdefault(engine, Histories())
