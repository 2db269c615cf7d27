"""What happened to one commitment, from the rows of both sides."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from db.models import Agency, Checkpoint, Commitment, TargetChange
from db.queries.offices import offices_of
from db.queries.rows import build
from db.subjects import Subject, query
from domain.commitments.targets import ChangeState


@dataclass(frozen=True)
class ChangeRow:
    id: int
    version: int
    state: ChangeState
    quarter: str | None
    """Whose checkpoint it is; None when it is the commitment's own target."""
    unit: str
    old_target: float
    new_target: float
    old_due_on: date
    new_due_on: date
    reason: str
    agency: str
    proposer_id: int
    proposed_at: datetime
    decision: str
    decided_by: str | None
    decided_at: datetime | None


@query(Subject.AGENCIES, Subject.ACCOUNTS, Subject.COMMITMENTS, Subject.TRAIL)
def target_changes(connection: Connection, commitment_id: int) -> tuple[ChangeRow, ...]:
    """Every proposal to change a target of this commitment, oldest first."""
    rows = connection.execute(
        select(
            TargetChange.id,
            TargetChange.version,
            TargetChange.state,
            Checkpoint.quarter,
            Commitment.unit,
            TargetChange.old_target,
            TargetChange.new_target,
            TargetChange.old_due_on,
            TargetChange.new_due_on,
            TargetChange.reason,
            Agency.short_name,
            TargetChange.proposer_id,
            TargetChange.proposed_at,
            TargetChange.decision,
            TargetChange.decider_id,
            TargetChange.decided_at,
        )
        .join(Commitment, Commitment.id == TargetChange.commitment_id)
        .join(Agency, Agency.id == TargetChange.agency_id)
        .outerjoin(Checkpoint, Checkpoint.id == TargetChange.checkpoint_id)
        .where(TargetChange.commitment_id == commitment_id)
        .order_by(TargetChange.proposed_at, TargetChange.id)
    ).all()
    offices = offices_of(connection, {row.decider_id for row in rows if row.decider_id is not None})
    return tuple(
        build(
            ChangeRow,
            row[:-2],
            None if row.decider_id is None else offices.of(row.decider_id, row.decided_at),
            row.decided_at,
        )
        for row in rows
    )
