"""Accounts of offices as their administrator keeps them: invited, changed, closed, and let in again."""

import secrets
from collections import Counter
from datetime import datetime

from sqlalchemy import ColumnElement, CursorResult, delete, func, or_, select, update

from db.acting import Act
from db.command import command
from db.commands.accounts import end_all_of, hashed, untie
from db.commands.delegations import end_delegations_of
from db.commands.rows import refuse_gone
from db.models import (
    AccountLink,
    Agency,
    CalendarFeed,
    Delegation,
    KnownDevice,
    MailChoice,
    OutgoingMail,
    PlannedMove,
    ScreenToken,
    SignInAttempt,
    User,
    UserSession,
)
from db.notifying import put_in_the_outbox
from db.queries.accounts import token_digest
from db.queries.standing import IS_OPEN
from db.subjects import Subject
from domain.access.accounts import (
    LINK_LENGTH,
    UNSET_HASH,
    checked_office,
    checked_username,
    refuse_losing_last_administrator,
)
from domain.access.errors import NotFound, RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission, Role
from domain.access.requests import (
    ChangeAccount,
    CloseAccount,
    CreateUser,
    DrawLink,
    EndSessionsOf,
    ForgiveAttempts,
    Invitation,
    InviteAccount,
    InviteAccounts,
    MailLink,
    RenewLink,
    ReopenAccount,
)
from domain.access.screening import refuse_identity
from domain.notices.mail import MailHours, Purpose, checked_address
from domain.tasks.proposals import check_text
from domain.time.calendar import local_time


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS)
def create_user(act: Act, asked: CreateUser) -> int:
    """Create an account with a password: the first one, made on the server itself."""
    user = _new(
        act, asked.username, asked.display_name.strip() or asked.username, asked.role, asked.agency_code
    )
    user.password_hash = hashed(act, user, asked.password)
    act.record(Event.USER_CREATED, "user", user.username, after=_said(user, asked.agency_code))
    return user.id


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS, secret=True)
def invite(act: Act, asked: InviteAccount) -> Invitation:
    user = _new(act, asked.username, asked.display_name, asked.role, asked.agency_code)
    made = _link(act, user)
    act.record(
        Event.ACCOUNT_INVITED,
        "user",
        user.username,
        after=_said(user, asked.agency_code) | {"until": made.expires_at},
    )
    return made


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS, secret=True)
def invite_all(act: Act, asked: InviteAccounts) -> list[Invitation]:
    """One transaction: a row that cannot stand turns all of them down, by name."""
    if not asked.accounts:
        raise RuleBroken("Belum ada baris yang siap diundang. Tempel daftarnya, lalu jawab yang ragu.")
    return [_named(act, each) for each in asked.accounts]


def _named(act: Act, asked: InviteAccount) -> Invitation:
    try:
        return invite(act, asked)
    except RuleBroken as refusal:
        raise RuleBroken(f"“{asked.display_name}”: {refusal} Tidak ada yang diundang.") from refusal


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS, Subject.MEETINGS, secret=True)
def renew_link(act: Act, asked: RenewLink) -> Invitation:
    """Nobody is told a password: the old one stops working, and a link sets another."""
    user, reason = taken(act, asked.username, asked.seen, asked.reason)
    if user.id == act.by.user_id:
        raise RuleBroken("Ini akun Anda sendiri. Ganti kata sandinya di Akun saya, dengan kata sandi lama.")
    if not user.is_active:
        raise RuleBroken("Akun ini nonaktif. Aktifkan dahulu, lalu buat tautan baru.")
    refuse_losing_last_administrator(user.role, other_administrators(act, user))
    user.password_hash = UNSET_HASH
    closed, untied = put_out(act, user), untie(act, user)
    made = _link(act, user)
    act.record(
        Event.ACCOUNT_LINK_RENEWED,
        "user",
        user.username,
        after={"reason": reason, "sessions": closed, "until": made.expires_at, **untied},
    )
    return made


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS)
def mail_link(act: Act, asked: MailLink) -> None:
    """For an account that waits for its password. Its key is drawn when the mail goes out."""
    user = _found(act, asked.username)
    address = checked_address(asked.address)
    if not address:
        raise RuleBroken("Tulis surel dinas ke mana tautan dikirim.")
    if not user.is_active:
        raise RuleBroken("Akun ini nonaktif. Aktifkan dahulu, lalu kirim tautannya.")
    if user.password_hash != UNSET_HASH:
        raise RuleBroken(
            "Akun ini sudah memasang kata sandi. Bila pemegangnya lupa, buat tautan kata sandi baru dahulu."
        )
    act.change(user, seen=asked.seen)
    _leave_address(act, user, address)
    link = _new_link(act, user, key=secrets.token_urlsafe(32))
    once, day = f"{Purpose.ACCOUNT_LINK}:{link.id}", local_time(act.now).date()
    put_in_the_outbox(act.session, user.id, Purpose.ACCOUNT_LINK, day, once, act.now)
    act.record(Event.LINK_TO_BE_MAILED, "user", user.username)


def _leave_address(act: Act, user: User, address: str) -> None:
    """As if its owner had: he may change it, and chooses by himself whether more comes there."""
    choice = act.session.get(MailChoice, user.id)
    if choice is None:
        hours = MailHours()
        act.add(
            MailChoice(
                user_id=user.id,
                address=address,
                daily=False,
                weekly=False,
                opens=hours.opens,
                closes=hours.closes,
            )
        )
    elif choice.address != address:
        choice.address = address
        choice.version += 1
        act.session.flush()


@command(Permission.MAIL_LINKS, Subject.ACCOUNTS, secret=True)
def draw_link(act: Act, asked: DrawLink) -> Invitation:
    """From now on it works, and no key that an earlier try may have carried."""
    link = act.session.get(AccountLink, asked.link_id)
    if link is None or link.used_at is not None or link.withdrawn_at is not None:
        raise NotFound("Tautan itu sudah dipakai atau diganti yang lain.")
    user, key = act.session.get_one(User, link.user_id), secrets.token_urlsafe(32)
    link.key_digest, link.expires_at = token_digest(key), act.now + LINK_LENGTH
    act.record(Event.LINK_MAILED, "user", user.username, after={"until": link.expires_at})
    return Invitation(user.username, user.display_name, key, link.expires_at)


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS, Subject.MEETINGS)
def change_account(act: Act, asked: ChangeAccount) -> None:
    user, reason = taken(act, asked.username, asked.seen, asked.reason)
    agency, before = agency_named(act, asked.agency_code), act.session.get_one(Agency, user.agency_id)
    name = checked_office(asked.display_name)
    old = {"name": user.display_name, "role": user.role, "agency": before.code}
    new = {"name": name, "role": asked.role, "agency": agency.code}
    changed = {key for key in old if old[key] != new[key]}
    if not changed:
        raise RuleBroken("Tidak ada yang berubah. Ubah nama, peran, atau instansinya, lalu simpan.")
    if asked.role is not Role.ADMINISTRATOR:
        refuse_losing_last_administrator(user.role, other_administrators(act, user))
    user.display_name, user.role, user.agency_id = name, asked.role, agency.id
    is_other = changed != {"name"}
    closed, ended = (put_out(act, user), end_delegations_of(act, user)) if is_other else (0, 0)
    dropped = _drop_plan(act, user) | forget_address(act, user) if is_other else {}
    act.record(
        Event.ACCOUNT_CHANGED,
        "user",
        user.username,
        before={key: old[key] for key in sorted(changed)},
        after={key: new[key] for key in sorted(changed)}
        | {"reason": reason, "sessions": closed, "delegations": ended, **dropped},
    )


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS, Subject.MEETINGS)
def close_account(act: Act, asked: CloseAccount) -> int:
    """Close an account: it is kept because the trail names it, but nobody can sign in. Returns how many
    sessions ended."""
    user, reason = taken(act, asked.username, asked.seen, asked.reason)
    if not user.is_active:
        raise RuleBroken("Akun ini sudah nonaktif. Tidak ada yang perlu dilakukan.")
    refuse_losing_last_administrator(user.role, other_administrators(act, user))
    user.is_active = False
    _withdraw_links(act, user)
    closed, ended = put_out(act, user), end_delegations_of(act, user)
    act.record(
        Event.ACCOUNT_CLOSED,
        "user",
        user.username,
        after={"reason": reason, "sessions": closed, "delegations": ended, **_drop_plan(act, user)},
    )
    return closed


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS)
def reopen_account(act: Act, asked: ReopenAccount) -> None:
    user, reason = taken(act, asked.username, asked.seen, asked.reason)
    if user.is_active:
        raise RuleBroken("Akun ini sudah aktif. Tidak ada yang perlu dilakukan.")
    user.is_active = True
    act.record(Event.ACCOUNT_REOPENED, "user", user.username, after={"reason": reason})


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS)
def end_sessions_of(act: Act, asked: EndSessionsOf) -> int:
    user = _found(act, asked.username)
    closed = end_all_of(act, user)
    act.record(Event.SESSION_ENDED, "user", user.username, after={"sessions": closed})
    return closed


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS)
def forgive_attempts(act: Act, asked: ForgiveAttempts) -> int:
    user = _found(act, asked.username)
    gone = act.session.execute(delete(SignInAttempt).where(SignInAttempt.username == user.username))
    assert isinstance(gone, CursorResult)  # a DELETE always gives one; the session types it wider
    act.record(Event.ATTEMPTS_FORGIVEN, "user", user.username, after={"attempts": gone.rowcount})
    return gone.rowcount


def _new(act: Act, typed: str, display_name: str, role: Role, agency_code: str) -> User:
    """An account that nobody can sign in to yet; a sample one if a sample administrator makes it."""
    username, name = checked_username(typed), checked_office(display_name)
    if act.session.scalar(select(User.id).where(User.username == username)) is not None:
        raise RuleBroken(f"Nama pengguna '{username}' sudah dipakai. Pilih nama lain.")
    return act.add(
        User(
            username=username,
            display_name=name,
            role=role,
            agency_id=agency_named(act, agency_code).id,
            password_hash=UNSET_HASH,
            is_demo=act.by.is_demo,
            created_at=act.now,
        )
    )


def _said(user: User, agency_code: str) -> dict[str, object]:
    return {"username": user.username, "role": user.role, "agency": agency_code}


def agency_named(act: Act, code: str) -> Agency:
    found = act.session.scalar(select(Agency).where(Agency.code == code))
    if found is None:
        raise RuleBroken(f"Instansi '{code[:40]}' tidak dikenal. Pilih dari daftar instansi.")
    refuse_gone(act, found)
    return found


def _link(act: Act, user: User) -> Invitation:
    key = secrets.token_urlsafe(32)
    return Invitation(user.username, user.display_name, key, _new_link(act, user, key=key).expires_at)


def _new_link(act: Act, user: User, *, key: str) -> AccountLink:
    """The one link that works for this account from now on."""
    _withdraw_links(act, user)
    return act.add(
        AccountLink(
            key_digest=token_digest(key), user_id=user.id, made_at=act.now, expires_at=act.now + LINK_LENGTH
        )
    )


def _withdraw_links(act: Act, user: User, *which: ColumnElement[bool]) -> int:
    """How many links were still usable."""
    gone = act.session.execute(
        update(AccountLink)
        .where(AccountLink.user_id == user.id, AccountLink.used_at.is_(None), *which)
        .where(AccountLink.withdrawn_at.is_(None))
        .values(withdrawn_at=act.now)
    )
    assert isinstance(gone, CursorResult)  # an UPDATE always gives one; the session types it wider
    return gone.rowcount


def _found(act: Act, username: str) -> User:
    user = act.session.scalar(select(User).where(User.username == username))
    if user is None:
        raise NotFound(f"Akun {username[:60]} tidak ada. Pilih dari daftar Pengguna.")
    return user


def taken(act: Act, username: str, seen: int, reason: str) -> tuple[User, str]:
    """An account for changing, as the administrator saw it, with the reason that the trail will tell."""
    user = _found(act, username)
    said = check_text("Alasan", reason)
    refuse_identity({"Alasan": said})
    act.change(user, seen=seen)
    return user, said


def put_out(act: Act, user: User, *, opened_before: datetime | None = None) -> int:
    """Whoever sits before a screen as this account is asked to sign in at his next act; a calendar that
    reads its days is told nothing more, and no wall that he opened goes on showing a meeting."""
    feeds = (CalendarFeed.user_id == user.id) & CalendarFeed.revoked_at.is_(None)
    act.session.execute(update(CalendarFeed).where(feeds).values(revoked_at=act.now))
    act.session.execute(delete(KnownDevice).where(KnownDevice.user_id == user.id))
    _end_walls(act, user, opened_before)
    later = None if opened_before is None else UserSession.created_at >= opened_before
    return end_all_of(act, user, but=later)


def _end_walls(act: Act, user: User, opened_before: datetime | None) -> None:
    """Those that he opened himself, or that were opened by or for him as a deputy."""
    lent = select(Delegation.account_id).where(
        or_(Delegation.principal_id == user.id, Delegation.deputy_id == user.id)
    )
    his = or_(ScreenToken.created_by_id == user.id, ScreenToken.created_by_id.in_(lent))
    asked = select(ScreenToken).where(his, ScreenToken.revoked_at.is_(None), ScreenToken.expires_at > act.now)
    if opened_before is not None:
        asked = asked.where(ScreenToken.created_at < opened_before)
    walls = act.session.scalars(asked.order_by(ScreenToken.id)).all()
    for wall in walls:
        wall.revoked_at = act.now
    for meeting_id, ended in Counter(wall.meeting_id for wall in walls).items():
        act.record(Event.SCREEN_REVOKED, "meeting", meeting_id, after={"screens": ended})


def forget_address(act: Act, user: User) -> dict[str, object]:
    """Mail for who he is now does not go where he was, and no link that lies there opens the account; as the
    trail tells it."""
    choice = act.session.get(MailChoice, user.id)
    if choice is None or not choice.address:
        return {}
    choice.address = ""
    choice.version += 1
    return {"has_address": False} | _withdraw_mailed(act, user)


def _withdraw_mailed(act: Act, user: User) -> dict[str, object]:
    """What was handed over by hand stays with the person who goes."""
    mailed = {
        int(once.removeprefix(f"{Purpose.ACCOUNT_LINK}:"))
        for once in act.session.scalars(
            select(OutgoingMail.once).where(
                OutgoingMail.user_id == user.id, OutgoingMail.purpose == Purpose.ACCOUNT_LINK
            )
        )
    }
    return {"mailed_link": "ditarik"} if _withdraw_links(act, user, AccountLink.id.in_(mailed)) else {}


def has_plan(act: Act, user: User) -> bool:
    """Whether it is to go over to another agency or role some day."""
    planned = select(PlannedMove.id).where(IS_OPEN, PlannedMove.user_id == user.id)
    return act.session.scalar(planned.limit(1)) is not None


def _drop_plan(act: Act, user: User) -> dict[str, object]:
    """What was planned of it is done now, or will never be; as the trail tells it."""
    if not has_plan(act, user):
        return {}
    act.session.execute(
        update(PlannedMove).where(IS_OPEN, PlannedMove.user_id == user.id).values(cancelled_at=act.now)
    )
    return {"planned_move": "dibatalkan"}


def other_administrators(act: Act, user: User) -> int:
    """Those who could still sign in and let others in; nobody who is to leave the role some day."""
    leaves = select(PlannedMove.user_id).where(IS_OPEN, PlannedMove.role != Role.ADMINISTRATOR)
    can_enter = or_(User.password_hash != UNSET_HASH, User.is_demo.is_(True))
    found = act.session.scalar(
        select(func.count())
        .select_from(User)
        .where(User.role == Role.ADMINISTRATOR, User.is_active.is_(True), User.id != user.id, can_enter)
        .where(User.id.not_in(leaves))
    )
    return found or 0
