"""Where published figures contradict each other. A conflict is found by rule, never typed:

* ``same_period``: two sources give different values for the same indicator, place, group and period; counts
  of a stage only where they are of one day, or where what cannot fall fell (``domain.figures.stages``);
* ``part_exceeds_whole``: a value for part of a year is larger than the value for the whole of it;
* ``sum_differs``: consecutive periods add up to something else than the period they fill;
* ``parts_exceed_total``, ``parts_fall_short``: groups, countries or regions that do not make up their total;
* ``stated_percent``: a stated percentage that is not that of its own target and realisation;
* ``repeated_reading``: one event in several series, with different numbers for the same days.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import isclose

from domain.figures import stages
from domain.figures.figures import Arithmetic, Conflict, ConflictRule, Figure, Reading, same_series
from domain.figures.wholes import contains, of_wholes, tiling

Disagreement = tuple[ConflictRule, Reading, Reading]


def _groups(figures: Iterable[Figure]) -> dict[tuple[str, str, str, str], list[Figure]]:
    groups: dict[tuple[str, str, str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault(same_series(figure), []).append(figure)
    return groups


def _disagreements(series: Sequence[Figure]) -> list[Disagreement]:
    found: list[Disagreement] = []
    for one, other in combinations(series, 2):
        same = (one.starts_on, one.ends_on) == (other.starts_on, other.ends_on)
        if same and _differ(one, other):
            found.append(
                (
                    ConflictRule.SAME_PERIOD,
                    Reading(one.value, (one,)),
                    Reading(other.value, (other,)),
                )
            )
        for whole, part in ((one, other), (other, one)):
            if contains(whole, part) and _exceeds(part, whole):
                found.append(
                    (
                        ConflictRule.PART_EXCEEDS_WHOLE,
                        Reading(part.value, (part,)),
                        Reading(whole.value, (whole,)),
                    )
                )
    for whole in series:
        if stages.is_of_stage(whole):
            continue  # Its parts may have been counted on other days.
        parts = tiling(whole, series)
        total = sum(part.value for part in parts)
        if parts and not isclose(total, whole.value):
            found.append(
                (
                    ConflictRule.SUM_DIFFERS,
                    Reading(whole.value, (whole,)),
                    Reading(total, parts, Arithmetic.SUM),
                )
            )
    return found


def _differ(one: Figure, other: Figure) -> bool:
    return stages.contradict(one, other) if stages.is_of_stage(one) else one.value != other.value


def _exceeds(part: Figure, whole: Figure) -> bool:
    return stages.part_exceeds(part, whole) if stages.is_of_stage(part) else part.value > whole.value


def _merge(disagreements: list[Disagreement]) -> list[Conflict]:
    """Disagreements that share a figure tell one story: join them into one conflict.

    A sum joins by its whole: that its parts are contradicted elsewhere is another story, of their own days.
    """
    stories: list[tuple[set[Figure], list[Disagreement]]] = []
    for item in disagreements:
        sides = item[1:2] if item[0] is ConflictRule.SUM_DIFFERS else item[1:]
        touched = {figure for reading in sides for figure in reading.figures}
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
    figures = list(figures)
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
    result.extend(of_wholes(figures))
    return sorted(result, key=lambda c: (-c.ends_on.toordinal(), c.indicator, c.region_code))


def _belongs_to(breakdown: Conflict, total: Conflict) -> bool:
    return (
        breakdown.indicator == total.indicator
        and breakdown.region_code == total.region_code
        and total.starts_on <= breakdown.starts_on
        and breakdown.ends_on <= total.ends_on
    )
