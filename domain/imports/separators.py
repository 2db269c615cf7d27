"""Dots and commas of one column: each cell alone reads well, and only together do they contradict each other.

“1,234” is a thousand and more, and beside “12,0” it may as well be one and a part.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.imports.cells import CountRead
from domain.imports.quality import CellState
from domain.imports.sheet import Cell

RULE = "mixed-separators"
_FIGURE = re.compile(r"(\d[\d.,]*\d)(?!\d)\D*")
_GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_BOTH = re.compile(r"\d{1,3}(?:([.,])\d{3})+(?!\1)([.,])\d+")
_DECIMALS = re.compile(r"\d+([.,])\d+")
_OTHER = {".": ",", ",": "."}


class _Use(StrEnum):
    THOUSANDS = "thousands"
    DECIMALS = "decimals"
    EITHER = "either"
    """Three digits behind it, as a decimal mark may have them, too."""


def _uses(cell: Cell) -> frozenset[tuple[str, _Use]]:
    """What each mark of a written figure is; nothing where it has none."""
    figure = _FIGURE.fullmatch(cell) if isinstance(cell, str) else None
    if figure is None:
        return frozenset()
    text = figure[1]
    if match := _BOTH.fullmatch(text):
        return frozenset([(match[1], _Use.THOUSANDS), (match[2], _Use.DECIMALS)])
    if match := _GROUPS.fullmatch(text):
        is_sure = text.count(match[1]) > 1
        return frozenset([(match[1], _Use.THOUSANDS if is_sure else _Use.EITHER)])
    if match := _DECIMALS.fullmatch(text):
        return frozenset([(match[1], _Use.DECIMALS)])
    return frozenset()


@dataclass(frozen=True)
class Separators:
    """What the marks of a column are used for, by all of its cells."""

    uses: frozenset[tuple[str, _Use]] = frozenset()

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Separators":
        return cls(frozenset(use for cell in set(cells) for use in _uses(cell)))

    def checked(self, cell: Cell, read: CountRead) -> CountRead:
        """As read, or in doubt where another cell uses its mark otherwise; what can be read in only one way
        is told and taken."""
        if len(self.uses) < 2 or read.value is None or read.rule:
            return read
        own = _uses(cell)
        if not any(self._contradicts(mark, use) for mark, use in own):
            return read
        candidates = (f"{read.value:.15g}",)
        if any(use is _Use.EITHER for _, use in own):
            return CountRead(CellState.DOUBTFUL, None, RULE, candidates, True)
        return replace(read, rule=RULE, candidates=candidates)

    def whole(self, cell: Cell) -> int | None:
        """“2.226” beside “82,5” is two thousand and more: its mark groups, for the other one parts."""
        own = _uses(cell)
        marks = [mark for mark, use in own if use is _Use.EITHER]
        if len(own) != 1 or not marks or not isinstance(cell, str):
            return None
        other = _OTHER[marks[0]]
        says_so = {(marks[0], _Use.THOUSANDS), (other, _Use.DECIMALS)}
        against = {(marks[0], _Use.DECIMALS), (other, _Use.THOUSANDS), (other, _Use.EITHER)}
        if not self.uses & says_so or self.uses & against:
            return None
        return int(re.sub(r"\D", "", cell))

    def _contradicts(self, mark: str, use: _Use) -> bool:
        """Whether another cell says that this mark is not what it is taken for here."""
        other = _OTHER[mark]
        if use is _Use.DECIMALS:
            against = {(mark, _Use.THOUSANDS), (mark, _Use.EITHER), (other, _Use.DECIMALS)}
        else:
            against = {(mark, _Use.DECIMALS), (other, _Use.THOUSANDS)}
            if use is _Use.THOUSANDS or not self.uses & {(mark, _Use.THOUSANDS), (other, _Use.DECIMALS)}:
                against.add((other, _Use.EITHER))
        return bool(self.uses & against)
