"""A deputy acts as the office he looks after, under both names, and not one moment longer than he may."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.acting import Sender
from db.commands.agencies import merge_agency
from db.commands.commitment_targets import decide_target, propose_target
from db.commands.delegations import act_as_oneself, act_for_office, name_deputy, revoke_deputy
from db.commands.moves import carry_out_moves, plan_move
from db.commands.people import change_account, close_account, create_user
from db.engine import reading
from db.models import Agency, AuditRecord, TargetChange, User
from db.queries.accounts import open_sessions
from db.queries.deputies import deputies_of, deputy_choices, offices_of_deputy
from domain.access.delegations import DelegationKind
from domain.access.errors import Forbidden, NotFound, RuleBroken
from domain.access.permissions import OPERATOR, WORKER, Actor, Role
from domain.access.requests import (
    ActAsOneself,
    ActForOffice,
    ChangeAccount,
    CloseAccount,
    CreateUser,
    MergeAgency,
    NameDeputy,
    PlanMove,
    RevokeDeputy,
)
from domain.access.second_factor import SecondFactorDemand
from domain.access.sessions import Door
from domain.commitments.requests import DecideTarget, ProposeTarget
from tests import factories
from tests.factories import MovingClock, filling
from tests.office import PASSWORD, Office

pytestmark = pytest.mark.by_turns

FIRST, LAST = date(2026, 11, 24), date(2026, 11, 30)


@pytest.fixture
def office(engine: Engine, moving_clock: MovingClock) -> Office:
    made = Office(engine, moving_clock)
    for name, agency in (("dinsos", "dinsos"), ("dinkes", "dinkes")):
        made.do(create_user, CreateUser(name, f"Kepala {name}", Role.AGENCY, agency, PASSWORD), by=OPERATOR)
    return made


def named(office: Office, by: Actor, principal: str = "polda", deputy: str = "dinsos") -> int:
    asked = NameDeputy(principal, deputy, DelegationKind.DAILY, FIRST, LAST, "SP 12/2026, cuti")
    number: int = office.do(name_deputy, asked, by=by)
    return number


def acting(office: Office) -> tuple[str, int]:
    """The token of a session in which the head of Dinsos looks after Polda, and by which order."""
    number = named(office, office.who(office.enter("polda")))
    office.clock.forward(timedelta(days=1))
    office.token, token = office.enter("admin"), office.enter("dinsos")
    office.do(act_for_office, ActForOffice(token, number, Door()), by=office.who(token))
    return token, number


def test_within_the_days_he_acts_with_the_offices_rights_and_under_both_names(office: Office) -> None:
    token, _ = acting(office)
    who, polda = office.who(token), office.who(office.enter("polda"))
    assert (who.role, who.agency_id, who.scope) == (polda.role, polda.agency_id, polda.scope)
    assert who.display_name == "Plh. polda, oleh Kepala dinsos"
    assert who.person_username == "dinsos"


def test_rows_and_trail_say_who_did_it_for_whom_and_he_never_judges_what_he_did_himself(
    office: Office,
) -> None:
    for name in ("kantor", "sekretariat"):
        asked = CreateUser(name, name.title(), Role.GOVERNOR_OFFICE, "setda", PASSWORD)
        office.do(create_user, asked, by=OPERATOR)
    with filling(office.engine) as session:
        code = factories.commitment(session, owner="polda-ntt")[0].code
    number = named(office, office.who(office.enter("kantor")), "kantor", "sekretariat")
    office.clock.forward(timedelta(days=1))
    token = office.enter("sekretariat")
    office.do(act_for_office, ActForOffice(token, number, Door()), by=office.who(token))
    change = office.do(propose_target, ProposeTarget(code, 1, 80.0, "Pagu berkurang"), by=office.who(token))
    assert office.last_record().actor == "Plh. kantor, oleh sekretariat"
    with reading(office.engine) as connection:
        proposer = select(User.display_name).join(TargetChange, TargetChange.proposer_id == User.id)
        assert connection.scalar(proposer) == "Plh. Kantor, oleh Sekretariat"
    office.do(act_as_oneself, ActAsOneself(token, Door()), by=office.who(token))
    with pytest.raises(Forbidden, match="Pengusul tidak memutuskan"):
        office.do(decide_target, DecideTarget(change, 1, True, "Disetujui rapat"), by=office.who(token))


@pytest.mark.parametrize(
    "ending",
    ["revoked", "over", "principal closed", "deputy closed", "principal moved"],
)
def test_the_next_act_is_refused_as_soon_as_the_right_has_ended(office: Office, ending: str) -> None:
    token, number = acting(office)
    if ending == "revoked":
        office.do(revoke_deputy, RevokeDeputy(number, 1, "Pejabat kembali"))
    elif ending == "over":
        office.clock.forward(timedelta(days=7))
        token = office.enter("dinsos")
        with pytest.raises(NotFound, match="tidak berlaku hari ini"):
            office.do(act_for_office, ActForOffice(token, number, Door()), by=office.who(token))
        return
    elif ending == "principal moved":
        office.do(change_account, ChangeAccount("polda", 0, "polda", Role.AGENCY, "dinkes", "Mutasi"))
    else:
        name = "polda" if ending == "principal closed" else "dinsos"
        office.do(close_account, CloseAccount(name, 0, "Pensiun"))
    assert not office.is_open(token)


def test_an_office_that_went_over_into_another_keeps_its_deputy_who_signs_in_again(office: Office) -> None:
    number = named(office, office.who(office.enter("dinsos")), "dinsos", "dinkes")
    office.clock.forward(timedelta(days=1))
    office.token, token, own = office.enter("admin"), office.enter("dinkes"), office.enter("dinkes")
    office.do(act_for_office, ActForOffice(token, number, Door()), by=office.who(token))
    office.do(merge_agency, MergeAgency("dinsos", "dpmd", 0, "Peraturan daerah"))
    assert not office.is_open(token), "no screen lives on with the office that went"
    assert office.is_open(own)
    again = office.enter("dinkes")
    office.do(act_for_office, ActForOffice(again, number, Door()), by=office.who(again))
    with reading(office.engine) as connection:
        remains = connection.scalar(select(Agency.id).where(Agency.code == "dpmd"))
    assert office.who(again).agency_id == remains
    assert office.who(again).display_name == "Plh. Kepala dinsos, oleh Kepala dinkes"


def test_a_session_that_acts_for_an_office_ends_with_its_last_day(office: Office) -> None:
    number = named(office, office.who(office.enter("polda")))
    office.clock.at = office.clock.at.replace(day=30, hour=12)  # 20.00 WITA
    token = office.enter("dinsos")
    office.do(act_for_office, ActForOffice(token, number, Door()), by=office.who(token))
    office.clock.forward(timedelta(hours=4) - timedelta(seconds=1))
    assert office.is_open(token)
    office.clock.forward(timedelta(seconds=1))
    assert not office.is_open(token)


def test_his_session_is_listed_while_it_lets_him_in_and_not_when_the_days_are_over(office: Office) -> None:
    number = named(office, office.who(office.enter("polda")))
    office.clock.at = office.clock.at.replace(day=30, hour=12)  # 20.00 WITA on the last day
    token, elsewhere = office.enter("dinsos"), office.enter("dinsos")
    office.do(act_for_office, ActForOffice(token, number, Door()), by=office.who(token))

    def listed() -> tuple[int, int]:
        with reading(office.engine) as connection:
            mine = office.who(elsewhere).user_id or 0
            rows = open_sessions(connection, user_id=mine, token=elsewhere, now=office.clock())
        return len(rows), office.row("dinsos").sessions

    assert listed() == (2, 2)
    office.clock.forward(timedelta(hours=4))
    assert not office.is_open(token)
    assert listed() == (1, 1)


def moves_to_dpmd(office: Office, username: str, day: date = FIRST) -> None:
    seen = office.row(username).version
    office.do(plan_move, PlanMove(username, seen, Role.AGENCY, "dpmd", day, "Mutasi"))


@pytest.mark.parametrize("who", ["dinsos", "polda"])
def test_nobody_is_named_for_days_after_a_planned_move_of_either(office: Office, who: str) -> None:
    moves_to_dpmd(office, who, date(2026, 11, 27))
    with pytest.raises(RuleBroken, match=r"pindah mulai 27 November 2026.+Pilih tanggal akhir sebelum itu"):
        named(office, office.who(office.token))
    until = NameDeputy("polda", "dinsos", DelegationKind.DAILY, FIRST, date(2026, 11, 26), "SP 12/2026, cuti")
    office.do(name_deputy, until)


def test_a_move_ends_the_orders_before_its_day_and_none_of_the_new_office(office: Office) -> None:
    number = named(office, office.who(office.enter("polda")))
    moves_to_dpmd(office, "dinsos")
    office.clock.forward(timedelta(days=1))
    office.token, token = office.enter("admin"), office.enter("dinsos")
    dinsos = office.who(token)
    with reading(office.engine) as connection:
        assert offices_of_deputy(connection, dinsos.user_id or 0, on=FIRST) == ()
    with pytest.raises(NotFound, match="tidak berlaku hari ini"):
        office.do(act_for_office, ActForOffice(token, number, Door()), by=dinsos)
    assert office.who(token).agency_name == "Dinas PMD NTT"
    again = named(office, office.who(office.token), principal="polda")
    office.do(act_for_office, ActForOffice(token, again, Door()), by=office.who(token))
    acting = office.who(token)
    assert acting.display_name == "Plh. polda, oleh Kepala dinsos"
    carry_out_moves(Sender(office.engine, WORKER, office.clock))
    assert office.who(token) == acting


def test_who_looks_after_an_office_from_its_move_on_acts_as_what_it_has_become(office: Office) -> None:
    moves_to_dpmd(office, "polda")
    office.clock.forward(timedelta(days=1))
    office.token, token = office.enter("admin"), office.enter("dinsos")
    number = named(office, office.who(office.token))
    office.do(act_for_office, ActForOffice(token, number, Door()), by=office.who(token))
    acting = office.who(token)
    assert acting.agency_name == "Dinas PMD NTT"
    carry_out_moves(Sender(office.engine, WORKER, office.clock))
    assert office.who(token) == acting


def test_a_deputy_names_no_deputy_and_revokes_none(office: Office) -> None:
    token, number = acting(office)
    with pytest.raises(Forbidden):
        named(office, office.who(token), principal="polda", deputy="dinkes")
    with pytest.raises(Forbidden):
        office.do(revoke_deputy, RevokeDeputy(number, 1, "Pejabat kembali"), by=office.who(token))


def test_a_deputy_of_a_deputy_is_refused_from_either_side(office: Office) -> None:
    named(office, office.who(office.enter("polda")))
    with pytest.raises(RuleBroken, match="sendiri mewakili kantor lain"):
        named(office, office.who(office.enter("dinsos")), principal="dinsos", deputy="dinkes")
    with pytest.raises(RuleBroken, match="sedang diwakili"):
        named(office, office.who(office.enter("dinkes")), principal="dinkes", deputy="polda")


def test_nobody_lends_the_office_of_another_but_the_administrator(office: Office) -> None:
    with pytest.raises(Forbidden):
        named(office, office.who(office.enter("dinkes")))
    named(office, office.who(office.token))
    record = office.last_record()
    assert (record.actor, record.subject_id) == ("admin", "polda")


def test_only_the_one_who_was_named_can_act(office: Office) -> None:
    number = named(office, office.who(office.enter("polda")))
    office.clock.forward(timedelta(days=1))
    token = office.enter("dinkes")
    with pytest.raises(NotFound):
        office.do(act_for_office, ActForOffice(token, number, Door()), by=office.who(token))


def test_he_goes_back_to_his_own_account_and_ends_his_own_sessions_meanwhile(office: Office) -> None:
    token, _ = acting(office)
    office.do(act_as_oneself, ActAsOneself(token, Door()), by=office.who(token))
    assert office.who(token).display_name == "Kepala dinsos"


def test_nobody_can_sign_in_as_the_office_and_its_deputy(office: Office) -> None:
    acting(office)
    assert not office.may_enter("Plh. polda, oleh dinsos", "!")
    assert not office.may_enter("Plh. polda, oleh dinsos", "")
    with pytest.raises(StopIteration):
        office.row("Plh. polda, oleh dinsos")


def test_a_second_order_for_the_same_two_is_done_under_the_same_name(office: Office) -> None:
    number = named(office, office.who(office.enter("polda")))
    office.do(revoke_deputy, RevokeDeputy(number, 1, "Ditunda"))
    named(office, office.who(office.enter("polda")))
    with reading(office.engine) as connection:
        rows: Any = connection.scalars(select(User.username).where(User.username.like("Plh.%"))).all()
    assert rows == ["Plh. polda, oleh dinsos"]


def test_both_see_the_order_and_only_those_are_offered_who_may(office: Office) -> None:
    named(office, office.who(office.enter("polda")))
    with reading(office.engine) as connection:
        ids = {row.username: row.id for row in connection.execute(select(User.username, User.id))}
        [lent] = deputies_of(connection, ids["polda"], on=FIRST)
        [borrowed] = offices_of_deputy(connection, ids["dinsos"], on=FIRST)
        offered = [each.username for each in deputy_choices(connection, ids["polda"], on=FIRST)]
        assert offices_of_deputy(connection, ids["dinsos"], on=LAST + timedelta(days=1)) == ()
    assert (lent.deputy, borrowed.office) == ("Kepala dinsos", "polda")
    assert offered == ["dinkes", "dinsos"]


def test_the_trail_tells_of_the_order_in_full(office: Office) -> None:
    named(office, office.who(office.enter("polda")))
    with reading(office.engine) as connection:
        after = connection.scalar(select(AuditRecord.after).order_by(AuditRecord.id.desc()).limit(1)) or ""
    assert all(
        part in after for part in ('"deputy":"dinsos"', "2026-11-24", "2026-11-30", "SP 12/2026, cuti")
    )


def test_where_a_second_step_is_demanded_nobody_acts_for_a_guarded_office_without_one(office: Office) -> None:
    officer = CreateUser("kasus.dinsos", "Petugas kasus Dinsos", Role.CASE_OFFICER, "dinsos", PASSWORD)
    office.do(create_user, officer, by=OPERATOR)
    number = named(office, office.who(office.enter("kasus.dinsos")), principal="kasus.dinsos")
    office.clock.forward(timedelta(days=1))
    token = office.enter("dinsos")
    with pytest.raises(RuleBroken, match="dijaga dengan dua langkah"):
        office.do(
            act_for_office,
            ActForOffice(token, number, Door(SecondFactorDemand.GUARDED)),
            by=office.who(token),
        )


def test_while_he_acts_for_an_office_his_session_lies_unused_no_longer_than_the_shorter_of_both(
    office: Office,
) -> None:
    door = Door(idle={Role.AGENCY: timedelta(minutes=60), Role.GOVERNOR_OFFICE: timedelta(minutes=30)})
    assert door.idle_minutes_acting(Role.AGENCY, Role.GOVERNOR_OFFICE) == 30
    number = named(office, office.who(office.token))
    office.clock.forward(timedelta(days=1))
    token = office.enter("dinsos")
    short = Door(idle={Role.AGENCY: timedelta(minutes=20)})
    office.do(act_for_office, ActForOffice(token, number, short), by=office.who(token))
    office.clock.forward(timedelta(minutes=22))
    assert not office.is_open(token)
