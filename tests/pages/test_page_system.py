"""Sistem as its administrator reads it: what needs doing, how old the backup is, and what went wrong."""

import shutil
import time
from collections import namedtuple

import pytest
from sqlalchemy import select, update

from components.registers.system import PARTS
from db import backend
from db.acting import Sender
from db.command import run
from db.commands.backups import note_backup
from db.engine import writing
from db.models import AuditRecord
from domain.access.backups import NoteBackup
from domain.access.permissions import OPERATOR
from domain.time.calendar import Clock
from tests.pages.screen import Screen, links_of
from tests.pages.visiting import House, Visitor
from views import slow
from views.readiness import SystemPart

ADMIN = "admin"


def test_a_healthy_installation_says_so_and_names_its_parts(visit: Visitor) -> None:
    screen = visit("/sistem", as_=ADMIN)
    assert screen.title == "Layanan berjalan; semua yang diperiksa baik"
    assert "Hari ini: tidak ada yang perlu dikerjakan." in screen.text
    parts = screen.table("Bagian sistem")
    # Of sample data no backup is made; it is neither missing nor good.
    assert {"Basis data", "Skema", "Penyimpanan bukti", "Ruang cakram", "Surel"} == set(
        parts.column("Bagian")
    )
    assert set(parts.column("Keadaan")) == {"baik"}


def test_what_is_well_does_not_speak_of_a_backup_that_nobody_makes(visit: Visitor) -> None:
    text = visit("/sistem", as_=ADMIN).text
    assert "Tidak diperiksa: cadangan dan latihan pulih; data contoh tidak dicadangkan." in text
    assert "0 cadangan tercatat" in text
    assert "dibuat dengan perintah cadangan" not in text


@pytest.mark.parametrize("part", SystemPart)
def test_every_part_that_is_looked_at_has_a_name_on_the_screen(part: SystemPart) -> None:
    assert PARTS[part]


def test_questions_that_took_long_are_named_with_how_often_and_how_long(
    visit: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow.forget()
    assert "Tidak ada kueri ke basis data di atas 0,25 detik" in visit("/sistem", as_=ADMIN).text
    moments = iter((0.0, 0.3, 1.0, 3.04, 4.0, 4.2))
    with monkeypatch.context() as clock:
        clock.setattr(time, "perf_counter", lambda: next(moments))
        for name in ("task_rows", "task_rows", "quick"):
            with slow.timed(name):
                pass
    found = visit("/sistem", as_=ADMIN).table("Kueri lambat")
    assert (found.column("Kueri"), found.column("Kali"), found.column("Terlama")) == (
        ["task_rows"],
        ["2"],
        ["2,0 detik"],
    )
    slow.forget()


def test_the_age_of_the_backup_is_counted_and_leads_to_its_record(
    own: House, visit_own: Visitor, clock: Clock
) -> None:
    noted = NoteBackup("gerak-bersama-20261122T140000Z.tar.gz.age", 2_500_000, 13, "0" * 64, True)
    run(Sender(own.engine, OPERATOR, clock), note_backup, noted)
    screen = visit_own("/sistem", as_=ADMIN)
    assert "< 1 jam sejak cadangan" in screen.text
    assert "2,5 MB" in screen.text
    assert visit_own(screen.link("Buka catatannya").address, as_=ADMIN).total == 1


def test_a_production_without_a_backup_is_told_to_make_one(visit_empty: Visitor) -> None:
    screen = visit_empty("/sistem", as_=ADMIN)
    assert screen.title == "Layanan berjalan; 1 hal perlu dikerjakan"
    assert "Hari ini, cadangan: Belum ada cadangan; jadwalkan setiap malam." in screen.text
    assert "Tidak diperiksa" not in screen.text
    assert "0 cadangan tercatat" in screen.text


def test_a_drill_is_put_on_record_by_the_fingerprint_that_it_printed(
    own: House, visit_own: Visitor, clock: Clock
) -> None:
    noted = NoteBackup("gerak-bersama-20261122T140000Z.tar.gz.age", 2_500_000, 13, "ab" * 32, True)
    run(Sender(own.engine, OPERATOR, clock), note_backup, noted)
    screen = sent_drill(visit_own("/sistem", as_=ADMIN), "ffffffff")
    assert "Sidik itu bukan milik cadangan ini." in screen.text
    screen = sent_drill(visit_own("/sistem", as_=ADMIN), "abababab", minutes="12,5")
    assert "Isi lamanya dalam menit utuh" in screen.text
    screen = sent_drill(visit_own("/sistem", as_=ADMIN), "abababab")
    assert "Latihan pulih dicatat." in screen.text
    assert "pulih utuh dalam 7 menit" in visit_own("/sistem", as_=ADMIN).text


def sent_drill(screen: Screen, fingerprint: str, minutes: str = "7") -> Screen:
    app = screen.app
    [backup] = [each for each in app.selectbox if each.label == "Cadangan yang dipulihkan"]
    backup.select_index(0)
    [field] = [each for each in app.text_input if each.label == "Sidik yang dicetak latihan"]
    field.input(fingerprint)
    [lasted] = [each for each in app.text_input if each.label == "Lamanya"]
    lasted.input(minutes)
    [outcome] = [each for each in app.radio if each.label == "Hasil"]
    outcome.set_value(True)
    app.run()
    [send] = [each for each in app.button if each.label == "Catat latihan"]
    send.click().run()
    assert not app.exception
    return Screen(screen.path, app)


def test_a_disk_that_fills_up_stands_in_the_headline(visit: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**10, 9 * 10**9, 10**8))
    screen = visit("/sistem", as_=ADMIN)
    assert screen.title == "Layanan terganggu: ruang cakram"
    assert "Hari ini, ruang cakram: Cakram" in screen.text
    assert "tersisa 0,1 dari 10,0 GB. Kosongkan ruang sebelum penuh." in screen.text
    assert [each.text for each in links_of(screen.body.one("p", "gb-do-today"))] == ["Periksa lagi"]


def test_an_incident_is_found_by_the_number_that_somebody_was_shown(visit: Visitor) -> None:
    outage = backend.failure(RuntimeError("rahasia di dalam"))
    screen = visit("/sistem", as_=ADMIN)
    row = screen.table("Gangguan bernomor").row("Nomor", outage.incident)
    assert row["Yang terjadi"].text == "Permintaan gagal karena kesalahan aplikasi."
    assert "rahasia" not in screen.everything


def pressed(screen: Screen) -> Screen:
    [button] = [each for each in screen.app.button if each.label == "Periksa seluruh jejak"]
    button.click().run()
    assert not screen.app.exception
    return Screen(screen.path, screen.app)


def test_the_whole_trail_is_checked_when_somebody_asks(own: House, visit_own: Visitor) -> None:
    first = visit_own("/sistem", as_=ADMIN)
    assert "Jejak utuh" not in first.text
    assert "Jejak utuh" in pressed(first).text
    with writing(own.engine) as connection:
        number = connection.scalar(select(AuditRecord.id).order_by(AuditRecord.id).limit(1))
        connection.execute(update(AuditRecord).where(AuditRecord.id == number).values(actor="orang lain"))
    assert "temuan: ada yang mengubah data di luar aplikasi" in pressed(visit_own("/sistem", as_=ADMIN)).text
