"""What Wilayah shows, put together from figures, cases, tasks and commitments."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.backend import today
from db.queries.case_counts import case_years, register_days, yearly_counts
from db.queries.commitments import commitment_rows, commitments_of_region
from db.queries.figures import FigureRow, figure_rows
from db.queries.holidays import closed_days
from db.queries.regions import RegionRow
from db.queries.tasks import task_rows, tasks_of_region
from domain import addresses
from domain.access.permissions import DisclosureTier, Scope
from domain.disclosure.suppression import Count
from domain.figures.cases import CaseKind
from domain.figures.layers import LayerRow, Measure
from domain.places.regions import RegionLevel, display_name
from domain.search import is_about
from domain.statistics.exposure import Span
from domain.tasks.clocks import Urgency, clock, urgency
from domain.time import formats
from domain.words import headlines, labels
from views.ask import ask
from views.map import layer as map_layer
from views.map import layer_choices
from views.map.layer import LayerView
from views.map.layer_choices import LayerChoice
from views.registers import Rated, Timed

COMPARED = ("deaths_abroad", "procedural_placement", "trafficking_police_reports")
"""Deaths, legal departures and police reports side by side: they point to different islands."""


@dataclass(frozen=True)
class Series:
    """One published series in the period that most regions speak about."""

    figures: dict[str, FigureRow]
    derived: frozenset[str]
    """Regions that are zero because the named ones reach the total."""
    total: FigureRow | None
    """The figure that they reach."""


def compared_series(scope: Scope) -> dict[str, Series]:
    """Each compared series by its words and its time."""
    choices = layer_choices.choices(scope)
    result: dict[str, Series] = {}
    for key in COMPARED:
        if key not in choices:
            continue
        choice = choices[key]
        period = choice.periods[0]
        view = map_layer.view(choice, period, RegionLevel.REGENCY, Measure.SHRUNK, scope)
        derived = frozenset(row.code for row in view.layer.derived)
        result[f"{choice.label}{view.confined} {period.label}"] = Series(
            view.figures, derived, view.province_total
        )
    return result


STANDINGS = (
    layer_choices.DEFAULT_LAYER,
    *(
        layer_choices.CASE_PREFIX + kind.value
        for kind in (
            CaseKind.DEATH_ABROAD,
            CaseKind.TRAFFICKING,
            CaseKind.ILLEGAL_PLACEMENT,
            CaseKind.DEPORTATION,
        )
    ),
)
"""The layers whose word a kabupaten's page shows; they are never merged into one."""


@dataclass(frozen=True)
class HotspotStanding:
    """A region in one layer, for the period that the map opens with."""

    label: str
    period: str
    when: str
    """The period as a headline names it."""
    heading: str
    """Above a column of nothing but this layer, which is the one of deaths."""
    row: LayerRow
    address: str
    is_register: bool


def standings(code: str, scope: Scope) -> list[HotspotStanding]:
    choices = layer_choices.choices(scope)
    views = [_newest(choices[key], scope) for key in STANDINGS if key in choices]
    return [_standing(view, row, code) for view in views if (row := view.layer.row(code)) is not None]


def words_by_region(scope: Scope) -> dict[str, HotspotStanding]:
    """Every region in the layer that the map opens with."""
    choices = layer_choices.choices(scope)
    choice = choices.get(layer_choices.DEFAULT_LAYER)
    if choice is None:
        return {}
    view = _newest(choice, scope)
    return {row.code: _standing(view, row, row.code) for row in view.layer.rows}


def _newest(choice: LayerChoice, scope: Scope) -> LayerView:
    return map_layer.view(choice, choice.periods[0], RegionLevel.REGENCY, Measure.SHRUNK, scope)


def _period(view: LayerView) -> str:
    """As far as the reader is told of it: up to a release where that came before its end."""
    until = view.counts.told_until if view.counts is not None else None
    if until is None or until >= view.period.ends_on:
        return view.period.label
    return formats.period(view.period.starts_on, until)


def _standing(view: LayerView, row: LayerRow, code: str) -> HotspotStanding:
    return HotspotStanding(
        label=view.choice.label + view.confined,
        period=_period(view),
        when=view.when,
        heading=f"Titik panas kematian {view.when}{view.confined}",
        row=row,
        address=addresses.region_map(layer=view.choice.key, region=code),
        is_register=view.choice.is_register,
    )


LEADERS = {"deaths_abroad": "kematian", "procedural_placement": "penempatan prosedural"}


def leaders(compared: Mapping[str, Series]) -> list[tuple[str, str]]:
    """The region with the highest published number of each leading series, and of what time that is."""
    found = []
    for key, name in LEADERS.items():
        rows = [row for series in compared.values() for row in series.figures.values()]
        ranked = sorted((r for r in rows if r.indicator_code == key), key=lambda r: (-r.value, r.region))
        if ranked:
            first = ranked[0]
            time = headlines.when(first.period_start, first.period_end)
            where = headlines.confined(first.destination or "")
            found.append((f"{name} {time}{where}", display_name(first.region)))
    return found


def open_tasks_by_region(scope: Scope) -> Counter[str]:
    return Counter(
        row.region_code
        for row in ask(task_rows, scope=scope)
        if urgency(row.state, row.due_on, today()) is not Urgency.CLOSED
    )


def commitments_by_region(scope: Scope) -> Counter[str]:
    return Counter(row.region_code for row in ask(commitment_rows, scope=scope))


def figures_of(code: str) -> list[FigureRow]:
    rows = [row for row in ask(figure_rows) if row.region_code == code]
    return sorted(rows, key=lambda row: (row.indicator, -row.period_end.toordinal()))


@dataclass(frozen=True)
class RegisterYears:
    """Reports of one region per year and kind, each disclosed exactly as the map of that year shows it."""

    spans: tuple[Span, ...]
    """The years, the oldest first, and how much of each was counted."""
    by_kind: dict[str, tuple[Count, ...]]
    told_until: date | None
    """The end of the last release, for readers who know of nothing newer."""


def register_by_year(code: str, scope: Scope) -> RegisterYears | None:
    years, days = sorted(ask(case_years, scope=scope)), ask(register_days, scope=scope)
    if days is None:
        return None
    is_released = scope.tier is not DisclosureTier.CASES
    on = days.ends_on if is_released else today()
    return RegisterYears(
        tuple(
            Span(str(year), date(year, 1, 1), date(year, 12, 31), on, days.starts_on, is_released)
            for year in years
        ),
        {
            labels.CASE_KINDS[kind]: tuple(counts.cells[code, year] for year in years)
            for kind, counts in ask(yearly_counts, scope=scope).items()
        },
        days.ends_on if is_released else None,
    )


STATES = {
    "": "Semua wilayah",
    "menonjol": "Menonjol pada kematian",
    "tugas": "Punya tugas terbuka",
    "komitmen": "Disebut komitmen",
}
"""In the address: which of the 22 are shown."""


def asked(
    regions: Sequence[RegionRow],
    text: str,
    state: str,
    words: Mapping[str, HotspotStanding],
    tasks: Mapping[str, int],
    commitments: Mapping[str, int],
) -> list[RegionRow]:
    """Those that the address's filters leave."""
    chosen: dict[str, Callable[[str], bool]] = {
        "": lambda _: True,
        "menonjol": lambda code: code in words and _stands_out(words[code].row),
        "tugas": lambda code: tasks.get(code, 0) > 0,
        "komitmen": lambda code: commitments.get(code, 0) > 0,
    }
    return [
        region
        for region in regions
        if chosen[state](region.code) and is_about(text, region.code, display_name(region.name))
    ]


def _stands_out(row: LayerRow) -> bool:
    return row.confidence is not None and row.confidence.is_hot


def tasks_of(code: str, scope: Scope) -> list[Timed]:
    on = today()
    closed = ask(closed_days, on)
    rows = ask(tasks_of_region, code, scope=scope)
    return [(row, clock(row.state, row.due_on, on, closed)) for row in rows]


def commitments_of(code: str, scope: Scope) -> list[Rated]:
    on = today()
    return [(row, row.progress.health(on)) for row in ask(commitments_of_region, code, scope=scope)]
