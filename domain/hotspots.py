"""Rates that are honest at small numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PER = 100_000


@dataclass(frozen=True)
class Rates:
    """Events per 100,000 people over the period, one entry per region, in the order given."""

    crude: NDArray[np.float64]
    shrunk: NDArray[np.float64]
    mean: float


def empirical_bayes(events: NDArray[np.float64], population: NDArray[np.float64]) -> Rates:
    """Global empirical-Bayes rates (Marshall 1991, *Applied Statistics* 40:283-294).

    ``events`` and ``population`` are of shape (n,), population in people and positive.
    With crude rate ``r = events / population``, mean ``m = sum(events) / sum(population)``,
    ``s2 = sum(population * (r - m)**2) / sum(population)`` and
    ``a = max(s2 - m / mean(population), 0)``, the shrunk rate is
    ``m + (r - m) * a / (a + m / population)``: the fewer people, the closer to the mean.
    Raises ValueError for shapes that differ, an empty map, a population that is not positive or
    events that are negative or not finite.
    """
    if events.shape != population.shape or events.ndim != 1 or not events.size:
        raise ValueError("events and population must be vectors of one, non-zero length")
    if not (np.isfinite(events).all() and (events >= 0).all()):
        raise ValueError("events must be finite and not negative")
    if not (np.isfinite(population).all() and (population > 0).all()):
        raise ValueError("population must be finite and positive")
    crude = events / population
    mean = events.sum() / population.sum()
    variance = (population * (crude - mean) ** 2).sum() / population.sum()
    between = max(variance - mean / population.mean(), 0.0)
    denominator = between + mean / population
    weight = np.divide(between, denominator, out=np.zeros_like(crude), where=denominator > 0)
    return Rates(crude * PER, (mean + (crude - mean) * weight) * PER, float(mean * PER))
