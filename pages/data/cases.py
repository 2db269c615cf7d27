"""Kasus: the de-identified records behind a count, for those who may see rows."""

import streamlit as st

from components.kit import filters, layout, markup, paging
from components.registers import cases
from components.runtime import session
from db.backend import is_sample, now
from db.queries.cases import case_rows, case_years
from domain import addresses
from domain.access.permissions import Permission
from domain.figures.cases import CaseKind
from domain.places.regions import level_of
from domain.time.formats import number
from views import reads, tasks
from views.ask import ask

actor = session.require(Permission.VIEW_CASES)
asked = filters.parameters()
kind = asked.member("jenis", CaseKind)
years = ask(case_years)
year = asked.one_of("tahun", {str(each) for each in years})
region = asked.text("wilayah", longest=8) or None
region = region if region and level_of(region) and len(region) > 2 else None
page = asked.number("hal", lowest=1, highest=100_000) or 1
total, rows = ask(
    case_rows,
    scope=actor.scope,
    kind=kind,
    year=int(year) if year else None,
    region_code=region,
    page=page,
    size=cases.PAGE_SIZE,
)

layout.page_head("Kasus", as_of=now(), sample=is_sample())
layout.refused_parameters(asked.refused)
layout.headline(
    f"{number(total)} laporan dalam register",
    detail="Satu baris satu laporan, tanpa identitas korban maupun tersangka.",
)
with st.container(horizontal=True, key="filters"):
    filters.select("Jenis", "jenis", cases.KINDS, kind.value if kind else "", clears=("hal",))
    filters.select(
        "Tahun", "tahun", {"": "Semua tahun", **{str(y): str(y) for y in years}}, year or "", clears=("hal",)
    )
    filters.select("Asal", "wilayah", reads.region_names(region), region or "", clears=("hal",))
if rows:
    markup.show(
        cases.listing(rows, tasks.of_cases(actor.scope), may_propose=actor.may(Permission.PROPOSE_TASKS)),
        paging.pages(
            addresses.Page.CASES,
            filters.without(asked.accepted, "hal"),
            page=page,
            size=cases.PAGE_SIZE,
            total=total,
        ),
    )
else:
    markup.show(
        markup.empty("Tidak ada laporan yang cocok.", markup.link("Tampilkan semua", addresses.Page.CASES))
    )
