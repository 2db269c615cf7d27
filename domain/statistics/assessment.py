"""What may be said of each region's number: how sure, which way, and everything behind the word."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from domain.statistics import hotspots
from domain.statistics.hotspots import PERMUTATIONS, SEED, Adjacency, Floats
from domain.statistics.small_numbers import binomial_above, false_discovery
from domain.statistics.trend import FEWEST_PERIODS, Direction, Trend, mann_kendall

ALPHA = 0.05
"""The share of false discoveries that *pasti* may hold, and the chance at which *condong* begins."""
LAYERS = 8
"""So many layers at most stand side by side. A layer has a *pasti* only where it departs from chance as a
whole after all of them were looked at, and that always: so a whole page is seldom wrong, and a place has the
same word on a page, the map, the wall and an agenda."""
HOT_RATIO = 1.5
"""Times the mean that the shrunk rate must reach: what is only certain need not matter."""
FEWEST_TO_BE_SURE = 5
"""Cases below which a region is never *pasti*."""
FEWEST_TO_LEAN = 3
"""Cases below which a region is never *condong*, nor coloured darker than the mean."""
PERSISTENT_SHARE = 0.75
"""Share of the rolling years in which a region must have been hot to be called *menetap*."""
FADED_SHARE = 0.5
"""Share of the rolling years in which a region that is not hot now must have been hot: *mereda*."""


class Absence(StrEnum):
    """Why a region has no number."""

    NOT_REPORTED = "not_reported"
    HIDDEN = "hidden"
    BEFORE_DATA = "before_data"


class Confidence(StrEnum):
    CERTAIN = "certain"
    LEANING = "leaning"
    ORDINARY = "ordinary"
    """Enough is known, and it does not stand out."""
    TOO_LITTLE = "too_little"

    @property
    def is_hot(self) -> bool:
        return self in (Confidence.CERTAIN, Confidence.LEANING)


class Pattern(StrEnum):
    """How a hotspot came about, after the classes of emerging hot spot analysis."""

    NEW = "new"
    INTENSIFYING = "intensifying"
    PERSISTENT = "persistent"
    FADING = "fading"
    SPORADIC = "sporadic"


RISING = frozenset({Pattern.NEW, Pattern.INTENSIFYING})
"""What makes a region newly hot."""


@dataclass(frozen=True)
class RegionCount:
    """One region as its reader may see it."""

    code: str
    name: str
    latitude: float
    longitude: float
    population: float | None
    count: float | None
    """Cases in the period; None where there is no number, for the reason in ``absence``."""
    years: float = 1.0
    """How long they were counted."""
    absence: Absence = Absence.NOT_REPORTED
    series: tuple[float, ...] = ()
    """Cases by month or quarter, oldest first, ending with the period; empty when unknown."""
    days: int | None = None
    """On how many different days the cases fall, when that is known."""


@dataclass(frozen=True)
class Crossing:
    """A sea passage that makes two regions neighbours, and why."""

    one: str
    other: str
    reason: str


@dataclass(frozen=True)
class Estimate:
    """A rate per 100,000 people and year with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Neighbour:
    code: str
    name: str
    km: float
    crossing: str | None
    """The reason of the sea passage that joins the two, if one does."""
    count: float | None
    shrunk: float | None
    is_high: bool
    """Its own shrunk rate reaches ``HOT_RATIO`` times the mean, on enough cases to lean."""


@dataclass(frozen=True)
class Surroundings:
    """Local Gi* of the region and its neighbours."""

    z: float
    p: float
    q: float


@dataclass(frozen=True)
class Measured:
    """What was computed for a region that has a number and people; rates are per 100,000 and year."""

    mean: float
    """The rate of all regions that take part, as one."""
    compared: int
    """How many regions take part."""
    hidden: int
    """Of them, how many the reader may not see; each is taken for as high as the others of them."""
    regions: int
    """How many there are, those without a number included."""
    cases: float
    """In all of them together."""
    expected: float
    """Cases the region would have at the mean."""
    crude: Estimate
    shrunk: Estimate
    local: float
    """Shrunk towards the neighbours instead of the whole map."""
    drawn: float
    """The rate to colour and to sort by: the shrunk one, but never above the mean on fewer than
    ``FEWEST_TO_LEAN`` cases."""
    chance: float
    """Probability of this many cases or more if its risk were that of the others."""
    chance_q: float
    """The same, after Benjamini and Hochberg over all regions."""
    layer_chance: float
    """Probability that chance alone makes some region of the layer stand out so (Simes): the least
    ``chance_q``."""
    surroundings: Surroundings | None
    """None without neighbours that have a number, or when all rates are alike."""

    @property
    def ratio(self) -> float:
        """Times the mean, by the shrunk rate; 1 on a map without a case."""
        return self.shrunk.value / self.mean if self.mean else 1.0


@dataclass(frozen=True)
class Assessment:
    """One region, one period: the words, and the numbers behind them.

    ``why`` in domain/statistics/wording.py puts them into a sentence.
    """

    place: RegionCount
    measured: Measured | None
    """None without a number or without people."""
    neighbours: tuple[Neighbour, ...]
    """The nearest first."""
    trend: Trend | None
    hot_years: tuple[bool, ...]
    """Was it hot in the rolling year that ends with each period, oldest first?"""
    confidence: Confidence
    pattern: Pattern | None

    @property
    def code(self) -> str:
        return self.place.code

    @property
    def name(self) -> str:
        return self.place.name


@dataclass(frozen=True)
class Assessments:
    rows: tuple[Assessment, ...]
    """In the order in which the places were given."""
    mean: float | None
    cases: float
    compared: int
    moran: float | None
    """Moran's I of the shrunk rates."""
    hidden: int = 0
    """How many regions the reader may not see."""

    @property
    def ranked(self) -> list[Assessment]:
        """Hotspots first, the surest first; what is too little to say comes last, whatever its rate."""
        order = list(Confidence)

        def place_in_line(row: Assessment) -> tuple[int, float, str]:
            return order.index(row.confidence), -row.measured.drawn if row.measured else 0.0, row.code

        return sorted(self.rows, key=place_in_line)

    def row(self, code: str) -> Assessment | None:
        return next((row for row in self.rows if row.code == code), None)


@dataclass(frozen=True)
class Significance:
    """One entry per region: the numbers from which the words follow."""

    rates: hotspots.Rates
    chance: Floats
    chance_q: Floats
    z: Floats
    p: Floats
    q: Floats
    certain: NDArray[np.bool_]
    leaning: NDArray[np.bool_]


def weigh(
    events: Floats,
    population: Floats,
    adjacency: Adjacency,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
    layers: int = LAYERS,
) -> Significance:
    """Which regions are hot for certain and which lean that way; every vector of shape (n,).

    ``chance`` is exact: given all cases together, a region's count is Binomial(total, its share of the
    people) when the risk is the same everywhere. A region is *certain* with ``FEWEST_TO_BE_SURE``
    cases, ``HOT_RATIO`` times the mean, and either ``chance_q <= ALPHA``, or ``q <= ALPHA`` of Gi* and
    ``chance <= ALPHA``, in a layer that departs from chance as a whole: ``layers`` times the least
    ``chance_q`` is at most ALPHA (Simes 1986, Bonferroni over the layers; places are asked for only in layers
    that pass, as in Yekutieli 2008, *J. Am. Stat. Assoc.* 103:309-316). It *leans* with ``FEWEST_TO_LEAN``
    cases, the same ratio, and one of ``chance <= ALPHA`` and ``q <= ALPHA``. Of pages of so many layers
    without any hotspot at most ALPHA show a false *certain* (docs/hotspots.md). Raises as
    :func:`domain.statistics.hotspots.empirical_bayes` does.
    """
    rates = hotspots.empirical_bayes(events, population)
    chance = chance_of(events, population)
    chance_q = false_discovery(chance)
    z = hotspots.gi_star(rates.shrunk, adjacency)
    p = hotspots.gi_star_p(rates.shrunk, adjacency, permutations=permutations, seed=seed)
    q = false_discovery(p)
    high = (rates.shrunk >= HOT_RATIO * rates.mean) & (events > 0)
    around = np.nan_to_num(q, nan=1.0) <= ALPHA
    alone = chance <= ALPHA
    departs = layers * chance_q.min() <= ALPHA
    certain = departs & high & (events >= FEWEST_TO_BE_SURE) & ((chance_q <= ALPHA) | (around & alone))
    leaning = high & (events >= FEWEST_TO_LEAN) & (alone | around) & ~certain
    return Significance(rates, chance, chance_q, z, p, q, certain, leaning)


def chance_of(events: Floats, population: Floats) -> Floats:
    """P(this many cases or more) by Binomial(all cases, share of the people); shapes (..., n) alike."""
    total = events.sum(axis=-1, keepdims=True)
    share = population / population.sum(axis=-1, keepdims=True)
    return binomial_above(np.ceil(events), np.ceil(total), share)


def chance_of_change(before: float, after: float, *, days_before: int, days_after: int) -> float:
    """Compare two counts exactly (Przyborowski & Wilenski 1940, *Biometrika* 31:313-323).

    ``days`` are those on which was counted: a register that began in December has 31 of that year. Given
    both counts together, the later one is Binomial(before + after, days_after / all days) when nothing
    changed; the answer is twice the smaller tail, at most 1. The people are taken to be as many in both
    periods: the populations that ship are an estimate and a register, which differ by up to 15 % for the
    same kabupaten, so that dividing by both would find changes that are none. Raises ValueError for a
    count that is negative or not finite, or a period without a day.
    """
    if not (_is_count(before) and _is_count(after) and days_before > 0 and days_after > 0):
        raise ValueError("counts must be finite and not negative, and each period at least one day long")
    share = days_after / (days_before + days_after)
    total = before + after
    above = float(binomial_above(after, total, share))
    below = float(binomial_above(before, total, 1 - share))
    return min(1.0, 2 * min(above, below))


def assess(
    places: Sequence[RegionCount],
    crossings: Sequence[Crossing] = (),
    *,
    per_year: int = 4,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> Assessments:
    """Weigh every region that has a number and people; of the others, keep why nothing can be said.

    ``per_year`` is the number of periods of ``Place.series`` in a year. The answer does not depend on
    the order of the places, and is the same for the same seed.
    """
    ordered = sorted(places, key=lambda place: place.code)
    latitude = np.array([place.latitude for place in ordered], np.float64)
    longitude = np.array([place.longitude for place in ordered], np.float64)
    position = {place.code: i for i, place in enumerate(ordered)}
    joined = [c for c in crossings if c.one in position and c.other in position]
    adjacency = hotspots.neighbours(
        latitude, longitude, [(position[c.one], position[c.other]) for c in joined]
    )
    km = hotspots.distances(latitude, longitude)
    reasons = {frozenset((c.one, c.other)): c.reason for c in joined}

    counted = [i for i, place in enumerate(ordered) if _is_count(place.count) and _has_people(place)]
    inner = adjacency[np.ix_(counted, counted)]
    events = np.array([ordered[i].count for i in counted], np.float64)
    population = np.array([_person_years(ordered[i]) for i in counted], np.float64)
    evidence = weigh(events, population, inner, permutations=permutations, seed=seed) if counted else None
    measured: dict[str, Measured] = {}
    certain: dict[str, bool] = {}
    if evidence is not None:
        rows = _measure(events, population, inner, evidence, len(ordered))
        measured = {ordered[i].code: row for i, row in zip(counted, rows, strict=True)}
        hot = evidence.certain | evidence.leaning
        certain = {ordered[i].code: bool(evidence.certain[k]) for k, i in enumerate(counted) if hot[k]}
    hot_years = _hot_years([ordered[i] for i in counted], per_year)

    found = {}
    for i, place in enumerate(ordered):
        confidence = _confidence(place, measured.get(place.code), certain.get(place.code))
        trend = _trend(place)
        years = hot_years.get(place.code, ())
        around = sorted(np.flatnonzero(adjacency[i]).tolist(), key=lambda j: float(km[i, j]))
        found[place.code] = Assessment(
            place=place,
            measured=measured.get(place.code),
            neighbours=tuple(
                _neighbour(
                    ordered[j],
                    measured.get(ordered[j].code),
                    float(km[i, j]),
                    reasons.get(frozenset((place.code, ordered[j].code))),
                )
                for j in around
            ),
            trend=trend,
            hot_years=years,
            confidence=confidence,
            pattern=_pattern(confidence, years, trend, per_year),
        )
    moran = hotspots.morans_i(evidence.rates.shrunk, inner) if evidence else math.nan
    return Assessments(
        rows=tuple(found[place.code] for place in places),
        mean=evidence.rates.mean if evidence else None,
        cases=float(events.sum()),
        compared=len(counted),
        moran=None if math.isnan(moran) else moran,
    )


def _is_count(value: float | None) -> bool:
    return value is not None and math.isfinite(value) and value >= 0


def _has_people(place: RegionCount) -> bool:
    return math.isfinite(_person_years(place)) and _person_years(place) > 0


def _person_years(place: RegionCount) -> float:
    return (place.population or 0.0) * place.years


def _measure(
    events: Floats, population: Floats, adjacency: Adjacency, evidence: Significance, regions: int
) -> list[Measured]:
    rates = evidence.rates
    crude = hotspots.crude_interval(events, population)
    shrunk = hotspots.shrunk_interval(events, population)
    local = hotspots.local_empirical_bayes(events, population, adjacency)
    capped = np.where(events < FEWEST_TO_LEAN, np.minimum(rates.shrunk, rates.mean), rates.shrunk)
    has_surroundings = np.isfinite(evidence.p)
    return [
        Measured(
            mean=rates.mean,
            compared=events.size,
            hidden=0,
            regions=regions,
            cases=float(events.sum()),
            expected=float(rates.mean * population[k] / hotspots.PER),
            crude=Estimate(float(rates.crude[k]), float(crude.low[k]), float(crude.high[k])),
            shrunk=Estimate(float(rates.shrunk[k]), float(shrunk.low[k]), float(shrunk.high[k])),
            local=float(local[k]),
            drawn=float(capped[k]),
            chance=float(evidence.chance[k]),
            chance_q=float(evidence.chance_q[k]),
            layer_chance=float(evidence.chance_q.min()),
            surroundings=Surroundings(float(evidence.z[k]), float(evidence.p[k]), float(evidence.q[k]))
            if has_surroundings[k]
            else None,
        )
        for k in range(events.size)
    ]


def _neighbour(place: RegionCount, measured: Measured | None, km: float, crossing: str | None) -> Neighbour:
    if measured is None:
        return Neighbour(place.code, place.name, km, crossing, count=None, shrunk=None, is_high=False)
    is_high = (place.count or 0) >= FEWEST_TO_LEAN and measured.ratio >= HOT_RATIO
    return Neighbour(
        place.code, place.name, km, crossing, place.count, measured.shrunk.value, is_high=is_high
    )


def _confidence(place: RegionCount, measured: Measured | None, certain: bool | None) -> Confidence:
    """``certain`` is None for a region that is not hot."""
    if measured is None:
        return Confidence.TOO_LITTLE
    if certain is not None:
        if place.days == 1:
            # One day is one event, however many people it struck: no place is hot by one event.
            return Confidence.TOO_LITTLE
        return Confidence.CERTAIN if certain else Confidence.LEANING
    few = (place.count or 0) < FEWEST_TO_LEAN
    open_upwards = measured.crude.high >= HOT_RATIO * measured.mean
    return Confidence.TOO_LITTLE if few and open_upwards else Confidence.ORDINARY


def _trend(place: RegionCount) -> Trend | None:
    return _trend_of(place.series) if place.series and all(map(_is_count, place.series)) else None


@lru_cache(maxsize=1_024)
def _trend_of(series: tuple[float, ...]) -> Trend:
    """Most series of small places are alike: no report, or a single one in the same quarter."""
    return mann_kendall(series)


def _hot_years(places: Sequence[RegionCount], per_year: int) -> dict[str, tuple[bool, ...]]:
    """For each region, whether it was hot in the rolling year that ends with each period.

    By the rule of *condong* without its neighbours, over the regions whose series are whole and as
    long as the longest.
    """
    longest = max((len(place.series) for place in places), default=0)
    if longest < per_year:
        return {}
    whole = [place for place in places if len(place.series) == longest and all(map(_is_count, place.series))]
    if not whole:
        return {}
    people = np.array([place.population for place in whole], np.float64)
    sums = np.cumsum(np.pad(np.array([place.series for place in whole]), ((0, 0), (1, 0))), axis=1)
    years = (sums[:, per_year:] - sums[:, :-per_year]).T
    mean = years.sum(axis=1, keepdims=True) / people.sum()
    hot = (
        (years >= FEWEST_TO_LEAN)
        & (years / people >= HOT_RATIO * mean)
        & (chance_of(years, np.broadcast_to(people, years.shape)) <= ALPHA)
    )
    return {place.code: tuple(hot[:, k].tolist()) for k, place in enumerate(whole)}


def _pattern(
    confidence: Confidence, hot_years: tuple[bool, ...], trend: Trend | None, per_year: int
) -> Pattern | None:
    """The first rule that holds; None where nothing was hot or the series is too short.

    *baru*: hot now, and in no rolling year that ended before the last one began; *menguat*: hot now,
    rising; *mereda*: hot now but falling, or hot in half of the rolling years and no longer;
    *menetap*: hot now and in three quarters of them; *sporadis*: hot now, otherwise.
    """
    if trend is None or trend.periods < max(FEWEST_PERIODS, 2 * per_year) or not hot_years:
        return None
    share = sum(hot_years) / len(hot_years)
    if not confidence.is_hot:
        return Pattern.FADING if share >= FADED_SHARE else None
    if not any(hot_years[:-per_year]):
        return Pattern.NEW
    if trend.direction is Direction.RISING:
        return Pattern.INTENSIFYING
    if trend.direction is Direction.FALLING:
        return Pattern.FADING
    return Pattern.PERSISTENT if share >= PERSISTENT_SHARE else Pattern.SPORADIC
