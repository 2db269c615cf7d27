"""Commands about accounts, sessions, second factors and deputies."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models import AccountLink, Agency, PlannedMove, SignInStep, User, UserSession
from db.queries.accounts import token_digest
from domain.access.accounts import UNSET_HASH
from domain.access.delegations import DelegationKind
from domain.access.permissions import Actor, Role
from domain.access.provider import TieAccount
from domain.access.requests import (
    ActAsOneself,
    ActForOffice,
    BeginStep,
    CancelMove,
    CarryOutMove,
    ChangeAccount,
    ChangePassword,
    CloseAccount,
    CountRefusedSignIn,
    CreateUser,
    DrawLink,
    EndOwnSession,
    EndSessionsOf,
    ForgiveAttempts,
    InviteAccount,
    InviteAccounts,
    MailLink,
    NameDeputy,
    OpenSession,
    PassStep,
    PlanMove,
    RemoveSecondFactor,
    RenewLink,
    RenewRecovery,
    ReopenAccount,
    RevokeDeputy,
    SetPassword,
    SetUpAtTheDoor,
    SetUpSecondFactor,
    SignOut,
    SignOutElsewhere,
    SignOutEverywhere,
    TurnOffSecondFactor,
)
from domain.access.second_factor import SecondFactorDemand
from domain.access.sessions import Door
from tests import factories
from tests.db.tried.model import REASON, Tried, a_wall, fixed
from tests.factories import MORNING

PASSWORD = "sembilan lontar di tebing angin"


def on_account(request: Callable[[str], object], **values: Any) -> Tried:
    return Tried(lambda session, _by: request(factories.user(session, **values).username))


def on_account_with_wall(request: Callable[[str], object]) -> Tried:
    def found(session: Session, _by: Actor) -> object:
        user = factories.user(session)
        a_wall(session, user.id)
        return request(user.username)

    return Tried(found, records=2)


def a_due_plan(session: Session, _by: Actor) -> object:
    number = a_plan(session, to=MORNING.date())
    a_wall(session, session.get_one(PlannedMove, number).user_id)
    return CarryOutMove(number)


def an_own_session(session: Session, by: Actor) -> object:
    return EndOwnSession(a_session(session, by).id)


def a_session(session: Session, by: Actor) -> UserSession:
    row = UserSession(
        token_digest=token_digest("sesi"),
        user_id=by.user_id,
        created_at=MORNING,
        expires_at=MORNING + timedelta(hours=1),
    )
    session.add(row)
    session.flush()
    return row


def lent(session: Session, by: Actor) -> int:
    """The actor's own office, looked after by another account."""
    return factories.delegation(session, by.user_id, factories.user(session, agency="dinsos").id).id


def borrowed(session: Session, by: Actor) -> int:
    """Another office, which the actor looks after; and a session in which to do so."""
    a_session(session, by)
    return factories.delegation(session, factories.user(session, agency="dinsos").id, by.user_id).id


def an_office_taken_on(session: Session, by: Actor) -> object:
    taken = borrowed(session, by)
    session.execute(update(UserSession).values(delegation_id=taken))
    return ActAsOneself("sesi", Door())


def a_plan(session: Session, *, to: date) -> int:
    user = factories.user(session, agency="polda-ntt")
    agency = session.scalars(select(Agency).where(Agency.code == "dinsos")).one()
    row = PlannedMove(
        user_id=user.id,
        role=Role.AGENCY,
        agency_id=agency.id,
        starts_on=to,
        reason=REASON,
        planned_at=MORNING,
    )
    session.add(row)
    session.flush()
    return row.id


def an_own_password(session: Session, by: Actor) -> object:
    session.get_one(User, by.user_id).password_hash = PasswordHasher().hash("lama")
    a_session(session, by)
    return ChangePassword("sesi", "lama", PASSWORD)


def own_factor(request: object) -> Tried:
    """With the password "lama", a session, and something that asks for codes."""

    def made(session: Session, by: Actor) -> object:
        an_own_password(session, by)
        factories.second_factor(session, by.username)
        return request

    return Tried(made)


def own_step(request: Callable[[int, Actor], object], *, has_factor: bool, records: int) -> Tried:
    """Between the password and the code."""

    def made(session: Session, by: Actor) -> object:
        if has_factor:
            factories.second_factor(session, by.username)
        row = SignInStep(
            token_digest=token_digest("langkah"), user_id=by.user_id, expires_at=MORNING + timedelta(hours=1)
        )
        session.add(row)
        session.flush()
        return request(row.id, by)

    return Tried(made, records=records)


def somebody_elses_factor(session: Session, _by: Actor) -> object:
    account = factories.user(session)
    factories.second_factor(session, account.username)
    return RemoveSecondFactor(account.username, 0, REASON)


def to_set_up(session: Session, by: Actor) -> object:
    an_own_password(session, by)
    return SetUpSecondFactor("sesi", "lama", "tersegel", 7)


def a_link(session: Session, _by: Actor) -> object:
    account = factories.user(session)
    expires = MORNING + timedelta(days=1)
    session.add(
        AccountLink(key_digest=token_digest("kunci"), user_id=account.id, made_at=MORNING, expires_at=expires)
    )
    return SetPassword("kunci", PASSWORD)


def an_account_that_waits(session: Session, _by: Actor) -> object:
    waits = factories.user(session, password_hash=UNSET_HASH)
    return MailLink(waits.username, 0, "tu@dpmd.nttprov.go.id")


def a_link_to_mail(session: Session, by: Actor) -> object:
    a_link(session, by)
    return DrawLink(session.scalars(select(AccountLink.id)).one())


ACCOUNTS: dict[str, list[Tried]] = {
    "count_refused_sign_in": [fixed(CountRefusedSignIn("uji", "0" * 64, False))],
    "open_session": [Tried(lambda _session, by: OpenSession(by.user_id or 0, by.username, "uji"))],
    "sign_out": [fixed(SignOut("x"))],
    "sign_out_everywhere": [fixed(SignOutEverywhere())],
    "create_user": [fixed(CreateUser("uji.baru", "Uji", Role.AGENCY, "polda-ntt", "kupang rote sabu alor"))],
    "sign_out_elsewhere": [fixed(SignOutElsewhere("x"))],
    "end_own_session": [Tried(an_own_session)],
    "change_password": [Tried(an_own_password)],
    "set_password": [Tried(a_link)],
    "invite": [fixed(InviteAccount("uji.undangan", "Uji", Role.AGENCY, "polda-ntt"))],
    "invite_all": [fixed(InviteAccounts((InviteAccount("uji.banyak", "Uji", Role.AGENCY, "polda-ntt"),)))],
    "renew_link": [on_account_with_wall(lambda name: RenewLink(name, 0, REASON))],
    "mail_link": [Tried(an_account_that_waits)],
    "draw_link": [Tried(a_link_to_mail)],
    "change_account": [
        on_account_with_wall(lambda name: ChangeAccount(name, 0, "Uji", Role.VERIFIER, "inspektorat", REASON))
    ],
    "plan_move": [
        on_account(lambda name: PlanMove(name, 0, Role.VERIFIER, "inspektorat", date(2026, 12, 1), REASON))
    ],
    "cancel_move": [
        Tried(lambda session, _by: CancelMove(a_plan(session, to=MORNING.date() + timedelta(days=7)), REASON))
    ],
    "carry_out_move": [Tried(a_due_plan, records=2)],
    "close_account": [on_account_with_wall(lambda name: CloseAccount(name, 0, REASON))],
    "reopen_account": [on_account(lambda name: ReopenAccount(name, 0, REASON), is_active=False)],
    "end_sessions_of": [on_account(EndSessionsOf)],
    "forgive_attempts": [on_account(ForgiveAttempts)],
    "begin_second_step": [Tried(lambda _session, by: BeginStep(by.user_id or 0, by.username, "!"))],
    "pass_second_step": [
        own_step(
            lambda step, by: PassStep(step, by.user_id or 0, by.username, "uji", time_step=7),
            has_factor=True,
            records=1,
        )
    ],
    "set_up_at_the_door": [
        own_step(
            lambda step, by: SetUpAtTheDoor(step, by.user_id or 0, by.username, "uji", "", "tersegel", 7),
            has_factor=False,
            records=2,
        )
    ],
    "set_up_second_factor": [Tried(to_set_up)],
    "renew_recovery": [own_factor(RenewRecovery("sesi", "lama"))],
    "turn_off_second_factor": [own_factor(TurnOffSecondFactor("sesi", "lama", SecondFactorDemand.NOBODY))],
    "remove_second_factor": [Tried(somebody_elses_factor)],
    "tie_account": [on_account(lambda name: TieAccount(name, 0, "tu.uji", "https://sso.contoh", REASON))],
    "name_deputy": [
        Tried(
            lambda session, by: NameDeputy(
                by.username,
                factories.user(session, agency="dinsos").username,
                DelegationKind.DAILY,
                date(2026, 11, 24),
                date(2026, 11, 30),
                "SP 12/2026",
            )
        )
    ],
    "revoke_deputy": [Tried(lambda session, by: RevokeDeputy(lent(session, by), 1, REASON))],
    "act_for_office": [Tried(lambda session, by: ActForOffice("sesi", borrowed(session, by), Door()))],
    "act_as_oneself": [Tried(an_office_taken_on)],
}
