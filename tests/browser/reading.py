"""A reader at a browser: signed in, every request and complaint remembered, patient until all is drawn."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    FrameLocator,
    Locator,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.browser.need_chromium import chromium_path
from tests.browser.serving import Server

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The cable is out: no name leads anywhere. A route of Playwright would switch the cache off as well.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
SHORT_LIVED = "--js-flags=--no-opt --no-maglev"
"""For pages that live for seconds: what is compiled once more, to run faster, is thrown away with them."""

PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)  # a busy machine is no fault of the code
DESK, TABLET, PHONE = (1440, 900), (768, 1024), (390, 844)
HALF_A_DESK = (640, 800)
"""What a window of 1280 pixels has left at 200 %."""

APP = '[data-testid="stApp"]'
MAIN = '[data-testid="stMain"]'
CONNECTED = f'{APP}[data-test-connection-state="CONNECTED"]'
SETTLED = f'{CONNECTED}[data-test-script-state="notRunning"]'
UNFINISHED = '[data-testid="stSkeleton"], [data-stale="true"]'

_HARMLESS = re.compile(r"Unrecognized feature|both allow-scripts and allow-same-origin")
"""What Chromium warns about every frame of a Streamlit component, whoever serves it."""


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*QUIET, *more])
        try:
            yield browser
        finally:
            browser.close()


class Reader:
    """One browser profile with one page."""

    def __init__(
        self,
        browser: Browser,
        server: Server,
        account: str | None,
        *,
        size: tuple[int, int] = DESK,
    ) -> None:
        width, height = size
        self.server = server
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height},
            locale="id-ID",
            timezone_id="Asia/Makassar",
            base_url=server.url,
            is_mobile=size == PHONE,
            has_touch=size == PHONE,
        )
        self.requests: list[str] = []
        self.failed: list[str] = []
        self.refused: list[str] = []
        self.complaints: list[str] = []
        if account:
            self.sign_in(account)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def sign_in(self, account: str) -> None:
        """As the button of a sample account does, without waiting for the page behind it."""
        answer = self.context.request.post(
            "/masuk/contoh",
            form={"akun": account, "lanjut": "/"},
            headers={"Origin": self.server.url},
            max_redirects=0,
        )
        assert answer.status == 303, f"{account}: {answer.status} {answer.text()[:300]}"
        assert "ntt_sid" in {cookie["name"] for cookie in self.context.cookies()}

    def _is_ours(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in {"data", "blob", "about"} or parts.netloc == urlsplit(self.server.url).netloc

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _failed(self, request: Request) -> None:
        self.failed.append(f"{request.failure}: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.refused.append(f"{response.status}: {response.url}")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _HARMLESS.search(message.text):
            self.complaints.append(message.text)

    @property
    def outside(self) -> list[str]:
        """Requests to any host but ours."""
        return [url for url in self.requests if not self._is_ours(url)]

    @property
    def main(self) -> Locator:
        return self.page.locator(MAIN)

    @property
    def title(self) -> Locator:
        return self.main.locator("h1")

    @property
    def address(self) -> str:
        return self.page.url.removeprefix(self.server.url)

    def begin_anew(self) -> None:
        """Forget what was asked for and complained about; what still loads is the page left behind."""
        self.page.goto("about:blank")
        for remembered in (self.requests, self.failed, self.refused, self.complaints):
            remembered.clear()

    def open(self, address: str) -> Reader:
        self.page.goto(address)
        self.settle()
        return self

    def resize(self, size: tuple[int, int]) -> None:
        width, height = size
        if self.page.viewport_size != {"width": width, "height": height}:
            self.page.set_viewport_size({"width": width, "height": height})
            self.settle()
            self._until_frames_have_heard(width)

    def _until_frames_have_heard(self, width: int) -> None:
        """A map's frame, and what is in it, hear of a new size one after the other; who asks then judges."""
        for _ in range(40):
            if int(self.main.evaluate("main => main.scrollWidth")) <= width:
                return
            self.page.wait_for_timeout(50)

    def settle(self) -> None:
        """Until the script has run, nothing is stale or still loading, and a map is drawn."""
        # Not wait_for_function: it evaluates text, and the content policy forbids just that.
        expect(self.page.locator(SETTLED)).to_be_attached(timeout=PATIENCE)
        expect(self.title).to_have_count(1, timeout=PATIENCE)
        expect(self.page.locator(UNFINISHED)).to_have_count(0, timeout=PATIENCE)
        self._until_no_map_is_being_drawn()
        chart = self.main.locator('[data-testid="stVegaLiteChart"]')
        if chart.count():
            expect(chart.locator("canvas, svg").first).to_be_visible(timeout=PATIENCE)
        self.page.evaluate("() => document.fonts.ready.then(() => true)")

    def _until_no_map_is_being_drawn(self) -> None:
        """The map may also go meanwhile, with the page that was left."""
        frame, drawn = self.page.locator(f"{MAIN} iframe"), self.map.locator("#map_div[data-drawn]")
        deadline = time.monotonic() + PATIENCE / 1_000
        while frame.count() and not drawn.count():
            assert time.monotonic() < deadline, "the map was never drawn"
            self.page.wait_for_timeout(50)

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator(f"{MAIN} iframe")

    def close(self) -> None:
        self.context.close()
