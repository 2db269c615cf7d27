"""Days of one line beside each other, and beside the day on which the paper was signed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from domain.imports.dates import Order, read_date, weekday_of
from domain.imports.kinds import ImportKind
from domain.imports.month_names import MONTHS
from domain.imports.quality import CellState, FieldCell, RegisterLine
from domain.imports.registers.table import RegisterPart
from domain.time.formats import long_date

_ONE_AFTER_THE_OTHER = (
    ("happened_on", "arrived_on", "Tanggal tiba ini mendahului tanggal meninggal"),
    ("happened_on", "reported_on", "Tanggal lapor ini mendahului tanggal kejadian"),
    ("reported_on", "closed_on", "Tanggal selesai ini mendahului tanggal lapor"),
    ("formed_on", "last_report_on", "Laporan terakhir ini mendahului hari tim dibentuk"),
)
_AHEAD = (ImportKind.COMMITMENTS, ImportKind.ACCOUNTS, ImportKind.AGENCIES, ImportKind.SERVICES)
"""Kinds whose days may lie ahead of the paper, or that have none."""
_SIGNED = re.compile(
    r"^\s*(?!(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|hari|tanggal)\b)[a-z' ]{3,30},\s*"
    rf"(\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\s+20\d\d)\s*$",
    re.IGNORECASE,
)
_ABOVE, _BELOW = 15, 8
"""Rows in which a paper says where and when it was signed."""


_DAYS = ("reported_on", "arrived_on", "happened_on", "held_on", "formed_on")


class RegisterOrder(RegisterPart):
    def check(self, row: int, cells: Sequence[FieldCell]) -> None:
        """Remains do not arrive before the death; read as they stand, and told."""
        told = {cell.name: cell for cell in cells if cell.read.state is CellState.VALUE}
        self._check_weekday(row, told)
        for first, then, says in self._both_told:
            if first in told and then in told and str(told[then].read.value) < str(told[first].read.value):
                at = told[then].column if self.grid.turned else f"{told[then].column}{row + 1}"
                told_of = f"{says}; keduanya dibaca seperti tertulis."
                self.reading.doubt("days-out-of-order", self.sheet, at, told_of)

    @property
    def is_asked(self) -> bool:
        return bool(self._both_told) or self._weekdays is not None

    @cached_property
    def _both_told(self) -> list[tuple[str, str, str]]:
        have = {each.field.name for each in self.register.fields}
        return [each for each in _ONE_AFTER_THE_OTHER if have.issuperset(each[:2])]

    @cached_property
    def _weekdays(self) -> int | None:
        """A column of the names of days beside the days."""
        return next((column.index for column in self.table.columns if column.lowest == "hari"), None)

    def _check_weekday(self, row: int, told: Mapping[str, FieldCell]) -> None:
        weekday = None if self._weekdays is None else weekday_of(self.grid.cell(row, self._weekdays))
        dated = next((told[name] for name in _DAYS if name in told), None)
        if weekday is None or dated is None or date.fromisoformat(str(dated.read.value)).weekday() == weekday:
            return
        at = dated.column if self.grid.turned else f"{dated.column}{row + 1}"
        says = "Nama hari di sampingnya tidak cocok dengan tanggal ini; tanggalnya dibaca seperti tertulis."
        self.reading.doubt("date-weekday", self.sheet, at, says)

    def check_paper(self, lines: Sequence[RegisterLine]) -> None:
        """A day after the paper was signed is mistyped, or the signature is that of an older copy."""
        signed = self._signed_on
        if signed is None or self.kind in _AHEAD:
            return
        found = [
            (line, cell)
            for line in lines
            for cell in line.cells
            if cell.name in _DAYS
            and cell.read.state is CellState.VALUE
            and str(cell.read.value) > signed.isoformat()
        ]
        # Where most are, the paper bears an old day, which is said once.
        for line, cell in found[:1] if 2 * len(found) > len(lines) else found:
            says = f"Sesudah hari berkas ditandatangani ({long_date(signed)}); dibaca seperti tertulis."
            self.reading.doubt("after-the-paper", self.sheet, line.address(cell), says)

    @cached_property
    def _signed_on(self) -> date | None:
        """The last day that stands beside a place above or below the table."""
        if not self.table.header or self.grid.turned:
            return None
        top, bottom = self.table.header[0], self.table.body.stop
        rows = [
            *range(max(0, top - _ABOVE), top),
            *range(max(self.table.body.start, bottom - _BELOW), bottom),
        ]
        found: list[date] = []
        for row in rows:
            for cell in self.grid.rows[row]:
                match = _SIGNED.match(cell) if isinstance(cell, str) else None
                read = read_date(match[1], Order(), self.reference.today) if match is not None else None
                found += [read.day] if read is not None and read.day is not None else []
        return max(found, default=None)
