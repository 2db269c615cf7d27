"""Laporan baru: one report of a case, typed without anybody's identity, and its receipt."""

import streamlit as st

from components.cases import file, form, tracks
from components.kit import filters, forms, layout, markup
from components.runtime import session, writes
from db.backend import is_sample, today
from db.queries.case_forms import case_draft, form_choices, known_words
from domain import addresses
from domain.access.permissions import Permission
from domain.cases.facts import without_identity
from domain.cases.requests import KeepDraft, OpenCase
from views import cases, newest
from views.ask import ask

actor = session.require(Permission.KEEP_CASES)
sent = filters.parameters().text("terkirim", longest=12)
layout.page_head(
    markup.link("Kasus", addresses.Page.CASES), "Laporan baru", as_of=newest.of_cases(), sample=is_sample()
)

if sent:
    if cases.is_first_look(sent, actor, today()):
        writes.record_or_stop(OpenCase(sent), "Kasus")
    detail = cases.one(sent, actor.scope)
    row, spans = detail.row, cases.lengths(detail)
    layout.headline(
        f"Tersimpan sebagai {row.code}{tracks.nearest(spans)}",
        detail="Yang tertulis di kiri adalah persis yang tersimpan. Tidak ada identitas di dalamnya.",
    )
    left, right = st.columns([58, 42], gap="large")
    with left:
        markup.show(file.receipt(row))
    with right:
        markup.show(tracks.begun(detail, spans), file.who_sees(row), file.after_sending(row))
    st.stop()

known = ask(known_words)
choices = ask(form_choices, scope=actor.scope)
draft = ask(case_draft, by=actor, on=today())
head = st.container()
left, right = st.columns([68, 32], gap="large")
with left, st.container(key="to-fill-in"):
    wanted, filled = form.entry(choices, draft.typed if draft else {}, cases.districts, today(), known)
outcome = writes.carry_out(wanted)
if outcome.value is None and without_identity(filled.typed, known) != (dict(draft.typed) if draft else {}):
    writes.record(KeepDraft(filled.typed, draft.left_by if draft else 0))
    draft = ask(case_draft, by=actor, on=today())
near = cases.near(filled.facts, actor.scope)
if near and cases.is_first_look("", actor, today()) and not writes.record(OpenCase("")):
    near = ()
with head:
    layout.headline(
        form.finding(filled),
        detail="Identitas korban dan tersangka tidak punya tempat di sini; "
        "catatan lengkap tetap pada instansi sumber.",
    )
with right:
    markup.show(
        form.preview(
            filled,
            choices,
            cases.district_name(filled.facts),
            near,
            draft,
        )
    )
if outcome.value:
    if draft and draft.left_by:
        writes.record(KeepDraft({}, draft.left_by))
    filters.go_to(terkirim=outcome.value)
forms.show_outcome(wanted, outcome)
