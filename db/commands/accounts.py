"""Accounts and sessions: create, sign in, sign out."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, Connection, CursorResult, Engine, func, select, update

from db.acting import Act, acting
from db.engine import reading
from db.models import Agency, SignInAttempt, User, UserSession
from db.queries.accounts import token_digest
from domain.access.errors import RuleBroken
from domain.access.events import Event
from domain.access.permissions import VISITOR, Actor, Permission, Role
from domain.access.sessions import SESSION_LENGTH
from domain.addresses import Endpoint, Page
from domain.time.calendar import Clock
from domain.time.formats import clock_time

THROTTLE_WINDOW = timedelta(minutes=15)
ATTEMPTS_PER_USERNAME = 5
ATTEMPTS_PER_ADDRESS = 30
MINIMUM_PASSWORD = 12
LONGEST_NAME = 120

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("no account has this password")
"""Checked when a name is unknown, so that the answer takes as long as for a known one."""


class SignInRefused(RuleBroken):
    """Wrong name or password; it never says which."""


class SignInThrottled(SignInRefused):
    """Too many refused attempts; even the right password has to wait."""


@dataclass(frozen=True)
class SignedIn:
    token: str
    expires_at: datetime


def sign_in(
    engine: Engine, *, username: str, password: str, address: str, device: str, clock: Clock
) -> SignedIn:
    """Check the password and open a session; refused attempts are counted and recorded."""
    username = "".join(c for c in username if c.isprintable()).strip().casefold()[:60]
    address_digest = hashlib.sha256(address.encode()).hexdigest()
    with reading(engine) as connection:
        _refuse_if_throttled(connection, username, address_digest, clock())
        user = connection.execute(
            select(User.id, User.password_hash).where(User.username == username, User.is_active.is_(True))
        ).one_or_none()
    if not _matches(user.password_hash if user else _NOBODY, password) or user is None:
        with acting(engine, VISITOR, Permission.SIGN_IN, clock=clock, screen=Endpoint.SIGN_IN) as act:
            act.add(SignInAttempt(username=username, address_digest=address_digest, at=act.now))
            # What was typed stays out of the trail: people type passwords into the wrong field.
            act.record(Event.SIGN_IN_REFUSED, "user", username if user else "unknown")
        raise SignInRefused("Nama pengguna atau kata sandi tidak cocok. Periksa ejaannya, lalu coba lagi.")
    return _open_session(engine, user_id=user.id, username=username, device=device, clock=clock)


def sign_in_as_demo(engine: Engine, *, username: str, device: str, clock: Clock) -> SignedIn:
    """Open a session for a demo account without a password; the caller has checked demo mode."""
    with reading(engine) as connection:
        user_id = connection.execute(
            select(User.id).where(User.username == username, User.is_demo.is_(True), User.is_active.is_(True))
        ).scalar_one_or_none()
    if user_id is None:
        raise SignInRefused("Akun contoh itu tidak ada. Pilih salah satu tombol di halaman masuk.")
    return _open_session(engine, user_id=user_id, username=username, device=device, clock=clock)


def sign_out(engine: Engine, *, by: Actor, token: str, clock: Clock) -> None:
    with acting(engine, by, Permission.SIGN_IN, clock=clock, screen=Endpoint.SIGN_OUT) as act:
        _revoke(act, UserSession.token_digest == token_digest(token))
        act.record(Event.SIGNED_OUT, "user", by.username)


def sign_out_everywhere(engine: Engine, *, by: Actor, clock: Clock) -> int:
    """Close every session of the actor, this one included; returns how many."""
    with acting(engine, by, Permission.MANAGE_OWN_SESSIONS, clock=clock, screen=Page.ACCOUNT) as act:
        closed = _revoke(act, UserSession.user_id == by.user_id)
        act.record(Event.SIGNED_OUT_EVERYWHERE, "user", by.username, after={"sessions": closed})
    return closed


def create_user(
    engine: Engine,
    *,
    by: Actor,
    username: str,
    display_name: str,
    role: Role,
    agency_code: str,
    password: str,
    clock: Clock,
) -> int:
    """Create an account of one agency; the username is what people type, so it is kept simple."""
    username = username.strip().casefold()
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{2,59}", username):
        raise RuleBroken(
            "Nama pengguna memakai 3-60 huruf kecil, angka, titik, atau tanda hubung. Contoh: polda.operator."
        )
    if len(display_name.strip()) > LONGEST_NAME:
        raise RuleBroken(f"Nama tampilan paling banyak {LONGEST_NAME} karakter. Pakai nama jabatan.")
    if len(password) < MINIMUM_PASSWORD:
        raise RuleBroken(f"Kata sandi paling sedikit {MINIMUM_PASSWORD} karakter. Pakai beberapa kata acak.")
    with acting(engine, by, Permission.MANAGE_ACCOUNTS, clock=clock, screen="python -m db") as act:
        taken = act.session.scalar(select(User.id).where(User.username == username))
        if taken is not None:
            raise RuleBroken(f"Nama pengguna '{username}' sudah dipakai. Pilih nama lain.")
        agency_id = act.session.scalar(select(Agency.id).where(Agency.code == agency_code))
        if agency_id is None:
            raise RuleBroken(
                f"Instansi '{agency_code}' tidak dikenal. Lihat kode di db/seed/data/agencies.csv."
            )
        user = act.add(
            User(
                username=username,
                display_name=display_name.strip() or username,
                role=role,
                agency_id=agency_id,
                password_hash=_hasher.hash(password),
                created_at=act.now,
            )
        )
        act.record(
            Event.USER_CREATED,
            "user",
            username,
            after={"username": username, "role": role, "agency": agency_code},
        )
        return user.id


def record_refusal(
    engine: Engine, *, by: Actor, subject: str, screen: str, clock: Clock, kind: str = "screen"
) -> None:
    """Leave a trace of somebody trying a screen or an action that is not theirs."""
    with acting(engine, by, Permission.SIGN_IN, clock=clock, screen=screen) as act:
        act.record(Event.ACCESS_REFUSED, kind, subject[:60])


def _open_session(engine: Engine, *, user_id: int, username: str, device: str, clock: Clock) -> SignedIn:
    token = secrets.token_urlsafe(32)
    with acting(engine, VISITOR, Permission.SIGN_IN, clock=clock, screen=Endpoint.SIGN_IN) as act:
        session = act.add(
            UserSession(
                token_digest=token_digest(token),
                user_id=user_id,
                device=device[:60],
                created_at=act.now,
                expires_at=act.now + SESSION_LENGTH,
            )
        )
        act.record(Event.SIGNED_IN, "user", username, after={"session": session.id})
        return SignedIn(token, session.expires_at)


def _revoke(act: Act, which: ColumnElement[bool]) -> int:
    result = act.session.execute(
        update(UserSession).where(which, UserSession.revoked_at.is_(None)).values(revoked_at=act.now)
    )
    assert isinstance(result, CursorResult)  # an UPDATE always gives one; the session types it wider
    return result.rowcount


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _refuse_if_throttled(connection: Connection, username: str, address_digest: str, now: datetime) -> None:
    for column, value, limit in (
        (SignInAttempt.username, username, ATTEMPTS_PER_USERNAME),
        (SignInAttempt.address_digest, address_digest, ATTEMPTS_PER_ADDRESS),
    ):
        count, oldest = connection.execute(
            select(func.count(), func.min(SignInAttempt.at)).where(
                column == value, SignInAttempt.at > now - THROTTLE_WINDOW
            )
        ).one()
        if count >= limit:
            raise SignInThrottled(
                "Terlalu banyak percobaan masuk yang gagal. "
                f"Coba lagi setelah pukul {clock_time(oldest + THROTTLE_WINDOW)}."
            )
