"""Pengguna: the accounts of offices, who waits for what, and each of them with what may be done about it."""

import streamlit as st

from components.kit import filters, forms, layout, markup, paging
from components.registers import accounts, deputies, invitations, moves, sessions
from components.runtime import session, writes
from db.backend import backend, is_sample, now, today
from db.queries.agencies import agency_choices
from domain import addresses
from domain.access.permissions import Permission
from views import newest
from views.ask import ask
from views.people import people, person

actor = session.require(Permission.MANAGE_ACCOUNTS)
asked = filters.parameters()
username = asked.text("akun")

if username:
    one = person(username, token=session.presented_token() or "", now=now(), scope=actor.scope)
    row = one.account.row
    layout.page_head(
        markup.link("Pengguna", addresses.users()),
        row.display_name,
        as_of=newest.of_trail(),
        sample=row.is_sample,
    )
    forms.show_receipt()
    layout.headline(row.display_name, kicker=f"Akun {row.username}")
    invitations.told_once(session.host())
    left, right = st.columns([58, 42], gap="large")
    with left:
        mails, provider = bool(backend().settings.smtp_url), backend().settings.provider
        markup.show(accounts.facts(one.account, provider))
        wanted = accounts.actions(
            one.account, ask(agency_choices), actor, today(), mails=mails, provider=provider
        )
        markup.show(
            layout.section("Sesi yang masih terbuka", aside=f"{len(one.sessions)} perangkat"),
            sessions.listing(one.sessions) if one.sessions else sessions.none_open(),
        )
        wanted = accounts.letting_in(one.account) or wanted
        if one.deputies or one.deputy_choices:
            markup.show(
                layout.section("Pelaksana kantor ini", aside="Plh. atau Plt."),
                deputies.listing(one.deputies, today()),
            )
            wanted = deputies.naming(row.username, one.deputy_choices, today()) or wanted
            wanted = deputies.revoking(one.deputies, today()) or wanted
    with right:
        move = one.account.move
        if move and one.there:
            markup.show(moves.shown(move, one.there, today()))
        if move and one.account.is_moving:
            wanted = moves.cancelling(move) or wanted
        markup.show(
            layout.section("Riwayat akun", aside="terbaru dahulu"), accounts.records(one.records, one.names)
        )
    forms.show_outcome(wanted, writes.carry_out(wanted))
    st.stop()

found = people(asked, now())
page = filters.page_of(asked, len(found.shown), accounts.PAGE_SIZE)
kept = filters.without(asked.accepted, "hal")
start = (page - 1) * accounts.PAGE_SIZE

layout.page_head("Pengguna", as_of=newest.of_trail(), sample=is_sample())
layout.refused_parameters(asked.refused)
forms.show_receipt()
layout.headline(accounts.headline(found))
invitations.told_once(session.host())
markup.show(accounts.figures(found))
with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
    filters.search("Cari akun", "cari", "Cari jabatan atau instansi", asked.accepted.get("cari", ""))
    filters.select("Peran", "peran", accounts.ROLES, asked.accepted.get("peran", ""), clears=("hal",))
    filters.select("Keadaan", "keadaan", accounts.STATES, asked.accepted.get("keadaan", ""), clears=("hal",))
    markup.show(markup.link("Akun baru", addresses.Page.NEW_USER, css="gb-button"))
if found.shown:
    size, total = accounts.PAGE_SIZE, len(found.shown)
    markup.show(
        accounts.listing(found.shown[start : start + size]),
        paging.pages(addresses.Page.USERS, kept, page=page, size=size, total=total),
        markup.note("Akun lama dinonaktifkan, tidak dihapus: jejak tetap bernama."),
    )
else:
    everything = markup.link("Tampilkan semua", addresses.users())
    markup.show(markup.empty("Tidak ada akun yang cocok.", everything))
