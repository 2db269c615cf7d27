"""Angka baru: a page's figure as it was written, and what it contradicts before it is saved."""

from components.kit import forms, layout, markup
from components.registers import figure_desk
from components.runtime import session, writes
from db.backend import today
from db.queries.figures import figure_rows, indicators, pages_without_figure
from domain import addresses
from domain.access.permissions import Permission
from views import newest, registers
from views.ask import ask

session.require(Permission.PUBLISH_FIGURES)
layout.page_head(
    markup.link("Angka & sumber", addresses.Page.FIGURES),
    "Angka baru",
    as_of=newest.of_figures(),
    sample=False,
)
forms.show_receipt()
layout.headline(
    "Catat angka terbit beserta halamannya",
    detail="Pertentangan terlihat sebelum disimpan; angka yang sudah tercatat tidak pernah ditimpa.",
)
for wanted in (
    figure_desk.recording(ask(indicators), registers.place_names(), ask(figure_rows), today()),
    figure_desk.new_indicator(),
    figure_desk.new_source(ask(pages_without_figure)),
):
    forms.show_outcome(wanted, writes.carry_out(wanted))
