"""The circles and windows that all tables of one scan share: they depend on its margins alone."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from domain.statistics import hotspots
from domain.statistics.scan_terms import SEED, SLACK, Counts, Floats, Kind, Limits, Positions

_SPREAD = 1.0
"""A block's largest circle may hold this many square roots of its smallest one's cases more: then the
bound exceeds what is bounded by less than chance varies."""


@dataclass(frozen=True)
class WindowTable:
    """What every replication shares about time."""

    cases: int
    fewest: int
    until: Floats
    """The share of each stratum's cases before each period, and in all: shape (periods + 1, strata)."""
    starts: tuple[tuple[int, Positions], ...]
    """Window lengths, each with the periods at which such a window may begin."""

    @classmethod
    def of(cls, strata: Counts, limits: Limits) -> "WindowTable":
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
class CircleBlock:
    """Nested circles around one centre whose sizes differ little."""

    centre: int
    begin: int
    """Position in the centre's order of the first place that the block adds."""
    ends: Positions
    """Positions at which a circle may end."""
    masses: Floats
    """Cases of each stratum, at any time, in the circle that ends there: shape (ends, strata)."""


@dataclass(frozen=True)
class Zones:
    """All circles: for each centre the places with cases by distance, and where a circle may end."""

    km: Floats
    orders: tuple[Positions, ...]
    ends: tuple[Positions, ...]
    masses: tuple[Floats, ...]
    blocks: tuple[CircleBlock, ...]

    @classmethod
    def around(cls, latitude: Floats, longitude: Floats, margin: Counts, limits: Limits) -> "Zones":
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
        blocks: list[CircleBlock] = []
        for centre in range(len(margin)):
            order = with_cases[np.argsort(km[centre, with_cases], kind="stable")]
            away = km[centre, order]
            mass = np.cumsum(margin[order], axis=0).astype(np.float64)
            held = mass.sum(axis=1)
            last_of_ring = np.append(np.diff(away) > SLACK, [True] * bool(order.size))
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
        inside: Positions = near[self.km[centre, near] <= radius + SLACK]
        return inside


def _blocks(centre: int, ends: Positions, masses: Floats) -> Iterator[CircleBlock]:
    start = begin = 0
    held = masses.sum(axis=1)
    for i in range(1, ends.size + 1):
        if i == ends.size or held[i] > held[start] + _SPREAD * math.sqrt(held[start]):
            yield CircleBlock(centre, begin, ends[start:i], masses[start:i])
            start, begin = i, int(ends[i - 1]) + 1
