"""What Peta and Wilayah show of a layer, put together from published figures or the case register."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.backend import today
from db.queries.case_counts import (
    CaseCounts,
    Grain,
    Period,
    case_counts,
    case_table,
    newest_report,
    regencies_on_one_day,
    register_days,
)
from db.queries.figures import FigureRow, Settlement, figure_rows, settlements
from db.queries.regions import RegionRow, regions_at
from domain import addresses
from domain.access.parameters import Parameters
from domain.access.permissions import DisclosureTier, Scope
from domain.disclosure.suppression import Count
from domain.figures import layers
from domain.figures.cases import CaseKind
from domain.figures.figures import SIDE_BY_SIDE, Drawing
from domain.figures.layers import Layer, Measure, Observation
from domain.figures.map_view import AreaState
from domain.figures.parts import Parts, total_of
from domain.figures.series import BY_OFFICE
from domain.places.regions import PROVINCE, RegionLevel, display_name, level_of
from domain.statistics import exposure
from domain.statistics.exposure import Population, Span, nearest_population
from domain.time import formats
from domain.words import headlines
from views import reads
from views.ask import ask, cached
from views.map.layer_choices import (
    CASE_PREFIX,
    LEVELS,
    LayerChoice,
    PeriodChoice,
    choices,
    drawn_rows,
    no_register,
    period_names,
    regional,
)

MEASURES = {
    Measure.SHRUNK: "Laju disesuaikan",
    Measure.CRUDE: "Laju mentah",
    Measure.COUNT: "Jumlah",
    Measure.WORD: "Kelas",
}


def other_periods(view: "LayerView") -> dict[str, str]:
    """What the chosen period may be compared with; the empty key compares with none."""
    names = period_names(view.choice)
    return {"": "Tidak dibandingkan"} | {key: names[key] for key in names if key != view.period.key}


def asked_for(asked: Parameters, choices: Mapping[str, LayerChoice], scope: Scope) -> "LayerView":
    """The view that an address asks for; what it leaves out or gets wrong falls back to the first."""
    choice = choices[_layer_asked_for(asked, choices, scope) or next(iter(choices))]
    periods = {period.key: period for period in choice.periods}
    period = periods[_period_asked_for(asked, choice) or choice.periods[0].key]
    level = _level_asked_for(asked, choice)
    measure = asked.member("ukuran", Measure) or Measure.SHRUNK
    return view(choice, period, level, measure, scope)


def _layer_asked_for(asked: Parameters, choices: Mapping[str, LayerChoice], scope: Scope) -> str | None:
    """The layer's key; one of a register that this reader knows nothing of is told from nonsense."""
    given = asked.given.get("lapisan", "")
    if given in {f"{CASE_PREFIX}{kind}" for kind in CaseKind} - choices.keys():
        asked.refused.append(no_register(scope))
        return None
    if given in BY_OFFICE:
        asked.refused.append(
            f"Angka ini dihitung per wilayah kerja {BY_OFFICE[given]}, bukan per kabupaten/kota: "
            "tidak diwarnai di peta. Barisnya ada di Angka & sumber."
        )
        return None
    return asked.one_of("lapisan", choices)


_A_PERIOD = re.compile(r"\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}")


def _period_asked_for(asked: Parameters, choice: LayerChoice) -> str | None:
    """The period's key; one that is a period but not one of this layer is told from nonsense."""
    given = asked.given.get("periode", "")
    known = {period.key for period in choice.periods}
    first = min(period.starts_on for period in choice.periods)
    if _A_PERIOD.fullmatch(given) and given not in known:
        before = given[12:] < first.isoformat()
        why = (
            f"sebelum data lapisan ini mulai ({formats.long_date(first)})"
            if before
            else "tidak ada pada lapisan ini"
        )
        asked.refused.append(f"Periode pada alamat {why}; ditampilkan {choice.periods[0].label}.")
        return None
    return asked.one_of("periode", known)


def _level_asked_for(asked: Parameters, choice: LayerChoice) -> RegionLevel:
    wanted = RegionLevel(asked.one_of("tingkat", {*LEVELS}) or _level_of_place(asked))
    if wanted in choice.levels:
        return wanted
    asked.refused.append("Lapisan ini terbit per kabupaten/kota; kecamatannya tidak ada pada sumbernya.")
    return choice.levels[0]


def _level_of_place(asked: Parameters) -> RegionLevel:
    """An address that names a kecamatan and no level means the kecamatan."""
    named = level_of(asked.given.get("wilayah", ""))
    return RegionLevel.DISTRICT if named is RegionLevel.DISTRICT else RegionLevel.REGENCY


@dataclass(frozen=True, eq=False)
class LayerView:
    """Kept for all who read the same: no other is equal to it, so what is drawn of it is drawn once."""

    choice: LayerChoice
    period: PeriodChoice
    level: RegionLevel
    measure: Measure
    layer: Layer
    figures: dict[str, FigureRow]
    """The published figure behind each region, for layers that have one."""
    province_total: FigureRow | None
    other_totals: list[FigureRow]
    """Totals of the same series for another span that overlaps: other numbers, not this one."""
    counts: CaseCounts | None
    """What the register says, for its layers: totals and the quality of the data."""
    parts: Parts
    """The published numbers as parts of the total of the same period and definition."""
    span: Span
    """The days on which was counted."""
    population: Population
    """The people that rates divide by."""
    exceptions: str
    """Of whom rates divide by the people of another year, or who has none; empty where there are none."""
    newest: Period | None
    """The day of the newest record that is drawn, or its year where the day may not be told."""

    @property
    def when(self) -> str:
        return headlines.when(self.period.starts_on, self.period.ends_on)

    @property
    def where(self) -> str:
        """The countries that the numbers are confined to; empty where they are not."""
        return formats.listing(sorted({row.destination for row in self.figures.values() if row.destination}))

    @property
    def confined(self) -> str:
        """Behind a name or a time: `` (hanya Malaysia)``; empty where all countries are counted."""
        return headlines.confined(self.where)

    @property
    def sources(self) -> list[tuple[str, str]]:
        return sorted({(row.source, row.source_url) for row in self.figures.values()})


def default_view(scope: Scope) -> "LayerView":
    """What the small map shows: deaths abroad, as rates, for the period most regions speak about."""
    return asked_for(Parameters({}), choices(scope), scope)


def view(
    choice: LayerChoice, period: PeriodChoice, level: RegionLevel, measure: Measure, scope: Scope
) -> LayerView:
    return _view(choice, period, level, measure, scope.of_counts, today())


Known = tuple[AreaState, float | None, int | None, int]
"""State, count, the threshold that hid it, and what a hidden sum comes to at least."""


@cached
def _view(
    choice: LayerChoice,
    period: PeriodChoice,
    level: RegionLevel,
    measure: Measure,
    scope: Scope,
    on: date,
) -> LayerView:
    figures = _figures(choice, period) if level is RegionLevel.REGENCY else {}
    totals = _totals(choice, figures)
    province_total = total_of(figures.values(), (row for row in totals if _is_same_span(row, period)))
    parts = Parts(
        {code: row.value for code, row in figures.items()}, province_total.value if province_total else None
    )
    span = _span(choice, period, scope, on)
    population = nearest_population(span.counted_from, min(period.ends_on, span.today))
    counts = _counts(choice, period, level, scope)
    newest = Period(period.starts_on, period.ends_on) if figures else None
    if counts is not None and choice.case_kind is not None:
        newest = ask(newest_report, kind=choice.case_kind, period=counts.period, scope=scope)
    regions = ask(regions_at, level)
    derived = parts.derived_zeros([region.code for region in regions])
    series = _series(choice, period, level, scope, span.today)
    one_day = _on_one_day(choice, counts, level, scope)
    observations = []
    for region in regions:
        state, count, hidden_below, at_least = _known(region.code, figures, counts, derived)
        observations.append(
            Observation(
                code=region.code,
                name=display_name(region.name),
                population=region.people(population),
                state=state,
                count=count,
                hidden_below=hidden_below,
                at_least=at_least,
                is_derived=region.code in derived,
                years=span.years,
                latitude=region.latitude,
                longitude=region.longitude,
                series=series.get(region.code, ()),
                days=1 if region.code in one_day else None,
            )
        )
    found = layers.assessed(observations, reads.assessments, hidden_cases=_hidden_cases(counts))
    layer = layers.build(observations, found, measure=measure, unit=choice.unit, hot=choice.hot)
    return LayerView(
        choice,
        period,
        level,
        measure if _has_rates(layer) else Measure.COUNT,
        layer,
        figures,
        province_total=province_total,
        other_totals=[t for t in totals if not _is_same_span(t, period) and _overlaps(t, period)],
        counts=counts,
        parts=parts,
        span=span,
        population=population,
        exceptions=_exceptions(layer, regions, population, choice.unit),
        newest=newest,
    )


def _span(choice: LayerChoice, period: PeriodChoice, scope: Scope, on: date) -> Span:
    """The days on which was counted: of the register up to what its reader was told."""
    days = ask(register_days, scope=scope) if choice.is_register else None
    is_released = days is not None and scope.tier is not DisclosureTier.CASES
    if days is not None and is_released:
        on = min(on, days.ends_on)
    since = days.starts_on if days else None
    return Span(period.label, period.starts_on, period.ends_on, on, since, is_released)


def _counts(choice: LayerChoice, period: PeriodChoice, level: RegionLevel, scope: Scope) -> CaseCounts | None:
    if choice.case_kind is None:
        return None
    return ask(
        case_counts,
        kind=choice.case_kind,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        level=level,
        scope=scope,
    )


def _known(
    code: str, figures: Mapping[str, FigureRow], counts: CaseCounts | None, derived: Collection[str]
) -> Known:
    if counts is not None:
        return _of_count(counts.by_region[code])
    if code in derived:
        return AreaState.ZERO, 0.0, None, 0
    return _of_figure(figures.get(code), reads.drawn())


def _exceptions(layer: Layer, regions: Sequence[RegionRow], population: Population, unit: str) -> str:
    if not _has_rates(layer):
        return ""
    people = {display_name(region.name): region.people_near(population) for region in regions}
    return exposure.exceptions(population, people, {row.name: row.count for row in layer.rows}, unit)


def _hidden_cases(counts: CaseCounts | None) -> float | None:
    """What the province's open total leaves for the regions whose counts are hidden."""
    if counts is None:
        return None
    beside = (counts.without_region, counts.outside)
    seen = sum(count.value or 0 for count in (*counts.by_region.values(), *beside))
    return float(max(counts.total - seen, 0))


def _figures(choice: LayerChoice, period: PeriodChoice) -> dict[str, FigureRow]:
    return {
        row.region_code: row
        for row in regional(drawn_rows())
        if row.indicator_code == choice.key
        and (row.period_start, row.period_end) == (period.starts_on, period.ends_on)
    }


def _series(
    choice: LayerChoice, period: PeriodChoice, level: RegionLevel, scope: Scope, on: date
) -> dict[str, tuple[float, ...]]:
    """Reports per quarter up to the period's end, for readers who may see them; whole quarters only."""
    if choice.case_kind is None or level is not RegionLevel.REGENCY:
        return {}
    table = ask(case_table, kind=choice.case_kind, grain=Grain.QUARTER, level=level, scope=scope)
    if table.grain is not Grain.QUARTER:
        return {}
    # The register rarely begins with a quarter: its first one would look like a rise.
    last = min(period.ends_on, on)
    whole = [i for i, quarter in enumerate(table.periods) if i > 0 and quarter.ends_on <= last]
    return {
        code: tuple(float(counts[i].value or 0) for i in whole) for code, counts in table.by_region.items()
    }


def _on_one_day(
    choice: LayerChoice, counts: CaseCounts | None, level: RegionLevel, scope: Scope
) -> frozenset[str]:
    """Kabupaten where one event may be behind all reports: no hotspot, however many they are."""
    if choice.case_kind is None or counts is None or level is not RegionLevel.REGENCY:
        return frozenset()
    return ask(regencies_on_one_day, kind=choice.case_kind, period=counts.period, scope=scope)


def _has_rates(layer: Layer) -> bool:
    return any(row.crude is not None for row in layer.rows)


def _of_figure(row: FigureRow | None, drawn: Drawing) -> Known:
    if row is None:
        return AreaState.NOT_REPORTED, None, None, 0
    if row.value == 0:
        return AreaState.ZERO, 0.0, None, 0
    return AreaState.CONFLICTING if row.code in drawn.disputed else AreaState.VALUE, row.value, None, 0


def _of_count(count: Count) -> Known:
    if count.value is None:
        return AreaState.HIDDEN, None, count.hidden_below, count.at_least
    return (AreaState.VALUE if count.value else AreaState.ZERO), float(count.value), None, 0


def _totals(choice: LayerChoice, figures: dict[str, FigureRow]) -> list[FigureRow]:
    if not figures:
        return []
    return [
        row
        for row in drawn_rows()
        if row.indicator_code == choice.key
        and row.region_code == PROVINCE
        and not row.subgroup
        and (row.destination_iso3 is None or row.destination_iso3 in _destinations(figures))
    ]


def _destinations(figures: dict[str, FigureRow]) -> set[str]:
    return {row.destination_iso3 for row in figures.values() if row.destination_iso3}


def _is_same_span(row: FigureRow, period: PeriodChoice) -> bool:
    return (row.period_start, row.period_end) == (period.starts_on, period.ends_on)


def _overlaps(row: FigureRow, period: PeriodChoice) -> bool:
    return row.period_start <= period.ends_on and period.starts_on <= row.period_end


def measures(view: LayerView) -> dict[Measure, str]:
    """Rates are offered only where there is a population to divide by."""
    return MEASURES if _has_rates(view.layer) else {Measure.COUNT: MEASURES[Measure.COUNT]}


@dataclass(frozen=True)
class ContestedFigure:
    """That a region's figure is one side of a conflict for the days that are drawn."""

    key: str
    settlement: Settlement | None
    """What was decided, if it was."""
    others: tuple[FigureRow, ...]
    """The other sides; they are kept."""


def contested_figure(view: LayerView, region_code: str) -> ContestedFigure | None:
    figure, drawn = view.figures.get(region_code), reads.drawn()
    if figure is None or figure.code not in drawn.decided.keys() | drawn.disputed:
        return None
    decided_by = drawn.decided.get(figure.code)
    conflict = next(
        each
        for each in reads.conflicts()
        if figure.code in {side.code for reading in each.readings for side in reading.figures}
        and (each.key == decided_by if decided_by else each.rule in SIDE_BY_SIDE)
    )
    codes = {each.code for each in conflict.figures} - {figure.code}
    others = tuple(row for row in ask(figure_rows) if row.code in codes)
    decided = ask(settlements)[conflict.key] if figure.code in drawn.decided else None
    return ContestedFigure(conflict.key, decided, others)


def other_figures(view: LayerView, region_code: str) -> list[FigureRow]:
    """What else was published about a region; each stays a series of its own."""
    shown, contested = view.figures.get(region_code), contested_figure(view, region_code)
    told = {row.code for row in contested.others} if contested else set()
    if shown is not None:
        told.add(shown.code)
    return [row for row in ask(figure_rows) if row.region_code == region_code and row.code not in told]


def region_facts(code: str, population: Population) -> str:
    """One line on who and where a kabupaten or kecamatan is; its people are those that rates divide by."""
    if level_of(code) is RegionLevel.REGENCY:
        regency = reads.regency(code)
        counted = exposure.inhabitants(regency.people_near(population))
        return f"Ibu kota {regency.capital} · {counted}"
    return f"Kecamatan di {display_name(reads.regency(code[:5]).name)}"


def register_address(view: LayerView, scope: Scope) -> str | None:
    """Where the records behind a register layer are listed, for those who may read them."""
    if view.choice.case_kind is None or not scope.may_see_cases:
        return None
    year = view.period.starts_on.year if view.period.starts_on.year == view.period.ends_on.year else None
    return addresses.cases(kind=view.choice.case_kind.value, year=year)
