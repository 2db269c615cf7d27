"""Seals of rows: what a row was when a command last wrote it, chained, keyed and never removed.

The trail says that somebody changed a verdict; a seal lets everybody see that nobody did so beside the
trail. A row that is removed is sealed as empty. So a row, its seals or both cannot be changed or taken away
without the key.
"""

import hmac
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Delete,
    Insert,
    ScalarResult,
    Select,
    Table,
    Update,
    event,
    func,
    inspect,
    select,
)
from sqlalchemy.orm import ORMExecuteState, Session

from db.bulk import add_rows, among
from db.engine import analyse
from db.lines import SealedShape, plain, said, sealed_shape
from db.models import Base, RowSeal
from db.trail.keys import Trail
from domain.access.events import GENESIS, canonical_json, chain_hash

SEALED = (
    "user_account",
    "delegation",
    "provider_name",
    "commitment",
    "checkpoint",
    "target_change",
    "quarter_lock",
    "amendment",
    "verdict",
    "evidence",
    "meeting",
    "attendance",
    "decision",
    "meeting_seal",
    "minutes_amendment",
    "task",
    "escalation_letter",
    "remark",
    "published_figure",
    "conflict_explanation",
    "service_report",
    "desk_statement",
    "chain_count",
    "case_record",
    "case_step",
    "case_referral",
    "planned_move",
    "agency",
    "forkopimda_seat",
    "progress_report",
    "account_link",
    "second_factor",
    "recovery_code",
    "sign_in_step",
    "mail_choice",
)
"""What others decide by: roles, targets and dates, verdicts, proof, locks, what meetings decided, letters
that went out, what was published, what services were proven, the register's cases with their stages and
referrals, and what makes somebody another one: plans to move, agencies that took over others, seats. What
agencies reported, and by what else than the password somebody comes in: links that set it, second steps,
who passed the first one, and the addresses that such links are mailed to.

New ones come at the end: the trail says how many of them it seals.
"""
SEALED_AT_FIRST = 25
"""What it sealed before it said so."""

SHAPES: dict[str, SealedShape] = {name: sealed_shape(Base.metadata.tables[name]) for name in SEALED}
_SEALS = Base.metadata.tables[RowSeal.__tablename__]

_FEW = 100
_AT_A_TIME = 1_000
_AT_ONCE = 5_000
_ANALYSED_EVERY = 50
"""Thousands of rows after which the planner is told how the seals have grown in this very transaction."""

Item = TypeVar("Item")
RowName = tuple[str, str]
"""A table, and the key of one of its rows as text."""


class UnsealedWrite(RuntimeError):
    """A command wrote a sealed table in a way that does not say which rows; a fault of ours."""


def row_key(values: Iterable[Any]) -> str:
    return "/".join(str(value) for value in values)


def content_of(
    trail: Trail, row: RowName, values: dict[str, Any] | None, given: SealedShape | None = None
) -> str:
    """What a seal says of a row; nothing of one that is gone. ``given``: its table as it was elsewhere."""
    if values is None:
        return ""
    return _digest(trail, row, {"said": said(given or SHAPES[row[0]], values)})


def _as_first_sealed(trail: Trail, row: RowName, values: dict[str, Any], given: SealedShape | None) -> str:
    """What seals said before they told silence from nought."""
    return _digest(trail, row, {"row": plain(given or SHAPES[row[0]], values)})


def _digest(trail: Trail, row: RowName, what: dict[str, Any]) -> str:
    text = canonical_json({"table": row[0], "key": row[1], **what})
    return hmac.digest(trail.key, text.encode(), "sha256").hex()


def fits(
    trail: Trail, row: RowName, values: dict[str, Any] | None, content: str, given: SealedShape | None = None
) -> bool:
    """Whether a seal that says this is of the row as it stands."""
    if content == content_of(trail, row, values, given):
        return True
    return values is not None and content == _as_first_sealed(trail, row, values, given)


def seal_hash(trail: Trail, previous: str, number: int, row: RowName, content: str) -> str:
    return chain_hash(previous, {"id": number, "table": row[0], "key": row[1], "content": content}, trail.key)


def sealed_rows(
    connection: Connection, table: str, *, above: int | None = None, given: SealedShape | None = None
) -> Iterator[tuple[RowName, dict[str, Any]]]:
    """Every row of a table, or those whose number is above one; few of them at a time in memory."""
    given = given or SHAPES[table]
    source = given.table()
    which = [] if above is None else [source.c.id > above]
    asked = select(source).where(*which).execution_options(yield_per=_AT_A_TIME)
    with connection.execute(asked) as rows:
        for found in rows:
            values = dict(zip(given.columns, found, strict=True))
            yield (table, row_key(values[name] for name in given.key)), values


def contents(connection: Connection, table: str, keys: Collection[str]) -> dict[str, str]:
    """What the newest seal of each of these rows says."""
    seals = select(_SEALS.c.row_key, _SEALS.c.content).where(
        _SEALS.c.table_name == table, among(connection, _SEALS.c.row_key, keys)
    )
    return dict(connection.execute(seals.order_by(_SEALS.c.id)).all())  # the newest comes last


def sealed_as_there(connection: Connection, table: str) -> int:
    """Of how many rows the newest seal says that they are there."""
    return connection.scalar(select(func.count()).select_from(_standing(table).subquery())) or 0


def gone(connection: Connection, table: str, given: SealedShape | None = None) -> Iterator[RowName]:
    """Rows that are there by their newest seal alone. Asked only where counts differ: it holds every key."""
    there = set[str]()
    if inspect(connection).has_table(table):
        given = given or SHAPES[table]
        source = given.table()
        keys = connection.execute(select(*(source.c[name] for name in given.key)))
        there = {row_key(key) for key in keys}
    sealed: ScalarResult[str] = connection.scalars(_standing(table))
    yield from ((table, key) for key in sealed if key not in there)


def _standing(table: str) -> Select[tuple[str]]:
    """In one pass along the index, whatever the planner knows of a table that has just grown."""
    place = func.row_number().over(partition_by=_SEALS.c.row_key, order_by=_SEALS.c.id.desc()).label("place")
    seals = select(_SEALS.c.row_key, _SEALS.c.content, place).where(_SEALS.c.table_name == table).subquery()
    newest = select(seals.c.row_key).where(seals.c.place == 1, seals.c.content != "")
    return newest.order_by(seals.c.row_key)


def end_of_seals(connection: Connection) -> tuple[int, str]:
    last = select(_SEALS.c.id, _SEALS.c.hash).order_by(_SEALS.c.id.desc()).limit(1)
    found = connection.execute(last).one_or_none()
    return (found.id, found.hash) if found else (0, GENESIS)


class Sealer:
    """Notices which rows a command writes, and seals them at its end."""

    def __init__(self, session: Session, connection: Connection, trail: Trail) -> None:
        self._connection, self._trail = connection, trail
        self._written: dict[RowName, tuple[Any, ...]] = {}
        self._is_flushing = False
        self._asked_of = ""
        self._last_before: dict[str, int] = {}
        """Of tables that were added to many rows at once, the highest number before."""
        self.altered: list[RowName] = []
        """Rows that were no longer what their seal says when a command came to change them."""
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", self._before_statement)
        event.listen(connection, "before_execute", self._notice)

    def close(self) -> tuple[int, str]:
        """Seal what was written; gives number and hash of the last seal."""
        rows = self._rows(self._written)
        for table, last in self._last_before.items():
            rows.update(sealed_rows(self._connection, table, above=last))
        return seal(self._connection, self._trail, rows)

    def _before_flush(self, session: Session, *_: Any) -> None:
        self._is_flushing = True
        for each in (*session.dirty, *session.deleted):
            self._look_at(each)

    def _after_flush(self, session: Session, *_: Any) -> None:
        self._is_flushing = False
        for each in (*session.new, *session.dirty, *session.deleted):
            table = each.__table__.name
            if table in SHAPES:
                self._add(table, tuple(getattr(each, name) for name in SHAPES[table].key))

    def _look_at(self, each: Any) -> None:
        table = each.__table__.name
        if table in SHAPES:
            key = tuple(getattr(each, name) for name in SHAPES[table].key)
            self._compare({(table, row_key(key)): key})

    def _before_statement(self, state: ORMExecuteState) -> None:
        """A statement that changes many rows at once: which ones is asked before they are other ones."""
        statement = state.statement
        if isinstance(statement, Insert) and isinstance(statement.table, Table):
            self._before_adding(statement.table)
            return
        if not isinstance(statement, Update | Delete) or not isinstance(statement.table, Table):
            return
        table = statement.table.name
        if table not in SHAPES:
            return
        chosen = select(*(statement.table.c[name] for name in SHAPES[table].key))
        if statement.whereclause is not None:
            chosen = chosen.where(statement.whereclause)
        keys = {(table, row_key(key)): tuple(key) for key in self._connection.execute(chosen)}
        self._compare(keys)
        self._written |= keys
        self._asked_of = table

    def _before_adding(self, table: Table) -> None:
        """Many rows at once have no numbers yet; writers queue up, so those above the last one are theirs."""
        if table.name in SHAPES and table.name not in self._last_before:
            last = select(func.max(table.c.id))
            self._last_before[table.name] = self._connection.scalar(last) or 0

    def _notice(self, _connection: Connection, statement: Any, *_: Any) -> None:
        if not isinstance(statement, Insert | Update | Delete) or not isinstance(statement.table, Table):
            return
        table = statement.table.name
        if table not in SHAPES or self._is_flushing:
            return
        if isinstance(statement, Insert) and table in self._last_before:
            return
        if isinstance(statement, Insert) or table != self._asked_of:
            raise UnsealedWrite(f"rows of {table} are written through the session")
        self._asked_of = ""

    def _compare(self, keys: Mapping[RowName, tuple[Any, ...]]) -> None:
        new = {row: key for row, key in keys.items() if row not in self._written}
        newest = _newest_seals(self._connection, new)
        for row, values in self._rows(new).items():
            if not fits(self._trail, row, values, newest.get(row, "")):
                self.altered.append(row)

    def _add(self, table: str, key: tuple[Any, ...]) -> None:
        self._written[table, row_key(key)] = key

    def _rows(self, keys: Mapping[RowName, tuple[Any, ...]]) -> dict[RowName, dict[str, Any] | None]:
        """As they stand: one by one where they are few, and many of a table at once."""
        if len(keys) <= _FEW:
            return {row: self._row(row, key) for row, key in keys.items()}
        found: dict[RowName, dict[str, Any] | None] = dict.fromkeys(keys)
        for table in {name for name, _ in keys}:
            given = SHAPES[table]
            own = [key for (name, _), key in keys.items() if name == table]
            if len(given.key) > 1:
                found |= {(table, row_key(key)): self._row((table, row_key(key)), key) for key in own}
                continue
            source, [name] = given.table(), given.key
            for some in parts((key for (key,) in own), _AT_ONCE):
                asked = select(source).where(among(self._connection, source.c[name], some))
                for each in self._connection.execute(asked):
                    values = dict(zip(given.columns, each, strict=True))
                    found[table, row_key([values[name]])] = values
        return found

    def _row(self, row: RowName, key: tuple[Any, ...]) -> dict[str, Any] | None:
        given = SHAPES[row[0]]
        source = given.table()
        same = (source.c[name] == value for name, value in zip(given.key, key, strict=True))
        found = self._connection.execute(select(source).where(*same)).one_or_none()
        return dict(found._mapping) if found else None


def newest_seal(connection: Connection, row: RowName) -> str:
    last = select(_SEALS.c.content).where(_SEALS.c.table_name == row[0], _SEALS.c.row_key == row[1])
    return connection.scalar(last.order_by(_SEALS.c.id.desc()).limit(1)) or ""


def seal(connection: Connection, trail: Trail, rows: dict[RowName, dict[str, Any] | None]) -> tuple[int, str]:
    """Append a seal for each row that is another than its newest seal says."""
    number, previous = end_of_seals(connection)
    newest = _newest_seals(connection, rows)
    made: list[dict[str, Any]] = []
    for row, values in rows.items():
        content = content_of(trail, row, values)
        if newest.get(row, "") == content:
            continue
        number += 1
        previous = seal_hash(trail, previous, number, row, content)
        made.append(
            {"id": number, "table_name": row[0], "row_key": row[1], "content": content, "hash": previous}
        )
    add_rows(connection, RowSeal, made)
    return number, previous


def parts(all_of_them: Iterable[Item], size: int = _AT_A_TIME) -> Iterator[list[Item]]:
    rest = iter(all_of_them)
    while some := list(islice(rest, size)):
        yield some


def _newest_seals(connection: Connection, rows: Collection[RowName]) -> dict[RowName, str]:
    """Asked one by one for few rows, and for many a thousand at a time."""
    if len(rows) <= _FEW:
        return {row: newest_seal(connection, row) for row in rows}
    newest = dict[RowName, str]()
    for table, of_table in groupby(sorted(rows), key=lambda row: row[0]):
        for some in parts((key for _, key in of_table), _AT_ONCE):
            newest |= {(table, key): content for key, content in contents(connection, table, some).items()}
    return newest


def seal_all(connection: Connection, trail: Trail) -> int:
    """Seal all rows as they stand, those that are gone as gone; gives how many seals there were before."""
    before, _ = end_of_seals(connection)
    for table in SEALED:
        count = 0
        for number, some in enumerate(parts(sealed_rows(connection, table))):
            seal(connection, trail, dict(some))
            count += len(some)
            if number % _ANALYSED_EVERY == 0:
                analyse(connection, _SEALS)
        if count != sealed_as_there(connection, table):
            removed: dict[RowName, dict[str, Any] | None] = dict.fromkeys(gone(connection, table))
            seal(connection, trail, removed)
    return before
