"""Counts and places of a case in words; what is not known is never a zero."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from domain.cases.facts import Victims
from domain.figures.routes import FROM_OUTSIDE
from domain.places.regions import display_name
from domain.time import formats

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.queries.case_rows import CaseRow
    from db.queries.case_work import CaseFile

UNSET = "belum diisi"
UNKNOWN = "belum diketahui"


def count(value: float | None) -> str:
    if value is None:
        return UNKNOWN
    return "belum terbaca" if isnan(value) else formats.number(value)


def total(victims: Victims) -> str:
    """How many there are; at least so many where some counts are not known."""
    counts = victims.by_label().values()
    if all(not value for value in counts) and None in counts:
        # At least none is no number of anybody.
        return f"jumlah korban {UNKNOWN}"
    return f"{'sedikitnya ' if None in counts else ''}{formats.number(victims.known)} orang"


def people(victims: Victims, *, blank: str = UNKNOWN) -> str:
    """All of them, then each of the four; ``blank`` says what an empty count means."""
    counts = victims.by_label()
    if any(value is not None and isnan(value) for value in counts.values()):
        return "ada hitungan yang belum terbaca"
    if all(value is None for value in counts.values()):
        return blank
    return f"{total(victims)}: {_each(counts, blank)}"


def composition(victims: Victims) -> str:
    """Whom a report counts, without those it counts none of; empty where nothing is known."""
    counts = victims.by_label()
    if all(value is None for value in counts.values()):
        return ""
    return _each({label: value for label, value in counts.items() if value != 0}, UNKNOWN)


def _each(counts: Mapping[str, float | None], blank: str) -> str:
    return ", ".join(
        f"{label.lower()} {blank}" if value is None else f"{formats.number(value)} {label.lower()}"
        for label, value in counts.items()
    )


def victims_of(row: CaseFile | CaseRow) -> Victims:
    return Victims(row.women, row.men, row.girls, row.boys)


def origin(row: CaseFile) -> str:
    if row.regency is None:
        return FROM_OUTSIDE if row.is_from_outside else UNKNOWN
    place = display_name(row.regency)
    return f"{row.district}, {place}" if row.district else place


def route(row: CaseFile) -> str:
    return " → ".join(filter(None, [origin(row), row.transit, row.destination]))
