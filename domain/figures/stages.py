"""How far the files of one period had come: a count that is of the day on which somebody counted.

Two counts of one stage on different days are an earlier and a later standing, and both may be right. A stage
that no file leaves can only be reached by more: there a later count that is less contradicts the earlier.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from types import MappingProxyType

from domain.figures.figures import Figure, same_series
from domain.time.date_vocabulary import MONTH, MONTHS

GROUPS: Mapping[str, bool] = MappingProxyType({"lidik": False, "sidik": False, "P-19": False, "P-21": True})
"""The groups of a series that are stages, and whether a file that reached one stays there."""
SERIES: Mapping[str, bool] = MappingProxyType({"trafficking_files_complete": True})
"""The series that count a stage, in the same way."""

_RESTATED = re.compile(rf"dinyatakan ulang (\d{{1,2}}) ({MONTH}) (\d{{4}})", re.IGNORECASE)


def restated_on(words: str) -> date | None:
    """The day of ``Dinyatakan ulang 1 Agustus 2024``, as a source's figures of an earlier period say it."""
    match = _RESTATED.search(words)
    if match is None:
        return None
    try:
        return date(int(match[3]), MONTHS[match[2].lower()], int(match[1]))
    except ValueError:
        return None


def is_of_stage(figure: Figure) -> bool:
    return figure.subgroup in GROUPS or figure.indicator in SERIES


def is_final(figure: Figure) -> bool:
    """Whether a file that was counted here is counted here ever after."""
    return GROUPS.get(figure.subgroup, SERIES.get(figure.indicator, False))


def contradict(one: Figure, other: Figure) -> bool:
    """Of two counts of the same stage of the same period."""
    earlier, later = sorted((one, other), key=lambda each: each.counted_on)
    if earlier.counted_on == later.counted_on:
        return earlier.value != later.value
    return is_final(one) and later.value < earlier.value


def part_exceeds(part: Figure, whole: Figure) -> bool:
    """Of the same stage, of a part of the whole's period."""
    return is_final(part) and part.counted_on <= whole.counted_on and part.value > whole.value


def earlier_standings(figures: Iterable[Figure]) -> frozenset[str]:
    """The codes of those for which a later standing of the same period was published."""
    of_stage: dict[tuple[object, ...], list[Figure]] = {}
    for each in figures:
        if is_of_stage(each):
            of_stage.setdefault((*same_series(each), each.starts_on, each.ends_on), []).append(each)
    return frozenset(code for same in of_stage.values() for code in _before_the_last(same))


def _before_the_last(same: Sequence[Figure]) -> Iterable[str]:
    last = max(each.counted_on for each in same)
    if not any(contradict(*pair) for pair in combinations(same, 2)):
        yield from (each.code for each in same if each.counted_on < last)
