"""What signing in asks of an account: links to it, the step that waits, its second factor, failures."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from db.models import AccountLink, Agency, RecoveryCode, SecondFactor, SignInAttempt, SignInStep, User
from db.queries.accounts import token_digest
from db.queries.rows import build
from db.queries.standing import OnItsDay
from db.subjects import Subject, query
from domain.access.permissions import Role
from domain.time.calendar import local_time


@dataclass(frozen=True)
class LinkRow:
    """A link that may still be used, and for whom."""

    id: int
    user_id: int
    username: str
    display_name: str
    agency: str
    expires_at: datetime


@query(Subject.AGENCIES, Subject.ACCOUNTS)
def usable_link(connection: Connection, key: str, now: datetime) -> LinkRow | None:
    """None for one that is unknown, used, withdrawn or too old, or whose account is closed."""
    row = connection.execute(
        select(
            AccountLink.id,
            User.id,
            User.username,
            User.display_name,
            Agency.short_name,
            AccountLink.expires_at,
        )
        .join(User, User.id == AccountLink.user_id)
        .join(Agency, Agency.id == User.agency_id)
        .where(
            AccountLink.key_digest == token_digest(key),
            AccountLink.used_at.is_(None),
            AccountLink.withdrawn_at.is_(None),
            AccountLink.expires_at > now,
            User.is_active.is_(True),
        )
    ).one_or_none()
    return build(LinkRow, row) if row else None


@dataclass(frozen=True)
class PendingStep:
    """Somebody between the first step and a session."""

    id: int
    user_id: int
    username: str
    display_name: str
    role: Role
    sealed_secret: str | None
    """None: the second factor is to be set up first."""
    last_step: int
    by_provider: bool


@query(Subject.ACCOUNTS)
def pending_step(connection: Connection, token: str, now: datetime) -> PendingStep | None:
    """None for one that is unknown, passed or too old, or whose account was closed meanwhile."""
    own = OnItsDay()
    asked = (
        select(
            SignInStep.id,
            User.id,
            User.username,
            User.display_name,
            own.role,
            SecondFactor.sealed_secret,
            func.coalesce(SecondFactor.last_step, 0),
            SignInStep.by_provider,
        )
        .join(User, User.id == SignInStep.user_id)
        .outerjoin(SecondFactor, SecondFactor.user_id == User.id)
    )
    row = connection.execute(
        own.joined(asked, local_time(now).date()).where(
            SignInStep.token_digest == token_digest(token),
            SignInStep.expires_at > now,
            User.is_active.is_(True),
        )
    ).one_or_none()
    return build(PendingStep, row) if row else None


@query(Subject.ACCOUNTS)
def unused_recovery(connection: Connection, user_id: int, beginning: str) -> tuple[int, str] | None:
    """The code on paper that begins so, if it was not used yet, as its number and its hash."""
    row = connection.execute(
        select(RecoveryCode.id, RecoveryCode.code_hash).where(
            RecoveryCode.user_id == user_id,
            RecoveryCode.beginning == beginning,
            RecoveryCode.used_at.is_(None),
        )
    ).one_or_none()
    return (row.id, row.code_hash) if row else None


@dataclass(frozen=True)
class FactorRow:
    set_up_at: datetime
    recovery_left: int


@query(Subject.ACCOUNTS)
def second_factor_of(connection: Connection, user_id: int) -> FactorRow | None:
    left = (
        select(func.count())
        .where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
        .scalar_subquery()
    )
    row = connection.execute(
        select(SecondFactor.set_up_at, left).where(SecondFactor.user_id == user_id)
    ).one_or_none()
    return build(FactorRow, row) if row else None


@query(Subject.ACCOUNTS)
def refused_attempts(connection: Connection, username: str, *, since: datetime) -> int:
    """Wrong passwords for this account since then, from wherever."""
    return connection.execute(
        select(func.count()).where(SignInAttempt.username == username, SignInAttempt.at > since)
    ).scalar_one()
