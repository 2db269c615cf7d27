"""Sex and age in one column, “L/33” and “17 th (P)”, as the police write them."""

import re

from domain.imports.ages import SEXES
from domain.imports.fields import FIELDS, Field, FieldType
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.registers.table import RegisterPart
from domain.imports.sheet import Cell
from domain.imports.words import key

_SEX = r"(?:laki[- ]laki|perempuan|pria|wanita|lk|pr|l|p)"
_AGE = r"(?:\d{1,3}\s*(?:th|thn|tahun|bln|bulan)?\.?|anak|dewasa|balita|bayi)"
_BETWEEN = r"\s*[-/,;:(]?\s*"
_SEX_FIRST = re.compile(rf"\s*({_SEX})\b\.?{_BETWEEN}({_AGE})\s*\)?\s*", re.IGNORECASE)
_AGE_FIRST = re.compile(rf"\s*({_AGE}){_BETWEEN}\b({_SEX})\s*\)?\s*", re.IGNORECASE)
_OF_AN_AGE = re.compile(r"\b(?:umur|umr|usia|age)\b")
_MOSTLY = 0.5
"""Of the cells of a column."""


class RegisterSexWithAge(RegisterPart):
    def settle(self) -> set[int]:
        """The column that is read twice, as sex and as age, where no other column is either."""
        personal = {each.type: each for each in FIELDS[self.kind]}
        if FieldType.SEX not in personal or FieldType.AGE not in personal:
            return set()
        sex, age = personal[FieldType.SEX], personal[FieldType.AGE]
        known = [column for column in self.table.columns if column.field in (sex, age)]
        for column in known or self.table.having(ColumnRole.UNKNOWN):
            if len(known) <= 1 and _OF_AN_AGE.search(column.words) and self._holds_both(column):
                self._give(column, sex, age)
                return {column.index}
        return set()

    def _give(self, column: SheetColumn, sex: Field, age: Field) -> None:
        column.role, column.field = ColumnRole.FIELD, sex
        self.table.columns.append(SheetColumn(column.index, column.texts, ColumnRole.FIELD, field=age))
        where = self.grid.where(column.index)
        says = f"Isi {where} dibaca sebagai jenis kelamin dan umur."
        self.reading.understand("sex-with-age", self.sheet, says)

    def _holds_both(self, column: SheetColumn) -> bool:
        cells = [cell for cell in self.register.cells(column) if cell is not None]
        both = sum(isinstance(cell, str) and _told(cell) is not None for cell in cells)
        return both > 0 and both >= _MOSTLY * len(cells)


def sex_of(cell: Cell) -> Cell:
    """The sex alone; what is not written so stays as it is, and is told as no sex."""
    found = _told(cell) if isinstance(cell, str) else None
    return cell if found is None else found[0]


def age_of(cell: Cell) -> Cell:
    found = _told(cell) if isinstance(cell, str) else None
    return cell if found is None else found[1]


def _told(text: str) -> tuple[str, str] | None:
    if match := _SEX_FIRST.fullmatch(text):
        sex, age = match[1], match[2]
    elif match := _AGE_FIRST.fullmatch(text):
        sex, age = match[2], match[1]
    else:
        return None
    return (sex, age) if key(sex) in SEXES else None
