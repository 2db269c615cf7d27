"""Hari libur: the days that no clock of a task counts, and the joint leave that is kept by hand."""

import streamlit as st

from components.kit import filters, forms, layout, markup
from components.registers import holidays
from components.runtime import session, writes
from db.backend import today
from db.queries.holidays import joint_leave, public_holidays
from domain import addresses
from domain.access.permissions import Permission
from views.ask import ask

actor = session.require(Permission.MANAGE_HOLIDAYS)
asked = filters.parameters()
on = today()
year = asked.number("tahun", lowest=on.year - 2, highest=on.year + 2) or on.year
leave = [day for day in ask(joint_leave) if day.day.year == year]
public = public_holidays(year)

layout.page_head("Hari libur", as_of=None, sample=False)
layout.refused_parameters(asked.refused)
forms.show_receipt()
layout.headline(
    f"{len(public)} libur nasional dan {len(leave)} cuti bersama pada {year}",
    detail="Hari-hari ini tidak dihitung dalam batas waktu tugas dan tangga eskalasi. Libur yang "
    "mengikuti bulan dapat bergeser sampai pemerintah menetapkannya.",
)
markup.show(
    markup.pills(
        [(str(each), addresses.holidays(each), each == year) for each in range(on.year - 1, on.year + 3)],
        label="Tahun",
    )
)
left, right = st.columns([66, 34], gap="large")
with left:
    markup.show(holidays.listing([*public, *leave], year))
with right, layout.at_work("leave"):
    markup.show(layout.section("Tambah cuti bersama"))
    added = holidays.adding(on)
    forms.show_outcome(added, writes.carry_out(added))
    if leave:
        markup.show(layout.section("Betulkan"))
        removed = holidays.removing(leave)
        forms.show_outcome(removed, writes.carry_out(removed))
