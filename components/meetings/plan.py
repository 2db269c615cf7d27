"""A meeting as it is planned: a new one, and the plan of one that stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from components.kit import filters, forms, markup, text_field
from components.kit.forms import Submission
from components.kit.time_field import time_field
from components.meetings import register
from components.meetings.fields import Asked, minutes_field
from domain.meetings.life import (
    Classification,
)
from domain.meetings.requests import (
    ChangePlan,
    Plan,
)
from domain.places.province import HERE
from domain.time.calendar import local_time
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.meetings import MeetingDetail
    from views.meetings import Desk


def schedule_form() -> Asked:
    """Jadwalkan rapat, folded until somebody wants it; then its own page opens."""
    form = "jadwal"
    with st.expander("Jadwalkan rapat", icon=":material/calendar_add_on:"), st.form(form, border=False):
        place = forms.place()
        plan = _plan_fields(form, None)
        sent = forms.submit(form, "Jadwalkan", main=True)
    sure = forms.said_yes(form)
    if sent or sure:
        yield Submission(
            form,
            replace(plan, sure=sure),
            place,
            done="Rapat dijadwalkan sebagai rancangan.",
            what_next="Susun agendanya, lalu buka rapatnya.",
            then=lambda number: filters.go_to(id=str(number)),
            takes_yes=True,
        )


def _plan_fields(form: str, known: MeetingDetail | None) -> Plan:
    starts = local_time(known.starts_at) if known else None
    title = text_field.line(
        st.container(),
        "Judul",
        known.title if known else "Rapat Forkopimda: pemberantasan TPPO dan penempatan ilegal PMI",
        longest=160,
        key=forms.field(form, "judul"),
    )
    with st.container(horizontal=True):
        day = st.date_input(
            "Tanggal",
            starts.date() if starts else None,
            format="DD/MM/YYYY",
            key=forms.field(form, "hari"),
        )
        at = time_field(
            st.container(),
            f"Pukul ({HERE.zone_label})",
            starts.time() if starts else None,
            key=forms.field(form, "pukul"),
        )
        minutes = minutes_field(
            "Lama (menit)", known.planned_minutes if known else 90, key=forms.field(form, "lama")
        )
    where = text_field.line(
        st.container(),
        "Tempat",
        known.place if known else HERE.hall,
        longest=120,
        key=forms.field(form, "tempat"),
    )
    with st.container(horizontal=True):
        kinds: list[Classification] = list(Classification)
        kind = st.selectbox(
            "Sifat",
            kinds,
            index=kinds.index(known.classification if known else Classification.RESTRICTED),
            format_func=labels.CLASSIFICATIONS.__getitem__,
            key=forms.field(form, "sifat"),
        )
        chair = text_field.line(
            st.container(),
            "Pimpinan rapat",
            known.chair if known else HERE.governor,
            longest=120,
            key=forms.field(form, "pimpinan"),
        )
        note_taker = text_field.line(
            st.container(),
            "Notulis",
            known.note_taker if known else "Biro Administrasi Pimpinan",
            longest=120,
            key=forms.field(form, "notulis"),
        )
    basis = text_field.line(
        st.container(),
        "Dasar",
        known.basis if known else "",
        longest=200,
        placeholder="Undangan nomor dan tanggal",
        key=forms.field(form, "dasar"),
    )
    return Plan(
        title=title,
        day=day,
        at=at,
        place=where,
        planned_minutes=minutes,
        classification=kind,
        basis=basis,
        chair=chair,
        note_taker=note_taker,
    )


def plan(desk: Desk) -> Asked:
    detail = desk.detail
    markup.show(register.facts(detail), markup.note(register.classification_hint(detail.classification)))
    if not desk.may_run:
        return
    form = f"rencana_{detail.id}"
    with st.form(form, border=False):
        place = forms.place()
        seen = forms.seen(form, detail.version, keep=True)
        changed = _plan_fields(form, detail)
        sent = forms.submit(form, "Simpan rencana")
    sure = forms.said_yes(form)
    if sent or sure:
        request = ChangePlan(detail.id, seen, replace(changed, sure=sure))
        yield Submission(form, request, place, done="Rencana rapat disimpan.", takes_yes=True)
