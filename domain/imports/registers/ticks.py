"""A choice that is ticked across, a column each: “Lidik | Sidik | P-21”, “Ada | Tidak ada”; or answered by ya
and tidak."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from domain.figures.cases import PoliceStage
from domain.imports.cells import TICKS, says_nothing
from domain.imports.dates import Order, read_date
from domain.imports.fields import FIELDS, Field, FieldType
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.quality import FieldCell, FieldRead
from domain.imports.registers.table import Register, RegisterPart, put_off
from domain.imports.sheet import Cell
from domain.imports.words import key

_NEVER = (ColumnRole.NUMBER, ColumnRole.REGION, ColumnRole.CODE)
_FEWEST = 2
_ORDER = [str(stage) for stage in PoliceStage]

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NO = frozenset(["tidak", "tdk", "no", "false"])


def _is_unticked(cell: Cell) -> bool:
    return says_nothing(cell) or (isinstance(cell, str) and key(cell) in _NO)


class RegisterTicks(RegisterPart):
    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self.groups: list[tuple[Field, list[tuple[int, str]]]] = []
        """Of each field that is ticked its columns and what each stands for."""

    def settle(self) -> None:
        for field in FIELDS[self.kind]:
            found = self._columns_of(field) if field.type is FieldType.CHOICE else []
            if len({code for _, code in found}) < _FEWEST or not self._says_any([each for each, _ in found]):
                continue
            self.groups.append((field, [(column.index, code) for column, code in found]))
            for column, _ in found:
                column.role, column.field, column.identity = ColumnRole.FIELD, None, ""

    @property
    def names(self) -> set[str]:
        return {field.name for field, _ in self.groups}

    def _columns_of(self, field: Field) -> list[tuple[SheetColumn, str]]:
        """Columns beside each other that are headed by a choice of the field, and hold nothing but ticks."""
        found: list[tuple[SheetColumn, str]] = []
        for column in self.table.columns:
            head = key(_IN_BRACKETS.sub("", column.strings[-1])) if column.strings else ""
            codes = {code for code, pattern in field.choices if pattern.search(head)}
            if (
                column.lowest
                and len(codes) == 1
                and column.role not in _NEVER
                and self._is_ticked(column, field)
            ):
                found.append((column, codes.pop()))
        apart = any(other.index != one.index + 1 for (one, _), (other, _) in pairwise(found))
        return [] if apart else found

    def _is_ticked(self, column: SheetColumn, field: Field) -> bool:
        """Of a stage the day on which it was reached is as good as a tick."""
        cells = self.grid.down(column.index, self.register.unsummed)
        said = [cell for cell in cells if not _is_unticked(cell)]
        if field.name == "police_stage" and said and all(map(self._is_a_day, said)):
            return True
        return all(key(str(cell)) in TICKS or cell in TICKS for cell in said)

    def _is_a_day(self, cell: Cell) -> bool:
        if isinstance(cell, date):
            return True
        return isinstance(cell, str) and read_date(cell, Order(), self.reference.today).day is not None

    def _says_any(self, columns: Sequence[SheetColumn]) -> bool:
        return any(not _is_unticked(cell) for column in columns for cell in self.register.cells(column))

    def of_line(self, row: int) -> list[FieldCell]:
        found: list[FieldCell] = []
        for field, columns in self.groups:
            at = [(index, code) for index, code in columns if not _is_unticked(self.grid.cell(row, index))]
            if not at:
                continue
            if field.name == "police_stage":
                at = [max(at, key=lambda each: _ORDER.index(each[1]))]
            codes = tuple(code for _, code in at)
            says = f"Lebih dari satu {field.label} dicentang di baris ini; pilih satu."
            read = FieldRead(codes[0]) if len(codes) == 1 else put_off("choice-unknown", says, codes)
            found.append(self.register.say(row, at[0][0], field.name, read))
        return found
