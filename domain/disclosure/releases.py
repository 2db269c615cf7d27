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
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta

from domain.access.permissions import DisclosureTier
from domain.disclosure.inference import HiddenSum, HiddenSums, Knowledge
from domain.disclosure.suppression import (
    FEWEST_CANDIDATES,
    THRESHOLDS,
    HiddenCells,
    Range,
    Route,
    YearTable,
    in_the_parts_of,
    open_flows,
    publish,
)
from domain.disclosure.told import (
    Block,
    Entry,
    KnownKind,
    ReleaseColumn,
    ReleasedTable,
    Told,
    by_year,
    last_closed_year,
)
from domain.disclosure.two_way_tables import UNBOUNDED

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
        knowledge = Knowledge(self.table, self._told(), self.threshold, self.closed)
        knowledge.settle()
        steps = []
        for sums in self._candidates():
            if knowledge.tell(sums.keys()):
                self.blocks += [Block(key[0], columns, self.newest) for key, columns in sums.items()]
                steps.append(len(sums))
        return steps

    def _candidates(self) -> Iterator[HiddenSums]:
        """Years that waited, the largest first; then, when a year closes, sums of those that still do."""
        told = self._told()
        waiting = HiddenSums()
        unfit = set[HiddenSum]()
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

    def _ranked(self, found: HiddenSums, unfit: Collection[HiddenSum] = ()) -> list[HiddenSums]:
        """What may be told, in the order in which it is tried: one by one, or what a bare or a corrected
        column began."""
        together = self._bare_columns() | self._touched()
        units: dict[object, HiddenSums] = {}
        for key, columns in found.items():
            began = {of_year[0] for of_year in by_year(columns).values()}
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

    def _rank(self, unit: HiddenSums) -> tuple[int, str, int]:
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
        all_known = Knowledge(self.table, told, self.threshold, self.closed)
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
                    known = Knowledge(self.table, told, self.threshold, self.closed, (block, run))
                    assert known.run_edge is not None
                    low, high, _ = known.network.bounds(known.run_edge, enough=1)
                    if low == high:
                        return True
        return False
