"""A PDF looked into object by object: what would run, send, fetch or carry something is not taken."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pikepdf.settings

from db.evidence.links import is_safe_link
from domain.commitments.evidence import LARGEST_INFLATED

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
MOST_IN_A_ROW = 100
MOST_PARTS = 500_000
"""Beyond that many dictionaries and lists a file is not looked into further, and not taken."""


pikepdf.settings.set_qpdf_limits(
    flate_max_memory=LARGEST_INFLATED,
    png_max_memory=LARGEST_INFLATED,
    run_length_max_memory=LARGEST_INFLATED,
    tiff_max_memory=LARGEST_INFLATED,
)
_NOT_UNPACKED = "error decoding stream data"
"""What is said of objects that could not be read, and that another program may read."""


_TOO_LARGE = ("memory limit", "bad_alloc")


_END = re.compile(rb"%%EOF\r?\n?")
MOST_CHANGES = 100


class Active(Exception):
    """Something in it does more than to be looked at."""


class NotRead(Exception):
    """What it keeps packed is damaged."""


class UnpacksTooFar(Exception):
    """What it keeps packed was not read to the end."""


def earlier(content: bytes) -> Iterator[bytes]:
    """The file as it was before each change that was added to its end: who looks at what was signed opens it.

    Raises NotRead where there are more than anybody makes.
    """
    ends = [found.end() for found in _END.finditer(content)]
    if len(ends) > MOST_CHANGES:
        raise NotRead(f"{len(ends)} changes")
    yield from (content[:end] for end in ends[:-1])


def look_into(document: pikepdf.Pdf) -> None:
    """Raise Active if any object does more than to be looked at, whether or not a page leads to it, and
    UnpacksTooFar or NotRead if some cannot be known."""
    _refuse_opening(document.Root)
    _refuse_base(document.Root)
    for count, part in enumerate(_parts(document)):
        if count > MOST_PARTS:
            raise Active("too many parts")
        if isinstance(part, pikepdf.Stream) and "/F" in part:
            raise Active("content from another file")
        if isinstance(part, _NAMED):
            _refuse(part)
    unread = [told for each in document.get_warnings() if _NOT_UNPACKED in (told := str(each))]
    if unread:
        raise UnpacksTooFar if any(sign in told for told in unread for sign in _TOO_LARGE) else NotRead


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
    if _word(part, "/FS") == "/URL" or _names_a_file(part.get("/Ref")):
        raise Active("it fetches a file")
    if act in _ACTS or (act == "/Thread" and "/F" in part):
        raise Active(act)
    triggers = part.get("/AA")
    if isinstance(triggers, pikepdf.Dictionary):
        for key in triggers.keys():  # noqa: SIM118 - a PDF's dictionary yields no keys
            if "/URI" in _steps(triggers[key]):
                raise Active("it calls a page when one is seen")
    if act == "/URI" and not is_safe_link(str(part.get("/URI"))):
        raise Active("a link that opens no page")


def _word(part: Any, key: str) -> str:
    """A name as it reads, also where the file keeps it elsewhere and only points to it."""
    found = part.get(key)
    return str(found) if isinstance(found, pikepdf.Name) else ""


def _names_a_file(reference: Any) -> bool:
    """A page of another file drawn in this one; what the structure of a document calls so is a list."""
    return isinstance(reference, pikepdf.Dictionary) and "/F" in reference


def _refuse_opening(root: Any) -> None:
    """A link may be followed by who reads; nothing is followed by opening the file."""
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and set(_steps(opening)) != {"/GoTo"}:
        raise Active("it acts when it is opened")


def _refuse_base(root: Any) -> None:
    """Where links lead that begin in the middle."""
    base = root.get("/URI")
    if isinstance(base, pikepdf.Dictionary) and "/Base" in base and not is_safe_link(str(base["/Base"])):
        raise Active("links that open no page")


def _steps(action: Any) -> Iterator[str]:
    """What an action does, and whatever is to follow it."""
    waiting = [action]
    for _ in range(MOST_IN_A_ROW):
        if not waiting:
            return
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += list(each)
        elif isinstance(each, pikepdf.Dictionary):
            yield _word(each, "/S")
            waiting += [each["/Next"]] if "/Next" in each else []
    raise Active("too many steps")
