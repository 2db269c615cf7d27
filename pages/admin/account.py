"""Akun saya: who I am here, what I may do, and where I am signed in."""

import streamlit as st

from components.kit import forms, layout, markup
from components.notices import choices
from components.registers import deputies, moves
from components.registers import sessions as session_list
from components.runtime import session, writes
from db.backend import backend, now, today
from db.queries.deputies import deputies_of, deputy_choices, offices_of_deputy
from db.queries.mail import refused_since
from db.queries.sign_in_steps import refused_attempts, second_factor_of
from db.queries.standing import moves_of
from domain.access.permissions import Permission
from domain.access.throttle import TOLD_FOR
from domain.time import formats
from domain.words import labels
from views import agencies, reads
from views.ask import ask

actor = session.require(Permission.VIEW_OWN_ACCOUNT)
token = session.presented_token() or ""
sessions = reads.open_sessions(actor, token)
refused = ask(refused_attempts, actor.person_username, since=now() - TOLD_FOR)

layout.page_head("Akun saya", as_of=None, sample=actor.is_demo)
forms.show_receipt()
layout.headline(actor.display_name, kicker=f"{actor.person_username} · {actor.agency_name}")
markup.show(choices.refused(ask(refused_since).get(actor.person_id or 0)))
left, right = st.columns(2, gap="large")
office = actor.person_id or 0
with left:
    borrowed = ask(offices_of_deputy, office, on=today())
    if borrowed:
        markup.show(layout.section("Kantor yang Anda wakili"))
        wanted = deputies.taking_on(borrowed, actor, token, today(), backend().settings.door)
        forms.show_outcome(wanted, writes.carry_out(wanted))
    markup.show(
        layout.section("Peran"),
        markup.definitions(
            [
                ("Peran", labels.ROLES[actor.role] if actor.role else actor.display_name),
                ("Jumlah kasus", formats.capitalised(labels.TIERS[actor.scope.tier])),
            ]
        ),
        session_list.allowed([labels.PERMISSIONS[each] for each in Permission if actor.may(each)]),
    )
    lent = ask(deputies_of, office, on=today())
    able = () if actor.deputy else ask(deputy_choices, office, on=today())
    if able or lent:
        markup.show(
            layout.section("Pelaksana kantor ini", aside="Plh. atau Plt."), deputies.listing(lent, today())
        )
    if not actor.deputy:
        wanted = deputies.naming(actor.username, able, today()) or deputies.revoking(lent, today())
        forms.show_outcome(wanted, writes.carry_out(wanted))
with right:
    move = moves.newest_of(ask(moves_of, on=today()), actor.person_id)
    if move:
        markup.show(moves.shown(move, agencies.one(move.agency_code, actor.scope), today()))
    markup.show(
        layout.section("Sesi yang masih terbuka", aside=f"{len(sessions)} perangkat"),
        session_list.listing(sessions),
        markup.note(
            session_list.ends_by_itself(
                (one.idle_minutes for one in sessions if one.is_this_one), sample=actor.is_demo
            )
        ),
    )
    wanted = session_list.ending(sessions, token)
    forms.show_outcome(wanted, writes.carry_out(wanted))
    st.button(
        "Keluar dari semua perangkat",
        icon=":material/logout:",
        key="sign_out_everywhere",
        on_click=writes.sign_out_everywhere,
    )
    with layout.at_work("password"):
        markup.show(layout.section("Kata sandi"), session_list.password(refused))
    markup.show(
        layout.section("Langkah kedua saat masuk"), session_list.second_factor(ask(second_factor_of, office))
    )
