"""Meetings from the plan to the seal: the agenda, decisions that become tasks, closing, and verifying."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from sqlalchemy import Engine, select, text, update

from db.acting import Sender
from db.command import run
from db.commands import meetings
from db.engine import reading, writing
from db.models import Agency, AuditRecord, ForkopimdaSeat, Meeting
from db.queries import minutes
from db.queries.meetings import (
    attendance_of,
    meeting_detail,
    meeting_list,
    meeting_of_screen,
    open_screens,
    possible_owners,
)
from domain.access.errors import NotFound, RuleBroken, StaleData
from domain.access.permissions import Actor, Role
from domain.access.screening import IdentityRefused
from domain.commitments.plausibility import InDoubt
from domain.meetings.life import AnotherDay, AttendanceMode, Began, Capacity, Classification, MeetingState
from domain.meetings.requests import (
    ChangePlan,
    CloseMeeting,
    MoveMeeting,
    RecordAttendance,
    Recorded,
    RevokeScreens,
    Seated,
    StartScreen,
)
from domain.time.date_words import DateInDoubt
from reports import minutes as minutes_paper
from tests import factories
from tests.db.meetings.plans import TODAY, plan
from tests.factories import MORNING, MovingClock

SUNDAY = date(2026, 11, 29)

pytestmark = pytest.mark.by_turns


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
