"""Columns that are a choice's by what stands in them: “Ket.” above aktif and belum terbentuk, “Kedudukan”
above Provinsi and Kabupaten."""

from datetime import date

from domain.imports.also_called import CHOSEN_BELOW
from domain.imports.fields import FIELDS, Field
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.periods import TitlePeriod, read_period
from domain.imports.registers.above import are_titled_as_one_kind
from domain.imports.registers.table import RegisterPart
from domain.imports.remarks import says_a_choice
from domain.imports.stages import is_choice

_SAMPLE = 400
_ANY_YEAR = 2000
"""Of headings that name months alone."""


class RegisterRemarks(RegisterPart):
    def settle(self) -> None:
        """Where no column bears the name of a choice, and most remarks are one of it."""
        have = {column.field.name for column in self.table.columns if column.field is not None}
        for field in FIELDS[self.kind]:
            if field.name in have or self._is_headed_so(field):
                continue
            if field.name == "kind" and are_titled_as_one_kind(self.register):
                continue
            if field.name == "sector":
                continue  # “Kapal” and “Hotel” may be how somebody came home, and where he slept
            notes = self.table.having(ColumnRole.NOTE)
            told = [column for column in notes if says_a_choice(self.register.cells(column)[:_SAMPLE], field)]
            if len(told) != 1:
                continue
            told[0].role, told[0].field = ColumnRole.FIELD, field
            says = f"Isi {self.grid.where(told[0].index)} dibaca sebagai {field.label}."
            self.reading.understand("remarks-choose", self.sheet, says)

    def _is_headed_so(self, field: Field) -> bool:
        """Whether a column was its by a heading that may say other things, and by its cells."""
        patterns = [pattern for name, pattern in CHOSEN_BELOW.get(self.kind, ()) if name == field.name]
        named = [
            column
            for column in self.table.columns
            if column.field is None and any(each.search(column.lowest) for each in patterns)
        ]
        headed = [
            column
            for column in named
            if says_a_choice(self.register.cells(column)[:_SAMPLE], field, among_words=True)
        ]
        if not headed:
            return False
        later = [each for each in named if _last_day(each) > date.min and self._only_chooses(each, field)]
        column = max([*headed, *later], key=_last_day)  # of several alike the first
        for earlier in sorted(headed, key=_last_day, reverse=True):
            if _last_day(earlier) < _last_day(column):
                self._fill_in(column, earlier, field)
        column.role, column.field, column.identity = ColumnRole.FIELD, field, ""
        return True

    def _only_chooses(self, column: SheetColumn, field: Field) -> bool:
        """Of a state that was written again of some lines alone."""
        cells = [cell for cell in self.register.cells(column)[:_SAMPLE] if cell is not None]
        return bool(cells) and all(isinstance(cell, str) and is_choice(cell, field) for cell in cells)

    def _fill_in(self, column: SheetColumn, earlier: SheetColumn, field: Field) -> None:
        """What was so in March, where June says nothing: told."""
        filled = False
        for row in self.table.body:
            before = self.grid.cell(row, earlier.index)
            if self.grid.cell(row, column.index) is None and isinstance(before, str):
                self.grid.put(row, column.index, before)
                filled = True
        if filled and self.table.header:
            says = (
                f"Di baris yang kosong di sini, {field.label} dibaca dari "
                f"{self.grid.where(earlier.index)}; mungkin belum diperbarui."
            )
            at = self.grid.address(self.table.header[-1], column.index)
            self.reading.doubt("stage-of-several", self.sheet, at, says)


def _last_day(column: SheetColumn) -> date:
    """“Status per Juni” stands for what it was in March, too."""
    period = read_period(column.lowest)
    span = period.within(TitlePeriod(_ANY_YEAR)).span if period is not None else None
    return span.ends_on if span is not None else date.min
