"""How long each stage may last by law: the table, and the form that fills it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from components.cases.form import Fields
from components.kit import forms, markup
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.markup import Column
from domain.cases.life import StageLimit, stage_of
from domain.cases.requests import SetStageLimit
from domain.figures.cases import STAGES, Track
from domain.time import formats
from domain.words import labels

_FORM = "case_limit"
LONGEST_BASIS = 120


def table(limits: Sequence[StageLimit]) -> Markup:
    """Every limit with the rule that sets it; a stage without one ages without a limit."""
    if not limits:
        return markup.empty("Belum ada batas yang diisi; umur tahap dihitung tanpa batas.")
    columns = [
        Column("Jalur"),
        Column("Tahap"),
        Column("Batas", "gb-right"),
        Column("Berlaku sejak"),
        Column("Dasar aturan", "gb-wide"),
    ]
    rows = [
        [
            labels.TRACKS[each.track],
            labels.STAGES[stage_of(each.track, each.stage)],
            formats.days(each.days),
            formats.long_date(each.valid_from),
            each.basis,
        ]
        for each in limits
    ]
    return markup.table(columns, rows, caption="Batas waktu tahap kasus")


def form() -> Submission | None:
    """One limit, from a day on; what began before keeps the limit of its day."""
    markup.show(section("Isi batas", aside="menurut Biro Hukum"))
    place = forms.place()
    fields = Fields(_FORM, {})
    first, second, third, fourth = st.columns(4)
    track = fields.choose(first, "Jalur", "track", {each.value: labels.TRACKS[each] for each in Track})
    stages = STAGES[Track(track)] if track else ()
    stage = fields.choose(
        second, "Tahap", f"stage_{track}", {each.value: labels.STAGES[each] for each in stages}
    )
    days = fields.count(third, "Batas dalam hari", "days", unit="hari")
    since = fields.day(fourth, "Berlaku sejak", "since")
    basis = fields.line(st.container(), "Dasar aturan", "basis", longest=LONGEST_BASIS)
    if not st.button("Simpan batas", key=forms.field(_FORM, "send"), type="primary", disabled=not track):
        return None
    if not track:
        return None
    return Submission(
        _FORM,
        SetStageLimit(Track(track), stage, days, basis, since),
        place,
        done="Batas tahap {result} tersimpan.",
        what_next="Umur setiap kasus pada tahap itu dibandingkan dengannya mulai sekarang.",
    )
