"""Desks across and kabupaten down, “ada” and “tidak ada” in between: each cell is the state of one desk."""

from collections.abc import Sequence
from string import ascii_uppercase

from domain.imports.desk_columns import desks_of, states_of
from domain.imports.fields import FIELDS
from domain.imports.headings import ColumnRole
from domain.imports.kinds import ImportKind
from domain.imports.quality import FieldCell, FieldRead, RegisterLine
from domain.imports.registers.cells import RegisterCells
from domain.imports.registers.places import RegisterPlaces
from domain.imports.registers.table import BLANK, FieldColumn, RegisterPart
from domain.imports.registers.times import RegisterTimes


class RegisterDesksAcross(RegisterPart):
    def settle(self) -> list[tuple[int, str]]:
        """The columns, and which desk each is; none where they hold anything but states."""
        if self.kind is not ImportKind.SERVICES:
            return []
        found = desks_of(self.table.columns)
        if not found or not states_of(self.register.cells(column) for column, _ in found):
            return []
        for column, _ in found:
            column.role, column.field = ColumnRole.FIELD, None
        return [(column.index, code) for column, code in found]

    def lines(
        self,
        rows: Sequence[int],
        desks: Sequence[tuple[int, str]],
        places: RegisterPlaces,
        times: RegisterTimes,
        cells: RegisterCells,
        record: int,
    ) -> int:
        """One line a desk; returns the number of the next."""
        status = next(each for each in FIELDS[self.kind] if each.name == "status")
        columns = {index: FieldColumn(index, status, False, False) for index, _ in desks}
        for row in rows:
            region, place = places.of_row(row)
            starts_on, ends_on = times.of_row(row)
            for index, code in desks:
                read = cells.of(row, columns[index], self.grid.cell(row, index))
                if read.read is BLANK:
                    continue
                said: list[FieldCell] = [
                    self.register.say(row, index, "desk", FieldRead(code)),
                    self.register.told(row, index, read),
                ]
                if place is not None:
                    said.append(self.register.told(row, places.at, place) if self.grid.turned else place)
                at = int(said[0].column.lstrip(ascii_uppercase)) if self.grid.turned else row + 1
                self.reading.lines.append(
                    RegisterLine(self.sheet, at, record, region, starts_on, ends_on, said, self.grid.turned)
                )
                record += 1
        return record
