"""Tables as lines of text that both databases write and read alike, whatever release made them.

A row is one line, a JSON list in the order of the table's columns; lines stand in the order of the primary
key, by bytes. So the same rows have the same digest on either database, and a table can be read without
the models of the release that wrote it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnClause,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    TableClause,
    collate,
    column,
    inspect,
    select,
    table,
)
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.types import TypeEngine

from db.bulk import each_once
from db.engine import is_sqlite
from db.types import UtcDateTime
from domain.access.events import canonical_json


class ColumnKind(StrEnum):
    INTEGER = "integer"
    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"


_TYPES: dict[ColumnKind, Callable[[], TypeEngine[Any]]] = {
    ColumnKind.INTEGER: Integer,
    ColumnKind.NUMBER: Float,
    ColumnKind.TEXT: String,
    ColumnKind.BOOLEAN: Boolean,
    ColumnKind.DATE: Date,
    ColumnKind.MOMENT: UtcDateTime,
}

_TO_PLAIN: dict[ColumnKind, Callable[[Any], Any]] = {
    ColumnKind.INTEGER: int,
    ColumnKind.NUMBER: float,
    ColumnKind.TEXT: str,
    ColumnKind.BOOLEAN: bool,
    ColumnKind.DATE: date.isoformat,
    ColumnKind.MOMENT: datetime.isoformat,
}


def _as_we_read(_inspector: object, _table: Table, found: ReflectedColumn) -> None:
    if isinstance(found["type"], DateTime):
        found["type"] = UtcDateTime()


_FROM_PLAIN: dict[ColumnKind, Callable[[Any], Any]] = {
    **_TO_PLAIN,
    ColumnKind.DATE: date.fromisoformat,
    ColumnKind.MOMENT: datetime.fromisoformat,
}


_AS_JSON: dict[ColumnKind, Callable[[Any], str]] = {
    ColumnKind.INTEGER: str,
    ColumnKind.NUMBER: lambda value: canonical_json(float(value)),
    ColumnKind.TEXT: lambda value: canonical_json(str(value)),
    ColumnKind.BOOLEAN: lambda value: "true" if value else "false",
    ColumnKind.DATE: lambda value: f'"{value.isoformat()}"',
    ColumnKind.MOMENT: lambda value: f'"{value.isoformat()}"',
}
"""As ``canonical_json`` writes what ``_TO_PLAIN`` makes of them."""
_LINES_AT_ONCE = 2_000


@dataclass(frozen=True)
class Shape:
    """One table: its columns with their kinds, and its primary key."""

    name: str
    columns: dict[str, ColumnKind]
    key: tuple[str, ...]

    def table(self) -> TableClause:
        return table(self.name, *(column(name, _TYPES[kind]()) for name, kind in self.columns.items()))


@dataclass(frozen=True)
class SealedShape(Shape):
    """A table as its seals see it."""

    may_be_unsaid: frozenset[str]
    """Columns that may hold nothing, which is another thing than nought."""


def shapes(metadata: MetaData) -> list[Shape]:
    """Every table of the models, those first that others point to."""
    return [shape(each) for each in metadata.sorted_tables]


def shape(given: Table) -> Shape:
    return Shape(
        given.name,
        {each.name: _kind(each) for each in given.columns},
        tuple(each.name for each in given.primary_key),
    )


def sealed_shape(given: Table) -> SealedShape:
    found = shape(given)
    may_be_unsaid = frozenset(each.name for each in given.columns if each.nullable)
    return SealedShape(found.name, found.columns, found.key, may_be_unsaid)


def shape_there(connection: Connection, name: str) -> SealedShape | None:
    """A table as this database has it, which another release may have made; None where there is none."""
    if not inspect(connection).has_table(name):
        return None
    return sealed_shape(
        Table(
            name,
            MetaData(),
            autoload_with=connection,
            resolve_fks=False,
            listeners=[("column_reflect", _as_we_read)],
        )
    )


def _kind(given: Column[Any]) -> ColumnKind:
    # Text also for enumerations: a value that this release does not know must be kept, not stumbled over.
    kinds: list[tuple[type, ColumnKind]] = [
        (UtcDateTime, ColumnKind.MOMENT),
        (Boolean, ColumnKind.BOOLEAN),
        (Integer, ColumnKind.INTEGER),
        (Float, ColumnKind.NUMBER),
        (Date, ColumnKind.DATE),
        (String, ColumnKind.TEXT),
    ]
    found = next((kind for type_, kind in kinds if isinstance(given.type, type_)), None)
    if found is None:
        raise TypeError(f"{given.table.name}.{given.name}: no backup knows {given.type!r}")
    return found


def lines(connection: Connection, given: Shape) -> Iterator[bytes]:
    """The rows of a table as they stand, in the order of its key."""
    source = given.table()
    rows = select(source).order_by(*(_by_bytes(connection, source.c[name]) for name in given.key))
    plain = [_TO_PLAIN[kind] for kind in given.columns.values()]
    with connection.execute(rows.execution_options(yield_per=2_000)) as found:
        for row in found:
            yield _line(None if value is None else to(value) for to, value in zip(plain, row, strict=True))


def _line(values: Iterable[Any]) -> bytes:
    return (
        json.dumps(list(values), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"
    )


def _by_bytes(connection: Connection, key: ColumnClause[Any]) -> Any:
    """SQLite compares texts by their bytes; PostgreSQL does so when it is asked to."""
    return key if is_sqlite(connection) or not isinstance(key.type, String) else collate(key, "C")


def plain(given: Shape, rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Of each row the values that say something, as canonical JSON has what a backup would have.

    What is empty is left out, so that a column that a later release adds changes no row that leaves it empty.
    """
    return _as_json(given, rows, tells=lambda _, value: bool(value))


def said(given: SealedShape, rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """As ``plain``, but where a column may hold nothing, nought and "no" are said: silence is not zero.

    A column that a later release adds holds nothing, or what is empty where it must hold something.
    """
    may_be_unsaid = given.may_be_unsaid
    return _as_json(
        given,
        rows,
        tells=lambda name, value: bool(value) or (value is not None and name in may_be_unsaid),
    )


def exact(given: Shape, rows: Sequence[Sequence[Any]], *, without: str = "") -> Iterator[str]:
    """Each row as canonical JSON, what is empty too; ``without`` one of its columns."""
    return _as_json(given, rows, tells=lambda *_: True, without=without)


def _as_json(
    given: Shape, rows: Sequence[Sequence[Any]], *, tells: Callable[[str, Any], bool], without: str = ""
) -> Iterator[str]:
    """Column by column, each different value once: many rows say few different things."""
    for start in range(0, len(rows), _LINES_AT_ONCE):
        columns = zip(
            given.columns.items(), zip(*rows[start : start + _LINES_AT_ONCE], strict=True), strict=True
        )
        told = {name: _told(name, kind, column, tells) for (name, kind), column in columns if name != without}
        for pairs in zip(*_joined([told[name] for name in sorted(told)]), strict=True):
            yield f"{{{','.join(filter(None, pairs))}}}"


def _joined(told: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Columns beside each other in which all rows say the same, as one: most are such."""
    for are_alike, some in groupby(told, key=_is_alike):
        if are_alike:
            columns = [*some]
            yield [",".join([column[0] for column in columns if column[0]])] * len(columns[0])
        else:
            yield from some


def _is_alike(column: Sequence[str]) -> bool:
    return column.count(column[0]) == len(column)


def _told(name: str, kind: ColumnKind, column: Sequence[Any], tells: Callable[[str, Any], bool]) -> list[str]:
    """Of each value ``"name":value``, or nothing."""
    called, write = canonical_json(name), _AS_JSON[kind]

    def pair(value: Any) -> str:
        if not tells(name, value):
            return ""
        return f"{called}:{'null' if value is None else write(value)}"

    return each_once(column, pair)


def restored(given: Shape, values: Mapping[str, Any]) -> dict[str, Any]:
    """What ``exact`` made plain, as a statement takes it; columns that came later are left alone."""
    return {
        name: None if values[name] is None else _FROM_PLAIN[kind](values[name])
        for name, kind in given.columns.items()
        if name in values
    }


def rows(given: Shape, kept: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The rows that such lines say."""
    made = [(name, _FROM_PLAIN[kind]) for name, kind in given.columns.items()]
    for each in kept:
        values = json.loads(each)
        pairs = zip(made, values, strict=True)
        yield {name: None if value is None else make(value) for (name, make), value in pairs}
