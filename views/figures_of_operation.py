"""How the installation fares in numbers, for whoever watches it: none of them says who."""

from dataclasses import dataclass
from datetime import datetime

from db import schema
from db.backend import Backend
from db.queries.accounts import sessions_in_all
from db.queries.audit import drills, failed_backup, last_backup, trail_end
from db.queries.mail import delivery
from db.queries.revision import data_revision
from views.ask import ask, reading_run


@dataclass(frozen=True)
class Operation:
    schema: str
    revision: int
    records: int
    sessions: int
    mails_waiting: int
    mails_failing: int
    oldest_mail_due: datetime | None
    backup_at: datetime | None
    backup_failed: bool
    drill_at: datetime | None


def operation(backend: Backend) -> Operation:
    now = backend.settings.clock()
    with reading_run(backend.engine):
        mail, backup = ask(delivery, now), ask(last_backup)
        return Operation(
            schema=schema.version(backend.engine) or "",
            revision=ask(data_revision),
            records=ask(trail_end).records,
            sessions=ask(sessions_in_all, now),
            mails_waiting=mail.waiting,
            mails_failing=mail.failing,
            oldest_mail_due=mail.oldest_due,
            backup_at=backup.at if backup else None,
            backup_failed=ask(failed_backup) is not None,
            drill_at=ask(drills).last,
        )
