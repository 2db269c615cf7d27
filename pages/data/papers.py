"""Laporan: papers to take along, texts to pass on, and whether a paper is what was issued."""

import streamlit as st

from components.kit import downloads, filters, layout, markup
from components.papers import page
from components.runtime import session
from db.backend import is_sample, today
from db.queries.agencies import agency_choices
from db.queries.meetings import meeting_ahead, meeting_list
from db.queries.papers import issued_paper
from db.queries.regions import regions_at
from domain import addresses
from domain.access.permissions import Permission
from domain.places.regions import RegionLevel, display_name
from domain.time import formats
from domain.words import headlines
from views import messages, newest
from views.ask import ask
from views.overview import overview

actor = session.require(Permission.TAKE_PAPERS)
asked = filters.parameters()
code = asked.text("periksa", longest=40)
as_of, host = newest.of_work(), session.host()

layout.page_head("Laporan", as_of=as_of, sample=is_sample())
layout.refused_parameters(asked.refused)
layout.headline(f"Ringkasan {formats.day_and_date(today())} siap diunduh")
if code:
    found = ask(issued_paper, code, scope=actor.scope, reader=actor.user_id)
    markup.show(page.verification(code, found))
markup.show(page.morning(headlines.of_overview(overview(actor.scope).by_health), as_of=as_of.said))
markup.show(layout.section("Lembar satu halaman", aside="angka layar pada menit ini, dengan kode"))
offices = {row.code: row.short_name for row in ask(agency_choices)}
places = {row.code: display_name(row.name) for row in ask(regions_at, RegionLevel.REGENCY)}
office, place = asked.one_of("instansi", offices) or "", asked.one_of("wilayah", places) or ""
with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
    filters.select("Instansi", "instansi", {"": "Pilih instansi", **offices}, office)
    markup.show(page.sheet(offices.get(office, ""), addresses.agency_sheet(office)))
    filters.select("Wilayah", "wilayah", {"": "Pilih wilayah", **places}, place)
    markup.show(page.sheet(places.get(place, ""), addresses.region_sheet(place)))
    downloads.paper("Cetak kemajuan deklarasi", addresses.Endpoint.DECLARATION_SHEET)
markup.show(page.of_the_next_meeting(ask(meeting_ahead, on=today())))
page.texts({"Hari ini": messages.of_day(host), **messages.of_meetings(host)})
markup.show(page.others(ask(meeting_list, scope=actor.scope)))
with layout.at_work("code"):
    markup.show(layout.section("Periksa dokumen", aside="ketik kode di bagian bawah lembarnya"))
    filters.search("Kode dokumen", "periksa", "9f2c-41d0-7be3-a8c5", code)
