"""An officer who is transferred is who he was until the day, and from the day on who he is then."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select, update

from db.acting import Sender
from db.commands.agencies import merge_agency
from db.commands.case_work import note_opening
from db.commands.moves import cancel_move, carry_out_moves, plan_move
from db.commands.notices import choose_mail
from db.commands.people import change_account, close_account, create_user, renew_link
from db.engine import reading
from db.models import Agency, AuditRecord, ScreenToken, User
from db.queries.accounts import token_digest
from db.queries.case_work import openings
from db.queries.mail import mail_choice
from db.queries.meetings import meeting_of_screen
from db.queries.standing import due_moves, moves_of
from domain.access.errors import NotFound, RuleBroken
from domain.access.events import Event
from domain.access.permissions import OPERATOR, WORKER, Role
from domain.access.requests import (
    CancelMove,
    ChangeAccount,
    CloseAccount,
    CreateUser,
    MergeAgency,
    PlanMove,
    RenewLink,
)
from domain.cases.requests import OpenCase
from domain.meetings.life import MeetingState
from domain.notices.requests import ChooseMail
from tests import factories
from tests.factories import MovingClock, filling
from tests.office import PASSWORD, Office

pytestmark = pytest.mark.by_turns

MOVES_ON = date(2026, 11, 25)
"""Two days after the tests begin, at seven in the morning."""
REASON = "SK mutasi 800/12/2026"


@pytest.fixture
def office(engine: Engine, moving_clock: MovingClock) -> Office:
    return Office(engine, moving_clock)


def planned(office: Office, *, username: str = "polda", role: Role = Role.VERIFIER) -> int:
    asked = PlanMove(username, office.row(username).version, role, "inspektorat", MOVES_ON, REASON)
    number: int = office.do(plan_move, asked)
    return number


def to_the_evening_before(office: Office) -> None:
    office.clock.forward(timedelta(days=1, hours=16))


def over_midnight(office: Office) -> None:
    office.clock.forward(timedelta(hours=2))


def test_until_the_day_he_is_who_he_was_and_his_account_says_what_is_to_come(office: Office) -> None:
    planned(office)
    to_the_evening_before(office)
    assert office.who(office.enter("polda")).role is Role.AGENCY
    with reading(office.engine) as connection:
        [move] = moves_of(connection, on=office.clock().date())
    assert (move.username, move.agency_code, move.role) == ("polda", "inspektorat", Role.VERIFIER)


@pytest.mark.parametrize("worker", ["runs", "is down"])
def test_at_midnight_his_session_ends_and_he_comes_back_as_who_he_is_now(office: Office, worker: str) -> None:
    planned(office)
    to_the_evening_before(office)
    before = office.enter("polda")
    over_midnight(office)
    if worker == "runs":
        carry_out_moves(Sender(office.engine, WORKER, office.clock))
    assert not office.is_open(before)
    after = office.enter("polda")
    assert (office.who(after).role, office.who(after).agency_name) == (Role.VERIFIER, "Inspektorat NTT")
    assert (office.row("polda").role, office.row("polda").agency_code) == (Role.VERIFIER, "inspektorat")


def test_who_signed_in_that_day_stays_when_the_worker_comes_late_and_the_trail_tells(office: Office) -> None:
    planned(office)
    to_the_evening_before(office)
    over_midnight(office)
    here = office.enter("polda")
    assert carry_out_moves(Sender(office.engine, WORKER, office.clock)) == 1
    assert carry_out_moves(Sender(office.engine, WORKER, office.clock)) == 0
    assert office.who(here).role is Role.VERIFIER
    record = office.last_record()
    assert (record.event, record.actor) == (Event.ACCOUNT_MOVED, "pekerja")
    assert '"agency":"polda-ntt"' in record.before
    assert '"agency":"inspektorat"' in record.after


def test_a_plan_that_was_cancelled_never_comes_true(office: Office) -> None:
    number = planned(office)
    office.do(cancel_move, CancelMove(number, "SK ditunda"))
    to_the_evening_before(office)
    over_midnight(office)
    assert office.who(office.enter("polda")).role is Role.AGENCY
    with pytest.raises(NotFound, match="sudah dibatalkan"):
        office.do(cancel_move, CancelMove(number, "lagi"), by=office.who(office.enter("admin")))


@pytest.mark.parametrize("how", ["moved at once", "closed"])
def test_a_plan_ends_with_the_account_as_it_was(office: Office, how: str) -> None:
    planned(office)
    seen = office.row("polda").version
    if how == "closed":
        office.do(close_account, CloseAccount("polda", seen, REASON))
    else:
        office.do(change_account, ChangeAccount("polda", seen, "polda", Role.AGENCY, "dinsos", REASON))
    with reading(office.engine) as connection:
        assert due_moves(connection, MOVES_ON) == []
        told = connection.scalars(select(AuditRecord.after).order_by(AuditRecord.id.desc()).limit(1)).one()
    assert "planned_move" in told


def test_one_plan_at_a_time_for_a_day_to_come_and_for_something_else(office: Office) -> None:
    planned(office)
    with pytest.raises(RuleBroken, match=r"sudah punya rencana pindah.*Jalan kembalinya.*Plt\."):
        planned(office)
    same = PlanMove("admin", 0, Role.ADMINISTRATOR, "diskominfo", MOVES_ON, REASON)
    with pytest.raises(RuleBroken, match="sama dengan sekarang"):
        office.do(plan_move, same)
    today = PlanMove("admin", 0, Role.ADMINISTRATOR, "setda", date(2026, 11, 23), REASON)
    with pytest.raises(RuleBroken, match="sesudah hari ini"):
        office.do(plan_move, today)


def test_the_last_administrator_neither_plans_to_go_nor_is_left_by_the_other(office: Office) -> None:
    with pytest.raises(RuleBroken, match="administrator terakhir"):
        planned(office, username="admin")
    office.do(
        create_user,
        CreateUser("kedua", "Administrator kedua", Role.ADMINISTRATOR, "diskominfo", PASSWORD),
        by=OPERATOR,
    )
    planned(office, username="kedua")
    with pytest.raises(RuleBroken, match="administrator terakhir"):
        office.do(close_account, CloseAccount("admin", 0, REASON))


def merge(office: Office, goes: str, into: str) -> None:
    with reading(office.engine) as connection:
        seen = connection.scalars(select(Agency.version).where(Agency.code == goes)).one()
    office.do(merge_agency, MergeAgency(goes, into, seen, "Perda susunan perangkat daerah"))


def test_a_plan_leads_on_however_often_its_agency_is_merged(office: Office) -> None:
    planned(office)
    merge(office, "inspektorat", "dpmd")
    merge(office, "dpmd", "bapperida")
    with reading(office.engine) as connection:
        assert [move.agency_code for move in moves_of(connection, on=office.clock().date())] == ["bapperida"]
    to_the_evening_before(office)
    over_midnight(office)
    here = office.enter("polda")
    assert office.who(here).agency_name == office.row("polda").agency
    carry_out_moves(Sender(office.engine, WORKER, office.clock))
    assert office.row("polda").agency_code == "bapperida"


def test_a_plan_that_leads_nowhere_once_both_are_one_is_cancelled_and_told(office: Office) -> None:
    planned(office, role=Role.AGENCY)
    merge(office, "polda-ntt", "inspektorat")
    here = office.enter("polda")
    with reading(office.engine) as connection:
        assert moves_of(connection, on=office.clock().date()) == ()
        assert due_moves(connection, MOVES_ON) == []
        told = select(AuditRecord.after).where(AuditRecord.event == Event.MOVE_CANCELLED)
        assert '"into":"inspektorat"' in connection.scalars(told).one()
    assert carry_out_moves(Sender(office.engine, WORKER, office.clock)) == 0
    assert office.is_open(here)


def test_where_nothing_changes_nothing_is_carried_out(office: Office) -> None:
    planned(office)
    with filling(office.engine) as session:
        session.execute(
            update(User)
            .where(User.username == "polda")
            .values(
                role=Role.VERIFIER,
                agency_id=select(Agency.id).where(Agency.code == "inspektorat").scalar_subquery(),
            )
        )
    to_the_evening_before(office)
    over_midnight(office)
    here = office.enter("polda")
    carry_out_moves(Sender(office.engine, WORKER, office.clock))
    assert office.last_record().event is Event.MOVE_CANCELLED
    assert office.is_open(here)


def test_a_move_is_told_only_while_the_account_is_where_it_put_it(office: Office) -> None:
    planned(office)
    to_the_evening_before(office)
    over_midnight(office)
    carry_out_moves(Sender(office.engine, WORKER, office.clock))
    office.token = office.enter("admin")
    with reading(office.engine) as connection:
        assert len(moves_of(connection, on=MOVES_ON)) == 1
    seen = office.row("polda").version
    office.do(change_account, ChangeAccount("polda", seen, "polda", Role.AGENCY, "dinsos", REASON))
    with reading(office.engine) as connection:
        assert moves_of(connection, on=MOVES_ON) == ()


def test_who_is_to_leave_does_not_empty_the_password_of_the_last_administrator(office: Office) -> None:
    asked = CreateUser("kedua", "Administrator kedua", Role.ADMINISTRATOR, "diskominfo", PASSWORD)
    office.do(create_user, asked, by=OPERATOR)
    planned(office, username="kedua")
    leaving = office.who(office.enter("kedua"))
    with pytest.raises(RuleBroken, match="administrator terakhir"):
        office.do(renew_link, RenewLink("admin", 0, REASON), by=leaving)
    assert office.may_enter("admin")


CHANGES: dict[str, Callable[[Office, int], None]] = {
    "closed": lambda office, seen: office.do(close_account, CloseAccount("polda", seen, REASON)),
    "reset": lambda office, seen: office.do(renew_link, RenewLink("polda", seen, REASON)),
    "changed": lambda office, seen: office.do(
        change_account, ChangeAccount("polda", seen, "polda", Role.VERIFIER, "inspektorat", REASON)
    ),
}


@pytest.mark.parametrize("how", [*CHANGES, "moved"])
def test_a_wall_does_not_outlive_the_account_that_opened_it(office: Office, how: str) -> None:
    with filling(office.engine) as session:
        starter = session.scalars(select(User).where(User.username == "polda")).one()
        starter_id, running = (
            starter.id,
            factories.meeting(session, starts_at=office.clock(), state=MeetingState.OPEN),
        )
    if how == "moved":
        planned(office)
        to_the_evening_before(office)
    with filling(office.engine) as session:
        wall = ScreenToken(
            meeting_id=running.id,
            token_digest=token_digest("dinding"),
            created_by_id=starter_id,
            created_at=office.clock(),
            expires_at=office.clock() + timedelta(hours=12),
        )
        session.add(wall)
    if how == "moved":
        over_midnight(office)
        carry_out_moves(Sender(office.engine, WORKER, office.clock))
    else:
        CHANGES[how](office, office.row("polda").version)
    with reading(office.engine) as connection:
        assert meeting_of_screen(connection, "dinding", office.clock()) is None
        told = select(AuditRecord.subject_id).where(AuditRecord.event == Event.SCREEN_REVOKED)
        assert connection.scalars(told).one() == str(running.id)


@pytest.mark.parametrize("how", ["changed", "moved"])
def test_mail_does_not_go_on_to_where_he_was(office: Office, how: str) -> None:
    polda = office.who(office.enter("polda"))
    asked = ChooseMail("humas@polda.ntt.go.id", True, False, 7, 17, 0)
    office.do(choose_mail, asked, by=polda)
    if how == "moved":
        planned(office)
        to_the_evening_before(office)
        over_midnight(office)
        carry_out_moves(Sender(office.engine, WORKER, office.clock))
    else:
        CHANGES[how](office, office.row("polda").version)
    with reading(office.engine) as connection:
        choice = mail_choice(connection, polda.person_id or 0)
    assert (choice.address, choice.daily) == ("", True)
    assert '"has_address":false' in office.last_record().after


def test_who_was_shown_a_case_is_told_with_the_agency_of_that_moment(office: Office) -> None:
    at = ["dinsos", "dpmd", "inspektorat", "bapperida"]
    asked = CreateUser("petugas", "Petugas kasus", Role.CASE_OFFICER, at[0], PASSWORD)
    office.do(create_user, asked, by=OPERATOR)

    def look() -> None:
        office.do(note_opening, OpenCase("K26-0001"), by=office.who(office.enter("petugas")))
        office.clock.forward(timedelta(minutes=1))

    look()
    change = ChangeAccount("petugas", 0, "Petugas kasus", Role.CASE_OFFICER, at[1], REASON)
    office.do(change_account, change)
    look()
    planned(office, username="petugas", role=Role.CASE_OFFICER)
    to_the_evening_before(office)
    over_midnight(office)
    look()
    carry_out_moves(Sender(office.engine, WORKER, office.clock))
    office.token = office.enter("admin")
    merge(office, "inspektorat", "bapperida")
    look()
    scope = office.who(office.enter("petugas")).scope
    with reading(office.engine) as connection:
        names = dict(connection.execute(select(Agency.code, Agency.short_name)).all())
        told = [row.agency for row in openings(connection, "K26-0001", scope=scope)]
    assert told == [names[code] for code in reversed(at)]
