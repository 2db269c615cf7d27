"""A page whose websocket is refused says after ten seconds why it stays grey, and what to do."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.reading import Reader

NOTICE = "#belum-tersambung"
STREAM = "**/_stcore/stream"


def test_a_refused_websocket_is_explained(
    reader: Callable[..., Reader],
) -> None:
    governor = reader()
    governor.page.route_web_socket(STREAM, lambda socket: socket.close())
    governor.page.goto("/")
    notice = governor.page.locator(NOTICE)
    expect(notice).to_contain_text("WebSocket", timeout=30_000)
    expect(notice).to_contain_text(governor.server.url.removeprefix("http://"))
    expect(notice.get_by_role("button", name="Muat ulang")).to_be_visible()


def test_a_page_that_connects_says_nothing(reader: Callable[..., Reader]) -> None:
    governor = reader().open("/")
    governor.page.wait_for_timeout(11_000)
    expect(governor.page.locator(NOTICE)).to_have_count(0)
