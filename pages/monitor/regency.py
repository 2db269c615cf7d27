"""Wilayah: the 22 kabupaten side by side, and one of them in full."""

import streamlit as st

from components.kit import downloads, filters, layout, markup
from components.registers import regions
from components.runtime import session
from components.services import brief
from components.tasks import register
from db.backend import is_sample, today
from db.queries.regions import regions_at
from db.queries.services import desks
from domain import addresses
from domain.access.permissions import Permission
from domain.places.regions import RegionLevel, display_name
from domain.words import headlines
from views import list_files, newest, reads, regency, services
from views.ask import ask
from views.map.layer_choices import no_register

actor = session.require(Permission.VIEW_REGION)
asked = filters.parameters()
regencies = ask(regions_at, RegionLevel.REGENCY)
code = asked.one_of("kode", {region.code for region in regencies})

if code is None:
    compared = regency.compared_series(actor.scope)
    words = regency.words_by_region(actor.scope)
    tasks, promised = regency.open_tasks_by_region(actor.scope), regency.commitments_by_region(actor.scope)
    text, state = asked.text("cari"), asked.one_of("saring", regency.STATES) or ""
    shown = regency.asked(regencies, text, state, words, tasks, promised)
    layout.page_head("Wilayah", as_of=newest.of_regions(), sample=is_sample())
    layout.refused_parameters(asked.refused)
    layout.headline(
        headlines.of_regions(regency.leaders(compared)),
        detail="Angka terbit per kabupaten/kota, berdampingan. "
        "Klik angka untuk sumbernya, nama untuk wilayahnya.",
    )
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        filters.select("Keadaan", "saring", regency.STATES, state)
        filters.search("Cari", "cari", "Cari wilayah", text)
        said = regions.filter_words(regency.STATES[state] if state else "", text)
        given = (shown, words, compared, tasks, promised)
        downloads.table(list_files.regions(*given, said, newest.of_regions()), "wilayah", today())
    markup.show(regions.side_by_side(*given) if shown else regions.nothing())
    st.stop()

detail = reads.regency(code)
layout.page_head(
    markup.link("Wilayah", addresses.Page.REGION),
    display_name(detail.name),
    as_of=newest.of_region(may_see_cases=actor.scope.may_see_cases),
    sample=is_sample(),
)
layout.headline(detail.name, kicker=f"Wilayah {detail.code}", detail=regions.profile(detail))
left, right = st.columns([60, 40], gap="large")
with left:
    markup.show(
        regions.standings(regency.standings(code, actor.scope), sample=is_sample()),
        regions.published(regency.figures_of(code), reads.standings()),
    )
    by_year = regency.register_by_year(code, actor.scope)
    if by_year is not None:
        rows_address = addresses.cases(region=code) if actor.scope.may_see_cases else None
        markup.show(regions.register_trend(by_year, rows_address, sample=is_sample()))
    else:
        markup.show(layout.section("Register kasus"), markup.empty(no_register(actor.scope)))
    markup.show(regions.last_words(reads.decisions_on_region(code, actor)))
served = services.services_of(code, today())
with right:
    with st.container(horizontal=True, key="region_ways", vertical_alignment="center"):
        markup.show(markup.link("Lihat di peta", addresses.region_map(region=code), css="gb-button"))
        if actor.may(Permission.TAKE_PAPERS):
            downloads.paper("Cetak lembar A4", addresses.region_sheet(code))
    markup.show(
        regions.work(
            regency.tasks_of(code, actor.scope),
            regency.commitments_of(code, actor.scope),
            today(),
            new_task=register.new_task("wilayah", code, may=actor.may(Permission.PROPOSE_TASKS)),
        ),
        regions.responsible(detail),
        brief.services(served, ask(desks), today(), may_report=False),
        brief.teams(served, today()),
    )
