"""Tables that leave as files: what a value is goes with it, so that a spreadsheet takes it for that.

``workbook.sheet`` and ``csv_file.lines`` write the same table: a date is a date, a share a percentage, and
digits that are a name, such as the code 53.10, stay the text that they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Percent:
    """``Percent(45.5)`` is 45,5 %."""

    value: float


@dataclass(frozen=True)
class CodeText:
    """A name made of digits."""

    text: str


Cell = str | int | float | date | datetime | Percent | CodeText | None
"""None is a cell with nothing in it, which is no zero."""


@dataclass(frozen=True)
class FileTable:
    title: str
    remarks: Sequence[str]
    """Above the head: by which filter, from where, of what moment."""
    columns: Sequence[tuple[str, int]]
    """Each with its width in a spreadsheet."""
    rows: Sequence[Sequence[Cell]]


SAMPLE_HEAD = "DATA CONTOH: rekaan, bukan keadaan sebenarnya"
"""Above the head where any row is made up."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be run by a spreadsheet."""
