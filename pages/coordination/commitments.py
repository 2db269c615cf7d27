"""Komitmen: what became of the declaration, and each commitment in full."""

import streamlit as st

from components.commitments import actions, boards, register
from components.kit import filters, forms, layout, markup
from components.runtime import session, writes
from db.backend import today
from db.queries.commitments import statement_rows
from db.queries.ownership import open_offers
from domain import addresses
from domain.access.permissions import Permission
from domain.words import headlines
from views import commitments as commitment_view
from views import newest, registers
from views.ask import ask
from views.overview import agency_silence

actor = session.require(Permission.VIEW_COMMITMENTS)
asked = filters.parameters()
code = asked.text("kode")

if code:
    one = commitment_view.commitment_view(code, actor, host=session.host())
    row = one.detail.row
    layout.page_head(
        markup.link("Komitmen", addresses.Page.COMMITMENTS),
        f"{row.code} {row.title}",
        as_of=newest.of_commitments(),
        sample=row.is_demo,
    )
    forms.show_receipt()
    left, right = st.columns([69, 31], gap="large")
    with left:
        layout.headline(row.title, kicker=f"Komitmen {row.code} · Pilar {row.pillar_code} {row.pillar}")
        markup.show(
            *register.body(one.detail, one.on),
            actions.offers(one),
            actions.targets(one),
            actions.history(one),
        )
    with right:
        markup.show(
            register.status_panel(one.detail, one.health, one.on),
            actions.formula(one),
            actions.buttons(one),
            register.facts(one.detail, one.tasks),
        )
        for wanted in actions.actions(one):
            forms.settle(wanted, writes.carry_out(wanted))
        markup.show(actions.phone(one))
    st.stop()

rated = registers.rated_commitments(actor.scope)
view = asked.one_of("tampilan", register.VIEWS) or "instansi"
shown = registers.asked_commitments(asked, rated)
total = register.total(rated)
office = actor.may(Permission.FORM_COMMITMENTS)
layout.page_head("Komitmen", as_of=newest.of_commitments(), sample=any(row.is_demo for row, _ in rated))
only_silent = asked.one_of("hanya", ("diam",)) is not None
layout.refused_parameters(asked.refused)
layout.headline(headlines.of_commitments(total), detail=register.basis(total))
forms.show_receipt()
markup.show(register.views(view, may_form=office))
if view in register.FILTERED and rated:
    with st.container(horizontal=True, key="filters"):
        for label, name, options in registers.commitment_filters(rated):
            filters.select(label, name, options, asked.accepted.get(name, ""))
if view == "frasa":
    places = registers.place_names().values()
    markup.show(register.phrases(ask(statement_rows), tuple(places), may_form=office))
elif view == "diam":
    silent = agency_silence(rated, today())
    markup.show(boards.silence_board(silent, rated, today(), only_silent=only_silent))
elif view == "tanpa-pj":
    markup.show(boards.ownerless(rated, ask(open_offers), may_assign=office))
elif view == "triwulan":
    markup.show(boards.quarters(quarters := commitment_view.quarter_rows(rated)))
    if actor.may(Permission.LOCK_QUARTERS):
        wanted = boards.lock_form(quarters)
        forms.settle(wanted, writes.carry_out(wanted))
elif not shown:
    markup.show(register.nothing())
elif view == "liga":
    markup.show(boards.timeliness_board(commitment_view.standings(shown)))
elif view == "daftar":
    note = register.filter_note(asked.accepted, shown, len(rated))
    markup.show(note, register.listing(shown, today()), register.formula(shown))
else:
    markup.show(register.matrix(shown, by=view), register.formula(shown), register.rules())
