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
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from threading import Event, Lock, Thread, Timer
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from db.engine import asking, build
from db.histories import Position, byte_of
from db.models import Base
from domain.time.calendar import system_clock

log = logging.getLogger("gerak.standby")

LOOKED_AFTER_EVERY = 0.5
LONGEST_SILENCE = 1.0
"""Seconds after which one that does not answer is given up, and what waits for it goes to the primary."""
PAUSES = (0.002, 0.004, 0.008, 0.016)
"""Seconds that a run waits for what was not applied yet; what is further behind is not waited for."""


@dataclass(frozen=True)
class Whose:
    """Which database of which servers, and which tables of it: a copy of the files is the same, a dump that
    was restored is not."""

    system: str
    database: str
    schema: str


class StandbyState(StrEnum):
    FOLLOWS = "follows"
    BEHIND = "behind"
    SILENT = "silent"
    PROMOTED = "promoted"
    STRANGE = "strange"
    """Of other servers, another database of these, or other tables of that."""
    AHEAD = "ahead"
    """It has what the primary has not: that was put back to an older copy of its files."""
    BARRED = "barred"
    """Its account may not read what it holds."""


_WHOSE = (
    "SELECT CAST(system_identifier AS text) AS system, current_database() AS database,"
    " COALESCE(current_schema(), '') AS schema"
)
_PRIMARY = text(
    f"{_WHOSE}, current_setting('synchronous_commit') <> 'off' AS acknowledges FROM pg_control_system()"
)
_MAY_READ = (
    "NOT EXISTS (SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
    " WHERE nspname = current_schema() AND relname = ANY(:tables)"
    " AND NOT has_table_privilege(pg_class.oid, 'SELECT'))"
)
_TABLES = sorted(Base.metadata.tables)
_STANDBY = text(
    f"{_WHOSE}, pg_is_in_recovery() AS follows, {_MAY_READ} AS may_read,"
    " CAST(pg_last_wal_replay_lsn() AS text) AS applied FROM pg_control_system()"
)
_HAS = text(
    "SELECT pg_is_in_recovery() AND timeline_id = :timeline"
    " AND pg_last_wal_replay_lsn() >= CAST(:written AS pg_lsn) FROM pg_control_checkpoint()"
)


class Standby:
    """The one of a primary; safe to ask from any thread."""

    def __init__(self, url: str, processes: int, followed: Whose) -> None:
        self.followed = followed
        self._readers = build(url, processes, only_reads=True)
        self._watch = build(url, processes, only_reads=True)
        """Its one connection is kept apart: that all others are in use says nothing of the standby."""
        self._open = WeakSet[Any]()
        for each in (self._readers, self._watch):
            event.listen(each, "connect", self._opened)
        self._lock = Lock()
        self._standing, self._since, self._why = StandbyState.SILENT, system_clock(), ""
        self._is_behind = self._is_ahead = False
        self.applied = 0
        """Up to which byte, when it was looked after last: the primary has written that much since."""
        self._look_now, self._ended = Event(), Event()
        self._watching: Thread | None = None
        self.asked = Counter[str]()
        """Of the runs of readers: how many the standby took, and how many the primary."""

    @property
    def standing(self) -> StandbyState:
        if self._standing is not StandbyState.FOLLOWS:
            return self._standing
        if self._is_ahead:
            return StandbyState.AHEAD
        return StandbyState.BEHIND if self._is_behind else StandbyState.FOLLOWS

    @property
    def since(self) -> datetime:
        """Since when it stands so, but for being behind."""
        return self._since

    def connection(self, position: Position | None, applied: int) -> Connection | None:
        """One over which everything up to this position is seen, or nothing.

        ``applied`` is what was known of this standby before the position was asked for. A primary has written
        what a standby of it has applied; one that has not tells another history from there on.
        """
        found = None
        if position and position.is_acknowledged and self._standing is StandbyState.FOLLOWS:
            was_ahead, self._is_ahead = self._is_ahead, position.byte < applied
            if self._is_ahead and not was_ahead:
                log.warning("the standby of readers: %s", StandbyState.AHEAD)
            found = None if self._is_ahead else self._connected(position)
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
                row = connection.execute(_STANDBY, {"tables": _TABLES}).one()
        except (DBAPIError, NoConnectionLeft) as error:
            found, why = StandbyState.SILENT, str(getattr(error, "orig", error))
            self._readers.dispose()
        else:
            found, why = self._found(row), ""
            self.applied = byte_of(row.applied) if row.applied else 0
        finally:
            alarm.cancel()
        self._stands(found, why)
        return found

    def _found(self, row: Any) -> StandbyState:
        if Whose(row.system, row.database, row.schema) != self.followed:
            return StandbyState.STRANGE
        if not row.follows:
            return StandbyState.PROMOTED
        return StandbyState.FOLLOWS if row.may_read else StandbyState.BARRED

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

    def _stands(self, found: StandbyState, why: str = "") -> None:
        """Told to the log when it changes, and why as soon as that is known: a wrong password looks like
        silence."""
        with self._lock:
            if found is self._standing and (self._why or not why):
                return
            if found is not self._standing:
                self._since = system_clock()
            self._standing, self._why = found, why
        log.warning("the standby of readers: %s", " ".join([found, *why.split()]))

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
    _STANDBYS[engine] = Standby(url, processes, Whose(row.system, row.database, row.schema))
    return _STANDBYS[engine]
