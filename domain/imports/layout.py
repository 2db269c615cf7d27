"""Where the tables of a sheet are: letterhead and titles above, headings in levels, rows, notes below.

A sheet may hold several tables, below or beside each other, and may have its places across instead of
down; then it is turned, and every address still tells the cell of the file.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from domain.imports import identity
from domain.imports.ages import SEXES
from domain.imports.cells import MARKS, TICKS, read_count
from domain.imports.forms import Form, forms_of
from domain.imports.headings import ColumnRole, SheetColumn, is_heading, is_region_heading, name_column
from domain.imports.kinds import (
    ALL_CONCEPTS,
    DATES_OF_PERSONS,
    FIELDS,
    OF_A_PERSON,
    REQUIRED,
    SERIES,
    ImportKind,
    field_of,
)
from domain.imports.messages import sections, taken_apart
from domain.imports.periods import MONTHS, ROMAN_MONTHS, read_period
from domain.imports.places import Sort
from domain.imports.quality import CellState
from domain.imports.reference import Reference
from domain.imports.roles import BESIDE_THE_DATA, COLUMN_NUMBER, GivenRole, label_of, rows_given
from domain.imports.sheet import Cell, Mark, Place, Sheet, address, clean, is_number
from domain.imports.words import key

_SEARCHED = 60
"""Rows in which a header is looked for."""
_SAMPLE = 400
_LEVELS = 4
_DRAWN = 60
"""Rows that are drawn, and can be given a role."""
_MOST_OF_FORMS = 500
_NEAR = 10
"""Rows within which a header that somebody names stands for the one that was found."""
_TOTAL_LABEL = re.compile(
    r"^(?:sub ?total|total|jumlah|jml|jlh|grand total|rekapitulasi|keseluruhan|j u m l a h|t o t a l|"
    r"pindahan|dipindahkan)\b"
)
_NOTE = re.compile(
    r"^(?:keterangan|ket|catatan|sumber|source|note|notes|nb|\*|legenda|penjelasan|update|dicetak)\b"
)
_CONTINUED = re.compile(
    r"^(?:lanjutan|sambungan|continued|lanj)\b|\b(?:lanjutan|sambungan|continued)$|"
    r"^(?:hal|halaman|page) \d"
)
"""“Lanjutan Tabel 3” above a heading that stands there once more: the same table on its next page."""
_SIGNATURE = re.compile(
    r"^(?:mengetahui|kepala|plt|plh|an|a n|nip|nrp|ttd|tanda tangan|yang membuat|pembuat|sekretaris|"
    r"petugas|direktur|"
    r"kabid|kasi|pembina|penata|gubernur|bupati|kapolres|kapolda|disusun|dibuat|menyetujui|kabag)\b"
)
_PLACE_AND_DATE = re.compile(rf"^[a-z' ]+,? \d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}$")
_SPEAKS_OF_A_TIME = re.compile(
    r"^(?:s d|sd|sampai|hingga|per|keadaan|posisi|tanggal|tgl|periode|bulan|data|kondisi|situasi|sejak|"
    r"mulai|daftar|rekap|rekapitulasi|register|manifest|laporan)\b"
)
"""“s.d. 30 November 2024” is what the figures speak of, not where and when a paper was signed."""
_MOST_VALUES = 6
"""Cells of one line of a letterhead: “Periode”, “:”, “Oktober”, 2026."""
_UP_TO_A_DAY = re.compile(
    r"\b(?:s d|sd|sampai|hingga|per|keadaan|posisi|sejak)(?: dengan)?(?: (?:tanggal|tgl))? \d"
)
_KEY_VALUE = re.compile(
    r"^(?:bulan|tahun|periode|provinsi|propinsi|kabupaten|kabupaten kota|kota|instansi|unit kerja|unit|"
    r"satuan|sumber|"
    r"keadaan|tanggal|triwulan|dinas|kecamatan|opd|skpd|nama instansi|jenis|laporan)$"
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
        column += self.first_column
        return (column, row) if self.turned else (row, column)

    def marked(self, mark: Mark, row: int, column: int) -> bool:
        return self.place(row, column) in self.sheet.marked(mark)

    def hidden(self, row: int, column: int) -> bool:
        place = self.place(row, column)
        return place[0] in self.sheet.hidden_rows or place[1] in self.sheet.hidden_columns

    def cell(self, row: int, column: int) -> Cell:
        line = self.rows[row]
        return line[column] if column < len(line) else None


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
        return [self.grid.cell(row, column.index) for row in self.body]

    def label(self, row: int) -> str:
        """The first text of a row that is no number: what a total or a group is called."""
        return label_of(self.grid.cell(row, column.index) for column in self.columns)


def is_total_label(text: str) -> bool:
    return bool(_TOTAL_LABEL.match(key(text)))


def is_note(text: str) -> bool:
    words = key(text)
    return bool(_NOTE.match(words)) or text.startswith("*")


def is_signature(text: str) -> bool:
    words = key(text)
    return bool(_SIGNATURE.match(words)) or (
        bool(_PLACE_AND_DATE.match(words))
        and not _SPEAKS_OF_A_TIME.match(words)
        and not _UP_TO_A_DAY.search(words)
    )


def tables_of(
    sheet: Sheet, kind: ImportKind, reference: Reference, answers: Mapping[str, str] | None = None
) -> list[Table]:
    rows = [[_together(cell) for cell in clean(row)] for row in sheet.rows]
    if kind is ImportKind.SERVICES:
        rows = [[_place_of_an_ltsa(cell, reference) for cell in row] for row in rows]
    roles = rows_given(rows[:_DRAWN], answers or {}, reference.vocabulary)
    _carry_merged_headings(rows, sheet)
    if kind is not ImportKind.CASES:  # where a merged day says that a case has further victims
        _carry_merged_days(rows, sheet)
    if kind is ImportKind.CASES and (forms := forms_in(sheet, reference)[0]):
        return [_of_form(sheet, rows, form, kind, reference) for form in forms]
    if kind in SERIES and (message := taken_apart(rows, reference.gazetteer)) is not None:
        return [*_of_message(Grid(sheet, message[0], roles=roles, only=message[1]), kind, reference)]
    grid = Grid(sheet, rows, roles=roles)
    across = _places_across(grid, reference)
    if across is not None:
        # What stands above the row of places is title, and must not become a column.
        grid = Grid(sheet, _turned(rows[across:]), True, across, above=_texts(rows, range(across)))
    found: list[Table] = []
    for part in _beside(grid, kind, reference):
        found += _below(part, kind, reference)
    return found


def _of_message(grid: Grid, kind: ImportKind, reference: Reference) -> Iterator[Table]:
    """A table for each part of a message; what stands above them all is of all, unless a part says so of
    itself: “November” in the place of “Oktober”."""
    parts = sections(grid.rows)
    first = _texts(grid.rows, parts[0][0])
    for heads, figures in parts:
        own = _texts(grid.rows, heads)
        tells = any(read_period(each) or _names_a_series(each) or reference.country(each) for each in own)
        above = first[: -len(own)] if tells and len(first) > len(own) else first
        body = range(figures[0], figures[-1] + 1)
        columns = _columns(grid, [], body.start)
        for column in columns:
            name_column(column, kind, reference.countries, register=False)
        yield Table(
            grid, [], columns, body, own if heads == parts[0][0] else [*above, *own], _notes(grid, body)
        )


def forms_in(sheet: Sheet, reference: Reference) -> tuple[list[Form], bool]:
    """Of cases; a sheet of many rows is no form."""
    if len(sheet.rows) > _MOST_OF_FORMS:
        return [], False
    return forms_of([clean(row) for row in sheet.rows], reference.today)


def _of_form(
    sheet: Sheet, rows: list[list[Cell]], form: Form, kind: ImportKind, reference: Reference
) -> Table:
    """Turned: what is asked are its headings, and each column of answers a line."""
    top, width = min(form.rows), max(map(len, rows))
    blank: dict[int, Cell] = {}
    lines = [
        [form.rows.get(row, blank).get(column) for column in range(width)]
        for row in range(top, max(form.rows) + 1)
    ]
    grid = Grid(sheet, _turned(lines), True, top, above=_texts(rows, range(top)))
    body = range(form.answers[0], form.answers[-1] + 1)
    columns = _columns(grid, [form.label], body.start)
    for column in columns:
        name_column(column, kind, reference.countries, register=True)
    titles = [text for text in grid.above if not is_note(text) and not is_signature(text)]
    return Table(grid, [form.label], columns, body, titles, register=True)


def _place_of_an_ltsa(cell: Cell, reference: Reference) -> Cell:
    """“LTSA Sikka” and “P4MI Sikka” in a table of services are those in Sikka."""
    if not isinstance(cell, str) or not (match := _LTSA.match(cell)):
        return cell
    place = cell[match.end() :]
    return place if reference.gazetteer.read(place).sort in (Sort.FOUND, Sort.AMBIGUOUS) else cell


def _together(cell: Cell) -> Cell:
    """“J A N” and “J U M L A H” as headings."""
    if not isinstance(cell, str) or not _LETTERS_APART.fullmatch(cell):
        return cell
    word = cell.replace(" ", "")
    return word if word.casefold() in MONTHS or word.casefold() in _HEADINGS_APART else cell


_LETTERS_APART = re.compile(r"(?:[A-Za-z] ){2,}[A-Za-z]")
_HEADINGS_APART = frozenset(("jumlah", "total", "kabupaten", "tahun", "bulan", "perempuan"))
_LTSA = re.compile(
    r"\s*(?:UPTD?\s+|Pos\s+)?(?:LTSA(?:[\s-]+P(?:2|3)?MI|[\s-]+PMI)?|P4MI)[\s:.-]+(?=\S)",
    re.IGNORECASE,
)


def _carry_merged_headings(rows: list[list[Cell]], sheet: Sheet) -> None:
    """A merged cell speaks for all it covers: parents of headings, and groups of rows."""
    for (top, left), (bottom, right) in sheet.merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        if not isinstance(value, str) or (bottom - top + 1) * (right - left + 1) > 20_000:
            continue
        # A title across the sheet stays one cell; a heading or a group is carried.
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, right + 1):
                if (row, column) == (top, left) or column >= len(rows[row]):
                    continue
                # HTML repeats the text of a wide cell where other formats leave the rest empty.
                if rows[row][column] is None or rows[row][column] == value:
                    rows[row][column] = _Carried(value)


def _carry_merged_days(rows: list[list[Cell]], sheet: Sheet) -> None:
    """A day merged over several rows is that of all of them."""
    for (top, left), (bottom, right) in sheet.merged:
        day = rows[top][left] if top < len(rows) and left < len(rows[top]) else None
        if not isinstance(day, date) or left != right:
            continue
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[row]) and rows[row][left] is None and filled_cells(rows[row]):
                rows[row][left] = day


class _Carried(str):
    """A text that stands here only because its cell is merged with this one."""

    __slots__ = ()


def is_carried(cell: Cell) -> bool:
    return isinstance(cell, _Carried)


def _turned(rows: list[list[Cell]]) -> list[list[Cell]]:
    width = max((len(row) for row in rows), default=0)
    return [[row[c] if c < len(row) else None for row in rows] for c in range(width)]


def _places_across(grid: Grid, reference: Reference) -> int | None:
    """The row that names more places than any column does, if the sheet has its places across."""
    if len(grid.rows) > 2_000:
        return None
    across: list[int] = []
    down: dict[int, int] = {}
    levels: list[dict[int, int]] = []
    for row in grid.rows[:_SEARCHED]:
        hits = {
            c: found.code
            for c, cell in enumerate(row)
            if isinstance(cell, str) and (found := reference.gazetteer.read(cell)).sort is Sort.FOUND
        }
        # Desa, kecamatan and kabupaten of one line are three places, but not beside each other.
        alike = Counter(code.count(".") for code in set(hits.values()))
        across.append(max(alike.values(), default=0))
        levels.append({c: code.count(".") for c, code in hits.items()})
        for c in hits:
            # “Bulan” is a desa as well, and merged over two rows it is still one.
            down[c] = down.get(c, 0) + (not is_carried(row[c]))
    most = max(across, default=0)
    if most >= 3 and most > 1.5 * max(down.values(), default=0):
        return across.index(most)
    if most != 2:
        return None
    row_, named = across.index(most), levels[across.index(most)]
    # “Bulan” beside them is a desa as well, and heads the months.
    level = Counter(named.values()).most_common(1)[0][0]
    places = [c for c, each in named.items() if each == level]
    return row_ if set(named) == set(down) and _heads_all_its_places(grid, row_, places, down) else None


def _heads_all_its_places(grid: Grid, row: int, places: Sequence[int], down: Mapping[int, int]) -> bool:
    """Two kabupaten across: no other row names a place, and below each stand figures."""
    below = grid.rows[row + 1 : row + 1 + _SAMPLE]

    def figures(column: int) -> int:
        return sum(column < len(line) and is_figure(line[column]) for line in below)

    return set(down.values()) == {1} and all(
        grid.cell(row, column) is not None and figures(column) > 1 for column in places
    )


def _beside(grid: Grid, kind: ImportKind, reference: Reference) -> Iterator[Grid]:
    """The table once, or the parts into which blank columns and repeated headings cut it."""
    width = max((len(row) for row in grid.rows), default=0)
    starts = [0, *_second_starts(grid, width, kind, reference)]
    for start, end in zip(starts, [*starts[1:], width], strict=True):
        part = [row[start:end] for row in grid.rows] if (start, end) != (0, width) else grid.rows
        whole = grid.rows if start else None
        yield Grid(grid.sheet, part, grid.turned, grid.first_column + start, grid.above, whole, grid.roles)


def _second_starts(grid: Grid, width: int, kind: ImportKind, reference: Reference) -> list[int]:
    """Columns where a further table begins: its heading row names places again after a gap or a number."""
    if width < 4 or width > 500:
        return []
    for row in grid.rows[:_SEARCHED]:
        heads = [
            c
            for c, cell in enumerate(row)
            if isinstance(cell, str) and not isinstance(cell, _Carried) and is_region_heading(key(cell))
        ]
        texts = [key(str(row[c])) for c in heads]
        again = [c for c, text in zip(heads[1:], texts[1:], strict=True) if text == texts[0]]
        gaps = [_after_a_gap(grid, heads[0], c) for c in again]
        if any(gaps):
            return [start for start in gaps if start]
        # Of a victim and of a suspect in one line: nothing stands behind the second one.
        last = max((c for c, cell in enumerate(row) if cell is not None), default=0)
        again = [c for c in again if c < last]
        if again and heads[0] < again[0] - 1:
            return [_back_to_number(row, c) for c in again]
    return []


def _after_a_gap(grid: Grid, first: int, column: int) -> int:
    """Where the table begins to which a further heading belongs, behind a column that is blank throughout."""
    blank = (
        c for c in range(column - 1, first, -1) if all(c >= len(row) or row[c] is None for row in grid.rows)
    )
    return next(blank, -1) + 1


def _back_to_number(row: list[Cell], column: int) -> int:
    before = row[column - 1] if column else None
    return column - 1 if isinstance(before, str) and key(before) in ("no", "nomor", "kode") else column


# Below each other ----------------------------------------------------------------------------------


def _below(grid: Grid, kind: ImportKind, reference: Reference) -> Iterator[Table]:
    start = 0
    letterhead: list[str] | None = None
    while start < len(grid.rows):
        table = _next(grid, start, kind, reference)
        if table is None:
            return
        if letterhead is None:
            letterhead = list(table.titles)
        elif table.titles and not grid.above:
            # “Bulan Februari” stands in the place of “Bulan Januari”; what stands above both is of both.
            table.titles[:0] = letterhead[: -len(table.titles)]
        yield table
        start = max(table.body.stop, start + 1)


def _next(grid: Grid, start: int, kind: ImportKind, reference: Reference) -> Table | None:
    first = _first_row(grid, start, kind, reference)
    if first is None:
        return None
    header, first_body = first
    end = _end(grid, header, first_body, kind, reference)
    columns = _columns(grid, header, first_body)
    quarters = _parts_by_number(columns)
    register = _is_register(columns, kind, reference, grid, range(first_body, end))
    for column in columns:
        name_column(column, kind, reference.countries, register=register)
    top = header[0] if header else first_body
    return Table(
        grid,
        header,
        columns,
        range(first_body, end),
        _titles(grid, range(start, top)),
        _notes(grid, range(first_body, end)),
        register,
        quarters,
    )


_MONTH_NAMES = tuple(
    next(name for name, number in MONTHS.items() if number == wanted).capitalize() for wanted in range(1, 13)
)


def _parts_by_number(columns: Sequence[SheetColumn]) -> list[int]:
    """“I II III IV”, or I to XII, beside each other under no word that says of what: named as the quarters or
    the months of a year, and told."""
    found: list[int] = []
    for place, column in enumerate(columns):
        if column.lowest != "i" or any(_PARTS.match(key(str(text))) for text in column.texts[:-1]):
            continue
        count = 0
        for beside, name in zip(columns[place:], ROMAN_MONTHS, strict=False):
            if beside.lowest != name or beside.texts[:-1] != column.texts[:-1]:
                break
            count += 1
        if count not in (4, 12):
            continue
        for number, beside in enumerate(columns[place : place + count]):
            name = _MONTH_NAMES[number] if count == 12 else f"Triwulan {beside.texts[-1]}"
            beside.texts = (*beside.texts[:-1], name)
        found.append(column.index)
    return found


def _texts(cells_of: Sequence[Sequence[Cell]], rows: Iterable[int]) -> list[str]:
    """The texts of rows; a key and its value beside it become one: ``Periode : Mei 2026``."""
    found = []
    for row in rows:
        at = [c for c, cell in enumerate(cells_of[row]) if cell is not None and not is_carried(cell)]
        cells = [str(cells_of[row][c]) for c in at]
        # What stands far to the right of a title is no part of it.
        is_near = bool(at) and at[-1] - at[0] <= _MOST_VALUES
        is_keyed = 1 < len(cells) <= _MOST_VALUES and bool(_KEY_VALUE.match(key(cells[0])))
        if is_keyed or (is_near and len(cells) in (2, 3) and isinstance(cells_of[row][0], str)):
            found.append(" ".join(cells))
        else:
            found += [cell for cell in cells if not cell.isdigit()]
    return found


def _titles(grid: Grid, rows: range) -> list[str]:
    own = [row for row in rows if not grid.is_given(row, GivenRole.NOTE, GivenRole.LEFT_OUT)]
    given = [row for row in own if grid.is_given(row, GivenRole.TITLE)]
    rest = [row for row in own if row not in given]
    cells_of = grid.rows
    if grid.whole:
        # What stands over this part is of it, “Singapura” beside “Malaysia”; over none of it, of all parts.
        pairs = zip(grid.rows, grid.whole, strict=True)
        cells_of = [own_cells if filled_cells(own_cells) else cells for own_cells, cells in pairs]
    said = [*grid.above, *_texts(cells_of, rest)]
    own_titles = _texts(grid.rows, rest)
    telling: tuple[Callable[[str], object], ...] = (read_period, _names_a_series)
    is_told = [what for what in telling if any(map(what, own_titles))]
    if grid.whole and is_told:
        # Beside each other, each under its own year or of its own series: what the neighbour says of its
        # time, or of what it counts, is not said of this.
        others = [cell for row in rest for cell in cells_of[row] if isinstance(cell, str)]
        said = [*grid.above, *own_titles]
        said += [text for text in others if not any(what(text) for what in is_told)]
    kept = [text for text in said if not is_note(text) and not is_signature(text)]
    return [*_texts(cells_of, given), *kept]


def _names_a_series(text: str) -> bool:
    words = key(text)
    return any(concept.pattern.search(words) for concept in ALL_CONCEPTS)


def _notes(grid: Grid, rows: range) -> list[str]:
    found = []
    started = False
    for row in rows if len(rows) < 5_000 else rows[-100:]:
        texts = [c for c in grid.rows[row] if isinstance(c, str)]
        started = started or grid.is_given(row, GivenRole.NOTE) or any(is_note(text) for text in texts)
        if started:
            found += texts
    return found


def filled_cells(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell is not None]


def _score(grid: Grid, row: int, kind: ImportKind, reference: Reference) -> int:
    cells = {key(str(c)): c for c in grid.rows[row] if c is not None}
    return sum(is_heading(cell, kind, reference.countries) for cell in cells.values())


def _is_key_value(row: Sequence[Cell]) -> bool:
    filled = filled_cells(row)
    if not 1 < len(filled) <= 3 or not isinstance(filled[0], str):
        return False
    second = str(filled[1])
    if filled[0].rstrip().endswith(":") and not any(map(is_figure, filled[1:])):
        return True
    return bool(_KEY_VALUE.match(key(filled[0]))) and (
        second.startswith(":") or filled[0].endswith(":") or (len(filled) == 2 and _says_a_value(filled[1]))
    )


def _says_a_value(cell: Cell) -> bool:
    return isinstance(cell, str) and read_period(cell) is not None and len(key(cell).split()) >= 2


def _is_column_numbers(row: Sequence[Cell]) -> bool:
    filled = filled_cells(row)
    return (
        len(filled) >= 2
        and all(
            (isinstance(cell, int) and not isinstance(cell, bool) and 0 < cell <= 200)
            or (isinstance(cell, str) and COLUMN_NUMBER.fullmatch(cell))
            for cell in filled
        )
        and _count_up(filled)
    )


def _count_up(cells: Sequence[Cell]) -> bool:
    numbers = [int(found[0]) for cell in cells if (found := re.findall(r"\d+", str(cell)))]
    return numbers[0] <= 2 and all(b - a == 1 for a, b in pairwise(numbers))


def _has_figure(row: Sequence[Cell], after: int) -> bool:
    for cell in row[after + 1 :]:
        if cell is None or isinstance(cell, _Carried):
            continue
        if is_number(cell) or isinstance(cell, datetime | date):
            return True
        if isinstance(cell, str) and (
            cell.casefold() in MARKS or read_count(cell).state is CellState.VALUE or cell[0] in "=@"
        ):
            return True
    return False


def _starts_data(row: Sequence[Cell], reference: Reference) -> bool:
    """Whether a row names a place, a time or a total and has a figure behind it."""
    for c, cell in enumerate(row[:6]):
        if isinstance(cell, str):
            found = reference.gazetteer.read(cell)
            named = found.sort in (Sort.FOUND, Sort.AMBIGUOUS, Sort.OUTSIDE) or is_total_label(cell)
            if (named or _is_row_period(cell)) and _has_figure(row, c):
                return not _all_periods(row[c + 1 :])
        elif reference.gazetteer.is_code(cell) and _has_figure(row, c):
            return True
    return False


def _names_a_place_and_a_figure(row: Sequence[Cell], reference: Reference) -> bool:
    """One line of a list, though “Januari”, “2025” and “Deportasi” in it could head columns as well."""
    named = any(
        isinstance(cell, str)
        and not isinstance(cell, _Carried)
        and reference.gazetteer.read(cell).sort in (Sort.FOUND, Sort.AMBIGUOUS)
        for cell in row
    )
    return named and any(
        (is_number(cell) or (isinstance(cell, str) and cell.isdigit())) and read_period(cell) is None
        for cell in row
    )


def _is_row_period(cell: str) -> bool:
    found = read_period(cell)
    return found is not None and len(key(cell).split()) <= 3


def _all_periods(cells: Sequence[Cell]) -> bool:
    filled = filled_cells(cells)
    return bool(filled) and all(
        read_period(c) is not None and not (isinstance(c, str) and c.isdigit() and len(c) < 4) for c in filled
    )


def _first_row(
    grid: Grid, start: int, kind: ImportKind, reference: Reference
) -> tuple[list[int], int] | None:
    """The rows of the header and the first row below it."""
    found = _found_row(grid, start, kind, reference)
    given = next(
        (row for row in sorted(grid.roles) if row >= start and grid.is_given(row, GivenRole.HEADER)), None
    )
    if given is None or (found is not None and given > found[1] + _NEAR):
        return found
    header = [given]
    while grid.is_given(header[-1] + 1, GivenRole.HEADER):
        header.append(header[-1] + 1)
    below = header[-1] + 1
    while below < len(grid.rows) and (
        not filled_cells(grid.rows[below])
        or _is_column_numbers(grid.rows[below])
        or grid.is_given(below, *BESIDE_THE_DATA)
    ):
        below += 1
    return header, below


def _found_row(
    grid: Grid, start: int, kind: ImportKind, reference: Reference
) -> tuple[list[int], int] | None:
    """The same as the reader finds it, where nobody says which row is the header."""
    best, best_score = -1, 1
    data = None
    limit = min(len(grid.rows), start + 400)
    for row in range(start, limit):
        cells = grid.rows[row]
        filled = filled_cells(cells)
        if len(filled) < 2 or grid.is_given(row, *BESIDE_THE_DATA) or _numbers_parts(grid, row):
            continue
        if best >= 0 and row > best + _LEVELS + 3:
            break
        if grid.is_given(row, GivenRole.DATA, GivenRole.TOTAL):
            data = row
            break
        score = 0 if _is_key_value(cells) else _score(grid, row, kind, reference)
        is_line = best >= 0 and _names_a_place_and_a_figure(cells, reference)
        if data is None and _starts_data(cells, reference) and (is_line or score < max(2, len(filled) * 0.6)):
            data = row
            break
        if (
            best >= 0
            and _fills_the_columns(grid, row, best)
            and (
                _names_a_day(cells)
                or _has_a_day_below_words(grid, row, best)
                or not _all_headings(grid, row, score)
                or _chooses_below_its_heading(grid, row, best, kind)
            )
        ):
            continue
        if score > best_score or (
            best >= 0
            and score == best_score
            and row - best <= 2
            and not _is_data(cells)
            and _signature_of(grid, row) != _signature_of(grid, best)  # the same once more ends no header
        ):
            best, best_score = row, score
    if best < 0:
        return None if data is None else _above_data(grid, start, data, kind, reference)
    if data is not None:
        return _above_data(grid, start, data, kind, reference, best)
    header = _levels_above(grid, start, best + 1, kind, reference, best)
    below = best + 1
    while below < len(grid.rows) and (
        not filled_cells(grid.rows[below])
        or _is_column_numbers(grid.rows[below])
        or _is_sub_level(grid, below, header, kind, reference)
    ):
        if _is_sub_level(grid, below, header, kind, reference):
            header.append(below)
        below += 1
    return header, below


def _names_a_day(row: Sequence[Cell]) -> bool:
    """Of the first line of a list every cell may hold a word of headings; none of those is a day."""
    return any(isinstance(cell, str) and _DAY.search(cell.casefold()) for cell in row)


def _chooses_below_its_heading(grid: Grid, row: int, header: int, kind: ImportKind) -> bool:
    """“Provinsi” below “Tingkat”, and “TPPO” below “Jenis kasus”, are what a line says."""
    for cell, head in zip(grid.rows[row], grid.rows[header], strict=False):
        field = field_of(kind, (head,)) if isinstance(head, str) else None
        if field is None or not isinstance(cell, str):
            continue
        if any(pattern.fullmatch(key(cell)) for _, pattern in field.choices):
            return True
    return False


def _has_a_day_below_words(grid: Grid, row: int, header: int) -> bool:
    """The same of a cell that is a day itself, unless it heads a month below a year."""
    return any(
        isinstance(cell, date) and isinstance(head, str) and read_period(head) is None
        for cell, head in zip(grid.rows[row], grid.rows[header], strict=False)
    )


_DAY = re.compile(rf"(?<!\d)\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.](?:20)?\d\d| (?:{'|'.join(MONTHS)}) 20\d\d)(?!\d)")


def _all_headings(grid: Grid, row: int, score: int) -> bool:
    return score == len({key(str(cell)) for cell in grid.rows[row] if cell is not None})


def _above_data(
    grid: Grid, start: int, data: int, kind: ImportKind, reference: Reference, best: int = -1
) -> tuple[list[int], int]:
    """The levels above a first known row; the body begins right below them, for its first rows may be
    totals or name places that nobody knows."""
    header = _levels_above(grid, start, data, kind, reference, best)
    if best >= 0 and header and header[0] > best and _are_lines(grid, best, header):
        header = _levels_above(grid, start, best + 1, kind, reference, best)
    header = _without_lines(grid, header, kind, reference)
    first = header[-1] + 1 if header else data
    while first < data:
        if header and _stands_below_parents(grid, first, header[-1]) and _is_words(grid, first):
            header.append(first)
        elif filled_cells(grid.rows[first]) and not _is_column_numbers(grid.rows[first]):
            break
        first += 1
    return header, first


def _are_lines(grid: Grid, best: int, levels: Sequence[int]) -> bool:
    """What stands between the headings and the first known line: lines, each cell below a heading."""
    return all(_fills_the_columns(grid, row, best) for row in range(best + 1, levels[-1] + 1))


def _is_words(grid: Grid, row: int) -> bool:
    return row not in grid.roles and all(isinstance(cell, str) for cell in filled_cells(grid.rows[row]))


def _names_a_place_below(grid: Grid, row: int, column: int, above: int, reference: Reference) -> bool:
    """“Kec. Weliman” below “Desa” opens a group of the list."""
    head, cell = grid.cell(above, column), grid.cell(row, column)
    return (
        isinstance(head, str)
        and is_region_heading(key(head))
        and reference.gazetteer.read(cell).sort is Sort.FOUND
    )


def _without_lines(grid: Grid, levels: list[int], kind: ImportKind, reference: Reference) -> list[int]:
    """The levels down to the first that has a heading over every cell and names a day or a place, or few
    headings: a line of the list, of which no cell is a plain figure."""
    for at, (above, row) in enumerate(pairwise(levels), 1):
        own = _own_cells(grid, row)
        cells = [grid.rows[row][c] for c in own]
        if any(_names_a_place_below(grid, row, c, above, reference) for c in own):
            return levels[:at]
        if _fills_the_columns(grid, row, above) and (
            _names_a_day(cells)
            or _has_a_day_below_words(grid, row, above)
            or any(
                isinstance(cell, str)
                and reference.gazetteer.read(cell).sort in (Sort.FOUND, Sort.AMBIGUOUS)
                and not is_heading(cell, kind, reference.countries)
                for cell in cells
            )
            or 2 * _score(grid, row, kind, reference) < len(cells)
        ):
            return levels[:at]
    return levels


def _is_data(row: Sequence[Cell]) -> bool:
    return any(is_number(cell) or isinstance(cell, date | datetime) for cell in row) and not _all_periods(
        row[1:]
    )


def _is_sub_level(grid: Grid, row: int, header: list[int], kind: ImportKind, reference: Reference) -> bool:
    """Short headings below others: L and P below Korban. Data would have more than words of headings."""
    cells = filled_cells([c for c in grid.rows[row] if not isinstance(c, _Carried)])
    if row in grid.roles:
        return False
    if not cells or row - header[-1] > 1 or len(header) >= _LEVELS or _names_a_day(cells):
        return False
    if not all(isinstance(cell, str) for cell in cells) or _starts_data(grid.rows[row], reference):
        return False
    if _stands_below_parents(grid, row, header[-1]):
        return True
    if any(reference.gazetteer.read(cell).sort is Sort.FOUND for cell in cells):
        # “I  Kec. Weliman” opens the first group of a list.
        return False
    return _score(grid, row, kind, reference) == len({key(str(c)) for c in cells}) and not _fills_the_columns(
        grid, row, header[-1]
    )


def _own_cells(grid: Grid, row: int) -> list[int]:
    return [c for c, cell in enumerate(grid.rows[row]) if cell is not None and not isinstance(cell, _Carried)]


def _fills_the_columns(grid: Grid, row: int, header: int) -> bool:
    """A line of a list has a heading of its own over every cell; a second level divides some of them."""
    heads, own = set(_own_cells(grid, header)), _own_cells(grid, row)
    return len(own) > 1 and heads.issuperset(own) and 2 * len(own) > len(heads)


def _stands_below_parents(grid: Grid, row: int, header: int) -> bool:
    """“Vol” and “Satuan” below “Target”: whatever the words are, each cell divides a wider heading."""
    heads, own = _own_cells(grid, header), _own_cells(grid, row)
    if len(own) < 2 or not heads or own[0] < heads[0]:
        return False
    parents = {max(head for head in heads if head <= c) for c in own}
    return all(sum(max(h for h in heads if h <= c) == parent for c in own) > 1 for parent in parents)


def _levels_above(
    grid: Grid, start: int, data: int, kind: ImportKind, reference: Reference, best: int = -1
) -> list[int]:
    """The heading's levels above a row of data, from top to bottom."""
    row = data - 1
    while row >= start and (
        not filled_cells(grid.rows[row])
        or (
            (_is_column_numbers(grid.rows[row]) or _is_unnamed_total(grid, row))
            and not _numbers_parts(grid, row)
        )
        or (is_total_label(_first_text(grid.rows[row])) and _has_figure(grid.rows[row], 0))
    ):
        row -= 1
    found: list[int] = []
    gap = 0
    while row >= start and len(found) < _LEVELS:
        cells = grid.rows[row]
        own = filled_cells([c for c in cells if not isinstance(c, _Carried)])
        if not filled_cells(cells):
            gap += 1
            if gap > 1 or not found:
                break
        elif _is_level(grid, row, found, kind, reference):
            found.insert(0, row)
            gap = 0
        elif gap or not own:
            break
        else:
            break
        row -= 1
    if start <= best < data and not found:
        # Groups and their sums stand between: the levels are those above the lowest heading.
        found = _levels_above(grid, start, best + 1, kind, reference) if best + 1 < data else []
        found = found or [best]
    return found


def _numbers_parts(grid: Grid, row: int) -> bool:
    """“I II III IV” below “Triwulan”, or “1 2 3” below “Bulan”: which part of the year each column is."""
    own = [c for c, cell in enumerate(grid.rows[row]) if cell is not None and not isinstance(cell, _Carried)]
    if len(own) < 2 or row == 0:
        return False
    above = ""
    for c in range(own[-1] + 1):
        parent = grid.cell(row - 1, c)
        above = key(str(parent)) if parent is not None else above
        if c in own and not (_PARTS.match(above) and _PART_NUMBER.match(key(str(grid.cell(row, c))))):
            return False
    return True


_PARTS = re.compile(r"^(?:triwulan|tw|kuartal|semester|bulan|bln)(?: ke)?$")
_PART_NUMBER = re.compile(r"^(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2}|[1-9]|1[0-2])$")


def _first_text(row: Sequence[Cell]) -> str:
    return next((cell for cell in row if isinstance(cell, str)), "")


def _is_unnamed_total(grid: Grid, row: int) -> bool:
    cells = filled_cells(grid.rows[row])
    return len(cells) >= 2 and all(is_number(cell) for cell in cells) and not _all_periods(grid.rows[row])


def _is_level(grid: Grid, row: int, found: list[int], kind: ImportKind, reference: Reference) -> bool:
    cells = grid.rows[row]
    if row in grid.roles:
        return False
    if not found and _numbers_parts(grid, row):
        return True
    if _is_key_value(cells) or any(is_figure(cell) and read_period(cell) is None for cell in cells):
        return False
    own = [c for c, cell in enumerate(cells) if cell is not None and not isinstance(cell, _Carried)]
    texts = {key(str(cells[c])) for c in own}
    if found and any(_stands_over_nothing(grid, c, found[-1]) for c in own):
        return False
    if len(texts) >= 2:
        score = _score(grid, row, kind, reference)
        return score >= 1 or (bool(found) and len(texts) >= 3)
    if not found or not own:
        return bool(found) and any(isinstance(cell, _Carried) for cell in cells)
    # A single text above the figures, not at the sheet's edge, is a parent; at the edge it is a title.
    first = min((c for c, cell in enumerate(grid.rows[found[0]]) if cell is not None), default=0)
    return own[0] > first and not _spans_all(cells, grid.rows[found[0]])


def _stands_over_nothing(grid: Grid, column: int, lowest: int) -> bool:
    """“2026” in a cell of its own right of the table below: a line of its title, parted into cells."""
    below = grid.rows[lowest : lowest + _NEAR]
    return not any(column < len(row) and row[column] is not None for row in below)


def is_figure(cell: Cell) -> bool:
    """A number, or one that a CSV file can only hold as text."""
    return is_number(cell) or (isinstance(cell, str) and bool(_FIGURE.fullmatch(cell)))


_FIGURE = re.compile(r"\d[\d.,]*")


def _spans_all(cells: Sequence[Cell], below: Sequence[Cell]) -> bool:
    covered = sum(cell is not None for cell in cells)
    return covered >= max(2, sum(cell is not None for cell in below))


def _end(grid: Grid, header: list[int], first: int, kind: ImportKind, reference: Reference) -> int:
    """The row where another table's title or header begins; a repeated header ends nothing."""
    if not header:
        return len(grid.rows)
    own = _signature_of(grid, header[-1])
    blank = 0
    for row in range(first, len(grid.rows)):
        cells = grid.rows[row]
        filled = filled_cells(cells)
        if not filled:
            blank += 1
            continue
        if grid.is_given(row, GivenRole.HEADER) and row > first + _NEAR:
            return _back_over_titles(grid, row, first)
        is_new = (
            len(filled) >= 2
            and (blank or _is_title(grid, row - 1))
            and not _is_data(cells)
            and not _is_key_value(cells)
            and _score(grid, row, kind, reference) >= 2
            and (
                any(isinstance(c, str) and is_region_heading(key(c)) for c in filled)
                or _signature_of(grid, row) == own
                or _is_headed_apart(grid, row, kind, reference)
            )
            and not _starts_data(cells, reference)
        )
        if is_new and (
            _signature_of(grid, row) != own
            or (_is_title(grid, row - 1) and not _CONTINUED.search(key(_first_text(grid.rows[row - 1]))))
        ):
            return _back_over_titles(grid, row, first)
        if blank and not _is_title(grid, row):
            blank = 0
    return len(grid.rows)


def _signature_of(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(key(str(cell)) for cell in grid.rows[row] if cell is not None)


def _is_title(grid: Grid, row: int) -> bool:
    filled = filled_cells(grid.rows[row]) if row >= 0 else []
    return 0 < len(filled) < 60 and isinstance(filled[0], str) and all(cell == filled[0] for cell in filled)


def _is_headed_apart(grid: Grid, row: int, kind: ImportKind, reference: Reference) -> bool:
    """“B. Menurut negara”, after a blank line, and headings only below it: of another table, whatever heads
    its lines."""
    title = row - 1
    while _is_title(grid, title):
        title -= 1
    return (
        0 <= title < row - 1
        and not filled_cells(grid.rows[title])
        and not is_note(_first_text(grid.rows[title + 1]))
        and _all_headings(grid, row, _score(grid, row, kind, reference))
    )


def _back_over_titles(grid: Grid, row: int, first: int) -> int:
    while row - 1 > first and _is_title(grid, row - 1) and not is_note(_first_text(grid.rows[row - 1])):
        row -= 1
    return row


def _columns(grid: Grid, header: list[int], first_body: int) -> list[SheetColumn]:
    width = max((len(row) for row in grid.rows[: first_body + _SAMPLE]), default=0)
    levels = [_spread(grid, row, header) for row in header]
    columns = []
    for c in range(width):
        texts: list[Cell] = []
        for level in levels:
            cell = level[c] if c < len(level) else None
            if cell is not None and (not texts or str(texts[-1]) != str(cell)):
                texts.append(cell)
        columns.append(SheetColumn(c, tuple(texts)))
    return columns


def _spread(grid: Grid, row: int, header: list[int]) -> list[Cell]:
    """A parent's text over the columns to its right that have headings below and none beside."""
    cells: list[Cell] = list(grid.rows[row])
    if row == header[-1] or (grid.sheet.merged and any(isinstance(c, _Carried) for c in cells)):
        return cells
    lowest = grid.rows[header[-1]]
    carried: Cell = None
    for c, cell in enumerate(cells):
        below = c < len(lowest) and lowest[c] is not None
        if cell is not None:
            carried = cell if below else None
        elif carried is not None and below:
            cells[c] = carried
        else:
            carried = None
    return cells


def _is_register(
    columns: Sequence[SheetColumn], kind: ImportKind, reference: Reference, grid: Grid, body: range
) -> bool:
    """Counts by place and time, or one line a report: decided by the headings and what stands below."""
    if kind not in _EITHER:
        return True
    fields = {found.name for column in columns if (found := field_of(kind, column.strings)) is not None}
    needed = all(any(name in fields for name in group) for group in REQUIRED[kind])
    if OF_A_PERSON in REQUIRED[kind]:
        named = any(
            identity.heading_kind(column.strings) in _OF_PERSONS
            or (not column.strings and _holds_persons(grid, body, column.index, reference))
            for column in columns
        )
        about = bool(fields & set(OF_A_PERSON)) or _ticks_sexes(columns, grid, body)
        needed = bool(fields & set(DATES_OF_PERSONS)) or (named and about)
        fields |= {"sex"} if needed and not fields else set()
    periods = sum(
        1
        for column in columns
        if column.strings
        and any((p := read_period(text)) is not None and not p.is_empty for text in column.texts)
    )
    if kind is ImportKind.VILLAGE_TEAMS and fields == {"members"}:
        # “Jumlah Tim” beside “Jumlah Anggota” counts teams of a kabupaten, and is no line of one.
        needed = not any(_TEAMS_COUNTED.match(column.lowest) for column in columns)
    return needed and len(fields) >= _EITHER[kind] and periods < 2


def _ticks_sexes(columns: Sequence[SheetColumn], grid: Grid, body: range) -> bool:
    """“L” and “P” beside names, one of them ticked: a list of persons, and no counts."""
    sexes = [column.index for column in columns if SEXES.get(column.lowest)]
    cells = [grid.cell(row, index) for row in body[:_SAMPLE] for index in sexes]
    ticks = [cell for cell in cells if isinstance(cell, str) and cell.casefold() in TICKS]
    return len(sexes) > 1 and len(ticks) > 0 and 2 * len(ticks) >= len([c for c in cells if c is not None])


def _holds_persons(grid: Grid, body: range, column: int, reference: Reference) -> bool:
    """A column without a heading in which persons are named."""
    cells = [grid.cell(row, column) for row in body[:_SAMPLE]]
    return identity.column_kind(cells, reference.vocabulary, reference.today) in _OF_PERSONS


_TEAMS_COUNTED = re.compile(r"^(?:jumlah|jml|jlh|banyak|banyaknya|total) (?:tim|satgas|gugus|desa)\b")
_OF_PERSONS = (identity.NAME, identity.NIK, identity.PASSPORT)
_EITHER = {
    ImportKind.PLACEMENTS: 1,
    ImportKind.DEATHS: 1,
    ImportKind.DEPORTATIONS: 1,
    ImportKind.FIGURES: 2,
    ImportKind.SERVICES: 2,
    ImportKind.VILLAGE_TEAMS: 1,
    ImportKind.ACTIVITIES: 2,
}
"""Kinds that come in both shapes, and how many fields make a register of them."""
assert set(REQUIRED) == set(FIELDS)
