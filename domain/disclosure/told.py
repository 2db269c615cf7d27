"""What a tier was told of the register by its releases, and what one of its pages shows of that."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from domain.disclosure.suppression import Count, Published, Range
from domain.disclosure.two_way_tables import UNBOUNDED


class ReleaseColumn(NamedTuple):
    """What one release changed in the counts of one year."""

    year: int
    release: int


Entry = tuple[str, ReleaseColumn]


@dataclass(frozen=True)
class ReleasedTable:
    """The register of one kind as it stood at each release; a column in which nothing changed is left out."""

    regions: tuple[str, ...]
    changes: Mapping[ReleaseColumn, Mapping[str, int]]

    def of_year(self, year: int) -> tuple[ReleaseColumn, ...]:
        return self._by_year.get(year, ())

    @cached_property
    def _by_year(self) -> dict[int, tuple[ReleaseColumn, ...]]:
        return {year: tuple(columns) for year, columns in by_year(self.changes).items()}

    @cached_property
    def columns(self) -> tuple[ReleaseColumn, ...]:
        return tuple(sorted(self.changes))

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({column.year for column in self.changes}))

    def value(self, region: str, columns: Iterable[ReleaseColumn]) -> int:
        return sum([self.changes[column].get(region, 0) for column in columns])

    def total(self, columns: Iterable[ReleaseColumn]) -> int:
        return sum(sum(self.changes[column].values()) for column in columns)

    def came_to_nothing(self, columns: Collection[ReleaseColumn]) -> bool:
        """Whether these are a year of which the province's number says that no place has anything."""
        years = {column.year for column in columns}
        return any(columns == frozenset(self.of_year(year)) for year in years) and not self.total(columns)

    def lowest(self, column: ReleaseColumn) -> int:
        return -UNBOUNDED if column in self.corrected else 0

    @cached_property
    def corrected(self) -> frozenset[ReleaseColumn]:
        return frozenset(column for column, row in self.changes.items() if min(row.values()) < 0)


@dataclass(frozen=True)
class Block:
    """Entries of one region whose sum was told."""

    region: str
    columns: frozenset[ReleaseColumn]
    told_in: int
    """The release that told it."""


@dataclass(frozen=True)
class Told:
    """All that one tier was told of one kind."""

    blocks: tuple[Block, ...] = ()
    ranges: Mapping[Entry, Range] = field(default_factory=dict)
    """Of entries that were not told, between what they are known to lie: a mark, that one is no small, or
    what companions tell, which is never both a least above nothing and a most."""

    @cached_property
    def _of_entry(self) -> Mapping[Entry, Block]:
        return {(block.region, column): block for block in self.blocks for column in block.columns}

    def block(self, region: str, column: ReleaseColumn) -> Block | None:
        return self._of_entry.get((region, column))

    def covers(self, region: str, columns: Collection[ReleaseColumn]) -> bool:
        """Whether the sum of these entries follows from blocks alone."""
        for column in columns:
            block = self.block(region, column)
            if block is None or not block.columns.issubset(columns):
                return False
        return True

    def count(self, table: ReleasedTable, region: str, columns: Iterable[ReleaseColumn]) -> Count:
        asked = frozenset(columns)
        if self.covers(region, asked) or table.came_to_nothing(asked):
            return Count(table.value(region, asked))
        inside = {
            block for column in asked if (block := self.block(region, column)) and block.columns <= asked
        }
        known = frozenset(column for block in inside for column in block.columns)
        left = asked - known
        at_least = table.value(region, known) if all(table.lowest(column) == 0 for column in left) else 0
        if len(left) == 1 and not table.value(region, known):
            [only] = left
            low, high = self.ranges.get((region, only), (0, UNBOUNDED))
            return Count(None, high + 1 if low and high < UNBOUNDED else None)
        return Count(None, at_least=at_least)


NOTHING = Told()


def seen(table: ReleasedTable, told: Told, years: Sequence[int]) -> Published:
    """The grid of these years as the tier sees it after the newest release."""
    return Published(
        cells={
            (region, year): told.count(table, region, table.of_year(year))
            for region in table.regions
            for year in years
        },
        sums={region: told.count(table, region, table.columns) for region in table.regions},
        by_year={year: table.total(table.of_year(year)) for year in years},
    )


@dataclass(frozen=True)
class KnownKind:
    """One kind as a tier knew it when a release came."""

    table: ReleasedTable
    told: Told

    def held(self, region: str, column: ReleaseColumn) -> int:
        """The count of the year before this column."""
        return self.table.value(region, self._earlier(column))

    def showed(self, region: str, column: ReleaseColumn) -> bool:
        return self.told.covers(region, self._earlier(column))

    def could_change(self, region: str, column: ReleaseColumn, *, like: str) -> bool:
        if not self.showed(like, column):
            return not self.showed(region, column)
        least = -self.table.value(like, [column])
        return self.showed(region, column) and self.held(region, column) >= least

    def later_columns(self, release: int) -> list[ReleaseColumn]:
        """Of this release, but no year's first one."""
        return [each for each in self.table.columns if each.release == release and self._earlier(each)]

    def _earlier(self, column: ReleaseColumn) -> tuple[ReleaseColumn, ...]:
        of_year = self.table.of_year(column.year)
        return of_year[: of_year.index(column)]


def last_closed_year(ends_on: date) -> int:
    """The newest year that is over when a release ends on this day."""
    return ends_on.year if (ends_on.month, ends_on.day) == (12, 31) else ends_on.year - 1


def by_year(columns: Iterable[ReleaseColumn]) -> dict[int, list[ReleaseColumn]]:
    found: dict[int, list[ReleaseColumn]] = {}
    for column in sorted(columns):
        found.setdefault(column.year, []).append(column)
    return found
