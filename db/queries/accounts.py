"""Who stands behind a request, and which sessions an account has."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Row,
    Select,
    String,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from db.bulk import among
from db.models import (
    AccountLink,
    Agency,
    Delegation,
    PlannedMove,
    ProviderName,
    SecondFactor,
    SignInAttempt,
    User,
    UserSession,
)
from db.queries.mergers import HAS_TAKEN_OVER, merged_into
from db.queries.rows import typed
from db.queries.standing import IS_OPEN, Day, Moment, OnItsDay, ended_by_move
from db.subjects import Subject, query
from db.types import UtcDateTime
from domain.access import throttle
from domain.access.accounts import UNSET_HASH, AccountStanding, AccountState
from domain.access.permissions import Actor, Deputy, Role
from domain.access.sessions import SessionEnd
from domain.time.calendar import day_begins, local_time


def token_digest(token: str) -> str:
    # What no browser sends has a digest, too: that of nobody.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def session_mark(digest: str) -> str:
    """By which the trail tells whether a session has the token that it was opened with; opens nothing."""
    return hashlib.sha256(digest.encode()).hexdigest()[:16]


def is_open(now: Moment) -> tuple[ColumnElement[bool], ...]:
    """Neither ended, nor over, nor left unused for too long."""
    return (
        UserSession.revoked_at.is_(None),
        UserSession.expires_at > now,
        or_(UserSession.idle_ends_at.is_(None), UserSession.idle_ends_at > now),
    )


_ACTING = aliased(User)
"""The account of an office and its deputy together."""
PRINCIPAL = aliased(User)


@cache
def _signed_in() -> Select[*tuple[Any, ...]]:
    """Asked in every run of every page; putting it together takes several times as long as asking it."""
    return _sessions().where(UserSession.token_digest == bindparam("digest", type_=String))


@cache
def _sessions() -> Select[*tuple[Any, ...]]:
    """All that are neither ended nor over by their account's or their office's days."""
    standing, office = OnItsDay(), OnItsDay(PRINCIPAL)
    now = bindparam("now", type_=UtcDateTime)
    today, begins = bindparam("today", type_=Date), bindparam("day_begins", type_=UtcDateTime)
    asked = (
        select(
            UserSession.token_digest,
            User.id,
            User.username,
            User.display_name,
            User.is_demo,
            func.coalesce(office.role, standing.role, type_=User.role.type).label("role"),
            Agency.id.label("agency_id"),
            Agency.short_name,
            HAS_TAKEN_OVER,
            Delegation.kind,
            Delegation.ends_on,
            Delegation.named_at,
            standing.move.starts_on.label("moved_on"),
            office.move.starts_on.label("office_moved_on"),
            PRINCIPAL.display_name.label("office"),
            _ACTING.id.label("acting_id"),
            _ACTING.username.label("acting_username"),
            _ACTING.display_name.label("acting_name"),
        )
        .join(UserSession, UserSession.user_id == User.id)
        .outerjoin(Delegation, Delegation.id == UserSession.delegation_id)
        .outerjoin(PRINCIPAL, PRINCIPAL.id == Delegation.principal_id)
        .outerjoin(_ACTING, _ACTING.id == Delegation.account_id)
    )
    return (
        office.joined(standing.joined(asked, today), today)
        .join(Agency, Agency.id == func.coalesce(office.agency_id, standing.agency_id))
        .where(
            *is_open(now),
            User.is_active.is_(True),
            standing.outlived_by(UserSession.created_at, today, begins),
            or_(UserSession.delegation_id.is_(None), is_running(today)),
        )
    )


@query(Subject.AGENCIES, Subject.ACCOUNTS)
def actor_of_token(connection: Connection, token: str, now: datetime) -> Actor | None:
    """The signed-in actor, or None: unknown, expired, revoked, or an account that was closed.

    A session that acts for an office acts with that office's role and agency, and is over with its days. One
    that was opened before its account went over to another agency or role is over with that day.
    """
    row = connection.execute(_signed_in(), {"digest": token_digest(token)} | _moment(now)).one_or_none()
    if row is None or _is_named_for_another_office(row):
        return None
    own = _person(connection, row)
    if row.acting_id is None:
        return own
    return replace(
        own,
        user_id=row.acting_id,
        username=row.acting_username,
        display_name=row.acting_name,
        deputy=Deputy(
            own.person_id or 0, row.username, row.display_name, f"{row.kind.label} {row.office}", row.ends_on
        ),
    )


def _moment(now: datetime) -> dict[str, Any]:
    today = local_time(now).date()
    return {"now": now, "today": today, "day_begins": day_begins(today)}


def _is_named_for_another_office(row: Row[Any]) -> bool:
    """A deputy who was named before the office, or he himself, went over to another agency or role."""
    moves = [moved for moved in (row.moved_on, row.office_moved_on) if moved is not None]
    return row.acting_id is not None and any(row.named_at < day_begins(moved) for moved in moves)


@query(Subject.AGENCIES, Subject.ACCOUNTS)
def still_open(connection: Connection, digests: Collection[str], now: datetime) -> frozenset[str]:
    """Of these sessions, by what is kept of their tokens, those that are still somebody's."""
    asked = _sessions().where(among(connection, UserSession.token_digest, digests))
    rows = connection.execute(asked, _moment(now))
    return frozenset(row.token_digest for row in rows if not _is_named_for_another_office(row))


@query(Subject.ACCOUNTS)
def session_end(connection: Connection, token: str, now: datetime) -> SessionEnd | None:
    """Of a session that lets nobody in any more, whatever ended it; None where there was none."""
    ended_by_itself = and_(
        UserSession.revoked_at.is_(None),
        UserSession.expires_at > now,
        UserSession.idle_ends_at <= now,
    )
    ended = connection.execute(
        select(case((ended_by_itself, UserSession.idle_minutes)).label("unused_minutes")).where(
            UserSession.token_digest == token_digest(token)
        )
    ).one_or_none()
    return None if ended is None else SessionEnd(ended.unused_minutes)


@query(Subject.AGENCIES, Subject.ACCOUNTS)
def actor_of_account(connection: Connection, username: str) -> Actor | None:
    """Whoever this account is, without a session: for a job that an operator has done in its name."""
    row = connection.execute(
        select(
            User.id,
            User.username,
            User.display_name,
            User.role,
            User.agency_id,
            User.is_demo,
            Agency.short_name,
            HAS_TAKEN_OVER,
        )
        .join(Agency, Agency.id == User.agency_id)
        .where(User.username == username, User.is_active.is_(True))
    ).one_or_none()
    return _person(connection, row) if row else None


def _person(connection: Connection, row: Row[*tuple[Any, ...]]) -> Actor:
    return Actor(
        user_id=row.id,
        username=row.username,
        display_name=row.display_name,
        role=row.role,
        agency_id=row.agency_id,
        agency_name=row.short_name,
        is_demo=row.is_demo,
        merged=merged_into(connection, row.agency_id) if row.has_taken_over else frozenset(),
    )


def is_running(day: Day) -> ColumnElement[bool]:
    return and_(
        Delegation.revoked_at.is_(None),
        Delegation.starts_on <= day,
        Delegation.ends_on >= day,
        PRINCIPAL.is_active.is_(True),
    )


def _lets_in(connection: Connection, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Sessions that ``actor_of_token`` knows somebody by."""
    today = local_time(now).date()
    acts = (
        select(Delegation.id)
        .join(PRINCIPAL, PRINCIPAL.id == Delegation.principal_id)
        .where(
            Delegation.id == UserSession.delegation_id,
            is_running(today),
            ~ended_by_move(connection, today),
        )
    )
    moved_today = select(PlannedMove.user_id).where(IS_OPEN, PlannedMove.starts_on == today)
    return (
        *is_open(now),
        or_(UserSession.delegation_id.is_(None), acts.exists()),
        or_(UserSession.created_at >= day_begins(today), UserSession.user_id.not_in(moved_today)),
    )


@dataclass(frozen=True)
class SessionRow:
    id: int
    device: str
    network: str
    """In words; empty where it was not noted."""
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    idle_minutes: int | None
    is_this_one: bool


@query(Subject.ACCOUNTS)
def open_sessions(connection: Connection, *, user_id: int, token: str, now: datetime) -> list[SessionRow]:
    rows = connection.execute(
        select(
            UserSession.id,
            UserSession.device,
            UserSession.network,
            UserSession.created_at,
            func.coalesce(UserSession.last_used_at, UserSession.created_at, type_=UtcDateTime),
            UserSession.expires_at,
            UserSession.idle_minutes,
            UserSession.token_digest,
        )
        .where(
            UserSession.user_id == user_id,
            *_lets_in(connection, now),
        )
        .order_by(UserSession.created_at.desc())
    )
    digest = token_digest(token)
    return [SessionRow(*row[:-1], row.token_digest == digest) for row in rows]


@query(Subject.ACCOUNTS)
def sessions_in_all(connection: Connection, now: datetime) -> int:
    """How many are open, and whose they are not."""
    return connection.scalar(select(func.count()).select_from(UserSession).where(*is_open(now))) or 0


@dataclass(frozen=True)
class AccountRow:
    """An account as its administrator sees it; no secret is part of it."""

    id: int
    username: str
    display_name: str
    role: Role
    agency_code: str
    agency: str
    is_active: bool
    is_sample: bool
    version: int
    created_at: datetime
    has_password: bool
    link_expires_at: datetime | None
    last_signed_in_at: datetime | None
    sessions: int
    refused: int
    """Wrong passwords for it of late, from wherever."""
    has_second_factor: bool
    provider_name: str
    """By which the province's own sign-in knows its owner; empty where none is tied to it."""
    is_pinned: bool
    """Its owner came in by that name once."""

    def state(self, now: datetime) -> AccountState:
        # A sample account is entered without a password, and so is one that the provider opens.
        can_enter = self.has_password or self.is_sample or self.is_pinned
        return AccountStanding(self.is_active, can_enter, self.link_expires_at).at(now)


@query(Subject.AGENCIES, Subject.ACCOUNTS)
def account_rows(connection: Connection, *, now: datetime) -> tuple[AccountRow, ...]:
    """Every account, by agency and name."""
    link = (
        select(func.max(AccountLink.expires_at, type_=UtcDateTime))
        .where(
            AccountLink.user_id == User.id, AccountLink.used_at.is_(None), AccountLink.withdrawn_at.is_(None)
        )
        .scalar_subquery()
    )
    last = (
        select(func.max(UserSession.created_at, type_=UtcDateTime))
        .where(UserSession.user_id == User.id)
        .scalar_subquery()
    )
    own_sessions = (UserSession.user_id == User.id, *_lets_in(connection, now))
    sessions = select(func.count()).where(*own_sessions).scalar_subquery()
    refused = (
        select(func.count())
        .where(SignInAttempt.username == User.username, SignInAttempt.at > now - throttle.TOLD_FOR)
        .scalar_subquery()
    )
    own = OnItsDay()
    asked = own.joined(
        select(
            User.id,
            User.username,
            User.display_name,
            own.role,
            Agency.code,
            Agency.short_name,
            User.is_active,
            User.is_demo,
            User.version,
            User.created_at,
            User.password_hash != UNSET_HASH,
            link,
            last,
            sessions,
            refused,
            select(SecondFactor.user_id).where(SecondFactor.user_id == User.id).exists(),
            func.coalesce(ProviderName.name, ""),
            ProviderName.subject_digest.is_not(None),
        ).outerjoin(ProviderName, ProviderName.user_id == User.id),
        local_time(now).date(),
    )
    rows = connection.execute(
        asked.join(Agency, Agency.id == own.agency_id)
        .where(User.id.not_in(select(Delegation.account_id)))
        .order_by(Agency.short_name, User.display_name, User.id)
    )
    return typed(AccountRow, rows)


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
