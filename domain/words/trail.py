"""A record of the trail in words: by whom, about what, and what changed."""

import json
import re
from datetime import date, datetime

from domain.access.permissions import COMMAND_LINE
from domain.time import formats
from domain.words import audit, labels

_MACHINES = {"visitor": "pengunjung"}
_HASH_SHOWN = 12
_COUNTED = frozenset({"lines"})
"""Lists that are told by their length: each of their keys is for the database."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(\+\d\d:\d\d|Z)")
_AT_THE_SERVER = "perintah di server"


def actor(name: str) -> str:
    return _MACHINES.get(name, name)


def screen(address: str) -> str:
    """The screen's address; what was done beside all screens, at the machine itself, is said so."""
    return _AT_THE_SERVER if address == COMMAND_LINE else address


def subject(kind: str, key: str) -> str:
    named = audit.AUDIT_SUBJECTS.get(kind, kind)
    permissions = {permission.value: label for permission, label in labels.PERMISSIONS.items()}
    return f"{named} {audit.AUDIT_VALUES.get(key) or permissions.get(key, key)}"


def change(before: str, after: str, *, is_withheld: bool) -> str:
    if is_withheld:
        return labels.MINUTES_WITHHELD
    was, now = _values(before), _values(after)
    return f"{was} → {now}" if was else now


def _values(text: str) -> str:
    """The recorded values in words; a key without a word of its own is shown as it is."""
    return ", ".join(
        f"{audit.AUDIT_KEYS.get(key, key)}: {_value(key, value)}"
        for key, value in json.loads(text).items()
        if value not in ("", None)
    )


def _value(key: str, value: object) -> object:
    if key == "hash":
        return f"{str(value)[:_HASH_SHOWN]}…"
    if isinstance(value, list):
        if key in _COUNTED:
            return formats.number(len(value))
        return ", ".join(str(_value(key, each)) for each in value)
    if isinstance(value, float):
        return formats.exact(value)
    return audit.AUDIT_VALUES.get(str(value)) or _day_or_moment(str(value)) or value


def _day_or_moment(text: str) -> str:
    """As the screens write it, where the trail was told a day or a moment."""
    try:
        if _DAY.fullmatch(text):
            return formats.long_date(date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            return formats.moment(datetime.fromisoformat(text))
    except ValueError:
        pass  # digits that only look like a day
    return ""
