"""Exact bounds of what is hidden in tables of counts whose sums are known in part.

A table with known sums per column, and known or unknown sums per row, is a flow: a source sends each row
its sum, each row sends each column its cell, each column takes in its sum; sums of parts of a row are
nodes in between. Somebody who knows some of these numbers, and a range for each of the others, can replace
the true table by any other that fits, and every such change runs along closed walks in the residual graph
(Cox 1980, *J. Am. Stat. Assoc.* 75:377-385; Gusfield 1988, *SIAM J. Comput.* 17:552-571). So the most and
the least a hidden number can be is a maximum flow. Such a system is totally unimodular: its bounds over
the reals are whole numbers, and a whole table attains each. What is returned is therefore what a linear
program would find, neither more nor less.
"""

from collections.abc import Callable, Collection, Hashable

UNBOUNDED = 10**12
"""More than any count; stands for a number of which no upper bound is known."""

SOURCE = "source"

Node = Hashable
Row = str
Column = int


class Network:
    """Numbers as edges, each with its true value and the range in which everybody knows it to be."""

    def __init__(self) -> None:
        self._numbers: dict[Node, int] = {}
        self._heads: list[int] = []
        self._slack: list[int] = []
        self._out: list[list[int]] = []
        self._values: list[int] = []

    def add(self, tail: Node, head: Node, value: int, low: int = 0, high: int = UNBOUNDED) -> int:
        """What flows into a node flows out of it: the edges that meet there are a sum and its parts."""
        edge = len(self._values)
        self._values.append(value)
        start, end = self._number(tail), self._number(head)
        # Two arcs: along the first the value grows, along the second it shrinks.
        self._heads += [end, start]
        self._slack += [high - value, value - low]
        self._out[start].append(2 * edge)
        self._out[end].append(2 * edge + 1)
        return edge

    def _number(self, node: Node) -> int:
        number = self._numbers.setdefault(node, len(self._out))
        if number == len(self._out):
            self._out.append([])
        return number

    def fix(self, edge: int) -> None:
        """The number becomes known."""
        self._slack[2 * edge] = self._slack[2 * edge + 1] = 0

    def hold(self, edge: int) -> Callable[[], None]:
        """Like ``fix``, until what is returned is called."""
        before = self._slack[2 * edge : 2 * edge + 2]

        def undo() -> None:
            self._slack[2 * edge : 2 * edge + 2] = before

        self.fix(edge)
        return undo

    def bounds(self, edge: int, enough: int = UNBOUNDED) -> tuple[int, int, set[int]]:
        """The least and the most the number can be, and the other edges that had to move for it.

        The search ends when the two lie ``enough`` apart.
        """
        grows, shrinks = 2 * edge, 2 * edge + 1
        tail, head = self._heads[shrinks], self._heads[grows]
        used: set[int] = set()
        # The edge itself stands still while the others look for a way round it.
        slack = list(self._slack)
        slack[grows] = slack[shrinks] = 0
        up = self._push(list(slack), head, tail, min(self._slack[grows], enough), used)
        down = self._push(slack, tail, head, min(self._slack[shrinks], enough - up), used)
        return self._values[edge] - down, self._values[edge] + up, used

    def moves(self, edges: Collection[int]) -> set[int]:
        """Other edges by whose moving the sum of these becomes another; none where it cannot, as far as seen.

        Looked for are the walks along which some of them grow and none shrinks, or the other way round. One
        along which more grow than shrink is not found: then the sum is taken to be known, which it is not.
        """
        for way in (0, 1):
            slack = list(self._slack)
            for edge in edges:
                slack[2 * edge + 1 - way] = 0
            for edge in edges:
                arc = 2 * edge + way
                path = self._path(slack, self._heads[arc], self._heads[arc ^ 1]) if slack[arc] > 0 else None
                if path is not None:
                    return {each // 2 for each in path}
        return set()

    def _push(self, slack: list[int], start: int, end: int, most: int, used: set[int]) -> int:
        """Maximum flow by augmenting paths with few arcs (Edmonds and Karp 1972), at most ``most``."""
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

    def _path(self, slack: list[int], start: int, end: int) -> list[int] | None:
        """Looked for from both ends, always where there are fewer to look at: most lie a few arcs apart."""
        heads, out = self._heads, self._out
        came, goes = {start: -1}, {end: -1}
        first, last = [start], [end]
        while first and last:
            reached: list[int] = []
            if len(first) <= len(last):
                for node in first:
                    for arc in out[node]:
                        head = heads[arc]
                        if slack[arc] > 0 and head not in came:
                            came[head] = arc
                            if head in goes:
                                return self._joined(came, goes, head)
                            reached.append(head)
                first = reached
            else:
                for node in last:
                    for arc in out[node]:
                        tail = heads[arc]
                        if slack[arc ^ 1] > 0 and tail not in goes:
                            goes[tail] = arc ^ 1
                            if tail in came:
                                return self._joined(came, goes, tail)
                            reached.append(tail)
                last = reached
        return None

    def _joined(self, came: dict[int, int], goes: dict[int, int], middle: int) -> list[int]:
        path, node = [], middle
        while (arc := came[node]) != -1:
            path.append(arc)
            node = self._heads[arc ^ 1]
        node = middle
        while (arc := goes[node]) != -1:
            path.append(arc)
            node = self._heads[arc]
        return path


class TwoWayTable:
    """The part of a table that is not known: hidden cells, and sums of rows that are not told."""

    def __init__(self) -> None:
        self._network = Network()
        self._cells: dict[tuple[Row, Column], int] = {}
        self._sums: dict[Row, int] = {}

    def hide(self, row: Row, column: Column, value: int, low: int = 0, high: int = UNBOUNDED) -> None:
        self._cells[row, column] = self._network.add(("row", row), ("column", column), value, low, high)

    def show(self, row: Row, column: Column) -> None:
        """The cell becomes known."""
        self._network.fix(self._cells.pop((row, column)))

    def hide_sum(self, row: Row, value: int, low: int = 0, high: int = UNBOUNDED) -> None:
        """Without this call the sum of a row counts as known."""
        self._sums[row] = self._network.add(SOURCE, ("row", row), value, low, high)

    def tell_sum(self, row: Row) -> None:
        """The sum becomes known."""
        self._network.fix(self._sums.pop(row))

    def cell(self, row: Row, column: Column) -> tuple[int, int]:
        """The least and the most the cell can be."""
        return self._network.bounds(self._cells[row, column])[:2]

    def sum(self, row: Row) -> tuple[int, int]:
        return self._network.bounds(self._sums[row])[:2]

    def width(self, row: Row, column: Column | None, enough: int) -> tuple[int, frozenset[Row]]:
        """How far apart the bounds of a cell (or of a row's sum) lie, looked for up to ``enough``.

        With it, the rows whose untold sums it took: while those stay untold the width holds, whatever
        becomes known of the other rows' sums.
        """
        edge = self._sums[row] if column is None else self._cells[row, column]
        low, high, used = self._network.bounds(edge, enough)
        return high - low, frozenset(each for each, sum_edge in self._sums.items() if sum_edge in used)
