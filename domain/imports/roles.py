"""Roles that somebody gave columns and rows of a sheet, remembered by their words and never by their place.

What the guard takes for identity stays out, whatever was chosen. A column or row whose words are not all
known cannot be given a role: its words could be a name, and nothing of a name is kept.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from domain.imports.cells import MARKS
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.sheet import Cell
from domain.imports.words import Vocabulary, key


class GivenRole(StrEnum):
    AS_READ = "as-read"
    VALUE = "value"
    TOTAL = "total"
    PLACE = "place"
    TITLE = "title"
    HEADER = "header"
    DATA = "data"
    NOTE = "note"
    LEFT_OUT = "left-out"
    IDENTITY = "identity"


COLUMN, ROW = "kolom:", "baris:"
OF_COLUMNS = (GivenRole.VALUE, GivenRole.TOTAL, GivenRole.PLACE, GivenRole.LEFT_OUT, GivenRole.IDENTITY)
OF_FIELDS = (GivenRole.LEFT_OUT, GivenRole.IDENTITY)
"""Of a register, whose columns are fields by their names."""
OF_ROWS = (
    GivenRole.TITLE,
    GivenRole.HEADER,
    GivenRole.DATA,
    GivenRole.TOTAL,
    GivenRole.NOTE,
    GivenRole.LEFT_OUT,
)
BESIDE_THE_DATA = frozenset({GivenRole.TITLE, GivenRole.HEADER, GivenRole.NOTE, GivenRole.LEFT_OUT})
"""Rows of which nothing is taken as a figure or a line."""
GIVEN_AS_IDENTITY = "ditandai identitas"
"""What a column is reported as that a person, not the guard, took for identity."""
_ROLES = {
    GivenRole.VALUE: ColumnRole.VALUE,
    GivenRole.TOTAL: ColumnRole.TOTAL,
    GivenRole.PLACE: ColumnRole.REGION,
    GivenRole.LEFT_OUT: ColumnRole.NOTE,
    GivenRole.IDENTITY: ColumnRole.IDENTITY,
}


def column_key(column: SheetColumn, vocabulary: Vocabulary) -> str:
    return _key(COLUMN, column.strings, vocabulary)


def row_key(label: str, vocabulary: Vocabulary) -> str:
    return _key(ROW, (label,), vocabulary)


def _key(kind: str, texts: Sequence[str], vocabulary: Vocabulary) -> str:
    """Empty where no words are, or one of them is unknown."""
    words = " ".join(key(text) for text in texts)
    if not words or not all(vocabulary.is_known(text) for text in texts):
        return ""
    return kind + hashlib.sha256(words.encode()).hexdigest()[:16]


def offered(name: str, *, register: bool) -> tuple[GivenRole, ...]:
    """What may be chosen for a column or row of this key."""
    if name.startswith(ROW):
        return (GivenRole.AS_READ, *OF_ROWS)
    return (GivenRole.AS_READ, *(OF_FIELDS if register else OF_COLUMNS))


def given_to(name: str, answers: Mapping[str, str]) -> GivenRole | None:
    """What was chosen, or None where nobody has chosen anything else than what is read."""
    answer = answers.get(name, "") if name else ""
    return GivenRole(answer) if answer in set(GivenRole) - {GivenRole.AS_READ} else None


def rows_given(
    rows: Sequence[Sequence[Cell]], answers: Mapping[str, str], vocabulary: Vocabulary
) -> dict[int, GivenRole]:
    """Of rows with a label that somebody gave a role, by their number from 0."""
    if not any(name.startswith(ROW) for name in answers):
        return {}
    found = (
        (number, given_to(row_key(label_of(row), vocabulary), answers)) for number, row in enumerate(rows)
    )
    return {number: role for number, role in found if role is not None}


def label_of(cells: Iterable[Cell]) -> str:
    """The first text of a row that is no number: what a total or a group is called, or the title itself."""
    for cell in cells:
        if isinstance(cell, str) and not COLUMN_NUMBER.fullmatch(cell) and cell.casefold() not in MARKS:
            return cell
    return ""


COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?|\d{1,2}\s*=\s*[\d+()/:x*%\- ]+")


def give(
    columns: Iterable[SheetColumn], answers: Mapping[str, str], vocabulary: Vocabulary, *, register: bool
) -> list[SheetColumn]:
    """The columns that got another role than they were read as."""
    changed = []
    for column in columns:
        role = given_to(column_key(column, vocabulary), answers)
        if (
            role is None
            or column.role is ColumnRole.IDENTITY
            or role not in offered(COLUMN, register=register)
        ):
            continue
        wanted = _ROLES[role]
        if column.role is not wanted:
            column.role = wanted
            changed.append(column)
        if wanted is ColumnRole.IDENTITY:
            column.identity = GIVEN_AS_IDENTITY
    return changed
