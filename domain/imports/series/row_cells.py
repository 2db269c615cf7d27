"""The figure in one cell of a table of counts, or why it has none: struck, merged, uncalculated, identity."""

from collections.abc import Mapping
from functools import cached_property

from domain.imports import identity
from domain.imports.cells import CountRead, read_count
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.quality import CellState
from domain.imports.separators import Separators
from domain.imports.series.rows import of_count
from domain.imports.series.table import SeriesPart, SeriesTable
from domain.imports.sheet import Cell, Mark, is_number


class RowCells(SeriesPart):
    """Reads the cells of rows, with the marks that the file itself explains."""

    def __init__(self, series: SeriesTable, legend: Mapping[CellState, CellState]) -> None:
        super().__init__(series)
        self.legend = legend
        self.spread = {first for first, last in self.grid.sheet.merged if first != last}

    def count(self, row: int, column: SheetColumn) -> CountRead:
        grid = self.grid
        cell = grid.cell(row, column.index)
        found = identity.cell_kind(cell)
        if found:
            return CountRead(CellState.DOUBTFUL, None, "identity", (), True)
        if grid.marked(Mark.STRUCK, row, column.index):
            return CountRead(CellState.STRUCK, None, "struck-out", _as_candidate(cell), True)
        if grid.marked(Mark.UNVALUED, row, column.index) and cell is None:
            return CountRead(CellState.FORMULA, None, "formula-without-value", (), True)
        if grid.marked(Mark.ERROR, row, column.index):
            return CountRead(CellState.ERROR, None, "error-value", (), True)
        count = self.separators.checked(cell, read_count(cell, self.legend))
        if count.value is not None and self.spread and grid.place(row, column.index) in self.spread:
            return CountRead(CellState.DOUBTFUL, None, "merged-value", of_count(count), True)
        if count.state is CellState.ERROR:
            return CountRead(CellState.ERROR, None, "error-value", (), True)
        if count.value is not None and grid.marked(Mark.STALE, row, column.index):
            return CountRead(CellState.DOUBTFUL, None, "formula-uncalculated", ("0",), True)
        if count.value and not isinstance(cell, str) and grid.marked(Mark.PERCENT, row, column.index):
            return CountRead(CellState.DOUBTFUL, None, "percent-format", of_count(count), True)
        if count.value and not isinstance(cell, str) and grid.marked(Mark.SCALED, row, column.index):
            return CountRead(CellState.DOUBTFUL, None, "scaled-format", of_count(count), True)
        return count

    @cached_property
    def separators(self) -> Separators:
        """Of all figures: months beside each other are of one hand."""
        columns = self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)
        return Separators.of(cell for column in columns for cell in self.table.cells(column))


def _as_candidate(cell: Cell) -> tuple[str, ...]:
    return (str(cell),) if is_number(cell) else ()
