"""Ringkasan: the one page at 07.00."""

import streamlit as st

from components.kit import cards, layout, markup
from components.map import legend
from components.map.small_map import small_map
from components.runtime import session
from db.backend import is_sample, today
from domain import addresses
from domain.access.permissions import Permission
from domain.figures.map_areas import few_labels
from domain.time import formats
from domain.words import headlines
from views import newest
from views.map import findings, front
from views.overview import overview

actor = session.require(Permission.VIEW_OVERVIEW)
view = overview(actor.scope)

layout.page_head("Ringkasan", as_of=newest.of_work(), sample=is_sample())
layout.headline(
    headlines.of_overview(view.by_health),
    kicker=f"{formats.day_and_date(today())} · ringkasan pagi Gubernur dan Forkopimda",
    paper=markup.paper_button("Unduh ringkasan A4", addresses.Endpoint.BRIEFING)
    if actor.may(Permission.TAKE_PAPERS)
    else layout.NO_PAPER,
)
markup.show(cards.health_strip(view.commitments), cards.overview_figures(view), cards.since_meeting(view))

left, right = st.columns([64, 36], gap="medium")
with left:
    markup.show(cards.attention(view.attention))
with right:
    opening = front.front(actor.scope)
    layer, finding = opening.view, findings.finding(opening.view)
    opened = addresses.region_map(layer=layer.choice.key, period=layer.period.key)
    markup.show(
        layout.section(layer.choice.label, action=markup.link("Buka peta", opened)),
        markup.paragraph(markup.bold(finding), "."),
        small_map(few_labels(layer), palette=layer.choice.palette, description=finding),
        legend.small_legend(layer, sample=is_sample()),
    )
markup.show(cards.agency_grid(view.commitments), legend.rising(opening.rising))
