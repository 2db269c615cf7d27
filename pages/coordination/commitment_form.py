"""Komitmen baru: a statement taken through the verifiability check."""

import streamlit as st

from components.commitments import form, register
from components.kit import filters, forms, layout, markup
from components.runtime import session, writes
from db.backend import is_sample, today
from db.queries.agencies import possible_owners
from db.queries.declaration import pillars
from db.queries.statements import statement_rows
from domain import addresses
from domain.access.permissions import Permission
from views import commitments, newest, reads, registers
from views.ask import ask

actor = session.require(Permission.FORM_COMMITMENTS)
asked = filters.parameters()
code = asked.text("frasa")
is_drafted = asked.one_of("usulan", ("ya",)) is not None
statement = reads.statement(code) if code else None
waiting = commitments.waiting_draft(asked.number("draf", lowest=1, highest=1_000_000))
layout.page_head(
    markup.link("Komitmen", addresses.Page.COMMITMENTS),
    "Komitmen baru",
    as_of=newest.of_declaration(),
    sample=is_sample(),
)
layout.headline(
    "Sebuah pernyataan menjadi komitmen bila dapat diperiksa",
    detail="Enam pertanyaan: kata kerja, jumlah, tempat, tanggal, bukti, dan satu penanggung jawab.",
)
layout.refused_parameters(asked.refused)
forms.show_receipt()
if statement is None:
    if waiting:
        form.phrase_of(waiting, commitments.draft_of_file(waiting).note, ask(statement_rows))
        wanted = form.dropping(waiting)
        forms.show_outcome(wanted, writes.carry_out(wanted))
    else:
        markup.show(form.none_chosen())
    st.stop()
regions = registers.place_names()
draft = commitments.proposed(code, waiting, drafted=is_drafted)
markup.show(
    register.quote(statement),
    form.drafted(statement, draft) if draft else form.phrase_reading(statement, tuple(regions.values())),
)
wanted = form.show(
    statement,
    draft=draft,
    of_file=waiting,
    following=commitments.next_draft(code) if draft and not waiting else None,
    agencies=ask(possible_owners),
    regions=regions,
    pillars=ask(pillars),
    on=today(),
)
forms.show_outcome(wanted, writes.carry_out(wanted))
