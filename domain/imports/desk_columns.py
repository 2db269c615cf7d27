"""Columns headed by desks of an LTSA, and whether what stands below them are states of desks."""

from collections.abc import Iterable, Sequence

from domain.imports.cells import MARKS
from domain.imports.choices import DESKS
from domain.imports.fields import FIELDS
from domain.imports.grid import is_figure
from domain.imports.headings import SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.quality import CellState
from domain.imports.sheet import Cell
from domain.imports.words import key

_FEWEST = 3
_MOSTLY = 0.6
"""Of the cells that are filled."""
_STATES = next(each for each in FIELDS[ImportKind.SERVICES] if each.name == "status").choices


def desks_of(columns: Sequence[SheetColumn]) -> list[tuple[SheetColumn, str]]:
    """Each desk once, and at least three of them."""
    found = []
    for column in columns:
        codes = {code for code, pattern in DESKS if pattern.search(column.lowest)}
        if len(codes) == 1:
            found.append((column, codes.pop()))
    once = len({code for _, code in found}) == len(found)
    return found if once and len(found) >= _FEWEST else []


def ticked(columns: Sequence[Sequence[Cell]]) -> bool:
    """Whether desks are ticked off, and nothing else stands there but marks for none."""
    cells = [cell for column in columns for cell in column if cell is not None]
    ticks = [cell for cell in cells if is_tick(cell)]
    return bool(ticks) and all(is_tick(cell) or is_dash(cell) for cell in cells)


def counted_below(desks: Iterable[Sequence[Cell]]) -> bool:
    """Desks across with figures below them, whatever the corner and the sum beside them are called."""
    cells = [cell for column in desks for cell in column if cell is not None]
    return bool(cells) and all(map(is_figure, cells))


def is_tick(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().casefold() in _TICKS


def is_dash(cell: Cell) -> bool:
    return isinstance(cell, str) and MARKS.get(cell.strip()) is CellState.DASH


_TICKS = frozenset(["v", "√", "✓", "✔", "☑"])
"""A cross may mean that there is none, and stays what it is."""


def states_of(columns: Iterable[Sequence[Cell]]) -> bool:
    cells = [cell for column in columns for cell in column if cell is not None]
    said = sum(
        isinstance(cell, str) and any(pattern.fullmatch(key(cell)) for _, pattern in _STATES)
        for cell in cells
    )
    return bool(cells) and said >= _MOSTLY * len(cells)
