"""A choice that is ticked across, a column each: “Lidik | Sidik | P-21”, “Ada | Tidak ada”; or answered by ya
and tidak."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from domain.figures.cases import PoliceStage
from domain.imports.cells import TICKS, says_nothing
from domain.imports.choices import KINDS_NEAR
from domain.imports.dates import Order, read_date
from domain.imports.fields import FIELDS, Field, FieldType
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.quality import FieldCell, FieldRead
from domain.imports.registers.table import Register, RegisterPart, put_off
from domain.imports.sheet import Cell
from domain.imports.stages import STAGE
from domain.imports.words import key

_NEVER = (ColumnRole.NUMBER, ColumnRole.REGION, ColumnRole.CODE)
_FEWEST = 2
_ORDER = [str(stage) for stage in PoliceStage]

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_DAY_HEADS = frozenset(["tgl", "tanggal"])
_DAY_OF = re.compile(r"^(?:tgl|tanggal) (?:terima |diterima |terbit |pelimpahan )?")
_OF_THE_NOTICE = re.compile(r"\bspdp\b")
_NO = frozenset(["tidak", "tdk", "no", "false"])


def _is_unticked(cell: Cell) -> bool:
    return says_nothing(cell) or (isinstance(cell, str) and key(cell) in _NO)


def _near(column: SheetColumn, field: Field) -> tuple[str, ...]:
    """The kinds of case that its heading may mean."""
    head = key(column.strings[-1])
    return tuple(code for code, near in KINDS_NEAR if field.name == "kind" and near.search(head))


class RegisterTicks(RegisterPart):
    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self.groups: list[tuple[Field, list[tuple[int, str]]]] = []
        """Of each field that is ticked its columns and what each stands for."""
        self.beside: dict[int, SheetColumn] = {}
        """Columns that are ticked in a row with them, and stand for nothing that is known."""

    def settle(self) -> None:
        for field in FIELDS[self.kind]:
            found = self._columns_of(field) if field.type is FieldType.CHOICE else []
            if len({code for _, code in found}) < _FEWEST or not self._says_any([each for each, _ in found]):
                continue
            self.groups.append((field, [(column.index, code) for column, code in found]))
            unknown = self._in_a_row_with([column for column, _ in found], field)
            self.beside |= {column.index: column for column in unknown}
            self.groups[-1][1].extend((column.index, "") for column in unknown)
            for column, _ in found:
                own = column.field if column.field is not None and column.field.name == "closed_on" else None
                column.role, column.field, column.identity = ColumnRole.FIELD, own, ""

    def take_day_of_notice(self) -> None:
        """The day below “SPDP” is that of the report where no other column is: prosecutors learn it then."""
        field = next((each for each in FIELDS[self.kind] if each.name == "reported_on"), None)
        if field is None or any(column.field is field for column in self.table.columns):
            return
        of_stages = {index for asked, columns in self.groups if asked.name == STAGE for index, _ in columns}
        for column in self.table.columns:
            if column.index in of_stages and column.field is None and _OF_THE_NOTICE.search(column.words):
                column.field = field
                at = self.grid.address(self.table.header[-1], column.index)
                says = "Tanggal laporan tidak tertulis; tanggal SPDP dibaca sebagai tanggal laporan."
                self.reading.doubt("day-of-notice", self.sheet, at, says)
                return

    @property
    def names(self) -> set[str]:
        return {field.name for field, _ in self.groups}

    def _columns_of(self, field: Field) -> list[tuple[SheetColumn, str]]:
        """Columns beside each other that are headed by a choice of the field, and hold nothing but ticks."""
        found: list[tuple[SheetColumn, str]] = []
        for column in self.table.columns:
            head = self._head_of(column, field)
            codes = {code for code, pattern in field.choices if pattern.search(head)}
            if PoliceStage.REPORTED in codes and column.field is not None:
                continue  # “Tgl LP” is the day of the report
            if (
                column.lowest
                and len(codes) == 1
                and column.role not in _NEVER
                and self._is_ticked(column, field)
            ):
                found.append((column, codes.pop()))
        apart = any(other.index != one.index + 1 for (one, _), (other, _) in pairwise(found))
        return [] if apart else found

    def _in_a_row_with(self, found: Sequence[SheetColumn], field: Field) -> list[SheetColumn]:
        """“PMI NP” beside “TPPO” and “TPPM”: a line that is ticked there alone is neither."""
        above = found[0].strings[:-1]
        return [
            column
            for column in self.table.having(ColumnRole.UNKNOWN)
            if field.name != STAGE and column.strings and column not in found
            if (above and column.strings[:-1] == above) or _near(column, field)
            if self._is_ticked(column, field) and self._says_any([column])
        ]

    @staticmethod
    def _head_of(column: SheetColumn, field: Field) -> str:
        """“Tgl P-21”, and “Tanggal” below “Putusan”, are the day on which a stage was reached."""
        if not column.strings:
            return ""
        head = key(_IN_BRACKETS.sub("", column.strings[-1]))
        if field.name != STAGE:
            return head
        above = key(column.strings[-2]) if len(column.strings) > 1 else ""
        return above if head in _DAY_HEADS else _DAY_OF.sub("", head)

    def _is_ticked(self, column: SheetColumn, field: Field) -> bool:
        """Of a stage the day on which it was reached is as good as a tick."""
        few = self.register.sparse(1)
        rows = [row for row in self.register.unsummed if row not in few or len(self.register.own(row)) > 1]
        cells = self.grid.down(column.index, rows)
        said = [cell for cell in cells if not _is_unticked(cell)]
        if field.name == STAGE and said and all(map(self._is_a_day, said)):
            return True
        return all(key(str(cell)) in TICKS or cell in TICKS for cell in said)

    def _is_a_day(self, cell: Cell) -> bool:
        if isinstance(cell, date):
            return True
        return isinstance(cell, str) and read_date(cell, Order(), self.reference.today).day is not None

    def _says_any(self, columns: Sequence[SheetColumn]) -> bool:
        return any(not _is_unticked(cell) for column in columns for cell in self.register.cells(column))

    def of_line(self, row: int, cells: Sequence[FieldCell]) -> list[FieldCell]:
        """What is ticked, of fields of which no cell of the line says more: “inkracht” beside the days."""
        found: list[FieldCell] = []
        if not self.groups:
            return found
        said = {cell.name: str(cell.read.value) for cell in cells if cell.read.value is not None}
        for field, columns in self.groups:
            at = [(index, code) for index, code in columns if not _is_unticked(self.grid.cell(row, index))]
            if not at:
                continue
            if field.name == STAGE:
                at = [max(at, key=lambda each: _ORDER.index(each[1]))]
            if field.name in said:
                self._tell_earlier(row, at[0], said[field.name])
                continue
            codes = tuple(code for _, code in at if code)
            if len(at) == 1 and codes:
                read = FieldRead(codes[0])
            elif len(at) == 1:
                column = self.beside[at[0][0]]
                head = self.vocabulary.shown(column.strings[-1])
                says = f"“{head}”, yang dicentang, bukan {field.label} yang dikenal."
                read = put_off("choice-unknown", says, _near(column, field))
            else:
                says = f"Lebih dari satu {field.label} dicentang di baris ini; pilih satu."
                read = put_off("choice-unknown", says, codes)
            found.append(self.register.say(row, at[0][0], field.name, read))
        return found

    def _tell_earlier(self, row: int, ticked: tuple[int, str], said: str) -> None:
        """A day below a stage that comes after the one that the line names."""
        if said in _ORDER and _ORDER.index(ticked[1]) > _ORDER.index(said):
            says = "Tanggal di sini menyebut tahap yang lebih lanjut daripada keterangan baris ini; periksa."
            at = self.grid.address(row, ticked[0])
            self.reading.doubt("stage-of-several", self.sheet, at, says, (said, ticked[1]))
