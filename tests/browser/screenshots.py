"""Pictures of every screen for every role at three sizes, at the moment the sample story tells of.

``python -m tests.browser.screenshots`` writes ``var/screenshots/<role>/<size>/<screen>.png``;
``--docs`` adds the few that stand in ``docs/images/``. ``--roles``, ``--screens`` and ``--sizes`` choose.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from db.settings import ROOT
from domain.access.permissions import Role
from tests.browser.reading import Reader, chromium
from tests.browser.screens import SCREENS
from tests.browser.serving import Server, served
from tests.factories import ACCOUNTS

TARGET = ROOT / "var" / "screenshots"
IN_DOCS = ROOT / "docs" / "images"

SIZES = {"1920x1080": (1920, 1080), "1440x900": (1440, 900), "390x844": (390, 844)}

SIGN_IN = "masuk"
"""The one screen before signing in; the same for everybody."""

DOCS = ("ringkasan", "peta-malaka", "angka", "komitmen")
DOCS_SIZE = "1440x900"
LARGEST_IN_DOCS = 250_000

TALLEST = 6_000


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    started, count = time.monotonic(), 0
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as server,
        chromium() as browser,
    ):
        if options.docs:
            count += docs(browser, server)
        else:
            for role in options.roles:
                for size in options.sizes:
                    count += series(browser, server, role, size, options.screens)
    target = IN_DOCS if options.docs else TARGET
    print(f"{count} pictures in {target.relative_to(ROOT)}/ after {time.monotonic() - started:.0f} s.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description=__doc__)
    screens = [SIGN_IN, *SCREENS]
    parser.add_argument(
        "--roles", nargs="+", type=Role, choices=list(Role), default=list(Role), metavar="ROLE"
    )
    parser.add_argument("--screens", nargs="+", choices=screens, default=screens, metavar="SCREEN")
    parser.add_argument("--sizes", nargs="+", choices=list(SIZES), default=list(SIZES), metavar="SIZE")
    parser.add_argument("--docs", action="store_true", help="only the few of docs/images/")
    return parser


def series(browser: Browser, server: Server, role: Role, size: str, screens: Sequence[str]) -> int:
    """All screens of one role at one size, in one browser profile."""
    folder = TARGET / role.value / size
    folder.mkdir(parents=True, exist_ok=True)
    if SIGN_IN in screens:
        outside = Reader(browser, server, None, size=SIZES[size])
        outside.page.goto("/masuk")
        outside.page.evaluate("() => document.fonts.ready.then(() => true)")
        outside.page.screenshot(path=folder / f"{SIGN_IN}.png", full_page=True, animations="disabled")
        outside.close()
    reader = Reader(browser, server, ACCOUNTS[role], size=SIZES[size])
    for name in screens:
        if name in SCREENS:
            whole(reader, SCREENS[name], folder / f"{name}.png", SIZES[size])
    reader.close()
    return len(screens)


def whole(reader: Reader, address: str, file: Path, size: tuple[int, int]) -> None:
    """The full height of the content: Streamlit scrolls inside the page, so the window grows to it."""
    width, height = size
    reader.open(address)
    content = reader.main.evaluate("main => main.scrollHeight")
    if content > height:
        reader.page.set_viewport_size({"width": width, "height": min(content, TALLEST)})
        reader.settle()
    reader.page.screenshot(path=file, animations="disabled")
    if content > height:
        reader.page.set_viewport_size({"width": width, "height": height})


def docs(browser: Browser, server: Server) -> int:
    """What a reader of the documentation sees first: one window, without what lies below it."""
    IN_DOCS.mkdir(parents=True, exist_ok=True)
    reader = Reader(browser, server, ACCOUNTS[Role.GOVERNOR_OFFICE], size=SIZES[DOCS_SIZE])
    for name in DOCS:
        file = IN_DOCS / f"{name.partition('-')[0]}.png"
        reader.open(SCREENS[name])
        reader.page.screenshot(path=file, animations="disabled")
        _slim(file)
    reader.close()
    return len(DOCS)


def _slim(file: Path) -> None:
    """A picture of a page has few colours; 256 of them are a third of the bytes."""
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)
    size = file.stat().st_size
    if size > LARGEST_IN_DOCS:
        raise SystemExit(f"{file.name} has {size} bytes; {LARGEST_IN_DOCS} is the most for docs/images.")


if __name__ == "__main__":
    sys.exit(main())
