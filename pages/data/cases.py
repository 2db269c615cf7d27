"""Kasus: the de-identified records behind a count, and each of them, for those who may see rows."""

import streamlit as st

from components.cases import actions, file, register
from components.kit import downloads, filters, forms, layout, markup, paging
from components.runtime import session, writes
from db.backend import is_sample, today
from db.queries.case_counts import case_years
from db.queries.case_rows import MOST_COUNTED, case_sources
from db.queries.case_work import referrals_to
from domain import addresses
from domain.access.permissions import Permission
from domain.cases.requests import OpenCase, TakeCases
from domain.figures.cases import CaseKind
from domain.places.regions import level_of
from views import cases, newest, reads, tasks
from views.ask import ask

actor = session.require(Permission.VIEW_CASES)
asked = filters.parameters()
code, act = asked.text("kode", longest=12), asked.one_of("langkah", file.ACTS)
may_keep, may_propose = actor.may(Permission.KEEP_CASES), actor.may(Permission.PROPOSE_TASKS)
if cases.is_first_look(code, actor, today()):
    writes.record_or_stop(OpenCase(code), "Kasus")

if code:
    detail = cases.one(code, actor.scope)
    row, spans = detail.row, cases.lengths(detail)
    layout.page_head(
        markup.link("Kasus", addresses.Page.CASES), row.code, as_of=newest.of_cases(), sample=row.is_demo
    )
    layout.refused_parameters(asked.refused)
    forms.show_receipt()
    layout.headline(file.headline(detail, spans), kicker=file.kicker(row))
    markup.show(file.actions(detail, act, may_keep=may_keep, may_propose=may_propose))
    wanted = actions.chosen(act, detail, spans, cases.for_forms(actor.scope)) if may_keep else None
    told = cases.told_beside(code, actor.scope)
    file.show(detail, spans, *told, on=today(), closed=reads.closed_days())
    outcome = writes.carry_out(wanted)
    if outcome.value:
        filters.go_to(kode=code)
    forms.show_outcome(wanted, outcome)
    st.stop()

kind = asked.member("jenis", CaseKind)
years, sources = ask(case_years, scope=actor.scope), ask(case_sources)
year = asked.one_of("tahun", {str(each) for each in years})
region = asked.text("wilayah", longest=8) or None
region = region if region and level_of(region) and len(region) > 2 else None
page = asked.number("hal", lowest=1, highest=100_000) or 1
chosen = cases.Chosen(
    kind, int(year) if year else None, region, cases.narrowed(asked, dict(sources), today())
)
total, rows = cases.listed(chosen, actor.scope, page=page, size=register.PAGE_SIZE)

layout.page_head("Kasus", as_of=newest.of_cases(), sample=is_sample())
layout.refused_parameters(asked.refused)
forms.show_receipt()
layout.headline(
    register.found(total, MOST_COUNTED),
    detail="Satu baris satu laporan, tanpa identitas korban maupun tersangka.",
)
referred, here = ask(referrals_to, scope=actor.scope), addresses.Page.CASES
wanted = actions.incoming(referred, today(), reads.closed_days(), asked, here, may_open=True)
with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
    options = register.choices(years, reads.region_names(region), sources)
    filters.narrow(options, asked.accepted, words="Kode atau nomor instansi")
    markup.show(register.ways(may_keep=may_keep, may_set_limits=actor.may(Permission.SET_STAGE_LIMITS)))
    if 0 < total <= MOST_COUNTED:
        said = register.filter_words(asked.accepted, options)
        downloads.table(
            writes.recorded(
                TakeCases(said),
                cases.file(chosen, said, newest.of_cases(), scope=actor.scope, sample=is_sample()),
            ),
            "kasus",
            today(),
        )
if total > MOST_COUNTED:
    markup.show(register.too_many(MOST_COUNTED))
markup.show(
    register.listing(rows, tasks.of_cases(actor.scope), may_propose=may_propose, narrowed=asked.accepted),
    paging.pages(
        here, filters.without(asked.accepted, "hal"), page=page, size=register.PAGE_SIZE, total=total
    ),
)
forms.show_outcome(wanted, writes.carry_out(wanted))
