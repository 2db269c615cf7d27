"""Early clusters from case records alone: the space-time permutation scan statistic.

Kulldorff, Heffernan, Hartman, Assuncao and Mostashari (2005), *PLoS Medicine* 2(3):e59. Cases need a
place and a date; no population. A cylinder is a circle of places during consecutive periods. When
place and time are independent, a cylinder with ``Z`` cases in its circle (at any time) and ``W`` in
its periods (anywhere) is expected to hold ``mu = Z * W / C`` of all ``C`` cases; holding ``c > mu``, its
statistic is the logarithm of the generalised likelihood ratio

    c * log(c / mu) + (C - c) * log((C - c) / (C - mu)).

The highest cylinder is the most likely cluster. Its p value comes from shuffling the dates over the
cases, which keeps every place's and every period's total: p = rank among (replications + 1). Beside it
stands the p of a Gumbel distribution fitted to the replications' maxima (``gumbel_p``), which also tells
apart clusters that are all stronger than every replication.

Where some places have their cases on other days of the week than others, or other groups of cases at
other times, dates are shuffled within each *stratum* (weekday, group) alone, and a cylinder is expected to
hold the sum over the strata of ``Z * W / C`` (the paper's adjustment for a covariate, and SaTScan's "day of
week by space interaction").

How it is fast: ``Z``, ``W`` and ``mu`` are the same in every replication, so all replications share one
list of circles. The circles around a centre are nested; they are taken in blocks of similar size. The
count of a block's largest circle, with the ``mu`` of its smallest, bounds every circle between them,
and the bound is a whole number that is compared for a batch of replications at once. Only where it is
reached the circles are looked at one by one. The maxima are exact all the same.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.access.errors import RuleBroken
from domain.statistics import hotspots

EULER = 0.5772156649015329
REPLICATIONS = 999
SEED = hotspots.SEED
LARGEST_SHARE = 0.5
"""Of all cases in a circle, and of all periods in a window: beyond half, the rest is the exception."""
FEWEST_CASES = 2
"""One case is no cluster."""
MOST_CLUSTERS = 10
NOTEWORTHY = 0.05
"""p above which a cluster is not shown to anyone who would act on it."""

_BATCH = 128
"""Replications looked at together, and blocks of circles: about what a processor's cache holds."""
_CHUNK = 128
_SPREAD = 1.0
"""A block's largest circle may hold this many square roots of its smallest one's cases more: then the
bound exceeds what is bounded by less than chance varies."""
_PILOT_QUANTILE = 0.1
_FINE = 8
"""Sums less expectations are kept in eighths of a case, as whole numbers."""
_SLACK = 1e-9

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


def scan(
    sites: Sequence[Site],
    cases: Iterable[Case],
    *,
    unit: Unit = Unit.MONTH,
    limits: Limits = Limits(),
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Scan:
    """Look for clusters among cases; the study lasts from the first to the last case unless told.

    Months and years are those of the calendar; weeks are seven days each, counted back from the last day,
    and days before the first whole week join it. Raises RuleBroken for limits or cases that make no sense.
    """
    recorded = [case for case in cases if case.count]
    _check(sites, recorded, limits)
    if not recorded and (starts_on is None or ends_on is None):
        raise RuleBroken("Tidak ada kasus untuk dipindai; berikan sekurang-kurangnya dua kasus.")
    first = starts_on or min(case.day for case in recorded)
    last = ends_on or max(case.day for case in recorded)
    if first > last:
        raise RuleBroken("Awal masa pindai sesudah akhirnya; tukar kedua tanggal itu.")
    begins = _periods(first, last, unit)
    positions = {site.id: i for i, site in enumerate(sites)}
    strata = {each: i for i, each in enumerate(sorted({_stratum(case, limits) for case in recorded}))}
    counts = np.zeros((max(1, len(strata)), len(sites), len(begins)), np.int64)
    left_out = 0
    edges = np.array([begin.toordinal() for begin in begins])
    for case in recorded:
        if first <= case.day <= last:
            at = int(np.searchsorted(edges, case.day.toordinal(), side="right")) - 1
            counts[strata[_stratum(case, limits)], positions[case.site], at] += case.count
        else:
            left_out += case.count
    hindrance = _hindrance(counts)
    found = (
        []
        if hindrance
        else cylinders(
            counts,
            np.array([site.latitude for site in sites], np.float64),
            np.array([site.longitude for site in sites], np.float64),
            limits,
        )
    )
    ends = [*(begin - timedelta(days=1) for begin in begins[1:]), last]
    days = (last - first).days + 1
    span = days / len(begins) if limits.kind is Kind.PROSPECTIVE else days
    return Scan(
        clusters=tuple(
            Cluster(
                centre=sites[each.centre].id,
                places=tuple(sites[i].id for i in each.places),
                latitude=sites[each.centre].latitude,
                longitude=sites[each.centre].longitude,
                radius_km=each.radius_km,
                starts_on=begins[each.first],
                ends_on=ends[each.last],
                observed=each.observed,
                expected=each.expected,
                statistic=each.statistic,
                p=each.p,
                gumbel_p=each.gumbel_p,
                recurrence_days=span / each.p,
            )
            for each in found
        ),
        cases=int(counts.sum()),
        left_out=left_out,
        sites=len(sites),
        periods=len(begins),
        starts_on=first,
        ends_on=last,
        unit=unit,
        limits=limits,
        hindrance=hindrance,
    )


def _check(sites: Sequence[Site], cases: Sequence[Case], limits: Limits) -> None:
    known = {site.id for site in sites}
    if len(known) != len(sites):
        raise RuleBroken("Ada tempat yang tercantum dua kali; beri setiap tempat satu baris.")
    if limits.on_plane and not all(math.isfinite(site.latitude + site.longitude) for site in sites):
        raise RuleBroken("Ada tempat tanpa koordinat; periksa x dan y-nya.")
    if not limits.on_plane and not all(
        abs(site.latitude) <= 90 and abs(site.longitude) <= 180 for site in sites
    ):
        raise RuleBroken("Ada tempat dengan koordinat di luar bumi; periksa lintang dan bujurnya.")
    if not all(case.site in known for case in cases):
        raise RuleBroken("Ada kasus di tempat yang tidak dikenal; lengkapi daftar tempat.")
    if any(case.count < 0 for case in cases):
        raise RuleBroken("Jumlah kasus tidak boleh negatif.")
    if not 0 < limits.share <= LARGEST_SHARE:
        raise RuleBroken("Lingkaran terbesar harus lebih dari 0 dan paling banyak setengah dari semua kasus.")
    if limits.radius_km is not None and not limits.radius_km >= 0:
        raise RuleBroken("Jari-jari terbesar tidak boleh negatif.")
    if limits.periods is not None and limits.periods < 1:
        raise RuleBroken("Jendela terpanjang sekurang-kurangnya satu periode.")
    if limits.fewest < FEWEST_CASES:
        raise RuleBroken(f"Kasus dalam satu kelompok sekurang-kurangnya {FEWEST_CASES}.")
    if limits.replications < 1:
        raise RuleBroken("Ulangan acak sekurang-kurangnya satu; 999 lazim dipakai.")


def _stratum(case: Case, limits: Limits) -> tuple[str, int]:
    return case.group, case.day.weekday() if limits.by_weekday else 0


def _periods(first: date, last: date, unit: Unit) -> list[date]:
    """The first day of each period."""
    if unit is Unit.MONTH:
        months = range(first.year * 12 + first.month, last.year * 12 + last.month)
        return [first, *(date(month // 12, month % 12 + 1, 1) for month in months)]
    if unit is Unit.YEAR:
        return [first, *(date(year, 1, 1) for year in range(first.year + 1, last.year + 1))]
    step = 7 if unit is Unit.WEEK else 1
    days = (last - first).days + 1
    return [first, *(last - timedelta(days=step * k - 1) for k in range(days // step - 1, 0, -1))]


def _hindrance(counts: Counts) -> Hindrance | None:
    whole = counts.sum(axis=0)
    if whole.sum() < FEWEST_CASES:
        return Hindrance.TOO_FEW_CASES
    if (whole.sum(axis=0) > 0).sum() < 2:
        return Hindrance.ONE_PERIOD
    if (whole.sum(axis=1) > 0).sum() < 2:
        return Hindrance.ONE_PLACE
    several = ((counts.sum(axis=1) > 0).sum(axis=1) > 1) & ((counts.sum(axis=2) > 0).sum(axis=1) > 1)
    return None if several.any() else Hindrance.NOTHING_TO_SHUFFLE


def gumbel_p(value: float, maxima: Floats) -> float | None:
    """How likely chance alone exceeds ``value``, by a Gumbel distribution fitted to replications' maxima.

    Abrams, Kleinman and Kulldorff (2010), *Int. J. Health Geogr.* 9:61, by the method of moments: with
    mean ``m`` and standard deviation ``s`` of the maxima, ``beta = s * sqrt(6) / pi``,
    ``mu = m - EULER * beta`` and

        p = 1 - exp(-exp((mu - value) / beta)).

    Not bounded below by 1 / (replications + 1), as a rank is; exact in the limit only. None where there
    is nothing to fit: fewer than two maxima, or all equal.
    """
    spread = float(maxima.std(ddof=1)) if maxima.size > 1 else 0.0
    if spread <= _SLACK:
        return None
    beta = spread * math.sqrt(6) / math.pi
    mu = float(maxima.mean()) - EULER * beta
    return -math.expm1(-math.exp(min((mu - value) / beta, 700.0)))


def statistic(observed: Floats, expected: Floats, cases: float, fewest: int = FEWEST_CASES) -> Floats:
    """The logarithm of the likelihood ratio above; 0 where not more than expected, or too few cases."""
    above = (observed > expected) & (observed >= fewest)
    c = np.where(above, observed, 2.0)
    mu = np.where(above, expected, 1.0)
    rest = cases - c
    outside = rest * np.log(np.where(rest > 0, rest, 1.0) / np.where(rest > 0, cases - mu, 1.0))
    return np.where(above, c * np.log(c / mu) + outside, 0.0)


def cylinders(counts: Counts, latitude: Floats, longitude: Floats, limits: Limits) -> list[Cylinder]:
    """The most likely clusters of ``counts``, the strongest first.

    Shape of the counts: (places, periods), or (strata, places, periods). Positions in degrees (or on a
    plane), shape (places,). Circles are centred on the places and grow from place to place; places at
    equal distance join together. Secondary clusters share no place with a stronger one, at most
    ``MOST_CLUSTERS`` in all; each is tested against the maxima of the replications, which
    is conservative for all but the first. Empty when no cylinder holds more than expected.
    """
    strata = _strata(counts)
    zones = _Zones.around(latitude, longitude, strata.sum(axis=2).T, limits)
    table = _Table.of(strata, limits)
    found = list(_strongest(zones, table, strata.sum(axis=0)))
    if not found:
        return []
    highest = maxima(counts, latitude, longitude, limits)
    return [
        Cylinder(
            centre=each.centre,
            places=tuple(int(place) for place in zones.members(each.centre, each.end)),
            radius_km=float(zones.km[each.centre, zones.orders[each.centre][each.end]]),
            first=each.start,
            last=each.start + each.length - 1,
            observed=each.observed,
            expected=each.expected,
            statistic=each.value,
            p=float((1 + (highest >= each.value - _SLACK).sum()) / (highest.size + 1)),
            gumbel_p=gumbel_p(each.value, highest),
        )
        for each in found
    ]


def maxima(counts: Counts, latitude: Floats, longitude: Floats, limits: Limits) -> Floats:
    """The highest statistic of each replication, shape (replications,), exact.

    A first batch shows how high the maxima are; the others are searched above a threshold that most of
    them pass, and the few that do not are searched again below it.
    """
    strata = _strata(counts)
    zones = _Zones.around(latitude, longitude, strata.sum(axis=2).T, limits)
    table = _Table.of(strata, limits)
    if not zones.blocks:
        return np.zeros(limits.replications)
    search = _Search(zones, table)
    tables = shuffled(counts, limits.replications, limits.seed)
    pilot = list(islice(tables, _BATCH))
    found = [search.settle(pilot, math.log(table.cases))]
    threshold = float(np.quantile(found[0], _PILOT_QUANTILE))
    low: list[tuple[int, Counts]] = []
    first = len(pilot)
    while batch := list(islice(tables, _BATCH)):
        found.append(search.highest(batch, threshold))
        low += [(first + int(i), batch[i]) for i in np.flatnonzero(found[-1] < threshold)]
        first += len(batch)
    highest = np.concatenate(found)
    if low:
        highest[[i for i, _ in low]] = search.settle([each for _, each in low], threshold)
    return highest


def _strata(counts: Counts) -> Counts:
    return counts if counts.ndim == 3 else counts[None]


def shuffled(counts: Counts, replications: int, seed: int) -> Iterator[Counts]:
    """Tables of shape (places, periods) with the margins of ``counts``, the dates shuffled over the cases.

    Where ``counts`` has strata, within each of them, so that each keeps its own margins.
    """
    generator = np.random.default_rng(seed)
    strata = _strata(counts)
    places, periods = strata.shape[1:]
    size = places * periods
    dealt = []
    for stratum in strata:
        cells = np.repeat(np.arange(size), stratum.ravel())
        dealt.append((cells // periods * periods, cells % periods))
    for _ in range(replications):
        drawn = np.concatenate([rows + generator.permutation(times) for rows, times in dealt])
        yield np.bincount(drawn, minlength=size).reshape(places, periods)


@dataclass(frozen=True)
class _Table:
    """What every replication shares about time."""

    cases: int
    fewest: int
    until: Floats
    """The share of each stratum's cases before each period, and in all: shape (periods + 1, strata)."""
    starts: tuple[tuple[int, Positions], ...]
    """Window lengths, each with the periods at which such a window may begin."""

    @classmethod
    def of(cls, strata: Counts, limits: Limits) -> "_Table":
        periods = strata.shape[2]
        by_period = strata.sum(axis=1, dtype=np.float64).T
        longest = min(limits.periods or periods // 2, periods - 1)
        alive = limits.kind is Kind.PROSPECTIVE
        return cls(
            cases=int(strata.sum()),
            fewest=limits.fewest,
            until=np.concatenate([np.zeros((1, len(strata))), np.cumsum(by_period, axis=0)])
            / np.maximum(by_period.sum(axis=0), 1.0),
            starts=tuple(
                (length, np.arange(periods - length if alive else 0, periods - length + 1))
                for length in range(1, longest + 1)
            ),
        )

    def within(self, starts: Positions, length: int) -> Floats:
        """The share of each stratum's cases in windows, shape (starts, strata)."""
        within: Floats = self.until[starts + length] - self.until[starts]
        return within


@dataclass(frozen=True)
class _Block:
    """Nested circles around one centre whose sizes differ little."""

    centre: int
    begin: int
    """Position in the centre's order of the first place that the block adds."""
    ends: Positions
    """Positions at which a circle may end."""
    masses: Floats
    """Cases of each stratum, at any time, in the circle that ends there: shape (ends, strata)."""


@dataclass(frozen=True)
class _Zones:
    """All circles: for each centre the places with cases by distance, and where a circle may end."""

    km: Floats
    orders: tuple[Positions, ...]
    ends: tuple[Positions, ...]
    masses: tuple[Floats, ...]
    blocks: tuple[_Block, ...]

    @classmethod
    def around(cls, latitude: Floats, longitude: Floats, margin: Counts, limits: Limits) -> "_Zones":
        if limits.on_plane:
            km = np.hypot(latitude[:, None] - latitude, longitude[:, None] - longitude)
        else:
            km = hotspots.distances(latitude, longitude)
        with_cases = np.flatnonzero(margin.sum(axis=1))
        most = limits.share * margin.sum()
        # Neighbours draw many of the same circles; a set of places is known by the sum of its lots.
        lots = np.random.default_rng(SEED).integers(1, 2**63, len(margin))
        drawn: set[int] = set()
        orders, ends, masses = [], [], []
        blocks: list[_Block] = []
        for centre in range(len(margin)):
            order = with_cases[np.argsort(km[centre, with_cases], kind="stable")]
            away = km[centre, order]
            mass = np.cumsum(margin[order], axis=0).astype(np.float64)
            held = mass.sum(axis=1)
            last_of_ring = np.append(np.diff(away) > _SLACK, [True] * bool(order.size))
            inside = last_of_ring & (held <= most) & (held >= limits.fewest)
            if limits.radius_km is not None:
                inside &= away <= limits.radius_km
            orders.append(order)
            ends.append(np.flatnonzero(inside))
            masses.append(mass[ends[-1]])
            sets = np.bitwise_xor.accumulate(lots[order])[ends[-1]].tolist()
            new = ends[-1][[each not in drawn for each in sets]]
            drawn.update(sets)
            blocks.extend(_blocks(centre, new, mass[new]))
        return cls(km, tuple(orders), tuple(ends), tuple(masses), tuple(blocks))

    def members(self, centre: int, end: int) -> Positions:
        """Every place in the circle, those without a case as well."""
        radius = self.km[centre, self.orders[centre][end]]
        near = np.argsort(self.km[centre], kind="stable")
        inside: Positions = near[self.km[centre, near] <= radius + _SLACK]
        return inside


def _blocks(centre: int, ends: Positions, masses: Floats) -> Iterator[_Block]:
    start = begin = 0
    held = masses.sum(axis=1)
    for i in range(1, ends.size + 1):
        if i == ends.size or held[i] > held[start] + _SPREAD * math.sqrt(held[start]):
            yield _Block(centre, begin, ends[start:i], masses[start:i])
            start, begin = i, int(ends[i - 1]) + 1


class _Search:
    """The highest statistic of many tables that share their margins."""

    def __init__(self, zones: _Zones, table: _Table) -> None:
        self.table = table
        self.dtype = np.dtype(np.int16 if _FINE * (table.cases + 1) < np.iinfo(np.int16).max else np.int32)
        self.chunks = [_Chunk(zones, blocks, table, self.dtype) for blocks in _chunked(zones.blocks)]
        self.threshold = math.nan

    def highest(self, tables: Sequence[Counts], threshold: float) -> Floats:
        """Exact where it reaches the threshold, 0 elsewhere."""
        if threshold != self.threshold:
            most_expected = _most_expected(threshold, self.table.cases, self.table.fewest)
            for chunk in self.chunks:
                chunk.aim_at(most_expected)
            self.threshold = threshold
        places, periods = tables[0].shape
        # One more place, always empty: what ragged lists are filled up with.
        until = np.zeros((places + 1, periods + 1, len(tables)), self.dtype)
        for b, table in enumerate(tables):
            np.cumsum(table, axis=1, out=until[:places, 1:, b])
        best = np.full(len(tables), max(threshold, 0.0) - _SLACK)
        fine = list((until * self.dtype.type(_FINE)).reshape(places + 1, -1))
        for chunk in self.chunks:
            chunk.raise_(best, until, fine)
        return np.where(best < threshold, 0.0, best)

    def settle(self, tables: Sequence[Counts], threshold: float) -> Floats:
        """Exact for every table: the threshold comes down until each has reached it."""
        found = self.highest(tables, threshold)
        while threshold > 0 and (low := np.flatnonzero(found < threshold)).size:
            threshold = threshold - 1.0 if threshold > 1.0 else 0.0
            found[low] = self.highest([tables[int(i)] for i in low], threshold)
        return found


def _most_expected(threshold: float, cases: int, fewest: int) -> Floats:
    """For each count from ``fewest`` to all: the highest expectation at which it still reaches
    the threshold, a little generous, by bisection. It rises with the count."""
    count = np.arange(fewest, cases + 1, dtype=np.float64)
    low, high = np.zeros(count.shape), count.copy()
    for _ in range(60):
        middle = (low + high) / 2
        reaches = (middle > 0) & (statistic(count, middle, cases, fewest) >= threshold)
        low, high = np.where(reaches, middle, low), np.where(reaches, high, middle)
    return high * (1 + _SLACK)


def _chunked(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """Lists of about ``_CHUNK`` blocks; the blocks of one centre stay together."""
    chunk: list[_Block] = []
    for block in blocks:
        if len(chunk) >= _CHUNK and block.centre != chunk[-1].centre:
            yield chunk
            chunk = []
        chunk.append(block)
    if chunk:
        yield chunk


class _Chunk:
    """Blocks of a few centres, laid out for sums over many replications at once.

    ``offsets``, shape (periods + 1, blocks), are the expected cases before each period in a block's
    largest circle, in whole ``_FINE`` parts: with them taken off, what a window needs hardly depends on
    where it begins, and one comparison per window length is sharp.
    """

    def __init__(self, zones: _Zones, blocks: list[_Block], table: _Table, dtype: np.dtype[Any]) -> None:
        self.table, self.dtype = table, dtype
        self.smallest = np.array([block.masses[0] for block in blocks])
        self.largest = np.array([block.masses[-1] for block in blocks])
        self.offsets = np.rint(_FINE * table.until @ self.largest.T).astype(dtype)
        added = [zones.orders[b.centre][b.begin : b.ends[-1] + 1] for b in blocks]
        self.places = [each.tolist() for each in added]
        self.is_first = np.array([block.begin == 0 for block in blocks])
        self.has_inner = np.array([block.ends.size > 1 for block in blocks])
        # Ragged lists as rectangles: the places that a block adds, and the circle that ends there.
        width = max(each.size for each in added)
        self.added = np.full((len(blocks), width), -1, np.intp)
        self.mass = np.full((len(blocks), width, self.largest.shape[1]), np.nan)
        for k, (block, places) in enumerate(zip(blocks, added, strict=True)):
            self.added[k, : places.size] = places
            self.mass[k, block.ends - block.begin] = block.masses
        self.needed: list[NDArray[np.int32]] = []

    def aim_at(self, most_expected: Floats) -> None:
        """For each window length, start and block: from where on the threshold may be reached."""
        self.needed = []
        for length, starts in self.table.starts:
            share = self.table.within(starts, length)
            count = self.table.fewest + np.searchsorted(most_expected, share @ self.smallest.T)
            offset = self.offsets[starts + length].astype(np.int32) - self.offsets[starts]
            self.needed.append((_FINE * count - offset).astype(np.int32))

    def raise_(self, best: Floats, until: NDArray[Any], fine: list[NDArray[Any]]) -> None:
        """Raise ``best`` (per replication) to the highest statistic of this chunk where that is higher."""
        periods, batch = until.shape[1], until.shape[2]
        sums = np.empty((periods, len(self.places), batch), self.dtype)
        circle = np.zeros(periods * batch, self.dtype)
        for k, places in enumerate(self.places):
            if self.is_first[k]:
                circle.fill(0)
            for place in places:
                np.add(circle, fine[place], out=circle)
            sums[:, k] = circle.reshape(periods, batch)
        sums -= self.offsets[:, :, None]
        rows = list(sums.reshape(periods, -1))
        most, one = np.empty_like(rows[0]), np.empty_like(rows[0])
        for (length, starts), needed in zip(self.table.starts, self.needed, strict=True):
            first, *others = starts.tolist()
            np.subtract(rows[first + length], rows[first], out=most)
            for start in others:
                np.subtract(rows[start + length], rows[start], out=one)
                np.maximum(most, one, out=most)
            reached = most.reshape(-1, batch) >= needed.min(axis=0).astype(self.dtype)[:, None]
            if reached.any():
                self._look_closer(best, until, sums, length, starts, needed, *np.nonzero(reached))

    def _look_closer(
        self,
        best: Floats,
        until: NDArray[Any],
        sums: NDArray[Any],
        length: int,
        starts: Positions,
        needed: NDArray[np.int32],
        block: Positions,
        which: Positions,
    ) -> None:
        """At blocks (and replications) where some window reaches the threshold: which, and how high."""
        over = sums[starts[:, None] + length, block, which] - sums[starts[:, None], block, which]
        at, k = np.nonzero(over >= needed[:, block])
        block, which, start = block[k], which[k], starts[at]
        cases, fewest = self.table.cases, self.table.fewest
        share = self.table.within(start, length)
        held = self._held(sums, block, which, start, length)
        np.maximum.at(best, which, statistic(held, _expected(self.largest[block], share), cases, fewest))
        bound = statistic(held, _expected(self.smallest[block], share), cases, fewest)
        open_ = (bound > best[which]) & self.has_inner[block]
        if not open_.any():
            return
        block, which, start, share = block[open_], which[open_], start[open_], share[open_]
        added = self.added[block]
        inner = until[added, (start + length)[:, None], which[:, None]]
        inner = inner - until[added, start[:, None], which[:, None]]
        before = np.where(self.is_first[block], 0, self._held(sums, block - 1, which, start, length))
        circles = before[:, None] + np.cumsum(inner, axis=1, dtype=np.float64)
        # Where no circle ends, any expectation above the count will do.
        expected = np.nan_to_num(_expected(self.mass[block], share[:, None]), nan=np.inf)
        np.maximum.at(best, which, statistic(circles, expected, cases, fewest).max(axis=1))

    def _held(
        self, sums: NDArray[Any], block: Positions, which: Positions, start: Positions, length: int
    ) -> Floats:
        """Cases in the largest circle of a block during a window, in one replication."""
        fine = sums[start + length, block, which].astype(np.float64) - sums[start, block, which]
        held: Floats = (fine + self.offsets[start + length, block] - self.offsets[start, block]) / _FINE
        return held


def _expected(masses: Floats, shares: Floats) -> Floats:
    """Summed over the strata, the last axis of both."""
    expected: Floats = np.einsum("...k,...k->...", masses, shares)
    return expected


@dataclass(frozen=True)
class _Found:
    centre: int
    end: int
    start: int
    length: int
    observed: int
    expected: float
    value: float


def _strongest(zones: _Zones, table: _Table, counts: Counts) -> Iterator[_Found]:
    """The strongest cylinder, then the strongest that shares no place with those before it, and so on.

    Of equal ones the smaller circle, then the shorter and earlier window, then the first centre.
    """
    if not table.starts:
        return
    best = [_best_windows(zones, table, counts, centre) for centre in range(len(zones.orders))]
    free = np.ones(counts.shape[0], dtype=bool)
    for _ in range(MOST_CLUSTERS):
        chosen: tuple[float, float, int, int] | None = None
        for centre, (values, _, _, _) in enumerate(best):
            radii = zones.km[centre, zones.orders[centre][zones.ends[centre]]]
            usable = radii < zones.km[centre, ~free].min(initial=np.inf) - _SLACK
            if not usable.any():
                continue
            k = int(np.argmax(np.round(values[usable], 9)))
            radius = float(radii[k])
            candidate = (-round(float(values[k]), 9), round(radius, 6), centre, k)
            if chosen is None or candidate < chosen:
                chosen = candidate
        if chosen is None or chosen[0] >= 0:
            return
        _, _, centre, k = chosen
        values, starts, lengths, observed = best[centre]
        start, length = int(starts[k]), int(lengths[k])
        end = int(zones.ends[centre][k])
        expected = float(zones.masses[centre][k] @ (table.until[start + length] - table.until[start]))
        yield _Found(centre, end, start, length, int(observed[k]), expected, float(values[k]))
        free[zones.members(centre, end)] = False


def _best_windows(
    zones: _Zones, table: _Table, counts: Counts, centre: int
) -> tuple[Floats, Positions, Positions, Counts]:
    """For each circle around a centre: its highest statistic, that window, and its cases."""
    ends, masses = zones.ends[centre], zones.masses[centre]
    until = np.pad(np.cumsum(np.cumsum(counts[zones.orders[centre]], axis=0), axis=1), ((0, 0), (1, 0)))[ends]
    values = np.zeros(ends.size)
    first, length = np.zeros(ends.size, np.intp), np.zeros(ends.size, np.intp)
    observed = np.zeros(ends.size, np.int64)
    for size, starts in table.starts:
        inside = until[:, starts + size] - until[:, starts]
        expected = masses @ table.within(starts, size).T
        found = statistic(inside.astype(np.float64), expected, table.cases, table.fewest)
        at = np.argmax(np.round(found, 9), axis=1) if ends.size else np.zeros(0, np.intp)
        rows = np.arange(ends.size)
        higher = found[rows, at] > values + _SLACK
        values = np.where(higher, found[rows, at], values)
        first, length = np.where(higher, starts[at], first), np.where(higher, size, length)
        observed = np.where(higher, inside[rows, at], observed)
    return values, first, length, observed
