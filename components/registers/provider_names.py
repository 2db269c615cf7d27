"""By which name the province's own sign-in knows the owner of an account, and who may come in by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.kit import forms, markup, text_field
from components.kit.forms import Submission
from components.kit.markup import Text
from domain.access.provider import LONGEST_PROVIDER_NAME, TieAccount

if TYPE_CHECKING:
    from db.queries.accounts import AccountRow
    from domain.access.provider import SignInProvider

_REASON = "Surat penunjukan pemegang akun"


def fact(row: AccountRow, provider: SignInProvider) -> tuple[Text, Text]:
    if not row.provider_name:
        return _label(provider), "belum terhubung"
    state = "sudah dikenali tetap" if row.is_pinned else "menunggu masuk pertama"
    return _label(provider), markup.stack(row.provider_name, state)


def tying(row: AccountRow, provider: SignInProvider) -> Submission | None:
    form = f"tie_account_{row.username}"
    place = forms.place()
    markup.show(
        markup.note(
            "Siapa yang masuk di sana dengan nama ini masuk ke akun ini tanpa kata sandi. Pada masuk pertama "
            "orangnya dikenali tetap: bila namanya kelak dipakai orang lain, orang itu ditolak. Kosongkan "
            "untuk melepas; semua sesi berakhir saat itu juga."
        )
    )
    name = text_field.line(
        st.container(),
        _label(provider),
        row.provider_name,
        key=forms.field(form, "name"),
        longest=LONGEST_PROVIDER_NAME,
        help="Persis seperti yang diketik saat masuk di sana, dengan huruf besar dan kecilnya.",
    )
    reason = text_field.reason(form, _REASON)
    sent = st.button("Simpan hubungan", key=forms.field(form, "send"), type="primary")
    seen = forms.seen(form, row.version, keep=not sent)
    if not sent:
        return None
    return Submission(
        form,
        TieAccount(row.username, seen, name, provider.issuer, reason),
        place,
        done="Hubungan disimpan; {result} sesi diakhiri.",
        what_next="Pastikan nama itu memang milik pemegang jabatannya; alasannya tercatat dalam jejak.",
    )


def _label(provider: SignInProvider) -> str:
    return f"Nama di {provider.label}"
