"""Every page for every role: what the role covers is drawn, anything else is refused and recorded."""

import pytest

from domain.access.events import Event
from domain.access.permissions import PERMISSIONS, Permission, Role
from tests.factories import ACCOUNTS
from tests.pages.visiting import PAGES, Visitor

ALL = [(path, role) for path in PAGES for role in Role]
COVERED = [(path, role) for path, role in ALL if PAGES[path][1] in PERMISSIONS[role]]
OUTSIDE = [(path, role) for path, role in ALL if PAGES[path][1] not in PERMISSIONS[role]]

NOT_YOURS = "Halaman ini tidak termasuk peran akun Anda. Hubungi sekretariat gugus tugas bila perlu."


@pytest.mark.parametrize(("path", "role"), COVERED)
def test_a_page_that_the_role_covers_is_drawn(visit: Visitor, path: str, role: Role) -> None:
    screen = visit(path, as_=ACCOUNTS[role])
    # Whoever has a draft is told so; nothing else may ask for attention on a page that was just opened.
    assert [notice for notice in screen.notices if "draf belum terkirim" not in notice] == []
    assert len(screen.title) > 5


@pytest.mark.parametrize(("path", "role"), OUTSIDE)
def test_a_page_outside_the_role_is_refused_and_leaves_a_trace(visit: Visitor, path: str, role: Role) -> None:
    username = ACCOUNTS[role]
    visit.home.token(username)
    before = len(visit.home.audit_trail())
    assert visit.refused(path, as_=username) == NOT_YOURS
    (trace,) = visit.home.audit_trail()[before:]
    assert (trace.event, trace.actor) == (Event.ACCESS_REFUSED, username)
    assert (trace.screen, trace.subject_id) == (path, PAGES[path][1])


def test_both_sides_of_the_table_are_tried() -> None:
    assert {path for path, _ in OUTSIDE} == {
        "/kasus",
        "/kasus-baru",
        "/kasus-batas",
        "/kasus-htcds",
        "/akun",
        "/jejak",
        "/komitmen-baru",
        "/angka-baru",
        "/rapat",
        "/instansi",
        "/bulan",
        "/impor",
        "/kotak-masuk",
        "/libur",
        "/laporan",
        "/lembaga",
        "/mulai",
        "/pengguna",
        "/pengguna-baru",
        "/sistem",
        "/verifikasi",
    }
    assert {role for _, role in OUTSIDE} == set(Role)  # verdicts are not even the Governor's office's
    assert len(COVERED) + len(OUTSIDE) == len(PAGES) * len(Role)


def test_every_page_of_the_frame_is_in_this_suite(visit: Visitor) -> None:
    registered = visit("/").app._registered_pages.values()
    assert {f"/{page['url_pathname']}" for page in registered} == set(PAGES)


def test_a_session_that_ended_asks_to_sign_in_again(visit: Visitor) -> None:
    visit.home.tokens["tanpa sesi"] = "bukan-token"
    sentence = visit.refused("/", as_="tanpa sesi")
    assert sentence == (
        "Sesi Anda sudah berakhir. Masuk lagi; isian yang belum terkirim tetap ada di perangkat ini. "
        "Yang ditinggalkan dengan Keluar sudah dihapus."
    )


@pytest.mark.parametrize("role", list(Role))
def test_rows_of_cases_are_offered_only_to_those_who_may_read_them(visit: Visitor, role: Role) -> None:
    may = Permission.VIEW_CASES in PERMISSIONS[role]
    for address in ("/peta?lapisan=kasus-death_abroad", "/wilayah?kode=53.21", "/tugas"):
        screen = visit(address, as_=ACCOUNTS[role])
        offered = [link for link in screen.links if link.path == "/kasus"]
        assert may or not offered, f"{address} offers {offered} to {role}"
