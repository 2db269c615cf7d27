"""Deputies of offices: named for days, revoked at once, and the session that acts as one."""

from datetime import date, datetime

from sqlalchemy import or_, select, true

from db.acting import Act
from db.command import command
from db.commands.accounts import idle_end
from db.models import Delegation, PlannedMove, SecondFactor, User, UserSession
from db.queries.accounts import token_digest
from db.queries.standing import IS_OPEN, Belongs, belongs_on, ended_by_move
from db.subjects import Subject
from domain.access.accounts import UNSET_HASH
from domain.access.delegations import (
    LONGEST_ORDER,
    DelegatedDays,
    DelegationState,
    Holder,
    acting_name,
    acting_username,
    refuse_days,
    refuse_deputy,
    refuse_outliving_move,
    state_on,
)
from domain.access.errors import NotFound, NotSignedIn, RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.requests import ActAsOneself, ActForOffice, NameDeputy, RevokeDeputy
from domain.access.screening import refuse_identity
from domain.tasks.proposals import check_text
from domain.time.calendar import local_time


@command(Permission.NAME_DEPUTY, Subject.ACCOUNTS)
def name_deputy(act: Act, asked: NameDeputy) -> int:
    """By the holder of the office, or by the administrator where it has none."""
    principal, deputy = _account(act, asked.principal), _account(act, asked.deputy)
    if principal.id != act.by.user_id:
        act.require(Permission.MANAGE_ACCOUNTS)
    order = check_text("Dasar penunjukan", asked.order, longest=LONGEST_ORDER)
    refuse_identity({"Dasar penunjukan": order})
    today = local_time(act.now).date()
    refuse_deputy(_holder(act, principal, today), _holder(act, deputy, today))
    wanted = DelegatedDays(principal.id, deputy.id, asked.starts_on, asked.ends_on)
    refuse_days(wanted, today, _standing(act, today, principal.id, deputy.id))
    for account in (principal, deputy):
        refuse_outliving_move(account.display_name, _moves_on(act, account), wanted, today)
    row = act.add(
        Delegation(
            principal_id=principal.id,
            deputy_id=deputy.id,
            account_id=_acting_account(act, asked, principal, deputy).id,
            kind=asked.kind,
            starts_on=asked.starts_on,
            ends_on=asked.ends_on,
            order=order,
            named_at=act.now,
        )
    )
    act.record(
        Event.DEPUTY_NAMED,
        "user",
        principal.username,
        after={
            "deputy": deputy.username,
            "kind": asked.kind,
            "starts_on": asked.starts_on,
            "ends_on": asked.ends_on,
            "order": order,
        },
    )
    return row.id


@command(Permission.NAME_DEPUTY, Subject.ACCOUNTS)
def revoke_deputy(act: Act, asked: RevokeDeputy) -> None:
    """From this moment on: a session that acts for the office is asked to sign in again."""
    row = act.session.get(Delegation, asked.delegation_id)
    if row is None:
        raise NotFound("Penunjukan itu tidak ada. Muat ulang halaman.")
    if row.principal_id != act.by.user_id:
        act.require(Permission.MANAGE_ACCOUNTS)
    reason = check_text("Alasan", asked.reason)
    refuse_identity({"Alasan": reason})
    state = state_on(
        local_time(act.now).date(), row.starts_on, row.ends_on, is_revoked=row.revoked_at is not None
    )
    if state in (DelegationState.REVOKED, DelegationState.OVER):
        raise RuleBroken("Penunjukan ini sudah berakhir. Tidak ada yang perlu dicabut.")
    act.change(row, seen=asked.seen)
    row.revoked_at = act.now
    principal, deputy = act.session.get_one(User, row.principal_id), act.session.get_one(User, row.deputy_id)
    act.record(
        Event.DEPUTY_REVOKED,
        "user",
        principal.username,
        before={"deputy": deputy.username, "starts_on": row.starts_on, "ends_on": row.ends_on},
        after={"reason": reason},
    )


@command(Permission.MANAGE_OWN_SESSIONS, Subject.ACCOUNTS)
def act_for_office(act: Act, asked: ActForOffice) -> str:
    """What this session does from now on is done for the office; returns as what."""
    today = local_time(act.now).date()
    found = act.session.execute(
        select(Delegation, User)
        .join(User, User.id == Delegation.principal_id)
        .where(
            Delegation.id == asked.delegation_id,
            Delegation.deputy_id == act.by.person_id,
            User.is_active.is_(True),
            ~ended_by_move(act.session.connection(), today),
        )
    ).one_or_none()
    if found is None or DelegationState.RUNNING is not state_on(
        today, found[0].starts_on, found[0].ends_on, is_revoked=found[0].revoked_at is not None
    ):
        raise NotFound("Penunjukan itu tidak berlaku hari ini. Muat ulang halaman, lalu pilih lagi.")
    row, principal = found
    role = _belongs(act, principal.id, today).role
    is_guarded = asked.door.second_factor.holds(role) or _has_second_factor(act, principal.id)
    if is_guarded and not _has_second_factor(act, row.deputy_id):
        raise RuleBroken(
            "Kantor itu dijaga dengan dua langkah. Pasang langkah kedua akun Anda dahulu di Akun saya."
        )
    session, own = _own_session(act, asked.token), _belongs(act, row.deputy_id, today)
    session.delegation_id = row.id
    _lie_unused(act, session, asked.door.idle_minutes_acting(own.role, role))
    act.record(Event.OFFICE_TAKEN_ON, "user", principal.username, after={"until": str(row.ends_on)})
    return f"{row.kind.label} {principal.display_name}"


@command(Permission.MANAGE_OWN_SESSIONS, Subject.ACCOUNTS)
def act_as_oneself(act: Act, asked: ActAsOneself) -> None:
    session = _own_session(act, asked.token)
    if session.delegation_id is None:
        raise RuleBroken("Anda sudah bertindak sebagai akun sendiri. Tidak ada yang perlu dilakukan.")
    session.delegation_id = None
    own = _belongs(act, session.user_id, local_time(act.now).date())
    _lie_unused(act, session, asked.door.idle_minutes(own.role))
    act.record(Event.OFFICE_LAID_DOWN, "user", act.by.person_username)


def end_delegations_of(act: Act, user: User, *, named_before: datetime | None = None) -> int:
    """An account that is closed, or holds another office, neither lends nor borrows one; how many ended.

    Those that were named for the new office already stay.
    """
    today = local_time(act.now).date()
    rows = act.session.scalars(
        select(Delegation).where(
            or_(Delegation.principal_id == user.id, Delegation.deputy_id == user.id),
            Delegation.revoked_at.is_(None),
            Delegation.ends_on >= today,
            true() if named_before is None else Delegation.named_at < named_before,
        )
    ).all()
    for row in rows:
        row.revoked_at = act.now
        row.version += 1
    return len(rows)


def _has_second_factor(act: Act, user_id: int) -> bool:
    return act.session.get(SecondFactor, user_id) is not None


def _lie_unused(act: Act, session: UserSession, minutes: int | None) -> None:
    """How long it will last from now on."""
    session.idle_minutes, session.idle_ends_at = minutes, idle_end(minutes, act.now)


def _own_session(act: Act, token: str) -> UserSession:
    found = act.session.scalar(
        select(UserSession).where(
            UserSession.token_digest == token_digest(token), UserSession.user_id == act.by.person_id
        )
    )
    if found is None:
        raise NotSignedIn("Sesi Anda sudah berakhir. Muat ulang halaman ini untuk masuk kembali.")
    return found


def _account(act: Act, username: str) -> User:
    found = act.session.scalar(select(User).where(User.username == username))
    if found is None:
        raise NotFound(f"Akun {username[:60]} tidak ada. Pilih dari daftar.")
    return found


def _belongs(act: Act, user_id: int, today: date) -> Belongs:
    return belongs_on(act.session.connection(), user_id, today)


def _holder(act: Act, user: User, today: date) -> Holder:
    own = _belongs(act, user.id, today)
    return Holder(user.id, user.display_name, own.role, own.agency_id, user.is_active)


def _standing(act: Act, today: date, *accounts: int) -> list[DelegatedDays]:
    rows = act.session.execute(
        select(Delegation.principal_id, Delegation.deputy_id, Delegation.starts_on, Delegation.ends_on)
        .where(
            or_(Delegation.principal_id.in_(accounts), Delegation.deputy_id.in_(accounts)),
            Delegation.revoked_at.is_(None),
            ~ended_by_move(act.session.connection(), today),
        )
        .order_by(Delegation.starts_on)
    )
    return [DelegatedDays(*row) for row in rows]


def _moves_on(act: Act, user: User) -> date | None:
    """The day from which on it is to belong elsewhere."""
    return act.session.scalar(
        select(PlannedMove.starts_on).where(IS_OPEN, PlannedMove.user_id == user.id).limit(1)
    )


def _acting_account(act: Act, asked: NameDeputy, principal: User, deputy: User) -> User:
    """The account of these two, made when one first stands in for the other; nobody can sign in to it."""
    name = acting_name(asked.kind, principal.display_name, deputy.display_name)
    known = act.session.scalar(
        select(User)
        .join(Delegation, Delegation.account_id == User.id)
        .where(
            Delegation.principal_id == principal.id,
            Delegation.deputy_id == deputy.id,
            Delegation.kind == asked.kind,
            User.display_name == name,
        )
    )
    if known is not None:
        return known
    own = _belongs(act, principal.id, local_time(act.now).date())
    first = acting_username(asked.kind, principal.username, deputy.username)
    taken = set(act.session.scalars(select(User.username).where(User.username.like(f"{first}%"))))
    number = 1
    while (username := first if number == 1 else f"{first} {number}") in taken:
        number += 1
    return act.add(
        User(
            username=username,
            display_name=name,
            role=own.role,
            agency_id=own.agency_id,
            password_hash=UNSET_HASH,
            is_active=False,
            is_demo=principal.is_demo,
            created_at=act.now,
        )
    )
