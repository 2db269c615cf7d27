"""The form that puts a restore on trial on record; it was done where the private key may be read."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import TYPE_CHECKING

import streamlit as st

from components.kit import forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.number_field import number_field
from domain.access.backups import FINGERPRINT, NoteDrill
from domain.time import formats

if TYPE_CHECKING:
    from db.queries.audit import LastBackup

_FORM = "drill"
_OUTCOMES = {True: "pulih utuh", False: "gagal"}


def form(backups: Sequence[LastBackup]) -> Submission | None:
    markup.show(
        section("Latihan pulih"),
        markup.note(
            "Sebulan sekali, di komputer yang menyimpan kunci privat cadangan: pulihkan cadangan terbaru, "
            "lalu catat hasilnya di sini."
        ),
    )
    if not backups:
        markup.show(markup.empty("Belum ada cadangan yang dapat dicoba."))
        return None
    place = forms.place()
    backup = choice_field(
        "Cadangan yang dipulihkan",
        {each: formats.moment(each.at) for each in backups},
        key=forms.field(_FORM, "name"),
        placeholder="Pilih cadangan",
    )
    fingerprint = text_field.line(
        st.container(),
        "Sidik yang dicetak latihan",
        longest=FINGERPRINT,
        key=forms.field(_FORM, "fingerprint"),
        placeholder=f"{FINGERPRINT} tanda",
    )
    minutes = number_field(
        st.container(), "Lamanya", key=forms.field(_FORM, "minutes"), unit="menit", placeholder="berapa menit"
    )
    is_whole = st.radio(
        "Hasil",
        list(_OUTCOMES),
        index=None,
        format_func=_OUTCOMES.__getitem__,
        horizontal=True,
        key=forms.field(_FORM, "outcome"),
    )
    is_ready = backup is not None and is_whole is not None and minutes is not None and not isnan(minutes)
    if not st.button("Catat latihan", key=forms.field(_FORM, "send"), disabled=not is_ready):
        return None
    assert backup is not None
    assert is_whole is not None
    assert minutes is not None
    return Submission(
        _FORM,
        NoteDrill(backup.name, fingerprint, minutes, is_whole),
        place,
        done="Latihan pulih dicatat.",
        what_next="Lebih dari sebulan tanpa latihan akan tampak di halaman ini.",
    )
