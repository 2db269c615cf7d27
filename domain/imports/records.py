"""Registers: one line a report, a team, an account; each cell read as its field's type allows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from functools import cached_property
from string import ascii_uppercase

from domain.access.permissions import Role
from domain.figures.cases import CaseKind
from domain.imports import identity
from domain.imports.ages import ADULT_AT, is_child
from domain.imports.cells import MARKS, SAYS, UNITS, read_count
from domain.imports.columns import is_month_number
from domain.imports.context import Context, table_period, table_region
from domain.imports.dates import DateRead, Order, ages_on, order_of, read_date
from domain.imports.headings import ColumnRole, SheetColumn, subgroup_of
from domain.imports.kinds import (
    ALSO_CALLED,
    BY_SEX,
    DATES_OF_PERSONS,
    FIELDS,
    INSTITUTION,
    KINDS_IN_TITLES,
    OF_A_PERSON,
    PREFERRED,
    REQUIRED,
    SERIES,
    VENUE,
    Concept,
    Field,
    FieldType,
    ImportKind,
    field_of,
)
from domain.imports.layout import Table, filled_cells, is_carried, is_note, is_signature, is_total_label
from domain.imports.periods import MONTHS, TitlePeriod, read_period
from domain.imports.places import CodeSystem, PlaceRead, Sort
from domain.imports.quality import (
    CellState,
    FieldCell,
    FieldRead,
    FileReading,
    FileRefused,
    ImportQuestion,
    Option,
    RegisterLine,
)
from domain.imports.roles import BESIDE_THE_DATA, ROW, GivenRole, give, given_to, row_key
from domain.imports.sheet import Cell, Mark, is_number, letters
from domain.imports.words import key
from domain.places.regions import PROVINCE, RegionLevel
from domain.services.outreach import LONGEST_NAME
from domain.time.formats import NOT_SET, listing
from domain.time.formats import number as formatted

DATE_SAYS = {
    "date-order": "Hari dan bulan dapat tertukar.",
    "date-serial": "Tanggal tertulis sebagai nomor urut; dibaca sebagai tanggal.",
    "date-impossible": "Bukan tanggal yang lengkap dan ada.",
    "date-weekday": "Nama harinya tidak cocok dengan tanggalnya.",
    "date-future": "Tanggal di masa depan.",
    "date-old": "Tanggal sebelum tahun 2000.",
}
_UNTIL = re.compile(
    r"^(?:s\s*[./]?\s*d\.?|sampai(?: dengan)?|hingga|paling (?:lambat|lama)|selambat-?\s?lambatnya|"
    r"maks(?:imal)?\.?)(?: tanggal| tgl\.?| pada)?\s+(?=\S)",
    re.IGNORECASE,
)
"""Before a day that is a deadline it says no more than the heading."""
_SOMEWHERE_IN = re.compile(r"(?:awal|pertengahan|tengah|sekitar|sebelum|setelah|sesudah)\b")
_VILLAGE_DOTS = 3
_DAY_OF_TITLE = re.compile(rf"(?<!\d )\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (20\d\d)\b")
_OF_AN_LTSA = re.compile(r"\b(?:ltsa|kantor|unit)\b")
_OF_A_JOURNEY = re.compile(
    r"\b(?:km|kmp|kapal|ferry|feri|pesawat|penerbangan|tiba|kedatangan|deportasi|pemulangan|dipulangkan|jenazah|"
    r"dicegah|pencegahan|penundaan)\b"
)
_AS_OF_A_DAY = re.compile(r"\b(?:per|keadaan|posisi|sampai|hingga|s d|sd|cetak)\b")
_MOSTLY = 0.5
"""Of the words of a text."""
_DIGIT = re.compile(r"\d")
_PERCENT = re.compile(r"%|\bpersen")
_BOTH = ("men", "women")
_TICKS = frozenset(["1", "v", "x", "√", "✓", "✔", "ya", "l", "p"])
_NEVER = re.compile(r"(?!)")
_SMALL_WORDS = frozenset(["dan", "di", "untuk", "bagi", "of", "and", "the"])
_YEAR_OF_TARGET = re.compile(r"(?<!\d)20\d\d(?!\d)")
_OF_WORK = re.compile(r"\b(?:kerja|tujuan|majikan|luar negeri|negara|penampungan)\b")
_WHERE = re.compile(r"(?:tempat|lokasi)(?: pelaksanaan)?")
_COUNTS = re.compile(
    r"^(?:jumlah|jml|jlh|total|banyak|banyaknya)\b|\b(?:orang|org|jiwa|pmi|cpmi|tki|deportan|jenazah)$"
)
_DATES = (FieldType.DATE, FieldType.DUE)
_FREE = (FieldType.TEXT, FieldType.REFERENCE)
_HOME = "IDN"
"""A destination inside the country; among countries of a table's columns it is none."""
_OWN_CODE = re.compile(r"[A-Z]\d{0,2}-\d{3,6}")
_CHILD, _GROWN = "child", "adult"
_AGE_SAYS = (
    "Dewasa atau anak tidak diketahui, karena umurnya tidak disebut atau tidak jelas; tulis umurnya dalam "
    "tahun, atau “anak” atau “dewasa”."
)
_FAR = date(2100, 1, 1)
_SEXES = {
    "l": "men",
    "laki laki": "men",
    "laki": "men",
    "pria": "men",
    "lk": "men",
    "male": "men",
    "m": "men",
    "p": "women",
    "perempuan": "women",
    "pr": "women",
    "wanita": "women",
    "w": "women",
    "female": "women",
    "f": "women",
}
_PLACE_ORDER = {
    None: 0,
    RegionLevel.PROVINCE: 0,
    RegionLevel.REGENCY: 1,
    RegionLevel.DISTRICT: 2,
    RegionLevel.VILLAGE: 3,
}


@dataclass(frozen=True)
class FieldColumn:
    """A column that is read, with what each different cell of it says: most lines repeat one another."""

    index: int
    field: Field
    is_dated: bool
    is_personal: bool
    cells: dict[tuple[type, Cell], FieldCell] = dataclass_field(default_factory=dict)


_NAMES_OF_THINGS = ("name", "short_name", "source", "unit", "place")
"""Fields of proper names, which look like those of persons; some word of them must be known."""
_UNREAD = (ColumnRole.UNKNOWN, ColumnRole.NOTE, ColumnRole.EMPTY, ColumnRole.ROW_PERIOD)
_PLACED_BY_TITLE = (ImportKind.SERVICES, ImportKind.COMMITMENTS, ImportKind.ACCOUNTS, ImportKind.AGENCIES)
_PERSONAL = (FieldType.SEX, FieldType.AGE)
_SILENT = {
    CellState.BLANK,
    CellState.DASH,
    CellState.EMPTY_WORD,
    CellState.NOT_AVAILABLE,
    CellState.NA,
    CellState.NAN,
}


_BLANK = FieldRead(None, CellState.BLANK)
_UNTAKEN = (Mark.STRUCK, Mark.UNVALUED, Mark.ERROR)
Personal = dict[FieldType, tuple[int, FieldRead]]


_REPEATED = (
    FieldType.CHOICE,
    FieldType.AGENCY,
    FieldType.ORGANIZER,
    FieldType.COUNTRY,
    FieldType.DATE,
    FieldType.DUE,
    FieldType.SEX,
    FieldType.TEXT,
    FieldType.REFERENCE,
)
_OF_A_LINE = (*_DATES, FieldType.CHOICE, FieldType.AGENCY, FieldType.ORGANIZER, FieldType.COUNTRY)
_SAID_PLAINLY = (CaseKind.TRAFFICKING, CaseKind.PEOPLE_SMUGGLING)
_ONCE_A_CASE = ("reference", "kind", "reported_on")
_SPLIT = ("women", "men", "girls", "boys")
_VICTIMS = re.compile(r"\b(?:jumlah|jml|jlh|total|banyaknya) korban\b|^korban(?: tppo| orang| jiwa)?$")


def _says_a_number(cell: Cell) -> bool:
    return is_number(cell) or (isinstance(cell, str) and bool(re.match(r"\D{0,3}\d", cell)))


def _is_more_than_one(cell: Cell) -> bool:
    found = re.match(r"\D{0,3}(\d+)", str(cell)) if _says_a_number(cell) else None
    return found is not None and int(found[1]) > 1


_FOR_WHAT = frozenset(
    {
        *(word for role in Role for word in role.value.split("_")),
        *("admin", "operator", "op", "petugas", "layar", "tamu", "cadangan"),
    }
)
"""Words of user names that no person is called by."""
_TELLING_APART = ("code", "username", "name", "short_name")
_DITTO = frozenset(["idem", "sda", "s d a", "ditto", "sama dengan di atas"])
_DITTO_MARKS = frozenset(['"', "''", "″", "〃", "”", "“", "´´", "``", "“”"])
_GROUP_NUMBER = re.compile(r"(?:[IVX]{1,5}|[A-Z])[.)]?")
_GROUP_NUMBER_BEFORE = re.compile(r"^(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)]\s*")
_LONGEST_NUMBER = 5
_CALLS_ITSELF_A_PLACE = re.compile(r"^(?:kab|kabupaten|kota|kec|kecamatan|desa|kel|kelurahan)\b")
_GROUP_NAME = re.compile(r"(?:[IVX]{1,5}|[A-Z])[.)]\s+\S")


_PART_OF_YEAR = re.compile(r"^(?:bulan|bln|month|triwulan|tw|kuartal|semester|smt)$")
_OF_THE_YEAR = re.compile(r"^(?:setahun|tahunan|total|jumlah|semua|1 tahun|satu tahun)$")


def _part_of_year(head: str, cell: Cell) -> str:
    """As ``read_period`` reads it; empty where the cell says that the whole year is meant."""
    words = key(str(cell))
    if not words or _OF_THE_YEAR.match(words):
        return ""
    if words.isdigit() and head in ("bulan", "bln", "month"):
        return _MONTH_NAMES.get(int(words), str(cell))
    return f"{head} {cell}" if len(words) <= 3 and head not in ("bulan", "bln", "month") else str(cell)


_MONTH_NAMES = {number: name for name, number in reversed(MONTHS.items())}
_PRESENT = ("participants", "participants_women", "participants_men")
_WITH_UNIT = re.compile(r"(\d[\d.,]*)\s*(?:\(([a-z ]+)\)\s*)?(%|[^\W\d_][\w/ -]{1,29})", re.IGNORECASE)


def with_unit(cell: Cell) -> tuple[str, str] | None:
    """“100 desa” and “4 (empat) kegiatan”, where the word in brackets says the same number."""
    found = _WITH_UNIT.fullmatch(cell) if isinstance(cell, str) else None
    if found is None or (found[2] and read_count(f"{found[1]} ({found[2]})").value is None):
        return None
    return found[1], found[3].strip()


def _wordy(cell: str) -> bool:
    return _DIGIT.search(cell) is None


def _is_wide(found: PlaceRead) -> bool:
    """A kabupaten or a kecamatan."""
    return found.sort is Sort.FOUND and found.code.count(".") in (1, 2)


def is_ditto(cell: Cell) -> bool:
    return isinstance(cell, str) and (cell in _DITTO_MARKS or key(cell) in _DITTO)


class RecordReader:
    def __init__(self, table: Table, context: Context, reading: FileReading) -> None:
        self.table, self.context, self.reading = table, context, reading
        self.grid, self.sheet, self.kind = table.grid, table.sheet, context.kind
        self.reference = context.reference
        self.vocabulary = context.reference.vocabulary
        self.orders: dict[int, Order] = {}
        self.fields: list[FieldColumn] = []
        self.sayings: dict[tuple[str, float | str | None, CellState], int] = {}
        self.naming: list[int] = []
        self.regions: dict[tuple[Cell, ...], tuple[str, FieldCell | None]] = {}
        self.is_marked = any(self.grid.sheet.marked(mark) for mark in _UNTAKEN)
        self.places: list[SheetColumn] = []
        self.group_of: dict[int, str] = {}
        """The place that a line above a line gives."""
        self._group = ""
        self.addresses: SheetColumn | None = None
        self._is_age_doubted = False
        self.by_sex: tuple[str, list[int]] = ("", [])
        """A count, and its columns of men and of women."""
        self.ticks: list[int] = []
        """Columns of men and of women in which one is ticked."""
        self.targets: list[SheetColumn] = []
        """Where each year has a column of its own."""
        self.group_regions: dict[int, FieldCell] = {}
        """By row, the kabupaten that a line above its group names, where no column does."""
        self.group_days: dict[int, str] = {}
        """By row, the day that a line above its group names, where no column does."""
        self._place_above: FieldCell | None = None
        self._day_above = ""
        self.system: CodeSystem | None = None

    def read(self, first_record: int = 1) -> int:
        """Reads the table and returns the number of the next record. Raises ``FileRefused``."""
        self._settle_columns()
        self._require_columns()
        if not self._knows_codes():
            return first_record
        self.fields = [
            FieldColumn(c.index, c.field, c.field.type is FieldType.DATE, c.field.type in _PERSONAL)
            for c in self.table.having(ColumnRole.FIELD)
            if c.field is not None
        ]
        self._require_one_person_a_line()
        self.places = self._place_columns()
        codes = self.table.having(ColumnRole.CODE)
        self.addresses = None if self.places else self._address_column()
        told = [self.addresses] if self.addresses is not None else []
        self.naming = [column.index for column in (*self.places, *codes, *told)]
        rows = self._shown_rows(self._data_rows())
        if not self._knows_when(len(rows)):
            return first_record
        self._repeat_what_ditto_marks_mean(rows)
        self._join_months_to_years(rows)
        self._look_at_dates(rows)
        self._leave_out(rows)
        self._name_unread(rows)
        self._doubt_without_number(rows)
        record = first_record
        seen: dict[tuple[int, ...], int] = {}
        lines: set[tuple[Cell, ...]] = set()
        teams: dict[str, int] = {}
        for row in rows:
            line = self._row(row, record)
            if line is None:
                continue
            if self._continues_a_case(row):
                self._add_to_case(self.reading.lines[-1], line, row)
                continue
            # The running number differs in a line that was copied.
            same = tuple([cell.same for cell in line.cells])
            whole = self._whole_line(row)
            copied = whole is not None and whole in lines
            lines |= {whole} if whole is not None else set()
            known = seen.setdefault(same, row) != row
            team = self.kind is ImportKind.VILLAGE_TEAMS and line.region in teams
            if known and (team or copied or (len(same) > 2 and _is_worth_telling(line.cells))):
                self.reading.doubt(
                    "double-row",
                    self.sheet,
                    self.grid.address(row, 0),
                    f"Baris sama dengan baris {seen[same] + 1}; dibaca sekali.",
                )
                continue
            if team:
                says = f"Desa ini sudah disebut di baris {teams[line.region] + 1}; tim dicatat satu per desa."
                at = self.grid.address(row, self._place_at)
                self.reading.doubt("village-twice", self.sheet, at, says)
            elif line.region.count(".") == _VILLAGE_DOTS:
                teams[line.region] = row
            self.reading.lines.append(line)
            record += 1
        return record

    def _continues_a_case(self, row: int) -> bool:
        """A further victim below the first, where number, kind and day stand only once, or merged."""
        if self.kind is not ImportKind.CASES or not self.reading.lines:
            return False
        if self.reading.lines[-1].sheet != self.sheet or self.grid.turned:
            return False
        telling = [each.index for each in self.fields if each.field.name in _ONCE_A_CASE]
        cells = [self.grid.cell(row, index) for index in telling]
        return len(cells) > 1 and all(cell is None or is_carried(cell) for cell in cells)

    def _add_to_case(self, case: RegisterLine, line: RegisterLine, row: int) -> None:
        cells = {cell.name: (place, cell) for place, cell in enumerate(case.cells)}
        assert isinstance(case.cells, list)
        for cell in line.cells:
            place, known = cells.get(cell.name, (-1, None))
            if known is None or (cell.read.value is None and cell.read.put_off):
                case.cells.append(cell)
            elif cell.name in _SPLIT and is_number(known.read.value) and is_number(cell.read.value):
                count = float(known.read.value or 0) + float(cell.read.value or 0)
                case.cells[place] = self._cell_at(known, FieldRead(int(count)))
            elif known.read.value != cell.read.value:
                at = f"{cell.column}{row + 1}"
                says = "Baris ini bagian dari kasus di atasnya dan menyebut yang lain; yang pertama dibaca."
                self.reading.doubt("case-of-several-lines", self.sheet, at, says)
        self.reading.understand(
            "case-of-several-lines", self.sheet, "Beberapa baris satu laporan dibaca sebagai satu kasus."
        )

    def _cell_at(self, known: FieldCell, read: FieldRead) -> FieldCell:
        same = self.sayings.setdefault((known.name, read.value, read.state), len(self.sayings))
        return known._replace(read=read, same=same)

    def _whole_line(self, row: int) -> tuple[Cell, ...] | None:
        """All of a line but its running number, where it tells who is meant: the same twice is one person."""
        if self._beside_numbers is None:
            return None
        cells = self.grid.rows[row]
        return tuple([cells[index] for index in self._beside_numbers if index < len(cells)])

    @cached_property
    def _beside_numbers(self) -> list[int] | None:
        if not self.table.having(ColumnRole.IDENTITY):
            return None
        return [column.index for column in self.table.columns if column.role is not ColumnRole.NUMBER]

    # Columns ---------------------------------------------------------------------------------------

    def _settle_columns(self) -> None:
        taken: dict[str, SheetColumn] = {}
        self._tell_venue_from_region()
        self._take_other_names()
        self._prefer()
        self._find_sexes()
        for column in self.table.columns:
            if column.role is ColumnRole.REGION and self._holds_codes(column):
                column.role = ColumnRole.CODE
            if column.field is not None and column.field.name == "code" and self._holds_codes(column):
                column.role, column.field = ColumnRole.CODE, None
            if column.field is None:
                self._settle_unnamed(column)
                continue
            first = taken.setdefault(column.field.name, column)
            if first is not column:
                column.role = ColumnRole.UNKNOWN
                if _are_targets_of_years(first, column):
                    self.targets += [each for each in (first, column) if each not in self.targets]
                    continue
                at = self.grid.address(self.table.header[-1], column.index)
                self.reading.doubt(
                    "same-heading",
                    self.sheet,
                    at,
                    f"Dua kolom tampak berisi {column.field.label}; yang dibaca kolom "
                    f"{letters(first.index + self.grid.first_column)}.",
                )
                continue
            if column.field.type in _FREE and not self._is_safe(column):
                column.role, column.identity = ColumnRole.IDENTITY, identity.NAME
        give(self.table.columns, self.context.answers, self.vocabulary, register=True)

    def _tell_venue_from_region(self) -> None:
        """“Tempat” beside “Kabupaten” is where it was held: the hall, not the place of the map."""
        names = self.table.having(ColumnRole.REGION)
        venue = next((each for each in FIELDS[self.kind] if each.name == "place"), None)
        if venue is None or len(names) < 2 or any(column.field is venue for column in self.table.columns):
            return
        for column in names:
            if _WHERE.fullmatch(column.lowest):
                column.role, column.field = ColumnRole.FIELD, venue
                return

    def _take_other_names(self) -> None:
        """“Kegiatan” heads the commitments, and “Nama” the agencies, where no column bears their own name."""
        fields = {each.name: each for each in FIELDS[self.kind]}
        have = {column.field.name for column in self.table.columns if column.field is not None}
        for name, pattern in ALSO_CALLED.get(self.kind, ()):
            if name in have:
                continue
            for column in self.table.columns:
                if column.field is None and pattern.search(column.lowest) and self._is_of_things(column):
                    column.role, column.field, column.identity = ColumnRole.FIELD, fields[name], ""
                    have.add(name)
                    break
        if self.kind is ImportKind.AGENCIES and not self.table.having(ColumnRole.REGION):
            for column in self.table.having(ColumnRole.UNKNOWN):
                if column.lowest == "wilayah kerja":
                    column.role = ColumnRole.REGION

    def _prefer(self) -> None:
        """“Tgl Kejadian” beside “Tgl LP” is not the day of the report, though it stands first."""
        for field in FIELDS[self.kind]:
            pattern = PREFERRED.get((self.kind, field.name))
            columns = [column for column in self.table.columns if column.field is field]
            if pattern is None or not any(pattern.search(column.words) for column in columns):
                continue
            for column in columns:
                if not pattern.search(column.words):
                    column.role, column.field = ColumnRole.UNKNOWN, None

    def _find_sexes(self) -> None:
        """Two columns, one of men and one of women: of a count, or ticks that tell the sex of a person."""
        found: dict[str, SheetColumn] = {}
        for column in self.table.having(ColumnRole.UNKNOWN):
            if sex := _SEXES.get(column.lowest):
                found.setdefault(sex, column)
        if len(found) != len(_BOTH):
            return
        both = [found[sex] for sex in _BOTH]
        name, pattern = BY_SEX.get(self.kind, ("", _NEVER))
        if all(pattern.search(column.words) for column in both):
            self.by_sex = name, [column.index for column in both]
        has_sex = any(column.field and column.field.type is FieldType.SEX for column in self.table.columns)
        cells = [cell for column in both for cell in self._cells(column) if cell is not None]
        if self._lists_people and not has_sex and all(str(cell).casefold() in _TICKS for cell in cells):
            self.ticks = [column.index for column in both]

    def _is_of_things(self, column: SheetColumn) -> bool:
        """A column headed “Nama” holds offices where most of its cells say that they are."""
        if column.role is not ColumnRole.IDENTITY:
            return True
        texts = [cell for cell in self._cells(column) if isinstance(cell, str)]
        things = sum(bool(INSTITUTION.search(key(text)) or self.reference.agency(text)) for text in texts)
        return column.identity == identity.NAME and 2 * things > len(texts)

    def _settle_unnamed(self, column: SheetColumn) -> None:
        if column.role in (ColumnRole.UNKNOWN, ColumnRole.EMPTY, ColumnRole.NOTE):
            kind = identity.column_kind(self._cells(column), self.vocabulary, self.reference.today)
            if kind:
                column.role, column.identity = ColumnRole.IDENTITY, kind

    def _cells(self, column: SheetColumn) -> list[Cell]:
        return [self.grid.cell(row, column.index) for row in self.table.body]

    def _holds_codes(self, column: SheetColumn) -> bool:
        cells = [cell for cell in self._cells(column)[:400] if cell is not None]
        return bool(cells) and sum(self.reference.gazetteer.is_code(c) for c in cells) > 0.6 * len(cells)

    def _is_safe(self, column: SheetColumn) -> bool:
        texts = [cell for cell in self._cells(column) if isinstance(cell, str)]
        name = column.field.name if column.field is not None else ""
        if name in ("name", "short_name", "source", "username"):
            return True
        if name in ("unit", "code") and not any(" " in each and not each.islower() for each in texts):
            return True
        return not identity.are_names(texts, self.vocabulary)

    def _require_columns(self) -> None:
        have = {column.field.name for column in self.table.having(ColumnRole.FIELD) if column.field}
        have.add(self.by_sex[0])
        labels = {each.name: each.label for each in FIELDS[self.kind]}
        missing = [group for group in REQUIRED[self.kind] if not have & set(group)]
        if missing == [("kind",)] and self._titled_kind:
            says = "Jenis kasus diambil dari judul, karena tidak ada kolomnya."
            self.reading.understand("kind-from-title", self.sheet, says)
            return
        if missing:
            names = listing([f"“{' atau '.join(labels[name] for name in group)}”" for group in missing])
            raise FileRefused(
                "column-missing",
                f"Kolom {names} tidak ditemukan di lembar “{self.vocabulary.shown(self.sheet)}”.",
                "Tambahkan kepala kolomnya seperti di templat, atau pilih jenis data yang lain.",
            )

    @cached_property
    def _titled_kind(self) -> str:
        """“REGISTER KASUS TPPO” says of all its lines what they are; of two kinds it says of none."""
        if self.kind is not ImportKind.CASES or any(
            column.field is not None and column.field.name == "kind" for column in self.table.columns
        ):
            return ""
        titles = " ".join(map(key, (*self.table.titles, self.sheet)))
        said = [kind for kind, pattern in KINDS_IN_TITLES.items() if pattern.search(titles)]
        return str(said[0]) if len(said) == 1 and said[0] in _SAID_PLAINLY else ""

    def _require_one_person_a_line(self) -> None:
        """“L 30, P 20, Jumlah 50” of one arrival are fifty persons, not the one that a line of a list is."""
        if OF_A_PERSON not in REQUIRED[self.kind] or self.context.answers.get("kind") == "yes":
            return
        about_one = any(each.is_personal for each in self.fields)
        if about_one or any(identity.heading_kind(column.strings) for column in self.table.columns):
            return
        for column in self.table.having(ColumnRole.UNKNOWN, ColumnRole.FIELD):
            if not (column.field is None or column.field.type is FieldType.SEX):
                continue
            if not _COUNTS.search(column.lowest) and not subgroup_of(column.lowest):
                continue
            numbers = [found.value for cell in self._cells(column) if (found := read_count(cell)).value]
            if any(number > 1 for number in numbers if number):
                raise FileRefused(
                    "lines-of-several",
                    f"Satu baris di lembar “{self.vocabulary.shown(self.sheet)}” memuat jumlah beberapa "
                    f"orang (kolom {letters(column.index + self.grid.first_column)}), bukan satu orang.",
                    "Kirim daftar satu orang per baris, atau tabel jumlah per kabupaten/kota dan bulan.",
                )

    def _knows_codes(self) -> bool:
        codes = self.table.having(ColumnRole.CODE)
        if not codes:
            return True
        answer = self.context.answers.get("code-system")
        if answer in set(CodeSystem):
            self.system = CodeSystem(answer)
            return True
        gazetteer = self.reference.gazetteer
        names = self.table.having(ColumnRole.REGION)
        cells = set(self._cells(codes[0])) - {None}
        if names or not any(gazetteer.depends_on_system(cell) for cell in cells):
            self.system = None if names else CodeSystem.KEMENDAGRI
            return True
        self.reading.ask(
            ImportQuestion(
                "code-system",
                "Kode wilayah di berkas ini kode BPS atau Kemendagri? Kode yang sama menunjuk "
                "kabupaten yang berbeda dalam kedua sistem.",
                (Option("bps", "BPS"), Option("kemendagri", "Kemendagri")),
                len(self.table.body),
            )
        )
        return False

    # Rows ------------------------------------------------------------------------------------------

    def _knows_when(self, rows: int) -> bool:
        """Persons listed without a date need the time that a title gives."""
        dated = any(each.is_dated for each in self.fields)
        if OF_A_PERSON not in REQUIRED[self.kind] or dated or self._span[0]:
            return True
        if rows and len(self.group_days) >= rows:
            return True
        self.reading.ask(
            ImportQuestion("period", "Daftar ini tidak bertanggal; judulnya tidak menyebut waktu.", (), rows)
        )
        return False

    def _data_rows(self) -> list[int]:
        wanted = [c.index for c in self.table.having(ColumnRole.FIELD, ColumnRole.REGION, ColumnRole.CODE)]
        head = self._header_words()
        are_given = any(name.startswith(ROW) for name in self.context.answers)
        found: list[int] = []
        ended = False
        for row in self.table.body:
            cells = self.grid.rows[row]
            if self._dates_a_group(row) or all(c >= len(cells) or cells[c] is None for c in wanted):
                continue
            texts = [cell for cell in cells if isinstance(cell, str)]
            is_noted = bool(texts) and is_note(texts[0])
            is_signed = bool(texts) and is_signature(texts[0])
            is_short = (is_noted or is_signed or ended) and len(filled_cells(cells)) <= 2
            if is_noted or (is_signed and is_short):
                ended = ended or is_short
                continue
            if is_short:
                continue
            given = self._role_of(row) if are_given else None
            if given is GivenRole.TOTAL or given in BESIDE_THE_DATA:
                continue
            if given is not GivenRole.DATA and (self._is_total(row, texts) or self._heads_a_group(row)):
                continue
            if head and _words(_last(cells)) == head[-1] and [*map(_words, filled_cells(cells))] == head:
                continue
            if not found and self._is_heading(row):
                continue
            found.append(row)
            if self._group:
                self.group_of[row] = self._group
        return found

    def _dates_a_group(self, row: int) -> bool:
        """Takes what a line says of those below it; whether that is a day, and it is no line itself."""
        if not self.naming and self.kind not in _PLACED_BY_TITLE:
            is_new, named = self._group_region(row)
            self._place_above = named if is_new else self._place_above
            if self._place_above is not None:
                self.group_regions[row] = self._place_above
        elif self.grid.sheet.merged or self.grid.rows[row].count(None) >= len(self.grid.rows[row]) - 2:
            self._enter_group(row)
        day = self._group_day(row) if self._is_undated else ""
        self._day_above = day or self._day_above
        if self._day_above:
            self.group_days[row] = self._day_above
        return bool(day)

    @cached_property
    def _is_undated(self) -> bool:
        """A list of persons without a column of days."""
        return OF_A_PERSON in REQUIRED[self.kind] and not any(each.is_dated for each in self.fields)

    def _is_heading(self, row: int) -> bool:
        """The same headings once more in another language: “Target”, “Unit” and “Deadline” name no thing."""
        said = [(each, self.grid.cell(row, each.index)) for each in self.fields]
        if not all(cell is None or (isinstance(cell, str) and _wordy(cell)) for _, cell in said):
            return False
        own = sum(
            isinstance(cell, str) and field_of(self.kind, (cell,)) is each.field and len(cell.split()) <= 3
            for each, cell in said
        )
        return own > 1 and 2 * own >= sum(cell is not None for _, cell in said)

    def _enter_group(self, row: int) -> None:
        """“II  KABUPATEN MALAKA” stands above the lines that belong there."""
        own = [c for c, cell in enumerate(self.grid.rows[row]) if cell is not None]
        own = [c for c in own if not is_carried(self.grid.cell(row, c))]
        name = self.grid.cell(row, own[-1]) if 0 < len(own) <= 2 else None
        if not isinstance(name, str) or not (
            len(own) == 1 or _GROUP_NUMBER.fullmatch(str(self.grid.cell(row, own[0])))
        ):
            return
        found = self.reference.gazetteer.read(name, self._group)
        if found.sort is not Sort.FOUND:
            found = self.reference.gazetteer.read(name)
        if _is_wide(found):
            self._group = found.code

    def _is_total(self, row: int, texts: Sequence[str]) -> bool:
        """“Jumlah desa” as title or indicator is no total: that has no day, no office and no choice."""
        if not any(map(is_total_label, texts[:2])):
            return False
        told = (self.grid.cell(row, each.index) for each in self.fields if each.field.type in _OF_A_LINE)
        return not any(
            cell is not None
            and not (isinstance(cell, str) and (is_total_label(cell) or cell.casefold() in MARKS))
            for cell in told
        )

    def _heads_a_group(self, row: int) -> bool:
        """“II PENEGAKAN HUKUM” above the lines 1, 2, 3 of a matrix: no line of it."""
        own = [c for c, cell in enumerate(self.grid.rows[row]) if cell is not None]
        own = [c for c in own if not is_carried(self.grid.cell(row, c))]
        if len(self.fields) < 3 or not 0 < len(own) <= 2:
            return False
        name = self.grid.cell(row, own[-1])
        if not isinstance(name, str) or not any(character.isalpha() for character in name):
            return False
        if len(own) == 1:
            across = sum(map(is_carried, self.grid.rows[row]))
            if not across and not _GROUP_NAME.match(name) and not self._names_place_or_time(name):
                return False
        elif self._is_filled_in(own[0]) or not _GROUP_NUMBER.fullmatch(str(self.grid.cell(row, own[0]))):
            return False
        self.reading.understand(
            "group-heading", self.sheet, f"Baris {row + 1} hanya memuat nama kelompok; tidak dibaca."
        )
        return True

    def _names_place_or_time(self, name: str) -> bool:
        """“BULAN MARET 2026” or “Kec. Weliman” alone in its row."""
        period = None if name[0].isdigit() else read_period(name)
        told = period is not None and period.last_month is not None and len(name.split()) <= 3
        return told or _is_wide(self.reference.gazetteer.read(name))

    def _group_region(self, row: int) -> tuple[bool, FieldCell | None]:
        """“A  KABUPATEN MALAKA” above those who come from there: whether a group begins, and its place."""
        own = [c for c, cell in enumerate(self.grid.rows[row]) if cell is not None]
        own = [c for c in own if not is_carried(self.grid.cell(row, c))]
        name = self.grid.cell(row, own[-1]) if own else None
        if len(own) > 2 or not isinstance(name, str) or is_total_label(name) or is_note(name):
            return False, None
        before = str(self.grid.cell(row, own[0])) if len(own) == 2 else ""
        if len(before) > _LONGEST_NUMBER:
            return False, None
        text = _GROUP_NUMBER_BEFORE.sub("", name)
        read = self.reference.gazetteer.read(text)
        if read.sort is Sort.FOUND:
            return True, self._cell(own[-1], "region", FieldRead(read.code))
        if read.sort is Sort.AMBIGUOUS or _CALLS_ITSELF_A_PLACE.match(key(text)):
            says = "Wilayah di baris kelompok ini tidak dikenal; wilayah baris di bawahnya ditunda."
            at = self.grid.address(row, own[-1])
            self.reading.doubt("place-unknown", self.sheet, at, says, read.candidates, True)
            return True, None
        return bool(_GROUP_NUMBER.fullmatch(before)), None

    def _group_day(self, row: int) -> str:
        """“Tanggal 5 Januari 2026” above those who arrived on it."""
        own = [cell for cell in filled_cells(self.grid.rows[row]) if not is_carried(cell)]
        if len(own) != 1 or not isinstance(own[0], str | date):
            return ""
        found = read_date(own[0], Order(), self.reference.today, uses_1904=self.context.uses_1904)
        return found.day.isoformat() if found.day and not found.put_off else ""

    def _is_filled_in(self, index: int) -> bool:
        return index in {each.index for each in self.fields} | {column.index for column in self.places}

    def _role_of(self, row: int) -> GivenRole | None:
        return given_to(row_key(self.table.label(row), self.vocabulary), self.context.answers)

    def _shown_rows(self, rows: list[int]) -> list[int]:
        """Without the rows and columns that the file hides: somebody put them away, and nobody knows why."""
        sheet = self.grid.sheet
        if sheet.hidden_columns:
            for each in self.fields:
                if self.grid.place(0, each.index)[1] in sheet.hidden_columns:
                    self._doubt_hidden("Kolom", rows[0] if rows else 0, each.index)
            self.fields = [
                each for each in self.fields if self.grid.place(0, each.index)[1] not in sheet.hidden_columns
            ]
        if not sheet.hidden_rows:
            return rows
        for row in rows:
            if row in sheet.hidden_rows:
                self._doubt_hidden("Baris", row, self.fields[0].index if self.fields else 0)
        return [row for row in rows if row not in sheet.hidden_rows]

    def _doubt_hidden(self, what: str, row: int, column: int) -> None:
        self.reading.doubt(
            "hidden",
            self.sheet,
            self.grid.address(row, column),
            f"{what} ini disembunyikan di berkas; isinya ditunda.",
            (),
            True,
        )

    def _repeat_what_ditto_marks_mean(self, rows: Sequence[int]) -> None:
        """“idem”, “s.d.a.” and ″ say what stands above; so does a blank beside the desks of one place."""
        groups = {column.index for column in self._groups}
        columns = [
            each.index
            for each in self.fields
            if each.field.type in _REPEATED and each.field.name not in _TELLING_APART
        ]
        repeated = 0
        for index in dict.fromkeys([*(column.index for column in self.places), *columns]):
            written = {self.grid.cell(row, index) for row in rows}
            marks = {cell for cell in written if is_ditto(cell) or (cell is None and index in groups)}
            above: Cell = None
            for row in rows if marks else ():
                line = self.grid.rows[row]
                cell = self.grid.cell(row, index)
                if above is not None and cell in marks:
                    line += [None] * (index + 1 - len(line))
                    line[index] = cell = above
                    repeated += 1
                above = cell
        if repeated:
            self.reading.understand(
                "ditto", self.sheet, f"{repeated} sel yang mengulang isian di atasnya; dibaca sama."
            )

    def _join_months_to_years(self, rows: Sequence[int]) -> None:
        """“2025” under Tahun and “Januari” or “II” under Bulan or Triwulan beside it are one time."""
        years = next((each.index for each in self.fields if each.field.type is FieldType.PERIOD), None)
        parts = [
            (column.index, column.lowest)
            for column in self.table.columns
            if _PART_OF_YEAR.match(column.lowest)
        ]
        if years is None or not parts:
            return
        for row in rows:
            line, year = self.grid.rows[row], self.grid.cell(row, years)
            line += [None] * (years + 1 - len(line))
            for index, head in parts:
                cell = self.grid.cell(row, index)
                if index == years or cell is None or not (part := _part_of_year(head, cell)):
                    continue
                found = read_period(part)
                is_part = found is not None and found.last_month is not None
                line[years] = f"{part} {year}" if is_part and found and found.year is None else part

    @cached_property
    def _groups(self) -> list[SheetColumn]:
        """Columns of places that are written once above the lines that belong to them."""
        if self.kind is ImportKind.SERVICES:
            return self.places
        return self.places[:-1] if self.kind is ImportKind.VILLAGE_TEAMS else []

    def _header_words(self) -> list[str]:
        if not self.table.header:
            return []
        return [*map(_words, filled_cells(self.grid.rows[self.table.header[-1]]))]

    def _look_at_dates(self, rows: Sequence[int]) -> None:
        for column in self.table.having(ColumnRole.FIELD):
            if column.field is None or column.field.type not in _DATES:
                continue
            order = order_of([self.grid.cell(row, column.index) for row in rows])
            self.orders[column.index] = order
            if order.month_first:
                self.reading.doubt(
                    "date-order",
                    self.sheet,
                    self.grid.address(self.table.header[-1], column.index),
                    "Tanggal di kolom ini ditulis bulan lebih dahulu; dibaca bulan/hari/tahun.",
                )

    def _leave_out(self, rows: Sequence[int]) -> None:
        for column in self.table.having(ColumnRole.IDENTITY):
            filled = sum(self.grid.cell(row, column.index) is not None for row in rows)
            letter = self.grid.address(0, column.index).rstrip("0123456789")
            self.reading.leave_out(
                column.identity, f"kolom {letter} lembar {self.grid.sheet.position}", filled
            )

    def _reads(self, role: ColumnRole) -> bool:
        return role is ColumnRole.ROW_PERIOD and self.kind is ImportKind.SERVICES

    def _name_unread(self, rows: Sequence[int]) -> None:
        unread = [
            letters(column.index + self.grid.first_column)
            for column in self.table.having(*(role for role in _UNREAD if not self._reads(role)))
            if any(self.grid.cell(row, column.index) is not None for row in rows)
        ]
        if unread:
            self.reading.understand(
                "column-not-read", self.sheet, f"Kolom {', '.join(unread)} tidak dikenali; tidak dibaca."
            )
        if self.kind is ImportKind.CASES:
            self._doubt_unread_victims(rows)

    def _doubt_without_number(self, rows: Sequence[int]) -> None:
        for each in self.fields:
            if each.field.name != "reference":
                continue
            for row in rows:
                cell = self.grid.cell(row, each.index)
                if (
                    isinstance(cell, str)
                    and _DIGIT.search(cell) is None
                    and cell.casefold() not in MARKS
                    and not is_ditto(cell)
                ):
                    says = "Tidak memuat nomor, jadi tidak dibaca sebagai nomor."
                    self.reading.doubt("no-number", self.sheet, self.grid.address(row, each.index), says)

    def _doubt_unread_victims(self, rows: Sequence[int]) -> None:
        """“Korban L” does not say whether adults or children; left unread in silence it would be missed."""
        split = any(each.field.name in _SPLIT for each in self.fields)
        for column in self.table.having(ColumnRole.UNKNOWN):
            if column.index in self.ticks:
                continue
            sex = subgroup_of(column.strings[-1]) if column.strings else ""
            of_all = not split and not sex and bool(_VICTIMS.search(column.words))
            if sex not in ("laki-laki", "perempuan") and not of_all:
                continue
            cells = [self.grid.cell(row, column.index) for row in rows]
            if not any(_says_a_number(cell) for cell in cells):
                continue
            if of_all and self._is_one_person_a_line and not any(_is_more_than_one(cell) for cell in cells):
                continue
            self.reading.doubt(
                "victims-not-split",
                self.sheet,
                self.grid.address(self.table.header[-1], column.index),
                "Kolom ini tidak memisahkan dewasa dan anak, jadi tidak dibaca. Tulis "
                + (f"{sex} dewasa dan anak {sex}" if sex else "perempuan, laki-laki, dewasa, dan anak")
                + " di kolom masing-masing.",
            )

    @cached_property
    def _victims_together(self) -> int | None:
        """A column that counts the victims of a line without dividing them."""
        unread = self.table.having(ColumnRole.UNKNOWN)
        return next((column.index for column in unread if _VICTIMS.search(column.words)), None)

    @cached_property
    def _is_one_person_a_line(self) -> bool:
        return any(each.field.type is FieldType.SEX for each in self.fields)

    def _row(self, row: int, record: int) -> RegisterLine | None:
        region, place = self._place(row)
        raw, width = self.grid.rows[row], len(self.grid.rows[row])
        cells: list[FieldCell] = []
        personal: Personal = {}
        day, first = "", -1
        for column in self.fields:
            value = raw[column.index] if column.index < width else None
            cell = None if self.is_marked else column.cells.get((type(value), value))
            cell = self._or_initials(row, column, value, cell or self._field(row, column, value))
            read = cell.read
            if read is _BLANK or (read.rule == "identity" and self._left_out(column.index, value)):
                continue
            first = column.index if first < 0 else first
            if column.is_personal:
                personal[column.field.type] = (column.index, read)
                if column.field.type is not FieldType.SEX or self.kind is ImportKind.CASES:
                    continue
            cells.append(self._told(row, column.index, cell) if read.rule or self.grid.turned else cell)
            if column.is_dated and not day and read.value is not None:
                day = str(read.value)
        day = day or self.group_days.get(row, "")
        if first < 0:
            return None
        cells += [*self._ticked(row, personal), *self._of_both_sexes(row, cells)]
        if self._titled_kind:
            cells.append(self._told(row, first, self._cell(first, "kind", FieldRead(self._titled_kind))))
        if self.kind is ImportKind.COMMITMENTS:
            cells += self._unit(row, cells)
            self._put_off_years(row, cells)
            self._put_off_shares(row, cells)
        self._check_participants(row, cells)
        self._check_victims(row, cells)
        if self.kind is ImportKind.CASES and FieldType.SEX in personal:
            cells += self._victim(row, personal, day)
        if self.kind in (ImportKind.DEATHS, ImportKind.PLACEMENTS, ImportKind.DEPORTATIONS):
            cells += self._indicator(row, first)
        if place is not None:
            cells.append(self._told(row, self._place_at, place) if self.grid.turned else place)
        if not cells:
            return None
        day = self._day_that_counts(cells, day)
        starts_on, ends_on = (day, day) if day else self._time_of(row)
        at = int(cells[0].column.lstrip(ascii_uppercase)) if self.grid.turned else row + 1
        return RegisterLine(self.sheet, at, record, region, starts_on, ends_on, cells, self.grid.turned)

    def _day_that_counts(self, cells: Sequence[FieldCell], first: str) -> str:
        """Remains count on the day of their arrival, deaths on the day of death, where both are told."""
        days = {cell.name: cell.read.value for cell in cells if cell.name in DATES_OF_PERSONS}
        have = {each.field.name for each in self.fields}
        indicator = next((cell.read.value for cell in cells if cell.name == "indicator"), "")
        if not have.issuperset(DATES_OF_PERSONS) or not indicator:
            return first
        told = days.get("arrived_on" if indicator == "remains_repatriated" else "happened_on")
        return str(told) if told else ""

    def _ticked(self, row: int, personal: Personal) -> list[FieldCell]:
        """The sex of a person by the column that is ticked; nothing where none is, or both."""
        at = [index for index in self.ticks if self.grid.cell(row, index) is not None]
        if len(at) != 1:
            return []
        read = FieldRead(_BOTH[self.ticks.index(at[0])])
        personal[FieldType.SEX] = (at[0], read)
        return (
            [] if self.kind is ImportKind.CASES else [self._told(row, at[0], self._cell(at[0], "sex", read))]
        )

    def _of_both_sexes(self, row: int, cells: Sequence[FieldCell]) -> list[FieldCell]:
        """Men and women in two columns are the count together, where no column tells it."""
        name, columns = self.by_sex
        if not columns or any(cell.name == name for cell in cells):
            return []
        told = [read_count(self.grid.cell(row, index)).value for index in columns]
        if None in told:
            return []
        total = sum(value for value in told if value is not None)
        says = "Laki-laki dan perempuan di dua kolom; yang dibaca jumlahnya."
        read = FieldRead(total, CellState.VALUE, "by-sex", says, (f"{total:g}",))
        return [self._told(row, columns[0], self._cell(columns[0], name, read))]

    def _or_initials(self, row: int, column: FieldColumn, value: Cell, cell: FieldCell) -> FieldCell:
        """What looks like a name is none where it is short for the office beside it."""
        is_short = cell.read.rule == "identity" and column.field.name == "short_name"
        if not is_short or not self._are_initials(row, value):
            return cell
        return self._cell(column.index, "short_name", FieldRead(str(value)))

    def _are_initials(self, row: int, value: Cell) -> bool:
        """“YKBH” beside “Yayasan Kasih Bangun Harapan” is short for it."""
        name = next(
            (self.grid.cell(row, each.index) for each in self.fields if each.field.name == "name"), ""
        )
        words = key(str(name)).split()
        all_of_them = "".join(word[0] for word in words)
        great = "".join(word[0] for word in words if word not in _SMALL_WORDS)
        return len(words) > 1 and key(str(value)) in (all_of_them, great)

    def _unit(self, row: int, cells: Sequence[FieldCell]) -> list[FieldCell]:
        """“100 desa” is a target and its unit, where no column says the unit."""
        told = {cell.name for cell in cells if cell.read.value is not None}
        if "target" not in told or any(cell.name == "unit" for cell in cells):
            return []
        at = self._index_of("target")
        split = with_unit(self.grid.cell(row, at))
        return [self._told(row, at, self._cell(at, "unit", FieldRead(split[1])))] if split else []

    def _put_off_years(self, row: int, cells: list[FieldCell]) -> None:
        """“Target 2025, 2026, 2027”: which of them is the commitment's, the file does not say."""
        place = next((at for at, cell in enumerate(cells) if cell.name == "target"), None)
        if place is None or not self.targets:
            return
        told = [read_count(self.grid.cell(row, each.index), fractions=True).value for each in self.targets]
        years = tuple(f"{value:g}" for value in dict.fromkeys(told) if value is not None)
        says = "Berkas memuat target beberapa tahun; pilih target komitmen ini."
        read = FieldRead(None, CellState.DOUBTFUL, "target-of-years", says, years, True)
        at = self.targets[0].index
        cells[place] = self._told(row, at, self._cell(at, "target", read))

    def _put_off_shares(self, row: int, cells: list[FieldCell]) -> None:
        """0,8 may be 80 % as a spreadsheet keeps it, and 1 beside “%” is hardly one percent."""
        unit = next((str(cell.read.value) for cell in cells if cell.name == "unit"), "")
        most = 1.0 if _PERCENT.search(unit.casefold()) else 0.999
        for place, cell in enumerate(cells):
            value = cell.read.value
            if cell.name not in ("target", "baseline") or not isinstance(value, int | float):
                continue
            if 0 < value <= most and not isinstance(self.grid.cell(row, self._index_of(cell.name)), str):
                says = f"Mungkin persen: {formatted(value)} di lembar kerja dapat berarti {100 * value:g} %."
                read = FieldRead(None, CellState.DOUBTFUL, "percent", says, (f"{100 * value:g}",), True)
                at = self._index_of(cell.name)
                cells[place] = self._told(row, at, self._cell(at, cell.name, read))

    def _index_of(self, name: str) -> int:
        return next(each.index for each in self.fields if each.field.name == name)

    def _check_participants(self, row: int, cells: list[FieldCell]) -> None:
        told = {
            cell.name: (place, cell.read.value) for place, cell in enumerate(cells) if cell.name in _PRESENT
        }
        if len(told) < len(_PRESENT) or not all(is_number(value) for _, value in told.values()):
            return
        (place, total), (_, women), (_, men) = (told[name] for name in _PRESENT)
        written, counted = float(total or 0), float(women or 0) + float(men or 0)
        if written == counted:
            return
        says = f"Jumlah tertulis {formatted(written)}, hitungan {formatted(counted)}; jumlah tidak disimpan."
        at = self._index_of(_PRESENT[0])
        read = FieldRead(None, CellState.DOUBTFUL, "total-differs", says, (f"{counted:g}",), True)
        cells[place] = self._told(row, at, self._cell(at, _PRESENT[0], read))

    def _check_victims(self, row: int, cells: Sequence[FieldCell]) -> None:
        """All victims of a line beside the women, men, girls and boys that they are."""
        together = self._victims_together if self.kind is ImportKind.CASES else None
        parts = [cell.read.value for cell in cells if cell.name in _SPLIT]
        if together is None or len(parts) < len(_SPLIT):
            return
        written = read_count(self.grid.cell(row, together)).value
        counted = sum(float(part) for part in parts if isinstance(part, int | float))
        if written is not None and written != counted:
            says = (
                f"Jumlah tertulis {formatted(written)}, hitungan {formatted(counted)}; jumlah tidak disimpan."
            )
            at = self.grid.address(row, together)
            self.reading.doubt("total-differs", self.sheet, at, says, (f"{counted:g}",))

    def _told(self, row: int, column: int, cell: FieldCell) -> FieldCell:
        """With its own address in a turned sheet, and what is doubtful of it said."""
        at, read = self.grid.address(row, column), cell.read
        if read.rule:
            self.reading.doubt(read.rule, self.sheet, at, read.says, read.candidates, read.put_off)
        return cell._replace(column=at) if self.grid.turned else cell

    def _cell(self, column: int, name: str, read: FieldRead) -> FieldCell:
        same = self.sayings.setdefault((name, read.value, read.state), len(self.sayings))
        return FieldCell(letters(column + self.grid.first_column), name, read, same)

    def _left_out(self, column: int, cell: Cell) -> bool:
        at = letters(column + self.grid.first_column)
        self.reading.leave_out(identity.cell_kind(cell) or identity.NAME, f"kolom {at}", 1)
        return True

    def _victim(self, row: int, personal: Personal, day: str) -> list[FieldCell]:
        """One person a line: sex and age become one of the four counts, and the age itself is not kept."""
        column, sex = personal[FieldType.SEX]
        if sex.value is None:
            return [self._told(row, column, self._cell(column, "sex", sex))]
        name = str(sex.value)
        age = personal[FieldType.AGE][1].value if FieldType.AGE in personal else None
        together = self._victims_together
        if together is not None and _is_more_than_one(self.grid.cell(row, together)):
            says = "Baris ini menyebut beberapa korban, tetapi satu jenis kelamin."
            return [self._told(row, column, self._cell(column, "sex", _put_off("victims-not-split", says)))]
        is_child = age == _CHILD if age is not None else self._was_child(row, day)
        if is_child is None:
            return self._without_age(row, column)
        if is_child:
            name = {"women": "girls", "men": "boys"}[name]
        return [self._told(row, column, self._cell(column, name, FieldRead(1)))]

    def _without_age(self, row: int, column: int) -> list[FieldCell]:
        """Put off where the list tells ages; where it tells none at all, that is said once for all lines."""
        if self._births or any(each.field.type is FieldType.AGE for each in self.fields):
            return [self._told(row, column, self._cell(column, "sex", _put_off("age-unknown", _AGE_SAYS)))]
        if not self._is_age_doubted:
            at = self.grid.address(self.table.header[-1], column)
            says = "Umurnya tidak tertulis, jadi dewasa atau anak tidak diketahui; korbannya tidak dihitung."
            self.reading.doubt("victims-not-split", self.sheet, at, says)
        self._is_age_doubted = True
        return []

    @cached_property
    def _births(self) -> list[int]:
        columns = self.table.having(ColumnRole.IDENTITY)
        return [column.index for column in columns if column.identity == identity.BIRTH]

    def _was_child(self, row: int, day: str) -> bool | None:
        """On the day of the report, by a birth that is itself left out; None where none is told clearly."""
        on = day or self._span[1]
        cells = [self.grid.cell(row, index) for index in self._births] if on else []
        ages = {age for cell in cells for age in ages_on(date.fromisoformat(on), cell)}
        children = {age < ADULT_AT for age in ages}
        return children.pop() if len(children) == 1 else None

    def _indicator(self, row: int, column: int) -> list[FieldCell]:
        chosen = self._chosen_indicators()
        if len(chosen) != 1:
            self.reading.ask(
                ImportQuestion(
                    "indicator",
                    "Baris di berkas ini menghitung apa?",
                    tuple(Option(each.indicator, each.label) for each in SERIES[self.kind]),
                    1,
                )
            )
            return []
        return [self._told(row, column, self._cell(column, "indicator", FieldRead(chosen[0].indicator)))]

    @cached_property
    def _title_words(self) -> str:
        heads = [text for column in self.table.columns for text in column.strings]
        texts = (*self.table.titles, self.sheet, self.context.file_name, *heads)
        return " ".join(key(text) for text in texts)

    def _chosen_indicators(self) -> list[Concept]:
        own = SERIES[self.kind]
        answer = [each for each in own if each.indicator == self.context.answers.get("indicator")]
        titles = " ".join(map(key, (*self.table.titles, self.sheet)))
        titled = [each for each in own if each.pattern.search(titles)]
        said = [each for each in own if each.pattern.search(self._title_words)]
        return list(own) if len(own) == 1 else titled if len(titled) == 1 else answer or said

    def _time_of(self, row: int) -> tuple[str, str]:
        """What a column of months says of this line of desks; else what the title says of all."""
        if self.kind is not ImportKind.SERVICES:
            return self._span
        found: TitlePeriod | None = None
        for column in self.table.having(ColumnRole.ROW_PERIOD):
            cell = self.grid.cell(row, column.index)
            each = read_period(cell)
            if each is None and is_month_number(cell):
                each = TitlePeriod(None, None, int(str(cell)), int(str(cell)))
            if each is not None:
                found = each if found is None else found.within(each).within(found)
        if found is None:
            return self._span
        span = found.within(table_period(self.table.titles, self.sheet, self.context).period).span
        return (span.starts_on.isoformat(), span.ends_on.isoformat()) if span else ("", "")

    @cached_property
    def _day_of_title(self) -> str:
        """Of a ship's list: “KM Bukit Siguntang, 12 Maret 2026”; a letter's own day is none."""
        found = set()
        above = self.grid.rows[: self.table.header[0]] if self.table.header else []
        for title in (cell for row in above for cell in row if isinstance(cell, str)):
            words = key(title)
            if _OF_A_JOURNEY.search(words) and not _AS_OF_A_DAY.search(words):
                found |= {match.groups() for match in _DAY_OF_TITLE.finditer(words)}
        if len(found) != 1:
            return ""
        day = read_date(" ".join(found.pop()), Order(), self.reference.today)
        return day.day.isoformat() if day.day and not day.put_off else ""

    @cached_property
    def _span(self) -> tuple[str, str]:
        is_undated = not any(each.is_dated for each in self.fields)
        if is_undated and OF_A_PERSON in REQUIRED[self.kind] and (day := self._day_of_title):
            self.reading.understand("day-of-title", self.sheet, "Tanggal di judul dibaca untuk semua baris.")
            return day, day
        found = table_period(self.table.titles, self.sheet, self.context)
        span = found.period.span if found.period and not found.conflict else None
        return (span.starts_on.isoformat(), span.ends_on.isoformat()) if span else ("", "")

    # Places ----------------------------------------------------------------------------------------

    def _place_columns(self) -> list[SheetColumn]:
        names = sorted(self.table.having(ColumnRole.REGION), key=lambda c: _PLACE_ORDER[c.level])
        return names or self.table.having(ColumnRole.CODE)

    def _place(self, row: int) -> tuple[str, FieldCell | None]:
        """The region of a line, with its cell where it is beyond doubt: for all that name it alike."""
        if (group := self.group_regions.get(row)) is not None:
            at = letters(self._place_at + self.grid.first_column)
            return str(group.read.value), group._replace(column=at)
        named = (self.group_of.get(row), *[self.grid.cell(row, index) for index in self.naming])
        known = self.regions.get(named)
        if known is None:
            region, is_doubted = self._region(row)
            cell = self._cell(self._place_at, "region", FieldRead(region)) if region else None
            known = region, cell
            if not is_doubted:  # a doubt is said of each line
                self.regions[named] = known
        return known

    @cached_property
    def _place_at(self) -> int:
        """Where the place stands; beside the first column where only the title names it."""
        places = self.places or ([self.addresses] if self.addresses is not None else [])
        return places[-1].index if places else self.fields[0].index

    def _region(self, row: int) -> tuple[str, bool]:
        """The narrowest place the row names; whether it is doubtful."""
        columns = self.places
        group = self.group_of.get(row, "")
        if not columns and self.addresses is not None:
            return self._in_address(row, self.addresses, group)
        if not columns and group:
            return group, False
        if not columns:
            # An LTSA reports of itself; whom the police of a kabupaten report may come from another.
            # A letterhead names the province above an office that it does not place.
            own = self._title_region if self.kind is ImportKind.SERVICES else ""
            return ("" if own == PROVINCE else own), False
        gazetteer = self.reference.gazetteer
        found, at, text = PlaceRead(Sort.UNRESOLVED), "", ""
        within = (group or self._title_region) if _PLACE_ORDER[columns[0].level] > 1 else ""
        for column in columns:
            cell = self.grid.cell(row, column.index)
            if cell is None or (isinstance(cell, str) and cell.casefold() in MARKS):
                continue
            each = (
                gazetteer.read_code(cell, self.system)
                if column.role is ColumnRole.CODE and self.system and gazetteer.is_code(cell)
                else gazetteer.read(cell, within, column.level)
            )
            if each.sort is Sort.FOUND:
                within = each.code
            if each.sort is not Sort.UNRESOLVED or found.sort is Sort.UNRESOLVED:
                found = each
            at, text = self.grid.address(row, column.index), str(cell)
        if not at:
            return "", False
        if found.sort is Sort.FOUND:
            return (found.code, False) if self._codes_agree(row, found.code) else ("", True)
        if found.sort in (Sort.OUTSIDE, Sort.ELSEWHERE):
            return "outside", False
        if found.sort is Sort.UNKNOWN:
            return "unknown", False
        if (
            self.kind is ImportKind.ACTIVITIES
            and found.sort is Sort.UNRESOLVED
            and (told := gazetteer.inside(text))
        ):
            return told, False
        rule = "place-ambiguous" if found.sort is Sort.AMBIGUOUS else "place-unknown"
        says = (
            "Lebih dari satu tempat bernama ini; wilayahnya ditunda."
            if found.sort is Sort.AMBIGUOUS
            else f"Wilayah “{self.vocabulary.shown(text)}” tidak dikenal; wilayahnya ditunda."
        )
        self.reading.doubt(rule, self.sheet, at, says, found.candidates or gazetteer.proposals(text), True)
        return "", True

    def _address_column(self) -> SheetColumn | None:
        """Where no column names places, what an address or a hall says of them; the address stays out."""
        for column in self.table.columns:
            hall = column.field is not None and column.field.name == "place"
            own = self.kind is ImportKind.SERVICES and _OF_AN_LTSA.search(column.lowest) is not None
            if own and column.field is None and self._tells_places(column):
                return column
            home = column.identity == identity.ADDRESS and not _OF_WORK.search(column.words)
            if hall or (home and self._lists_people and self._tells_places(column)):
                return column
        return None

    @property
    def _lists_people(self) -> bool:
        return self.kind is ImportKind.CASES or OF_A_PERSON in REQUIRED[self.kind]

    def _tells_places(self, column: SheetColumn) -> bool:
        texts = [cell for cell in self._cells(column)[:400] if isinstance(cell, str)]
        return 2 * sum(bool(self.reference.gazetteer.inside(text)) for text in texts) > len(texts)

    def _in_address(self, row: int, column: SheetColumn, group: str) -> tuple[str, bool]:
        cell = self.grid.cell(row, column.index)
        if not isinstance(cell, str) or cell.casefold() in MARKS:
            return group, False
        found = self.reference.gazetteer.inside(cell)
        if found:
            return found, False
        at = self.grid.address(row, column.index)
        says = "Tempat ini tidak menyebut kabupaten/kota yang dikenal; wilayahnya ditunda."
        self.reading.doubt("place-unknown", self.sheet, at, says, (), True)
        return "", True

    def _codes_agree(self, row: int, named: str) -> bool:
        """Whether a code beside the name can mean the same place, in whichever system it is written."""
        columns = self.table.having(ColumnRole.CODE) if self.places[0].role is ColumnRole.REGION else []
        gazetteer = self.reference.gazetteer
        for column in columns:
            cell = self.grid.cell(row, column.index)
            if not gazetteer.is_code(cell):
                continue
            codes = [gazetteer.read_code(cell, system).code for system in CodeSystem]
            meant = [code for code in dict.fromkeys(codes) if code]
            if not meant or any(named.startswith(code) or code.startswith(named) for code in meant):
                continue
            at = self.grid.address(row, column.index)
            says = (
                f"Kode menunjuk {gazetteer.name(meant[0])}, nama di sampingnya {gazetteer.name(named)}; "
                "wilayahnya ditunda."
            )
            self.reading.doubt("place-code-differs", self.sheet, at, says, (named, meant[0]), True)
            return False
        return True

    @cached_property
    def _title_region(self) -> str:
        return table_region(self.table.titles, self.sheet, self.context)

    # Fields ----------------------------------------------------------------------------------------

    def _field(self, row: int, column: FieldColumn, cell: Cell) -> FieldCell:
        """What a cell says, kept for the others of its column that hold the same."""
        marked = self._marked(row, column.index, cell) if self.is_marked else None
        if marked is not None:
            return self._cell(column.index, column.field.name, marked)
        found = column.cells.get((type(cell), cell))
        if found is None:
            read = _BLANK if cell is None else self._read(cell, column)
            found = column.cells[type(cell), cell] = self._cell(column.index, column.field.name, read)
        return found

    def _read(self, cell: Cell, column: FieldColumn) -> FieldRead:
        if column.field.type in _DATES:
            dated = self._date(cell, column.index, column.field)
            return _BLANK if dated.state is CellState.BLANK else dated
        read = self._screened(cell, column.field)
        return _BLANK if read.state in _SILENT and read.rule != "identity" else read

    def _marked(self, row: int, column: int, cell: Cell) -> FieldRead | None:
        if self.grid.marked(Mark.STRUCK, row, column):
            return FieldRead(None, CellState.STRUCK, "struck-out", "Isian dicoret di berkas.", (), True)
        if self.grid.marked(Mark.UNVALUED, row, column) and cell is None:
            return FieldRead(
                None, CellState.FORMULA, "formula-without-value", "Rumus belum dihitung.", (), True
            )
        if self.grid.marked(Mark.ERROR, row, column):
            return FieldRead(None, CellState.ERROR, "error-value", "Rumus menghasilkan galat.", (), True)
        return None

    def _screened(self, cell: Cell, field: Field) -> FieldRead:
        if identity.cell_kind(cell):
            return FieldRead(None, CellState.DOUBTFUL, "identity")
        if isinstance(cell, str) and MARKS.get(cell.casefold()) in _SILENT:
            return FieldRead(None, CellState.BLANK)
        if isinstance(cell, str) and cell[0] in "=@" and field.type is not FieldType.COUNT:
            return _put_off("formula-text", "Rumus berupa tulisan; tidak dijalankan.")
        return _READERS[field.type](self, cell, field)

    def _date(self, cell: Cell, column: int, field: Field) -> FieldRead:
        if isinstance(cell, str) and MARKS.get(cell.casefold()) in _SILENT:
            return FieldRead(None, CellState.BLANK)
        latest = _FAR if field.type is FieldType.DUE else self.reference.today
        order = self.orders[column]
        found: DateRead = read_date(cell, order, latest, uses_1904=self.context.uses_1904)
        if found.day is None and field.type is FieldType.DUE:
            last = _UNTIL.sub("", cell) if isinstance(cell, str) else cell
            found = read_date(last, order, latest, uses_1904=self.context.uses_1904) if last else found
            if found.day is None and (whole := _of_span(last, field)) is not None:
                return whole
        # That the month comes first is said once, at the column's head.
        rule = "" if found.rule == "date-order" and order.month_first and not found.put_off else found.rule
        value = found.day.isoformat() if found.day and not found.put_off else None
        state = CellState.VALUE if value else CellState.DOUBTFUL
        return FieldRead(value, state, rule, DATE_SAYS.get(rule, ""), found.candidates, found.put_off)

    def _text(self, cell: Cell, field: Field) -> FieldRead:
        text = f"{cell:g}" if isinstance(cell, float) else str(cell)
        if field.name == "reference" and _DIGIT.search(text) is None:
            return _BLANK  # “belum ada SK” is no number; that is said of its cell
        if self.reference.is_ours(text) or (field.name == "unit" and text.islower()):
            suspicious = False
        elif field.name == "place" and VENUE.search(key(text)):
            suspicious = identity.is_a_house(text, self.vocabulary)
        elif field.name == "contact":
            few = self.vocabulary.share(text) < _MOSTLY
            suspicious = few or identity.names_inside(text, self.vocabulary)
        elif field.name == "username":
            suspicious = not self._is_of_an_office(text)
        elif field.name in _NAMES_OF_THINGS:
            unknown = self.vocabulary.share(text) == 0 and not any(c.isdigit() for c in text)
            suspicious = unknown or identity.is_addressed(text, self.vocabulary)
        else:
            alone = len(text.split()) > 1 and identity.looks_like_name(text, self.vocabulary)
            suspicious = alone or identity.names_inside(text, self.vocabulary)
        if suspicious:
            return FieldRead(None, CellState.DOUBTFUL, "identity")
        return FieldRead(text[:500])

    def _is_of_an_office(self, text: str) -> bool:
        """“dpmd.data” and “case.officer.2” say whose account it is or what for, “maria.seran” whose name."""
        letters_only = re.sub(r"\d+", " ", text)
        return bool(self.reference.agency(letters_only)) or any(
            word in _FOR_WHAT
            or (
                len(word) > 2
                and (self.vocabulary.knows(word) or _is_wide(self.reference.gazetteer.read(word)))
            )
            for word in key(letters_only).split()
        )

    def _own_code(self, cell: Cell, _field: Field) -> FieldRead:
        code = str(cell).strip().upper()
        return FieldRead(code) if _OWN_CODE.fullmatch(code) else FieldRead(None, CellState.BLANK)

    def _count(self, cell: Cell, field: Field) -> FieldRead:
        if field.name == "target" and (split := with_unit(cell)):
            whole = key(split[1]) in UNITS
            found = read_count(split[0], fractions=not whole)
            if found.state is CellState.VALUE:
                return FieldRead(found.value)
        if field.name.startswith("days") and isinstance(cell, str):
            cell = re.sub(r"\s*hari$", "", cell, flags=re.IGNORECASE) or cell
        found = read_count(cell, fractions=field.type is FieldType.NUMBER)
        if found.state is CellState.BLANK:
            return FieldRead(None, CellState.BLANK)
        says = SAYS.get(found.rule, "Bukan bilangan yang pasti.") if found.rule else ""
        return FieldRead(found.value, found.state, found.rule, says, found.candidates, found.put_off)

    def _period(self, cell: Cell, _field: Field) -> FieldRead:
        found = read_period(cell)
        span = found.span if found else None
        if span is None:
            return _put_off("period-unknown", "Periode tidak dapat dibaca.")
        return FieldRead(f"{span.starts_on.isoformat()}/{span.ends_on.isoformat()}")

    def _choice(self, cell: Cell, field: Field) -> FieldRead:
        words = key(str(cell))
        found = [code for code, pattern in field.choices if pattern.search(words)]
        exact = [code for code, pattern in field.choices if pattern.fullmatch(words)]
        chosen = list(dict.fromkeys(exact or found))
        if len(chosen) == 1:
            return FieldRead(chosen[0])
        shown = self.vocabulary.shown(str(cell))
        return _put_off("choice-unknown", f"“{shown}” bukan {field.label} yang dikenal.", tuple(chosen))

    def _series(self, cell: Cell, field: Field) -> FieldRead:
        code = self.reference.indicator(str(cell))
        return FieldRead(code) if code else self._choice(cell, field)

    def _agency(self, cell: Cell, field: Field) -> FieldRead:
        if key(str(cell)) == key(NOT_SET):
            return FieldRead(None, CellState.BLANK)
        code = self.reference.agency(str(cell))
        if code:
            return FieldRead(code)
        shown = self.vocabulary.shown(str(cell))
        several = self.reference.agencies_in(str(cell))
        if several:
            return _put_off("agency-unknown", f"“{shown}” lebih dari satu instansi; pilih satu.", several)
        return _put_off("agency-unknown", f"“{shown}” bukan instansi yang dikenal.")

    def _organizer(self, cell: Cell, _field: Field) -> FieldRead:
        """One of our agencies, or what calls itself an institution: a person organises nothing here."""
        text = str(cell)
        code = self.reference.agency(text)
        if code:
            return FieldRead(code)
        if identity.is_an_officer(text, self.vocabulary):
            return _put_off("organizer-unknown", "Tampak memuat nama orang; tulis nama lembaganya saja.")
        if INSTITUTION.search(key(text)) and len(text) <= LONGEST_NAME:
            return FieldRead(text)
        shown, several = self.vocabulary.shown(text), self.reference.agencies_in(text)
        if several:
            return _put_off("organizer-unknown", f"“{shown}” lebih dari satu lembaga; pilih satu.", several)
        return _put_off("organizer-unknown", f"“{shown}” bukan lembaga yang dikenal; tulis nama lembaganya.")

    def _country(self, cell: Cell, _field: Field) -> FieldRead:
        text = str(cell)
        code = _HOME if text.strip().upper() == _HOME else self.reference.country(text)
        if code:
            return FieldRead(code)
        return _put_off("country-unknown", f"“{self.vocabulary.shown(str(cell))}” bukan negara yang dikenal.")

    def _sex(self, cell: Cell, _field: Field) -> FieldRead:
        found = _SEXES.get(key(str(cell)))
        return FieldRead(found) if found else _put_off("choice-unknown", "Bukan L atau P.")

    def _age(self, cell: Cell, _field: Field) -> FieldRead:
        child = is_child(cell)
        return _BLANK if child is None else FieldRead(_CHILD if child else _GROWN)


_READERS: dict[FieldType, Callable[[RecordReader, Cell, Field], FieldRead]] = {
    FieldType.TEXT: RecordReader._text,
    FieldType.REFERENCE: RecordReader._text,
    FieldType.OWN_CODE: RecordReader._own_code,
    FieldType.COUNT: RecordReader._count,
    FieldType.NUMBER: RecordReader._count,
    FieldType.PERIOD: RecordReader._period,
    FieldType.CHOICE: RecordReader._choice,
    FieldType.INDICATOR: RecordReader._series,
    FieldType.AGENCY: RecordReader._agency,
    FieldType.ORGANIZER: RecordReader._organizer,
    FieldType.COUNTRY: RecordReader._country,
    FieldType.SEX: RecordReader._sex,
    FieldType.AGE: RecordReader._age,
}


def _last(cells: Sequence[Cell]) -> Cell:
    return next((cell for cell in reversed(cells) if cell is not None), None)


def _are_targets_of_years(one: SheetColumn, other: SheetColumn) -> bool:
    if one.field is None or one.field.name != "target":
        return False
    years = [_YEAR_OF_TARGET.findall(" ".join(str(text) for text in each.texts)) for each in (one, other)]
    return all(years) and years[0] != years[1]


def _words(cell: Cell) -> str:
    return str(cell) if type(cell) is int else key(str(cell))


def _is_worth_telling(cells: Sequence[FieldCell]) -> bool:
    """Two lines alike are the same report only where something tells reports apart."""
    return len(cells) > 5 or any(
        cell.name in ("reference", "code", "username", "name", "title") for cell in cells
    )


def _of_span(cell: Cell, field: Field) -> FieldRead | None:
    """“Triwulan III 2026” as a deadline is its last day; that of “awal 2026” nobody knows."""
    if isinstance(cell, str) and _SOMEWHERE_IN.match(key(cell)):
        return None
    found = read_period(cell) if isinstance(cell, str | int) else None
    span = found.span if found is not None else None
    if span is None or (found is not None and found.as_of):
        return None
    day = span.starts_on if field.name == "starts_on" else span.ends_on
    edge = "pertama" if field.name == "starts_on" else "terakhir"
    says = f"Tertulis sebagai masa, bukan tanggal; dibaca hari {edge}nya."
    return FieldRead(day.isoformat(), CellState.VALUE, "due-is-a-span", says, (day.isoformat(),))


def _put_off(rule: str, says: str, candidates: tuple[str, ...] = ()) -> FieldRead:
    return FieldRead(None, CellState.DOUBTFUL, rule, says, candidates, True)


def known_agencies(reading: FileReading, lookup: Callable[[str], str]) -> None:
    """A new agency that stands already under another name is named, not doubled in silence."""
    for line in reading.lines:
        named = {cell.name: cell for cell in line.cells}
        name = named.get("name")
        if name is None or not isinstance(name.read.value, str):
            continue
        code = lookup(name.read.value)
        if code and ("code" not in named or named["code"].read.value != code):
            reading.doubt(
                "agency-known",
                line.sheet,
                line.address(name),
                "Instansi ini sudah ada, mungkin dengan nama lain.",
                (code,),
            )
