"""Ringkasan: the one page at 07.00."""

import streamlit as st

from components.kit import cards, layout, markup
from components.map import legend, panel
from components.map.small_map import small_map
from components.runtime import session
from db.backend import is_sample, now, today
from domain import addresses
from domain.access.permissions import Permission
from domain.time import formats
from domain.words import headlines
from views.map import layer as map_layer
from views.overview import overview

actor = session.require(Permission.VIEW_OVERVIEW)
view = overview(actor.scope)

layout.page_head("Ringkasan", as_of=now(), sample=is_sample())
layout.headline(
    headlines.of_overview(view.by_health),
    kicker=f"{formats.day_and_date(today())} · ringkasan pagi Gubernur dan Forkopimda",
)
markup.show(cards.health_strip(view.commitments), cards.overview_figures(view), cards.since_meeting(view))

left, right = st.columns([64, 36], gap="large")
with left:
    markup.show(cards.attention(view.attention))
with right:
    layer = map_layer.default_view(actor.scope)
    markup.show(
        layout.section(layer.choice.label, action=markup.link("Buka peta", addresses.Page.MAP)),
        small_map(
            panel.few_labels(layer), palette=layer.choice.palette, description=map_layer.finding(layer)
        ),
        legend.small_legend(layer),
    )
markup.show(cards.agency_grid(view.commitments))
