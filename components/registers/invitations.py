"""New accounts of offices, and links that are told once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import downloads, forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from domain import addresses
from domain.access.accounts import LINK_DAYS, LONGEST_NAME, LONGEST_USERNAME
from domain.access.permissions import Role
from domain.access.requests import Invitation, InviteAccount
from domain.places.province import HERE
from domain.time import formats
from domain.words import labels
from reports import invitations

if TYPE_CHECKING:
    from db.queries.agencies import AgencyChoice

NOT_A_PERSON = "Jabatan atau fungsi, bukan nama orang: akun tetap, orangnya berganti."
_TOLD = "links_told_once"
WAYS = {"": "Satu akun", "tempel": "Tempel daftar dari Excel"}


def way_pills(chosen: str) -> Markup:
    return markup.pills(
        [(label, addresses.new_users(way), way == chosen) for way, label in WAYS.items()], label="Cara"
    )


def inviting(agencies: Sequence[AgencyChoice]) -> Submission | None:
    form = "invite"
    place = forms.place()
    name = text_field.line(
        st.container(),
        "Nama jabatan",
        key=forms.field(form, "name"),
        longest=LONGEST_NAME,
        placeholder=f"Penghubung Pemkab {HERE.example.name}",
        help=NOT_A_PERSON,
    )
    agency = agency_field(form, agencies, None)
    role = role_field(form, None)
    username = text_field.line(
        st.container(),
        "Nama pengguna",
        key=forms.field(form, "username"),
        longest=LONGEST_USERNAME,
        placeholder="malaka.penghubung",
        help="Yang diketik saat masuk: huruf kecil, angka, titik, tanda hubung.",
    )
    sent = st.button(
        "Undang", key=forms.field(form, "send"), type="primary", disabled=agency is None or role is None
    )
    if not sent or agency is None or role is None:
        return None
    return Submission(
        form,
        InviteAccount(username, name, role, agency),
        place,
        done="Akun dibuat; tautannya menunggu disalin.",
        what_next=f"Berlaku {LINK_DAYS} hari dan satu kali. Kirim lewat saluran yang Anda percaya.",
        then=keep_links,
    )


def role_field(form: str, chosen: Role | None) -> Role | None:
    return choice_field(
        "Peran",
        labels.ROLES,
        among=Role,
        chosen=chosen,
        key=forms.field(form, "role"),
        placeholder="Pilih peran",
    )


def agency_field(form: str, agencies: Sequence[AgencyChoice], chosen: str | None) -> str | None:
    names = {each.code: each.short_name for each in agencies}
    return choice_field(
        "Instansi",
        names,
        chosen=chosen,
        key=forms.field(form, "agency"),
        placeholder="Ketik untuk mencari",
    )


def keep_links(made: Invitation | list[Invitation]) -> None:
    """Until they are copied; a reload of the page forgets them, for only digests are stored."""
    st.session_state[_TOLD] = made if isinstance(made, list) else [made]


def told_once(host: str) -> None:
    """The links that were just made, to be copied and handed on."""
    links: list[Invitation] = st.session_state.get(_TOLD, [])
    if not links:
        return
    with st.container(border=True, key="links_told_once_box"):
        markup.show(
            markup.heading("Salin sekarang: tautan ini hanya diperlihatkan sekali"),
            markup.note(
                f"Sekali pakai, berlaku sampai {formats.moment(links[0].expires_at)}. Siapa yang memegang "
                "tautan dapat memasang kata sandi, maka kirim langsung kepada pemegang jabatannya."
            ),
        )
        if len(links) > 1:
            listed = [(*_named(each, host), each.expires_at) for each in links]
            made = partial(invitations.links, listed)
            downloads.button(f"Unduh {len(links)} tautan", made, "tautan-kata-sandi.csv", downloads.CSV)
        for office, username, address in (_named(each, host) for each in links):
            markup.show(markup.stack(office, username))
            st.code(address, language=None, wrap_lines=True)
        if len(links) == 1:
            markup.show(markup.link("Kirim lewat surel saja", addresses.user(links[0].username)))
        st.button("Sudah saya salin", key="links_copied", on_click=_forget_links)


def _named(made: Invitation, host: str) -> tuple[str, str, str]:
    return made.display_name, made.username, addresses.whole(host, addresses.invitation(made.key))


def _forget_links() -> None:
    st.session_state.pop(_TOLD, None)
