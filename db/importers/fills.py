"""Cells that a colour sets apart, of whatever kind of file: a few figures among many, or all whose colour a
text of the sheet explains."""

import re
from collections import Counter
from collections.abc import Mapping

from domain.imports.sheet import Place, Sheet

_COLOUR_SAID = re.compile(
    r"\b(?:ber)?warna\b|\b(?:kuning|merah|hijau|biru|oranye|jingga|abu-abu)\s*[:=]|\b(?:di)?(?:blok|arsir)\b",
    re.IGNORECASE,
)
"""“Kuning = belum diverifikasi”."""


def unusual(fills: Mapping[Place, str], sheet: Sheet) -> set[Place]:
    """Fills that only a few cells with figures have: bands and heads of tables are no marks, unless a text
    of the sheet says what a colour means."""
    figures = {
        place: fill
        for place, fill in fills.items()
        if place[0] < len(sheet.rows)
        and place[1] < len(sheet.rows[place[0]])
        and isinstance(sheet.rows[place[0]][place[1]], int | float)
    }
    if not figures:
        return set()
    if any(isinstance(cell, str) and _COLOUR_SAID.search(cell) for row in sheet.rows for cell in row):
        return set(figures)
    counted = Counter(figures.values())
    cells = sum(isinstance(cell, int | float) for row in sheet.rows for cell in row)
    by_row = Counter(place[0] for place in figures)
    width = Counter(r for r, row in enumerate(sheet.rows) for cell in row if isinstance(cell, int | float))
    rare = {fill for fill, count in counted.items() if count <= 0.3 * cells}
    # A row filled from end to end is a total or a band, unless it is the only kind of mark there is.
    return {
        place
        for place, fill in figures.items()
        if fill in rare and not (by_row[place[0]] == width[place[0]] > 1)
    }
