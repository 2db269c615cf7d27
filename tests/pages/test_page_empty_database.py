"""A production database on its first day: every page draws, says why it is empty, and claims no sample."""

import re

import pytest

from domain.access.permissions import PERMISSIONS, Role
from domain.words import headlines
from tests.factories import ACCOUNTS
from tests.pages.visiting import PAGES, Visitor

COVERED = [(path, role) for path in PAGES for role in Role if PAGES[path][1] in PERMISSIONS[role]]

SAYS = {
    "/": "Belum ada komitmen; deklarasi masih berupa pernyataan",
    "/komitmen": "Belum ada komitmen",
    "/komitmen?tampilan=pilar": "Belum ada komitmen.",
    "/komitmen?tampilan=daftar": "Belum ada komitmen.",
    "/komitmen?tampilan=diam": "Belum ada instansi yang wajib melapor.",
    "/komitmen?tampilan=tanpa-pj": "Belum ada komitmen.",
    "/komitmen?tampilan=liga": "Belum ada komitmen.",
    "/komitmen?tampilan=triwulan": "Belum ada titik kendali, maka belum ada triwulan untuk dikunci.",
    "/komitmen-baru": "Pilih satu frasa untuk dibentuk menjadi komitmen.",
    "/deklarasi?tampilan=kewajiban": "Dari 22 kabupaten/kota: SK Gugus Tugas belum tercatat ada",
    "/tugas": "Belum ada tugas.",
    "/tugas?tampilan=kendala": "Belum ada tugas.",
    "/tugas?tampilan=eskalasi": "Belum ada tugas.",
    "/kasus": "Belum ada laporan di register.",
    "/perkembangan": "Register kasus belum berisi laporan.",
    "/wilayah?kode=53.21": "Belum ada tugas untuk wilayah ini.",
    "/layanan": "Belum satu pun dari 22 wilayah membuktikan delapan meja; Migrant Center belum melapor",
    "/layanan?wilayah=53.21": "LTSA Malaka: belum ada laporan layanan",
    "/layanan?bagian=tim": "Belum ada tim desa yang dilaporkan",
    "/layanan?bagian=mitra": "Belum ada kegiatan yang dilaporkan",
    "/jejak?peristiwa=signed_out": "Tidak ada catatan yang cocok.",
}


STILL_TO_DO = {
    "/sistem": ["Hari ini, cadangan: Belum ada cadangan; jadwalkan setiap malam. Buka catatan cadangan"]
}
"""What a screen rightly asks for on the first day."""


@pytest.mark.parametrize(("path", "role"), COVERED)
def test_every_page_draws_without_sample_data(visit_empty: Visitor, path: str, role: Role) -> None:
    screen = visit_empty(path, as_=ACCOUNTS[role])
    assert "DATA CONTOH" not in screen.text
    assert not re.search(r"\bnol (belum|tidak|dari|butir|langkah)\b", screen.text, re.IGNORECASE)
    assert screen.notices == STILL_TO_DO.get(path, [])


@pytest.mark.parametrize("address", SAYS)
def test_an_empty_place_says_why(visit_empty: Visitor, address: str) -> None:
    assert SAYS[address] in visit_empty(address).text


def test_nobody_is_said_to_have_an_account_for_a_duty_that_nobody_holds(visit_empty: Visitor) -> None:
    people = visit_empty("/pengguna", as_=ACCOUNTS[Role.ADMINISTRATOR]).text
    assert "belum ada yang memegang komitmen atau tugas" in people
    assert "punya akun" not in people.partition("instansi bertugas tanpa akun")[2]


@pytest.mark.parametrize(
    "address", ["/wilayah?kode=53.21", "/perkembangan", "/peta?lapisan=kasus-death_abroad"]
)
def test_before_the_first_release_lower_tiers_are_told_so(visit_empty: Visitor, address: str) -> None:
    screen = visit_empty(address, as_=ACCOUNTS[Role.AGENCY])
    assert headlines.NOT_RELEASED in " ".join([screen.text, *screen.notices])


def test_what_is_real_is_there_from_the_first_day(visit_empty: Visitor) -> None:
    assert visit_empty("/angka").total == 135
    assert len(visit_empty("/wilayah").table("22 kabupaten/kota").rows) == 22
    assert len(list(visit_empty("/komitmen", tampilan="frasa").body.every("article"))) == 27
    assert "119" in visit_empty("/peta").text


def test_a_layer_of_cases_is_not_offered_before_there_are_cases(visit_empty: Visitor) -> None:
    screen = visit_empty("/peta", lapisan="kasus-death_abroad")
    assert screen.notices == ["Register kasus belum berisi laporan."]
    assert not [name for name in screen.choices("lapisan").options if "Register" in name]
