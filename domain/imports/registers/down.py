"""What each column of a register says of all its lines: every different cell is read once, and the lines are
put together from the columns.

Of a hundred thousand lines most repeat what others say; asked line by line, the asking takes longer than
everything that is asked.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from domain.imports.columnwise import told_apart
from domain.imports.quality import CellState, FieldCell, FieldRead
from domain.imports.registers.cells import RegisterCells
from domain.imports.registers.table import BLANK, FieldColumn, Register, RegisterPart
from domain.imports.sheet import Cell, Mark

_UNTAKEN = (Mark.STRUCK, Mark.UNVALUED, Mark.ERROR)
Said = Sequence[FieldCell | None]
"""Of one line what each column says; None where it says nothing."""
_STRUCK = FieldRead(None, CellState.STRUCK, "struck-out", "Isian dicoret di berkas.", (), True)
_UNVALUED = FieldRead(None, CellState.FORMULA, "formula-without-value", "Rumus belum dihitung.", (), True)
_ERROR = FieldRead(
    None,
    CellState.ERROR,
    "error-value",
    "Rumus menghasilkan kesalahan, seperti #N/A; betulkan di Excel.",
    (),
    True,
)


class RegisterDown(RegisterPart):
    def __init__(self, register: Register, cells: RegisterCells) -> None:
        super().__init__(register)
        self.cells = cells
        self.in_year_of_title = -1
        """The first row with a day that has its year from the title."""
        self.apart: set[int] = set()
        """Rows with a cell of which something is to be told."""

    def lines(self, columns: Sequence[FieldColumn], rows: Sequence[int]) -> Iterator[Said]:
        """Of each row what these columns say."""
        found = [self._of(column, rows) for column in columns]
        return zip(*found, strict=True) if found else iter([()] * len(rows))

    def _of(self, column: FieldColumn, rows: Sequence[int]) -> list[FieldCell | None]:
        values = self.grid.down(column.index, rows)
        marked = self._marked(column.index, rows, values)
        for place in marked:
            values[place] = None
        known = told_apart(values)
        said: dict[object, FieldCell | None] = {}
        for each, value in zip(known, values, strict=True):
            if each not in said:
                cell = self.cells.said(column, value)
                said[each] = None if cell.read is BLANK else cell
        found = [*map(said.__getitem__, known)]
        for place, read in marked.items():
            found[place] = self.register.cell(column.index, column.field.name, read)
        if marked or any(cell is not None and cell.read.rule for cell in said.values()):
            self.apart.update(
                row for row, cell in zip(rows, found, strict=True) if cell is not None and cell.read.rule
            )
        self._find_year_of_title(column, rows, values)
        return found

    def _find_year_of_title(self, column: FieldColumn, rows: Sequence[int], values: Sequence[Cell]) -> None:
        texts = self.cells.in_year_of_title.get(column.index, ())
        first = (
            next((row for row, cell in zip(rows, values, strict=True) if cell in texts), -1) if texts else -1
        )
        if first >= 0 and not 0 <= self.in_year_of_title < first:
            self.in_year_of_title = first

    def _marked(self, column: int, rows: Sequence[int], values: Sequence[Cell]) -> dict[int, FieldRead]:
        """By their place among the rows, cells that are not taken for what they show."""
        line = self.grid.place(0, column)[0 if self.grid.turned else 1]
        lines = self._marked_rows.get(line, ())
        found = (
            (place, self._mark_of(row, column, values[place]))
            for place, row in enumerate(rows)
            if row in lines
        )
        return {place: read for place, read in found if read is not None}

    @cached_property
    def _marked_rows(self) -> dict[int, set[int]]:
        """By column of the grid as the file counts it."""
        found: dict[int, set[int]] = {}
        for row, column in (place for mark in _UNTAKEN for place in self.grid.sheet.marked(mark)):
            line, at = (row, column) if self.grid.turned else (column, row)
            found.setdefault(line, set()).add(at)
        return found

    def _mark_of(self, row: int, column: int, cell: Cell) -> FieldRead | None:
        if self.grid.marked(Mark.STRUCK, row, column):
            return _STRUCK
        if self.grid.marked(Mark.UNVALUED, row, column) and cell is None:
            return _UNVALUED
        return _ERROR if self.grid.marked(Mark.ERROR, row, column) else None
