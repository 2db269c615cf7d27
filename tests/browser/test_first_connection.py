"""A page whose websocket is refused says after ten seconds why it stays grey, and what to do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect
from sqlalchemy import select

from db.engine import build, reading
from db.models import ProgressReport
from domain.commitments.health import ReportState
from tests.browser.phone import Phone, phone
from tests.browser.reading import Reader
from tests.browser.serving import Server, sqlite_url

NOTICE = "#belum-tersambung"
STREAM = "**/_stcore/stream"
SCRIPT = "**/forms/alone.js*"
AFTER_TEN_SECONDS = 10_500


@pytest.fixture
def held(window: Browser, own_server: Server) -> Iterator[Phone]:
    """A phone in a network that refuses every websocket."""
    with phone(window, own_server) as ready:
        ready.page.route_web_socket("**/*", lambda socket: socket.close())
        yield ready


def test_a_refused_websocket_is_explained(
    reader: Callable[..., Reader],
) -> None:
    governor = reader()
    governor.page.route_web_socket(STREAM, lambda socket: socket.close())
    governor.page.clock.install()
    governor.page.goto("/")
    governor.page.clock.run_for(AFTER_TEN_SECONDS)
    notice = governor.page.locator(NOTICE)
    expect(notice).to_contain_text("WebSocket")
    expect(notice).to_contain_text(governor.server.url.removeprefix("http://"))
    expect(notice.get_by_role("button", name="Muat ulang")).to_be_visible()


def test_a_report_is_sent_where_no_websocket_comes_through(held: Phone, own_folder: Path) -> None:
    held.page.clock.install()
    held.sign_in("dpmd", "/instansi%3Flapor=K-16%26titik=2026-B09")
    held.page.wait_for_url("**/instansi**")
    held.page.clock.run_for(AFTER_TEN_SECONDS)
    late: list[Route] = []

    def arrive_late(route: Route) -> None:
        late.append(route)

    held.page.route(SCRIPT, arrive_late)
    held.page.locator(NOTICE).get_by_role("link", name="Isi laporan tanpa sambungan langsung").tap()
    held.page.clock.resume()
    value, wrong = held.page.locator("[name=value]"), held.page.locator('.gb-wrong[data-for="value"]')
    value.fill("76")
    held.page.locator("[name=sentence]").fill("Tujuh puluh enam desa.")
    held.tap(".gb-send [type=submit]")
    assert "sentence" not in held.page.url
    late[0].continue_()
    held.expect_status("Draf tersimpan")
    held.tap(".gb-send [type=submit]")
    expect(wrong).to_contain_text("melebihi target")
    held.tap("[data-sure]")
    expect(held.page.locator(".gb-receipt")).to_be_visible()
    engine = build(sqlite_url(own_folder))
    with reading(engine) as connection:
        sent = select(ProgressReport.claimed_value).where(
            ProgressReport.sentence == "Tujuh puluh enam desa.",
            ProgressReport.state == ReportState.SUBMITTED,
        )
        assert list(connection.scalars(sent)) == [76.0]
    engine.dispose()
    held.page.locator(".gb-way a").last.tap()
    expect(held.page.locator(".gb-form, .gb-plain-list")).to_be_visible()
    assert "/lapor" in held.page.url
    assert held.errors == []


def test_a_page_that_connects_says_nothing(reader: Callable[..., Reader]) -> None:
    governor = reader()
    governor.page.clock.install()
    governor.open("/")
    governor.page.clock.run_for(AFTER_TEN_SECONDS)
    expect(governor.page.locator(NOTICE)).to_have_count(0)
