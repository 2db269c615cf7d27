"""Who took part in a meeting: a row for each office, written together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.kit import forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.layout import section
from components.meetings import register
from components.meetings.fields import Asked
from domain.meetings.life import (
    LONGEST_OFFICE,
    AttendanceMode,
    Capacity,
)
from domain.meetings.requests import (
    RecordAttendance,
    Seated,
)
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.meetings import AttendanceRow
    from views.meetings import Desk


def attendance(desk: Desk) -> Asked:
    rows, form = desk.attendance, f"hadir_{desk.detail.id}"
    if not desk.may_run:
        if any(row.mode for row in rows):
            markup.show(register.attendance(rows))
        else:
            markup.show(
                markup.empty("Kehadiran belum dicatat.", "Sekretariat mencatatnya saat rapat dibuka.")
            )
        return
    recorded = sum(row.mode is not None for row in rows)
    markup.show(section("Kehadiran", aside=f"{recorded} dari {len(rows)} instansi sudah dicatat"))
    place = forms.place()
    with st.container(key="on-paper"):
        markup.show(register.to_sign(rows))
    recorded_now = {row.code: Seated(row.mode, row.office, row.capacity) for row in rows if row.mode}
    opened = st.session_state.setdefault(forms.field(form, "dibuka"), recorded_now)
    with st.form(form, border=False), st.container(key="rapat_hadir"):
        seen = forms.seen(form, recorded_now, keep=True)
        written = [(row, _seat(form, row)) for row in rows]
        with st.container(horizontal=True, key="rapat_hadir_kirim"):
            sent = forms.submit(form, "Simpan kehadiran", main=True)
            everyone = forms.submit(form, "Catat sisanya hadir", name="everyone")
    if sent or everyone:
        rest = {row.code: AttendanceMode.PRESENT for row in rows if everyone and row.mode is None}
        given = {
            row.code: Seated(came, office, capacity)
            for row, (mode, office, capacity) in written
            if (came := mode or rest.get(row.code)) is not None
        }
        # What this device did not touch is not its to say: another one may have recorded it since.
        own = {code: seated for code, seated in given.items() if seated != opened.get(code)}
        yield Submission(form, RecordAttendance(desk.detail.id, own, seen), place, done="Kehadiran disimpan.")


def _seat(form: str, row: AttendanceRow) -> tuple[AttendanceMode | None, str, Capacity | None]:
    """Who sat for an agency: fields like all others, so that the device keeps what is not sent yet."""
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"hadir_baris_{row.code}"):
        mode: AttendanceMode | None = st.segmented_control(
            row.agency,
            list(AttendanceMode),
            default=row.mode,
            format_func=labels.ATTENDANCE.__getitem__,
            key=forms.field(form, f"cara_{row.code}"),
        )
        office = text_field.line(
            st.container(),
            f"Jabatan yang hadir untuk {row.agency}, tanpa nama",
            row.office,
            longest=LONGEST_OFFICE,
            key=forms.field(form, f"jabatan_{row.code}"),
            placeholder="Jabatan, tanpa nama",
            label_visibility="collapsed",
        )
        capacity: Capacity | None = choice_field(
            f"Hadir untuk {row.agency} sebagai",
            labels.CAPACITIES,
            among=Capacity,
            chosen=row.capacity,
            placeholder="Sebagai",
            width=190,
            key=forms.field(form, f"sebagai_{row.code}"),
            label_visibility="collapsed",
        )
    return mode, office, capacity
