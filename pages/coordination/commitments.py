"""Komitmen: what became of the declaration, and each commitment in full."""

import streamlit as st

from components.commitments import actions, boards, detail, register
from components.kit import downloads, filters, forms, layout, markup
from components.runtime import remarks, session, writes
from db.backend import today
from db.queries.ownership import open_offers
from domain import addresses
from domain.access.permissions import Permission
from views import commitments as commitment_view
from views import list_files, newest, registers
from views.ask import ask
from views.overview import agency_silence

actor = session.require(Permission.VIEW_COMMITMENTS)
asked = filters.parameters()
code, on, as_of = asked.text("kode"), today(), newest.of_commitments()

if code:
    one = commitment_view.commitment_view(code, actor, host=session.host())
    row = one.detail.row
    crumb = markup.link("Komitmen", addresses.Page.COMMITMENTS)
    layout.page_head(crumb, f"{row.code} {row.title}", as_of=as_of, sample=row.is_demo)
    forms.show_receipt()
    left, right = st.columns([69, 31], gap="large")
    with left:
        layout.headline(row.title, kicker=f"Komitmen {row.code} · Pilar {row.pillar_code} {row.pillar}")
        markup.show(
            *detail.body(one.detail, one.on),
            *(actions.offers(one), remarks.of_offer(one.open_offer, actor)),
            actions.targets(one),
            actions.history(one),
        )
        remarks.on_commitment(row.code, actor)
    with right:
        markup.show(
            detail.status_panel(one.detail, one.health, one.on),
            actions.formula(one),
            actions.buttons(one),
            detail.facts(one.detail, one.tasks),
        )
        for wanted in actions.actions(one):
            forms.show_outcome(wanted, writes.carry_out(wanted))
        markup.show(actions.phone(one))
    st.stop()

rated = registers.rated_commitments(actor.scope)
view = asked.one_of("tampilan", register.VIEWS) or "instansi"
shown = registers.asked_commitments(asked, rated)
phrases = registers.asked_phrases(asked) if view == "frasa" else []
kept = {name: asked.accepted[name] for name in registers.FILTERS if name in asked.accepted}
total = register.total(shown if view in register.FILTERED else rated)
only_silent = asked.one_of("hanya", ("diam",)) is not None
office = actor.may(Permission.FORM_COMMITMENTS)
layout.page_head("Komitmen", as_of=as_of, sample=any(row.is_demo for row, _ in rated))
layout.refused_parameters(asked.refused)
said = register.filter_words(kept, shown) if view in register.FILTERED else ""
silence = agency_silence(rated, on)
layout.headline(register.finding(view, total, rated, silence, said), detail=register.basis(view, total, said))
forms.show_receipt()
markup.show(register.views(view, kept, may_form=office))
if view in register.FILTERED and rated:
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        filters.narrow(registers.commitment_filters(rated), kept, words="Cari komitmen", width=170)
        downloads.table(list_files.commitments(shown, on, said, as_of), "komitmen", on)
if view == "frasa":
    markup.show(register.phrases(phrases, registers.place_names().values(), may_form=office))
elif view == "diam":
    markup.show(boards.silence_board(silence, rated, on, only_silent=only_silent))
elif view == "tanpa-pj":
    markup.show(boards.ownerless(rated, ask(open_offers), may_assign=office))
elif view == "triwulan":
    markup.show(boards.quarters(quarters := commitment_view.quarter_rows(rated)))
    if actor.may(Permission.LOCK_QUARTERS):
        with layout.at_work("quarter"):
            wanted = boards.lock_form(quarters)
            forms.show_outcome(wanted, writes.carry_out(wanted))
elif not shown:
    markup.show(register.nothing(narrowed=bool(rated)))
elif view == "liga":
    markup.show(boards.timeliness_board(commitment_view.standings(shown)))
elif view == "daftar":
    page = filters.page_of(asked, len(shown), register.PAGE_SIZE)
    note = register.filter_note(kept, shown, len(rated))
    markup.show(note, register.one_page(shown, page, kept, on), register.formula(shown))
else:
    markup.show(register.matrix(shown, by=view, kept=kept), register.formula(shown), register.rules())
