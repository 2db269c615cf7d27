"""The second step of signing in: asked for, passed, set up, and taken away again."""

import secrets

from sqlalchemy import CursorResult, Delete, Update, delete, func, select, update

from db.acting import Act
from db.command import command
from db.commands.accounts import (
    count_wrong_password,
    end_all_of,
    hash_of,
    open_session,
    proven,
    still_lets_in,
)
from db.commands.people import taken
from db.models import KnownDevice, RecoveryCode, SecondFactor, SignInStep, User, UserSession
from db.queries.accounts import token_digest
from db.subjects import Subject
from domain.access.errors import NotSignedIn, RuleBroken, SignInRefused
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.requests import (
    BeginStep,
    OpenSession,
    Passed,
    PassStep,
    RemoveSecondFactor,
    RenewRecovery,
    SetUp,
    SetUpAtTheDoor,
    SetUpSecondFactor,
    SignedIn,
    TurnOffSecondFactor,
)
from domain.access.second_factor import (
    RECOVERY_ALPHABET,
    RECOVERY_BEGINNING,
    RECOVERY_CODES,
    RECOVERY_LETTERS,
    STEP_LENGTH,
    in_fours,
)

_USED = "Kode ini sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu ketik yang baru."
_NONE = "Langkah kedua akun ini tidak terpasang. Muat ulang halaman."


@command(Permission.SIGN_IN, Subject.ACCOUNTS, secret=True)
def begin_second_step(act: Act, asked: BeginStep) -> str:
    """The token by which the browser goes on; it opens nothing but the second step."""
    still_lets_in(act, asked.user_id, asked.checked_hash, asked.proven)
    act.session.execute(delete(SignInStep).where(SignInStep.expires_at <= act.now))
    token = secrets.token_urlsafe(32)
    act.add(
        SignInStep(
            token_digest=token_digest(token),
            user_id=asked.user_id,
            expires_at=act.now + STEP_LENGTH,
            by_provider=asked.proven is not None,
        )
    )
    act.record(Event.SECOND_STEP_ASKED, "user", asked.username)
    return token


@command(Permission.SIGN_IN, Subject.ACCOUNTS, secret=True)
def pass_second_step(act: Act, asked: PassStep) -> Passed:
    _take_step(act, asked.step_id)
    left = None
    if asked.time_step is not None:
        newer = (SecondFactor.user_id == asked.user_id) & (SecondFactor.last_step < asked.time_step)
        _once(act, update(SecondFactor).where(newer).values(last_step=asked.time_step))
    else:
        unused = (RecoveryCode.id == asked.recovery_id) & RecoveryCode.used_at.is_(None)
        _once(act, update(RecoveryCode).where(unused).values(used_at=act.now))
        left = _left(act, asked.user_id)
    return Passed(_let_in(act, asked), left)


@command(Permission.SIGN_IN, Subject.ACCOUNTS, secret=True)
def set_up_at_the_door(act: Act, asked: SetUpAtTheDoor) -> SetUp:
    """For whoever may not get in without one; what opens the first session is the code that sets it up."""
    _take_step(act, asked.step_id)
    codes = _set_up(act, act.session.get_one(User, asked.user_id), asked.sealed_secret, asked.time_step)
    return SetUp(_let_in(act, asked), codes)


@command(Permission.MANAGE_OWN_SESSIONS, Subject.ACCOUNTS, secret=True, instead=count_wrong_password)
def set_up_second_factor(act: Act, asked: SetUpSecondFactor) -> tuple[str, ...]:
    """Returns the ten codes for paper, which are told this once."""
    user = proven(act, asked.token, asked.password)
    # Whoever came in by the password alone is to come in again.
    end_all_of(act, user, but=UserSession.token_digest == token_digest(asked.token))
    return _set_up(act, user, asked.sealed_secret, asked.time_step)


@command(Permission.MANAGE_OWN_SESSIONS, Subject.ACCOUNTS, secret=True, instead=count_wrong_password)
def renew_recovery(act: Act, asked: RenewRecovery) -> tuple[str, ...]:
    """Those given out before open nothing any more."""
    user = proven(act, asked.token, asked.password)
    if act.session.get(SecondFactor, user.id) is None:
        raise RuleBroken(_NONE)
    codes = _new_recovery(act, user)
    act.record(Event.RECOVERY_RENEWED, "user", user.username)
    return codes


@command(Permission.MANAGE_OWN_SESSIONS, Subject.ACCOUNTS, instead=count_wrong_password)
def turn_off_second_factor(act: Act, asked: TurnOffSecondFactor) -> None:
    user = proven(act, asked.token, asked.password)
    if asked.demand.holds(user.role):
        raise RuleBroken("Peran Anda wajib memakai langkah kedua. Pasang ulang bila ponsel Anda berganti.")
    _take_away(act, user)
    act.record(Event.SECOND_FACTOR_OFF, "user", user.username)


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS)
def remove_second_factor(act: Act, asked: RemoveSecondFactor) -> int:
    """For a lost telephone: the account is asked to sign in again everywhere; how many sessions ended."""
    user, reason = taken(act, asked.username, asked.seen, asked.reason)
    if user.id == act.by.user_id:
        raise RuleBroken("Ini akun Anda sendiri. Matikan di Akun saya, dengan kata sandi.")
    _take_away(act, user)
    act.session.execute(delete(KnownDevice).where(KnownDevice.user_id == user.id))
    closed = end_all_of(act, user)
    act.record(
        Event.SECOND_FACTOR_REMOVED, "user", user.username, after={"reason": reason, "sessions": closed}
    )
    return closed


def _take_step(act: Act, step_id: int) -> None:
    """A step lets in once, also when its form is sent twice at the same moment."""
    if not _rows(act, delete(SignInStep).where(SignInStep.id == step_id, SignInStep.expires_at > act.now)):
        raise NotSignedIn("Langkah masuk ini sudah dipakai atau lewat waktunya. Masuk lagi dari awal.")


def _once(act: Act, statement: Update) -> None:
    if not _rows(act, statement):
        raise SignInRefused(_USED)


def _rows(act: Act, statement: Update | Delete) -> int:
    result = act.session.execute(statement)
    assert isinstance(result, CursorResult)  # a change always gives one; the session types it wider
    return result.rowcount


def _let_in(act: Act, asked: PassStep | SetUpAtTheDoor) -> SignedIn:
    return open_session(
        act,
        OpenSession(
            asked.user_id,
            asked.username,
            asked.device,
            asked.known_device,
            idle_minutes=asked.idle_minutes,
            network=asked.network,
            by_provider=asked.by_provider,
        ),
    )


def _set_up(act: Act, user: User, sealed: str, time_step: int) -> tuple[str, ...]:
    if act.session.get(SecondFactor, user.id) is not None:
        raise RuleBroken("Langkah kedua akun ini sudah terpasang. Muat ulang halaman.")
    act.add(SecondFactor(user_id=user.id, sealed_secret=sealed, set_up_at=act.now, last_step=time_step))
    codes = _new_recovery(act, user)
    act.record(Event.SECOND_FACTOR_SET_UP, "user", user.username)
    return codes


def _new_recovery(act: Act, user: User) -> tuple[str, ...]:
    act.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes: dict[str, str] = {}
    while len(codes) < RECOVERY_CODES:
        code = "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_LETTERS))
        codes[code[:RECOVERY_BEGINNING]] = code
    for beginning, code in codes.items():
        act.add(RecoveryCode(user_id=user.id, beginning=beginning, code_hash=hash_of(code)))
    return tuple(in_fours(code) for code in codes.values())


def _left(act: Act, user_id: int) -> int:
    unused = (RecoveryCode.user_id == user_id) & RecoveryCode.used_at.is_(None)
    return act.session.scalar(select(func.count()).select_from(RecoveryCode).where(unused)) or 0


def _take_away(act: Act, user: User) -> None:
    act.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    if not _rows(act, delete(SecondFactor).where(SecondFactor.user_id == user.id)):
        raise RuleBroken(_NONE)
