"""Lists of events: one arrival or one day at a post a line, and how many persons each was of.

A line then counts as many as it says, on its day; what men, women and children say is held against their sum.
"""

import re
from collections.abc import Mapping
from functools import cached_property

from domain.imports import identity
from domain.imports.ages import SEXES
from domain.imports.cells import read_count
from domain.imports.fields import PERSONS
from domain.imports.grid import is_total_label
from domain.imports.headings import ColumnRole, SheetColumn, subgroup_of
from domain.imports.quality import CellState, FieldCell, FieldRead
from domain.imports.registers.table import Register, RegisterPart, put_off
from domain.imports.sheet import is_number
from domain.imports.words import key
from domain.time.formats import number as formatted

_OF_PERSONS = r"(?:orang|org|jiwa|c?pmi|tki|deportan|jenazah|penumpang)"
_HOW_MANY = re.compile(
    rf"(?:jumlah|jml|jlh|total|banyak|banyaknya)(?: {_OF_PERSONS})*|{_OF_PERSONS}(?: {_OF_PERSONS})*"
)
_CHILDREN = "children"
_PARTS = {**SEXES, "anak": _CHILDREN, "anak anak": _CHILDREN, "balita": _CHILDREN}
_COUNT_OF = re.compile(rf"^(?:jumlah|jml|jlh)\b ?|\b{_OF_PERSONS}\b ?")
_MEN_AND_WOMEN = ("men", "women")
_BOYS_AND_GIRLS = ("boys", "girls")
_BY_SEX_AND_AGE = {
    "laki-laki anak": "boys",
    "perempuan anak": "girls",
    "laki-laki dewasa": "men",
    "perempuan dewasa": "women",
}


class RegisterEvents(RegisterPart):
    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self.whole: int | None = None
        """The column of all persons of a line."""
        self.parts: Mapping[str, int] = {}
        """Those of men, women, boys, girls and children."""

    @property
    def are_listed(self) -> bool:
        return self.whole is not None or bool(self.parts)

    def settle(self) -> bool:
        """Whether lines with a day each count persons in columns that leave no choice."""
        if not any(each.is_dated for each in self.register.fields):
            return False
        counting = [column for column in self._open if self._counts(column)]
        wholes = [column for column in counting if _HOW_MANY.fullmatch(column.lowest)]
        parts = {part: column for column in counting if (part := _part_of(column))}
        if len(parts) < sum(bool(_part_of(column)) for column in counting):
            return False
        if _CHILDREN in parts and parts.keys() & set(_BOYS_AND_GIRLS):
            return False
        has_both = parts.keys() >= set(_MEN_AND_WOMEN)
        if len(wholes) > 1 or not (wholes or (has_both and _CHILDREN not in parts)):
            return False
        if parts.keys() & set(_MEN_AND_WOMEN) and not has_both:
            return False
        self.whole = wholes[0].index if wholes else None
        self.parts = {part: column.index for part, column in parts.items()}
        for column in (*wholes, *parts.values()):
            column.role, column.field = ColumnRole.FIELD, None
        says = "Satu baris memuat beberapa orang: dibaca sebagai jumlah orang pada hari itu."
        self.reading.understand("lines-of-several", self.sheet, says)
        return True

    @cached_property
    def _open(self) -> list[SheetColumn]:
        return [
            column
            for column in self.table.having(ColumnRole.UNKNOWN, ColumnRole.FIELD)
            if column.field is None and not identity.heading_kind(column.strings)
        ]

    def _counts(self, column: SheetColumn) -> bool:
        cells = [self.grid.cell(row, column.index) for row in self.register.unsummed]
        reads = [read_count(cell) for cell in cells if cell is not None]
        return bool(reads) and all(not read.rule or read.rule == "by-sex" for read in reads)

    def of_line(self, row: int) -> list[FieldCell]:
        if not self.are_listed:
            return []
        told = {part: read_count(self.grid.cell(row, at)).value for part, at in self.parts.items()}
        men_and_women = [told.get(part) or 0 for part in _MEN_AND_WOMEN if part in told]
        small = sum(told.get(part) or 0 for part in _BOYS_AND_GIRLS)
        if self.whole is None:
            by_sex = [] if small else self._by_sex(row, told)
            return [self._sum(row, sum(men_and_women) + small), *by_sex]
        read = read_count(self.grid.cell(row, self.whole))
        if not is_number(read.value):
            return []
        adults, children = sum(men_and_women), (told.get(_CHILDREN) or 0) + small
        sums = {adults, adults + children} if men_and_women else {read.value}
        if read.value not in sums:
            whole, together = int(read.value or 0), int(adults + children)
            says = (
                f"Jumlah tertulis {formatted(whole)}, sedangkan rinciannya di baris itu berjumlah "
                f"{formatted(together)}. Pilih yang benar."
            )
            found = put_off("total-differs", says, (str(whole), str(together)))
            return [self.register.say(row, self.whole, PERSONS, found)]
        counted = FieldRead(read.value, CellState.VALUE)
        persons = [self.register.say(row, self.whole, PERSONS, counted)]
        # Where the children are counted beside them, men and women are the grown ones alone.
        return persons if children and read.value != adults else [*persons, *self._by_sex(row, told)]

    def _sum(self, row: int, total: float) -> FieldCell:
        says = "Laki-laki dan perempuan di kolom masing-masing; yang dibaca jumlahnya."
        read = FieldRead(total, CellState.VALUE, "by-sex", says, (f"{total:g}",))
        return self.register.say(row, self.parts[_MEN_AND_WOMEN[0]], PERSONS, read)

    def _by_sex(self, row: int, told: Mapping[str, float | None]) -> list[FieldCell]:
        return [
            self.register.say(row, self.parts[part], part, FieldRead(value))
            for part in _MEN_AND_WOMEN
            if (value := told.get(part)) is not None
        ]


def _part_of(column: SheetColumn) -> str:
    """Men, women or children, by the lowest level of its heading."""
    if is_total_label(column.lowest):
        return ""
    words = key(_COUNT_OF.sub("", column.lowest))
    return _PARTS.get(words) or _BY_SEX_AND_AGE.get(subgroup_of(words), "")
