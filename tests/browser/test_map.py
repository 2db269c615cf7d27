"""The map in a real browser: every area, the switch of level, and the click that opens the panel."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.reading import PATIENCE, PHONE, Reader


@pytest.fixture
def governor(reader: Callable[..., Reader]) -> Reader:
    return reader()


def _areas(reader: Reader) -> Locator:
    return reader.map.locator("path.region-area")


def _malaka(reader: Reader) -> Locator:
    return reader.map.locator('path.region-area[aria-label^="Malaka:"]')


def _choose(reader: Reader, group: str, option: str) -> None:
    reader.main.locator(f".st-key-{group}").get_by_role("radio", name=option, exact=True).or_(
        reader.main.locator(f".st-key-{group}").get_by_role("button", name=option, exact=True)
    ).click()


def _select(reader: Reader, label: str, option: str) -> None:
    box = reader.main.get_by_role("combobox", name=label)
    box.click()
    reader.page.get_by_role("option", name=option, exact=True).click()


def _mark_the_frame(reader: Reader) -> None:
    reader.map.locator("#map_div").evaluate("() => { window.stillTheSame = true; }")


def _is_the_same_frame(reader: Reader) -> bool:
    return bool(reader.map.locator("#map_div").evaluate("() => window.stillTheSame === true"))


def test_the_map_draws_22_kabupaten_and_says_what_its_borders_are_not(governor: Reader) -> None:
    governor.open("/peta")
    expect(_areas(governor)).to_have_count(22)
    expect(governor.map.get_by_text("bukan acuan hukum")).to_be_visible()
    expect(governor.map.get_by_text("Batas perkiraan")).to_have_count(0)


def test_the_switch_to_kecamatan_draws_315_without_a_new_frame(governor: Reader) -> None:
    governor.open("/peta")
    expect(_areas(governor)).to_have_count(22)
    _mark_the_frame(governor)
    _choose(governor, "tingkat", "Kecamatan")
    expect(_areas(governor)).to_have_count(315, timeout=PATIENCE)
    expect(governor.map.get_by_text("Batas perkiraan, bukan acuan hukum")).to_be_visible()
    assert _is_the_same_frame(governor)
    assert "tingkat=district" in governor.address


def test_a_click_on_malaka_opens_its_panel_with_number_and_source(governor: Reader) -> None:
    governor.open("/peta")
    _mark_the_frame(governor)
    _malaka(governor).click()
    panel = governor.main.locator(".gb-panel")
    expect(panel.get_by_role("heading", name="Malaka")).to_be_visible(timeout=PATIENCE)
    expect(panel).to_contain_text("25 orang")
    expect(panel).to_contain_text("https://")
    governor.settle()
    assert "wilayah=53.21" in governor.address
    assert _is_the_same_frame(governor)
    expect(_malaka(governor)).to_have_attribute("aria-pressed", "true")


def test_a_reload_keeps_the_chosen_region(governor: Reader) -> None:
    governor.open("/peta")
    _malaka(governor).click()
    expect(governor.main.locator(".gb-panel h2")).to_have_text("Malaka", timeout=PATIENCE)
    governor.page.reload()
    governor.settle()
    expect(governor.main.locator(".gb-panel h2")).to_have_text("Malaka")
    expect(_malaka(governor)).to_have_attribute("aria-pressed", "true")


def test_another_layer_recolours_the_same_frame_and_stands_in_the_address(governor: Reader) -> None:
    governor.open("/peta?wilayah=53.21")
    before = _malaka(governor).get_attribute("aria-label")
    _mark_the_frame(governor)
    _select(governor, "Lapisan", "Register kasus: Deportasi")
    expect(_malaka(governor)).not_to_have_attribute("aria-label", before or "", timeout=PATIENCE)
    governor.settle()
    assert "lapisan=kasus-deportation" in governor.address
    assert "wilayah=53.21" in governor.address
    assert _is_the_same_frame(governor)
    expect(governor.main.locator(".gb-panel h2")).to_have_text("Malaka")


def test_closing_the_panel_lets_go_of_the_region(governor: Reader) -> None:
    governor.open("/peta?wilayah=53.21")
    governor.main.locator(".gb-panel").get_by_role("link", name="Tutup").click()
    expect(governor.main.get_by_role("heading", name="Pilih wilayah")).to_be_visible(timeout=PATIENCE)
    governor.settle()
    assert "wilayah" not in governor.address
    expect(_malaka(governor)).to_have_attribute("aria-pressed", "false")


def test_an_area_is_reached_and_chosen_with_the_keyboard(governor: Reader) -> None:
    governor.open("/peta")
    _malaka(governor).focus()
    governor.page.keyboard.press("Enter")
    expect(governor.main.locator(".gb-panel h2")).to_have_text("Malaka", timeout=PATIENCE)


def test_each_state_of_an_area_is_told_in_words(governor: Reader) -> None:
    governor.open("/peta")
    names = _areas(governor).evaluate_all("found => found.map(e => e.getAttribute('aria-label'))")
    assert len([name for name in names if name.endswith(": tidak disebut")]) == 5
    assert len([name for name in names if "orang)" in name]) == 17


def test_an_agency_sees_every_kecamatan_hidden(reader: Callable[..., Reader]) -> None:
    agency = reader("polda").open("/peta?lapisan=kasus-death_abroad&tingkat=district")
    expect(_areas(agency)).to_have_count(315)
    names = _areas(agency).evaluate_all("found => found.map(e => e.getAttribute('aria-label'))")
    assert {name.rpartition(": ")[2] for name in names} == {"disembunyikan"}


def test_the_map_on_a_phone_is_as_wide_as_the_page(reader: Callable[..., Reader]) -> None:
    phone = reader(size=PHONE).open("/peta")
    box = phone.main.locator("iframe").bounding_box()
    assert box is not None
    assert 330 <= box["width"] <= PHONE[0]
    assert 200 <= box["height"] <= 400


def test_the_small_map_leads_to_a_region(governor: Reader) -> None:
    governor.open("/")
    governor.main.locator('.gb-spot[href="/wilayah?kode=53.21"]').click()
    expect(governor.title).to_have_text("Kabupaten Malaka", timeout=PATIENCE)
    assert governor.address == "/wilayah?kode=53.21"
