"""How one's notices also come by mail and into a calendar; what cannot be switched off says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import forms, markup, text_field
from components.kit.forms import Submission
from domain import addresses
from domain.notices.mail import DIGEST_HOUR, EARLIEST, LATEST, LONGEST_ADDRESS, MOST_A_DAY
from domain.notices.requests import ChooseMail, MakeFeed, RevokeFeed
from domain.places.province import HERE
from domain.tasks.clocks import RESPONSE_HOURS
from domain.time import formats
from domain.words import mail as words

if TYPE_CHECKING:
    from datetime import datetime

    from db.queries.mail import MailChoiceRow

_MAIL, _FEED = "mail_choice", "calendar_feed"
_TOLD = "calendar_address_told_once"


def quiet() -> Markup:
    return markup.panel(
        markup.heading("Jam tenang"),
        markup.paragraph(
            f"Tanpa surel sesudah {LATEST}.00 dan sebelum {EARLIEST:02d}.00 {HERE.zone_label}, serta pada "
            "Sabtu, Minggu, dan hari libur."
        ),
        markup.paragraph(
            markup.icon("lock"),
            f"Tugas darurat tetap masuk; tidak dapat dimatikan, karena dijawab dalam {RESPONSE_HOURS} jam.",
        ),
        markup.paragraph(
            markup.icon("groups"),
            "Lembar sejam sebelum rapat, keputusan sesudahnya, dan rapat yang diubah atau ditarik dikirim "
            f"juga; bersama ringkasan paling banyak {formats.in_words(MOST_A_DAY)} surel sehari.",
        ),
    )


def refused(since: datetime | None) -> Markup:
    """A warning if the mail server does not know the address; else nothing."""
    return markup.notice(words.refused(since), "mail_off", css="gb-warning") if since else Markup("")


def mail(choice: MailChoiceRow, *, is_set_up: bool, refused_at: datetime | None) -> Submission | None:
    markup.show(
        markup.heading("Ringkasan lewat surel"),
        markup.note(
            "Tanpa isi kasus dan tanpa isi rapat rahasia; hanya judul dan tautan."
            if is_set_up
            else "Pengiriman surel belum diatur di server ini. Pilihan Anda berlaku begitu diatur."
        ),
    )
    markup.show(refused(refused_at))
    if choice.version and not choice.address:
        markup.show(
            markup.note(
                "Belum ada alamat surel, jadi tidak ada surel yang dikirim. Alamat dikosongkan bila peran "
                "atau instansi akun berubah; isi alamat dinas yang sekarang."
            )
        )
    place, box = forms.place(), st.container()
    address = text_field.line(
        box,
        "Surel dinas",
        choice.address,
        longest=LONGEST_ADDRESS,
        key=forms.field(_MAIL, "address"),
        placeholder="bagian@instansi.nttprov.go.id",
    )
    daily = st.toggle(
        f"Harian, {DIGEST_HOUR:02d}.00 {HERE.zone_label}", choice.daily, key=forms.field(_MAIL, "daily")
    )
    weekly = st.toggle(
        f"Mingguan, hari kerja pertama, {DIGEST_HOUR:02d}.00 {HERE.zone_label}",
        choice.weekly,
        key=forms.field(_MAIL, "weekly"),
    )
    briefing = st.toggle(
        f"Tautan Ringkasan Gubernur, hari kerja {EARLIEST:02d}.00 {HERE.zone_label}",
        choice.briefing,
        help="Bila ringkasan dipilih juga, keduanya datang dalam satu surel.",
        key=forms.field(_MAIL, "briefing"),
    )
    left, right = st.columns(2)
    hours = list(range(EARLIEST, LATEST + 1))
    with left:
        closes = st.selectbox(
            "Tenang mulai",
            hours[1:],
            index=hours[1:].index(choice.hours.closes),
            format_func=_hour,
            key=forms.field(_MAIL, "closes"),
        )
    with right:
        opens = st.selectbox(
            "Tenang selesai",
            hours[:-1],
            index=hours[:-1].index(choice.hours.opens),
            format_func=_hour,
            key=forms.field(_MAIL, "opens"),
        )
    if not st.button("Simpan", type="primary", key=forms.field(_MAIL, "save"), width="stretch"):
        return None
    return Submission(
        _MAIL,
        ChooseMail(address, daily, weekly, opens, closes, forms.seen(_MAIL, choice.version), briefing),
        place,
        done="Pilihan surel tersimpan.",
        what_next="Berlaku mulai ringkasan berikutnya.",
    )


def _hour(hour: int) -> str:
    return f"{hour:02d}.00"


def calendar(made_at: datetime | None, host: str) -> Submission | None:
    markup.show(
        markup.heading("Kalender"),
        markup.note(
            f"Alamat Anda dibuat {formats.short_moment(made_at)}. Alamat baru mencabut yang lama."
            if made_at
            else "Rapat, tenggat, titik laporan, dan jawaban bertenggat instansi Anda di kalender ponsel "
            "atau komputer. Siapa yang memegang alamatnya membaca kalender itu."
        ),
    )
    _tell(host)
    place = forms.place()
    with st.container(horizontal=True):
        makes = st.button(
            "Buat alamat baru" if made_at else "Buat alamat kalender",
            icon=":material/calendar_add_on:",
            key=forms.field(_FEED, "make"),
        )
        revokes = made_at is not None and st.button(
            "Cabut", icon=":material/link_off:", key=forms.field(_FEED, "revoke")
        )
    if revokes:
        return Submission(
            _FEED,
            RevokeFeed(),
            place,
            done="Alamat kalender dicabut.",
            what_next="Kalender yang memakainya tidak diperbarui lagi.",
            then=lambda _: st.session_state.pop(_TOLD, None),
        )
    if makes:
        return Submission(
            _FEED,
            MakeFeed(),
            place,
            done="Alamat kalender dibuat.",
            what_next="Salin sekarang; alamat hanya diperlihatkan sekali.",
            then=lambda key: st.session_state.update({_TOLD: key}),
        )
    return None


def _tell(host: str) -> None:
    """The address just made, until the page is loaded anew: only its digest is kept."""
    key = st.session_state.get(_TOLD)
    if key:
        st.code(addresses.whole(host, addresses.calendar(key)), language=None, wrap_lines=True)
