"""Sessions opened and ended, and what somebody does about his own password and sessions."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Protocol

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, Connection, CursorResult, delete, func, select, union_all, update

from db.acting import Act, Sender
from db.command import command, run
from db.models import (
    AccountLink,
    Agency,
    AgencyAlias,
    KnownDevice,
    ProviderName,
    Region,
    SecondFactor,
    SignInAttempt,
    SignInStep,
    User,
    UserSession,
)
from db.queries.accounts import session_mark, token_digest
from db.queries.sign_in_steps import usable_link
from db.subjects import Subject
from db.trail.keys import trail_of
from domain.access import throttle
from domain.access.accounts import UNSET_HASH
from domain.access.errors import NotFound, Refusal, RuleBroken, SignInRefused, SignInThrottled
from domain.access.events import Event
from domain.access.networks import LONGEST_NETWORK, counted_as, site_of
from domain.access.passwords import SHORT_NAME, refuse_weak, words_of
from domain.access.permissions import VISITOR, Permission
from domain.access.provider import ProvenName, ProviderSignIn
from domain.access.requests import (
    ChangePassword,
    CountRefusedSignIn,
    EndOwnSession,
    OpenSession,
    SetPassword,
    SignedIn,
    SignIn,
    SignOut,
    SignOutElsewhere,
    SignOutEverywhere,
    TypedCode,
)
from domain.access.sessions import MOST_SESSIONS, NOTED_MINUTES, SESSION_LENGTH
from domain.access.trail import ALWAYS_TOLD, is_told
from domain.time.formats import clock_time

_hasher = PasswordHasher()
_PASSING_KEY = secrets.token_bytes(32)
BY_PROVIDER = "penyedia masuk"
"""How the trail calls the way that is not the password."""
UNKNOWN_NAME = "#"
"""Begins what stands for a name that is no account; no account's name has it."""
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$wThxr9aHAHrMhENHmEpzMg$zem2HzgB0D8NtJJ/I2GOeypZscL/0DPGeStAjoFQrVo"
"""Checked when there is no account or none with a password, so that the answer takes as long as ever: the
hash of ``no account has this password``, written down because making it takes half a second of each start."""


draw: Callable[[], float] = secrets.SystemRandom().random
"""Decides which passwords are heard where many wrong ones are typed; nobody can reckon it in advance."""

NOT_HEARD = (
    "Terlalu banyak percobaan masuk yang gagal dengan nama ini dari sini, sehingga kata sandi ini belum "
    "diperiksa. Ketik dan kirim sekali lagi, sampai diperiksa; beberapa kali cukup. "
    "Perangkat yang pernah Anda pakai tidak tertahan."
)

_SITE_DIGITS = 32
"""Half of a digest: of an IPv6 address the first half is of its site, the second of its network there."""


@dataclass(frozen=True)
class AttemptSource:
    """From where somebody tries: a device that the account knows, or an address."""

    digest: str
    is_known_device: bool
    site: str = ""
    """With what the digests of all networks of its IPv6 site begin; empty for any other."""


def kept_name(connection: Connection, username: str, *, is_known: bool) -> str:
    """By which name a refused attempt is counted: that of an account as it is, any other as a keyed digest.

    People type passwords into the field of the name. The key is that of the trail, or else lives as long as
    this process: what was counted under it is then forgotten with it, which protects nobody less.
    """
    trail = trail_of(connection)
    key = trail.key if trail else _PASSING_KEY
    digest = hmac.new(key, f"name that was tried\n{username}".encode(), "sha256").hexdigest()
    return username if is_known else f"{UNKNOWN_NAME}{digest[:40]}"


@command(Permission.SIGN_IN, Subject.ACCOUNTS, drafts=True)
def count_refused_sign_in(act: Act, asked: CountRefusedSignIn) -> None:
    """Of a name that is no account nothing is left once it counts no more."""
    of_nobody = SignInAttempt.username.startswith(UNKNOWN_NAME)
    of_late = SignInAttempt.at > act.now - throttle.WINDOW
    act.session.execute(delete(SignInAttempt).where(of_nobody, ~of_late))
    act.add(
        SignInAttempt(
            username=asked.username,
            address_digest=asked.address_digest,
            at=act.now,
            of_code=asked.of_code,
        )
    )
    alike = SignInAttempt.username == asked.username if asked.is_known else of_nobody
    count = act.session.scalar(select(func.count()).select_from(SignInAttempt).where(alike, of_late)) or 0
    if is_told(count):
        # What was typed stays out of the trail: people type passwords into the wrong field.
        event = Event.CODE_REFUSED if asked.of_code else Event.SIGN_IN_REFUSED
        event = Event.OTHER_SUBJECT_REFUSED if asked.of_other_subject else event
        more = {"count": count} if count > ALWAYS_TOLD else None
        act.record(event, "user", asked.username if asked.is_known else "unknown", after=more)


def still_lets_in(act: Act, user_id: int, checked_hash: str, proven: ProvenName | None) -> User:
    """The account as it stands, held until the session is open: checking a password takes long enough for it
    to be closed, reset or guarded meanwhile."""
    user = act.session.get_one(User, user_id, with_for_update=True)
    if not user.is_active or user.password_hash != checked_hash:
        raise SignInRefused("Akun ini baru saja berubah. Masuk lagi dengan kata sandi yang berlaku sekarang.")
    if proven is not None:
        _pin(act, user, proven)
    return user


def _pin(act: Act, user: User, proven: ProvenName) -> None:
    """From the first time on, the name alone lets nobody in."""
    tie = act.session.get(ProviderName, user.id)
    if (
        tie is None
        or (tie.issuer, tie.name) != (proven.issuer, proven.name)
        or tie.subject_digest not in (None, proven.subject_digest)
    ):
        raise SignInRefused(
            "Hubungan akun ini dengan penyedia masuk baru saja berubah. Masuk lagi dari awal."
        )
    if tie.subject_digest is None:
        tie.subject_digest = proven.subject_digest
        act.record(Event.PROVIDER_NAME_PINNED, "user", user.username)


@command(Permission.SIGN_IN, Subject.ACCOUNTS, secret=True)
def open_session(act: Act, asked: OpenSession) -> SignedIn:
    if asked.checked_hash is not None:
        user = still_lets_in(act, asked.user_id, asked.checked_hash, asked.proven)
        if act.session.get(SecondFactor, user.id) is not None:
            raise SignInRefused("Akun ini baru saja dijaga dengan langkah kedua. Masuk lagi.")
    _make_room(act, asked)
    token, known = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    session = act.add(
        UserSession(
            token_digest=token_digest(token),
            user_id=asked.user_id,
            device=asked.device[:60],
            network=asked.network[:LONGEST_NETWORK],
            created_at=act.now,
            last_used_at=act.now,
            expires_at=act.now + SESSION_LENGTH,
            idle_minutes=asked.idle_minutes,
            idle_ends_at=idle_end(asked.idle_minutes, act.now),
        )
    )
    _remember_device(act, asked.user_id, asked.known_device, known)
    act.record(
        Event.SIGNED_IN,
        "user",
        asked.username,
        after={
            "session": session.id,
            "device": session.device,
            "network": session.network,
            "mark": session_mark(session.token_digest),
        }
        | ({"way": BY_PROVIDER} if asked.by_provider else {}),
    )
    return SignedIn(token, session.expires_at, known)


def _make_room(act: Act, asked: OpenSession) -> None:
    """Sample accounts are everybody's; of any other, those that nobody looks at any more end first."""
    open_ones = (
        select(UserSession.id)
        .join(User, User.id == UserSession.user_id)
        .where(
            UserSession.user_id == asked.user_id,
            UserSession.revoked_at.is_(None),
            UserSession.expires_at > act.now,
            User.is_demo.is_(False),
        )
        .order_by(UserSession.last_used_at.desc(), UserSession.id.desc())
        .offset(MOST_SESSIONS - 1)
    )
    for number in act.session.scalars(open_ones).all():
        revoke(act, UserSession.id == number)
        act.record(Event.SESSION_ENDED, "user", asked.username, after={"session": number})


@command(Permission.SIGN_IN, Subject.ACCOUNTS)
def sign_out(act: Act, asked: SignOut) -> None:
    revoke(act, UserSession.token_digest == token_digest(asked.token))
    act.record(Event.SIGNED_OUT, "user", act.by.person_username)


@command(Permission.MANAGE_OWN_SESSIONS, Subject.ACCOUNTS)
def sign_out_everywhere(act: Act, _asked: SignOutEverywhere) -> int:
    """Close every session of the actor, this one included; returns how many."""
    closed = revoke(act, UserSession.user_id == act.by.person_id)
    act.record(Event.SIGNED_OUT_EVERYWHERE, "user", act.by.person_username, after={"sessions": closed})
    return closed


@command(Permission.MANAGE_OWN_SESSIONS, Subject.ACCOUNTS)
def sign_out_elsewhere(act: Act, asked: SignOutElsewhere) -> int:
    """Close every session of the actor but this one; returns how many."""
    here = UserSession.token_digest == token_digest(asked.token)
    closed = revoke(act, (UserSession.user_id == act.by.person_id) & ~here)
    act.record(Event.SIGNED_OUT_EVERYWHERE, "user", act.by.person_username, after={"sessions": closed})
    return closed


@command(Permission.MANAGE_OWN_SESSIONS, Subject.ACCOUNTS)
def end_own_session(act: Act, asked: EndOwnSession) -> None:
    own = (UserSession.id == asked.session_id) & (UserSession.user_id == act.by.person_id)
    if not revoke(act, own):
        raise NotFound("Sesi itu sudah berakhir. Muat ulang halaman untuk melihat yang masih terbuka.")
    act.record(Event.SESSION_ENDED, "user", act.by.person_username, after={"session": asked.session_id})


class _WithPassword(Protocol):
    @property
    def token(self) -> str: ...


def count_wrong_password(sender: Sender, asked: _WithPassword, refusal: Refusal) -> None:
    """Whoever found an open screen guesses no faster here than at the door."""
    if isinstance(refusal, SignInRefused) and not isinstance(refusal, SignInThrottled):
        source = _digest(token_digest(asked.token))
        run(
            replace(sender, by=VISITOR, idempotency_key=None),
            count_refused_sign_in,
            CountRefusedSignIn(sender.by.person_username, source, True),
        )


@command(Permission.MANAGE_OWN_SESSIONS, Subject.ACCOUNTS, instead=count_wrong_password)
def change_password(act: Act, asked: ChangePassword) -> None:
    """The old one is asked for again; every other session ends, for it may be somebody else's."""
    user = proven(act, asked.token, asked.old, "Kata sandi lama")
    if asked.old == asked.new:
        raise RuleBroken("Kata sandi baru sama dengan yang lama. Pilih yang lain.")
    user.password_hash = hashed(act, user, asked.new)
    here = UserSession.token_digest == token_digest(asked.token)
    closed = end_all_of(act, user, but=here)
    act.record(Event.CREDENTIAL_CHANGED, "user", user.username, after={"sessions": closed})


def proven(act: Act, token: str, password: str, label: str = "Kata sandi") -> User:
    """The actor's own account, once its password was typed again: an open screen may be anybody's."""
    user = act.session.get_one(User, act.by.person_id)
    source = AttemptSource(_digest(token_digest(token)), False)
    refuse_if_throttled(act.session.connection(), user.username, source, now=act.now)
    if not matches(user.password_hash, password):
        raise SignInRefused(f"{label} tidak cocok. Periksa ejaannya, lalu coba lagi.")
    return user


@command(Permission.SIGN_IN, Subject.ACCOUNTS)
def set_password(act: Act, asked: SetPassword) -> str:
    """By a link, which is used up with it; returns whose password it is now."""
    link = usable_link(act.session.connection(), asked.key, act.now)
    if link is None:
        raise NotFound("Tautan ini sudah dipakai, ditarik, atau lewat masanya. Minta tautan baru.")
    user = act.session.get_one(User, link.user_id)
    user.password_hash = hashed(act, user, asked.new)
    act.session.get_one(AccountLink, link.id).used_at = act.now
    end_all_of(act, user)
    act.session.execute(delete(SignInAttempt).where(SignInAttempt.username == user.username))
    act.record(Event.CREDENTIAL_SET, "user", user.username)
    return user.username


def hashed(act: Act, user: User, password: str) -> str:
    """A password as it is kept, if it is one that nobody would try first."""
    office = act.session.get_one(Agency, user.agency_id)
    others = (select(Region.name), select(Agency.short_name), select(Agency.code), select(AgencyAlias.alias))
    named = words_of(act.session.scalars(union_all(*others)))
    known = [word for word in named if len(word) > SHORT_NAME]
    own = (user.username, user.display_name, office.name, office.short_name, office.code)
    refuse_weak(password, (*own, *known))
    return hash_of(password)


def hash_of(secret: str) -> str:
    return _hasher.hash(secret)


def revoke(act: Act, which: ColumnElement[bool]) -> int:
    """End these sessions; from this transaction's end on, every door asks and finds none."""
    result = act.session.execute(
        update(UserSession).where(which, UserSession.revoked_at.is_(None)).values(revoked_at=act.now)
    )
    assert isinstance(result, CursorResult)  # an UPDATE always gives one; the session types it wider
    return result.rowcount


def end_all_of(act: Act, user: User, *, but: ColumnElement[bool] | None = None) -> int:
    """Every session of this account, and whatever waits for its second step; how many sessions those were."""
    act.session.execute(delete(SignInStep).where(SignInStep.user_id == user.id))
    own = UserSession.user_id == user.id
    return revoke(act, own if but is None else own & ~but)


def untie(act: Act, user: User) -> dict[str, object]:
    """Whoever the provider knew as its owner comes in by it no more; as the trail tells it."""
    tie = act.session.get(ProviderName, user.id)
    if tie is None:
        return {}
    act.session.delete(tie)
    act.session.flush()
    return {"provider_name": "dilepas"}


def idle_end(minutes: int | None, now: datetime) -> datetime | None:
    """When a session that is used now has lain unused for too long."""
    return None if minutes is None else now + timedelta(minutes=minutes + NOTED_MINUTES)


def _remember_device(act: Act, user_id: int, before: str, after: str) -> None:
    """The browser gets a new token each time; all accounts that knew the old one know the new one."""
    forgotten = KnownDevice.last_seen_at <= act.now - throttle.DEVICE_REMEMBERED
    act.session.execute(delete(KnownDevice).where(KnownDevice.user_id == user_id, forgotten))
    if before:
        act.session.execute(
            update(KnownDevice)
            .where(KnownDevice.token_digest == token_digest(before))
            .values(token_digest=token_digest(after))
        )
    known = act.session.scalar(
        select(KnownDevice).where(
            KnownDevice.user_id == user_id, KnownDevice.token_digest == token_digest(after)
        )
    )
    if known is None:
        act.add(KnownDevice(user_id=user_id, token_digest=token_digest(after), last_seen_at=act.now))
    else:
        known.last_seen_at = act.now


def matches(password_hash: str, password: str) -> bool:
    """Whether it does; one hash is computed either way, so that the time taken tells nothing."""
    has_one = password_hash != UNSET_HASH
    try:
        return _hasher.verify(password_hash if has_one else _NOBODY, password) and has_one
    except (VerificationError, InvalidHashError):
        return False


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def source_of(
    connection: Connection, username: str, asked: SignIn | TypedCode | ProviderSignIn, now: datetime
) -> AttemptSource:
    """A device that is known is counted by itself, and never by the digest by which it is known."""
    if _knows(connection, username, asked.known_device, now):
        return AttemptSource(_digest(f"device {token_digest(asked.known_device)}"), True)
    place, site = _digest(counted_as(asked.address)), site_of(asked.address)
    if site is None:
        return AttemptSource(place, False)
    begins = _digest(site)[:_SITE_DIGITS]
    return AttemptSource(begins + place[_SITE_DIGITS:], False, begins)


def _knows(connection: Connection, username: str, device: str, now: datetime) -> bool:
    """Whether this account was signed in on this browser before."""
    found = connection.execute(
        select(KnownDevice.id)
        .join(User, User.id == KnownDevice.user_id)
        .where(
            User.username == username,
            KnownDevice.token_digest == token_digest(device),
            KnownDevice.last_seen_at > now - throttle.DEVICE_REMEMBERED,
        )
    )
    return found.first() is not None


def refuse_if_throttled(
    connection: Connection,
    username: str,
    source: AttemptSource,
    *,
    now: datetime,
    of_code: bool = False,
) -> None:
    here = SignInAttempt.address_digest == source.digest
    own = here & (SignInAttempt.username == username)
    limit = throttle.limit(_tried(connection, here, now), is_known_device=source.is_known_device)
    kinds = {own: limit}
    if source.site:
        in_site = SignInAttempt.address_digest.startswith(source.site)
        kinds[in_site & (SignInAttempt.username == username)] = throttle.PER_ACCOUNT_IN_A_SITE
    if of_code and not source.is_known_device:
        kinds[(SignInAttempt.username == username) & SignInAttempt.of_code] = throttle.PER_CODES
    tried = {
        which: _newest(connection, which, max(most, throttle.MOST_HALVED), now)
        for which, most in kinds.items()
    }
    if not of_code:
        if draw() >= min(throttle.chance(tried[which], most, now) for which, most in kinds.items()):
            raise SignInThrottled(NOT_HEARD)
        return
    held = (throttle.code_heard_again(tried[which], most) for which, most in kinds.items())
    until = max((each for each in held if each is not None), default=now)
    if until > now:
        raise SignInThrottled(
            "Terlalu banyak kode yang salah untuk akun ini dari sini. Coba lagi "
            f"{_waiting(until, now)}, atau masuk dari perangkat yang pernah Anda pakai."
        )


def _waiting(until: datetime, now: datetime) -> str:
    seconds = ceil((until - now).total_seconds())
    return f"dalam {seconds} detik" if seconds <= 60 else f"setelah pukul {clock_time(until)}"


def _tried(connection: Connection, which: ColumnElement[bool], now: datetime) -> int:
    of_late = SignInAttempt.at > now - throttle.WINDOW
    return connection.execute(select(func.count()).where(which, of_late)).scalar_one()


def _newest(
    connection: Connection, which: ColumnElement[bool], most: int, now: datetime
) -> Sequence[datetime]:
    of_late = SignInAttempt.at > now - throttle.WINDOW
    asked = select(SignInAttempt.at).where(which, of_late).order_by(SignInAttempt.at.desc())
    return connection.execute(asked.limit(most)).scalars().all()
