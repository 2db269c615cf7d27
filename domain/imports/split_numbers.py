"""NIK of which each cell holds a digit or a group, as on printed forms: no cell tells, all together do."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from domain.access.screening import holds_nik
from domain.imports.identity import FAMILY_CARD, NIK, heading_kind
from domain.imports.sheet import Cell, Sheet, is_number

_LONGEST_LABEL = 40
_LOOKED_THROUGH = 2_000
"""Rows in which a label may stand: a form is short, and a list is headed at its top."""
_LENGTH = 16
_DIGITS = re.compile(r"[\d\s.\-_/]+")


def take_out(sheet: Sheet) -> int:
    """Empties the cells of every NIK that stands beside or below its label in parts; how many cells."""
    taken = 0
    for number, row in enumerate(sheet.rows[:_LOOKED_THROUGH]):
        for place, cell in enumerate(row):
            if not isinstance(cell, str) or not _is_label(cell):
                continue
            below = range(place, _next_heading(row, place))
            taken += _empty(row, range(place + 1, len(row)), re.sub(r"\D", "", cell))
            if len(below) > 1:
                taken += sum(_empty(other, below) for other in sheet.rows[number + 1 :])
    return taken


@lru_cache(maxsize=20_000)
def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and heading_kind([text]) in (NIK, FAMILY_CARD)


def _next_heading(row: Sequence[Cell], place: int) -> int:
    return next((at for at in range(place + 1, len(row)) if row[at] not in (None, "")), len(row))


def _empty(row: list[Cell], places: Sequence[int], first: str = "") -> int:
    """``first`` are digits that the label itself holds: “NIK 5304”."""
    filled = [at for at in places if at < len(row) and row[at] not in (None, "")]
    filled = list(takewhile(lambda at: _digits(row[at]), filled))
    parts = [part for part in (first, *(_digits(row[at]) for at in filled)) if part]
    # A group that was kept as a number has lost its noughts: 112 for 0112.
    long = _LENGTH // len(parts) if parts else 0
    if len(parts) < 2 or not any(
        map(holds_nik, ("".join(parts), "".join(each.zfill(long) for each in parts)))
    ):
        return 0
    for at in filled:
        row[at] = None
    return len(filled)


def _digits(cell: Cell) -> str:
    if isinstance(cell, str):
        return re.sub(r"\D", "", cell) if _DIGITS.fullmatch(cell) else ""
    return f"{cell:.0f}" if is_number(cell) and isinstance(cell, int | float) and cell >= 0 else ""
