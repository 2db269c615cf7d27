"""Published figures: series that are not merged, and conflicts that are kept and shown."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from domain.places.province import HERE


class Polarity(StrEnum):
    UP = "up"
    DOWN = "down"
    AMBIGUOUS = "ambiguous"


class FigureStanding(StrEnum):
    """What a figure is by now, which conflicts and their decisions say; never stored, never typed."""

    PUBLISHED = "published"
    CONFLICTING = "conflicting"
    DECIDED = "decided"
    SET_ASIDE = "set_aside"


class ConflictRule(StrEnum):
    SAME_PERIOD = "same_period"
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    SUM_DIFFERS = "sum_differs"
    PARTS_EXCEED_TOTAL = "parts_exceed_total"
    PARTS_FALL_SHORT = "parts_fall_short"
    STATED_PERCENT = "stated_percent"
    REPEATED_READING = "repeated_reading"


SIDE_BY_SIDE = frozenset(
    {ConflictRule.SAME_PERIOD, ConflictRule.PART_EXCEEDS_WHOLE, ConflictRule.SUM_DIFFERS}
)
"""The rules that look at one series alone."""


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
    restated_on: date | None = None
    """When the source counted the period anew; else it is taken to have counted at its end."""

    @property
    def counted_on(self) -> date:
        return self.restated_on or self.ends_on

    @property
    def is_total(self) -> bool:
        return not self.subgroup and not self.destination


class Arithmetic(StrEnum):
    """How a side of a conflict comes to its value."""

    AS_GIVEN = "as_given"
    SUM = "sum"
    SHARE = "share"
    """The first figure in percent of the second."""


@dataclass(frozen=True)
class Reading:
    """One side of a conflict: what one source says for the period, in one figure or by arithmetic."""

    value: float
    figures: tuple[Figure, ...]
    how: Arithmetic = Arithmetic.AS_GIVEN

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
    aspect: str = ""
    """In what the parts of a whole, or the series of one event, contradict each other."""

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
            self.aspect,
        ]
        return "-".join(part for part in parts if part).replace(".", "-").replace(" ", "-")

    @property
    def figures(self) -> frozenset[Figure]:
        """All that contradict each other here, those by sex or destination included."""
        return frozenset((*(each for reading in self.readings for each in reading.figures), *self.breakdowns))

    @property
    def spread(self) -> float:
        values = [reading.value for reading in self.readings]
        return max(values) - min(values)


CONFLICT_KEY = re.compile(
    rf"([a-z0-9_]+)-({HERE.code}(?:-\d\d)?)-"
    r"(\d{4}(?:-\d\d-\d\d)?)(?:-(\d{4}(?:-\d\d-\d\d)?))?(?:-.+)?"
)
"""Indicator, region, first and last year or day, as ``Conflict.key`` has them."""


def told_by_key(found: re.Match[str]) -> tuple[str, str, date, date]:
    """Indicator, region and the days from which and to which a conflict reaches."""
    indicator, region, start, end = found.groups()
    ends = ((start, "01-01"), (end or start, "12-31"))
    first, last = (date.fromisoformat(day if "-" in day else f"{day}-{rest}") for day, rest in ends)
    return indicator, region.replace("-", "."), first, last


def is_told_by(key: str, figure: Figure) -> bool:
    """Whether a figure stands where this conflict stands or stood."""
    found = CONFLICT_KEY.fullmatch(key)
    if found is None:
        return False
    indicator, region, first, last = told_by_key(found)
    here = (figure.indicator, figure.region_code) == (indicator, region)
    return here and figure.starts_on <= last and figure.ends_on >= first


def same_series(figure: Figure) -> tuple[str, str, str, str]:
    return (figure.indicator, figure.region_code, figure.subgroup, figure.destination)


@dataclass(frozen=True)
class Drawing:
    """Which of the published figures maps and series draw; every one of them is kept and listed."""

    set_aside: frozenset[str]
    """For the same series and days another one was decided to be shown."""
    disputed: frozenset[str]
    """Contradicted for the same days, and nothing is decided."""
    decided: Mapping[str, str]
    """By the code of a figure that is shown by decision, the key of its conflict."""
    earlier: frozenset[str] = frozenset()
    """Counts of a stage of which a later standing is drawn."""

    @property
    def left_out(self) -> frozenset[str]:
        return self.set_aside | self.earlier


def drawing(
    conflicts: Iterable[Conflict], shown: Mapping[str, str], earlier: frozenset[str] = frozenset()
) -> Drawing:
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
        else:
            pairs = combinations(figures.values(), 2)
            disputed |= {each.code for pair in pairs if _rivals(*pair) for each in pair}
    return Drawing(frozenset(aside), frozenset(disputed - aside - decided.keys()), decided, earlier)


@dataclass(frozen=True)
class Tally:
    """How much of what is published contradicts itself: groups and figures, each by its own name."""

    groups: int
    figures: int
    """Those within the groups; one that stands in two of them counts once."""
    published: int
    """Of how many figures."""


def tally(waiting: Iterable[Conflict], published: int) -> Tally:
    """Of the conflicts that nobody has decided: the one count that every screen tells."""
    groups = list(waiting)
    return Tally(len(groups), len({each.code for group in groups for each in group.figures}), published)


def standing(code: str, drawn: Drawing, *, is_open: bool) -> FigureStanding:
    """``is_open`` says whether it is in a conflict that waits, which weighs more than one that is decided."""
    if is_open:
        return FigureStanding.CONFLICTING
    if code in drawn.decided:
        return FigureStanding.DECIDED
    if code in drawn.set_aside:
        return FigureStanding.SET_ASIDE
    return FigureStanding.PUBLISHED


def _rivals(one: Figure, other: Figure) -> bool:
    """Two that cannot both be drawn: of the same series and days, and not of the same value."""
    same = (*same_series(one), one.starts_on, one.ends_on) == (
        *same_series(other),
        other.starts_on,
        other.ends_on,
    )
    return same and one.code != other.code and one.value != other.value
