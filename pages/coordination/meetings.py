"""Rapat: the schedule, the agenda that writes itself, decisions, minutes, and whether a seal holds."""

import streamlit as st

from components.kit import filters, forms, layout, markup
from components.meetings import desk, plan, register
from components.runtime import remarks, session, writes
from db.backend import today
from db.queries.meetings import meeting_list
from db.queries.minutes import verify
from domain import addresses
from domain.access.permissions import Permission
from views import newest, reads
from views.ask import ask
from views.meetings import Desk

actor = session.require(Permission.VIEW_MEETINGS)
asked = filters.parameters()
number = asked.number("id", lowest=1, highest=999_999_999)
code = asked.text("periksa", longest=40)

if number:
    detail = reads.meeting(number, actor)
    one = Desk(actor, detail, today(), session.host())
    chosen = asked.one_of("bagian", register.SECTIONS) or "agenda"
    layout.page_head(
        markup.link("Rapat", addresses.Page.MEETINGS),
        register.day(detail),
        as_of=newest.of_meetings(),
        sample=detail.is_demo,
    )
    layout.headline(register.of_detail(detail, one.items, one.decided), kicker=detail.title)
    markup.show(register.state_chip(detail.state))
    forms.show_receipt()
    for wanted in desk.next_steps(one):
        forms.show_outcome(wanted, writes.carry_out(wanted))
    markup.show(
        markup.pills(
            [
                (label, addresses.meeting(number, part=name), name == chosen)
                for name, label in register.SECTIONS.items()
            ],
            label="Bagian rapat",
        )
    )
    for wanted in desk.SECTIONS[chosen](one):
        forms.show_outcome(wanted, writes.carry_out(wanted))
    if chosen == "keputusan":
        about = asked.one_of("catatan", {str(row.id) for row in one.decided})
        for row in [each for each in one.decided if str(each.id) == about]:
            remarks.on_decision(row.id, row.label, actor)
    st.stop()

rows = ask(meeting_list, scope=actor.scope)
layout.page_head("Rapat", as_of=newest.of_meetings(), sample=any(row.is_demo for row in rows))
layout.refused_parameters(asked.refused)
layout.headline(register.headline(rows))
forms.show_receipt()
if rows:
    markup.show(register.listing(rows))
else:
    markup.show(markup.empty("Belum ada rapat.", "Sekretariat menjadwalkan rapat pertama di halaman ini."))
if actor.may(Permission.RUN_MEETINGS):
    for wanted in plan.schedule_form():
        forms.show_outcome(wanted, writes.carry_out(wanted))
with layout.at_work("seal"):
    markup.show(layout.section("Periksa notulen", aside="ketik kode segel di bagian bawah notulen"))
    filters.search("Kode segel", "periksa", "9f2c-41d0-7be3-a8c5", code)
if code:
    markup.show(register.verification(code, ask(verify, code, scope=actor.scope)))
