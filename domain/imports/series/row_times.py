"""The time that a row of a table of counts names, in columns of years and months or those above it."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from domain.imports.columns import is_month_number
from domain.imports.headings import SheetColumn
from domain.imports.periods import TitlePeriod, read_period
from domain.imports.series.table import SeriesPart
from domain.imports.sheet import Cell
from domain.imports.short_times import unparted_month
from domain.imports.words import key

_PART_HEAD = re.compile(r"\b(?:triwulan|tw|kuartal|semester)\b")
"""Heads of columns whose cells say only which: “I”, “2”, “III/2026”."""
_MONTHS_BELOW = re.compile(r"\b(?:bulan|bln|month)\b")


class RowTimes(SeriesPart):
    """Reads the times of rows."""

    def grouped(self, periods: Sequence[SheetColumn]) -> list[SheetColumn]:
        """Columns that write a year or a month only where it changes: it is that of the lines below, too."""
        found = []
        for column in periods:
            cells = self.table.cells(column)[:400]
            written = [cell for cell in cells if read_period(cell) is not None or is_month_number(cell)]
            changes = all(str(one) != str(other) for one, other in pairwise(written))
            if written and cells[0] is written[0] and None in cells and changes:
                found.append(column)
        return found

    def carry(self, index: int, grouped: Sequence[SheetColumn], carried: dict[int, Cell]) -> None:
        for column in grouped:
            cell = self.grid.cell(index, column.index)
            if cell is None:
                continue
            carried[column.index] = cell
            for narrower in grouped:
                if narrower.index > column.index:
                    # A new year begins without a month until one is written.
                    carried.pop(narrower.index, None)

    def period(
        self, index: int, columns: Sequence[SheetColumn], carried: Mapping[int, Cell]
    ) -> TitlePeriod | None:
        found: TitlePeriod | None = None
        for column in columns:
            cell = self.grid.cell(index, column.index)
            cell = carried.get(column.index) if cell is None else cell
            part = _PART_HEAD.search(column.words)
            each = (read_period(f"{part[0]} {cell}") if part and cell is not None else None) or read_period(
                cell
            )
            if each is None and (month := unparted_month(cell)) is not None:
                each = TitlePeriod(month[0], None, month[1], month[1])
            if each is None and is_month_number(cell) and _MONTHS_BELOW.search(column.words):
                assert isinstance(cell, int | str)
                each = TitlePeriod(None, None, int(cell), int(cell))
            if each is not None:
                found = each if found is None else found.within(each).within(found)
        return found

    def says_another(self, index: int, columns: Sequence[SheetColumn]) -> bool:
        """“Febuari” or “s.d. 2022” below “Bulan” or “Tahun”."""
        cells = (self.grid.cell(index, column.index) for column in columns)
        return any(isinstance(cell, str) and key(cell) for cell in cells)
