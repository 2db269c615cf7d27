"""Where the tables of a sheet are: letterhead and titles above, headings in levels, rows, notes below.

A sheet may hold several tables, below or beside each other, and may have its places across instead of
down; then it is turned, and every address still tells the cell of the file."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from domain.imports import identity
from domain.imports.ages import SEXES
from domain.imports.also_called import ALSO_CALLED, CHOSEN_BELOW
from domain.imports.cells import TICKS
from domain.imports.choices import desk_in
from domain.imports.concepts import ALL_CONCEPTS, SERIES
from domain.imports.dates import is_a_day
from domain.imports.desk_columns import counted_below, desks_of, states_of, ticked
from domain.imports.fields import BY_SEX, DATES_OF_PERSONS, FIELDS, OF_A_PERSON, REQUIRED, field_of
from domain.imports.forms import OF_FORMS, Form, forms_of
from domain.imports.glued import apart
from domain.imports.grid import (
    Carried,
    Grid,
    Table,
    filled_cells,
    is_carried,
    is_figure,
    is_note,
    is_signature,
)
from domain.imports.heading_rows import KEY_VALUE, PARTS, end_of, first_row, heads_in_another_order
from domain.imports.headings import (
    SheetColumn,
    is_note_beside,
    is_region_heading,
    name_column,
    names_what_is_counted,
    region_level,
    subgroup_of,
)
from domain.imports.kinds import ImportKind
from domain.imports.messages import sections, taken_apart
from domain.imports.month_names import MONTHS
from domain.imports.named_counts import name_counts
from domain.imports.parts_of_years import ROMAN_MONTHS
from domain.imports.periods import read_period
from domain.imports.places import Sort
from domain.imports.reference import Reference
from domain.imports.remarks import says_a_choice
from domain.imports.roles import GivenRole, rows_given
from domain.imports.sheet import Cell, PlainTexts, Sheet, clean
from domain.imports.words import key
from domain.places.regions import RegionLevel

_SEARCHED = 60
"""Rows in which a header is looked for."""
_SAMPLE = 400
_DRAWN = 60
"""Rows that are drawn, and can be given a role."""
_MOST_OF_FORMS = 500
_MOST_VALUES = 6
"""Cells of one line of a letterhead: “Periode”, “:”, “Oktober”, 2026."""


def tables_of(
    sheet: Sheet, kind: ImportKind, reference: Reference, answers: Mapping[str, str] | None = None
) -> list[Table]:
    def read_as(text: str) -> str:
        told = _together(text)
        return _place_of_an_ltsa(told, reference) if kind is ImportKind.SERVICES else told

    rows = clean(sheet.rows, PlainTexts(read_as))
    roles = rows_given(rows[:_DRAWN], answers or {}, reference.vocabulary)
    _carry_merged_headings(rows, sheet)
    if kind is not ImportKind.CASES:  # where a merged day says that a case has further victims
        _carry_merged_days(rows, sheet)
    if kind in OF_FORMS and (forms := forms_in(sheet, kind, reference)[0]):
        return [_of_form(sheet, rows, form, kind, reference) for form in forms]
    if kind in SERIES and (message := taken_apart(rows, reference.gazetteer)) is not None:
        return [*_of_message(Grid(sheet, message[0], roles=roles, only=message[1]), kind, reference)]
    if kind in SERIES:
        name_counts(rows, kind, reference)
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


def forms_in(sheet: Sheet, kind: ImportKind, reference: Reference) -> tuple[list[Form], bool]:
    """A sheet of many rows is no form."""
    if len(sheet.rows) > _MOST_OF_FORMS:
        return [], False
    are_shown = not (sheet.hidden_rows or sheet.hidden_columns)
    return forms_of(clean(sheet.rows), kind, reference.today, are_shown=are_shown)


def _of_form(
    sheet: Sheet, rows: list[list[Cell]], form: Form, kind: ImportKind, reference: Reference
) -> Table:
    """Turned: what is asked are its headings, and each column of answers a line."""
    top = min(row for row, cells in form.rows.items() if len(cells) > 1)
    width = max(map(len, rows))
    blank: dict[int, Cell] = {}
    lines = [
        [form.rows.get(row, blank).get(column) for column in range(width)]
        for row in range(top, max(form.rows) + 1)
    ]
    moved = {row - top: place for row, place in form.moved.items()}
    grid = Grid(sheet, _turned(lines), True, top, above=_texts(rows, range(top)), moved=moved)
    body = range(form.answers[0], form.answers[-1] + 1)
    columns = _columns(grid, [form.label], body.start)
    for column in columns:
        name_column(column, kind, reference.countries, register=True)
    titles = [text for text in grid.above if not is_note(text) and not is_signature(text)]
    return Table(grid, [form.label], columns, body, titles, register=True)


def _place_of_an_ltsa(text: str, reference: Reference) -> str:
    """“LTSA Sikka” and “P4MI Sikka” in a table of services are those in Sikka."""
    if not (match := _LTSA.match(text)):
        return text
    place = text[match.end() :]
    return place if reference.gazetteer.read(place).sort in (Sort.FOUND, Sort.AMBIGUOUS) else text


def _together(text: str) -> str:
    """“J A N” and “J U M L A H” as headings."""
    if not _LETTERS_APART.fullmatch(text):
        return text
    word = text.replace(" ", "")
    return word if word.casefold() in MONTHS or word.casefold() in _HEADINGS_APART else text


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
                    rows[row][column] = Carried(value)


def _carry_merged_days(rows: list[list[Cell]], sheet: Sheet) -> None:
    """A day merged over several rows is that of all of them."""
    for (top, left), (bottom, right) in sheet.merged:
        day = rows[top][left] if top < len(rows) and left < len(rows[top]) else None
        if not isinstance(day, date) or left != right:
            continue
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[row]) and rows[row][left] is None and filled_cells(rows[row]):
                rows[row][left] = day


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

    # Below a merged name stand several columns of its place.
    return (
        set(down.values()) in ({1}, {0, 1})
        and all(grid.cell(row, column) is not None and figures(column) > 0 for column in places)
        and sum(map(figures, places)) > len(places)
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
            if isinstance(cell, str) and not isinstance(cell, Carried) and is_region_heading(key(cell))
        ]
        texts = [key(str(row[c])) for c in heads]
        again = [c for c, text in zip(heads[1:], texts[1:], strict=True) if text == texts[0]]
        gaps = [_after_a_gap(grid, heads[0], c) for c in again]
        if any(gaps):
            return [start for start in gaps if start]
        if start := _same_headings_again(grid, row):
            return [start]
        # Of a victim and of a suspect in one line: nothing stands behind the second one.
        last = max((c for c, cell in enumerate(row) if cell is not None), default=0)
        again = [c for c in again if c < last]
        if again and heads[0] < again[0] - 1:
            return [_back_to_number(row, c) for c in again]
    return []


def _same_headings_again(grid: Grid, row: Sequence[Cell]) -> int:
    """Where “Meja, Status, Dilayani” stands once more behind a column that is blank throughout."""
    for gap, cell in enumerate(row):
        if cell is not None or not gap:
            continue
        before = [key(str(each)) for each in row[:gap] if each is not None]
        behind = [key(str(each)) for each in row[gap + 1 :] if each is not None]
        are_texts = all(isinstance(each, str) for each in row if each is not None)
        if len(before) < _FEWEST_AGAIN or behind != before or not are_texts or len(set(before)) < len(before):
            continue
        if all(gap >= len(each) or each[gap] is None or is_carried(each[gap]) for each in grid.rows):
            return gap + 1
    return 0


_FEWEST_AGAIN = 2


def _after_a_gap(grid: Grid, first: int, column: int) -> int:
    """Where the table begins to which a further heading belongs, behind a column that is blank throughout."""
    blank = (
        c for c in range(column - 1, first, -1) if all(c >= len(row) or row[c] is None for row in grid.rows)
    )
    return next(blank, -1) + 1


def _back_to_number(row: list[Cell], column: int) -> int:
    before = row[column - 1] if column else None
    return column - 1 if isinstance(before, str) and key(before) in ("no", "nomor", "kode") else column


def _below(grid: Grid, kind: ImportKind, reference: Reference) -> Iterator[Table]:
    start = 0
    letterhead: list[str] | None = None
    heads: list[str] = []
    while start < len(grid.rows):
        table = _next(grid, start, kind, reference)
        if table is None:
            return
        if letterhead is None:
            letterhead = list(table.titles)
        elif table.titles and not grid.above:
            # “Bulan Februari” stands in the place of “Bulan Januari”; what stands above both is of both. “Per
            # negara” stands in no other's place.
            says_more = any(read_period(text) or _NAMES_A_PLACE.search(key(text)) for text in table.titles)
            one = len(letterhead) == 1 and not says_more and not any(map(_names_a_series, table.titles))
            table.titles[:0] = letterhead if one else letterhead[: -len(table.titles)]
        elif not table.titles and heads_in_another_order([each.lowest for each in table.columns], heads):
            table.titles += letterhead
        heads = [column.lowest for column in table.columns]
        yield table
        start = max(table.body.stop, start + 1)


_NAMES_A_PLACE = re.compile(r"\b(?:kab|kabupaten|kota|kec|kecamatan|desa|provinsi|prov|ntt|asal|wilayah)\b")


def _next(grid: Grid, start: int, kind: ImportKind, reference: Reference) -> Table | None:
    first = first_row(grid, start, kind, reference)
    if first is None:
        return None
    header, first_body = first
    end = end_of(grid, header, first_body, kind, reference)
    columns = _columns(grid, header, first_body)
    _leave_out_heads_of_names(columns, kind)
    quarters = _parts_by_number(columns)
    register = _is_register(columns, kind, reference, grid, range(first_body, end))
    for column in columns:
        name_column(column, kind, reference.countries, register=register)
    above = range(start, header[0] if header else first_body)
    notes = [*_notes(grid, range(first_body, end)), *_notes_beside(columns), *_notes_above(grid, above)]
    return Table(
        grid,
        header,
        columns,
        range(first_body, end),
        _titles(grid, above),
        notes,
        register,
        quarters,
    )


def _notes_above(grid: Grid, rows: range) -> list[str]:
    """“Update 30 September 2025” below the title."""
    return [text for text in _texts(grid.rows, rows) if is_note(text)]


def _notes_beside(columns: Sequence[SheetColumn]) -> list[str]:
    return [text for column in columns for text in column.strings if is_note_beside(text)]


_MONTH_NAMES = tuple(
    next(name for name, number in MONTHS.items() if number == wanted).capitalize() for wanted in range(1, 13)
)


_OF_WAVES = re.compile(
    r"(?:(?:no|nomor|ke) )?(?:gel|gelombang|rombongan|kloter|tahap|tahapan|trip|angkatan|batch)\b"
)


def _parts_by_number(columns: Sequence[SheetColumn]) -> list[int]:
    """“I II III IV”, or I to XII, beside each other under no word that says of what: named as the quarters or
    the months of a year, and told."""
    _name_initials(columns)
    found: list[int] = []
    for place, column in enumerate(columns):
        if any(_OF_WAVES.match(key(str(text))) for text in column.texts):
            return found  # “Gelombang” beside or above I to IV numbers those who came together
        if column.lowest != "i" or any(PARTS.match(key(str(text))) for text in column.texts[:-1]):
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


def _name_initials(columns: Sequence[SheetColumn]) -> None:
    """“J F M A M J J A S O N D” beside each other."""
    initials = [name[0].casefold() for name in _MONTH_NAMES]
    for place in range(len(columns) - len(initials) + 1):
        part = columns[place : place + len(initials)]
        if [column.lowest for column in part] == initials and len({c.texts[:-1] for c in part}) == 1:
            for column, name in zip(part, _MONTH_NAMES, strict=True):
                column.texts = (*column.texts[:-1], name)
            return


def _texts(cells_of: Sequence[Sequence[Cell]], rows: Iterable[int]) -> list[str]:
    """The texts of rows; a key and its value beside it become one: ``Periode : Mei 2026``."""
    found = []
    for row in rows:
        at = [c for c, cell in enumerate(cells_of[row]) if cell is not None and not is_carried(cell)]
        cells = [str(cells_of[row][c]) for c in at]
        # What stands far to the right of a title is no part of it.
        is_near = bool(at) and at[-1] - at[0] <= _MOST_VALUES
        is_keyed = 1 < len(cells) <= _MOST_VALUES and bool(KEY_VALUE.match(key(cells[0])))
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


_DATA_UP_TO = re.compile(
    r"(?:data|angka|realisasi|capaian) (?:(?:[a-z]+|20\d\d) ){0,4}(?:s d|sd|sampai|hingga|masih|belum)\b|"
    r"(?:(?:data|angka|realisasi|capaian) )?(?:(?:s d|sd|sampai|hingga|per|posisi|keadaan|kondisi) )+"
    r"(?:(?:data|dengan|pada|tanggal|tgl|bulan|akhir) )*"
    rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})(?: 20\d\d)?$|"
    rf"(?:(?:data|angka) )?(?:belum|blm|tidak|tdk) termasuk (?:(?:data|bulan) )*(?:{'|'.join(MONTHS)})\b|"
    rf"(?:bulan )?(?:(?:{'|'.join(MONTHS)}|dan|s d|sampai|20\d\d) )+(?:belum|blm|tidak|tdk) (?:ter)?masuk\b|"
    r"(?:cut off )?data (?:diambil|ditarik|diunduh|diolah|dihimpun|\d{1,2} ).*\b20\d\d$"
)
"""“Data 2026 sampai dengan Agustus”, “per 31 Agustus 2026” or “belum termasuk Desember” below a table."""


def _notes(grid: Grid, rows: range) -> list[str]:
    found = []
    started = signed = False
    looked = rows if len(rows) < 5_000 else rows[-100:]
    last = max((row for row in looked if any(map(is_figure, grid.rows[row]))), default=rows.start)
    for row in looked:
        texts = [c for c in grid.rows[row] if isinstance(c, str)]
        started = started or grid.is_given(row, GivenRole.NOTE) or any(is_note(text) for text in texts)
        # “S.d. Oktober” beside the figure of a year is a remark on that line, and no note below all.
        is_alone = len(texts) == 1 and len(filled_cells(grid.rows[row])) == 1
        started = started or (is_alone and bool(_DATA_UP_TO.match(key(texts[0]))))
        signed = signed or any(map(is_signature, texts))
        # A sentence alone below the last figures heads no others; who signs says nothing of them.
        if started or (row > last and is_alone and not signed):
            found += texts
    return found


_ARITHMETIC = re.compile(r"\s*\((?:\d{1,2}|[a-z])(?:\s*[-+x:/]\s*(?:\d{1,2}|[a-z]))+\)\s*$", re.IGNORECASE)
"""“Jumlah (3+4+5+6)”: which columns a heading says it adds up, by their numbers."""


def _columns(grid: Grid, header: list[int], first_body: int) -> list[SheetColumn]:
    width = max((len(row) for row in grid.rows[: first_body + _SAMPLE]), default=0)
    levels = [_spread(grid, row, header) for row in header]
    columns = []
    for c in range(width):
        texts: list[Cell] = []
        for level in levels:
            cell = level[c] if c < len(level) else None
            if cell is not None and (not texts or str(texts[-1]) != str(cell)):
                texts.append(apart(_ARITHMETIC.sub("", cell)) if isinstance(cell, str) else cell)
        columns.append(SheetColumn(c, tuple(texts)))
    return columns


def _leave_out_heads_of_names(columns: Sequence[SheetColumn], kind: ImportKind) -> None:
    """“Jenis Layanan” over “Imigrasi”, “BPJS” and “SKCK” says what these are, and is none of them."""
    over = Counter(column.strings[0] for column in columns if len(column.texts) > 1 and column.strings)
    for column in columns:
        head = column.strings[0] if len(column.texts) > 1 and column.strings else ""
        is_over_all = over[head] > 1 or bool(desk_in(column.lowest))
        if is_over_all and names_what_is_counted(key(head), kind):
            column.texts = tuple(text for text in column.texts if text != head)


def _spread(grid: Grid, row: int, header: list[int]) -> list[Cell]:
    """A parent's text over the columns to its right that have headings below and none beside."""
    cells: list[Cell] = list(grid.rows[row])
    if row == header[-1] or (grid.sheet.merged and any(isinstance(c, Carried) for c in cells)):
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
    fields |= _said_by_remarks(columns, kind, grid, body)
    if kind is ImportKind.SERVICES and _holds_states_of_desks(columns, grid, body):
        return True
    if kind is ImportKind.SERVICES and counted_below(
        [grid.down(c.index, body) for c, _ in desks_of(columns)]
    ):
        return False
    if kind is ImportKind.ACTIVITIES and _lists_days_of_events(columns, grid, body, reference):
        return True
    if fields and kind in BY_SEX and _are_counted_by_sex(columns, kind):
        fields.add(BY_SEX[kind][0])
    if not fields and kind is ImportKind.VILLAGE_TEAMS and _lists_members(columns, grid, body):
        fields.add("members")
    needed = all(any(name in fields for name in group) for group in REQUIRED[kind])
    if OF_A_PERSON in REQUIRED[kind]:
        named = any(
            identity.heading_kind(column.strings) in _OF_PERSONS
            or (not column.strings and _holds_persons(grid, body, column.index, reference))
            for column in columns
        )
        named = named or _lists_sexes(columns, kind, grid, body)
        about = bool(fields & set(OF_A_PERSON)) or _ticks_sexes(columns, grid, body)
        needed = bool(fields & set(DATES_OF_PERSONS)) or (named and about)
        fields |= {"sex"} if needed and not fields else set()
    periods = sum(
        1
        for column in columns
        if column.strings
        and not (kind is ImportKind.VILLAGE_TEAMS and _MEMBERS_HEAD.match(column.lowest))
        and any((p := read_period(text)) is not None and not p.is_empty for text in column.texts)
    )
    if kind is ImportKind.VILLAGE_TEAMS and fields == {"members"}:
        # “Jumlah Tim” beside “Jumlah Anggota” counts teams of a kabupaten, and is no line of one.
        needed = not any(_TEAMS_COUNTED.match(column.lowest) for column in columns)
    return needed and len(fields) >= _EITHER[kind] and periods < 2


def _are_counted_by_sex(columns: Sequence[SheetColumn], kind: ImportKind) -> bool:
    """“Anggota L” and “Anggota P”, where no column counts both."""
    counted = BY_SEX[kind][1]
    return len({subgroup_of(column.lowest) for column in columns if counted.search(column.words)} - {""}) > 1


def _lists_members(columns: Sequence[SheetColumn], grid: Grid, body: range) -> bool:
    """Names down the lines, several from one desa: who is in its team."""
    named = any(identity.heading_kind(column.strings) == identity.NAME for column in columns)
    villages = [column.index for column in columns if region_level(column.lowest) is RegionLevel.VILLAGE]
    if not named or len(villages) != 1:
        return False
    told = [cell for row in body if (cell := grid.cell(row, villages[0])) is not None]
    return len(set(told)) < len(told)


def _said_by_remarks(columns: Sequence[SheetColumn], kind: ImportKind, grid: Grid, body: range) -> set[str]:
    """“Ket.” above aktif and belum terbentuk, where teams have no other column than their villages."""
    if kind is not ImportKind.VILLAGE_TEAMS:
        return set()
    other = set[str]()
    for name, pattern in (*ALSO_CALLED[kind], *CHOSEN_BELOW[kind]):
        for column in columns:
            if name in ("status", "formed_on") and column.lowest and pattern.search(column.lowest):
                below = [grid.cell(row, column.index) for row in body[:_SAMPLE]]
                other |= set() if any(map(is_figure, below)) else {name}
    notes = [column for column in columns if _REMARKS.fullmatch(column.lowest)]
    cells = [[grid.cell(row, column.index) for row in body[:_SAMPLE]] for column in notes]
    return other | {field.name for field in FIELDS[kind] if any(says_a_choice(each, field) for each in cells)}


def _holds_states_of_desks(columns: Sequence[SheetColumn], grid: Grid, body: range) -> bool:
    """Kabupaten down, desks across: no counts, but a line for each desk."""
    found = [column for column, _ in desks_of(columns)]
    has_places = any(
        is_region_heading(column.lowest) or _LTSA_HEAD.fullmatch(column.lowest) for column in columns
    )
    cells = [[grid.cell(row, column.index) for row in body[:_SAMPLE]] for column in found]
    return has_places and (states_of(cells) or ticked(cells))


def _lists_days_of_events(
    columns: Sequence[SheetColumn], grid: Grid, body: range, reference: Reference
) -> bool:
    """A day in most lines: each is an activity, whether or not a column says which."""
    for column in columns:
        found = field_of(ImportKind.ACTIVITIES, column.strings) if column.strings else None
        cells = [grid.cell(row, column.index) for row in body[:_SAMPLE]]
        told = [cell for cell in cells if cell is not None]
        if found is not None and found.name == "held_on" and told:
            days = sum(is_a_day(cell, reference.today) for cell in told)
            return days >= 2 and 2 * days > len(told)
    return False


_MEMBERS_HEAD = re.compile(r"^agt (?:l|p|lk|pr)$")
"""“Agt L” and “Agt P” are members, and no August."""
_LTSA_HEAD = re.compile(r"(?:nama )?(?:ltsa|p4mi)(?: pmi)?")
_REMARKS = re.compile(r"ket|keterangan|catatan")


def _lists_sexes(columns: Sequence[SheetColumn], kind: ImportKind, grid: Grid, body: range) -> bool:
    """“L” and “P” below “L/P”, and no column of figures: a person a line, whoever is not named."""
    found = {column.index: field_of(kind, column.strings) for column in columns if column.strings}
    sexes = [index for index, field in found.items() if field is not None and field.name == "sex"]
    said = [cell for index in sexes for row in body[:_SAMPLE] if (cell := grid.cell(row, index)) is not None]
    if not said or not all(isinstance(cell, str) and key(cell) in SEXES for cell in said):
        return False
    counting = (column.index for column in columns if not _NUMBERS_LINES.match(column.lowest))
    return not any(
        is_figure(cell) and not identity.cell_kind(cell)
        for index in counting
        for row in body[:_SAMPLE]
        if (cell := grid.cell(row, index)) is not None
    )


_NUMBERS_LINES = re.compile(r"(?:no|nomor)(?: urut)?$|umur|usia")


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
