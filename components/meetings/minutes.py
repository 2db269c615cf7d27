"""The minutes of a meeting: the papers, the notes while it lasts, the addenda after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from components.kit import downloads, forms, markup, text_field
from components.kit.forms import Submission
from components.meetings import register
from components.meetings.fields import Asked
from domain import addresses
from domain.access.permissions import Permission
from domain.meetings.life import LONGEST_NOTES, LONGEST_TEXT, MeetingState
from domain.meetings.requests import AmendMinutes, WriteNotes

if TYPE_CHECKING:
    from db.queries.decisions import DecidedRow
    from db.queries.meetings import MeetingDetail
    from views.meetings import Desk


def minutes(desk: Desk) -> Asked:
    markup.show(register.seal(desk.sealed))
    day = desk.detail.took_place_on.isoformat()
    with st.container(horizontal=True, key="rapat_unduh"):
        for label, outcomes, suffix in (
            ("Unduh notulen", True, ""),
            ("Unduh tanpa isi keputusan", False, "-terbatas"),
        ):
            downloads.button(
                label,
                desk.minutes_file(outcomes=outcomes),
                f"notulen-{day}{suffix}.pdf",
                downloads.PDF,
                icon="picture_as_pdf",
                key=f"unduh{suffix}",
            )
        matrix = desk.matrix_file()
        if matrix is not None:
            downloads.button(
                "Unduh matriks tindak lanjut",
                matrix,
                f"matriks-{day}.xlsx",
                downloads.XLSX,
                icon="table_view",
                key="unduh-matriks",
            )
            if desk.actor.may(Permission.TAKE_PAPERS):
                downloads.paper("Cetak matriks", addresses.follow_up(meeting_number=desk.detail.id))
    markup.show(register.notes(desk.detail))
    if desk.may_run:
        yield from _notes_form(desk.detail)
    markup.show(register.amendments(desk.amendments))
    if desk.runs and desk.detail.state is MeetingState.CLOSED:
        yield from _amend_form(desk.detail, desk.decided)


def _notes_form(detail: MeetingDetail) -> Asked:
    form = f"catatan_{detail.id}"
    with st.form(form, border=False):
        place = forms.place()
        seen = forms.seen(form, detail.version, keep=True)
        directions = text_field.passage(
            st.container(),
            "Arahan pimpinan",
            detail.directions,
            longest=LONGEST_NOTES,
            key=forms.field(form, "arahan"),
        )
        discussion = text_field.passage(
            st.container(),
            "Pembahasan",
            detail.discussion,
            longest=LONGEST_NOTES,
            key=forms.field(form, "bahas"),
        )
        sent = forms.submit(form, "Simpan catatan")
    if sent:
        yield Submission(
            form,
            WriteNotes(detail.id, seen, directions, discussion),
            place,
            done="Catatan rapat disimpan.",
            theirs=markup.definitions([("Arahan terbaru", detail.directions or "–")]),
        )


def _amend_form(detail: MeetingDetail, decided: Sequence[DecidedRow]) -> Asked:
    form = f"addendum_{detail.id}"
    with st.expander("Catat addendum", icon=":material/note_add:"), st.form(form, border=False):
        place = forms.place()
        about = {0: "Rapat secara umum"} | {row.id: f"Keputusan {row.label}" for row in decided}
        which = st.selectbox(
            "Tentang", list(about), format_func=about.__getitem__, key=forms.field(form, "tentang")
        )
        text = text_field.passage(
            st.container(), "Isi addendum", longest=LONGEST_TEXT, key=forms.field(form, "isi")
        )
        reason = text_field.line(
            st.container(), "Alasan", longest=LONGEST_TEXT, key=forms.field(form, "alasan")
        )
        sent = forms.submit(form, "Catat addendum")
    if sent:
        yield Submission(
            form,
            AmendMinutes(detail.id, text, reason, which or None),
            place,
            done="Addendum dicatat; notulen yang disegel tidak berubah.",
        )
