"""Figures sent as lines of a message, each in one cell: “* Sikka = 3 org”, “2. Belu : nihil”."""

import re
from collections.abc import Sequence

from domain.imports.cells import read_count
from domain.imports.places import Gazetteer, Sort
from domain.imports.quality import CellState
from domain.imports.sheet import Cell
from domain.imports.words import key

_LINE = re.compile(
    r"[\s*_•·>-]*(?:\d{1,2}[.)]\s*)?([^\W\d][^:=\d]*?)"
    r"(?:\s*(?:[:=]|[-–—](?=\s*\w)|\.{2,})\s*|\s+(?=\d))([^\s:=].*?)[\s*_.;,]*"
)
_TOTAL = re.compile(r"^(?:jumlah|total|jml)\b")
_AROUND = " *_"
"""What a messenger makes a text bold or slanted with."""
_FEWEST, _LONGEST = 2, 120


def taken_apart(rows: Sequence[Sequence[Cell]], gazetteer: Gazetteer) -> tuple[list[list[Cell]], int] | None:
    """The lines with name and figure in two cells, and the column that held both; None where the sheet is
    no such message."""
    only = -1
    for at in (at for row in rows for at, cell in enumerate(row) if cell is not None):
        if only not in (-1, at):
            return None
        only = at
    if only < 0:
        return None
    lines: list[list[Cell]] = [_parts(row[only], gazetteer) if len(row) > only else [] for row in rows]
    places = sum(len(line) > 1 and not _TOTAL.match(key(str(line[0]))) for line in lines)
    return (lines, only) if places >= _FEWEST else None


def sections(lines: Sequence[Sequence[Cell]]) -> list[tuple[list[int], list[int]]]:
    """The rows of each part: its heads, and its figures with the words behind them. “November” between
    figures heads another part; a word of thanks at the end does not."""
    found: list[tuple[list[int], list[int]]] = []
    heads: list[int] = []
    figures: list[int] = []
    after: list[int] = []
    for at, line in enumerate(lines):
        if len(line) > 1:
            if after:
                found.append((heads, figures))
                heads, figures, after = after, [], []
            figures.append(at)
        elif line and line[0] is not None:
            (after if figures else heads).append(at)
    return [*found, (heads, [*figures, *after])]


def _parts(cell: Cell, gazetteer: Gazetteer) -> list[Cell]:
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return [cell]
    match = _LINE.fullmatch(cell)
    if match is not None:
        name, count = match[1].strip(_AROUND), match[2].strip(_AROUND)
        is_place = gazetteer.read(name).sort is not Sort.UNRESOLVED if name else False
        is_count = read_count(count).state in (CellState.VALUE, CellState.NIHIL, CellState.DASH)
        is_total = _TOTAL.match(key(name)) is not None
        if (is_place and (is_count or _SAYS_OF.match(cell[match.end(1) :]))) or (is_total and is_count):
            return [name, count]
    return [cell.strip(_AROUND) or None]


_SAYS_OF = re.compile(r"\s*[:=]")
