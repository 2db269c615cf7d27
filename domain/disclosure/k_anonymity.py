"""Whether rows of persons may leave: every combination of values must be shared by at least k of them.

k-anonymity (Sweeney 2002, *Int. J. Uncertain. Fuzz.* 10:557-570): rows that agree in all that is told of
them form a group, and a file passes where no group is smaller than k. k = 11 is the threshold of the
Counter-Trafficking Data Collaborative. It says nothing of what two files give together (ADR 24).

Shapes: ``keys`` holds for each row all that is told of it, as one value that can be compared.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

K = 11

Part = TypeVar("Part")
Keys = Sequence[Hashable]


@dataclass(frozen=True)
class Grouping:
    """How a file stands before the gate."""

    rows: int
    smallest: int
    """Of the groups; 0 without a row."""
    short: int
    """Rows whose group is smaller than k."""

    @property
    def passes(self) -> bool:
        return self.rows > 0 and self.short == 0


def grouping(keys: Keys, k: int = K) -> Grouping:
    sizes = Counter(keys).values()
    return Grouping(len(keys), min(sizes, default=0), sum(size for size in sizes if size < k))


def to_leave_out(keys_of: Callable[[Sequence[Part]], Keys], parts: Sequence[Part], k: int = K) -> list[Part]:
    """Parts without which the file passes, the one that helps most first; none where nothing would.

    ``keys_of`` gives the keys of a file of these parts alone. Greedy: another choice may leave out fewer.
    """
    if not grouping(keys_of(()), k).passes:
        return []
    left_out: list[Part] = []
    kept = list(parts)
    while not grouping(keys_of(kept), k).passes:
        without = {each: [other for other in kept if other != each] for each in kept}
        best = min(kept, key=lambda each: grouping(keys_of(without[each]), k).short)
        kept = without[best]
        left_out.append(best)
    return left_out
