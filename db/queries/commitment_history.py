"""What happened to one commitment, from the rows of both sides."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from db.models import Agency, Checkpoint, Commitment, TargetChange, User
from db.queries.rows import typed
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


@query(Subject.AGENCIES, Subject.ACCOUNTS, Subject.COMMITMENTS, kept=True)
def target_changes(connection: Connection, commitment_id: int) -> tuple[ChangeRow, ...]:
    """Every proposal to change a target of this commitment, oldest first."""
    decider = select(User.id, Agency.short_name).join(Agency, Agency.id == User.agency_id).subquery("decider")
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
            decider.c.short_name,
            TargetChange.decided_at,
        )
        .join(Commitment, Commitment.id == TargetChange.commitment_id)
        .join(Agency, Agency.id == TargetChange.agency_id)
        .outerjoin(Checkpoint, Checkpoint.id == TargetChange.checkpoint_id)
        .outerjoin(decider, decider.c.id == TargetChange.decider_id)
        .where(TargetChange.commitment_id == commitment_id)
        .order_by(TargetChange.proposed_at, TargetChange.id)
    )
    return typed(ChangeRow, rows)
