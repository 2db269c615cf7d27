"""Instansi saya: what this agency has to do, most urgent first, and the report of one item."""

import streamlit as st

from components.cases import actions as case_actions
from components.commitments import ownership, report, upcoming
from components.kit import filters, forms, kept_form, layout, markup
from components.registers import own_place as place
from components.runtime import session, writes
from components.tasks import forms as task_forms
from db.backend import is_sample, today
from db.queries.agencies import possible_owners
from db.queries.case_work import referrals_to
from db.queries.commitments import commitments_of_agency
from db.queries.date_context import date_context
from db.queries.ownership import ownership_offers
from db.queries.services import desks
from domain import addresses
from domain.access.permissions import Permission
from views import agencies, newest, own_reports, reads
from views import tasks as task_desk
from views.ask import ask
from views.map import findings, layer
from views.own_place import own_place

actor = session.require(Permission.VIEW_MY_AGENCY)
asked = filters.parameters()
code, quarter = asked.text("lapor"), asked.text("titik")

if code:
    found = own_reports.asked_report(code, quarter, actor, today())
    form = found.form
    if not (form or found.missing):
        session.forbid(actor, "report", f"{code} {quarter}", upcoming.of_others(code, quarter))
    layout.page_head(
        markup.link("Instansi saya", addresses.Page.MY_AGENCY),
        "Laporkan",
        as_of=newest.of_work(),
        sample=form.is_demo if form else actor.is_demo,
    )
    if form:
        drawn = report.report_form(form, actor, ask(possible_owners), today(), reads.closed_days())
        kept_form.show(drawn, key=f"{actor.user_id}/{code}/{form.quarter}")
    else:
        layout.headline(found.missing)
        markup.show(upcoming.nothing_to_report(code))
    st.stop()

items = upcoming.items(ask(commitments_of_agency, scope=actor.scope), today())
offers = ask(ownership_offers, scope=actor.scope)
tasks = task_desk.own(actor)
layout.page_head("Instansi saya", as_of=newest.of_work(), sample=actor.is_demo)
layout.refused_parameters(asked.refused)
layout.headline(
    upcoming.finding(items, task_desk.pressing(tasks), len(offers)),
    kicker=actor.agency_name,
    detail=upcoming.in_short(items, len(tasks), len(offers), task_desk.pressing(tasks)),
    paper=upcoming.on_paper(agencies.code_of(actor.agency_id), may=actor.may(Permission.TAKE_PAPERS)),
)
forms.show_receipt()
urgent, later = upcoming.by_urgency(items)
referred, own = ask(referrals_to, scope=actor.scope), own_place(actor)
left, right = st.columns([62, 38], gap="large") if own else (st.container(), st.empty())
with left:
    markup.show(upcoming.drafts(items), upcoming.item_cards(urgent, today(), reads.closed_days()))
    if offers:
        markup.show(upcoming.offers_head(len(offers)))
    with st.container(key="offers"):
        for offer in offers:
            wanted = ownership.offer_card(offer, ask(possible_owners))
            forms.show_outcome(wanted, writes.carry_out(wanted))
    with st.container(key="own_tasks"):
        context = ask(date_context, today())
        wanted = task_forms.answer_cards(tasks, ask(possible_owners), asked, context=context)
    forms.show_outcome(wanted, writes.carry_out(wanted))
    here, may = addresses.Page.MY_AGENCY, actor.may(Permission.VIEW_CASES)
    wanted = case_actions.incoming(referred, today(), reads.closed_days(), asked, here, may_open=may)
    forms.show_outcome(wanted, writes.carry_out(wanted))
    markup.show(upcoming.later_cards(later, today(), reads.closed_days()), upcoming.units(items, len(tasks)))
    if not (items or tasks or offers or referred):
        markup.show(upcoming.nothing_held())
    if own:
        markup.show(
            place.duties(own), place.words(own, sample=is_sample()), place.from_the_province(own, today())
        )
if own:
    view = layer.default_view(actor.scope)
    with right:
        markup.show(place.on_the_map(own, view, findings.finding(view), sample=is_sample()))
        markup.show(place.services(own, ask(desks), today()))
