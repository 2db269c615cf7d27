"""Many rows in one go, and many keys of a statement, as fast as either database takes them.

The first row goes as a statement of SQLAlchemy, so that whoever listens for writes (the trail, the seals, the
subjects) hears of the table; all others follow on PostgreSQL by COPY, on SQLite in the driver's own loop.
"""

import gc
import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import repeat
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Enum,
    Integer,
    String,
    Table,
    cast,
    func,
    insert,
    literal,
    literal_column,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from db.engine import analyse, is_sqlite
from db.types import Base

_LINES_AT_ONCE = 2_000
_SHORT_TURNS = 0.000_5
_FEW, _MANY = 100, 10_000
"""Keys up to which each is a parameter of its own; rows from which on the planner is told of them."""
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_NULL = r"\N"

Record = Mapping[str, Any]
Written = TypeVar("Written")


def add_rows(bind: Session | Connection, model: type[Base], rows: Sequence[Record]) -> None:
    """Insert rows that all give the same columns; what they leave out gets its default."""
    if not rows:
        return
    connection = bind.connection() if isinstance(bind, Session) else bind
    table = model.__table__
    assert isinstance(table, Table)
    # As a statement of the session it is also heard by those who listen there.
    bind.execute(insert(table), list(rows[:1]))
    if is_sqlite(connection):
        _insert(connection, table, rows[1:])
        return
    _copy(connection, table, rows[1:])
    if len(rows) >= _MANY:
        analyse(connection, table)


def new_rows(session: Session, model: type[Base], rows: Sequence[Record], *columns: Any) -> Sequence[Any]:
    """Insert rows that get a number, and return these columns of each. Only for commands: since writers queue
    up, all numbers above the last one are theirs.
    """
    key = model.__table__.c.id
    last = session.scalar(select(func.max(key))) or 0
    add_rows(session, model, rows)
    return session.connection().execute(select(*columns).where(key > last).order_by(key)).all()


def among(
    bind: Session | Connection, column: ColumnElement[Any] | InstrumentedAttribute[Any], keys: Collection[Any]
) -> ColumnElement[bool]:
    """``column IN (keys)``, whose keys are one parameter where they are many."""
    if len(keys) <= _FEW:
        return column.in_(keys)
    connection = bind.connection() if isinstance(bind, Session) else bind
    if is_sqlite(connection):
        given = func.json_each(literal(json.dumps(list(keys)))).table_valued("value")
        return column.in_(select(given.c.value))
    are_numbers = all(isinstance(key, int) for key in keys)
    told = ",".join(map(str, keys) if are_numbers else map(_quoted, keys))
    array = cast(literal(f"{{{told}}}", String), ARRAY(Integer if are_numbers else String))
    # Not "= ANY": of an array that is no constant every row would be compared with every key.
    return column.in_(select(func.unnest(array)))


def one_of(column: InstrumentedAttribute[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """``column IN (values)`` for a statement that is kept and asked often: a list of so many as it was put
    together with, which need not be written out anew each time it is asked.

    Words of a fixed list, which are ours, are part of the statement: psycopg would translate one of more than
    fifty parameters anew each time.
    """
    if isinstance(column.type, Enum):
        return column.in_([literal_column(f"'{each}'", column.type) for each in values])
    return column.in_([literal(each, column.type) for each in values])


@contextmanager
def long_work() -> Iterator[None]:
    """Seconds of work on a hundred thousand rows, in a process that others wait for as well.

    Only for what holds the turn to write, so that no two of these meet.
    """
    turns = sys.getswitchinterval()
    # Who only opens a page gives up his turn at each question to the database, and gets it back the sooner.
    sys.setswitchinterval(_SHORT_TURNS)
    try:
        with uncollected():
            yield
    finally:
        sys.setswitchinterval(turns)


_uncollected: list[bool] = []
"""For each running block, whether collection was enabled when it began: only the first can say yes."""
_of_collector = Lock()


@contextmanager
def uncollected() -> Iterator[None]:
    """A hundred thousand things are made that all live on: looking for circles among them, again and again,
    would take a third of the time. Several may meet: the last one out turns it on again."""
    with _of_collector:
        _uncollected.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _of_collector:
            if _uncollected.pop():
                gc.enable()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


def _columns(table: Table, row: Record) -> tuple[list[Column[Any]], Record]:
    """The given columns, then those with a default, with its value."""
    defaults = {
        each.name: each.default.arg
        for each in table.columns
        if each.name not in row and isinstance(each.default, ScalarElementColumnDefault)
    }
    return [table.c[name] for name in (*row, *defaults)], defaults


def _place(connection: Connection, table: Table, columns: Sequence[Column[Any]]) -> str:
    """Where the rows go, in the database's own quotes: ``"case_record" ("id", "code")``."""
    quote = connection.dialect.identifier_preparer.quote
    return f"{quote(table.name)} ({', '.join(quote(each.name) for each in columns)})"


def _insert(connection: Connection, table: Table, rows: Sequence[Record]) -> None:
    if not rows:
        return
    columns, defaults = _columns(table, rows[0])
    places = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {_place(connection, table, columns)} VALUES ({places})"  # noqa: S608 - our own names, quoted
    given = [(each.name, _written(connection, each)) for each in columns if each.name not in defaults]
    rest = [_written(connection, table.c[name])(value) for name, value in defaults.items()]
    for start in range(0, len(rows), _LINES_AT_ONCE):
        some = rows[start : start + _LINES_AT_ONCE]
        told = [_handed(some, name, to) for name, to in given] + [repeat(each, len(some)) for each in rest]
        connection.exec_driver_sql(statement, list(zip(*told, strict=True)))


def _handed(rows: Sequence[Record], name: str, to: Callable[[Any], Any]) -> list[Any]:
    column = [row[name] for row in rows]
    return column if to is _as_it_is else each_once(column, to)


def _copy(connection: Connection, table: Table, rows: Sequence[Record]) -> None:
    if not rows:
        return
    columns, defaults = _columns(table, rows[0])
    place = _place(connection, table, columns)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {place} FROM STDIN") as copy:
        for block in _blocks(connection, columns, rows, defaults):
            copy.write(block)


def _blocks(
    connection: Connection, columns: Sequence[Column[Any]], rows: Sequence[Record], defaults: Record
) -> Iterator[str]:
    """The rows in the text format of COPY, some thousand lines at a time."""
    given = [(each, _as_text(connection, each)) for each in columns if each.name not in defaults]
    rest = "".join(f"\t{_as_text(connection, each)(defaults[each.name])}" for each in columns[len(given) :])
    for start in range(0, len(rows), _LINES_AT_ONCE):
        some = rows[start : start + _LINES_AT_ONCE]
        told = [each_once([row[column.name] for row in some], write) for column, write in given]
        yield "".join(["\t".join(line) + rest + "\n" for line in zip(*told, strict=True)])


def each_once(column: Sequence[Any], write: Callable[[Any], Written]) -> list[Written]:
    """The values as they are written, each different one once: many rows say few different things."""
    known = {value: write(value) for value in set(column)}
    if 0 in known and any(isinstance(value, float) for value in known):
        # 0.0 and -0.0 are the same, and written otherwise.
        return [known[value] if value else write(value) for value in column]
    if len(known) == 1:
        return [*known.values()] * len(column)
    return [*map(known.__getitem__, column)]


def _as_text(connection: Connection, column: Column[Any]) -> Callable[[Any], str]:
    handed = _written(connection, column)
    return lambda value: _text(handed(value))


def _written(connection: Connection, column: Column[Any]) -> Callable[[Any], Any]:
    """How the column's type hands a value to the driver: an enumeration as its text, a moment in UTC."""
    kind = column.type.dialect_impl(connection.dialect)
    processed = kind.bind_processor(connection.dialect)
    return processed if processed is not None else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _text(value: Any) -> str:
    if value is None:
        return _NULL
    if isinstance(value, str):
        return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPED)
    if isinstance(value, bool):
        return "t" if value else "f"
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
