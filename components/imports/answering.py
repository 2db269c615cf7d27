"""What is asked about a delivery, and what was asked about earlier ones: answered, or asked once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components.kit import forms, markup
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from domain.imports.answers import PARTS_OF_A_YEAR, takes_any_time, times_begun
from domain.imports.requests import ASK_AGAIN, OF_ONE_FILE, AnswerQuestions
from domain.time.formats import number, uncapitalised

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from domain.imports.delivery import DeliveredQuestion
    from views.imports import One

MOST_ASKED, MOST_BESIDE = 2, 8
LONGEST_BESIDE = 16
"""Letters of a choice that stands beside others in a row."""
CHOOSE_AGAIN = markup.note("Yang terbaru sudah tampil; pilih lagi menurut yang terlihat sekarang.")
"""For whoever chose what a colleague has moved on meanwhile."""


def questions(found: One, held: Collection[int]) -> Submission | None:
    """At most two at a time, those that most values wait for; of ``held`` files the session has the bytes."""
    read, row = found.read, found.row
    if read is None or not read.questions:
        return None
    form = f"answers_{row.id}"
    place = forms.place()
    seen = forms.seen(form, row.version)
    of_now = f"{form}_{row.version}"
    told: dict[str, str] = {}
    asked = sorted(read.questions, key=lambda each: -each.cells)[:MOST_ASKED]
    for each in asked:
        with st.container(border=True):
            markup.show(markup.heading(each.says), markup.note(f"{number(each.cells)} nilai menunggu."))
            chosen = _time(of_now, found.on) if takes_any_time(each) else _choice(found, of_now, each)
            if chosen:
                told[each.key] = chosen
    markup.show(markup.note(_how_long(found, asked)))
    if row.id not in held:
        markup.show(
            markup.notice(
                "Isi berkas tidak disimpan. Jawab, lalu kirim lagi berkas yang sama; jawabannya dipakai.",
                "info",
                css="gb-note",
            )
        )
    if not send(form, "Kirim jawaban", is_ready=bool(told)):
        return None
    is_habit = any(key not in OF_ONE_FILE for key in told)
    others = ", dan berkas lain dari pengirim ini yang bertanya sama," if is_habit else ""
    again = f"Berkas ini{others} dibaca ulang."
    return Submission(
        form,
        AnswerQuestions(row.id, seen, told, also=tuple(held)),
        place,
        done="Jawaban disimpan.",
        what_next=again if row.id in held else "Kirim lagi berkas yang sama; jawabannya dipakai.",
        theirs=CHOOSE_AGAIN,
    )


def send(form: str, label: str, *, is_ready: bool) -> bool:
    """Once something is chosen. Pressed on a page that a colleague has moved on, what was chosen is shown no
    more: the press is answered all the same, by a refusal that says so."""
    pressed = forms.was_pressed(form)
    key = forms.field(form, "send")
    return st.button(label, key=key, type="primary", disabled=not (is_ready or pressed))


def _choice(found: One, form: str, asked: DeliveredQuestion) -> str | None:
    """Of the answers that are offered; places by the names that they have on every screen."""
    names = {answer: found.places.get(answer, label) for answer, label in asked.options}
    how: Any = {
        "format_func": names.__getitem__,
        "key": forms.field(form, asked.key),
        "label_visibility": "collapsed",
    }
    picked: str | None
    if len(names) > MOST_BESIDE:
        picked = st.selectbox(asked.says, list(names), index=None, placeholder="Pilih satu", **how)
    elif any(len(each) > LONGEST_BESIDE for each in names.values()):
        picked = st.radio(asked.says, list(names), index=None, **how)
    else:
        picked = st.segmented_control(asked.says, list(names), **how)
    return picked


def _time(form: str, on: date) -> str | None:
    """Which month, quarter or year a file speaks of that names none; nothing is chosen beforehand."""
    part = st.segmented_control(
        "Macam waktu",
        list(PARTS_OF_A_YEAR),
        key=forms.field(form, "part"),
        label_visibility="collapsed",
    )
    if part is None:
        return None
    names = times_begun(part, on)
    chosen: str | None = choice_field(
        part,
        names,
        key=forms.field(form, f"time_{part}"),
        placeholder=f"Pilih {uncapitalised(part)}",
    )
    return chosen


def _how_long(found: One, asked: Sequence[DeliveredQuestion]) -> str:
    """Answers that hold for one file only are asked again for the next one."""
    of_this = [each.key in OF_ONE_FILE for each in asked]
    if all(of_this):
        return "Jawaban berlaku untuk berkas ini saja."
    kept = f"Jawaban diingat untuk {found.source}; tidak ditanya lagi."
    return f"{kept} Waktu, wilayah, dan jenis berlaku untuk berkas ini saja." if any(of_this) else kept


def asking_again(found: One, held: Collection[int]) -> Submission | None:
    """What was chosen for this file can be chosen once more; and what an earlier file was found to mean need
    not hold for this one."""
    answered = found.read.answered if found.read else ()
    chosen = [key for key in answered if key in OF_ONE_FILE]
    remembered = [key for key in answered if key not in OF_ONE_FILE]
    wanted = _asking(found, held, chosen, "Pilih lagi untuk berkas ini", "Pilihan untuk berkas ini dilepas.")
    forgotten = "Jawaban yang diingat tidak dipakai lagi."
    return _asking(found, held, remembered, "Tanyakan lagi yang diingat", forgotten) or wanted


def _asking(
    found: One, held: Collection[int], keys: Sequence[str], label: str, done: str
) -> Submission | None:
    if not keys:
        return None
    row = found.row
    form = f"again_{row.id}_{'_'.join(keys)}"
    place = forms.place()
    seen = forms.seen(form, row.version)
    if not st.button(label, key=forms.field(form, "send"), icon=":material/undo:"):
        return None
    comes = "Sesudah berkas dibaca ulang, pertanyaannya muncul kembali."
    return Submission(
        form,
        AnswerQuestions(row.id, seen, dict.fromkeys(keys, ASK_AGAIN), also=tuple(held)),
        place,
        done=done,
        what_next=comes if row.id in held else f"Kirim lagi berkas yang sama. {comes}",
        theirs=CHOOSE_AGAIN,
    )
