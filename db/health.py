"""Whether the database, the disks and the store of proof would take what is sent next."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, make_url, select, update

from db.evidence.store import EvidenceStore
from db.models import AuditRecord, SubjectRevision
from db.settings import Settings
from db.subjects import Subject, query
from domain.access.events import Event


def try_writing(engine: Engine) -> None:
    """Write a row as it is and take it back; raises what a command would meet."""
    same = update(SubjectRevision).where(SubjectRevision.subject == Subject.PLACES)
    with engine.connect().execution_options(writes=True) as connection, connection.begin() as transaction:
        connection.execute(same.values(number=SubjectRevision.number))
        transaction.rollback()


@dataclass(frozen=True)
class Disk:
    path: str
    free: int
    size: int


def disks(settings: Settings) -> dict[str, Disk]:
    """Those that we write to ourselves, by what for; a database or store elsewhere says so itself."""
    found = {"bukti": EvidenceStore(settings.evidence_url).folder}
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        found["basis data"] = str(Path(url.database).parent)
    return {what: _disk(Path(path)) for what, path in found.items() if path}


def _disk(path: Path) -> Disk:
    """Of the folder, or where it would be made."""
    while not path.exists():
        path = path.parent
    usage = shutil.disk_usage(path)
    return Disk(str(path), usage.free, usage.total)


@dataclass(frozen=True)
class LastBackup:
    at: datetime
    name: str
    after: str
    """Size and length of the trail, as the record has it."""


@query(Subject.TRAIL)
def last_backup(connection: Connection) -> LastBackup | None:
    newest = (
        select(AuditRecord.at, AuditRecord.subject_id, AuditRecord.after)
        .where(AuditRecord.event == Event.BACKUP_MADE)
        .order_by(AuditRecord.id.desc())
        .limit(1)
    )
    row = connection.execute(newest).one_or_none()
    return LastBackup(row.at, row.subject_id, row.after) if row else None
