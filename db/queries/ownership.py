"""Offers of ownership: those that wait for the reader's agency, and the history of one commitment."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db.models import Agency, Commitment, OwnershipOffer, TargetChange
from db.queries.holidays import closed_days
from db.queries.rows import typed
from db.subjects import Subject, query
from domain.access.permissions import Scope
from domain.commitments.ownership import OPEN, OfferState, answer_by
from domain.commitments.targets import ChangeState
from domain.time.calendar import local_time

_PROPOSER, _COUNTERED = aliased(Agency), aliased(Agency)


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
    answer_by: date | None = None
    """Until when the agency answers, or the secretariat its counter; None when that was done."""


@query(Subject.AGENCIES, Subject.COMMITMENTS, Subject.HOLIDAYS, cached=True)
def ownership_offers(connection: Connection, *, scope: Scope) -> tuple[OfferRow, ...]:
    """What waits for the reader's own agency, oldest first; nothing for a reader without one."""
    return _offers(
        connection,
        [OwnershipOffer.agency_id.in_(scope.agencies), OwnershipOffer.state == OfferState.PROPOSED],
    )


@query(Subject.AGENCIES, Subject.COMMITMENTS, Subject.HOLIDAYS, cached=True)
def open_offers(connection: Connection) -> tuple[OfferRow, ...]:
    """All that somebody still has to answer or settle. Who is asked for what is open to all who sign in."""
    return _offers(connection, [OwnershipOffer.state.in_(OPEN)])


@query(Subject.AGENCIES, Subject.COMMITMENTS, Subject.HOLIDAYS, cached=True)
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
            _PROPOSER.short_name,
            OwnershipOffer.note,
            OwnershipOffer.proposed_at,
            OwnershipOffer.reason,
            OwnershipOffer.countered_due_on,
            OwnershipOffer.countered_target,
            _COUNTERED.short_name,
            OwnershipOffer.answered_at,
            OwnershipOffer.settled_at,
            OwnershipOffer.settlement,
            OwnershipOffer.is_demo,
        )
        .join(Commitment, Commitment.id == OwnershipOffer.commitment_id)
        .join(Agency, Agency.id == OwnershipOffer.agency_id)
        .join(_PROPOSER, _PROPOSER.id == OwnershipOffer.proposer_agency_id)
        .outerjoin(_COUNTERED, _COUNTERED.id == OwnershipOffer.countered_agency_id)
        .where(*which)
        .order_by(OwnershipOffer.proposed_at, OwnershipOffer.id)
    )
    until = _days_of_answer(connection)
    return tuple(
        replace(offer, answer_by=until(offer.answered_at or offer.proposed_at))
        if offer.state in OPEN
        else offer
        for offer in typed(OfferRow, rows)
    )


def _days_of_answer(connection: Connection) -> Callable[[datetime], date]:
    """Until when what was asked at a moment is to be answered; the holidays of a year are read once."""
    closed = cache(lambda year: closed_days(connection, date(year, 1, 1)))

    def until(asked_at: datetime) -> date:
        asked_on = local_time(asked_at).date()
        return answer_by(asked_on, closed(asked_on.year))

    return until


@dataclass(frozen=True)
class Asked:
    """An offer or a change of a target that waits for an answer, of whom, and until when."""

    id: int
    code: str
    title: str
    answer_by: date
    agency_id: int | None = None
    """Whose answer it is; None where anybody's who may decide."""
    is_counter: bool = False


@query(Subject.COMMITMENTS, Subject.HOLIDAYS)
def awaited_answers(connection: Connection) -> tuple[Asked, ...]:
    """Of offers: the agency's, or to its counter the secretariat's."""
    found, until = [], _days_of_answer(connection)
    for row in connection.execute(
        select(
            OwnershipOffer.id,
            Commitment.code,
            Commitment.title,
            OwnershipOffer.state,
            OwnershipOffer.agency_id,
            OwnershipOffer.proposer_agency_id,
            OwnershipOffer.proposed_at,
            OwnershipOffer.answered_at,
        )
        .join(Commitment, Commitment.id == OwnershipOffer.commitment_id)
        .where(OwnershipOffer.state.in_(OPEN))
        .order_by(OwnershipOffer.id)
    ):
        is_counter = row.state is OfferState.COUNTERED
        asked = row.proposer_agency_id if is_counter else row.agency_id
        due_on = until(row.answered_at or row.proposed_at)
        found.append(Asked(row.id, row.code, row.title, due_on, asked, is_counter))
    return tuple(found)


@query(Subject.COMMITMENTS, Subject.HOLIDAYS)
def undecided_changes(connection: Connection) -> tuple[Asked, ...]:
    """Changes of a target that nobody has decided."""
    rows = connection.execute(
        select(TargetChange.id, Commitment.code, Commitment.title, TargetChange.proposed_at)
        .join(Commitment, Commitment.id == TargetChange.commitment_id)
        .where(TargetChange.state == ChangeState.PROPOSED)
        .order_by(TargetChange.id)
    )
    until = _days_of_answer(connection)
    return tuple(Asked(row.id, row.code, row.title, until(row.proposed_at)) for row in rows)
