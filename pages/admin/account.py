"""Akun saya: who I am here, what I may do, and where I am signed in."""

import streamlit as st

from components.kit import forms, layout, markup
from components.registers import sessions as session_list
from components.runtime import session, writes
from db.backend import now
from db.queries.accounts import refused_attempts
from domain.access.permissions import Permission
from domain.access.sessions import SESSION_HOURS
from domain.access.throttle import TOLD_FOR
from domain.time import formats
from domain.words import labels
from views import reads
from views.ask import ask

actor = session.require(Permission.VIEW_OWN_ACCOUNT)
token = session.presented_token() or ""
sessions = reads.open_sessions(actor, token)
refused = ask(refused_attempts, actor.username, since=now() - TOLD_FOR)

layout.page_head("Akun saya", as_of=None, sample=actor.is_demo)
forms.show_receipt()
layout.headline(actor.display_name, kicker=f"{actor.username} · {actor.agency_name}")
left, right = st.columns(2, gap="large")
with left:
    markup.show(
        layout.section("Peran"),
        markup.definitions(
            [
                ("Peran", labels.ROLES[actor.role] if actor.role else actor.display_name),
                ("Jumlah kasus", formats.capitalised(labels.TIERS[actor.scope.tier])),
                (
                    "Boleh",
                    formats.listing([labels.PERMISSIONS[p] for p in Permission if p in actor.permissions]),
                ),
            ]
        ),
    )
with right:
    markup.show(
        layout.section("Sesi yang masih terbuka", aside=f"{len(sessions)} perangkat"),
        session_list.listing(sessions),
        markup.note(f"Sesi berakhir sendiri {SESSION_HOURS} jam setelah masuk."),
    )
    wanted = session_list.ending(sessions, token)
    forms.settle(wanted, writes.carry_out(wanted))
    st.button(
        "Keluar dari semua perangkat",
        icon=":material/logout:",
        key="sign_out_everywhere",
        on_click=writes.sign_out_everywhere,
    )
    markup.show(layout.section("Kata sandi"), session_list.password(refused))
