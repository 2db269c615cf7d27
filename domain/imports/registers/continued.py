"""Lines whose text goes on in the row below, as a table scanned or pasted from a paper has them: the row
without a number and a day of its own is no line, and what it holds is the rest of the one above."""

import re
from collections.abc import Mapping, Sequence

from domain.imports.cells import MARKS
from domain.imports.fields import FieldType
from domain.imports.grid import is_carried, is_note, is_total_label
from domain.imports.headings import ColumnRole
from domain.imports.registers.table import DATES, RegisterPart
from domain.imports.sheet import Cell
from domain.imports.words import is_ditto

_OF_ONE_LINE = (*DATES, FieldType.COUNT, FieldType.NUMBER, FieldType.SEX, FieldType.AGE)
"""What another person or report below the first has of its own, and the rest of a text never."""
_ASKED = (ColumnRole.FIELD, ColumnRole.REGION)
_CALLED = re.compile(r"\s*(?:kec(?:amatan)?|kab(?:upaten)?|kota)\b", re.IGNORECASE)
_CUT = ("/", "-", "(")
_FEWEST = 2


class RegisterContinued(RegisterPart):
    def join(self, rows: Sequence[int]) -> list[int]:
        """The lines alone, each with the rest of its cells; where something was joined, it is told."""
        numbers = self.table.having(ColumnRole.NUMBER)
        if not numbers or self.grid.turned:
            return list(rows)
        cells = zip(rows, self.grid.down(numbers[0].index, rows), strict=True)
        numbered = [row for row, cell in cells if cell is not None]
        if len(numbered) < _FEWEST or 2 * len(numbered) < len(rows):
            return list(rows)
        kept: list[int] = []
        last, known = -1, set(numbered)
        for row in rows:
            if kept and row not in known and row == last + 1 and self._goes_on(kept[-1], row):
                self._join(kept[-1], row)
            else:
                kept.append(row)
            last = row
        return kept

    def _goes_on(self, line: int, row: int) -> bool:
        types = {each.index: each.field.type for each in self.register.fields}
        asked = {column.index for column in self.table.having(*_ASKED)}
        if any(is_carried(self.grid.cell(row, index)) for index in asked):
            return False  # a further victim of a case that is merged over both
        own = [index for index in asked if self.grid.cell(row, index) is not None]
        above = [index for index in asked if self.grid.cell(line, index) is not None]
        return (
            0 < len(own) < len(above)
            and all(_is_text(self.grid.cell(row, index)) for index in own)
            and all(types.get(index) not in _OF_ONE_LINE for index in own)
            and all(isinstance(self.grid.cell(line, index), str) for index in own)
            and not (len(own) == 1 and self._heads_a_group(row, own[0], types))
        )

    def _heads_a_group(self, row: int, index: int, types: Mapping[int, FieldType]) -> bool:
        """“Kec. Wewiku” alone, below numbers and texts: the place of the lines that follow."""
        found = self.reference.gazetteer.read(self.grid.cell(row, index))
        return index in types and found.is_wide and _CALLED.match(str(self.grid.cell(row, index))) is not None

    def _join(self, line: int, row: int) -> None:
        for column in self.table.having(*_ASKED, ColumnRole.NOTE, ColumnRole.UNKNOWN):
            above, rest = self.grid.cell(line, column.index), self.grid.cell(row, column.index)
            if not isinstance(rest, str) or not isinstance(above, str):
                continue
            joined = above + ("" if above.endswith(_CUT) else " ") + rest
            self.grid.put(line, column.index, joined)
            if column.role in _ASKED:
                says = f"Baris {row + 1} tanpa nomor dan tanggal sendiri; dibaca sebagai sambungan sel ini."
                self.reading.doubt("line-continued", self.sheet, self.grid.address(line, column.index), says)


def _is_text(cell: Cell) -> bool:
    return (
        isinstance(cell, str)
        and cell.casefold() not in MARKS
        and not is_ditto(cell)
        and not is_total_label(cell)
        and not is_note(cell)
    )
