"""Ekspor HTCDS: reports of trafficking for other systems, behind a gate that no small group passes."""

import streamlit as st

from components.cases import register, standard
from components.kit import downloads, filters, forms, layout, markup
from components.runtime import session, writes
from db.backend import is_sample, today
from db.queries.case_counts import case_years
from db.queries.case_rows import MOST_COUNTED
from domain import addresses
from domain.access.permissions import Permission
from domain.cases.requests import TakeCases
from views import cases, newest
from views.ask import ask

actor = session.require(Permission.VIEW_CASES)
asked = filters.parameters()
years = {"": "Semua tahun", **{str(year): str(year) for year in ask(case_years, scope=actor.scope)}}
year = asked.one_of("tahun", set(years) - {""}) or ""
parts = standard.chosen(asked)
layout.page_head(
    markup.link("Kasus", addresses.Page.CASES), "Ekspor HTCDS", as_of=newest.of_cases(), sample=is_sample()
)
layout.refused_parameters(asked.refused)
forms.show_receipt()
found = cases.standard(int(year) if year else None, parts, actor.scope)
if found.export is None:
    layout.headline(register.found(found.total, MOST_COUNTED))
    standard.choices(years, year, parts)
    markup.show(register.too_many(MOST_COUNTED))
    st.stop()
export = found.export
standard.head(export)
standard.choices(years, year, parts)
if export.grouping.passes:
    said = standard.filter_words(export, years[year])
    downloads.archive(
        "Unduh berkas HTCDS",
        writes.recorded(TakeCases(said), standard.file(export, said, newest.of_cases())),
        f"htcds-{today()}.zip",
    )
markup.show(standard.content(export))
