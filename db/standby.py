"""A hot standby that answers readers, as far as it has what the primary acknowledged (ADR 30).

When a run begins the primary says up to where it has written. Whatever anybody was told is done by then lies
before that; so the standby is asked once it has applied as much of the same history, and the primary where
it has not within a moment. It is watched beside that, so that nobody waits for one that is gone or frozen.
"""

import logging
import os
import socket
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from threading import Event, Lock, Thread, Timer
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from sqlalchemy import Connection, Engine, Select, event, literal_column, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from db.engine import asking, build
from db.models import SubjectRevision
from db.subjects import Subject
from domain.time.calendar import system_clock

log = logging.getLogger("gerak.standby")

LOOKED_AFTER_EVERY = 0.5
LONGEST_SILENCE = 1.0
"""Seconds after which one that does not answer is given up, and what waits for it goes to the primary."""
PAUSES = (0.002, 0.004, 0.008, 0.016)
"""Seconds that a run waits for what was not applied yet; what is further behind is not waited for."""


@dataclass(frozen=True)
class Position:
    """Up to where a primary has written, in which of its histories: a promoted standby begins another."""

    written: str
    timeline: int


@dataclass(frozen=True)
class Whose:
    """Which database of which servers: a copy of the files is the same, a dump that was restored is not."""

    system: str
    database: str


class StandbyState(StrEnum):
    FOLLOWS = "follows"
    BEHIND = "behind"
    SILENT = "silent"
    PROMOTED = "promoted"
    STRANGE = "strange"
    """Of other servers, or another database of these."""


_WHOSE = "SELECT CAST(system_identifier AS text) AS system, current_database() AS database"
_PRIMARY = text(
    f"{_WHOSE}, current_setting('synchronous_commit') <> 'off' AS acknowledges FROM pg_control_system()"
)
_STANDBY = text(f"{_WHOSE}, pg_is_in_recovery() AS follows FROM pg_control_system()")
_HAS = text(
    "SELECT pg_is_in_recovery() AND timeline_id = :timeline"
    " AND pg_last_wal_replay_lsn() >= CAST(:written AS pg_lsn) FROM pg_control_checkpoint()"
)
# One that is not promoted yet may stand in for the primary, and has no position of its own.
_WRITTEN = "(SELECT CASE WHEN NOT pg_is_in_recovery() THEN CAST(pg_current_wal_flush_lsn() AS text) END)"
_TIMELINE = (
    "(SELECT CASE WHEN NOT pg_is_in_recovery() THEN left(pg_walfile_name(pg_current_wal_flush_lsn()), 8) END)"
)
_REVISIONS: Select[*tuple[Any, ...]] = select(
    SubjectRevision.subject,
    SubjectRevision.number,
    literal_column(_WRITTEN).label("written"),
    literal_column(_TIMELINE).label("timeline"),
)


def revisions_at(connection: Connection) -> tuple[Mapping[Subject, int], Position | None]:
    """How new the data of a primary are, and up to where it has written all that they rest on."""
    rows = connection.execute(_REVISIONS).all()
    written = next((Position(row.written, int(row.timeline, 16)) for row in rows if row.written), None)
    return {row.subject: row.number for row in rows}, written


class Standby:
    """The one of a primary; safe to ask from any thread."""

    def __init__(self, url: str, processes: int, followed: Whose) -> None:
        self._followed = followed
        self._readers = build(url, processes, only_reads=True)
        self._watch = build(url, processes, only_reads=True)
        """Its one connection is kept apart: that all others are in use says nothing of the standby."""
        self._open = WeakSet[Any]()
        for each in (self._readers, self._watch):
            event.listen(each, "connect", self._opened)
        self._lock = Lock()
        self._standing, self._since = StandbyState.SILENT, system_clock()
        self._is_behind = False
        self._look_now, self._ended = Event(), Event()
        self._watching: Thread | None = None
        self.asked = Counter[str]()
        """Of the runs of readers: how many the standby took, and how many the primary."""

    @property
    def standing(self) -> StandbyState:
        return (
            StandbyState.BEHIND
            if self._standing is StandbyState.FOLLOWS and self._is_behind
            else self._standing
        )

    @property
    def since(self) -> datetime:
        """Since when it stands so, but for being behind."""
        return self._since

    def connection(self, position: Position | None) -> Connection | None:
        """One over which everything up to this position is seen, or nothing."""
        found = self._connected(position) if position and self._standing is StandbyState.FOLLOWS else None
        self.asked["standby" if found is not None else "primary"] += 1
        return found

    def lost(self, error: DBAPIError) -> None:
        """What was asked of it failed; a question that it gave up for keeping up says nothing of itself."""
        if error.connection_invalidated:
            self._stands(StandbyState.SILENT)
            self._look_now.set()

    def look(self) -> StandbyState:
        """Ask it who it is, and wait no longer for that than anybody would."""
        alarm = Timer(LONGEST_SILENCE, self._cut)
        alarm.daemon = True
        alarm.start()
        try:
            with asking(self._watch) as connection:
                row = connection.execute(_STANDBY).one()
        except (DBAPIError, NoConnectionLeft) as error:
            log.debug("the standby does not answer: %r", error)
            found = StandbyState.SILENT
            self._readers.dispose()
        else:
            is_ours = Whose(row.system, row.database) == self._followed
            found = StandbyState.FOLLOWS if row.follows else StandbyState.PROMOTED
            found = found if is_ours else StandbyState.STRANGE
        finally:
            alarm.cancel()
        self._stands(found)
        return found

    def watch(self) -> None:
        """From now on in a thread beside all others, until the end of the process or ``end``."""
        self._watching = Thread(target=self._look_on, name="standby", daemon=True)
        self._watching.start()

    def end(self) -> None:
        self._ended.set()
        self._look_now.set()
        if self._watching is not None:
            self._watching.join()
        for each in (self._readers, self._watch):
            each.dispose()

    def _connected(self, position: Position) -> Connection | None:
        connection = None
        try:
            connection = asking(self._readers)
            if self._reached(connection, position):
                return connection
        except DBAPIError as error:
            self.lost(error)
        except NoConnectionLeft:
            log.debug("more readers than connections to the standby; this one is the primary's")
        if connection is not None:
            connection.close()
        return None

    def _reached(self, connection: Connection, position: Position) -> bool:
        asked = {"written": position.written, "timeline": position.timeline}
        for pause in (0.0, *PAUSES):
            time.sleep(pause)  # PostgreSQL 15 tells nobody when it has applied something
            if connection.execute(_HAS, asked).scalar_one():
                self._is_behind = False
                return True
            if self._is_behind:
                return False  # the last one has waited in vain, and was not the first
        self._is_behind = True
        return False

    def _opened(self, connection: Any, _record: Any) -> None:
        with self._lock:
            self._open.add(connection)

    def _cut(self) -> None:
        """Whoever waits for an answer is told that there will be none; the driver itself waits for ever."""
        self._stands(StandbyState.SILENT)
        with self._lock:
            there = [each for each in self._open if not each.closed]
        for each in there:
            with suppress(OSError), socket.socket(fileno=os.dup(each.fileno())) as line:
                line.shutdown(socket.SHUT_RDWR)

    def _stands(self, found: StandbyState) -> None:
        with self._lock:
            if found is self._standing:
                return
            self._standing, self._since = found, system_clock()
        log.warning("the standby of readers: %s", found)

    def _look_on(self) -> None:
        while not self._ended.is_set():
            self.look()
            self._look_now.wait(LOOKED_AFTER_EVERY)
            self._look_now.clear()


_STANDBYS: WeakKeyDictionary[Engine, Standby] = WeakKeyDictionary()


def standby_of(engine: Engine) -> Standby | None:
    return _STANDBYS.get(engine)


class NotAcknowledged(Exception):
    """The primary says that something is done before it has written it: a standby cannot be held to that."""


def follow(engine: Engine, url: str, processes: int = 1) -> Standby:
    """From now on readers of this primary are answered by that standby, too."""
    with asking(engine) as connection:
        row = connection.execute(_PRIMARY).one()
    if not row.acknowledges:
        raise NotAcknowledged
    _STANDBYS[engine] = Standby(url, processes, Whose(row.system, row.database))
    return _STANDBYS[engine]
