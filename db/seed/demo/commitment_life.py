"""Sample life of the commitments: proposals of ownership, changed targets, locked quarters, duties found."""

from datetime import datetime, timedelta

from sqlalchemy import select

from db.models import (
    Amendment,
    Commitment,
    DutyFinding,
    OwnershipOffer,
    QuarterLock,
    TargetChange,
    User,
)
from db.seed.demo.sheet import Book, at, rows, working
from domain.access.permissions import Role
from domain.commitments.declaration import DutyState, RegencyDuty
from domain.commitments.ownership import OfferState
from domain.commitments.quarters import AmendedPart
from domain.commitments.targets import ChangeState


def load(book: Book) -> None:
    commitments = {each.code: each for each in book.session.execute(select(Commitment)).scalars()}
    _offers(book, commitments)
    _target_changes(book, commitments)
    _locks(book, commitments)
    _duties(book)


def _accounts(book: Book) -> dict[str, User]:
    return {user.username: user for user in book.session.execute(select(User)).scalars()}


def _moment(book: Book, offset: str, hour: int) -> datetime | None:
    return at(book.working_day(int(offset)), hour) if offset else None


def _offers(book: Book, commitments: dict[str, Commitment]) -> None:
    """Proposals of ownership, so that both sides of every answer can be seen."""
    secretariat = _accounts(book)["sekretariat"]
    answerers = {user.agency_id: user.id for user in _accounts(book).values() if user.role is Role.AGENCY}
    for row in rows("offers.csv"):
        proposed = _moment(book, row["proposed"], 9)
        assert proposed is not None
        book.session.add(
            OwnershipOffer(
                commitment_id=commitments[row["commitment_code"]].id,
                agency_id=book.agencies[row["agency_code"]],
                state=OfferState(row["state"]),
                note=row["note"],
                proposer_id=secretariat.id,
                proposer_agency_id=secretariat.agency_id,
                proposed_at=proposed,
                reason=row["reason"],
                countered_due_on=book.day(int(row["countered_due"])) if row["countered_due"] else None,
                countered_agency_id=book.agency(row["countered_agency_code"]),
                answerer_id=answerers.get(book.agencies[row["agency_code"]]) if row["answered"] else None,
                answered_at=_moment(book, row["answered"], 14),
                settled_at=_moment(book, row["settled"], 15),
                settlement=row["settlement"],
                is_demo=True,
            )
        )
    book.session.flush()


def _target_changes(book: Book, commitments: dict[str, Commitment]) -> None:
    accounts = _accounts(book)
    for row in rows("target_changes.csv"):
        commitment = commitments[row["commitment_code"]]
        proposed = _moment(book, row["proposed"], 10)
        assert proposed is not None
        book.session.add(
            TargetChange(
                commitment_id=commitment.id,
                state=ChangeState(row["state"]),
                old_target=float(row["old_target"]),
                new_target=float(row["new_target"]),
                old_due_on=commitment.due_on,
                new_due_on=commitment.due_on,
                reason=row["reason"],
                proposer_id=accounts[row["proposer"]].id,
                agency_id=book.agencies[row["agency_code"]],
                proposed_at=proposed,
                decider_id=accounts[row["decider"]].id if row["decider"] else None,
                decision=row["decision"],
                decided_at=_moment(book, row["decided"], 11),
                is_demo=True,
            )
        )
    book.session.flush()


_LOCKED = (-4, -3, -2)
"""Quarters closed before the last one: the last is still being verified."""


def _locks(book: Book, commitments: dict[str, Commitment]) -> None:
    secretariat = _accounts(book)["sekretariat"]
    for offset in _LOCKED:
        quarter = book.quarter.shift(offset)
        book.session.add(
            QuarterLock(
                quarter=quarter.key,
                locked_at=at(working(quarter.ends_on + timedelta(days=45)), 16),
                locker_id=secretariat.id,
                agency_id=secretariat.agency_id,
                is_demo=True,
            )
        )
    book.session.flush()
    inspector = _accounts(book)["inspektorat"]
    book.session.add(
        Amendment(
            commitment_id=commitments["K-01"].id,
            quarter=book.quarter.shift(_LOCKED[-1]).key,
            what=AmendedPart.VERDICT,
            reason="Notulen bertanda tangan baru diterima setelah triwulan dikunci; putusan tetap.",
            amended_at=at(book.working_day(-40), 10),
            amender_id=inspector.id,
            agency_id=inspector.agency_id,
            is_demo=True,
        )
    )
    book.session.flush()


def _duties(book: Book) -> None:
    secretariat = _accounts(book)["sekretariat"]
    for row in rows("duty_findings.csv"):
        recorded = _moment(book, row["recorded"], 13)
        assert recorded is not None
        book.session.add(
            DutyFinding(
                region_code=row["region_code"],
                duty=RegencyDuty(row["duty"]),
                state=DutyState(row["state"]),
                reference=row["reference"],
                dated_on=book.day(int(row["dated"])) if row["dated"] else None,
                source=row["source"],
                recorded_at=recorded,
                recorder_id=secretariat.id,
                agency_id=secretariat.agency_id,
                is_demo=True,
            )
        )
    book.session.flush()
