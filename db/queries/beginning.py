"""How much of everything there is: from this the first hour's steps are computed."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from db.models import (
    Agency,
    Commitment,
    DutyFinding,
    ForkopimdaSeat,
    JointLeave,
    Meeting,
    PublishedFigure,
    Region,
    SecondFactor,
    Statement,
    User,
)
from db.subjects import Subject, query
from db.types import Base
from domain.access.accounts import UNSET_HASH
from domain.access.beginning import Found
from domain.access.permissions import Role
from domain.access.second_factor import is_guarded
from domain.places.regions import RegionLevel

_GUARDED = [role for role in Role if is_guarded(role)]
_ANSWERING = (Role.AGENCY, Role.FORKOPIMDA)


@query(
    Subject.PLACES,
    Subject.AGENCIES,
    Subject.ACCOUNTS,
    Subject.FIGURES,
    Subject.DECLARATION,
    Subject.COMMITMENTS,
    Subject.MEETINGS,
    Subject.HOLIDAYS,
    cached=True,
)
def found_so_far(connection: Connection, year: int) -> Found:
    """``year`` is the present one; joint leave is asked of the next."""
    formed = select(func.count(Commitment.statement_id.distinct()))
    leave = JointLeave.day.between(date(year + 1, 1, 1), date(year + 1, 12, 31))
    return Found(
        regions=_count(connection, Region, Region.level == RegionLevel.REGENCY),
        agencies=_count(connection, Agency),
        seats=_count(connection, ForkopimdaSeat, ForkopimdaSeat.valid_to.is_(None)),
        figures=_count(connection, PublishedFigure),
        administrators=_accounts(connection, Role.ADMINISTRATOR),
        offices=_accounts(connection, Role.GOVERNOR_OFFICE),
        verifiers=_accounts(connection, Role.VERIFIER),
        answering=_accounts(connection, *_ANSWERING),
        statements=_count(connection, Statement),
        phrases_formed=connection.execute(formed).scalar_one(),
        commitments=_count(connection, Commitment),
        ownerless=_count(connection, Commitment, Commitment.owner_id.is_(None)),
        meetings=_count(connection, Meeting),
        duties=_count(connection, DutyFinding),
        holidays=_count(connection, JointLeave, leave),
        guarded=_accounts(connection, *_GUARDED),
        guarded_twice=_count(
            connection, User, *_can_enter(_GUARDED), User.id.in_(select(SecondFactor.user_id))
        ),
    )


def _count(connection: Connection, model: type[Base], *which: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(model).where(*which)).scalar_one()


def _accounts(connection: Connection, *roles: Role) -> int:
    """Those that can sign in; an invitation that waits answers nothing yet."""
    return _count(connection, User, *_can_enter(roles))


def _can_enter(roles: Iterable[Role]) -> tuple[ColumnElement[bool], ...]:
    can_enter = or_(User.password_hash != UNSET_HASH, User.is_demo.is_(True))
    return User.role.in_(list(roles)), User.is_active.is_(True), can_enter
