"""Links that do not load the page anew, the way back, the keyboard, and sessions that end elsewhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from db.acting import Sender
from db.command import Command, run
from db.commands.people import change_account, close_account, renew_link
from db.engine import build
from db.models import AuditRecord, User, UserSession
from domain.access.events import Event
from domain.access.permissions import Role
from domain.access.requests import ChangeAccount, CloseAccount, RenewLink
from domain.time.calendar import fixed_clock
from tests.bench.links import NEAR, Walk
from tests.browser.reading import PATIENCE, PHONE, Reader
from tests.browser.serving import sqlite_url
from tests.factories import MORNING, actor_named, filling, user

DRAFTS = {
    "polda": ("K-07", "Dua berkas dari Polres Malaka siap dikirim ke kejaksaan pekan depan."),
    "dpmd": ("K-15", "Perdes dua desa di Kobalima terbit"),
}
ENDED = "Sesi Anda sudah berakhir."
REASON = "Pindah tugas, surat nomor contoh."


def _says_that_it_ended(reader: Reader, how: str = "") -> None:
    """In the answer to a click, or where the page leads that closes by itself meanwhile."""
    expect(reader.page.locator("body"), how).to_contain_text(ENDED, timeout=PATIENCE)


def _mark_the_document(reader: Reader) -> None:
    reader.page.evaluate("() => { window.stillTheSame = true; }")


def _is_the_same_document(reader: Reader) -> bool:
    return bool(reader.page.evaluate("() => window.stillTheSame === true"))


def test_a_link_changes_the_page_without_loading_a_document(governor: Reader) -> None:
    governor.open("/")
    _mark_the_document(governor)
    documents = len([url for url in governor.requests if url.rstrip("/") == governor.server.url])
    governor.main.get_by_role("link", name="Buka matriks lengkap").click()
    expect(governor.main.locator(".gb-head nav")).to_have_text("Komitmen", timeout=PATIENCE)
    governor.settle()
    assert governor.address == "/komitmen"
    assert _is_the_same_document(governor)
    assert len([url for url in governor.requests if url.rstrip("/") == governor.server.url]) == documents


def test_the_menu_on_a_phone_leads_from_one_task_to_all_and_folds_itself_away(
    reader: Callable[..., Reader],
) -> None:
    phone = reader(size=PHONE)
    phone.open("/tugas?kode=T-031")
    unfold = phone.page.locator('[data-testid="stExpandSidebarButton"]')
    # Its sign is the three lines that people know; its name is there for who listens.
    assert unfold.evaluate("button => getComputedStyle(button, '::before').content") == '"menu"'
    assert unfold.get_attribute("aria-label") == "Buka menu"
    unfold.click()
    menu = phone.page.locator('[data-testid="stSidebar"]')
    menu.get_by_role("link", name="Tugas", exact=True).click()
    expect(phone.main.locator(".gb-head nav")).to_have_text("Tugas", timeout=PATIENCE)
    phone.settle()
    assert phone.address == "/tugas"
    expect(unfold).to_be_visible()


def test_a_menu_that_is_folded_away_is_not_in_the_way_of_the_keyboard(reader: Callable[..., Reader]) -> None:
    phone = reader(size=PHONE).open("/tugas")
    menu = phone.page.locator('[data-testid="stSidebar"]').get_by_role("link")
    expect(menu).to_have_count(0)
    phone.page.locator('[data-testid="stExpandSidebarButton"]').click()
    expect(menu.first).to_be_visible()


def test_a_link_to_where_one_is_leaves_the_next_step_its_address(governor: Reader) -> None:
    governor.open("/tugas")
    governor.main.locator('a[class^="gb-"][href="/tugas"]').first.click()
    governor.settle()
    menu = governor.page.locator('[data-testid="stSidebar"]')
    menu.get_by_role("link", name="Komitmen", exact=True).click()
    expect(governor.main.locator(".gb-head nav")).to_have_text("Komitmen", timeout=PATIENCE)
    assert governor.address == "/komitmen"


def test_the_way_back_leads_through_the_pages_in_turn(governor: Reader) -> None:
    governor.open("/")
    first = governor.title.inner_text()
    _mark_the_document(governor)
    governor.main.get_by_role("link", name="Buka matriks lengkap").click()
    expect(governor.main.locator(".gb-head nav")).to_have_text("Komitmen", timeout=PATIENCE)
    governor.settle()
    governor.main.locator('.gb-pill[href="/komitmen?tampilan=daftar"]').click()
    expect(governor.main.get_by_role("table", name="Daftar komitmen")).to_be_visible(timeout=PATIENCE)
    governor.settle()
    governor.main.locator('a.gb-link[href="/komitmen?kode=K-11"]').click()
    expect(governor.main.locator(".gb-head nav")).to_contain_text("K-11", timeout=PATIENCE)
    governor.settle()
    governor.page.go_back()
    expect(governor.main.get_by_role("table", name="Daftar komitmen")).to_be_visible(timeout=PATIENCE)
    assert governor.address == "/komitmen?tampilan=daftar"
    governor.page.go_back()
    expect(governor.main.get_by_role("table", name="Komitmen menurut")).to_be_visible(timeout=PATIENCE)
    assert governor.address == "/komitmen"
    governor.page.go_back()
    expect(governor.title).to_have_text(first, timeout=PATIENCE)
    assert governor.address == "/"
    assert _is_the_same_document(governor)


@pytest.mark.parametrize(
    ("left", "followed"),
    [
        ("/komitmen?kode=K-11", "/tugas?kode="),
        ("/", "/tugas?kode="),
    ],
)
def test_back_leads_from_another_screen_to_the_very_address_and_place_that_were_left(
    governor: Reader, left: str, followed: str
) -> None:
    governor.page.set_viewport_size({"width": 1440, "height": 500})
    governor.open(left)
    title = governor.title.inner_text()
    link = governor.main.locator(f'a[class^="gb-"][href^="{followed}"]:visible').last
    link.scroll_into_view_if_needed()
    down = governor.main.evaluate("main => main.scrollTop")
    link.click()
    expect(governor.title).not_to_have_text(title, timeout=PATIENCE)
    governor.settle()
    assert governor.address.startswith(followed)
    governor.page.go_back()
    expect(governor.title).to_have_text(title, timeout=PATIENCE)
    assert governor.address == left
    governor.page.wait_for_function(
        "down => Math.abs(document.querySelector('[data-testid=stMain]').scrollTop - down) < 2", arg=down
    )
    governor.page.go_forward()
    expect(governor.title).not_to_have_text(title, timeout=PATIENCE)
    assert governor.address.startswith(followed)


WAYS = (
    ("/tugas?kode=T-031", "gb-link", "/rapat?id="),
    ("/wilayah?kode=53.21", "gb-link", "/peta?"),
    ("/tugas", "gb-pill", "/tugas?hal=2"),
    ("/perkembangan", "menu", "/"),
    ("/kotak-masuk", "gb-link", "/rapat?"),
)
"""A link in a page, in a panel beside it, to the next rows of a list, in the menu and of a notice; all others
are followed by ``python -m tests.bench.links``."""


def test_links_of_every_kind_lead_there_and_back_to_the_place_that_was_left(governor: Reader) -> None:
    governor.page.set_viewport_size({"width": 1440, "height": 460})
    walk = Walk(governor)
    for address, kind, to in WAYS:
        walk.follow(address, kind, to)
    assert walk.wrong == []
    assert min(pair.top for pair in walk.pairs) > NEAR


def test_of_two_steps_back_in_a_row_the_last_one_says_where_the_page_stands(governor: Reader) -> None:
    governor.page.set_viewport_size({"width": 1440, "height": 500})
    governor.open("/komitmen?kode=K-11")
    left = []
    for followed in ("/tugas?kode=", "/rapat?id="):
        link = governor.main.locator(f'a[class^="gb-"][href^="{followed}"]:visible').last
        link.scroll_into_view_if_needed()
        left.append(governor.main.evaluate("main => main.scrollTop"))
        title = governor.title.inner_text()
        link.click()
        expect(governor.title).not_to_have_text(title, timeout=PATIENCE)
        governor.settle()
    assert left[0] != left[1]
    governor.page.evaluate("() => { history.back(); setTimeout(() => history.back(), 400); }")
    expect(governor.main.locator(".gb-head nav")).to_contain_text("K-11", timeout=PATIENCE)
    governor.page.wait_for_timeout(1_500)  # whatever still moves the page has done so by then
    assert abs(governor.main.evaluate("main => main.scrollTop") - left[0]) < NEAR


def test_a_link_in_a_new_tab_opens_the_same_page(governor: Reader) -> None:
    governor.open("/")
    link = governor.main.get_by_role("link", name="Buka matriks lengkap")
    with governor.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    expect(opened.value.locator('[data-testid="stMain"] h1')).to_be_visible(timeout=PATIENCE)
    assert opened.value.url == f"{governor.server.url}/komitmen"
    assert governor.address == "/"


def test_the_mark_beside_a_field_says_its_text_to_the_keyboard_and_to_a_thumb(
    reader: Callable[..., Reader],
) -> None:
    phone = reader(size=PHONE).open("/komitmen?kode=K-11")
    said = phone.page.locator('[data-testid="stTooltipContent"]')
    marks = phone.main.locator('[data-testid="stTooltipIcon"] button:visible')
    assert marks.count() > 0
    assert set(marks.evaluate_all("found => found.map(e => e.tabIndex)")) == {0}
    marks.first.focus()
    expect(said).to_contain_text("Tanpa nama orang")
    marks.first.blur()
    expect(said).to_have_count(0)
    marks.first.tap()
    expect(said).to_contain_text("Tanpa nama orang")


def test_a_filter_stands_in_the_address_and_survives_a_reload(governor: Reader) -> None:
    governor.open("/tugas")
    governor.main.get_by_role("combobox", name="Penanggung jawab").fill("Polda NTT")
    governor.page.get_by_role("option", name="Polda NTT", exact=True).click()
    governor.page.wait_for_url("**instansi=polda-ntt**", timeout=PATIENCE)
    governor.settle()
    shown = governor.main.locator(".gb-table tbody").inner_text()
    governor.page.reload()
    governor.settle()
    assert governor.main.locator(".gb-table tbody").inner_text() == shown


def test_the_keyboard_reaches_the_first_commitment_of_the_page_and_opens_it(governor: Reader) -> None:
    governor.open("/")
    governor.page.locator("body").focus()
    for _ in range(40):
        governor.page.keyboard.press("Tab")
        focused = governor.page.evaluate(
            "main => { const e = document.activeElement, href = e.getAttribute('href') || '';"
            " return main.contains(e) && href.startsWith('/komitmen?kode=') ? href : ''; }",
            governor.main.element_handle(),
        )
        if focused:
            break
    assert focused
    outline = governor.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    governor.page.keyboard.press("Enter")
    expect(governor.main.locator(".gb-head nav")).to_contain_text(
        focused.rpartition("=")[2], timeout=PATIENCE
    )


@pytest.mark.slow
def test_two_agencies_at_once_never_see_each_others_drafts(reader: Callable[..., Reader]) -> None:
    readers = {account: reader(account) for account in DRAFTS}
    for _ in range(2):
        for account, agency in readers.items():
            for owner, (code, sentence) in DRAFTS.items():
                agency.open(f"/komitmen?kode={code}")
                box = agency.main.locator(".gb-draft")
                expect(box).to_have_count(1 if owner == account else 0)
                assert (sentence in agency.main.inner_text()) == (owner == account)


def test_a_refusal_is_recorded_with_the_page_that_was_asked_for(
    reader: Callable[..., Reader], served_folder: Path
) -> None:
    reader("dinkes").open("/jejak")
    engine = build(sqlite_url(served_folder))
    with engine.connect() as connection:
        query = select(AuditRecord.screen).where(
            AuditRecord.event == Event.ACCESS_REFUSED, AuditRecord.actor == "dinkes"
        )
        assert set(connection.execute(query).scalars()) == {"/jejak"}
    engine.dispose()


def test_a_session_revoked_meanwhile_ends_at_the_next_click(
    reader: Callable[..., Reader], served_folder: Path
) -> None:
    """Also at one on the menu's entry for the page that is open, which asks for what is new."""
    someone = reader("dinsos").open("/")
    engine = build(sqlite_url(served_folder))
    with engine.begin() as connection:
        theirs = select(User.id).where(User.username == "dinsos")
        connection.execute(
            update(UserSession)
            .where(UserSession.user_id.in_(theirs))
            .values(revoked_at=UserSession.created_at)
        )
    engine.dispose()
    someone.page.locator('[data-testid="stSidebar"]').get_by_role("link", name="Ringkasan").click()
    _says_that_it_ended(someone)
    assert someone.page.locator(".gb-table, .gb-figures").count() == 0
    back = someone.page.get_by_role("link", name="Masuk kembali")
    sign_in = someone.page.get_by_role("heading", name="Masuk", exact=True)
    expect(back.or_(sign_in).first).to_be_visible(timeout=PATIENCE)
    if not sign_in.is_visible():  # it may have led there by itself
        back.click()
    expect(sign_in).to_be_visible(timeout=PATIENCE)


ENDING: dict[str, tuple[Command[Any, Any], Callable[[str], object]]] = {
    "disabled": (close_account, lambda name: CloseAccount(name, 0, REASON)),
    "moved": (
        change_account,
        lambda name: ChangeAccount(name, 0, "Penghubung uji", Role.AGENCY, "dinsos", REASON),
    ),
    "reset": (renew_link, lambda name: RenewLink(name, 0, REASON)),
    "demoted": (
        change_account,
        lambda name: ChangeAccount(name, 0, "Penghubung uji", Role.VERIFIER, "polda-ntt", REASON),
    ),
}
"""What an administrator may do to somebody who sits before an open screen."""


def test_whoever_is_disabled_moved_reset_or_demoted_before_an_open_screen_acts_no_more(
    reader: Callable[..., Reader], served_folder: Path
) -> None:
    """Over the line that is open: the next act is refused, and what stood on the screen is gone."""
    engine = build(sqlite_url(served_folder))
    with filling(engine) as session:
        for how in ENDING:
            user(session, username=f"uji.{how}", agency="polda-ntt", is_demo=True)
        admin = actor_named(session.connection(), "admin")
    for how, (command, request) in ENDING.items():
        someone = reader(f"uji.{how}").open("/akun")
        expect(someone.main.get_by_role("table", name="Sesi yang masih terbuka")).to_be_visible()
        run(Sender(engine, admin, fixed_clock(MORNING)), command, request(f"uji.{how}"))
        someone.main.get_by_role("button", name="Keluar dari semua perangkat").click()
        _says_that_it_ended(someone, how)
        expect(someone.main.get_by_role("table")).to_have_count(0)
        someone.close()
    engine.dispose()


def test_signing_out_everywhere_ends_the_other_browser_too(reader: Callable[..., Reader]) -> None:
    desk, elsewhere = reader("kejati").open("/akun"), reader("kejati").open("/")
    desk.main.get_by_role("button", name="Keluar dari semua perangkat").click()
    _says_that_it_ended(desk)
    elsewhere.main.get_by_role("link", name="Buka matriks lengkap").click()
    _says_that_it_ended(elsewhere)
    elsewhere.page.goto("/komitmen")
    expect(elsewhere.page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible(timeout=PATIENCE)


def test_the_account_page_lists_both_browsers_of_one_account(reader: Callable[..., Reader]) -> None:
    reader("bp3mi").open("/")
    second = reader("bp3mi").open("/akun")
    rows = second.main.get_by_role("table", name="Sesi yang masih terbuka").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(second.main.get_by_text("perangkat ini")).to_have_count(1)
