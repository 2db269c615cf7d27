"""Tugas: seen by all, answered by those whose turn it is, escalated before the eyes of both."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from components.tasks import forms
from db.models import AuditRecord, JointLeave, Task
from domain.access.events import Event
from domain.tasks.life import TaskState
from domain.tasks.proposals import LONGEST_TITLE
from domain.words.labels import CALCULATED_HOLIDAY
from domain.words.matrix import COLUMNS
from tests.pages.screen import Screen, links_of
from tests.pages.visiting import GOVERNOR, House, Visitor, visiting

VIEWS = ["daftar", "kursi", "keadaan", "matriks", "kendala", "eskalasi"]
KOREM = "forkopimda.danrem"


@pytest.fixture
def call(own: House) -> Iterator[Visitor]:
    """Opens pages of sample data that the test may change."""
    with visiting(own) as visitor:
        yield visitor


def labels(screen: Screen) -> list[str]:
    return [button.label for button in screen.app.button]


def press(screen: Screen, label: str) -> Screen:
    [button] = [each for each in screen.app.button if each.label == label]
    button.click()
    return Screen(screen.path, screen.app.run())


def fill(screen: Screen, kind: str, label: str, value: Any) -> None:
    [widget] = [each for each in getattr(screen.app, kind) if each.label.startswith(label)]
    widget.set_value(value)


def task(house: House, code: str) -> Any:
    (row,) = house.rows(select(Task.state, Task.due_on, Task.reason).where(Task.code == code))
    return row


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_drawn_with_tasks_and_without(visit: Visitor, visit_empty: Visitor, view: str) -> None:
    assert links_of(visit("/tugas", tampilan=view).body)
    assert "Tidak ada tugas" in visit_empty("/tugas", tampilan=view).text


def test_the_matrix_has_the_columns_that_officials_expect(visit: Visitor) -> None:
    table = visit("/tugas?tampilan=matriks").table("Matriks tindak lanjut")
    assert tuple(table.rows[0]) == COLUMNS


def test_a_task_that_was_made_by_hand_is_said_to_be_born_from_nothing(visit: Visitor) -> None:
    listed = visit("/tugas?cari=P3MI").text
    assert "dibuat langsung" in listed
    assert "dari dibuat langsung" not in listed


def test_a_card_never_says_that_a_task_that_is_late_is_done(visit: Visitor) -> None:
    """Of all clocks only the one of the due day goes unnamed: ``selesai lewat 11 hari`` reads as done."""
    cards = visit("/instansi", as_="dinkes").text
    assert "lewat 11 hari kerja" in cards
    assert "selesai lewat" not in cards
    assert "batas rencana: sisa 7 hari kerja" in visit("/instansi", as_="pemkab.malaka").text


def test_the_board_has_no_column_for_a_court(visit: Visitor) -> None:
    board = visit("/tugas?tampilan=kursi").body.one("div", "gb-board")
    heads = [head.text for head in board.every("h2")]
    assert len(heads) == 9
    assert not any("Pengadilan" in head for head in heads)


def test_who_waits_for_whom_names_the_one_waited_for(visit: Visitor) -> None:
    rows = visit("/tugas?tampilan=kendala").table("Tugas terkendala").rows
    assert len(rows) == 6
    assert any("Biro Hukum" in row["Menunggu"].text and "T-031" in row["Yang menunggu"].text for row in rows)


def test_a_task_shows_its_clock_its_ladder_and_its_origin(visit: Visitor) -> None:
    screen = visit("/tugas?kode=T-031")
    assert "lewat 16 hari kerja" in screen.text
    assert "Mabes Polri" in screen.body.one("ol", "gb-ladder").text
    assert "Keputusan 61/2026" in screen.text


def test_an_offer_is_seen_by_both_sides_and_answered_by_one(visit: Visitor) -> None:
    for reader in (GOVERNOR, KOREM, "polda"):
        screen = visit("/tugas?kode=T-049", as_=reader)
        assert "9 Desember 2026 (semula 2 Desember 2026)" in screen.body.one("div", "gb-offer").text
        assert ("Setujui tawaran" in labels(screen)) == (reader == GOVERNOR)


def test_the_owner_accepts_with_one_press_on_its_own_page(call: Visitor) -> None:
    screen = call("/instansi", as_="dp3ap2kb")
    assert "Pelabuhan Tenau" in screen.text
    answered = press(screen, "Terima")
    assert task(call.home, "T-052").state is TaskState.ACCEPTED
    assert "T-052: diterima." in answered.text


def test_many_tasks_of_an_office_are_pages_and_the_most_urgent_is_on_the_first(
    visit: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = cards(visit("/instansi", as_="polda"))
    assert len(whole) > 1
    monkeypatch.setattr(forms, "CARDS_ON_A_PAGE", 1)
    first, second = (visit("/instansi", as_="polda", **at) for at in ({}, {"tugas": "2"}))
    assert [cards(first), cards(second)] == [whole[:1], whole[1:2]]
    assert f"1–1 dari {len(whole)}" in first.text


def cards(screen: Screen) -> list[str]:
    """The tasks that stand as cards, from above."""
    return [each.query["kode"] for each in screen.links if each.path == "/tugas" and "kode" in each.query]


def test_the_owner_declines_with_a_reason_and_what_was_typed_survives_a_refusal(call: Visitor) -> None:
    screen = press(call("/tugas?kode=T-052", as_="dp3ap2kb"), "Tolak")
    fill(screen, "text_area", "Alasan", "NIK 5371014512990001 bukan dari kami")
    refused = press(screen, "Kirim: tolak")
    assert "tampak seperti NIK" in refused.text
    [field] = [each for each in refused.app.text_area if each.label == "Alasan"]
    assert field.value == "NIK 5371014512990001 bukan dari kami"
    assert task(call.home, "T-052").state is TaskState.PROPOSED
    fill(refused, "text_area", "Alasan", "Rumah aman sedang penuh; usul ke Dinsos.")
    press(refused, "Kirim: tolak")
    row = task(call.home, "T-052")
    assert (row.state, row.reason) == (TaskState.DECLINED, "Rumah aman sedang penuh; usul ke Dinsos.")
    assert "Rumah aman sedang penuh" in call("/tugas?kode=T-052").text


def test_a_task_is_proposed_from_a_place_and_the_place_shows_it(call: Visitor) -> None:
    (link,) = [each for each in call("/wilayah?kode=53.21").links if each.text == "Tugas baru"]
    screen = call(link.address)
    fill(screen, "text_input", "Tugas", "Jaga malam di jalur setapak")
    fill(screen, "text_area", "Keluaran", "Laporan mingguan")
    fill(screen, "selectbox", "Penanggung jawab", "polda-ntt")
    fill(screen, "text_input", "Tenggat", "2 minggu")
    screen = Screen(screen.path, screen.app.run())
    assert "Senin, 7 Desember 2026" in screen.text
    press(screen, "Usulkan tugas")
    (row,) = call.home.rows(select(Task.code, Task.region_code).where(Task.title.like("Jaga malam%")))
    assert (row.code, row.region_code) == ("T-056", "53.21")
    assert any(link.query.get("kode") == "T-056" for link in call("/wilayah?kode=53.21").links)
    assert "Wilayah Malaka" in call("/tugas?kode=T-056").text


def test_a_day_that_is_in_doubt_is_asked_with_both_readings_and_sent_as_chosen(call: Visitor) -> None:
    screen = call("/tugas?baru=ya")
    fill(screen, "text_input", "Tugas", "Jaga malam di jalur setapak")
    fill(screen, "text_area", "Keluaran", "Laporan mingguan")
    fill(screen, "selectbox", "Penanggung jawab", "polda-ntt")
    fill(screen, "text_input", "Tenggat", "29 November 2026")
    screen = Screen(screen.path, screen.app.run())
    assert "bukan hari kerja" in press(screen, "Usulkan tugas").text
    [readings] = [each for each in screen.app.get("button_group") if each.label == "Hari yang dimaksud"]
    assert readings.options == ["Senin, 30 November 2026", "Minggu, 29 November 2026"]
    readings.set_value(date(2026, 11, 29))
    screen = Screen(screen.path, screen.app.run())
    assert "Minggu, 29 November 2026" in screen.text
    press(screen, "Usulkan tugas")
    (row,) = call.home.rows(select(Task.due_on).where(Task.title.like("Jaga malam%")))
    assert row.due_on == date(2026, 11, 29)


def test_a_text_that_is_too_long_stays_whole_and_is_refused_in_words(call: Visitor) -> None:
    screen = call("/tugas?baru=ya")
    text = "x" * (LONGEST_TITLE + 3)
    fill(screen, "text_input", "Tugas", text)
    screen = Screen(screen.path, screen.app.run())
    assert f"“Tugas” paling banyak {LONGEST_TITLE} huruf; sekarang {LONGEST_TITLE + 3}." in screen.text
    [field] = [each for each in screen.app.text_input if each.label == "Tugas"]
    assert field.value == text


def test_the_form_offers_no_court(visit: Visitor) -> None:
    screen = visit("/tugas?baru=ya")
    [owner] = [each for each in screen.app.selectbox if each.label.startswith("Penanggung jawab")]
    assert "Polda NTT" in owner.options
    assert "PT Kupang" not in owner.options


def test_a_form_from_an_unknown_origin_is_refused(visit: Visitor) -> None:
    assert "tidak ada" in visit.refused("/tugas?baru=ya&asal=komitmen&komitmen=K-99")
    assert "tidak ditemukan" in visit.refused("/tugas?baru=ya&asal=kasus&kasus=K26-0417", as_="polda")
    assert "tidak ditemukan" in visit.refused("/tugas?baru=ya&asal=kasus&kasus=TIDAK-ADA", as_="kasus.polda")


def test_who_may_not_propose_finds_no_form_and_leaves_a_trace(call: Visitor) -> None:
    query = select(func.count()).where(AuditRecord.event == Event.ACCESS_REFUSED)
    ((before,),) = call.home.rows(query)
    call.refused("/tugas?baru=ya", as_="inspektorat")
    ((after,),) = call.home.rows(query)
    assert after == before + 1
    assert "Tugas baru" not in call("/tugas", as_="inspektorat").text


def test_a_letter_is_looked_at_then_recorded_then_printed_again(call: Visitor) -> None:
    screen = call("/tugas?kode=T-038")
    assert "Direktur Jenderal Imigrasi" in screen.text
    fill(screen, "text_input", "Nomor surat", "500.15/9/CONTOH")
    fill(screen, "date_input", "Tanggal surat", date(2026, 11, 23))
    screen = press(screen, "Catat langkah ini")
    assert "Rancangan surat belum dilihat" in screen.text
    fill(screen, "toggle", "Lihat rancangan surat", True)
    screen = press(Screen(screen.path, screen.app.run()), "Catat langkah ini")
    assert "tercatat dengan surat 500.15/9/CONTOH" in screen.text
    seen = call("/tugas?kode=T-038", as_="imigrasi")
    assert "kepada Ditjen Imigrasi · dicatat Setda NTT 23 Nov 2026 · surat 500.15/9/CONTOH" in seen.text
    assert "Surat 500.15/9/CONTOH" in [each.proto.label for each in seen.app.get("download_button")]


def test_an_office_gets_its_address_on_the_screen_of_agencies(call: Visitor) -> None:
    screen = call("/lembaga?kode=dinkes")
    fill(screen, "text_input", "Jabatan yang dituju", "Kepala Dinas Kesehatan")
    press(screen, "Simpan alamat dan penanda tangan")
    listed = call("/lembaga?tampilan=surat&cari=dinkes").table("Alamat dan penanda tangan surat").rows
    assert [row["Ditujukan kepada"].text for row in listed] == ["Kepala Dinas Kesehatan"]


def test_joint_leave_is_added_and_taken_out_by_the_secretariat(call: Visitor) -> None:
    screen = call("/libur")
    assert "Hari Raya Natal" in screen.text
    assert set(screen.table("Hari libur").column("Dasar")) == {CALCULATED_HOLIDAY}
    [chosen] = [each for each in screen.app.selectbox if each.label == "Hapus dari daftar"]
    chosen.set_value(chosen.options[-1])
    press(Screen(screen.path, screen.app.run()), "Hapus")
    left = {row.day.isoformat() for row in call.home.rows(select(JointLeave.day))}
    assert "2026-12-24" not in left
