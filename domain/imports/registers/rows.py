"""Which rows of a register are lines of it, and what a line repeats from those above."""

import re
from collections.abc import Sequence
from functools import lru_cache

from domain.imports.cells import MARKS
from domain.imports.fields import FieldType, field_of
from domain.imports.grid import filled_cells, is_carried, is_note, is_signature, is_total_label
from domain.imports.headings import ColumnRole
from domain.imports.kinds import ImportKind
from domain.imports.month_names import MONTHS
from domain.imports.periods import read_period
from domain.imports.registers.days import RegisterDays
from domain.imports.registers.places import GROUP_NUMBER, RegisterPlaces
from domain.imports.registers.table import DATES, Register, RegisterPart, is_wordy
from domain.imports.registers.times import RegisterTimes
from domain.imports.registers.totals import RegisterTotals
from domain.imports.roles import BESIDE_THE_DATA, ROW, GivenRole, given_to, row_key
from domain.imports.sheet import Cell, is_number
from domain.imports.words import is_ditto, key, shape_of

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
_OF_A_LINE = (*DATES, FieldType.CHOICE, FieldType.AGENCY, FieldType.ORGANIZER, FieldType.COUNTRY)
_TELLING_APART = ("code", "username", "name", "short_name")
_GROUP_NAME = re.compile(r"(?:[IVX]{1,5}|[A-Z])[.)]\s+\S")
_PART_OF_YEAR = re.compile(r"^(?:bulan|bln|month|triwulan|tw|kuartal|semester|smt)$")
_OF_THE_YEAR = re.compile(r"^(?:setahun|tahunan|total|jumlah|semua|1 tahun|satu tahun)$")
_SUM = re.compile(r"\d[\d.,]*\s+([^\W\d_]+)")
_SUM_OF_GROUP = re.compile(r"[a-z ]{2,60} (?:total|count|subtotal)")
"""“Belu Total”, as a spreadsheet writes it below each group."""
_FIRST_LETTER = re.compile(r"a[.)]?")
_SUM_ALONE = re.compile(
    r"(?:sub ?|grand )?(?:total|jumlah|jml|jlh)(?: (?:total|jumlah|semua|seluruh(?:nya)?|keseluruhan|umum))*"
)
_FIRST_SERIAL = 30_000
"""Below it a number is no day of this century."""
_MOST_NIHIL = 3
"""Cells of a line that says nothing else."""
_NUMBER_AND_NAME = 2
"""Cells of a line that only opens a group."""
_LEAST_WIDE = 3
"""So many columns tell a group's name from a line."""
_NARROW = 4
"""So few columns that two filled cells may be a line."""
_MONTH_NAMES = {number: name for name, number in reversed(MONTHS.items())}


class RegisterRows(RegisterPart):
    def __init__(
        self, register: Register, places: RegisterPlaces, times: RegisterTimes, days: RegisterDays
    ) -> None:
        super().__init__(register)
        self.places, self.times, self.days = places, times, days
        self.totals = RegisterTotals(register)

    def data(self) -> list[int]:
        wanted = [c.index for c in self.table.having(ColumnRole.FIELD, ColumnRole.REGION, ColumnRole.CODE)]
        head = self._header_words()
        are_given = any(name.startswith(ROW) for name in self.context.answers)
        found: list[int] = []
        ended = is_summed = False
        self.days.look_at_header()
        apart = set(self.table.body) if are_given else self._set_apart(wanted, head)
        for row in self.table.body:
            if found and row not in apart:
                self._belongs(row)
                is_summed = False
                found.append(row)
                continue
            cells = self.grid.rows[row]
            self.places.look_above(row)
            self.days.look_above(row)
            if self.times.look_above(row) or all(c >= len(cells) or cells[c] is None for c in wanted):
                continue
            if self._says_nihil([c for c in wanted if c < len(cells) and cells[c] is not None], row):
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
            if given is not GivenRole.DATA and self._is_total(row, texts):
                is_summed = True
                self.totals.written.append(row)
                continue
            may_head = given is not GivenRole.DATA and self.register.says_little(row)
            if may_head and (self._heads_a_group(row) or self._is_parted_below(row)):
                continue
            if is_summed and given is None and self._is_below_the_sum(row):
                continue
            is_summed = False
            if self.totals.is_unnamed(row, found):
                continue
            if [*map(_words, filled_cells(cells))] == head or (not found and self._is_heading(row)):
                continue
            found.append(row)
        return found

    def _set_apart(self, wanted: Sequence[int], head: Sequence[str]) -> set[int]:
        """Rows that may be anything but a line: with few cells, with none that is asked for, or with a word
        that begins a note, a signature, a total or the headings once more. All others of a hundred thousand
        are lines, and nothing more is asked of them."""
        if head and head[-1].isdigit():
            return set(self.table.body)
        last = shape_of(head[-1]) if head else ""

        def is_nihil_or_head(text: str) -> bool:
            words = key(shape_of(text))
            return words == "nihil" or (bool(last) and shape_of(words) == last)

        apart = self.register.rows_with(is_nihil_or_head) | self.register.rows_begun_with(_begins_no_line)
        apart |= self.register.sparse(max(_MOST_NIHIL, self.totals.most_cells))
        apart |= self._without_a_day()
        blank: Sequence[int] = self.table.body
        for index in wanted:
            cells = zip(blank, self.grid.down(index, blank), strict=True)
            blank = [row for row, cell in cells if cell is None]
        return apart.union(blank)

    def _without_a_day(self) -> set[int]:
        """Rows with “-” for a day, as beside an office that had none."""
        found: set[int] = set()
        body = self.table.body
        for index in (each.index for each in self.register.fields if each.field.type in DATES):
            if self.register.lists_people and any(map(_is_nihil_or_mark, self.grid.shapes(index, body))):
                cells = zip(body, self.grid.down(index, body), strict=True)
                found |= {row for row, cell in cells if isinstance(cell, str) and _is_nihil_or_mark(cell)}
        return found

    def _belongs(self, row: int) -> None:
        """To whatever group began above it."""
        self.places.belongs(row)
        self.days.belongs(row)
        self.times.belongs(row)

    def _says_nihil(self, filled: Sequence[int], row: int) -> bool:
        """“Februari: NIHIL” among the lines of a list is a month without any, and nobody's line; so is
        “Polres Ngada: NIHIL”, and an office or place beside dashes alone."""
        if not self.register.lists_people:
            return False
        words = {key(str(self.grid.cell(row, index))) for index in filled}
        is_said = len(filled) <= _MOST_NIHIL and words == {"nihil"}
        if not is_said and not self._names_who_had_none(row):
            return False
        says = f"Baris {row + 1} hanya menyebut nihil; tidak dibaca sebagai orang atau laporan."
        self.reading.understand("line-of-nihil", self.sheet, says)
        return True

    def _names_who_had_none(self, row: int) -> bool:
        """“Polres Ngada: NIHIL”, or an office or place and dashes alone, in every column that there is."""
        offices = [each.index for each in self.register.fields if each.field.type is FieldType.AGENCY]
        named = {*offices, *(column.index for column in self.places.columns)}
        beside = {*named, *(column.index for column in self.table.having(ColumnRole.NUMBER))}
        cells = [*enumerate(self.grid.rows[row])]
        said = [str(cell) for index, cell in cells if cell is not None and index not in beside]
        if not any(self.grid.cell(row, index) is not None for index in named):
            return False
        is_nihil = any(key(text) == "nihil" for text in said)
        return (is_nihil or len(said) >= _LEAST_WIDE) and all(_is_nihil_or_mark(text) for text in said)

    def _is_below_the_sum(self, row: int) -> bool:
        """“Kupang, Desember 2025”, an office and who signs for it: words alone below the total."""
        own = [self.grid.cell(row, index) for index in self.register.own(row)]
        few = 2 if len(self.table.columns) > _NARROW else 1
        return len(own) <= few and all(isinstance(cell, str) for cell in own)

    def _is_heading(self, row: int) -> bool:
        """The same headings once more in another language: “Target”, “Unit” and “Deadline” name no thing."""
        said = [(each, self.grid.cell(row, each.index)) for each in self.register.fields]
        if not all(cell is None or (isinstance(cell, str) and is_wordy(cell)) for _, cell in said):
            return False
        own = sum(
            isinstance(cell, str) and field_of(self.kind, (cell,)) is each.field and len(cell.split()) <= 3
            for each, cell in said
        )
        return own > 1 and 2 * own >= sum(cell is not None for _, cell in said)

    def _is_total(self, row: int, texts: Sequence[str]) -> bool:
        """“Jumlah desa” as title or indicator is no total: that has no day, no office and no choice."""
        if not any(map(_calls_itself_a_sum, texts[:2])):
            return False
        fields = self.register.fields
        series = [self.grid.cell(row, f.index) for f in fields if f.field.type is FieldType.INDICATOR]
        if any(isinstance(cell, str) and not _SUM_ALONE.fullmatch(key(cell)) for cell in series):
            return False  # “Jumlah PMI ditempatkan” is a series, and “Jumlah” the sum of several
        told = (self.grid.cell(row, each.index) for each in fields if each.field.type in _OF_A_LINE)
        return not any(
            cell is not None
            and not (isinstance(cell, str) and (is_total_label(cell) or cell.casefold() in MARKS))
            and not _is_sum(cell)
            for cell in told
        )

    def _heads_a_group(self, row: int) -> bool:
        """“II PENEGAKAN HUKUM” above the lines 1, 2, 3 of a matrix: no line of it."""
        own = self.register.own(row)
        is_narrow = len(self.register.fields) + len(self.places.columns) < _LEAST_WIDE
        if not 0 < len(own) <= 2 or (is_narrow and not self._is_numbered_apart(own)):
            return False
        name = self.grid.cell(row, own[-1])
        if not isinstance(name, str) or not any(character.isalpha() for character in name):
            return False
        if len(own) == 1:
            across = sum(map(is_carried, self.grid.rows[row]))
            if not across and not _GROUP_NAME.match(name) and not self._names_place_or_time(name):
                return False
        elif self._is_filled_in(own[0]) or not GROUP_NUMBER.fullmatch(str(self.grid.cell(row, own[0]))):
            return False
        self.reading.understand(
            "group-heading", self.sheet, f"Baris {row + 1} hanya memuat nama kelompok; tidak dibaca."
        )
        return True

    def _is_numbered_apart(self, own: Sequence[int]) -> bool:
        """“A  OPD PROVINSI” among lines that are numbered 1, 2, 3."""
        numbers = [column.index for column in self.table.having(ColumnRole.NUMBER)]
        return len(own) == 2 and own[0] in numbers

    def _is_parted_below(self, row: int) -> bool:
        """“1  Pencegahan di desa” above 1.1 and 1.2, or above a and b, is what those are parts of."""
        if self.kind is not ImportKind.COMMITMENTS:
            return False
        numbers = [column.index for column in self.table.having(ColumnRole.NUMBER)]
        own = self.register.own(row)
        if len(own) != _NUMBER_AND_NAME or own[0] not in numbers:
            return False
        if row + 1 >= len(self.grid.rows):
            return False
        number, below = (str(self.grid.cell(each, own[0])).strip(" .") for each in (row, row + 1))
        if not re.match(rf"{re.escape(number)}\.\d", below) and not _FIRST_LETTER.fullmatch(below):
            return False
        says = f"Baris {row + 1} hanya memuat nama kelompok; tidak dibaca."
        self.reading.understand("group-heading", self.sheet, says)
        return True

    def _names_place_or_time(self, name: str) -> bool:
        """“BULAN MARET 2026” or “Kec. Weliman” alone in its row."""
        period = None if name[0].isdigit() else read_period(name)
        told = period is not None and period.last_month is not None and len(name.split()) <= 3
        return told or self.reference.gazetteer.read(name).is_wide

    def _is_filled_in(self, index: int) -> bool:
        return index in {each.index for each in self.register.fields} | {
            column.index for column in self.places.columns
        }

    def _role_of(self, row: int) -> GivenRole | None:
        return given_to(row_key(self.table.label(row), self.vocabulary), self.context.answers)

    def shown(self, rows: list[int]) -> list[int]:
        """Without the rows and columns that the file hides: somebody put them away, and nobody knows why."""
        sheet, is_turned = self.grid.sheet, self.grid.turned
        lines, heads = sheet.hidden_rows, sheet.hidden_columns
        if is_turned:
            lines, heads = heads, lines
        named = [
            *(each.index for each in self.register.fields),
            *(each.index for each in self.places.columns),
        ]
        put_away = {index for index in named if index + self.grid.first_column in heads}
        for index in sorted(put_away):
            self._doubt_hidden("Baris" if is_turned else "Kolom", rows[0] if rows else 0, index)
        if put_away:
            self.register.fields = [each for each in self.register.fields if each.index not in put_away]
            self.places.columns = [each for each in self.places.columns if each.index not in put_away]
        for row in rows:
            if row in lines:
                first = self.register.fields[0].index if self.register.fields else 0
                self._doubt_hidden("Kolom" if is_turned else "Baris", row, first)
        return [row for row in rows if row not in lines]

    def _doubt_hidden(self, what: str, row: int, column: int) -> None:
        self.reading.doubt(
            "hidden",
            self.sheet,
            self.grid.address(row, column),
            f"{what} ini disembunyikan di berkas; isinya ditunda.",
            (),
            True,
        )

    def repeat_what_ditto_marks_mean(self, rows: Sequence[int]) -> None:
        """“idem”, “s.d.a.” and ″ say what stands above; so does a blank beside the desks of one place."""
        groups = {column.index for column in self.places.groups}
        columns = [
            each.index
            for each in self.register.fields
            if each.field.type in _REPEATED and each.field.name not in _TELLING_APART
        ]
        repeated = 0
        named = [*self.places.columns, *([self.places.addresses] if self.places.addresses else [])]
        for index in dict.fromkeys([*(column.index for column in named), *columns]):
            has_dittos = any(map(is_ditto, self.grid.shapes(index, self.table.body)))
            written = set(self.grid.down(index, rows)) if has_dittos or index in groups else ()
            marks = {cell for cell in written if is_ditto(cell) or (cell is None and index in groups)}
            above: Cell = None
            for row in rows if marks else ():
                cell = self.grid.cell(row, index)
                if above is not None and cell in marks:
                    cell = above
                    self.grid.put(row, index, above)
                    repeated += 1
                above = cell
        if repeated:
            self.reading.understand(
                "ditto", self.sheet, f"{repeated} sel yang mengulang isian di atasnya; dibaca sama."
            )

    def join_months_to_years(self, rows: Sequence[int]) -> None:
        """“2025” under Tahun and “Januari” or “II” under Bulan or Triwulan beside it are one time."""
        years = next(
            (each.index for each in self.register.fields if each.field.type is FieldType.PERIOD), None
        )
        parts = [
            (column.index, column.lowest)
            for column in self.table.columns
            if _PART_OF_YEAR.match(column.lowest)
        ]
        if years is None or not parts:
            return
        for row in rows:
            year = self.grid.cell(row, years)
            for index, head in parts:
                cell = self.grid.cell(row, index)
                if index == years or cell is None or not (part := _part_of_year(head, cell)):
                    continue
                found = read_period(part)
                is_part = found is not None and found.last_month is not None
                whole = f"{part} {year}" if is_part and found and found.year is None else part
                self.grid.put(row, years, whole)

    def _header_words(self) -> list[str]:
        if not self.table.header:
            return []
        return [*map(_words, filled_cells(self.grid.rows[self.table.header[-1]]))]


def _begins_no_line(text: str) -> bool:
    return is_note(text) or is_signature(text) or _calls_itself_a_sum(text)


def _calls_itself_a_sum(text: str) -> bool:
    return is_total_label(text) or _sums_a_group(shape_of(text))


@lru_cache(maxsize=10_000)
def _sums_a_group(shape: str) -> bool:
    return _SUM_OF_GROUP.fullmatch(key(shape)) is not None


def _is_nihil_or_mark(text: str) -> bool:
    return text.casefold() in MARKS or key(text) == "nihil"


def _is_sum(cell: Cell) -> bool:
    """“4 jenazah” beside “JUMLAH”, which is no day though it stands below days."""
    if is_number(cell):
        assert isinstance(cell, int | float)
        return cell < _FIRST_SERIAL
    found = _SUM.fullmatch(cell) if isinstance(cell, str) else None
    return found is not None and key(found[1]) not in MONTHS


def _part_of_year(head: str, cell: Cell) -> str:
    """As ``read_period`` reads it; empty where the cell says that the whole year is meant."""
    words = key(str(cell))
    if not words or _OF_THE_YEAR.match(words):
        return ""
    if words.isdigit() and head in ("bulan", "bln", "month"):
        return _MONTH_NAMES.get(int(words), str(cell))
    return f"{head} {cell}" if len(words) <= 3 and head not in ("bulan", "bln", "month") else str(cell)


def _words(cell: Cell) -> str:
    return str(cell) if type(cell) is int else key(str(cell))
