"""Which rows of a table are its heading, where its lines begin, and where they end."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

from domain.imports import identity
from domain.imports.cells import MARKS, read_count
from domain.imports.fields import field_of
from domain.imports.grid import Carried, Grid, filled_cells, first_cell, is_figure, is_note, is_total_label
from domain.imports.headings import is_heading, is_region_heading
from domain.imports.kinds import ImportKind
from domain.imports.month_names import MONTHS
from domain.imports.periods import read_period
from domain.imports.places import Sort
from domain.imports.quality import CellState
from domain.imports.reference import Reference
from domain.imports.roles import BESIDE_THE_DATA, COLUMN_NUMBER, GivenRole
from domain.imports.sheet import Cell, is_number
from domain.imports.words import key

_LEVELS = 4
_NEAR = 10
"""Rows within which a header that somebody names stands for the one that was found."""
_CONTINUED = re.compile(
    r"^(?:lanjutan|sambungan|continued|lanj)\b|\b(?:lanjutan|sambungan|continued)$|"
    r"^(?:hal|halaman|page) \d"
)
"""“Lanjutan Tabel 3” above a heading that stands there once more: the same table on its next page."""
KEY_VALUE = re.compile(
    r"^(?:bulan|tahun|periode|provinsi|propinsi|kabupaten|kabupaten kota|kota|instansi|unit kerja|unit|"
    r"satuan|sumber|"
    r"keadaan|tanggal|triwulan|dinas|kecamatan|opd|skpd|nama instansi|jenis|laporan|"
    r"(?:masa|bulan|periode) laporan)$"
)
_WHOSE = re.compile(
    r"^(?:petugas|operator|nama) (?:pelapor|penginput|entri|pelaksana)$|"
    r"^(?:pelapor|penyusun|pengirim|dibuat oleh|disusun oleh|dilaporkan oleh)$"
)
"""Who made the paper, beside whose name above the table nothing stands."""


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
    if len(filled) == 2 and _WHOSE.match(key(filled[0])) and not identity.heading_kind((second,)):
        return True
    return bool(KEY_VALUE.match(key(filled[0]))) and (
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
        if cell is None or isinstance(cell, Carried):
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
        and not isinstance(cell, Carried)
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


def first_row(grid: Grid, start: int, kind: ImportKind, reference: Reference) -> tuple[list[int], int] | None:
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
        if best < 0 and _is_sum_above_headings(grid, row, kind, reference):
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


def _is_sum_above_headings(grid: Grid, row: int, kind: ImportKind, reference: Reference) -> bool:
    """“Jumlah 18 6 12” on top of the line that says what its figures are."""
    below = grid.rows[row + 1] if row + 1 < len(grid.rows) else []
    heads = filled_cells(below)
    return (
        is_total_label(_first_text(grid.rows[row]))
        and _has_figure(grid.rows[row], 0)
        and all(isinstance(cell, str) and not is_figure(cell) for cell in heads)
        and len(heads) >= len(filled_cells(grid.rows[row]))
        and _score(grid, row + 1, kind, reference) == len({key(str(cell)) for cell in heads})
        and any(is_region_heading(key(str(cell))) for cell in heads)
    )


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
        if (
            header
            and _stands_below_parents(grid, first, header[-1])
            and (_is_words(grid, first) or _are_years(grid, first))
        ):
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


def _are_years(grid: Grid, row: int) -> bool:
    """2024 and 2025 below “Realisasi”."""
    return row not in grid.roles and _all_periods([grid.rows[row][c] for c in _own_cells(grid, row)])


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
    cells = filled_cells([c for c in grid.rows[row] if not isinstance(c, Carried)])
    if row in grid.roles:
        return False
    if not cells or row - header[-1] > 1 or len(header) >= _LEVELS or _names_a_day(cells):
        return False
    if not all(isinstance(cell, str) for cell in cells) or _starts_data(grid.rows[row], reference):
        return False
    if _stands_below_parents(grid, row, header[-1]):
        return True
    if _own_cells(grid, row) == _own_cells(grid, header[-1])[:1] != _own_cells(grid, header[-1]):
        return False  # “DINAS KESEHATAN” below “No” opens the first group, and divides no heading
    if any(reference.gazetteer.read(cell).sort is Sort.FOUND for cell in cells):
        # “I  Kec. Weliman” opens the first group of a list.
        return False
    return _score(grid, row, kind, reference) == len({key(str(c)) for c in cells}) and not _fills_the_columns(
        grid, row, header[-1]
    )


def _own_cells(grid: Grid, row: int) -> list[int]:
    return [c for c, cell in enumerate(grid.rows[row]) if cell is not None and not isinstance(cell, Carried)]


def _fills_the_columns(grid: Grid, row: int, header: int) -> bool:
    """A line of a list has a heading of its own over every cell; a second level divides some of them."""
    heads, own = set(_own_cells(grid, header)), _own_cells(grid, row)
    return len(own) > 1 and heads.issuperset(own) and 2 * len(own) > len(heads)


def _stands_below_parents(grid: Grid, row: int, header: int) -> bool:
    """“Vol” and “Satuan” below “Target”: whatever the words are, each cell divides a wider heading."""
    heads, own = _own_cells(grid, header), _own_cells(grid, row)
    if len(own) < 2 or not heads or own[0] < heads[0]:
        return False
    below: dict[int, list[int]] = defaultdict(list)
    for c in own:
        below[max(head for head in heads if head <= c)].append(c)
    # “%” alone below “Trend” says its unit, and divides nothing.
    units = [head for head, cells in below.items() if _is_sign(grid.rows[row][cells[0]]) and len(cells) == 1]
    return len(below) > len(units) and all(
        len(cells) > 1 for head, cells in below.items() if head not in units
    )


def _is_sign(cell: Cell) -> bool:
    return not any(map(str.isalnum, str(cell)))


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
        own = filled_cells([c for c in cells if not isinstance(c, Carried)])
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
    own = [c for c, cell in enumerate(grid.rows[row]) if cell is not None and not isinstance(cell, Carried)]
    if len(own) < 2 or row == 0:
        return False
    above = ""
    for c in range(own[-1] + 1):
        parent = grid.cell(row - 1, c)
        above = key(str(parent)) if parent is not None else above
        if c in own and not (PARTS.match(above) and _PART_NUMBER.match(key(str(grid.cell(row, c))))):
            return False
    return True


PARTS = re.compile(r"^(?:triwulan|tw|kuartal|semester|bulan|bln)(?: ke)?$")
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
    own = [c for c, cell in enumerate(cells) if cell is not None and not isinstance(cell, Carried)]
    texts = {key(str(cells[c])) for c in own}
    # “Ket.” heads a column in which nothing stands yet.
    others = [c for c in own if not _heads_remarks(cells[c], kind, reference)]
    if found and any(_stands_over_nothing(grid, c, found[-1]) for c in others):
        return False
    if len(texts) >= 2:
        score = _score(grid, row, kind, reference)
        return score >= 1 or (bool(found) and len(texts) >= 3)
    if not found or not own:
        return bool(found) and any(isinstance(cell, Carried) for cell in cells)
    # A single text above the figures, not at the sheet's edge, is a parent; at the edge it is a title.
    first = min((c for c, cell in enumerate(grid.rows[found[0]]) if cell is not None), default=0)
    return own[0] > first and not _spans_all(cells, grid.rows[found[0]])


def _heads_remarks(cell: Cell, kind: ImportKind, reference: Reference) -> bool:
    is_named = isinstance(cell, str) and is_heading(cell, kind, reference.countries)
    return is_named and read_period(cell) is None


def _stands_over_nothing(grid: Grid, column: int, lowest: int) -> bool:
    """“2026” in a cell of its own right of the table below: a line of its title, parted into cells."""
    below = grid.rows[lowest : lowest + _NEAR]
    return not any(column < len(row) and row[column] is not None for row in below)


def _spans_all(cells: Sequence[Cell], below: Sequence[Cell]) -> bool:
    covered = sum(cell is not None for cell in cells)
    return covered >= max(2, sum(cell is not None for cell in below))


def end_of(grid: Grid, header: list[int], first: int, kind: ImportKind, reference: Reference) -> int:
    """The row where another table's title or header begins; a repeated header ends nothing."""
    if not header:
        return len(grid.rows)
    own = _signature_of(grid, header[-1])
    headings = frozenset(own)
    are_numbered = any(sign.isdigit() for heading in own for sign in heading)
    blank = 0
    for row in range(first, len(grid.rows)):
        cells = grid.rows[row]
        first_filled = first_cell(cells)
        if first_filled is None:
            blank += 1
            continue
        may_head = are_numbered or isinstance(first_filled, str | bool)
        says_heading = may_head and key(str(first_filled)) in headings
        if not (blank or grid.roles or says_heading or _is_title(grid, row - 1)):
            continue  # as most lines of a register
        filled = filled_cells(cells)
        if grid.is_given(row, GivenRole.HEADER) and row > first + _NEAR:
            return _back_over_titles(grid, row, first)
        says_headings = all(key(str(cell)) in headings for cell in filled)
        if says_headings and heads_in_another_order(_signature_of(grid, row), own):
            return row
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


def heads_in_another_order(texts: Sequence[str], before: Sequence[str]) -> bool:
    """“No, Kabupaten, P, L” below “No, Kabupaten, L, P”: what follows is read by its own."""
    return len(texts) > 2 and texts != before and sorted(texts) == sorted(before)


def _signature_of(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(key(str(cell)) for cell in grid.rows[row] if cell is not None)


def _is_title(grid: Grid, row: int) -> bool:
    cells = grid.rows[row] if row >= 0 else ()
    if not isinstance(first_cell(cells), str):
        return False
    filled = filled_cells(cells)
    return len(filled) < 60 and all(cell == filled[0] for cell in filled)


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
