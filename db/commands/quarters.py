"""Locking a quarter, and what a change in a locked quarter must leave behind."""

from db.acting import Act
from db.command import command
from db.models import Amendment, Checkpoint, QuarterLock
from db.subjects import Subject
from domain.access.errors import LONGEST_REASON, NotFound, chosen, refuse_too_long
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.commitments import quarters
from domain.commitments.quarters import AmendedPart
from domain.commitments.requests import LockQuarter
from domain.time.calendar import Quarter, local_time


@command(Permission.LOCK_QUARTERS, Subject.COMMITMENTS)
def lock_quarter(act: Act, asked: LockQuarter) -> str:
    """Close a quarter that is over; from then on only amendments change it."""
    quarter = chosen("Triwulan yang sudah lewat", asked.quarter)
    try:
        closing = Quarter.parse(quarter)
    except ValueError:
        raise NotFound("Triwulan itu tidak dikenal. Pilih dari daftar.") from None
    locked = act.session.get(QuarterLock, closing.key) is not None
    quarters.refuse_lock(closing, on=local_time(act.now).date(), is_locked=locked)
    act.add(
        QuarterLock(
            quarter=closing.key,
            locked_at=act.now,
            locker_id=act.by.user_id,
            agency_id=act.by.agency_id,
            is_demo=act.by.is_demo,
        )
    )
    act.record(Event.QUARTER_LOCKED, "quarter", closing.key)
    return closing.key


def amend(act: Act, point: Checkpoint, what: AmendedPart, reason: str) -> str:
    """Call before changing anything in a quarter. While the quarter is open this does nothing; once it is
    locked, it refuses without a reason, and with one records and returns the amendment."""
    locked = act.session.get(QuarterLock, point.quarter) is not None
    if not quarters.amendment_needed(point.quarter, is_locked=locked, reason=reason):
        return ""
    refuse_identity({"Alasan amandemen": reason})
    refuse_too_long({"Alasan amandemen": (reason, LONGEST_REASON)})
    act.add(
        Amendment(
            commitment_id=point.commitment_id,
            quarter=point.quarter,
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
        point.quarter,
        after={"commitment": point.commitment_id, "what": what, "reason": reason.strip()},
    )
    return reason.strip()
