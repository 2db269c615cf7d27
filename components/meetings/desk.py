"""What the desk does with a meeting: plan, agenda, attendance, decisions, minutes, screen.

Each part is drawn and hands back what was asked for, if anything was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.kit import forms, markup
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.time_field import time_field
from components.meetings import register
from components.meetings.agenda import agenda
from components.meetings.attendance import attendance
from components.meetings.decisions import decisions
from components.meetings.fields import Asked, button, pressed
from components.meetings.hot import hot_facts
from components.meetings.minutes import minutes
from components.meetings.plan import plan
from components.meetings.screen import the_screen
from domain import addresses
from domain.access.permissions import Permission
from domain.meetings.life import (
    UNDO_WINDOW,
    Began,
    MeetingState,
)
from domain.meetings.requests import (
    CloseMeeting,
    MoveMeeting,
    ReopenMeeting,
)
from domain.places.province import HERE
from domain.time import formats

if TYPE_CHECKING:
    from db.queries.meetings import MeetingDetail
    from views.meetings import Desk


_STEPS: dict[MeetingState, list[tuple[str, str, MeetingState]]] = {
    MeetingState.DRAFT: [
        ("Buka rapat", "Rapat dibuka: agendanya terlihat dan dapat ditampilkan.", MeetingState.OPEN)
    ],
    MeetingState.OPEN: [
        ("Kembalikan ke rancangan", "Rapat kembali menjadi rancangan.", MeetingState.DRAFT),
    ],
}


def next_steps(desk: Desk) -> Asked:
    """The one thing to do next in this state, and the way to the screen."""
    detail, place = desk.detail, forms.place()
    wanted: list[Submission | None] = []
    with st.container(horizontal=True, key="rapat_langkah"):
        if desk.may_run:
            if detail.state is MeetingState.OPEN:
                wanted += _begin_buttons(desk, place)
            for number, (label, done, to) in enumerate(_STEPS.get(detail.state, [])):
                first = detail.state is MeetingState.DRAFT and not number
                key, look = f"rapat_{detail.id}_{to}", "primary" if first else "secondary"
                request = MoveMeeting(detail.id, to)
                wanted.append(button(label, request, place, key=key, done=done, type=look))
            if detail.state is MeetingState.IN_PROGRESS:
                wanted.append(_close_button(desk, place))
        if desk.may_reopen or forms.was_pressed(_undo_form(detail)):
            wanted.append(_reopen_button(detail, place))
        if detail.state is not MeetingState.DRAFT and desk.actor.may(Permission.VIEW_SCREEN):
            st.link_button("Buka Layar", addresses.wall(detail.id), icon=":material/present_to_all:")
    return pressed(*wanted)


_BEGUN = "Rapat dimulai; keputusan sudah dapat dicatat."


def _begin_buttons(desk: Desk, place: DeltaGenerator) -> list[Submission | None]:
    """On the planned day it begins at once; on another one the desk asks when the meeting begins."""
    detail = desk.detail
    key = f"rapat_{detail.id}_{MeetingState.IN_PROGRESS}"
    if desk.planned_on == desk.on:
        request = MoveMeeting(detail.id, MeetingState.IN_PROGRESS)
        return [button("Mulai rapat", request, place, key=key, done=_BEGUN, type="primary")]
    with st.popover("Mulai rapat", icon=":material/play_arrow:", type="primary"):
        st.write(
            f"Rapat ini direncanakan {formats.day_and_date(desk.planned_on)}; "
            f"hari ini {formats.day_and_date(desk.on)}. Notulen menyebut keduanya. Kapan rapat ini mulai?"
        )
        answers = [("Mulai sekarang", Began.NOW)]
        if desk.plan_is_past:
            answers.append(("Berlangsung menurut rencana", Began.AS_PLANNED))
        return [
            button(
                label,
                MoveMeeting(detail.id, MeetingState.IN_PROGRESS, began),
                place,
                key=f"{key}_{began}",
                done=_BEGUN,
            )
            for label, began in answers
        ]


def _close_button(desk: Desk, place: DeltaGenerator) -> Submission | None:
    detail, key = desk.detail, f"tutup_{desk.detail.id}"
    with st.popover("Tutup rapat", icon=":material/lock:"):
        st.write(
            f"Penutupan mengunci dan menyegel notulen; dalam {UNDO_WINDOW.seconds} detik Anda masih dapat "
            "membatalkannya. Sesudah itu perubahan berupa addendum."
        )
        if not any(row.mode for row in desk.attendance):
            st.write("Kehadiran belum dicatat, dan notulen akan menyebutnya demikian.")
        ended = None
        if detail.took_place_on != desk.on:
            ended = time_field(
                st.container(),
                f"Selesai pukul ({HERE.zone_label}), {formats.day_and_date(detail.took_place_on)}",
                key=forms.field(key, "selesai"),
            )
        if not st.button("Tutup dan segel", key=forms.field(key, "send"), type="primary"):
            return None
    facts, view, finding, counted = desk.facts_to_keep()
    return Submission(
        key,
        CloseMeeting(detail.id, ended, replace(facts, hot=hot_facts(view, finding, counted))),
        place,
        done="Rapat ditutup dan disegel. Unduh notulennya di bagian Notulen.",
    )


def _undo_form(detail: MeetingDetail) -> str:
    return f"buka_lagi_{detail.id}"


def _reopen_button(detail: MeetingDetail, place: DeltaGenerator) -> Submission | None:
    """Drawn once more for whoever presses what stood there a moment too long: the refusal says why."""
    return button(
        "Batalkan penutupan",
        ReopenMeeting(detail.id),
        place,
        key=_undo_form(detail),
        done="Penutupan dibatalkan; rapat berlangsung lagi dan segelnya tidak berlaku.",
        icon=":material/undo:",
        help=f"Dalam {UNDO_WINDOW.seconds} detik sesudah ditutup, oleh yang menutup",
    )


def sheets(desk: Desk) -> Asked:
    """What each member is asked and owes, one page each; a closed meeting is told by its minutes."""
    if desk.detail.state is MeetingState.CLOSED:
        markup.show(
            markup.empty(
                "Rapat ini sudah ditutup.",
                "Isinya ada pada notulen; lembar anggota dibuat sebelum rapat berikutnya.",
            )
        )
        return pressed()
    markup.show(
        section("Lembar anggota", aside="satu halaman A4 setiap kursi"),
        markup.note(
            "Yang diminta pada agenda, janji yang belum ditepati, dan yang terjadi sejak rapat terakhir."
        ),
    )
    if desk.actor.may(Permission.TAKE_PAPERS):
        markup.show(markup.paper_button("Cetak semua lembar", addresses.member_sheet(desk.detail.id)))
    markup.show(register.sheets(desk.detail.id, desk.member_lines))
    return pressed()


SECTIONS: dict[str, Callable[[Desk], Asked]] = {
    "agenda": agenda,
    "lembar": sheets,
    "hadir": attendance,
    "keputusan": decisions,
    "notulen": minutes,
    "layar": the_screen,
    "rencana": plan,
}
"""What is drawn for each part of ``register.SECTIONS``."""
