"""Perkembangan: how claims, proof, delays, promises and reports have moved."""

import streamlit as st

from components.kit import downloads, filters, layout, markup
from components.progress import sections
from components.runtime import session
from db.backend import is_sample
from domain import addresses
from domain.access.permissions import Permission
from domain.words import labels
from views import newest
from views.progress import pillar_names, progress

actor = session.require(Permission.VIEW_PROGRESS)
asked = filters.parameters()
view = progress(asked, actor.scope)

layout.page_head("Perkembangan", as_of=newest.of_work(), sample=is_sample())
layout.refused_parameters(asked.refused)
layout.headline(view.finding, detail=view.detail)
with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
    filters.select("Pilar", "pilar", pillar_names(), asked.accepted.get("pilar", ""))
    if actor.may(Permission.TAKE_PAPERS):
        downloads.paper("Cetak kemajuan deklarasi A4", addresses.Endpoint.DECLARATION_SHEET)
left, right = st.columns([58, 42], gap="large")
with left:
    markup.show(sections.claims(view))
with right:
    markup.show(sections.claims_rows(view))
markup.show(sections.agencies(view))
left, right = st.columns([58, 42], gap="large")
with left:
    markup.show(sections.weeks(view))
with right:
    markup.show(sections.promises(view))
markup.show(sections.months(view))
kinds = {kind.value: label for kind, label in labels.CASE_KINDS.items()}
filters.select("Jenis laporan", "jenis", kinds, view.kind.value)
markup.show(sections.routes(view), sections.regions(view))
