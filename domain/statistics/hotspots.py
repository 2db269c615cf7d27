"""Rates and local statistics that are honest at small numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from domain.statistics.small_numbers import LEVEL, gamma_quantile, log_gamma, poisson_interval

PER = 100_000
EARTH_KM = 6371.0088

NEAREST = 3
"""How many nearest regions are neighbours of each, before ferry links and the way back."""
NEIGHBOUR_KM = 150.0
"""Farther than this only a ferry link makes two regions neighbours."""

PERMUTATIONS = 9_999
SEED = 6_08_2025
"""The day of the declaration; any fixed number would do: same input, same answer."""

Floats = NDArray[np.float64]
Adjacency = NDArray[np.bool_]
"""Of shape (n, n), symmetric, False on the diagonal."""


@dataclass(frozen=True)
class Interval:
    """Lower and upper limits, one entry per region."""

    low: Floats
    high: Floats


@dataclass(frozen=True)
class Rates:
    """Events per 100,000 people over the period, one entry per region, in the order given."""

    crude: Floats
    shrunk: Floats
    mean: float
    between: float
    """Variance of the true rates between regions, per person squared; 0: no more than chance."""


def empirical_bayes(events: Floats, population: Floats) -> Rates:
    """Global empirical-Bayes rates (Marshall 1991, *Applied Statistics* 40:283-294).

    ``events`` and ``population`` are of shape (n,), population in people and positive.
    With crude rate ``r = events / population``, mean ``m = sum(events) / sum(population)``,
    ``s2 = sum(population * (r - m)**2) / sum(population)`` and
    ``a = max(s2 - m / mean(population), 0)``, the shrunk rate is
    ``m + (r - m) * a / (a + m / population)``: the fewer people, the closer to the mean.
    Raises ValueError for shapes that differ, an empty map, a population that is not positive or
    events that are negative or not finite.
    """
    _check(events, population)
    crude = events / population
    mean = events.sum() / population.sum()
    variance = (population * (crude - mean) ** 2).sum() / population.sum()
    between = max(variance - mean / population.mean(), 0.0)
    shrunk = mean + (crude - mean) * _weight(between, mean, population)
    return Rates(crude * PER, shrunk * PER, float(mean * PER), float(between))


def _check(events: Floats, population: Floats) -> None:
    if events.shape != population.shape or events.ndim != 1 or not events.size:
        raise ValueError("events and population must be vectors of one, non-zero length")
    if not (np.isfinite(events).all() and (events >= 0).all()):
        raise ValueError("events must be finite and not negative")
    if not (np.isfinite(population).all() and (population > 0).all()):
        raise ValueError("population must be finite and positive")


def _weight(between: Floats | float, mean: Floats | float, population: Floats) -> Floats:
    """What the region's own rate counts for: a / (a + m / population), 0 where nothing is known."""
    denominator = between + mean / population
    numerator = np.broadcast_to(between, denominator.shape)
    weight: Floats = np.zeros(denominator.shape)
    np.divide(numerator, denominator, out=weight, where=denominator > 0)
    return weight


def local_empirical_bayes(events: Floats, population: Floats, adjacency: Adjacency) -> Floats:
    """Each region shrunk towards the mean of itself and its neighbours, per 100,000, shape (n,).

    Marshall (1991), section 4: the formula of :func:`empirical_bayes`, with mean, variance and mean
    population of the region and its neighbours alone. A region without neighbours keeps its crude
    rate: there is nothing to shrink towards. Raises as :func:`empirical_bayes` does.
    """
    _check(events, population)
    around = (adjacency | np.eye(events.size, dtype=bool)).astype(np.float64)
    people = around @ population
    mean = around @ events / people
    crude = events / population
    spread = (around * (crude[None, :] - mean[:, None]) ** 2) @ population / people
    between = np.maximum(spread - mean * around.sum(axis=1) / people, 0.0)
    shrunk = mean + (crude - mean) * _weight(between, mean, population)
    return np.asarray(np.where(adjacency.any(axis=1), shrunk, crude) * PER, np.float64)


def crude_interval(events: Floats, population: Floats, level: float = LEVEL) -> Interval:
    """Exact Poisson (Garwood 1936) interval of the crude rate, per 100,000, shape (n,)."""
    _check(events, population)
    low, high = poisson_interval(events, level)
    return Interval(low / population * PER, high / population * PER)


_SPREADS = np.arange(0.1, 3.01, 0.1)
"""Coefficients of variation of the true rates that the interval allows for."""


def shrunk_interval(events: Floats, population: Floats, level: float = LEVEL) -> Interval:
    """Equal-tailed interval of the true rates, given the whole map, per 100,000, shape (n,).

    True rates are gamma distributed around the mean ``m`` of :func:`empirical_bayes` with coefficient of
    variation ``t``: given ``k = 1 / t**2``, a region's rate has the posterior Gamma(events + k) over
    ``population + k / m`` (Clayton & Kaldor 1987, *Biometrics* 43:671-681), whose mean is Marshall's rate
    for the variance ``(t * m)**2``. A single estimate of that variance would make the interval too
    narrow, and is often zero; so ``t`` is weighed instead: uniform up to 3 (Gelman 2006, *Bayesian
    Analysis* 1:515-534) times its negative binomial likelihood. ``m`` has the variance
    ``m**2 * (1 / cases + t**2 / n)``, carried over to first order (Morris 1983, *J. Am. Stat. Assoc.*
    78:47-55). The limits are those of the gamma distribution with the mean and the variance that result.
    Without any event it is the exact interval of each region. docs/hotspots.md says how often it holds
    the true rate.
    """
    rates = empirical_bayes(events, population)
    if not rates.mean:
        return crude_interval(events, population, level)
    weight = _spread_likelihood(events, rates.mean / PER * population)
    k = 1 / _SPREADS[:, None] ** 2
    people = population + k * PER / rates.mean
    each = (events + k) / people
    mean = weight @ each
    slope = each * (1 - population / people)
    of_the_mean = 1 / events.sum() + 1 / k / events.size
    variance = weight @ (each * (each + 1 / people) + slope**2 * of_the_mean) - mean**2
    tail = (1.0 - level) / 2
    low, high = gamma_quantile([[tail], [1.0 - tail]], mean**2 / variance) * variance / mean * PER
    return Interval(low, high)


def _spread_likelihood(events: Floats, expected: Floats) -> Floats:
    """Negative binomial likelihood of the events for each of ``_SPREADS``, as weights that add up to 1."""
    k = 1 / _SPREADS[:, None] ** 2
    each = log_gamma(events + k) - log_gamma(k) - k * np.log1p(expected / k) - events * np.log(k + expected)
    total = each.sum(axis=1)
    likelihood = np.exp(total - total.max())
    return np.asarray(likelihood / likelihood.sum(), np.float64)


def distances(latitude: Floats, longitude: Floats) -> Floats:
    """Great-circle distances in km between points in degrees, shape (n, n) (haversine formula)."""
    lat, lon = np.radians(latitude), np.radians(longitude)
    half = (
        np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat)[None, :] * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    )
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))), np.float64)


def neighbours(
    latitude: Floats,
    longitude: Floats,
    links: Iterable[tuple[int, int]] = (),
    *,
    nearest: int = NEAREST,
    within_km: float = NEIGHBOUR_KM,
) -> Adjacency:
    """Who is next to whom, across land and straits: shape (n, n).

    Two regions are neighbours when one is among the ``nearest`` of the other by great-circle distance
    and no farther than ``within_km``, or when a link (pair of positions) joins them. Equal distances
    are settled by position, so sort the regions by code for one answer.
    """
    km = distances(latitude, longitude)
    np.fill_diagonal(km, np.inf)
    order = np.argsort(km, axis=1, kind="stable")[:, :nearest]
    near = np.zeros(km.shape, dtype=bool)
    np.put_along_axis(near, order, True, axis=1)
    near &= km <= within_km
    for one, other in links:
        near[one, other] = True
    near |= near.T
    np.fill_diagonal(near, False)
    return near


def gi_star(values: Floats, adjacency: Adjacency) -> Floats:
    """Local Gi* as a standard score, shape (n,) (Ord & Getis 1995, *Geographical Analysis* 27:286-306).

    With ``k`` regions in the circle of ``i`` (itself and its neighbours, each of weight one) and mean
    ``m`` and standard deviation ``s`` (divisor ``n``) of all values,
    ``z = (sum of the circle - k * m) / (s * sqrt((n * k - k**2) / (n - 1)))``.
    Where that is nothing by nothing (all values alike, or the circle is the whole map) z is nan.
    """
    n = values.size
    circle = adjacency | np.eye(n, dtype=bool)
    k = circle.sum(axis=1).astype(np.float64)
    scale = values.std() * np.sqrt(np.maximum(n * k - k**2, 0.0) / max(n - 1, 1))
    # Alike up to rounding is alike.
    known = scale > 1e-12 * max(float(np.abs(values).max(initial=0.0)), 1e-300)
    over = circle @ values - k * values.mean()
    z: Floats = np.full(n, np.nan)
    np.divide(over, scale, out=z, where=known)
    return z


def gi_star_p(
    values: Floats, adjacency: Adjacency, *, permutations: int = PERMUTATIONS, seed: int = SEED
) -> Floats:
    """How often neighbours drawn by lot add up to as much as the real ones: shape (n,), one-sided.

    Conditional permutation (Anselin 1995, *Geographical Analysis* 27:93-115): the region keeps its
    value, its neighbours' values are drawn without replacement from the rest of the map, and
    ``p = (1 + number of draws with a sum at least as high) / (permutations + 1)``. The same draws serve
    every region. nan for regions without neighbours, or where :func:`gi_star` is nan.
    """
    n = values.size
    p = np.full(n, np.nan)
    degrees = adjacency.sum(axis=1)
    known = np.isfinite(gi_star(values, adjacency)) & (degrees > 0)
    if not known.any():
        return p
    draws = _draws(n - 1, int(degrees.max()), permutations, seed)
    slack = 1e-12 * float(np.abs(values).sum())
    for i in np.flatnonzero(known):
        others = np.delete(values, i)
        drawn = others[draws[: degrees[i]]].sum(axis=0)
        p[i] = (1 + (drawn >= values[adjacency[i]].sum() - slack).sum()) / (permutations + 1)
    return p


@lru_cache(maxsize=8)
def _draws(among: int, most: int, permutations: int, seed: int) -> NDArray[np.intp]:
    """Columns of ``most`` different positions out of ``among``, in random order."""
    lots = np.random.default_rng(seed).random((permutations, among))
    return np.ascontiguousarray(np.argsort(lots, axis=1)[:, :most].T)


def morans_i(values: Floats, adjacency: Adjacency) -> float:
    """Moran's I with row-standardised weights (Moran 1950, *Biometrika* 37:17-23; Cliff & Ord 1981).

    ``I = (n / sum(w)) * (z' W z) / (z' z)`` with ``z`` the deviations from the mean; about
    ``-1 / (n - 1)`` by chance, towards 1 where like lies by like. nan when all values are alike.
    """
    z = values - values.mean()
    squares = float(z @ z)
    degrees = adjacency.sum(axis=1)
    if not degrees.any() or squares <= 1e-24 * max(float(values @ values), 1e-300):
        return float("nan")
    weights = adjacency / np.maximum(degrees, 1)[:, None]
    return float(values.size / weights.sum() * (z @ weights @ z) / squares)
