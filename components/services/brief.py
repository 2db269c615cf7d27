"""Services of one place in short, beside what else is said of it; Layanan has them in full."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup
from components.kit.layout import section
from components.kit.markup import Text, link
from components.services.board import drawn
from domain import addresses
from domain.services.desks import due_on
from domain.services.outreach import TeamState
from domain.time import formats, lateness
from domain.words import labels
from domain.words.services import coverage_words

if TYPE_CHECKING:
    from datetime import date

    from views.services import PlaceServices


def services(place: PlaceServices, desks: Mapping[str, str], on: date, *, may_report: bool) -> Markup:
    """The eight desks in words, whether the month was reported, and the way to report it."""
    report: Text = ""
    if may_report:
        report = link(
            "Laporkan", addresses.services_form(place.code, place.month.key), title="Laporkan layanan"
        )
    rows: list[Text] = [
        markup.joined(
            name,
            markup.tinted(markup.words(labels.DESK_STANDINGS[cell.standing], drawn(cell, name)), "gb-muted"),
        )
        for code, name in desks.items()
        for cell in [place.row.cells[code]]
    ]
    return (
        section("Layanan", aside=_due(place, on), action=report)
        + markup.listed(rows, css="gb-here")
        + markup.note(
            link("Bukti, angka, dan laporan", addresses.services(region=place.code, month=place.month.key))
        )
    )


def _due(place: PlaceServices, on: date) -> str:
    month = formats.month(place.month.starts_on)
    if place.row.spoke:
        return f"{month} sudah dilaporkan"
    return f"{month}, {lateness.left(lateness.DueKind.REPORT, due_on(place.month), on)}"


def teams(place: PlaceServices, on: date) -> Markup:
    head = section("Tim desa", action=link("Rincian", addresses.services(region=place.code)))
    covered = markup.paragraph(coverage_words(place.teams.coverage))
    if not place.teams.rows:
        return head + markup.empty("Belum ada tim desa yang dilaporkan.") + covered
    said = formats.listing(
        [f"{count} {labels.TEAM_STATES[state]}" for state, count in place.teams.states.items() if count]
    )
    names = [row.village for row in place.teams.rows if row.facts.state(on) is TeamState.SILENT]
    lines = [markup.paragraph(markup.bold(f"{len(place.teams.rows)} tim"), f": {said}."), covered]
    if names:
        lines.append(markup.note(f"Tidak melapor: {formats.shortlist(names)}."))
    return head + markup.joined(*lines)
