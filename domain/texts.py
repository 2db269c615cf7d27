"""What people type or paste, made one way before anything is kept, and refused where no paper can draw it.

Composed letters (NFC), one kind of line break, no control characters and none that cannot be seen. So a
text that was accepted is the same text on every screen and paper that carries it.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from domain.access.errors import RuleBroken
from domain.drawable import RANGES

Kept = TypeVar("Kept")

_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
"""Word and old systems break lines with these."""

_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Spaces of every width are one space."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0d\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
"""What leaves no mark but changes what stands around it: control, direction, joins, tags."""

_JOINERS = "\u200d\ufe0e\ufe0f"
"""Unseen too, but they hold an emoji together."""

_STARTS = [first for first, _ in RANGES]
_AROUND = 12


class NotDrawable(RuleBroken):
    """A character that no font of ours has, so that the minutes could not be printed."""


class Foreign:
    """``Annotated[str, Foreign()]``: nobody typed this here; what cannot be drawn in it is left out."""


def normalised(text: str) -> str:
    """The same text as it is kept."""
    text = _BREAKS.sub("\n", text)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _SPACES.sub(" ", text)))


def is_drawable(character: str) -> bool:
    if character == "\n" or character in _JOINERS:
        return True
    place = bisect_right(_STARTS, ord(character)) - 1
    return place >= 0 and ord(character) <= RANGES[place][1]


def refuse_undrawable(text: str) -> None:
    """Raise for the first character that no paper can show, with the words around it."""
    for place, character in enumerate(text):
        if not is_drawable(character):
            shown = character if character.isprintable() else "□"
            around = "".join(
                c if c.isprintable() else " " for c in text[max(0, place - _AROUND) : place + _AROUND]
            ).strip()
            raise NotDrawable(
                f"Tanda “{shown}” (U+{ord(character):04X}) pada “{around}” tidak dapat dicetak pada notulen "
                "dan surat. Hapus atau tulis dengan kata, lalu kirim lagi; isian lain tetap ada."
            )


def drawable(text: str) -> str:
    """Without what cannot be drawn: for names that a device gave, not a person."""
    return text.translate({ord(each): " " for each in set(text) if not is_drawable(each)})


def printable(text: str) -> str:
    """For papers: what was kept before texts were normalised shows a box where it cannot be drawn."""
    kept = normalised(text)
    return kept.translate({ord(each): "□" for each in set(kept) if not is_drawable(each)})


def normalised_request(request: Kept, *, is_draft: bool = False) -> Kept:
    """A request with all its texts as they are kept; a draft may still hold what is refused later."""
    found: Kept = _normalised_value(request, is_draft)
    return found


def _normalised_value(value: Any, is_draft: bool) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        text = normalised(value)
        if not is_draft:
            refuse_undrawable(text)
        return text
    if isinstance(value, list | tuple):
        return type(value)(_normalised_value(each, is_draft) for each in value)
    if isinstance(value, Mapping):
        return {name: _normalised_value(each, is_draft) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _normalised_dataclass(value, is_draft)
    return value


def _normalised_dataclass(value: Any, is_draft: bool) -> Any:
    changed = {}
    for each in fields(value):
        if not each.init or not each.repr:
            continue  # a secret is not ours to change
        before = getattr(value, each.name)
        foreign = isinstance(before, str) and each.name in _foreign_fields(value.__class__)
        after = drawable(normalised(before)) if foreign else _normalised_value(before, is_draft)
        if after is not before:
            changed[each.name] = after
    return replace(value, **changed) if changed else value


@cache
def _foreign_fields(kind: type) -> frozenset[str]:
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(each.name for each in _fields(kind) if _is_foreign(hints[each.name]))


def _fields(kind: Any) -> tuple[Field[Any], ...]:
    return fields(kind)


def _is_foreign(hint: Any) -> bool:
    return get_origin(hint) is Annotated and any(isinstance(each, Foreign) for each in get_args(hint)[1:])
