"""Accounts and sessions: create, sign in, sign out."""

import hashlib
import re
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, Connection, CursorResult, func, select, update

from db.acting import Act, Sender
from db.command import command, run
from db.engine import reading
from db.models import Agency, SignInAttempt, User, UserSession
from db.queries.accounts import token_digest
from db.subjects import Subject
from domain.access.errors import RuleBroken, SignInRefused, SignInThrottled
from domain.access.events import Event
from domain.access.permissions import VISITOR, Permission
from domain.access.requests import (
    CountRefusedSignIn,
    CreateUser,
    OpenSession,
    SignedIn,
    SignIn,
    SignOut,
    SignOutEverywhere,
)
from domain.access.sessions import SESSION_LENGTH
from domain.time.formats import clock_time

THROTTLE_WINDOW = timedelta(minutes=15)
ATTEMPTS_PER_USERNAME = 5
ATTEMPTS_PER_ADDRESS = 30
MINIMUM_PASSWORD = 12
LONGEST_NAME = 120

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("no account has this password")
"""Checked when a name is unknown, so that the answer takes as long as for a known one."""


def sign_in(sender: Sender, asked: SignIn) -> SignedIn:
    """Check the password and open a session; refused attempts are counted and recorded.

    No command by itself: checking a password takes long on purpose, and no transaction waits for it.
    """
    username = "".join(c for c in asked.username if c.isprintable()).strip().casefold()[:60]
    address_digest = hashlib.sha256(asked.address.encode()).hexdigest()
    with reading(sender.engine) as connection:
        _refuse_if_throttled(connection, username, address_digest, sender.clock())
        user = connection.execute(
            select(User.id, User.password_hash).where(User.username == username, User.is_active.is_(True))
        ).one_or_none()
    visitor = replace(sender, by=VISITOR)
    if not _matches(user.password_hash if user else _NOBODY, asked.password) or user is None:
        run(visitor, count_refused_sign_in, CountRefusedSignIn(username, address_digest, user is not None))
        raise SignInRefused("Nama pengguna atau kata sandi tidak cocok. Periksa ejaannya, lalu coba lagi.")
    return run(visitor, open_session, OpenSession(user.id, username, asked.device))


def sign_in_as_demo(sender: Sender, *, username: str, device: str) -> SignedIn:
    """Open a session for a demo account without a password; the caller has checked demo mode."""
    with reading(sender.engine) as connection:
        user_id = connection.execute(
            select(User.id).where(User.username == username, User.is_demo.is_(True), User.is_active.is_(True))
        ).scalar_one_or_none()
    if user_id is None:
        raise SignInRefused("Akun contoh itu tidak ada. Pilih salah satu tombol di halaman masuk.")
    return run(replace(sender, by=VISITOR), open_session, OpenSession(user_id, username, device))


@command(Permission.SIGN_IN, Subject.ACCOUNTS)
def count_refused_sign_in(act: Act, asked: CountRefusedSignIn) -> None:
    act.add(SignInAttempt(username=asked.username, address_digest=asked.address_digest, at=act.now))
    # What was typed stays out of the trail: people type passwords into the wrong field.
    act.record(Event.SIGN_IN_REFUSED, "user", asked.username if asked.is_known else "unknown")


@command(Permission.SIGN_IN, Subject.ACCOUNTS, secret=True)
def open_session(act: Act, asked: OpenSession) -> SignedIn:
    token = secrets.token_urlsafe(32)
    session = act.add(
        UserSession(
            token_digest=token_digest(token),
            user_id=asked.user_id,
            device=asked.device[:60],
            created_at=act.now,
            expires_at=act.now + SESSION_LENGTH,
        )
    )
    act.record(Event.SIGNED_IN, "user", asked.username, after={"session": session.id})
    return SignedIn(token, session.expires_at)


@command(Permission.SIGN_IN, Subject.ACCOUNTS)
def sign_out(act: Act, asked: SignOut) -> None:
    _revoke(act, UserSession.token_digest == token_digest(asked.token))
    act.record(Event.SIGNED_OUT, "user", act.by.username)


@command(Permission.MANAGE_OWN_SESSIONS, Subject.ACCOUNTS)
def sign_out_everywhere(act: Act, _asked: SignOutEverywhere) -> int:
    """Close every session of the actor, this one included; returns how many."""
    closed = _revoke(act, UserSession.user_id == act.by.user_id)
    act.record(Event.SIGNED_OUT_EVERYWHERE, "user", act.by.username, after={"sessions": closed})
    return closed


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS)
def create_user(act: Act, asked: CreateUser) -> int:
    username = _checked_name(asked)
    if act.session.scalar(select(User.id).where(User.username == username)) is not None:
        raise RuleBroken(f"Nama pengguna '{username}' sudah dipakai. Pilih nama lain.")
    agency_id = act.session.scalar(select(Agency.id).where(Agency.code == asked.agency_code))
    if agency_id is None:
        raise RuleBroken(
            f"Instansi '{asked.agency_code}' tidak dikenal. Lihat kode di db/seed/data/agencies.csv."
        )
    user = act.add(
        User(
            username=username,
            display_name=asked.display_name.strip() or username,
            role=asked.role,
            agency_id=agency_id,
            password_hash=_hasher.hash(asked.password),
            created_at=act.now,
        )
    )
    act.record(
        Event.USER_CREATED,
        "user",
        username,
        after={"username": username, "role": asked.role, "agency": asked.agency_code},
    )
    return user.id


def _checked_name(asked: CreateUser) -> str:
    """The name as it will be typed, if that and the rest of the account can stand."""
    username = asked.username.strip().casefold()
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{2,59}", username):
        raise RuleBroken(
            "Nama pengguna memakai 3-60 huruf kecil, angka, titik, atau tanda hubung. Contoh: polda.operator."
        )
    if len(asked.display_name.strip()) > LONGEST_NAME:
        raise RuleBroken(f"Nama tampilan paling banyak {LONGEST_NAME} karakter. Pakai nama jabatan.")
    if len(asked.password) < MINIMUM_PASSWORD:
        raise RuleBroken(f"Kata sandi paling sedikit {MINIMUM_PASSWORD} karakter. Pakai beberapa kata acak.")
    return username


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
