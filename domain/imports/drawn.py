"""A sheet as it looks, its top left, each row and cell with what it was taken for; nothing identifying."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from domain.imports import identity
from domain.imports.delivery import WrittenCell
from domain.imports.grid import Table, is_note, is_signature, is_total_label
from domain.imports.headings import ColumnRole
from domain.imports.quality import FileReading
from domain.imports.roles import GIVEN_AS_IDENTITY, GivenRole, column_key, label_of, row_key
from domain.imports.sheet import LONGEST_TEXT, Cell, Place, Sheet, clean, is_number, letters, place_of
from domain.imports.words import Vocabulary
from domain.time.formats import exact, short_date

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 60, 26, 3
LONGEST = 300
_GIVEN = {
    GivenRole.TITLE: "judul",
    GivenRole.HEADER: "kepala",
    GivenRole.NOTE: "catatan",
    GivenRole.LEFT_OUT: "tidak dibaca",
}
_COLUMNS = {
    ColumnRole.NUMBER: "nomor",
    ColumnRole.CODE: "kode",
    ColumnRole.REGION: "wilayah",
    ColumnRole.ROW_PERIOD: "waktu",
    ColumnRole.ROW_DESTINATION: "negara",
    ColumnRole.VALUE: "nilai",
    ColumnRole.TOTAL: "jumlah",
    ColumnRole.IDENTITY: "dikeluarkan",
}
UNREAD_ROLE = "tidak dibaca"
WAITING_ROLE = "menunggu jawaban"
"""Of lines of which none is read before a question is answered."""
PLAIN, PLACE, TOTAL, IDENTITY, DOUBT, READ, UNREAD, HEAD = (
    "plain",
    "place",
    "total",
    "identity",
    "doubt",
    "read",
    "unread",
    "head",
)


def draw(
    sheets: Sequence[Sheet],
    tables: Sequence[Table],
    reading: FileReading,
    names: Mapping[str, str],
    vocabulary: Vocabulary,
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for sheet in sheets:
        own = [table for table in tables if table.grid.sheet is sheet]
        if own and len(found) < MOST_SHEETS:
            found.append(_Drawing(sheet, own, reading, vocabulary).as_plain(names[sheet.name]))
    return found


def written_cells(
    sheets: Sequence[Sheet], reading: FileReading, vocabulary: Vocabulary
) -> dict[tuple[str, str], WrittenCell]:
    """What stands in the cells that are doubted and, where figures were read, on both sides of them; as far
    as it may be shown."""
    by_name = {sheet.name: sheet for sheet in sheets}
    doubted = dict.fromkeys((each.sheet, each.cell) for each in reading.doubts)
    shown_as = _ShownCells(vocabulary)
    found = {}
    for sheet_name, cell in doubted:
        match = _CELL.fullmatch(cell)
        if match is None or sheet_name not in by_name:
            continue
        sheet, row, column = by_name[sheet_name], int(match[2]) - 1, place_of(match[1])
        if not (text := shown_as.at(sheet, row, column)):
            continue
        around = [
            shown_as.at(sheet, row, place)
            if place >= 0
            and ((sheet_name, f"{at}{row + 1}") in doubted or reading.taken.at(sheet_name, at, row + 1))
            else ""
            for place, at in ((place, letters(place)) for place in (column - 1, column + 1))
        ]
        found[sheet_name, cell] = WrittenCell(text, *around)
    return found


class _ShownCells(dict[tuple[type, Cell], str]):
    """How each different cell looks, found out once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def at(self, sheet: Sheet, row: int, column: int) -> str:
        cells = sheet.rows[row] if row < len(sheet.rows) else []
        cell = cells[column] if column < len(cells) else None
        return self[type(cell), cell]

    def __missing__(self, known: tuple[type, Cell]) -> str:
        cell = _cut(known[1])
        hides = cell is None or (not isinstance(cell, bool) and identity.cell_kind(cell))
        found = self[known] = "" if hides else shown(cell, self._vocabulary, 60)
        return found


_CELL = re.compile(r"([A-Z]{1,3})(\d+)")


def _cut(cell: Cell) -> Cell:
    """No longer than it was read."""
    return cell[:LONGEST_TEXT] if isinstance(cell, str) else cell


def shown(cell: Cell, vocabulary: Vocabulary, most: int) -> str:
    """A cell as it looks, without words that could be a name."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, int | float):
        return exact(cell)
    if isinstance(cell, datetime | date):
        return short_date(cell.date() if isinstance(cell, datetime) else cell)
    return vocabulary.shown(str(cell), most)


def _whole(cell: Cell) -> str:
    return f"{cell:.0f}" if isinstance(cell, int | float) and is_number(cell) and cell == cell // 1 else ""


class _Drawing:
    def __init__(
        self, sheet: Sheet, tables: Sequence[Table], reading: FileReading, vocabulary: Vocabulary
    ) -> None:
        self.sheet, self.vocabulary = sheet, vocabulary
        self.doubts = {each.cell for each in reading.doubts if each.sheet == sheet.name and each.cell}
        self.taken = reading.taken
        self.turned = any(table.grid.turned for table in tables)
        self.heads: set[int] = set()
        self.bodies: set[int] = set()
        self.columns: dict[int, ColumnRole] = {}
        self.fields: dict[int, str] = {}
        self.column_keys: dict[int, str] = {}
        self.row_keys: dict[int, str] = {}
        self.named: set[Place] = set()
        """Where a second question of a form's row has somebody's identity for an answer."""
        self.register = any(table.register for table in tables)
        for table in tables:
            for column in table.columns:
                if column.role is ColumnRole.IDENTITY and column.index in table.grid.moved:
                    self.named.add(table.grid.moved[column.index])
                place = column.index + table.grid.first_column
                self.columns[place] = column.role
                if column.field is not None:
                    self.fields[place] = column.field.label
                by_guard = column.role is ColumnRole.IDENTITY and column.identity != GIVEN_AS_IDENTITY
                self.column_keys[place] = "" if by_guard else column_key(column, vocabulary)
            self.heads |= set(table.header)
            self.bodies |= set(table.body)
        for number, row in enumerate(clean(sheet.rows[:MOST_ROWS])):
            self.row_keys[number] = row_key(label_of(row), vocabulary)
        self.given = {row: role for table in tables for row, role in table.grid.roles.items()}
        self.first = min(self.heads | self.bodies, default=0)
        self.unread = WAITING_ROLE if reading.questions and not self._reads_any() else UNREAD_ROLE

    def as_plain(self, name: str) -> dict[str, Any]:
        rows = self.sheet.rows
        width = max((len(row) for row in rows[:MOST_ROWS]), default=0)
        shown = min(width, MOST_COLUMNS)
        return {
            "name": name,
            "columns": [[letters(place), self._column(place), self._key(place)] for place in range(shown)],
            "register": self.register,
            "rows": [
                [
                    number + 1,
                    role,
                    [self._cell(number, place, role) for place in range(shown)],
                    "" if self.turned else self.row_keys.get(number, ""),
                ]
                for number, row in enumerate(rows[:MOST_ROWS])
                if any(cell not in (None, "") for cell in row)
                for role in [self._row(number, row)]
            ],
            "more_rows": max(len(rows) - MOST_ROWS, 0),
            "more_columns": width - shown,
        }

    def _column(self, place: int) -> str:
        if self.turned:
            return ""
        role = self.columns.get(place, ColumnRole.UNKNOWN)
        if role is ColumnRole.FIELD:
            # Two columns that are one field together, men and women, have none of their own.
            return self.fields.get(place, "isian")
        return _COLUMNS.get(role, UNREAD_ROLE)

    def _key(self, place: int) -> str:
        """By which a role can be given to it; nobody gives what the guard took for identity another one."""
        return "" if self.turned else self.column_keys.get(place, "")

    def _row(self, number: int, row: Sequence[Cell]) -> str:
        texts = [cell for cell in row if isinstance(cell, str)]
        if self.turned:
            return "data"
        if given := _GIVEN.get(self.given.get(number, GivenRole.AS_READ)):
            return given
        if number in self.heads:
            return "kepala"
        if number in self.bodies:
            total = any(is_total_label(text) for text in texts[:2])
            read = any(self._is_read(f"{letters(place)}{number + 1}") for place in range(len(row)))
            return "data" if read and not total else "jumlah" if total else self.unread
        if number < self.first:
            return "judul"
        if any(is_signature(text) for text in texts[:2]):
            return "tanda tangan"
        return "catatan" if any(is_note(text) for text in texts[:2]) else UNREAD_ROLE

    def _reads_any(self) -> bool:
        """Whether anything of a line is read, of those that are drawn."""
        return any(
            self._is_read(f"{letters(place)}{number + 1}")
            for number, row in enumerate(self.sheet.rows[:MOST_ROWS])
            if number in self.bodies
            for place in range(len(row))
        )

    def _is_read(self, at: str) -> bool:
        return bool(self.taken.of(self.sheet.name, at))

    def _cell(self, number: int, place: int, role: str) -> list[str]:
        row = self.sheet.rows[number]
        cell = _cut(row[place]) if place < len(row) else None
        line, index = (place, number) if self.turned else (number, place)
        column = self.columns.get(index, ColumnRole.UNKNOWN)
        at = f"{letters(place)}{number + 1}"
        hides = (column is ColumnRole.IDENTITY and line in self.bodies) or role == "tanda tangan"
        hides = hides or (number, place) in self.named
        if cell not in (None, "") and (hides or (not isinstance(cell, bool) and identity.cell_kind(cell))):
            return ["", IDENTITY]
        is_counted = column in (ColumnRole.VALUE, ColumnRole.TOTAL, ColumnRole.FIELD) and role != "kepala"
        # A code or a year is no thousand: 5304 stands in the file, and not 5.304.
        whole = _whole(cell) if not is_counted else ""
        text = whole or shown(cell, self.vocabulary, LONGEST)
        if at in self.doubts:
            return [text, DOUBT]
        if role == "kepala":
            return [text, HEAD]
        if role == "jumlah" or (role == "data" and column is ColumnRole.TOTAL):
            return [text, TOTAL]
        if role == "data" and column in (ColumnRole.REGION, ColumnRole.CODE):
            return [text, PLACE]
        if self._is_read(at):
            return [text, READ]
        return [text, UNREAD if role in (UNREAD_ROLE, WAITING_ROLE, "data") else PLAIN]
