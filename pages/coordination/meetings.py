"""Rapat: the schedule, the agenda that writes itself, decisions, minutes, and whether a seal holds."""

import streamlit as st

from components.kit import filters, layout, markup
from components.meetings import register
from components.runtime import meeting_desk, session
from db.backend import now
from db.queries.meetings import agenda_of, decisions_of, meeting_list
from db.queries.minutes import verify
from domain import addresses
from domain.access.permissions import Permission
from views import reads
from views.ask import ask

actor = session.require(Permission.VIEW_MEETINGS)
asked = filters.parameters()
number = asked.number("id", lowest=1, highest=999_999_999)
code = asked.text("periksa", longest=40)

if number:
    detail = reads.meeting(number, actor)
    items, decided = ask(agenda_of, number), ask(decisions_of, number)
    chosen = asked.one_of("bagian", register.SECTIONS) or "agenda"
    layout.page_head(
        markup.link("Rapat", addresses.Page.MEETINGS),
        register.day(detail),
        as_of=now(),
        sample=detail.is_demo,
    )
    layout.headline(register.of_detail(detail, items, decided), kicker=detail.title)
    markup.show(register.state_chip(detail.state))
    meeting_desk.show_news()
    meeting_desk.next_steps(actor, detail)
    markup.show(
        markup.pills(
            [
                (label, addresses.meeting(number, part=name), name == chosen)
                for name, label in register.SECTIONS.items()
            ],
            label="Bagian rapat",
        )
    )
    meeting_desk.show_section(chosen, actor, detail, items, decided)
    st.stop()

rows = ask(meeting_list)
layout.page_head("Rapat", as_of=now(), sample=any(row.is_demo for row in rows))
layout.refused_parameters(asked.refused)
layout.headline(register.headline(rows))
meeting_desk.show_news()
if rows:
    markup.show(register.listing(rows))
else:
    markup.show(markup.empty("Belum ada rapat.", "Sekretariat menjadwalkan rapat pertama di halaman ini."))
meeting_desk.schedule_form(actor)
markup.show(layout.section("Verifikasi notulen", aside="ketik kode segel pada kaki notulen"))
filters.search("Kode segel", "periksa", "9f2c-41d0-7be3-a8c5", code)
if code:
    markup.show(register.verification(code, ask(verify, code)))
