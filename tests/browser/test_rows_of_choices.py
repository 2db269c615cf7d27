"""On a phone the choices above a list stand in one row, and the list begins in the first screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.browser.reading import DESK, PHONE, Reader

POLICE = "polda"


def box(part: Locator) -> FloatRect:
    found = part.bounding_box()
    assert found is not None
    return found


def row(reader: Reader, name: str) -> Locator:
    return reader.main.get_by_role("navigation", name=name, exact=True)


def test_the_first_task_stands_in_the_first_screen_of_a_phone(reader: Callable[..., Reader]) -> None:
    phone = reader(POLICE, size=PHONE).open("/tugas")
    first = box(phone.main.locator(".gb-table tbody tr").first)
    assert first["y"] + first["height"] <= PHONE[1]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/tugas?saring=semua", "Saringan"),
        ("/tugas?tampilan=eskalasi", "Tampilan"),
        ("/komitmen?tampilan=triwulan", "Tampilan"),
        ("/angka?saring=ditarik", "Saringan"),
    ],
)
def test_what_is_chosen_is_in_view_on_a_phone(reader: Callable[..., Reader], address: str, name: str) -> None:
    phone = reader(POLICE, size=PHONE).open(address)
    expect(row(phone, name).locator("[aria-current]")).to_be_in_viewport(ratio=1)


def test_what_is_chosen_stays_in_view_when_a_phone_is_turned(reader: Callable[..., Reader]) -> None:
    held = reader(POLICE, size=DESK).open("/tugas?saring=semua")
    held.resize(PHONE)
    expect(row(held, "Saringan").locator("[aria-current]")).to_be_in_viewport(ratio=1)


def test_the_keyboard_goes_through_a_row_and_on_from_what_it_chose(reader: Callable[..., Reader]) -> None:
    phone = reader(POLICE, size=PHONE).open("/tugas")
    views = row(phone, "Tampilan")
    views.get_by_role("link", name="Daftar").focus()
    for _ in range(5):
        phone.page.keyboard.press("Tab")
    last = views.get_by_role("link", name="Tangga eskalasi")
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport(ratio=1)
    phone.page.keyboard.press("Enter")
    expect(views.locator("[aria-current]")).to_have_text("Tangga eskalasi")
    expect(last).to_be_focused()


def test_files_of_a_list_are_folded_on_a_phone_and_in_sight_on_a_desk(reader: Callable[..., Reader]) -> None:
    held = reader(POLICE, size=PHONE).open("/tugas")
    paper, fold = held.main.get_by_role("link", name="Cetak matriks"), held.main.locator(".gb-take summary")
    expect(paper).to_be_hidden()
    fold.press("Enter")
    expect(paper).to_be_visible()
    expect(held.main.get_by_role("button", name="Unduh matriks")).to_be_visible()
    fold.press("Enter")
    held.resize(DESK)
    expect(paper).to_be_visible()
    expect(fold).to_be_hidden()


def test_deliveries_that_wait_come_before_the_form_on_a_phone(reader: Callable[..., Reader]) -> None:
    phone = reader("sekretariat", size=PHONE).open("/impor")
    waiting = phone.main.get_by_role("heading", name="Kiriman terakhir")
    assert box(waiting)["y"] < box(phone.main.get_by_role("heading", name="Kirim berkas"))["y"]
    phone.close()
    phone = reader("admin", size=PHONE).open("/impor")
    none = phone.main.get_by_role("heading", name="Kiriman terakhir")
    assert box(none)["y"] > box(phone.main.get_by_role("heading", name="Kirim berkas"))["y"]


def test_ways_beside_what_narrows_a_list_are_as_high_as_it(reader: Callable[..., Reader]) -> None:
    desk = reader("kasus.polda").open("/kasus")
    heights = [box(each)["height"] for each in desk.main.locator(".st-key-filters .gb-way a").all()]
    assert heights
    assert max(heights) <= 40


def test_what_an_account_may_do_is_one_press_away(reader: Callable[..., Reader]) -> None:
    held = reader(POLICE).open("/akun")
    act = held.main.get_by_text("Melaporkan komitmen instansi sendiri", exact=True)
    expect(act).to_be_hidden()
    held.main.get_by_text("Yang boleh dilakukan akun ini").press("Enter")
    expect(act).to_be_visible()
