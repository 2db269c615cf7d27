"""Small counts are hidden here, for the query layer to apply, so that no page ever receives them.

**What is published.** For each kind of case there is one fixed grid, and whoever belongs to a tier sees
cells of that grid and nothing else: regency x calendar year, regency x the whole register, and the
province's count of every month. Reports that name no place are one more row of the grid, and so are those
on people from outside the province. Every other
number a reader of the tier gets (a rate, a share, a change from A to B, a class of the map) is computed
from published cells. A question off the grid (three months of one regency) is answered with the cell
around it. Kinds are separate series and are never added up (DESIGN rule 6), so no sum over kinds ties
two grids together. Below a regency a tier other than *cases* sees no count at all, not even a zero.

**Who is to learn nothing.** A reader who collects every answer of every screen, export and period of his
tier and of every tier below it, and solves for the hidden cells: he knows the province's counts, all shown
cells and sums, that no count is negative, and that a cell marked ``<3`` is 1 or 2. For each hidden cell he
finds the least and the most it can be (``domain.disclosure.two_way_tables``, exact).

**What protected means.** Of every small count (above zero and below the tier's threshold ``t``; a cell, a
regency's sum over the years, or what remains of that sum when its shown years are taken away) the bounds
lie at least ``max(1, t // 2)`` apart, or as far as the province's own count of that year where that is
less. Of every other hidden cell they lie at least 1 apart, and so do those of every small count of several
years in a row. One exception is open by decision: the province's own count is never hidden, however small;
it points to nobody among five million.

**How, and why it holds.**

1. Every small cell is hidden. While no sum of a regency with a hidden cell is told, the years do not bear
   on each other, and of one year the reader knows only the sum H of its hidden cells: cell i lies between
   ``max(low_i, H - sum of the other highs)`` and ``min(high_i, H - sum of the other lows)``. This is
   checked; it fails where a cell is alone, or where all are equal to 1 or to ``t - 1`` (a total beside
   equal cells gives them all away). Then the year's marks ``<t`` are dropped. Where that is not enough the
   smallest count that still shows is hidden as well, with all that equal it, so that nobody can tell which
   cell is the small one; where none shows, the zeros around them are, by a fixed division of the list into
   neighbours. A companion reaches ``t`` or is zero, so the bounds part; and nothing in the choice depends on
   which of the hidden cells is the small one, so who knows this rule cannot tell either. That companions
   were needed tells him something of all of them together (``HiddenCells.know_what_companions_tell``), with
   which step 2 reckons.
2. Sums of regencies are told one by one, the largest first, each only if afterwards every hidden cell is
   still protected by exact bounds over the whole table. Where that fails one more year of the regency is
   hidden, an old and small one, because the sum over the years says more where counts are small. The last
   are taken back while a small count of some years in a row follows. Sums that follow anyway are told.
3. A lower tier hides all that the tier above it hides, and marks no cell that the other left unmarked. So
   who sits in both rooms learns no more than in the upper one.

**What this does not cover.** Knowledge from elsewhere (an officer who knows his own reports may know one
cell of many); two answers of different days, which ``releases`` protects; and what the choices of step 2 hint
at to somebody who runs this rule on every table that fits. Gone through whole, with the real rows and up to
2 + 2 reports in two years, they single out no small count; with 3 + 4 they can (``tests/study/minimality``).

Sources: Cox 1980, *J. Am. Stat. Assoc.* 75:377-385 (complementary suppression); Gusfield 1988, *SIAM J.
Comput.* 17:552-571 (two-way tables); Duncan and Lambert 1986, *J. Am. Stat. Assoc.* 81:10-18
(what a reader can infer); Hundepool et al. 2012, *Statistical Disclosure Control*, ch. 4 (hierarchies,
linked tables, protection intervals).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache

from domain.access.permissions import DisclosureTier
from domain.disclosure.two_way_tables import SOURCE, UNBOUNDED, Network, TwoWayTable
from domain.time import formats

THRESHOLDS: dict[DisclosureTier, int] = {tier: tier.row.smallest for tier in DisclosureTier}
ABOVE: dict[DisclosureTier, DisclosureTier | None] = {
    DisclosureTier.CASES: None,
    DisclosureTier.AGENCY: None,
    DisclosureTier.SHARED_SCREEN: DisclosureTier.AGENCY,
}
"""The next tier that sees more and is suppressed as well: its readers sit in this one's rooms too."""

FEWEST_CANDIDATES = 3
"""So many regencies at least can be the one behind a single report of the whole province."""

NOWHERE = ""
"""The row of reports that name no place."""
OUTSIDE = "luar"
"""The row of reports on people who come from outside the province."""
BESIDE = (NOWHERE, OUTSIDE)
"""The rows that are no region of the province."""


Range = tuple[int, int]


@dataclass(frozen=True)
class Count:
    """A count as a reader may see it: ``value`` is None when it is hidden."""

    value: int | None
    hidden_below: int | None = None
    """The threshold that hid it; None with a hidden value means hidden to protect another cell or level."""
    at_least: int = 0
    """Of a hidden sum: what its shown parts come to."""

    @property
    def is_hidden(self) -> bool:
        return self.value is None

    @property
    def said(self) -> str:
        if self.value is not None:
            return formats.number(self.value)
        return f"< {self.hidden_below}" if self.hidden_below else formats.HIDDEN


HIDDEN = Count(None)


@dataclass(frozen=True)
class YearTable:
    """True counts of one kind: a row per regency (and those of ``BESIDE``), a column per calendar year."""

    regions: tuple[str, ...]
    years: tuple[int, ...]
    counts: tuple[tuple[int, ...], ...]

    def rows(self) -> Iterator[tuple[str, dict[int, int]]]:
        for region, counts in zip(self.regions, self.counts, strict=True):
            yield region, dict(zip(self.years, counts, strict=True))


@dataclass(frozen=True)
class Published:
    """What one tier sees of a ``YearTable``."""

    cells: Mapping[tuple[str, int], Count]
    sums: Mapping[str, Count]
    """Over all years of the table."""
    by_year: Mapping[int, int]
    """The province's counts, which are open."""
    floors: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """Of hidden cells, what the rule itself gives away: that this one is no small count."""
    ranges: Mapping[tuple[str, int], Range] = field(default_factory=dict)
    """Of hidden cells, between what they lie for who knows why others were hidden with them."""

    @property
    def total(self) -> int:
        return sum(self.by_year.values())


def enough_apart(threshold: int, total: int) -> int:
    """How far the bounds of a small count of one year must part, where the province has ``total``."""
    return min(max(1, threshold // 2), total)


@lru_cache(maxsize=256)
def publish(table: YearTable, tier: DisclosureTier) -> Published:
    """The grid as the tier may see it. A pure function of the counts, so its answers may be kept."""
    if tier is DisclosureTier.CASES:
        return _exact(table)
    above = ABOVE[tier]
    higher = publish(table, above) if above else _exact(table)
    return _Suppression(table, THRESHOLDS[tier], higher).run()


def _exact(table: YearTable) -> Published:
    return Published(
        cells={(region, year): Count(n) for region, row in table.rows() for year, n in row.items()},
        sums={region: Count(sum(row.values())) for region, row in table.rows()},
        by_year=_by_year(table),
    )


def _by_year(table: YearTable) -> dict[int, int]:
    columns = zip(*table.counts, strict=True) if table.counts else ([] for _ in table.years)
    return {year: sum(column) for year, column in zip(table.years, columns, strict=True)}


@dataclass
class HiddenCells:
    """One column of a table while its hidden cells are chosen."""

    counts: Mapping[str, int]
    threshold: int
    hidden: set[str]
    marked: set[str]
    """Hidden cells that say ``<t``."""
    floors: dict[str, int] = field(default_factory=dict)
    """Hidden cells of which everybody can tell that they reach so much: that they are no small ones, or, of
    changes, that a count does not fall below nothing."""
    ranges: dict[str, Range] = field(default_factory=dict)
    """Hidden cells of which the companions tell between what they lie."""

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def hidden_sum(self) -> int:
        return sum(self.counts[region] for region in self.hidden)

    def bounds(self, region: str) -> Range:
        """Before anything is concluded from sums."""
        if region in self.marked:
            return 1, self.threshold - 1
        return self.ranges.get(region, (self.floors.get(region, 0), UNBOUNDED))

    def is_open_without_marks(self) -> bool:
        """Also to somebody who guesses that every hidden cell is a small one."""
        each_one, each_most = len(self.hidden), len(self.hidden) * (self.threshold - 1)
        return len(self.hidden) > 1 and each_one < self.hidden_sum != each_most and self.is_safe()

    @property
    def enough_apart(self) -> int:
        return enough_apart(self.threshold, self.total)

    def required(self, region: str) -> int:
        return self.enough_apart if 0 < self.counts[region] < self.threshold else 1

    def is_safe(self) -> bool:
        """By the sum of the hidden cells alone, which is all one year tells."""
        bounds = {region: self.bounds(region) for region in self.hidden}
        lows = sum(low for low, _ in bounds.values())
        highs = sum(high for _, high in bounds.values())
        for region, (low, high) in bounds.items():
            least = max(low, self.hidden_sum - (highs - high))
            most = min(high, self.hidden_sum - (lows - low))
            if most - least < self.required(region):
                return False
        return True

    def add_companions(self, beside: Set[str] = frozenset(), among: Collection[str] = ()) -> None:
        """The smallest that show, or else zeros, none of which tells which cell it was hidden for: those
        around these ``among`` such as showed before, or around all that are hidden."""
        shown = (abs(n) for region, n in self.counts.items() if n and region not in self.hidden)
        smallest = min(shown, default=0)
        if smallest:
            # All that are as small, or the choice among them would tell which one was not chosen for it.
            self.hidden |= {region for region, n in self.counts.items() if abs(n) == smallest}
        else:
            self.hidden |= in_the_parts_of(beside, among) if beside else self._neighbourhoods()

    def know_what_companions_tell(self) -> None:
        """Each hidden cell lies in a range, for who knows why others were hidden with the small ones."""
        if self.enough_apart == 1:
            self.ranges = dict.fromkeys(self.hidden, self._what_companions_tell())

    def _what_companions_tell(self) -> Range:
        """Where bounds have to part by one, small counts protect each other unless there is but one of them,
        or all are 1, or all are the most that is small. A count was hidden with them where one showed; where
        none did, zeros were, the small counts are all there is, and each neighbourhood holds one.
        """
        if any(count >= self.threshold for count in self.counts.values()):
            return 1, UNBOUNDED
        block = neighbours(self.counts)
        fewest = len({block[region] for region, count in self.counts.items() if count})
        equal = (each for each in (self.total, self.threshold - 1) if each < self.threshold)
        return 0, max(each for each in (1, *equal) if self.total % each == 0 and self.total // each >= fewest)

    def _neighbourhoods(self) -> set[str]:
        """The hidden cells and the zeros beside them."""
        block = neighbours(self.counts)
        taken = {block[region] for region in self.hidden}
        if self.hidden >= {region for region in self.counts if block[region] in taken}:
            taken |= {(each + 1) % (max(block.values()) + 1) for each in taken}
        return {region for region in self.counts if block[region] in taken}


def neighbours(regions: Collection[str]) -> dict[str, int]:
    """A fixed division of a list, which says nothing of the counts; of so few one part."""
    parts = max(1, len(regions) // FEWEST_CANDIDATES)
    return {region: min(i // FEWEST_CANDIDATES, parts - 1) for i, region in enumerate(regions)}


def in_the_parts_of(these: Collection[str], regions: Collection[str]) -> set[str]:
    part = neighbours(regions)
    taken = {part[each] for each in these}
    return {each for each in regions if part[each] in taken}


_Target = tuple[str, int | None]
"""What must not be found out: a regency's cell of a year, or (None) its sum over the years."""


class _Suppression:
    """Chooses what one tier does not see of one table."""

    def __init__(self, table: YearTable, threshold: int, above: Published) -> None:
        self.threshold = threshold
        self.above = above
        self.regions, self.years = table.regions, table.years
        self.rows = dict(table.rows())
        self.sums = {region: sum(row.values()) for region, row in self.rows.items()}
        self.columns = {year: self._column(year) for year in self.years}
        self.untold: set[str] = set()
        self.untold_table = TwoWayTable()
        self.needed: dict[_Target, int] = {}
        self.witnesses: dict[_Target, frozenset[str]] = {}

    def run(self) -> Published:
        for column in self.columns.values():
            self._protect(column)
        self.untold = {region for region in self.regions if self._hidden_years(region)}
        if len(self.years) > 1:
            self._start_exact()
            candidates = sorted(self.untold, key=lambda each: (-self.sums[each], each))
            for region in candidates:
                self._try_to_tell(region)
            told = [region for region in candidates if region not in self.untold]
            while told and self._gives_away_a_run_of_years():
                self.untold.add(region := told.pop())
                self.untold_table.hide_sum(region, self.sums[region])
            self._tell_what_follows()
        return self._published()

    def _column(self, year: int) -> HiddenCells:
        """What the tier above hides and what is small; where it gave no marks there are none here."""
        counts = {region: row[year] for region, row in self.rows.items()}
        above = {region: self.above.cells[region, year] for region in counts}
        small = {region for region, count in counts.items() if 0 < count < self.threshold}
        kept = {region for region, count in above.items() if count.is_hidden}
        floors = {
            region: self.above.floors[region, year] for region in kept if (region, year) in self.above.floors
        }
        unmarked = {region for region in kept if above[region].hidden_below is None}
        marked = small - unmarked if unmarked <= floors.keys() else set()
        return HiddenCells(counts, self.threshold, kept | small, marked, floors)

    def _protect(self, column: HiddenCells) -> None:
        if column.is_safe():
            return
        column.marked.clear()
        if column.is_open_without_marks():
            return
        column.add_companions()
        column.know_what_companions_tell()

    def _hidden_years(self, region: str) -> list[int]:
        return [year for year, column in self.columns.items() if region in column.hidden]

    def _start_exact(self) -> None:
        for year, column in self.columns.items():
            for region in sorted(column.hidden):
                self.untold_table.hide(region, year, column.counts[region], *column.bounds(region))
                self.needed[region, year] = column.required(region)
        for region in sorted(self.untold):
            self.untold_table.hide_sum(region, self.sums[region])
            if self._is_small(region, self._hidden_years(region)):
                self.needed[region, None] = max(
                    self.needed[region, year] for year in self._hidden_years(region)
                )
        for target, enough in self.needed.items():
            self.witnesses[target] = self.untold_table.width(*target, enough)[1]

    def _is_small(self, region: str, hidden: list[int]) -> bool:
        """A sum is, when it is small itself or what its shown years leave of it is."""
        return sum(self.rows[region][year] for year in hidden) < self.threshold

    def _try_to_tell(self, region: str) -> None:
        """The sum of a regency, if need be at the price of one more of its years."""
        if self.above.sums[region].is_hidden:
            return
        hidden = self._hidden_years(region)
        if not self._is_small(region, hidden) and self._is_told(region, None):
            return
        shown = [year for year in self.years if year not in hidden and self.rows[region][year]]
        # The newest year is looked at most, so it goes last.
        for year in sorted(shown, key=lambda each: (each == self.years[-1], self.rows[region][each], each)):
            if not self._is_small(region, [*hidden, year]) and self._is_told(region, year):
                return

    def _is_told(self, region: str, companion: int | None) -> bool:
        table, added = self.untold_table, dict[_Target, int]()
        floor = 0
        if companion is not None:
            column = self.columns[companion]
            # Beside marked cells a cell without a mark is known to be no small one.
            floor = self.threshold if column.marked else 0
            table.hide(region, companion, self.rows[region][companion], floor)
            added[region, companion] = 1
        table.tell_sum(region)
        found = self._still_wide(region, added)
        if found is None:
            table.hide_sum(region, self.sums[region])
            if companion is not None:
                table.show(region, companion)
            return False
        self.untold.discard(region)
        self.needed.pop((region, None), None)
        self.witnesses.pop((region, None), None)
        self.needed |= added
        self.witnesses |= found
        if companion is not None:
            self.columns[companion].hidden.add(region)
            if floor:
                self.columns[companion].floors[region] = floor
        return True

    def _still_wide(self, told: str, added: Mapping[_Target, int]) -> dict[_Target, frozenset[str]] | None:
        """New witnesses for what relied on that sum, or None where a protection is lost."""
        found = {}
        relied = [
            target for target, used in self.witnesses.items() if told in used and target != (told, None)
        ]
        for target in (*added, *relied):
            enough = added.get(target) or self.needed[target]
            width, used = self.untold_table.width(*target, enough)
            if width < enough:
                return None
            found[target] = used
        return found

    def _gives_away_a_run_of_years(self) -> bool:
        """Whether a small count of some years in a row follows, though that of none of them does."""
        runs = (self.years[i:j] for i in range(len(self.years)) for j in range(i + 2, len(self.years) + 1))
        return any(self._gives_away(set(run)) for run in runs if len(run) < len(self.years))

    def _gives_away(self, run: set[int]) -> bool:
        network, runs = Network(), dict[str, int]()
        for region, row in self.rows.items():
            hidden = self._hidden_years(region)
            within = run.intersection(hidden)
            if region in self.untold:
                network.add(SOURCE, region, sum(row[year] for year in hidden))
            if within:
                runs[region] = network.add(region, (region, "run"), sum(row[year] for year in within))
            for year in hidden:
                start = (region, "run") if year in within else region
                network.add(start, year, row[year], *self.columns[year].bounds(region))
        for region, edge in runs.items():
            if 0 < sum(self.rows[region][year] for year in run) < self.threshold:
                low, high, _ = network.bounds(edge, enough=1)
                if low == high:
                    return True
        return False

    def _tell_what_follows(self) -> None:
        """Telling a sum that follows anyway tells nothing; hiding it would be for nothing."""
        for region in sorted(self.untold):
            if (region, None) not in self.needed:
                low, high = self.untold_table.sum(region)
                if low == high:
                    self.untold.discard(region)

    def _published(self) -> Published:
        cells = {(region, year): self._cell(region, year) for region in self.regions for year in self.years}
        sums = {
            region: _sum_of(cells[region, year] for year in self.years)
            if region in self.untold
            else Count(self.sums[region])
            for region in self.regions
        }
        floors = {
            (region, year): floor
            for year, column in self.columns.items()
            for region, floor in column.floors.items()
        }
        ranges = {
            (region, year): known
            for year, column in self.columns.items()
            for region, known in column.ranges.items()
        }
        by_year = {year: column.total for year, column in self.columns.items()}
        return Published(cells, sums, by_year, floors, ranges)

    def _cell(self, region: str, year: int) -> Count:
        column = self.columns[year]
        if region not in column.hidden:
            return Count(column.counts[region])
        return Count(None, self.threshold) if region in column.marked else HIDDEN


def _sum_of(counts: Iterable[Count]) -> Count:
    """A sum of which a part is hidden, by what is published of its parts."""
    parts = list(counts)
    hidden = [part for part in parts if part.value is None]
    shown = sum(part.value or 0 for part in parts)
    if not hidden:
        return Count(shown)
    # One marked part beside zeros is the sum itself, so the sum carries its mark.
    below = hidden[0].hidden_below if len(hidden) == 1 and not shown else None
    return Count(None, below, at_least=shown)


Route = tuple[str, int, str]
"""Regency of origin, exit point and destination."""


def open_flows(
    flows: Mapping[Route, int], sums: Mapping[str, Count], tier: DisclosureTier
) -> dict[Route, int]:
    """The flows of some years that a tier may see, where these are the sums of those years; all others are
    one remainder.

    Only from regencies whose sum it sees, from the threshold on, and so that what is left of each
    regency's sum is nothing or reaches the threshold as well.
    """
    threshold = THRESHOLDS[tier]
    shown: dict[Route, int] = {}
    for region, total in sums.items():
        if total.value is None:
            continue
        ranked = sorted(
            (
                (reports, route)
                for route, reports in flows.items()
                if route[0] == region and reports >= threshold
            ),
            key=lambda each: (-each[0], each[1]),
        )
        rest = total.value - sum(reports for reports, _ in ranked)
        while ranked and 0 < rest < threshold:
            rest += ranked.pop()[0]
        shown |= {route: reports for reports, route in ranked}
    return shown
