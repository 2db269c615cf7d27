"""One commitment: what its reader may do about it, its picture for the phone, and all that happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import nan
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.commitments import ownership
from components.commitments.ownership import SAFE
from components.kit import forms, markup, text_field
from components.kit.cards import timeline
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.markup import Text, link
from components.kit.number_field import number_field, sure_of
from domain import addresses
from domain.commitments.health import Health
from domain.commitments.ownership import OfferState
from domain.commitments.plausibility import doubts_of_change
from domain.commitments.progress import CheckpointMeasure
from domain.commitments.requests import DecideTarget, ProposeTarget
from domain.commitments.targets import FORMULA, ChangeState
from domain.time import formats
from domain.time.calendar import Quarter, local_time
from domain.words import labels
from reports.qr import qr

if TYPE_CHECKING:
    from db.queries.checkpoints import CheckpointRow
    from db.queries.commitment_history import ChangeRow
    from db.queries.ownership import OfferRow
    from views.commitments import CommitmentView

_SHOWN = 6
"""Steps of the history that are open at once; the others are one click away."""


def buttons(view: CommitmentView) -> Markup:
    """The ways on from here, for whoever may go them."""
    code = view.detail.row.code
    ways: list[Markup] = []
    if view.may_verify and view.waiting_report is not None:
        address = addresses.verification(view.waiting_report)
        ways.append(link("Beri putusan", address, css="gb-button"))
    if view.report_address:
        ways.append(link("Laporkan", view.report_address, css="gb-button"))
    if view.may_propose_tasks:
        task = addresses.new_task("komitmen", code)
        ways.append(link("Buat tugas", task, css="gb-second"))
    return markup.paragraph(*ways, css="gb-ways") if ways else Markup("")


def phone(view: CommitmentView) -> Markup:
    """A picture that opens exactly this item's report form on the owner's phone."""
    if view.phone_address is None:
        return Markup("")
    return markup.render(
        "commitments.phone",
        picture=qr(view.phone_address, f"Kode QR formulir laporan {view.detail.row.code}"),
        code=view.detail.row.code,
        owner=view.detail.row.owner,
    )


def offers(view: CommitmentView) -> Markup:
    """Every proposal of an owner, with the reasons of both sides."""
    if not view.offers:
        return Markup("")
    return section("Usulan penanggung jawab") + ownership.states(view.offers)


def targets(view: CommitmentView) -> Markup:
    """How the target came to be what it is: every proposal, its reason and its decision."""
    if not view.changes:
        return Markup("")
    items = [
        markup.render(
            "commitments.proposal",
            chip=_change_chip(change),
            what=_what_changes(change),
            date=formats.short_date(local_time(change.decided_at or change.proposed_at).date()),
            reasons=_reasons(change),
        )
        for change in reversed(view.changes)
    ]
    return section("Riwayat target") + markup.listed(items, css="gb-offers")


_CHANGES = {
    ChangeState.PROPOSED: ("plain", "hourglass_empty"),
    ChangeState.APPROVED: ("done", "check"),
    ChangeState.REJECTED: ("late", "do_not_disturb_on"),
}


def _change_chip(change: ChangeRow) -> Markup:
    return markup.chip(labels.CHANGE_STATES[change.state], *_CHANGES[change.state])


def _what_changes(change: ChangeRow) -> str:
    where = f"{Quarter.parse(change.quarter).label}: " if change.quarter else ""
    parts = []
    if change.new_target != change.old_target:
        parts.append(
            f"target {formats.quantity(change.old_target)} menjadi {formats.quantity(change.new_target)}"
        )
    if change.new_due_on != change.old_due_on:
        parts.append(
            f"tenggat {formats.short_date(change.old_due_on)} menjadi {formats.short_date(change.new_due_on)}"
        )
    return where + formats.listing(parts)


def _reasons(change: ChangeRow) -> Markup:
    lines: list[Text] = [markup.saying(change.agency, change.reason)]
    if change.decision:
        lines.append(markup.saying(change.decided_by or "", change.decision))
    return markup.joined(*(markup.paragraph(line) for line in lines))


def formula(view: CommitmentView) -> Markup:
    """How a checkpoint's percentage comes about, with this commitment's own numbers."""
    rows = [
        [
            Quarter.parse(point.quarter).label,
            f"{formats.quantity(point.baseline)} → {formats.quantity(point.target, point.unit)}",
            formats.percent(100 * point.weight / sum(p.weight for p in view.detail.checkpoints), 0),
            _arithmetic(point),
        ]
        for point in view.detail.checkpoints
    ]
    return markup.fold(
        "Rumus dan angkanya",
        markup.render(
            "commitments.percent_formula",
            rule=FORMULA,
            table=markup.table(
                [
                    markup.Column("Titik", "gb-narrow"),
                    markup.Column("Awal → target"),
                    markup.Column("Bobot", "gb-right"),
                    markup.Column("Terverifikasi"),
                ],
                rows,
                caption="Perhitungan persen tiap titik kendali",
            ),
        ),
    )


def _arithmetic(point: CheckpointRow) -> str:
    if point.verdict is None:
        return "belum ada putusan"
    value, start, end = (
        formats.quantity(each) for each in (point.verdict.verified_value, point.baseline, point.target)
    )
    percent = formats.percent(point.percent(point.verdict.verified_value))
    return f"({value} − {start}) ÷ ({end} − {start}) = {percent}"


# What happened


def history(view: CommitmentView) -> Markup:
    """Both sides' steps from the rows themselves, newest first."""
    steps = sorted(_steps(view), key=lambda step: step[0], reverse=True)
    if not steps:
        return Markup("")
    shown = [(local_time(at).date(), text) for at, text in steps]
    parts = section("Jejak", aside=f"{len(shown)} langkah") + timeline(shown[:_SHOWN])
    if len(shown) > _SHOWN:
        earlier = shown[_SHOWN:]
        parts += markup.fold(f"{len(earlier)} langkah sebelumnya", timeline(earlier))
    return parts


def _steps(view: CommitmentView) -> Iterator[tuple[datetime, Text]]:
    detail = view.detail
    if detail.formed_at is not None:
        yield (
            detail.formed_at,
            f"{detail.formed_by or 'Sekretariat'} membentuk komitmen dari frasa {detail.row.statement_code}; "
            "lolos gerbang uji",
        )
    for offer in view.offers:
        yield from _steps_of_offer(offer)
    for point in detail.checkpoints:
        yield from _steps_of_point(point, detail.row.owner or formats.NOT_SET)
        lock = view.locks.get(point.quarter)
        if lock is not None:
            yield lock.locked_at, f"{lock.agency} mengunci {_label(point.quarter)}"
    for change in view.changes:
        yield change.proposed_at, f"{change.agency} mengusulkan {_what_changes(change)}: {change.reason}"
        if change.decided_at is not None:
            verb = "menyetujui" if change.state is ChangeState.APPROVED else "menolak"
            yield change.decided_at, f"{change.decided_by} {verb} {_what_changes(change)}: {change.decision}"
    for amended in view.amendments:
        yield (
            amended.amended_at,
            f"{amended.agency} mengamandemen {labels.AMENDED_PARTS[amended.what]} "
            f"{_label(amended.quarter)}: {amended.reason}",
        )


def _label(quarter: str) -> str:
    parsed = Quarter.parse(quarter)
    return f"{parsed.label} {parsed.year}"


def _steps_of_offer(offer: OfferRow) -> Iterator[tuple[datetime, Text]]:
    yield offer.proposed_at, f"{offer.proposer_agency} mengusulkan {offer.agency} sebagai PJ"
    if offer.answered_at is not None:
        if offer.countered_due_on or offer.countered_target is not None or offer.countered_agency:
            yield offer.answered_at, f"{offer.agency} menawar: {ownership.terms(offer)}. {offer.reason}"
        elif offer.reason:
            yield offer.answered_at, f"{offer.agency} menolak: {offer.reason}"
        else:
            yield offer.answered_at, f"{offer.agency} menerima; kini penanggung jawab"
    if offer.settled_at is not None:
        verb = {
            OfferState.ACCEPTED: f"menyetujui tawaran {offer.agency}",
            OfferState.PASSED_ON: f"menyetujui usul {offer.agency}: {offer.countered_agency} yang diusulkan",
        }.get(offer.state, f"menarik usulan kepada {offer.agency}")
        said = f": {offer.settlement}" if offer.settlement else ""
        yield offer.settled_at, f"{offer.proposer_agency} {verb}{said}"


def _steps_of_point(point: CheckpointRow, owner: str) -> Iterator[tuple[datetime, Text]]:
    label = _label(point.quarter)
    for report in point.history:
        if report.submitted_at is not None:
            # Against the target of its day, which may have changed since.
            measure = CheckpointMeasure(point.baseline, report.target, point.unit)
            claimed = measure.amount(report.claimed_value)
            yield report.submitted_at, f"{owner} melapor {label}: {claimed}"
        if report.verdict is not None:
            verdict = report.verdict
            proven = f"terbukti {formats.quantity(verdict.verified_value, point.unit)}"
            yield (
                verdict.decided_at,
                f"{verdict.agency} menilai {label}: {labels.VERDICTS[verdict.level].lower()}, {proven}",
            )


# What may be done


def actions(view: CommitmentView) -> Iterator[Submission | None]:
    """The forms that this reader may send about this commitment, each folded until it is wanted."""
    offer, change = view.open_offer, view.open_change
    if offer is not None and view.may_answer:
        yield ownership.offer_card(offer, view.agencies)
    if offer is not None and view.may_assign:
        with st.expander("Tawaran dan usulan penanggung jawab", expanded=True, icon=":material/handshake:"):
            yield ownership.settle(offer, on=view.on)
    elif view.may_assign and view.health is not Health.DONE:
        open_now = view.detail.row.owner is None
        title = "Usulkan penanggung jawab" if open_now else "Usulkan penanggung jawab lain"
        with st.expander(title, expanded=open_now, icon=":material/person_add:"):
            yield ownership.assign(view.detail, view.agencies)
    if change is not None and view.may_decide:
        with st.expander("Putuskan perubahan target", expanded=True, icon=":material/gavel:"):
            yield _decide(view, change)
    elif change is None and view.may_propose and view.health is not Health.DONE:
        with st.expander("Usul ubah target", icon=":material/track_changes:"):
            yield _propose(view)


def _propose(view: CommitmentView) -> Submission | None:
    detail = view.detail
    form = f"target_{detail.row.code}_{detail.version}"
    place = forms.place()
    points = {"": "Target dan tenggat komitmen"} | {
        point.quarter: f"{_label(point.quarter)}: {point.measure}" for point in detail.checkpoints
    }
    quarter = st.selectbox(
        "Yang diubah", list(points), format_func=points.__getitem__, key=forms.field(form, "quarter")
    )
    point = next((p for p in detail.checkpoints if p.quarter == quarter), None)
    now = point.target if point else detail.target
    unit = point.unit if point else detail.unit
    target = number_field(
        st.container(),
        f"Target baru ({unit}); sekarang {formats.exact(now)}",
        key=forms.field(form, f"target_{quarter}"),
        unit=unit,
        value=now,
    )
    found = doubts_of_change(target, now, unit)
    sure = sure_of(st.container(), found, key=forms.field(form, f"target_{quarter}"))
    due = None
    if point is None:
        due = st.date_input(
            "Tenggat baru", value=detail.row.due_on, format="DD/MM/YYYY", key=forms.field(form, "due")
        )
    reason = text_field.passage(
        st.container(),
        "Alasan",
        key=forms.field(form, "reason"),
        longest=600,
        height=90,
        help=SAFE,
        placeholder="Mengapa target ini tidak lagi tepat; target lama tetap tersimpan.",
    )
    sent = st.button("Kirim usulan", key=forms.field(form, "send"), type="primary")
    said = forms.said_yes(form)
    if not (sent or said):
        return None
    return Submission(
        form,
        ProposeTarget(
            detail.row.code,
            detail.version,
            target=nan if target is None else target,
            reason=reason,
            due_on=due,
            quarter=quarter,
            sure=(*sure, *said),
        ),
        place,
        takes_yes=True,
        is_boxed=False,
        done="Usulan perubahan target terkirim.",
        what_next="Target tetap sampai kantor Gubernur memutuskan; bukan oleh pengusulnya sendiri.",
    )


def _decide(view: CommitmentView, change: ChangeRow) -> Submission | None:
    form = f"decide_{change.id}_{change.version}"
    place = forms.place()
    markup.show(
        markup.render(
            "commitments.asked_change",
            what=_what_changes(change),
            agency=change.agency,
            reason=change.reason,
        )
    )
    if change.proposer_id == view.user_id:
        markup.show(markup.note("Anda yang mengusulkan; orang lain di kantor Gubernur yang memutuskan."))
        return None
    reason = text_field.passage(
        st.container(), "Alasan putusan", key=forms.field(form, "reason"), longest=600, height=80, help=SAFE
    )
    amendment = ""
    if change.quarter is not None and change.quarter in view.locks:
        amendment = text_field.passage(
            st.container(),
            f"{_label(change.quarter)} sudah dikunci: alasan amandemen",
            longest=600,
            height=80,
            key=forms.field(form, "amendment"),
        )
    left, right = st.columns(2)
    approved = left.button("Setujui", key=forms.field(form, "approve"), type="primary", width="stretch")
    rejected = right.button("Tolak", key=forms.field(form, "reject"), width="stretch")
    if not (approved or rejected):
        return None
    return Submission(
        form,
        DecideTarget(change.id, change.version, approved, reason, amendment),
        place,
        done="Target diubah." if approved else "Usulan ditolak; target tetap.",
        what_next="Target lama, usulan, dan putusannya tersimpan dalam riwayat target.",
    )
