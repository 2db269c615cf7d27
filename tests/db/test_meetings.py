"""Meetings from the plan to the seal: the agenda, decisions that become tasks, closing, and verifying."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import Engine, select, text, update

from db.acting import Sender
from db.command import run
from db.commands import agenda, decisions, meetings
from db.commands.meetings import Plan
from db.commands.registry import dispatch
from db.engine import reading, writing
from db.models import Agency, AuditRecord, Decision, ForkopimdaSeat, Meeting, Task, TaskStep
from db.queries import minutes
from db.queries.audit import verify_chain
from db.queries.decisions import cases_decided, decisions_of, decisions_on_case, decisions_on_region
from db.queries.meetings import (
    agenda_of,
    attendance_of,
    last_meeting,
    meeting_before,
    meeting_detail,
    meeting_list,
    meeting_of_screen,
    open_screens,
    possible_owners,
    wall_at_closing,
)
from db.queries.promises import follow_through, outcomes_of, promises, score_of, scores
from domain.access.errors import NotFound, RuleBroken, StaleData
from domain.access.permissions import ROOM, Actor, Role
from domain.access.screening import IdentityRefused
from domain.attention.table import AttentionRule
from domain.commitments.plausibility import InDoubt
from domain.meetings.agenda import MOST_ITEMS
from domain.meetings.life import (
    AnotherDay,
    AttendanceMode,
    Began,
    Capacity,
    Classification,
    ItemState,
    MeetingState,
    PromiseState,
    Score,
)
from domain.meetings.requests import (
    AddItem,
    AmendMinutes,
    ChangeDecision,
    ChangeItem,
    ChangePlan,
    CloseMeeting,
    DraftAgenda,
    Mended,
    MoveItem,
    MoveMeeting,
    RecordAttendance,
    RecordDecision,
    Recorded,
    ReopenMeeting,
    RevokeScreens,
    Seated,
    StartScreen,
    StrikeDecision,
    WriteNotes,
)
from domain.meetings.wall import WallFacts
from domain.tasks.life import TaskClass, TaskState
from domain.tasks.proposals import OwnerRefused
from domain.time.calendar import ZONE, local_time
from domain.time.date_words import DateInDoubt
from domain.time.day_doubts import DayDoubt
from reports import minutes as minutes_paper
from tests import factories
from tests.factories import MORNING, MovingClock, filling

pytestmark = pytest.mark.by_turns

TODAY = MORNING.date()


def plan(day: date = TODAY + timedelta(days=8), **changes: object) -> Plan:
    """Of any day: that it may be a Sunday is asked elsewhere."""
    given = {
        "title": "Rapat Forkopimda: uji",
        "day": day,
        "at": time(10),
        "place": "Aula",
        "planned_minutes": 60,
        "classification": Classification.RESTRICTED,
        "basis": "",
        "chair": "Gubernur NTT",
        "note_taker": "Biro Adpim",
        "sure": (DayDoubt("Tanggal rapat", day, "").answer,),
    }
    return Plan(**(given | changes))


@pytest.fixture
def chair(demo_engine: Engine) -> Actor:
    with reading(demo_engine) as connection:
        return factories.actor_named(connection, "sekretariat")


@pytest.fixture
def running(demo_engine: Engine, chair: Actor, moving: MovingClock) -> int:
    """The sample's next meeting, drafted and begun."""
    with reading(demo_engine) as connection:
        (meeting_id,) = connection.execute(select(Meeting.id).where(Meeting.state == MeetingState.OPEN)).one()
    run(Sender(demo_engine, chair, moving), agenda.draft_agenda, DraftAgenda(meeting_id=meeting_id))
    run(
        Sender(demo_engine, chair, moving),
        meetings.move_meeting,
        MoveMeeting(meeting_id=meeting_id, to=MeetingState.IN_PROGRESS, began=Began.NOW),
    )
    return int(meeting_id)


@pytest.fixture
def moving() -> MovingClock:
    return MovingClock(MORNING)


@pytest.fixture
def decide(demo_engine: Engine, chair: Actor, running: int, moving: MovingClock) -> Callable[..., Recorded]:
    def record(words: str = "Disepakati bersama.", once: str | None = None, **changes: object) -> Recorded:
        values: dict[str, object] = {
            "owner_code": "polda-ntt",
            "due": (TODAY + timedelta(days=14)).isoformat(),
            "with_task": True,
        }
        sender = Sender(demo_engine, chair, moving, idempotency_key=once)
        asked = RecordDecision(meeting_id=running, text=words, **values | changes)
        try:
            return run(sender, decisions.record_decision, asked)
        except InDoubt as doubt:
            sure = tuple(each.answer for each in doubt.asked)
            return run(sender, decisions.record_decision, replace(asked, sure=sure))

    return record


SUNDAY = date(2026, 11, 29)


class TestDayOfAMeeting:
    @pytest.mark.parametrize(
        ("day", "why"),
        [
            (SUNDAY, r"Minggu, 29 November 2026 bukan hari kerja \(akhir pekan\)"),
            (date(2026, 12, 25), r"bukan hari kerja \(Hari Raya Natal\)"),
            (date(2062, 11, 29), "masih lebih dari tiga tahun lagi"),
        ],
    )
    def test_one_that_is_planned_on_no_working_day_is_asked_about_once(
        self, demo_engine: Engine, chair: Actor, moving: MovingClock, day: date, why: str
    ) -> None:
        sender = Sender(demo_engine, chair, moving)
        with pytest.raises(InDoubt, match=why) as asked:
            run(sender, meetings.schedule, plan(day, sure=()))
        run(sender, meetings.schedule, plan(day, sure=asked.value.answers))
        with pytest.raises(InDoubt, match="Sabtu, 5 Desember"):
            run(sender, meetings.schedule, plan(date(2026, 12, 5), sure=asked.value.answers))

    def test_a_day_that_was_meant_is_not_asked_about_when_something_else_changes(
        self, demo_engine: Engine, chair: Actor, moving: MovingClock
    ) -> None:
        sender = Sender(demo_engine, chair, moving)
        number = run(sender, meetings.schedule, plan(SUNDAY))
        run(sender, meetings.change_plan, ChangePlan(number, 1, plan(SUNDAY, title="Lain", sure=())))
        with pytest.raises(InDoubt, match="18 November 2026 sudah lewat"):
            run(sender, meetings.change_plan, ChangePlan(number, 2, plan(date(2026, 11, 18), sure=())))


class TestAgenda:
    def test_it_writes_itself_and_each_line_names_its_rule(self, demo_engine: Engine, running: int) -> None:
        with reading(demo_engine) as connection:
            items = agenda_of(connection, running)
            detail = meeting_detail(connection, running)
        assert len(items) == MOST_ITEMS
        assert [item.position for item in items] == list(range(1, MOST_ITEMS + 1))
        assert {
            AttentionRule.OVERDUE,
            AttentionRule.DECLINED,
            AttentionRule.SILENT,
            AttentionRule.NO_OWNER,
        } <= {item.rule for item in items}
        assert detail is not None
        assert re.match(r"\d+ butir lain tidak dimuat: ", detail.left_out)

    def test_a_task_that_is_made_overdue_enters_with_its_reason(
        self, engine: Engine, actors: dict[Role, Actor], moving: MovingClock
    ) -> None:
        by = actors[Role.GOVERNOR_OFFICE]
        meeting_id = run(Sender(engine, by, moving), meetings.schedule, plan())
        with filling(engine) as session:
            task = factories.task(session, state=TaskState.IN_PROGRESS, due_on=TODAY + timedelta(days=1))

        def subjects() -> dict[str, str]:
            run(Sender(engine, by, moving), agenda.draft_agenda, DraftAgenda(meeting_id=meeting_id))
            with reading(engine) as connection:
                return {item.subject: item.reason for item in agenda_of(connection, meeting_id)}

        assert f"tugas:{task.code}" not in subjects()
        moving.forward(timedelta(days=3))
        assert "tenggat 24 November 2026" in subjects()[f"tugas:{task.code}"]

    def test_nothing_exceptional_is_an_agenda_without_lines(
        self, engine: Engine, actors: dict[Role, Actor], moving: MovingClock
    ) -> None:
        by = actors[Role.GOVERNOR_OFFICE]
        with writing(engine) as connection:
            connection.execute(text("DELETE FROM published_figure"))
        meeting_id = run(Sender(engine, by, moving), meetings.schedule, plan())
        assert run(Sender(engine, by, moving), agenda.draft_agenda, DraftAgenda(meeting_id=meeting_id)) == 0

    def test_drafting_again_keeps_what_the_chair_did(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        own = run(
            Sender(demo_engine, chair, moving),
            agenda.add_item,
            AddItem(meeting_id=running, title="Titipan", reason="", agency_code="dinsos", minutes=7),
        )
        with reading(demo_engine) as connection:
            first, second, *_ = agenda_of(connection, running)
        run(
            Sender(demo_engine, chair, moving),
            agenda.change_item,
            ChangeItem(
                item_id=first.id,
                seen=first.version,
                state=ItemState.DROPPED,
                minutes=5,
                because="Sudah selesai lewat surat.",
            ),
        )
        run(
            Sender(demo_engine, chair, moving),
            agenda.change_item,
            ChangeItem(item_id=second.id, seen=second.version, state=ItemState.DISCUSSED, minutes=5),
        )
        run(Sender(demo_engine, chair, moving), agenda.draft_agenda, DraftAgenda(meeting_id=running))
        with reading(demo_engine) as connection:
            items = {item.id: item for item in agenda_of(connection, running)}
        assert items[own].title == "Titipan"
        assert items[first.id].dropped_because == "Sudah selesai lewat surat."
        assert items[second.id].state is ItemState.DISCUSSED
        assert len({item.subject for item in items.values()}) == len(items)

    def test_moving_a_point_changes_places_and_a_stale_click_changes_nothing(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        with reading(demo_engine) as connection:
            before = agenda_of(connection, running)
        second = before[1]
        sender, up = Sender(demo_engine, chair, moving), MoveItem(second.id, second.version, up=True)
        run(sender, agenda.move_item, up)
        with pytest.raises(StaleData):
            run(sender, agenda.move_item, up)
        with reading(demo_engine) as connection:
            after = agenda_of(connection, running)
        assert [item.id for item in after[:3]] == [second.id, before[0].id, before[2].id]

    def test_dropping_asks_for_a_reason(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        with reading(demo_engine) as connection:
            item = agenda_of(connection, running)[0]
        with pytest.raises(RuleBroken, match="Alasan melepas"):
            run(
                Sender(demo_engine, chair, moving),
                agenda.change_item,
                ChangeItem(item_id=item.id, seen=item.version, state=ItemState.DROPPED, minutes=5),
            )


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


class TestClosing:
    @pytest.fixture
    def code(
        self,
        demo_engine: Engine,
        chair: Actor,
        running: int,
        moving: MovingClock,
        decide: Callable[..., Recorded],
    ) -> str:
        decide("Pos bersama dibuka.")
        decide("Naskah dijawab tertulis.", with_task=False)
        run(
            Sender(demo_engine, chair, moving),
            meetings.record_attendance,
            RecordAttendance(
                meeting_id=running,
                seats={"polda-ntt": Seated(AttendanceMode.PRESENT), "dinsos": Seated(AttendanceMode.ABSENT)},
            ),
        )
        moving.forward(timedelta(hours=1))
        return run(
            Sender(demo_engine, chair, moving), meetings.close_meeting, CloseMeeting(meeting_id=running)
        )

    def test_it_locks(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock, code: str
    ) -> None:
        with reading(demo_engine) as connection:
            item = agenda_of(connection, running)[0]
        sender = Sender(demo_engine, chair, moving)
        for request in (
            CloseMeeting(running),
            DraftAgenda(running),
            WriteNotes(running, seen=99, directions="x", discussion=""),
            RecordAttendance(running, {"dinsos": Seated(AttendanceMode.PRESENT)}),
            RecordDecision(running, "x"),
            MoveItem(item.id, item.version, up=True),
        ):
            with pytest.raises(RuleBroken, match="addendum"):
                dispatch(sender, request)

    def test_closing_twice_by_one_form_answers_alike(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        sender = Sender(demo_engine, chair, moving, idempotency_key="k")
        first, second = (run(sender, meetings.close_meeting, CloseMeeting(running)) for _ in range(2))
        assert first == second

    def test_each_decision_and_the_minutes_are_in_the_chain(
        self, demo_engine: Engine, running: int, code: str
    ) -> None:
        with reading(demo_engine) as connection:
            events = connection.execute(
                select(AuditRecord.event).order_by(AuditRecord.id.desc()).limit(3)
            ).scalars()
            assert [event.value for event in events] == [
                "minutes_sealed",
                "decision_sealed",
                "decision_sealed",
            ]
            assert verify_chain(connection).broken_at is None
            found = minutes.verify(connection, code, scope=ROOM.scope)
        assert found is not None
        assert found.is_whole
        assert (found.meeting_id, found.decisions) == (running, 2)

    def test_the_code_is_found_however_it_is_typed(self, demo_engine: Engine, code: str) -> None:
        with reading(demo_engine) as connection:
            assert minutes.verify(connection, f"  {code.upper().replace('-', ' ')} ", scope=ROOM.scope)
            assert minutes.verify(connection, "0000-0000-0000-0000", scope=ROOM.scope) is None
            assert minutes.verify(connection, "", scope=ROOM.scope) is None

    def test_the_seal_holds_what_the_minutes_say(self, demo_engine: Engine, running: int, code: str) -> None:
        with reading(demo_engine) as connection:
            sealed = minutes.seal_of(connection, running)
            assert sealed is not None
            assert sealed.minutes == minutes.minutes_of(connection, running)
        assert [each.text for each in sealed.minutes.decisions] == [
            "Pos bersama dibuka.",
            "Naskah dijawab tertulis.",
        ]
        assert sealed.minutes.followed is not None
        assert (sealed.minutes.followed.kept, sealed.minutes.followed.no_answer) == (6, 0)

    ALTERATIONS = (
        ("UPDATE decision SET text = 'Lain.' WHERE text = 'Pos bersama dibuka.'", "Keputusan 84/2026 diubah"),
        ("UPDATE decision SET due_on = '2027-01-01' WHERE number = 85", "Keputusan 85/2026 diubah"),
        (
            "UPDATE attendance SET mode = 'present' WHERE meeting_id = {m} AND mode = 'absent'",
            "Kehadiran Dinsos NTT diubah",
        ),
        ("DELETE FROM attendance WHERE meeting_id = {m} AND mode = 'absent'", "Kehadiran Dinsos NTT dihapus"),
        ("UPDATE meeting SET directions = 'Lain.' WHERE id = {m}", "Rapat .* diubah"),
        (
            "UPDATE agenda_item SET title = 'Lain' WHERE meeting_id = {m} AND position = 3",
            "Butir agenda 3 diubah",
        ),
        ("UPDATE task SET title = 'Lain' WHERE title = 'Pos bersama dibuka.'", "Tugas T-.* diubah"),
        ("UPDATE meeting_seal SET content = '{{\"rows\":[]}}' WHERE meeting_id = {m}", "Naskah notulen"),
        (
            "UPDATE meeting_seal SET content_hash = '" + "0" * 64 + "' WHERE meeting_id = {m}",
            "tidak sama dengan segelnya",
        ),
        (
            "UPDATE audit_record SET after = replace(after, 'Keputusan 84', 'Keputusan 99') "
            "WHERE event = 'decision_sealed'",
            "Catatan jejak audit untuk segel Keputusan 84/2026 diubah",
        ),
    )

    @pytest.mark.parametrize(("statement", "named"), ALTERATIONS)
    def test_a_row_altered_by_hand_is_named(
        self, demo_engine: Engine, running: int, code: str, statement: str, named: str
    ) -> None:
        with writing(demo_engine) as connection:
            connection.execute(text(statement.format(m=running).replace(":", r"\:")))
        with reading(demo_engine) as connection:
            found = minutes.verify(connection, code, scope=ROOM.scope)
        assert found is not None
        assert any(re.search(named, problem) for problem in found.problems), found.problems

    def test_a_task_may_go_its_way_without_breaking_the_seal(self, demo_engine: Engine, code: str) -> None:
        with writing(demo_engine) as connection:
            connection.execute(
                text(
                    "UPDATE task SET state = 'verified', due_on = '2027-01-01' "
                    "WHERE title LIKE 'Pos bersama%'"
                )
            )
        with reading(demo_engine) as connection:
            found = minutes.verify(connection, code, scope=ROOM.scope)
        assert found is not None
        assert found.is_whole

    def test_a_later_change_is_an_addendum_with_a_reason(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock, code: str
    ) -> None:
        sender = Sender(demo_engine, chair, moving)
        with pytest.raises(RuleBroken, match="Alasan"):
            run(sender, meetings.amend_minutes, AmendMinutes(running, "Tempat: Aula II.", ""))
        run(sender, meetings.amend_minutes, AmendMinutes(running, "Tempat: Aula II.", "Salah ketik."))
        with reading(demo_engine) as connection:
            found = minutes.verify(connection, code, scope=ROOM.scope)
        assert found is not None
        assert (found.is_whole, found.amendments) == (True, 1)
        with writing(demo_engine) as connection:
            connection.execute(text("UPDATE minutes_amendment SET text = 'Lain'"))
        with reading(demo_engine) as connection:
            altered = minutes.verify(connection, code, scope=ROOM.scope)
        assert altered is not None
        assert altered.problems == ("Addendum 1 tidak sama dengan jejak audit.",)
        with writing(demo_engine) as connection:
            connection.execute(text("DELETE FROM minutes_amendment"))
        with reading(demo_engine) as connection:
            gone = minutes.verify(connection, code, scope=ROOM.scope)
        assert gone is not None
        assert gone.problems == ("1 addendum dihapus.",)

    def test_a_clock_set_back_closes_at_no_negative_length(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        moving.forward(timedelta(hours=-3))
        run(Sender(demo_engine, chair, moving), meetings.close_meeting, CloseMeeting(meeting_id=running))
        with reading(demo_engine) as connection:
            assert minutes.seal_of(connection, running) is not None

    def test_what_was_not_reached_goes_to_the_next_meeting_once(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        upcoming = run(
            Sender(demo_engine, chair, moving), meetings.schedule, plan(TODAY + timedelta(days=20))
        )
        with reading(demo_engine) as connection:
            left = {item.subject for item in agenda_of(connection, running)}
        run(Sender(demo_engine, chair, moving), meetings.close_meeting, CloseMeeting(meeting_id=running))
        with reading(demo_engine) as connection:
            carried = agenda_of(connection, upcoming)
        assert left <= {item.subject for item in carried}
        assert all(
            "Terbawa dari rapat 23 November 2026." in item.reason for item in carried if item.subject in left
        )
        run(Sender(demo_engine, chair, moving), agenda.draft_agenda, DraftAgenda(meeting_id=upcoming))
        with reading(demo_engine) as connection:
            again = agenda_of(connection, upcoming)
        assert left <= {item.subject for item in again}
        assert len({item.subject for item in again}) == len(again)

    def test_the_points_of_a_secret_meeting_are_not_carried_to_an_open_one(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        upcoming = run(
            Sender(demo_engine, chair, moving), meetings.schedule, plan(TODAY + timedelta(days=20))
        )
        with writing(demo_engine) as connection:
            connection.execute(
                update(Meeting).where(Meeting.id == running).values(classification=Classification.SECRET)
            )
        run(Sender(demo_engine, chair, moving), meetings.close_meeting, CloseMeeting(meeting_id=running))
        with reading(demo_engine) as connection:
            assert agenda_of(connection, running)
            assert "Terbawa dari rapat 23 November 2026." not in str(agenda_of(connection, upcoming))


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


class TestScreen:
    def test_a_token_opens_one_meeting_until_it_expires_or_is_revoked(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        def shows(token: str) -> int | None:
            with reading(demo_engine) as connection:
                return meeting_of_screen(connection, token, moving())

        started = run(
            Sender(demo_engine, chair, moving),
            meetings.start_screen,
            StartScreen(meeting_id=running, hours=2),
        )
        other = run(
            Sender(demo_engine, chair, moving), meetings.start_screen, StartScreen(meeting_id=running)
        )
        assert shows(started.token) == running
        assert shows("x") is None
        moving.forward(timedelta(hours=2, seconds=1))
        assert shows(started.token) is None
        assert shows(other.token) == running
        assert (
            run(
                Sender(demo_engine, chair, moving), meetings.revoke_screens, RevokeScreens(meeting_id=running)
            )
            == 1
        )
        assert shows(other.token) is None
        with reading(demo_engine) as connection:
            assert open_screens(connection, running, now=moving()) == ()

    def test_only_a_digest_is_kept(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        started = run(
            Sender(demo_engine, chair, moving), meetings.start_screen, StartScreen(meeting_id=running)
        )
        with reading(demo_engine) as connection:
            rows = connection.execute(text("SELECT * FROM screen_token")).all()
            trail = connection.execute(select(AuditRecord.after)).scalars().all()
        assert started.token not in repr(rows)
        assert started.token not in repr(trail)


class TestPlan:
    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"title": " "}, "Judul"),
            ({"planned_minutes": 5}, "10 dan 480 menit"),
            ({"day": TODAY - timedelta(days=2)}, "sudah lewat"),
            ({"chair": "Bapak 5371012307900001"}, "NIK"),
        ],
    )
    def test_a_plan_that_cannot_be_is_refused(
        self,
        engine: Engine,
        actors: dict[Role, Actor],
        moving: MovingClock,
        changes: dict[str, object],
        sentence: str,
    ) -> None:
        with pytest.raises(RuleBroken, match=sentence):
            run(Sender(engine, actors[Role.GOVERNOR_OFFICE], moving), meetings.schedule, plan(**changes))

    def test_an_unknown_agency_has_no_attendance(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        with pytest.raises(NotFound, match="tidak-ada"):
            run(
                Sender(demo_engine, chair, moving),
                meetings.record_attendance,
                RecordAttendance(meeting_id=running, seats={"tidak-ada": Seated(AttendanceMode.PRESENT)}),
            )
        with reading(demo_engine) as connection:
            assert all(row.mode is None for row in attendance_of(connection, running))

    def test_no_court_is_offered_as_an_owner(self, demo_engine: Engine) -> None:
        with reading(demo_engine) as connection:
            owners = possible_owners(connection, MORNING.date())
        assert "pt-kupang" not in {row.code for row in owners}
        forum = [row.forum for row in owners]
        assert forum == sorted(forum, reverse=True)

    def test_who_holds_a_seat_is_asked_of_the_day(self, demo_engine: Engine) -> None:
        """An agency whose seat ended before is one of many; its attendance then stays at its seat."""
        with writing(demo_engine) as connection:
            held = connection.execute(
                select(Meeting.id, Meeting.starts_at).order_by(Meeting.starts_at)
            ).first()
            assert held is not None
            day = held.starts_at.date()
            polda = select(Agency.id).where(Agency.code == "polda-ntt").scalar_subquery()
            seat = update(ForkopimdaSeat).where(ForkopimdaSeat.agency_id == polda)
            first = [row.agency for row in attendance_of(connection, held.id)]
            assert not {"LTSA", "Migrant Center"} & {*first}, "a point of service sends nobody of its own"
            connection.execute(seat.values(valid_from=None, valid_to=day))
            assert [row.agency for row in attendance_of(connection, held.id)] == first
            connection.execute(seat.values(valid_to=day - timedelta(days=1)))
            assert "Polda NTT" not in {row.agency for row in attendance_of(connection, held.id)[:7]}
            forum = {row.code: row.forum for row in possible_owners(connection, day)}
            earlier = {row.code: row.forum for row in possible_owners(connection, day - timedelta(days=2))}
        assert (forum["polda-ntt"], earlier["polda-ntt"]) == (False, True)


def items_of(engine: Engine, meeting_id: int) -> list[str]:
    with reading(engine) as connection:
        return [item.subject for item in agenda_of(connection, meeting_id)]


class TestCarriedOnce:
    """A point that was left goes to the next meeting in time, however the meetings were planned."""

    @pytest.fixture
    def desk(self, engine: Engine, actors: dict[Role, Actor], moving: MovingClock) -> Sender:
        return Sender(engine, actors[Role.GOVERNOR_OFFICE], moving)

    @pytest.fixture
    def left(self, engine: Engine, desk: Sender) -> int:
        """A meeting of today with one point that nobody came to, in progress."""
        held = run(desk, meetings.schedule, plan(TODAY))
        run(desk, agenda.add_item, AddItem(held, "Tertinggal", "", "", 5))
        for state in (MeetingState.OPEN, MeetingState.IN_PROGRESS):
            run(desk, meetings.move_meeting, MoveMeeting(held, state))
        return int(held)

    def test_of_two_planned_meetings_the_earlier_one_has_it(
        self, engine: Engine, desk: Sender, left: int
    ) -> None:
        later = run(desk, meetings.schedule, plan(TODAY + timedelta(days=20)))
        sooner = run(desk, meetings.schedule, plan(TODAY + timedelta(days=10)))
        run(desk, meetings.close_meeting, CloseMeeting(left))
        assert items_of(engine, sooner) == items_of(engine, left)
        assert items_of(engine, later) == []

    @pytest.mark.parametrize("planned", [[20], [20, 10], [10, 20], [30, 20, 10]])
    def test_a_meeting_that_is_planned_afterwards_and_earlier_takes_it_over(
        self, engine: Engine, desk: Sender, left: int, planned: list[int]
    ) -> None:
        run(desk, meetings.close_meeting, CloseMeeting(left))
        made = {days: run(desk, meetings.schedule, plan(TODAY + timedelta(days=days))) for days in planned}
        having = [days for days, number in made.items() if items_of(engine, number)]
        assert having == [min(planned)]

    def test_a_meeting_that_is_moved_behind_another_gives_it_up(
        self, engine: Engine, desk: Sender, left: int
    ) -> None:
        first = run(desk, meetings.schedule, plan(TODAY + timedelta(days=10)))
        second = run(desk, meetings.schedule, plan(TODAY + timedelta(days=20)))
        run(desk, meetings.close_meeting, CloseMeeting(left))
        run(desk, meetings.change_plan, ChangePlan(first, 1, plan(TODAY + timedelta(days=30))))
        assert (items_of(engine, first), items_of(engine, second)) == ([], items_of(engine, left))

    def test_what_was_dropped_there_does_not_come_back(self, engine: Engine, desk: Sender, left: int) -> None:
        first = run(desk, meetings.schedule, plan(TODAY + timedelta(days=20)))
        run(desk, meetings.close_meeting, CloseMeeting(left))
        with reading(engine) as connection:
            (item,) = agenda_of(connection, first)
        run(desk, agenda.change_item, ChangeItem(item.id, item.version, ItemState.DROPPED, 5, "Selesai."))
        sooner = run(desk, meetings.schedule, plan(TODAY + timedelta(days=10)))
        assert items_of(engine, sooner) == []


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


class TestRealTimes:
    def test_a_meeting_held_before_its_planned_day_says_both_days_in_its_sealed_minutes(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        began = moving.at
        moving.forward(timedelta(minutes=70))
        run(Sender(demo_engine, chair, moving), meetings.close_meeting, CloseMeeting(running))
        with reading(demo_engine) as connection:
            sealed = minutes.seal_of(connection, running)
        assert sealed is not None
        assert sealed.minutes.began_at == began.isoformat()
        facts = dict(minutes_paper._facts(sealed.minutes))
        assert facts["Hari, tanggal"] == "Senin, 23 November 2026"
        assert facts["Pukul"] == "07.00–08.10 WITA"
        assert facts["Direncanakan"] == "Kamis, 26 November 2026"

    def test_beginning_on_another_day_is_asked_about(
        self, engine: Engine, actors: dict[Role, Actor], moving: MovingClock
    ) -> None:
        desk = Sender(engine, actors[Role.GOVERNOR_OFFICE], moving)
        held = run(desk, meetings.schedule, plan(TODAY + timedelta(days=1)))
        run(desk, meetings.move_meeting, MoveMeeting(held, MeetingState.OPEN))
        with pytest.raises(AnotherDay, match="direncanakan Selasa, 24 November 2026; hari ini Senin"):
            run(desk, meetings.move_meeting, MoveMeeting(held, MeetingState.IN_PROGRESS))
        moving.forward(timedelta(days=2))
        run(
            desk,
            meetings.move_meeting,
            MoveMeeting(held, MeetingState.IN_PROGRESS, began=Began.AS_PLANNED),
        )
        with reading(engine) as connection:
            detail = meeting_detail(connection, held)
        assert detail is not None
        assert detail.held_at == detail.starts_at

    def test_closing_on_a_later_day_asks_when_it_ended(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        desk = Sender(demo_engine, chair, moving)
        moving.forward(timedelta(days=1))
        with pytest.raises(AnotherDay, match="Isi pukul berapa rapat selesai"):
            run(desk, meetings.close_meeting, CloseMeeting(running))
        with pytest.raises(RuleBroken, match="waktu selesai sesudah itu"):
            run(desk, meetings.close_meeting, CloseMeeting(running, ended=time(6, 30)))
        run(desk, meetings.close_meeting, CloseMeeting(running, ended=time(9, 15)))
        with reading(demo_engine) as connection:
            sealed = minutes.seal_of(connection, running)
        assert sealed is not None
        assert dict(minutes_paper._facts(sealed.minutes))["Pukul"] == "07.00–09.15 WITA"


class TestClosingUndone:
    def test_whoever_closed_takes_it_back_within_a_minute(
        self,
        demo_engine: Engine,
        chair: Actor,
        running: int,
        moving: MovingClock,
        decide: Callable[..., Recorded],
    ) -> None:
        decide()
        desk = Sender(demo_engine, chair, moving)
        upcoming = run(desk, meetings.schedule, plan(TODAY + timedelta(days=20)))
        before = items_of(demo_engine, upcoming)
        code = run(desk, meetings.close_meeting, CloseMeeting(running, facts=WallFacts(at=moving.at)))
        assert len(items_of(demo_engine, upcoming)) > len(before)
        moving.forward(timedelta(seconds=59))
        run(desk, meetings.reopen_meeting, ReopenMeeting(running))
        with reading(demo_engine) as connection:
            detail = meeting_detail(connection, running)
            undone = minutes.verify(connection, code, scope=chair.scope)
            assert minutes.seal_of(connection, running) is None
            assert wall_at_closing(connection, running) is None
        assert detail is not None
        assert (detail.state, detail.closed_at) == (MeetingState.IN_PROGRESS, None)
        assert items_of(demo_engine, upcoming) == before
        assert undone is not None
        assert "dibatalkan" in undone.problems[0]
        decide("Yang terlewat.")
        again = run(desk, meetings.close_meeting, CloseMeeting(running))
        with reading(demo_engine) as connection:
            found = minutes.verify(connection, again, scope=chair.scope)
            assert verify_chain(connection).broken_at is None
        assert found is not None
        assert (found.is_whole, found.decisions) == (True, 2)

    def test_a_minute_later_or_by_another_it_stays_closed(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        run(Sender(demo_engine, chair, moving), meetings.close_meeting, CloseMeeting(running))
        with reading(demo_engine) as connection:
            other = factories.actor_named(connection, "gubernur.kantor")
        with pytest.raises(RuleBroken, match="hanya dapat dibatalkan oleh yang menutupnya"):
            run(Sender(demo_engine, other, moving), meetings.reopen_meeting, ReopenMeeting(running))
        moving.forward(timedelta(seconds=61))
        with pytest.raises(RuleBroken, match="dalam 60 detik"):
            run(Sender(demo_engine, chair, moving), meetings.reopen_meeting, ReopenMeeting(running))


class TestSeats:
    def test_the_minutes_name_who_sat_there_by_office_and_capacity(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        desk = Sender(demo_engine, chair, moving)
        seats = {
            "dinsos": Seated(AttendanceMode.REPRESENTED, "Kepala Dinas Sosial", Capacity.STAND_IN),
            "dinkes": Seated(AttendanceMode.ABSENT, "Kepala Dinas Kesehatan", Capacity.HOLDER),
        }
        run(desk, meetings.record_attendance, RecordAttendance(running, seats))
        with reading(demo_engine) as connection:
            present = {each.agency: each for each in minutes.minutes_of(connection, running).attendance}
        assert present["Dinsos NTT"].office == "Plh. Kepala Dinas Sosial"
        assert present["Dinkes NTT"].office == ""

    def test_what_another_device_recorded_meanwhile_is_not_overwritten_unread(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        desk = Sender(demo_engine, chair, moving)
        present, absent = Seated(AttendanceMode.PRESENT), Seated(AttendanceMode.ABSENT)
        run(desk, meetings.record_attendance, RecordAttendance(running, {"dinsos": absent}))
        for seen in ({}, {"dinsos": present}):
            with pytest.raises(StaleData, match="perangkat lain mencatat Dinsos NTT: Tidak hadir"):
                run(
                    desk,
                    meetings.record_attendance,
                    RecordAttendance(running, {"dinsos": present, "dinkes": present}, seen),
                )
        run(
            desk,
            meetings.record_attendance,
            RecordAttendance(running, {"dinsos": present}, {"dinsos": absent}),
        )
        with reading(demo_engine) as connection:
            came = {row.code: row.mode for row in attendance_of(connection, running)}
        assert (came["dinsos"], came["dinkes"]) == (AttendanceMode.PRESENT, None)

    def test_a_number_of_somebody_is_no_office(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        seated = Seated(AttendanceMode.PRESENT, "5371014512990001")
        with pytest.raises(IdentityRefused):
            run(
                Sender(demo_engine, chair, moving),
                meetings.record_attendance,
                RecordAttendance(running, {"dinsos": seated}),
            )


class TestWords:
    def test_the_next_meeting_is_a_due_date(
        self,
        demo_engine: Engine,
        chair: Actor,
        running: int,
        moving: MovingClock,
        decide: Callable[..., Recorded],
    ) -> None:
        day = TODAY + timedelta(days=17)
        run(Sender(demo_engine, chair, moving), meetings.schedule, plan(day))
        assert decide(due="rapat berikutnya").due_on == day

    def test_a_day_in_doubt_is_asked_with_its_readings(self, decide: Callable[..., Recorded]) -> None:
        with pytest.raises(DateInDoubt) as doubt:
            decide(due="29/11/2026")
        assert doubt.value.readings == (date(2026, 11, 30), date(2026, 11, 29))

    def test_the_receipt_repeats_owner_and_day(self, decide: Callable[..., Recorded]) -> None:
        recorded = decide(due="2 minggu")
        assert recorded.in_words == (
            f"penanggung jawab Polda NTT, tenggat Senin, 7 Desember 2026, menjadi {recorded.task_code}"
        )


class TestSecrets:
    def test_a_secret_meeting_is_known_by_its_day_alone_to_who_may_not_read_it(
        self, demo_engine: Engine, chair: Actor, running: int
    ) -> None:
        with writing(demo_engine) as connection:
            connection.execute(
                update(Meeting)
                .where(Meeting.id == running)
                .values(classification=Classification.SECRET, title="Operasi Kancil")
            )
        with reading(demo_engine) as connection:
            told = {
                name: next(
                    row.title
                    for row in meeting_list(connection, scope=factories.actor_named(connection, name).scope)
                    if row.id == running
                )
                for name in ("polda", "sekretariat")
            }
        assert told == {"polda": "Rapat rahasia", "sekretariat": "Operasi Kancil"}
