"""Roles that somebody gave columns and rows of a sheet, remembered by their words and never by their place.

What the guard takes for identity stays out, whatever was chosen. A column or row whose words are not all
known cannot be given a role: its words could be a name, and nothing of a name is kept.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from domain.imports.cells import MARKS
from domain.imports.fields import Field
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
OF_REGISTERS = (GivenRole.PLACE, GivenRole.LEFT_OUT, GivenRole.IDENTITY)
"""Besides the fields, each of which a column of a register may be."""
FIELD = "isian:"
"""Before the name of one: it begins the answer that somebody gives."""
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


def offered(name: str, fields: Sequence[Field]) -> tuple[str, ...]:
    """What may be chosen for a column or row of this key, where ``fields`` are those of its register, if it
    is one."""
    if name.startswith(ROW):
        return (GivenRole.AS_READ, *OF_ROWS)
    if not fields:
        return (GivenRole.AS_READ, *OF_COLUMNS)
    return (GivenRole.AS_READ, *(f"{FIELD}{each.name}" for each in fields), *OF_REGISTERS)


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
    columns: Sequence[SheetColumn],
    answers: Mapping[str, str],
    vocabulary: Vocabulary,
    fields: Sequence[Field] = (),
) -> list[SheetColumn]:
    """The columns that got another role than they were read as; of a register it may be a field, which none
    of its other columns holds then."""
    if not any(name.startswith(COLUMN) for name in answers):
        return []
    named = {f"{FIELD}{each.name}": each for each in fields}
    changed = []
    for column in columns:
        answer = answers.get(column_key(column, vocabulary), "")
        if column.role is ColumnRole.IDENTITY or answer not in offered(COLUMN, fields)[1:]:
            continue
        before = column.role, column.field
        if field := named.get(answer):
            for other in columns:
                if other.field is field and other is not column:
                    other.role, other.field = ColumnRole.UNKNOWN, None
        role = _ROLES[GivenRole(answer)] if field is None else ColumnRole.FIELD
        column.role, column.field = role, field
        if (column.role, column.field) != before:
            changed.append(column)
        if role is ColumnRole.IDENTITY:
            column.identity = GIVEN_AS_IDENTITY
    return changed
