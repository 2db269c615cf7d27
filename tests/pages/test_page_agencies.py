"""Instansi, its seats and the first hour, as those who keep them have them."""

from datetime import date

import pytest
from sqlalchemy import func, select

from db.models import Agency, ForkopimdaSeat
from domain.access.agencies import AgencyKind, AgencyLevel
from tests.pages.test_page_users import again, labelled
from tests.pages.visiting import Visitor

ADMIN = "admin"


def test_every_agency_is_listed_and_found_by_kind_and_word(visit: Visitor) -> None:
    count = visit.home.rows(select(func.count()).select_from(Agency))[0][0]
    courts = visit.home.rows(select(func.count()).where(Agency.kind == AgencyKind.COURT))[0][0]
    assert visit("/lembaga", as_=ADMIN).total == count
    assert visit("/lembaga", as_=ADMIN, jenis="court").total == courts
    [row] = visit("/lembaga", as_=ADMIN, cari="disnakertrans").table("Daftar instansi").rows
    assert row["Instansi"].text.startswith("Disnakertrans NTT")


def test_one_agency_shows_what_a_newcomer_inherits(visit: Visitor) -> None:
    screen = visit("/lembaga", as_=ADMIN, kode="polda-ntt")
    assert screen.title == "Polda NTT"
    inherited = screen.section("Yang diwarisi pejabat baru")
    assert "K-" in inherited
    assert "tenggat" in inherited


def test_an_agency_that_is_not_there_says_where_to_look(visit: Visitor) -> None:
    assert "Pilih dari daftar Instansi" in visit.refused("/lembaga", as_=ADMIN, kode="tidak-ada")


def test_every_seat_that_there_was_is_listed(visit: Visitor) -> None:
    count = visit.home.rows(select(func.count()).select_from(ForkopimdaSeat))[0][0]
    screen = visit("/lembaga", as_=ADMIN, tampilan="kursi")
    assert len(screen.table("Kursi Forkopimda").rows) == count


@pytest.mark.parametrize("label", ["Kursi", "Kursi yang salah tulis"])
def test_a_seat_is_offered_by_whoever_holds_it_last(visit: Visitor, label: str) -> None:
    offered = labelled(visit("/lembaga", as_=ADMIN, tampilan="kursi"), "selectbox", label).options
    assert "Anggota: Komandan Kodaeral VII (Kodaeral VII)" in offered
    assert not [each for each in offered if "Danlantamal" in each]  # over since, and written down later


def test_a_seat_written_wrongly_is_put_right_where_it_stands(visit_own: Visitor) -> None:
    screen = visit_own("/lembaga", as_=ADMIN, tampilan="kursi")
    labelled(screen, "selectbox", "Kursi yang salah tulis").select(3)
    screen = again(screen)
    labelled(screen, "text_input", "Sebutan yang benar").input("Anggota: Kepala {Polda} NTT")
    labelled(screen, "text_input", "Alasan").input("salah ketik dari surat")
    labelled(screen, "button", "Simpan perbaikan").click()
    assert "Kursi Anggota: Kepala {Polda} NTT diperbaiki." in again(screen).text
    titles = visit_own("/lembaga", as_=ADMIN, tampilan="kursi").table("Kursi Forkopimda").column("Kursi")
    assert any(title.startswith("Anggota: Kepala {Polda} NTT") for title in titles)


def test_an_end_that_was_never_meant_is_emptied(visit_own: Visitor) -> None:
    screen = visit_own("/lembaga", as_=ADMIN, tampilan="kursi")
    labelled(screen, "selectbox", "Kursi yang berakhir").select(3)
    labelled(screen, "date_input", "Hari terakhir").set_value(date(2026, 11, 30))
    labelled(screen, "text_input", "Dasar berakhirnya").input("surat yang keliru")
    screen = again(screen)
    labelled(screen, "button", "Akhiri kursi").click()
    screen = again(screen)
    assert "Berakhirnya kursi tercatat." in screen.text
    labelled(screen, "selectbox", "Kursi yang salah tulis").select(3)
    screen = again(screen)
    assert labelled(screen, "date_input", "Hari terakhir yang benar").value == date(2026, 11, 30)
    labelled(screen, "date_input", "Hari terakhir yang benar").set_value(None)
    labelled(screen, "text_input", "Alasan").input("surat itu keliru")
    labelled(screen, "button", "Simpan perbaikan").click()
    assert "diperbaiki." in again(screen).text
    held = select(func.count()).where(ForkopimdaSeat.position == 3, ForkopimdaSeat.valid_to.is_(None))
    assert visit_own.home.rows(held)[0][0] == 1


@pytest.mark.parametrize("name", ["tampilan", "jenis", "hal"])
def test_a_value_from_no_list_is_ignored_with_a_sentence(visit: Visitor, name: str) -> None:
    [notice] = visit("/lembaga", as_=ADMIN, **{name: "<script>"}).notices
    assert f"({name}) tidak dikenal dan diabaikan" in notice


def test_a_new_agency_is_added_on_the_screen(visit_own: Visitor) -> None:
    screen = visit_own("/lembaga", as_=ADMIN, tampilan="baru")
    labelled(screen, "text_input", "Nama resmi").input("Kepolisian Resor {Sumba} Baru")
    labelled(screen, "text_input", "Nama pendek").input("Polres {Sumba} Baru")
    labelled(screen, "selectbox", "Jenis").select(AgencyKind.POLICE)
    labelled(screen, "selectbox", "Tingkat").select(AgencyLevel.REGENCY)
    screen = again(screen)
    assert labelled(screen, "button", "Tambahkan instansi").disabled
    labelled(screen, "radio", "Dapat diberi tugas?").set_value(True)
    screen = again(screen)
    labelled(screen, "button", "Tambahkan instansi").click()
    assert "Polres {Sumba} Baru ditambahkan." in again(screen).text
    assert visit_own("/lembaga", as_=ADMIN, kode="polres-sumba-baru").title == "Polres {Sumba} Baru"


def test_the_first_hour_of_an_empty_database_is_led_step_by_step(visit_empty: Visitor) -> None:
    screen = visit_empty("/mulai", as_=ADMIN)
    assert "rapat pertama menunggu tiga lagi" in screen.title
    waiting = screen.table("Untuk rapat pertama").column("Langkah")
    assert [text.split(" ")[0] for text in waiting] == ["Bentuk", "Usulkan", "Jadwalkan"]
    done = " ".join(screen.table("Selesai").column("Langkah"))
    agencies = visit_empty.home.rows(select(func.count()).select_from(Agency))[0][0]
    assert f"22 kabupaten/kota, {agencies} instansi, 9 kursi Forkopimda" in done
    for link in screen.links:
        assert visit_empty(link.address, as_=ADMIN if link.path != "/komitmen-baru" else "gubernur.kantor")


def test_when_nothing_waits_any_more_the_first_hour_is_over(visit: Visitor) -> None:
    assert "rapat pertama tidak menunggu apa-apa lagi" in visit("/mulai", as_=ADMIN).title
