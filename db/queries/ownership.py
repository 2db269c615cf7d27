"""Offers of ownership: those that wait for the reader's agency, and the history of one commitment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db.models import Agency, Commitment, OwnershipOffer, TargetChange
from db.queries.rows import typed
from db.subjects import Subject, query
from domain.access.permissions import Scope
from domain.commitments.ownership import OPEN, OfferState
from domain.commitments.targets import ChangeState


@dataclass(frozen=True)
class OfferRow:
    id: int
    version: int
    state: OfferState
    commitment_code: str
    title: str
    output: str
    indicator: str
    unit: str
    baseline: float
    target: float
    starts_on: date
    due_on: date
    agency_id: int
    agency_code: str
    agency: str
    """To whom it is proposed."""
    proposer_agency: str
    note: str
    proposed_at: datetime
    reason: str
    countered_due_on: date | None
    countered_target: float | None
    countered_agency: str | None
    answered_at: datetime | None
    settled_at: datetime | None
    settlement: str
    is_demo: bool


@query(Subject.AGENCIES, Subject.COMMITMENTS, kept=True)
def ownership_offers(connection: Connection, *, scope: Scope) -> tuple[OfferRow, ...]:
    """What waits for the reader's own agency, oldest first; nothing for a reader without one."""
    return _offers(
        connection,
        [OwnershipOffer.agency_id.in_(scope.agencies), OwnershipOffer.state == OfferState.PROPOSED],
    )


@query(Subject.AGENCIES, Subject.COMMITMENTS, kept=True)
def open_offers(connection: Connection) -> tuple[OfferRow, ...]:
    """All that somebody still has to answer or settle. Who is asked for what is open to all who sign in."""
    return _offers(connection, [OwnershipOffer.state.in_(OPEN)])


@query(Subject.AGENCIES, Subject.COMMITMENTS, kept=True)
def offers_of_commitment(connection: Connection, commitment_id: int) -> tuple[OfferRow, ...]:
    return _offers(connection, [OwnershipOffer.commitment_id == commitment_id])


def _before(column: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
    """What stood there when the offer was answered, if it has changed since; agreeing to a counter does."""
    return (
        select(column)
        .where(
            TargetChange.commitment_id == OwnershipOffer.commitment_id,
            TargetChange.checkpoint_id.is_(None),
            TargetChange.state == ChangeState.APPROVED,
            TargetChange.decided_at >= OwnershipOffer.answered_at,
        )
        .order_by(TargetChange.decided_at, TargetChange.id)
        .limit(1)
        .correlate(OwnershipOffer)
        .scalar_subquery()
    )


def _offers(connection: Connection, which: Iterable[ColumnElement[bool]]) -> tuple[OfferRow, ...]:
    proposer, countered = aliased(Agency), aliased(Agency)
    rows: Any = connection.execute(
        select(
            OwnershipOffer.id,
            OwnershipOffer.version,
            OwnershipOffer.state,
            Commitment.code,
            Commitment.title,
            Commitment.output,
            Commitment.indicator,
            Commitment.unit,
            Commitment.baseline,
            func.coalesce(_before(TargetChange.old_target), Commitment.target),
            Commitment.starts_on,
            func.coalesce(_before(TargetChange.old_due_on), Commitment.due_on),
            OwnershipOffer.agency_id,
            Agency.code,
            Agency.short_name,
            proposer.short_name,
            OwnershipOffer.note,
            OwnershipOffer.proposed_at,
            OwnershipOffer.reason,
            OwnershipOffer.countered_due_on,
            OwnershipOffer.countered_target,
            countered.short_name,
            OwnershipOffer.answered_at,
            OwnershipOffer.settled_at,
            OwnershipOffer.settlement,
            OwnershipOffer.is_demo,
        )
        .join(Commitment, Commitment.id == OwnershipOffer.commitment_id)
        .join(Agency, Agency.id == OwnershipOffer.agency_id)
        .join(proposer, proposer.id == OwnershipOffer.proposer_agency_id)
        .outerjoin(countered, countered.id == OwnershipOffer.countered_agency_id)
        .where(*which)
        .order_by(OwnershipOffer.proposed_at, OwnershipOffer.id)
    )
    return typed(OfferRow, rows)
