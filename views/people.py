"""Accounts as their administrator reads them: searched, filtered, counted; and one with all about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.queries.accounts import AccountRow, SessionRow, account_rows, open_sessions
from db.queries.agencies import AgencyRow, agency_names, agency_rows
from db.queries.audit import AuditRow, audit_of_account
from db.queries.deputies import DelegationRow, DeputyChoice, deputies_of, deputy_choices, offices_with_deputy
from db.queries.mail import refused_since
from db.queries.standing import MoveRow, moves_of
from domain.access.accounts import QUIET_DAYS, AccountState, Concern
from domain.access.errors import NotFound
from domain.access.moves import MoveState
from domain.access.parameters import Parameters
from domain.access.pasted import Directory
from domain.access.permissions import Role, Scope
from domain.access.throttle import PER_ACCOUNT
from domain.time.calendar import local_time
from domain.words.trail import Names
from views import agencies
from views.agencies import AgencyView
from views.ask import ask
from views.trail import names_in

MOST_RECORDS = 12


@dataclass(frozen=True)
class Account:
    row: AccountRow
    state: AccountState
    concerns: frozenset[Concern]
    looked_after: DelegationRow | None = None
    """By whom the office is looked after today."""
    move: MoveRow | None = None
    """To where it goes, or has gone of late."""
    is_moving: bool = False
    """Its day has not come yet."""
    mail_refused_since: datetime | None = None


@dataclass(frozen=True)
class People:
    everyone: tuple[Account, ...]
    shown: tuple[Account, ...]
    on_duty: tuple[AgencyRow, ...]
    """The agencies that hold a commitment or an open task."""

    def having(self, concern: Concern) -> int:
        return sum(concern in each.concerns for each in self.everyone)

    @property
    def without_account(self) -> tuple[AgencyRow, ...]:
        return tuple(row for row in self.on_duty if row.is_unreachable)

    @property
    def active(self) -> int:
        return sum(each.row.is_active for each in self.everyone)

    @property
    def agencies(self) -> int:
        return len({each.row.agency_code for each in self.everyone if each.row.is_active})


def people(asked: Parameters, now: datetime) -> People:
    everyone = _everyone(now)
    concern, role = asked.member("keadaan", Concern), asked.member("peran", Role)
    text = asked.text("cari").casefold()
    shown = tuple(
        each
        for each in everyone
        if (concern is None or concern in each.concerns)
        and (role is None or each.row.role is role)
        and (not text or text in _searched(each.row))
    )
    return People(everyone, shown, tuple(row for row in ask(agency_rows) if row.is_on_duty))


def _searched(row: AccountRow) -> str:
    return " ".join((row.username, row.display_name, row.agency, row.agency_code)).casefold()


def _everyone(now: datetime) -> tuple[Account, ...]:
    today = local_time(now).date()
    deputies = {row.principal: row for row in ask(offices_with_deputy, on=today)}
    moves = {row.user_id: row for row in ask(moves_of, on=today)}
    refused = ask(refused_since)
    return tuple(
        _account(row, now, deputies.get(row.username), moves.get(row.id), refused.get(row.id))
        for row in ask(account_rows, now=now)
    )


def _account(
    row: AccountRow,
    now: datetime,
    looked_after: DelegationRow | None,
    move: MoveRow | None,
    mail_refused: datetime | None,
) -> Account:
    state = row.state(now)
    last = row.last_signed_in_at or row.created_at
    held = {
        Concern.WAITING: state in (AccountState.INVITED, AccountState.LINK_EXPIRED),
        Concern.QUIET: state is AccountState.ACTIVE and last <= now - timedelta(days=QUIET_DAYS),
        Concern.HELD: row.is_active and row.refused >= PER_ACCOUNT,
        Concern.SIGNED_IN: row.sessions > 0,
        Concern.MAIL_REFUSED: row.is_active and mail_refused is not None,
        Concern.CLOSED: state is AccountState.CLOSED,
    }
    concerns = frozenset(concern for concern, holds in held.items() if holds)
    is_moving = move is not None and move.state(local_time(now).date()) is MoveState.COMING
    return Account(row, state, concerns, looked_after, move, is_moving, mail_refused)


def directory(now: datetime) -> Directory:
    """What a pasted list is read against."""
    rows = ask(account_rows, now=now)
    return Directory(
        names=ask(agency_names),
        usernames=frozenset(row.username for row in rows),
        offices=frozenset((row.display_name, row.agency_code) for row in rows),
    )


@dataclass(frozen=True)
class Person:
    account: Account
    sessions: Sequence[SessionRow]
    records: Sequence[AuditRow]
    names: Names
    """Of what the records speak of."""
    there: AgencyView | None
    """The agency to which it goes, or has gone of late."""
    deputies: Sequence[DelegationRow]
    deputy_choices: Sequence[DeputyChoice]


def person(username: str, *, token: str, now: datetime, scope: Scope) -> Person:
    found = next((each for each in _everyone(now) if each.row.username == username), None)
    if found is None:
        raise NotFound(f"Akun {username} tidak ada. Pilih dari daftar Pengguna.")
    today = local_time(now).date()
    records = ask(audit_of_account, username, most=MOST_RECORDS)
    return Person(
        found,
        ask(open_sessions, user_id=found.row.id, token=token, now=now),
        records,
        names_in(records, scope),
        agencies.one(found.move.agency_code, scope) if found.move else None,
        ask(deputies_of, found.row.id, on=today),
        ask(deputy_choices, found.row.id, on=today) if found.row.is_active else (),
    )
