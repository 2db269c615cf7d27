"""What a cell of a register says, by the type of its field."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, lru_cache

from domain.access.permissions import Role
from domain.cases.facts import REFERENCE_FIELD
from domain.cases.references import KnownWords, strange_word
from domain.imports import identity
from domain.imports.abroad import country_of_town
from domain.imports.ages import CHILD, GROWN, SEXES, is_child
from domain.imports.cells import MARKS, SAYS, UNITS, CountRead, read_count
from domain.imports.choices import FIELD_WORDS, KINDS_NEAR
from domain.imports.context import countries_of_titles
from domain.imports.counted import is_no_series
from domain.imports.dates import DateRead, Order, order_by_months, order_of, read_date
from domain.imports.disguised import is_disguised
from domain.imports.fields import HOME, Field, FieldType
from domain.imports.headings import ColumnRole, part_of_titles
from domain.imports.institutions import INSTITUTION, VENUE
from domain.imports.kinds import ImportKind
from domain.imports.month_names import MONTHS
from domain.imports.periods import names_a_week, names_part_of_a_month, read_period
from domain.imports.places import CITIES_AND_PROVINCES, OTHER_PROVINCES, Sort
from domain.imports.quality import CellState, FieldCell, FieldRead
from domain.imports.registers.codes import is_ours
from domain.imports.registers.contractions import is_contraction
from domain.imports.registers.counting import SCALED
from domain.imports.registers.numbers import DAYS_OF_NUMBERS, RegisterNumbers
from domain.imports.registers.pairs import day_of, number_of
from domain.imports.registers.sex_with_age import age_of, sex_of
from domain.imports.registers.table import (
    BLANK,
    DATES,
    FieldColumn,
    Register,
    RegisterPart,
    is_wordy,
    put_off,
)
from domain.imports.registers.times import RegisterTimes
from domain.imports.registers.units import RegisterUnits
from domain.imports.registers.unsure import SAYS as UNSURE_SAYS
from domain.imports.registers.unsure import is_unsure
from domain.imports.separators import Separators
from domain.imports.sheet import Cell, is_number
from domain.imports.stages import STAGE, stages_in
from domain.imports.words import OF_HERE, is_ditto, key, shape_of, squeeze
from domain.places.province import HERE
from domain.services.outreach import LONGEST_NAME
from domain.time.formats import NOT_SET

DATE_SAYS = {
    "date-order": "Hari dan bulan dapat tertukar.",
    "date-serial": "Tanggal tersimpan sebagai angka urutan hari; dibaca sebagai tanggal.",
    "date-impossible": "Tanggal ini tidak lengkap atau tidak ada di kalender.",
    "date-span": "Tertulis beberapa hari; pilih hari yang dicatat.",
    "date-weekday": "Nama harinya tidak cocok dengan tanggalnya.",
    "date-zone": f"Jamnya menurut waktu Greenwich; di {HERE.short_name} sudah hari berikutnya, dan itu yang "
    "dibaca.",
    "date-future": "Hari itu belum tiba ketika berkas dibaca; mungkin bulan atau tahunnya salah tulis.",
    "date-old": "Terlalu lama untuk register ini; mungkin tahunnya salah tulis.",
}
_UNTIL = re.compile(
    r"^(?:s\s*[./]?\s*d\.?|sampai(?: dengan)?|hingga|paling (?:lambat|lama)|selambat-?\s?lambatnya|"
    r"maks(?:imal)?\.?)(?: tanggal| tgl\.?| pada)?\s+(?=\S)",
    re.IGNORECASE,
)
"""Before a day that is a deadline it says no more than the heading."""
_FROM = re.compile(r"(?:tmt|terhitung mulai|mulai|sejak|per)\b")
_SOMEWHERE_IN = re.compile(r"(?:awal|pertengahan|tengah|sekitar|sebelum|setelah|sesudah)\b")
_WITHOUT_YEAR = re.compile(r"(?:[a-z]+ )?\d{1,2} ([a-z]+)|([a-z]+) \d{1,2}")
_DAY_AND_MONTH = re.compile(r"^\s*(?:[^\W\d_]+\s*,?\s*)?\d{1,2}\s*([/.-])\s*\d{1,2}\s*$")
_DAY_ALONE = re.compile(r"\s*(?:(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu)\s*,?|minggu\s*,)\s*\d{1,2}\s*")
"""“Minggu 2” without a comma may be the second week."""
_MOSTLY = 0.5
"""Of the words of a text."""
_NUMBERED = re.compile(r"\s*1\s*[.)]\s*\S.*\s2\s*[.)]\s*\S", re.DOTALL)
"""“1. Menyusun SOP 2. Melatih petugas” in one cell."""
_LEADING_NUMBER = re.compile(r"^\s*(?:\d{1,3}[.)]|[-•–])\s+(?=[^\W\d_])")
_DENIED = re.compile(r"\b(?:bukan|belum tentu)\b")
"""“Bukan karena sakit” names a choice and takes it back."""
_INLAND = re.compile(r"^(?:(?:di )?dalam negeri|domestik)$")
_OF_A_PROVINCE = re.compile(r"^\s*(?:prov|provinsi|propinsi)\b\.?", re.IGNORECASE)
_NAMES_A_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|['’]\d\d")
_ELSEWHERE = re.compile(
    rf"\b(?:meninggal|kematian|wafat)\b.*\bdi (?:{OF_HERE}|dalam negeri|kampung|rumah|daerah asal)\b|"
    rf"\b(?:ke|di) luar (?:{OF_HERE}|daerah|wilayah)\b|\b(?:jenazah|meninggal)\b.*\bbelum\b"
)
"""“PMI meninggal di NTT” counts none that died abroad."""
_OF_A_PART = put_off(
    "indicator-of-a-part",
    "Indikatornya menyebut satu bagian atau waktu; tulis itu di kolom kelompok, negara, atau periode.",
)
_FAR = date(2100, 1, 1)
_NAMES_OF_THINGS = ("name", "short_name", "source", "unit", "place")
"""Fields of proper names, which look like those of persons; some word of them must be known."""
_SILENT = {
    CellState.BLANK,
    CellState.DASH,
    CellState.EMPTY_WORD,
    CellState.NOT_AVAILABLE,
    CellState.NA,
    CellState.NAN,
}
_NUMBERS = (FieldType.COUNT, FieldType.NUMBER)
_FOR_WHAT = frozenset(
    {
        *(word for role in Role for word in role.value.split("_")),
        *(
            "gub",
            "wagub",
            "sekda",
            "setda",
            "admin",
            "operator",
            "op",
            "petugas",
            "layar",
            "tamu",
            "cadangan",
        ),
    }
)
"""Words of user names that no person is called by."""
_UNITS_OF_PLACES = (
    "polres",
    "disnaker",
    "nakertrans",
    "dinsos",
    "dpmd",
    "dp3a",
    "pemkab",
    "ltsa",
    "imigrasi",
)
"""What stands before a kabupaten in one word: “polresbelu”."""
_SMALL_WORDS = frozenset(["dan", "di", "untuk", "bagi", "of", "and", "the"])
_WITH_UNIT = re.compile(
    r"(\d[\d.,]*)\s*(?:\(([a-z ]+)\)\s*)?(%|(?!dari\b)[^\W\d_](?:[^\W\d_]|[_/ -]){1,29})", re.IGNORECASE
)


_BETWEEN_NUMBERS = re.compile(r"\s*(?:[;,&\n]|\bdan\b|\bserta\b)\s*|(?<=\d)\s+(?=[a-z]{1,4}/)", re.IGNORECASE)
_NUMBER_OF_REPORT = re.compile(r"\W*([a-z]*+)[\w.\s-]*+/.*\d.*", re.IGNORECASE | re.DOTALL)


def names_several(text: str) -> bool:
    """“LP/1/2026 dan LP/2/2026”; what stands behind a comma without being a number like the first is none."""
    return _are_several(shape_of(text))


@lru_cache(maxsize=10_000)
def _are_several(shape: str) -> bool:
    found = [_NUMBER_OF_REPORT.fullmatch(part) for part in _BETWEEN_NUMBERS.split(shape)]
    begins = [match[1].casefold() for match in found if match is not None]
    return len(begins) > 1 and len(begins) == len(found) and len(set(begins)) == 1


_LONGEST_ABBREVIATION = 4
_MOST_WORDS_OF_A_NAME = 30
"""No office bears a longer one."""
_LONG_ENOUGH = 5
_FEW_TO_NAME = 4
"""Choices that a sentence names."""
_GROUPED_BY_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+")


class RegisterCells(RegisterPart):
    def __init__(self, register: Register, times: RegisterTimes) -> None:
        super().__init__(register)
        self.times, self.units, self.numbers = times, RegisterUnits(register), RegisterNumbers(register)
        self.orders: dict[int, Order] = {}
        """By column, whether day or month comes first."""
        self.wholes: set[tuple[int, Cell]] = set()
        """By column and cell, what counts persons or things in every line that holds it: “1.500” orang."""
        self.separators: dict[int, Separators] = {}
        """By column, what dots and commas are used for."""
        self.paired: set[int] = set()
        """Columns that hold a number and its day."""
        self.aged: set[int] = set()
        """Columns that hold a sex and an age."""
        self._plain_shapes: dict[str, bool] = {}
        self.in_year_of_title: dict[int, set[str]] = {}
        """By column, days without a year that have it from the title."""

    def look_at_dates(self, rows: Sequence[int]) -> None:
        for column in self.table.having(ColumnRole.FIELD):
            if column.field is None or column.field.type not in DATES:
                continue
            cells = self.grid.down(column.index, rows)
            order = order_of(cells)
            if order.unclear and column.field.name in DAYS_OF_NUMBERS:
                # “LP/7/III/2026” beside 5/3/2026 says which of the two is the month.
                order = order_by_months(cells, self.numbers.months(rows)) or order
            self.orders[column.index] = order
            if order.month_first:
                self.reading.doubt(
                    "date-order",
                    self.sheet,
                    self.grid.address(self.table.header[-1], column.index),
                    "Tanggal di kolom ini ditulis bulan lebih dahulu; dibaca bulan/hari/tahun.",
                )

    def look_at_numbers(self, rows: Sequence[int]) -> None:
        for column in self.register.fields:
            if column.field.type in _NUMBERS:
                cells = self.grid.down(column.index, rows)
                self.separators[column.index] = Separators.of(cells)
                if column.field.type is FieldType.NUMBER:
                    self._find_wholes(column.index, rows, cells)

    def _find_wholes(self, column: int, rows: Sequence[int], cells: Sequence[Cell]) -> None:
        told: dict[str, bool] = {}
        for row, cell in zip(rows, cells, strict=True):
            if isinstance(cell, str) and told.get(cell, True) and _GROUPED_BY_DOTS.fullmatch(cell):
                told[cell] = self._counts_wholes(row)
        self.wholes |= {(column, cell) for cell, are_wholes in told.items() if are_wholes}

    def _counts_wholes(self, row: int) -> bool:
        """By the unit of the line, or by the series that it names where no column has units."""
        units = [each for each in self.register.fields if each.field.name == "unit"]
        if units:
            return key(str(self.grid.cell(row, units[0].index) or "")) in UNITS
        for each in self.register.fields:
            cell = self.grid.cell(row, each.index)
            if each.field.type is FieldType.INDICATOR and isinstance(cell, str):
                return self._series(cell, each.field).value is not None
        return False

    def doubt_without_number(self, rows: Sequence[int]) -> None:
        for each in self.register.fields:
            is_asked = each.field.name == "reference"
            if not is_asked or not any(map(is_wordy, self.grid.shapes(each.index, self.table.body))):
                continue
            for row, cell in zip(rows, self.grid.down(each.index, rows), strict=True):
                if (
                    isinstance(cell, str)
                    and is_wordy(cell)
                    and cell.casefold() not in MARKS
                    and not is_ditto(cell)
                ):
                    says = "Tidak memuat nomor, jadi tidak dibaca sebagai nomor."
                    self.reading.doubt("no-number", self.sheet, self.grid.address(row, each.index), says)

    def said(self, column: FieldColumn, cell: Cell) -> FieldCell:
        """What a cell says, for all of its column that hold the same."""
        read = BLANK if cell is None else self._read(cell, column)
        is_hidden = read.rule == "identity" and column.field.type is FieldType.AGENCY
        apart = is_hidden or self.units.of(column.index, cell) is not None
        return self.register.cell(column.index, column.field.name, read, apart=apart)

    def _read(self, cell: Cell, column: FieldColumn) -> FieldRead:
        if column.index in self.paired and column.field.type in DATES and _is_wordy_text(cell):
            return BLANK  # “belum ada SK” is no day either; that is said of its number
        if column.index in self.paired:
            cell = day_of(cell) if column.field.type in DATES else number_of(cell)
        elif column.index in self.aged:
            cell = sex_of(cell) if column.field.type is FieldType.SEX else age_of(cell)
        if (
            column.field.name == "reference"
            and isinstance(cell, str)
            and self._reads_as_written(cell, column)
        ):
            return self.units.number(cell) or self.numbers.of(cell) or FieldRead(cell[:500])
        if isinstance(cell, str) and is_unsure(cell, column.field.type) and not identity.cell_kind(cell):
            return put_off("cell-unsure", UNSURE_SAYS)
        if column.field.type in DATES:
            dated = self._date(cell, column.index, column.field)
            return BLANK if dated.state is CellState.BLANK else dated
        if column.field.type is FieldType.AGENCY and (unit := self.units.of(column.index, cell)) is not None:
            return unit
        read = self._screened(cell, column.field)
        if column.field.name == "reference" and read.value is not None:
            return self.units.number(cell) or self.numbers.of(cell) or read
        if read.rule == "mixed-separators" and (column.index, cell) in self.wholes:
            return FieldRead(int(re.sub(r"\D", "", str(cell))))
        if read.rule == "mixed-separators" and (whole := self.separators[column.index].whole(cell)):
            return FieldRead(whole)
        if column.index in self.separators and is_number(read.value):
            read = self._checked(cell, read, self.separators[column.index])
        return BLANK if read.state in _SILENT and read.rule != "identity" else read

    def _reads_as_written(self, number: str, column: FieldColumn) -> bool:
        """Whether nothing but its digits could say more of a number: told once for all of its shape."""
        shape = shape_of(number)
        if shape not in self._plain_shapes:
            read = self._screened(shape, column.field)
            self._plain_shapes[shape] = (
                read == FieldRead(shape[:500])
                and not self.reference.texts
                and not is_unsure(shape, column.field.type)
                and not identity.bears_a_title(shape)
                and self.numbers.of(shape) is None
            )
        return self._plain_shapes[shape] and not identity.text_kind(number)

    @staticmethod
    def _checked(cell: Cell, read: FieldRead, separators: Separators) -> FieldRead:
        assert isinstance(read.value, int | float)
        told = CountRead(read.state, read.value, read.rule)
        found = separators.checked(cell, told)
        if found is told:
            return read
        return FieldRead(
            found.value, found.state, found.rule, SAYS[found.rule], found.candidates, found.put_off
        )

    def initials(self, row: int, column: FieldColumn, value: Cell) -> FieldCell | None:
        """What looks like a name is none where it is short for the office beside it."""
        if column.field.name != "short_name" or not self._are_initials(row, value):
            return None
        text = str(value)
        if identity.cell_kind(value) or identity.bears_a_title(text) or is_disguised(text, self.vocabulary):
            return None  # the name beside it bears the same, and is left out for it
        return self.register.cell(column.index, "short_name", FieldRead(str(value)))

    def _are_initials(self, row: int, value: Cell) -> bool:
        """“YKBH” beside “Yayasan Kasih Bangun Harapan” is short for it, and so is what takes some of its
        initials or words: “YKH”, “Yayasan KBH”."""
        name = next(
            (self.grid.cell(row, each.index) for each in self.register.fields if each.field.name == "name"),
            "",
        )
        words = key(str(name)).split()
        all_of_them = "".join(word[0] for word in words)
        great = "".join(word[0] for word in words if word not in _SMALL_WORDS)
        if len(words) > 1 and key(str(value)) in (all_of_them, great):
            return True
        parts = str(value).split()
        if len(parts) == 1 and is_contraction(key(str(value)), words):
            return True
        return len(words) > 2 and all(key(part) in words or _shortens(part, all_of_them) for part in parts)

    def _screened(self, cell: Cell, field: Field) -> FieldRead:
        if identity.cell_kind(cell):
            return FieldRead(None, CellState.DOUBTFUL, "identity")
        if isinstance(cell, str) and MARKS.get(cell.casefold()) in _SILENT:
            return FieldRead(None, CellState.BLANK)
        if isinstance(cell, str) and cell[0] in "=@" and field.type is not FieldType.COUNT:
            return put_off("formula-text", "Rumus tersimpan sebagai teks dan tidak dihitung; tulis hasilnya.")
        return _READERS[field.type](self, cell, field)

    def _date(self, cell: Cell, column: int, field: Field) -> FieldRead:
        if isinstance(cell, str) and MARKS.get(cell.casefold()) in _SILENT:
            return FieldRead(None, CellState.BLANK)
        latest = _FAR if field.type is FieldType.DUE else self.reference.today
        order = self.orders[column]
        found: DateRead = read_date(cell, order, latest, uses_1904=self.context.uses_1904)
        if found.day is None and isinstance(cell, str):
            found = self._in_year_of_title(cell, column, latest) or found
        if field.name == "due" and isinstance(cell, str) and _FROM.match(key(cell)):
            return put_off("due-is-a-start", "Ini hari mulai, bukan tenggat; tulis tenggatnya.")
        if found.day is None and field.type is FieldType.DUE:
            last = _UNTIL.sub("", cell) if isinstance(cell, str) else cell
            found = read_date(last, order, latest, uses_1904=self.context.uses_1904) if last else found
            if found.day is None and (whole := self._last_of(last, field)) is not None:
                return whole
        # That the month comes first is said once, at the column's head.
        rule = "" if found.rule == "date-order" and order.month_first and not found.put_off else found.rule
        value = found.day.isoformat() if found.day and not found.put_off else None
        state = CellState.VALUE if value else CellState.DOUBTFUL
        return FieldRead(value, state, rule, DATE_SAYS.get(rule, ""), found.candidates, found.put_off)

    def _last_of(self, cell: Cell, field: Field) -> FieldRead | None:
        """“TW III” in a plan of one year is of that year."""
        starts_on, ends_on = self.times.span
        is_year = bool(starts_on) and starts_on[:4] == ends_on[:4]
        found = _of_span(cell, field)
        if found is not None or not is_year or not isinstance(cell, str) or _NAMES_A_YEAR.search(cell):
            return found
        part = read_period(cell)
        if part is not None and part.last_month is not None:
            return _of_span(f"{cell} {starts_on[:4]}", field)
        return found

    def _in_year_of_title(self, cell: str, column: int, latest: date) -> DateRead | None:
        """“12 Jan” and “7/1” in a sheet of 2024 alone, and “Minggu, 5” in one of July, where the day lies
        within what its title speaks of; “5-7” in one of July may be three days."""
        starts_on, ends_on = self.times.span
        if not starts_on or starts_on[:4] != ends_on[:4]:
            return None
        words, year, is_month = key(cell), starts_on[:4], starts_on[:7] == ends_on[:7]
        named, numbered = _WITHOUT_YEAR.fullmatch(words), _DAY_AND_MONTH.search(cell)
        if named is not None and (named[1] or named[2]) in MONTHS:
            whole = f"{words} {year}"
        elif numbered is not None and not (is_month and numbered[1] == "-"):
            whole = f"{cell.strip()}{numbered[1]}{year}"
        elif is_month and _DAY_ALONE.fullmatch(cell.casefold()):
            whole = f"{cell.strip()}/{starts_on[5:7]}/{year}"
        else:
            return None
        found = read_date(whole, Order() if numbered is None else self.orders[column], latest)
        if found.put_off or found.day is None or not starts_on <= found.day.isoformat() <= ends_on:
            return None
        self.in_year_of_title.setdefault(column, set()).add(cell)
        return found

    def tell_year_of_title(self) -> None:
        says = "Tanggal tanpa tahun dibaca dengan tahun di judul, nama lembar, atau nama berkas."
        self.reading.understand("year-of-title", self.sheet, says)

    def _text(self, cell: Cell, field: Field) -> FieldRead:
        if field.type is FieldType.REFERENCE and isinstance(cell, date):
            says = "Isi sel ini tanggal, bukan nomor: nomor seperti 1/3/2026 diubah Excel. Tulis nomornya."
            return put_off("number-as-date", says)
        text = f"{cell:g}" if isinstance(cell, float) else str(cell)
        text = text.lstrip("'’`") if field.type is FieldType.REFERENCE else text
        if field.name in ("name", "title") and not _NUMBERED.match(text):
            text = _LEADING_NUMBER.sub("", text)
        if field.name == "reference" and is_wordy(text):
            return BLANK  # “belum ada SK” is no number; that is said of its cell
        if field.name == "reference" and self.kind is ImportKind.CASES and names_several(text):
            says = "Sel ini memuat beberapa nomor laporan; tulis satu laporan per baris, lalu kirim lagi."
            return put_off("numbers-together", says)
        if not self.reference.is_ours(text) and self._is_somebodys(text, field):
            return FieldRead(None, CellState.DOUBTFUL, "identity")
        if field.name == "title" and _NUMBERED.match(text):
            says = (
                "Sel ini memuat beberapa butir bernomor; dibaca sebagai satu. Pisahkan satu butir per baris."
            )
            return FieldRead(text[:500], CellState.VALUE, "several-in-cell", says)
        return FieldRead(text[:500])

    def _is_somebodys(self, text: str, field: Field) -> bool:
        """Whether it may name a person: told otherwise of what bears names that look like theirs."""
        is_strange = is_disguised(text, self.vocabulary)
        if field.name == "unit" and text.islower():
            return is_strange
        if field.name == "place" and VENUE.search(key(text)):
            return identity.is_a_house(text, self.vocabulary) or identity.is_titled(text, self.vocabulary)
        if field.name == "contact":
            few = self.vocabulary.share(text) < _MOSTLY
            return few or is_strange or identity.names_inside(text, self.vocabulary)
        if field.name == "username":
            return (is_strange and " " in text) or not self._is_of_an_office(text)
        if field.name in _NAMES_OF_THINGS:
            is_plain = identity.is_plain(text, self.vocabulary) or any(c.isdigit() for c in text)
            unknown = self.vocabulary.share(text) == 0 and not is_plain
            is_addressed = identity.is_addressed(text, self.vocabulary)
            return unknown or is_addressed or (is_strange and field.name != "name")
        alone = len(text.split()) > 1 and identity.looks_like_name(text, self.vocabulary)
        return (
            alone
            or is_strange
            or identity.names_inside(text, self.vocabulary)
            or (" " in text and identity.is_titled(text, self.vocabulary))
            or (self._numbers_reports(field) and self._names_somebody(text))
        )

    def _numbers_reports(self, field: Field) -> bool:
        return field.name == REFERENCE_FIELD and self.kind is ImportKind.CASES

    def _names_somebody(self, number: str) -> bool:
        """A few capitals are some office's abbreviation that nobody knows here."""
        word = strange_word(number, self._known)
        return bool(word) and not (word.isupper() and len(word) <= _LONGEST_ABBREVIATION)

    @cached_property
    def _known(self) -> KnownWords:
        return KnownWords(self.vocabulary.words, districts=frozenset(), villages=frozenset())

    def _is_of_an_office(self, text: str) -> bool:
        """“dpmd.data” and “case.officer.2” say whose account it is or what for, “maria.seran” whose name."""
        letters_only = re.sub(r"\d+", " ", text)
        called = (word for word in key(text).split() if any(map(str.isdigit, word)) and not word.isdigit())
        return (
            any(map(self.vocabulary.knows, called))
            or bool(self.reference.agency(letters_only))
            or any(
                word in _FOR_WHAT
                or (
                    len(word) > 2
                    and (self.vocabulary.knows(word) or self.reference.gazetteer.read(word).is_wide)
                )
                or (len(word) >= _LONG_ENOUGH and self._begins_an_office(word))
                or any(
                    word.startswith(unit) and self.reference.gazetteer.read(word.removeprefix(unit)).is_wide
                    for unit in _UNITS_OF_PLACES
                )
                for word in key(letters_only).split()
            )
        )

    def _begins_an_office(self, word: str) -> bool:
        """“ombud.2”: the beginning of a word that an agency bears."""
        return any(each.startswith(word) for each in self._words_of_offices)

    @cached_property
    def _words_of_offices(self) -> frozenset[str]:
        return frozenset(word for word in self.reference.words_of_offices if len(word) > _LONG_ENOUGH)

    def _own_code(self, cell: Cell, _field: Field) -> FieldRead:
        code = str(cell).strip().upper()
        return FieldRead(code) if is_ours(code) else FieldRead(None, CellState.BLANK)

    def _count(self, cell: Cell, field: Field) -> FieldRead:
        if field.name == "target" and (split := with_unit(cell)):
            whole = key(split[1]) in UNITS
            found = read_count(split[0], fractions=not whole)
            if SCALED.search(key(split[1])) and any(
                each.field.name == "unit" for each in self.register.fields
            ):
                return put_off("scale-of-unit", f"Tertulis “{key(split[1])}”; tulis angka utuhnya.")
            if found.state is CellState.VALUE:
                return FieldRead(found.value)
        if field.name.startswith("days") and isinstance(cell, str):
            cell = re.sub(r"\s*(?:hari|hr)(?: kerja)?$", "", cell, flags=re.IGNORECASE) or cell
        found = read_count(cell, fractions=field.type is FieldType.NUMBER)
        if found.state is CellState.BLANK:
            return FieldRead(None, CellState.BLANK)
        says = SAYS.get(found.rule, "Bukan bilangan yang pasti.") if found.rule else ""
        return FieldRead(found.value, found.state, found.rule, says, found.candidates, found.put_off)

    def _period(self, cell: Cell, _field: Field) -> FieldRead:
        found = read_period(cell)
        span = found.span if found else None
        if span is None or names_part_of_a_month(cell):
            return put_off("period-unknown", "Periode tidak dapat dibaca.")
        return FieldRead(f"{span.starts_on.isoformat()}/{span.ends_on.isoformat()}")

    def _choice(self, cell: Cell, field: Field) -> FieldRead:
        words = key(str(cell))
        found = [code for code, pattern in field.choices if pattern.search(words)]
        exact = [code for code, pattern in field.choices if pattern.fullmatch(words)]
        chosen = list(dict.fromkeys(exact or found))
        if len(chosen) == 1 and not _DENIED.search(words):
            return FieldRead(chosen[0])
        if field.name == STAGE and (stages := stages_in(str(cell))):
            return self._stage_among_words(stages)
        shown = self.vocabulary.quoted(str(cell))
        is_kind = self.kind is ImportKind.CASES and field.name == "kind"
        if is_kind and not chosen and not _DENIED.search(words):
            chosen = [code for code, pattern in KINDS_NEAR if pattern.search(words)]
        says = f"{shown} bukan {field.label} yang dikenal"
        labels = [*FIELD_WORDS.get((self.kind, field.name), {}).values()]
        if 0 < len(labels) <= _FEW_TO_NAME:
            says += f"; tulis {', '.join(labels[:-1])}, atau {labels[-1]}"
        return put_off("choice-unknown", f"{says}.", tuple(chosen))

    def _stage_among_words(self, stages: Sequence[str]) -> FieldRead:
        """What stands behind it is a remark; of two the later one holds."""
        if len(stages) > 1:
            says = "Sel ini menyebut beberapa tahap; yang terakhir dibaca."
            return FieldRead(stages[-1], CellState.VALUE, "stage-of-several", says, tuple(stages))
        says = "Tahap perkara yang ditulis bersama keterangan dibaca; keterangannya tidak."
        self.reading.understand("stage-among-words", self.sheet, says)
        return FieldRead(stages[0])

    def _series(self, cell: Cell, field: Field) -> FieldRead:
        code = self.reference.indicator(str(cell))
        if not code and _ELSEWHERE.search(key(str(cell))):
            says = "Ini menyebut tempat lain daripada yang dihitung indikatornya; pilih indikatornya."
            return put_off("choice-unknown", says)
        if not code and is_no_series(str(cell), self.kind):
            says = "Ini target, persentase, atau biaya dan bukan angka yang dikenal; pilih indikatornya."
            return put_off("choice-unknown", says)
        read = FieldRead(code) if code else self._choice(cell, field)
        return read if code or read.value is None or not self._names_a_part(str(cell)) else _OF_A_PART

    def _names_a_part(self, text: str) -> bool:
        """“Penempatan PMI perempuan”, “ke Malaysia”, “Januari”, where no column says so of the line."""
        told = {each.field.name for each in self.register.fields}
        return (
            ("subgroup" not in told and bool(part_of_titles((text,), ())))
            or ("destination" not in told and bool(countries_of_titles((text,), self.context)))
            or read_period(text) is not None
        )

    def _agency(self, cell: Cell, field: Field) -> FieldRead:
        if key(str(cell)) == key(NOT_SET):
            return FieldRead(None, CellState.BLANK)
        code = self.reference.agency(str(cell))
        if code:
            return FieldRead(code)
        shown = self.vocabulary.quoted(str(cell))
        several = self.reference.agencies_in(str(cell))
        if several:
            return put_off("agency-unknown", f"{shown} lebih dari satu instansi; pilih satu.", several)
        says, near = f"{shown} bukan instansi yang dikenal.", self._offices_near(str(cell))
        return put_off("agency-unknown", says, near)

    def _offices_near(self, text: str) -> tuple[str, ...]:
        """To be chosen, not assumed: all of a kind for one that is not known by itself, or the office that an
        unknown division of it names behind its own name, as “Ditreskrimum Polda NTT” does. Whose reports
        those of a Polres are is asked (``RegisterUnits``)."""
        words = key(text).split(" ")
        behind = range(max(1, len(words) - _MOST_WORDS_OF_A_NAME), len(words))
        names = (f"{words[0]} se-{HERE.short_name}", *(" ".join(words[at:]) for at in behind))
        found = next((code for name in names if (code := self.reference.agency(name))), "")
        return (found,) if found else ()

    def _organizer(self, cell: Cell, _field: Field) -> FieldRead:
        """One of our agencies, or what calls itself an institution: a person organises nothing here."""
        text = str(cell)
        code = self.reference.agency(text)
        if code:
            return FieldRead(code)
        if identity.is_an_officer(text, self.vocabulary):
            return put_off("organizer-unknown", "Tampak memuat nama orang; tulis nama lembaganya saja.")
        if INSTITUTION.search(key(text)) and len(text) <= LONGEST_NAME:
            return FieldRead(text)
        shown, several = self.vocabulary.quoted(text), self.reference.agencies_in(text)
        if several:
            return put_off("organizer-unknown", f"{shown} lebih dari satu lembaga; pilih satu.", several)
        return put_off("organizer-unknown", f"{shown} bukan lembaga yang dikenal; tulis nama lembaganya.")

    def _country(self, cell: Cell, _field: Field) -> FieldRead:
        text = str(cell)
        code = HOME if text.strip().upper() == HOME else self.reference.country(text) or country_of_town(text)
        if code and code != HOME and _INLAND.match(key(text.partition("(")[0])):
            says = (
                f"{self.vocabulary.quoted(text)} menyebut dalam negeri dan negara lain; tulis salah satunya."
            )
            return put_off("country-unknown", says, (HOME, code))
        if code or (self.kind is ImportKind.CASES and self._is_at_home(text)):
            return FieldRead(code or HOME)
        named = self._elsewhere_in_the_country(text) if self.kind is ImportKind.CASES else ""
        if named:
            says = (
                f"{named} di Indonesia, di {HERE.outside}: tujuan di dalam negeri, atau hanya persinggahan?"
            )
            return put_off("country-unknown", says, (HOME,))
        return put_off("country-unknown", f"{self.vocabulary.quoted(str(cell))} bukan negara yang dikenal.")

    def _is_at_home(self, text: str) -> bool:
        """“Kalimantan Timur”, “Prov. Bali”, “Kota Kupang”: people are trafficked within the country, too. So
        says “Dalam negeri (Surabaya)” of a city that alone may be where they only passed."""
        outside, bracket, inside = text.partition("(")
        if bracket and _INLAND.match(key(outside)):
            return self._is_at_home(inside) or bool(self._elsewhere_in_the_country(inside))
        found = self.reference.gazetteer.read(text)
        is_regency = found.sort is Sort.FOUND and found.code.count(".") == 1
        is_town = bool(self.reference.gazetteer.town(text)[1])
        is_province = squeeze(_OF_A_PROVINCE.sub("", text)) in OTHER_PROVINCES - CITIES_AND_PROVINCES
        return is_regency or is_town or is_province or bool(_INLAND.match(key(text)))

    def _elsewhere_in_the_country(self, text: str) -> str:
        """A town or an island outside the province, “Jakarta” as well as “Batam”, may be where they only
        passed."""
        named = self.reference.inland.get(squeeze(text), "")
        return text.strip().title() if not named and squeeze(text) in CITIES_AND_PROVINCES else named

    def _sex(self, cell: Cell, _field: Field) -> FieldRead:
        found = SEXES.get(key(str(cell)))
        return FieldRead(found) if found else put_off("choice-unknown", "Bukan L atau P.")

    def _age(self, cell: Cell, _field: Field) -> FieldRead:
        child = is_child(cell)
        return BLANK if child is None else FieldRead(CHILD if child else GROWN)


_READERS: dict[FieldType, Callable[[RegisterCells, Cell, Field], FieldRead]] = {
    FieldType.TEXT: RegisterCells._text,
    FieldType.REFERENCE: RegisterCells._text,
    FieldType.OWN_CODE: RegisterCells._own_code,
    FieldType.COUNT: RegisterCells._count,
    FieldType.NUMBER: RegisterCells._count,
    FieldType.PERIOD: RegisterCells._period,
    FieldType.CHOICE: RegisterCells._choice,
    FieldType.INDICATOR: RegisterCells._series,
    FieldType.AGENCY: RegisterCells._agency,
    FieldType.ORGANIZER: RegisterCells._organizer,
    FieldType.COUNTRY: RegisterCells._country,
    FieldType.SEX: RegisterCells._sex,
    FieldType.AGE: RegisterCells._age,
}


def _shortens(part: str, initials: str) -> bool:
    """Capitals that stand in this order among the initials, from the first one on or behind it."""
    rest = iter(initials)
    return part.isupper() and len(part) > 1 and all(letter in rest for letter in key(part))


def _is_wordy_text(cell: Cell) -> bool:
    return isinstance(cell, str) and is_wordy(cell)


def with_unit(cell: Cell) -> tuple[str, str] | None:
    """“100 desa” and “4 (empat) kegiatan”, where the word in brackets says the same number."""
    found = _WITH_UNIT.fullmatch(cell) if isinstance(cell, str) else None
    if found is None or (found[2] and read_count(f"{found[1]} ({found[2]})").value is None):
        return None
    return found[1], found[3].strip()


def _of_span(cell: Cell, field: Field) -> FieldRead | None:
    """“Triwulan III 2026” as a deadline is its last day; that of “awal 2026” nobody knows."""
    if isinstance(cell, str) and (_SOMEWHERE_IN.match(key(cell)) or names_a_week(cell)):
        return None
    found = read_period(cell) if isinstance(cell, str | int) else None
    span = found.span if found is not None else None
    if span is None or (found is not None and found.as_of):
        return None
    day = span.starts_on if field.name == "starts_on" else span.ends_on
    edge = "pertama" if field.name == "starts_on" else "terakhir"
    says = f"Tertulis sebagai rentang waktu, bukan satu tanggal; yang dibaca hari {edge}nya."
    return FieldRead(day.isoformat(), CellState.VALUE, "due-is-a-span", says, (day.isoformat(),))
