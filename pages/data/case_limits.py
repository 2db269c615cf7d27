"""Batas tahap: how long a stage of a case may last by law, as the secretariat keeps it."""

from components.cases import limits
from components.kit import forms, layout, markup
from components.runtime import session, writes
from db.backend import is_sample
from db.queries.case_work import stage_limits
from domain import addresses
from domain.access.permissions import Permission
from views import newest
from views.ask import ask

session.require(Permission.SET_STAGE_LIMITS)
layout.page_head(
    markup.link("Kasus", addresses.Page.CASES),
    "Batas waktu tahap",
    as_of=newest.of_cases(),
    sample=is_sample(),
)
forms.show_receipt()
found = ask(stage_limits)
layout.headline(
    f"{len(found)} batas waktu terisi" if found else "Batas waktu tahap belum diisi",
    detail="Batas menurut aturan berubah bersama aturannya; tahap tanpa baris di sini disebut tanpa batas.",
)
markup.show(limits.table(found))
wanted = limits.form()
forms.show_outcome(wanted, writes.carry_out(wanted))
