"""Remarks below a thing, the form of one more, and who was shown a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.layout import section
from domain.remarks import LONGEST_REMARK, LONGEST_WITHDRAWAL, AddRemark, WithdrawRemark
from domain.time import formats

if TYPE_CHECKING:
    from db.queries.remarks import RemarkRow
    from views.remarks import ProposalSeen, RemarksOn

_SAFE = (
    "Tanpa nama orang, NIK, nomor telepon, atau paspor. Terbaca oleh semua yang boleh membaca halaman ini."
)


def show(found: RemarksOn, *, on: str = "") -> Submission | None:
    """What was said, and where one more is written or one's own is taken back."""
    if not found.rows and not found.may_add:
        return None
    count = sum(row.withdrawn_at is None for row in found.rows)
    markup.show(
        section(
            f"Catatan pada {on}" if on else "Catatan", aside=formats.number(count) if count else "belum ada"
        ),
        markup.listed([_remark(row) for row in found.rows], css="gb-remarks") if found.rows else "",
    )
    if not found.may_add:
        return None
    own = [row for row in found.rows if found.is_own(row)]
    return _add(found) or (_withdraw(own) if own else None)


def _remark(row: RemarkRow) -> Markup:
    gone = ""
    if row.withdrawn_at is not None:
        gone = f"Ditarik {formats.short_moment(row.withdrawn_at)}: {row.withdrawal}"
    return markup.render(
        "kit.remark",
        agency=row.agency,
        account=row.account,
        at=formats.short_moment(row.at),
        text=row.text,
        gone=gone,
        sample=row.is_demo,
    )


def _add(found: RemarksOn) -> Submission | None:
    form = f"remark_{found.about}_{found.key}"
    place = forms.place()
    text = text_field.passage(
        st.container(),
        "Tulis catatan",
        key=forms.field(form, "text"),
        longest=LONGEST_REMARK,
        height=80,
        help=_SAFE,
    )
    if not st.button("Simpan catatan", key=forms.field(form, "send"), icon=":material/add_comment:"):
        return None
    return Submission(
        form,
        AddRemark(found.about, found.key, text),
        place,
        done="Catatan tersimpan.",
        what_next="Tercatat dalam jejak audit atas nama instansi Anda.",
    )


def _withdraw(own: list[RemarkRow]) -> Submission | None:
    form = "withdraw_remark"
    names = {row.id: f"{formats.short_moment(row.at)}: {formats.shortened(row.text, 60)}" for row in own}
    with st.expander("Tarik catatan sendiri", icon=":material/undo:"):
        place = forms.place()
        number: int | None = choice_field(
            "Catatan",
            names,
            chosen=next(iter(names)) if len(names) == 1 else None,
            placeholder="Pilih catatan",
            key=forms.field(form, "number"),
        )
        reason = text_field.line(
            st.container(), "Mengapa ditarik", key=forms.field(form, "reason"), longest=LONGEST_WITHDRAWAL
        )
        if not st.button("Tarik catatan", key=forms.field(form, "send")):
            return None
    return Submission(
        form,
        WithdrawRemark(number, reason),
        place,
        done="Catatan ditarik.",
        what_next="Bahwa catatan itu pernah ada, dan alasannya ditarik, tetap terbaca.",
    )


def seen(found: ProposalSeen) -> Markup:
    """Who of those asked was shown it, and when."""
    if not found.by and found.answered_at is not None:
        told = f"{found.owner}, dijawab {formats.short_moment(found.answered_at)}"
        return markup.notice(f"Sudah dibuka: {told}", "visibility", css="gb-seen")
    if not found.by:
        return markup.notice(f"Belum dibuka oleh {found.owner}", "visibility_off", css="gb-seen")
    openers = [f"{row.account}, {formats.short_moment(row.at)}" for row in found.by]
    return markup.notice(f"Sudah dibuka: {formats.listing(openers)}", "visibility", css="gb-seen")
