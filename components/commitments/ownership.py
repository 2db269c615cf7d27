"""Who answers for a commitment: the offer as its agency sees it, and as the secretariat does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.markup import Text, link
from components.kit.number_field import number_field, sure_of
from domain import addresses
from domain.commitments.ownership import CounterTerms, OfferMove, OfferState
from domain.commitments.plausibility import doubts_of_counter
from domain.commitments.requests import NO_TERMS, AnswerOwnership, ProposeOwner, SettleOwnership
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.agencies import AgencyChoice
    from db.queries.commitments import CommitmentDetail
    from db.queries.ownership import OfferRow

_ANSWERS = {OfferMove.ACCEPT: "Terima", OfferMove.COUNTER: "Tawar", OfferMove.DECLINE: "Tolak"}
_TONES = {
    OfferState.PROPOSED: ("plain", "hourglass_empty"),
    OfferState.ACCEPTED: ("done", "check"),
    OfferState.COUNTERED: ("at-risk", "swap_horiz"),
    OfferState.DECLINED: ("late", "do_not_disturb_on"),
    OfferState.WITHDRAWN: ("plain", "undo"),
    OfferState.PASSED_ON: ("plain", "forward"),
}
SAFE = "Tanpa nama orang, NIK, nomor telepon, atau paspor."


def options(agencies: Sequence[AgencyChoice]) -> dict[str, str]:
    """Agencies by code, as a drop-down names them."""
    return {agency.code: agency.short_name for agency in agencies}


def chip(offer: OfferRow) -> Markup:
    return markup.chip(labels.OFFER_STATES[offer.state], *_TONES[offer.state])


def terms(offer: OfferRow) -> str:
    """What a counter asks for, in words."""
    if offer.countered_agency:
        return f"mengusulkan {offer.countered_agency}"
    parts = []
    if offer.countered_target is not None:
        parts.append(
            f"target {formats.quantity(offer.countered_target, offer.unit)} "
            f"(semula {formats.quantity(offer.target)})"
        )
    if offer.countered_due_on is not None:
        parts.append(
            f"tenggat {formats.long_date(offer.countered_due_on)} (semula {formats.long_date(offer.due_on)})"
        )
    return formats.listing(parts)


def _asked(offer: OfferRow) -> Markup:
    """What the agency is asked to answer for."""
    return markup.render(
        "commitments.asked_of_owner",
        title=markup.words(
            link(offer.commitment_code, addresses.commitment(offer.commitment_code)), offer.title
        ),
        output=offer.output,
        terms=markup.definitions(
            [
                (
                    "Target",
                    f"{formats.quantity(offer.target, offer.unit)} (awal {formats.quantity(offer.baseline)})",
                ),
                ("Tenggat", formats.long_date(offer.due_on)),
                (
                    "Diusulkan oleh",
                    f"{offer.proposer_agency}, {formats.short_date(local_time(offer.proposed_at).date())}",
                ),
                *([("Dijawab paling lambat", formats.long_date(offer.answer_by))] if offer.answer_by else []),
                *([("Catatan", offer.note)] if offer.note else []),
            ]
        ),
    )


def offer_card(offer: OfferRow, agencies: Sequence[AgencyChoice]) -> Submission | None:
    """A commitment proposed to the reader's agency: accept, counter with its own terms, or decline."""
    form = f"offer_{offer.id}_{offer.version}"
    with st.container(border=True, key=f"card_{form}"):
        markup.show(_asked(offer))
        place = forms.place()
        move: OfferMove | None = st.segmented_control(
            "Jawaban instansi Anda",
            list(_ANSWERS),
            format_func=_ANSWERS.__getitem__,
            key=forms.field(form, "move"),
            width="stretch",
        )
        terms, reason = NO_TERMS, ""
        sure: tuple[str, ...] = ()
        if move is OfferMove.COUNTER:
            terms, sure = _counter_fields(form, offer, agencies)
        if move in (OfferMove.COUNTER, OfferMove.DECLINE):
            reason = text_field.passage(
                st.container(),
                "Alasan",
                key=forms.field(form, "reason"),
                longest=600,
                help=SAFE,
                height=90,
                placeholder="Sekretariat membaca alasan ini.",
            )
        sent = st.button("Kirim jawaban", key=forms.field(form, "send"), type="primary", width="stretch")
    said = forms.said_yes(form)
    if not (sent or said):
        return None
    return Submission(
        form,
        AnswerOwnership(offer.id, offer.version, move, reason, terms, (*sure, *said)),
        place,
        takes_yes=True,
        is_boxed=False,
        done=f"Jawaban untuk {offer.commitment_code} terkirim.",
        what_next=_NEXT[move] if move else "",
    )


_NEXT = {
    OfferMove.ACCEPT: "Instansi Anda kini penanggung jawab; titik kendali pertama tampil di Instansi saya.",
    OfferMove.COUNTER: "Sekretariat memutuskan tawaran Anda; sampai itu komitmen tetap belum ada PJ.",
    OfferMove.DECLINE: "Sekretariat membaca alasan Anda dan mengusulkan instansi lain.",
}


def _counter_fields(
    form: str, offer: OfferRow, agencies: Sequence[AgencyChoice]
) -> tuple[CounterTerms, tuple[str, ...]]:
    names = options(agencies)
    names.pop(offer.agency_code, None)
    other: str | None = choice_field(
        "Instansi lain yang lebih tepat?",
        names,
        placeholder="Boleh kosong",
        key=forms.field(form, "agency"),
    )
    if other:
        return CounterTerms(agency_code=other), ()
    left, right = st.columns(2)
    due = left.date_input(
        "Tenggat yang ditawarkan", value=offer.due_on, format="DD/MM/YYYY", key=forms.field(form, "due")
    )
    target = number_field(
        right,
        f"Target yang ditawarkan ({offer.unit})",
        key=forms.field(form, "target"),
        unit=offer.unit,
        value=offer.target,
    )
    found = doubts_of_counter(target, offer.target, offer.unit)
    sure = sure_of(right, found, key=forms.field(form, "target"))
    terms = CounterTerms(
        due_on=due if due != offer.due_on else None, target=target if target != offer.target else None
    )
    return terms, sure


def states(offers: Sequence[OfferRow]) -> Markup:
    """Every proposal of one commitment with both sides' reasons, newest first."""
    if not offers:
        return Markup("")
    items = [
        markup.render(
            "commitments.proposal",
            chip=chip(offer),
            what=offer.agency,
            date=formats.short_date(local_time(_came_to_be(offer)).date()),
            reasons=_words(offer),
        )
        for offer in reversed(offers)
    ]
    return markup.listed(items, css="gb-offers")


def _came_to_be(offer: OfferRow) -> datetime:
    """When it came into the state that its chip names."""
    return offer.settled_at or offer.answered_at or offer.proposed_at


def _words(offer: OfferRow) -> Markup:
    lines: list[Text] = []
    if offer.note:
        lines.append(markup.saying(offer.proposer_agency, offer.note))
    if offer.countered_due_on or offer.countered_target is not None or offer.countered_agency:
        lines.append(f"Tawaran: {terms(offer)}.")
    if offer.reason:
        lines.append(markup.saying(offer.agency, offer.reason))
    if offer.settlement:
        lines.append(markup.saying(offer.proposer_agency, offer.settlement))
    return markup.joined(*(markup.paragraph(line) for line in lines))


def waiting(offers: Sequence[OfferRow]) -> Mapping[str, OfferRow]:
    """The open offer of each commitment that has one."""
    return {
        offer.commitment_code: offer
        for offer in offers
        if offer.state in (OfferState.PROPOSED, OfferState.COUNTERED)
    }


def assign(detail: CommitmentDetail, agencies: Sequence[AgencyChoice]) -> Submission | None:
    """The secretariat proposes a commitment to an agency."""
    form = f"assign_{detail.row.code}_{detail.version}"
    place = forms.place()
    names = {"": "Pilih instansi", **options(agencies)}
    code = st.selectbox(
        "Usulkan kepada", list(names), format_func=names.__getitem__, key=forms.field(form, "agency")
    )
    note = text_field.passage(
        st.container(),
        "Mengapa instansi ini",
        key=forms.field(form, "note"),
        longest=600,
        height=80,
        help=SAFE,
        placeholder="Instansi itu membaca catatan ini.",
    )
    if not st.button("Usulkan PJ", key=forms.field(form, "send"), type="primary"):
        return None
    return Submission(
        form,
        ProposeOwner(detail.row.code, detail.version, code, note),
        place,
        done="Usulan terkirim.",
        what_next="Instansi itu menerima, menawar, atau menolak dengan alasan. Sampai dijawab, komitmen "
        "tetap belum ada PJ.",
    )


def _waits_for(offer: OfferRow, on: date) -> str:
    assert offer.answer_by is not None
    over = "; hari itu sudah lewat" if offer.answer_by < on else ""
    return f"Menunggu jawaban {offer.agency}, paling lambat {formats.long_date(offer.answer_by)}{over}."


def settle(offer: OfferRow, *, on: date) -> Submission | None:
    """The secretariat answers a counter, or takes its proposal back."""
    form = f"settle_{offer.id}_{offer.version}"
    place = forms.place()
    if offer.state is OfferState.COUNTERED:
        markup.show(markup.note(f"{offer.agency} menawar: {terms(offer)}. Alasan: {offer.reason}"))
    else:
        markup.show(markup.note(_waits_for(offer, on)))
    reason = text_field.passage(
        st.container(), "Catatan atau alasan", key=forms.field(form, "reason"), longest=600, height=80
    )
    left, right = st.columns(2)
    agreed = offer.state is OfferState.COUNTERED and left.button(
        "Setujui tawaran", key=forms.field(form, "agree"), type="primary", width="stretch"
    )
    withdrawn = right.button("Tarik usulan", key=forms.field(form, "withdraw"), width="stretch")
    sure = forms.said_yes(form)
    agreed = agreed or bool(sure)
    if not (agreed or withdrawn):
        return None
    return Submission(
        form,
        SettleOwnership(
            offer.id,
            offer.version,
            OfferMove.AGREE if agreed else OfferMove.WITHDRAW,
            reason,
            sure,
        ),
        place,
        done="Tawaran disetujui." if agreed else "Usulan ditarik.",
        what_next="Instansi itu melihatnya di Instansi saya; perubahan tercatat dalam riwayat.",
        takes_yes=True,
        is_boxed=False,
    )
