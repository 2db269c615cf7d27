"""Who an account is on a day: role and agency of its row, or those of a planned move whose day has come.

Decided here alone, by the date and not by whether the worker has applied the move yet: so sign-in, sessions
and lists agree also when no worker ran.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVarTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from db.models import Agency, Delegation, PlannedMove, User
from db.queries.mergers import standing_now
from db.queries.rows import build, typed
from db.subjects import Subject, query
from domain.access.moves import TOLD_DAYS, MoveState, state_on
from domain.access.permissions import Role
from domain.time.calendar import day_begins

Columns = TypeVarTuple("Columns")

Day = date | BindParameter[date]
Moment = datetime | BindParameter[datetime]
"""Itself, or to be told when a question that was put together once is asked."""

IS_OPEN = and_(PlannedMove.cancelled_at.is_(None), PlannedMove.carried_out_at.is_(None))
"""Neither cancelled nor written down."""


def has_moved(user: Any, day: Day) -> ColumnElement[bool]:
    """Whether it is somebody else by this day than its row says."""
    return exists(
        select(PlannedMove.id).where(IS_OPEN, PlannedMove.user_id == user.id, PlannedMove.starts_on <= day)
    )


@dataclass(frozen=True)
class OnItsDay:
    """The columns of an account that a move changes; the query has to be joined first."""

    user: Any = User
    move: Any = field(default_factory=lambda: aliased(PlannedMove))

    def joined(self, asked: Select[*Columns], day: Day) -> Select[*Columns]:
        due = and_(
            self.move.user_id == self.user.id,
            self.move.cancelled_at.is_(None),
            self.move.carried_out_at.is_(None),
            self.move.starts_on <= day,
        )
        return asked.outerjoin(self.move, due)

    def outlived_by(self, opened_at: Any, today: Day, begins: Moment) -> ColumnElement[bool]:
        """Whether a session that was opened then is one of who the account is today, which begins at that
        moment: none lasts longer than half a day, so only a move of today can have come in between."""
        return or_(self.move.id.is_(None), self.move.starts_on < today, opened_at >= begins)

    @property
    def role(self) -> ColumnElement[Any]:
        return func.coalesce(self.move.role, self.user.role, type_=User.role.type)

    @property
    def agency_id(self) -> ColumnElement[int]:
        """A plan that is open leads on with every merger, so this one stands."""
        return func.coalesce(self.move.agency_id, self.user.agency_id)


@dataclass(frozen=True)
class Belongs:
    role: Role
    agency_id: int


def belongs_on(connection: Connection, user_id: int, day: date) -> Belongs:
    """Where an account belongs on a day."""
    own = OnItsDay()
    asked = own.joined(select(own.role, own.agency_id).select_from(User), day).where(User.id == user_id)
    return build(Belongs, connection.execute(asked).one())


def ended_by_move(connection: Connection, day: date) -> ColumnElement[bool]:
    """Which delegations a move of either account has ended by this day: those named before the move's."""
    due = connection.execute(
        select(PlannedMove.user_id, PlannedMove.starts_on).where(IS_OPEN, PlannedMove.starts_on <= day)
    )
    return or_(
        false(),
        *(
            or_(Delegation.principal_id == user, Delegation.deputy_id == user)
            & (Delegation.named_at < day_begins(moved))
            for user, moved in due
        ),
    )


@query(Subject.ACCOUNTS)
def due_moves(connection: Connection, on: date) -> list[int]:
    """Those whose day has come and that are not written down yet, the oldest first."""
    due = select(PlannedMove.id).where(IS_OPEN, PlannedMove.starts_on <= on)
    return list(connection.scalars(due.order_by(PlannedMove.starts_on, PlannedMove.id)))


@dataclass(frozen=True)
class MoveRow:
    id: int
    user_id: int
    username: str
    role: Role
    agency_code: str
    agency: str
    starts_on: date
    reason: str

    def state(self, on: date) -> MoveState:
        return state_on(on, self.starts_on)


@query(Subject.AGENCIES, Subject.ACCOUNTS)
def moves_of(connection: Connection, *, on: date) -> tuple[MoveRow, ...]:
    """What is planned, and what has come true of late and still is so; the newest of an account last."""
    is_so = and_(User.role == PlannedMove.role, User.agency_id == Agency.id)
    rows = connection.execute(
        select(
            PlannedMove.id,
            User.id,
            User.username,
            PlannedMove.role,
            Agency.code,
            Agency.short_name,
            PlannedMove.starts_on,
            PlannedMove.reason,
        )
        .join(User, User.id == PlannedMove.user_id)
        .join(Agency, Agency.id == standing_now(connection, PlannedMove.agency_id))
        .where(PlannedMove.cancelled_at.is_(None), PlannedMove.starts_on > on - timedelta(days=TOLD_DAYS))
        .where(or_(PlannedMove.carried_out_at.is_(None), is_so))
        .order_by(PlannedMove.starts_on, PlannedMove.id)
    )
    return typed(MoveRow, rows)
