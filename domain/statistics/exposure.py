"""What a count was counted over: the days on which somebody counted, and the people of the nearest year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.time.formats import listing, number

DAYS_OF_YEAR = 365.25


@dataclass(frozen=True)
class Span:
    """A period as counts of it are weighed: only days that are over, and on which the register ran."""

    label: str
    starts_on: date
    ends_on: date
    today: date
    since: date | None = None
    """The first day of the register that counted; None where a source speaks of the whole period."""
    is_since_month: bool = False
    """Whether only the month of that day may be told; ``since`` is then the first of it."""

    @property
    def counted_from(self) -> date:
        return max(self.starts_on, self.since) if self.since else self.starts_on

    @property
    def days(self) -> int:
        return max((min(self.ends_on, self.today) - self.counted_from).days + 1, 0)

    @property
    def years(self) -> float:
        return self.days / DAYS_OF_YEAR

    @property
    def is_running(self) -> bool:
        return self.starts_on <= self.today < self.ends_on

    @property
    def begins_late(self) -> bool:
        """Whether nobody counted on the first days of the period."""
        return self.counted_from > self.starts_on

    @property
    def is_at_most(self) -> bool:
        """Whether ``days`` is only the most that it can be: no rate or comparison is more than a bound."""
        return self.is_since_month and self.begins_late

    @property
    def is_before_data(self) -> bool:
        """Whether nobody counted on any of its days: then there are no zeros either."""
        return self.since is not None and self.ends_on < self.since


@dataclass(frozen=True)
class Population:
    """A count of people that ships, by the year it speaks of."""

    year: int
    said: str
    """Whose count it is, and of when."""

    @property
    def name(self) -> str:
        return f"penduduk {self.said}"


ESTIMATED_2024 = Population(2024, "BPS 2024")
REGISTERED_2025 = Population(2025, "terdaftar 2025")
POPULATIONS = (ESTIMATED_2024, REGISTERED_2025)


def nearest_population(starts_on: date, ends_on: date) -> Population:
    """Of the year in which the middle of the period lies, or of the nearest one that there is."""
    middle = starts_on + (ends_on - starts_on) / 2
    return min(POPULATIONS, key=lambda each: (abs(each.year - middle.year), -each.year))


def people_near(
    counted: Mapping[Population, int | None], nearest: Population
) -> tuple[Population, int] | None:
    """A place's people by the nearest count that knows of any; a count of nobody counted nothing."""
    known = [(each, people) for each in POPULATIONS if (people := counted.get(each))]
    return min(known, key=lambda each: abs(each[0].year - nearest.year), default=None)


NO_PEOPLE = "jumlah penduduk belum ada, jadi tanpa laju"


def inhabitants(people: tuple[Population, int] | None) -> str:
    """``194.000 jiwa (BPS 2024)``, or why there is no rate."""
    return f"{number(people[1])} jiwa ({people[0].said})" if people else NO_PEOPLE


def exceptions(
    nearest: Population,
    by_place: Mapping[str, tuple[Population, int] | None],
    counts: Mapping[str, float | None],
    unit: str,
) -> str:
    """Which places' rates rest on another year's people, and which have no rate for want of any."""
    other: dict[Population, list[str]] = {}
    left_out = []
    for place, people in by_place.items():
        count = counts.get(place)
        if people is None and count:
            left_out.append(f"{place} ({number(count)} {unit})")
        elif people is not None and people[0] is not nearest:
            other.setdefault(people[0], []).append(place)
    said = [f"{listing(places)} dihitung dengan {each.name}" for each, places in other.items()]
    if left_out:
        said.append(f"tanpa jumlah penduduk, jadi tanpa laju: {listing(left_out)}")
    return "; ".join(said)
