"""A column of remarks that says nothing but one choice: “Ket.” above aktif and belum terbentuk."""

from domain.imports.fields import FIELDS
from domain.imports.headings import ColumnRole
from domain.imports.registers.table import RegisterPart
from domain.imports.remarks import says_a_choice

_SAMPLE = 400


class RegisterRemarks(RegisterPart):
    def settle(self) -> None:
        """Where no column bears the name of a choice, and most remarks are one of it."""
        have = {column.field.name for column in self.table.columns if column.field is not None}
        for field in FIELDS[self.kind]:
            if field.name in have:
                continue
            notes = self.table.having(ColumnRole.NOTE)
            told = [column for column in notes if says_a_choice(self.register.cells(column)[:_SAMPLE], field)]
            if len(told) != 1:
                continue
            told[0].role, told[0].field = ColumnRole.FIELD, field
            says = f"Isi {self.register.where(told[0].index)} dibaca sebagai {field.label}."
            self.reading.understand("remarks-choose", self.sheet, says)
