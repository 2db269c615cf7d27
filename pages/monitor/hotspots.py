"""Peta: the 22 kabupaten and 315 kecamatan, one series at a time, with the chosen region beside it."""

import streamlit as st

from components import filters, layout, markup, region_panel
from components.map import region_map
from components.runtime import map_layer, reads, session
from domain.permissions import Permission

actor = session.require(Permission.VIEW_MAP)
asked = filters.parameters()
choices = map_layer.choices()
view = map_layer.asked_for(asked, choices, actor.scope)
selected = asked.one_of("wilayah", {row.code for row in view.layer.rows})
is_table = asked.one_of("tabel", {"ya"}) is not None

layout.page_head("Peta", as_of=session.now(), sample=view.choice.is_register and session.is_sample())
layout.refused_parameters(asked.refused)
layout.headline(map_layer.finding(view))

with st.container(horizontal=True, key="filters"):
    filters.select(
        "Lapisan", "lapisan", map_layer.names(choices), view.choice.key, clears=("periode",), width=300
    )
    filters.select("Periode", "periode", map_layer.period_names(view.choice), view.period.key, width=190)
    filters.segments("Ukuran", "ukuran", map_layer.measures(view), view.measure)
    filters.segments("Tingkat", "tingkat", map_layer.LEVELS, view.level, clears=("wilayah",))

left, right = st.columns([69, 31], gap="large")
with left:
    clicked = region_map(
        region_panel.areas(view),
        level=view.level,
        palette=view.choice.palette,
        selected=selected,
        key="map",
        height=400,
    )
    if clicked:
        selected = clicked
        filters.remember("wilayah", clicked)
    markup.show(
        region_panel.legend(view, sample=session.is_sample()),
        region_panel.quality(
            view,
            map_layer.register_address(view, actor.scope),
            region_panel.table_link(asked.accepted, is_open=is_table),
        ),
    )
    if is_table:
        markup.show(region_panel.as_table(view))
row = view.layer.row(selected) if selected else None
with right:
    if row is None:
        markup.show(region_panel.invitation(view))
    else:
        markup.show(
            region_panel.chosen_region(
                view,
                row,
                map_layer.other_figures(view, row.code),
                reads.tasks_of_region(row.code[:5], actor.scope),
                facts=map_layer.region_facts(row.code),
                close=markup.href("/peta", filters.without(asked.accepted, "wilayah")),
                sample=session.is_sample(),
            )
        )
