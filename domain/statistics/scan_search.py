"""The highest statistic of many shuffled tables at once, exact though few circles are looked at.

How it is fast stands in ``space_time_scan``.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.statistics.scan_terms import FEWEST_CASES, SLACK, Counts, Floats, Positions
from domain.statistics.scan_zones import CircleBlock, WindowTable, Zones

_CHUNK = 128
"""Blocks of circles looked at together."""
_FINE = 8
"""Sums less expectations are kept in eighths of a case, as whole numbers."""


def statistic(observed: Floats, expected: Floats, cases: float, fewest: int = FEWEST_CASES) -> Floats:
    """The logarithm of the likelihood ratio (``space_time_scan``); 0 where few or not more than expected."""
    above = (observed > expected) & (observed >= fewest)
    c = np.where(above, observed, 2.0)
    mu = np.where(above, expected, 1.0)
    rest = cases - c
    outside = rest * np.log(np.where(rest > 0, rest, 1.0) / np.where(rest > 0, cases - mu, 1.0))
    return np.where(above, c * np.log(c / mu) + outside, 0.0)


class MaximaSearch:
    """The highest statistic of many tables that share their margins."""

    def __init__(self, zones: Zones, table: WindowTable) -> None:
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
        best = np.full(len(tables), max(threshold, 0.0) - SLACK)
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
    return high * (1 + SLACK)


def _chunked(blocks: Sequence[CircleBlock]) -> Iterator[list[CircleBlock]]:
    """Lists of about ``_CHUNK`` blocks; the blocks of one centre stay together."""
    chunk: list[CircleBlock] = []
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

    def __init__(
        self, zones: Zones, blocks: list[CircleBlock], table: WindowTable, dtype: np.dtype[Any]
    ) -> None:
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
        np.maximum.at(best, which, statistic(held, expected_cases(self.largest[block], share), cases, fewest))
        bound = statistic(held, expected_cases(self.smallest[block], share), cases, fewest)
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
        expected = np.nan_to_num(expected_cases(self.mass[block], share[:, None]), nan=np.inf)
        np.maximum.at(best, which, statistic(circles, expected, cases, fewest).max(axis=1))

    def _held(
        self, sums: NDArray[Any], block: Positions, which: Positions, start: Positions, length: int
    ) -> Floats:
        """Cases in the largest circle of a block during a window, in one replication."""
        fine = sums[start + length, block, which].astype(np.float64) - sums[start, block, which]
        held: Floats = (fine + self.offsets[start + length, block] - self.offsets[start, block]) / _FINE
        return held


def expected_cases(masses: Floats, shares: Floats) -> Floats:
    """Summed over the strata, the last axis of both."""
    expected: Floats = np.einsum("...k,...k->...", masses, shares)
    return expected
