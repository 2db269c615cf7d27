"""Minutes: a meeting is closed and sealed, verified, and opened again."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, text, update

from db.acting import Sender
from db.command import run
from db.commands import agenda, meetings
from db.commands.registry import dispatch
from db.engine import reading, writing
from db.models import AuditRecord, Meeting
from db.queries import minutes
from db.queries.audit import verify_chain
from db.queries.meetings import agenda_of, meeting_detail, wall_at_closing
from domain.access.errors import RuleBroken
from domain.access.permissions import ROOM, Actor
from domain.meetings.life import AttendanceMode, Classification, MeetingState
from domain.meetings.requests import (
    AmendMinutes,
    CloseMeeting,
    DraftAgenda,
    MoveItem,
    RecordAttendance,
    RecordDecision,
    Recorded,
    ReopenMeeting,
    Seated,
    WriteNotes,
)
from domain.meetings.wall import WallFacts
from tests import factories
from tests.db.meetings.plans import TODAY, items_of, plan
from tests.factories import MovingClock

pytestmark = pytest.mark.by_turns


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
