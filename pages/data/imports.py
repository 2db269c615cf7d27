"""Impor: files of offices, read before they are stored; each delivery, and who delivered what and when."""

import streamlit as st

from components.imports import desk, doubts, history, register
from components.kit import filters, forms, layout, markup
from components.runtime import session, writes
from db.backend import is_sample, today
from domain import addresses
from domain.access.permissions import Permission
from domain.imports.life import ImportState
from views import imports

actor = session.require(Permission.IMPORT_FILES)
asked = filters.parameters()
number = asked.number("kiriman", lowest=1, highest=1_000_000)
step = asked.one_of("langkah", register.STEPS) or "lembar"
part = asked.one_of("bagian", register.PARTS)
year = asked.number("tahun", lowest=2000, highest=2100)
back = markup.link("Impor", addresses.Page.IMPORTS)

if number:
    found = imports.one(number, actor)
    row, shown = found.row, doubts.asked_for(asked, found)
    layout.page_head(back, row.file_name or row.code, as_of=imports.as_of([row]), sample=is_sample())
    layout.refused_parameters(asked.refused)
    forms.show_receipt()
    desk.links_told_once(session.host())
    layout.headline(register.one_headline(found, step), kicker=register.kicker(found))
    markup.show(register.steps(found, step))
    if row.state is ImportState.WAITING:
        wanted = desk.one(found, step, imports.sent_back, shown)
    elif row.state is ImportState.READING:
        wanted = desk.waiting(found, imports.is_running, imports.cancel)
    elif row.state is ImportState.REFUSED:
        markup.show(register.refused(found), markup.link("Kirim berkas pengganti", addresses.Page.IMPORTS))
        wanted = None
    else:
        markup.show(register.receipt(found), register.where_to(row))
        wanted = desk.undoing(found)
        markup.show(register.as_read(found))
    with desk.while_it_lasts(wanted):
        outcome = writes.carry_out(wanted)
    if outcome.value and desk.reads_anew(wanted):
        for each, upload in imports.unread(desk.held(), actor):
            imports.begin(each, upload.name, upload.data, actor, session.path())
    forms.show_outcome(wanted, outcome)
    st.stop()

rows, kinds = imports.everything(actor), imports.kinds_of(actor)
unasked = len(imports.unasked(rows))
page = filters.page_of(asked, len(rows), register.PAGE_SIZE)
layout.page_head(*register.way(part, back), as_of=imports.as_of(rows), sample=is_sample())
layout.refused_parameters(asked.refused)
forms.show_receipt()
if part == register.TOGETHER:
    unopened = imports.unopened(rows, actor)
    layout.headline(register.together_headline(unopened, unasked), detail=register.DETAIL)
    markup.show(register.together(unopened))
    desk.show_together(desk.store_together(desk.storing_unopened(unopened), writes.carry_out))
    st.stop()

reading = imports.being_read(rows)
if part == register.HISTORY:
    history.show(imports.duties(rows, today()), year, otherwise=register.headline(rows, reading))
    markup.show(
        register.listing(rows[register.of_page(page)], imports.names(), reading),
        register.turning(filters.without(asked.accepted, "hal"), page, len(rows)),
    )
    st.stop()

layout.headline(register.headline(rows, reading), detail=register.DETAIL)
left, right = st.columns([58, 42], gap="large")
with left, layout.at_work("files"):
    markup.show(register.way_to_store(unasked), layout.section("Kirim berkas"))
    sent, sources = [], imports.sources()
    for wanted, upload in desk.sending(kinds, sources, imports.sends_for(actor), imports.shown_name):
        outcome = writes.carry_out(wanted)
        sent.append((wanted, outcome))
        if outcome.value:
            desk.hold(outcome.value, upload)
            imports.begin(outcome.value, upload.name, upload.data, actor, session.path())
    desk.show_outcomes(sent)
    desk.templates(kinds, imports.template, imports.filled_template_for(actor))
with right, layout.beside(comes_first=any(row.state is ImportState.WAITING for row in rows)):
    desk.readings(reading, imports.is_running)
    markup.show(
        layout.section("Kiriman terakhir", action=markup.link("Riwayat", addresses.deliveries("riwayat"))),
        register.latest(rows[:8], imports.names(), reading),
    )
