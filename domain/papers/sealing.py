"""A code that a paper carries and that stands in the trail: by it a copy is held against what was issued."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from domain.access.events import canonical_json
from domain.enumerations import Labelled, Rowed

_DIGITS, _GROUP = 16, 4


class PaperKind(Rowed):
    row: Labelled

    BRIEFING = "briefing", Labelled("Ringkasan Gubernur")
    AGENCY_SHEET = "agency_sheet", Labelled("Lembar instansi")
    REGION_SHEET = "region_sheet", Labelled("Lembar wilayah")
    MEMBER_SHEET = "member_sheet", Labelled("Lembar anggota")
    DECLARATION = "declaration", Labelled("Kemajuan deklarasi")
    FOLLOW_UP = "follow_up", Labelled("Matriks tindak lanjut")


class Paper(Protocol):
    """What goes on record of a paper, whatever it says and however it is drawn."""

    @property
    def kind(self) -> PaperKind: ...
    @property
    def headline(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def digest(self) -> str: ...


def digest_of(content: Mapping[str, Any]) -> str:
    """Of all that a paper says, in one text form: the same facts give the same paper and the same code."""
    return hashlib.sha256(canonical_json(_plain(content)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value


def code_of(digest: str) -> str:
    """``9f2c-41d0-7be3-a8c5``: the first digits, as people type them."""
    return "-".join(digest[place : place + _GROUP] for place in range(0, _DIGITS, _GROUP))


def typed_code(text: str) -> str:
    """A code as it was typed, however it was grouped."""
    return code_of("".join(letter for letter in text.casefold() if letter in "0123456789abcdef"))
