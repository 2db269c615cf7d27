"""What a tier is told of the register, release after release, so that no two of its pages say more together.

**One table over all releases.** Its columns are pairs of a calendar year and a release: by how much the
release changed the counts of that year. The first column of a year is its count; later ones hold what came
since: new reports of the running year, and of older years what was dated back, moved or withdrawn, which
may be less than nothing. The province's number of every year is told with every release, so the total of
each column is known.

**What was told is a partition.** Of one region a tier knows *blocks*: sets of entries, disjoint, each with
its sum. A count (a year, or all years) shows exactly where it is a union of blocks. So the year of a region
is told again only by adding the block of all that came since. Disjoint blocks and known columns are one flow
network, and what can be found out of *all* releases together are maximum flows (``two_way_tables``).

**The rule.** The first column of a year is told by ``suppression.publish``. Later, by each release:

1. In a column of a year, what is small (an entry, or the year's count with it) is not told, nor is a region
   whose year did not show before. Where these do not protect each other, companions are hidden by the rule of
   ``suppression``, and where that does not do either, the whole column waits. Beside what was corrected stand
   companions that could have been it (``_Release._beside_corrected``).
2. A region that waited is told, the largest first, where what came since is nothing or reaches the threshold
   and, by exact bounds over all that was ever told, every hidden small count stays protected. Those that came
   to wait in a column of which no number but nothing was told, or with corrections, are told together or not
   at all: the order in which regions are tried would tell by which one it ended.
3. When a year closes, a region's closed years that do not show are told by their sum on the same terms.
4. A lower tier is told a block only where it is a union of the upper one's blocks.

**Protected** means what it means in ``suppression``, for these: a small entry, the small count of a year that
does not show or what is left of it beside what was told, the same of all closed years, a small count of
some releases in a row inside a block, and what a year had come to at an earlier release, whose page was kept:
where that lies in several blocks, its bounds part by one at least. The reader is taken to know that nothing
is negative in a column where nothing is, which is more than he does, and that no count of a year falls below
nothing after any release.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from domain.access.permissions import DisclosureTier
from domain.disclosure.suppression import (
    FEWEST_CANDIDATES,
    THRESHOLDS,
    Count,
    HiddenCells,
    Published,
    Range,
    Route,
    YearTable,
    enough_apart,
    in_the_parts_of,
    open_flows,
    publish,
)
from domain.disclosure.two_way_tables import SOURCE, UNBOUNDED, Network, Node


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
        return {year: tuple(columns) for year, columns in _by_year(self.changes).items()}

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


_Changed = tuple[KnownKind, ReleaseColumn]
"""A column in which a region changed."""


def told_by(
    table: ReleasedTable,
    tier: DisclosureTier,
    release: int,
    ends_on: date,
    before: Told,
    above: Told | None,
    others: Sequence[KnownKind] = (),
) -> Told:
    """What the tier has been told after this release, which ends on this day; it may have changed nothing.

    ``above`` is what the next tier that is suppressed has been told after the same release; ``others`` are
    the other kinds as this tier knew them before it, for a report may have become one of these.
    """
    if not before.blocks and all(column.release == release for column in table.columns):
        return _first(table, tier, release, ends_on)
    return _Release(table, tier, release, ends_on, before, above, others).run()


def last_closed_year(ends_on: date) -> int:
    """The newest year that is over when a release ends on this day."""
    return ends_on.year if (ends_on.month, ends_on.day) == (12, 31) else ends_on.year - 1


def is_end_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def open_routes(
    flows: Mapping[Route, int], table: ReleasedTable, told: Told, tier: DisclosureTier, years: Sequence[int]
) -> dict[Route, int]:
    """The flows of these years, which are over, that a tier may be told."""
    columns = [column for column in table.columns if column.year in years]
    sums = {region: told.count(table, region, columns) for region in table.regions}
    return open_flows(flows, sums, tier)


def _first(table: ReleasedTable, tier: DisclosureTier, newest: int, ends_on: date) -> Told:
    """Closed years together, so that their sums are told, and the running one apart."""
    closed = tuple(year for year in table.years if year <= last_closed_year(ends_on))
    running = tuple(year for year in table.years if year not in closed)
    parts = [
        _published(table, years, tier, newest) for years in (closed, *((year,) for year in running)) if years
    ]
    return Told(
        tuple(block for part in parts for block in part.blocks),
        {entry: known for part in parts for entry, known in part.ranges.items()},
    )


def _published(table: ReleasedTable, years: tuple[int, ...], tier: DisclosureTier, newest: int) -> Told:
    """Years that have no column but the newest release's, by the rule for one moment."""
    columns = {year: ReleaseColumn(year, newest) for year in years}
    counts = tuple(tuple(table.value(region, [columns[year]]) for year in years) for region in table.regions)
    published = publish(YearTable(table.regions, years, counts), tier)
    blocks, ranges = [], dict[Entry, Range]()
    # That a cell is no small one is said by the mark that it lacks; without marks nothing says so.
    marked = {year for (_, year), cell in published.cells.items() if cell.hidden_below}
    for region in table.regions:
        hidden = [year for year in years if published.cells[region, year].is_hidden]
        blocks += [Block(region, frozenset([columns[year]]), newest) for year in years if year not in hidden]
        if len(hidden) > 1 and not published.sums[region].is_hidden:
            blocks.append(Block(region, frozenset(columns[year] for year in hidden), newest))
        for year in hidden:
            mark, floor = published.cells[region, year].hidden_below, published.floors.get((region, year))
            if mark is not None:
                ranges[region, columns[year]] = 1, mark - 1
            elif (region, year) in published.ranges:
                ranges[region, columns[year]] = published.ranges[region, year]
            elif floor is not None and year in marked:
                ranges[region, columns[year]] = floor, UNBOUNDED
    return Told(tuple(blocks), ranges)


@dataclass(frozen=True)
class LogAudit:
    """What can be found out from all that one tier was ever told of one kind."""

    hidden: int
    """Sums and small entries that were not told."""
    exposed: int
    """Those of them whose bounds do not lie apart as they should."""


def audit_log(table: ReleasedTable, told: Told, tier: DisclosureTier, ends_on: date) -> LogAudit:
    """The bounds of everything hidden, from the log itself and not from the rule that wrote it."""
    known = _Knowledge(table, told, THRESHOLDS[tier], last_closed_year(ends_on))
    return LogAudit(len(known.targets), known.exposed())


_Sum = tuple[str, int | None]
"""What a region's year, or (None) all its closed years, hold beside what was told."""
_Sums = dict[_Sum, frozenset[ReleaseColumn]]


@dataclass
class _Target:
    edges: tuple[int, ...]
    """Their sum is what must not be known: of one, or of such as no edge joins."""
    enough: int
    used: set[int] = field(default_factory=set)
    """Other edges that had to move: while these may, the bounds stay apart."""

    def look(self, network: Network) -> tuple[bool, set[int]]:
        """Whether it is protected, and by which edges."""
        if len(self.edges) > 1:
            used = network.moves(self.edges)
            return bool(used), used
        low, high, used = network.bounds(self.edges[0], self.enough)
        return high - low >= self.enough, used

    def settle(self, network: Network) -> bool:
        """Whether there is something left to protect; no more is asked from now on than there is."""
        is_protected, self.used = self.look(network)
        if is_protected or len(self.edges) > 1:
            return is_protected
        low, high, self.used = network.bounds(self.edges[0], self.enough)
        self.enough = high - low
        return self.enough > 0


@dataclass(frozen=True)
class _Part:
    """Entries of a region's year none of which is known by itself."""

    columns: Sequence[ReleaseColumn]
    block: frozenset[ReleaseColumn] = frozenset()
    """Those of which the sum was told, these among them; empty where none was."""

    def is_open(self, so_far: Sequence[ReleaseColumn]) -> bool:
        """Whether what it adds to the year's count after these columns is not known."""
        return self.columns[0] in so_far and not (self.block and self.block <= set(so_far))


def _by_year(columns: Iterable[ReleaseColumn]) -> dict[int, list[ReleaseColumn]]:
    found: dict[int, list[ReleaseColumn]] = {}
    for column in sorted(columns):
        found.setdefault(column.year, []).append(column)
    return found


class _Knowledge:
    """The numbers that are not told, and what everybody knows of them."""

    def __init__(
        self,
        table: ReleasedTable,
        told: Told,
        threshold: int,
        closed: int,
        run: tuple[Block, frozenset[ReleaseColumn]] | None = None,
    ) -> None:
        self.table, self.told, self.threshold = table, told, threshold
        self.network = Network()
        self.entries: dict[Entry, int] = {}
        self.sums: dict[_Sum, int] = {}
        self.targets: list[_Target] = []
        self.run_edge: int | None = None
        self.parts = self._parts(run)
        for region in table.regions:
            self._add_untold(region, closed)
        for block in told.blocks:
            if len(block.columns) > 1:
                self._add_block(block, run[1] if run and run[0] == block else frozenset())
        if run is None:
            self.targets += self._small_counts_of_pages()

    def _small_counts_of_pages(self) -> Iterator[_Target]:
        """What a year came to after a release, where that lies in blocks that reach beyond it, or partly in
        one and partly nowhere: the page of that release left it open."""
        for year in self.table.years:
            of_year = self.table.of_year(year)
            for region in self.table.regions:
                blocks = [self.told.block(region, column) for column in of_year]
                if not any(blocks):
                    continue
                for end in range(2, len(of_year) + 1):
                    until = frozenset(of_year[:end])
                    if not self._is_small(self.table.value(region, until)):
                        continue
                    edges = tuple(
                        self.entries[region, column]
                        for column, block in zip(of_year[:end], blocks, strict=False)
                        if block is None or not block.columns <= until
                    )
                    if len(edges) > 1:
                        yield _Target(edges, 1)

    def _parts(
        self, run: tuple[Block, frozenset[ReleaseColumn]] | None
    ) -> dict[tuple[str, int], list["_Part"]]:
        found: dict[tuple[str, int], list[_Part]] = {}
        for region in self.table.regions:
            untold = [column for column in self.table.columns if self.told.block(region, column) is None]
            for year, columns in _by_year(untold).items():
                found.setdefault((region, year), []).append(_Part(columns))
        for block in self.told.blocks:
            if len(block.columns) > 1:
                inside = run[1] if run and run[0] == block else frozenset()
                for part in (inside, block.columns - inside):
                    for year, of_year in _by_year(part).items():
                        found.setdefault((block.region, year), []).append(_Part(of_year, block.columns))
        return found

    def _add_untold(self, region: str, closed: int) -> None:
        years = _by_year(column for column in self.table.columns if self.told.block(region, column) is None)
        old = [column for year, columns in years.items() if year <= closed for column in columns]
        if old:
            self.sums[region, None] = self._add(SOURCE, (region, None), region, old)
        for year, columns in years.items():
            tail: Node = (region, None) if year <= closed else SOURCE
            self.sums[region, year] = self._add(tail, (region, year), region, columns)
            self._add_entries((region, year), region, columns, is_told_nowhere=True)

    def _add_block(self, block: Block, run: frozenset[ReleaseColumn]) -> None:
        node: Node = block
        for year, columns in _by_year(block.columns).items():
            if len(columns) > 1 and frozenset(columns) != block.columns:
                self._add(node, (block, year), block.region, columns)
                self._add_entries((block, year), block.region, columns)
            elif run:
                self.run_edge = self._add(node, (block, "run"), block.region, sorted(run))
                self._add_entries((block, "run"), block.region, sorted(run))
                rest = sorted(block.columns - run)
                self._network_sum(node, (block, "rest"), block.region, rest)
                self._add_entries((block, "rest"), block.region, rest)
            else:
                self._add_entries(node, block.region, columns)

    def _add(self, tail: Node, head: Node, region: str, columns: Sequence[ReleaseColumn]) -> int:
        """A sum of entries, which is a target of its own, unless it came to nothing by a correction: that
        nothing is left is told by the province's number, or by a place having had nothing to lose."""
        edge = self._network_sum(tail, head, region, columns)
        value, is_corrected = self.table.value(region, columns), not self.table.corrected.isdisjoint(columns)
        enough = 1
        if self._is_small(value):
            enough = max(enough, *(self._required(region, column) for column in columns))
        if is_corrected:
            # What is left of the province is all that a place can have.
            enough = max(1, min(enough, self.table.total(columns)))
        if value or not is_corrected:
            self.targets.append(_Target((edge,), enough))
        return edge

    def _network_sum(self, tail: Node, head: Node, region: str, columns: Sequence[ReleaseColumn]) -> int:
        lowest = min(self.table.lowest(each) for each in columns)
        if lowest < 0 and len(_by_year(columns)) == 1:
            lowest = max(lowest, self._least(region, columns))
        return self.network.add(tail, head, self.table.value(region, columns), lowest)

    def _add_entries(
        self, tail: Node, region: str, columns: Sequence[ReleaseColumn], *, is_told_nowhere: bool = False
    ) -> None:
        """Of one year, oldest first; where it was corrected, what they came to after each release is a sum
        as well, for a count is never negative.

        Where their sum was told nowhere, the pages of earlier releases left open what they came to then, and
        where that is a small count it must not follow from a later page.
        """
        *earlier, newest = columns
        value = self.table.value(region, [newest])
        low, high = self.told.ranges.get((region, newest), self._apart(newest, value))
        if not earlier and low < 0:
            low = max(low, self._least(region, columns))
        edge = self.entries[region, newest] = self.network.add(tail, newest, value, low, high)
        if self._is_small(value):
            self.targets.append(_Target((edge,), self._required(region, newest)))
        if not earlier:
            return
        is_secret = is_told_nowhere and len(earlier) > 1 and self._was_small(region, earlier)
        if is_secret or any(self.table.lowest(column) < 0 for column in columns):
            node: Node = (tail, newest)
            add = self._add if is_secret else self._network_sum
            add(tail, node, region, earlier)
            tail = node
        self._add_entries(tail, region, earlier, is_told_nowhere=is_told_nowhere)

    def _apart(self, column: ReleaseColumn, value: int) -> Range:
        """Between what an entry lies by its column alone. Of one that was corrected the reader is taken to
        know that nowhere more came than did, since the fewest changes are what he will think of first."""
        if column in self.table.corrected:
            return -UNBOUNDED, max(0, value)
        return 0, UNBOUNDED

    def _was_small(self, region: str, columns: Sequence[ReleaseColumn]) -> bool:
        """Whether these, or the year's whole count after the newest of them, are a small number."""
        of_year = self.table.of_year(columns[-1].year)
        until = of_year[: of_year.index(columns[-1]) + 1]
        return any(self._is_small(self.table.value(region, each)) for each in (columns, until))

    def _least(self, region: str, columns: Sequence[ReleaseColumn]) -> int:
        """To what the first entries of a part come at least, because the count of their year is no less than
        nothing after any release.

        Where several parts are open, what the year could fall by is divided between them: that each keeps to
        its share is more than the reader knows, and never less.
        """
        of_year = self.table.of_year(columns[0].year)
        parts = self.parts[region, columns[0].year]
        own = next(part for part in parts if columns[0] in part.columns)
        following = own.columns[len(columns) :]
        least = -UNBOUNDED
        for end in range(of_year.index(columns[-1]) + 1, len(of_year) + 1):
            so_far = of_year[:end]
            if following and so_far[-1] >= following[0]:
                break
            still_open = [part for part in parts if part.is_open(so_far)]
            if own in still_open:
                place, many = still_open.index(own), len(still_open)
                share = (self.table.value(region, so_far) + many - 1 - place) // many
                least = max(least, self.table.value(region, columns) - share)
        return least

    def _is_small(self, value: int) -> bool:
        return 0 < abs(value) < self.threshold

    def _required(self, region: str, column: ReleaseColumn) -> int:
        if not self._is_small(self.table.value(region, [column])) or self.table.lowest(column) < 0:
            return 1
        return max(1, enough_apart(self.threshold, self.table.total([column])))

    def holds(self, edges: Set[int] = frozenset()) -> bool:
        """Whether every target is protected, also where these sums stand still from now on.

        What did not lean on one of them when it was last looked at needs no second look.
        """
        found = []
        for target in self.targets:
            if edges and (
                not edges.isdisjoint(target.edges) or (target.used and target.used.isdisjoint(edges))
            ):
                continue
            is_protected, used = target.look(self.network)
            if not is_protected:
                return False
            found.append((target, used))
        for target, used in found:
            target.used = used
        return True

    def settle(self) -> None:
        """Asks of what is less protected than it should be that it stays as it is: what was told is not taken
        back, and to tell nothing any more for its sake would protect nothing."""
        self.targets = [target for target in self.targets if target.settle(self.network)]

    def exposed(self) -> int:
        """How many targets are not protected."""
        return sum(not target.look(self.network)[0] for target in self.targets)

    def tell(self, keys: Collection[_Sum]) -> bool:
        """These sums become known together, unless something would follow from them."""
        edges = {self.sums[key] for key in keys}
        undo = [self.network.hold(edge) for edge in edges]
        if self.holds(edges):
            self.targets = [target for target in self.targets if edges.isdisjoint(target.edges)]
            return True
        for each in undo:
            each()
        return False


class _Release:
    """Chooses what one release after the first tells a tier."""

    def __init__(
        self,
        table: ReleasedTable,
        tier: DisclosureTier,
        newest: int,
        ends_on: date,
        before: Told,
        above: Told | None,
        others: Sequence[KnownKind],
    ) -> None:
        self.table, self.tier, self.newest = table, tier, newest
        self.threshold = THRESHOLDS[tier]
        self.own, self.above = KnownKind(table, before), above
        self.kinds = (self.own, *others)
        self.closed = last_closed_year(ends_on)
        self.is_year_end = self.closed == ends_on.year
        self.blocks = list(before.blocks)
        self.ranges = dict(before.ranges)
        self.waited: list[tuple[str, int]] = []
        """Regions whose year did not show before."""

    def run(self) -> Told:
        beside = self._beside_corrected()
        for column in self.table.columns:
            if column.release != self.newest:
                continue
            if len(self.table.of_year(column.year)) == 1:
                fresh = _published(self.table, (column.year,), self.tier, self.newest)
                self.blocks += fresh.blocks
                self.ranges |= fresh.ranges
            else:
                self._tell_column(column, beside.get(column, set()))
        sums = self._tell_sums()
        while sums and self._gives_away_a_run():
            del self.blocks[-sums.pop() :]
        return self._told()

    def _told(self) -> Told:
        return Told(tuple(self.blocks), self.ranges)

    def _is_small(self, value: int) -> bool:
        return 0 < abs(value) < self.threshold

    def _is_doubtful(self, region: str, column: ReleaseColumn, kind: KnownKind | None = None) -> bool:
        """Whether what it changes, or leaves, is small."""
        kept = kind or self.own
        change = kept.table.value(region, [column])
        return self._is_small(change) or self._is_small(kept.held(region, column) + change)

    def _beside_corrected(self) -> dict[ReleaseColumn, set[str]]:
        """What is not told with the regions of which this release corrects a count.

        Nothing can be withdrawn where nothing was, and what did not show before does not stop showing. So
        each is hidden with its neighbours among those that could have changed just like it by what had been
        told, in every year and kind in which it did: it could have been any of them. Where few places of a
        year show a count none of these is told, whether it was one of them or of those that wait.
        """
        columns = self.own.later_columns(self.newest)
        found: dict[ReleaseColumn, set[str]] = {column: set() for column in columns}
        everywhere = [(kind, column) for kind in self.kinds for column in kind.later_columns(self.newest)]
        for region in self.table.regions:
            changed = [
                (kind, column)
                for kind, column in everywhere
                if kind.table.value(region, [column])
                and (self._is_doubtful(region, column, kind) or not kind.showed(region, column))
            ]
            if not any(column in kind.table.corrected for kind, column in changed):
                continue
            for (kind, column), beside in self._beside(region, changed):
                if kind is self.own:
                    found[column] |= beside
        for column in self.table.corrected.intersection(columns):
            able = {
                each
                for each in self.table.regions
                if self.own.showed(each, column) and self.own.held(each, column) > 0
            }
            if len(able) < FEWEST_CANDIDATES:
                found[column] |= able
        return found

    def _beside(self, region: str, changed: Sequence[_Changed]) -> Iterator[tuple[_Changed, set[str]]]:
        """In each column in which the region changed: what is not told with it.

        Of those that could have lost what it lost, some may be the only ones, or nearly, that showed or
        waited where it gained. Which of them it was must not be seen by what was hidden there: then each of
        them that shows there is hidden with its neighbours, whichever it was.
        """
        lost = [(kind, column) for kind, column in changed if kind.table.value(region, [column]) < 0]
        gained = [each for each in changed if each not in lost]
        alike, losers = self._alike(region, changed), self._alike(region, lost)
        sizes = Counter(tuple(kind.showed(each, column) for kind, column in gained) for each in losers)
        is_one_of_few = min(sizes.values()) < FEWEST_CANDIDATES if lost else len(alike) < FEWEST_CANDIDATES
        for kind, column in changed:
            could = self._alike(region, [(kind, column)])
            if is_one_of_few and lost and (kind, column) in gained:
                showing = [each for each in self.table.regions if kind.showed(each, column)]
                could = list(in_the_parts_of([each for each in losers if each in showing], showing))
            elif not (kind.showed(region, column) and self._may_tell(region, [column])):
                could = []
            elif not is_one_of_few:
                could = list(in_the_parts_of([region], alike))
            yield (kind, column), set(could)

    def _alike(self, region: str, changed: Sequence[_Changed]) -> list[str]:
        """Of which the same change would not be any stranger."""
        return [
            each
            for each in self.table.regions
            if all(kind.could_change(each, column, like=region) for kind, column in changed)
        ]

    def _touched(self) -> set[ReleaseColumn]:
        """In which a region changed of which the same release corrected a count, of this kind or another."""
        corrected: dict[int, set[str]] = {}
        for kind in self.kinds:
            for column in kind.table.corrected:
                row = kind.table.changes[column]
                corrected.setdefault(column.release, set()).update(each for each in row if row[each])
        return {
            column
            for column, row in self.table.changes.items()
            if any(row.get(each) for each in corrected.get(column.release, ()))
        }

    def _may_tell(self, region: str, columns: Collection[ReleaseColumn]) -> bool:
        return self.above is None or self.above.covers(region, columns)

    def _tell_column(self, column: ReleaseColumn, beside: Set[str]) -> None:
        counts = {region: self.table.value(region, [column]) for region in self.table.regions}
        waits = {region for region in counts if not self.own.showed(region, column)}
        self.waited += [(region, column.year) for region in counts if region in waits]
        barred = {region for region in counts if not self._may_tell(region, [column])}
        small = {region for region in counts if self._is_doubtful(region, column)}
        # Who knows this rule takes a region that no longer shows for one with a small entry.
        guessed = {region for region in small - waits - barred if self._is_small(counts[region])}
        hidden = HiddenCells(counts, self.threshold, waits | small | barred, guessed)
        is_corrected = column in self.table.corrected
        told_before = [region for region in counts if region not in waits]
        if len(told_before) < FEWEST_CANDIDATES:
            # Of so few it would be told which one changed, so they wait with the others.
            beside = beside | set(told_before)
        hidden.hidden |= beside
        hidden.marked -= beside
        if is_corrected:
            # Of a small entry that may be less than nothing no mark speaks, and no count falls below nothing.
            hidden.marked.clear()
            hidden.floors = {region: -self.own.held(region, column) for region in counts}
        if not hidden.is_safe():
            hidden.marked.clear()
            hidden.add_companions(guessed - beside, told_before)
            if not (waits or barred or beside or is_corrected):
                hidden.know_what_companions_tell()
        is_safe = hidden.is_safe()
        if is_safe:
            self.ranges |= {(region, column): known for region, known in hidden.ranges.items()}
        shown = counts.keys() - hidden.hidden if is_safe else set()
        self.blocks += [
            Block(region, frozenset([column]), self.newest) for region in counts if region in shown
        ]

    def _tell_sums(self) -> list[int]:
        """How many were told at each step."""
        knowledge = _Knowledge(self.table, self._told(), self.threshold, self.closed)
        knowledge.settle()
        steps = []
        for sums in self._candidates():
            if knowledge.tell(sums.keys()):
                self.blocks += [Block(key[0], columns, self.newest) for key, columns in sums.items()]
                steps.append(len(sums))
        return steps

    def _candidates(self) -> Iterator[_Sums]:
        """Years that waited, the largest first; then, when a year closes, sums of those that still do."""
        told = self._told()
        waiting = _Sums()
        unfit = set[_Sum]()
        for region, year in self.waited:
            of_year = frozenset(self.table.of_year(year))
            blocks = {column: told.block(region, column) for column in of_year}
            untold = frozenset(column for column, block in blocks.items() if block is None)
            whole = all(block is None or block.columns <= of_year for block in blocks.values())
            if untold:
                waiting[region, year] = untold
                if not whole or self._is_small(self.table.value(region, of_year)):
                    unfit.add((region, year))
        yield from self._ranked(waiting, unfit)
        if self.is_year_end:
            told = self._told()
            closed = [column for column in self.table.columns if column.year <= self.closed]
            left = {
                (region, None): frozenset(each for each in closed if told.block(region, each) is None)
                for region in self.table.regions
            }
            yield from self._ranked({key: columns for key, columns in left.items() if columns})

    def _ranked(self, found: _Sums, unfit: Collection[_Sum] = ()) -> list[_Sums]:
        """What may be told, in the order in which it is tried: one by one, or what a bare or a corrected
        column began."""
        together = self._bare_columns() | self._touched()
        units: dict[object, _Sums] = {}
        for key, columns in found.items():
            began = {of_year[0] for of_year in _by_year(columns).values()}
            units.setdefault(key[1] if began & together else key, {})[key] = columns
        fit = (
            unit
            for unit in units.values()
            if unit.keys().isdisjoint(unfit)
            and not any(self._is_or_was_small(key[0], columns) for key, columns in unit.items())
            and all(self._may_tell(key[0], columns) for key, columns in unit.items())
        )
        return sorted(fit, key=self._rank)

    def _is_or_was_small(self, region: str, columns: Collection[ReleaseColumn]) -> bool:
        """Whether the sum of these is small, or nothing by a correction: that all was withdrawn would
        tell what it had been."""
        values = [self.table.value(region, [column]) for column in columns]
        return self._is_small(sum(values)) or (not sum(values) and any(values))

    def _rank(self, unit: _Sums) -> tuple[int, str, int]:
        """The largest first; of equals by code and year."""
        return min(
            (-self.table.value(region, columns), region, year or 0)
            for (region, year), columns in unit.items()
        )

    def _bare_columns(self) -> set[ReleaseColumn]:
        """Of which the tier was told no number but nothing: the rows hidden there are small counts with their
        neighbours. Telling some of them would leave the others, and who knows the order in which they are
        tried would find by which one it ended."""
        counted = {
            column
            for block in self.blocks
            for column in block.columns
            if len(block.columns) == 1 and self.table.value(block.region, block.columns)
        }
        return set(self.table.columns) - counted

    def _gives_away_a_run(self) -> bool:
        """Whether a small count of some releases in a row follows, though none of its parts does."""
        told = self._told()
        all_known = _Knowledge(self.table, told, self.threshold, self.closed)
        for block in told.blocks:
            columns = sorted(block.columns)
            if len({column.year for column in columns}) > 1:
                continue
            for start in range(len(columns)):
                for end in range(start + 2, len(columns) + 1):
                    run = frozenset(columns[start:end])
                    if len(run) == len(columns) or not self._is_small(self.table.value(block.region, run)):
                        continue
                    if all_known.network.moves([all_known.entries[block.region, each] for each in run]):
                        continue
                    known = _Knowledge(self.table, told, self.threshold, self.closed, (block, run))
                    assert known.run_edge is not None
                    low, high, _ = known.network.bounds(known.run_edge, enough=1)
                    if low == high:
                        return True
        return False
