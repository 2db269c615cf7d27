"""Every way from a page to another, and back: ``python -m tests.bench.links`` prints what does not lead back.

Three readers begin at every screen they may see and follow every link they find: a desk of the governor's
office, a verifier's desk, and an agency's phone. Two links of one kind, between two kinds of pages, are one
pair; ``/tugas?kode=`` is one kind, whatever task. Each pair is followed once: the link is scrolled into
sight, pressed, and Back has to lead to the very address, page and place that were left. What was tried is
kept in ``var/bench/``. The results of the search are left out, since they stand there only as long as one
types.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Error

from db.settings import ROOT
from domain.addresses import Page
from tests.browser.reading import PHONE, Reader, chromium
from tests.browser.screens import SCREENS
from tests.browser.serving import served

READERS = {"gubernur.kantor": (1440, 700), "polda": PHONE, "inspektorat": (1440, 700)}
"""Who walks, and on what screen: low ones, so that there is something to scroll."""

NEAR = 40
"""Pixels: what came later may stand a line higher or lower."""

KINDS_OF_A_SCREEN = 14
"""Of one path, so that no screen with many filters eats the others."""

WAIT = 8.0
DRAWN_WITHIN = 4.0
REFUSED = frozenset({"Tidak ditemukan", "Halaman ini di luar wewenang Anda", ""})
_TELLING = frozenset({"tampilan", "saring", "bagian", "asal", "langkah", "baru", "cara"})
"""Parameters whose value makes another kind of page; of the others it is enough that they are there."""

_LINKS = """main => [...main.querySelectorAll('a[href^="/"]')]
  .map((anchor, number) => ({ anchor, number }))
  .filter(({ anchor }) => anchor.checkVisibility() && anchor.getClientRects().length && !anchor.target)
  .filter(({ anchor }) => !anchor.hasAttribute("download"))
  .map(({ anchor, number }) => ({ number, to: anchor.getAttribute("href"),
                                  kind: anchor.className.split(" ")[0] || anchor.tagName }))"""
_MENU = """() => [...document.querySelectorAll('[data-testid="stSidebarNavLink"]')]
  .map((anchor, number) => ({ number, to: new URL(anchor.href).pathname, kind: "menu" }))"""
_INTO_SIGHT = """(main, number) => {
  main.dispatchEvent(new WheelEvent("wheel", { bubbles: true })); // a reader's own move: the way back lets go
  const anchor = main.querySelectorAll('a[href^="/"]')[number];
  anchor.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
}"""
_PRESS = """(main, [kind, number]) => {
  const links = kind === "menu"
    ? document.querySelectorAll('[data-testid="stSidebarNavLink"]') : main.querySelectorAll('a[href^="/"]');
  links[number].click();
}"""
_TOP = "main => Math.round(main.scrollTop)"
_HALFWAY = """main => {
  main.dispatchEvent(new WheelEvent("wheel", { bubbles: true }));
  main.scrollTo(0, main.scrollHeight / 2);
}"""


@dataclass(frozen=True)
class Link:
    number: int
    to: str
    kind: str


@dataclass(frozen=True)
class Pair:
    """A link that was followed, and what was wrong with it, if anything."""

    left: str
    to: str
    kind: str
    top: int
    wrong: str | None


def kind_of(address: str) -> str:
    """Two tasks are one kind of page, a list and a task are two."""
    parts = urlsplit(address)
    named = sorted(f"{name}={value}" if name in _TELLING else name for name, value in parse_qsl(parts.query))
    return f"{parts.path}?{'&'.join(named)}" if named else parts.path


def is_screen(address: str) -> bool:
    """And not the search, which opens over the page that one is on."""
    return urlsplit(address).path in set(Page) - {Page.SEARCH}


class Walk:
    """One reader's way over all links."""

    def __init__(self, reader: Reader, *, say: Callable[[Pair], None] = lambda _: None) -> None:
        self.reader, self.say = reader, say
        self.pairs: list[Pair] = []
        self._followed: set[tuple[str, str, str]] = set()

    @property
    def wrong(self) -> list[str]:
        return [f"{each.left} ({each.kind} to {each.to}): {each.wrong}" for each in self.pairs if each.wrong]

    def everywhere(self, starts: Iterable[str], *, most: int | None = None) -> None:
        waiting = deque(starts)
        known = {kind_of(start) for start in waiting}
        kinds = Counter(urlsplit(each).path for each in known)
        while waiting and not self._is_enough(most):
            for link in self.of_a_page(waiting.popleft(), most=most):
                path, kind = urlsplit(link.to).path, kind_of(link.to)
                if kind not in known and kinds[path] < KINDS_OF_A_SCREEN:
                    known.add(kind)
                    kinds[path] += 1
                    waiting.append(link.to)

    def of_a_page(self, address: str, *, most: int | None = None) -> list[Link]:
        """Follow what was not followed yet of this page; returns all that it offers."""
        try:
            self.reader.open(address)
        except (Error, AssertionError) as error:
            self.pairs.append(Pair(address, address, "opening", 0, str(error).split("\n")[0]))
            return []
        if self._title() in REFUSED:
            return []
        address = self.reader.address  # a page keeps no parameter that only said what led there
        links = self._links()
        for link in links:
            pair = (kind_of(address), kind_of(link.to), link.kind)
            if link.to != address and pair not in self._followed and not self._is_enough(most):
                self._followed.add(pair)
                self.there_and_back(address, link)
        return links

    def follow(self, address: str, kind: str, to: str) -> None:
        """One link of a page: of this kind, leading to where this begins."""
        if self.reader.address != address:
            self.reader.open(address)
        [link, *_] = [each for each in self._links() if each.kind == kind and each.to.startswith(to)]
        self.there_and_back(address, link)

    def there_and_back(self, address: str, link: Link) -> None:
        top, wrong = 0, None
        try:
            title, shown = self._title(), self._shown()
            top = self._stand_at(link)
            wrong = self._what_is_wrong(address, link, title, top)
            # Under one title the page that is left still stands for a moment. What was read may be gone.
            self._until(lambda: wrong is not None or self._shown() == shown, DRAWN_WITHIN)
        except (Error, AssertionError) as error:
            wrong = str(error).split("\n")[0]
        self.pairs.append(Pair(address, link.to, link.kind, top, wrong))
        self.say(self.pairs[-1])
        if wrong:
            with suppress(Error, AssertionError):  # the next pair of this page says so
                self.reader.open(address)

    def _what_is_wrong(self, address: str, link: Link, title: str, top: int) -> str | None:
        page, main = self.reader.page, self.reader.main
        main.evaluate(_PRESS, [link.kind, link.number])
        if not self._until(lambda: self.reader.address != address):
            return "does not leave"
        self.reader.settle()
        self._until(lambda: link.kind == "menu" or self._title() != title, 1.0)
        if self._title() in REFUSED:
            return f"leads to {self._title()!r}"
        if not self._is_at(link.to):
            return f"leads to {self.reader.address}"
        page.go_back()
        if not self._until(lambda: self.reader.address == address):
            return f"Back leads to {self.reader.address}"
        self.reader.settle()
        if not self._until(lambda: self._title() == title):
            return f"Back shows {self._title()!r} instead of {title!r}"
        if not self._until(lambda: abs(int(main.evaluate(_TOP)) - top) <= NEAR):
            return f"left at {top}, Back shows {main.evaluate(_TOP)}"
        return None

    def _stand_at(self, link: Link) -> int:
        """Where the link is in sight; of the menu's, which always are, halfway down."""
        main = self.reader.main
        if link.kind == "menu":
            main.evaluate(_HALFWAY)
        else:
            main.evaluate(_INTO_SIGHT, link.number)
        self.reader.page.wait_for_timeout(100)  # scripts that follow the place hear of it in the next frame
        return int(main.evaluate(_TOP))

    def _is_at(self, asked: str) -> bool:
        """A page may say more of itself in its address than the link did, or say it in another order."""
        here, there = urlsplit(self.reader.address), urlsplit(asked)
        return here.path == there.path

    def _links(self) -> list[Link]:
        """One of each kind, and one way of the menu, another from each page."""
        found: dict[tuple[str, str], Link] = {}
        for each in self.reader.main.evaluate(_LINKS):
            link = Link(**each)
            if is_screen(link.to):
                found.setdefault((kind_of(link.to), link.kind), link)
        menu = [Link(**each) for each in self.reader.page.evaluate(_MENU)]
        elsewhere = [link for link in menu if link.to != urlsplit(self.reader.address).path]
        return [*found.values(), elsewhere[len(self.pairs) % len(elsewhere)]]

    def _shown(self) -> list[str]:
        return [each["to"] for each in self.reader.main.evaluate(_LINKS)]

    def _title(self) -> str:
        return re.sub(r"\s+", " ", self.reader.title.first.inner_text()).strip()

    def _until(self, holds: Callable[[], bool], seconds: float = WAIT) -> bool:
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                return False
            self.reader.page.wait_for_timeout(50)
        return True

    def _is_enough(self, most: int | None) -> bool:
        return most is not None and len(self.pairs) >= most


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.links", description=__doc__)
    parser.add_argument("--as", dest="accounts", nargs="+", choices=READERS, default=list(READERS))
    parser.add_argument("--from", dest="starts", nargs="+", default=list(SCREENS.values()))
    parser.add_argument("--most", type=int, help="pairs for each reader")
    options = parser.parse_args(arguments)
    walked: dict[str, list[Pair]] = {}
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as server, chromium() as browser:
        for account in options.accounts:
            reader = Reader(browser, server, account, size=READERS[account])
            walk = Walk(reader, say=told)
            walk.everywhere(options.starts, most=options.most)
            reader.close()
            walked[account] = walk.pairs
    keep(walked)
    for account, pairs in walked.items():
        print(f"{account}: {len(pairs)} pairs, {sum(each.wrong is not None for each in pairs)} wrong")
    return 1 if any(each.wrong for pairs in walked.values() for each in pairs) else 0


def told(pair: Pair) -> None:
    print(f"{pair.wrong or 'ok'} | {pair.left} at {pair.top} | {pair.kind} | {pair.to}", flush=True)


def keep(walked: dict[str, list[Pair]]) -> None:
    file = ROOT / "var" / "bench" / f"links-{datetime.now(UTC):%Y-%m-%d}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = {account: [asdict(each) for each in pairs] for account, pairs in walked.items()}
    file.write_text(json.dumps(rows, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
