"""``python -m db backup | verify-backup | restore``: what they say, line by line, and when they fail."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tarfile import TarFile

from sqlalchemy import Connection, Engine, update

from db import engine as engines
from db import schema
from db.acting import Sender
from db.backup import archive
from db.backup.archive import BadBackup, Manifest, ProofMissing
from db.backup.folder import BackupFolder, at_address, name_at
from db.backup.making import make
from db.backup.restoring import Condition, condition, restore
from db.command import run
from db.commands.backups import note_backup, note_restore
from db.engine import reading
from db.evidence.store import EvidenceStore
from db.models import UserSession
from db.settings import Settings, SettingsError, load
from db.startup import begin_era
from db.trail import keys
from db.trail.anchors import Anchor
from db.trail.checking import beside, in_words
from db.trail.keys import Trail
from db.trail.sealing import RowName, end_of_seals
from domain.access.backups import FINGERPRINT, NoteBackup, NoteRestore, Retention
from domain.access.permissions import OPERATOR
from domain.time.calendar import system_clock

SCREEN = "python -m db"


def add_making(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    usual = Retention()
    parser.add_argument("--to", help="folder or address of the backups (otherwise BACKUP_URL)")
    parser.add_argument("--recipient", help="public key, age1... (otherwise BACKUP_RECIPIENT)")
    parser.add_argument("--prune", action="store_true", help="then remove backups that are not kept")
    for span in ("days", "weeks", "months"):
        parser.add_argument(f"--keep-{span}", type=int, default=getattr(usual, span), metavar="N")
    return parser


def add_reading(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("address", help="a backup, or a folder of them: then the newest")
    parser.add_argument("--identity", type=Path, help="file of the private key, where it is encrypted")
    return parser


def add_restoring(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    add_reading(parser).add_argument(
        "--key-lost", action="store_true", help="nobody has the key of the trail any more: go on with another"
    )
    return parser


@dataclass(frozen=True)
class BackupPlace:
    url: str
    recipient: str
    """The public key; without one it is not encrypted."""
    kept: Retention | None = None
    """Then others are removed, but for what this keeps."""


def back_up(settings: Settings, engine: Engine, options: argparse.Namespace) -> Iterator[str]:
    url, key = options.to or settings.backup_url, options.recipient or settings.backup_recipient
    if not url:
        raise BadBackup("Say where the backup goes: --to or BACKUP_URL.")
    kept = Retention(options.keep_days, options.keep_weeks, options.keep_months) if options.prune else None
    sender = Sender(engine, OPERATOR, settings.clock, screen=SCREEN)
    yield from made(settings, sender, BackupPlace(url, key, kept))


def made(settings: Settings, sender: Sender, to: BackupPlace) -> Iterator[str]:
    """Make one and say what is done, sentence by sentence; raises BadBackup, and OSError from its place."""
    if to.recipient:
        archive.recipient(to.recipient)  # a key that cannot be used is said before the work, not after
    # The clock of the machine: GERAK_NOW stands still, and two backups never have one name.
    at, store, folder = system_clock(), EvidenceStore(settings.evidence_url), BackupFolder(to.url)
    name = name_at(at, is_encrypted=bool(to.recipient))
    manifest, size = folder.put(name, lambda into: make(sender.engine, store, at, into, to.recipient))
    yield f"Wrote {name}: {size} bytes, {'encrypted' if to.recipient else 'NOT encrypted'}."
    yield _in_words(manifest)
    run(sender, note_backup, NoteBackup(name, size, manifest.records, manifest.head, bool(to.recipient)))
    if to.kept is not None:
        for gone in folder.prune(to.kept):
            yield f"Removed {gone}."
    yield from _refuse_gaps(manifest)


def verify(options: argparse.Namespace) -> Iterator[str]:
    """Restores into a database of its own that is thrown away: what cannot be restored is no backup."""
    with tempfile.TemporaryDirectory(prefix="gerak-cadangan-") as folder:
        engine = engines.build(f"sqlite:///{folder}/latihan.db")
        store = EvidenceStore(Path(folder, "bukti").as_uri())
        try:
            came = _AsItCame()
            with _opened(options) as (name, packed):
                manifest = restore(
                    packed, engine, store, accept=lambda each: came.look(each, _key_here(each))
                )
            _use_key_that_is_here(engine)
            found = condition(engine, store, came.in_words)
        finally:
            engine.dispose()
    yield f"{name} is whole."
    yield _in_words(manifest)
    yield from _judge(found, manifest)
    yield f"To be noted on the screen Sistem: {name}, fingerprint {manifest.head[:FINGERPRINT]}."


def put_back(settings: Settings, engine: Engine, options: argparse.Namespace) -> Iterator[str]:
    store = EvidenceStore(settings.evidence_url)
    came = _AsItCame()
    with _opened(options) as (name, packed):
        manifest = restore(packed, engine, store, accept=partial(_accept, settings, options.key_lost, came))
    if options.key_lost:
        yield from _begin_with_another_key(settings, engine)
    keys.attach(engine, settings)
    _anchor(engine, manifest)
    if came.altered is not None:
        begin_era(engine, settings, f"skema {schema.head()}", tuple(row for row, _ in came.altered))
    noted = NoteRestore(name, manifest.made_at.isoformat(), manifest.records, manifest.head)
    run(Sender(engine, OPERATOR, settings.clock, screen=SCREEN), note_restore, noted)
    yield f"Restored {name} of {manifest.made_at.isoformat()}; schema {schema.version(engine)}."
    yield _in_words(manifest)
    yield "All sessions and shared screens were ended."
    yield from _judge(condition(engine, store, came.in_words), manifest)


class _AsItCame:
    """Rows of a backup of an older release, held against their seals before migrations rewrite them."""

    def __init__(self) -> None:
        self.altered: list[tuple[RowName, str]] | None = None
        """None where the schema is ours, or the key is not here: then nothing was to be looked at."""

    def look(self, connection: Connection, trail: Trail | None) -> None:
        if trail is not None and schema.version_of(connection) != schema.head():
            self.altered = list(beside(connection, trail))

    @property
    def in_words(self) -> list[str] | None:
        return None if self.altered is None else [in_words(row, how) for row, how in self.altered]


def _accept(settings: Settings, key_is_lost: bool, came: _AsItCame, connection: Connection) -> None:
    """Sessions that were open when it was made are open in it, whatever became of them since: ended before
    anybody can see them. Without its key the trail could not be told."""
    if not key_is_lost:
        _need_key(settings, connection)
        came.look(connection, keys.fitting(connection, settings))
    is_open = UserSession.revoked_at.is_(None)
    connection.execute(update(UserSession).where(is_open).values(revoked_at=system_clock()))


def _need_key(settings: Settings, connection: Connection) -> None:
    try:
        keys.fitting(connection, settings)
    except SettingsError as error:
        raise BadBackup(
            f"{error} Nothing was restored; do so again with the key in its place, or with --key-lost if "
            "nobody has it any more."
        ) from error


def _begin_with_another_key(settings: Settings, engine: Engine) -> Iterator[str]:
    with reading(engine) as connection:
        if not keys.is_keyed(connection):
            return
    trail = keys.made(settings)
    trail.anchors.set_aside()
    keys.use(engine, trail)
    begin_era(engine, settings, "kunci hilang, dipulihkan dari cadangan")
    yield "The trail goes on with another key; what was kept by the lost one can be followed, not checked."


def _use_key_that_is_here(engine: Engine) -> None:
    """The drill may run where the key of the trail is not; then keyed records are followed, not checked."""
    with reading(engine) as connection:
        keys.use(engine, _key_here(connection))


def _key_here(connection: Connection) -> Trail | None:
    return keys.found(load()) if keys.is_keyed(connection) else None


def _anchor(engine: Engine, manifest: Manifest) -> None:
    """What was anchored after the backup was made is gone on purpose."""
    trail = keys.trail_of(engine)
    if trail is not None:
        with reading(engine) as connection:
            seals = end_of_seals(connection)
        at = system_clock().isoformat()
        trail.anchors.add(Anchor(at, manifest.records, manifest.head, *seals, is_restored=True), trail.key)


@contextmanager
def _opened(options: argparse.Namespace) -> Iterator[tuple[str, TarFile]]:
    try:
        key = options.identity.read_text("utf-8") if options.identity else None
    except OSError as error:
        raise BadBackup(f"The file of the private key cannot be read: {error}") from error
    name, source = at_address(options.address)
    with source, archive.opened(source, key) as packed:
        yield name, packed


def _in_words(manifest: Manifest) -> str:
    rows = sum(table.rows for table in manifest.tables)
    return (
        f"{len(manifest.tables)} tables, {rows} rows, {len(manifest.evidence)} files of proof; schema "
        f"{manifest.schema}; audit trail of {manifest.records} records, last hash {manifest.head}."
    )


def _judge(found: Condition, manifest: Manifest) -> Iterator[str]:
    yield f"Audit trail of {found.records} records; {found.seals} sealed meetings."
    if found.problems:
        raise BadBackup("The data in it do not fit together:\n  " + "\n  ".join(found.problems))
    yield "Chain, seals and proof fit together."
    yield from _name_unclaimed(manifest)


def _refuse_gaps(manifest: Manifest) -> Iterator[str]:
    yield from _name_unclaimed(manifest)
    gaps = [f"missing: {digest}" for digest in manifest.missing]
    gaps += [f"altered: {digest}" for digest in manifest.altered]
    if gaps:
        raise ProofMissing(
            "The backup was made, but rows speak of proof that is not there:\n  " + "\n  ".join(gaps)
        )


def _name_unclaimed(manifest: Manifest) -> Iterator[str]:
    for digest in manifest.unclaimed:
        yield f"No row speaks of the file {digest}; it is not in the backup (sweep-evidence removes it)."
