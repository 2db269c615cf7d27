"""What a meeting decides: recorded, mended while it lasts, struck out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.kit import forms, markup, text_field
from components.kit.forms import Submission
from components.meetings import register
from components.meetings.fields import NOBODY, Asked
from domain.access.permissions import Permission
from domain.meetings.life import LONGEST_TEXT, ItemState, MeetingState
from domain.meetings.requests import ChangeDecision, RecordDecision, StrikeDecision
from domain.places.province import HERE
from domain.places.regions import PROVINCE
from domain.tasks.life import TaskClass
from domain.time import formats
from domain.time.date_words import EXAMPLES
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.decisions import DecidedRow
    from views.meetings import Desk


def decisions(desk: Desk) -> Asked:
    if desk.decided:
        markup.show(
            register.decisions(desk.detail.id, desk.decided, desk.outcomes, desk.remarked, desk.cases)
        )
    else:
        markup.show(
            markup.empty(
                "Belum ada keputusan.", "Keputusan dicatat di sini atau dari Layar, selagi rapat berlangsung."
            )
        )
    if not desk.runs or desk.detail.state is not MeetingState.IN_PROGRESS:
        return
    yield from _decision_form(desk)
    for row in desk.decided:
        if not row.is_struck:
            yield from _mend_form(desk, row)
            yield from _strike_form(row)


_RECORDED_AS = {True: "Keputusan dan tugas", False: "Keputusan saja"}


def _decision_form(desk: Desk) -> Asked:
    form = f"keputusan_{desk.detail.id}"
    with st.expander("Catat keputusan", icon=":material/gavel:", expanded=True), st.form(form, border=False):
        place = forms.place()
        text = text_field.passage(
            st.container(), "Bunyi keputusan", longest=LONGEST_TEXT, key=forms.field(form, "bunyi")
        )
        owners = {"": NOBODY, **desk.owners}
        points = {0: "Di luar agenda"} | {
            row.id: f"{row.position}. {row.title}" for row in desk.items if row.state is not ItemState.DROPPED
        }
        regions = {PROVINCE: HERE.whole, **desk.regions}
        classes: list[TaskClass] = list(reversed(TaskClass))
        with st.container(horizontal=True):
            owner = st.selectbox(
                "Penanggung jawab",
                list(owners),
                format_func=owners.__getitem__,
                key=forms.field(form, "pj"),
            )
            due = st.text_input("Tenggat", placeholder=EXAMPLES, key=forms.field(form, "tenggat"))
            task_class = st.selectbox(
                "Kelas",
                classes,
                format_func=labels.TASK_CLASSES.__getitem__,
                key=forms.field(form, "kelas"),
            )
        with st.container(horizontal=True):
            point = st.selectbox(
                "Butir", list(points), format_func=points.__getitem__, key=forms.field(form, "butir")
            )
            region = st.selectbox(
                "Wilayah", list(regions), format_func=regions.__getitem__, key=forms.field(form, "wilayah")
            )
        case = ""
        if desk.actor.may(Permission.VIEW_CASES):
            case = st.text_input(
                "Tentang kasus",
                key=forms.field(form, "kasus"),
                placeholder="K26-0417, boleh kosong",
                help="Hanya pembaca kasus melihat kaitannya; notulen dan Layar tidak menyebut kodenya.",
            )
        with_task: bool | None = st.segmented_control(
            "Yang dicatat",
            list(_RECORDED_AS),
            format_func=_RECORDED_AS.__getitem__,
            key=forms.field(form, "tugas"),
        )
        sent = forms.submit(form, "Catat keputusan", main=True)
    sure = forms.said_yes(form)
    if sent or sure:
        request = RecordDecision(
            desk.detail.id,
            text,
            owner_code=owner or "",
            due=due,
            with_task=with_task,
            task_class=task_class,
            region_code=region or PROVINCE,
            item_id=point or None,
            case_code=case,
            sure=sure,
        )
        yield Submission(
            form,
            request,
            place,
            done="Keputusan {result.label} tercatat.",
            what_next="Yang dicatat: {result.in_words}.",
            date_field=forms.field(form, "tenggat"),
            takes_yes=True,
        )


def _mend_form(desk: Desk, row: DecidedRow) -> Asked:
    form = f"perbaiki_{row.id}"
    with st.expander(f"Perbaiki Keputusan {row.label}"), st.form(form, border=False):
        place = forms.place()
        # The version goes with the form as it was opened: two operators never overwrite each other.
        seen = forms.seen(form, row.version, keep=True)
        text = text_field.passage(
            st.container(), "Bunyi keputusan", row.text, longest=LONGEST_TEXT, key=forms.field(form, "bunyi")
        )
        owners = {"": NOBODY, **desk.owners}
        codes = list(owners)
        owner = st.selectbox(
            "Penanggung jawab",
            codes,
            index=codes.index(row.owner_code or "") if row.owner_code in owners else 0,
            format_func=owners.__getitem__,
            key=forms.field(form, "pj"),
        )
        due = st.text_input(
            "Tenggat",
            formats.long_date(row.due_on) if row.due_on else "",
            key=forms.field(form, "tenggat"),
        )
        if row.task_codes:
            st.caption(
                f"{formats.shortlist(list(row.task_codes))} ikut berubah, selama penanggung jawabnya belum "
                "menjawab."
            )
        sent = forms.submit(form, "Simpan perbaikan")
    if sent:
        yield Submission(
            form,
            ChangeDecision(row.id, seen, text, owner or "", due),
            place,
            done=f"Keputusan {row.label} diperbaiki.",
            what_next="{result.in_words}",
            theirs=markup.definitions([("Isi terbaru", row.text), ("Isian Anda", text)]),
            date_field=forms.field(form, "tenggat"),
        )


_STRUCK_TASKS = {"Tarik usulannya": True, "Tetap, tanpa keputusan ini": False}


def _strike_form(row: DecidedRow) -> Asked:
    form = f"coret_{row.id}"
    with (
        st.expander(f"Coret Keputusan {row.label}"),
        st.form(form, border=False),
    ):
        place = forms.place()
        seen = forms.seen(form, row.version, keep=True)
        st.write("Tetap terbaca di sini dan pada notulen; nomornya tidak dipakai lagi.")
        because = text_field.line(
            st.container(), "Alasan mencoret", longest=LONGEST_TEXT, key=forms.field(form, "sebab")
        )
        fate = None
        if row.task_codes:
            fate = st.radio(
                f"Tugas {formats.shortlist(list(row.task_codes))}",
                list(_STRUCK_TASKS),
                index=None,
                horizontal=True,
                key=forms.field(form, "tugas"),
            )
        sent = forms.submit(form, "Coret keputusan")
    if sent:
        yield Submission(
            form,
            StrikeDecision(row.id, seen, because, _STRUCK_TASKS[fate] if fate else None),
            place,
            done=f"Keputusan {row.label} dicoret.",
            theirs=markup.definitions([("Isi terbaru", row.text)]),
        )
