"""Peta: the 22 kabupaten and 315 kecamatan, one series at a time, with the chosen region beside it."""

import streamlit as st

from components import filters, layout, map_change, map_legend, markup, region_panel
from components.map import region_map
from components.runtime import map_layer, map_overlay, reads, session
from domain.permissions import Permission

actor = session.require(Permission.VIEW_MAP)
asked = filters.parameters()
choices = map_layer.choices()
view = map_layer.asked_for(asked, choices, actor.scope)
comparison = map_layer.compared(asked, view, actor.scope)
view = comparison.chosen if comparison else view
place = map_layer.place(asked, view)
shown = map_overlay.asked_for(asked)
is_table = asked.one_of("tabel", {"ya"}) is not None

layout.page_head(
    *region_panel.crumbs(map_layer.crumbs(asked.accepted, place)),
    as_of=session.now(), sample=view.choice.is_register and session.is_sample(),
)  # fmt: skip
layout.refused_parameters(asked.refused)
layout.headline(
    map_layer.change_finding(comparison, place.selected)
    if comparison
    else map_layer.finding(view, place.focus)
)

with st.container(horizontal=True, key="filters"):
    filters.select(
        "Lapisan", "lapisan", map_layer.names(choices), view.choice.key, clears=("periode", "banding"),
        width=300,
    )  # fmt: skip
    filters.segments("Ukuran", "ukuran", map_layer.measures(view), view.measure)
    filters.segments("Tingkat", "tingkat", map_layer.LEVELS, view.level)

screen = st.container(key="map-screen")
with screen.container(key="map-side"):
    clicked = region_map(
        region_panel.panes(view, comparison),
        level=view.level,
        palette=view.choice.palette,
        selected=place.selected,
        focus=place.focus,
        overlay=map_overlay.on_top(shown),
        key="map",
        height=400,
    )
    if clicked:
        place = map_layer.Place(clicked[:5], clicked)
        filters.remember("wilayah", clicked)
    with st.container(horizontal=True, key="timeline"):
        filters.timeline("Periode", "periode", map_layer.period_names(view.choice), view.period.key)
        if len(view.choice.periods) > 1:
            filters.select(
                "Bandingkan dengan", "banding", map_layer.other_periods(view),
                asked.accepted.get("banding", ""), width=190,
            )  # fmt: skip
        filters.several("Tampilkan juga", "tampil", map_overlay.NAMES, shown)
with screen.container(key="map-legend"):
    markup.show(
        map_legend.legend(view, sample=session.is_sample()),
        map_legend.quality(
            view,
            map_layer.register_address(view, actor.scope),
            map_legend.table_link(asked.accepted, is_open=is_table),
        ),
    )
    if is_table:
        markup.show(map_change.as_table(comparison) if comparison else region_panel.as_table(view))
row = view.layer.row(place.selected) if place.selected else None
with screen.container(key="map-panel"):
    if row is None:
        markup.show(
            map_change.of_map(comparison)
            if comparison
            else region_panel.invitation(view, place.focus, asked.accepted)
        )
    else:
        markup.show(
            region_panel.chosen_region(
                view,
                row,
                map_layer.other_figures(view, row.code),
                reads.tasks_of_region(row.code[:5], actor.scope),
                facts=map_layer.region_facts(row.code),
                change=map_change.of_region(comparison, row.code) if comparison else "",
                addresses=map_layer.panel_addresses(asked.accepted, place),
                sample=session.is_sample(),
            )
        )
