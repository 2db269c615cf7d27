"""Signing in, and noting that a session is used: around the commands, so that no transaction stays open.

Checking a password takes long on purpose, and opening a page is nothing that the audit trail should record.
"""

import base64
import logging
import secrets
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from threading import Lock
from typing import Any, NoReturn

from sqlalchemy import Connection, Date, Engine, Select, bindparam, select, update
from sqlalchemy.exc import DBAPIError

from db.acting import Sender
from db.command import run
from db.commands import accounts, second_factor
from db.commands.accounts import AttemptSource
from db.engine import bookkeeping, reading
from db.models import ProviderName, SecondFactor, User, UserSession
from db.queries.accounts import is_open, token_digest
from db.queries.rows import build
from db.queries.sign_in_steps import PendingStep, pending_step, unused_recovery
from db.queries.standing import OnItsDay
from db.vault import Vault, VaultClosed
from domain.access.accounts import UNSET_HASH
from domain.access.errors import NotSignedIn, RuleBroken, SignInRefused, SignInThrottled
from domain.access.networks import network_words
from domain.access.permissions import VISITOR, Role
from domain.access.provider import ProviderSignIn, is_not_heard, is_somebody_else, is_untied
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
    recovery_text,
    time_step,
)
from domain.access.sessions import NOTED_MINUTES, Door
from domain.time.calendar import local_time

log = logging.getLogger("gerak.server")

_WRONG = "Nama pengguna atau kata sandi tidak cocok. Periksa ejaannya, lalu coba lagi."
WRONG_CODE = "Kode tidak cocok atau sudah dipakai. Ketik kode yang sedang tampil di aplikasi autentikator."
STEP_OVER = "Waktu untuk langkah kedua sudah lewat. Masuk sekali lagi dari awal."

_OPEN = Door()
_REMEMBERED_SESSIONS = 2_000


@dataclass(frozen=True)
class _Found:
    id: int
    password_hash: str
    role: Role
    has_second_factor: bool
    is_demo: bool


def _account(connection: Connection, now: datetime, username: str) -> _Found | None:
    """An account that may sign in, with the role that it has today."""
    told = {"username": username, "today": local_time(now).date()}
    row = connection.execute(_may_sign_in(), told).one_or_none()
    return build(_Found, row) if row else None


@cache
def _may_sign_in() -> Select[*tuple[Any, ...]]:
    """Put together once: whoever tries passwords at full rate makes us ask it as often."""
    own = OnItsDay()
    guarded = select(SecondFactor.user_id).where(SecondFactor.user_id == User.id).exists()
    asked = own.joined(
        select(User.id, User.password_hash, own.role, guarded, User.is_demo), bindparam("today", type_=Date)
    )
    return asked.where(User.is_active.is_(True), User.username == bindparam("username"))


def sign_in(sender: Sender, asked: SignIn, door: Door = _OPEN) -> SignedIn:
    """Check the password and open a session; refused attempts are counted and recorded.

    Raises SecondStepNeeded for an account that has a second factor, and where this installation demands one
    of its role.
    """
    username = "".join(c for c in asked.username if c.isprintable()).strip().casefold()[:60]
    with reading(sender.engine) as connection:
        user = _account(connection, sender.clock(), username)
        counted = accounts.kept_name(connection, username, is_known=user is not None)
        source = accounts.source_of(connection, username, asked, sender.clock())
        accounts.refuse_if_throttled(connection, counted, source, now=sender.clock())
    if not accounts.matches(user.password_hash if user else UNSET_HASH, asked.password) or user is None:
        _count(sender, CountRefusedSignIn(counted, source.digest, user is not None))
        raise SignInRefused(_WRONG)
    opening = OpenSession(
        user.id,
        username,
        asked.device,
        asked.known_device,
        network=network_words(asked.address, door.networks),
        checked_hash=user.password_hash,
    )
    return _let_in(sender, user, opening, door)


def sign_in_by_provider(sender: Sender, asked: ProviderSignIn, label: str, door: Door = _OPEN) -> SignedIn:
    """Open a session for the account that is tied to whom the provider has proven, as a password would; who
    is not tied is counted and recorded like a wrong one."""
    proven = asked.proven
    with reading(sender.engine) as connection:
        tie = connection.execute(
            select(User.username, ProviderName.subject_digest)
            .join(User, User.id == ProviderName.user_id)
            .where(ProviderName.issuer == proven.issuer, ProviderName.name == proven.name)
        ).one_or_none()
        user = _account(connection, sender.clock(), tie.username) if tie else None
        # Told apart from what is typed: a name there may be that of another account here.
        said = tie.username if tie else f"{proven.issuer} {proven.name}"
        counted = accounts.kept_name(connection, said, is_known=tie is not None)
        source = accounts.source_of(connection, said, asked, sender.clock())
        fits = user and tie and tie.subject_digest in (None, proven.subject_digest)
        if not fits:
            # Who has been proven guesses nothing, and does not wait for those who do.
            try:
                accounts.refuse_if_throttled(connection, counted, source, now=sender.clock())
            except SignInThrottled as throttled:
                raise SignInThrottled(is_not_heard(label)) from throttled
    if user is None or tie is None:
        _count(sender, CountRefusedSignIn(counted, source.digest, tie is not None))
        raise SignInRefused(is_untied(label))
    if not fits:
        _count(sender, CountRefusedSignIn(counted, source.digest, True, of_other_subject=True))
        raise SignInRefused(is_somebody_else(label))
    opening = OpenSession(
        user.id,
        counted,
        asked.device,
        asked.known_device,
        network=network_words(asked.address, door.networks),
        checked_hash=user.password_hash,
        proven=proven,
        by_provider=True,
    )
    return _let_in(sender, user, opening, door)


def sign_in_as_demo(
    sender: Sender, *, username: str, device: str, address: str = "", door: Door = _OPEN
) -> SignedIn:
    """Open a session for a demo account without a password; the caller has checked demo mode."""
    with reading(sender.engine) as connection:
        user = _account(connection, sender.clock(), username)
    if user is None or not user.is_demo:
        raise SignInRefused("Akun contoh itu tidak ada. Pilih salah satu tombol di halaman masuk.")
    network = network_words(address, door.networks)
    opening = OpenSession(user.id, username, device, network=network, checked_hash=user.password_hash)
    return _let_in(sender, user, opening, door)


def _let_in(sender: Sender, user: _Found, asked: OpenSession, door: Door) -> SignedIn:
    """At once, or by way of the second step."""
    visitor = replace(sender, by=VISITOR)
    if not user.has_second_factor and not door.second_factor.holds(user.role):
        return run(visitor, accounts.open_session, replace(asked, idle_minutes=door.idle_minutes(user.role)))
    begin = BeginStep(asked.user_id, asked.username, user.password_hash, asked.proven)
    token = run(visitor, second_factor.begin_second_step, begin)
    raise SecondStepNeeded(token, is_set_up=user.has_second_factor)


def pass_second_step(sender: Sender, vault: Vault, typed: TypedCode, door: Door = _OPEN) -> Passed:
    """Check the code and open a session; refused ones are counted like wrong passwords."""
    now = sender.clock()
    with reading(sender.engine) as connection:
        step = pending_step(connection, typed.token, now)
        if step is None or step.sealed_secret is None:
            raise NotSignedIn(STEP_OVER)
        source = _source(connection, step, typed, now)
        paper = recovery_text(typed.code)
        kept = unused_recovery(connection, step.user_id, paper[:RECOVERY_BEGINNING])
    asked = PassStep(
        step.id,
        step.user_id,
        step.username,
        typed.device,
        typed.known_device,
        door.idle_minutes(step.role),
        network=network_words(typed.address, door.networks),
        by_provider=step.by_provider,
    )
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


def set_up_at_the_door(
    sender: Sender, vault: Vault, typed: TypedCode, secret: str, door: Door = _OPEN
) -> SetUp:
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
        step.id,
        step.user_id,
        step.username,
        typed.device,
        typed.known_device,
        vault.seal(secret),
        found,
        door.idle_minutes(step.role),
        network=network_words(typed.address, door.networks),
        by_provider=step.by_provider,
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


class Noted:
    """When each session was last noted as used, so that it is written down no more than once a minute."""

    def __init__(self) -> None:
        self._last: OrderedDict[str, datetime] = OrderedDict()
        self._lock = Lock()

    def is_due(self, token: str, now: datetime) -> bool:
        digest = token_digest(token)
        with self._lock:
            last = self._last.get(digest)
            if last is not None and now - last < timedelta(minutes=NOTED_MINUTES):
                return False
            self._last[digest] = now
            self._last.move_to_end(digest)
            while len(self._last) > _REMEMBERED_SESSIONS:
                self._last.popitem(last=False)
            return True

    def forget_all(self) -> None:
        self._last.clear()


noted = Noted()


def note_act(engine: Engine, token: str, now: datetime) -> None:
    """Somebody does something in this session; that it cannot be noted keeps nobody from reading."""
    if not noted.is_due(token, now):
        return
    try:
        note_use(engine, token, now)
    except DBAPIError as error:
        log.warning("the use of a session was not noted: %s", error.orig)


def note_use(engine: Engine, token: str, now: datetime) -> None:
    """One that has ended, or lay unused for too long, stays so."""
    session = UserSession.token_digest == token_digest(token)
    with bookkeeping(engine) as connection:
        minutes = connection.scalar(select(UserSession.idle_minutes).where(session))
        connection.execute(
            update(UserSession)
            .where(session, *is_open(now))
            .values(last_used_at=now, idle_ends_at=accounts.idle_end(minutes, now))
        )
