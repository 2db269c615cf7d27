"""Codes that a heading explains, “Jenis kelamin (1=L, 2=P)”, as programs of surveys write them."""

import re

from domain.imports.fields import FIELDS, FieldType
from domain.imports.headings import ColumnRole, SheetColumn, name_column
from domain.imports.registers.table import RegisterPart
from domain.imports.sheet import Cell, is_number
from domain.imports.words import key

_PAIR = re.compile(
    r"(?<![^\W_])(\d{1,2}|[A-Za-z])\s*=\s*([^=,;/|()\[\]\n]{1,60}?)\s*(?=[,;/|)\]\n]|\s\d{1,2}\s*=|$)"
)
_FEWEST = 2
_OF_A_CHILD = re.compile(
    r"(?:(?:apakah|is) )?(?:korban |c?pmi )?(?:masih )?(?:anak(?: anak)?|di ?bawah umur|child|minor)"
    r"(?: (?:y t|ya tidak|y n))?"
)
_YES, _NO = frozenset(["ya", "y", "true", "yes"]), frozenset(["tidak", "tdk", "t", "false", "no", "n"])


class RegisterLegends(RegisterPart):
    def settle(self) -> None:
        """The heading without its codes, and what they stand for in the cells below it."""
        for column in self.table.columns:
            text = column.strings[-1] if column.strings else ""
            pairs = [*_PAIR.finditer(text)]
            if len(pairs) < _FEWEST:
                continue
            meanings = {key(match[1]): match[2].strip() for match in pairs}
            self._rename(column, text[: pairs[0].start()].rstrip(" ([:;-\n"))
            for row in self.table.body:
                meant = meanings.get(_code(self.grid.cell(row, column.index)))
                if meant:
                    self.grid.put(row, column.index, meant)
            where = self.grid.where(column.index)
            says = f"Kode di {where} dibaca seperti dijelaskan di kepala kolomnya."
            self.reading.understand("codes-of-heading", self.sheet, says)
        self._read_flags()

    def _read_flags(self) -> None:
        """“Korban anak: true” beside the sex tells the age, where no column of ages does."""
        age = next((each for each in FIELDS[self.kind] if each.type is FieldType.AGE), None)
        if age is None or any(column.field is age for column in self.table.columns):
            return
        for column in self.table.columns:
            if not _OF_A_CHILD.fullmatch(column.lowest):
                continue
            cells = {key(str(cell)) for cell in self.register.cells(column) if cell is not None}
            if not cells or not cells <= _YES | _NO:
                continue
            for row in self.table.body:
                cell = self.grid.cell(row, column.index)
                if cell is not None:
                    self.grid.put(row, column.index, "anak" if key(str(cell)) in _YES else "dewasa")
            column.role, column.field, column.identity = ColumnRole.FIELD, age, ""
            return

    def _rename(self, column: SheetColumn, head: str) -> None:
        *above, last = column.strings
        column.texts = (*above, head or last)
        column.field, column.level = None, None
        name_column(column, self.kind, self.reference.countries, register=True)


def _code(cell: Cell) -> str:
    if is_number(cell):
        assert isinstance(cell, int | float)
        return f"{cell:g}"
    return key(cell) if isinstance(cell, str) else ""
