"""The map in a real browser: every area, the switch of level, and the click that opens the panel."""

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Locator, expect

from tests.browser.reading import PATIENCE, PHONE, TABLET, Reader


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


def _slide(reader: Reader, key: str) -> None:
    reader.main.get_by_role("slider", name="Periode").focus()
    reader.page.keyboard.press(key)


def _until_drawn(reader: Reader, act: Callable[[], None]) -> None:
    """Acts, and waits until the map has drawn what follows from it."""
    drawn = reader.map.locator("#map_div")
    before = drawn.get_attribute("data-drawn") or ""
    act()
    expect(drawn).not_to_have_attribute("data-drawn", before, timeout=PATIENCE)
    reader.settle()


class Wire:
    """Messages of the server that carry something for the map to draw."""

    def __init__(self, reader: Reader) -> None:
        self.sizes: list[int] = []
        reader.page.on("websocket", lambda socket: socket.on("framereceived", self._hear))

    def _hear(self, frame: str | bytes) -> None:
        content = frame if isinstance(frame, bytes) else frame.encode()
        if b"regionLayer.show" in content:
            self.sizes.append(len(content))


MOST_FOR_A_CHANGE = 12 * 1024


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
    governor.open("/peta?lapisan=kasus-death_abroad")
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


def test_the_search_opens_from_within_the_map(governor: Reader) -> None:
    governor.open("/peta")
    _malaka(governor).focus()
    governor.page.keyboard.press("Control+k")
    expect(governor.page.get_by_role("dialog", name="Cari")).to_be_visible()


def test_each_state_of_an_area_is_told_in_words(governor: Reader) -> None:
    governor.open("/peta")
    names = _areas(governor).evaluate_all("found => found.map(e => e.getAttribute('aria-label'))")
    assert len([name for name in names if "0 orang, diturunkan" in name]) == 5
    assert len([name for name in names if "orang)" in name or "orang, diturunkan)" in name]) == 18
    assert len([name for name in names if "belum cukup data" in name]) == 4
    assert len([name for name in names if name.endswith("titik panas pasti")]) == 4


def test_a_hotspot_is_outlined_by_how_sure_it_is(governor: Reader) -> None:
    governor.open("/peta?lapisan=kasus-deportation")
    outlines = governor.map.locator(".leaflet-outlines-pane path")
    expect(outlines).to_have_count(2)
    names = _areas(governor).evaluate_all("found => found.map(e => e.getAttribute('aria-label'))")
    words = [name.partition("menonjol ")[2].partition(",")[0] for name in names if "menonjol " in name]
    assert sorted(words) == ["condong", "pasti"]
    dashes = outlines.evaluate_all("found => found.map(e => e.getAttribute('stroke-dasharray'))")
    assert sorted(bool(each) for each in dashes) == [False, True]


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


def test_a_higher_screen_gives_its_room_to_the_map(governor: Reader) -> None:
    frame = governor.open("/peta").main.locator("iframe")
    expect(frame).to_have_js_property("clientHeight", 400)
    governor.resize((1920, 1080))
    expect(frame).to_have_js_property("clientHeight", 580)
    box = frame.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 1080


def test_paper_shows_malaka_within_the_frame_under_the_headline_that_names_it(governor: Reader) -> None:
    governor.open("/peta")
    expect(_areas(governor)).to_have_count(22)
    governor.page.emulate_media(media="print")
    try:
        paper = governor.main.locator(".st-key-map-side iframe").bounding_box()
        malaka = _malaka(governor).bounding_box()
        assert paper is not None
        assert malaka is not None
        assert paper["x"] <= malaka["x"]
        assert malaka["x"] + malaka["width"] <= paper["x"] + paper["width"]
        assert malaka["y"] + malaka["height"] <= paper["y"] + paper["height"]
        expect(governor.main.get_by_text("Klik peta")).to_be_hidden()
    finally:
        governor.page.emulate_media(media="screen")


def test_the_small_map_leads_to_a_region(governor: Reader) -> None:
    governor.open("/")
    governor.main.locator('.gb-spot[href="/wilayah?kode=53.21"]').click()
    expect(governor.title).to_have_text("Kabupaten Malaka", timeout=PATIENCE)
    assert governor.address == "/wilayah?kode=53.21"


REGISTER = "/peta?lapisan=kasus-death_abroad&wilayah=53.21"


def test_measure_period_and_comparison_redraw_one_frame_within_their_bytes(governor: Reader) -> None:
    """Nothing is built anew, and nothing uncompressed is larger than the budget for the wire."""
    wire = Wire(governor)
    governor.open(REGISTER)
    _mark_the_frame(governor)
    wire.sizes.clear()
    for measure in ("Jumlah", "Kelas", "Laju mentah", "Laju disesuaikan"):
        _until_drawn(governor, partial(_choose, governor, "ukuran", measure))
    _until_drawn(governor, lambda: _slide(governor, "ArrowLeft"))
    assert "periode=2025-01-01..2025-12-31" in governor.address
    governor.main.get_by_role("combobox", name="Bandingkan dengan").scroll_into_view_if_needed()
    _until_drawn(governor, lambda: _select(governor, "Bandingkan dengan", "2026"))
    expect(governor.map.locator("#map_div2 path.region-area")).to_have_count(22)
    expect(governor.title).to_contain_text("Laju Malaka naik menjadi")
    _until_drawn(governor, lambda: _choose(governor, "tingkat", "Kecamatan"))
    expect(_areas(governor)).to_have_count(2 * 315)
    assert _is_the_same_frame(governor)
    assert governor.main.locator("iframe").count() == 1
    assert len(wire.sizes) >= 7
    assert max(wire.sizes) <= MOST_FOR_A_CHANGE


def test_the_way_down_to_a_kecamatan_stays_in_one_frame_and_in_the_address(governor: Reader) -> None:
    governor.open(REGISTER)
    _mark_the_frame(governor)
    _until_drawn(
        governor,
        lambda: governor.main.locator(".gb-panel").get_by_role("link", name="Lihat kecamatannya").click(),
    )
    expect(_areas(governor)).to_have_count(315)
    kobalima = governor.map.locator('path.region-area[data-code="53.21.11"]')
    _until_drawn(governor, kobalima.click)
    expect(governor.main.locator(".gb-panel h2")).to_have_text("Kobalima", timeout=PATIENCE)
    assert "wilayah=53.21.11" in governor.address
    assert _is_the_same_frame(governor)
    governor.page.reload()
    governor.settle()
    expect(governor.main.locator(".gb-panel h2")).to_have_text("Kobalima")
    trail = governor.main.get_by_role("navigation", name="Letak halaman")
    trail.get_by_role("link", name="Malaka").click()
    expect(governor.main.locator(".gb-panel h2")).to_have_text("Pilih wilayah", timeout=PATIENCE)


def test_a_cluster_is_a_ring_with_the_number_of_its_row(governor: Reader) -> None:
    governor.open("/peta?lapisan=kasus-death_abroad&tampil=klaster,rute,titik")
    expect(governor.map.locator(".region-number")).to_have_text(["1"])
    expect(governor.main.locator(".gb-clusters li")).to_contain_text("Kobalima")
    assert governor.map.locator(".region-arrow").count() > 0
    assert governor.map.locator('.leaflet-marks-pane [aria-label^="PLBN"]').count() == 4


def test_to_an_agency_a_cluster_has_no_place_on_the_map(reader: Callable[..., Reader]) -> None:
    agency = reader("polda").open("/peta?lapisan=kasus-death_abroad&tampil=klaster")
    expect(agency.main.get_by_text("Tidak ada klaster yang dapat diumumkan bagi peran Anda")).to_be_visible()
    expect(agency.map.locator(".region-number")).to_have_count(0)


def test_on_a_phone_the_panel_follows_the_map_and_nothing_is_wider_than_the_page(
    reader: Callable[..., Reader],
) -> None:
    phone = reader(size=PHONE).open(f"{REGISTER}&banding=2024-01-01..2024-12-31&tampil=rute")
    places = [phone.main.locator(css).first.bounding_box() for css in ("iframe", ".gb-panel", ".gb-legend")]
    heights = [place["y"] for place in places if place]
    assert len(heights) == 3
    assert heights == sorted(heights)
    assert phone.main.evaluate("main => main.scrollWidth <= main.clientWidth")


def test_on_a_tablet_the_key_stands_below_its_map_before_the_places(reader: Callable[..., Reader]) -> None:
    tablet = reader(size=TABLET).open("/peta")
    places = [tablet.main.locator(css).first.bounding_box() for css in ("iframe", ".gb-legend", ".gb-panel")]
    heights = [place["y"] for place in places if place]
    assert len(heights) == 3
    assert heights == sorted(heights)
