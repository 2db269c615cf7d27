"""Every screen between a phone and a desk, and on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reading import Reader
from tests.browser.screens import SCREENS
from tests.browser.serving import Server

TABLET = (768, 1024)
HALF_A_DESK = (640, 800)
"""What a window of 1280 pixels has left at 200 %."""

MENU = "[data-testid='stSidebar']:visible, [data-testid='stHeader']:visible"
SIDEWAYS = "main => main.scrollWidth - main.clientWidth"
TO_PRESS = (
    ":is(a, button).gb-button:visible, [data-testid='stButton']:visible, "
    "[data-testid='stFormSubmitButton']:visible, [data-testid='stDownloadButton']:visible"
)


@pytest.fixture(scope="module")
def tablet(window: Browser, server: Server) -> Iterator[Reader]:
    reader = Reader(window, server, "gubernur.kantor", size=TABLET)
    yield reader
    reader.close()


# One load serves all that is asked of a screen.
@pytest.fixture(scope="module", params=SCREENS)
def screen(tablet: Reader, request: pytest.FixtureRequest) -> Reader:
    return tablet.open(SCREENS[request.param])


@pytest.mark.parametrize("size", [TABLET, HALF_A_DESK], ids=["tablet", "half-a-desk"])
def test_a_page_need_not_be_moved_sideways(screen: Reader, size: tuple[int, int]) -> None:
    screen.page.set_viewport_size({"width": size[0], "height": size[1]})
    screen.settle()
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    for _ in range(20):  # fields and maps follow a new width a little later
        if screen.main.evaluate(SIDEWAYS) <= 0:
            break
        screen.page.wait_for_timeout(100)
    assert screen.main.evaluate(SIDEWAYS) <= 0


def test_paper_shows_the_finding_without_menu_and_buttons(screen: Reader) -> None:
    screen.page.emulate_media(media="print")
    try:
        expect(screen.title).to_be_visible()
        assert screen.page.locator(MENU).count() == 0
        assert screen.main.locator(TO_PRESS).all_inner_texts() == []
    finally:
        screen.page.emulate_media(media="screen")


def test_a_list_for_decision_keeps_its_owners_on_a_tablet(tablet: Reader) -> None:
    tablet.page.set_viewport_size({"width": TABLET[0], "height": TABLET[1]})
    tablet.open("/")
    rows = tablet.main.locator(".gb-attention li")
    assert rows.count() > 0
    for row in rows.all():
        boxes = [row.locator(each).bounding_box() for each in (".gb-why", ".gb-owner", ".gb-days")]
        why, owner, days = (box for box in boxes if box is not None)
        assert owner["width"] > 0
        assert why["x"] + why["width"] <= owner["x"]
        assert owner["x"] + owner["width"] <= days["x"]
