"""The one way to write: permission, transaction and audit trail in a single ``with``.

A command runs inside ``acting``, which gives it an ``Act``: the unit of work, with its actor and its moment.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Delete, Engine, Insert, Table, Update, event, func, select
from sqlalchemy.orm import Session

from db.bulk import long_work
from db.engine import reading, upsert, writing
from db.kept_rows import KeptRows
from db.models import (
    AuditRecord,
    CaseDraft,
    CommandReceipt,
    Notice,
    ProgressReport,
    ServiceDraft,
    SignInAttempt,
    SubjectRevision,
)
from db.notifying import NotifiedBy, notify_of
from db.subjects import ALWAYS_TOUCHED, Subject, subjects_of
from db.trail.anchors import Anchor
from db.trail.keys import trail_of
from db.trail.sealing import RowName, Sealer, seal_all
from db.types import Base
from domain.access.errors import Forbidden, StaleData
from domain.access.events import GENESIS, Event, canonical_json, chain_hash
from domain.access.permissions import Actor, Permission
from domain.access.throttle import WINDOW
from domain.access.trail import MOST_REFUSALS
from domain.commitments.health import ReportState
from domain.time.calendar import Clock

Row = TypeVar("Row", bound=Base)

_REVISIONS = Base.metadata.tables[SubjectRevision.__tablename__]


class Versioned(Protocol):
    version: Any


class NothingRecorded(RuntimeError):
    """A command tried to commit without an audit record; a bug, never the user's fault."""


class UndeclaredSubject(RuntimeError):
    """A command wrote a subject that it did not declare, so stale answers would stay cached; a bug."""


@dataclass(frozen=True)
class Sender:
    """Who asks, where, when, and by which form."""

    engine: Engine
    by: Actor
    clock: Clock
    screen: str = ""
    idempotency_key: str | None = None
    """Of one form as it was shown: a second delivery gets the first one's answer."""


class Act:
    """One unit of work: what a command may do inside ``acting``."""

    def __init__(self, connection: Connection, sender: Sender) -> None:
        self.session = Session(bind=connection, join_transaction_mode="rollback_only")
        self._connection = connection
        self._written: set[str] = set()
        self._trail = trail_of(connection)
        self._sealer = Sealer(self.session, connection, self._trail) if self._trail else None
        self.anchor: Anchor | None = None
        """The last hashes of trail and seals after this act, for the anchor file outside the database."""
        event.listen(connection, "before_execute", self._notice)
        self.by = sender.by
        self.now = sender.clock()
        self._screen = sender.screen
        self._idempotency_key = sender.idempotency_key
        self.recorded = 0
        self.earlier = self._earlier()
        """The stored answer of an earlier delivery with the same key; then nothing is left to do."""
        self.receipt = ""
        """The answer to store for a second delivery with the same key."""
        self.until_sealed = ExitStack()

    def begin_long_work(self) -> None:
        """From here until all is sealed it is work on a hundred thousand rows."""
        self.until_sealed.enter_context(long_work())
        self.until_sealed.callback(KeptRows.forget, self.session)

    def add(self, row: Row) -> Row:
        self.session.add(row)
        self.session.flush()
        return row

    def require(self, permission: Permission) -> None:
        require(self.by, permission)

    def require_agency(self, agency_id: int | None) -> None:
        """The row belongs to this agency; another one's is not for the actor to change."""
        if not self.by.is_of(agency_id):
            raise Forbidden("Butir ini milik instansi lain. Buka Instansi saya untuk melihat butir Anda.")

    def change(self, row: Versioned, *, seen: int) -> None:
        """Optimistic lock: raise the row's version, if it still is the one that the actor saw."""
        if row.version != seen:
            raise StaleData(
                "Data ini sudah diubah orang lain sejak Anda membukanya. Isian Anda tetap ada; "
                "lihat isi terbaru, lalu putuskan mana yang dipakai."
            )
        row.version += 1

    def record(
        self,
        event: Event,
        subject: str,
        subject_id: object,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Append an audit record to the hash chain, and notify whom the event concerns.

        Callers never pass secrets or anything that names a person.
        """
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
        key = self._trail.key if self._trail else None
        record.hash = chain_hash(record.previous_hash, audited_values(record), key)
        self.session.add(record)
        self.session.flush()
        self.recorded += 1
        self._end = (record.id, record.hash)
        notify_of(
            self.session, event, str(subject_id), NotifiedBy(self.by.user_id, self.by.agency_id, self.now)
        )

    def seal_everything(self) -> int:
        """Seal every row of the sealed tables as it stands; returns how many seals there were before."""
        assert self._trail is not None
        self.session.flush()
        return seal_all(self._connection, self._trail)

    def close(self, touches: frozenset[Subject] | None) -> None:
        """Finish the command: flush, demand an audit record, seal, raise revisions, store the receipt."""
        self.session.flush()
        if self.earlier is not None:
            return
        if not self.recorded:
            raise NothingRecorded(f"wrote {sorted(self._written)} without an audit record")
        self._seal()
        self._renew(touches)
        if self._idempotency_key:
            self.add(
                CommandReceipt(
                    actor=self.by.username, key=self._idempotency_key, result=self.receipt, at=self.now
                )
            )

    def _seal(self) -> None:
        """Seal the rows that were written; first record those that somebody had altered past the trail."""
        if self._sealer is None:
            return
        self.tell_tampering(self._sealer.altered)
        seals, seal_head = self._sealer.close()
        self.anchor = Anchor(self.now.isoformat(), *self._end, seals, seal_head)

    def tell_tampering(self, rows: Iterable[RowName]) -> None:
        for table, key in rows:
            self.record(Event.TAMPERING_NOTICED, "trail", key[:60], before={"table": table, "row": key})

    def _notice(self, _connection: Connection, statement: Any, *_rest: Any) -> None:
        if isinstance(statement, Insert | Update | Delete) and isinstance(statement.table, Table):
            self._written.add(statement.table.name)

    def _renew(self, touches: frozenset[Subject] | None) -> None:
        """Raise the revision of every subject that was written, which invalidates its cached answers."""
        written = subjects_of(self._written)
        if touches is not None and written - touches - ALWAYS_TOUCHED:
            raise UndeclaredSubject(f"wrote {sorted(written - touches - ALWAYS_TOUCHED)} unnamed")
        for subject in sorted(written - ALWAYS_TOUCHED):
            row = upsert(self._connection, _REVISIONS).values(subject=subject, number=1)
            once_more = {"number": _REVISIONS.c.number + 1}
            self._connection.execute(row.on_conflict_do_update(index_elements=["subject"], set_=once_more))

    def _earlier(self) -> str | None:
        if not self._idempotency_key:
            return None
        return self.session.scalar(
            select(CommandReceipt.result).where(
                CommandReceipt.actor == self.by.username, CommandReceipt.key == self._idempotency_key
            )
        )


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
    sender: Sender, permission: Permission, *, touches: frozenset[Subject] | None = None, drafts: bool = False
) -> Iterator[Act]:
    """Check the permission, open the transaction, and commit only with an audit record.

    ``touches`` are the subjects that may be written; writing a table of another one raises.

    With ``drafts`` the act may end without a record if it wrote nothing but drafts: a record per keystroke
    would bury the trail and empty everybody's cache. Beginning a draft and sending it are recorded like all
    else (ADR 12).
    """
    require(sender.by, permission)
    with _opened(sender) as act:
        others = _other_than_drafts(act.session) if drafts else None
        yield act
        act.session.flush()
        if others is None or others() or act.recorded:
            act.close(touches)


def record_refusal(sender: Sender, subject: str, kind: str = "screen") -> None:
    """Record that somebody tried a screen or an action that is not theirs.

    Needs no permission, for those without any matter most. Limited per account and time, so that trying again
    and again does not flood the trail.
    """
    of_late = AuditRecord.at > sender.clock() - WINDOW
    by = (AuditRecord.actor == sender.by.username, AuditRecord.event == Event.ACCESS_REFUSED)
    with reading(sender.engine) as connection:
        told = connection.scalar(select(func.count()).select_from(AuditRecord).where(of_late, *by)) or 0
    if told >= MOST_REFUSALS:
        return
    with _opened(replace(sender, idempotency_key=None)) as act:
        act.record(Event.ACCESS_REFUSED, kind, subject[:60])
        act.close(frozenset())


@contextmanager
def _opened(sender: Sender) -> Iterator[Act]:
    with writing(sender.engine) as connection:
        act = Act(connection, sender)
        with act.session, act.until_sealed:
            yield act
    trail = trail_of(sender.engine)
    if trail is not None and act.anchor is not None:
        trail.anchors.add(act.anchor, trail.key)


def _other_than_drafts(session: Session) -> Callable[[], bool]:
    """A check for the end of the act: was anything but a draft written?"""
    found: list[object] = []

    def look(session: Session, _context: Any, _instances: Any) -> None:
        changed = (*session.new, *session.dirty, *session.deleted)
        found.extend(each for each in changed if not _is_draft(each))

    event.listen(session, "before_flush", look)
    return lambda: bool(found)


def _is_draft(row: object) -> bool:
    is_report = isinstance(row, ProgressReport) and row.state is ReportState.DRAFT
    # Nor is an attempt to sign in, which the trail is told of by its own measure.
    return is_report or isinstance(row, ServiceDraft | CaseDraft | Notice | SignInAttempt)
