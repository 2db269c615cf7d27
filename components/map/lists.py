"""Beside the map, what lies on top of it: early clusters, routes, and the marks with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup
from components.kit.layout import section
from components.kit.markup import Column, link, outside_link
from domain import addresses
from domain.access import offices
from domain.figures.map_view import MarkKind
from domain.statistics.scan_terms import NOTEWORTHY
from domain.time import formats
from domain.time.formats import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from views.map.layer import LayerView
    from views.map.overlay import OnTop

LISTED_ROUTES = 8

MARK_NAMES = {
    MarkKind.AIRPORT: "bandara",
    MarkKind.PORT: "pelabuhan",
    MarkKind.BORDER_POST: "pos lintas batas",
    MarkKind.SERVICE: "LTSA",
}


def clusters(top: OnTop, given: Mapping[str, str]) -> Markup:
    """The clusters by their numbers on the map; to whom kecamatan are hidden, only that there are some."""
    if not top.wants_clusters:
        return Markup("")
    head = markup.heading("Klaster awal")
    if top.clusters is None:
        return _panel(head, _not_here(top, given, "Klaster awal"))
    lines = top.cluster_lines
    if lines:
        body = markup.render(
            "map.clusters",
            clusters=[
                {
                    "what": markup.stack(link(line.places, line.address), f"{line.period} · {line.counts}"),
                    "recurrence": line.recurrence,
                }
                for line in lines
            ],
        )
    elif top.announcements:
        body = markup.listed(top.announcements, css="gb-here") + markup.note(
            "Kecamatan, tanggal, dan jumlahnya hanya untuk petugas kasus."
        )
    else:
        body = markup.empty(top.no_clusters)
    scanned = markup.caption(
        f"Pemindaian ruang-waktu (Kulldorff 2005) atas laporan per kecamatan dan bulan, {top.scanned}; "
        f"hanya yang peluang kebetulannya paling banyak {formats.percent(100 * NOTEWORTHY, 0)}."
    )
    return _panel(head, body, scanned)


def _panel(*content: Markup) -> Markup:
    return markup.panel(*content, css="gb-below")


def _not_here(top: OnTop, given: Mapping[str, str], what: str) -> Markup:
    """Explains that a published series has no single reports behind it."""
    if top.register_layer is None:
        return markup.empty(f"{what} dihitung dari register kasus; pilih lapisan register.")
    shown = {name: value for name, value in given.items() if name in ("tampil", "tingkat", "ukuran")}
    return markup.empty(
        f"{what} dihitung dari laporan dalam register kasus, bukan dari angka terbit.",
        link("Buka lapisan register", addresses.region_map(shown, layer=top.register_layer)),
    )


def routes(view: LayerView, top: OnTop, given: Mapping[str, str], *, sample: bool) -> Markup:
    """Origin, exit point and destination of the largest flows; what is small or hidden as one row."""
    if not top.wants_routes:
        return Markup("")
    aside = markup.sample_badge() if sample else Markup("")
    head = section("Rute", aside=aside)
    if top.routes is None:
        return head + _not_here(top, given, "Rute")
    if not top.routes.total:
        none = "Tidak ada laporan pada lapisan dan periode ini, jadi tidak ada rute."
        return head + markup.empty(none if top.routes.period else top.routes_remark or none)
    rows: list[list[markup.Text]] = [
        [way.origin_name, way.exit_name, way.destination_name, number(way.reports)]
        for way in top.ways[:LISTED_ROUTES]
    ]
    rest = top.routes.total - sum(way.reports for way in top.ways[:LISTED_ROUTES])
    if rest:
        rows.append([markup.bold("lainnya"), "arus kecil digabung", "", number(rest)])
    columns = [
        Column("Asal"),
        Column("Pintu keluar"),
        Column("Tujuan"),
        Column(formats.capitalised(view.choice.unit), "gb-right"),
    ]
    return (
        head
        + markup.table(columns, rows, caption=f"Rute, {view.choice.label}", css="gb-dense")
        + markup.caption(top.routes_remark)
    )


def marks(top: OnTop) -> Markup:
    """What each shape is, how exact its place, and what is not known of offices and village teams."""
    found = top.overlay.marks
    if not found:
        return Markup("")
    shapes = [
        {
            "css": kind.value.replace("_", "-"),
            "label": label,
            "count": sum(mark.kind is kind for mark in found),
        }
        for kind, label in MARK_NAMES.items()
    ]
    roughly = sum(mark.is_approximate for mark in found)
    sources = Markup(", ").join(outside_link(name, address) for name, address in top.office_sources)
    key = markup.render("map.shapes", title="Titik layanan dan pintu keluar", shapes=shapes)
    caption = Markup("Kosong di tengah: letak perkiraan ({}). LTSA menurut {}; {}; {}.").format(
        roughly, sources, offices.OFFICES_NOW, offices.VILLAGE_TEAMS_NOW
    )
    return markup.render("map.legend", keys=[key], meanings="", caption=caption)
