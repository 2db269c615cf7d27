"""Tugas: the board, the follow-up matrix, a new task, and each task with its history."""

import streamlit as st

from components.kit import filters, forms, layout, markup
from components.runtime import remarks, session, writes
from components.tasks import forms as task_forms
from components.tasks import ladder, register, task_page
from db.backend import is_sample, today
from db.queries.agencies import possible_owners
from db.queries.date_context import date_context
from domain import addresses
from domain.access.permissions import Permission
from domain.words import headlines
from views import list_files, newest, registers, task_papers
from views import tasks as task_desk
from views.ask import ask

actor = session.require(Permission.VIEW_TASKS)
asked = filters.parameters()
code, on, as_of = asked.text("kode"), today(), newest.of_tasks()
crumb = markup.link("Tugas", addresses.tasks())

if code:
    detail, task = task_desk.one(code, actor.scope)
    row = task.row
    layout.page_head(crumb, f"{row.code} {row.title}", as_of=as_of, sample=row.is_demo)
    forms.show_receipt()
    layout.headline(row.title, kicker=f"Tugas {row.code}")
    markup.show(task_page.headline_chips(row))
    left, right = st.columns([58, 42], gap="large")
    with left:
        markup.show(remarks.of_task(row, actor), task_page.offer(row))
        standing = task_desk.standing_in(detail, actor)
        desk = task_papers.letter_desk(task, actor)
        wanted = task_forms.actions(
            task, standing, ask(possible_owners), context=ask(date_context, on), desk=desk
        )
        markup.show(layout.section("Keterangan"), task_page.facts(task))
        remarks.on_task(row, actor)
    with right:
        markup.show(task_page.clock_panel(task), ladder.ladder(task, on), task_page.history(detail))
        task_page.papers(
            task_papers.brief(task, session.host()),
            row,
            card=task_papers.card_file(detail, task, session.host()),
            letters=task_papers.recorded_letters(row, actor),
        )
    forms.show_outcome(wanted, writes.carry_out(wanted))
    st.stop()

if asked.one_of("baru", {"ya"}):
    session.demand(actor, Permission.PROPOSE_TASKS)
    origin = task_desk.new_task(asked, actor.scope)
    layout.page_head(crumb, "Tugas baru", as_of=as_of, sample=is_sample())
    layout.refused_parameters(asked.refused)
    layout.headline("Usulkan tugas kepada satu penanggung jawab", detail=task_forms.born_from(origin))
    with st.container(key="narrow"), st.container(key="to-fill-in"):
        wanted = task_forms.proposal(
            origin, task_desk.owners(origin), registers.place_names(), ask(date_context, on)
        )
    outcome = writes.carry_out(wanted)
    if outcome.value:
        filters.go_to(kode=outcome.value)
    forms.show_outcome(wanted, outcome)
    st.stop()

everything = task_desk.watched(actor.scope)
chosen_tasks = task_desk.asked(asked, everything)
found = register.counts(chosen_tasks, actor)
pillars = task_desk.pillar_names(everything)
shown, said = register.asked(asked, everything, chosen_tasks, pillars, actor)
view, chosen = asked.accepted.get("tampilan", "daftar"), asked.accepted.get("saring", "terbuka")
kept = filters.without(asked.accepted, "hal", "kode", "baru")
page = filters.page_of(asked, len(shown), register.PAGE_SIZE)

layout.page_head("Tugas", as_of=as_of, sample=any(task.row.is_demo for task in everything))
layout.refused_parameters(asked.refused)
forms.show_receipt()
layout.headline(headlines.of_tasks(found["lewat"], found["terbuka"]))
markup.show(register.view_pills(filters.without(kept, "tampilan"), view))
if view in register.FILTERED_VIEWS:
    markup.show(register.filter_pills(found, filters.without(kept, "saring"), chosen))
with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
    choices = register.choices(everything, task_desk.seat_names(), pillars)
    filters.narrow(choices, asked.accepted, words="Cari tugas", width=180)
    files = task_papers.matrix_file(shown, said), list_files.tasks(shown, said, as_of)
    register.tools(*files, on, kept, len(shown), may_propose=actor.may(Permission.PROPOSE_TASKS))
seats, states = task_desk.by_seat, task_desk.by_state
register.show(view, shown, page, kept, on, seats=seats, states=states, are_any=bool(everything))
