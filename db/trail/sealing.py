"""Seals of rows: what a row was when a command last wrote it, chained, keyed and never removed.

The trail says that somebody changed a verdict; a seal lets everybody see that nobody did so beside the
trail. A row that is removed is sealed as empty. So a row, its seals or both cannot be changed or taken away
without the key.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Delete,
    Insert,
    Row,
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
from db.kept_rows import KeptRows
from db.lines import SealedShape, plain, said, sealed_shape
from db.models import Base, RowSeal
from db.trail.keys import Trail
from domain.access.events import GENESIS, canonical_json

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
    "outreach_activity",
    "village_team",
    "ownership_offer",
    "escalation",
    "statement",
)
"""What others decide by: roles, targets and dates, verdicts, proof, locks, what meetings decided, letters
that went out, what was published, what services were proven, the register's cases with their stages and
referrals, and what makes somebody another one: plans to move, agencies that took over others, seats. What
agencies reported, and by what else than the password somebody comes in: links that set it, second steps,
who passed the first one, and the addresses that such links are mailed to. Activities and village teams that
another agency confirmed, who took on what, what was escalated, and the declaration word for word.

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


def keys_of(table: str, rows: Iterable[Sequence[Any]], given: SealedShape | None = None) -> list[str]:
    given = given or SHAPES[table]
    columns = list(given.columns)
    key_at = [columns.index(name) for name in given.key]
    if len(key_at) == 1:
        return [str(row[key_at[0]]) for row in rows]
    return [row_key([row[at] for at in key_at]) for row in rows]


def contents_of(
    trail: Trail, table: str, rows: Sequence[Sequence[Any]], given: SealedShape | None = None
) -> Iterator[tuple[RowName, str]]:
    """What seals say of rows of a table, each given by its columns; of one that is gone they say nothing.

    ``given``: the table as it was elsewhere.
    """
    given = given or SHAPES[table]
    return _digests(trail, table, keys_of(table, rows, given), "said", said(given, rows))


def _as_first_sealed(
    trail: Trail, table: str, rows: Sequence[Sequence[Any]], given: SealedShape | None = None
) -> Iterator[tuple[RowName, str]]:
    """What seals said before they told silence from nought."""
    given = given or SHAPES[table]
    return _digests(trail, table, keys_of(table, rows, given), "row", plain(given, rows))


def _digests(
    trail: Trail, table: str, row_keys: Iterable[str], what: str, texts: Iterable[str]
) -> Iterator[tuple[RowName, str]]:
    """Of the canonical text of table, key and what each row says."""
    called = canonical_json(table)
    for key, says in zip(row_keys, texts, strict=True):
        text = f'{{"key":{canonical_json(key)},"{what}":{says},"table":{called}}}'
        yield (table, key), trail.seal(text)


def fitting(
    trail: Trail,
    table: str,
    rows: Sequence[Sequence[Any]],
    sealed: Mapping[str, str],
    given: SealedShape | None = None,
) -> dict[RowName, bool]:
    """Of each row whether what its newest seal says, by its key, is said of it as it stands."""
    now = contents_of(trail, table, rows, given)
    found = {row: sealed.get(row[1], "") == content for row, content in now}
    others = [row for row, is_fitting in zip(rows, found.values(), strict=True) if not is_fitting]
    at_first = _as_first_sealed(trail, table, others, given)
    return found | {row: sealed.get(row[1], "") == content for row, content in at_first}


def seal_hash(trail: Trail, previous: str, number: int, row: RowName, content: str) -> str:
    """As ``chain_hash`` has it of a record, whose canonical text is put together here: there are millions."""
    table, key = row
    told = f'"content":{canonical_json(content)},"id":{number},"key":{canonical_json(key)}'
    text = f'{previous}\n{{{told},"table":{canonical_json(table)}}}'
    return trail.seal(text)


def sealed_rows(
    connection: Connection, table: str, *, given: SealedShape | None = None
) -> Iterator[Sequence[Row[Any]]]:
    """Every row of a table; few of them at a time in memory."""
    source = (given or SHAPES[table]).table()
    asked = select(source).execution_options(yield_per=_AT_A_TIME)
    with connection.execute(asked) as rows:
        yield from rows.partitions()


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
        self._session, self._connection, self._trail = session, connection, trail
        self._written: dict[RowName, tuple[Any, ...]] = {}
        self._sealed: dict[RowName, str] = {}
        """What the newest seals of rows say that were looked at before they were changed."""
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
        now = dict.fromkeys(self._written, "")
        for table, rows in self._rows(self._written):
            now.update(contents_of(self._trail, table, rows))
        for table, last in self._last_before.items():
            for some in parts(KeptRows.of(self._session).above(SHAPES[table], last), _AT_ONCE):
                now.update(contents_of(self._trail, table, self._standing(table, some)))
        return seal(self._connection, self._trail, now, self._sealed)

    def _standing(self, table: str, keys: Sequence[Any]) -> Sequence[Row[Any]]:
        return [*KeptRows.of(self._session).rows(SHAPES[table], keys).values()]

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
            self._compare(table, {(table, row_key(key)): key})

    def _before_statement(self, state: ORMExecuteState) -> None:
        """A statement that changes many rows at once: which ones is asked before they are other ones."""
        statement = state.statement
        if isinstance(statement, Insert) and isinstance(statement.table, Table):
            self._before_adding(statement.table)
            return
        if not isinstance(statement, Update | Delete) or not isinstance(statement.table, Table):
            return
        table = _plain_name(statement.table)
        if table not in SHAPES:
            return
        chosen = select(*(statement.table.c[name] for name in SHAPES[table].key))
        if statement.whereclause is not None:
            chosen = chosen.where(statement.whereclause)
        keys = {(table, row_key(key)): tuple(key) for key in self._connection.execute(chosen)}
        self._compare(table, keys)
        self._written |= keys
        self._asked_of = table

    def _before_adding(self, table: Table) -> None:
        """Many rows at once have no numbers yet; writers queue up, so those above the last one are theirs."""
        name = _plain_name(table)
        if name in SHAPES and name not in self._last_before:
            last = select(func.max(table.c.id))
            self._last_before[name] = self._connection.scalar(last) or 0

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

    def _compare(self, table: str, keys: Mapping[RowName, tuple[Any, ...]]) -> None:
        new = {row: key for row, key in keys.items() if row not in self._written}
        newest = dict.fromkeys(new, "") | _newest_seals(self._connection, new)
        self._sealed |= newest
        sealed = {key: content for (_, key), content in newest.items()}
        is_fitting = {row: not newest.get(row) for row in new}  # of one that is gone
        for _, rows in self._rows(new):
            is_fitting |= fitting(self._trail, table, rows, sealed)
        self.altered += [row for row, fits in is_fitting.items() if not fits]

    def _add(self, table: str, key: tuple[Any, ...]) -> None:
        self._written[table, row_key(key)] = key

    def _rows(self, keys: Mapping[RowName, tuple[Any, ...]]) -> Iterator[tuple[str, Sequence[Row[Any]]]]:
        """Those of them that are there, by their tables."""
        for table in {name for name, _ in keys}:
            own = [key for (name, _), key in keys.items() if name == table]
            if len(keys) <= _FEW or len(SHAPES[table].key) > 1:
                for asked in self._one_by_one(table, own):
                    yield table, self._connection.execute(asked).all()
            else:
                for some in parts((key for (key,) in own), _AT_ONCE):
                    yield table, self._standing(table, some)

    def _one_by_one(self, table: str, keys: Sequence[tuple[Any, ...]]) -> Iterator[Select[tuple[Any, ...]]]:
        source, names = SHAPES[table].table(), SHAPES[table].key
        for key in keys:
            same = (source.c[name] == value for name, value in zip(names, key, strict=True))
            yield select(source).where(*same)


def _plain_name(table: Table) -> str:
    """SQLAlchemy's own kind of text would be asked by the driver, seal by seal, how it is to be written."""
    return str(table.name)


def newest_seal(connection: Connection, row: RowName) -> str:
    last = select(_SEALS.c.content).where(_SEALS.c.table_name == row[0], _SEALS.c.row_key == row[1])
    return connection.scalar(last.order_by(_SEALS.c.id.desc()).limit(1)) or ""


def seal(
    connection: Connection,
    trail: Trail,
    now: Mapping[RowName, str],
    sealed: Mapping[RowName, str] | None = None,
) -> tuple[int, str]:
    """Append a seal for each row of which its newest seal says something else than what is to be said now.

    ``sealed``: what the newest ones say of rows that were asked for them already.
    """
    number, previous = end_of_seals(connection)
    known = sealed or {}
    newest = {**known, **_newest_seals(connection, [row for row in now if row not in known])}
    made: list[dict[str, Any]] = []
    for row, content in now.items():
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
        for number, some in enumerate(sealed_rows(connection, table)):
            seal(connection, trail, dict(contents_of(trail, table, some)))
            count += len(some)
            if number % _ANALYSED_EVERY == 0:
                analyse(connection, _SEALS)
        if count != sealed_as_there(connection, table):
            seal(connection, trail, dict.fromkeys(gone(connection, table), ""))
    return before
