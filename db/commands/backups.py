"""What the trail is told of backups; making and restoring them is ``db/backup``."""

from sqlalchemy import update

from db.acting import Act
from db.command import command
from db.models import AccountLink, ScreenToken, UserSession
from db.subjects import Subject
from domain.access.backups import NoteBackup, NoteRestore
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
