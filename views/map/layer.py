"""What Peta and Wilayah show of a layer, put together from published figures or the case register."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.backend import today
from db.queries.case_counts import (
    CaseCounts,
    Grain,
    Period,
    case_counts,
    case_table,
    case_years,
    newest_report,
    regencies_on_one_day,
    register_days,
)
from db.queries.figures import FigureRow, Settlement, figure_rows, indicators, settlements
from db.queries.regions import RegionRow, regions_at
from domain import addresses
from domain.access.parameters import Parameters
from domain.access.permissions import DisclosureTier, Scope
from domain.disclosure.suppression import Count
from domain.figures import changes, layers
from domain.figures.cases import CaseKind
from domain.figures.changes import Change, Side
from domain.figures.figures import SIDE_BY_SIDE, Drawing
from domain.figures.layers import Layer, LayerRow, Measure, Observation
from domain.figures.map_view import AreaState, Palette
from domain.figures.parts import Parts, total_of
from domain.figures.series import BY_OFFICE, is_of_regions
from domain.places.province import HERE
from domain.places.regions import PROVINCE, RegionLevel, display_name, level_of
from domain.statistics import exposure
from domain.statistics import wording as hotspot_wording
from domain.statistics.assessment import Confidence
from domain.statistics.exposure import Population, Span, nearest_population
from domain.time import formats
from domain.words import headlines, labels
from views import reads
from views.ask import ask, cached

CASE_PREFIX = "kasus-"
DEFAULT_LAYER = "deaths_abroad"


LEVELS = {RegionLevel.REGENCY: "Kabupaten/kota", RegionLevel.DISTRICT: "Kecamatan"}
MEASURES = {
    Measure.SHRUNK: "Laju disesuaikan",
    Measure.CRUDE: "Laju mentah",
    Measure.COUNT: "Jumlah",
    Measure.WORD: "Kelas",
}


@dataclass(frozen=True)
class PeriodChoice:
    key: str
    label: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class LayerChoice:
    key: str
    label: str
    unit: str
    palette: Palette
    case_kind: CaseKind | None
    periods: tuple[PeriodChoice, ...]
    definition: str

    @property
    def is_register(self) -> bool:
        return self.case_kind is not None

    @property
    def levels(self) -> tuple[RegionLevel, ...]:
        """Published is what a kabupaten has; only the register knows its kecamatan."""
        return tuple(LEVELS) if self.is_register else (RegionLevel.REGENCY,)

    @property
    def hot(self) -> str:
        """Many legal departures or police reports stand out; only where more is worse is it a hotspot."""
        return layers.HOTSPOT if self.palette is Palette.HARM else layers.STANDS_OUT


HARM_KINDS = frozenset({CaseKind.DEATH_ABROAD, CaseKind.SICK_REPATRIATED})


def choices(scope: Scope) -> Mapping[str, LayerChoice]:
    """Every published series with a figure below the province, then every kind of case on record.

    The one that most people look for comes first, and of a series' periods the one that most
    regions speak about, then the newer ones.
    """
    return _choices(scope.of_counts)


@cached
def _choices(scope: Scope) -> Mapping[str, LayerChoice]:
    series: dict[str, list[FigureRow]] = {}
    for row in _regional(_drawn_rows()):
        series.setdefault(row.indicator_code, []).append(row)
    found = {
        key: _published_choice(series[key]) for key in sorted(series, key=lambda key: key != DEFAULT_LAYER)
    }
    periods = _register_periods(scope)
    for kind in CaseKind if periods else ():
        found[CASE_PREFIX + kind.value] = LayerChoice(
            key=CASE_PREFIX + kind.value,
            label=f"Register kasus: {labels.CASE_KINDS[kind]}",
            unit="laporan",
            palette=Palette.HARM if kind in HARM_KINDS else Palette.NEUTRAL,
            case_kind=kind,
            periods=periods,
            definition="Laporan dalam register kasus menurut kabupaten/kota asal; satu baris satu laporan.",
        )
    return found or {DEFAULT_LAYER: _unpublished_choice()}


def _unpublished_choice() -> LayerChoice:
    """The map of a province on its first day: every kabupaten is there, and none was spoken of yet."""
    series = next(each for each in ask(indicators) if each.code == DEFAULT_LAYER)
    year = HERE.declared.year
    return LayerChoice(
        key=DEFAULT_LAYER,
        label=series.name,
        unit=series.unit,
        palette=Palette.HARM,
        case_kind=None,
        periods=(_period(date(year, 1, 1), date(year, 12, 31)),),
        definition="Belum ada angka terbit per kabupaten/kota, dan register kasus belum berisi laporan.",
    )


def _register_periods(scope: Scope) -> tuple[PeriodChoice, ...]:
    """Calendar years, the newest first, and the whole register where it has more than one."""
    years = ask(case_years, scope=scope)
    found = [_period(date(year, 1, 1), date(year, 12, 31)) for year in years]
    if len(years) > 1:
        found.append(_period(date(years[-1], 1, 1), date(years[0], 12, 31)))
    return tuple(found)


def _published_choice(rows: list[FigureRow]) -> LayerChoice:
    spans = Counter((row.period_start, row.period_end) for row in rows)
    ranked = sorted(spans, key=lambda span: (spans[span], span[1]), reverse=True)
    first = rows[0]
    return LayerChoice(
        key=first.indicator_code,
        label=first.indicator,
        unit=first.unit,
        palette=Palette(first.palette),
        case_kind=None,
        periods=tuple(_period(*span) for span in ranked),
        definition=first.definition,
    )


def level_names(choice: LayerChoice) -> dict[RegionLevel, str]:
    return {level: LEVELS[level] for level in choice.levels}


def names(choices: Mapping[str, LayerChoice]) -> dict[str, str]:
    return {key: choice.label for key, choice in choices.items()}


def period_names(choice: LayerChoice) -> dict[str, str]:
    """In the order of time, as a slider wants them; what holds others comes after them."""
    ordered = sorted(choice.periods, key=lambda period: (period.ends_on, -period.starts_on.toordinal()))
    return {period.key: period.label for period in ordered}


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


def no_register(scope: Scope) -> str:
    """Why nothing of the register is shown."""
    if scope.tier is DisclosureTier.CASES:
        return "Register kasus belum berisi laporan."
    return f"{headlines.NOT_RELEASED}."


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


@dataclass(frozen=True)
class Place:
    """Where the reader is: in all of NTT, in a kabupaten, or in a kecamatan."""

    regency: str | None
    selected: str | None
    """The area of the drawn level that was chosen."""

    @property
    def focus(self) -> str | None:
        """The kabupaten that fills the frame: only its kecamatan need to come closer."""
        return self.regency if self.regency != self.selected else None

    @property
    def code(self) -> str | None:
        return self.selected or self.regency


def place(asked: Parameters, view: "LayerView") -> Place:
    """A kecamatan while kabupaten are drawn means its kabupaten; the other way round, all within it."""
    drawn = {row.code for row in view.layer.rows}
    regencies = {region.code for region in ask(regions_at, RegionLevel.REGENCY)}
    districts = {region.code for region in ask(regions_at, RegionLevel.DISTRICT)}
    code = asked.one_of("wilayah", regencies | districts)
    if code is None:
        return Place(None, None)
    if view.level is RegionLevel.REGENCY:
        return Place(code[:5], code[:5])
    return Place(code[:5], code if code in drawn else None)


def crumbs(given: Mapping[str, str], at: Place, choice: LayerChoice) -> list[tuple[str, str]]:
    """The way down to here, each step with its address; the last one is where the reader is."""
    rest = {name: value for name, value in given.items() if name not in ("wilayah", "tingkat")}
    found = [("Peta", addresses.region_map(rest))]
    if at.regency:
        inside = {**rest, "tingkat": choice.levels[-1].value, "wilayah": at.regency}
        found.append((_names(RegionLevel.REGENCY)[at.regency], addresses.region_map(inside)))
    if at.selected and at.selected != at.regency:
        found.append(
            (
                _names(RegionLevel.DISTRICT)[at.selected],
                addresses.region_map(inside, region=at.selected),
            )
        )
    return found


def _names(level: RegionLevel) -> dict[str, str]:
    return {region.code: display_name(region.name) for region in ask(regions_at, level)}


def _drawn_rows() -> list[FigureRow]:
    """Without those for which another was decided to be shown, or is a later standing."""
    aside = reads.drawn().left_out
    return [row for row in ask(figure_rows) if row.code not in aside]


def _regional(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """Of kabupaten and of all their people; what an office counts in its working area is of neither."""
    return [
        row
        for row in rows
        if level_of(row.region_code) is RegionLevel.REGENCY
        and not row.subgroup
        and is_of_regions(row.indicator_code)
    ]


def _period(starts_on: date, ends_on: date) -> PeriodChoice:
    return PeriodChoice(f"{starts_on}..{ends_on}", formats.period(starts_on, ends_on), starts_on, ends_on)


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
    days = ask(register_days, scope=scope) if choice.is_register else None
    is_released = days is not None and scope.tier is not DisclosureTier.CASES
    if days is not None and is_released:
        on = min(on, days.ends_on)
    since = days.starts_on if days else None
    span = Span(period.label, period.starts_on, period.ends_on, on, since, is_released)
    population = nearest_population(span.counted_from, min(period.ends_on, on))
    counts, newest = None, Period(period.starts_on, period.ends_on) if figures else None
    if choice.case_kind is not None:
        counts = ask(
            case_counts,
            kind=choice.case_kind,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            level=level,
            scope=scope,
        )
        newest = ask(newest_report, kind=choice.case_kind, period=counts.period, scope=scope)
    series = _series(choice, period, level, scope, on)
    one_day = _on_one_day(choice, counts, level, scope)
    regions = ask(regions_at, level)
    derived = parts.derived_zeros([region.code for region in regions])
    observations = []
    for region in regions:
        if counts is not None:
            known = _of_count(counts.by_region[region.code])
        elif region.code in derived:
            known = AreaState.ZERO, 0.0, None, 0
        else:
            known = _of_figure(figures.get(region.code), reads.drawn())
        observations.append(
            Observation(
                code=region.code,
                name=display_name(region.name),
                population=region.people(population),
                state=known[0],
                count=known[1],
                hidden_below=known[2],
                at_least=known[3],
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
        for row in _regional(_drawn_rows())
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


@dataclass(frozen=True)
class Comparison:
    """Two periods of one layer in the same classes, and what changed from the earlier to the later."""

    earlier: LayerView
    later: LayerView
    chosen: LayerView
    """The one of the two that legend, panel and quality speak of."""
    other: LayerView
    spans: tuple[Span, Span]
    changes: dict[str, Change]


def compared(asked: Parameters, chosen: LayerView, scope: Scope, on: date) -> Comparison | None:
    """The chosen view beside the period that the address asks to compare it with."""
    periods = {period.key: period for period in chosen.choice.periods}
    key = asked.one_of("banding", periods)
    if key is None:
        return None
    if key == chosen.period.key:
        asked.refused.append(
            "Sebuah periode tidak dapat dibandingkan dengan dirinya sendiri; pilih yang lain."
        )
        return None
    other = view(chosen.choice, periods[key], chosen.level, chosen.measure, scope)
    earlier, later = sorted((chosen, other), key=lambda each: (each.period.starts_on, each.period.ends_on))
    layer_before, layer_after = earlier.layer, later.layer
    if chosen.measure is not Measure.WORD:
        layer_before, layer_after = layers.alike(layer_before, layer_after)
    spans = earlier.span, later.span
    found = changes.between(
        {row.code: row.name for row in layer_after.rows},
        _sides(layer_before),
        _sides(layer_after),
        spans,
        _other_countries(earlier, later),
    )
    before, after = replace(earlier, layer=layer_before), replace(later, layer=layer_after)
    speaking, silent = (before, after) if earlier is chosen else (after, before)
    return Comparison(before, after, speaking, silent, spans, found)


def _other_countries(earlier: LayerView, later: LayerView) -> str:
    """That the two count deaths, or whatever it is, of different countries; empty where they do not."""
    if earlier.where == later.where:
        return ""
    said = [
        f"{view.span.label} menghitung {f'hanya {view.where}' if view.where else 'semua negara'}"
        for view in (earlier, later)
    ]
    return " dan ".join(said)


def _sides(layer: Layer) -> dict[str, Side]:
    return {row.code: Side(row.state, row.count, row.count_text) for row in layer.rows}


def _has_rates(layer: Layer) -> bool:
    return any(row.crude is not None for row in layer.rows)


Known = tuple[AreaState, float | None, int | None, int]
"""State, count, the threshold that hid it, and what a hidden sum comes to at least."""


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
        for row in _drawn_rows()
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


def change_finding(comparison: Comparison, selected: str | None) -> str:
    """The headline of two periods: what changed in the chosen region, or where it changed most surely."""
    unit = comparison.chosen.choice.unit
    if selected in comparison.changes:
        return changes.sentence(comparison.changes[selected], comparison.spans, unit).removesuffix(".")
    return changes.finding(list(comparison.changes.values()), comparison.spans, unit)


def finding(view: LayerView, within: str | None = None) -> str:
    """The map's headline: what stands out, and where parts and total contradict each other, that doubt."""
    return _finding(view, within) + headlines.doubt(view.parts.sum, view.parts.total)


def _finding(view: LayerView, within: str | None) -> str:
    """Which region stands out, in the measure that is drawn, here or in all of NTT."""
    hidden, seen = view.layer.hidden, len(view.layer.counted)
    place = LEVELS[view.level].lower()
    if hidden and not any(row.count for row in view.layer.rows):
        rest = f"; {formats.number(seen)} yang terlihat nol" if seen else ""
        of_all = f"{hidden} dari {len(view.layer.rows)} {place}"
        return f"{of_all} disembunyikan bagi peran Anda, {view.when}{rest}"
    rows = [row for row in view.layer.rows if within is None or row.code.startswith(f"{within}.")]
    if view.layer.assessments and view.measure is not Measure.COUNT:
        hot = view.layer.with_confidence(Confidence.CERTAIN, Confidence.LEANING)
        # A plain rate is led by whoever has one case and few people; words lead instead.
        if view.measure is not Measure.SHRUNK or not hot:
            called = view.choice.hot if view.choice.hot == layers.HOTSPOT else f"yang {view.choice.hot}"
            said = hotspot_wording.overall(
                view.layer.assessments, unit=view.choice.unit, hot=called, when=view.when
            )
            return said.removesuffix(".")
        rows = hot
    said = headlines.of_map(
        {row.name: row.value for row in rows if row.value is not None},
        mean=view.layer.mean,
        is_rate=view.measure is not Measure.COUNT,
        unit=view.choice.unit,
        total=_total(view, rows, within),
        when=view.when,
        reference=view.layer.reference + (" menurut yang terlihat" if hidden else ""),
    ) + hotspot_wording.unseen(hidden)
    return f"{_names(RegionLevel.REGENCY)[within]}, {formats.uncapitalised(said)}" if within else said


def counted(view: LayerView) -> str:
    """Of what, where and when, and how many."""
    where = f", hanya {view.where}" if view.where else ""
    total = view.counts.total if view.counts else view.layer.total
    return f"{view.choice.label}{where}, {view.period.label}: {formats.number(total)} {view.choice.unit}"


def basis(view: LayerView) -> str:
    """Below the headline: of what, where and when, how many, and the mean that ratios are taken from."""
    said = counted(view)
    if view.counts is not None:
        said += f" di seluruh {HERE.short_name}"
    if view.layer.assessments and view.measure is not Measure.COUNT:
        mean = formats.rate(view.layer.mean, view.layer.mean)
        said += f"; rata-rata {view.layer.reference} {mean} {hotspot_wording.PER_PEOPLE}"
    if view.exceptions and view.measure is not Measure.COUNT:
        said += f"; {view.exceptions}"
    if view.layer.hidden and view.layer.assessments and any(row.count for row in view.layer.rows):
        said += ". Kata dan kelipatan dihitung dari yang terlihat; yang disembunyikan dianggap sama rata"
    if view.span.begins_late:
        said += f". Register berjalan sejak {formats.beginning(view.span.counted_from)}"
        if view.span.is_at_most:
            said += f": paling lama {formats.days(view.span.days)}, jadi laju ini paling sedikit"
    if view.counts is not None and view.counts.told_until is not None:
        said += f". {headlines.since_release(view.counts.told_until)}"
    return f"{said}."


def as_of(view: LayerView) -> str:
    """The day of the newest record that is drawn, or its year where the day may not be told."""
    if view.newest is None:
        return ""
    first, last = view.newest.starts_on, view.newest.ends_on
    is_year = view.counts is not None and (first, last) == (date(last.year, 1, 1), date(last.year, 12, 31))
    return str(last.year) if is_year else formats.long_date(last)


def _total(view: LayerView, rows: Sequence[LayerRow], within: str | None) -> float:
    """Of how many: of the whole province its open total, hidden counts and those without a place included."""
    if view.counts is not None and within is None:
        return view.counts.total
    return sum(row.count or 0 for row in rows)


@dataclass(frozen=True)
class Addresses:
    """Where the panel's links lead."""

    close: str
    region: str
    new_task: str
    districts: str | None
    """The same layer, closer; None where there is nothing below."""


def panel_addresses(given: Mapping[str, str], at: Place, choice: LayerChoice) -> Addresses:
    """From the chosen region onwards: to its page, to a task born here, and down to its kecamatan."""
    code = at.code or PROVINCE
    closer = {**given, "tingkat": RegionLevel.DISTRICT.value, "wilayah": code}
    rest = {name: value for name, value in given.items() if name != "wilayah"}
    return Addresses(
        close=addresses.region_map(rest if at.focus is None else {**rest, "wilayah": at.focus}),
        region=addresses.region(code[:5]),
        new_task=addresses.new_task("wilayah", code),
        districts=addresses.region_map(closer)
        if RegionLevel.DISTRICT in choice.levels and level_of(code) is RegionLevel.REGENCY
        else None,
    )


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
