"""Kotak masuk: by what there is to do, each notice the way to its matter, and read by going there."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import select

from db.models import MailChoice, OutgoingMail, User
from domain.notices.mail import MailState, Purpose
from domain.time.calendar import ZONE
from tests.factories import filling
from tests.pages.screen import Screen, links_of
from tests.pages.visiting import GOVERNOR, House, Visitor, visiting

AGENCY = "dpmd"


@pytest.fixture
def call(own: House) -> Iterator[Visitor]:
    """Opens pages of sample data that the test may change."""
    with visiting(own) as visitor:
        yield visitor


def test_the_inbox_begins_with_what_must_be_answered(visit: Visitor) -> None:
    screen = visit("/kotak-masuk", as_=AGENCY)
    assert screen.title == "Tiga kabar menunggu jawaban Anda, empat perlu dikerjakan"
    answers = screen.text.index("Harus saya jawab")
    assert answers < screen.text.index("Harus saya perbaiki") < screen.text.index("Untuk diketahui")
    assert "mengembalikan laporan K-15 B09" in screen.text


def test_the_number_of_unread_notices_opens_just_these(call: Visitor) -> None:
    before = call("/kotak-masuk", as_=AGENCY)
    way = next(link for link in links_of(call("/tugas", as_=AGENCY).body) if link.path == "/kotak-masuk")
    read = next(link for link in links_of(before.body) if "T-053" in link.address)
    call(read.address, as_=AGENCY)
    opened = call(way.address, as_=AGENCY)
    assert "3kabar belum dibaca" in opened.text.replace(" kabar", "kabar")
    assert len(list(opened.body.every("li", "gb-unread"))) == 3


def test_whoever_goes_where_a_notice_leads_has_read_it_and_stands_at_its_matter(call: Visitor) -> None:
    before = call("/kotak-masuk", as_=AGENCY)
    assert "4kabar belum dibaca" in before.text.replace(" kabar", "kabar")
    way = next(link for link in links_of(before.body) if "T-053" in link.address)
    task = call(way.address, as_=AGENCY)
    assert "Kecamatan prioritas untuk tim desa" in task.text
    after = call("/kotak-masuk?saring=belum", as_=AGENCY)
    assert "T-053" not in after.text


def test_an_empty_inbox_says_what_will_appear_there(visit_empty: Visitor) -> None:
    screen = visit_empty("/kotak-masuk", as_=GOVERNOR)
    assert screen.title == "Tidak ada yang menunggu Anda"
    assert "muncul di sini" in screen.text


@pytest.mark.parametrize("forged", ["0", "999999999", "99999999999", "x"])
def test_a_forged_notice_in_an_address_opens_the_page_all_the_same(visit: Visitor, forged: str) -> None:
    assert visit(f"/tugas?kode=T-053&kabar={forged}", as_=GOVERNOR).title


def test_a_private_address_is_refused_and_an_offices_one_is_kept(call: Visitor) -> None:
    screen = call("/kotak-masuk", as_=AGENCY)
    refused = press(fill(screen, "siapa@gmail.com"), "Simpan")
    assert "Hanya surel dinas yang dipakai" in refused.text
    kept = press(fill(refused, "tu@dpmd.nttprov.go.id"), "Simpan")
    assert "Pilihan surel tersimpan." in kept.text
    again = call("/kotak-masuk", as_=AGENCY)
    assert [field.value for field in again.app.text_input if field.label == "Surel dinas"] == [
        "tu@dpmd.nttprov.go.id"
    ]


def test_whose_mail_is_refused_is_told_to_him_and_to_the_administrator(own: House, call: Visitor) -> None:
    at = datetime(2026, 11, 20, 7, 0, tzinfo=ZONE)
    with filling(own.engine) as session:
        number = session.scalars(select(User.id).where(User.username == AGENCY)).one()
        session.merge(
            MailChoice(
                user_id=number, address="tu@dpmd.nttprov.go.id", daily=True, weekly=False, opens=6, closes=20
            )
        )
        session.add(
            OutgoingMail(
                user_id=number,
                purpose=Purpose.DIGEST,
                day=at.date(),
                once="digest:2026-11-20",
                state=MailState.REFUSED,
                due_at=at,
                finished_at=at,
            )
        )
    said = "Surel ke alamat Anda ditolak sejak 20 November 2026, 07.00 WITA"
    assert said in call("/akun", as_=AGENCY).text
    assert said in call("/kotak-masuk", as_=AGENCY).text
    assert said not in call("/akun", as_=GOVERNOR).text
    listed = call("/pengguna", as_="admin", keadaan="surel-ditolak").text
    assert ("Penghubung Dinas PMD" in listed, "1–1 dari 1" in listed) == (True, True)


def test_the_address_of_a_calendar_is_shown_once(call: Visitor) -> None:
    made = press(call("/kotak-masuk", as_=AGENCY), "Buat alamat kalender")
    [address] = [code.value for code in made.app.code]
    assert "/kalender/" in address
    assert address.endswith(".ics")
    again = call("/kotak-masuk", as_=AGENCY)
    assert list(again.app.code) == []
    assert "Alamat baru mencabut yang lama." in again.text


def test_the_month_shows_what_all_offices_have_before_them(visit: Visitor) -> None:
    screen = visit("/bulan?bulan=2026-12", as_=GOVERNOR)
    assert screen.title.startswith("Desember 2026: ")
    assert "Hari Raya Natal" in screen.text
    assert any("/tugas?kode=" in link.address for link in links_of(screen.body))
    assert visit("/bulan?bulan=kemarin", as_=GOVERNOR).title.startswith("November 2026: ")


def fill(screen: Screen, address: str) -> Screen:
    [field] = [each for each in screen.app.text_input if each.label == "Surel dinas"]
    field.set_value(address)
    return screen


def press(screen: Screen, label: str) -> Screen:
    [button] = [each for each in screen.app.button if each.label == label]
    button.click()
    return Screen(screen.path, screen.app.run())
