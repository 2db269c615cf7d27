"""Akun saya: who I am here, what I may do, and where I am signed in."""

import streamlit as st

from components.kit import layout, markup
from components.registers import audit
from components.runtime import session, writes
from db.backend import now
from domain.access.permissions import Permission
from domain.access.sessions import SESSION_HOURS
from domain.time import formats
from domain.words import labels
from views import reads

actor = session.require(Permission.VIEW_OWN_ACCOUNT)
sessions = reads.open_sessions(actor, session.presented_token() or "")

layout.page_head("Akun saya", as_of=now(), sample=actor.is_demo)
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
        audit.sessions(sessions),
        markup.note(f"Sesi berakhir sendiri {SESSION_HOURS} jam setelah masuk."),
    )
    st.button(
        "Keluar dari semua perangkat",
        icon=":material/logout:",
        key="sign_out_everywhere",
        on_click=writes.sign_out_everywhere,
    )
