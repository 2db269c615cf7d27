"""Who knows the rule runs it on every table that fits a page, and keeps those that give this very page.

What is hidden is safe from him where these tables differ in it. All tables with some totals a year are made,
published and grouped by what a reader sees; a small hidden count is *singled out* where it is the same in
every table of its group. Nothing is estimated: the smallest tables are the ones of which few others give the
same page, and they are few enough to be gone through.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, combinations_with_replacement, permutations, product

from domain.access.permissions import DisclosureTier
from domain.disclosure.releases import told_by
from domain.disclosure.suppression import BESIDE, THRESHOLDS, YearTable, publish
from domain.disclosure.told import NOTHING, ReleaseColumn, ReleasedTable, Told
from tests.study.releases import REGIONS, TIERS

FIRST_YEAR = 2024
QUARTERS = (date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31))
WHOLE = len(REGIONS)
MANY = (20,)
MIXED = (20, 0, 5, 2, 3, 1)
LARGE_AND_SMALL = (20, 2, 1)
ONE_LARGE = (20, 0, 0)
MOVED, WITHDRAWN = 0, -1
"""Instead of how many reports came: that one was moved to another place, or withdrawn."""
NO_GROWTH = {MOVED: "moved", WITHDRAWN: "withdrawn"}
SHAPES = (
    (WHOLE, (1,)),
    (WHOLE, (2,)),
    (WHOLE, (1, 1)),
    (WHOLE, (1, 2)),
    (WHOLE, (2, 2)),
    (8, (2, 3)),
    (8, (3, 3)),
    (5, (3, 4)),
    (4, (4, 4)),
)
"""Rows of the table, and the reports of each of its years."""
GROWING: tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...] = (
    (WHOLE, (1, 1), ()),
    (WHOLE, (2, 1), ()),
    (WHOLE, (1, 2), ()),
    (WHOLE, (1, 1), MANY),
    (WHOLE, (1, MOVED), ()),
    (WHOLE, (MOVED,), MANY),
    (WHOLE, (MOVED,), ONE_LARGE),
    (WHOLE, (MOVED,), LARGE_AND_SMALL),
    (WHOLE, (MOVED,), MIXED),
    (WHOLE, (WITHDRAWN,), MANY),
    (WHOLE, (WITHDRAWN,), ONE_LARGE),
    (WHOLE, (WITHDRAWN,), LARGE_AND_SMALL),
    (WHOLE, (WITHDRAWN,), MIXED),
    (WHOLE, (2, WITHDRAWN), ()),
    (12, (WITHDRAWN, WITHDRAWN), MIXED),
    (12, (WITHDRAWN, 1), MIXED),
    (8, (1, MOVED, 1), ()),
    (8, (1, 1, 1), ()),
    (6, (1, 1, 1, 1), ()),
    (6, (2, 2), ()),
    (6, (MOVED, MOVED), MIXED),
    (6, (3, 3), MANY),
    (5, (3, 3), ()),
    (5, (4, 4), MANY),
    (4, (4, 4), ()),
)
"""Rows, the reports of one year that came with each release, and how many the rows had before, in turn."""
Secret = tuple[str, int]


@dataclass
class Candidates:
    """What remains possible, by all tables of one shape."""

    tables: int = 0
    pages: int = 0
    hidden: int = 0
    """Small hidden counts, of all tables."""
    singled_out: int = 0
    fewest_places: int | None = None
    """The least number of rows, on one page and in one year, that may be the one behind a report."""

    @property
    def share(self) -> float:
        return self.singled_out / self.hidden if self.hidden else 0.0


def rows(number: int) -> tuple[str, ...]:
    """So many rows, the two beside the regions among them."""
    return (*REGIONS[: number - len(BESIDE)], *BESIDE)


def every_table(regions: Sequence[str], totals: Sequence[int]) -> Iterator[YearTable]:
    """Each way in which the reports of each year may lie in the rows."""
    years = tuple(range(FIRST_YEAR, FIRST_YEAR + len(totals)))
    columns = [list(combinations_with_replacement(range(len(regions)), total)) for total in totals]
    for placed in product(*columns):
        counts = tuple(tuple(column.count(row) for column in placed) for row in range(len(regions)))
        yield YearTable(tuple(regions), years, counts)


def candidates(number: int, totals: Sequence[int], tier: DisclosureTier) -> Candidates:
    found, pages = Candidates(), dict[object, dict[Secret, Counter[int]]]()
    for table in every_table(rows(number), totals):
        found.tables += 1
        page = publish(table, tier)
        seen = tuple(page.cells.values()), tuple(page.sums.values())
        hidden = [key for key, count in page.cells.items() if count.is_hidden]
        values = pages.setdefault(seen, {key: Counter() for key in hidden})
        true = dict(table.rows())
        for region, year in hidden:
            values[region, year][true[region][year]] += 1
    found.pages = len(pages)
    for values in pages.values():
        _add(found, values, range(1, THRESHOLDS[tier]))
    return found


def _add(found: Candidates, values: dict[Secret, Counter[int]], small: range) -> None:
    for counts in values.values():
        times = sum(counts[value] for value in small)
        found.hidden += times
        found.singled_out += times * (len(counts) == 1)
    for year in {year for _, year in values}:
        places = sum(max(counts) > 0 for (_, of_year), counts in values.items() if of_year == year)
        found.fewest_places = min(found.fewest_places or places, places)


Growth = tuple[tuple[int, ...], ...]
"""By how much each release changed each row."""
Page = tuple[tuple[int | None, int | None, int], ...]


@dataclass(frozen=True)
class KeptPages:
    """A year as it grew, with what the tiers were told and shown of it."""

    growth: Growth = ()
    told: tuple[Told, ...] = (NOTHING,) * len(TIERS)
    pages: tuple[tuple[Page, ...], ...] = ()
    """Of each release, one of each tier."""

    def grown(self, regions: Sequence[str], row: tuple[int, ...]) -> "KeptPages":
        growth = (*self.growth, row)
        release = len(growth)
        table = ReleasedTable(
            tuple(regions),
            {
                ReleaseColumn(FIRST_YEAR, number): dict(zip(regions, of_release, strict=True))
                for number, of_release in enumerate(growth, start=1)
            },
        )
        told: tuple[Told, ...] = ()
        for tier, before in zip(TIERS, self.told, strict=True):
            above = told[-1] if told else None
            told += (told_by(table, tier, release, QUARTERS[release - 1], before, above),)
        return KeptPages(growth, told, (*self.pages, tuple(_page(table, each) for each in told)))


def _page(table: ReleasedTable, told: Told) -> Page:
    counts = [told.count(table, region, table.columns) for region in table.regions]
    return tuple((count.value, count.hidden_below, count.at_least) for count in counts)


def over_releases(
    number: int, totals: Sequence[int], before: Sequence[int] = ()
) -> dict[DisclosureTier, Candidates]:
    """Of one year that grew by so many reports with each release, or in which one ``MOVED`` or was
    ``WITHDRAWN``, for who keeps every page of his tier and of those below it; where the rows had some
    ``before``, an earlier release told them. Secret is what each run of releases added to a row."""
    regions = rows(number)
    begun = KeptPages()
    if before:
        begun = begun.grown(regions, tuple(before[place % len(before)] for place in range(number)))
    groups: dict[DisclosureTier, dict[object, list[KeptPages]]] = {tier: {} for tier in TIERS}
    for kept in _every_growth(regions, totals, begun):
        for place, tier in enumerate(TIERS):
            groups[tier].setdefault(tuple(page[place:] for page in kept.pages), []).append(kept)
    found = {}
    for place, tier in enumerate(TIERS):
        found[tier] = Candidates(sum(map(len, groups[tier].values())), len(groups[tier]))
        for alike in groups[tier].values():
            _add_growths(found[tier], alike, place, range(1, THRESHOLDS[tier]), since=1 if before else 0)
    return found


def _every_growth(regions: Sequence[str], totals: Sequence[int], begun: KeptPages) -> Iterator[KeptPages]:
    if not totals:
        yield begun
        return
    ways = {MOVED: _moved, WITHDRAWN: _withdrawn}
    came, *_ = totals
    for row in ways[came](begun.growth) if came in ways else _placed(len(regions), came):
        yield from _every_growth(regions, totals[1:], begun.grown(regions, row))


def _placed(many: int, reports: int) -> Iterator[tuple[int, ...]]:
    for placed in combinations_with_replacement(range(many), reports):
        yield tuple(placed.count(each) for each in range(many))


def _moved(growth: Growth) -> Iterator[tuple[int, ...]]:
    """One report went from where there was one to another place."""
    counts = [sum(row) for row in zip(*growth, strict=True)]
    for start, end in permutations(range(len(counts)), 2):
        if counts[start]:
            yield tuple((each == end) - (each == start) for each in range(len(counts)))


def _withdrawn(growth: Growth) -> Iterator[tuple[int, ...]]:
    counts = [sum(row) for row in zip(*growth, strict=True)]
    for place, count in enumerate(counts):
        if count:
            yield tuple(-(each == place) for each in range(len(counts)))


def _add_growths(
    found: Candidates, alike: Sequence[KeptPages], place: int, small: range, *, since: int
) -> None:
    """What the rows had ``before`` is the same in every table, and so no secret of them."""
    growths = [kept.growth for kept in alike]
    releases, many = len(growths[0]), len(growths[0][0])
    for row in range(many):
        shown = [True, *(page[place][row][0] is not None for page in alike[0].pages)]
        for start, end in combinations(range(since, releases + 1), 2):
            if not (shown[start] and shown[end]):
                values = Counter(sum(each[row] for each in growth[start:end]) for growth in growths)
                times = sum(values[value] for value in values if abs(value) in small)
                found.hidden += times
                found.singled_out += times * (len(values) == 1)
    for release in range(releases):
        places = sum(any(growth[release][row] for growth in growths) for row in range(many))
        found.fewest_places = min(found.fewest_places or places, places)
