"""Everything that can be held against the trail: its chain, anchors, seals of rows, and minutes."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select, text

from db import schema
from db.engine import is_sqlite
from db.lines import shape_there
from db.models import AuditRecord, Base, Region, RowSeal, User, UserSession
from db.queries.accounts import session_mark
from db.queries.audit import verify_chain
from db.queries.minutes import verify_all
from db.trail import keys
from db.trail.anchors import Anchor, AnchorsDamaged
from db.trail.keys import Trail, trail_of
from db.trail.sealing import (
    SEALED,
    SEALED_AT_FIRST,
    SHAPES,
    RowName,
    contents,
    fits,
    gone,
    parts,
    seal_hash,
    sealed_as_there,
    sealed_rows,
)
from domain.access.events import GENESIS, Event
from domain.access.trail import MailedEnd

_RECORDS = Base.metadata.tables[AuditRecord.__tablename__]
_SEALS = Base.metadata.tables[RowSeal.__tablename__]


@dataclass(frozen=True)
class TrailCheck:
    """Empty ``findings`` say that nobody wrote past the application, as far as can be seen."""

    records: int
    seals: int
    meetings: int
    keyed_since: int | None
    """The record from which on nobody without the key could have written it."""
    findings: tuple[str, ...]
    noticed: tuple[str, ...] = ()
    """What the trail itself tells of rows that were altered, and sealed anew since."""


def check(
    connection: Connection,
    *,
    against_anchors: bool = True,
    against_rows: bool = True,
    records: Sequence[MailedEnd] = (),
    seals: Sequence[MailedEnd] = (),
) -> TrailCheck:
    """Anchors are those of the running database: a copy that was made earlier is not held against them. Nor
    are rows against their seals that a migration has just rewritten.

    ``records`` and ``seals`` are ends that somebody kept elsewhere, who need not trust this machine's file.
    """
    trail, chain = trail_of(connection), verify_chain(connection)
    findings = [chain.reason] if chain.broken_at is not None else []
    if not chain.records and connection.scalar(select(func.count()).select_from(Region)):
        findings.append("there is no record at all, although the database was filled")
    count = 0
    if not keys.is_keyed(connection) and connection.scalar(select(func.count()).select_from(_SEALS)):
        findings.append("rows are sealed with a key, but no record says with which one")
    if trail is not None:
        walk = _Seals(trail, _seals_before_key(connection, trail))
        findings += walk.walk(connection)
        if against_rows:
            findings += [in_words(row, how) for row, how in beside(connection, trail)]
        findings += [*_programs_beside(connection), *_sessions_beside(connection)]
        count = walk.number
        if against_anchors:
            findings += _unanchored(connection, trail)
    for table, word, ends in ((_RECORDS, "record", records), (_SEALS, "seal", seals)):
        findings += _ends(connection, table, word, [(each.number, each.hash, "elsewhere") for each in ends])
    minutes = verify_all(connection)
    findings += [f"minutes {each.code}: {problem}" for each in minutes for problem in each.problems]
    told = tuple(_noticed(connection))
    return TrailCheck(chain.records, count, len(minutes), chain.keyed_since, tuple(findings), told)


def _noticed(connection: Connection) -> Iterator[str]:
    told = select(AuditRecord.id, AuditRecord.before).where(AuditRecord.event == Event.TAMPERING_NOTICED)
    for number, before in connection.execute(told.order_by(AuditRecord.id)):
        row = json.loads(before)
        yield f"Record {number} tells that {row['table']} {row['row']} had been altered beside the trail"


def _seals_before_key(connection: Connection, trail: Trail) -> int:
    """How many seals an earlier key made, which this one cannot judge."""
    keyed = select(AuditRecord.after).where(AuditRecord.event == Event.TRAIL_KEYED).order_by(AuditRecord.id)
    told = (json.loads(after) for after in connection.scalars(keyed))
    return next((int(each["seals"]) for each in told if each.get("key") == trail.fingerprint), 0)


class _Seals:
    """A walk along all of them, each held against the one before."""

    def __init__(self, trail: Trail, foreign: int) -> None:
        self._trail, self._foreign = trail, foreign
        self.number = 0

    def walk(self, connection: Connection) -> Iterator[str]:
        previous = GENESIS
        walk = select(_SEALS).order_by(_SEALS.c.id).execution_options(yield_per=2_000)
        with connection.execute(walk) as seals:
            for seal in seals:
                self.number += 1
                row = (seal.table_name, seal.row_key)
                if seal.id != self.number:
                    yield f"seal {self.number} is missing"
                    return
                fits = seal.hash == seal_hash(self._trail, previous, seal.id, row, seal.content)
                if not fits and seal.id > self._foreign:
                    yield f"seal {seal.id}, of {' '.join(row)}, was altered"
                    return
                previous = seal.hash


def in_words(row: RowName, how: str) -> str:
    return f"{' '.join(row)} was {how} beside the trail"


def beside(connection: Connection, trail: Trail) -> Iterator[tuple[RowName, str]]:
    """Rows that are not what a command last made them, and what became of them."""
    is_ours = schema.version_of(connection) == schema.head()
    for table in SEALED[: keys.sealed_tables(connection, SEALED_AT_FIRST)]:
        given = SHAPES[table] if is_ours else shape_there(connection, table)
        standing = 0
        for some in parts(sealed_rows(connection, table, given=given) if given else ()):
            sealed = contents(connection, table, [key for (_, key), _ in some])
            for row, values in some:
                content = sealed.get(row[1], "")
                standing += bool(content)
                if not content:
                    yield row, "added"
                elif not fits(trail, row, values, content, given):
                    yield row, "changed"
        if standing != sealed_as_there(connection, table):
            for row in gone(connection, table, given):
                yield row, "removed"


_PROGRAMS_OF_SQLITE = "SELECT type AS kind, name, tbl_name AS place FROM sqlite_master WHERE type = 'trigger'"
_PROGRAMS_OF_POSTGRESQL = """
SELECT 'trigger' AS kind, tgname AS name, tgrelid::regclass::text AS place FROM pg_trigger
JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace
UNION ALL SELECT 'rule', rulename, tablename FROM pg_rules WHERE schemaname = current_schema()
"""


def _programs_beside(connection: Connection) -> Iterator[str]:
    """We have none: one would change a row while a command writes it, and the seal is of what came of it."""
    asked = _PROGRAMS_OF_SQLITE if is_sqlite(connection) else _PROGRAMS_OF_POSTGRESQL
    for each in connection.execute(text(asked)):
        yield f"{each.kind} {each.name} on {each.place} is none of ours: it may change what commands write"


def _sessions_beside(connection: Connection) -> Iterator[str]:
    """Sessions that nobody signed in to. They are not sealed, for their use is noted in them; but whoever
    writes one into the table is whom he likes, and what he does goes on record as that person's."""
    told = select(AuditRecord.subject_id, AuditRecord.after).where(AuditRecord.event == Event.SIGNED_IN)
    opened: dict[int, tuple[str, str]] = {}
    with connection.execute(told.execution_options(yield_per=1_000)) as records:
        for record in records:
            after = json.loads(record.after)
            opened[after.get("session", 0)] = record.subject_id, after.get("mark", "")
    there = select(UserSession.id, UserSession.token_digest, User.username).join(
        User, User.id == UserSession.user_id
    )
    for session in connection.execute(there.order_by(UserSession.id)):
        whose, mark = opened.get(session.id, ("", ""))
        if whose != session.username:
            yield f"user_session {session.id}, of {session.username}, was opened beside the trail"
        elif mark and mark != session_mark(session.token_digest):
            yield f"user_session {session.id}, of {session.username}, was given another token"


def _unanchored(connection: Connection, trail: Trail) -> Iterator[str]:
    try:
        anchors = _standing(trail.anchors.read(trail.key))
    except AnchorsDamaged as error:
        yield str(error)
        return
    if not anchors:
        yield f"there are no anchors in {trail.anchors.file}"
        return
    for table, word, ends in (
        (_RECORDS, "record", [(each.records, each.head, f"at {each.at}") for each in anchors]),
        (_SEALS, "seal", [(each.seals, each.seal_head, f"at {each.at}") for each in anchors]),
    ):
        yield from _ends(connection, table, word, ends)


def _standing(anchors: Iterable[Anchor]) -> list[Anchor]:
    """Those that still hold: a restored database ends where its backup did."""
    standing: list[Anchor] = []
    for each in anchors:
        if each.is_restored:
            standing = [a for a in standing if a.records <= each.records and a.seals <= each.seals]
        standing.append(each)
    return standing


def _ends(
    connection: Connection, table: Table, word: str, anchored: Sequence[tuple[int, str, str]]
) -> Iterator[str]:
    last = connection.scalar(select(func.max(table.c.id))) or 0
    longest = max((number for number, _, _ in anchored), default=0)
    if longest > last:
        yield f"{word}s {last + 1} to {longest} were cut off"
    hashes = _hashes(connection, table, sorted({number for number, _, _ in anchored if 0 < number <= last}))
    for number, head, where in sorted(anchored):
        if number in hashes and hashes[number] != head:
            yield f"{word} {number} is not the one that was anchored {where}: the chain was made anew"
            return


def _hashes(connection: Connection, table: Table, numbers: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(numbers), 500):
        some = select(table.c.id, table.c.hash).where(table.c.id.in_(numbers[start : start + 500]))
        found |= {row.id: row.hash for row in connection.execute(some)}
    return found
