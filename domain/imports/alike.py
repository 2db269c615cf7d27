"""Doubts of a register that ask the same: a thousand lines that name one place are decided once."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.imports.delivery import PUT_OFF, DeliveredDoubt

_ORDER_OF_DATES = "date-order"


@dataclass(frozen=True)
class AlikeDoubts:
    cells: tuple[DeliveredDoubt, ...]

    @property
    def first(self) -> DeliveredDoubt:
        return self.cells[0]

    @property
    def by_place(self) -> bool:
        """Whether each cell has readings of its own, in the same order: day first, or month first."""
        return len(self.cells) > 1 and self.first.rule == _ORDER_OF_DATES

    def chosen(self, picked: str) -> dict[str, str]:
        """The reading of each cell, by its address, where this one of the first is chosen."""
        if picked == PUT_OFF:
            return {each.address: PUT_OFF for each in self.cells}
        at = self.first.candidates.index(picked)
        return {each.address: each.candidates[at] for each in self.cells}


def alike(doubts: Iterable[DeliveredDoubt]) -> list[AlikeDoubts]:
    """In the order of their first cells."""
    found: dict[object, list[DeliveredDoubt]] = {}
    for each in doubts:
        found.setdefault(_asks(each), []).append(each)
    return [AlikeDoubts(tuple(cells)) for cells in found.values()]


def _asks(doubt: DeliveredDoubt) -> object:
    if doubt.rule == _ORDER_OF_DATES:
        return doubt.rule, doubt.sheet, doubt.cell.rstrip("0123456789"), len(doubt.candidates)
    return doubt.rule, doubt.says, doubt.written, doubt.candidates
