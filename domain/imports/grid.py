"""A sheet as rows of cells, the tables found on it, and what a line of words is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import zip_longest

from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.month_names import MONTHS
from domain.imports.roles import GivenRole, label_of
from domain.imports.sheet import Cell, Mark, Place, Sheet, address, is_number, letters
from domain.imports.words import key, shape_of, shapes_of

_TOTAL_LABEL = re.compile(
    r"^(?:(?:sub ?)?(?:total|jumlah|jml|juml|jlh)|grand total|rekapitulasi|keseluruhan|j u m l a h|t o t a l|"
    r"pindahan|dipindahkan)\b"
)
_NOTE = re.compile(
    r"^(?:keterangan|ket|catatan|sumber|source|note|notes|nb|\*|legenda|penjelasan|update|dicetak|"
    r"ralat|koreksi|data ini)\b"
)
_SIGNATURE = re.compile(
    r"^(?:mengetahui|kepala|plt|plh|an|a n|nip|nrp|ttd|tanda tangan|yang membuat|pembuat|sekretaris|"
    r"petugas(?: (?:pendata|pencatat|pelapor|entri|input))?$|direktur|"
    r"kabid|kasi|pembina|penata(?! laksana\b)|"
    r"gubernur|bupati|kapolres|kapolda|disusun|dibuat|menyetujui|kabag)\b"
)
_PLACE_AND_DATE = re.compile(rf"^[a-z']+(?: [a-z']+){{0,3}},? \d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}$")
_SPEAKS_OF_A_TIME = re.compile(
    r"^(?:s d|sd|sampai|hingga|per|keadaan|posisi|tanggal|tgl|periode|bulan|data|kondisi|situasi|sejak|"
    r"mulai|daftar|rekap|rekapitulasi|register|manifest|laporan)\b"
)
"""“s.d. 30 November 2024” is what the figures speak of, not where and when a paper was signed."""
_SPEAKS_OF_PERSONS = re.compile(
    r"\b(?:c?pmi|tki|deportasi|deportan|jenazah|penempatan|pemulangan|kedatangan|manifes|tppo|tppm|"
    r"ltsa|layanan|pelayanan|kunjungan|sosialisasi|kegiatan|satgas)\b"
)
"""“Manifes deportasi KM Siguntang 4 Juni 2026” is no town."""
_UP_TO_A_DAY = re.compile(
    r"\b(?:s d|sd|sampai|hingga|per|keadaan|posisi|sejak)(?: dengan)?(?: (?:tanggal|tgl))? \d"
)


@dataclass
class Grid:
    """The cells of a sheet, perhaps turned, with marks and addresses of the file itself."""

    sheet: Sheet
    rows: list[list[Cell]]
    turned: bool = False
    first_column: int = 0
    """Where a part of the sheet begins, counted in the file's columns (or rows when turned)."""

    above: Sequence[str] = ()
    """Titles of a turned sheet."""
    whole: list[list[Cell]] | None = None
    """All columns of the sheet where this is a part beside another: its titles may stand there."""
    roles: Mapping[int, GivenRole] = field(default_factory=dict)
    """Of rows to which somebody gave one."""
    only: int | None = None
    """The one column of the file whose cells held a name and its figure."""
    moved: Mapping[int, Place] = field(default_factory=dict)
    """Of a form, by column, where its answer stands that is not beside the first labels."""
    _columns: list[list[Cell]] | None = field(default=None, init=False, repr=False)
    _shapes: dict[tuple[int, range], frozenset[str]] = field(default_factory=dict, init=False, repr=False)

    def is_given(self, row: int, *roles: GivenRole) -> bool:
        return self.roles.get(row) in roles

    def address(self, row: int, column: int) -> str:
        if self.only is not None:
            return address(row, self.only)
        if self.turned:
            return address(*self.place(row, column))
        return address(row, column + self.first_column)

    def place(self, row: int, column: int) -> Place:
        if self.only is not None:
            return row, self.only
        if column in self.moved:
            return self.moved[column]
        column += self.first_column
        return (column, row) if self.turned else (row, column)

    def where(self, *columns: int) -> str:
        """What the file's reader calls them: columns, or rows of a form or another turned sheet."""
        places = [self.place(0, column) for column in columns]
        if self.turned:
            return f"baris {', '.join(str(row + 1) for row, _ in places)}"
        return f"kolom {', '.join(letters(column) for _, column in places)}"

    def marked(self, mark: Mark, row: int, column: int) -> bool:
        return self.place(row, column) in self.sheet.marked(mark)

    def hidden(self, row: int, column: int) -> bool:
        place = self.place(row, column)
        return place[0] in self.sheet.hidden_rows or place[1] in self.sheet.hidden_columns

    def cell(self, row: int, column: int) -> Cell:
        line = self.rows[row]
        return line[column] if column < len(line) else None

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Every cell that is written another way once the columns were looked at."""
        line = self.rows[row]
        line += [None] * (column + 1 - len(line))
        line[column] = cell
        if self._columns is not None:
            if column < len(self._columns):
                self._columns[column][row] = cell
            else:
                self._columns = None
        self._shapes.clear()

    def down(self, column: int, rows: Iterable[int]) -> list[Cell]:
        """The cells of a column in these rows."""
        if self._columns is None:
            # All of them at once: a hundred thousand rows are walked through once, and not for each question.
            self._columns = [*map(list, zip_longest(*self.rows))]
        if column >= len(self._columns):
            return [None for _ in rows]
        cells = self._columns[column]
        if isinstance(rows, range) and rows.step == 1:
            return cells[rows.start : rows.stop]
        return [cells[row] for row in rows]

    def shapes(self, column: int, rows: range) -> frozenset[str]:
        """Of all texts of a column: what their letters and signs say is asked of few, for the numbers of a
        register have few shapes."""
        found = self._shapes.get((column, rows))
        if found is None:
            texts = [cell for cell in set(self.down(column, rows)) if isinstance(cell, str)]
            found = self._shapes[column, rows] = frozenset(shapes_of(texts))
        return found

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


@dataclass
class Table:
    grid: Grid
    header: list[int]
    columns: list[SheetColumn]
    body: range
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    register: bool = False
    quarters: Sequence[int] = ()
    """First columns of I to IV, or I to XII, read as quarters or months though no word says so."""

    @property
    def sheet(self) -> str:
        return self.grid.sheet.name

    def having(self, *roles: ColumnRole) -> list[SheetColumn]:
        return [column for column in self.columns if column.role in roles]

    def cells(self, column: SheetColumn) -> list[Cell]:
        return self.grid.down(column.index, self.body)

    def label(self, row: int) -> str:
        """The first text of a row that is no number: what a total or a group is called."""
        return label_of(self.grid.rows[row][: self._width])

    @cached_property
    def _width(self) -> int:
        return max((column.index + 1 for column in self.columns), default=0)


def is_total_label(text: str) -> bool:
    return _is_total_label(shape_of(text))


@lru_cache(maxsize=10_000)
def _is_total_label(shape: str) -> bool:
    return bool(_TOTAL_LABEL.match(key(shape)))


def is_note(text: str) -> bool:
    return _is_note(shape_of(text))


@lru_cache(maxsize=10_000)
def _is_note(shape: str) -> bool:
    return bool(_NOTE.match(key(shape))) or shape.startswith("*")


def is_signature(text: str) -> bool:
    return _is_signature(shape_of(text))


@lru_cache(maxsize=10_000)
def _is_signature(shape: str) -> bool:
    words = key(shape)
    return bool(_SIGNATURE.match(words)) or (
        bool(_PLACE_AND_DATE.match(words))
        and not _SPEAKS_OF_A_TIME.match(words)
        and not _SPEAKS_OF_PERSONS.search(words)
        and not _UP_TO_A_DAY.search(words)
    )


class Carried(str):
    """A text that stands here only because its cell is merged with this one."""

    __slots__ = ()


def is_carried(cell: Cell) -> bool:
    return isinstance(cell, Carried)


def carried_down(grid: "Grid", column: int, rows: Sequence[int]) -> list[Cell]:
    """Of each row what its cell says, or the one above it that says anything."""
    found: list[Cell] = []
    above: Cell = None
    for cell in grid.down(column, rows):
        above = cell if cell is not None else above
        found.append(above)
    return found


def first_cell(row: Sequence[Cell]) -> Cell:
    """The first that holds anything."""
    for cell in row:
        if cell is not None:
            return cell
    return None


def filled_cells(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell is not None]


def is_figure(cell: Cell) -> bool:
    """A number, or one that a CSV file can only hold as text."""
    return is_number(cell) or (isinstance(cell, str) and bool(_FIGURE.fullmatch(cell)))


_FIGURE = re.compile(r"\d[\d.,]*")


def has_figures_below(table: Table, row: int) -> bool:
    """Whether lines of the table follow; “Data per 5 Juli 2026” below all of them opens nothing."""
    return any(is_figure(cell) for line in table.grid.rows[row + 1 : table.body.stop] for cell in line)
