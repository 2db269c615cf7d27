"""What no sentence for people may hold: a key of the code, a bare code, a machine's day, English."""

import re
from collections.abc import Iterable

_KEY = r"\b\w+_\w+\b"
_REGION = r"\b53\.\d\d\b"
_MACHINE_DAY = r"\b\d{4}-(?:\d\d|B\d\d)\b"
_HASH = r"\b[0-9a-f]{20,}\b"
_ENGLISH = (
    r"\b(?:created?|updated?|changed?|deleted?|the|user|case|agency|reports?|state|none|null|true|false|version"
    r"|number|date|since|until|name|reason|note|key|value|session|open|closed|accepted|refused|draft|employment"
    r"|verdict|briefing|meeting|decision|evidence|owner|region|figure|screen)\b(?![.\w])"
)
_FOREIGN = re.compile("|".join((_KEY, _REGION, _MACHINE_DAY, _HASH, _ENGLISH)), re.IGNORECASE)


def refuse_foreign(text: str, *, codes: Iterable[str] = ()) -> None:
    """``codes`` are keys of this database that look like a word, such as ``polda-ntt``."""
    found = _FOREIGN.findall(text) + [
        code for code in codes if re.search(rf"(?<![\w./-]){re.escape(code)}(?![\w./-])", text)
    ]
    assert not found, f"{found} in: {text}"
