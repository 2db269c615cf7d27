"""Targets of commitments: their unit, and what may be several of them or a share."""

import re
from collections.abc import Sequence

from domain.imports.cells import read_count
from domain.imports.quality import CellState, FieldCell, FieldRead
from domain.imports.registers.cells import with_unit
from domain.imports.registers.columns import RegisterColumns
from domain.imports.registers.table import Register, RegisterPart

_PERCENT = re.compile(r"%|\bpersen")


class RegisterTargets(RegisterPart):
    def __init__(self, register: Register, columns: RegisterColumns) -> None:
        super().__init__(register)
        self.columns = columns

    def settle(self, row: int, cells: list[FieldCell]) -> None:
        cells += self._unit(row, cells)
        self._put_off_years(row, cells)
        self._put_off_shares(row, cells)

    def _unit(self, row: int, cells: Sequence[FieldCell]) -> list[FieldCell]:
        """“100 desa” is a target and its unit, where no column says the unit."""
        told = {cell.name for cell in cells if cell.read.value is not None}
        if "target" not in told or any(cell.name == "unit" for cell in cells):
            return []
        at = self.register.index_of("target")
        split = with_unit(self.grid.cell(row, at))
        return [self.register.say(row, at, "unit", FieldRead(split[1]))] if split else []

    def _put_off_years(self, row: int, cells: list[FieldCell]) -> None:
        """“Target 2025, 2026, 2027”: which of them is the commitment's, the file does not say."""
        place = next((at for at, cell in enumerate(cells) if cell.name == "target"), None)
        if place is None or not self.columns.targets:
            return
        told = [
            read_count(self.grid.cell(row, each.index), fractions=True).value for each in self.columns.targets
        ]
        years = tuple(f"{value:g}" for value in dict.fromkeys(told) if value is not None)
        says = "Berkas memuat target beberapa tahun atau triwulan; pilih target komitmen ini."
        read = FieldRead(None, CellState.DOUBTFUL, "target-of-years", says, years, True)
        at = self.columns.targets[0].index
        cells[place] = self.register.say(row, at, "target", read)

    def _put_off_shares(self, row: int, cells: list[FieldCell]) -> None:
        """0,8 may be 80 % as a spreadsheet keeps it, and 1 beside “%” is hardly one percent."""
        unit = next((str(cell.read.value) for cell in cells if cell.name == "unit"), "")
        most = 1.0 if _PERCENT.search(unit.casefold()) else 0.999
        for place, cell in enumerate(cells):
            value = cell.read.value
            if cell.name not in ("target", "baseline") or not isinstance(value, int | float):
                continue
            if 0 < value <= most and not isinstance(
                self.grid.cell(row, self.register.index_of(cell.name)), str
            ):
                written = f"{value:g}".replace(".", ",")
                says = f"Mungkin persen: {written} di lembar kerja dapat berarti {100 * value:g} %."
                read = FieldRead(None, CellState.DOUBTFUL, "percent", says, (f"{100 * value:g}",), True)
                at = self.register.index_of(cell.name)
                cells[place] = self.register.say(row, at, cell.name, read)
