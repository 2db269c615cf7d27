"""Everything that one address of Peta asks for: layer, comparison, place, and what lies on top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.backend import today
from db.queries.figures import FigureRow
from db.queries.tasks import TaskRow, tasks_of_region
from domain.access.parameters import Parameters
from domain.access.permissions import Scope
from domain.figures.layers import LayerRow
from views.ask import ask, cached
from views.map import comparing, findings, layer, layer_choices, overlay, places
from views.map.comparing import Comparison
from views.map.layer import LayerView
from views.map.layer_choices import LayerChoice
from views.map.overlay import OnTop
from views.map.places import Addresses, Place

PARAMETERS = ("lapisan", "periode", "banding", "ukuran", "tingkat", "wilayah", "tampil", "tabel")


@dataclass(frozen=True)
class MapScreen:
    given: Mapping[str, str]
    """The address, as far as it was understood."""
    refused: tuple[str, ...]
    choices: Mapping[str, LayerChoice]
    view: LayerView
    comparison: Comparison | None
    place: Place
    top: OnTop
    is_table: bool
    headline: str
    basis: str
    """Of what, when and how many the headline speaks."""
    crumbs: list[tuple[str, str]]
    row: LayerRow | None
    """The chosen area."""
    facts: str
    other_figures: list[FigureRow]
    contested: layer.ContestedFigure | None
    """That the chosen area's figure is one side of a conflict."""
    addresses: Addresses
    register_address: str | None

    def tasks(self, scope: Scope) -> Sequence[TaskRow]:
        """Asked anew each time: they change while the map stays."""
        return ask(tasks_of_region, self.place.regency, scope=scope) if self.place.regency else ()


def asked_for(given: Mapping[str, str], scope: Scope) -> MapScreen:
    """One address, readers of the same counts, data that are as new: one screen, put together once."""
    known = tuple((name, given[name]) for name in PARAMETERS if given.get(name))
    return _put_together(known, scope.of_counts, today())


@cached
def _put_together(given: tuple[tuple[str, str], ...], scope: Scope, on: date) -> MapScreen:
    asked = Parameters(dict(given))
    choices = layer_choices.choices(scope)
    view = layer.asked_for(asked, choices, scope)
    comparison = comparing.compared(asked, view, scope, on)
    view = comparison.chosen if comparison else view
    place = places.place(asked, view)
    top = overlay.on_top(view, overlay.asked_for(asked), scope)
    is_table = asked.one_of("tabel", {"ya"}) is not None
    if comparison:
        headline = comparing.change_finding(comparison, place.selected)
    else:
        headline = findings.finding(view, place.focus)
    return MapScreen(
        given=asked.accepted,
        refused=tuple(asked.refused),
        choices=choices,
        view=view,
        comparison=comparison,
        place=place,
        top=top,
        is_table=is_table,
        headline=headline,
        basis=findings.basis(view),
        crumbs=places.crumbs(asked.accepted, place, view.choice),
        row=view.layer.row(place.selected) if place.selected else None,
        facts=layer.region_facts(place.code, view.population) if place.code else "",
        other_figures=layer.other_figures(view, place.selected) if place.selected else [],
        contested=layer.contested_figure(view, place.selected) if place.selected else None,
        addresses=places.panel_addresses(asked.accepted, place, view.choice),
        register_address=layer.register_address(view, scope),
    )
