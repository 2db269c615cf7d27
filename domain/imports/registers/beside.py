"""What stands beside the lines of a register and says something of them: comments, notes, lines between
them, and the order of their days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from domain.imports.headings import ColumnRole
from domain.imports.noted import speaks_otherwise
from domain.imports.quality import FieldCell, RegisterLine
from domain.imports.registers.table import RegisterPart
from domain.imports.registers.titles import CALLED_OFF
from domain.imports.sheet import Mark
from domain.imports.words import key

_IN_ORDER = ("reported_on", "held_on", "happened_on", "arrived_on")
"""Days by which a list is kept, where it is kept by days."""
_FEWEST = 4
_MOST_TOLD = 20


class RegisterBeside(RegisterPart):
    def doubt(self, lines: Sequence[RegisterLine]) -> None:
        if not lines:
            return
        self._doubt_comments()
        self._doubt_notes()
        fields = {each.field.name for each in self.register.fields}
        for name in _IN_ORDER:
            if name in fields:
                self._doubt_swapped([*_days(lines, name)])

    def _doubt_comments(self) -> None:
        if not self.grid.sheet.marks.get(Mark.COMMENTED):
            return
        read = [column.index for column in self.table.having(ColumnRole.FIELD, ColumnRole.REGION)]
        found = (
            self.grid.address(row, index)
            for row in self.table.body
            for index in read
            if self.grid.marked(Mark.COMMENTED, row, index)
        )
        for at, _ in zip(found, range(_MOST_TOLD), strict=False):
            says = "Sel berkomentar; komentar tidak dibaca. Periksa di berkas."
            self.reading.doubt("comment", self.sheet, at, says)

    def _doubt_notes(self) -> None:
        for at, note in dict(self._notes()).items():
            words = key(note)
            if not speaks_otherwise(words) and not CALLED_OFF.search(words):
                continue
            says = (
                f"“{self.vocabulary.shown(note)}” di antara atau di bawah barisnya dapat mengubah arti baris "
                "lain. Dibaca seperti tertulis di barisnya; periksa."
            )
            self.reading.doubt("note-of-a-part", self.sheet, at, says)

    def _notes(self) -> Iterator[tuple[str, str]]:
        """Texts that stand alone in a row of the table."""
        for row in self.table.body:
            cells = self.grid.rows[row]
            if len(cells) - cells.count(None) == 1:
                index, cell = next((at, each) for at, each in enumerate(cells) if each is not None)
                if isinstance(cell, str):
                    yield self.grid.address(row, index), cell

    def _doubt_swapped(self, days: "Sequence[Dated]") -> None:
        """3 October between 9 and 12 March, in a list by days, was 10 March before a spreadsheet read it."""
        steps = [one <= other for (_, _, one), (_, _, other) in pairwise(days)]
        if len(days) < _FEWEST or steps.count(False) * _FEWEST > len(steps):
            return
        for before, (line, cell, day), after in zip(days, days[1:], days[2:], strict=False):
            if before[2] <= day <= after[2] or day.day > 12 or before[2] > after[2]:
                continue
            if before[2] <= date(day.year, day.day, day.month) <= after[2]:
                says = "Hari dan bulan di sini mungkin tertukar: baris di atas dan di bawahnya berurut."
                self.reading.doubt("days-out-of-order", self.sheet, line.address(cell), says)


Dated = tuple[RegisterLine, FieldCell, date]


def _days(lines: Iterable[RegisterLine], name: str) -> Iterator[Dated]:
    for line in lines:
        for cell in line.cells:
            if cell.name == name and isinstance(cell.read.value, str):
                yield line, cell, date.fromisoformat(cell.read.value)
