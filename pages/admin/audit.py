"""Jejak audit: who did what, when, and from which screen."""

import streamlit as st

from components.kit import downloads, filters, layout, markup, paging
from components.registers import audit
from components.runtime import session
from db.backend import is_sample, today
from db.queries.audit import audit_rows
from domain import addresses
from domain.access.events import Event
from domain.access.permissions import Permission
from views import list_files, newest
from views.ask import ask
from views.trail import names_in

actor = session.require(Permission.VIEW_AUDIT)
asked = filters.parameters()
event = asked.member("peristiwa", Event)
page = asked.number("hal", lowest=1, highest=1_000_000) or 1
text = asked.text("cari")
total, rows = ask(audit_rows, scope=actor.scope, event=event, text=text, page=page, size=audit.PAGE_SIZE)

layout.page_head("Jejak audit", as_of=newest.of_trail(), sample=is_sample())
layout.refused_parameters(asked.refused)
layout.headline(
    audit.headline(total, narrowed=bool(event or text)),
    detail="Setiap catatan memuat segel catatan sebelumnya. Administrator memeriksa rantainya di Sistem.",
)
with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
    filters.select("Peristiwa", "peristiwa", audit.EVENTS, event.value if event else "", clears=("hal",))
    filters.search("Cari", "cari", "Pelaku, objek, layar, segel", text, clears=("hal",), width=260)
    if rows:
        said = audit.filter_words(event, text)
        downloads.table(
            list_files.trail(event, text, said, newest.of_trail(), scope=actor.scope),
            "jejak-audit",
            today(),
        )
if rows:
    kept = filters.without(asked.accepted, "hal")
    markup.show(
        audit.listing(rows, names_in(rows, actor.scope)),
        paging.pages(
            addresses.Page.AUDIT,
            kept,
            page=page,
            size=audit.PAGE_SIZE,
            total=total,
            remark="terbaru dahulu",
        ),
    )
else:
    markup.show(
        markup.empty("Tidak ada catatan yang cocok.", markup.link("Tampilkan semua", addresses.Page.AUDIT))
    )
