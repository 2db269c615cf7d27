"""A code that a paper carries and that stands in the trail: by it a copy is held against what was issued."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from domain.access.events import canonical_json

_DIGITS, _GROUP = 16, 4


class PaperKind(StrEnum):
    BRIEFING = "briefing"
    """The two pages of the morning."""


def digest_of(content: Mapping[str, Any]) -> str:
    """Of all that a paper says, in one text form: the same facts give the same paper and the same code."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def code_of(digest: str) -> str:
    """``9f2c-41d0-7be3-a8c5``: the first digits, as people type them."""
    return "-".join(digest[place : place + _GROUP] for place in range(0, _DIGITS, _GROUP))


def typed_code(text: str) -> str:
    """A code as it was typed, however it was grouped."""
    return code_of("".join(letter for letter in text.casefold() if letter in "0123456789abcdef"))
