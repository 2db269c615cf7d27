"""Peta: the 22 kabupaten and 315 kecamatan, one series at a time, with the chosen region beside it."""

import streamlit as st

from components import filters, layout, map_change, map_legend, map_lists, markup, region_panel
from components.map import region_map
from components.runtime import map_layer, map_overlay, map_screen, session
from domain.permissions import Permission

actor = session.require(Permission.VIEW_MAP)
screen = map_screen.asked_for(filters.parameters().given, actor.scope)
view, comparison = screen.view, screen.comparison
sample = session.is_sample()

layout.page_head(
    *region_panel.crumbs(screen.crumbs), as_of=session.now(), sample=view.choice.is_register and sample
)
layout.refused_parameters(list(screen.refused))
layout.headline(screen.headline)

with st.container(horizontal=True, key="filters"):
    filters.select(
        "Lapisan", "lapisan", map_layer.names(screen.choices), view.choice.key,
        clears=("periode", "banding"), width=300,
    )  # fmt: skip
    filters.segments("Ukuran", "ukuran", map_layer.measures(view), view.measure)
    filters.segments("Tingkat", "tingkat", map_layer.LEVELS, view.level)

parts = st.container(key="map-screen")
with parts.container(key="map-side"):
    clicked = region_map(
        region_panel.panes(view, comparison),
        level=view.level,
        palette=view.choice.palette,
        selected=screen.place.selected,
        focus=screen.place.focus,
        overlay=screen.top.overlay,
        key="map",
        height=400,
    )
    if clicked:
        filters.remember("wilayah", clicked)
        screen = map_screen.asked_for(filters.parameters().given, actor.scope)
    with st.container(horizontal=True, key="timeline"):
        filters.timeline("Periode", "periode", map_layer.period_names(view.choice), view.period.key)
        if len(view.choice.periods) > 1:
            filters.select(
                "Bandingkan dengan", "banding", map_layer.other_periods(view),
                comparison.other.period.key if comparison else "", width=190,
            )  # fmt: skip
        filters.several("Tampilkan juga", "tampil", map_overlay.NAMES, screen.top.shown)
with parts.container(key="map-legend"):
    markup.show(
        map_legend.legend(view, sample=sample),
        map_lists.marks(screen.top),
        map_lists.routes(view, screen.top, screen.given, sample=sample),
        map_legend.quality(
            view, screen.register_address, map_legend.table_link(screen.given, is_open=screen.is_table)
        ),
    )
    if screen.is_table:
        markup.show(map_change.as_table(comparison) if comparison else region_panel.as_table(view))
with parts.container(key="map-panel"):
    markup.show(
        region_panel.beside(screen, screen.tasks(actor.scope), sample=sample),
        map_lists.clusters(screen.top, screen.given),
    )
