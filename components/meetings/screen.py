"""The shared screen of a meeting: its address, the file for when it fails, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.kit import forms, markup
from components.kit.forms import Submission
from components.kit.layout import section
from components.meetings import register
from components.meetings.fields import Asked, button, pressed
from domain import addresses
from domain.meetings.requests import (
    RevokeScreens,
    Started,
    StartScreen,
)
from domain.time import formats
from reports import qr

if TYPE_CHECKING:
    from views.meetings import Desk


_SCREEN = "rapat_layar"


def the_screen(desk: Desk) -> Asked:
    """How the wall is started, and the file for when it fails."""
    detail = desk.detail
    markup.show(
        section("Layar bersama", aside="1920 x 1080, tanpa nama, desa, atau angka kecil"),
        markup.note(
            "Layar hanya untuk melihat. Keputusan dicatat dari Layar bila sekretariat masuk di peramban itu."
        ),
    )
    place = forms.place()
    wanted: list[Submission | None] = []
    with st.container(horizontal=True, key="rapat_layar_tombol"):
        st.link_button(
            "Unduh berkas cadangan",
            addresses.wall_file(detail.id),
            icon=":material/download:",
            help="Satu berkas HTML dengan semua slaid, tanpa jaringan",
        )
        if desk.runs:
            wanted = [_start_button(detail.id, place), _stop_button(detail.id, place)]
    _show_started(desk)
    if desk.runs:
        markup.show(register.screens(desk.screens))
    return pressed(*wanted)


def _start_button(meeting_id: int, place: DeltaGenerator) -> Submission | None:
    form = f"layar_mulai_{meeting_id}"
    if not st.button("Buat alamat Layar", key=forms.field(form, "send"), icon=":material/cast:"):
        return None

    def remember(started: Started) -> None:
        st.session_state[_SCREEN] = (meeting_id, started)

    done = "Alamat Layar dibuat. Buka alamat itu di komputer proyektor."
    return Submission(form, StartScreen(meeting_id), place, done=done, then=remember)


def _stop_button(meeting_id: int, place: DeltaGenerator) -> Submission | None:
    return button(
        "Hentikan semua layar",
        RevokeScreens(meeting_id),
        place,
        key=f"layar_cabut_{meeting_id}",
        done="Semua layar rapat ini dihentikan.",
    )


def _show_started(desk: Desk) -> None:
    """The address of the newest screen, shown as long as this page is open."""
    meeting_id, started = st.session_state.get(_SCREEN, (None, None))
    if started is None or meeting_id != desk.detail.id:
        return
    address = addresses.whole(desk.base, addresses.wall(meeting_id, token=started.token))
    st.code(address, language=None)
    markup.show(
        qr.qr(address, "Kode QR alamat Layar"),
        markup.note(
            f"Berlaku sampai {formats.moment(started.expires_at)}. Alamat ini hanya tampil sekali; "
            "siapa pun yang memegangnya dapat melihat Layar."
        ),
    )
