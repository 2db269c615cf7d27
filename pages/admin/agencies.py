"""Instansi: the list of agencies, one with its names and what it holds, a new one, and the forum's seats."""

import streamlit as st

from components.kit import filters, forms, layout, markup, paging
from components.registers import agencies, correspondence, seats
from components.runtime import session, writes
from db.backend import is_sample, today
from db.queries.agencies import agency_rows, seat_terms
from domain import addresses
from domain.access.permissions import Permission
from views import agencies as register
from views import newest
from views.ask import ask
from views.registers import place_names

actor = session.require(Permission.MANAGE_AGENCIES)
asked = filters.parameters()
code, view = asked.text("kode"), asked.one_of("tampilan", agencies.VIEWS) or ""
everything = ask(agency_rows)
names = {row.code: row.short_name for row in everything if row.merged_on is None}

if code:
    one = register.one(code, actor.scope)
    layout.page_head(
        markup.link("Instansi", addresses.agencies()),
        one.row.short_name,
        as_of=newest.of_trail(),
        sample=is_sample(),
    )
    forms.show_receipt()
    layout.headline(one.row.short_name, kicker=f"Instansi {one.row.code}")
    left, right = st.columns([55, 45], gap="large")
    with left:
        if actor.may(Permission.TAKE_PAPERS) and code in names:
            markup.show(markup.paper_button("Cetak lembar A4", addresses.agency_sheet(code)))
        markup.show(agencies.facts(one, place_names()))
        wanted = agencies.changes(one, names, place_names(), register.merging(one.row.id, today()))
        if code in names:
            markup.show(layout.section("Surat"), correspondence.facts(one.letters))
        if actor.may(Permission.RECORD_LETTERS) and code in names:
            wanted = correspondence.keeping(one.letters, one.row.version) or wanted
        if one.terms:
            markup.show(layout.section("Kursi Forkopimda"), seats.table(one.terms, today()))
    with right:
        markup.show(
            agencies.inherited(one) if code in names else "",
            layout.section("Nama lain", aside=f"{len(one.aliases)} nama"),
            agencies.names(one),
        )
    forms.show_outcome(wanted, writes.carry_out(wanted))
    st.stop()

layout.page_head("Instansi", as_of=newest.of_trail(), sample=is_sample())
shown, letters = register.listed(asked), register.offices_asked(asked)
size, kept = agencies.PAGE_SIZE, filters.without(asked.accepted, "hal")
total = len(letters if view == "surat" else shown)
page = filters.page_of(asked, total, size)
part = slice((page - 1) * size, page * size)
pager = paging.pages(addresses.Page.AGENCIES, kept, page=page, size=size, total=total)
layout.refused_parameters(asked.refused)
forms.show_receipt()
layout.headline(correspondence.headline(letters) if view == "surat" else agencies.headline(everything))
markup.show(agencies.view_pills(view))
if view == "kursi":
    terms = ask(seat_terms)
    left, right = st.columns([66, 34], gap="large")
    with left:
        markup.show(seats.table(terms, today()))
    with right:
        markup.show(layout.section("Ganti pemegang"))
        wanted = seats.handing_on(terms, names, today())
    forms.show_outcome(wanted, writes.carry_out(wanted))
elif view == "baru":
    with st.container(key="narrow"):
        wanted = agencies.adding(names, place_names())
    forms.show_outcome(wanted, writes.carry_out(wanted))
else:
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        filters.search("Cari instansi", "cari", "Cari nama instansi", asked.accepted.get("cari", ""))
        if view != "surat":
            filters.select("Jenis", "jenis", agencies.KINDS, asked.accepted.get("jenis", ""), clears=("hal",))
    if not total:
        everywhere = markup.link("Tampilkan semua", addresses.agencies(view))
        markup.show(markup.empty("Tidak ada instansi yang cocok.", everywhere))
    elif view == "surat":
        markup.show(correspondence.listing(letters[part]), pager)
    else:
        markup.show(agencies.listing(shown[part]), pager)
