"""Pengguna as its administrator has it: found, filtered, invited, changed, and told what to do."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from db import backend
from db.models import AccountLink, Delegation, User
from domain.access.delegations import DelegationKind
from domain.access.permissions import Role
from domain.access.provider import SignInProvider
from tests.factories import MORNING
from tests.pages.screen import Screen
from tests.pages.visiting import Visitor

ADMIN = "admin"


def labelled(screen: Screen, kind: str, label: str) -> Any:
    """The one native widget with this label."""
    found = [widget for widget in screen.app.get(kind) if widget.label == label]
    assert len(found) == 1, f"{len(found)} {kind} are labelled {label!r}"
    return found[0]


def again(screen: Screen) -> Screen:
    screen.app.run()
    assert not screen.app.exception, [each.value for each in screen.app.exception]
    return Screen(screen.path, screen.app)


def test_every_account_is_listed_once(visit: Visitor) -> None:
    names = visit.home.rows(
        select(User.username).where(User.id.not_in(select(Delegation.account_id)))  # nobody's account
    )
    screen = visit("/pengguna", as_=ADMIN)
    assert screen.total == len(names)
    listed = screen.table("Daftar akun").column("Akun jabatan")
    assert sorted(text.split()[-1] for text in listed) == sorted(row.username for row in names)


def test_a_role_and_a_word_narrow_the_list(visit: Visitor) -> None:
    verifiers = visit.home.rows(select(User.username).where(User.role == Role.VERIFIER))
    assert visit("/pengguna", as_=ADMIN, peran="verifier").total == len(verifiers)
    [row] = visit("/pengguna", as_=ADMIN, peran="verifier", cari="inspekt").table("Daftar akun").rows
    assert row["Akun jabatan"].text.endswith("inspektorat")


@pytest.mark.parametrize("state", ["menunggu", "ditahan", "nonaktif"])
def test_a_state_that_no_account_is_in_says_so(visit: Visitor, state: str) -> None:
    assert "Tidak ada akun yang cocok." in visit("/pengguna", as_=ADMIN, keadaan=state).text


def test_each_figure_is_the_number_of_rows_that_it_opens(visit: Visitor) -> None:
    screen = visit("/pengguna", as_=ADMIN)
    opened = [link for link in screen.links if link.text.startswith("Buka ") and link.path == "/pengguna"]
    counted = [link for link in opened if re.fullmatch(r"Buka \d+ baris", link.text)]
    assert counted
    for link in counted:
        assert visit(link.address, as_=ADMIN).total == int(link.text.split()[1])


@pytest.mark.parametrize("name", ["peran", "keadaan", "hal"])
@pytest.mark.parametrize("value", ["<script>", "-1", "' OR 1=1", "٣"])
def test_a_value_from_no_list_is_ignored_with_a_sentence(visit: Visitor, name: str, value: str) -> None:
    [notice] = visit("/pengguna", as_=ADMIN, **{name: value}).notices
    assert f"({name}) tidak dikenal dan diabaikan" in notice


def test_an_account_that_is_not_there_says_where_to_look(visit: Visitor) -> None:
    assert "Pilih dari daftar Pengguna" in visit.refused("/pengguna", as_=ADMIN, akun="tidak.ada")


def test_one_account_shows_its_facts_and_its_history(visit_own: Visitor) -> None:
    screen = visit_own("/pengguna", as_=ADMIN, akun="polda")
    assert screen.title == "Penghubung Polda NTT"
    assert "Kepala instansi dan penghubung" in screen.text
    assert "Masuk perangkat: Uji" in screen.section("Riwayat akun")


def test_an_invitation_shows_its_link_once(visit_own: Visitor) -> None:
    screen = visit_own("/pengguna-baru", as_=ADMIN)
    labelled(screen, "text_input", "Nama jabatan").input("Penghubung Pemkab Malaka")
    labelled(screen, "text_input", "Nama pengguna").input("malaka.penghubung")
    labelled(screen, "selectbox", "Instansi").select("pemkab-malaka")
    labelled(screen, "selectbox", "Peran").select(Role.AGENCY)
    screen = again(screen)
    labelled(screen, "button", "Undang").click()
    screen = again(screen)
    [link] = [code.value for code in screen.app.get("code")]
    assert re.fullmatch(r"http://127\.0\.0\.1/undangan/[\w-]{43}", link)
    assert "hanya diperlihatkan sekali" in screen.text
    assert len(visit_own.home.rows(select(AccountLink.id))) == 1
    labelled(screen, "button", "Sudah saya salin").click()
    assert not again(screen).app.get("code")


def test_what_was_typed_stays_when_an_invitation_is_refused(visit_own: Visitor) -> None:
    screen = visit_own("/pengguna-baru", as_=ADMIN)
    labelled(screen, "text_input", "Nama jabatan").input("Penghubung")
    labelled(screen, "text_input", "Nama pengguna").input("polda")
    labelled(screen, "selectbox", "Instansi").select("polda-ntt")
    labelled(screen, "selectbox", "Peran").select(Role.AGENCY)
    screen = again(screen)
    labelled(screen, "button", "Undang").click()
    screen = again(screen)
    assert any("sudah dipakai" in notice for notice in screen.notices)
    assert labelled(screen, "text_input", "Nama jabatan").value == "Penghubung"
    assert not screen.app.get("code")


PASTED = (
    "Jabatan\tInstansi\tPeran\n"
    "Kepala bidang\tPemkab Malaka\tInstansi\n"
    "Verifikator 2\tInspektorat NTT\tVerifikator\n"
    "Penghubung\tDisnakertran NTT\tInstansi\n"
    "Penghubung\tPolda NTT\tBos\n"
    "Kepala bidang\tPemkab Malaka\tInstansi"
)


def test_a_pasted_list_invites_who_is_ready_and_keeps_the_rest(visit_own: Visitor) -> None:
    before = len(visit_own.home.rows(select(User.id)))
    screen = visit_own("/pengguna-baru", as_=ADMIN, cara="tempel")
    labelled(screen, "text_area", "Tempel dari Excel").input(PASTED)
    screen = again(screen)
    states = screen.table("Baris yang ditempel").column("Keadaan")
    assert states[:2] == ["siap", "siap"]
    assert states[2].startswith("perlu jawaban Instansi “Disnakertran NTT” tidak dikenal")
    assert screen.link("Instansi baru").query["tampilan"] == "baru"
    assert "Peran “Bos” tidak dikenal" in states[3]
    assert "Sama dengan baris 1." in states[4]
    labelled(screen, "button", "Undang 2 akun").click()
    screen = again(screen)
    assert len(visit_own.home.rows(select(User.id))) == before + 2
    assert len(screen.app.get("code")) == 2
    left = labelled(screen, "text_area", "Tempel dari Excel").value
    assert left.splitlines() == [
        "Penghubung\tDisnakertran NTT\tInstansi",
        "Penghubung\tPolda NTT\tBos",
        "Kepala bidang\tPemkab Malaka\tInstansi",
    ]


def test_an_answer_makes_a_doubtful_row_ready(visit_own: Visitor) -> None:
    screen = visit_own("/pengguna-baru", as_=ADMIN, cara="tempel")
    labelled(screen, "text_area", "Tempel dari Excel").input("Penghubung 2\tDisnakertran NTT\tInstansi")
    screen = again(screen)
    asked = labelled(screen, "radio", "Maksud baris 1")
    assert asked.value is None
    asked.set_value("disnakertrans")
    screen = again(screen)
    assert screen.table("Baris yang ditempel").column("Keadaan") == ["siap"]
    assert screen.table("Baris yang ditempel").column("Instansi") == ["Disnakertrans NTT"]


def test_a_reset_link_is_not_offered_for_oneself(visit: Visitor) -> None:
    own, other = (visit("/pengguna", as_=ADMIN, akun=name) for name in (ADMIN, "polda"))
    wanted = "Buat tautan kata sandi baru"
    assert [wanted in [e.label for e in screen.app.get("expander")] for screen in (own, other)] == [
        False,
        True,
    ]


def test_the_last_administrator_is_told_why_he_cannot_go(visit_own: Visitor) -> None:
    screen = visit_own("/pengguna", as_=ADMIN, akun=ADMIN)
    reasons = [widget for widget in screen.app.get("text_input") if widget.label == "Alasan"]
    for widget in reasons:
        widget.input("Pindah tugas ke dinas lain")
    labelled(screen, "button", "Nonaktifkan akun").click()
    screen = again(screen)
    assert any("administrator terakhir" in notice for notice in screen.notices)
    assert "Administrator Diskominfo" in visit_own("/pengguna", as_=ADMIN).text


def test_own_sessions_can_be_ended_one_by_one(visit_own: Visitor) -> None:
    first = visit_own.home.token("polda")
    visit_own.home.tokens.pop("polda")
    assert visit_own.home.token("polda") != first
    screen = visit_own("/akun", as_="polda")
    assert len(screen.table("Sesi yang masih terbuka").rows) == 2
    labelled(screen, "button", "Akhiri semua yang lain").click()
    screen = again(screen)
    assert "1 sesi diakhiri." in screen.text
    assert len(screen.table("Sesi yang masih terbuka").rows) == 1


def test_an_officer_names_a_deputy_who_then_acts_for_the_office(visit_own: Visitor) -> None:
    screen = visit_own("/akun", as_="polda")
    labelled(screen, "selectbox", "Akun pelaksana").select("dinsos")
    labelled(screen, "radio", "Sebagai").set_value(DelegationKind.DAILY)
    for label in ("Mulai tanggal", "Sampai tanggal"):
        labelled(screen, "date_input", label).set_value(MORNING.date())
    labelled(screen, "text_input", "Dasar penunjukan").input("SP 12/2026, cuti")
    labelled(screen, "button", "Tunjuk").click()
    screen = again(screen)
    assert screen.table("Pelaksana kantor ini").column("Pelaksana") == [
        "Plh. Penghubung Dinas Sosial Dinsos NTT · SP 12/2026, cuti"
    ]
    listed = visit_own("/pengguna", as_=ADMIN, cari="polda").table("Daftar akun").rows
    assert any("Plh. sampai 23 November" in row["Keadaan"].text for row in listed)

    screen = visit_own("/akun", as_="dinsos")
    labelled(screen, "button", "Bertindak untuk kantor ini").click()
    screen = again(screen)
    assert screen.title == "Plh. Penghubung Polda NTT, oleh Penghubung Dinas Sosial"
    assert "Anda bertindak sebagai Plh. Penghubung Polda NTT sampai 23 November 2026." in screen.text
    labelled(screen, "button", "Kembali bertindak sebagai akun sendiri").click()
    assert again(screen).title == "Penghubung Dinas Sosial"


def test_a_transfer_is_planned_for_a_day_and_both_see_it_with_what_waits_there(visit_own: Visitor) -> None:
    screen = visit_own("/pengguna", as_=ADMIN, akun="polda")
    fields = {
        widget.key.rpartition("_")[2]: widget
        for widget in (*screen.app.selectbox, *screen.app.date_input, *screen.app.text_input)
        if widget.key and widget.key.startswith("plan_move_polda")
    }
    fields["role"].set_value(Role.VERIFIER)
    fields["agency"].set_value("inspektorat")
    fields["on"].set_value(date(2026, 12, 1))
    fields["reason"].set_value("SK 800/12/2026")
    labelled(screen, "button", "Rencanakan").click()
    planned = again(screen).text
    assert "Pindah ke Inspektorat NTT sebagai Verifikator mulai 1 Desember 2026." in planned
    assert planned.count("rencana pindahnya dibatalkan.") == 2  # what else is done to the account at once
    assert "Jalan kembalinya direncanakan sesudah kepindahan itu berlaku" in planned
    own = visit_own("/akun", as_="polda").text
    assert "Pindah ke Inspektorat NTT sebagai Verifikator mulai 1 Desember 2026." in own
    assert "Yang diwarisi di Inspektorat NTT" in own
    assert own.count("Yang diwarisi") == 1


def test_an_account_is_tied_to_a_name_at_the_provinces_own_sign_in(visit_own: Visitor) -> None:
    home = visit_own.home
    assert "Nama di" not in visit_own("/pengguna", as_=ADMIN, akun="polda").text
    provider = SignInProvider("https://sso.contoh", "gerak", "rahasia", "Akun NTT")
    backend.use(replace(home.settings, provider=provider), home.engine)
    screen = visit_own("/pengguna", as_=ADMIN, akun="polda")
    assert "belum terhubung" in screen.text
    labelled(screen, "text_input", "Nama di Akun NTT").input("tu polda")
    for reason in (each for each in screen.app.get("text_input") if each.label == "Alasan"):
        reason.input("Surat penunjukan 12/2026")
    labelled(screen, "button", "Simpan hubungan").click()
    refused = again(screen)
    assert any("memuat spasi" in notice for notice in refused.notices)
    labelled(refused, "text_input", "Nama di Akun NTT").input("tu.polda")
    labelled(refused, "button", "Simpan hubungan").click()
    done = again(refused)
    assert "Hubungan disimpan" in done.text
    assert "menunggu masuk pertama" in done.text
