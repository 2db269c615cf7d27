"""A head of agency's phone on a weak link: taps, seconds and bytes from sign-in to receipt.

``python -m tests.browser.phone`` prints the figures; the tests only look at what happens.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, expect

from tests import samples
from tests.browser.reading import chromium
from tests.browser.serving import Server, served

PATIENCE = 60_000
WEAK = {"latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
"""400 kbit/s and 400 ms, as a phone in Malaka has it."""

AGENT = (
    "Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36"
)


class Phone:
    """A browser that counts taps and bytes."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.context = browser.new_context(
            viewport={"width": 390, "height": 844},
            is_mobile=True,
            has_touch=True,
            user_agent=AGENT,
            locale="id-ID",
            device_scale_factor=2,
        )
        self.server = server
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.taps = 0
        self.taps_to_sign_in = 0
        self.down = 0
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self._devtools: CDPSession = self.context.new_cdp_session(self.page)
        self._devtools.send("Network.enable")
        self._devtools.on("Network.loadingFinished", self._received)
        self._devtools.on("Network.webSocketFrameReceived", self._frame)

    def _received(self, event: dict[str, Any]) -> None:
        self.down += event["encodedDataLength"]

    def _frame(self, event: dict[str, Any]) -> None:
        self.down += len(event["response"]["payloadData"])

    def weaken(self, *, offline: bool = False) -> None:
        self._devtools.send("Network.emulateNetworkConditions", {"offline": offline, **WEAK})

    def tap(self, selector: str) -> None:
        self.taps += 1
        self.page.locator(selector).first.tap()

    def sign_in(self, account: str, onward: str = "/") -> None:
        self.page.goto(
            f"{self.server.url}/masuk?lanjut={onward}" if onward != "/" else f"{self.server.url}/masuk"
        )
        button = f'button[name="akun"][value="{account}"]'
        fold = self.page.locator("summary").first
        if not self.page.locator(button).first.is_visible():
            self.taps += 1
            fold.tap()
        self.tap(button)

    def wait(self, selector: str) -> None:
        self.page.locator(selector).first.wait_for(timeout=PATIENCE)

    @property
    def sentence(self) -> str:
        return self.page.locator("[name=sentence]").input_value()

    def type(self, text: str) -> None:
        self.taps += 1
        self.page.locator("[name=sentence]").tap()
        self.page.keyboard.type(text, delay=8)

    def expect_status(self, text: str) -> None:
        expect(self.page.locator("[data-status]")).to_contain_text(text, timeout=PATIENCE)

    def close(self) -> None:
        self.context.close()


@contextmanager
def phone(browser: Browser, server: Server) -> Iterator[Phone]:
    held = Phone(browser, server)
    try:
        yield held
    finally:
        held.close()


ITEM = '.gb-item a.gb-button[href*="K-15"]'
SENTENCE = "Perdes dua desa di Kobalima sudah bernomor."


def warm_up(held: Phone) -> None:
    """An earlier visit on the same phone: what is kept for long is in the cache afterwards."""
    held.sign_in("dpmd")
    held.wait(ITEM)
    held.page.locator(ITEM).first.click()
    held.wait("[name=sentence]")
    held.page.goto(f"{held.server.url}/keluar")
    held.page.locator("form[action='/keluar'] button").click()
    held.page.wait_for_url("**/masuk")
    held.taps = held.down = 0


def report(held: Phone, photo: Path) -> dict[str, float]:
    """From the sign-in page to the receipt, with one photo of twelve megapixels."""
    held.page.goto(f"{held.server.url}/masuk")
    held.weaken()
    began = time.monotonic()
    held.sign_in("dpmd")
    held.wait(ITEM)
    usable = time.monotonic()
    held.taps_to_sign_in, held.taps = held.taps, 0
    held.tap(ITEM)
    held.wait("[name=sentence]")
    opened = time.monotonic()
    held.tap('[data-step="1"]')
    held.page.locator("[name=sentence]").fill("")
    held.type(SENTENCE)
    with held.page.expect_file_chooser() as chooser:
        held.tap("label.gb-pick")
    chosen = time.monotonic()
    chooser.value.set_files(photo)
    held.page.locator(".gb-proof", has_text=photo.stem).wait_for(timeout=PATIENCE)
    uploaded = time.monotonic()
    held.tap(".gb-send [type=submit]")
    held.wait(".gb-receipt")
    received = time.monotonic()
    return {
        "usable": usable - began,
        "form": opened - usable,
        "photo": uploaded - chosen,
        "sent": received - uploaded,
        "all": received - began,
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as server, chromium() as browser:
        picture = Path(name) / "foto-kegiatan.jpg"
        picture.write_bytes(samples.photo())
        with phone(browser, server) as held:
            warm_up(held)
            seconds = report(held, picture)
            sys.stdout.write(
                f"taps {held.taps} from the list to the receipt, {held.taps_to_sign_in} to choose "
                f"a sample account; kilobytes down {held.down / 1024:.0f}; "
                f"photo of {picture.stat().st_size / 1024:.0f} KB\n"
                + "".join(f"{step:8} {value:6.1f} s\n" for step, value in seconds.items())
            )


if __name__ == "__main__":
    main()
