"""Desks across and kabupaten down, “ada” and “tidak ada” in between: each cell is the state of one desk."""

import re
from collections.abc import Sequence
from string import ascii_uppercase

from domain.imports.desk_columns import desks_of, is_dash, is_tick, states_of, ticked
from domain.imports.fields import FIELDS
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.quality import FieldCell, FieldRead, RegisterLine
from domain.imports.registers.down import RegisterDown
from domain.imports.registers.places import RegisterPlaces
from domain.imports.registers.table import FieldColumn, RegisterPart
from domain.imports.registers.times import RegisterTimes

_LEGEND = re.compile(r"(?:^|[\s,;(])[-–—]\s*[=:]\s*(?:tidak|tdk|belum|blm)\b", re.IGNORECASE)


class RegisterDesksAcross(RegisterPart):
    def settle(self) -> list[tuple[int, str]]:
        """The columns, and which desk each is; none where they hold anything but states."""
        if self.kind is not ImportKind.SERVICES:
            return []
        found = desks_of(self.table.columns)
        if ticked([self.register.cells(column) for column, _ in found]):
            self._write_out([column.index for column, _ in found])
        if not found or not states_of(self.register.cells(column) for column, _ in found):
            return []
        for column, _ in found:
            column.role, column.field = ColumnRole.FIELD, None
        self._tell_strange_desks()
        return [(column.index, code) for column, code in found]

    def _tell_strange_desks(self) -> None:
        """“Loket terpadu” above “ada” and “tidak” among the desks is one that nobody knows."""
        for column in self.table.having(ColumnRole.UNKNOWN, ColumnRole.FIELD):
            cells = self.register.cells(column)
            may_be_one = column.role is ColumnRole.UNKNOWN or _is_called_a_desk(column)
            if may_be_one and column.strings and (states_of([cells]) or ticked([cells])):
                at = self.grid.address(self.table.header[-1], column.index)
                says = (
                    "Kepala kolom ini bukan meja yang dikenal, padahal isinya seperti di meja; tidak dibaca."
                )
                self.reading.doubt("column-unknown", self.sheet, at, says)

    def _write_out(self, columns: Sequence[int]) -> None:
        """A tick is a desk that is there; a dash beside it one that is not, told unless a legend says so."""
        dashes: list[str] = []
        for row in self.table.body:
            for index in columns:
                cell = self.grid.cell(row, index)
                if is_tick(cell):
                    self.grid.put(row, index, "ada")
                elif is_dash(cell):
                    dashes.append(self.grid.address(row, index))
                    self.grid.put(row, index, "tidak ada")
        says = "Tanda centang di bawah meja dibaca “ada”."
        self.reading.understand("desks-ticked", self.sheet, says)
        if dashes and not any(_LEGEND.search(note) for note in (*self.table.notes, *self.table.titles)):
            says = "Tanda “-” di antara tanda centang dibaca “tidak ada”."
            self.reading.doubt("desks-ticked", self.sheet, dashes[0], says)

    def lines(
        self,
        rows: Sequence[int],
        desks: Sequence[tuple[int, str]],
        places: RegisterPlaces,
        times: RegisterTimes,
        down: RegisterDown,
        record: int,
    ) -> int:
        """One line a desk; returns the number of the next."""
        status = next(each for each in FIELDS[self.kind] if each.name == "status")
        columns = [FieldColumn(index, status, False, False) for index, _ in desks]
        for row, told, named in zip(rows, down.lines(columns, rows), places.named(rows), strict=True):
            region, place = places.of_row(row, named)
            starts_on, ends_on = times.of_row(row)
            for (index, code), read in zip(desks, told, strict=True):
                if read is None:
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


def _is_called_a_desk(column: SheetColumn) -> bool:
    return column.field is not None and column.field.name == "desk"
