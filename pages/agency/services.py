"""Layanan: desks of the 22, the chain to departure, village teams and partners; and reporting on them."""

import streamlit as st

from components.kit import filters, forms, kept_form, layout, markup
from components.runtime import session, writes
from components.services import board, desk_forms, place, report
from db.backend import is_sample, today
from db.queries.service_entry import service_form
from db.queries.services import desks
from domain import addresses
from domain.access.permissions import Permission
from domain.services.outreach import ServiceList
from views import list_files, newest, registers, services
from views.ask import ask

actor = session.require(Permission.VIEW_SERVICES)
asked = filters.parameters()
months = {each.key: each for each in services.months()}
month = months[asked.one_of("bulan", months) or next(iter(months))]
places = registers.place_names()
region, listing = asked.one_of("wilayah", places), asked.member("bagian", ServiceList)
number, reporting = asked.one_of("periksa", services.report_numbers()), asked.text("lapor")
voice = services.voice(actor)
sample, as_of, on = is_sample(), newest.of_services(), today()
back = markup.link("Layanan", addresses.services(month=month.key))

if reporting:
    form = ask(service_form, region_code=reporting, month=month, by=actor, on=on) if voice.parts else None
    if form is None:
        session.forbid(actor, "services", reporting, report.OF_OTHERS)
    layout.page_head(back, "Laporkan", as_of=as_of, sample=sample)
    kept_form.show(report.form(form, actor, on), key=f"layanan/{actor.user_id}/{reporting}/{month.key}")
    st.stop()

if number:
    found = services.review(int(number))
    layout.page_head(back, "Periksa laporan", as_of=as_of, sample=sample)
    forms.show_receipt()
    layout.headline(place.report_title(found.row), kicker=found.row.agency)
    left, right = st.columns([62, 38], gap="large")
    with left:
        markup.show(desk_forms.review(found, ask(desks)))
    with right:
        markup.show(place.standing(found.row))
        wanted = desk_forms.verdict(found, ask(desks)) if services.may_judge(found.row, actor) else None
        forms.show_outcome(wanted, writes.carry_out(wanted))
    st.stop()

activities, teams = services.outreach_in(region or ""), services.teams(on, region or "")
if region or listing:
    title = place.title(listing, region or "", places)
    layout.page_head(back, title, as_of=as_of, sample=sample)
    layout.refused_parameters(asked.refused)
    forms.show_receipt()
    if region and not listing:
        shown = services.place(region, month)
        layout.headline(place.headline(shown, title, month), detail=place.due(shown, month, on))
        markup.show(
            place.ways(month, region, may_report=voice.part_in(region) is not None),
            place.desk_table(shown, ask(desks), services.spoken_of(region, month)),
            place.chain(services.chain_of(region, month), month),
            place.reports(services.reports_of(region), actor, services.may_judge),
        )
    else:
        layout.headline(place.listing_headline(listing, teams, activities))
    wanted = None
    if listing is not ServiceList.OUTREACH:
        markup.show(place.teams(teams, on, asked), place.source_villages(teams, on, asked))
        made = list_files.source_villages(teams, on, places.get(region or "", ""), as_of)
        open_to = services.listed_by(actor, voice, region or "", places)
        wanted = desk_forms.sources(teams.sources, made, open_to, services.villages_in, on)
    markup.show(place.outreach(activities, asked) if listing is not ServiceList.TEAMS else "")
    villages, shown_rows = services.spoken_villages(voice, region or voice.home), (teams.rows, activities)
    wanted = desk_forms.offered(actor, listing, villages, places, voice.home, shown_rows) or wanted
    forms.show_outcome(wanted, writes.carry_out(wanted))
    st.stop()

overview = services.board(month)
center = services.migrant_center(month)
layout.page_head("Layanan", as_of=as_of, sample=sample)
layout.refused_parameters(asked.refused)
left, right = st.columns([72, 28], vertical_alignment="bottom")
with left:
    layout.headline(board.headline(overview, center), detail=board.detail(overview))
with right, layout.at_end():
    filters.select("Bulan", "bulan", board.month_names(months), month.key, width=170)
    markup.show(board.ways(voice, places, month, services.waiting(actor)))
markup.show(board.stairs(overview), board.unheard(overview, on), board.chain(overview))
markup.show(board.blocks(center, overview.desks, services.promises(actor.scope), teams, activities, month))
