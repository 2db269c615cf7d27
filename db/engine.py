"""Engines; everything in which SQLite and PostgreSQL differ lives here."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import IntEnum
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Engine,
    Table,
    cast,
    create_engine,
    event,
    func,
    literal_column,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import InstrumentedAttribute

_AUDIT_LOCK = 6_082_025
"""Key of PostgreSQL's advisory lock that makes writers of the audit chain queue up."""


_KEPT_OPEN, _MORE_AT_ONCE = 10, 20
"""Connections of a process: those that stay, and those that come when many ask at once. The processes of
a machine share the latter, so that together they stay below what PostgreSQL allows as it comes (100)."""


class Marked(IntEnum):
    """What is marked for other processes to see: the first half of the key of an advisory lock."""

    READING = 6_082_026
    """A delivery that is being read, or waits for its turn to be."""


_PATIENCE = (
    "-c lock_timeout=30s",
    "-c idle_in_transaction_session_timeout=10min",
    "-c tcp_keepalives_idle=10",
    "-c tcp_keepalives_interval=5",
    "-c tcp_user_timeout=20s",
)
"""Timeouts, so that a hanging process does not block others for ever. SQLite waits fifteen seconds for a
lock."""

_NOTICING = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""So that a line on which nothing arrives is given up, and another one made: TCP by itself would send what
was lost again ever more rarely, and wait a quarter of an hour for a server that is gone. One that is only
slow, or frozen, still confirms what it gets."""


_ONLY_READS = "-c default_transaction_read_only=on -c lock_timeout=1s"
"""A standby replays the locks of the primary's migrations, and keeps them until it has replayed their end."""
_LONG, _NOT_LONG = 30.0, 0.2
"""Seconds that somebody waits for a connection: not for one to a standby, for the primary answers as well."""


def build(url: str, processes: int = 1, *, only_reads: bool = False) -> Engine:
    """``only_reads`` is for a standby, which others stand in for."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url, parsed.database)
    own = parsed.query.get("options", "")
    asked = [own] if isinstance(own, str) else list(own)
    asked += [_ONLY_READS] if only_reads else []
    noticing = _NOTICING | ({"connect_timeout": 2} if only_reads else {})
    ours = {name: value for name, value in noticing.items() if name not in parsed.query}
    given = ours | {"options": " ".join([*_PATIENCE, *asked]).strip()}
    # No ping when a connection leaves the pool: one that died there is noticed by what is asked over it.
    engine = create_engine(
        url,
        pool_size=_KEPT_OPEN,
        max_overflow=max(_MORE_AT_ONCE // processes, 1),
        pool_timeout=_NOT_LONG if only_reads else _LONG,
        connect_args=given,
        hide_parameters=True,
    )
    _refuse_who_was_succeeded(engine)
    return engine


_WHICH_HISTORY = """
SELECT CAST(system_identifier AS text),
       CASE WHEN NOT pg_is_in_recovery() THEN left(pg_walfile_name(pg_current_wal_flush_lsn()), 8) END
FROM pg_control_system()
"""
LEFT_BEHIND = "this server tells an older timeline than another one that has gone on in its place"


def _refuse_who_was_succeeded(engine: Engine) -> None:
    """A primary that comes back after its standby was promoted takes writes as before, and its address may
    stand first: half of what people do would go there, and be lost."""
    newest: dict[str, int] = {}

    @event.listens_for(engine, "connect")
    def _look(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_WHICH_HISTORY)
            system, said = cursor.fetchone()
        connection.rollback()
        if said is None:
            return
        timeline = int(said, 16)
        if timeline < newest.get(system, timeline):
            connection.close()
            raise OperationalError("connect", {}, RuntimeError(LEFT_BEHIND))
        newest[system] = timeline


def _sqlite(url: str, file: str | None) -> Engine:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 15}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        # The driver must not open transactions by itself: `writing` says when one starts, and how.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        # What was acknowledged outlives a power cut: each commit is on the disk before it is answered.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA cache_size = -32000")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get("asks", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes", False) else "BEGIN")

    return engine


def is_sqlite(engine: Engine | Connection) -> bool:
    return engine.dialect.name == "sqlite"


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what happens to a row that is there; both databases spell it alike."""
    return sqlite.insert(table) if is_sqlite(connection) else postgresql.insert(table)


def analyse(connection: Connection, table: Table) -> None:
    """Tell PostgreSQL how large a table has become, whose plans would go on reading all of it."""
    if not is_sqlite(connection):
        connection.execute(text(f"ANALYZE {table.name}"))


def first_of_month(connection: Connection, column: InstrumentedAttribute[date]) -> ColumnElement[date]:
    if is_sqlite(connection):
        return func.date(column, literal_column("'start of month'"), type_=Date)
    return cast(func.date_trunc(literal_column("'month'"), column), Date)


def asking(engine: Engine) -> Connection:
    """A connection for questions: each sees the newest state by itself, and none leaves a commit to do."""
    if is_sqlite(engine):
        return engine.connect().execution_options(asks=True)
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def _begun(engine: Engine, first: str, **options: bool) -> Connection:
    """A connection in a transaction whose first statement went through; SQLite's is its own BEGIN.

    A connection may have died in the pool. Then all of them have, and a second attempt gets a new one.
    """
    for is_last in (False, True):
        connection = engine.connect().execution_options(**options)
        try:
            connection.begin()
            if not is_sqlite(engine):
                connection.exec_driver_sql(first)
            return connection
        except DBAPIError as error:
            connection.close()
            if is_last or not error.connection_invalidated:
                raise
    raise AssertionError("the last attempt returns or raises")


@contextmanager
def _transaction(connection: Connection) -> Iterator[Connection]:
    with connection:
        yield connection
        connection.commit()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction. Writers queue up, so that the audit chain has one end to append to."""
    lock = f"SELECT pg_advisory_xact_lock({_AUDIT_LOCK})"
    with _transaction(_begun(engine, lock, writes=True)) as connection:
        yield connection


@contextmanager
def bookkeeping(engine: Engine) -> Iterator[Connection]:
    """A short write beside the trail, which waits for nobody who appends to it."""
    with _transaction(_begun(engine, "SELECT 1", writes=True)) as connection:
        yield connection


@contextmanager
def reshaping(engine: Engine) -> Iterator[Connection]:
    """A write transaction that may rebuild tables.

    SQLite changes a table by making it anew and dropping the old one, which the rows of other tables
    point to. So its foreign keys rest meanwhile, and all of them are checked before the end.
    """
    if not is_sqlite(engine):
        with writing(engine) as connection:
            yield connection
        return
    with engine.connect().execution_options(writes=True) as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")  # has no effect once a transaction is open
        try:
            with connection.begin():
                yield connection
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise RuntimeError(f"rows that point to nothing: {broken[:5]}")
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


class _Marks:
    """Those of this process on one database. However many wait for their turn, they stand on one connection:
    one each would leave none for whoever looks at a page."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: Counter[tuple[int, int]] = Counter()
        self._connection: Connection | None = None

    def add(self, engine: Engine, mark: tuple[int, int]) -> None:
        with self._lock:
            self._held[mark] += 1
            if self._held[mark] == 1:
                self._tell(engine, func.pg_advisory_lock_shared(*mark))

    def remove(self, engine: Engine, mark: tuple[int, int]) -> None:
        with self._lock:
            self._held[mark] -= 1
            if self._held[mark]:
                return
            del self._held[mark]
            self._tell(engine, func.pg_advisory_unlock_shared(*mark))
            if not self._held:
                self._let_go()

    def _tell(self, engine: Engine, what: ColumnElement[Any]) -> None:
        """Where the connection is gone, and all marks with it, they are put on another one."""
        if self._connection is None:
            self._connection = asking(engine)
        try:
            self._connection.execute(select(what))
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            self._let_go()
            self._connection = asking(engine)
            for mark in self._held:
                self._connection.execute(select(func.pg_advisory_lock_shared(*mark)))

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


_MARKS: WeakKeyDictionary[Engine, _Marks] = WeakKeyDictionary()
_making_marks = Lock()


def _marks_on(engine: Engine) -> _Marks:
    with _making_marks:
        return _MARKS.setdefault(engine, _Marks())


@contextmanager
def marked(engine: Engine, matter: Marked, number: int) -> Iterator[None]:
    """A mark that every process sees for as long as the block lasts, and that is gone with this process.

    SQLite is served by one process, which knows by itself.
    """
    if is_sqlite(engine):
        yield
        return
    marks, mark = _marks_on(engine), (matter.value, number)
    try:
        marks.add(engine, mark)
        yield
    finally:
        marks.remove(engine, mark)


def is_marked(connection: Connection, matter: Marked, number: int) -> bool:
    if is_sqlite(connection):
        return False
    asked = text(
        "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database"
        " WHERE datname = current_database() AND locktype = 'advisory' AND granted"
        " AND classid = :matter AND objid = :number AND objsubid = 2)"
    )
    return bool(connection.execute(asked, {"matter": matter.value, "number": number}).scalar_one())


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One state of the data, however many questions are asked of it."""
    snapshot = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    with _transaction(_begun(engine, snapshot)) as connection:
        yield connection
