"""Which quarters are locked, and what was amended after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from db.models import Agency, Amendment, QuarterLock
from db.queries.rows import typed
from db.subjects import Subject, query
from domain.commitments.quarters import AmendedPart


@dataclass(frozen=True)
class LockRow:
    quarter: str
    locked_at: datetime
    agency: str


@query(Subject.AGENCIES, Subject.COMMITMENTS, cached=True)
def locked_quarters(connection: Connection) -> Mapping[str, LockRow]:
    """The locks by quarter key (``2026-B09``)."""
    rows = connection.execute(
        select(QuarterLock.quarter, QuarterLock.locked_at, Agency.short_name)
        .join(Agency, Agency.id == QuarterLock.agency_id)
        .order_by(QuarterLock.quarter)
    )
    return {row.quarter: row for row in typed(LockRow, rows)}


def is_locked(connection: Connection, quarter: str) -> bool:
    found = connection.execute(select(QuarterLock.quarter).where(QuarterLock.quarter == quarter))
    return found.one_or_none() is not None


@dataclass(frozen=True)
class QuarterAmendmentRow:
    quarter: str
    what: AmendedPart
    reason: str
    amended_at: datetime
    agency: str


@query(Subject.AGENCIES, Subject.COMMITMENTS, cached=True)
def amendments_of(connection: Connection, commitment_id: int) -> tuple[QuarterAmendmentRow, ...]:
    rows = connection.execute(
        select(Amendment.quarter, Amendment.what, Amendment.reason, Amendment.amended_at, Agency.short_name)
        .join(Agency, Agency.id == Amendment.agency_id)
        .where(Amendment.commitment_id == commitment_id)
        .order_by(Amendment.amended_at, Amendment.id)
    )
    return typed(QuarterAmendmentRow, rows)
