"""Signing in, and being there: around the commands, for nothing here may hold a transaction open.

Checking a password takes long on purpose, and that a page was opened says nothing that the trail should keep.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine, select, update

from db.acting import Sender
from db.command import run
from db.commands import accounts
from db.engine import reading, writing
from db.models import User, UserSession
from db.queries.accounts import token_digest
from domain.access.accounts import UNSET_HASH
from domain.access.errors import SignInRefused
from domain.access.permissions import VISITOR
from domain.access.requests import CountRefusedSignIn, OpenSession, SignedIn, SignIn

_WRONG = "Nama pengguna atau kata sandi tidak cocok. Periksa ejaannya, lalu coba lagi."


def sign_in(sender: Sender, asked: SignIn) -> SignedIn:
    """Check the password and open a session; refused attempts are counted and recorded."""
    username = "".join(c for c in asked.username if c.isprintable()).strip().casefold()[:60]
    with reading(sender.engine) as connection:
        source = accounts.source_of(connection, username, asked, sender.clock())
        accounts.refuse_if_throttled(connection, username, source, now=sender.clock())
        user = connection.execute(
            select(User.id, User.password_hash).where(User.username == username, User.is_active.is_(True))
        ).one_or_none()
    visitor = replace(sender, by=VISITOR)
    if not accounts.matches(user.password_hash if user else UNSET_HASH, asked.password) or user is None:
        counted = CountRefusedSignIn(username, source.digest, user is not None)
        run(visitor, accounts.count_refused_sign_in, counted)
        raise SignInRefused(_WRONG)
    return run(
        visitor, accounts.open_session, OpenSession(user.id, username, asked.device, asked.known_device)
    )


def sign_in_as_demo(sender: Sender, *, username: str, device: str) -> SignedIn:
    """Open a session for a demo account without a password; the caller has checked demo mode."""
    with reading(sender.engine) as connection:
        user_id = connection.execute(
            select(User.id).where(User.username == username, User.is_demo.is_(True), User.is_active.is_(True))
        ).scalar_one_or_none()
    if user_id is None:
        raise SignInRefused("Akun contoh itu tidak ada. Pilih salah satu tombol di halaman masuk.")
    return run(replace(sender, by=VISITOR), accounts.open_session, OpenSession(user_id, username, device))


def note_use(engine: Engine, token: str, now: datetime) -> None:
    with writing(engine) as connection:
        connection.execute(
            update(UserSession)
            .where(UserSession.token_digest == token_digest(token))
            .values(last_used_at=now)
        )
