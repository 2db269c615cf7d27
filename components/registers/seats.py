"""The forum's seats: every holder there was, and the forms that hand one on, end it or put it right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.markup import Column, Text, link
from domain import addresses
from domain.access.agencies import FORUM_BEGAN, LONGEST_AGENCY, SEATS_AHEAD
from domain.access.requests import ChangeSeat, CorrectSeat, EndSeat, SeatCard
from domain.places.province import HERE
from domain.time import formats
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.agencies import SeatTerm

LONGEST_TITLE = 120


def table(terms: Sequence[SeatTerm], on: date) -> Markup:
    columns = [
        Column("Kursi", "gb-wide"),
        Column("Pemegang"),
        Column("Dasar"),
        Column("Sejak"),
        Column("Sampai"),
    ]
    return markup.table(
        columns,
        [
            [
                markup.stack(each.title, labels.SEAT_BASES[each.basis]),
                markup.words(link(each.agency, addresses.agency(each.agency_code)), _standing(each, on)),
                each.legal_basis or "–",
                formats.short_date(each.valid_from) if each.valid_from else "tidak tercatat",
                formats.short_date(each.valid_to) if each.valid_to else "sekarang",
            ]
            for each in terms
        ],
        caption="Kursi Forkopimda",
    )


def _standing(term: SeatTerm, on: date) -> Text:
    if term.valid_to is not None and term.valid_to < on:
        return markup.chip("berakhir", "plain", "history")
    if term.valid_from is not None and term.valid_from > on:
        return markup.chip("akan datang", "at-risk", "event_upcoming")
    return ""


def _ending(terms: Sequence[SeatTerm], on: date) -> Submission | None:
    """A seat that nobody takes over."""
    form = "end_seat"
    held = {each.position: each for each in terms if each.valid_to is None}
    with st.expander("Akhiri tanpa pengganti", icon=":material/event_busy:"):
        place = forms.place()
        position = _seat(form, "Kursi yang berakhir", held)
        ends_on = st.date_input(
            "Hari terakhir",
            value=None,
            format="DD/MM/YYYY",
            key=forms.field(form, "ends_on"),
            min_value=FORUM_BEGAN,
            max_value=on + SEATS_AHEAD,
        )
        basis = text_field.line(
            st.container(),
            "Dasar berakhirnya",
            key=forms.field(form, "basis"),
            longest=LONGEST_AGENCY,
            placeholder="Peraturan atau surat",
        )
        sent = st.button("Akhiri kursi", key=forms.field(form, "send"), disabled=position is None)
    if not sent or position is None:
        return None
    return Submission(
        form,
        EndSeat(position, ends_on, basis),
        place,
        done="Berakhirnya kursi tercatat.",
        what_next="Pemegangnya tidak lagi diundang sesudah hari itu; komitmen dan tugasnya tetap pada "
        "kantornya. Bila kemudian ada pengganti, catat di atas.",
    )


def _seat(form: str, label: str, held: Mapping[int, SeatTerm]) -> int | None:
    """Which of these seats, by title and whoever holds it."""
    return choice_field(
        label,
        {number: f"{term.title} ({term.agency})" for number, term in sorted(held.items())},
        key=forms.field(form, "position"),
        placeholder="Pilih kursi",
    )


def _newest(terms: Sequence[SeatTerm]) -> dict[int, SeatTerm]:
    """Of each seat whoever holds it last, by the days and not by when it was written down."""
    newest: dict[int, SeatTerm] = {}
    for each in sorted(terms, key=lambda each: each.valid_from or date.min, reverse=True):
        newest.setdefault(each.position, each)
    return newest


def _correcting(newest: Mapping[int, SeatTerm], agencies: Mapping[str, str], on: date) -> Submission | None:
    """What was typed wrongly of whoever holds a seat last."""
    with st.expander("Perbaiki yang salah tulis", icon=":material/edit:"):
        position = _seat("correct_seat", "Kursi yang salah tulis", newest)
        return None if position is None else _correction(newest[position], agencies, on)


def _correction(term: SeatTerm, agencies: Mapping[str, str], on: date) -> Submission | None:
    form, place = f"correct_seat_{term.code}", forms.place()
    # An office that went over into another one is offered by its own term only.
    offered = {term.agency_code: term.agency} | dict(agencies)
    agency: str = st.selectbox(
        "Pemegang yang benar",
        list(offered),
        format_func=offered.__getitem__,
        index=0,
        key=forms.field(form, "agency"),
    )
    title = text_field.line(
        st.container(),
        "Sebutan yang benar",
        term.title,
        key=forms.field(form, "title"),
        longest=LONGEST_TITLE,
        help="Jabatan, bukan nama orang.",
    )
    starts_on = _day(form, "starts_on", "Mulai yang benar", term.valid_from, on)
    ends_on = _day(form, "ends_on", "Hari terakhir yang benar", term.valid_to, on)
    basis = text_field.line(
        st.container(),
        "Dasar yang benar",
        term.legal_basis,
        key=forms.field(form, "basis"),
        longest=LONGEST_AGENCY,
    )
    reason = text_field.reason(form, "Apa yang salah, dan dari mana diketahui")
    markup.show(
        markup.note(
            "Pemegang sebelumnya ikut: sampai sehari sebelum hari mulai. Yang sudah dipakai rapat yang "
            "ditutup tidak berubah."
        )
    )
    sent = st.button("Simpan perbaikan", key=forms.field(form, "send"), type="primary")
    stood = SeatCard(term.title, term.agency_code, term.valid_from, term.valid_to, term.legal_basis)
    seen = forms.seen(form, stood, keep=not sent)
    if not sent:
        return None
    return Submission(
        form,
        CorrectSeat(term.code, seen, SeatCard(title, agency, starts_on, ends_on, basis), reason),
        place,
        done=f"Kursi {forms.verbatim(title)} diperbaiki.",
        what_next="Jejak menyimpan yang tertulis sebelumnya dan alasannya.",
    )


def _day(form: str, field: str, label: str, stood: date | None, on: date) -> date | None:
    """As it stands; a date that is the field's own default could not be emptied."""
    key = forms.field(form, field)
    st.session_state.setdefault(key, stood)
    return st.date_input(
        label,
        value=None,
        format="DD/MM/YYYY",
        key=key,
        min_value=min(FORUM_BEGAN, stood or on),
        max_value=max(on + SEATS_AHEAD, stood or on),
        help="Kosong bila tidak tercatat, atau masih dipegang.",
    )


def handing_on(terms: Sequence[SeatTerm], agencies: Mapping[str, str], on: date) -> Submission | None:
    """Another office, or another title, from a day on; what the office holds stays with it."""
    form = "change_seat"
    place = forms.place()
    newest = _newest(terms)
    position = _seat(form, "Kursi", newest)
    agency: str | None = choice_field(
        "Pemegang baru",
        agencies,
        key=forms.field(form, "agency"),
        placeholder="Ketik untuk mencari",
    )
    title = text_field.line(
        st.container(),
        "Sebutan kursi",
        key=forms.field(form, "title"),
        longest=LONGEST_TITLE,
        placeholder=f"Anggota: Kapolda {HERE.short_name}",
        help="Jabatan, bukan nama orang.",
    )
    starts_on = st.date_input(
        "Mulai tanggal",
        value=None,
        format="DD/MM/YYYY",
        key=forms.field(form, "starts_on"),
        min_value=FORUM_BEGAN,
        max_value=on + SEATS_AHEAD,
    )
    basis = text_field.line(
        st.container(),
        "Dasar",
        key=forms.field(form, "basis"),
        longest=LONGEST_AGENCY,
        placeholder="Peraturan atau surat",
    )
    sent = st.button("Catat pergantian", key=forms.field(form, "send"), type="primary")
    others = (_ending(terms, on), _correcting(newest, agencies, on))
    if not sent:
        return next((each for each in others if each is not None), None)
    if position is None or agency is None or starts_on is None:
        place.html(str(markup.refusal("Pilih kursi, pemegang baru, dan tanggal mulainya, lalu catat lagi.")))
        return None
    return Submission(
        form,
        ChangeSeat(position, title, agency, starts_on, basis),
        place,
        done="Pergantian kursi tercatat.",
        what_next="Komitmen dan tugas terbuka tetap pada kantornya; daftarnya ada di halaman instansi itu.",
    )
