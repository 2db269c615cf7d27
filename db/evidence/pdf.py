"""A PDF looked into object by object: what would run, send, fetch or carry something is not taken."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from db.evidence.links import is_safe_link

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
_NAMED = (pikepdf.Dictionary, pikepdf.Stream)
_HOLDERS = (*_NAMED, pikepdf.Array)
MOST_PARTS = 500_000
"""Beyond that many dictionaries and lists a file is not looked into further, and not taken."""


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
        if isinstance(part, _NAMED):
            _refuse(part)


def _parts(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every object of the file and all that stands inside it; what it points to comes by itself."""
    waiting: list[Any] = list(document.objects)
    while waiting:
        part = waiting.pop()
        yield part
        inner: list[Any] = []
        if isinstance(part, _NAMED):
            inner = [part[key] for key in part.keys()]  # noqa: SIM118 - a PDF's dictionary yields no keys
        elif isinstance(part, pikepdf.Array):
            inner = list(part)
        waiting += [each for each in inner if isinstance(each, _HOLDERS) and not each.is_indirect]


def _refuse(part: Any) -> None:
    keys = set(part.keys())
    if keys & _FORBIDDEN_KEYS:
        raise Active(", ".join(sorted(keys & _FORBIDDEN_KEYS)))
    kind, act = _word(part, "/Subtype"), _word(part, "/S")
    if _word(part, "/Type") == "/EmbeddedFile" or kind in _CARRIERS:
        raise Active("it carries another file")
    if _word(part, "/Type") == "/Filespec" and _word(part, "/FS") == "/URL":
        raise Active("it fetches a file")
    if act in _ACTS:
        raise Active(act)
    if act == "/URI" and not is_safe_link(str(part.get("/URI"))):
        raise Active("a link that opens no page")


def _word(part: Any, key: str) -> str:
    """A name as it reads, also where the file keeps it elsewhere and only points to it."""
    found = part.get(key)
    return str(found) if isinstance(found, pikepdf.Name) else ""


def _refuse_opening(root: Any) -> None:
    """A link may be followed by who reads; nothing is followed by opening the file."""
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo":
        raise Active("it acts when it is opened")
