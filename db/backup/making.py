"""Making a backup while the application runs.

One transaction sees one state of all tables. Proof is kept before its row is written, under the hash of its
content, and never changed: so every file that this state speaks of is there, and copying it afterwards
copies what it was.
"""

import hashlib
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO

import pyrage
from sqlalchemy import Engine, select

from db.backup import archive
from db.backup.archive import Content, Manifest, TableContent
from db.engine import reading
from db.evidence.store import EvidenceStore
from db.lines import Shape, lines, shapes
from db.models import AuditRecord, Base
from db.queries.progress import known_hashes
from db.schema import version_of
from domain.access.events import GENESIS


@dataclass(frozen=True)
class Proof:
    """The store held against the rows."""

    kept: dict[str, int]
    missing: tuple[str, ...]
    altered: tuple[str, ...]
    unclaimed: tuple[str, ...]


def make(engine: Engine, store: EvidenceStore, at: datetime, into: IO[bytes], to_key: str | None) -> Manifest:
    """Write a backup into an open file, encrypted to the public key where there is one."""
    with tempfile.TemporaryFile() as plain:
        with tarfile.open(fileobj=plain, mode="w:gz", compresslevel=6) as out:
            manifest = _fill(out, engine, store, at)
        plain.seek(0)
        if to_key:
            pyrage.encrypt_io(plain, into, [archive.recipient(to_key)])
        else:
            while piece := plain.read(archive.PIECE):
                into.write(piece)
    return manifest


def _fill(out: tarfile.TarFile, engine: Engine, store: EvidenceStore, at: datetime) -> Manifest:
    listed = store.names()  # before the rows are read: what comes meanwhile is nobody's mistake
    with reading(engine) as connection:
        schema = version_of(connection)
        tables = tuple(_table(out, each, lines(connection, each)) for each in shapes(Base.metadata))
        known = known_hashes(connection)
        records, head = connection.execute(
            select(AuditRecord.id, AuditRecord.hash).order_by(AuditRecord.id.desc()).limit(1)
        ).one_or_none() or (0, GENESIS)
    proof = _proof(out, store, known, listed)
    manifest = Manifest(
        made_at=at,
        engine=engine.dialect.name,
        schema=schema or "",
        records=records,
        head=head,
        tables=tables,
        evidence=proof.kept,
        missing=proof.missing,
        altered=proof.altered,
        unclaimed=proof.unclaimed,
    )
    archive.put_bytes(out, archive.MANIFEST, archive.as_json(manifest))
    return manifest


def _table(out: tarfile.TarFile, shape: Shape, rows: Iterable[bytes]) -> TableContent:
    """Beside the archive first: a member of a tar says its size before it begins."""
    digest, count = hashlib.sha256(), 0
    with tempfile.TemporaryFile() as aside:
        for line in rows:
            digest.update(line)
            aside.write(line)
            count += 1
        size = aside.tell()
        aside.seek(0)
        archive.put(out, archive.table_member(shape.name), aside, size)
    return TableContent(shape, count, Content(size, digest.hexdigest()))


def _proof(out: tarfile.TarFile, store: EvidenceStore, known: set[str], listed: set[str]) -> Proof:
    kept: dict[str, int] = {}
    missing, altered = [], []
    for digest in sorted(known):
        content = store.get(digest)
        if content is None:
            missing.append(digest)
        elif hashlib.sha256(content).hexdigest() != digest:
            altered.append(digest)
        else:
            archive.put_bytes(out, archive.proof_member(digest), content)
            kept[digest] = len(content)
    return Proof(kept, tuple(missing), tuple(altered), tuple(sorted(listed - known)))
