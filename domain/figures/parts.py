"""Published parts beside their published total: where they reach it, the rest is zero, by arithmetic."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import isclose
from typing import Protocol, TypeVar


class PublishedCount(Protocol):
    """A published number, as far as it is asked here what it counts."""

    @property
    def destination_iso3(self) -> str | None: ...
    @property
    def value(self) -> float: ...


S = TypeVar("S", bound=PublishedCount)


def total_of(parts: Iterable[PublishedCount], totals: Iterable[S]) -> S | None:
    """Of totals of the same series and period the one that counts in the same countries as its parts.

    Where sources give different ones there is none.
    """
    countries = {part.destination_iso3 for part in parts}
    same = [each for each in totals if {each.destination_iso3} == countries]
    return same[0] if len({each.value for each in same}) == 1 else None


@dataclass(frozen=True)
class Parts:
    """What one series says of the regions in one period, and of all of them together."""

    values: Mapping[str, float]
    """By region, as published; who is not named is not in it."""
    total: float | None
    """Published for the same period and the same definition; None where nobody gave one."""

    @property
    def sum(self) -> float:
        return sum(self.values.values())

    @property
    def reach_the_total(self) -> bool:
        return self.total is not None and bool(self.values) and isclose(self.sum, self.total)

    @property
    def exceed_the_total(self) -> bool:
        return self.total is not None and self.sum > self.total and not isclose(self.sum, self.total)

    def derived_zeros(self, regions: Collection[str]) -> frozenset[str]:
        """The regions that nobody named and that can be nothing but zero, for no count is negative."""
        return frozenset(set(regions) - self.values.keys()) if self.reach_the_total else frozenset()

    def completed(self, regions: Collection[str]) -> dict[str, float]:
        """What is known of each region, by word or by arithmetic."""
        return {**self.values, **dict.fromkeys(self.derived_zeros(regions), 0.0)}
