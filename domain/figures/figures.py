"""Published figures: series that are not merged, and conflicts that are kept and shown.

A conflict is found by rule, never typed:

* ``same_period``: two sources give different values for the same indicator, place, group and period;
* ``part_exceeds_whole``: a value for part of a year is larger than the value for the whole of it;
* ``sum_differs``: consecutive periods add up to something else than the period they fill.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations
from math import isclose


class Polarity(StrEnum):
    UP = "up"
    DOWN = "down"
    AMBIGUOUS = "ambiguous"


class FigureStatus(StrEnum):
    PUBLISHED = "published"
    CONFLICTING = "conflicting"
    NEEDS_CLARIFICATION = "needs_clarification"


class FigureStanding(StrEnum):
    """What a figure is by now, which conflicts and their decisions say; never stored."""

    PUBLISHED = "published"
    CONFLICTING = "conflicting"
    NEEDS_CLARIFICATION = "needs_clarification"
    DECIDED = "decided"
    SET_ASIDE = "set_aside"


class ConflictRule(StrEnum):
    SAME_PERIOD = "same_period"
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    SUM_DIFFERS = "sum_differs"


@dataclass(frozen=True)
class Figure:
    code: str
    indicator: str
    region_code: str
    starts_on: date
    ends_on: date
    value: float
    subgroup: str
    destination: str
    source: str

    @property
    def is_total(self) -> bool:
        return not self.subgroup and not self.destination


@dataclass(frozen=True)
class Reading:
    """One side of a conflict: what one source says for the period, in one figure or a sum."""

    value: float
    figures: tuple[Figure, ...]

    @property
    def source(self) -> str:
        return self.figures[0].source


@dataclass(frozen=True)
class Conflict:
    indicator: str
    region_code: str
    starts_on: date
    ends_on: date
    rule: ConflictRule
    readings: tuple[Reading, ...]
    breakdowns: tuple[Figure, ...] = ()
    """Figures by sex or destination that differ because the totals they belong to differ."""

    @property
    def key(self) -> str:
        """Stable name in URLs and in the register of explanations."""
        first, last = self.starts_on, self.ends_on
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        ends = [f"{day.year}" if whole else f"{day}" for day in (first, last)]
        series = self.readings[0].figures[0]
        parts = [
            self.indicator,
            self.region_code,
            *dict.fromkeys(ends),
            series.subgroup,
            series.destination,
        ]
        return "-".join(part for part in parts if part).replace(".", "-")

    @property
    def figures(self) -> frozenset[Figure]:
        """All that contradict each other here, those by sex or destination included."""
        return frozenset((*(each for reading in self.readings for each in reading.figures), *self.breakdowns))

    @property
    def spread(self) -> float:
        values = [reading.value for reading in self.readings]
        return max(values) - min(values)


def _same_series(figure: Figure) -> tuple[str, str, str, str]:
    return (figure.indicator, figure.region_code, figure.subgroup, figure.destination)


def _groups(figures: Iterable[Figure]) -> dict[tuple[str, str, str, str], list[Figure]]:
    groups: dict[tuple[str, str, str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault(_same_series(figure), []).append(figure)
    return groups


def _contains(whole: Figure, part: Figure) -> bool:
    inside = whole.starts_on <= part.starts_on and part.ends_on <= whole.ends_on
    return inside and (whole.starts_on, whole.ends_on) != (part.starts_on, part.ends_on)


def _tiling(whole: Figure, candidates: Sequence[Figure]) -> tuple[Figure, ...]:
    """Consecutive figures of one source that exactly fill the whole's period, or nothing."""
    for source in sorted({c.source for c in candidates}):
        parts = sorted(
            (c for c in candidates if c.source == source and _contains(whole, c)),
            key=lambda c: c.starts_on,
        )
        if len(parts) < 2 or parts[0].starts_on != whole.starts_on:
            continue
        day_after = [part.ends_on + timedelta(days=1) for part in parts]
        starts = [part.starts_on for part in parts[1:]]
        if day_after[:-1] == starts and parts[-1].ends_on == whole.ends_on:
            return tuple(parts)
    return ()


def _disagreements(series: Sequence[Figure]) -> list[tuple[ConflictRule, Reading, Reading]]:
    found = []
    for one, other in combinations(series, 2):
        same = (one.starts_on, one.ends_on) == (other.starts_on, other.ends_on)
        if same and one.value != other.value:
            found.append(
                (
                    ConflictRule.SAME_PERIOD,
                    Reading(one.value, (one,)),
                    Reading(other.value, (other,)),
                )
            )
        for whole, part in ((one, other), (other, one)):
            if _contains(whole, part) and part.value > whole.value:
                found.append(
                    (
                        ConflictRule.PART_EXCEEDS_WHOLE,
                        Reading(part.value, (part,)),
                        Reading(whole.value, (whole,)),
                    )
                )
    for whole in series:
        parts = _tiling(whole, series)
        total = sum(part.value for part in parts)
        if parts and not isclose(total, whole.value):
            found.append((ConflictRule.SUM_DIFFERS, Reading(whole.value, (whole,)), Reading(total, parts)))
    return found


def _merge(disagreements: list[tuple[ConflictRule, Reading, Reading]]) -> list[Conflict]:
    """Disagreements that share a figure tell one story: join them into one conflict."""
    stories: list[tuple[set[Figure], list[tuple[ConflictRule, Reading, Reading]]]] = []
    for item in disagreements:
        touched = {figure for reading in item[1:] for figure in reading.figures}
        joined = [story for story in stories if story[0] & touched]
        stories = [story for story in stories if story not in joined]
        members = touched.union(*(story[0] for story in joined))
        stories.append((members, [i for story in joined for i in story[1]] + [item]))
    conflicts = []
    for members, items in stories:
        readings = dict.fromkeys(reading for item in items for reading in item[1:])
        anyone = next(iter(members))
        conflicts.append(
            Conflict(
                indicator=anyone.indicator,
                region_code=anyone.region_code,
                starts_on=min(figure.starts_on for figure in members),
                ends_on=max(figure.ends_on for figure in members),
                rule=items[0][0],
                readings=tuple(sorted(readings, key=lambda r: r.figures[0].code)),
            )
        )
    return conflicts


def find_conflicts(figures: Iterable[Figure]) -> list[Conflict]:
    """Every disagreement among published figures, newest period first.

    Breakdowns that differ only because their totals differ are folded into the totals' conflict.
    """
    totals: list[Conflict] = []
    breakdowns: list[Conflict] = []
    for series in _groups(figures).values():
        found = _merge(_disagreements(series))
        (totals if series[0].is_total else breakdowns).extend(found)
    result = []
    for total in totals:
        folded = [b for b in breakdowns if _belongs_to(b, total)]
        breakdowns = [b for b in breakdowns if b not in folded]
        details = tuple(f for b in folded for reading in b.readings for f in reading.figures)
        result.append(
            Conflict(
                total.indicator,
                total.region_code,
                total.starts_on,
                total.ends_on,
                total.rule,
                total.readings,
                details,
            )
        )
    result.extend(breakdowns)
    return sorted(result, key=lambda c: (-c.ends_on.toordinal(), c.indicator, c.region_code))


def _belongs_to(breakdown: Conflict, total: Conflict) -> bool:
    return (
        breakdown.indicator == total.indicator
        and breakdown.region_code == total.region_code
        and total.starts_on <= breakdown.starts_on
        and breakdown.ends_on <= total.ends_on
    )


@dataclass(frozen=True)
class Drawing:
    """Which of the published figures maps and series draw; every one of them is kept and listed."""

    set_aside: frozenset[str]
    """For the same series and days another one was decided to be shown."""
    disputed: frozenset[str]
    """Contradicted for the same days, and nothing is decided."""
    decided: Mapping[str, str]
    """By the code of a figure that is shown by decision, the key of its conflict."""


def drawing(conflicts: Iterable[Conflict], shown: Mapping[str, str]) -> Drawing:
    """``shown`` says of a settled conflict which figure was chosen.

    A choice replaces figures of its own days only: one of other days says something else.
    """
    aside: set[str] = set()
    disputed: set[str] = set()
    decided: dict[str, str] = {}
    for conflict in conflicts:
        figures = {figure.code: figure for reading in conflict.readings for figure in reading.figures}
        chosen = figures.get(shown.get(conflict.key, ""))
        if chosen is not None:
            decided[chosen.code] = conflict.key
            aside |= {each.code for each in figures.values() if _rivals(chosen, each)}
        elif conflict.rule is ConflictRule.SAME_PERIOD:
            pairs = combinations(figures.values(), 2)
            disputed |= {each.code for pair in pairs if _rivals(*pair) for each in pair}
    return Drawing(frozenset(aside), frozenset(disputed - aside - decided.keys()), decided)


def standing(
    code: str, recorded_as: FigureStatus, drawn: Drawing, *, is_open: bool, is_settled: bool
) -> FigureStanding:
    """``is_open`` and ``is_settled`` say whether it is in a conflict that waits, and in one that is decided.

    A conflict that waits weighs more than another one that is decided.
    """
    if recorded_as is FigureStatus.NEEDS_CLARIFICATION:
        return FigureStanding.NEEDS_CLARIFICATION
    if is_open:
        return FigureStanding.CONFLICTING
    if code in drawn.decided:
        return FigureStanding.DECIDED
    if code in drawn.set_aside:
        return FigureStanding.SET_ASIDE
    return FigureStanding.PUBLISHED if is_settled else FigureStanding(recorded_as)


def _rivals(one: Figure, other: Figure) -> bool:
    """Two that cannot both be drawn: of the same series and days, and not of the same value."""
    same = (*_same_series(one), one.starts_on, one.ends_on) == (
        *_same_series(other),
        other.starts_on,
        other.ends_on,
    )
    return same and one.code != other.code and one.value != other.value
