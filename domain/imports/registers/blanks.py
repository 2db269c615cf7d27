"""Cells that are blank where those above are filled: a kabupaten written once above its lines, a day that
has not come. Neither is filled in by guess, and neither is lost in silence."""

import re
from collections.abc import Iterator, Sequence

from domain.imports.fields import FieldType
from domain.imports.kinds import ImportKind
from domain.imports.places import Sort
from domain.imports.registers.places import RegisterPlaces
from domain.imports.registers.table import Register, RegisterPart
from domain.imports.sheet import Cell
from domain.imports.words import key
from domain.places.regions import PROVINCE

_NAMES_A_PLACE = re.compile(r"\b(?:kab|kabupaten|kec|kecamatan|desa|kelurahan)\b")
_OF_AGENCIES = (ImportKind.ACCOUNTS, ImportKind.COMMITMENTS)
_KINDS = (
    ImportKind.CASES,
    ImportKind.PLACEMENTS,
    ImportKind.DEATHS,
    ImportKind.DEPORTATIONS,
    ImportKind.ACTIVITIES,
)


class RegisterBlanks(RegisterPart):
    def __init__(self, register: Register, places: RegisterPlaces) -> None:
        super().__init__(register)
        self.places = places

    def doubt(self, rows: Sequence[int]) -> None:
        if self.kind in _OF_AGENCIES and not self.grid.turned:
            self._doubt_agencies(rows)
        if self.kind is ImportKind.VILLAGE_TEAMS and not self._is_place_written(rows):
            at = self.grid.address(self.table.header[-1], self.places.at) if self.table.header else ""
            says = "Tidak ada kolom desa, jadi tim desa mana tidak diketahui. Tulis desa di setiap baris."
            self.reading.doubt("place-of-title", self.sheet, at, says)
        if self.kind is ImportKind.SERVICES and not self.places.naming:
            self._doubt_ltsa_nowhere()
        if self.kind not in _KINDS or self.grid.turned:
            return
        if self.places.columns:
            self._doubt_places(rows, self.places.columns[0].index)
        elif self.register.lists_people and not self.places.names_any(rows):
            self._tell_place_of_title()
        elif not self.places.naming and self.places.titled_home:
            self._tell_home()
        dated = [each.index for each in self.register.fields if each.is_dated]
        if self.register.is_of_persons and dated:
            self._doubt_days(rows, dated)

    def _is_place_written(self, rows: Sequence[int]) -> bool:
        """“Desa Weoe, Kecamatan Wewiku” above a form is no answer, though it looks like a question."""
        cells = (self.grid.cell(row, index) for row in rows for index in self.places.naming)
        return any(cell is not None for cell in cells)

    def _doubt_ltsa_nowhere(self) -> None:
        """“LTSA Provinsi NTT” stands in one kabupaten, and no title says in which."""
        if self.places.title_region not in ("", PROVINCE):
            return
        at = self.grid.address(self.table.header[-1], self.places.at) if self.table.header else ""
        says = "Kabupaten/kota tempat LTSA ini tidak tertulis. Tulis di judul, atau di setiap baris."
        self.reading.doubt("place-of-title", self.sheet, at, says)

    def _tell_place_of_title(self) -> None:
        """“Kabupaten Belu” above a list may be where they come from, or who wrote it."""
        code = self.places.title_region
        if code == PROVINCE or not (code or any(_NAMES_A_PLACE.search(key(t)) for t in self.table.titles)):
            return
        of = (
            f"judulnya menyebut {self.reference.gazetteer.name(code)}"
            if code
            else "judulnya menyebut wilayah"
        )
        says = (
            f"Daftar ini tidak menyebut daerah asal di tiap baris; {of}. "
            "Asalnya tidak dibaca: tulis kabupaten/kota asal di setiap baris."
        )
        at = self.grid.address(self.table.header[-1], self.places.at) if self.table.header else ""
        self.reading.doubt("place-of-title", self.sheet, at, says, (code,) if code else ())

    def _tell_home(self) -> None:
        name = self.reference.gazetteer.name(self.places.titled_home)
        says = f"Tidak ada kolom daerah asal; menurut judulnya semua dari {name}."
        self.reading.understand("home-from-title", self.sheet, says)

    def _doubt_agencies(self, rows: Sequence[int]) -> None:
        """The same of an office above its accounts, or above what it has promised."""
        for each in self.register.fields:
            if each.field.type is not FieldType.AGENCY or each.field.name == "superior":
                continue
            for row, above in self._below_one_name(rows, each.index):
                says = "Instansi di baris ini kosong, di atasnya terisi. Tulis instansinya di setiap baris."
                code = self.reference.agency(str(above))
                at = self.grid.address(row, each.index)
                self.reading.doubt("agency-blank", self.sheet, at, says, (code,) if code else (), True)

    def _below_one_name(self, rows: Sequence[int], column: int) -> Iterator[tuple[int, Cell]]:
        """Lines that leave it blank, with the name above them, where each name stands once."""
        cells = self.grid.down(column, rows)
        named = [cell for cell in cells if cell is not None]
        if not cells or cells[0] is None or len(named) == len(cells) or len(set(named)) < len(named):
            return
        above: Cell = None
        for row, cell in zip(rows, cells, strict=True):
            above = cell if cell is not None else above
            if cell is None and self._is_a_line(row):
                yield row, above

    def _doubt_places(self, rows: Sequence[int], column: int) -> None:
        """Where each name stands once, above lines that leave it blank, it may be meant for all of them."""
        for row, above in self._below_one_name(rows, column):
            found = self.reference.gazetteer.read(above)
            codes = (found.code,) if found.sort is Sort.FOUND else ()
            shown = self.vocabulary.shown(str(above))
            says = f"Wilayah di baris ini kosong; di atasnya “{shown}”. Tulis wilayahnya di setiap baris."
            self.reading.doubt("place-blank", self.sheet, self.grid.address(row, column), says, codes, True)

    def _is_a_line(self, row: int) -> bool:
        filled = sum(self.grid.cell(row, each.index) is not None for each in self.register.fields)
        return 2 * filled >= len(self.register.fields)

    def _doubt_days(self, rows: Sequence[int], dated: Sequence[int]) -> None:
        """Who has no day of departure among those who have one may not have left."""
        blank = [row for row in rows if all(self.grid.cell(row, index) is None for index in dated)]
        if len(blank) == len(rows):
            return
        for row in blank:
            if self._is_a_line(row):
                says = "Tanggal di baris ini kosong, di baris lain terisi; dihitung pada waktu di judul."
                self.reading.doubt("day-blank", self.sheet, self.grid.address(row, dated[0]), says)
