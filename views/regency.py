"""What Wilayah shows, put together from figures, cases, tasks and commitments."""

from collections import Counter
from dataclasses import dataclass

from db.backend import today
from db.queries.cases import case_years, yearly_counts
from db.queries.commitments import commitment_rows, commitments_of_region
from db.queries.figures import FigureRow, figure_rows
from db.queries.holidays import closed_days
from db.queries.tasks import task_rows, tasks_of_region
from domain import addresses
from domain.access.permissions import Scope
from domain.disclosure.suppression import Count
from domain.figures.cases import CaseKind
from domain.figures.layers import LayerRow, Measure
from domain.places.regions import PROVINCE, RegionLevel, display_name
from domain.tasks.life import Urgency, clock, urgency
from domain.words import labels
from views.ask import ask
from views.map import layer as map_layer
from views.map.layer import LayerChoice
from views.registers import Rated, Timed

COMPARED = ("deaths_abroad", "procedural_placement", "trafficking_police_reports")
"""Deaths, legal departures and police reports side by side: they point to different islands."""


def compared_series() -> dict[str, dict[str, FigureRow]]:
    """For each compared series, its period that most regions speak about, by region."""
    choices = map_layer.choices()
    result: dict[str, dict[str, FigureRow]] = {}
    for key in COMPARED:
        choice = choices.get(key)
        if choice is None:
            continue
        period = choice.periods[0]
        result[f"{choice.label} {period.label}"] = {
            row.region_code: row
            for row in ask(figure_rows)
            if row.indicator_code == key
            and (row.period_start, row.period_end) == (period.starts_on, period.ends_on)
            and not row.subgroup
        }
    return result


STANDINGS = (
    map_layer.DEFAULT_LAYER,
    *(
        map_layer.CASE_PREFIX + kind.value
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
    row: LayerRow
    address: str
    is_register: bool


def standings(code: str, scope: Scope) -> list[HotspotStanding]:
    choices = map_layer.choices()
    return [
        _standing(choices[key], row, code)
        for key in STANDINGS
        if key in choices and (row := _row_of(choices[key], code, scope)) is not None
    ]


def words_by_region(scope: Scope) -> dict[str, HotspotStanding]:
    """Every region in the layer that the map opens with."""
    choices = map_layer.choices()
    choice = choices.get(map_layer.DEFAULT_LAYER)
    if choice is None:
        return {}
    layer = map_layer.view(choice, choice.periods[0], RegionLevel.REGENCY, Measure.SHRUNK, scope).layer
    return {row.code: _standing(choice, row, row.code) for row in layer.rows}


def _row_of(choice: LayerChoice, code: str, scope: Scope) -> LayerRow | None:
    view = map_layer.view(choice, choice.periods[0], RegionLevel.REGENCY, Measure.SHRUNK, scope)
    return view.layer.row(code)


def _standing(choice: LayerChoice, row: LayerRow, code: str) -> HotspotStanding:
    return HotspotStanding(
        label=choice.label,
        period=choice.periods[0].label,
        row=row,
        address=addresses.region_map(layer=choice.key, region=code),
        is_register=choice.is_register,
    )


LEADERS = {"deaths_abroad": "kematian", "procedural_placement": "penempatan prosedural"}


def leaders() -> list[tuple[str, str]]:
    """The region with the highest published number of each leading series."""
    found = []
    for key, series in LEADERS.items():
        rows = [row for values in compared_series().values() for row in values.values()]
        ranked = sorted((r for r in rows if r.indicator_code == key), key=lambda r: (-r.value, r.region))
        regional = [row for row in ranked if row.region_code != PROVINCE]
        if regional:
            found.append((series, display_name(regional[0].region)))
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


def register_by_year(code: str, scope: Scope) -> dict[int, dict[str, Count]]:
    """Reports per year and kind, each count disclosed exactly as the map of that year shows it."""
    by_kind = ask(yearly_counts, scope=scope)
    return {
        year: {labels.CASE_KINDS[kind]: counts.cells[code, year] for kind, counts in by_kind.items()}
        for year in ask(case_years)
    }


def tasks_of(code: str, scope: Scope) -> list[Timed]:
    on = today()
    closed = ask(closed_days, on)
    rows = ask(tasks_of_region, code, scope=scope)
    return [(row, clock(row.state, row.due_on, on, closed)) for row in rows]


def commitments_of(code: str, scope: Scope) -> list[Rated]:
    on = today()
    return [(row, row.progress.health(on)) for row in ask(commitments_of_region, code, scope=scope)]
