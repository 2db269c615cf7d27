"""The agenda of a meeting, for whoever runs it: reordered, dropped, taken up again, added to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.kit import forms, markup, text_field
from components.kit.forms import Submission
from components.meetings import register
from components.meetings.fields import Asked, button, minutes_field, pressed
from domain.meetings.life import (
    LONGEST_POINT,
    LONGEST_TEXT,
    ItemState,
)
from domain.meetings.requests import (
    AddItem,
    ChangeItem,
    DraftAgenda,
    MoveItem,
)

if TYPE_CHECKING:
    from db.queries.meetings import ItemRow
    from views.meetings import Desk


def agenda(desk: Desk) -> Asked:
    """The agenda with its reasons; whoever runs the meeting reorders, drops and adds."""
    detail, items, place = desk.detail, desk.items, forms.place()
    wanted = None
    with st.container(horizontal=True, key="rapat_agenda_kepala", vertical_alignment="center"):
        if desk.may_run:
            wanted = button(
                "Susun ulang" if items else "Susun agenda",
                DraftAgenda(detail.id),
                place,
                key=f"susun_{detail.id}",
                done="Agenda disusun dari pengecualian saat ini, terberat dahulu.",
                type="secondary" if items else "primary",
                icon=":material/auto_awesome:",
            )
        markup.show(register.minutes_sum(detail, items))
    yield from pressed(wanted)
    if not items:
        markup.show(
            markup.empty(
                "Belum ada butir agenda.",
                "Susun agenda mengambil pengecualian: yang terlambat, ditolak, terkendala, menunggak "
                "laporan, atau bertentangan. Bila tidak ada satu pun, tambahkan pokok bahasan sendiri.",
            )
        )
    for row in items:
        yield from _item(desk, row, place)
    markup.show(register.left_out(detail), register.units(items, desk.waited))
    if desk.may_run:
        yield from _add_form(desk)


def _item(desk: Desk, row: ItemRow, place: DeltaGenerator) -> Asked:
    shown = register.item(row, desk.decided, desk.detail.id, waited=desk.waited.get(row.subject, ""))
    if not desk.may_run:
        markup.show(shown)
        return
    what, buttons = st.columns([82, 18], gap="small")
    with what:
        markup.show(shown)
    with buttons, st.container(horizontal=True, key=f"butir_tombol_{row.id}", width="content"):
        if row.state is ItemState.DROPPED:
            again = ChangeItem(row.id, row.version, ItemState.PLANNED, row.minutes)
            yield from pressed(
                button("Ambil lagi", again, place, key=f"ambil_{row.id}", done="Butir diambil lagi.")
            )
            return
        for symbol, up in (("arrow_upward", True), ("arrow_downward", False)):
            yield from pressed(
                button(
                    "",
                    MoveItem(row.id, row.version, up),
                    place,
                    key=f"{symbol}_{row.id}",
                    done="Urutan diubah.",
                    icon=f":material/{symbol}:",
                    help="Naikkan" if up else "Turunkan",
                )
            )
        with st.popover("", icon=":material/more_horiz:", help="Ubah butir ini"):
            yield from _item_changes(row, place)


def _item_changes(row: ItemRow, place: DeltaGenerator) -> Asked:
    form = f"butir_{row.id}_{row.version}"
    minutes = minutes_field("Menit", row.minutes, key=forms.field(form, "menit"))
    because = text_field.line(
        st.container(), "Alasan melepas", key=forms.field(form, "sebab"), longest=LONGEST_TEXT
    )
    done = row.state is ItemState.DISCUSSED
    discussed = (
        ("Bahas lagi", ItemState.PLANNED, "Butir kembali dibahas.")
        if done
        else ("Sudah dibahas", ItemState.DISCUSSED, "Butir selesai dibahas.")
    )
    for label, state, sentence in (
        ("Simpan menit", row.state, "Waktu butir disimpan."),
        discussed,
        ("Lepas dari agenda", ItemState.DROPPED, "Butir dilepas dari agenda, dengan alasannya."),
    ):
        request = ChangeItem(row.id, row.version, state, minutes, because)
        yield from pressed(button(label, request, place, key=f"{form}_{label}", done=sentence))


def _add_form(desk: Desk) -> Asked:
    form = f"tambah_{desk.detail.id}"
    with st.expander("Tambah butir sendiri", icon=":material/add:"), st.form(form, border=False):
        place = forms.place()
        title = text_field.line(
            st.container(), "Pokok", longest=LONGEST_POINT, key=forms.field(form, "pokok")
        )
        reason = text_field.line(
            st.container(), "Alasan", longest=LONGEST_TEXT, key=forms.field(form, "mengapa")
        )
        with st.container(horizontal=True):
            owners = {"": "Tidak ada", **desk.owners}
            owner = st.selectbox(
                "Instansi", list(owners), format_func=owners.__getitem__, key=forms.field(form, "pj")
            )
            minutes = minutes_field("Menit", 5, key=forms.field(form, "menit"))
        sent = forms.submit(form, "Tambahkan")
    if sent:
        request = AddItem(desk.detail.id, title, reason, owner or "", minutes)
        yield Submission(form, request, place, done="Butir ditambahkan di akhir agenda.")
