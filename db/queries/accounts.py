"""Who stands behind a request, and which sessions an account has."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from db.models import Agency, User, UserSession
from db.subjects import Subject, query
from domain.access.permissions import Actor, Role


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@query(Subject.AGENCIES, Subject.ACCOUNTS)
def actor_of_token(connection: Connection, token: str, now: datetime) -> Actor | None:
    """The signed-in actor, or None: unknown, expired, revoked, or an account that was closed."""
    row = connection.execute(
        select(
            User.id,
            User.username,
            User.display_name,
            User.role,
            User.agency_id,
            User.is_demo,
            Agency.short_name,
        )
        .join(UserSession, UserSession.user_id == User.id)
        .join(Agency, Agency.id == User.agency_id)
        .where(
            UserSession.token_digest == token_digest(token),
            UserSession.revoked_at.is_(None),
            UserSession.expires_at > now,
            User.is_active.is_(True),
        )
    ).one_or_none()
    if row is None:
        return None
    return Actor(
        user_id=row.id,
        username=row.username,
        display_name=row.display_name,
        role=row.role,
        agency_id=row.agency_id,
        agency_name=row.short_name,
        is_demo=row.is_demo,
    )


@dataclass(frozen=True)
class SessionRow:
    device: str
    created_at: datetime
    expires_at: datetime
    is_this_one: bool


@query(Subject.ACCOUNTS)
def open_sessions(connection: Connection, *, user_id: int, token: str, now: datetime) -> list[SessionRow]:
    rows = connection.execute(
        select(
            UserSession.device,
            UserSession.created_at,
            UserSession.expires_at,
            UserSession.token_digest,
        )
        .where(
            UserSession.user_id == user_id,
            UserSession.revoked_at.is_(None),
            UserSession.expires_at > now,
        )
        .order_by(UserSession.created_at.desc())
    )
    digest = token_digest(token)
    return [SessionRow(r.device, r.created_at, r.expires_at, r.token_digest == digest) for r in rows]


@dataclass(frozen=True)
class DemoAccount:
    username: str
    display_name: str
    role: Role
    agency: str


@query(Subject.AGENCIES, Subject.ACCOUNTS)
def demo_accounts(connection: Connection) -> list[DemoAccount]:
    """The accounts that the sign-in page offers as buttons in demo mode."""
    rows = connection.execute(
        select(User.username, User.display_name, User.role, Agency.short_name)
        .join(Agency, Agency.id == User.agency_id)
        .where(User.is_demo.is_(True), User.is_active.is_(True))
        .order_by(User.id)
    )
    return [DemoAccount(*row) for row in rows]


def real_accounts(connection: Connection) -> int:
    """How many accounts belong to somebody; a demo must never run beside them."""
    return _accounts(connection, sample=False)


def sample_accounts(connection: Connection) -> int:
    return _accounts(connection, sample=True)


def _accounts(connection: Connection, *, sample: bool) -> int:
    return connection.execute(
        select(func.count()).select_from(User).where(User.is_demo.is_(sample))
    ).scalar_one()
