"""Up to when tiers below the case officers know of the register, and the form that tells them more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from components.kit import forms, markup
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.layout import section
from domain.cases.requests import CloseRelease
from domain.time import formats

if TYPE_CHECKING:
    from db.queries.releases import Release

_FORM = "case_release"
MOST_OFFERED = 12


def form(last: Release | None, on: date) -> Submission | None:
    """Months can be told sooner than the quarters that the worker closes."""
    told = f"sampai {formats.long_date(last.ends_on)}" if last else "belum ada rilis"
    markup.show(
        section("Rilis register kasus", aside=told),
        markup.note(
            "Peran di luar petugas kasus mengetahui register per rilis. Rilis pertama ditutup di sini "
            "begitu riwayat register lengkap dimasukkan; sesudah itu triwulan yang lewat dirilis sendiri, "
            "dan bulan yang lewat dapat dirilis lebih awal. Rilis tidak dapat ditarik."
        ),
    )
    ends = {each: formats.long_date(each) for each in _ends(last, on)}
    if not ends:
        return None
    place = forms.place()
    ends_on = choice_field(
        "Rilis sampai",
        ends,
        key=forms.field(_FORM, "ends_on"),
        placeholder="Pilih akhir bulan",
    )
    if not st.button("Tutup rilis", key=forms.field(_FORM, "send"), disabled=ends_on is None):
        return None
    return Submission(
        _FORM,
        CloseRelease(ends_on),
        place,
        done="Rilis {result} ditutup.",
        what_next="Peta, Wilayah, dan Perkembangan peran lain kini memuat laporan sampai tanggal itu.",
    )


def _ends(last: Release | None, on: date) -> Iterator[date]:
    """The ends of the months that are over and were not released, the newest first."""
    end = on.replace(day=1) - timedelta(days=1)
    for _ in range(MOST_OFFERED):
        if last is not None and end <= last.ends_on:
            return
        yield end
        end = end.replace(day=1) - timedelta(days=1)
