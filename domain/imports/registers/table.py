"""A table of lines in hand, and what its parts have in common: cells, and how a doubt of them is said."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.imports.cells import MARKS, read_count
from domain.imports.context import Context
from domain.imports.fields import OF_A_PERSON, REQUIRED, Field, FieldType
from domain.imports.grid import Table, is_carried, is_total_label
from domain.imports.headings import SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.quality import CellState, FieldCell, FieldRead, FileReading
from domain.imports.sheet import Cell, is_number, letters

DATES = (FieldType.DATE, FieldType.DUE)
BLANK = FieldRead(None, CellState.BLANK)
_DIGIT = re.compile(r"\d")
_LITTLE = 2
SAMPLE = 400
"""Cells by which a column is known."""
_NARROW = 3
"""So few columns that one filled cell may be a line."""


@dataclass(frozen=True)
class FieldColumn:
    """A column that is read."""

    index: int
    field: Field
    is_dated: bool
    is_personal: bool


class Register:
    """Every part of the reading holds the same one."""

    def __init__(self, table: Table, context: Context, reading: FileReading) -> None:
        self.table, self.context, self.reading = table, context, reading
        self.grid, self.sheet, self.kind = table.grid, table.sheet, context.kind
        self.fields: list[FieldColumn] = []
        self._sayings: dict[tuple[str, float | str | None, CellState], int] = {}

    def cell(self, column: int, name: str, read: FieldRead, *, apart: bool = False) -> FieldCell:
        """``apart`` tells lines apart by what is written, though it reads alike; so does what is put off."""
        said = f"?{len(self._sayings)}" if apart or read.put_off else read.value
        same = self._sayings.setdefault((name, said, read.state), len(self._sayings))
        return FieldCell(letters(column + self.grid.first_column), name, read, same)

    def cell_at(self, known: FieldCell, read: FieldRead) -> FieldCell:
        same = self._sayings.setdefault((known.name, read.value, read.state), len(self._sayings))
        return known._replace(read=read, same=same)

    def told(self, row: int, column: int, cell: FieldCell) -> FieldCell:
        """With its own address in a turned sheet, and what is doubtful of it said."""
        at, read = self.grid.address(row, column), cell.read
        if read.rule:
            self.reading.doubt(read.rule, self.sheet, at, read.says, read.candidates, read.put_off)
        return cell._replace(column=at) if self.grid.turned else cell

    def say(self, row: int, column: int, name: str, read: FieldRead) -> FieldCell:
        return self.told(row, column, self.cell(column, name, read))

    @cached_property
    def unsummed(self) -> list[int]:
        """Rows that do not call themselves a total; asked before any line is read."""
        totals = self.rows_with(is_total_label)
        return [
            row for row in self.table.body if row not in totals or not is_total_label(self.table.label(row))
        ]

    def rows_with(self, is_so: Callable[[str], bool]) -> set[int]:
        """Rows of the body in which any text is so, told by its shape."""
        body, found = self.table.body, set[int]()
        for column in range(self.grid.width):
            if any(map(is_so, self.grid.shapes(column, body))):
                cells = zip(body, self.grid.down(column, body), strict=True)
                found.update(row for row, cell in cells if isinstance(cell, str) and is_so(cell))
        return found

    def rows_begun_with(self, is_so: Callable[[str], bool]) -> set[int]:
        """Rows of the body of which the first text or the second is so."""
        found = set[int]()
        rows: Sequence[int] = self.table.body
        begun = set[int]()
        for column in range(self.grid.width):
            if not rows:
                break
            shapes = self.grid.shapes(column, self.table.body)
            if not shapes:
                continue
            cells = zip(rows, self.grid.down(column, rows), strict=True)
            texts = {row: cell for row, cell in cells if isinstance(cell, str)}
            if any(map(is_so, shapes)):
                found.update(row for row, text in texts.items() if is_so(text))
            done = begun.intersection(texts)
            begun.update(texts)
            rows = [row for row in rows if row not in done]
        return found

    def sparse(self, most: int) -> set[int]:
        """Rows of the body with no more cells than this, or into which a merged cell may reach: only they can
        be anything else than a line by how little they hold."""
        body, sheet = self.table.body, self.grid.sheet
        if self.grid.turned and sheet.merged:
            return set(body)
        merged = (row for (top, _), (bottom, _) in sheet.merged for row in range(top, bottom + 1))
        few = (row for row, filled in zip(body, self._filled, strict=True) if filled <= most)
        return {*few, *merged}

    @cached_property
    def _filled(self) -> list[int]:
        return [
            len(cells) - cells.count(None)
            for cells in self.grid.rows[slice(self.table.body.start, self.table.body.stop)]
        ]

    def cells(self, column: SheetColumn) -> list[Cell]:
        return self.table.cells(column)

    def lines_of(self, column: SheetColumn) -> list[Cell]:
        """The cells of its lines, without the totals below them, nor who signs in the same column."""
        return self.grid.down(column.index, self._lines)

    @cached_property
    def _lines(self) -> list[int]:
        if len(self.table.columns) <= _NARROW:
            return self.unsummed
        few = self.sparse(1)
        return [row for row in self.unsummed if row not in few or len(self.own(row)) > 1]

    def own(self, row: int) -> list[int]:
        """Where a row holds something of its own, not what a merged cell carries into it."""
        cells = enumerate(self.grid.rows[row])
        return [index for index, cell in cells if cell is not None and not is_carried(cell)]

    def says_little(self, row: int) -> bool:
        """Whether no more than two cells of a row are its own, as of one that heads others; told at once of
        most lines, for only merged cells are carried into others."""
        cells = self.grid.rows[row]
        is_full = len(cells) - cells.count(None) > _LITTLE
        return not is_full or (bool(self.grid.sheet.merged) and len(self.own(row)) <= _LITTLE)

    def index_of(self, name: str) -> int:
        return next(each.index for each in self.fields if each.field.name == name)

    @cached_property
    def lists_people(self) -> bool:
        return self.kind is ImportKind.CASES or self.is_of_persons

    @cached_property
    def is_of_persons(self) -> bool:
        """One line a person, which counts as one; a case may have several victims."""
        return OF_A_PERSON in REQUIRED[self.kind]


class RegisterPart:
    """One question about a register, such as which line is data or which place a line names."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.table, self.context, self.reading = register.table, register.context, register.reading
        self.grid, self.sheet, self.kind = register.grid, register.sheet, register.kind
        self.reference = register.context.reference
        self.vocabulary = register.context.reference.vocabulary


def is_wordy(text: str) -> bool:
    return _DIGIT.search(text) is None


def put_off(rule: str, says: str, candidates: tuple[str, ...] = ()) -> FieldRead:
    return FieldRead(None, CellState.DOUBTFUL, rule, says, candidates, True)


def is_a_count(cell: Cell) -> bool:
    """A number, one with its unit or a remark in brackets, or a mark for none."""
    if not isinstance(cell, str):
        return is_number(cell)
    return cell[:1].isdigit() or cell.casefold() in MARKS or read_count(cell).state is CellState.NIHIL
