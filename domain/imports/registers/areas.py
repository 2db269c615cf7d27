"""Areas that stand where an office, a country or a home is looked for: “Wilayah Hukum” above “Kab. Sikka” is
the area of a Polres and no report of the government of Sikka, and “TKP” is where it was done.

What such a column says is read as the place of its lines only where no other column names one; always told.
"""

import re

from domain.imports.fields import UNIT_HEADS
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.places import Gazetteer
from domain.imports.registers.table import SAMPLE, RegisterPart, put_off
from domain.imports.sheet import Cell
from domain.imports.words import key
from domain.places.regions import PROVINCE, RegionLevel, level_of

_REGENCY = re.compile(r"(?:kab|kabupaten|kota)\b")
_OF_UNITS = re.compile(
    rf"^(?!.*\binstansi\b).*\b(?:{UNIT_HEADS}|polsek|kejari|kejaksaan|polda|penyidik|unit|satuan|asal)\b"
)
_ASKED = re.compile(r"\b(?:polres(?:ta|tabes)?|polsek|kejari|kejaksaan|polda|penyidik|kodim)\b")
"""Units by their own word: whose reports they are is asked of their cells."""
_AREA_OF_WORK = re.compile(r"(?:wilayah|daerah) kerja")
_SCENE = re.compile(r"(?:tkp|(?:tempus (?:dan )?)?lo[ck]us(?: deli[ck]ti?)?)")
NO_UNIT = put_off("agency-unknown", "Isinya menyebut kabupaten/kota, bukan instansi; tulis nama instansinya.")


def is_a_regency(cell: Cell, gazetteer: Gazetteer) -> bool:
    """“Kab. Sikka”, and no office that is called by it."""
    if not isinstance(cell, str) or not _REGENCY.match(key(cell)):
        return False
    return level_of(gazetteer.read(cell).code) is RegionLevel.REGENCY


def heads_units(words: str) -> bool:
    return bool(_OF_UNITS.search(words))


class RegisterAreas(RegisterPart):
    def settle(self) -> None:
        if self.kind is not ImportKind.CASES or not self.table.header:
            return
        for column in self.table.having(ColumnRole.FIELD):
            name = column.field.name if column.field is not None else ""
            words = column.lowest
            is_of_units = name == "agency" and heads_units(words) and not _ASKED.search(words)
            if (is_of_units and self._holds_regencies(column)) or (
                name == "destination" and _AREA_OF_WORK.fullmatch(words) and self._is_of_here(column)
            ):
                self._tell_area(column)
        for column in self.table.having(ColumnRole.UNKNOWN):
            if _SCENE.fullmatch(column.lowest) and not self._names_places():
                self._doubt(
                    column,
                    "column-of-others",
                    "Kolom ini tampak tempat kejadian, bukan daerah asal; tidak dibaca. Tidak ada kolom lain "
                    "yang menyebut daerah, maka barisnya tanpa wilayah. Tambahkan kolom “Kabupaten asal”.",
                )

    def _tell_area(self, column: SheetColumn) -> None:
        if self._names_places():
            column.role, column.field = ColumnRole.UNKNOWN, None
            says = "Kolom ini menyebut wilayah kantornya, bukan instansi atau tujuan; tidak dibaca."
            self._doubt(column, "column-of-others", says)
            return
        column.role, column.field = ColumnRole.REGION, None
        says = (
            "Kolom ini menyebut kabupaten/kota, bukan instansi atau tujuan; dibaca sebagai wilayah. "
            "Periksa apakah memang itu wilayah asalnya."
        )
        self._doubt(column, "column-by-content", says)

    def _names_places(self) -> bool:
        return bool(self.table.having(ColumnRole.REGION, ColumnRole.CODE))

    def _holds_regencies(self, column: SheetColumn) -> bool:
        texts = self._texts(column)
        return 2 * sum(is_a_regency(text, self.reference.gazetteer) for text in texts) > len(texts)

    def _is_of_here(self, column: SheetColumn) -> bool:
        texts = self._texts(column)
        places = [self.reference.gazetteer.read(text).code for text in texts]
        return 2 * sum(place.startswith(f"{PROVINCE}.") for place in places) > len(texts)

    def _texts(self, column: SheetColumn) -> list[str]:
        return [cell for cell in self.register.cells(column)[:SAMPLE] if isinstance(cell, str)]

    def _doubt(self, column: SheetColumn, rule: str, says: str) -> None:
        at = self.grid.address(self.table.header[-1], column.index)
        self.reading.doubt(rule, self.sheet, at, says)
