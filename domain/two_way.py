"""Exact bounds of the hidden cells of a two-way table whose margins are known in part.

A table of counts with known sums per column, and known or unknown sums per row, is a flow: a source
sends each row its sum, each row sends each column its cell, each column takes in its sum. Somebody who
knows the margins and a range for each hidden cell can replace the true table by any other that fits,
and every such change runs along closed walks in the residual graph (Gusfield 1988, *SIAM J. Comput.*
17:552-571; Cox 1980, *JASA* 75:377-385). So the most and the least a hidden cell can be is a maximum
flow. Such a system is totally unimodular: the bounds over the reals are whole numbers, and a whole table
attains them. What is returned is therefore what a linear program would find, neither more nor less.
"""

from collections import deque
from collections.abc import Hashable

UNBOUNDED = 10**12
"""More than any count; stands for a cell of which no upper bound is known."""

_SOURCE = "source"

Node = Hashable
Row = str
Column = int


class TwoWayTable:
    """Only the part that is not known: hidden cells, and the row sums that are not told."""

    def __init__(self) -> None:
        self._heads: list[Node] = []
        self._slack: list[int] = []
        self._out: dict[Node, list[int]] = {}
        self._values: list[int] = []
        self._cells: dict[tuple[Row, Column], int] = {}
        self._sums: dict[Row, int] = {}

    def hide(self, row: Row, column: Column, value: int, low: int = 0, high: int = UNBOUNDED) -> None:
        """A cell that is not told, with the range in which everybody knows it to be."""
        self._cells[row, column] = self._edge(("row", row), ("column", column), value, low, high)

    def hide_sum(self, row: Row, value: int, low: int = 0, high: int = UNBOUNDED) -> None:
        """A row's sum that is not told; without this call the sum of a row counts as known."""
        self._sums[row] = self._edge(_SOURCE, ("row", row), value, low, high)

    def tell_sum(self, row: Row) -> None:
        """The sum becomes known."""
        self._close(self._sums.pop(row))

    def show(self, row: Row, column: Column) -> None:
        """The cell becomes known."""
        self._close(self._cells.pop((row, column)))

    def cell(self, row: Row, column: Column) -> tuple[int, int]:
        """The least and the most the cell can be."""
        return self._bounds(self._cells[row, column], UNBOUNDED)[:2]

    def sum(self, row: Row) -> tuple[int, int]:
        return self._bounds(self._sums[row], UNBOUNDED)[:2]

    def width(self, row: Row, column: Column | None, enough: int) -> tuple[int, frozenset[Row]]:
        """How far apart the bounds of a cell (or of a row's sum) lie, looked for up to ``enough``.

        With it, the rows whose untold sums it took: while those stay untold the width holds, whatever
        becomes known of the other rows' sums.
        """
        edge = self._sums[row] if column is None else self._cells[row, column]
        low, high, used = self._bounds(edge, enough)
        return high - low, frozenset(each for each, sum_edge in self._sums.items() if sum_edge // 2 in used)

    def _edge(self, tail: Node, head: Node, value: int, low: int, high: int) -> int:
        """Two arcs: along the first the value grows, along the second it shrinks."""
        edge = len(self._heads)
        self._heads += [head, tail]
        self._slack += [high - value, value - low]
        self._values += [value]
        self._out.setdefault(tail, []).append(edge)
        self._out.setdefault(head, []).append(edge + 1)
        return edge

    def _close(self, edge: int) -> None:
        self._slack[edge] = self._slack[edge + 1] = 0

    def _bounds(self, edge: int, enough: int) -> tuple[int, int, set[int]]:
        """The value itself cannot move while the others look for a way round it."""
        tail, head = self._heads[edge + 1], self._heads[edge]
        grow, shrink = self._slack[edge], self._slack[edge + 1]
        slack, used = list(self._slack), set[int]()
        slack[edge] = slack[edge + 1] = 0
        up = self._push(list(slack), head, tail, min(grow, enough), used)
        down = self._push(slack, tail, head, min(shrink, enough - up), used)
        value = self._values[edge // 2]
        return value - down, value + up, used

    def _push(self, slack: list[int], start: Node, end: Node, most: int, used: set[int]) -> int:
        """Maximum flow by shortest augmenting paths (Edmonds and Karp 1972), at most ``most``."""
        pushed = 0
        while pushed < most:
            path = self._path(slack, start, end)
            if path is None:
                break
            amount = min(most - pushed, *(slack[arc] for arc in path))
            for arc in path:
                slack[arc] -= amount
                slack[arc ^ 1] += amount
                used.add(arc // 2)
            pushed += amount
        return pushed

    def _path(self, slack: list[int], start: Node, end: Node) -> list[int] | None:
        came: dict[Node, int] = {start: -1}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for arc in self._out.get(node, ()):
                head = self._heads[arc]
                if slack[arc] > 0 and head not in came:
                    came[head] = arc
                    if head == end:
                        return self._back(came, end)
                    waiting.append(head)
        return None

    def _back(self, came: dict[Node, int], end: Node) -> list[int]:
        path, node = [], end
        while (arc := came[node]) != -1:
            path.append(arc)
            node = self._heads[arc ^ 1]
        return path
