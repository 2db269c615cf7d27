"""Signing in, and being there: around the commands, for nothing here may hold a transaction open.

Checking a password takes long on purpose, and that a page was opened says nothing that the trail should keep.
"""

import base64
import logging
import secrets
from dataclasses import replace
from datetime import datetime
from typing import NoReturn

from sqlalchemy import Connection, Engine, Row, select, update

from db.acting import Sender
from db.command import run
from db.commands import accounts, second_factor
from db.commands.accounts import AttemptSource
from db.engine import reading, writing
from db.models import SecondFactor, User, UserSession
from db.queries.accounts import PendingStep, pending_step, token_digest, unused_recovery
from db.vault import Vault, VaultClosed
from domain.access.accounts import UNSET_HASH
from domain.access.errors import NotSignedIn, RuleBroken, SignInRefused
from domain.access.permissions import VISITOR, Role
from domain.access.requests import (
    BeginStep,
    CountRefusedSignIn,
    OpenSession,
    Passed,
    PassStep,
    SetUp,
    SetUpAtTheDoor,
    SignedIn,
    SignIn,
    TypedCode,
)
from domain.access.second_factor import (
    LOCKED_STORE,
    RECOVERY_BEGINNING,
    RECOVERY_LETTERS,
    SecondStepNeeded,
    is_guarded,
    recovery_text,
    time_step,
)

log = logging.getLogger("gerak.server")

_WRONG = "Nama pengguna atau kata sandi tidak cocok. Periksa ejaannya, lalu coba lagi."
WRONG_CODE = "Kode tidak cocok atau sudah dipakai. Ketik kode yang sedang tampil di aplikasi autentikator."
STEP_OVER = "Waktu untuk langkah kedua sudah lewat. Ketik nama dan kata sandi sekali lagi."

_ACCOUNT = select(
    User.id,
    User.password_hash,
    User.role,
    select(SecondFactor.user_id).where(SecondFactor.user_id == User.id).exists().label("has_second_factor"),
)


def sign_in(sender: Sender, asked: SignIn, *, is_required: bool = False) -> SignedIn:
    """Check the password and open a session; refused attempts are counted and recorded.

    Raises SecondStepNeeded for an account that has a second factor, and where this installation demands one
    of its role.
    """
    username = "".join(c for c in asked.username if c.isprintable()).strip().casefold()[:60]
    with reading(sender.engine) as connection:
        source = accounts.source_of(connection, username, asked, sender.clock())
        accounts.refuse_if_throttled(connection, username, source, now=sender.clock())
        user = connection.execute(
            _ACCOUNT.where(User.username == username, User.is_active.is_(True))
        ).one_or_none()
    if not accounts.matches(user.password_hash if user else UNSET_HASH, asked.password) or user is None:
        _count(sender, CountRefusedSignIn(username, source.digest, user is not None))
        raise SignInRefused(_WRONG)
    return _let_in(
        sender, user, OpenSession(user.id, username, asked.device, asked.known_device), is_required
    )


def sign_in_as_demo(sender: Sender, *, username: str, device: str, is_required: bool = False) -> SignedIn:
    """Open a session for a demo account without a password; the caller has checked demo mode."""
    with reading(sender.engine) as connection:
        user = connection.execute(
            _ACCOUNT.where(User.username == username, User.is_demo.is_(True), User.is_active.is_(True))
        ).one_or_none()
    if user is None:
        raise SignInRefused("Akun contoh itu tidak ada. Pilih salah satu tombol di halaman masuk.")
    return _let_in(sender, user, OpenSession(user.id, username, device), is_required)


def _let_in(
    sender: Sender, user: Row[int, str, Role, bool], asked: OpenSession, is_required: bool
) -> SignedIn:
    """At once, or by way of the second step."""
    visitor = replace(sender, by=VISITOR)
    if not user.has_second_factor and not (is_required and is_guarded(user.role)):
        return run(visitor, accounts.open_session, asked)
    token = run(visitor, second_factor.begin_second_step, BeginStep(asked.user_id, asked.username))
    raise SecondStepNeeded(token, is_set_up=user.has_second_factor)


def pass_second_step(sender: Sender, vault: Vault, typed: TypedCode) -> Passed:
    """Check the code and open a session; refused ones are counted like wrong passwords."""
    now = sender.clock()
    with reading(sender.engine) as connection:
        step = pending_step(connection, typed.token, now)
        if step is None or step.sealed_secret is None:
            raise NotSignedIn(STEP_OVER)
        source = _source(connection, step, typed, now)
        paper = recovery_text(typed.code)
        kept = unused_recovery(connection, step.user_id, paper[:RECOVERY_BEGINNING])
    asked = PassStep(step.id, step.user_id, step.username, typed.device, typed.known_device)
    if len(paper) == RECOVERY_LETTERS:
        recovery, code_hash = kept or (None, UNSET_HASH)
        asked = replace(asked, recovery_id=recovery if accounts.matches(code_hash, paper) else None)
    else:
        secret = _opened(vault, step.sealed_secret)
        asked = replace(asked, time_step=time_step(secret, typed.code, now, after=step.last_step))
    if asked.time_step is None and asked.recovery_id is None:
        _refuse_code(sender, step, source)
    return run(replace(sender, by=VISITOR), second_factor.pass_second_step, asked)


def new_secret() -> str:
    """160 bits, as RFC 4226 advises, in the letters that authenticator applications take."""
    return base64.b32encode(secrets.token_bytes(20)).decode("ascii")


def set_up_at_the_door(sender: Sender, vault: Vault, typed: TypedCode, secret: str) -> SetUp:
    """The first code of a secret that was just shown opens the session, and from now on such codes do."""
    now = sender.clock()
    with reading(sender.engine) as connection:
        step = pending_step(connection, typed.token, now)
        if step is None or step.sealed_secret is not None:
            raise NotSignedIn(STEP_OVER)
        source = _source(connection, step, typed, now)
    found = time_step(secret, typed.code, now)
    if found is None:
        _refuse_code(sender, step, source)
    asked = SetUpAtTheDoor(
        step.id, step.user_id, step.username, typed.device, typed.known_device, vault.seal(secret), found
    )
    return run(replace(sender, by=VISITOR), second_factor.set_up_at_the_door, asked)


def _source(connection: Connection, step: PendingStep, typed: TypedCode, now: datetime) -> AttemptSource:
    source = accounts.source_of(connection, step.username, typed, now)
    accounts.refuse_if_throttled(connection, step.username, source, now=now, of_code=True)
    return source


def _opened(vault: Vault, sealed: str) -> str:
    try:
        return vault.open(sealed)
    except VaultClosed as closed:
        log.error("the code of a second factor cannot be checked: %s", closed)
        raise RuleBroken(LOCKED_STORE) from closed


def _refuse_code(sender: Sender, step: PendingStep, source: AttemptSource) -> NoReturn:
    _count(sender, CountRefusedSignIn(step.username, source.digest, True, of_code=True))
    raise SignInRefused(WRONG_CODE)


def _count(sender: Sender, asked: CountRefusedSignIn) -> None:
    run(replace(sender, by=VISITOR), accounts.count_refused_sign_in, asked)


def note_use(engine: Engine, token: str, now: datetime) -> None:
    with writing(engine) as connection:
        connection.execute(
            update(UserSession)
            .where(UserSession.token_digest == token_digest(token))
            .values(last_used_at=now)
        )
