"""Everything that one address of Peta asks for: layer, comparison, place, and what lies on top."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from components.runtime import map_layer, map_overlay, reads
from components.runtime.map_layer import Addresses, Comparison, LayerChoice, LayerView, Place
from components.runtime.map_overlay import OnTop
from db.queries.figures import FigureRow
from db.queries.tasks import TaskRow
from domain.layers import LayerRow
from domain.parameters import Parameters
from domain.permissions import Scope


@dataclass(frozen=True)
class MapScreen:
    given: Mapping[str, str]
    """The address, as far as it was understood."""
    choices: Mapping[str, LayerChoice]
    view: LayerView
    comparison: Comparison | None
    place: Place
    top: OnTop
    is_table: bool
    scope: Scope

    @property
    def headline(self) -> str:
        if self.comparison:
            return map_layer.change_finding(self.comparison, self.place.selected)
        return map_layer.finding(self.view, self.place.focus)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return map_layer.crumbs(self.given, self.place)

    @property
    def row(self) -> LayerRow | None:
        """The chosen area."""
        return self.view.layer.row(self.place.selected) if self.place.selected else None

    @property
    def addresses(self) -> Addresses:
        return map_layer.panel_addresses(self.given, self.place)

    @property
    def facts(self) -> str:
        return map_layer.region_facts(self.place.code) if self.place.code else ""

    @property
    def other_figures(self) -> list[FigureRow]:
        return map_layer.other_figures(self.view, self.place.selected) if self.place.selected else []

    @property
    def tasks(self) -> list[TaskRow]:
        return reads.tasks_of_region(self.place.regency, self.scope) if self.place.regency else []

    @property
    def register_address(self) -> str | None:
        return map_layer.register_address(self.view, self.scope)

    def at(self, code: str) -> "MapScreen":
        """The same with another area chosen, as after a click."""
        return replace(self, place=Place(code[:5], code), given={**self.given, "wilayah": code})


def asked_for(asked: Parameters, scope: Scope) -> MapScreen:
    choices = map_layer.choices()
    view = map_layer.asked_for(asked, choices, scope)
    comparison = map_layer.compared(asked, view, scope)
    view = comparison.chosen if comparison else view
    place = map_layer.place(asked, view)
    top = map_overlay.on_top(view, map_overlay.asked_for(asked), scope)
    is_table = asked.one_of("tabel", {"ya"}) is not None
    return MapScreen(asked.accepted, choices, view, comparison, place, top, is_table, scope)
