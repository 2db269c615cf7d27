"""A row of a table of counts: which place and time it names, whether it is a total, what its cells hold."""

from dataclasses import dataclass, field

from domain.imports.cells import CountRead
from domain.imports.concepts import Concept
from domain.imports.periods import TitlePeriod
from domain.imports.places import PlaceRead, Sort

MOST_SUMMED = 5_000
"""Rows of which some are looked at as sums of others."""


@dataclass
class Row:
    row: int
    place: PlaceRead
    label: str
    at: str
    """The address of the cell that names the place."""
    period: TitlePeriod | None = None
    destination: str = ""
    desk: str = ""
    subgroup: str = ""
    concept: Concept | None = None
    """The series that the row itself names, where one column says it of each row."""
    is_total: bool = False
    of_place: bool = False
    """A total of the lines of one kabupaten above it."""
    is_undated: bool = False
    """The cell of its time cannot be read: it has none, not even the title's."""
    counts: dict[int, CountRead] = field(default_factory=dict)

    @property
    def region(self) -> str:
        if self.place.sort in (Sort.OUTSIDE, Sort.UNKNOWN):
            return self.place.sort.value
        return self.place.code


def of_count(count: CountRead) -> tuple[str, ...]:
    return (f"{count.value:g}",) if count.value is not None else count.candidates
