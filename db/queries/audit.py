"""Reading the trail, and checking that nobody has touched it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from db.acting import audited_values
from db.models import AuditRecord
from db.queries.rows import typed
from domain.events import GENESIS, Event, chain_hash


@dataclass(frozen=True)
class AuditRow:
    id: int
    at: datetime
    actor: str
    event: Event
    subject: str
    subject_id: str
    screen: str
    before: str
    after: str
    hash: str


def audit_rows(
    connection: Connection, *, event: Event | None, limit: int, offset: int
) -> tuple[int, list[AuditRow]]:
    """How many records match and one page of them, newest first."""
    query = select(
        AuditRecord.id, AuditRecord.at, AuditRecord.actor, AuditRecord.event, AuditRecord.subject,
        AuditRecord.subject_id, AuditRecord.screen, AuditRecord.before, AuditRecord.after,
        AuditRecord.hash,
    )  # fmt: skip
    total = select(func.count()).select_from(AuditRecord)
    if event is not None:
        query, total = (
            query.where(AuditRecord.event == event),
            total.where(AuditRecord.event == event),
        )
    rows = connection.execute(query.order_by(AuditRecord.id.desc()).limit(limit).offset(offset))
    return connection.execute(total).scalar_one(), typed(AuditRow, rows)


@dataclass(frozen=True)
class ChainCheck:
    """``broken_at`` is the number of the first record that does not fit, None when all do."""

    records: int
    broken_at: int | None
    reason: str = ""


def verify_chain(connection: Connection) -> ChainCheck:
    """Walk the chain from the first record: numbers without a gap, links and hashes that fit."""
    previous, expected = GENESIS, 1
    for row in connection.execute(select(AuditRecord.__table__).order_by(AuditRecord.id)):
        if row.id != expected:
            return ChainCheck(expected - 1, expected, f"record {expected} is missing")
        if row.previous_hash != previous:
            return ChainCheck(row.id, row.id, f"record {row.id} does not follow record {row.id - 1}")
        if row.hash != chain_hash(previous, audited_values(row)):
            return ChainCheck(row.id, row.id, f"the content of record {row.id} was altered")
        previous, expected = row.hash, expected + 1
    return ChainCheck(expected - 1, None)
