"""Akun baru: one office, or a pasted list of them, is invited by links that set the password."""

import streamlit as st

from components.kit import filters, forms, layout, markup
from components.registers import invitations, pasting
from components.runtime import session, writes
from db.backend import is_sample, now
from db.queries.agencies import agency_choices
from domain import addresses
from domain.access.permissions import Permission
from views import newest
from views.ask import ask
from views.people import directory

actor = session.require(Permission.MANAGE_ACCOUNTS)
asked = filters.parameters()
way = asked.one_of("cara", invitations.WAYS) or ""
layout.page_head(
    markup.link("Pengguna", addresses.users()), "Akun baru", as_of=newest.of_trail(), sample=is_sample()
)
layout.refused_parameters(asked.refused)
forms.show_receipt()
layout.headline(
    "Undang pemegang jabatan dengan tautan sekali pakai",
    detail="Kata sandi dipasang oleh pemegangnya sendiri; tidak ada yang mengetahuinya selain dia.",
)
markup.show(invitations.way_pills(way))
invitations.told_once(session.host())
agencies = ask(agency_choices)
if way:
    wanted = pasting.inviting(directory(now()), agencies)
else:
    with st.container(key="narrow"):
        wanted = invitations.inviting(agencies)
forms.show_outcome(wanted, writes.carry_out(wanted))
