"""Mail in hand: taken by one worker at a time, for a while, and marked when it is out (ADR 23).

What is written here is how a mail fares, no change of anybody's data: it stands beside the trail, as the last
use of a session does. A worker that dies leaves its mail to the next one when the lease has run out. So each
mail goes out at least once; that it may go out twice shows in its Message-ID, which stays the same.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, CursorResult, Engine, Insert, Update, or_, select, update

from db.engine import bookkeeping, upsert
from db.models import Base, MailedNotice, OutgoingMail
from db.queries.mail import News
from domain.notices.mail import LEASE, MailState, Purpose

LONGEST_ERROR = 160
_MAILED = Base.metadata.tables[MailedNotice.__tablename__]


@dataclass(frozen=True)
class InHand:
    """One mail that this worker, and no other, may send now."""

    id: int
    user_id: int
    purpose: Purpose
    day: date
    once: str
    tries: int
    lease: str


def take(engine: Engine, now: datetime, most: int = 20) -> tuple[InHand, ...]:
    """The next that are due; first those that were tried least often, and of these the oldest."""
    lease = secrets.token_hex(16)
    free = (
        select(OutgoingMail.id)
        .where(
            OutgoingMail.state == MailState.WAITING,
            OutgoingMail.due_at <= now,
            or_(OutgoingMail.leased_until.is_(None), OutgoingMail.leased_until <= now),
        )
        .order_by(OutgoingMail.due_at, OutgoingMail.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taking = (
        update(OutgoingMail)
        .where(OutgoingMail.id.in_(free.scalar_subquery()))
        .values(lease=lease, leased_until=now + LEASE, tries=OutgoingMail.tries + 1)
        .returning(
            OutgoingMail.id,
            OutgoingMail.user_id,
            OutgoingMail.purpose,
            OutgoingMail.day,
            OutgoingMail.once,
            OutgoingMail.tries,
            OutgoingMail.lease,
        )
    )
    with bookkeeping(engine) as connection:
        taken = (InHand(*row) for row in connection.execute(taking))
        return tuple(sorted(taken, key=lambda mail: (mail.tries, mail.id)))


def hold(engine: Engine, mail: InHand, now: datetime) -> bool:
    """Keep it for as long as one mail may take, however slow those before it; whether it is still ours."""
    return _write(engine, _held(mail).values(leased_until=now + LEASE))


def sent(engine: Engine, mail: InHand, says: Collection[News], now: datetime) -> bool:
    """That the server has it, and what it says with it; whether it was still this worker's to say so."""
    with bookkeeping(engine) as connection:
        was_ours = _changed(connection, _finished(mail, MailState.SENT, now, ""))
        if was_ours and says:
            connection.execute(_marked(connection, mail.purpose, says))
        return was_ours


def _marked(connection: Connection, purpose: Purpose, says: Collection[News]) -> Insert:
    rows = [
        {"notice_id": each.notice_id, "purpose": purpose, "edition": each.edition}
        for each in sorted(says, key=lambda news: news.notice_id)
    ]
    mark = upsert(connection, _MAILED).values(rows)
    return mark.on_conflict_do_update(
        index_elements=["notice_id", "purpose"],
        set_={"edition": mark.excluded.edition},
        where=_MAILED.c.edition < mark.excluded.edition,
    )


def finish(engine: Engine, mail: InHand, state: MailState, now: datetime, error: str = "") -> bool:
    """That it goes to nobody; whether it was still this worker's to say so."""
    return _write(engine, _finished(mail, state, now, error))


def _finished(mail: InHand, state: MailState, now: datetime, error: str) -> Update:
    return _held(mail).values(
        state=state, finished_at=now, lease="", leased_until=None, last_error=error[:LONGEST_ERROR]
    )


def put_back(
    engine: Engine, mail: InHand, due_at: datetime, error: str = "", *, was_tried: bool = True
) -> bool:
    """For another time; ``was_tried`` not when only its hour has not come."""
    tries = mail.tries if was_tried else mail.tries - 1
    return _write(
        engine,
        _held(mail).values(
            due_at=due_at, lease="", leased_until=None, tries=tries, last_error=error[:LONGEST_ERROR]
        ),
    )


def _held(mail: InHand) -> Update:
    return update(OutgoingMail).where(
        OutgoingMail.id == mail.id,
        OutgoingMail.lease == mail.lease,
        OutgoingMail.state == MailState.WAITING,
    )


def _write(engine: Engine, statement: Update) -> bool:
    with bookkeeping(engine) as connection:
        return _changed(connection, statement)


def _changed(connection: Connection, statement: Update) -> bool:
    result = connection.execute(statement)
    assert isinstance(result, CursorResult)  # an UPDATE always gives one
    return bool(result.rowcount)
