"""Decisions of meetings: recorded, mended, struck, late or secret, and whether they were kept."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import Engine, select, update

from db.acting import Sender
from db.command import run
from db.commands import agenda, decisions, meetings
from db.commands.registry import dispatch
from db.engine import reading, writing
from db.models import Agency, Decision, Task, TaskStep
from db.queries import minutes
from db.queries.decisions import cases_decided, decisions_of, decisions_on_case, decisions_on_region
from db.queries.meetings import agenda_of, last_meeting, meeting_before, meeting_list
from db.queries.promises import follow_through, outcomes_of, promises, score_of, scores
from domain.access.errors import NotFound, RuleBroken, StaleData
from domain.access.permissions import ROOM, Actor, Role
from domain.access.screening import IdentityRefused
from domain.meetings.life import Began, Classification, ItemState, MeetingState, PromiseState, Score
from domain.meetings.requests import (
    AddItem,
    ChangeDecision,
    ChangePlan,
    CloseMeeting,
    Mended,
    MoveMeeting,
    RecordDecision,
    Recorded,
    StrikeDecision,
)
from domain.tasks.life import TaskClass, TaskState
from domain.tasks.proposals import OwnerRefused
from domain.time.calendar import ZONE, local_time
from reports import minutes as minutes_paper
from tests import factories
from tests.db.meetings.plans import TODAY, items_of, plan
from tests.factories import MORNING, MovingClock, filling

pytestmark = pytest.mark.by_turns


class TestDecisions:
    def test_a_decision_becomes_a_task_and_both_know_each_other(
        self, demo_engine: Engine, running: int, decide: Callable[..., Recorded]
    ) -> None:
        with reading(demo_engine) as connection:
            malaka = next(item for item in agenda_of(connection, running) if item.region_code == "53.21")
        recorded = decide("Pos bersama dibuka.", item_id=malaka.id, task_class=TaskClass.URGENT)
        with reading(demo_engine) as connection:
            (found,) = decisions_of(connection, running, scope=ROOM.scope)
            task = connection.execute(select(Task.__table__).where(Task.code == recorded.task_code)).one()
            on_region = decisions_on_region(connection, "53.21", scope=ROOM.scope)
            item = next(each for each in agenda_of(connection, running) if each.id == malaka.id)
        assert (found.label, found.owner_code, found.task_codes) == (
            f"{recorded.number}/{recorded.year}",
            "polda-ntt",
            (recorded.task_code,),
        )
        assert (task.decision_id, task.region_code, task.state) == (found.id, "53.21", TaskState.PROPOSED)
        assert on_region[0].number == recorded.number
        assert item.state is ItemState.DISCUSSED

    def test_a_decision_and_its_case_lead_to_each_other_for_readers_of_cases_alone(
        self, demo_engine: Engine, running: int, decide: Callable[..., Recorded]
    ) -> None:
        recorded = decide("Pendampingan diperpanjang.", case_code=" k26-0331")
        label = f"{recorded.number}/{recorded.year}"
        with reading(demo_engine) as connection:
            officer, agency = (factories.actor_named(connection, n).scope for n in ("kasus.polda", "polda"))
            assert cases_decided(connection, running, scope=officer) == {recorded.decision_id: "K26-0331"}
            assert cases_decided(connection, running, scope=agency) == {}
            assert [each.label for each in decisions_on_case(connection, "K26-0331", scope=officer)] == [
                label
            ]
            assert decisions_on_case(connection, "K26-0331", scope=agency) == ()
        with pytest.raises(NotFound, match="Salin kodenya"):
            decide("Lagi.", case_code="K26-9999")

    @pytest.mark.parametrize("with_task", [True, False])
    def test_who_answers_for_a_decision_about_a_case_names_no_place(
        self,
        demo_engine: Engine,
        chair: Actor,
        moving: MovingClock,
        decide: Callable[..., Recorded],
        with_task: bool,
    ) -> None:
        """Its owner stands on the wall and before every role, where its words do not."""
        with pytest.raises(OwnerRefused, match=r"Pemda Kab\. Malaka menyebut tempat"):
            decide(case_code="K26-0331", owner_code="pemkab-malaka", with_task=with_task)
        recorded = decide(case_code="K26-0331", with_task=with_task)
        due = (TODAY + timedelta(days=14)).isoformat()
        asked = ChangeDecision(recorded.decision_id, 0, "Disepakati bersama.", "keuskupan-maumere", due)
        with pytest.raises(OwnerRefused, match="Keuskupan Maumere menyebut tempat"):
            run(Sender(demo_engine, chair, moving), decisions.change_decision, asked)

    def test_numbers_run_on_through_the_year(self, decide: Callable[..., Recorded]) -> None:
        first, second = decide(), decide("Lagi.")
        assert (second.number, first.number) == (first.number + 1, 84)

    def test_a_decision_that_arrives_twice_is_one(
        self, demo_engine: Engine, running: int, decide: Callable[..., Recorded]
    ) -> None:
        assert decide(once="k1") == decide(once="k1")
        with reading(demo_engine) as connection:
            assert len(decisions_of(connection, running, scope=ROOM.scope)) == 1

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"words": " "}, "belum diisi"),
            ({"owner_code": "pt-kupang"}, "diberi data, tidak diberi tugas"),
            ({"owner_code": ""}, "memerlukan penanggung jawab dan tenggat"),
            ({"due": ""}, "memerlukan penanggung jawab dan tenggat"),
            ({"due": (TODAY - timedelta(days=1)).isoformat()}, "sudah lewat"),
            ({"words": "x" * 1_001}, "paling banyak 1.000"),
            ({"words": "x" * 501}, "menjadi tugas paling banyak 500"),
        ],
    )
    def test_what_cannot_be_promised_is_refused_and_nothing_is_written(
        self,
        demo_engine: Engine,
        running: int,
        decide: Callable[..., Recorded],
        changes: dict[str, object],
        sentence: str,
    ) -> None:
        with pytest.raises(RuleBroken, match=sentence):
            decide(**changes)
        with reading(demo_engine) as connection:
            assert decisions_of(connection, running, scope=ROOM.scope) == ()

    def test_somebodys_number_is_refused(self, decide: Callable[..., Recorded]) -> None:
        with pytest.raises(IdentityRefused, match=r"Bunyi keputusan.*NIK"):
            decide("Korban dengan NIK 5371012307900001 dijemput.")

    def test_two_operators_do_not_overwrite_each_other(
        self, demo_engine: Engine, chair: Actor, moving: MovingClock, decide: Callable[..., Recorded]
    ) -> None:
        recorded = decide(with_task=False)
        mend = {"decision_id": recorded.decision_id, "seen": 1, "owner_code": "", "due": ""}
        run(
            Sender(demo_engine, chair, moving),
            decisions.change_decision,
            ChangeDecision(text="Bunyi pertama.", **mend),
        )
        with pytest.raises(StaleData):
            run(
                Sender(demo_engine, chair, moving),
                decisions.change_decision,
                ChangeDecision(text="Bunyi kedua.", **mend),
            )
        with reading(demo_engine) as connection:
            texts = connection.execute(select(Decision.text).where(Decision.id == recorded.decision_id))
            assert texts.scalar_one() == "Bunyi pertama."

    def test_before_the_meeting_begins_nothing_is_decided(
        self, engine: Engine, actors: dict[Role, Actor], moving: MovingClock
    ) -> None:
        by = actors[Role.GOVERNOR_OFFICE]
        meeting_id = run(Sender(engine, by, moving), meetings.schedule, plan())
        with pytest.raises(RuleBroken, match="Mulai rapatnya lebih dahulu"):
            run(
                Sender(engine, by, moving),
                decisions.record_decision,
                RecordDecision(meeting_id=meeting_id, text="Disepakati.", owner_code="", due=""),
            )


class TestPromises:
    def test_the_last_meetings_promises_are_kept_late_or_unanswered(self, demo_engine: Engine) -> None:
        meeting_on = TODAY + timedelta(days=3)
        with reading(demo_engine) as connection:
            last = meeting_before(connection, datetime.combine(meeting_on, time(10), ZONE))
            assert last is not None
            found = promises(connection, last, on=TODAY, by=meeting_on)
        fates = [row.promise for row in found]
        assert (fates.count(PromiseState.KEPT), fates.count(PromiseState.LATE)) == (6, 4)
        assert fates.count(PromiseState.NO_ANSWER) == 2
        rated = dict(scores(found))
        assert sum(each.kept for each in rated.values()) == score_of(found).kept
        assert sum(each.due for each in rated.values()) == score_of(found).due

    def test_the_follow_through_is_one_number_on_ringkasan_on_the_wall_and_in_the_minutes(
        self, demo_engine: Engine
    ) -> None:
        """What is due in two days is shown on the wall, and counts nowhere."""
        meeting_on = TODAY + timedelta(days=3)
        with reading(demo_engine) as connection:
            last = meeting_before(connection, datetime.combine(meeting_on, time(10), ZONE))
            assert last is not None
            wall = promises(connection, last, on=TODAY, by=meeting_on)
            ringkasan = follow_through(connection, last, on=TODAY).promises
            sealed = promises(connection, last, on=TODAY)
        assert len(wall) == len(sealed) + 2
        assert score_of(wall) == ringkasan == score_of(sealed) == Score(kept=6, due=10)

    def test_what_was_verified_before_its_day_counts_from_that_day_on(
        self, engine: Engine, moving: MovingClock
    ) -> None:
        with filling(engine) as session:
            held = factories.meeting(
                session, starts_at=MORNING - timedelta(days=9), state=MeetingState.CLOSED
            )
            decision = factories.decision(session, held)
            due = TODAY + timedelta(days=2)
            factories.task(session, state=TaskState.VERIFIED, due_on=due, decision_id=decision.id)
        with reading(engine) as connection:
            last = meeting_before(connection, MORNING)
            assert last is not None
            assert score_of(promises(connection, last, on=TODAY, by=due)) == Score(0, 0)
            assert score_of(promises(connection, last, on=due)) == Score(1, 1)


class TestLateAndSecret:
    """However late a meeting is closed, and whatever becomes of the next one."""

    @pytest.fixture
    def desk(self, engine: Engine, actors: dict[Role, Actor], moving: MovingClock) -> Sender:
        return Sender(engine, actors[Role.GOVERNOR_OFFICE], moving)

    @staticmethod
    def held(desk: Sender, title: str, **changes: object) -> int:
        """A meeting of today with one point by hand, in progress."""
        held = int(run(desk, meetings.schedule, plan(local_time(desk.clock()).date(), **changes)))
        run(desk, agenda.add_item, AddItem(held, title, "", "", 5))
        for state in (MeetingState.OPEN, MeetingState.IN_PROGRESS):
            run(desk, meetings.move_meeting, MoveMeeting(held, state))
        return held

    def test_one_that_is_closed_after_a_later_one_was_held_hands_its_points_on_all_the_same(
        self, engine: Engine, desk: Sender, moving: MovingClock
    ) -> None:
        first = self.held(desk, "Dari yang pertama")
        moving.forward(timedelta(days=2))
        second = self.held(desk, "Dari yang kedua")
        run(desk, meetings.close_meeting, CloseMeeting(second))
        upcoming = run(desk, meetings.schedule, plan(TODAY + timedelta(days=20)))
        run(desk, meetings.close_meeting, CloseMeeting(first, ended=time(9)))
        with reading(engine) as connection:
            assert [item.title for item in agenda_of(connection, upcoming)] == [
                "Dari yang kedua",
                "Dari yang pertama",
            ]
        later = run(desk, meetings.schedule, plan(TODAY + timedelta(days=30)))
        assert items_of(engine, later) == []

    def test_points_of_a_secret_meeting_leave_one_that_is_made_ordinary_and_wait_for_a_secret_one(
        self, engine: Engine, desk: Sender
    ) -> None:
        secret = {"classification": Classification.SECRET}
        source = self.held(desk, "Rahasia", **secret)
        day = TODAY + timedelta(days=10)
        upcoming = run(desk, meetings.schedule, plan(day, **secret))
        run(desk, meetings.close_meeting, CloseMeeting(source))
        assert items_of(engine, upcoming) == items_of(engine, source)
        run(desk, meetings.change_plan, ChangePlan(upcoming, 1, plan(day)))
        assert items_of(engine, upcoming) == []
        another = run(desk, meetings.schedule, plan(TODAY + timedelta(days=20), **secret))
        assert items_of(engine, another) == items_of(engine, source)

    def test_a_meeting_that_lasts_beyond_midnight_is_closed_with_its_real_hours(
        self, engine: Engine, desk: Sender, moving: MovingClock
    ) -> None:
        moving.forward(timedelta(hours=14))
        held = self.held(desk, "Malam", at=time(21))
        moving.forward(timedelta(hours=3, minutes=45))
        run(desk, meetings.close_meeting, CloseMeeting(held, ended=time(0, 30)))
        with reading(engine) as connection:
            sealed = minutes.seal_of(connection, held)
        assert sealed is not None
        facts = dict(minutes_paper._facts(sealed.minutes))
        assert facts["Hari, tanggal"] == "Senin, 23 November 2026"
        assert facts["Pukul"] == "21.00–00.30 WITA (24 November 2026)"

    def test_a_decision_is_numbered_in_the_year_in_which_it_was_taken(
        self, engine: Engine, desk: Sender, moving: MovingClock
    ) -> None:
        held = run(desk, meetings.schedule, plan(date(2026, 12, 30)))
        run(desk, meetings.move_meeting, MoveMeeting(held, MeetingState.OPEN))
        moving.forward(date(2027, 1, 5) - TODAY)
        run(desk, meetings.move_meeting, MoveMeeting(held, MeetingState.IN_PROGRESS, Began.NOW))
        recorded = run(desk, decisions.record_decision, RecordDecision(held, "Disepakati."))
        assert recorded.label == "1/2027"


class TestMended:
    """A decision and the task that it became say one thing, and nothing is rewritten behind an answer."""

    @pytest.fixture
    def mend(
        self, demo_engine: Engine, chair: Actor, moving: MovingClock, decide: Callable[..., Recorded]
    ) -> Callable[..., Mended]:
        recorded = decide("Pos bersama dibuka.", due="7 Desember 2026")

        def change(seen: int = 1, **changes: str) -> Mended:
            as_shown = {
                "text": "Pos bersama dibuka.",
                "owner_code": "polda-ntt",
                "due": "7 Desember 2026",
            }
            request = ChangeDecision(recorded.decision_id, seen, **as_shown | changes)
            return run(Sender(demo_engine, chair, moving), decisions.change_decision, request)

        return change

    @staticmethod
    def tasks(engine: Engine) -> list[tuple[str, str, date, TaskState]]:
        query = (
            select(Task.title, Agency.code, Task.due_on, Task.state)
            .join(Decision, Decision.id == Task.decision_id)
            .join(Agency, Agency.id == Task.owner_id)
            .where(Decision.number == 84)
            .order_by(Task.id)
        )
        with reading(engine) as connection:
            return [tuple(row) for row in connection.execute(query)]

    @staticmethod
    def answered(engine: Engine, state: TaskState) -> None:
        with writing(engine) as connection:
            born = select(Decision.id).where(Decision.number == 84)
            connection.execute(update(Task).where(Task.decision_id.in_(born)).values(state=state))

    def test_its_task_takes_over_words_and_day_and_says_in_its_history_how_they_were(
        self, demo_engine: Engine, mend: Callable[..., Mended]
    ) -> None:
        mended = mend(text="Pos bersama dibuka di Tenau.", due="9 Desember 2026")
        assert self.tasks(demo_engine) == [
            ("Pos bersama dibuka di Tenau.", "polda-ntt", date(2026, 12, 9), TaskState.PROPOSED)
        ]
        with reading(demo_engine) as connection:
            told = connection.scalars(
                select(TaskStep.note).join(Task).where(Task.code == mended.tasks).order_by(TaskStep.id.desc())
            ).first()
        assert told == (
            "Keputusan 84/2026 diperbaiki. Tenggat 9 Desember 2026, semula 7 Desember 2026. "
            "Bunyinya semula: Pos bersama dibuka."
        )

    def test_another_owner_is_asked_anew_and_the_one_before_reads_that_it_is_withdrawn(
        self, demo_engine: Engine, running: int, mend: Callable[..., Mended]
    ) -> None:
        mended = mend(owner_code="dinsos")
        assert [(owner, state) for _, owner, _, state in self.tasks(demo_engine)] == [
            ("polda-ntt", TaskState.WITHDRAWN),
            ("dinsos", TaskState.PROPOSED),
        ]
        with reading(demo_engine) as connection:
            said = minutes.minutes_of(connection, running)
        assert [each.tasks for each in said.decisions] == [(mended.tasks,)]
        assert [each.code for each in said.tasks] == [mended.tasks]

    def test_what_its_owner_has_answered_is_not_rewritten(
        self, demo_engine: Engine, mend: Callable[..., Mended]
    ) -> None:
        self.answered(demo_engine, TaskState.ACCEPTED)
        with pytest.raises(
            RuleBroken, match=r"sudah dijawab penanggung jawabnya \(Diterima\).*Coret keputusan ini"
        ):
            mend(due="9 Desember 2026")
        assert mend().tasks == ""

    def test_after_a_refusal_another_owner_is_asked(
        self, demo_engine: Engine, mend: Callable[..., Mended]
    ) -> None:
        self.answered(demo_engine, TaskState.DECLINED)
        mend(owner_code="dinsos")
        assert [(owner, state) for _, owner, _, state in self.tasks(demo_engine)] == [
            ("polda-ntt", TaskState.DECLINED),
            ("dinsos", TaskState.PROPOSED),
        ]

    def test_a_day_that_was_agreed_since_stays_when_only_the_words_are_mended(
        self, demo_engine: Engine, mend: Callable[..., Mended]
    ) -> None:
        with writing(demo_engine) as connection:
            connection.execute(
                update(Task).where(Task.title == "Pos bersama dibuka.").values(due_on=date(2026, 12, 11))
            )
        mend(text="Pos bersama dibuka di Tenau.")
        assert self.tasks(demo_engine)[0][2] == date(2026, 12, 11)

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"owner_code": ""}, "memerlukan penanggung jawab dan tenggat"),
            ({"due": ""}, "memerlukan penanggung jawab dan tenggat"),
            ({"text": "x" * 501}, "menjadi tugas paling banyak 500"),
        ],
    )
    def test_what_no_task_can_say_is_refused(
        self, mend: Callable[..., Mended], changes: dict[str, str], sentence: str
    ) -> None:
        with pytest.raises(RuleBroken, match=sentence):
            mend(**changes)

    def test_a_day_that_was_asked_about_when_it_was_named_is_not_asked_about_again(
        self, demo_engine: Engine, mend: Callable[..., Mended]
    ) -> None:
        mend(due="tetap 6 Desember 2026")
        mend(2, text="Pos bersama dibuka di Tenau.", due="6 Desember 2026")
        assert self.tasks(demo_engine)[0][2] == date(2026, 12, 6)


class TestStruck:
    def test_a_mistake_stays_to_be_read_with_its_reason_and_holds_no_longer(
        self,
        demo_engine: Engine,
        chair: Actor,
        running: int,
        moving: MovingClock,
        decide: Callable[..., Recorded],
    ) -> None:
        wrong, right = decide("Salah ketik."), decide("Yang benar.")
        desk = Sender(demo_engine, chair, moving)
        run(desk, decisions.strike_decision, StrikeDecision(wrong.decision_id, 1, "Terketik dua kali.", True))
        run(desk, meetings.close_meeting, CloseMeeting(running))
        with reading(demo_engine) as connection:
            sealed = minutes.seal_of(connection, running)
            state = connection.execute(select(Task.state).where(Task.code == wrong.task_code)).scalar_one()
            rows = {row.id: row.decisions for row in meeting_list(connection, scope=chair.scope)}
            told = {row.task_code for row in outcomes_of(connection, running, on=TODAY)}
        assert sealed is not None
        assert [each.struck for each in sealed.minutes.decisions] == ["Terketik dua kali.", ""]
        assert [each.code for each in sealed.minutes.tasks] == [right.task_code]
        assert (state, rows[running], told) == (TaskState.WITHDRAWN, 1, {right.task_code})

    def test_its_number_is_not_given_again(
        self, demo_engine: Engine, chair: Actor, moving: MovingClock, decide: Callable[..., Recorded]
    ) -> None:
        wrong = decide()
        run(
            Sender(demo_engine, chair, moving),
            decisions.strike_decision,
            StrikeDecision(wrong.decision_id, 1, "Keliru.", withdraw_tasks=False),
        )
        assert decide("Lagi.").number == wrong.number + 1

    def test_a_task_that_stays_is_no_promise_of_the_meeting(
        self,
        demo_engine: Engine,
        chair: Actor,
        running: int,
        moving: MovingClock,
        decide: Callable[..., Recorded],
    ) -> None:
        wrong = decide()
        desk = Sender(demo_engine, chair, moving)
        run(desk, decisions.strike_decision, StrikeDecision(wrong.decision_id, 1, "Keliru.", False))
        run(desk, meetings.close_meeting, CloseMeeting(running))
        after = TODAY + timedelta(days=30)
        with reading(demo_engine) as connection:
            held = last_meeting(connection)
            assert held is not None
            codes = {row.code for row in promises(connection, held, on=after)}
        assert wrong.task_code not in codes

    def test_what_becomes_of_its_task_is_asked_and_never_implied(
        self, demo_engine: Engine, chair: Actor, moving: MovingClock, decide: Callable[..., Recorded]
    ) -> None:
        wrong = decide()
        with pytest.raises(RuleBroken, match=f"sudah menjadi {wrong.task_code}.*ditarik atau tetap"):
            run(
                Sender(demo_engine, chair, moving),
                decisions.strike_decision,
                StrikeDecision(wrong.decision_id, 1, "Keliru."),
            )

    def test_a_task_that_its_owner_has_accepted_is_not_withdrawn_behind_his_back(
        self, demo_engine: Engine, chair: Actor, moving: MovingClock, decide: Callable[..., Recorded]
    ) -> None:
        wrong = decide()
        with writing(demo_engine) as connection:
            connection.execute(
                update(Task).where(Task.code == wrong.task_code).values(state=TaskState.ACCEPTED)
            )
        with pytest.raises(RuleBroken, match="sudah dijawab penanggung jawabnya"):
            run(
                Sender(demo_engine, chair, moving),
                decisions.strike_decision,
                StrikeDecision(wrong.decision_id, 1, "Keliru.", withdraw_tasks=True),
            )

    def test_it_needs_a_reason_is_struck_once_and_mended_no_more(
        self, demo_engine: Engine, chair: Actor, moving: MovingClock, decide: Callable[..., Recorded]
    ) -> None:
        wrong = decide(with_task=False)
        desk = Sender(demo_engine, chair, moving)
        with pytest.raises(RuleBroken, match="Alasan mencoret"):
            run(desk, decisions.strike_decision, StrikeDecision(wrong.decision_id, 1, " "))
        run(desk, decisions.strike_decision, StrikeDecision(wrong.decision_id, 1, "Keliru."))
        for again in (
            StrikeDecision(wrong.decision_id, 2, "Keliru lagi."),
            ChangeDecision(wrong.decision_id, 2, "Lain.", "", ""),
        ):
            with pytest.raises(RuleBroken, match="sudah dicoret"):
                dispatch(desk, again)
