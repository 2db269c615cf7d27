"""What a space-time scan is asked and what it answers: places, cases, limits, clusters."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from domain.statistics import hotspots

REPLICATIONS = 999
SEED = hotspots.SEED
LARGEST_SHARE = 0.5
"""Of all cases in a circle, and of all periods in a window: beyond half, the rest is the exception."""
FEWEST_CASES = 2
"""One case is no cluster."""
MOST_CLUSTERS = 10
NOTEWORTHY = 0.05
"""p above which a cluster is not shown to anyone who would act on it."""
SLACK = 1e-9
Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Positions = NDArray[np.intp]


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Kind(StrEnum):
    RETROSPECTIVE = "retrospective"
    PROSPECTIVE = "prospective"
    """Only clusters that are still alive in the last period."""


@dataclass(frozen=True)
class Site:
    id: str
    latitude: float
    """On a plane: y."""
    longitude: float
    """On a plane: x."""


@dataclass(frozen=True)
class Case:
    site: str
    day: date
    count: int = 1
    group: str = ""
    """Dates are shuffled among the cases of one group only."""


@dataclass(frozen=True)
class Limits:
    """How large a cylinder may be, and how it is tested."""

    kind: Kind = Kind.RETROSPECTIVE
    share: float = LARGEST_SHARE
    """Of all cases, in the circle."""
    radius_km: float | None = None
    periods: int | None = None
    """Longest window; None stands for half of all periods."""
    fewest: int = FEWEST_CASES
    """Cases in a cylinder, of the replications as well: so p stays what it says."""
    by_weekday: bool = False
    """Dates are shuffled among the cases of one day of the week only."""
    on_plane: bool = False
    """Positions are y and x in one unit of length, which is then that of every radius."""
    replications: int = REPLICATIONS
    seed: int = SEED


@dataclass(frozen=True)
class Cylinder:
    """A cluster by position: circle, window, and how unusual it is."""

    centre: int
    places: tuple[int, ...]
    radius_km: float
    first: int
    last: int
    """Both periods included."""
    observed: int
    expected: float
    statistic: float
    p: float
    gumbel_p: float | None


@dataclass(frozen=True)
class Cluster:
    """The same in words that leave the program."""

    centre: str
    places: tuple[str, ...]
    latitude: float
    longitude: float
    radius_km: float
    starts_on: date
    ends_on: date
    observed: int
    expected: float
    statistic: float
    p: float
    gumbel_p: float | None
    """None where the replications' maxima do not differ."""
    recurrence_days: float
    """A cluster at least as strong would come by chance once in so many days: the length of a period
    (prospective: one scan per period) or of the whole study (retrospective) divided by p."""

    @property
    def ratio(self) -> float:
        return self.observed / self.expected

    @property
    def is_noteworthy(self) -> bool:
        return self.p <= NOTEWORTHY


class Hindrance(StrEnum):
    """Why there can be no cluster."""

    TOO_FEW_CASES = "too_few_cases"
    ONE_PERIOD = "one_period"
    """Everything in one period: no other time to compare it with."""
    ONE_PLACE = "one_place"
    NOTHING_TO_SHUFFLE = "nothing_to_shuffle"
    """No two cases of one group and day of the week differ in period and place."""


@dataclass(frozen=True)
class Scan:
    clusters: tuple[Cluster, ...]
    """The most likely first; none shares a place with one before it."""
    cases: int
    left_out: int
    """Cases before the first or after the last period."""
    sites: int
    periods: int
    starts_on: date
    ends_on: date
    unit: Unit
    limits: Limits
    hindrance: Hindrance | None
