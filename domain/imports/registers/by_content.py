"""A column that a register cannot be without, found by what stands in it where no heading names it.

“Jenis Akses” above Instansi and Petugas kasus is the role of an account, “Disposisi” above offices who is to
do it. Only where one column alone could be it; what was decided so is told.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date

from domain.imports.also_called import HELD_BELOW
from domain.imports.dates import is_a_day
from domain.imports.fields import FIELDS, HOME, Field, FieldType
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.institutions import INSTITUTION
from domain.imports.kinds import ImportKind
from domain.imports.registers.above import are_titled_as_one_kind
from domain.imports.registers.others import is_another_day
from domain.imports.registers.table import SAMPLE, RegisterPart, is_a_count
from domain.imports.remarks import says_a_choice
from domain.imports.sheet import Cell
from domain.imports.words import key
from domain.places.regions import RegionLevel, level_of

_MOSTLY = 0.6
_FEWEST = 2
_OPEN = (ColumnRole.UNKNOWN, ColumnRole.IDENTITY)
_OF_ANOTHER_PART = re.compile(
    r"\b(?:pengusul|diusulkan|usulan|verifikasi|diverifikasi|verifikator|pemantau|dipantau|penilai|mitra|"
    r"pendukung|sumber|pelapor|pelaku|majikan|agen|transit|singgah|warga negara|kewarganegaraan|perwakilan|"
    r"dilaporkan|penerima|pengirim|tembusan|diketahui|pembahas|awal|induk|bawah)\b"
)
"""Offices that propose, check or support have another part in what is promised."""
_COUNTED_PERSONS = re.compile(
    r"(?:(?:jumlah|jml|jlh) )?(?:korban )?"
    r"(?:ibu|bapak|remaja(?: putr[ia])?|putr[ia]|balita|bayi|lansia|pd|ld|ap|al|terdakwa|terlapor|tahanan)"
)
_OF_THE_FILE = re.compile(r"\b(?:data per|unggah|diunggah|upload|terbit|diterbitkan|rekap|posisi|keadaan)\b")
_CAME = re.compile(r"(?:(?:korban|klien|pm) )?(?:masuk|diterima|dilayani|datang)")
"""“Masuk” beside “Keluar”, of a shelter."""
_OF_THE_POLICE = re.compile(r"\s*(?:LP|LI|LK)[-/. ](?=.*\d)(?:[^/\n]{1,20}/){2}", re.IGNORECASE)
"""A report of the police, of information that it was given, and of what it saw itself."""
_BY_CHOICE = {ImportKind.CASES: "kind", ImportKind.ACCOUNTS: "role"}
_BY_COUNTRY = dict.fromkeys(
    (ImportKind.CASES, ImportKind.PLACEMENTS, ImportKind.DEATHS, ImportKind.DEPORTATIONS), "destination"
)
_BY_AGENCY = {ImportKind.COMMITMENTS: "owner", ImportKind.ACCOUNTS: "agency"}
_BY_DAY = {ImportKind.CASES: "reported_on", ImportKind.ACTIVITIES: "held_on"}


class RegisterByContent(RegisterPart):
    def settle(self) -> None:
        self._take_headed()
        self._take(_BY_COUNTRY, lambda cells, _: self._are_countries(cells))
        if not are_titled_as_one_kind(self.register):
            self._take(_BY_CHOICE, says_a_choice)
        self._take(_BY_AGENCY, lambda cells, _: self._are_agencies(cells))
        if self.kind is ImportKind.AGENCIES:
            self._take({self.kind: "name"}, lambda cells, _: _are_institutions(cells))
        self._take_numbers_of_reports()
        self._take_the_only_day()
        self._tell_likely()

    def _missing(self, named: dict[ImportKind, str]) -> Field | None:
        name = named.get(self.kind, "")
        have = {column.field.name for column in self.table.columns if column.field is not None}
        return next((each for each in FIELDS[self.kind] if each.name == name and name not in have), None)

    def _take(self, named: dict[ImportKind, str], holds: Callable[[Sequence[Cell], Field], bool]) -> None:
        field = self._missing(named)
        if field is None or not self.table.header:
            return
        columns = self.table.having(*_OPEN)
        found = [each for each in columns if each.strings and holds(self._cells(each), field)]
        if len(found) != 1 or _OF_ANOTHER_PART.search(found[0].words):
            return
        self._give(found[0], field)
        if field.name not in _BY_CHOICE.values():
            at = self.grid.address(self.table.header[-1], found[0].index)
            says = f"Kepala kolom ini tidak dikenal; isinya dibaca sebagai {field.label}. Periksa artinya."
            self.reading.doubt("column-by-content", self.sheet, at, says)

    def _give(self, column: SheetColumn, field: Field) -> None:
        column.role, column.field, column.identity = ColumnRole.FIELD, field, ""
        says = f"Isi {self.grid.where(column.index)} dibaca sebagai {field.label}."
        self.reading.understand("remarks-choose", self.sheet, says)

    def _take_headed(self) -> None:
        """“Tempus”, “Kekuatan”, “Yang menangani”: what they head only their cells tell for certain."""
        fields = {each.name: each for each in FIELDS[self.kind]}
        for name, pattern in HELD_BELOW.get(self.kind, ()):
            if self._missing({self.kind: name}) is None:
                continue
            for column in self.table.having(*_OPEN):
                if pattern.search(column.lowest) and self._are_of(fields[name].type, self._cells(column)):
                    column.role, column.field, column.identity = ColumnRole.FIELD, fields[name], ""
                    break

    def _are_of(self, type_: FieldType, cells: Sequence[Cell]) -> bool:
        if type_ is FieldType.COUNT:
            return bool(cells) and all(map(is_a_count, cells))
        if type_ is FieldType.AGENCY:
            return self._are_agencies(cells)
        return self._are_days(cells, is_ahead=type_ is FieldType.DUE)

    def _are_countries(self, cells: Sequence[Cell]) -> bool:
        """Not ours: most who are listed come from here."""
        told = [self.reference.country(cell) for cell in cells if isinstance(cell, str)]
        abroad = sum(each not in ("", HOME) for each in told)
        return abroad >= min(_FEWEST, len(self.table.body)) and abroad >= _MOSTLY * len(cells)

    def _take_the_only_day(self) -> None:
        """“Mulai didampingi” is the day of a case where no other column has days, and so is “Masuk”; told."""
        field = self._missing(_BY_DAY)
        if field is None or not self.table.header:
            return
        dated = [each for each in self.table.columns if each.strings and self._are_days(self._cells(each))]
        came = [each for each in dated if _CAME.fullmatch(each.lowest)]
        dated = came if self.kind is ImportKind.CASES and len(came) == 1 else dated
        if len(dated) != 1 or dated[0].role is not ColumnRole.UNKNOWN:
            return
        if is_another_day(self.kind, field.name, dated[0].words) or _OF_THE_FILE.search(dated[0].words):
            return
        self._give(dated[0], field)
        at = self.grid.address(self.table.header[-1], dated[0].index)
        only = "Kepala kolomnya tidak menyebut tanggal" if came else "Satu-satunya kolom tanggal"
        says = f"{only}; dibaca sebagai {field.label}. Periksa kepala kolomnya."
        self.reading.doubt("day-by-content", self.sheet, at, says)

    def _take_numbers_of_reports(self) -> None:
        """“Laporan”, “No. Pol.” or “Dasar” above LP/B/12/I/2026 in every line: a report of the police is
        known by its number, whatever heads it."""
        field = self._missing({ImportKind.CASES: "reference"})
        if field is None or not self.table.header:
            return
        columns = self.table.having(ColumnRole.UNKNOWN, ColumnRole.NUMBER)
        found = [each for each in columns if each.strings and are_reports(self._cells(each))]
        if len(found) == 1 and not _OF_ANOTHER_PART.search(found[0].words):
            self._give(found[0], field)

    def _tell_likely(self) -> None:
        """What tells something that no other column does, below a heading that nobody knows: never left out
        in silence."""
        have = {column.field.name for column in self.table.columns if column.field is not None}
        missing = [
            each for each in FIELDS[self.kind] if each.type is FieldType.CHOICE and each.name not in have
        ]
        for column in self.table.having(ColumnRole.UNKNOWN) if self.table.header else ():
            if not column.strings or _OF_ANOTHER_PART.search(column.words):
                continue
            likely = self._likely(column, missing)
            if likely:
                says = (
                    f"Isinya tampak {likely}, tetapi kepala kolomnya tidak dikenal; tidak dibaca. Bila "
                    "memang itu isinya, beri perannya di langkah Lembar."
                )
                at = self.grid.address(self.table.header[-1], column.index)
                self.reading.doubt("column-unknown", self.sheet, at, says)

    def _likely(self, column: SheetColumn, missing: Sequence[Field]) -> str:
        cells = self._cells(column)
        chosen = next((each.label for each in missing if says_a_choice(cells, each)), "")
        is_of_cases = self.kind is ImportKind.CASES and _COUNTED_PERSONS.fullmatch(column.lowest)
        if not chosen and is_of_cases and cells and all(map(is_a_count, cells)):
            return "jumlah orang"
        if chosen or not self.register.lists_people or self.table.having(ColumnRole.REGION, ColumnRole.CODE):
            return chosen
        return "kabupaten/kota" if self._are_regencies(cells) else ""

    def _are_regencies(self, cells: Sequence[Cell]) -> bool:
        read = [self.reference.gazetteer.read(cell).code for cell in cells if isinstance(cell, str)]
        ours = sum(level_of(code) is RegionLevel.REGENCY for code in read if code)
        return ours >= min(_FEWEST, len(self.table.body)) and ours >= _MOSTLY * len(cells)

    def _cells(self, column: SheetColumn) -> list[Cell]:
        return [cell for cell in self.register.lines_of(column)[:SAMPLE] if cell is not None]

    def _are_agencies(self, cells: Sequence[Cell]) -> bool:
        texts = [cell for cell in cells if isinstance(cell, str)]
        known = sum(bool(self.reference.agency(text)) for text in texts)
        return known >= min(_FEWEST, len(self.table.body)) and known >= _MOSTLY * len(cells)

    def _are_days(self, cells: Sequence[Cell], *, is_ahead: bool = False) -> bool:
        latest = date.max if is_ahead else self.reference.today
        days = sum(is_a_day(cell, latest) for cell in cells)
        return bool(cells) and days >= _MOSTLY * len(cells)


def are_reports(cells: Sequence[Cell]) -> bool:
    """Whether each of them is, or begins with, the number of a report of the police."""
    return bool(cells) and all(isinstance(each, str) and _OF_THE_POLICE.match(each) for each in cells)


def _are_institutions(cells: Sequence[Cell]) -> bool:
    texts = [cell for cell in cells if isinstance(cell, str)]
    called = sum(bool(INSTITUTION.search(key(text))) for text in texts)
    return called >= _FEWEST and called >= _MOSTLY * len(cells)
