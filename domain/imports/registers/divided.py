"""A count that stands in several columns below one heading: “Siswa”, “Guru”, “Orang tua” and “Total” below
“Peserta”. The whole of them is what is meant, never the first part."""

import re

from domain.imports.cells import read_count
from domain.imports.fields import FIELDS, HOW_MANY, SUSPECTS, FieldType
from domain.imports.grid import is_total_label
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.registers.table import RegisterPart, is_a_count
from domain.imports.words import key

_SOME_SUSPECTS = re.compile(
    r"^(?:(?:jumlah|jml|jlh) )?(?:calo|perekrut) (?:(?:yang |yg )?(?:diamankan|ditangkap|ditahan))$|"
    rf"^{HOW_MANY}{SUSPECTS} (?:wni|wna|(?:yang |yg )?(?:ditahan|tidak ditahan|"
    r"ditangkap|buron)|dpo|dalam negeri|luar negeri|laki laki|laki|perempuan|pria|wanita|lk|pr|l|p|"
    r"dewasa|dws|anak)\b"
)
_OF_ONE_SORT = re.compile(r" (?:laki laki|laki|perempuan|pria|wanita|lk|pr|l|p|dewasa|dws|anak)$")
"""“Tersangka Dewasa” alone says nothing of the children among them."""


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
        if self.kind is ImportKind.CASES:
            self._count_suspects()

    def _count_suspects(self) -> None:
        """“Tersangka (WNI)” above numbers counts them, and what it says besides is told; “Tsk ditahan” beside
        “Tsk DPO” divides them."""
        suspects = next(each for each in FIELDS[self.kind] if each.name == "suspects")
        open_roles = (ColumnRole.UNKNOWN, ColumnRole.NOTE, ColumnRole.EMPTY, ColumnRole.IDENTITY)
        columns = [
            column
            for column in self.table.having(*open_roles)
            if _SOME_SUSPECTS.match(column.lowest) and self._counts(column)
        ]
        for column in columns:
            column.role, column.identity = ColumnRole.UNKNOWN, ""
        if any(suspects.pattern.search(column.lowest) for column in self.table.columns):
            return
        if len(columns) == 1:
            columns[0].role, columns[0].field = ColumnRole.FIELD, suspects
            self._doubt_a_part(columns[0])
        elif columns:
            self._doubt(columns[0], suspects.label)

    def _doubt_a_part(self, column: SheetColumn) -> None:
        if _OF_ONE_SORT.search(column.lowest):
            at = self.grid.address(self.table.header[-1], column.index)
            says = (
                "Kepala kolom ini menyebut sebagian tersangka, tetapi dibaca sebagai jumlah seluruhnya. Bila "
                "ada yang lain, tulis jumlah semuanya."
            )
            self.reading.doubt("heading-words", self.sheet, at, says)

    def _counts(self, column: SheetColumn) -> bool:
        cells = [cell for cell in self.register.cells(column) if cell is not None]
        return any(map(is_a_count, cells)) and all(read_count(cell).rule == "" for cell in cells)

    def _doubt(self, column: SheetColumn, label: str) -> None:
        at = self.grid.address(self.table.header[-1], column.index)
        says = (
            f"Beberapa kolom membagi {label}, tanpa kolom jumlahnya; tidak dibaca. Tambahkan kolom “Jumlah”."
        )
        self.reading.doubt("column-unknown", self.sheet, at, says)


def _share_a_heading(columns: list[SheetColumn]) -> bool:
    """Below one text; each also below words of its own that do not name the field."""
    above = {tuple(map(key, column.strings[:-1])) for column in columns}
    return len(above) == 1 and above != {()}
