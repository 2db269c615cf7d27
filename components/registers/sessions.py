"""One's own sessions: where one is signed in, since when, and how to end each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import forms, markup
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.markup import Column
from domain import addresses
from domain.access.requests import EndOwnSession, SignOutElsewhere
from domain.access.second_factor import RECOVERY_CODES
from domain.access.sessions import MOST_SESSIONS, SESSION_HOURS
from domain.access.throttle import TOLD_DAYS
from domain.time import formats

if TYPE_CHECKING:
    from db.queries.accounts import SessionRow
    from db.queries.sign_in_steps import FactorRow

UNKNOWN = "peramban tidak dikenal"
NOWHERE = "jaringan tidak tercatat"


def listing(rows: Sequence[SessionRow]) -> Markup:
    columns = [Column("Perangkat dan jaringan", "gb-wide"), Column("Terakhir dipakai"), Column("Berakhir")]
    return markup.table(
        columns,
        [
            [
                markup.stack(
                    markup.words(
                        row.device or UNKNOWN,
                        markup.chip("perangkat ini", "done", "check") if row.is_this_one else "",
                    ),
                    row.network or NOWHERE,
                ),
                markup.stack(
                    formats.short_moment(row.last_used_at), f"masuk {formats.short_moment(row.created_at)}"
                ),
                formats.clock_time(row.expires_at),
            ]
            for row in rows
        ],
        caption="Sesi yang masih terbuka",
    )


def ends_by_itself(idle: Iterable[int | None], *, sample: bool) -> str:
    unused = next(iter(idle), None)
    early = f", atau lebih awal bila {unused} menit tidak dipakai" if unused else ""
    said = f"Sesi berakhir sendiri {SESSION_HOURS} jam setelah masuk{early}."
    if sample:
        return said  # its account is everybody's, and has as many as are opened
    most = formats.in_words(MOST_SESSIONS)
    return f"{said} Paling banyak {most} sekaligus; yang paling lama tidak dipakai berakhir lebih dahulu."


def none_open() -> Markup:
    return markup.note("Tidak sedang masuk di perangkat mana pun.")


def ending(rows: Sequence[SessionRow], token: str) -> Submission | None:
    """Of the others: one that is chosen, or all."""
    others = {row.id: row for row in rows if not row.is_this_one}
    if not others:
        return None
    form = "end_own_session"
    place = forms.place()
    chosen = choice_field(
        "Akhiri satu sesi",
        {number: _named(row) for number, row in others.items()},
        key=forms.field(form, "session"),
        placeholder="Pilih perangkat",
    )
    with st.container(horizontal=True):
        one = st.button("Akhiri sesi itu", key=forms.field(form, "one"), disabled=chosen is None)
        every = st.button("Akhiri semua yang lain", key=forms.field(form, "every"), icon=":material/logout:")
    further = "Tindakan berikutnya di perangkat itu meminta masuk kembali."
    if every:
        return Submission(
            form, SignOutElsewhere(token), place, done="{result} sesi diakhiri.", what_next=further
        )
    if one and chosen is not None:
        return Submission(form, EndOwnSession(chosen), place, done="Sesi diakhiri.", what_next=further)
    return None


def _named(row: SessionRow) -> str:
    from_where = row.network or NOWHERE
    return f"{row.device or UNKNOWN}, {from_where}, masuk {formats.short_moment(row.created_at)}"


def second_factor(factor: FactorRow | None) -> Markup:
    """Whether a code is asked for after the password, and the way to set it up or to change it."""
    if factor is None:
        said = "Belum dipasang. Sesudah dipasang, masuk juga meminta kode dari ponsel."
        way = "Pasang langkah kedua"
    else:
        said = (
            f"Aktif sejak {formats.short_moment(factor.set_up_at)}. "
            f"Sisa {factor.recovery_left} dari {RECOVERY_CODES} kode cadangan."
        )
        way = "Atur langkah kedua"
    return markup.note(said) + markup.link(way, addresses.Endpoint.SECOND_FACTOR, css="gb-second")


def allowed(acts: Sequence[str]) -> Markup:
    """What an account may do: long, and seldom what somebody comes for."""
    return markup.fold(f"Yang boleh dilakukan akun ini: {len(acts)} hal", markup.listed(acts))


def password(refused: int) -> Markup:
    """The way to change it, and whether somebody tries to guess it."""
    said = markup.paragraph(
        markup.link("Ganti kata sandi", addresses.Endpoint.CREDENTIAL, css="gb-second"), css="gb-way"
    )
    if not refused:
        return said
    return said + markup.note(
        f"{formats.capitalised(formats.in_words(refused))} kali kata sandi akun ini salah diketik dalam "
        f"{formats.days(TOLD_DAYS)} terakhir. Bila bukan Anda, ganti kata sandi dan beri tahu administrator."
    )
