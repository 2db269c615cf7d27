"""Of which agency an account was at some moment: the trail tells when it went over to another one."""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from db.models import Agency, AuditRecord, User
from domain.access.events import Event
from domain.time.calendar import day_begins

_CHANGES = (Event.ACCOUNT_CHANGED, Event.ACCOUNT_MOVED)


@dataclass(frozen=True)
class Offices:
    """Each account's agencies by short name, and the moments at which it left them."""

    now: Mapping[int, str]
    left: Mapping[int, list[tuple[datetime, str]]]

    def of(self, user_id: int, at: datetime) -> str:
        left = self.left.get(user_id, [])
        place = bisect_right([moment for moment, _ in left], at)
        return left[place][1] if place < len(left) else self.now[user_id]


def offices_of(connection: Connection, user_ids: Collection[int]) -> Offices:
    names = dict(connection.execute(select(Agency.code, Agency.short_name)).all())
    now = dict(
        connection.execute(
            select(User.id, Agency.short_name)
            .join(Agency, Agency.id == User.agency_id)
            .where(User.id.in_(user_ids))
        ).all()
    )
    left: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    for user_id, at, before, after in connection.execute(
        select(User.id, AuditRecord.at, AuditRecord.before, AuditRecord.after)
        .join(User, User.username == AuditRecord.subject_id)
        .where(AuditRecord.subject == "user", AuditRecord.event.in_(_CHANGES), User.id.in_(user_ids))
        .order_by(AuditRecord.id)
    ):
        was = json.loads(before).get("agency")
        if was is not None:
            left[user_id].append((_moment(at, json.loads(after)), names.get(was, was)))
    return Offices(now, left)


def _moment(at: datetime, after: Mapping[str, str]) -> datetime:
    """A planned move holds from its day on, whenever that was written down."""
    starts_on = after.get("starts_on")
    return at if starts_on is None else min(at, day_begins(date.fromisoformat(starts_on)))
