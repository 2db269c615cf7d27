"""A sheet as a grid of plain cells with their addresses, whatever file it came from."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from html import unescape

Cell = str | float | int | bool | date | datetime | time | timedelta | None
Place = tuple[int, int]
"""Row and column, counted from 0."""

LONGEST_TEXT = 2_000
_NONE: frozenset[Place] = frozenset()
_INVISIBLE = dict.fromkeys(
    [0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD, *range(0x202A, 0x202F)]
)


class Mark(StrEnum):
    """What a cell shows beside its value."""

    STRUCK = "struck"
    COMMENTED = "commented"
    COLOURED = "coloured"
    UNVALUED = "unvalued"
    """A formula that nobody has calculated."""
    STALE = "stale"
    """A formula whose value 0 may never have been calculated."""
    ERROR = "error"
    EXTERNAL = "external"
    PERCENT = "percent"
    """Shown in percent: 3 as 300 %."""
    SCALED = "scaled"
    """Shown with thousands or millions left out, or with the word for them: 34 as “34 rb”."""
    UNSEEN = "unseen"
    """White on white: in the file, and not on paper."""


@dataclass
class Sheet:
    name: str
    position: int
    """Counted from 1, as the office program shows them."""
    rows: list[list[Cell]]
    merged: Sequence[tuple[Place, Place]] = ()
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    marks: Mapping[Mark, frozenset[Place]] = field(default_factory=dict)

    def marked(self, mark: Mark) -> frozenset[Place]:
        return self.marks.get(mark, _NONE)


@dataclass
class Workbook:
    sheets: list[Sheet]
    format: str
    uses_1904: bool = False
    left_out: Mapping[str, int] = field(default_factory=dict)
    """What the file holds beside its cells: comments, properties, pictures, macros, hidden sheets."""
    remarks: tuple[tuple[str, str], ...] = ()
    """Doubts about the file as a whole, found while it was opened: (rule, sentence)."""
    ragged: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """Rows of a CSV file with another number of fields than its header: row -> (found, expected)."""


@lru_cache(maxsize=20_000)
def letters(column: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@lru_cache(maxsize=20_000)
def place_of(name: str) -> int:
    """A -> 0, Z -> 25, AA -> 26."""
    place = 0
    for letter in name:
        place = place * 26 + ord(letter) - 64
    return place - 1


def address(row: int, column: int) -> str:
    return f"{letters(column)}{row + 1}"


class PlainTexts(dict[str, Cell]):
    """What each different text of a sheet is without padding, invisible characters and other widths.

    Most cells of a large sheet repeat another one: each text is made plain once, and its cells are one object
    from then on, which every later question about them finds without comparing letters.
    """

    def __init__(self, read_as: Callable[[str], str] = str) -> None:
        self._read_as = read_as

    def __missing__(self, text: str) -> Cell:
        told = _plain(text)
        found = self[text] = self._read_as(told) if told else None
        return found


def clean(rows: Iterable[Iterable[Cell]], texts: Mapping[str, Cell] | None = None) -> list[list[Cell]]:
    """Whole floats as integers, and texts as ``texts`` has them."""
    known = PlainTexts() if texts is None else texts
    # In one expression: a call for each of two million cells takes as long as opening the file.
    return [
        [
            known[cell]
            if type(cell) is str
            else (int(cell) if cell.is_integer() and -1e17 < cell < 1e17 else cell)
            if type(cell) is float
            else cell
            for cell in row
        ]
        for row in rows
    ]


def _plain(text: str) -> str:
    # Of a very long text the first part is enough, up to a blank, where that leaves more than is kept.
    end = text.rfind(" ", 0, 2 * LONGEST_TEXT) if len(text) > 2 * LONGEST_TEXT else -1
    begun = _spaced(text[:end]) if end > 0 else ""
    text = begun if len(begun) > LONGEST_TEXT else _spaced(text)
    text = text[:LONGEST_TEXT].rstrip()
    if text.isascii():
        return text
    text = text.translate(_INVISIBLE)
    # Superscripts mark footnotes: folded, they would become digits of the figure.
    text = "".join(
        c if "SUPER" in unicodedata.name(c, "") else unicodedata.normalize("NFKC", c) for c in text
    )
    return " ".join(text.split())


def _spaced(text: str) -> str:
    """With one blank between words, words in one piece, and signs that a page of the web wrote by name."""
    if "-" in text and "\n" in text:
        text = _PARTED.sub(_together, text)
    if "&" in text and ";" in text:
        text = unescape(text)  # “Sumba&nbsp;Timur”
    return " ".join(text.split())


_PARTED = re.compile(r"([^\W\d_]{2,})-[ \t]*\r?\n[ \t]*([^\W\d_]+)")


def _together(found: re.Match[str]) -> str:
    """“Kabu-” and “paten” over two lines of a cell; “laki-” and “laki” are said twice."""
    first, rest = found[1], found[2]
    is_one_word = rest[0].islower() and not rest.casefold().startswith(first.casefold())
    return f"{first}{rest}" if is_one_word else f"{first}-{rest}"


def is_number(value: Cell) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
