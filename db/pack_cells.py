"""What a cell of a pack may hold: each check takes what is written and says what is wrong with it."""

import re
from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum
from math import isfinite

from db.pack_files import Row

Check = Callable[[str], str]
"""Nothing is said of what is right."""


def said(text: str) -> str:
    return "" if text.strip() else "must not be empty"


def anything(_text: str) -> str:
    return ""


_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LARGEST_COUNT = 2**31 - 1
"""What a column of PostgreSQL holds."""


def a_number(text: str) -> str:
    return "" if _NUMBER.fullmatch(text) and isfinite(float(text)) else "is no number such as 1234.5"


def degrees(most: int) -> Check:
    def check(text: str) -> str:
        wrong = a_number(text)
        return wrong or ("" if abs(float(text)) <= most else f"is no degree from -{most} to {most}")

    return check


LATITUDE, LONGITUDE = degrees(90), degrees(180)


def a_count(text: str) -> str:
    is_one = text.isascii() and text.isdecimal() and len(text) <= len(str(_LARGEST_COUNT))
    return "" if is_one and int(text) <= _LARGEST_COUNT else "is no whole number, or too large"


def a_day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        return "is no day such as 2026-11-23"
    return "" if _DAY.fullmatch(text) else "is no day such as 2026-11-23"


def slug(text: str) -> str:
    """Part of addresses, names of files and names of accounts."""
    is_one = re.fullmatch(r"[a-z0-9][a-z0-9-]*", text)
    return "" if is_one else "must be of small letters, digits and hyphens"


def in_order(first: str, last: str) -> Callable[[Row], str]:
    """Days that are known are written so that they sort as they follow each other."""

    def check(row: Row) -> str:
        is_wrong = row[first] and row[last] and row[first] > row[last]
        return f"{first} '{row[first]}' is after {last} '{row[last]}'" if is_wrong else ""

    return check


def or_empty(check: Check) -> Check:
    return lambda text: check(text) if text else ""


def one_of(kind: type[StrEnum]) -> Check:
    return lambda text: "" if text in list(kind) else f"is none of {', '.join(kind)}"


def one_in(known: Collection[str], where: str) -> Check:
    return lambda text: "" if text in known else f"is not in {where}"


def code_below(parents: Collection[str], digits: int) -> Check:
    """A code that is its parent's with a dot and so many digits more."""

    def check(text: str) -> str:
        parent, _, own = text.rpartition(".")
        if parent not in parents:
            return f"lies in {parent or 'nothing'}, which this pack does not have"
        return (
            ""
            if own.isascii() and own.isdecimal() and len(own) == digits
            else f"does not end in {digits} digits"
        )

    return check
