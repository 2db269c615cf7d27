"""“idem”, “sda” and ″ in a table of counts: what stands above them, of a place or a time."""

from domain.imports.grid import Table
from domain.imports.headings import ColumnRole
from domain.imports.quality import FileReading
from domain.imports.sheet import Cell
from domain.imports.words import is_ditto

_REPEATED = (ColumnRole.REGION, ColumnRole.ROW_PERIOD, ColumnRole.CODE, ColumnRole.UNKNOWN)


def repeat_what_ditto_marks_mean(table: Table, reading: FileReading) -> None:
    """Never of figures, of which a mark may as well say that there is none."""
    repeated = 0
    for column in table.having(*_REPEATED):
        above: Cell = None
        for row in table.body:
            cell = table.grid.cell(row, column.index)
            if above is not None and is_ditto(cell):
                cell = above
                table.grid.put(row, column.index, above)
                repeated += 1
            above = cell
    if repeated:
        says = f"{repeated} sel yang mengulang isian di atasnya; dibaca sama."
        reading.understand("ditto", table.sheet, says)
