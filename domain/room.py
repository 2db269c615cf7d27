"""What people wrote, made fit for a wall that everybody reads: no village, nobody's number."""

import re

from domain.screening import identity_kinds

HIDDEN_TEXT = "(teks disembunyikan: memuat nomor seseorang)"
HIDDEN_PLACE = "(tempat disamarkan)"

_PLACE = re.compile(
    r"\b((?i:desa|kelurahan|dusun|kampung|ds\.|kel\.))(\s+)((?:[A-Z0-9][\w'’./()-]*)(?:\s+[A-Z0-9][\w'’./()-]*)*)"
)


def room_safe(text: str) -> str:
    """The text without names of places below a kecamatan, or nothing of it where it holds a number.

    Case records name desa nowhere on a screen; this is for what somebody typed into a reason or a title.
    """
    if next(identity_kinds(text), None) is not None:
        return HIDDEN_TEXT
    return _PLACE.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    kept = match[3][-1] if match[3][-1] in ".,;:)" else ""
    return f"{match[1]}{match[2]}{HIDDEN_PLACE}{kept}"
