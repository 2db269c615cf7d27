"""A number and its day in one column, “No. dan Tgl. LP”, as the police and offices of villages have it."""

import re
from itertools import islice

from domain.imports.fields import FIELDS, Field, FieldType
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.month_names import MONTHS
from domain.imports.registers.by_content import are_reports
from domain.imports.registers.table import RegisterPart, is_wordy
from domain.imports.sheet import Cell

_BOTH = re.compile(
    r"\b(?:no|nomor|number|lp|sk)\b.*\b(?:tgl|tanggal|date)\b|\b(?:tgl|tanggal|date)\b.*\b(?:no|nomor)\b"
)
_DAY_BEHIND = re.compile(
    r"[\s,;(/]+(?:(?:tgl|tanggal|tertanggal|pada)\b[\s.:]*)*"
    r"(\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:20)?\d\d|"
    rf"\d{{1,2}}\s*[- ]\s*(?:{'|'.join(MONTHS)})\s*[- ]\s*(?:20)?\d\d)"
    r"\s*\)?\s*$",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(
    r"^\s*(?:(?:tgl|tanggal)\b[\s.:]*)?(\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:20)?\d\d|"
    rf"\d{{1,2}}\s*[- ]\s*(?:{'|'.join(MONTHS)})\s*[- ]\s*(?:20)?\d\d)\s*[,;/]?\s+(?=[A-Z])",
    re.IGNORECASE,
)
_SAMPLE = 400
_SAYS_A_DAY = re.compile(
    rf"\b(?:tgl|tanggal|tertanggal|{'|'.join(MONTHS)})\b|[,;(\n]\s*\d{{1,2}}\s*[-/.]|"
    r"/\s*\d{1,2}[-.]\d{1,2}[-.]20\d\d\s*$",
    re.IGNORECASE,
)
"""“LP/A/4/I/2026, 13 Januari 2026” says it as well: no number ends so."""
_OF_THE_DEED = re.compile(r"\b(?:kejadian|peristiwa|perkara)\b")
_DAYS = ("reported_on", "formed_on")


class RegisterPairs(RegisterPart):
    def settle(self) -> set[int]:
        """The columns that are read twice: as a number and as a day, where no other column is that."""
        fields = {each.name: each for each in FIELDS[self.kind]}
        day = next((fields[name] for name in _DAYS if name in fields), None)
        number = fields.get("reference")
        if day is None or number is None or number.type is not FieldType.REFERENCE:
            return set()
        if self.kind is ImportKind.CASES and not any(c.field is number for c in self.table.columns):
            self._name_numbers(number)
        have = {column.field.name: column for column in self.table.columns if column.field is not None}
        if self.kind is ImportKind.CASES:
            self._leave_day_of_event(have, day)
        for column in self.table.columns:
            if column.field not in (day, number):
                continue
            beside = number if column.field is day else day
            if beside.name in have or not self._holds_both(column, is_said=bool(_BOTH.search(column.lowest))):
                continue
            self.table.columns.append(SheetColumn(column.index, column.texts, ColumnRole.FIELD, field=beside))
            return {column.index}
        return set()

    def _leave_day_of_event(self, have: dict[str, SheetColumn], day: Field) -> None:
        """The day of the deed stands for that of the report only where no number has its day."""
        of_event = have.get(day.name)
        number = have.get("reference")
        if of_event is None or number is None or not _OF_THE_DEED.search(of_event.lowest):
            return
        if self._holds_both(number, is_said=bool(_BOTH.search(number.lowest))):
            del have[day.name]
            of_event.role, of_event.field = ColumnRole.UNKNOWN, None

    def _name_numbers(self, number: Field) -> None:
        """“Laporan Polisi” above LP/A/4/I/2026 and, below it in the cell, “Tgl 13 Januari 2026”."""
        for column in self.table.having(ColumnRole.UNKNOWN):
            cells = [cell for cell in self.register.lines_of(column)[:_SAMPLE] if cell is not None]
            if are_reports(cells) and self._holds_both(column, is_said=False):
                column.role, column.field = ColumnRole.FIELD, number
                return

    def _holds_both(self, column: SheetColumn, *, is_said: bool) -> bool:
        """One cell is enough where the heading says so; else most with a number say “tgl” of a day."""
        told = (
            cell for cell in self.register.lines_of(column) if isinstance(cell, str) and not is_wordy(cell)
        )
        if is_said:
            return any(_day_in(cell) for cell in told)
        cells = [*islice(told, _SAMPLE)]
        return 2 * sum(bool(_day_in(cell) and _SAYS_A_DAY.search(cell)) for cell in cells) > len(cells)


def number_of(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    return _DAY_BEFORE.sub("", _DAY_BEHIND.sub("", cell)).strip(" /,;.") or cell


def day_of(cell: Cell) -> Cell:
    found = _day_in(cell) if isinstance(cell, str) else None
    return found[1] if found is not None else cell


def _day_in(text: str) -> re.Match[str] | None:
    return _DAY_BEHIND.search(text) or _DAY_BEFORE.search(text)
