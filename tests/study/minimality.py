"""Who knows the rule runs it on every table that fits a page, and keeps those that give this very page.

What is hidden is safe from him where these tables differ in it. All tables with some totals a year are made,
published and grouped by what a reader sees; a small hidden count is *singled out* where it is the same in
every table of its group. Nothing is estimated: the smallest tables are the ones of which few others give the
same page, and they are few enough to be gone through.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

from domain.access.permissions import DisclosureTier
from domain.disclosure.suppression import BESIDE, THRESHOLDS, YearTable, publish
from tests.study.releases import REGIONS

FIRST_YEAR = 2024
WHOLE = len(REGIONS)
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
