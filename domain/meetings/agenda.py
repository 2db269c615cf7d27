"""Susun agenda: which of the points that deserve attention one sitting takes up.

What the points are, how they are ordered and called, stands in ``domain/attention``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.attention.rules import AttentionPoint
from domain.attention.table import AttentionRule
from domain.time import formats

MOST_ITEMS = 12
"""What a forum can decide in one sitting; the rest is counted, not forgotten."""


@dataclass(frozen=True)
class Draft:
    points: tuple[AttentionPoint, ...]
    left_out: Counter[AttentionRule]

    @property
    def minutes(self) -> int:
        return sum(point.minutes for point in self.points)

    @property
    def total(self) -> int:
        return len(self.points) + self.left_out.total()


def draft(found: Sequence[AttentionPoint], *, most: int = MOST_ITEMS) -> Draft:
    """From all points, heaviest first, those that one sitting takes up, in the same order.

    What was carried over is always on it, and so is the worst point of every rule: a forum that hears
    only of the oldest delays never hears of the newest danger. The heaviest of the rest fill it up.
    """
    chosen = {point.subject for point in found if point.carried}
    seen: set[AttentionRule] = set()
    for point in found:
        if point.rule not in seen:
            seen.add(point.rule)
            chosen.add(point.subject)
    for point in found:
        if len(chosen) >= most:
            break
        chosen.add(point.subject)
    left_out = Counter(point.rule for point in found if point.subject not in chosen)
    return Draft(tuple(point for point in found if point.subject in chosen), left_out)


def left_out_words(left_out: Counter[AttentionRule]) -> str:
    """``9 butir lain tidak dimuat: 5 lewat tenggat, 4 diam.``; nothing when nothing was left out."""
    if not left_out:
        return ""
    parts = [f"{count} {rule.label_within}" for rule, count in left_out.most_common()]
    return f"{formats.number(left_out.total())} butir lain tidak dimuat: {', '.join(parts)}."


def sums_up(minutes: Iterable[int], planned: int) -> tuple[int, bool]:
    """The minutes of all points, and whether they go beyond the meeting's length."""
    total = sum(minutes)
    return total, total > planned
