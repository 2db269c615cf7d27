"""How offices write and are written to: a list of them all, and the form for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import forms, markup, text_field
from components.kit.forms import Submission
from components.kit.markup import WAY_ON, Column, Text, link
from domain import addresses
from domain.places.province import HERE
from domain.tasks.escalation import EscalationStep
from domain.tasks.letters import (
    BY_LETTER,
    LONGEST_ADDRESS,
    LONGEST_HEAD,
    LONGEST_LETTERHEAD,
    LONGEST_TOWN,
    Correspondence,
    Signatory,
)
from domain.tasks.requests import KeepCorrespondence
from domain.words import labels
from domain.words import letters as words

if TYPE_CHECKING:
    from db.queries.letters import OfficeRow

_UNKNOWN = "belum dicatat"


def headline(rows: Sequence[tuple[OfficeRow, int]]) -> str:
    """About those that a letter may soon have to reach."""
    busy = [row for row, tasks in rows if tasks]
    missing = sum(not row.office.is_reachable for row in busy)
    if not busy:
        return "Belum ada instansi yang memegang tugas"
    if not missing:
        return "Semua instansi yang memegang tugas punya alamat surat"
    return f"{missing} dari {len(busy)} instansi yang memegang tugas belum punya alamat surat"


def listing(rows: Sequence[tuple[OfficeRow, int]]) -> Markup:
    columns = [
        Column("Instansi"),
        Column("Tugas terbuka", "gb-narrow"),
        Column("Ditujukan kepada", "gb-wide"),
        Column("Alamat kantor", "gb-wide"),
        Column("Penanda tangan", "gb-wide"),
        WAY_ON,
    ]
    return markup.table(
        columns,
        [
            [
                row.office.short_name,
                str(tasks) if tasks else "–",
                row.office.known.head or _UNKNOWN,
                ", ".join(row.office.known.address.splitlines()) or _UNKNOWN,
                _signed(row),
                link("Buka", addresses.agency(row.office.code), title=row.office.short_name),
            ]
            for row, tasks in rows
        ],
        caption="Alamat dan penanda tangan surat",
    )


def _signed(row: OfficeRow) -> Text:
    """In one line where the same office signs every letter."""
    said = {step: words.signed_by(row.signatories.get(step)) for step in BY_LETTER}
    if len(set(said.values())) == 1:
        return said[BY_LETTER[0]] or "–"
    return markup.stack(
        *(f"{labels.ESCALATION_STEPS[step]}: {who or _UNKNOWN}" for step, who in said.items())
    )


def facts(row: OfficeRow) -> Markup:
    known = row.office.known
    pairs: list[tuple[Text, Text]] = [
        ("Ditujukan kepada", known.head or _UNKNOWN),
        ("Alamat kantor", ", ".join(known.address.splitlines()) or _UNKNOWN),
        ("Kop surat", ", ".join(known.letterhead.splitlines()) or _UNKNOWN),
        ("Tempat surat", known.town or _UNKNOWN),
    ]
    pairs += [
        (labels.ESCALATION_STEPS[step], words.signed_by(row.signatories.get(step)) or "belum ditetapkan")
        for step in BY_LETTER
    ]
    return markup.definitions(pairs)


def keeping(row: OfficeRow, version: int) -> Submission | None:
    form = f"letters_of_{row.office.code}"
    known = row.office.known
    with st.expander("Ubah alamat dan penanda tangan surat", icon=":material/mail:"):
        place = forms.place()
        head = text_field.line(
            st.container(),
            "Jabatan yang dituju",
            known.head,
            key=forms.field(form, "head"),
            longest=LONGEST_HEAD,
            placeholder=f"Kepala Dinas Sosial Provinsi {HERE.name}",
            help="Jabatan, bukan nama orang.",
        )
        address = text_field.passage(
            st.container(),
            "Alamat kantor",
            known.address,
            key=forms.field(form, "address"),
            longest=LONGEST_ADDRESS,
            height=80,
            placeholder="Jalan dan nomor\nKota",
            help="Alamat kantor saja, baris terakhir nama kota; bukan rumah, bukan telepon.",
        )
        letterhead = text_field.passage(
            st.container(),
            "Kop surat",
            known.letterhead,
            key=forms.field(form, "letterhead"),
            longest=LONGEST_LETTERHEAD,
            height=80,
            placeholder=f"{HERE.government}\nDinas Sosial",
            help="Baris terakhir nama kantor sendiri; hanya bagi instansi yang mengirim surat dari sini.",
        )
        town = text_field.line(
            st.container(),
            "Tempat surat",
            known.town,
            key=forms.field(form, "town"),
            longest=LONGEST_TOWN,
            placeholder=HERE.capital,
        )
        signatories = {step: _signatory(form, row, step) for step in BY_LETTER}
        sent = st.button("Simpan alamat dan penanda tangan", key=forms.field(form, "send"), type="primary")
    seen = forms.seen(form, version, keep=not sent)
    if not sent:
        return None
    return Submission(
        form,
        KeepCorrespondence(
            row.office.code, seen, Correspondence(head, address, letterhead, town), signatories
        ),
        place,
        done=f"Alamat dan penanda tangan surat {forms.verbatim(row.office.short_name)} disimpan.",
        what_next="Surat berikutnya memakainya; surat yang sudah dicatat tetap seperti dicetak.",
    )


def _signatory(form: str, row: OfficeRow, step: EscalationStep) -> Signatory:
    now = row.signatories.get(step, Signatory(""))
    left, right = st.columns(2)
    title = text_field.line(
        left,
        f"{labels.ESCALATION_STEPS[step]}: jabatan penanda tangan",
        now.title,
        key=forms.field(form, f"{step}_title"),
        longest=LONGEST_HEAD,
        placeholder="Kepala Dinas",
    )
    on_behalf = text_field.line(
        right,
        "Atas nama (bila ada)",
        now.on_behalf,
        key=forms.field(form, f"{step}_on_behalf"),
        longest=LONGEST_HEAD,
        placeholder=f"Gubernur {HERE.name}",
    )
    return Signatory(title, on_behalf)
