"""A pair of hands before a screen: what they click and type is counted, and the page is waited for.

What a person would need for the same is estimated by the keystroke-level model (Card, Moran and Newell,
1983): to point and click 1.2 s, to press a key 0.28 s, to make up one's mind before a field or a button
1.35 s. Time spent reading papers or asking colleagues is in none of it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from playwright.sync_api import Locator, TimeoutError, expect

from tests.browser.reading import PATIENCE, SETTLED, UNFINISHED, Reader

POINT, KEY, THINK = 1.2, 0.28, 1.35
_STARTS_WITHIN = 150
"""Milliseconds in which Streamlit has begun to run what a click asked for."""


_TRIES, _SOON = 4, 8_000
"""How often a list is opened, and how many milliseconds it is waited for each time."""


@dataclass
class Tally:
    """What one step cost."""

    name: str
    clicks: int = 0
    fields: int = 0
    keys: int = 0
    seconds: float = 0.0

    @property
    def by_hand(self) -> float:
        """Seconds that a practised person needs, the answers of the screens included."""
        mind = THINK * (self.clicks + self.fields)
        return self.clicks * POINT + self.keys * KEY + mind + self.seconds


class Tallies:
    """The steps of a day; what is done outside a step is counted nowhere."""

    def __init__(self) -> None:
        self.all: list[Tally] = []
        self._now = Tally("")

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        before, self._now = self._now, Tally(name)
        began = time.monotonic()
        try:
            yield
        finally:
            self._now.seconds = time.monotonic() - began
            self.all.append(self._now)
            self._now = before

    def click(self) -> None:
        self._now.clicks += 1

    def typed(self, text: str) -> None:
        self._now.fields += 1
        self._now.keys += len(text)

    def pasted(self) -> None:
        self._now.fields += 1
        self._now.keys += 2

    def table(self) -> str:
        head = f"{'langkah':<58}{'klik':>7}{'isian':>8}{'tombol':>8}{'detik':>9}{'orang, menit':>15}"
        rows = [_row(each) for each in self.all]
        total = Tally("jumlah")
        for each in self.all:
            total.clicks += each.clicks
            total.fields += each.fields
            total.keys += each.keys
            total.seconds += each.seconds
        return "\n".join([head, "-" * len(head), *rows, "-" * len(head), _row(total)])


def _row(each: Tally) -> str:
    return (
        f"{each.name:<58}{each.clicks:>7}{each.fields:>8}{each.keys:>8}"
        f"{each.seconds:>9.1f}{each.by_hand / 60:>15.1f}"
    )


class Hand:
    """One officer at one browser."""

    def __init__(self, reader: Reader, tallies: Tallies) -> None:
        self.reader = reader
        self.page = reader.page
        self._tallies = tallies
        self.within: Locator | None = None
        """Narrows where fields and buttons are looked for, while several look alike."""

    @property
    def main(self) -> Locator:
        return self.within if self.within is not None else self.reader.main

    @contextmanager
    def inside(self, place: Locator) -> Iterator[None]:
        before, self.within = self.within, place
        try:
            yield
        finally:
            self.within = before

    # Where one is

    def settle(self) -> None:
        self.page.wait_for_timeout(_STARTS_WITHIN)
        expect(self.page.locator(SETTLED)).to_be_attached(timeout=PATIENCE)
        expect(self.page.locator(UNFINISHED)).to_have_count(0, timeout=PATIENCE)

    def sign_in(self, username: str, password: str) -> None:
        self.page.goto("/masuk")
        self._fill(self.page.get_by_label("Nama pengguna", exact=True), username)
        self._fill(self.page.get_by_label("Kata sandi", exact=True), password)
        self._click(self.page.get_by_role("button", name="Masuk", exact=True))
        self.reader.settle()

    def menu(self, name: str) -> None:
        """By the menu at the left, as everybody moves; on a phone it is folded away."""
        sidebar = self.page.locator('[data-testid="stSidebar"]')
        folded = self.page.locator('[data-testid="stExpandSidebarButton"]')
        if folded.is_visible():
            self._click(folded)
        self._click(sidebar.get_by_role("link", name=name, exact=True))
        self.settle()
        self.reader.settle()

    def follow(self, name: str | re.Pattern[str], *, first: bool = False) -> None:
        link = self.main.get_by_role("link", name=name, exact=isinstance(name, str))
        self._click(link.first if first else link)
        self.settle()
        self.reader.settle()

    def follow_to(self, address: str) -> None:
        """The first link whose address begins so, whatever it is called."""
        self._click(self.main.locator(f'a[href^="{address}"]').first)
        self.settle()
        self.reader.settle()

    # What one does there

    def press(self, name: str | re.Pattern[str]) -> None:
        self._click(self.main.get_by_role("button", name=name, exact=isinstance(name, str)))
        self.settle()

    def press_first(self, name: str) -> None:
        self._click(self.main.get_by_role("button", name=name, exact=True).first)
        self.settle()

    def press_anywhere(self, name: str) -> None:
        """Also in what lies above the page."""
        self._click(self.page.get_by_role("button", name=name, exact=True))
        self.settle()

    def unfold(self, name: str | re.Pattern[str]) -> None:
        """Stays as it is where it was unfolded before."""
        self.settle()
        fold = self.main.locator("details").filter(has=self.page.locator("summary", has_text=name))
        if fold.get_attribute("open") is None:
            self._click(fold.locator("summary"))
            self.page.wait_for_timeout(250)

    def write(self, label: str, text: str) -> None:
        """Into a field, and on to the next one."""
        self._write(self.main.get_by_label(label, exact=True), text)

    def _write(self, box: Locator, text: str) -> None:
        self._fill(box, text)
        box.press("Tab")
        self.settle()

    def paste(self, label: str, text: str) -> None:
        box = self.main.get_by_label(label, exact=True)
        box.fill(text)
        self._tallies.click()
        self._tallies.pasted()
        box.press("Control+Enter")
        self.settle()

    def write_first(self, label: str, text: str) -> None:
        """Where a label stands more than once on the page."""
        self._write(self.main.get_by_label(label, exact=True).first, text)

    def write_last(self, label: str, text: str) -> None:
        self._write(self.main.get_by_label(label, exact=True).last, text)

    def jot(self, label: str, text: str) -> None:
        """Into a field of a form that outlives the session: nothing runs on the server meanwhile."""
        self._fill(self.main.get_by_label(label), text)

    def jot_in(self, box: Locator, text: str) -> None:
        self._fill(box, text)

    def on_paper(self, label: str, text: str) -> None:
        """Into a page without Streamlit."""
        self._fill(self.page.get_by_label(label, exact=True), text)

    def on_paper_press(self, name: str) -> None:
        self._click(self.page.get_by_role("button", name=name, exact=True))

    def choose(self, label: str, option: str, *, typed: str = "") -> None:
        """From a drop-down; with ``typed``, after so many letters of what is looked for."""
        self._choose(self.main.get_by_role("combobox", name=label, exact=True), option, typed)

    def choose_first(self, label: str, option: str, *, typed: str = "") -> None:
        """Where a label stands more than once on the page."""
        self._choose(self.main.get_by_role("combobox", name=label, exact=True).first, option, typed)

    def _choose(self, box: Locator, option: str, typed: str = "") -> None:
        """An answer of the server that comes late closes the list again; then it is opened once more."""
        choice = self.page.get_by_role("option", name=option, exact=True)
        for _ in range(_TRIES):
            self._click(box)
            if typed:
                self._fill(box, typed)
            with suppress(TimeoutError):
                choice.click(timeout=_SOON)
                break
            self.page.keyboard.press("Escape")
        else:
            raise AssertionError(f"“{option}” was never offered")
        self._tallies.click()
        self.settle()

    def choose_several(self, label: str, options: list[str]) -> None:
        box = self.main.get_by_role("combobox", name=label, exact=True)
        for option in options:
            self._choose(box, option)
        self.page.keyboard.press("Tab")

    def day(self, label: str, day: str) -> None:
        """A date typed as ``23/11/2026``: its digits move on by themselves."""
        # The browser's own word for the first part, in the language that it has for it.
        part = re.compile(rf"(day|tanggal), {re.escape(label)}")
        self._click(self.main.get_by_role("spinbutton", name=part).first)
        digits = day.replace("/", "")
        self.page.keyboard.type(digits)
        self._tallies.typed(digits)
        self.page.keyboard.press("Escape")
        self.settle()

    def pick(self, option: str | re.Pattern[str]) -> None:
        """One of a row of choices or radio buttons."""
        exact = isinstance(option, str)
        offered = self.main.get_by_role("radio", name=option, exact=exact).or_(
            self.main.get_by_role("button", name=option, exact=exact)
        )
        self._click(offered.first, force=True)
        self.settle()

    def tick(self, label: str) -> None:
        self._click(self.main.get_by_text(label, exact=True))
        self.settle()

    # What one reads

    def reads(self, text: str | re.Pattern[str]) -> None:
        """That it stands on the screen."""
        expect(self.reader.main).to_contain_text(text, timeout=PATIENCE)

    def receipt(self, text: str | re.Pattern[str]) -> None:
        expect(self.reader.main.locator(".gb-receipt").first).to_contain_text(text, timeout=PATIENCE)

    def refusal(self, text: str | re.Pattern[str]) -> None:
        expect(self.reader.main.locator(".gb-refusal").first).to_contain_text(text, timeout=PATIENCE)

    @property
    def headline(self) -> str:
        return self.reader.title.inner_text()

    # The two things hands can do

    def _click(self, what: Locator, *, force: bool = False) -> None:
        what.click(force=force)
        self._tallies.click()

    def _fill(self, box: Locator, text: str) -> None:
        box.click()
        self._tallies.click()
        box.fill(text)
        self._tallies.typed(text)
