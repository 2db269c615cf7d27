"""Columns that are a choice's by what stands in them: “Ket.” above aktif and belum terbentuk, “Kedudukan”
above Provinsi and Kabupaten."""

from domain.imports.also_called import CHOSEN_BELOW
from domain.imports.fields import FIELDS, Field
from domain.imports.headings import ColumnRole
from domain.imports.registers.table import RegisterPart
from domain.imports.remarks import says_a_choice

_SAMPLE = 400


class RegisterRemarks(RegisterPart):
    def settle(self) -> None:
        """Where no column bears the name of a choice, and most remarks are one of it."""
        have = {column.field.name for column in self.table.columns if column.field is not None}
        for field in FIELDS[self.kind]:
            if field.name in have or self._is_headed_so(field):
                continue
            notes = self.table.having(ColumnRole.NOTE)
            told = [column for column in notes if says_a_choice(self.register.cells(column)[:_SAMPLE], field)]
            if len(told) != 1:
                continue
            told[0].role, told[0].field = ColumnRole.FIELD, field
            says = f"Isi {self.register.where(told[0].index)} dibaca sebagai {field.label}."
            self.reading.understand("remarks-choose", self.sheet, says)

    def _is_headed_so(self, field: Field) -> bool:
        """Whether a column was its by a heading that may say other things, and by its cells."""
        patterns = [pattern for name, pattern in CHOSEN_BELOW.get(self.kind, ()) if name == field.name]
        for column in self.table.columns:
            is_headed = column.field is None and any(each.search(column.lowest) for each in patterns)
            if is_headed and says_a_choice(self.register.cells(column)[:_SAMPLE], field):
                column.role, column.field, column.identity = ColumnRole.FIELD, field, ""
                return True
        return False
