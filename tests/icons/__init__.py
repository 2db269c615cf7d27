"""The icon font, cut to the icons that our screens and Streamlit's own parts draw: ``make icons``."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import streamlit

from db.settings import ROOT

STREAMLIT = Path(streamlit.__file__).parent
MEDIA = STREAMLIT / "static" / "static" / "media"
HERE = ROOT / "tests" / "icons"
FONT = ROOT / "static" / "fonts" / "material-symbols-rounded.woff2"
EVERY, CUT = HERE / "every.txt", HERE / "cut.txt"
"""All names that Streamlit's font knows, below the name of its file, and those that ours does."""

ROOMS = ("components", "domain", "pages", "server", "static", "views")
OUT_OF = ROOT / "domain" / "imports"
"""Full of the words of files, and of no icon."""
_QUOTED = re.compile(r"[\"'`]([a-z0-9_]+)[\"'`]")
_NAMED = re.compile(r":material/([a-z0-9_]+):")


def theirs() -> Path:
    (found,) = MEDIA.glob("MaterialSymbols-Rounded.*.woff2")
    return found


def listed(file: Path) -> list[str]:
    return file.read_text("utf-8").split()


def drawn(every: Iterable[str]) -> set[str]:
    """Whatever may be an icon: each word of ours in quotes that names one, and each that Streamlit names."""
    return set(every) & {*_ours(), *_streamlits()}


def _ours() -> Iterator[str]:
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*")):
            if file.suffix in {".py", ".html", ".js"} and not file.is_relative_to(OUT_OF):
                text = file.read_text("utf-8")
                yield from _QUOTED.findall(text)
                yield from _NAMED.findall(text)


def _streamlits() -> Iterator[str]:
    for file in (*STREAMLIT.rglob("*.py"), *(STREAMLIT / "static").rglob("*.js")):
        yield from _NAMED.findall(file.read_text("utf-8"))
