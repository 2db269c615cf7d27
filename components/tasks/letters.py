"""The step of the ladder whose day has come: its letter, looked at before it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import downloads, forms, markup, text_field
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.markup import Text, link
from components.tasks import ladder
from domain.tasks.escalation import EscalationStep
from domain.tasks.letters import (
    LONGEST_ATTACHMENT,
    LONGEST_NUMBER,
    Letter,
    LetterRefused,
    Sending,
    TypedLetter,
    check_sending,
)
from domain.tasks.proposals import LONGEST_TEXT
from domain.tasks.requests import EscalateTask
from domain.time import formats
from domain.words import labels
from domain.words import letters as words

if TYPE_CHECKING:
    from db.queries.agencies import AgencyChoice
    from views.task_papers import LetterDesk
    from views.tasks import WatchedTask

_WITH_LETTER, _SPOKEN = "Dengan surat", "Tanpa surat"


def escalation(
    task: WatchedTask, desk: LetterDesk | None, agencies: Sequence[AgencyChoice], on: date
) -> Submission | None:
    """The step whose day has come, to be recorded once it was taken."""
    row, rung = task.row, task.next_rung
    assert rung is not None  # the caller has asked
    form = f"escalate_{row.code}"
    version = forms.seen(form, row.version)
    markup.show(section("Eskalasi yang jatuh tempo"))
    with st.container(border=True, key=f"fields_{form}"):
        place = forms.place()
        markup.show(
            markup.paragraph(
                markup.bold(labels.ESCALATION_STEPS[rung.step]),
                f" kepada {ladder.addressee(row, rung.step)}, sejak {formats.long_date(rung.due_on)}.",
            )
        )
        typed = _letter(form, desk, agencies, on) if desk and _by_letter(form, desk) else None
        note = text_field.passage(
            st.container(),
            "Catatan",
            key=forms.field(form, "note"),
            longest=LONGEST_TEXT,
            height=68,
            help="Tanpa nama orang, NIK, nomor telepon, atau paspor.",
            placeholder="Boleh kosong; dilihat kedua pihak"
            if typed or rung.step is EscalationStep.FORUM
            else "Disampaikan kepada siapa dan bagaimana; dilihat kedua pihak",
        )
        if desk and typed:
            typed = replace(typed, previewed=_preview(form, desk, desk.draft(typed)))
        sent = st.button(
            "Catat langkah ini", key=forms.field(form, "send"), type="primary", icon=":material/campaign:"
        )
    if not sent:
        return None
    return Submission(
        form,
        EscalateTask(row.code, version, typed, note),
        place,
        done=f"{labels.ESCALATION_STEPS[rung.step]} tercatat"
        + (f" dengan surat {typed.number}." if typed else "."),
        what_next="Pengusul dan penanggung jawab melihatnya pada tangga eskalasi tugas ini"
        + ("; suratnya dapat dicetak ulang di sana." if typed else "."),
    )


def _by_letter(form: str, desk: LetterDesk) -> bool:
    """Whether a letter is written: not to oneself, and for a reminder only where it is not spoken."""
    between = desk.sending()
    if between.is_to_itself:
        _said_why_not(between)
        return False
    if desk.matter.step is not EscalationStep.REMINDER:
        return True
    way = st.segmented_control(
        "Cara",
        [_WITH_LETTER, _SPOKEN],
        default=_WITH_LETTER,
        required=True,
        key=forms.field(form, "way"),
        help="Pengingat boleh disampaikan tanpa surat; catatannya menyebut kepada siapa dan bagaimana.",
    )
    return way != _SPOKEN


def _letter(form: str, desk: LetterDesk, agencies: Sequence[AgencyChoice], on: date) -> TypedLetter:
    names = {each.code: each.short_name for each in agencies}
    left, right = st.columns(2)
    number = text_field.line(
        left,
        "Nomor surat",
        key=forms.field(form, "number"),
        longest=LONGEST_NUMBER,
        placeholder="Dari agenda surat keluar",
    )
    dated_on = right.date_input(
        "Tanggal surat",
        value=None,
        format="DD/MM/YYYY",
        key=forms.field(form, "dated_on"),
        min_value=min(desk.matter.missed_on, on),
        max_value=on,
    )
    attachment = text_field.line(
        left,
        "Lampiran",
        key=forms.field(form, "attachment"),
        longest=LONGEST_ATTACHMENT,
        placeholder="1 (satu) berkas; kosong bila tidak ada",
    )
    copies = right.multiselect(
        "Tembusan lain",
        list(names),
        format_func=names.__getitem__,
        key=forms.field(form, "copies"),
        placeholder="Pilih bila ada",
    )
    between = desk.sending(copies)
    _said_why_not(between)
    markup.show(markup.definitions(_between(desk, between)))
    return TypedLetter(number, dated_on, attachment, tuple(copies))


def _between(desk: LetterDesk, between: Sending) -> list[tuple[Text, Text]]:
    matter = desk.matter
    return [
        ("Ditujukan kepada", between.to.title),
        ("Penanda tangan", words.signed_by(between.signatory) or "belum ditetapkan"),
        (
            "Sifat",
            f"{words.nature(matter.task_class, is_secret=matter.is_secret)}, mengikuti kelas tugas",
        ),
        ("Tembusan", formats.listing([each.title for each in between.copies]) or "tidak ada"),
    ]


def _said_why_not(between: Sending) -> None:
    """What the letter lacks, before anything is typed in vain."""
    try:
        check_sending(between)
    except LetterRefused as refusal:
        way = link("Buka", refusal.leads_to) if refusal.leads_to else Markup("")
        markup.show(markup.notice(markup.words(str(refusal), way), "error", css="gb-late"))


def _preview(form: str, desk: LetterDesk, letter: Letter) -> str:
    """The draft as a picture and as a file; the fingerprint of the one that stood there before this press."""
    looked_at = forms.field(form, "looked_at")
    before: str = st.session_state.get(looked_at, "")
    left, right = st.columns(2, vertical_alignment="bottom")
    is_open = left.toggle("Lihat rancangan surat", key=forms.field(form, "preview"))
    name = f"rancangan-surat-{desk.matter.task}"
    with right, st.container(horizontal=True, key="letter_files"):
        downloads.button(
            "Unduh rancangan", lambda: desk.file(letter), f"{name}.pdf", downloads.PDF, icon="mail"
        )
        downloads.editable(name, lambda: desk.editable(letter))
    if not is_open:
        st.session_state.pop(looked_at, None)
        return ""
    pages = desk.pictures(letter)
    st.image(pages, caption=[f"Rancangan, halaman {page}" for page in range(1, len(pages) + 1)])
    st.session_state[looked_at] = letter.fingerprint
    return before
