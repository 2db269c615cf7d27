"""Rapat: planned, run and closed from the desk; whoever only reads it is offered nothing to press."""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from db.models import Agency, Attendance, Decision, Meeting, MeetingSeal, MeetingWall, ScreenToken
from db.settings import Mode
from domain.meetings.life import UNDO_WINDOW, AttendanceMode, MeetingState
from domain.time.calendar import local_time
from tests.factories import MORNING, MovingClock
from tests.pages.screen import Screen
from tests.pages.visiting import House, Visitor, house, visiting

DESK = "sekretariat"
PARTS = ["agenda", "hadir", "keputusan", "notulen", "layar", "rencana"]


@pytest.fixture
def call(own: House) -> Iterator[Visitor]:
    """Opens pages of sample data that the test may change."""
    with visiting(own) as visitor:
        yield visitor


def labels(screen: Screen) -> list[str]:
    return [button.label for button in screen.app.button]


def press(screen: Screen, label: str) -> Screen:
    button = next(each for each in screen.app.button if each.label == label)
    button.click()
    return Screen(screen.path, screen.app.run())


def fill(screen: Screen, kind: str, label: str, value: Any) -> None:
    widget = next(each for each in getattr(screen.app, kind) if each.label == label)
    widget.set_value(value)


def next_meeting(house: House) -> int:
    [row] = house.rows(select(Meeting.id).where(Meeting.state == MeetingState.OPEN))
    return int(row.id)


def state(house: House, meeting_id: int) -> MeetingState:
    [row] = house.rows(select(Meeting.state).where(Meeting.id == meeting_id))
    found: MeetingState = row.state
    return found


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_drawn_for_who_runs_it_and_for_who_reads_it(visit: Visitor, part: str) -> None:
    number = next_meeting(visit.home)
    desk = visit(f"/rapat?id={number}&bagian={part}", as_=DESK)
    assert "Mulai sekarang" in labels(desk)
    assert labels(visit(f"/rapat?id={number}&bagian={part}", as_="polda")) == []


def test_a_meeting_is_scheduled_and_its_own_page_opens(call: Visitor) -> None:
    screen = call("/rapat", as_=DESK)
    fill(screen, "text_input", "Judul", "Rapat triwulan")
    refused = press(screen, "Jadwalkan")
    assert "Tanggal rapat belum dipilih." in refused.text
    fill(refused, "date_input", "Tanggal", date(2026, 11, 29))
    fill(refused, "text_input", "Pukul (WITA)", "10.00")
    asked = press(refused, "Jadwalkan")
    assert "Minggu, 29 November 2026 bukan hari kerja (akhir pekan)" in asked.text
    scheduled = press(asked, "Ya, Minggu, 29 November 2026")
    assert "Rapat dijadwalkan sebagai rancangan." in scheduled.text
    [made] = call.home.rows(select(Meeting.id).where(Meeting.title == "Rapat triwulan"))
    assert scheduled.app.query_params["id"] == str(made.id)


def test_a_plan_that_names_somebody_is_refused_above_what_was_typed(call: Visitor) -> None:
    screen = call("/rapat", as_=DESK)
    fill(screen, "text_input", "Judul", "Rapat 5371014512990001")
    fill(screen, "date_input", "Tanggal", date(2026, 11, 30))
    fill(screen, "text_input", "Pukul (WITA)", "10.00")
    refused = press(screen, "Jadwalkan")
    assert "tampak seperti NIK" in refused.text
    assert call.home.rows(select(Meeting.id).where(Meeting.title.like("Rapat 5371%"))) == []


def test_it_is_begun_decides_and_is_closed(call: Visitor) -> None:
    number = next_meeting(call.home)
    agenda = press(call(f"/rapat?id={number}", as_=DESK), "Susun agenda")
    assert "Agenda disusun" in agenda.text
    begun = press(agenda, "Mulai sekarang")
    assert state(call.home, number) is MeetingState.IN_PROGRESS
    assert "Rapat dimulai" in begun.text
    deciding = call(f"/rapat?id={number}&bagian=keputusan", as_=DESK)
    fill(deciding, "text_area", "Bunyi keputusan", "Pos bersama dibuka.")
    fill(deciding, "text_input", "Tenggat", "2 minggu")
    unsaid = press(deciding, "Catat keputusan")
    assert "“Yang dicatat” belum dipilih." in unsaid.text
    fill(unsaid, "button_group", "Yang dicatat", True)
    refused = press(unsaid, "Catat keputusan")
    assert "memerlukan penanggung jawab dan tenggat" in refused.text
    fill(refused, "selectbox", "Penanggung jawab", "polda-ntt")
    decided = press(refused, "Catat keputusan")
    assert "Keputusan 84/2026 tercatat." in decided.text
    [row] = call.home.rows(select(Decision.text).where(Decision.meeting_id == number))
    assert row.text == "Pos bersama dibuka."
    assert "penanggung jawab Polda NTT, tenggat Senin, 7 Desember 2026" in decided.text
    closed = press(decided, "Tutup dan segel")
    assert state(call.home, number) is MeetingState.CLOSED
    for kept in (MeetingSeal, MeetingWall):
        assert len(call.home.rows(select(kept.meeting_id).where(kept.meeting_id == number))) == 1
    press(closed, "Batalkan penutupan")
    assert state(call.home, number) is MeetingState.IN_PROGRESS


def test_whoever_takes_a_closing_back_too_late_is_told_so(demo_engine: Engine) -> None:
    moving = MovingClock(MORNING)
    with visiting(house(demo_engine, mode=Mode.DEMO, clock=moving)) as call:
        number = next_meeting(call.home)
        begun = press(call(f"/rapat?id={number}", as_=DESK), "Mulai sekarang")
        closed = press(begun, "Tutup dan segel")
        moving.forward(UNDO_WINDOW + timedelta(seconds=1))
        late = press(closed, "Batalkan penutupan")
        assert "hanya dapat dibatalkan dalam 60 detik. Catat perubahan sebagai addendum." in late.text
        assert state(call.home, number) is MeetingState.CLOSED
        assert "Batalkan penutupan" not in labels(call(f"/rapat?id={number}", as_=DESK))


@pytest.fixture
def decided(call: Visitor) -> Screen:
    """The desk of a running meeting with one decision that became a task."""
    number = next_meeting(call.home)
    press(call(f"/rapat?id={number}", as_=DESK), "Mulai sekarang")
    deciding = call(f"/rapat?id={number}&bagian=keputusan", as_=DESK)
    fill(deciding, "text_area", "Bunyi keputusan", "Pos bersama dibuka.")
    fill(deciding, "text_input", "Tenggat", "2 minggu")
    fill(deciding, "selectbox", "Penanggung jawab", "polda-ntt")
    fill(deciding, "button_group", "Yang dicatat", True)
    return press(deciding, "Catat keputusan")


def test_a_mended_decision_says_which_task_went_with_it(decided: Screen) -> None:
    assert "ikut berubah, selama penanggung jawabnya belum menjawab" in decided.app.main.caption[-1].value
    text = next(each for each in decided.app.text_area if each.value == "Pos bersama dibuka.")
    text.set_value("Pos bersama dibuka di Tenau.")
    mended = press(decided, "Simpan perbaikan")
    assert "Keputusan 84/2026 diperbaiki." in mended.text
    assert re.search(r"Ikut berubah: T-\d+\.", mended.text)


def test_the_same_decision_a_second_time_is_asked_about_once_and_recorded_when_meant(
    decided: Screen, call: Visitor
) -> None:
    fill(decided, "text_area", "Bunyi keputusan", "Pos bersama dibuka.")
    fill(decided, "text_input", "Tenggat", "2 minggu")
    fill(decided, "selectbox", "Penanggung jawab", "polda-ntt")
    fill(decided, "button_group", "Yang dicatat", True)
    asked = press(decided, "Catat keputusan")
    assert "Keputusan 84/2026 rapat ini sudah berbunyi begitu" in asked.text
    assert "Keputusan 85/2026 tercatat." in press(asked, "Ya, catat sekali lagi").text
    said = select(Decision.id).where(Decision.text == "Pos bersama dibuka.")
    assert len(call.home.rows(said)) == 2


def seat(screen: Screen, code: str) -> Any:
    """How an agency took part, as a field of its own."""
    return next(each for each in screen.app.button_group if (each.key or "").endswith(f"cara_{code}"))


def test_of_two_devices_that_record_attendance_each_keeps_what_the_other_wrote(call: Visitor) -> None:
    number = next_meeting(call.home)
    first, second = (call(f"/rapat?id={number}&bagian=hadir", as_=DESK) for _ in range(2))
    seat(first, "dinsos").set_value(AttendanceMode.ABSENT)
    seat(first, "polda-ntt").set_value(AttendanceMode.PRESENT)
    press(first, "Simpan kehadiran")
    seat(second, "polda-ntt").set_value(AttendanceMode.ONLINE)
    overtaken = press(second, "Simpan kehadiran")
    assert "perangkat lain mencatat Polda NTT: Hadir" in overtaken.text
    press(press(overtaken, "Simpan kehadiran"), "Catat sisanya hadir")
    came = dict(
        call.home.rows(
            select(Agency.code, Attendance.mode).join(Agency).where(Attendance.meeting_id == number)
        )
    )
    assert came["dinsos"] is AttendanceMode.ABSENT
    assert came["polda-ntt"] is AttendanceMode.ONLINE
    assert came["dinkes"] is AttendanceMode.PRESENT


def test_a_decision_is_struck_with_a_reason_and_its_tasks_fate(decided: Screen) -> None:
    fill(decided, "text_input", "Alasan mencoret", "Terketik dua kali.")
    asked = press(decided, "Coret keputusan")
    assert "Pilih dahulu: ditarik atau tetap." in asked.text
    fate = next(each for each in asked.app.radio if each.label.startswith("Tugas T-"))
    assert fate.value is None
    fate.set_value("Tarik usulannya")
    struck = press(asked, "Coret keputusan")
    assert "Keputusan 84/2026 dicoret." in struck.text
    assert "Dicoret: Terketik dua kali." in struck.text
    assert "Coret keputusan" not in labels(struck)


def test_a_day_in_doubt_is_answered_by_one_of_its_readings(call: Visitor) -> None:
    number = next_meeting(call.home)
    press(call(f"/rapat?id={number}", as_=DESK), "Mulai sekarang")
    deciding = call(f"/rapat?id={number}&bagian=keputusan", as_=DESK)
    fill(deciding, "text_area", "Bunyi keputusan", "Pos bersama dibuka.")
    fill(deciding, "text_input", "Tenggat", "29/11/2026")
    fill(deciding, "button_group", "Yang dicatat", False)
    asked = press(deciding, "Catat keputusan")
    assert "bukan hari kerja" in asked.text
    answered = press(asked, "Senin, 30 November 2026")
    due = next(each for each in answered.app.text_input if each.label == "Tenggat")
    assert due.value == "tetap 30 November 2026"


def test_a_meetings_page_shows_each_decision_with_kept_late_or_no_answer(visit: Visitor) -> None:
    [last] = visit.home.rows(
        select(Meeting.id).where(Meeting.state == MeetingState.CLOSED).order_by(Meeting.id.desc()).limit(1)
    )
    shown = visit(f"/rapat?id={last.id}&bagian=keputusan", as_="polda").text
    for fate in ("Ditepati", "Terlambat", "Tanpa jawaban"):
        assert fate in shown


def test_minutes_and_times_are_read_as_people_write_them(call: Visitor) -> None:
    screen = call("/rapat", as_=DESK)
    fill(screen, "text_input", "Judul", "Rapat panjang")
    fill(screen, "date_input", "Tanggal", date(2026, 11, 30))
    fill(screen, "text_input", "Lama (menit)", "dua jam")
    refused = press(screen, "Jadwalkan")
    assert "Lama rapat ditulis utuh, antara 10 dan 480 menit" in refused.text
    fill(refused, "text_input", "Lama (menit)", "seratus dua puluh")
    fill(refused, "text_input", "Pukul (WITA)", "2.30")
    doubtful = press(refused, "Jadwalkan")
    assert "Pukul mulai belum diisi atau belum terbaca" in doubtful.text
    assert "dapat berarti 02.30 atau 14.30" in doubtful.text
    fill(doubtful, "text_input", "Pukul (WITA)", "setengah 3 sore")
    press(doubtful, "Jadwalkan")
    [made] = call.home.rows(
        select(Meeting.planned_minutes, Meeting.starts_at).where(Meeting.title == "Rapat panjang")
    )
    assert made.planned_minutes == 120
    assert local_time(made.starts_at).time() == time(14, 30)


def test_who_was_overtaken_sees_both_texts_and_may_then_save_his(call: Visitor) -> None:
    number = next_meeting(call.home)
    first = call(f"/rapat?id={number}&bagian=notulen", as_=DESK)
    second = call(f"/rapat?id={number}&bagian=notulen", as_=DESK)
    fill(first, "text_area", "Arahan pimpinan", "Pertama.")
    press(first, "Simpan catatan")
    fill(second, "text_area", "Arahan pimpinan", "Kedua.")
    overtaken = press(second, "Simpan catatan")
    assert "sudah diubah orang lain" in overtaken.text
    assert "Pertama." in overtaken.text
    press(overtaken, "Simpan catatan")
    [row] = call.home.rows(select(Meeting.directions).where(Meeting.id == number))
    assert row.directions == "Kedua."


def test_the_address_of_a_screen_is_shown_once_and_screens_are_stopped(call: Visitor) -> None:
    number = next_meeting(call.home)
    started = press(call(f"/rapat?id={number}&bagian=layar", as_=DESK), "Buat alamat Layar")
    [code] = started.app.code
    assert f"/layar?rapat={number}" in code.value
    assert "token=" in code.value
    press(started, "Hentikan semua layar")
    query = select(func.count()).select_from(ScreenToken).where(ScreenToken.revoked_at.is_(None))
    assert call.home.rows(query) == [(0,)]
