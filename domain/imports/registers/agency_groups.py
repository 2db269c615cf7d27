"""The office above its lines: “DINAS KESEHATAN PROVINSI NTT” alone in a row, and its accounts below it."""

from functools import cached_property

from domain.imports.grid import is_note, is_signature, is_total_label
from domain.imports.kinds import ImportKind
from domain.imports.quality import FieldCell, FieldRead
from domain.imports.registers.places import GROUP_NUMBER, GROUP_NUMBER_BEFORE
from domain.imports.registers.table import RegisterPart, put_off

_OF_OFFICES = {ImportKind.ACCOUNTS: "agency", ImportKind.COMMITMENTS: "owner"}
_NUMBER_AND_NAME = 2


class RegisterAgencyGroups(RegisterPart):
    @cached_property
    def name(self) -> str:
        """The field that they fill; nothing where a column does."""
        name = _OF_OFFICES.get(self.kind, "")
        has_column = any(
            column.field is not None and column.field.name == name for column in self.table.columns
        )
        return "" if has_column or self.grid.turned else name

    def of_line(self, row: int, column: int) -> list[FieldCell]:
        read = self._above.get(row) if self.name else None
        return [] if read is None else [self.register.say(row, column, self.name, read)]

    @cached_property
    def _above(self) -> dict[int, FieldRead]:
        """By row; nothing at all where no such row names an office that is known."""
        found: dict[int, FieldRead] = {}
        read: FieldRead | None = None
        for row in self.table.body:
            if text := self._alone(row):
                read = self._read(text)
            elif read is not None:
                found[row] = read
        return found if any(each.value is not None for each in found.values()) else {}

    def _alone(self, row: int) -> str:
        own = self.register.own(row)
        if not 0 < len(own) <= _NUMBER_AND_NAME:
            return ""
        if len(own) > 1 and not GROUP_NUMBER.fullmatch(str(self.grid.cell(row, own[0]))):
            return ""
        text = self.grid.cell(row, own[-1])
        if not isinstance(text, str) or is_note(text) or is_signature(text) or is_total_label(text):
            return ""
        return GROUP_NUMBER_BEFORE.sub("", text)

    def _read(self, text: str) -> FieldRead:
        code = self.reference.agency(text)
        if code:
            return FieldRead(code)
        shown = self.vocabulary.shown(text)
        return put_off("agency-unknown", f"“{shown}” di atas baris ini bukan instansi yang dikenal.")
