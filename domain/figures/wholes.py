"""What figures of one event must add up to: parts and their whole, percentages, and kindred series."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isclose
from types import MappingProxyType

from domain.figures import stages
from domain.figures.figures import Arithmetic, Conflict, ConflictRule, Figure, Reading
from domain.figures.series import is_of_regions
from domain.places.regions import PROVINCE, RegionLevel, level_of

OTHER_COUNTRIES = "negara tujuan lain"
"""The group of all countries that a source names without a row of their own; with it, all are named."""


@dataclass(frozen=True)
class Division:
    """How a source divides a whole into groups that have nobody in common."""

    key: str
    groups: frozenset[str]
    is_complete: bool = True
    """Whether nobody stands outside of all its groups."""


BY_STAGE = Division("tahap", frozenset(stages.GROUPS), is_complete=False)
DIVISIONS = (
    Division("jenis-kelamin", frozenset({"laki-laki", "perempuan"})),
    Division("sektor", frozenset({"formal", "informal"})),
    Division("prosedur", frozenset({"prosedural", "nonprosedural"})),
    Division("usia", frozenset({"perempuan anak", "perempuan dewasa", "laki-laki anak", "laki-laki dewasa"})),
    BY_STAGE,
)
COUNTRY, REGION, GROUP = "negara-tujuan", "wilayah", "rincian"

PERCENTAGES = MappingProxyType(
    {"procedural_placement_achievement": ("procedural_placement", "procedural_placement_target")}
)
"""Series of stated percentages: each with the one it is the share of, and the one it is measured against."""

SAME_EVENT = (("deaths_abroad", "remains_repatriated", "deaths_undivided"),)
"""Series that count one event by definitions of their own: never added up, and compared for the same days."""
EVENT = "peristiwa"


def of_wholes(figures: Sequence[Figure]) -> list[Conflict]:
    """All that these rules find; one conflict for each whole and each way in which it is divided."""
    found: dict[str, Conflict] = {}
    for each in (*_parts(figures), *_percentages(figures), *_events(figures)):
        known = found.get(each.key)
        found[each.key] = each if known is None else _joined(known, each)
    return list(found.values())


def _joined(one: Conflict, other: Conflict) -> Conflict:
    readings = tuple(dict.fromkeys((*one.readings, *other.readings)))
    return Conflict(
        one.indicator, one.region_code, one.starts_on, one.ends_on, one.rule, readings, aspect=one.aspect
    )


def _span(figure: Figure) -> tuple[date, date]:
    return figure.starts_on, figure.ends_on


# Parts and their whole


@dataclass(frozen=True)
class _Shelf:
    """Parts that belong together: of one whole, divided in one way."""

    division: str
    indicator: str
    region_code: str
    starts_on: date
    ends_on: date
    subgroup: str
    destination: str


def _shelves(figure: Figure) -> Iterator[tuple[_Shelf, str]]:
    """The wholes that a figure may be a part of, and which part of it."""

    def shelf(division: str, **changes: str) -> _Shelf:
        own = {
            "region_code": figure.region_code,
            "subgroup": figure.subgroup,
            "destination": figure.destination,
        }
        return _Shelf(
            division=division,
            indicator=figure.indicator,
            starts_on=figure.starts_on,
            ends_on=figure.ends_on,
            **(own | changes),
        )

    if level_of(figure.region_code) is RegionLevel.REGENCY and is_of_regions(figure.indicator):
        yield shelf(REGION, region_code=PROVINCE), figure.region_code
    if figure.subgroup == OTHER_COUNTRIES:
        yield shelf(COUNTRY, subgroup="", destination=""), OTHER_COUNTRIES
    elif figure.subgroup:
        division = next((each.key for each in DIVISIONS if figure.subgroup in each.groups), "")
        yield shelf(division or f"{GROUP}-{figure.subgroup}", subgroup=""), figure.subgroup
    elif figure.destination:
        yield shelf(COUNTRY, destination=""), figure.destination


def _parts(figures: Sequence[Figure]) -> Iterator[Conflict]:
    shelves: dict[_Shelf, dict[str, list[tuple[str, Figure]]]] = {}
    wholes: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        wholes.setdefault(
            (figure.indicator, figure.region_code, *_span(figure), figure.subgroup, figure.destination), []
        ).append(figure)
        for shelf, part in _shelves(figure):
            shelves.setdefault(shelf, {}).setdefault(figure.source, []).append((part, figure))
    for shelf, by_source in shelves.items():
        place = (
            shelf.indicator,
            shelf.region_code,
            shelf.starts_on,
            shelf.ends_on,
            shelf.subgroup,
            shelf.destination,
        )
        totals = wholes.get(place, [])
        for source, parts in by_source.items():
            own = [each for each in totals if each.source == source]
            agreed = totals if len({each.value for each in totals}) == 1 else []
            named = dict(parts)
            if len(named) < len(parts):
                continue  # The source gives one part twice: which of the two is meant, nobody can say.
            for total in own or agreed:
                yield from _beside(total, named, shelf.division)


def _beside(total: Figure, parts: Mapping[str, Figure], division: str) -> Iterator[Conflict]:
    values = sum(part.value for part in parts.values())
    if isclose(values, total.value):
        return
    if values > total.value:
        rule = ConflictRule.PARTS_EXCEED_TOTAL
    elif _is_complete(division, frozenset(parts)):
        rule = ConflictRule.PARTS_FALL_SHORT
    else:
        return
    ordered = tuple(sorted(parts.values(), key=lambda each: each.code))
    how = Arithmetic.SUM if len(ordered) > 1 else Arithmetic.AS_GIVEN
    yield Conflict(
        total.indicator,
        total.region_code,
        *_span(total),
        rule,
        (Reading(total.value, (total,)), Reading(values, ordered, how)),
        aspect=division,
    )


def _is_complete(division: str, parts: frozenset[str]) -> bool:
    if division == COUNTRY:
        return OTHER_COUNTRIES in parts
    return any(each.key == division and each.is_complete and parts == each.groups for each in DIVISIONS)


# A percentage beside what it is the percentage of


def _percentages(figures: Sequence[Figure]) -> Iterator[Conflict]:
    for stated in figures:
        if stated.indicator not in PERCENTAGES:
            continue
        realised, target = (_beside_it(stated, code, figures) for code in PERCENTAGES[stated.indicator])
        if realised is None or target is None or not target.value:
            continue
        computed = round(100 * realised.value / target.value, 1)
        if abs(computed - stated.value) < _last_digit(stated.value):
            continue
        share = Reading(computed, (realised, target), Arithmetic.SHARE)
        yield Conflict(
            stated.indicator,
            stated.region_code,
            *_span(stated),
            ConflictRule.STATED_PERCENT,
            (Reading(stated.value, (stated,)), share),
            aspect="",
        )


def _last_digit(value: float) -> float:
    """What cutting off or rounding may have changed: a whole percent, or a tenth of one."""
    return 1.0 if value == int(value) else 0.1


def _beside_it(stated: Figure, indicator: str, figures: Iterable[Figure]) -> Figure | None:
    """What the same source says; where it says nothing, what all others agree on."""
    same = [
        each
        for each in figures
        if each.indicator == indicator
        and each.region_code == stated.region_code
        and _span(each) == _span(stated)
        and (each.subgroup, each.destination) == (stated.subgroup, stated.destination)
    ]
    own = [each for each in same if each.source == stated.source] or same
    return own[0] if len({each.value for each in own}) == 1 else None


# One event in several series


def _events(figures: Sequence[Figure]) -> Iterator[Conflict]:
    for kindred in SAME_EVENT:
        by_days: dict[tuple[str, date, date], list[Figure]] = {}
        of_event = [each for each in figures if each.indicator in kindred]
        for figure in of_event:
            if figure.is_total:
                by_days.setdefault((figure.region_code, *_span(figure)), []).append(figure)
        for told in by_days.values():
            whole = told[0]
            same_place = [f for f in of_event if f.is_total and f.region_code == whole.region_code]
            readings = [Reading(each.value, (each,)) for each in sorted(told, key=lambda f: f.code)]
            for indicator in kindred:
                parts = tiling(whole, [each for each in same_place if each.indicator == indicator])
                if parts and indicator not in {each.indicator for each in told}:
                    readings.append(Reading(sum(p.value for p in parts), parts, Arithmetic.SUM))
            if len({each.figures[0].indicator for each in readings}) < 2 or not _differ(readings):
                continue
            leads = min((each.figures[0].indicator for each in readings), key=kindred.index)
            yield Conflict(
                leads,
                whole.region_code,
                *_span(whole),
                ConflictRule.REPEATED_READING,
                tuple(sorted(readings, key=lambda each: kindred.index(each.figures[0].indicator))),
                aspect=EVENT,
            )


def _differ(readings: Sequence[Reading]) -> bool:
    return len({each.value for each in readings}) > 1


def tiling(whole: Figure, candidates: Sequence[Figure]) -> tuple[Figure, ...]:
    """Consecutive figures of one source that exactly fill the whole's period, or nothing."""
    for source in sorted({c.source for c in candidates}):
        parts = sorted(
            (c for c in candidates if c.source == source and contains(whole, c)),
            key=lambda c: c.starts_on,
        )
        if len(parts) < 2 or parts[0].starts_on != whole.starts_on:
            continue
        day_after = [part.ends_on + timedelta(days=1) for part in parts]
        starts = [part.starts_on for part in parts[1:]]
        if day_after[:-1] == starts and parts[-1].ends_on == whole.ends_on:
            return tuple(parts)
    return ()


def contains(whole: Figure, part: Figure) -> bool:
    inside = whole.starts_on <= part.starts_on and part.ends_on <= whole.ends_on
    return inside and _span(whole) != _span(part)
