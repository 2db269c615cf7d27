"""The attacker: what can be found out of hidden counts from everything one reader was answered.

It takes answers, not the rule that made them: for one kind of case, which count was said (or not said) of
which region in which period, and what was said of the whole province. Answers about one region whose
periods lie inside each other or apart, with the province's counts of the parts, form a network of sums and
parts, of which ``domain.disclosure.two_way_tables`` finds the exact bounds: what is not reported as
recovered cannot be had from these answers by any linear reasoning. Answers whose periods overlap without
one holding the other do not fit a network; they are told in ``unused``, and the audit is then no proof, so
it does not pass.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.disclosure.suppression import Count, enough_apart
from domain.disclosure.two_way_tables import SOURCE, UNBOUNDED, Network

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ToldCount:
    """One answer: a count of a region from the first to the last of these days, as it was shown."""

    region: str
    starts_on: date
    ends_on: date
    count: Count


@dataclass(frozen=True)
class ToldTotal:
    """The whole province's count."""

    starts_on: date
    ends_on: date
    total: int


@dataclass(frozen=True)
class Exposed:
    """A hidden count that the answers pin down, or nearly so."""

    region: str
    starts_on: date
    ends_on: date
    low: int
    high: int


@dataclass
class Audit:
    """What one reader can make of one kind."""

    answers: int = 0
    hidden: int = 0
    """Different counts that no answer said."""
    narrowest: int | None = None
    """The least distance between the bounds of a hidden small count."""
    recovered: list[Exposed] = field(default_factory=list)
    too_narrow: list[Exposed] = field(default_factory=list)
    untrue: list[ToldCount] = field(default_factory=list)
    """Counts that were said and are not so."""
    unused: list[ToldCount] = field(default_factory=list)

    @property
    def passes(self) -> bool:
        return not (self.recovered or self.too_narrow or self.untrue or self.unused)


Span = tuple[int, int]
"""Of elementary periods, from the first to before the last."""


def audit(
    said: Iterable[ToldCount],
    of_all: Iterable[ToldTotal],
    truth: Mapping[tuple[str, date], int],
    *,
    threshold: int,
    elsewhere: Iterable[ToldCount] = (),
) -> Audit:
    """Attack the answers. ``truth`` holds the counts per region and first day of a month.

    What is hidden is what these answers do not say, whatever is said ``elsewhere`` (in a room whose
    screen this reader sees too), which only helps him.

    The attacker does not know the truth; it serves as one world that fits, from which the bounds of all
    worlds are reached, and tells afterwards which of the hidden counts were small.
    """
    own = set(said)
    answers = list(dict.fromkeys((*sorted(own, key=_order), *elsewhere)))
    result = Audit(answers=len(answers))
    marks = sorted({day for each in answers for day in (each.starts_on, each.ends_on + _DAY)})
    true = _Truth(truth, marks)
    known = _known_totals(of_all, marks)
    by_region: dict[str, dict[Span, tuple[int, int]]] = defaultdict(dict)
    first_said: dict[tuple[str, Span], ToldCount] = {}
    hidden: dict[tuple[str, Span], ToldCount] = {}
    shown: set[tuple[str, Span]] = set()
    for each in answers:
        span = (bisect_left(marks, each.starts_on), bisect_left(marks, each.ends_on + _DAY))
        value = true.of(each.region, span)
        low, high = _range(each.count)
        if not low <= value <= high:
            result.untrue.append(each)
            continue
        before = by_region[each.region].get(span, (0, UNBOUNDED))
        by_region[each.region][span] = max(before[0], low), min(before[1], high)
        first_said.setdefault((each.region, span), each)
        if each in own and each.count.is_hidden:
            hidden.setdefault((each.region, span), each)
        elif each in own:
            shown.add((each.region, span))
    hidden = {key: each for key, each in hidden.items() if key not in shown}
    network, edges = _network(by_region, true, known)
    result.unused = [each for key, each in first_said.items() if key not in edges]
    result.hidden = len(hidden)
    for key, each in hidden.items():
        if key in edges:
            low, high, _ = network.bounds(edges[key])
            _judge(result, each, low, high, true.of(*key), threshold, true.of_all(key[1]))
    for exposed in _unions(by_region, true, known, marks, threshold):
        result.recovered.append(exposed)
    return result


def _order(said: ToldCount) -> tuple[str, date, date]:
    return said.region, said.starts_on, said.ends_on


def _range(count: Count) -> tuple[int, int]:
    if count.value is not None:
        return count.value, count.value
    if count.hidden_below is not None:
        return 1, count.hidden_below - 1
    return count.at_least, UNBOUNDED


def _judge(
    result: Audit, said: ToldCount, low: int, high: int, value: int, threshold: int, total: int
) -> None:
    exposed = Exposed(said.region, said.starts_on, said.ends_on, low, high)
    if low == high:
        result.recovered.append(exposed)
    if 0 < value < threshold:
        width = high - low
        result.narrowest = width if result.narrowest is None else min(result.narrowest, width)
        within_a_year = said.starts_on.year == said.ends_on.year
        if within_a_year and low < high and width < enough_apart(threshold, total):
            result.too_narrow.append(exposed)


class _Truth:
    """Sums over elementary periods."""

    def __init__(self, truth: Mapping[tuple[str, date], int], marks: Sequence[date]) -> None:
        self._counts: dict[tuple[str, int], int] = defaultdict(int)
        self.regions: set[str] = set()
        for (region, month), count in truth.items():
            index = bisect_left(marks, month + _DAY) - 1
            if 0 <= index < len(marks) - 1:
                self._counts[region, index] += count
                self.regions.add(region)

    def of(self, region: str, span: Span) -> int:
        return sum(self._counts.get((region, index), 0) for index in range(*span))

    def of_all(self, span: Span) -> int:
        return sum(self.of(region, span) for region in self.regions)


def _known_totals(of_all: Iterable[ToldTotal], marks: Sequence[date]) -> set[int]:
    """The elementary periods whose total of the province follows from the totals that were said.

    Each total is a difference of two sums from the beginning; what hangs together is known.
    """
    joined: dict[date, date] = {}

    def root(day: date) -> date:
        while day in joined:
            day = joined[day]
        return day

    for each in of_all:
        first, last = root(each.starts_on), root(each.ends_on + _DAY)
        if first != last:
            joined[first] = last
    return {index for index in range(len(marks) - 1) if root(marks[index]) == root(marks[index + 1])}


def _network(
    by_region: Mapping[str, Mapping[Span, tuple[int, int]]], true: _Truth, known: set[int]
) -> tuple[Network, dict[tuple[str, Span], int]]:
    """Per region a tree of periods, the whole time at its root, down to the elementary ones of all regions.

    Returned with the edge of each answer that found a place in it.
    """
    network, edges = Network(), dict[tuple[str, Span], int]()
    last = max((span[1] for spans in by_region.values() for span in spans), default=0)
    whole = (0, last)
    for region in sorted(true.regions | by_region.keys()):
        spans = by_region.get(region, {})
        if whole not in spans:
            network.add(SOURCE, (region, whole), true.of(region, whole))
        around, inside = [whole], dict.fromkeys(range(last), whole)
        for span in sorted(spans, key=lambda each: (each[0], -each[1])):
            while span[0] >= around[-1][1]:
                around.pop()
            if span[1] > around[-1][1]:
                continue
            parent = SOURCE if span == whole else (region, around[-1])
            edges[region, span] = network.add(parent, (region, span), true.of(region, span), *spans[span])
            if span != whole:
                around.append(span)
            inside |= dict.fromkeys(range(*span), span)
        for index, span in inside.items():
            network.add((region, span), index, true.of(region, (index, index + 1)))
    for index in range(last):
        if index not in known:
            network.add(index, SOURCE, true.of_all((index, index + 1)))
    return network, edges


def _unions(
    by_region: Mapping[str, Mapping[Span, tuple[int, int]]],
    true: _Truth,
    known: set[int],
    marks: Sequence[date],
    threshold: int,
) -> Iterator[Exposed]:
    """Small counts of several periods in a row that nobody was told, but that follow from the answers."""
    last = len(marks) - 1
    for span in ((first, end) for first in range(last) for end in range(first + 2, last + 1)):
        asked = {
            region: {**spans, span: spans.get(span, (0, UNBOUNDED))} for region, spans in by_region.items()
        }
        network, edges = _network(asked, true, known)
        for region, spans in by_region.items():
            if span in spans or (region, span) not in edges or not 0 < true.of(region, span) < threshold:
                continue
            low, high, _ = network.bounds(edges[region, span], enough=1)
            if low == high:
                yield Exposed(region, marks[span[0]], marks[span[1]] - _DAY, low, high)
