"""After every command each reader is told of tasks what he would be told if nothing were kept for others."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db import backend
from db.acting import Sender
from db.command import run as carry_out
from db.commands import agencies, decisions, holidays, meetings, tasks
from db.engine import reading
from db.models import Agency, CaseRecord, Meeting, Task
from db.queries.attention import task_facts
from db.queries.holidays import closed_days
from db.queries.tasks import TaskRow, task_rows
from db.settings import Mode, Settings
from domain.access.permissions import ROOM, Scope, outside
from domain.access.requests import AgencyCard, ChangeAgency, MergeAgency
from domain.meetings.life import Classification, MeetingState
from domain.meetings.requests import ChangePlan, MoveMeeting, Plan, RecordDecision
from domain.tasks.clocks import clock, running_clock
from domain.tasks.escalation import ladder
from domain.tasks.life import Move, Said, TaskOrigin
from domain.tasks.proposals import Proposal
from domain.tasks.requests import MoveTask
from domain.time.calendar import local_time
from domain.time.requests import AddJointLeave
from tests import factories
from tests.factories import MovingClock
from views import tasks as desk
from views.ask import ask, reading_run

pytestmark = pytest.mark.on_both

ACCOUNTS = (*factories.ACCOUNTS.values(), "dinsos", "dpmd", "kasus.polda", "pemkab.malaka")
CASE_OFFICER, OWNER, SUPPORTER, VERIFIER = "kasus.bp3mi", "dinsos", "dpmd", "inspektorat"
SAID = Said(note="Catatan uji", progress=60, evidence="Berita acara uji")


class Office:
    """A process that serves, and who sits in front of it."""

    def __init__(self, engine: Engine, at: MovingClock) -> None:
        self.engine, self.clock = engine, at

    def do(self, who: str, command: Any, asked: Any) -> Any:
        with reading(self.engine) as connection:
            actor = factories.actor_named(connection, who)
        return carry_out(Sender(self.engine, actor, self.clock), command, asked)

    def scope(self, who: str) -> Scope:
        with reading(self.engine) as connection:
            return factories.actor_named(connection, who).scope

    def move(self, code: str, who: str, move: Move) -> None:
        with reading(self.engine) as connection:
            seen = connection.scalars(select(Task.version).where(Task.code == code)).one()
        self.do(who, tasks.move_task, MoveTask(code, move, seen, SAID))

    def of(self, code: str, who: str) -> TaskRow:
        return next(row for row in ask(task_rows, scope=self.scope(who)) if row.code == code)

    def readers(self) -> list[Scope]:
        named = [self.scope(each) for each in ACCOUNTS]
        mailed = [outside(each.agency_id, each.merged) for each in named if each.agency_id]
        return list(dict.fromkeys((*named, ROOM.scope, *mailed)))

    def told_otherwise(self) -> list[Scope]:
        """Those whom the kept answers tell something else than the database alone."""
        moment = backend.now().replace(second=0, microsecond=0)
        on, found = local_time(moment).date(), []
        with reading(self.engine) as connection, reading_run():
            closed = closed_days(connection, on)
            for scope in self.readers():
                alone = task_rows(connection, scope=scope)
                facts = task_facts(connection, scope=scope)
                watched = [
                    (
                        clock(row.state, row.due_on, on, closed),
                        running_clock(row.times, moment, closed),
                        ladder(row.times, moment, closed, has_superior=row.superior is not None),
                    )
                    for row in alone
                ]
                kept = [(each.clock, each.running, each.ladder) for each in desk.watched(scope)]
                told = (ask(task_rows, scope=scope), ask(task_facts, scope=scope), kept)
                if repr(told) != repr((alone, facts, watched)):
                    found.append(scope)
        return found


@pytest.fixture
def office(demo_engine: Engine, moving_clock: MovingClock) -> Iterator[Office]:
    before = backend.get()
    backend.use(Settings(str(demo_engine.url), Mode.DEMO, moving_clock), demo_engine)
    served = Office(demo_engine, moving_clock)
    assert served.told_otherwise() == []
    yield served
    backend.put(before)


@pytest.fixture
def of_a_case(office: Office) -> str:
    """A task that a case asked for, proposed while others have read all of them."""
    with reading(office.engine) as connection:
        case = connection.scalars(select(CaseRecord.code).order_by(CaseRecord.id).limit(1)).one()
    asked = Proposal(
        "Dampingi yang pulang ke kampungnya",
        "Laporan pendampingan",
        owner_code="dinsos",
        supporter_codes=("dpmd",),
        region_code="53.21",
        due="15/12/2026",
        origin=TaskOrigin.CASE,
        origin_key=case,
    )
    return str(office.do(CASE_OFFICER, tasks.propose, asked))


def test_a_verifier_reads_what_a_case_asked_for_while_it_is_claimed_and_no_longer(
    office: Office, of_a_case: str
) -> None:
    steps = [
        (OWNER, Move.ACCEPT, True),
        (OWNER, Move.START, True),
        (OWNER, Move.CLAIM, False),
        (VERIFIER, Move.VERIFY, True),
    ]
    assert office.of(of_a_case, VERIFIER).is_withheld
    for who, move, is_withheld in steps:
        office.move(of_a_case, who, move)
        assert office.told_otherwise() == []
        assert office.of(of_a_case, VERIFIER).is_withheld is is_withheld
        assert not office.of(of_a_case, SUPPORTER).is_withheld
        assert office.of(of_a_case, SUPPORTER).case_code is None


def test_a_decision_that_becomes_secret_is_nobody_elses_at_once(office: Office) -> None:
    at = local_time(office.clock())
    plan = Plan("Rapat uji", at.date(), time(8), "Kupang", 60, Classification.ORDINARY, "", "", "")
    number = office.do("sekretariat", meetings.schedule, plan)
    for state in (MeetingState.OPEN, MeetingState.IN_PROGRESS):
        office.do("sekretariat", meetings.move_meeting, MoveMeeting(number, state))
    words = "Sergap jalur Motamasin malam hari"
    decision = RecordDecision(number, words, "polda-ntt", "15/12/2026", with_task=True)
    office.do("sekretariat", decisions.record_decision, decision)
    assert office.told_otherwise() == []
    born = next(row for row in ask(task_rows, scope=office.scope("dinsos")) if words in row.title)
    assert born.decision_text == words
    with reading(office.engine) as connection:
        seen = connection.scalars(select(Meeting.version).where(Meeting.id == number)).one()
    secret = Plan("Rapat uji", at.date(), time(8), "Kupang", 60, Classification.SECRET, "", "", "")
    office.do("sekretariat", meetings.change_plan, ChangePlan(number, seen, secret))
    assert office.told_otherwise() == []
    assert words not in repr(ask(task_rows, scope=office.scope("dinsos")))
    assert words not in repr(ask(task_facts, scope=office.scope("dinsos")))
    assert office.of(born.code, "polda").title == born.title
    assert office.of(born.code, "polda").decision_text is None


def test_an_agency_that_is_renamed_or_goes_over_is_told_so_to_all(office: Office, of_a_case: str) -> None:
    with reading(office.engine) as connection:
        rows = connection.execute(select(Agency)).all()
    known = {row.code: row for row in rows}
    dinsos = known["dinsos"]
    card = AgencyCard(
        dinsos.name,
        "Dinas Sosial baru",
        dinsos.kind,
        dinsos.level,
        "setda",
        dinsos.region_code,
        dinsos.contact,
        dinsos.may_own_tasks,
    )
    office.do("admin", agencies.change_agency, ChangeAgency("dinsos", dinsos.version, card, "Nama baru"))
    assert office.told_otherwise() == []
    assert office.of(of_a_case, "polda").owner == "Dinas Sosial baru"
    assert office.of(of_a_case, "disnakertrans").is_withheld
    goes = MergeAgency("dinsos", "disnakertrans", dinsos.version + 1, "Dilebur")
    office.do("admin", agencies.merge_agency, goes)
    assert office.told_otherwise() == []
    assert not office.of(of_a_case, "disnakertrans").is_withheld
    assert office.of(of_a_case, "polda").is_withheld


def test_clocks_go_on_over_midnight_and_know_a_day_off_at_once(office: Office, of_a_case: str) -> None:
    tomorrow = local_time(office.clock()).date() + timedelta(days=1)

    def days_left(on: date) -> int | None:
        assert local_time(office.clock()).date() == on
        assert office.told_otherwise() == []
        found = next(each for each in desk.watched(office.scope("polda")) if each.row.code == of_a_case)
        return found.running.left if found.running else None

    before = days_left(tomorrow - timedelta(days=1))
    assert before is not None
    office.do("admin", holidays.add_joint_leave, AddJointLeave(tomorrow, "Cuti uji", "SKB uji"))
    with_leave = days_left(tomorrow - timedelta(days=1))
    moment = local_time(office.clock())
    office.clock.forward(moment.replace(hour=23, minute=59, second=59) - moment)
    assert days_left(tomorrow - timedelta(days=1)) == with_leave
    office.clock.forward(timedelta(seconds=1))
    on_leave = days_left(tomorrow)
    office.clock.forward(timedelta(days=1))
    after = days_left(tomorrow + timedelta(days=1))
    assert (with_leave, on_leave, after) == (before, before, before - 1)
