"""Whether the rows of a table say themselves which series they count, and which one a row names."""

import re
from collections.abc import Sequence

from domain.imports.concepts import SERIES, Concept
from domain.imports.context import Context
from domain.imports.counted import OF_UNITS, is_no_series
from domain.imports.grid import Table, is_total_label
from domain.imports.group_heads import head_of
from domain.imports.headings import ColumnRole, SheetColumn, concept_of, subgroup_of
from domain.imports.kinds import ImportKind
from domain.imports.named_counts import OF_ALL
from domain.imports.periods import read_period
from domain.imports.places import Sort
from domain.imports.title_words import names_more
from domain.imports.words import key

REALISED = re.compile(r"(?:jumlah )?realisasi(?:nya)?")
"""Beside “Target”, in a line of its own: what the title counts."""


def rows_name_series(table: Table, context: Context) -> bool:
    """Whether the rows say themselves what they count, in a column of their own or below each place."""
    open_roles = (ColumnRole.UNKNOWN, ColumnRole.NOTE, ColumnRole.EMPTY)
    columns = [c for c in table.having(*open_roles) if not OF_UNITS.match(c.lowest)]
    if any(
        _name_series([cell for cell in table.cells(column) if isinstance(cell, str)], context)
        for column in columns
    ):
        return True
    if _heads_name_series(table, context):
        return True
    names = table.having(ColumnRole.REGION)
    return details_below_places(table, context, names) and _name_series(
        [
            cell
            for column in names
            for cell in table.cells(column)
            if isinstance(cell, str) and context.reference.gazetteer.read(cell).sort is Sort.UNRESOLVED
        ],
        context,
    )


def _heads_name_series(table: Table, context: Context) -> bool:
    """“A. Meninggal dunia” and “B. Jenazah dipulangkan”, each alone above lines of its own."""
    filled = ([cell for cell in table.grid.rows[row] if cell is not None] for row in table.body)
    alone = (cells[0] for cells in filled if cells and len(set(map(str, cells))) == 1)
    heads = (head_of(cell, context) for cell in alone)
    return sum(head is not None and head.concept in SERIES[context.kind] for head in heads) > 1


def _name_series(texts: Sequence[str], context: Context) -> bool:
    """As where rows are told apart: of most it is known, and the others are put off."""
    meant = [text for text in texts if len(text) <= 60 and not adds_up(text, context)][:400]
    meant = [text for text in meant if not subgroup_of(text, context.kind)]
    meant = [text for text in meant if not is_no_series(text, context.kind)]
    found = [concept_of([text], context.kind) for text in meant]
    own = [each for each in found if each in SERIES[context.kind]]
    return len(own) >= 2 and len(own) >= 0.5 * len(meant)


def details_below_places(table: Table, context: Context, names: Sequence[SheetColumn]) -> bool:
    """Kabupaten that head a few lines each, in one column with them: what is counted, of whom, or when."""
    if len(names) != 1:
        return False
    cells = [(row, table.grid.cell(row, names[0].index)) for row in table.body[:400]]
    texts = [(row, cell) for row, cell in cells if isinstance(cell, str) and not is_total_label(cell)]
    places = [row for row, cell in texts if context.reference.gazetteer.read(cell).sort is Sort.FOUND]
    details = [cell for _, cell in texts if context.reference.gazetteer.read(cell).sort is Sort.UNRESOLVED]
    if not places or len(details) < max(2, 1.5 * len(places)) or texts[0][0] != places[0]:
        return False
    said = sum(_is_detail(cell, context) for cell in details)
    return said == len(details)


def _is_detail(text: str, context: Context) -> bool:
    return bool(
        concept_of([text], context.kind)
        or subgroup_of(text, context.kind)
        or read_period(text)
        or context.reference.country(text)
    )


def adds_up(text: str, context: Context) -> bool:
    """“Jumlah” below other lines; “Jumlah kasus TPPO” may be a series of its own where several are listed,
    and “Jumlah PMI yang dilatih” is something else."""
    if len(SERIES[context.kind]) == 1 or not is_total_label(text):
        return is_total_label(text)
    return concept_of([text], context.kind) is None and not names_more(OF_ALL.sub("", key(text)))


def series_of(text: str, kind: ImportKind) -> Concept | None:
    """The series that a line names; none where it says a share of it, what it costs, or what is to be."""
    if kind is ImportKind.PLACEMENTS and REALISED.fullmatch(key(text)):
        return SERIES[kind][0]
    return None if is_no_series(text, kind) else concept_of([text], kind)
