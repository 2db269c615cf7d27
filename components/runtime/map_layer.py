"""What Peta and Wilayah show of a layer, put together from published figures or the case register."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from components.markup import href
from components.runtime import reads, session
from db.queries.cases import CaseCounts
from db.queries.figures import FigureRow
from domain import changes, headlines, hotspot_wording, layers, wording
from domain.assessment import Confidence
from domain.cases import CaseKind
from domain.changes import Change, Side, Span
from domain.disclosure import Count
from domain.figures import FigureStatus
from domain.layers import Layer, Measure, Observation
from domain.map_view import AreaState, Palette
from domain.parameters import Parameters
from domain.permissions import Scope
from domain.regions import PROVINCE, RegionLevel, display_name, level_of

CASE_PREFIX = "kasus-"
DEFAULT_LAYER = "deaths_abroad"


LEVELS = {RegionLevel.REGENCY: "Kabupaten/kota", RegionLevel.DISTRICT: "Kecamatan"}
MEASURES = {
    Measure.SHRUNK: "Laju disesuaikan",
    Measure.CRUDE: "Laju mentah",
    Measure.COUNT: "Jumlah",
    Measure.WORD: "Kelas",
}


QUARTERS = 4
"""Periods per year of the series that give the words their direction."""


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


HARM_KINDS = frozenset({CaseKind.DEATH_ABROAD, CaseKind.SICK_REPATRIATED})


def choices() -> dict[str, LayerChoice]:
    """Every published series with a figure below the province, then every kind of case on record.

    The one that most people look for comes first, and of a series' periods the one that most
    regions speak about, then the newer ones.
    """
    series: dict[str, list[FigureRow]] = {}
    for row in _regional(reads.figure_rows()):
        series.setdefault(row.indicator_code, []).append(row)
    found = {
        key: _published_choice(series[key]) for key in sorted(series, key=lambda key: key != DEFAULT_LAYER)
    }
    years = tuple(_period(date(y, 1, 1), date(y, 12, 31)) for y in reads.case_years())
    for kind in CaseKind if years else ():
        found[CASE_PREFIX + kind.value] = LayerChoice(
            key=CASE_PREFIX + kind.value,
            label=f"Register kasus: {wording.CASE_KINDS[kind]}",
            unit="laporan",
            palette=Palette.HARM if kind in HARM_KINDS else Palette.NEUTRAL,
            case_kind=kind,
            periods=years,
            definition="Laporan dalam register kasus menurut kabupaten/kota asal; satu baris satu laporan.",
        )
    return found


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


def names(choices: Mapping[str, LayerChoice]) -> dict[str, str]:
    return {key: choice.label for key, choice in choices.items()}


def period_names(choice: LayerChoice) -> dict[str, str]:
    """In the order of time, as a slider wants them."""
    ordered = sorted(choice.periods, key=lambda period: (period.starts_on, period.ends_on))
    return {period.key: period.label for period in ordered}


def other_periods(view: "LayerView") -> dict[str, str]:
    """What the chosen period may be compared with; the empty key compares with none."""
    names = period_names(view.choice)
    return {"": "Tidak dibandingkan"} | {key: names[key] for key in names if key != view.period.key}


def asked_for(asked: Parameters, choices: Mapping[str, LayerChoice], scope: Scope) -> "LayerView":
    """The view that an address asks for; what it leaves out or gets wrong falls back to the first."""
    choice = choices[asked.one_of("lapisan", choices) or next(iter(choices))]
    periods = {period.key: period for period in choice.periods}
    period = periods[asked.one_of("periode", periods) or choice.periods[0].key]
    level = RegionLevel(asked.one_of("tingkat", {*LEVELS}) or _level_of_place(asked))
    measure = asked.member("ukuran", Measure) or Measure.SHRUNK
    return view(choice, period, level, measure, scope)


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
    regencies = {region.code for region in reads.regions_at(RegionLevel.REGENCY)}
    districts = {region.code for region in reads.regions_at(RegionLevel.DISTRICT)}
    code = asked.one_of("wilayah", regencies | districts)
    if code is None:
        return Place(None, None)
    if view.level is RegionLevel.REGENCY:
        return Place(code[:5], code[:5])
    return Place(code[:5], code if code in drawn else None)


def crumbs(given: Mapping[str, str], at: Place) -> list[tuple[str, str]]:
    """The way down to here, each step with its address; the last one is where the reader is."""
    rest = {name: value for name, value in given.items() if name not in ("wilayah", "tingkat")}
    found = [("Peta", href("/peta", rest))]
    if at.regency:
        inside = {**rest, "tingkat": RegionLevel.DISTRICT.value, "wilayah": at.regency}
        found.append((_names(RegionLevel.REGENCY)[at.regency], href("/peta", inside)))
    if at.selected and at.selected != at.regency:
        found.append(
            (_names(RegionLevel.DISTRICT)[at.selected], href("/peta", {**inside, "wilayah": at.selected}))
        )
    return found


def _names(level: RegionLevel) -> dict[str, str]:
    return {region.code: display_name(region.name) for region in reads.regions_at(level)}


def _regional(rows: Iterable[FigureRow]) -> list[FigureRow]:
    return [row for row in rows if level_of(row.region_code) is RegionLevel.REGENCY and not row.subgroup]


def _period(starts_on: date, ends_on: date) -> PeriodChoice:
    return PeriodChoice(f"{starts_on}..{ends_on}", wording.period(starts_on, ends_on), starts_on, ends_on)


@dataclass(frozen=True)
class LayerView:
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

    @property
    def sources(self) -> list[tuple[str, str]]:
        return sorted({(row.source, row.source_url) for row in self.figures.values()})


def default_view(scope: Scope) -> "LayerView":
    """What the small map shows: deaths abroad, as rates, for the period most regions speak about."""
    return asked_for(Parameters({}), choices(), scope)


def view(
    choice: LayerChoice, period: PeriodChoice, level: RegionLevel, measure: Measure, scope: Scope
) -> LayerView:
    regions = reads.regions_at(level)
    figures: dict[str, FigureRow] = {}
    counts = None
    if choice.case_kind is None:
        figures = {
            row.region_code: row
            for row in _regional(reads.figure_rows())
            if row.indicator_code == choice.key
            and (row.period_start, row.period_end) == (period.starts_on, period.ends_on)
            and level is RegionLevel.REGENCY
        }
        known = {code: _of_figure(row) for code, row in figures.items()}
        nothing: tuple[AreaState, float | None, int | None] = (AreaState.NOT_REPORTED, None, None)
    else:
        counts = reads.case_counts(choice.case_kind, period.starts_on, period.ends_on, level, scope)
        known = {code: _of_count(count) for code, count in counts.by_region.items()}
        nothing = (AreaState.ZERO, 0.0, None)
    observations = []
    for region in regions:
        state, count, hidden_below = known.get(region.code, nothing)
        observations.append(
            Observation(
                region.code, display_name(region.name), region.population, state, count, hidden_below,
                region.latitude, region.longitude,
            )
        )  # fmt: skip
    assessed = reads.assessments(layers.places(observations), QUARTERS)
    layer = layers.build(observations, assessed, measure=measure, unit=choice.unit)
    totals = _totals(choice, figures)
    return LayerView(
        choice, period, level, measure if _has_rates(layer) else Measure.COUNT, layer, figures,
        province_total=next((t for t in totals if _is_same_span(t, period)), None),
        other_totals=[t for t in totals if not _is_same_span(t, period) and _overlaps(t, period)],
        counts=counts,
    )  # fmt: skip


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


def compared(asked: Parameters, chosen: LayerView, scope: Scope) -> Comparison | None:
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
    today = session.today()
    spans = tuple(
        Span(each.period.label, each.period.starts_on, each.period.ends_on, today)
        for each in (earlier, later)
    )
    found = changes.between(
        {row.code: row.name for row in layer_after.rows}, _sides(layer_before), _sides(layer_after), spans
    )
    before, after = replace(earlier, layer=layer_before), replace(later, layer=layer_after)
    speaking, silent = (before, after) if earlier is chosen else (after, before)
    return Comparison(before, after, speaking, silent, spans, found)


def _sides(layer: Layer) -> dict[str, Side]:
    return {row.code: Side(row.state, row.count, row.count_text) for row in layer.rows}


def _has_rates(layer: Layer) -> bool:
    return any(row.crude is not None for row in layer.rows)


def _of_figure(row: FigureRow) -> tuple[AreaState, float | None, int | None]:
    if row.value == 0:
        return AreaState.ZERO, 0.0, None
    conflicting = row.status is FigureStatus.CONFLICTING
    return AreaState.CONFLICTING if conflicting else AreaState.VALUE, row.value, None


def _of_count(count: Count) -> tuple[AreaState, float | None, int | None]:
    if count.value is None:
        return AreaState.HIDDEN, None, count.hidden_below
    return (AreaState.VALUE if count.value else AreaState.ZERO), float(count.value), None


def _totals(choice: LayerChoice, figures: dict[str, FigureRow]) -> list[FigureRow]:
    if not figures:
        return []
    return [
        row
        for row in reads.figure_rows()
        if row.indicator_code == choice.key and row.region_code == PROVINCE and not row.subgroup
        and (row.destination_iso3 is None or row.destination_iso3 in _destinations(figures))
    ]  # fmt: skip


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
    """The map's headline: which region stands out, in the measure that is drawn, here or in all of NTT."""
    hidden = view.layer.in_state(AreaState.HIDDEN)
    if hidden and not view.layer.counted:
        place = LEVELS[view.level].lower()
        return f"{len(hidden)} dari {len(view.layer.rows)} {place} disembunyikan bagi peran Anda"
    rows = [row for row in view.layer.rows if within is None or row.code.startswith(f"{within}.")]
    if view.layer.assessments and view.measure is not Measure.COUNT:
        hot = view.layer.with_confidence(Confidence.CERTAIN, Confidence.LEANING)
        # A plain rate is led by whoever has one case and few people; words lead instead.
        if view.measure is not Measure.SHRUNK or not hot:
            said = hotspot_wording.overall(view.layer.assessments, unit=view.choice.unit)
            return said.removesuffix(".")
        rows = hot
    said = headlines.of_map(
        {row.name: row.value for row in rows if row.value is not None},
        mean=view.layer.mean,
        is_rate=view.measure is not Measure.COUNT,
        unit=view.choice.unit,
        total=sum(row.count or 0 for row in rows),
    )
    return f"{_names(RegionLevel.REGENCY)[within]}: {said[:1].lower()}{said[1:]}" if within else said


@dataclass(frozen=True)
class Addresses:
    """Where the panel's links lead."""

    close: str
    region: str
    new_task: str
    districts: str | None
    """The same layer, closer; None where there is nothing below."""


def panel_addresses(given: Mapping[str, str], at: Place) -> Addresses:
    """From the chosen region onwards: to its page, to a task born here, and down to its kecamatan."""
    code = at.code or PROVINCE
    closer = {**given, "tingkat": RegionLevel.DISTRICT.value, "wilayah": code}
    rest = {name: value for name, value in given.items() if name != "wilayah"}
    return Addresses(
        close=href("/peta", rest if at.focus is None else {**rest, "wilayah": at.focus}),
        region=href("/wilayah", {"kode": code[:5]}),
        new_task=href("/tugas", {"baru": "ya", "wilayah": code, "asal": "wilayah"}),
        districts=href("/peta", closer) if level_of(code) is RegionLevel.REGENCY else None,
    )


def other_figures(view: LayerView, region_code: str) -> list[FigureRow]:
    """What else was published about a region; each stays a series of its own."""
    shown = view.figures.get(region_code)
    return [
        row
        for row in reads.figure_rows()
        if row.region_code == region_code and (shown is None or row.code != shown.code)
    ]


def region_facts(code: str) -> str:
    """One line on who and where a kabupaten or kecamatan is."""
    if level_of(code) is RegionLevel.REGENCY:
        regency = reads.regency(code)
        people = wording.number(regency.population_bps_2024)
        return f"Ibu kota {regency.capital} · {people} jiwa (BPS 2024)"
    return f"Kecamatan di {display_name(reads.regency(code[:5]).name)}"


def register_address(view: LayerView, scope: Scope) -> str | None:
    """Where the records behind a register layer are listed, for those who may read them."""
    if view.choice.case_kind is None or not scope.may_see_cases:
        return None
    return f"/kasus?jenis={view.choice.case_kind.value}&tahun={view.period.starts_on.year}"
