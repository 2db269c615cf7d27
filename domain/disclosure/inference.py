"""What can be found out from all that one tier was ever told: bounds of everything that is hidden.

The rule that they serve, and what *protected* means, stands in ``releases``.
"""

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from domain.access.permissions import DisclosureTier
from domain.disclosure.suppression import THRESHOLDS, Range, enough_apart
from domain.disclosure.told import Block, Entry, ReleaseColumn, ReleasedTable, Told, by_year, last_closed_year
from domain.disclosure.two_way_tables import SOURCE, UNBOUNDED, Network, Node


@dataclass(frozen=True)
class LogAudit:
    """What can be found out from all that one tier was ever told of one kind."""

    hidden: int
    """Sums and small entries that were not told."""
    exposed: int
    """Those of them whose bounds do not lie apart as they should."""


def audit_log(table: ReleasedTable, told: Told, tier: DisclosureTier, ends_on: date) -> LogAudit:
    """The bounds of everything hidden, from the log itself and not from the rule that wrote it."""
    known = Knowledge(table, told, THRESHOLDS[tier], last_closed_year(ends_on))
    return LogAudit(len(known.targets), known.exposed())


HiddenSum = tuple[str, int | None]
"""What a region's year, or (None) all its closed years, hold beside what was told."""
HiddenSums = dict[HiddenSum, frozenset[ReleaseColumn]]


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


class Knowledge:
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
        self.sums: dict[HiddenSum, int] = {}
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
            for year, columns in by_year(untold).items():
                found.setdefault((region, year), []).append(_Part(columns))
        for block in self.told.blocks:
            if len(block.columns) > 1:
                inside = run[1] if run and run[0] == block else frozenset()
                for part in (inside, block.columns - inside):
                    for year, of_year in by_year(part).items():
                        found.setdefault((block.region, year), []).append(_Part(of_year, block.columns))
        return found

    def _add_untold(self, region: str, closed: int) -> None:
        years = by_year(column for column in self.table.columns if self.told.block(region, column) is None)
        old = [column for year, columns in years.items() if year <= closed for column in columns]
        if old:
            self.sums[region, None] = self._add(SOURCE, (region, None), region, old)
        for year, columns in years.items():
            tail: Node = (region, None) if year <= closed else SOURCE
            self.sums[region, year] = self._add(tail, (region, year), region, columns)
            self._add_entries((region, year), region, columns, is_told_nowhere=True)

    def _add_block(self, block: Block, run: frozenset[ReleaseColumn]) -> None:
        node: Node = block
        for year, columns in by_year(block.columns).items():
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
        if lowest < 0 and len(by_year(columns)) == 1:
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

    def tell(self, keys: Collection[HiddenSum]) -> bool:
        """These sums become known together, unless something would follow from them."""
        edges = {self.sums[key] for key in keys}
        undo = [self.network.hold(edge) for edge in edges]
        if self.holds(edges):
            self.targets = [target for target in self.targets if edges.isdisjoint(target.edges)]
            return True
        for each in undo:
            each()
        return False
