"""What the trail is told of backups; making and restoring them is ``db/backup``."""

import json

from sqlalchemy import select, update

from db.acting import Act
from db.command import command
from db.models import AccountLink, AuditRecord, ScreenToken, UserSession
from db.subjects import Subject
from domain.access.backups import (
    FINGERPRINT,
    BeginBackup,
    NoteBackup,
    NoteBackupFailure,
    NoteDrill,
    NoteRestore,
)
from domain.access.errors import RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission


@command(Permission.BACK_UP)
def note_backup(act: Act, asked: NoteBackup) -> None:
    """All data left the database: that stands in the trail, and how old the newest backup is."""
    act.record(
        Event.BACKUP_MADE,
        "backup",
        asked.name[:60],
        after={
            "size": asked.size,
            "records": asked.records,
            "head": asked.head,
            "encrypted": asked.is_encrypted,
        },
    )


@command(Permission.BACK_UP, Subject.ACCOUNTS, Subject.MEETINGS)
def note_restore(act: Act, asked: NoteRestore) -> None:
    """Sessions, screens and links that were open then, or were closed since, are open no more."""
    for model in (UserSession, ScreenToken):
        act.session.execute(update(model).where(model.revoked_at.is_(None)).values(revoked_at=act.now))
    act.session.execute(
        update(AccountLink).where(AccountLink.withdrawn_at.is_(None)).values(withdrawn_at=act.now)
    )
    act.record(
        Event.BACKUP_RESTORED,
        "backup",
        asked.name[:60],
        after={"made_at": asked.made_at, "records": asked.records, "head": asked.head},
    )


@command(
    Permission.BACK_UP,
    idempotency_key=lambda asked: f"backup {asked.attempt.planned.isoformat()} {asked.attempt.number}",
)
def begin_backup(act: Act, asked: BeginBackup) -> str:
    """The caller whose token is returned makes the backup; any other caller for the same attempt gets the
    first one's token."""
    planned = asked.attempt.planned.isoformat()
    act.record(Event.BACKUP_BEGUN, "backup", planned, after={"number": asked.attempt.number})
    return asked.token


@command(Permission.BACK_UP)
def note_backup_failure(act: Act, asked: NoteBackupFailure) -> None:
    """Its reason as one of a few; what exactly went wrong is for the log, which may name places."""
    begun = select(AuditRecord.subject_id).where(AuditRecord.event == Event.BACKUP_BEGUN)
    planned = act.session.scalar(begun.order_by(AuditRecord.id.desc()).limit(1)) or act.now.date().isoformat()
    act.record(Event.BACKUP_FAILED, "backup", planned, after={"reason": asked.reason})


@command(Permission.NOTE_DRILLS)
def note_drill(act: Act, asked: NoteDrill) -> str:
    """The fingerprint shows that it was this backup that was opened, and not another one of the folder."""
    made = select(AuditRecord.after).where(
        AuditRecord.event == Event.BACKUP_MADE, AuditRecord.subject_id == asked.name
    )
    told = act.session.scalar(made.order_by(AuditRecord.id.desc()).limit(1))
    if told is None:
        raise RuleBroken("Cadangan itu tidak tercatat dibuat di sini. Pilih cadangan dari daftar.")
    head = json.loads(told)["head"]
    if asked.fingerprint.strip().lower() != head[:FINGERPRINT]:
        raise RuleBroken(
            f"Sidik itu bukan milik cadangan ini. Salin {FINGERPRINT} tanda pertama dari sidik yang dicetak "
            "latihan, atau pilih cadangan yang benar."
        )
    if asked.minutes < 1 or asked.minutes != int(asked.minutes):
        raise RuleBroken("Isi lamanya dalam menit utuh, paling sedikit 1, misalnya 13.")
    act.record(
        Event.BACKUP_TRIED,
        "backup",
        asked.name,
        after={"minutes": int(asked.minutes), "whole": asked.is_whole},
    )
    return asked.name
