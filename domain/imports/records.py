"""Registers: one line a report, a team, an account; each cell read as its field's type allows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from domain.imports import identity
from domain.imports.cells import MARKS, read_count
from domain.imports.context import Context, table_period, table_region
from domain.imports.dates import DateRead, Order, order_of, read_date
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import (
    FIELDS,
    INSTITUTION,
    OF_A_PERSON,
    REQUIRED,
    SERIES,
    VENUE,
    Concept,
    Field,
    FieldType,
    ImportKind,
)
from domain.imports.layout import Table, is_note, is_signature, is_total_label
from domain.imports.periods import read_period
from domain.imports.places import CodeSystem, PlaceRead, Sort
from domain.imports.quality import CellState, FileReading, FileRefused, ImportQuestion, Option, Value
from domain.imports.roles import BESIDE_THE_DATA, ROW, GivenRole, give, given_to, row_key
from domain.imports.sheet import Cell, Mark, is_number, letters
from domain.imports.words import key
from domain.places.regions import RegionLevel
from domain.services.outreach import LONGEST_NAME
from domain.time.formats import NOT_SET, listing

DATE_SAYS = {
    "date-order": "Hari dan bulan dapat tertukar.",
    "date-serial": "Tanggal tertulis sebagai nomor urut; dibaca sebagai tanggal.",
    "date-impossible": "Bukan tanggal yang lengkap dan ada.",
    "date-future": "Tanggal di masa depan.",
    "date-old": "Tanggal sebelum tahun 2000.",
}
_DATES = (FieldType.DATE, FieldType.DUE)
_FREE = (FieldType.TEXT, FieldType.REFERENCE)
_HOME = "IDN"
"""A destination inside the country; among countries of a table's columns it is none."""
_OWN_CODE = re.compile(r"[A-Z]\d{0,2}-\d{3,6}")
_ADULT = 18
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
class FieldRead:
    value: float | str | None
    state: CellState = CellState.VALUE
    rule: str = ""
    says: str = ""
    candidates: tuple[str, ...] = ()
    put_off: bool = False


@dataclass(frozen=True)
class RegisterLine:
    """One line of a register, and what all its fields share."""

    row: int
    record: int
    region: str
    starts_on: str
    ends_on: str


_NAMES_OF_THINGS = ("name", "short_name", "source", "unit", "place", "contact")
"""Fields of proper names, which look like those of persons; some word of them must be known."""
_UNREAD = (ColumnRole.UNKNOWN, ColumnRole.NOTE, ColumnRole.EMPTY, ColumnRole.ROW_PERIOD)
_PERSONAL = (FieldType.SEX, FieldType.AGE)
_SILENT = {
    CellState.BLANK,
    CellState.DASH,
    CellState.EMPTY_WORD,
    CellState.NOT_AVAILABLE,
    CellState.NA,
    CellState.NAN,
}


FieldOfLine = tuple[SheetColumn, Field, FieldRead]


class RecordReader:
    def __init__(self, table: Table, context: Context, reading: FileReading) -> None:
        self.table, self.context, self.reading = table, context, reading
        self.grid, self.sheet, self.kind = table.grid, table.sheet, context.kind
        self.reference = context.reference
        self.vocabulary = context.reference.vocabulary
        self.orders: dict[int, Order] = {}
        self.kept: dict[tuple[str, type, Cell], FieldRead] = {}
        self.dates: dict[tuple[int, Cell], FieldRead] = {}
        self.fields: list[tuple[SheetColumn, Field]] = []
        self.places: list[SheetColumn] = []
        self.system: CodeSystem | None = None

    def read(self, first_record: int = 1) -> int:
        """Reads the table and returns the number of the next record. Raises ``FileRefused``."""
        self._settle_columns()
        self._require_columns()
        if not self._knows_codes():
            return first_record
        self.fields = [(c, c.field) for c in self.table.having(ColumnRole.FIELD) if c.field is not None]
        self.places = self._place_columns()
        rows = self._shown_rows(self._data_rows())
        if not self._knows_when(len(rows)):
            return first_record
        self._look_at_dates(rows)
        self._leave_out(rows)
        self._name_unread(rows)
        record = first_record
        seen: dict[tuple[object, ...], int] = {}
        for row in rows:
            values = self._row(row, record)
            if not values:
                continue
            # The running number differs in a line that was copied.
            same = tuple((value.name, value.value, value.state) for value in values)
            if same in seen and len(same) > 2 and self._is_worth_telling(values):
                self.reading.doubt(
                    "double-row",
                    self.sheet,
                    self.grid.address(row, 0),
                    f"Baris sama dengan baris {seen[same] + 1}; dibaca sekali.",
                )
                continue
            seen.setdefault(same, row)
            self.reading.values += values
            record += 1
        return record

    def _is_worth_telling(self, values: Sequence[Value]) -> bool:
        """Two lines alike are the same report only where something tells reports apart."""
        return any(value.name in ("reference", "code", "username", "name", "title") for value in values) or (
            len(values) > 5
        )

    # Columns ---------------------------------------------------------------------------------------

    def _settle_columns(self) -> None:
        taken: dict[str, SheetColumn] = {}
        for column in self.table.columns:
            if column.role is ColumnRole.REGION and self._holds_codes(column):
                column.role = ColumnRole.CODE
            if column.field is not None and column.field.name == "code" and self._holds_codes(column):
                column.role, column.field = ColumnRole.CODE, None
            if column.field is None:
                self._settle_unnamed(column)
                continue
            first = taken.get(column.field.name)
            if first is not None:
                column.role = ColumnRole.UNKNOWN
                at = self.grid.address(self.table.header[-1], column.index)
                self.reading.doubt(
                    "same-heading",
                    self.sheet,
                    at,
                    f"Dua kolom tampak berisi {column.field.label}; yang pertama dibaca.",
                )
                continue
            taken[column.field.name] = column
            if column.field.type in _FREE and not self._is_safe(column):
                column.role, column.identity = ColumnRole.IDENTITY, identity.NAME
        give(self.table.columns, self.context.answers, self.vocabulary, register=True)

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
        if column.field is not None and column.field.name in ("name", "short_name", "source", "username"):
            return True
        return not identity.are_names(texts, self.vocabulary)

    def _require_columns(self) -> None:
        have = {column.field.name for column in self.table.having(ColumnRole.FIELD) if column.field}
        labels = {each.name: each.label for each in FIELDS[self.kind]}
        missing = [group for group in REQUIRED[self.kind] if not have & set(group)]
        if missing:
            names = listing([f"“{' atau '.join(labels[name] for name in group)}”" for group in missing])
            raise FileRefused(
                "column-missing",
                f"Kolom {names} tidak ditemukan di lembar “{self.vocabulary.shown(self.sheet)}”.",
                "Tambahkan kepala kolomnya seperti di templat, atau pilih jenis data yang lain.",
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
        dated = any(field.type is FieldType.DATE for _, field in self.fields)
        if OF_A_PERSON not in REQUIRED[self.kind] or dated or self._span[0]:
            return True
        self.reading.ask(
            ImportQuestion("period", "Daftar ini tidak bertanggal; judulnya tidak menyebut waktu.", (), rows)
        )
        return False

    def _data_rows(self) -> list[int]:
        wanted = [c.index for c in self.table.having(ColumnRole.FIELD, ColumnRole.REGION, ColumnRole.CODE)]
        head = self._header_words()
        are_given = any(name.startswith(ROW) for name in self.context.answers)
        found = []
        ended = False
        for row in self.table.body:
            cells = self.grid.rows[row]
            filled = [cell for cell in cells if cell is not None]
            if not filled or all(c >= len(cells) or cells[c] is None for c in wanted):
                continue
            texts = [cell for cell in filled if isinstance(cell, str)]
            if texts and (is_note(texts[0]) or (is_signature(texts[0]) and len(filled) <= 2)):
                ended = ended or len(filled) <= 2
                continue
            if ended and len(filled) <= 2:
                continue
            given = self._role_of(row) if are_given else None
            if given is GivenRole.TOTAL or given in BESIDE_THE_DATA:
                continue
            if texts and any(is_total_label(text) for text in texts[:2]) and given is not GivenRole.DATA:
                continue
            if head and key(str(filled[0])) == head[0] and [key(str(cell)) for cell in filled] == head:
                continue
            found.append(row)
        return found

    def _role_of(self, row: int) -> GivenRole | None:
        return given_to(row_key(self.table.label(row), self.vocabulary), self.context.answers)

    def _shown_rows(self, rows: list[int]) -> list[int]:
        """Without the rows and columns that the file hides: somebody put them away, and nobody knows why."""
        sheet = self.grid.sheet
        if sheet.hidden_columns:
            for column, _ in self.fields:
                if self.grid.place(0, column.index)[1] in sheet.hidden_columns:
                    self._doubt_hidden("Kolom", rows[0] if rows else 0, column.index)
            self.fields = [
                each
                for each in self.fields
                if self.grid.place(0, each[0].index)[1] not in sheet.hidden_columns
            ]
        if not sheet.hidden_rows:
            return rows
        for row in rows:
            if row in sheet.hidden_rows:
                self._doubt_hidden("Baris", row, self.fields[0][0].index if self.fields else 0)
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

    def _header_words(self) -> list[str]:
        if not self.table.header:
            return []
        return [key(str(cell)) for cell in self.grid.rows[self.table.header[-1]] if cell is not None]

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

    def _name_unread(self, rows: Sequence[int]) -> None:
        unread = [
            letters(column.index + self.grid.first_column)
            for column in self.table.having(
                ColumnRole.UNKNOWN, ColumnRole.NOTE, ColumnRole.EMPTY, ColumnRole.ROW_PERIOD
            )
            if any(self.grid.cell(row, column.index) is not None for row in rows)
        ]
        if unread:
            self.reading.understand(
                "column-not-read", self.sheet, f"Kolom {', '.join(unread)} tidak dikenali; tidak dibaca."
            )

    def _row(self, row: int, record: int) -> list[Value]:
        region, place_doubted = self._region(row)
        reads: list[FieldOfLine] = []
        day = ""
        for column, field in self.fields:
            found = self._field(row, column, field)
            if found is None:
                continue
            reads.append((column, field, found))
            if not day and field.type is FieldType.DATE and found.value is not None:
                day = str(found.value)
        if not reads:
            return []
        line = RegisterLine(row, record, region, *((day, day) if day else self._table_span()))
        values = [
            self._value(line, column, field.name, found)
            for column, field, found in reads
            if field.type not in _PERSONAL
            or (field.type is FieldType.SEX and self.kind is not ImportKind.CASES)
        ]
        if self.kind is ImportKind.CASES:
            values += self._victim(line, reads)
        if self.kind in (ImportKind.DEATHS, ImportKind.PLACEMENTS, ImportKind.DEPORTATIONS):
            values += self._indicator(line, reads)
        if region and not place_doubted:
            values.append(self._value(line, self.places[-1], "region", FieldRead(region)))
        return values

    def _value(self, line: RegisterLine, column: SheetColumn, name: str, found: FieldRead) -> Value:
        at = self.grid.address(line.row, column.index)
        if found.rule:
            self.reading.doubt(found.rule, self.sheet, at, found.says, found.candidates, found.put_off)
        return Value(
            self.sheet,
            at,
            line.region,
            line.starts_on,
            line.ends_on,
            found.state,
            found.value,
            record=line.record,
            name=name,
        )

    def _victim(
        self, line: RegisterLine, reads: Sequence[tuple[SheetColumn, Field, FieldRead]]
    ) -> list[Value]:
        """One person a line: sex and age become one of the four counts, and the age itself is not kept."""
        personal = {field.type: (column, found) for column, field, found in reads if field.type in _PERSONAL}
        if FieldType.SEX not in personal:
            return []
        column, sex = personal[FieldType.SEX]
        if sex.value is None:
            return [self._value(line, column, "sex", sex)]
        name = str(sex.value)
        age = personal[FieldType.AGE][1].value if FieldType.AGE in personal else None
        if isinstance(age, int | float) and age < _ADULT:
            name = {"women": "girls", "men": "boys"}[name]
        return [self._value(line, column, name, FieldRead(1))]

    def _indicator(
        self, line: RegisterLine, reads: Sequence[tuple[SheetColumn, Field, FieldRead]]
    ) -> list[Value]:
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
        return [self._value(line, reads[0][0], "indicator", FieldRead(chosen[0].indicator))]

    @cached_property
    def _title_words(self) -> str:
        heads = [text for column in self.table.columns for text in column.strings]
        texts = (*self.table.titles, self.sheet, self.context.file_name, *heads)
        return " ".join(key(text) for text in texts)

    def _chosen_indicators(self) -> list[Concept]:
        own = SERIES[self.kind]
        answer = [each for each in own if each.indicator == self.context.answers.get("indicator")]
        said = [each for each in own if each.pattern.search(self._title_words)]
        return list(own) if len(own) == 1 else answer or said

    def _table_span(self) -> tuple[str, str]:
        return self._span

    @cached_property
    def _span(self) -> tuple[str, str]:
        found = table_period(self.table.titles, self.sheet, self.context)
        span = found.period.span if found.period and not found.conflict else None
        return (span.starts_on.isoformat(), span.ends_on.isoformat()) if span else ("", "")

    # Places ----------------------------------------------------------------------------------------

    def _place_columns(self) -> list[SheetColumn]:
        names = sorted(self.table.having(ColumnRole.REGION), key=lambda c: _PLACE_ORDER[c.level])
        return names or self.table.having(ColumnRole.CODE)

    def _region(self, row: int) -> tuple[str, bool]:
        """The narrowest place the row names; whether it is doubtful."""
        columns = self.places
        if not columns:
            return "", False
        gazetteer = self.reference.gazetteer
        found, at, text = PlaceRead(Sort.UNRESOLVED), "", ""
        within = self._title_region if _PLACE_ORDER[columns[0].level] > 1 else ""
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
        rule = "place-ambiguous" if found.sort is Sort.AMBIGUOUS else "place-unknown"
        says = (
            "Lebih dari satu tempat bernama ini; wilayahnya ditunda."
            if found.sort is Sort.AMBIGUOUS
            else f"Wilayah “{self.vocabulary.shown(text)}” tidak dikenal; wilayahnya ditunda."
        )
        self.reading.doubt(rule, self.sheet, at, says, found.candidates or gazetteer.proposals(text), True)
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

    def _field(self, row: int, column: SheetColumn, field: Field) -> FieldRead | None:
        cell = self.grid.cell(row, column.index)
        if self.grid.sheet.marks:
            marked = self._marked(row, column, cell)
            if marked is not None:
                return marked
        if cell is None:
            return None
        if field.type in _DATES:
            dated = self.dates.get((column.index, cell))
            if dated is None:
                dated = self.dates[column.index, cell] = self._date(cell, column, field)
            return None if dated.state is CellState.BLANK else dated
        kept = self.kept.get((field.name, type(cell), cell))
        if kept is None:
            kept = self._screened(cell, field)
            self.kept[field.name, type(cell), cell] = kept
        if kept.rule == "identity":
            kind = identity.cell_kind(cell) or identity.NAME
            self.reading.leave_out(kind, f"kolom {letters(column.index + self.grid.first_column)}", 1)
            return None
        return None if kept.state in _SILENT else kept

    def _marked(self, row: int, column: SheetColumn, cell: Cell) -> FieldRead | None:
        if self.grid.marked(Mark.STRUCK, row, column.index):
            return FieldRead(None, CellState.STRUCK, "struck-out", "Isian dicoret di berkas.", (), True)
        if self.grid.marked(Mark.UNVALUED, row, column.index) and cell is None:
            return FieldRead(
                None, CellState.FORMULA, "formula-without-value", "Rumus belum dihitung.", (), True
            )
        if self.grid.marked(Mark.ERROR, row, column.index):
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

    def _date(self, cell: Cell, column: SheetColumn, field: Field) -> FieldRead:
        if isinstance(cell, str) and MARKS.get(cell.casefold()) in _SILENT:
            return FieldRead(None, CellState.BLANK)
        latest = _FAR if field.type is FieldType.DUE else self.reference.today
        order = self.orders[column.index]
        found: DateRead = read_date(cell, order, latest, uses_1904=self.context.uses_1904)
        # That the month comes first is said once, at the column's head.
        rule = "" if found.rule == "date-order" and order.month_first and not found.put_off else found.rule
        value = found.day.isoformat() if found.day and not found.put_off else None
        state = CellState.VALUE if value else CellState.DOUBTFUL
        return FieldRead(value, state, rule, DATE_SAYS.get(rule, ""), found.candidates, found.put_off)

    def _text(self, cell: Cell, field: Field) -> FieldRead:
        text = f"{cell:g}" if isinstance(cell, float) else str(cell)
        if self.reference.is_ours(text) or (field.name == "place" and VENUE.search(key(text))):
            suspicious = False
        elif field.name in _NAMES_OF_THINGS:
            suspicious = self.vocabulary.share(text) == 0 and not any(c.isdigit() for c in text)
        else:
            alone = len(text.split()) > 1 and identity.looks_like_name(text, self.vocabulary)
            suspicious = alone or identity.names_inside(text, self.vocabulary)
        if suspicious:
            return FieldRead(None, CellState.DOUBTFUL, "identity")
        return FieldRead(text[:500])

    def _own_code(self, cell: Cell, _field: Field) -> FieldRead:
        code = str(cell).strip().upper()
        return FieldRead(code) if _OWN_CODE.fullmatch(code) else FieldRead(None, CellState.BLANK)

    def _count(self, cell: Cell, field: Field) -> FieldRead:
        found = read_count(cell, fractions=field.type is FieldType.NUMBER)
        if found.state is CellState.BLANK:
            return FieldRead(None, CellState.BLANK)
        says = "Bukan bilangan yang pasti." if found.rule else ""
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
        return _put_off(
            "agency-unknown", f"“{self.vocabulary.shown(str(cell))}” bukan instansi yang dikenal."
        )

    def _organizer(self, cell: Cell, _field: Field) -> FieldRead:
        """One of our agencies, or what calls itself an institution: a person organises nothing here."""
        text = str(cell)
        code = self.reference.agency(text)
        if code:
            return FieldRead(code)
        if INSTITUTION.search(key(text)) and len(text) <= LONGEST_NAME:
            return FieldRead(text)
        return _put_off(
            "organizer-unknown",
            f"“{self.vocabulary.shown(text)}” bukan lembaga yang dikenal; tulis nama lembaganya.",
        )

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
        digits = str(cell).split()[0] if isinstance(cell, str) else cell
        if is_number(digits) or (isinstance(digits, str) and digits.isdigit()):
            return FieldRead(int(float(str(digits))))
        return FieldRead(None, CellState.BLANK)


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


def _put_off(rule: str, says: str, candidates: tuple[str, ...] = ()) -> FieldRead:
    return FieldRead(None, CellState.DOUBTFUL, rule, says, candidates, True)


def known_agencies(values: Sequence[Value], reading: FileReading, lookup: Callable[[str], str]) -> None:
    """A new agency that stands already under another name is named, not doubled in silence."""
    named = {value.record: value.value for value in values if value.name == "code"}
    for value in values:
        if value.name != "name" or not isinstance(value.value, str):
            continue
        code = lookup(value.value)
        if code and named.get(value.record) != code:
            reading.doubt(
                "agency-known",
                value.sheet,
                value.cell,
                "Instansi ini sudah ada, mungkin dengan nama lain.",
                (code,),
            )
