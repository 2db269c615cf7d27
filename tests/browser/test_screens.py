"""Every screen of the governor's office, at each size and on paper: whole, silent and at home."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from components.kit.cards import FIRST_SEEN
from db.settings import ROOT
from domain.access.permissions import PERMISSIONS, Permission, Role
from domain.addresses import Page
from domain.look import PRODUCT
from tests import icons
from tests.browser.reading import DESK, HALF_A_DESK, PHONE, TABLET, Reader
from tests.browser.screens import SCREENS, path_of, reader_of
from tests.browser.serving import Server
from tests.factories import ACCOUNTS

OF_STREAMLIT = {
    # The sections of its sidebar are <ul> whose children are not <li>; nothing we can mark up.
    ("list", '[data-testid="stSidebarNavItems"]'),
    ("listitem", '[data-testid="stSidebarNavItems"]'),
}
"""What axe finds in Streamlit's own parts: the rule, and where it may be broken."""

MENU = {
    "Ringkasan": Permission.VIEW_OVERVIEW,
    "Perkembangan": Permission.VIEW_PROGRESS,
    "Peta": Permission.VIEW_MAP,
    "Wilayah": Permission.VIEW_REGION,
    "Angka & sumber": Permission.VIEW_FIGURES,
    "Komitmen": Permission.VIEW_COMMITMENTS,
    "Deklarasi": Permission.VIEW_COMMITMENTS,
    "Rapat": Permission.VIEW_MEETINGS,
    "Instansi saya": Permission.VIEW_MY_AGENCY,
    "Kalender": Permission.RUN_MEETINGS,
    "Kotak masuk": Permission.VIEW_INBOX,
    "Layanan": Permission.VIEW_SERVICES,
    "Verifikasi": Permission.VERIFY_REPORTS,
    "Pengguna": Permission.MANAGE_ACCOUNTS,
    "Instansi": Permission.MANAGE_AGENCIES,
    "Hari libur": Permission.MANAGE_HOLIDAYS,
    "Tugas": Permission.VIEW_TASKS,
    "Kasus": Permission.VIEW_CASES,
    "Laporan": Permission.TAKE_PAPERS,
    "Impor": Permission.IMPORT_FILES,
    "Akun saya": Permission.VIEW_OWN_ACCOUNT,
    "Jejak audit": Permission.VIEW_AUDIT,
    "Sistem": Permission.VIEW_SYSTEM,
}

OUT_OF_ROLE = "Halaman ini di luar wewenang Anda"

LEAST = 40
"""Pixels that a thumb needs."""

_MENU_SHOWN = "[data-testid='stSidebar']:visible, [data-testid='stHeader']:visible"
_ON_EACH_OTHER = """main => {
  const kinds = ".gb-legend, .gb-section, .gb-caption, .gb-table, .gb-facts, .gb-panel, iframe";
  const said = part => `${part.className}: ${part.textContent.slice(0, 40)}`;
  const parts = [...main.querySelectorAll(kinds)]
    .filter(part => part.checkVisibility()).map(part => [part, part.getBoundingClientRect()]);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  return parts.flatMap(([one, here], at) => parts.slice(at + 1)
    .filter(([other, there]) => !one.contains(other) && !other.contains(one) && meet(here, there))
    .map(([other]) => `${said(one)} / ${said(other)}`));
}"""
"""Parts of a page that cover each other: two keys of one map were one black line once."""

_ICONS = """() => [...document.querySelectorAll('body *')]
  .filter(e => !e.childElementCount && e.textContent)
  .filter(e => getComputedStyle(e).fontFamily.includes('Material Symbols'))
  .map(e => e.textContent)"""
_UNSEEN = "found => found.filter(e => !e.offsetWidth).length"
_SIDEWAYS = "main => main.scrollWidth - main.clientWidth"
_TO_PRESS = (
    ":is(a, button).gb-button:visible, [data-testid='stButton']:visible, "
    "[data-testid='stFormSubmitButton']:visible, [data-testid='stDownloadButton']:visible, "
    "[data-testid='stForm']:visible, .gb-act:visible, .gb-form button:visible, .gb-form .gb-pick:visible"
)

_CUT_TABLES = """
main => [...main.querySelectorAll('.gb-scroll')]
  // These two are as wide as what they show of a paper and of a file.
  .filter(e => !e.querySelector('.gb-matrix, .gb-sheet'))
  .filter(e => e.scrollWidth > e.clientWidth + 1)
  .map(e => `${e.firstElementChild.className} ${e.scrollWidth} > ${e.clientWidth}`)
"""

_STICKING_OUT = """
main => [...main.querySelectorAll('*')]
  .filter(e => { const box = e.getBoundingClientRect(); return box.width > 1 && box.height > 1; })
  .filter(e => !e.parentElement.closest('.gb-scroll, .gb-board, .gb-picture-scroll, .gb-pills'))
  .filter(e => !e.parentElement.closest('[role=tablist]'))
  .filter(e => getComputedStyle(e).clipPath === 'none')
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.right > innerWidth + 1 || box.left < -1)
  .map(([e, box]) => `${e.tagName}.${e.className} ${Math.round(box.left)}..${Math.round(box.right)}`)
"""

_CUT_OR_COVERED = """
main => {
  const words = e => e.textContent.trim().slice(0, 40);
  const labels = [...main.querySelectorAll('label p, [data-testid="stWidgetLabel"] p')];
  const pills = [...main.querySelectorAll('.gb-pills > *')];
  const shown = e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden';
  const cut = labels.filter(shown).filter(e => e.scrollWidth > e.clientWidth + 1).map(words);
  const boxes = pills.filter(shown).map(e => [e, e.getBoundingClientRect()]);
  const covered = boxes.flatMap(([e, one], at) => boxes.slice(at + 1)
    .filter(([, two]) => one.left < two.right - 1 && two.left < one.right - 1)
    .filter(([, two]) => one.top < two.bottom - 1 && two.top < one.bottom - 1)
    .map(([other]) => `covered: ${words(e)} / ${words(other)}`));
  return [...cut.map(text => `cut: ${text}`), ...covered];
}
"""

_TOO_SMALL = """
(main, least) => [...main.querySelectorAll('a[class^="gb-"]')]
  // Within a sentence a link is as high as its line; the squares are also a list of links below them.
  .filter(a => !a.matches('.gb-cell, .gb-spot, .gb-picture-spot'))
  .filter(a => !a.closest('q, blockquote, dd, .gb-head, .gb-caption'))
  .filter(a => !(a.closest('p, small') && [...a.parentElement.childNodes].some(n => n.nodeName === '#text')))
  .map(a => [a, a.getBoundingClientRect()])
  .filter(([a, box]) => box.width && box.height < least)
  .map(([a, box]) => `${a.className} “${a.textContent.trim().slice(0, 30)}” ${Math.round(box.height)} px`)
"""


@pytest.fixture(scope="module")
def readers(window: Browser, server: Server) -> Iterator[Callable[[Role], Reader]]:
    """One reader of each role for all screens."""
    made: dict[Role, Reader] = {}

    def reader_as(role: Role) -> Reader:
        if role not in made:
            made[role] = Reader(window, server, ACCOUNTS[role])
        return made[role]

    yield reader_as
    for each in made.values():
        each.close()


@pytest.fixture(scope="module")
def governor(readers: Callable[[Role], Reader]) -> Reader:
    return readers(Role.GOVERNOR_OFFICE)


# One load serves all that is asked of a screen; pytest keeps the tests of a screen together.
@pytest.fixture(scope="module", params=SCREENS)
def screen(readers: Callable[[Role], Reader], request: pytest.FixtureRequest) -> Reader:
    reader = readers(reader_of(request.param))
    reader.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    reader.begin_anew()
    reader.open(SCREENS[request.param])
    expect(reader.title).not_to_have_text(OUT_OF_ROLE)
    return reader


@pytest.fixture
def desk(screen: Reader) -> Reader:
    screen.resize(DESK)
    return screen


@pytest.fixture
def phone(screen: Reader) -> Reader:
    screen.resize(PHONE)
    return screen


def test_every_page_is_among_the_screens_that_are_looked_at() -> None:
    assert {path_of(name) for name in SCREENS} == set(Page)


def test_a_screen_draws_with_the_cable_out_and_without_a_complaint(desk: Reader) -> None:
    assert len(desk.requests) > 5
    assert desk.outside == []
    assert desk.failed == []
    assert desk.refused == []
    assert desk.complaints == []


def test_every_icon_is_drawn_from_the_small_font(desk: Reader) -> None:
    assert set(desk.page.evaluate(_ICONS)) - set(icons.listed(icons.CUT)) == set(), "run make icons"
    assert [each for each in desk.requests if icons.theirs().name in each] == []


def test_axe_finds_nothing_serious_that_is_ours(desk: Reader) -> None:
    # Of what passes, one example each: axe would describe every element of the page otherwise.
    found = Axe().run(desk.page, options={"resultTypes": ["violations"]})
    assert found.response["passes"]
    ours = [
        f"{violation['id']}: {node['target']} {node['html'][:160]}"
        for violation in found.response["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
        if not any(rule == violation["id"] and _inside(desk, node, where) for rule, where in OF_STREAMLIT)
    ]
    assert ours == []


def _inside(reader: Reader, node: dict[str, Any], where: str) -> bool:
    """Whether what axe points at lies in this part of the page (and not in a frame or a shadow tree)."""
    target = node["target"]
    return len(target) == 1 and bool(
        reader.page.locator(target[0]).evaluate_all(
            "(found, where) => found.length > 0 && found.every(e => e.closest(where))", where
        )
    )


def test_the_way_out_is_in_sight(desk: Reader) -> None:
    expect(desk.page.get_by_role("link", name="Keluar", exact=True)).to_be_visible()


def test_nothing_sticks_out_on_a_desk(desk: Reader) -> None:
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= DESK[0]
    assert desk.main.evaluate(_STICKING_OUT) == []


@pytest.mark.parametrize("size", [TABLET, HALF_A_DESK], ids=["tablet", "half-a-desk"])
def test_a_page_between_phone_and_desk_need_not_be_moved_sideways(
    screen: Reader, size: tuple[int, int]
) -> None:
    screen.resize(size)
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    for _ in range(20):  # fields and maps follow a new width a little later
        if screen.main.evaluate(_SIDEWAYS) <= 0:
            break
        screen.page.wait_for_timeout(100)
    assert screen.main.evaluate(_SIDEWAYS) <= 0
    assert screen.main.evaluate(_CUT_TABLES) == []


def test_paper_shows_the_finding_without_menu_and_buttons(screen: Reader) -> None:
    screen.page.emulate_media(media="print")
    try:
        expect(screen.title).to_be_visible()
        assert screen.page.locator(_MENU_SHOWN).count() == 0
        assert screen.main.locator(_TO_PRESS).all_inner_texts() == []
        assert screen.main.locator(".gb-attention .gb-owner").evaluate_all(_UNSEEN) == 0
        assert screen.main.evaluate(_ON_EACH_OTHER) == []
    finally:
        screen.page.emulate_media(media="screen")


@pytest.mark.parametrize(
    ("account", "address", "labels"),
    [
        ("kasus.polda", "/kasus-baru", ["Jenis", "Tanggal lapor", "Perempuan", "Modus rekrut", "Uraian"]),
        (
            "sekretariat",
            "/tugas?baru=ya",
            ["Tugas", "Keluaran", "Penanggung jawab (satu instansi)", "Tenggat"],
        ),
    ],
)
def test_a_form_that_is_empty_is_one_to_fill_in_with_a_pen(
    reader: Callable[..., Reader], account: str, address: str, labels: list[str]
) -> None:
    screen = reader(account).open(address)
    screen.page.emulate_media(media="print")
    for label in labels:
        expect(screen.main.get_by_text(label, exact=True).first).to_be_visible()
    expect(screen.main.locator("[data-testid='stButton']:visible")).to_have_count(0)


def test_the_list_of_who_came_goes_round_the_hall_on_paper_with_a_line_for_every_seat(
    reader: Callable[..., Reader],
) -> None:
    screen = reader("sekretariat").open("/rapat?id=3&bagian=hadir")
    seats = screen.main.locator(".gb-to-sign tbody tr")
    expect(seats.first).to_be_hidden()
    screen.page.emulate_media(media="print")
    expect(seats.first).to_be_visible()
    assert seats.count() > 20
    expect(screen.main.locator(".gb-to-sign th").last).to_have_text("Paraf")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_what_keeps_the_attendance_is_at_hand_from_the_first_row_on(
    reader: Callable[..., Reader], size: tuple[int, int]
) -> None:
    rows = reader("sekretariat", size=size).open("/rapat?id=3&bagian=hadir")
    expect(rows.main.get_by_role("button", name="Simpan kehadiran")).to_be_in_viewport(ratio=1)


def test_nothing_sticks_out_on_a_phone(phone: Reader) -> None:
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert phone.main.evaluate("main => main.scrollWidth") <= PHONE[0]
    assert phone.main.evaluate(_STICKING_OUT) == []


def test_no_label_and_no_pill_is_cut_or_covered_on_a_phone(phone: Reader) -> None:
    assert phone.main.evaluate(_CUT_OR_COVERED) == []


def test_links_on_a_phone_are_high_enough_for_a_thumb(phone: Reader) -> None:
    assert phone.main.evaluate(_TOO_SMALL, LEAST) == []


def test_on_a_phone_a_list_comes_before_what_narrows_it(reader: Callable[..., Reader]) -> None:
    phone = reader(size=PHONE).open("/tugas")
    owners = phone.main.get_by_role("combobox", name="Penanggung jawab")
    expect(owners).to_be_hidden()
    phone.main.locator("summary", has_text="Saring").press("Enter")
    expect(owners).to_be_visible()
    phone.open("/tugas?instansi=polda-ntt")
    expect(phone.main.get_by_text("Saring · 1 aktif", exact=True)).to_be_visible()
    expect(owners).to_be_visible()


def test_who_empties_a_drop_down_on_a_phone_finds_the_others_open(reader: Callable[..., Reader]) -> None:
    phone = reader(size=PHONE).open("/tugas?instansi=polda-ntt")
    phone.main.get_by_role("combobox", name="Penanggung jawab").click()
    phone.main.get_by_role("combobox", name="Penanggung jawab").fill("Semua PJ")
    phone.page.get_by_role("option", name="Semua PJ", exact=True).click()
    expect(phone.main.get_by_text("Saring", exact=True)).to_be_visible()
    phone.settle()
    expect(phone.main.get_by_role("combobox", name="Wilayah")).to_be_visible()


def test_what_the_keyboard_comes_to_on_a_phone_stands_below_the_bar(reader: Callable[..., Reader]) -> None:
    phone = reader(size=PHONE).open("/komitmen?kode=K-11")
    phone.main.evaluate("main => main.scrollTo(0, main.scrollHeight)")
    phone.main.locator(".gb-facts a.gb-link").first.focus()
    bar = phone.page.locator('[data-testid="stHeader"]').bounding_box()
    link = phone.main.locator(".gb-facts a.gb-link").first.bounding_box()
    assert bar is not None
    assert link is not None
    assert link["y"] >= bar["y"] + bar["height"]


def test_the_browser_says_that_the_page_is_indonesian(governor: Reader) -> None:
    governor.open("/")
    assert governor.page.evaluate("document.documentElement.lang") == "id"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/", "Ringkasan"),
        ("/komitmen", "Komitmen"),
        ("/komitmen?kode=K-11", "K-11 Membangun Migrant Center"),
        ("/komitmen?kode=K-99", "Tidak ditemukan"),
        ("/sistem", OUT_OF_ROLE),
    ],
)
def test_tabs_of_the_browser_are_told_apart_by_their_titles(
    governor: Reader, address: str, title: str
) -> None:
    governor.open(address)
    assert governor.page.title().startswith(title)
    assert governor.page.title().endswith(f" · {PRODUCT}")


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_shows_exactly_what_the_role_covers(reader: Callable[..., Reader], role: Role) -> None:
    someone = reader(ACCOUNTS[role]).open("/")
    shown = someone.page.locator('[data-testid="stSidebarNavLink"]').all_inner_texts()
    assert {text.split("\n")[-1] for text in shown} == {
        title for title, needs in MENU.items() if needs in PERMISSIONS[role]
    }


def test_a_list_for_decision_keeps_its_owners_on_a_tablet(reader: Callable[..., Reader]) -> None:
    tablet = reader(size=TABLET).open("/")
    rows = tablet.main.locator(".gb-attention li:visible")
    assert rows.count() > 0
    for row in rows.all():
        boxes = [row.locator(each).bounding_box() for each in (".gb-why", ".gb-owner", ".gb-days")]
        why, owner, days = (box for box in boxes if box is not None)
        assert owner["width"] > 0
        assert why["x"] + why["width"] <= owner["x"]
        assert owner["x"] + owner["width"] <= days["x"]


def test_the_six_heaviest_points_the_map_and_the_offices_stand_in_the_first_screen_of_a_desk(
    reader: Callable[..., Reader],
) -> None:
    desk = reader(size=DESK).open("/")
    rows = desk.main.locator(".gb-attention li:visible")
    assert rows.count() == FIRST_SEEN
    parts = [rows.last, desk.main.locator(".gb-small-map"), desk.main.locator(".gb-agencies").first]
    tops = [box["y"] for box in (part.bounding_box() for part in parts) if box is not None]
    assert len(tops) == len(parts)
    assert max(tops) < DESK[1]


def test_the_other_points_are_one_press_away(governor: Reader) -> None:
    governor.open("/")
    rows = governor.main.locator(".gb-attention li:visible")
    governor.main.get_by_text(re.compile(r"^Semua \d+ butir$")).click()
    expect(rows).to_have_count(governor.main.locator(".gb-attention li").count())


@pytest.mark.parametrize(
    ("account", "address"), [("dpmd", "/instansi"), ("sekretariat", "/tugas?kode=T-031")]
)
def test_menu_mark_page_and_sample_share_one_bar_of_a_phone_that_stays(
    reader: Callable[..., Reader], account: str, address: str
) -> None:
    phone = reader(account, size=PHONE).open(address)
    named = [
        phone.page.locator('[data-testid="stExpandSidebarButton"]'),
        phone.page.locator('[data-testid="stHeaderLogo"]'),
        phone.main.locator(".gb-head nav b"),
        phone.main.locator(".gb-find-open"),
        phone.main.locator(".gb-inbox"),
        phone.main.locator(".gb-head .gb-sample"),
    ]
    for _ in range(2):
        boxes = [box for box in (each.bounding_box() for each in named) if box is not None]
        assert len(boxes) == len(named)
        assert all(box["y"] >= 15 and box["y"] + box["height"] <= 68 for box in boxes)
        assert all(box["x"] + box["width"] <= after["x"] for box, after in pairwise(boxes))
        phone.main.evaluate("main => main.scrollTo(0, 400)")
    phone.main.evaluate("main => main.scrollTo(0, 0)")
    headline = phone.title.bounding_box()
    assert headline is not None
    assert headline["y"] < 130


AT_200_PERCENT = (720, 900)


def test_names_over_the_squares_stand_apart_at_200_percent(reader: Callable[..., Reader]) -> None:
    half = reader(size=AT_200_PERCENT).open("/")
    ends = half.main.locator(".gb-strip a.gb-quiet").evaluate_all(
        "links => links.map(each => each.getBoundingClientRect()).map(box => [box.top, box.left, box.right])"
    )
    assert len(ends) > 3
    for (top, _, right), (next_top, left, _) in pairwise(ends):
        assert top != next_top or right + 6 <= left


def test_a_timeline_shows_the_names_of_its_quarters_at_200_percent(reader: Callable[..., Reader]) -> None:
    half = reader(size=AT_200_PERCENT).open("/komitmen?kode=K-11")
    name = half.main.locator(".gb-timeline-picture .gb-picture-word.gb-strong").first.bounding_box()
    shown = half.main.locator(".gb-timeline-picture .gb-picture-scroll").first.bounding_box()
    assert name is not None
    assert shown is not None
    assert shown["x"] <= name["x"]


def test_a_refused_screen_offers_a_way_on(reader: Callable[..., Reader]) -> None:
    agency = reader("polda").open("/kasus")
    expect(agency.title).to_have_text(OUT_OF_ROLE)
    agency.main.get_by_role("link", name="Kembali ke Ringkasan").click()
    expect(agency.title).not_to_have_text(OUT_OF_ROLE)
    agency.settle()
    assert agency.address == "/"


def test_what_is_not_found_leads_to_the_list_of_its_page(reader: Callable[..., Reader]) -> None:
    office = reader("sekretariat").open("/impor?kiriman=99")
    expect(office.title).to_have_text("Tidak ditemukan")
    office.main.get_by_role("link", name="Buka halaman ini dari awal").click()
    expect(office.title).not_to_have_text("Tidak ditemukan")
    office.settle()
    assert office.address == "/impor"


def test_an_address_cannot_put_a_link_or_a_picture_on_the_page(governor: Reader) -> None:
    """What is echoed of a wrong address must be plain text: Markdown in it would draw somebody's link."""
    for typed in ("[Masuk lagi](https://jahat.example)", "![x](https://jahat.example/x.png)", "**tebal**"):
        governor.begin_anew()
        governor.open(f"/peta?wilayah={quote(typed)}")
        expect(governor.main.get_by_text(typed)).to_be_visible(timeout=3_000)
        assert governor.main.locator('[href*="jahat"], [src*="jahat"]').count() == 0
        assert governor.outside == []


def test_no_file_on_the_page_comes_from_another_host_than_the_one_that_serves_it() -> None:
    """The same rule at its source: no address of a foreign host in what the browser is given."""
    for file in [*(ROOT / "static").rglob("*.css"), *(ROOT / "static" / "map").glob("*.js")]:
        for mark in ("url(http", "@import", 'src="http', 'fetch("http'):
            assert mark not in file.read_text("utf-8"), file.name
