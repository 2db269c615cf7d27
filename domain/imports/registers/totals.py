"""What a register adds up below its lines, beside what its lines are: evidence, and never a line."""

import re
from collections.abc import Sequence
from functools import cached_property

from domain.imports.cells import read_count
from domain.imports.fields import FieldType
from domain.imports.headings import ColumnRole
from domain.imports.kinds import ImportKind
from domain.imports.registers.table import Register, RegisterPart
from domain.imports.sheet import Cell, is_number
from domain.time.formats import number

_CASES = re.compile(r"(?<!\d)(\d{1,5})\s*(?:kasus|lp|laporan(?: polisi)?|perkara)\s*$", re.IGNORECASE)
_PERSONS = re.compile(r"(?<!\d)(\d{1,5})\s*(?:orang|org|jiwa|c?pmi|jenazah|deportan)\s*$", re.IGNORECASE)

_HEADS_A_COUNT = re.compile(r"\b(?:jumlah|jml|jlh|total|korban|orang|org)\b")


class RegisterTotals(RegisterPart):
    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self.written: list[int] = []
        """Rows that call themselves a total."""

    def is_unnamed(self, row: int, lines: Sequence[int]) -> bool:
        """3 and 3 below the counts, and nothing else: the sum, where it is that of every column."""
        cells = self.grid.rows[row]
        if len(cells) - cells.count(None) > self.most_cells:
            return False  # as most lines do, it says more
        own = self.register.own(row)
        if len(lines) < 2 or not own or not set(own) <= {*self._counts, *self._counts_unread}:
            return False
        if not all(_is_plain(self.grid.cell(row, index)) for index in own):
            return False
        return all(self._sum(index, lines) == read_count(self.grid.cell(row, index)).value for index in own)

    def check(self, rows: Sequence[int]) -> None:
        """A total that is neither that of its group nor that of all lines above it."""
        sheet = self.grid.sheet
        if self.grid.turned or sheet.hidden_rows or not self.written:
            return
        last = -1
        for row in self.written:
            group = [each for each in rows if last < each < row]
            above = [each for each in rows if each < row]
            for index in self._counts if above else ():
                self._check(row, index, group, above)
            self._check_lines(row, {len(group), len(above)})
            last = row

    def _check(self, row: int, index: int, group: Sequence[int], above: Sequence[int]) -> None:
        cell = self.grid.cell(row, index)
        written = read_count(cell).value if _is_plain(cell) else None
        sums = (self._sum(index, group), self._sum(index, above))
        if written is None or written in sums or None in sums:
            return
        says = f"Jumlah tertulis {number(written)}, hitungan baris di atasnya {number(sums[1] or 0)}."
        at = self.grid.address(row, index)
        self.reading.doubt("total-differs", self.sheet, at, f"{says} Yang dibaca barisnya.", ())

    def _check_lines(self, row: int, lines: set[int]) -> None:
        """“Jumlah: 5 kasus” below four lines."""
        unit = _CASES if self.kind is ImportKind.CASES else _PERSONS if self.register.is_of_persons else None
        for index, cell in enumerate(self.grid.rows[row]) if unit is not None else ():
            said = unit.search(cell) if isinstance(cell, str) and unit is not None else None
            if said is not None and int(said[1]) not in lines:
                says = f"Jumlah tertulis {said[1]}, baris di atasnya {max(lines)}. Yang dibaca barisnya."
                self.reading.doubt("total-differs", self.sheet, self.grid.address(row, index), says)

    @property
    def most_cells(self) -> int:
        """Of a sum without a name."""
        return len(self._counts) + len(self._counts_unread)

    @cached_property
    def _counts_unread(self) -> list[int]:
        """“Jml Korban”, of whom nothing tells men, women and children apart, is added up all the same."""
        return [c.index for c in self.table.having(ColumnRole.UNKNOWN) if _HEADS_A_COUNT.search(c.lowest)]

    @cached_property
    def _counts(self) -> list[int]:
        columns = self.table.having(ColumnRole.FIELD)
        return [c.index for c in columns if c.field is not None and c.field.type is FieldType.COUNT]

    def _sum(self, index: int, rows: Sequence[int]) -> float | None:
        """None where a line holds anything but a count."""
        found = 0.0
        for row in rows:
            cell = self.grid.cell(row, index)
            value = read_count(cell).value
            if value is None and cell is not None:
                return None
            found += value or 0
        return found


def _is_plain(cell: Cell) -> bool:
    return is_number(cell) or (isinstance(cell, str) and cell.isdigit())
