"""Days on which offices are closed, and the form for joint leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.markup import Column
from domain.time import formats
from domain.time.requests import AddJointLeave, RemoveJointLeave

if TYPE_CHECKING:
    from db.queries.holidays import Holiday

_FORM = "joint_leave"


def listing(days: Sequence[Holiday], year: int) -> Markup:
    """Public holidays and joint leave of one year in order, each with where it is known from."""
    columns = [
        Column("Tanggal", "gb-narrow"),
        Column("Hari", "gb-wide"),
        Column("Jenis"),
        Column("Dasar"),
    ]
    return markup.table(
        columns,
        [
            [
                formats.day_and_date(each.day),
                each.name,
                markup.chip("Cuti bersama", "plain", "event_busy")
                if each.is_joint_leave
                else markup.chip("Libur nasional", "on-schedule", "flag"),
                each.source,
            ]
            for each in sorted(days, key=lambda each: each.day)
        ],
        caption=f"Hari libur {year}",
    )


def adding(on: date) -> Submission | None:
    place = forms.place()
    day = st.date_input(
        "Tanggal",
        value=None,
        format="DD/MM/YYYY",
        key=forms.field(_FORM, "day"),
        min_value=date(on.year - 1, 1, 1),
        max_value=date(on.year + 3, 12, 31),
    )
    name = text_field.line(st.container(), "Nama hari", key=forms.field(_FORM, "name"), longest=120)
    source = text_field.line(
        st.container(),
        "Dasar",
        key=forms.field(_FORM, "source"),
        longest=160,
        placeholder="Nomor dan tahun keputusan bersama",
    )
    sent = st.button("Tambahkan", key=forms.field(_FORM, "send"), type="primary", disabled=day is None)
    if not sent or day is None:
        return None
    return Submission(
        _FORM,
        AddJointLeave(day, name, source),
        place,
        done="Cuti bersama tercatat.",
        what_next="Batas waktu semua tugas langsung dihitung ulang.",
    )


def removing(days: Sequence[Holiday]) -> Submission | None:
    """Take a day out again, by choosing it: a slip is put right without touching the others."""
    form = f"{_FORM}_out"
    place = forms.place()
    named = {each.day: f"{formats.short_date(each.day)} · {each.name}" for each in days}
    day = choice_field(
        "Hapus dari daftar",
        named,
        key=forms.field(form, "day"),
        placeholder="Pilih cuti bersama",
    )
    sent = st.button("Hapus", key=forms.field(form, "send"), disabled=day is None)
    if not sent or day is None:
        return None
    return Submission(
        form,
        RemoveJointLeave(day),
        place,
        done="Cuti bersama dihapus.",
        what_next="Hari itu kembali dihitung sebagai hari kerja.",
    )
