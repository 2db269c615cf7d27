"""Days of which month and year stand elsewhere: in columns beside them, in a line above, or in the title."""

import re
from collections.abc import Sequence
from datetime import date

from domain.imports.grid import carried_down, filled_cells, is_carried
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.month_names import MONTHS
from domain.imports.periods import read_period
from domain.imports.registers.table import DATES, Register, RegisterPart
from domain.imports.registers.times import RegisterTimes
from domain.imports.sheet import Cell, is_number
from domain.imports.words import key

_MONTH_HEADS = frozenset(["bln", "bulan", "month"])
_YEAR_HEADS = frozenset(["thn", "tahun", "th", "year"])
_DAY_HEADS = frozenset(["tgl", "tanggal", "hari tgl", "hari tanggal", "tarikh", "hari"])
_LAST_DAY, _LAST_MONTH = 31, 12
_YEAR_ALONE = re.compile(r"(?:tahun|thn|th)? ?(?:19|20)\d\d")
_DAY_AND_MONTH = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)})")
Month = tuple[int | None, int | None]
"""Year and month, each where it is known."""


class RegisterDays(RegisterPart):
    def __init__(self, register: Register, times: RegisterTimes) -> None:
        super().__init__(register)
        self.times = times
        self._above: Month = (None, None)
        self._groups: dict[int, Month] = {}
        """By row, the month that a line above its group names."""
        self._carried: dict[int, Sequence[Cell]] = {}
        """By column, what each line says or what stands above it."""

    def settle(self) -> None:
        """“Bln” and “Thn” below “Tanggal lapor” are no days of their own."""
        for column in self.table.columns:
            is_dated = column.field is not None and column.field.type in DATES
            if is_dated and column.lowest in _MONTH_HEADS | _YEAR_HEADS:
                column.role, column.field = ColumnRole.ROW_PERIOD, None

    def look_above(self, row: int) -> None:
        cells = self.grid.rows[row]
        is_alone = self.grid.sheet.merged or len(cells) - cells.count(None) == 1
        own = (
            []
            if not is_alone
            else [cell for cell in filled_cells(self.grid.rows[row]) if not is_carried(cell)]
        )
        if len(own) == 1 and isinstance(own[0], str) and not own[0][0].isdigit():
            found = read_period(own[0])
            if found is not None and found.last_month is not None and found.first_month == found.last_month:
                self._above = (found.year or self._above[0], found.last_month)
            elif found is not None and _YEAR_ALONE.fullmatch(key(own[0])):
                self._above = (found.year, None)
        self.belongs(row)

    def belongs(self, row: int) -> None:
        """Gives a line the month of its group, or its year."""
        if self._above != (None, None):
            self._groups[row] = self._above

    def look_at_header(self) -> None:
        """“JANUARI 2025” right below the headings is the first group, though it was taken for a level."""
        for row in self.table.header[1:]:
            self.look_above(row)

    def complete(self, rows: Sequence[int]) -> None:
        """A day between 1 and 31, and “12 Maret”, become whole ones where the rest is said for their line."""
        columns = [c for c in self.table.having(ColumnRole.FIELD) if c.field and c.field.type in DATES]
        whole = False
        for column in filter(self._is_a_day, columns):
            for row, cell in zip(rows, self.grid.down(column.index, rows), strict=True):
                day = self._whole_day(row, cell)
                if day is not None:
                    self.grid.put(row, column.index, day)
                    whole = True
        if whole:
            says = (
                "Hari tanpa bulan dilengkapi dengan bulan dan tahun di kolom, baris kelompok, atau judulnya."
            )
            self.reading.understand("month-of-day", self.sheet, says)

    def _whole_day(self, row: int, cell: Cell) -> date | None:
        """31 February stays what it is, and is told as no day."""
        day = _whole_number(cell, _LAST_DAY)
        year, month = (None, None) if day is None else self._month_of(row)
        if day is None and row in self._groups and isinstance(cell, str):
            named = _DAY_AND_MONTH.fullmatch(key(cell))
            if named is not None:
                day, month, year = int(named[1]), MONTHS[named[2]], self._groups[row][0]
        if day is None or year is None or month is None:
            return None
        try:
            return date(year, month, day)
        except ValueError:
            return None

    def _is_a_day(self, column: SheetColumn) -> bool:
        return column.lowest in _DAY_HEADS or key(column.words).startswith(("tgl", "tanggal"))

    def _month_of(self, row: int) -> Month:
        year, month = self._beside(row)
        above = self._groups.get(row, (None, None))
        starts_on, ends_on = self.times.span
        is_month, is_year = starts_on[:7] == ends_on[:7], starts_on[:4] == ends_on[:4]
        titled: Month = (
            int(starts_on[:4]) if starts_on and is_year else None,
            int(starts_on[5:7]) if starts_on and is_month else None,
        )
        month = month or above[1] or titled[1]
        return year or above[0] or titled[0], month

    def _beside(self, row: int) -> Month:
        year = month = None
        for column in self.table.having(ColumnRole.ROW_PERIOD):
            cell = self._said_above(column.index)[row - self.table.body.start]
            if column.lowest in _YEAR_HEADS:
                year = _whole_number(cell, 2100)
                year = year + 2000 if year is not None and year < 100 else year
            elif column.lowest in _MONTH_HEADS:
                month = MONTHS.get(key(str(cell))) or _whole_number(cell, _LAST_MONTH)
                said = read_period(cell) if month is None else None
                if said is not None and said.first_month == said.last_month:
                    year, month = said.year or year, said.last_month  # “Jan-26”
        return year, month

    def _said_above(self, index: int) -> Sequence[Cell]:
        """Of each line, where a column names month or year in the first line of its group alone."""
        if index not in self._carried:
            self._carried[index] = carried_down(self.grid, index, self.table.body)
        return self._carried[index]


def _whole_number(cell: Cell, most: int) -> int | None:
    if is_number(cell):
        assert isinstance(cell, int | float)
        return int(cell) if float(cell).is_integer() and 0 < cell <= most else None
    return int(cell) if isinstance(cell, str) and cell.isdigit() and 0 < int(cell) <= most else None
