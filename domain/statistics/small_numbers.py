"""Exact answers about few events: intervals, tail probabilities and the control of false discoveries.

Only numpy is needed at run time; the tests hold every function to scipy within 1e-9.
"""

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

LEVEL = 0.95
"""Coverage of every interval that a screen shows."""

_LARGE = 50.0
"""Shape of a gamma variable from which integrating its tail is quicker than its series."""
_NEGLIGIBLE = 40.0
"""A density that has fallen by so many powers of e adds nothing to seventeen digits."""
_LEGENDRE = np.polynomial.legendre.leggauss(80)
_NODES, _WEIGHTS = (_LEGENDRE[0] + 1) / 2, _LEGENDRE[1] / 2
_ROUNDS = 20_000
_ENOUGH = 1e-15
_HUGE = 1e6
_TINY = 1e-300

log_gamma = np.vectorize(math.lgamma, otypes=[np.float64])


def gamma_below(shape: ArrayLike, x: ArrayLike) -> Floats:
    """P(X <= x) of a gamma variable with unit rate: the regularised lower incomplete gamma function.

    ``shape`` positive, ``x`` not negative, broadcast against each other. Power series (Press et al. 2007,
    *Numerical Recipes*, section 6.2) where ``x < shape + 1`` and the shape is small; elsewhere the density
    of the logarithm, ``exp(a * u - exp(u)) / Gamma(a)``, is integrated over the tail that begins at
    ``log(x)`` (see :func:`_tail`), which takes as long for millions as for hundreds. Relative error about
    1e-12.
    """
    a, z = np.broadcast_arrays(np.asarray(shape, np.float64), np.asarray(x, np.float64))
    if not ((a > 0) & (z >= 0)).all():
        raise ValueError("shape must be positive and x must not be negative")
    below = np.zeros(a.shape)
    by_series = (z > 0) & (z < a + 1) & (a < _LARGE)
    by_tail = (z > 0) & ~by_series
    below[by_series] = _series(a[by_series], z[by_series])
    below[by_tail] = _gamma_by_tail(a[by_tail], z[by_tail])
    return below


def _gamma_by_tail(a: Floats, x: Floats) -> Floats:
    upper = x >= a
    side = np.where(upper, 1.0, -1.0)

    def fall(s: Floats) -> Floats:
        return x * np.expm1(side * s) - side * a * s

    area = _scale(a, x) * _tail(fall, slope=side * (x - a), curvature=x)
    return np.where(upper, 1.0 - area, area)


def _tail(fall: Callable[[Floats], Floats], *, slope: Floats, curvature: Floats) -> Floats:
    """The integral of ``exp(-fall(s))`` over s from 0 up, for vectors of shape (n,).

    ``fall`` is convex and 0 at 0, with that slope and curvature there: minus the logarithm of a
    log-concave density, relative to where the tail begins. It is integrated by Gauss and Legendre up to
    where the density has become negligible; the square that touches ``fall`` at 0 says about where that is.
    """
    end = 2 * _NEGLIGIBLE / (slope + np.sqrt(slope**2 + 2 * curvature * _NEGLIGIBLE))
    while (short := fall(end) < _NEGLIGIBLE).any():
        end = np.where(short, 2 * end, end)
    inside = np.exp(-fall(end * _NODES[:, None]))
    return np.asarray(end * (_WEIGHTS @ inside), np.float64)


def _scale(a: Floats, x: Floats) -> Floats:
    """``x**a * exp(-x) / Gamma(a)``, in a form that keeps its digits when ``a`` is large."""
    log_scale = a * _log_ratio(x, a, x - a) - (x - a) + 0.5 * np.log(a / (2 * np.pi)) - _stirling_error(a)
    return np.asarray(np.exp(log_scale), np.float64)


def _log_ratio(x: Floats, near: Floats, excess: Floats) -> Floats:
    """``log(x / near)`` that keeps its digits when ``x = near + excess`` and the excess is small."""
    d = excess / near
    close = np.abs(d) < 0.5
    return np.where(close, np.log1p(np.where(close, d, 0.0)), np.log(x) - np.log(near))


def _stirling_error(a: Floats) -> Floats:
    """``log Gamma(a)`` less Stirling's formula (Loader 2000, *Fast and accurate computation of binomial
    probabilities*)."""
    if not a.size:
        return np.zeros(a.shape)
    big = np.maximum(a, 16.0)
    series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * big**2)) / big**2) / big**2) / big
    exact = log_gamma(a) - (a - 0.5) * np.log(a) + a - 0.5 * math.log(2 * math.pi)
    return np.asarray(np.where(a < 16.0, exact, series), np.float64)


def _series(a: Floats, x: Floats) -> Floats:
    term = 1.0 / a
    total = term.copy()
    for k in range(1, _ROUNDS):
        term = term * x / (a + k)
        total += term
        if (term <= total * _ENOUGH).all():
            break
    return total * _scale(a, x)


def gamma_quantile(probability: ArrayLike, shape: ArrayLike) -> Floats:
    """The ``x`` with ``gamma_below(shape, x) == probability``, for 0 < probability < 1.

    Newton's method on ``log x`` between two bounds that always hold the root. The lower bound
    ``(p * Gamma(shape + 1)) ** (1 / shape)`` follows from ``exp(-t) <= 1``. Shapes above 1e6 take the
    first guess, which is then as good (Wilson & Hilferty 1931). Relative error below 1e-9 for shapes
    from 0.01 up; a quantile below the smallest double is 0.
    """
    p, a = np.broadcast_arrays(np.asarray(probability, np.float64), np.asarray(shape, np.float64))
    if not ((a > 0) & (p > 0) & (p < 1)).all():
        raise ValueError("shape must be positive and the probability must lie between 0 and 1")
    huge = a > _HUGE
    if huge.any():
        x = np.exp(_wilson_hilferty(p, a))
        x[~huge] = gamma_quantile(p[~huge], a[~huge])
        return x
    low = (np.log(p) + log_gamma(a + 1.0)) / a if a.size else np.zeros(a.shape)
    high = np.log(a + 1.0)
    while (short := gamma_below(a, np.exp(high)) < p).any():
        high = np.where(short, high + 1.0, high)
    low = np.minimum(low, high)
    u = np.clip(_wilson_hilferty(p, a), low, high)
    for _ in range(200):
        x = np.exp(u)
        miss = gamma_below(a, x) - p
        low, high = np.where(miss < 0, u, low), np.where(miss < 0, high, u)
        slope = np.where(x > 0, _scale(a, np.maximum(x, _TINY)), 0.0)
        newton = u - np.divide(miss, slope, out=np.full(a.shape, np.inf), where=slope > 1e-200)
        inside = (newton >= low) & (newton <= high)
        following = np.where(inside, newton, (low + high) / 2)
        moved = np.abs(following - u)
        u = following
        if (moved <= 1e-13 * np.maximum(1.0, np.abs(u))).all():
            break
    return np.asarray(np.exp(u), np.float64)


def _wilson_hilferty(p: Floats, a: Floats) -> Floats:
    """A first guess of the logarithm of the quantile: the cube root of a gamma is nearly normal."""
    z = _normal_quantile(p)
    root = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * np.sqrt(a))
    return np.where(root > 0.1, np.log(a) + 3.0 * np.log(np.maximum(root, 0.1)), -np.inf)


_normal_quantile = np.vectorize(NormalDist().inv_cdf, otypes=[np.float64])


def poisson_interval(events: ArrayLike, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Exact interval of a Poisson mean (Garwood 1936, *Biometrika* 28:437-442).

    ``events`` not negative, any shape; the limits have the same shape and unit (events):
    the ``alpha/2`` quantile of Gamma(n) and the ``1 - alpha/2`` quantile of Gamma(n + 1), with
    ``alpha = 1 - level``. No event gives 0 to 3.69 at 95 %. Coverage is never below ``level``.
    """
    n = np.asarray(events, np.float64)
    if not (np.isfinite(n).all() and (n >= 0).all()):
        raise ValueError("events must be finite and not negative")
    tail = (1.0 - level) / 2
    shapes = np.stack([np.where(n > 0, n, 1.0), n + 1.0])
    tails = np.array([tail, 1.0 - tail]).reshape(2, *([1] * n.ndim))
    low, high = gamma_quantile(tails, shapes)
    return np.where(n > 0, low, 0.0), high


def binomial_above(events: ArrayLike, trials: ArrayLike, share: ArrayLike) -> Floats:
    """P(X >= events) for X ~ Binomial(trials, share): how often chance alone gives this much or more.

    Broadcast against each other; ``0 <= events <= trials``, ``0 < share <= 1``. Equals the regularised
    incomplete beta function I_share(a, b) with ``a = events`` and ``b = trials - events + 1``: the density
    of the log odds, ``t**a * (1 - t)**b / B(a, b)``, integrated over the tail that begins at the share
    (see :func:`_tail`). Relative error about 1e-11 up to 10,000,000 trials.
    """
    k, n, p = np.broadcast_arrays(
        np.asarray(events, np.float64), np.asarray(trials, np.float64), np.asarray(share, np.float64)
    )
    if not ((k >= 0) & (k <= n) & (p > 0) & (p <= 1)).all():
        raise ValueError("events must lie between 0 and trials, and the share between 0 and 1")
    above = np.ones(k.shape)
    open_ = (k > 0) & (p < 1)
    above[open_] = _beta_below(k[open_], n[open_] - k[open_] + 1.0, p[open_])
    return above


def _beta_below(a: Floats, b: Floats, x: Floats) -> Floats:
    n = a + b
    upper = x >= a / n
    side = np.where(upper, 1.0, -1.0)

    def fall(s: Floats) -> Floats:
        return n * np.log1p(x * np.expm1(side * s)) - side * a * s

    # One excess in both ratios: its rounding cancels, where that of each alone would grow with n.
    excess = n * x - a
    log_scale = a * _log_ratio(n * x, a, excess) + b * _log_ratio(n * (1.0 - x), b, -excess)
    log_scale += 0.5 * np.log(a * b / (2 * np.pi * n))
    log_scale += _stirling_error(n) - _stirling_error(a) - _stirling_error(b)
    area = np.exp(log_scale) * _tail(fall, slope=side * excess, curvature=n * x * (1.0 - x))
    return np.asarray(np.clip(np.where(upper, 1.0 - area, area), 0.0, 1.0), np.float64)


def false_discovery(p: Floats) -> Floats:
    """q values by Benjamini and Hochberg (1995, *J. R. Stat. Soc. B* 57:289-300), shape as ``p``.

    ``q[i]`` is the smallest share of false discoveries at which ``p[i]`` is still reported. Entries
    that are not a number stand for tests that were not made: they stay, and do not count.
    """
    q = np.full(p.shape, np.nan)
    made = np.flatnonzero(np.isfinite(p))
    order = made[np.argsort(p[made], kind="stable")]
    ranked = p[order] * made.size / np.arange(1, made.size + 1)
    q[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1.0)
    return q
