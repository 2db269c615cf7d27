"""How what a file says is written on a screen, beside what the registers already know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from domain.cases.facts import OUTSIDE, UNKNOWN
from domain.figures.routes import FROM_OUTSIDE
from domain.imports.choices import FIELD_WORDS
from domain.imports.delivery import REGION, DeliveredDoubt, DeliveredRecord
from domain.imports.fields import FIELDS, HOME, PERSONS
from domain.imports.places import Sort
from domain.imports.unnumbered import BY_LINE
from domain.time import formats
from domain.time.formats import number
from domain.words import labels

if TYPE_CHECKING:
    from views.imports import One


def said(found: One, value: object) -> str:
    if value is None or value == "":
        return "belum diketahui"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, date):
        return formats.long_date(value)
    text = str(value)
    if _DAY.fullmatch(text):
        return formats.long_date(date.fromisoformat(text))
    return found.places.get(text) or found.agencies.get(text) or _CASE_WORDS.get(text, text)


_CASE_WORDS = {
    **{str(code): label for words in (labels.CASE_WORDS, labels.STAGES) for code, label in words.items()},
    HOME: "dalam negeri",
    Sort.OUTSIDE.value: FROM_OUTSIDE,
    Sort.UNKNOWN.value: "tidak diketahui",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def said_of(found: One, name: str, value: object) -> str:
    """A choice by its words, an agency by its name, anything else as it is said everywhere."""
    words = FIELD_WORDS.get((found.row.kind, name), found.agencies if name in _AGENCY_FIELDS else {})
    return words.get(str(value)) or said(found, value)


_AGENCY_FIELDS = ("superior", "agency", "owner")


def field_names(found: One) -> dict[str, str]:
    """What a field of the file is called on its screen; a desk goes by its own name."""
    of_events = {PERSONS: "jumlah orang", "men": "laki-laki", "women": "perempuan"}
    return of_events | {each.name: each.label for each in FIELDS[found.row.kind]} | {REGION: "wilayah"}


_CALLED_BY = ("reference", "code", "username", "name", "title")


def called(line: DeliveredRecord) -> str:
    """By its number or name, as far as it was read."""
    return next((str(line.fields[name]) for name in _CALLED_BY if line.fields.get(name)), "")


def candidate(found: One, text: str) -> str:
    """A reading as people write it."""
    if text == BY_LINE:
        return "Dikenali dari hari, jenis, dan asalnya"
    return number(int(text)) if text.isdecimal() else said(found, text)


def places_doubted(doubts: Sequence[DeliveredDoubt]) -> str:
    """“4 sel”, and of a sheet as a whole “1 lembar”."""
    sheets = sum(not each.cell for each in doubts)
    told = [
        f"{number(count)} {of}" for count, of in ((len(doubts) - sheets, "sel"), (sheets, "lembar")) if count
    ]
    return " dan ".join(told) or "0 sel"


def span(starts_on: date, ends_on: date, *, with_year: bool = True) -> str:
    """Whole months of one year by their short names, anything else by its days."""
    are_months = starts_on.day == 1 and (ends_on + timedelta(days=1)).day == 1
    is_year = (starts_on.month, ends_on.month) == (1, 12)
    if not are_months or is_year or starts_on.year != ends_on.year:
        return formats.period(starts_on, ends_on)
    last = formats.short_month(ends_on) if with_year else formats.month_alone(ends_on)
    return last if starts_on.month == ends_on.month else f"{formats.month_alone(starts_on)}–{last}"


def place(found: One, code: str) -> str:
    """A place by its name; one outside NTT, or that the source does not know, as that."""
    return found.places.get(code) or _NOWHERE.get(code, "")


_NOWHERE = {
    OUTSIDE: FROM_OUTSIDE,
    Sort.OUTSIDE.value: FROM_OUTSIDE,
    UNKNOWN: "tidak diketahui",
    Sort.UNKNOWN.value: "tidak diketahui",
}
"""As a record says it, and as a cell was read."""
