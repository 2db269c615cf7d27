"""A record of the trail in words: by whom, about what, and what changed."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from domain.access.permissions import COMMAND_LINE
from domain.figures.figures import CONFLICT_KEY, told_by_key
from domain.places.province import HERE
from domain.time import formats
from domain.time.calendar import Month, Quarter
from domain.words import audit, labels

Names = Mapping[tuple[str, str], str]
"""What people call a thing, by its kind and key: ``("agency", "dinsos")``."""

_MACHINES = {
    "visitor": "pengunjung",
    "layar-rapat": "layar rapat",
    "pekerja": "pekerjaan terjadwal",
    "operator": "operator server",
}
_HASH_SHOWN = 12
_HASH = re.compile(r"[0-9a-f]{64}")
_COUNTED = frozenset({"lines"})
"""Told by how many they are: what each of them holds is for the database."""
_UNTOLD = frozenset({"session", "screen", "mark"})
"""Numbers of the database that say nothing to anybody."""
_NOTHING = ("", None, "None")
_THINGS = {
    "owner": "agency",
    "to": "agency",
    "into": "agency",
    "agency": "agency",
    "superior": "agency",
    "source": "agency",
    "owner_id": "agency_id",
    "region": "region",
    "meeting": "meeting",
    "commitment": "commitment",
    "proven": "desk",
    "replaces": "",
}
"""Values that name a thing by its key, and of which kind it is: none is that of the record itself."""
_BY_NUMBER = {"agency": "agency_id"}
"""The kind where earlier releases told a number instead of a key."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(\+\d\d:\d\d|Z)")
_PLACE_AND_MONTH = re.compile(rf"({HERE.code}[.\d]*) (\d{{4}}-\d\d)")
_AT_THE_SERVER = "perintah di server"


def actor(name: str) -> str:
    return _MACHINES.get(name, name)


def screen(address: str) -> str:
    """The screen's address; what was done beside all screens, at the machine itself, is said so."""
    return _AT_THE_SERVER if address == COMMAND_LINE else _MACHINES.get(address, address)


# What a record speaks of


def things(kind: str, key: str, before: str, after: str) -> Iterator[tuple[str, str]]:
    """Every thing that a record names by its key, so that somebody may look up what people call it."""
    yield kind, key
    if found := _PLACE_AND_MONTH.fullmatch(key):
        yield "region", found[1]
    if found := CONFLICT_KEY.fullmatch(key):
        yield "indicator", found[1]
        yield "region", found[2].replace("-", ".")
    for values in (before, after):
        for name, value in json.loads(values).items():
            yield from (_thing(kind, name, each) for each in _keys(name, value))
            if name not in audit.AUDIT_KEYS:
                yield "agency", name


def _keys(name: str, value: object) -> list[object]:
    if name not in _THINGS or value in _NOTHING:
        return []
    return list(value.split(", ")) if isinstance(value, str) and name == "proven" else [value]


def _thing(kind: str, name: str, value: object) -> tuple[str, str]:
    of = _THINGS[name] or kind
    return _BY_NUMBER.get(of, of) if isinstance(value, int) else of, str(value)


# The thing itself


def subject(kind: str, key: str, names: Names) -> str:
    named = audit.AUDIT_SUBJECTS.get(kind, kind)
    if found := CONFLICT_KEY.fullmatch(key):
        return f"pertentangan angka {_conflict(found, names)}"
    return f"{named} {names.get((kind, key)) or _key_in_words(kind, key, names)}".rstrip()


def _key_in_words(kind: str, key: str, names: Names) -> str:
    if found := _PLACE_AND_MONTH.fullmatch(key):
        return f"{names.get(('region', found[1]), found[1])}, {_moment(found[2])}"
    if key.isdecimal():
        return f"nomor {key}"
    permissions = {permission.value: label for permission, label in labels.PERMISSIONS.items()}
    return audit.AUDIT_VALUES.get(key) or permissions.get(key) or _moment(key) or key


def _conflict(found: re.Match[str], names: Names) -> str:
    indicator, place, first, last = told_by_key(found)
    return ", ".join(
        [
            formats.uncapitalised(names.get(("indicator", indicator), indicator)),
            names.get(("region", place), place),
            formats.period(first, last),
        ]
    )


# What changed


def change(kind: str, before: str, after: str, names: Names, *, instead: str) -> str:
    """``instead`` is said where the values are not the reader's to know."""
    if instead:
        return instead
    was, now = (dict(_values(kind, each, names)) for each in (before, after))
    turned = {label: f"{was[label]} → {value}" if label in was else value for label, value in now.items()}
    gone = {label: f"{value} → tidak ada lagi" for label, value in was.items() if label not in now}
    return ", ".join(f"{label}: {value}" for label, value in (gone | turned).items())


def _values(kind: str, text: str, names: Names) -> Iterator[tuple[str, object]]:
    """The recorded values in words; a key without a word of its own is an agency's, or shown as it is."""
    for key, value in json.loads(text).items():
        if value not in _NOTHING and key not in _UNTOLD:
            label = audit.AUDIT_KEYS.get(key) or names.get(("agency", key), key)
            yield label, _value(kind, key, value, names)


def _value(kind: str, key: str, value: object, names: Names) -> object:
    if key in _COUNTED:
        return formats.number(len(value) if isinstance(value, list) else 1)
    if isinstance(value, list):
        return ", ".join(str(_value(kind, key, each, names)) for each in value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if key in _THINGS:
        called = (names.get(_thing(kind, key, each)) or _plain(kind, key, each) for each in _keys(key, value))
        return ", ".join(str(each) for each in called)
    return _plain(kind, key, value)


def _plain(kind: str, key: str, value: object) -> object:
    if isinstance(value, float):
        return formats.exact(value)
    if _HASH.fullmatch(str(value)):
        return f"{str(value)[:_HASH_SHOWN]}…"
    said = audit.WORDS_OF.get((kind, key), {}).get(str(value)) or audit.AUDIT_VALUES.get(str(value))
    return said or _moment(str(value)) or value


def _moment(text: str) -> str:
    """As the screens write it, where the trail was told a day, a moment, a month or a quarter."""
    try:
        if _DAY.fullmatch(text):
            return formats.long_date(date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            return formats.moment(datetime.fromisoformat(text))
    except ValueError:
        return ""  # digits that only look like a day
    for read in (_month, _quarter):
        try:
            return read(text)
        except ValueError:
            continue
    return ""


def _month(text: str) -> str:
    return formats.month(Month.parse(text).starts_on)


def _quarter(text: str) -> str:
    quarter = Quarter.parse(text)
    return f"{quarter.label} {quarter.year}"
