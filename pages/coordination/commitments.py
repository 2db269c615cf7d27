"""Komitmen: what became of the declaration, and each commitment in full."""

import streamlit as st

from components import (
    commitment_actions,
    commitment_boards,
    commitments,
    filters,
    forms,
    layout,
    markup,
)
from components.runtime import commitment_view, reads, registers, session, writes
from components.runtime.overview import agency_silence
from domain import headlines
from domain.permissions import Permission

actor = session.require(Permission.VIEW_COMMITMENTS)
asked = filters.parameters()
code = asked.text("kode")

if code:
    one = commitment_view.commitment_view(code, actor)
    row = one.detail.row
    layout.page_head(
        markup.link("Komitmen", "/komitmen"), f"{row.code} {row.title}",
        as_of=session.now(), sample=row.is_demo,
    )  # fmt: skip
    forms.show_receipt()
    left, right = st.columns([69, 31], gap="large")
    with left:
        layout.headline(row.title, kicker=f"Komitmen {row.code} · Pilar {row.pillar_code} {row.pillar}")
        markup.show(
            *commitments.body(one.detail, one.on), commitment_actions.offers(one),
            commitment_actions.targets(one), commitment_actions.history(one),
        )  # fmt: skip
    with right:
        markup.show(
            commitments.status_panel(one.detail, one.health, one.on), commitment_actions.formula(one),
            commitment_actions.buttons(one), commitments.facts(one.detail, one.tasks),
        )  # fmt: skip
        for wanted in commitment_actions.actions(one):
            forms.settle(wanted, writes.carry_out(wanted))
        markup.show(commitment_actions.phone(one))
    st.stop()

rated = registers.rated_commitments(actor.scope)
view = asked.one_of("tampilan", commitments.VIEWS) or "instansi"
shown = registers.asked_commitments(asked, rated)
total = commitments.total(rated)
office = actor.may(Permission.FORM_COMMITMENTS)
layout.page_head("Komitmen", as_of=session.now(), sample=any(row.is_demo for row, _ in rated))
only_silent = asked.one_of("hanya", ("diam",)) is not None
layout.refused_parameters(asked.refused)
layout.headline(headlines.of_commitments(total), detail=commitments.basis(total))
forms.show_receipt()
markup.show(commitments.views(view, may_form=office))
if view in commitments.FILTERED and rated:
    with st.container(horizontal=True, key="filters"):
        for label, name, options in registers.commitment_filters(rated):
            filters.select(label, name, options, asked.accepted.get(name, ""))
if view == "frasa":
    places = tuple(registers.place_names().values())
    markup.show(commitments.phrases(reads.statement_rows(), places, may_form=office))
elif view == "diam":
    on = session.today()
    silent = agency_silence(rated, on)
    markup.show(commitment_boards.silence_board(silent, rated, on, only_silent=only_silent))
elif view == "tanpa-pj":
    markup.show(commitment_boards.ownerless(rated, reads.open_offers(), may_assign=office))
elif view == "triwulan":
    quarters = commitment_view.quarter_rows(rated)
    markup.show(commitment_boards.quarters(quarters))
    if actor.may(Permission.LOCK_QUARTERS):
        wanted = commitment_boards.lock_form(quarters)
        forms.settle(wanted, writes.carry_out(wanted))
elif not shown:
    markup.show(commitments.nothing())
elif view == "liga":
    markup.show(commitment_boards.league(commitment_view.standings(shown)))
elif view == "daftar":
    note = commitments.filter_note(asked.accepted, shown, len(rated))
    markup.show(note, commitments.listing(shown, session.today()), commitments.formula(shown))
else:
    markup.show(commitments.matrix(shown, by=view), commitments.formula(shown), commitments.rules())
