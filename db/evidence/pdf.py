"""A PDF looked into object by object: what would run, send, fetch or carry something is not taken."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pikepdf

_ACTS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
        "/GoTo3DView",
    }
)
"""Actions that run, send, or open another file."""
_CARRIERS = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
"""Annotations that carry something which is no page."""
_FORBIDDEN_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"})
_SAFE_LINKS = frozenset({"http", "https", "mailto", "tel"})
MOST_PARTS = 2_000_000
"""Beyond that many values a file is not looked into further, and not taken."""


class Active(Exception):
    """Something in it does more than to be looked at."""


def look_into(document: pikepdf.Pdf) -> None:
    """Raise Active if any object does more than to be looked at, whether or not a page leads to it."""
    _refuse_opening(document.Root)
    for count, part in enumerate(_parts(document)):
        if count > MOST_PARTS:
            raise Active("too many parts")
        if isinstance(part, pikepdf.Stream) and "/F" in part:
            raise Active("content from another file")
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            _refuse(part)


def _parts(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every object of the file and all that stands inside it; what it points to comes by itself."""
    waiting: list[Any] = list(document.objects)
    while waiting:
        part = waiting.pop()
        yield part
        inner: list[Any] = []
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            inner = [part[key] for key in part.keys()]  # noqa: SIM118 - a PDF's dictionary yields no keys
        elif isinstance(part, pikepdf.Array):
            inner = list(part)
        waiting += [each for each in inner if isinstance(each, pikepdf.Object) and not each.is_indirect]


def _refuse(part: Any) -> None:
    keys = set(part.keys())
    if keys & _FORBIDDEN_KEYS:
        raise Active(", ".join(sorted(keys & _FORBIDDEN_KEYS)))
    if part.get("/Type") == "/EmbeddedFile" or part.get("/Subtype") in _CARRIERS:
        raise Active("it carries another file")
    if part.get("/Type") == "/Filespec" and part.get("/FS") == "/URL":
        raise Active("it fetches a file")
    if part.get("/S") in _ACTS:
        raise Active(str(part.get("/S")))
    if part.get("/S") == "/URI" and not _is_safe_link(part.get("/URI")):
        raise Active("a link that opens no page")


def _refuse_opening(root: Any) -> None:
    """A link may be followed by who reads; nothing is followed by opening the file."""
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo":
        raise Active("it acts when it is opened")


def _is_safe_link(address: Any) -> bool:
    try:
        return urlsplit(str(address)).scheme.lower() in {*_SAFE_LINKS, ""}
    except ValueError:
        return False
