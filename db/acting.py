"""The one door for writes: permission, transaction and audit trail in a single ``with``."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from db.engine import writing
from db.models import AuditRecord
from db.types import Base
from domain.calendar import Clock
from domain.errors import Forbidden
from domain.events import GENESIS, Event, canonical_json, chain_hash
from domain.permissions import Actor, Permission

Row = TypeVar("Row", bound=Base)


class NothingRecorded(RuntimeError):
    """A command tried to commit without telling the audit trail; a fault of ours, never of the user."""


class Act:
    """What a command may do inside the door."""

    def __init__(self, connection: Connection, by: Actor, clock: Clock, screen: str) -> None:
        self.session = Session(bind=connection, join_transaction_mode="rollback_only")
        self.by = by
        self.now = clock()
        self._screen = screen
        self.recorded = 0

    def add(self, row: Row) -> Row:
        self.session.add(row)
        self.session.flush()
        return row

    def require(self, permission: Permission) -> None:
        require(self.by, permission)

    def record(
        self,
        event: Event,
        subject: str,
        subject_id: object,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Append to the chain; the caller never gives secrets or anything that names a person."""
        self.session.flush()
        last = self.session.execute(
            select(AuditRecord.id, AuditRecord.hash).order_by(AuditRecord.id.desc()).limit(1)
        ).one_or_none()
        record = AuditRecord(
            id=last.id + 1 if last else 1,
            at=self.now,
            actor_id=self.by.user_id,
            actor=self.by.username,
            event=event,
            subject=subject,
            subject_id=str(subject_id),
            screen=self._screen,
            before=canonical_json(before or {}),
            after=canonical_json(after or {}),
            previous_hash=last.hash if last else GENESIS,
        )
        record.hash = chain_hash(record.previous_hash, audited_values(record))
        self.session.add(record)
        self.session.flush()
        self.recorded += 1


def audited_values(record: Any) -> dict[str, Any]:
    """The part of a record that its hash covers: all of it but the hashes."""
    return {
        "id": record.id,
        "at": record.at,
        "actor_id": record.actor_id,
        "actor": record.actor,
        "event": str(record.event),
        "subject": record.subject,
        "subject_id": record.subject_id,
        "screen": record.screen,
        "before": record.before,
        "after": record.after,
    }


def require(actor: Actor, permission: Permission) -> None:
    if not actor.may(permission):
        raise Forbidden("Peran akun Anda tidak mencakup tindakan ini. Hubungi sekretariat gugus tugas.")


@contextmanager
def acting(
    engine: Engine, by: Actor, permission: Permission, *, clock: Clock, screen: str = ""
) -> Iterator[Act]:
    """Check the permission, open the transaction, and commit only what left a trace in the trail."""
    require(by, permission)
    with writing(engine) as connection:
        act = Act(connection, by, clock, screen)
        with act.session:
            yield act
            act.session.flush()
            if not act.recorded:
                raise NothingRecorded(f"{permission} changed data without an audit record")
