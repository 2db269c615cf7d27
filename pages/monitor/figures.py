"""Angka & sumber: the register of published figures, and where they contradict each other."""

import streamlit as st

from components.kit import downloads, filters, forms, layout, markup, paging
from components.registers import figure_desk, figures
from components.runtime import session, writes
from components.tasks import register
from db.backend import today
from db.queries.agencies import agency_choices
from db.queries.figures import explanations, figure_rows, withdrawn_figures
from db.queries.tasks import tasks_of_conflict
from domain import addresses
from domain.access.permissions import Permission
from domain.words import headlines
from views import list_files, newest, reads
from views.ask import ask

actor = session.require(Permission.VIEW_FIGURES)
asked = filters.parameters()
rows = ask(figure_rows)
by_code = {row.code: row for row in rows}
conflicts = reads.conflicts()
tally = reads.conflict_tally()
standings = reads.standings()
keys = [conflict.key for conflict in conflicts]
told = ask(explanations)
meant = asked.given.get("pertentangan", "")
about = ask(tasks_of_conflict, meant, scope=actor.scope) if meant and meant not in keys else ()
past = figures.past_asked_for(asked, keys, told, about)
conflict = None if past else figures.conflict_asked_for(asked, keys)
figure = asked.one_of("angka", by_code)
kind = asked.one_of("saring", {*figures.STATUS_FILTERS, figures.CONFLICTS, figures.WITHDRAWN}) or "semua"
gone = ask(withdrawn_figures)
found = figures.withdrawn_about(asked, gone)
chosen = figures.chosen(asked, rows, standings, kind, conflicts)
page = filters.page_of(asked, len(chosen), figures.PAGE_SIZE)
kept = filters.without(asked.accepted, "angka")

layout.page_head("Angka & sumber", as_of=newest.of_figures(), sample=False)
layout.refused_parameters(asked.refused)
forms.show_receipt()
finding = headlines.of_conflicts(tally.groups, decided=len(conflicts) - tally.groups)
layout.headline(
    headlines.of_withdrawn(len(gone)) if kind == figures.WITHDRAWN else finding,
    detail=figures.basis(kind, rows, headlines.figures_in_conflict(tally)),
)
markup.show(figures.set_apart(asked, rows))
shown = explanation = None
if figure:
    contradicting = [each for each in conflicts if figure in {one.code for one in each.figures}]
    markup.show(figures.one(by_code[figure], standings[figure], contradicting, addresses.figures(kept)))
elif past:
    markup.show(figure_desk.no_longer(past, told.get(past), about, by_code, gone))
elif conflicts and kind not in (figures.CONFLICTS, figures.WITHDRAWN):
    position = keys.index(conflict) if conflict else 0
    shown, explanation = conflicts[position], told.get(keys[position])
    may = actor.may(Permission.PROPOSE_TASKS)
    markup.show(
        figures.conflict_card(shown, position, conflicts, by_code, standings, explanation, today()),
        figure_desk.settled(explanation, by_code),
        register.new_task("angka", shown.key, may=may, label="Minta penjelasan lewat tugas"),
    )
wanted = figure_desk.offered(actor, by_code, figure, shown, ask(agency_choices), explanation)
forms.show_outcome(wanted, writes.carry_out(wanted))
markup.show(figures.list_head(may=actor.may(Permission.PUBLISH_FIGURES)))
with st.container(horizontal=True, key="filters", vertical_alignment="center"):
    markup.show(figures.filter_pills(rows, standings, len(conflicts), len(gone), kind))
    filters.search("Cari", "cari", "Indikator, wilayah, sumber", asked.text("cari"))
    said = figures.in_words(asked.accepted)
    if kind == figures.WITHDRAWN:
        downloads.table(list_files.withdrawn_figures(found, said), "angka-ditarik", today())
    else:
        downloads.table(list_files.figures(chosen, said, newest.of_figures()), "angka-terbit", today())
if kind == figures.CONFLICTS:
    markup.show(figures.conflict_list(conflicts, by_code, told, chosen))
elif kind == figures.WITHDRAWN:
    markup.show(figures.withdrawn(found, any_at_all=bool(gone)))
elif chosen:
    size, total, given = figures.PAGE_SIZE, len(chosen), filters.without(kept, "hal")
    start = (page - 1) * size
    markup.show(
        figures.register(chosen[start : start + size], standings, kept),
        paging.pages(addresses.Page.FIGURES, given, page=page, size=size, total=total),
    )
else:
    markup.show(figures.nothing())
