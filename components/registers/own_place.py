"""A kabupaten's own page: duties, words of the map, services, teams, and what comes from the province."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.commitments.declaration import duty_state
from components.kit import markup
from components.kit.layout import section
from components.kit.markup import Text, link
from components.map import legend, panel
from components.map.small_map import small_map
from components.registers.regions import last_words, standings, work
from components.services.board import drawn
from domain import addresses
from domain.services.desks import due_on
from domain.services.outreach import TeamState
from domain.time import formats
from domain.words import labels

if TYPE_CHECKING:
    from datetime import date

    from domain.figures.map_view import MapArea
    from views.map.layer import LayerView
    from views.own_place import OwnPlace


def only_own(areas: Sequence[MapArea], code: str) -> list[MapArea]:
    """The map on which this place alone is named."""
    return [area if area.code == code else replace(area, label=None) for area in areas]


def beside(
    own: OwnPlace, layer: LayerView, finding: str, desks: Mapping[str, str], on: date, *, sample: bool
) -> Markup:
    """The place on the map, its services and its village teams."""
    drawing = small_map(
        only_own(panel.areas(layer), own.code), palette=layer.choice.palette, description=finding
    )
    return drawing + legend.small_legend(layer, sample=sample) + services(own, desks, on) + teams(own, on)


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


def services(own: OwnPlace, desks: Mapping[str, str], on: date) -> Markup:
    """The eight desks in words, how late the month is, and the way to report it."""
    report = link("Laporkan", addresses.services_form(own.code, own.month.key), title="Laporkan layanan")
    rows: list[Text] = [
        markup.joined(
            name,
            markup.tinted(markup.words(labels.DESK_STANDINGS[cell.standing], drawn(cell, name)), "gb-muted"),
        )
        for code, name in desks.items()
        for cell in [own.services.cells[code]]
    ]
    return (
        section("Layanan", aside=_due(own, on), action=report)
        + markup.listed(rows, css="gb-here")
        + markup.paragraph(
            link("Bukti, angka, dan laporan", addresses.services(region=own.code, month=own.month.key))
        )
    )


def _due(own: OwnPlace, on: date) -> str:
    month = formats.month_name(own.month.starts_on)
    if own.services.spoke:
        return f"{month} sudah dilaporkan"
    return f"{month}, {formats.days_left((due_on(own.month) - on).days)}"


def teams(own: OwnPlace, on: date) -> Markup:
    head = section("Tim desa", action=link("Rincian", addresses.services(region=own.code)))
    if not own.teams.rows:
        return head + markup.empty("Belum ada tim desa yang dilaporkan.")
    said = formats.listing(
        [f"{count} {labels.TEAM_STATES[state]}" for state, count in own.teams.states.items() if count]
    )
    names = [row.village for row in own.teams.rows if row.facts.state(on) is TeamState.SILENT]
    lines = [markup.paragraph(markup.bold(f"{len(own.teams.rows)} tim"), f": {said}.")]
    if names:
        lines.append(markup.note(f"Diam: {formats.shortlist(names)}."))
    return head + markup.joined(*lines)


def from_the_province(own: OwnPlace) -> Markup:
    """Tasks of others here, commitments that touch the place, and what the forum said of it."""
    return work(own.tasks, own.commitments, new_task=Markup("")) + last_words(own.decisions)
