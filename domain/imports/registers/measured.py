"""“Sasaran” above 20 desa and 30 orang is a target; above “Karang taruna” it says whom a plan reaches."""

import re

from domain.imports.cells import read_count
from domain.imports.fields import FIELDS
from domain.imports.headings import ColumnRole
from domain.imports.kinds import ImportKind
from domain.imports.quality import CellState
from domain.imports.registers.cells import with_unit
from domain.imports.registers.table import RegisterPart
from domain.imports.sheet import Cell

_MAY_BE_A_TARGET = re.compile(r"(?:sasaran|volume|vol|jumlah sasaran|kuantitas)")
_MOSTLY = 0.6


class RegisterMeasured(RegisterPart):
    def settle(self) -> None:
        """Of commitments, where no column is called their target."""
        if self.kind is not ImportKind.COMMITMENTS:
            return
        if any(column.field is not None and column.field.name == "target" for column in self.table.columns):
            return
        target = next(each for each in FIELDS[self.kind] if each.name == "target")
        for column in self.table.having(ColumnRole.UNKNOWN):
            cells = [cell for cell in self.register.cells(column) if cell is not None]
            if not _MAY_BE_A_TARGET.fullmatch(column.lowest) or not cells:
                continue
            if sum(map(_is_an_amount, cells)) >= _MOSTLY * len(cells):
                column.role, column.field = ColumnRole.FIELD, target
                return


def _is_an_amount(cell: Cell) -> bool:
    return with_unit(cell) is not None or read_count(cell, fractions=True).state is CellState.VALUE
