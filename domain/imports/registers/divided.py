"""A count that stands in several columns below one heading: “Siswa”, “Guru”, “Orang tua” and “Total” below
“Peserta”. The whole of them is what is meant, never the first part."""

from domain.imports.fields import FIELDS, FieldType
from domain.imports.grid import is_total_label
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.registers.table import RegisterPart
from domain.imports.words import key


class RegisterDivided(RegisterPart):
    def settle(self) -> None:
        for field in FIELDS[self.kind]:
            columns = [column for column in self.table.columns if column.field is field]
            if field.type is not FieldType.COUNT or len(columns) < 2 or not _share_a_heading(columns):
                continue
            wholes = [column for column in columns if is_total_label(column.lowest)]
            for column in columns:
                if len(wholes) != 1 or column is not wholes[0]:
                    column.role, column.field = ColumnRole.UNKNOWN, None
            if len(wholes) != 1:
                self._doubt(columns[0], field.label)

    def _doubt(self, column: SheetColumn, label: str) -> None:
        at = self.grid.address(self.table.header[-1], column.index)
        says = (
            f"Beberapa kolom di bawah satu kepala membagi {label}, tanpa kolom jumlahnya; tidak dibaca. "
            "Tambahkan kolom “Jumlah”."
        )
        self.reading.doubt("column-unknown", self.sheet, at, says)


def _share_a_heading(columns: list[SheetColumn]) -> bool:
    """Below one text; each also below words of its own that do not name the field."""
    above = {tuple(map(key, column.strings[:-1])) for column in columns}
    return len(above) == 1 and above != {()}
