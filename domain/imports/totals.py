"""Written totals are evidence: what they add up is found, and where they do not, said. What L and P of one
kabupaten and time add up to is a figure besides (`series`); sums of places or months are none."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Numbers = Sequence[float | None]
"""One row's figures by value column; None where nothing was read."""


@dataclass(frozen=True)
class SummedLine:
    row: int
    numbers: Numbers
    is_total: bool
    level: int = 0
    """Length of the region's code: 0 where the row names no place."""
    complete: Sequence[bool] = ()
    """By column: False where a figure was put off, so that a sum over it proves nothing."""


@dataclass(frozen=True)
class Mismatch:
    row: int
    column: int
    written: float
    computed: float
    parts: tuple[int, ...]
    """The rows that were added up."""


@dataclass(frozen=True)
class Remainder:
    """A single cell that was put off, and what the written total leaves for it."""

    row: int
    column: int
    value: float
    total: int
    """The row of the total."""


def check(lines: Sequence[SummedLine]) -> tuple[list[Mismatch], list[Remainder]]:
    """Every total against the rows it may add up: the group above, the group below, or all."""
    mismatches: list[Mismatch] = []
    remainders: list[Remainder] = []
    for place, line in enumerate(lines):
        if not line.is_total:
            continue
        groups = [group for group in _groups(lines, place) if group]
        if not groups:
            continue
        best = max(groups, key=lambda group: _agreement(line, group))
        for column, written in enumerate(line.numbers):
            if written is None:
                continue
            open_rows = [each.row for each in best if each.complete and not each.complete[column]]
            parts = tuple(each.row for each in best if each.numbers[column] is not None)
            computed = sum(each.numbers[column] or 0 for each in best)
            if not open_rows and abs(computed - written) > 1e-9 * max(1.0, abs(written)):
                mismatches.append(Mismatch(line.row, column, written, computed, parts))
            if len(open_rows) == 1 and written >= computed:
                remainders.append(Remainder(open_rows[0], column, written - computed, line.row))
    return mismatches, remainders


def _groups(lines: Sequence[SummedLine], place: int) -> list[list[SummedLine]]:
    """The candidates, the widest first: ties go to it."""
    data = _widest([line for line in lines if not line.is_total])
    before, after = [], []
    for line in reversed(lines[:place]):
        if line.is_total:
            break
        before.append(line)
    for line in lines[place + 1 :]:
        if line.is_total:
            break
        after.append(line)
    so_far = [line for line in lines[:place] if not line.is_total]
    return [data, _widest(so_far), _widest(before), _widest(after)]


def _widest(lines: list[SummedLine]) -> list[SummedLine]:
    """Kabupaten and their kecamatan in one column: only the kabupaten add up."""
    levels = {line.level for line in lines if line.level}
    return [line for line in lines if not line.level or line.level == min(levels)]


def _agreement(total: SummedLine, group: Sequence[SummedLine]) -> int:
    return sum(
        written is not None and abs(sum(line.numbers[c] or 0 for line in group) - written) < 1e-9
        for c, written in enumerate(total.numbers)
    )


def is_sum_of_neighbours(numbers: Numbers, before: Sequence[Numbers], after: Sequence[Numbers]) -> bool:
    """Whether a row without a place adds up the two or more rows above it, or below it."""
    if all(number is None for number in numbers):
        return False
    for rows in (list(reversed(before)), list(after)):
        sums = [0.0] * len(numbers)
        for count, row in enumerate(rows, 1):
            sums = [total + (number or 0) for total, number in zip(sums, row, strict=True)]
            if count >= 2 and all(n is None or abs(n - t) < 1e-9 for n, t in zip(numbers, sums, strict=True)):
                return any(numbers)
    return False


def looks_cumulative(rows: Sequence[Numbers], fewest: int) -> bool:
    """Whether months only ever rise, in every row and often: what is added up does, monthly counts do not."""
    full = [[number for number in row if number is not None] for row in rows]
    full = [row for row in full if len(row) >= fewest and any(row)]
    if len(full) < 3:
        return False
    steps = [(a, b) for row in full for a, b in pairwise(row)]
    falls = sum(b < a for a, b in steps)
    rises = sum(b > a for a, b in steps)
    return falls == 0 and rises >= 0.6 * len(steps)
