"""What somebody typed and did not send belongs to him at that office; when he has left it, to the office."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, SQLColumnExpression, or_, select
from sqlalchemy.orm import aliased

from db.models import Delegation, User
from db.queries.standing import OnItsDay, ended_by_move
from domain.access.permissions import Actor, Permission, Role


@dataclass(frozen=True)
class Drafts:
    """Whose a draft is to this actor, by the columns that name its writer and its office."""

    by: Actor
    needs: Permission
    """What its writer must be allowed to send it."""
    writer: SQLColumnExpression[int]
    agency: SQLColumnExpression[int | None]
    author: Any = field(default_factory=lambda: aliased(User))

    @property
    def own(self) -> ColumnElement[bool]:
        return (self.writer == self.by.user_id) & self.agency.in_(self.by.agencies)

    def left(self, connection: Connection, on: date) -> ColumnElement[bool]:
        """Of this office, by somebody who can send it no more: he went elsewhere, or his days are over."""
        own = OnItsDay(aliased(User))
        here = own.joined(select(own.user.id), on).where(
            own.user.id == self.writer,
            own.user.is_active,
            own.agency_id.in_(self.by.agencies),
            own.role.in_([role for role in Role if self.needs in role.row.permissions]),
        )
        deputy = select(Delegation.id).where(
            Delegation.account_id == self.writer,
            Delegation.revoked_at.is_(None),
            Delegation.starts_on <= on,
            Delegation.ends_on >= on,
            ~ended_by_move(connection, on),
        )
        return self.agency.in_(self.by.agencies) & ~or_(here.exists(), deputy.exists())
