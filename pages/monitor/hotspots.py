"""Peta: the 22 kabupaten and 315 kecamatan, one series at a time, with the chosen region beside it."""

import streamlit as st

from components.kit import downloads, filters, layout, markup
from components.map import change, legend, lists, panel
from components.map.map import region_map
from components.runtime import session
from db.backend import is_sample, today
from domain.access.permissions import Permission
from views import newest
from views.map import findings, layer, layer_choices, overlay, picture
from views.map import screen as map_screen

actor = session.require(Permission.VIEW_MAP)
screen = map_screen.asked_for(filters.parameters().given, actor.scope)
view, comparison = screen.view, screen.comparison
sample = is_sample()

layout.page_head(
    *panel.crumbs(screen.crumbs),
    as_of=newest.spoken_of(findings.as_of(view)),
    sample=view.choice.is_register and sample,
)
layout.refused_parameters(list(screen.refused))
layout.headline(screen.headline, detail=screen.basis)

with st.container(horizontal=True, key="filters"):
    filters.select(
        "Lapisan",
        "lapisan",
        layer_choices.names(screen.choices),
        view.choice.key,
        clears=("periode", "banding"),
        width=300,
    )
    filters.segments("Ukuran", "ukuran", layer.measures(view), view.measure)
    filters.segments("Tingkat", "tingkat", layer_choices.level_names(view.choice), view.level)

parts = st.container(key="map-screen")
with parts.container(key="map-side"):
    clicked = region_map(
        panel.panes(view, comparison),
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
        filters.timeline("Periode", "periode", layer_choices.period_names(view.choice), view.period.key)
        if len(view.choice.periods) > 1:
            filters.select(
                "Bandingkan dengan",
                "banding",
                layer.other_periods(view),
                comparison.other.period.key if comparison else "",
                width=190,
            )
        filters.several("Tampilkan juga", "tampil", overlay.NAMES, screen.top.shown)
with parts.container(key="map-legend"):
    markup.show(legend.legend(view, sample=sample, of_two=bool(comparison)), lists.marks(screen.top))
    markup.show(
        lists.routes(view, screen.top, screen.given, sample=sample),
        legend.quality(
            view, screen.register_address, legend.table_link(screen.given, is_open=screen.is_table)
        ),
    )
    downloads.picture(picture.file_of(screen, sample=sample), f"peta-{view.choice.key}", today())
    with st.container(key="map-table" if screen.is_table else "on-paper"):
        markup.show(change.as_table(comparison) if comparison else panel.as_table(view))
with parts.container(key="map-panel"):
    markup.show(
        panel.beside(
            screen,
            screen.tasks(actor.scope),
            sample=sample,
            may_propose=actor.may(Permission.PROPOSE_TASKS),
        ),
        lists.clusters(screen.top, screen.given),
    )
