"""Akun baru: one office is invited by a link that sets the password."""

import streamlit as st

from components.kit import forms, layout, markup
from components.registers import accounts
from components.runtime import session, writes
from db.backend import is_sample, now
from db.queries.agencies import agency_choices
from domain import addresses
from domain.access.permissions import Permission
from views.ask import ask

actor = session.require(Permission.MANAGE_ACCOUNTS)
layout.page_head(markup.link("Pengguna", addresses.users()), "Akun baru", as_of=now(), sample=is_sample())
forms.show_receipt()
layout.headline(
    "Undang pemegang jabatan dengan tautan sekali pakai",
    detail="Kata sandi dipasang oleh pemegangnya sendiri; tidak ada yang mengetahuinya selain dia.",
)
accounts.told_once(session.host())
with st.container(key="narrow"):
    wanted = accounts.inviting(ask(agency_choices))
forms.settle(wanted, writes.carry_out(wanted))
