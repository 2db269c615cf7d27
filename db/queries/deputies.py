"""Who stands in for which office, and who may."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, select
from sqlalchemy.orm import aliased

from db.models import Agency, Delegation, User
from db.queries.accounts import PRINCIPAL, is_running
from db.queries.rows import typed
from db.queries.standing import OnItsDay, belongs_on, ended_by_move
from db.subjects import Subject, query
from domain.access.delegations import DelegationKind, DelegationState, state_on
from domain.access.permissions import DeputyReach, Role

_DEPUTY = aliased(User)


@dataclass(frozen=True)
class DelegationRow:
    id: int
    kind: DelegationKind
    principal: str
    """By the name that is typed; the next two by the names that are read."""
    office: str
    deputy: str
    deputy_agency: str
    starts_on: date
    ends_on: date
    order: str
    is_revoked: bool
    version: int

    def state(self, on: date) -> DelegationState:
        return state_on(on, self.starts_on, self.ends_on, is_revoked=self.is_revoked)


@query(Subject.AGENCIES, Subject.ACCOUNTS)
def deputies_of(connection: Connection, user_id: int, *, on: date) -> tuple[DelegationRow, ...]:
    """Who looked, looks and will look after this account's office, the newest first."""
    rows = _delegations(connection, Delegation.principal_id == user_id)
    ended = set(connection.scalars(select(Delegation.id).where(ended_by_move(connection, on))))
    return tuple(replace(row, is_revoked=row.is_revoked or row.id in ended) for row in rows)


@query(Subject.AGENCIES, Subject.ACCOUNTS)
def offices_of_deputy(connection: Connection, user_id: int, *, on: date) -> tuple[DelegationRow, ...]:
    """The offices that this account may act for today, or will."""
    return _delegations(
        connection,
        and_(
            Delegation.deputy_id == user_id,
            Delegation.revoked_at.is_(None),
            Delegation.ends_on >= on,
            PRINCIPAL.is_active.is_(True),
            ~ended_by_move(connection, on),
        ),
    )


@query(Subject.AGENCIES, Subject.ACCOUNTS)
def offices_with_deputy(connection: Connection, *, on: date) -> tuple[DelegationRow, ...]:
    """Every office that somebody else looks after on this day."""
    return _delegations(connection, is_running(on) & ~ended_by_move(connection, on))


def _delegations(connection: Connection, which: ColumnElement[bool]) -> tuple[DelegationRow, ...]:
    rows = connection.execute(
        select(
            Delegation.id,
            Delegation.kind,
            PRINCIPAL.username,
            PRINCIPAL.display_name,
            _DEPUTY.display_name,
            Agency.short_name,
            Delegation.starts_on,
            Delegation.ends_on,
            Delegation.order,
            Delegation.revoked_at.is_not(None),
            Delegation.version,
        )
        .join(PRINCIPAL, PRINCIPAL.id == Delegation.principal_id)
        .join(_DEPUTY, _DEPUTY.id == Delegation.deputy_id)
        .join(Agency, Agency.id == _DEPUTY.agency_id)
        .where(which)
        .order_by(Delegation.starts_on.desc(), Delegation.id.desc())
    )
    return typed(DelegationRow, rows)


@dataclass(frozen=True)
class DeputyChoice:
    username: str
    name: str
    agency: str


@query(Subject.AGENCIES, Subject.ACCOUNTS)
def deputy_choices(connection: Connection, user_id: int, *, on: date) -> tuple[DeputyChoice, ...]:
    """The accounts that may look after this one's office; its days are looked at when it is named."""
    office, each = belongs_on(connection, user_id, on), OnItsDay()
    reach = office.role.row.deputies
    if reach is DeputyReach.NOBODY:
        return ()
    able = [role for role in Role if role.row.deputies is not DeputyReach.NOBODY]
    same = [role for role in able if (role is Role.VERIFIER) == (office.role is Role.VERIFIER)]
    asked = (
        each.joined(select(User.username, User.display_name, Agency.short_name).select_from(User), on)
        .join(Agency, Agency.id == each.agency_id)
        .where(User.is_active.is_(True), each.role.in_(same), User.id != user_id)
        .order_by(each.agency_id != office.agency_id, Agency.short_name, User.display_name)
    )
    if reach is DeputyReach.OWN_AGENCY:
        asked = asked.where(each.agency_id == office.agency_id)
    return typed(DeputyChoice, connection.execute(asked))
