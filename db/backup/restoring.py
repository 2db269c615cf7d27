"""Restoring into an empty database, all of it or nothing; and checking what came of it."""

import hashlib
import tarfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, text

from db import schema
from db.backup import archive
from db.backup.archive import BadBackup, Manifest, TableContent
from db.engine import is_sqlite, reading, reshaping
from db.evidence.store import EvidenceStore
from db.lines import lines, rows
from db.models import Evidence
from db.schema import SchemaState
from db.trail.checking import check

_AT_ONCE = 1_000


def restore(
    packed: tarfile.TarFile,
    engine: Engine,
    store: EvidenceStore,
    accept: Callable[[Connection], object] = lambda _: None,
) -> Manifest:
    """Every row and file of a whole backup; raises BadBackup and then leaves the database empty, as it does
    where ``accept``, which is asked last, raises.

    Tables are made as the release that wrote them had them, and then moved forward to this one's.
    """
    manifest = archive.checked(packed)
    if manifest.schema not in schema.known():
        raise BadBackup(
            f"This backup has schema {manifest.schema}, unknown to this release; install a newer one."
        )
    if schema.state(engine) is not SchemaState.MISSING:
        raise BadBackup("The database holds tables; a backup is restored into an empty one only.")
    # Files first: one without a row harms nobody, a row without its file would be a promise.
    for digest in manifest.evidence:
        store.put(_member(packed, archive.proof_member(digest)).read())
    with reshaping(engine) as connection:
        schema.upgrade(connection, manifest.schema)
        with _pointers_at_rest(connection):
            for table in manifest.tables:
                _load(connection, table, _member(packed, archive.table_member(table.shape.name)))
        if not is_sqlite(connection):
            _advance_sequences(connection, manifest.tables)
        for table in manifest.tables:
            _compare(connection, table)
        accept(connection)
    schema.migrate(engine)
    return manifest


def _member(packed: tarfile.TarFile, name: str) -> IO[bytes]:
    content = packed.extractfile(name)
    assert content is not None  # the archive has been checked
    return content


def _load(connection: Connection, given: TableContent, kept: IO[bytes]) -> None:
    target = given.shape.table()
    connection.execute(delete(target))  # what the migrations themselves have put there
    for some in _some(rows(given.shape, kept)):
        connection.execute(insert(target), some)


def _compare(connection: Connection, given: TableContent) -> None:
    digest = hashlib.sha256()
    for line in lines(connection, given.shape):
        digest.update(line)
    if digest.hexdigest() != given.content.sha256:
        raise BadBackup(f"The restored rows of {given.shape.name} are not those of the backup.")


@contextmanager
def _pointers_at_rest(connection: Connection) -> Iterator[None]:
    """Rows come in any order; that each points to one that is there is checked when all have come.

    SQLite's keys rest in ``reshaping`` already. PostgreSQL's are taken away and put back, which checks every
    row and needs no rights beyond those of the tables' owner.
    """
    if is_sqlite(connection):
        yield
        return
    keys = connection.execute(text(_FOREIGN_KEYS)).all()
    for key in keys:
        connection.execute(text(f"ALTER TABLE {key.at} DROP CONSTRAINT {key.name}"))
    yield
    for key in keys:
        connection.execute(text(f"ALTER TABLE {key.at} ADD CONSTRAINT {key.name} {key.says}"))


_FOREIGN_KEYS = """
SELECT conrelid::regclass::text AS at, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS says
FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""


def _advance_sequences(connection: Connection, tables: Iterable[TableContent]) -> None:
    """The next row gets a number beyond those that came."""
    for each in tables:
        for name in each.shape.key:
            sequence = connection.scalar(select(func.pg_get_serial_sequence(each.shape.name, name)))
            if sequence:
                newest = select(func.max(each.shape.table().c[name])).scalar_subquery()
                connection.execute(
                    select(func.setval(sequence, func.coalesce(newest, 1), newest.is_not(None)))
                )


def _some(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield some


@dataclass(frozen=True)
class Condition:
    """What a restored database is like; empty ``problems`` say that everything fits."""

    records: int
    seals: int
    problems: tuple[str, ...]


def condition(engine: Engine, store: EvidenceStore, altered: Sequence[str] | None = None) -> Condition:
    """Chain, seals and proof of a database as it stands. ``altered`` are rows that did not fit their seals
    when they were held against them already, before the schema was moved."""
    with reading(engine) as connection:
        trail = check(connection, against_anchors=False, against_rows=altered is None)
        proof = connection.execute(
            select(Evidence.id, Evidence.title, Evidence.content_hash)
            .where(Evidence.content_hash.is_not(None))
            .order_by(Evidence.id)
        ).all()
    problems = [*(altered or ()), *trail.findings]
    problems += [
        f"proof {row.id} ({row.title}): {'no file' if content is None else 'altered file'} {row.content_hash}"
        for row in proof
        if (content := store.get(row.content_hash)) is None
        or hashlib.sha256(content).hexdigest() != row.content_hash
    ]
    return Condition(trail.records, trail.meetings, tuple(problems))
