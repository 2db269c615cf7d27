"""A kabupaten's own page: duties, words of the map, services, teams, and what comes from the province."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.commitments.declaration import duty_state
from components.kit import markup
from components.kit.layout import section
from components.kit.markup import link
from components.map import legend
from components.map.small_map import small_map
from components.registers.regions import last_words, standings, work
from components.services import brief
from domain import addresses
from domain.figures import map_areas
from domain.words import labels

if TYPE_CHECKING:
    from datetime import date

    from domain.figures.map_view import MapArea
    from views.map.layer import LayerView
    from views.own_place import OwnPlace


def only_own(areas: Sequence[MapArea], code: str) -> list[MapArea]:
    """The map on which this place alone is named."""
    return [area if area.code == code else replace(area, label=None) for area in areas]


def on_the_map(own: OwnPlace, layer: LayerView, finding: str, *, sample: bool) -> Markup:
    drawing = small_map(
        tuple(only_own(map_areas.all_labels(layer), own.code)),
        palette=layer.choice.palette,
        description=finding,
    )
    return section("Di peta") + drawing + legend.small_legend(layer, sample=sample)


def services(own: OwnPlace, desks: Mapping[str, str], on: date) -> Markup:
    """Its desks and its village teams."""
    return brief.services(own.services, desks, on, may_report=True) + brief.teams(own.services, on)


def duties(own: OwnPlace) -> Markup:
    """What the law asks of this kabupaten, each with what proves it."""
    return section("Kewajiban menurut undang-undang", aside="klaim dan bukti terpisah") + markup.definitions(
        [(labels.DUTIES[duty], duty_state(cell)) for duty, cell in own.duties.items()]
    )


def words(own: OwnPlace, *, sample: bool) -> Markup:
    """How the place stands in each series: the province's numbers, which no office changes for itself."""
    return standings(own.standings, sample=sample) + markup.note(
        "Angka provinsi, tidak dapat diubah di sini. ",
        link("Lihat di peta", addresses.region_map(region=own.code)),
    )


def from_the_province(own: OwnPlace, on: date) -> Markup:
    """Tasks of others here, commitments that touch the place, and what the forum said of it."""
    return work(own.tasks, own.commitments, on, new_task=Markup("")) + last_words(own.decisions)
