"""Locking a quarter, and what a change in a locked quarter must leave behind."""

from sqlalchemy import Engine

from db.acting import Act, acting
from db.models import Amendment, QuarterLock
from domain.access.errors import NotFound
from domain.access.events import Event
from domain.access.permissions import Actor, Permission
from domain.access.screening import refuse_identity
from domain.commitments import quarters
from domain.commitments.quarters import AmendedPart
from domain.time.calendar import Clock, Quarter, to_wita


def lock_quarter(
    engine: Engine, *, by: Actor, quarter: str, clock: Clock, screen: str = "", once: str | None = None
) -> str:
    """Close a quarter that is over; from then on only amendments change it."""
    try:
        closing = Quarter.parse(quarter)
    except ValueError:
        raise NotFound("Triwulan itu tidak dikenal. Pilih dari daftar.") from None
    with acting(engine, by, Permission.LOCK_QUARTERS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return act.earlier
        locked = act.session.get(QuarterLock, closing.key) is not None
        quarters.refuse_lock(closing, on=to_wita(act.now).date(), is_locked=locked)
        act.add(
            QuarterLock(
                quarter=closing.key,
                locked_at=act.now,
                locker_id=by.user_id,
                agency_id=by.agency_id,
                is_demo=by.is_demo,
            )
        )
        act.record(Event.QUARTER_LOCKED, "quarter", closing.key)
        act.result = closing.key
        return closing.key


def amend(act: Act, *, commitment_id: int, quarter: str, what: AmendedPart, reason: str) -> None:
    """Call before changing anything in a quarter: does nothing while it is open, refuses without a
    reason once it is locked, and keeps the reason as an amendment otherwise."""
    locked = act.session.get(QuarterLock, quarter) is not None
    if not quarters.amendment_needed(quarter, is_locked=locked, reason=reason):
        return
    refuse_identity({"Alasan amandemen": reason})
    act.add(
        Amendment(
            commitment_id=commitment_id,
            quarter=quarter,
            what=what,
            reason=reason.strip(),
            amended_at=act.now,
            amender_id=act.by.user_id,
            agency_id=act.by.agency_id,
            is_demo=act.by.is_demo,
        )
    )
    act.record(
        Event.QUARTER_AMENDED,
        "quarter",
        quarter,
        after={"commitment": commitment_id, "what": what, "reason": reason.strip()},
    )
