"""The most likely clusters of a table of counts, each tested against shuffled tables."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from domain.statistics.scan_search import MaximaSearch, statistic
from domain.statistics.scan_terms import MOST_CLUSTERS, SLACK, Counts, Cylinder, Floats, Limits, Positions
from domain.statistics.scan_zones import WindowTable, Zones

EULER = 0.5772156649015329
_BATCH = 128
"""Replications looked at together: with the blocks of a chunk about what a processor's cache holds."""
_PILOT_QUANTILE = 0.1


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
    if spread <= SLACK:
        return None
    beta = spread * math.sqrt(6) / math.pi
    mu = float(maxima.mean()) - EULER * beta
    return -math.expm1(-math.exp(min((mu - value) / beta, 700.0)))


def cylinders(counts: Counts, latitude: Floats, longitude: Floats, limits: Limits) -> list[Cylinder]:
    """The most likely clusters of ``counts``, the strongest first.

    Shape of the counts: (places, periods), or (strata, places, periods). Positions in degrees (or on a
    plane), shape (places,). Circles are centred on the places and grow from place to place; places at
    equal distance join together. Secondary clusters share no place with a stronger one, at most
    ``MOST_CLUSTERS`` in all; each is tested against the maxima of the replications, which
    is conservative for all but the first. Empty when no cylinder holds more than expected.
    """
    strata = _strata(counts)
    zones = Zones.around(latitude, longitude, strata.sum(axis=2).T, limits)
    table = WindowTable.of(strata, limits)
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
            p=float((1 + (highest >= each.value - SLACK).sum()) / (highest.size + 1)),
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
    zones = Zones.around(latitude, longitude, strata.sum(axis=2).T, limits)
    table = WindowTable.of(strata, limits)
    if not zones.blocks:
        return np.zeros(limits.replications)
    search = MaximaSearch(zones, table)
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
class _Found:
    centre: int
    end: int
    start: int
    length: int
    observed: int
    expected: float
    value: float


def _strongest(zones: Zones, table: WindowTable, counts: Counts) -> Iterator[_Found]:
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
            usable = radii < zones.km[centre, ~free].min(initial=np.inf) - SLACK
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
    zones: Zones, table: WindowTable, counts: Counts, centre: int
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
        higher = found[rows, at] > values + SLACK
        values = np.where(higher, found[rows, at], values)
        first, length = np.where(higher, starts[at], first), np.where(higher, size, length)
        observed = np.where(higher, inside[rows, at], observed)
    return values, first, length, observed
