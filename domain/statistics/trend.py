"""Whether a series rises or falls: the Mann-Kendall test with ties, and Sen's slope."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

import numpy as np

FEWEST_PERIODS = 8
"""Below eight the normal approximation of the test is poor, and hardly anything can be told."""
FEWEST_EVENTS = 5
ALPHA = 0.05


class Direction(StrEnum):
    RISING = "rising"
    FALLING = "falling"
    NONE = "none"
    """No trend that chance would not give as well."""
    TOO_LITTLE = "too_little"


@dataclass(frozen=True)
class Trend:
    """``z`` and two-sided ``p`` are None when all periods are alike."""

    direction: Direction
    periods: int
    events: float
    score: int
    z: float | None
    p: float | None
    slope: float
    """Sen's slope, in events per period."""


def mann_kendall(series: Sequence[float], *, alpha: float = ALPHA) -> Trend:
    """Trend of counts in equal periods, oldest first (Mann 1945; Kendall 1975; Sen 1968).

    ``S = sum of sign(x[j] - x[i])`` over ``i < j``; with ties of sizes ``t``,
    ``var(S) = (n(n-1)(2n+5) - sum t(t-1)(2t+5)) / 18``; ``z = (S - sign(S)) / sqrt(var)``; the p value
    is two-sided by the normal distribution. Sen's slope is the median of ``(x[j] - x[i]) / (j - i)``.
    Fewer than ``FEWEST_PERIODS`` periods or ``FEWEST_EVENTS`` events are too little for a direction.
    Raises ValueError when a value is not finite.
    """
    x = np.asarray(series, np.float64)
    n = x.size
    if x.ndim != 1 or not np.isfinite(x).all():
        raise ValueError("series must be finite numbers in a row")
    first, second = np.triu_indices(n, 1)
    steps = x[second] - x[first]
    score = int(np.sign(steps).sum())
    ties = np.unique(x, return_counts=True)[1].astype(np.float64)
    variance = (n * (n - 1) * (2 * n + 5) - float((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18
    slope = float(np.median(steps / (second - first))) if steps.size else 0.0
    events = float(x.sum())
    if variance <= 0:
        direction = (
            Direction.NONE if n >= FEWEST_PERIODS and events >= FEWEST_EVENTS else Direction.TOO_LITTLE
        )
        return Trend(direction, n, events, score, None, None, slope)
    z = (score - np.sign(score)) / sqrt(variance)
    p = 2 * NormalDist().cdf(-abs(z))
    if n < FEWEST_PERIODS or events < FEWEST_EVENTS:
        direction = Direction.TOO_LITTLE
    elif p > alpha:
        direction = Direction.NONE
    else:
        direction = Direction.RISING if score > 0 else Direction.FALLING
    return Trend(direction, n, events, score, float(z), float(p), slope)
