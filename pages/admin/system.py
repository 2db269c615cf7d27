"""Sistem: whether everything takes what is sent next, how old the newest backup is, and what went wrong."""

import streamlit as st

from components.kit import forms, layout, markup
from components.registers import drills, releases
from components.registers import system as register
from components.runtime import session, writes
from db.backend import backend, is_sample, now, today
from db.queries.audit import recent_backups
from db.queries.releases import last_release
from domain.access.permissions import Permission
from views import newest
from views.ask import ask
from views.system import check_trail, system

MOST_TRIED = 14

session.require(Permission.VIEW_SYSTEM)
found = system(backend())

layout.page_head("Sistem", as_of=newest.of_trail(), sample=is_sample())
forms.show_receipt()
layout.headline(register.headline(found), detail=register.unwatched(found))
markup.show(register.to_do(found), register.figures(found, now()))
left, right = st.columns([55, 45], gap="large")
with left:
    markup.show(register.parts(found), register.incidents(found))
    tried = drills.form(ask(recent_backups, MOST_TRIED))
    forms.show_outcome(tried, writes.carry_out(tried))
with right:
    markup.show(register.storage(found), register.versions(found), register.slow_questions(found))
    with layout.at_work("trail"):
        markup.show(layout.section("Jejak audit"))
        if st.button("Periksa seluruh jejak", icon=":material/fact_check:", key="check_trail"):
            markup.show(register.checked(check_trail(backend())))
    wanted = releases.form(ask(last_release), today())
    forms.show_outcome(wanted, writes.carry_out(wanted))
