"""Layanan: 22 places and their desks, one place in full, and the forms for whoever they are meant for."""

from datetime import date

import pytest

from components.services import place
from domain.access.permissions import Role
from tests.pages.test_page_users import again, labelled
from tests.pages.visiting import ACCOUNTS, Visitor


def test_all_22_stand_in_one_staircase_with_what_is_known_of_each_desk(visit: Visitor) -> None:
    screen = visit("/layanan")
    assert screen.title == "Empat dari 22 wilayah membuktikan delapan meja; Migrant Center 0 dari 8 meja"
    rows = [row for half in ("1–11", "12–22") for row in screen.table(f"Meja LTSA, wilayah {half}").rows]
    assert len(rows) == 22
    malaka = next(row for row in rows if row["Kabupaten/kota"].text == "Malaka")
    assert [malaka[name].text for name in ("Kerja", "Sehat", "Imigrasi", "Jamsos", "/8", "Daftar")] == [
        "Ketenagakerjaan: terbukti",
        "Kesehatan: dilaporkan, belum diverifikasi",
        "Keimigrasian: direncanakan",
        "Jaminan sosial: tidak ada",
        "4",
        "12",
    ]


def test_what_nobody_reported_is_hatched_and_never_zero(visit: Visitor) -> None:
    rows = visit("/layanan").table("Meja LTSA, wilayah 12–22").rows
    nagekeo = next(row for row in rows if row["Kabupaten/kota"].text == "Nagekeo")
    assert nagekeo["Kerja"].text == "Ketenagakerjaan: belum ada laporan, bukan nol"
    assert nagekeo["/8"].text == "–"
    assert nagekeo["Daftar"].text == "belum ada laporan"
    alor = next(row for row in rows if row["Kabupaten/kota"].text == "Alor")
    assert (alor["/8"].text, alor["Daftar"].text) == ("0", "0")


def test_a_desk_that_was_proven_earlier_says_when(visit: Visitor) -> None:
    rows = visit("/layanan").table("Meja LTSA, wilayah 12–22").rows
    sabu = next(row for row in rows if row["Kabupaten/kota"].text == "Sabu Raijua")
    assert sabu["Kerja"].text == "Ketenagakerjaan: terbukti pada Agustus 2026; bulan ini belum ada laporan"
    assert sabu["/8"].text == "–"


def test_the_chain_says_where_people_stall(visit: Visitor) -> None:
    screen = visit("/layanan")
    assert "167 dari 204 yang tertahan lebih dari 30 hari ada di dokumen dan paspor." in screen.text
    steps = screen.table("Langkah penempatan").rows
    assert [row["Langkah"].text for row in steps][:2] == ["Informasi", "Pendaftaran"]
    assert steps[2]["Tertahan lebih dari 30 hari"].text == "96"


def test_a_month_without_reports_says_so(visit: Visitor) -> None:
    screen = visit("/layanan", bulan="2026-06")
    assert screen.title.startswith("Belum satu pun dari 22 wilayah membuktikan")
    assert "Belum ada wilayah yang menghitung langkah penempatan untuk Juni 2026." in screen.text


def test_each_desk_of_a_place_shows_its_proof_and_who_has_looked(visit: Visitor) -> None:
    screen = visit("/layanan", wilayah="53.21")
    assert screen.title == "LTSA Malaka: 4 dari 8 meja terbukti"
    desks = screen.table("Delapan meja menurut PP 59/2021").rows
    assert "CONTOH/BA/7-EMP" in desks[0]["Bukti"].text
    assert "diverifikasi Inspektorat NTT" in desks[0]["Menurut"].text
    assert "belum diverifikasi" in desks[3]["Menurut"].text


def test_the_migrant_center_is_a_place_of_its_own(visit: Visitor) -> None:
    screen = visit("/layanan", wilayah="53")
    assert screen.title == "Migrant Center: 0 dari 8 meja terbukti"


def test_teams_are_held_against_the_pocket_villages_that_somebody_listed(visit: Visitor) -> None:
    malaka = visit("/layanan", wilayah="53.21")
    assert "3 dari 7 kantong desa yang tercatat sudah punya tim ber-SK atau beranggota." in malaka.text
    rows = {row["Desa"].text: row for row in malaka.table("Kantong desa PMI").rows}
    assert len(rows) == 7
    assert "DATA CONTOH: daftar kantong desa" in next(iter(rows.values()))["Menurut daftar"].text
    ngada = visit("/layanan", wilayah="53.09")
    assert "Kantong desa PMI di sini belum dicatat siapa pun" in ngada.text


def test_the_secretariat_adds_pocket_villages_by_source_and_day(visit_own: Visitor) -> None:
    screen = visit_own("/layanan", as_="sekretariat", wilayah="53.09")
    labelled(screen, "multiselect", "Desa atau kelurahan").set_value(["53.09.01.1002"])
    labelled(screen, "text_input", "Sumber daftar").input("Surat contoh 12/2026")
    labelled(screen, "date_input", "Tanggal daftar").set_value(date(2026, 11, 2))
    labelled(screen, "button", "Catat kantong desa").click()
    screen = again(screen)
    assert "Belum satu pun dari 1 kantong desa yang tercatat punya tim ber-SK atau beranggota." in screen.text
    assert len(screen.table("Kantong desa PMI").rows) == 1
    others = visit_own("/layanan", as_="polda", wilayah="53.09").app.button
    assert "Catat kantong desa" not in [each.label for each in others]


def test_a_kabupaten_reports_its_own_and_no_other(visit: Visitor) -> None:
    ways = [link for link in visit("/layanan", as_="pemkab.ngada").links if "lapor" in link.query]
    assert [link.query["lapor"] for link in ways] == ["53.09"]
    sentence = visit.refused("/layanan", as_="pemkab.ngada", lapor="53.21")
    assert "dilaporkan oleh pemerintah kabupaten/kotanya" in sentence


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AGENCY])
def test_the_form_is_for_agencies_alone(visit: Visitor, role: Role) -> None:
    assert "dilaporkan oleh pemerintah" in visit.refused("/layanan", as_=ACCOUNTS[role], lapor="53.21")


def test_a_verifier_of_another_agency_is_led_to_what_waits(visit: Visitor) -> None:
    screen = visit("/layanan", as_="inspektorat")
    [way] = [link for link in screen.links if "periksa" in link.query]
    assert way.text.startswith("Periksa")
    review = visit("/layanan", as_="inspektorat", periksa=way.query["periksa"])
    assert [button.label for button in review.app.button] == ["Simpan putusan", "Kembalikan"]


@pytest.mark.parametrize("role", [Role.GOVERNOR_OFFICE, Role.AGENCY, Role.SHARED_SCREEN])
def test_nobody_else_is_offered_a_verdict(visit: Visitor, role: Role) -> None:
    waiting = next(
        link.query["periksa"]
        for link in visit("/layanan", as_="inspektorat").links
        if "periksa" in link.query
    )
    assert not visit("/layanan", as_=ACCOUNTS[role], periksa=waiting).app.button


def test_wilayah_says_of_the_desks_what_layanan_says(visit: Visitor) -> None:
    said = visit("/wilayah", kode="53.21").text
    desks = visit("/layanan", wilayah="53.21").table("Delapan meja menurut PP 59/2021")
    for row in desks.rows:
        desk, twice = row["Keadaan"].text.split(": ", 1)  # the mark's own title, then its words
        standing = twice[: len(twice) // 2]
        assert f"{desk} {standing} {desk}: {standing}" in said
    assert "6 tim : 2 melapor, 2 tidak melapor, dan 2 belum ber-SK" in said.replace("6 tim:", "6 tim :")


def test_a_long_list_of_teams_is_turned_page_by_page_and_beside_it_that_of_source_villages(
    visit: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = visit("/layanan?bagian=tim")
    monkeypatch.setattr(place, "PAGE_SIZE", 10)
    second = visit("/layanan?bagian=tim&hal=2")
    shown = [[row["Desa"].text for row in screen.table("Tim desa").rows] for screen in (everything, second)]
    assert shown[1] == shown[0][10:20]
    assert len(second.table("Kantong desa PMI").rows) == 10
    assert "/layanan?bagian=tim&kantong=2" in {link.address for link in visit("/layanan?bagian=tim").links}
