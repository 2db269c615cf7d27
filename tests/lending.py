"""Databases that are lent to one test after another, and what their engines have in common.

To make a PostgreSQL database, and for each connection to find out again what stands in it, takes longer than
most tests; so does putting together each statement anew for each engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from psycopg import DatabaseError, sql
from psycopg.pq import TransactionStatus
from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache

from db.engine import build

OFTEN = 200
"""As often one database is lent: what is deleted goes on taking room in it."""

MOST = 4
"""Connections that stay open: a server has a hundred for all databases of a run."""

_CATALOGS = (
    "pg_attribute",
    "pg_attrdef",
    "pg_class",
    "pg_constraint",
    "pg_db_role_setting",
    "pg_index",
    "pg_namespace",
    "pg_proc",
    "pg_trigger",
    "pg_type",
)
"""Whose rows tell that a test has changed more than rows."""

_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_SEQUENCES = "SELECT sequencename, last_value, start_value FROM pg_sequences WHERE schemaname = 'public'"
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND backend_type = 'client backend' AND NOT pid = ANY(%s)"
)
_NOW = "SELECT pg_current_xact_id()::xid::text"
_LIKE_NEW = "UNLISTEN *; SELECT pg_advisory_unlock_all(); RESET ALL; DISCARD TEMP"


class Statements:
    """What the engines of one kind have put together, each for those after it."""

    def __init__(self) -> None:
        self._compiled: LRUCache[Any, Any] = LRUCache(5_000)
        self._dialect: Dialect | None = None

    @contextmanager
    def known_to(self, engine: Engine) -> Iterator[Engine]:
        engine.update_execution_options(compiled_cache=self._compiled)
        if self._dialect:
            engine.dialect = self._dialect
        yield engine
        engine.dispose()
        if engine.dialect.server_version_info:  # it has been connected, and knows its database
            self._dialect = engine.dialect


class Lent:
    """A PostgreSQL database, what was in it, and the connections that are open to it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._times = 0
        self._opened: list[Any] = []
        self._idle: list[Any] = []
        self._own = self.engine()
        with self._own_cursor() as cursor:
            tables = [name for (name,) in cursor.execute(_TABLES)]
            self._rows = {table: _copied(cursor, table) for table in tables}
            self._ask = " UNION ALL ".join(
                f"SELECT '{name}', count(*), coalesce(min(age(xmin)) < age(%(since)s::xid), false) "
                f'FROM "{name}"'
                for name in (*tables, *_CATALOGS)
            )
            self._begin_again = "SELECT " + ", ".join(
                f"setval('{name}', {last or first}, {last is not None})"
                for name, last, first in cursor.execute(_SEQUENCES)
            )
            self._since = _one(cursor, _NOW)
            self._counts = {name: count for name, count, _ in self._found(cursor)}

    def engine(self) -> Engine:
        """A new engine, over connections that stay open when it is disposed of."""
        engine = build(self.url)
        dialect = engine.dialect
        open_one, close_one = dialect.connect, dialect.do_close

        def connect(*arguments: Any, **given: Any) -> Any:
            if self._idle:
                return self._idle.pop()
            self._opened.append(open_one(*arguments, **given))
            return self._opened[-1]

        def close(connection: Any) -> None:
            if connection.info.transaction_status is TransactionStatus.IDLE:
                self._idle.append(connection)
            else:
                close_one(connection)

        # Of this one engine alone; what the class has are methods.
        dialect.connect, dialect.do_close = connect, close  # type: ignore[method-assign,assignment]
        return engine

    def put_back(self) -> bool:
        """Whether the database is as it was: False where only a new one will do."""
        self._times += 1
        if self._times == OFTEN or self._is_one_in_use():
            return False
        for connection in self._idle:
            try:
                connection.autocommit = True
                connection.execute(_LIKE_NEW)
                connection.autocommit = False
            except DatabaseError:
                connection.close()
        self._idle = [connection for connection in self._idle if not connection.closed]
        while len(self._idle) > MOST:
            self._idle.pop().close()
        with self._own_cursor() as cursor:
            return self._put_back(cursor)

    def close(self) -> None:
        for connection in self._opened:
            connection.close()

    @contextmanager
    def _own_cursor(self) -> Iterator[Any]:
        with closing(self._own.raw_connection()) as connection:
            yield connection.cursor()
            connection.commit()
        self._own.dispose()

    def _is_one_in_use(self) -> bool:
        self._opened = [connection for connection in self._opened if not connection.closed]
        return len(self._opened) > len(self._idle)

    def _put_back(self, cursor: Any) -> bool:
        if _one(cursor, _OTHERS, [[each.info.backend_pid for each in self._opened if not each.closed]]):
            return False
        changed = [
            name for name, count, is_new in self._found(cursor) if is_new or count != self._counts[name]
        ]
        if any(name in _CATALOGS for name in changed):
            return False
        cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger, no foreign key
        for table in changed:
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
            copy = sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(sql.Identifier(table))
            with cursor.copy(copy) as into:
                into.write(self._rows[table])
        cursor.execute(self._begin_again)
        self._since = _one(cursor, _NOW)
        return True

    def _found(self, cursor: Any) -> list[tuple[str, int, bool]]:
        """Of each table how many rows it has, and whether one of them is younger than the state to keep."""
        rows: list[tuple[str, int, bool]] = cursor.execute(
            self._ask, {"since": self._since}, prepare=True
        ).fetchall()
        return rows


def _one(cursor: Any, question: str, values: Any = None) -> Any:
    return cursor.execute(question, values).fetchone()[0]


def _copied(cursor: Any, table: str) -> bytes:
    with cursor.copy(sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(table))) as out:
        return b"".join(out)
