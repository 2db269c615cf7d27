"""A reader who keeps every page of every release and solves for what was hidden, with a linear program.

He shares no line with the rule: he takes what was shown (numbers, marks, "at least"), release after release,
of one tier or of two together, and what the province's numbers were. Unknown is by how much each release
changed each count.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from domain.access.permissions import DisclosureTier
from domain.disclosure.releases import told_by
from domain.disclosure.suppression import (
    ABOVE,
    BESIDE,
    THRESHOLDS,
    Count,
    Published,
    YearTable,
    publish,
)
from domain.disclosure.told import NOTHING, ReleaseColumn, ReleasedTable, Told, seen
from domain.time.calendar import Quarter

REGIONS = (*(f"53.{number:02}" for number in (*range(1, 22), 71)), *BESIDE)
Secret = tuple[str, frozenset[ReleaseColumn]]
_WORLDS, _FAR = 12, 10_000.0
TIERS = (DisclosureTier.AGENCY, DisclosureTier.SHARED_SCREEN)


@dataclass(frozen=True)
class Report:
    """What is entered on a day: a report, of some region and day, or one less of them."""

    region: str
    year: int
    by: int = 1


@dataclass(frozen=True)
class History:
    """A register as it grew: the days on which releases ended, and the table after each."""

    days: tuple[date, ...]
    tables: tuple[ReleasedTable, ...]


def random_history(rng: random.Random, releases: int = 9, first: date = date(2024, 9, 30)) -> History:
    """Few reports or many, from a few places or from all, with some that come late, move or are withdrawn."""
    weights = [rng.random() ** rng.choice([1, 2, 4]) for _ in REGIONS]
    of_a_year = rng.choice([2, 6, 15, 40, 120])
    years = range(first.year - rng.randrange(4), first.year + 1)
    changes: dict[ReleaseColumn, dict[str, int]] = {}
    days: list[date] = []
    tables: list[ReleasedTable] = []
    counts: dict[tuple[str, int], int] = {}
    for number in range(1, releases + 1):
        ends_on = first if number == 1 else Quarter.containing(days[-1] + timedelta(days=1)).ends_on
        days.append(ends_on)
        for report in _entered(rng, number, ends_on, weights, of_a_year, years, counts):
            column = ReleaseColumn(report.year, number)
            changes.setdefault(column, dict.fromkeys(REGIONS, 0))[report.region] += report.by
            key = report.region, report.year
            counts[key] = counts.get(key, 0) + report.by
        kept = {column: dict(row) for column, row in changes.items() if any(row.values())}
        tables.append(ReleasedTable(REGIONS, kept))
    return History(tuple(days), tuple(tables))


def _entered(
    rng: random.Random,
    number: int,
    ends_on: date,
    weights: Sequence[float],
    of_a_year: int,
    years: Sequence[int],
    counts: Mapping[tuple[str, int], int],
) -> Iterator[Report]:
    def some(mean: float) -> int:
        return int(np.random.default_rng(rng.getrandbits(32)).poisson(mean))

    if number == 1:
        for year in years:
            for region in rng.choices(REGIONS, weights, k=some(of_a_year)):
                yield Report(region, year)
        return
    for region in rng.choices(REGIONS, weights, k=some(of_a_year / 4)):
        late = rng.random() < 0.08
        yield Report(region, rng.choice(years) if late else ends_on.year)
    left = dict(counts)
    for _ in range(some(of_a_year / 40)):
        known = [key for key, count in left.items() if count > 0]
        if known:
            region, year = rng.choice(sorted(known))
            left[region, year] -= 1
            yield Report(region, year, -1)
            if rng.random() < 0.6:
                yield Report(rng.choices(REGIONS, weights)[0], year)


def with_memory(history: History) -> dict[DisclosureTier, list[Published]]:
    """The rule of the product."""
    told: dict[DisclosureTier, Told] = dict.fromkeys(TIERS, NOTHING)
    pages: dict[DisclosureTier, list[Published]] = {tier: [] for tier in TIERS}
    for number, (ends_on, table) in enumerate(zip(history.days, history.tables, strict=True), start=1):
        for tier in TIERS:
            above = ABOVE[tier]
            told[tier] = told_by(table, tier, number, ends_on, told[tier], told[above] if above else None)
            pages[tier].append(seen(table, told[tier], table.years))
    return pages


def without_memory(history: History) -> dict[DisclosureTier, list[Published]]:
    """The rule for one moment, applied to each as if there had been none before."""
    return {
        tier: [
            publish(
                YearTable(
                    table.regions,
                    table.years,
                    tuple(
                        tuple(table.value(region, table.of_year(year)) for year in table.years)
                        for region in table.regions
                    ),
                ),
                tier,
            )
            for table in history.tables
        ]
        for tier in TIERS
    }


@dataclass
class Found:
    """What came of one attack."""

    hidden: int = 0
    """Different small numbers that no page said."""
    recovered: list[tuple[str, tuple[ReleaseColumn, ...], int]] = field(default_factory=list)
    untrue: int = 0
    cells: int = 0
    shown: int = 0
    """Cells of region and year on all pages, and how many of them said a number."""

    def add(self, other: "Found") -> None:
        self.hidden += other.hidden
        self.recovered += other.recovered
        self.untrue += other.untrue
        self.cells += other.cells
        self.shown += other.shown


def attack(
    history: History, pages: Mapping[DisclosureTier, Sequence[Published]], tier: DisclosureTier
) -> Found:
    """As a reader of the tier who also sees the pages of the tiers below it."""
    table = history.tables[-1]
    system = _System(table)
    heard = [each for each in TIERS if THRESHOLDS[each] >= THRESHOLDS[tier]]
    found = Found()
    told: set[tuple[str, frozenset[ReleaseColumn]]] = set()
    for number, of_release in enumerate(zip(*(pages[each] for each in heard), strict=True), start=1):
        for page in of_release:
            for region, columns, count in _said(table, page, number):
                value = table.value(region, columns)
                low, high = _range(count)
                found.untrue += not low <= value <= high
                system.say(region, columns, low, high)
                if count.value is not None and page is of_release[0]:
                    told.add((region, columns))
        found.cells += len(of_release[0].cells)
        found.shown += sum(not count.is_hidden for count in of_release[0].cells.values())
    threshold = THRESHOLDS[tier]
    secrets = [
        (region, columns)
        for region, columns in _secrets(table, len(history.days))
        if 0 < abs(table.value(region, columns)) < threshold and (region, columns) not in told
    ]
    found.hidden = len(secrets)
    for region, columns in system.not_otherwise(secrets):
        low, high = system.bounds(region, columns)
        if high - low < 0.5:
            found.recovered.append((region, tuple(sorted(columns)), table.value(region, columns)))
    return found


def _said(
    table: ReleasedTable, page: Published, number: int
) -> Iterator[tuple[str, frozenset[ReleaseColumn], Count]]:
    until = [column for column in table.columns if column.release <= number]
    for (region, year), count in page.cells.items():
        yield region, frozenset(column for column in until if column.year == year), count
    for region, count in page.sums.items():
        yield region, frozenset(until), count


def _secrets(table: ReleasedTable, releases: int) -> Iterator[tuple[str, frozenset[ReleaseColumn]]]:
    """Of each region and year, what any releases in a row added to it; of all years, what it was at each."""
    sets: set[frozenset[ReleaseColumn]] = set()
    for year in table.years:
        of_year = table.of_year(year)
        sets |= {frozenset(of_year[a:b]) for a in range(len(of_year)) for b in range(a + 1, len(of_year) + 1)}
    for number in range(1, releases + 1):
        sets.add(frozenset(column for column in table.columns if column.release <= number))
        sets.add(frozenset(column for column in table.columns if column.release == number))
    for columns in sets - {frozenset()}:
        for region in table.regions:
            yield region, columns


def _range(count: Count) -> tuple[float, float]:
    if count.value is not None:
        return count.value, count.value
    if count.hidden_below is not None:
        return 1, count.hidden_below - 1
    return count.at_least, np.inf


class _System:
    """Linear constraints on by how much each release changed each count."""

    def __init__(self, table: ReleasedTable) -> None:
        self.table = table
        keys = [(region, column) for region in table.regions for column in table.columns]
        self.place = {key: index for index, key in enumerate(keys)}
        grows = {column: min(table.changes[column].values()) >= 0 for column in table.columns}
        self.limits = [(0.0 if grows[column] else -np.inf, np.inf) for _, column in keys]
        self.known: dict[tuple[int, ...], tuple[float, float]] = {}
        for column in table.columns:
            total = float(sum(table.changes[column].values()))
            self._know([self.place[region, column] for region in table.regions], total, total)
        for year in table.years:
            of_year = table.of_year(year)
            for end in range(1, len(of_year) + 1):
                for region in table.regions:
                    self.say(region, frozenset(of_year[:end]), 0, np.inf)
        self._solver: tuple[object, ...] | None = None

    def say(self, region: str, columns: frozenset[ReleaseColumn], low: float, high: float) -> None:
        if columns:
            self._know(sorted(self.place[region, column] for column in columns), low, high)

    def _know(self, places: Sequence[int], low: float, high: float) -> None:
        before = self.known.get(tuple(places), (-np.inf, np.inf))
        self.known[tuple(places)] = max(before[0], low), min(before[1], high)
        self._solver = None

    def _arrays(self) -> tuple[object, ...]:
        if self._solver is None:
            equal = [(places, low) for places, (low, high) in self.known.items() if low == high]
            below = [(places, high, 1.0) for places, (low, high) in self.known.items() if low < high < np.inf]
            below += [
                (places, -low, -1.0) for places, (low, high) in self.known.items() if -np.inf < low < high
            ]
            self._solver = (
                self._matrix([(places, sign) for places, _, sign in below]),
                [value for _, value, _ in below],
                self._matrix([(places, 1.0) for places, _ in equal]),
                [value for _, value in equal],
            )
        return self._solver

    def _matrix(self, rows: Sequence[tuple[Sequence[int], float]]) -> csr_matrix:
        ends = np.cumsum([0, *(len(places) for places, _ in rows)])
        data = np.concatenate([np.full(len(places), sign) for places, sign in rows])
        return csr_matrix(
            (data, np.concatenate([places for places, _ in rows]), ends), shape=(len(rows), len(self.place))
        )

    def not_otherwise(self, secrets: Sequence[Secret]) -> list[Secret]:
        """Those that are as they are in each of some worlds that fit: all others cannot be found out."""
        left, rng = list(secrets), np.random.default_rng(len(secrets))
        limits = [(max(low, -_FAR), _FAR) for low, _ in self.limits]
        for _ in range(_WORLDS):
            if not left:
                break
            solved = linprog(rng.normal(size=len(self.place)), *self._arrays(), bounds=limits, method="highs")
            assert solved.status == 0, solved.message
            left = [
                (region, columns)
                for region, columns in left
                if abs(self._sum(solved.x, region, columns) - self.table.value(region, columns)) < 0.5
            ]
        return left

    def _sum(self, world: NDArray[np.float64], region: str, columns: frozenset[ReleaseColumn]) -> float:
        return float(world[[self.place[region, column] for column in columns]].sum())

    def bounds(self, region: str, columns: frozenset[ReleaseColumn]) -> tuple[float, float]:
        """The least and the most the sum can be."""
        line = np.zeros(len(self.place))
        line[[self.place[region, column] for column in columns]] = 1.0
        ends = []
        for sign in (1.0, -1.0):
            solved = linprog(sign * line, *self._arrays(), bounds=self.limits, method="highs")
            assert solved.status in (0, 3), solved.message
            ends.append(sign * solved.fun if solved.status == 0 else -sign * np.inf)
        return ends[0], ends[1]
