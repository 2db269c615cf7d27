"""The report of one checkpoint: its form, its receipt, and two texts that contradict each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.commitments.upcoming import Item, said_in_verdict
from components.kit import forms, kept_form, markup
from components.kit.markup import link
from domain import addresses
from domain.access.errors import LONGEST_REASON
from domain.commitments.evidence import kilobytes
from domain.commitments.health import EvidenceKind, ObstacleKind, ReportState
from domain.commitments.progress import BELOW_NOTHING, LONGEST_SENTENCE, judged_by
from domain.numbers import EMPTY
from domain.time import formats
from domain.time.calendar import Quarter, local_time
from domain.units import is_percent
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.agencies import AgencyChoice
    from db.queries.checkpoints import EvidenceRow
    from db.queries.progress import DraftRow, ReportForm
    from domain.access.permissions import Actor
    from domain.commitments.progress import CheckpointMeasure, ReportConflict
    from domain.commitments.requests import Sent


SAFE = "Tanpa nama, NIK, nomor telepon, atau paspor orang."
ACCEPTED = "image/jpeg,image/png,image/heic,image/webp,.heic,.heif,.webp,application/pdf,.pdf,.xlsx,.docx"


def report_form(
    form: ReportForm, actor: Actor, agencies: Sequence[AgencyChoice], on: date, closed: Collection[date]
) -> Markup:
    """Four fields, and what happens after."""
    draft = form.own
    blocked = bool(draft and draft.obstacle)
    fields = [
        _value_field(form, draft.value if draft else None),
        _sentence_field(draft.sentence if draft else ""),
        _proof_field(form, draft.evidence if draft else ()),
        _obstacle_field(draft, agencies, blocked=blocked),
    ]
    if form.is_locked:
        fields.append(reason_field(5, form.quarter))
    return kept_form.form(
        form_head(form),
        kept_form.answer_place(),
        *fields,
        _after(on, closed),
        _foot(form),
        name=f"{form.commitment_code}/{form.quarter}",
        data={
            "user": actor.user_id or 0,
            "commitment": form.commitment_code,
            "quarter": form.quarter,
            "version": draft.version if draft else 0,
            "base": form.latest.id if form.latest else 0,
            "draft": addresses.Endpoint.REPORT_DRAFT,
            "send": addresses.Endpoint.REPORT_SEND,
            "discard": addresses.Endpoint.REPORT_DISCARD,
        },
    )


def form_head(form: ReportForm) -> Markup:
    """Which item it is, and what was said about it last."""
    quarter = Quarter.parse(form.quarter).label
    latest = form.latest
    fixing = latest is not None and latest.state is ReportState.RETURNED
    return markup.render(
        "forms.head",
        title=form.commitment,
        about=f"{form.commitment_code} · {'perbaikan ' if fixing else ''}{quarter} · "
        f"{'lima' if form.is_locked else 'empat'} isian, sekitar 60 detik",
        more=markup.joined(_said(form), *(_colleague(other) for other in form.others)),
    )


def _said(form: ReportForm) -> Markup:
    latest = form.latest
    if latest is None:
        return Markup("")
    if latest.state is ReportState.SUBMITTED:
        sent = formats.long_date(local_time(latest.submitted_at).date())
        return markup.render(
            "my_agency.said",
            css="",
            head=f"Laporan {sent} masih diperiksa.",
            text="Mengirim lagi berarti menggantinya.",
        )
    if latest.verdict is None:
        return Markup("")
    notes = latest.verdict.notes or labels.VERDICTS[latest.verdict.level]
    return said_in_verdict(latest.verdict, notes, returned=latest.state is ReportState.RETURNED)


def _colleague(draft: DraftRow) -> Markup:
    said = f" (pukul {formats.clock_time(draft.saved_at)}): “{draft.sentence or 'belum ada kalimat'}”"
    return markup.paragraph(markup.bold(f"{draft.author} juga menulis draf"), said, css="gb-said")


def _value_field(form: ReportForm, value: float | None) -> Markup:
    """It starts empty: what was claimed last stands beside it and is where the buttons count from."""
    measure = form.measure
    per_cent = is_percent(measure.unit)
    before = measure.baseline if form.before is None else form.before
    most = 100.0 if per_cent else max(measure.target, measure.baseline, value or 0.0, before, 1.0)
    step = 1 if most >= 10 or most == int(most) else 0.1
    last = (
        "belum pernah dilaporkan"
        if form.before is None
        else f"terakhir {formats.quantity(form.before, measure.unit)}"
    )
    body = markup.render(
        "forms.number",
        measure={
            "text": form.measure_text,
            "unit": "%" if per_cent else measure.beside,
        },
        box=kept_form.number(
            "value",
            unit=measure.unit,
            required=EMPTY,
            value="" if value is None else formats.exact(value),
            below_zero=BELOW_NOTHING,
            most=measure.ceiling,
            too_much=measure.too_much,
            before=before,
        ),
        value=before if value is None else value,
        step=step,
        most=most,
    )
    return kept_form.field(1, form.measure_text, body, aside=last, name="value")


def _sentence_field(sentence: str) -> Markup:
    body = markup.render(
        "forms.text",
        name="sentence",
        longest=LONGEST_SENTENCE,
        value=sentence,
        asked="Apa yang sudah terjadi, di mana, kapan.",
        hint=SAFE,
        required="Tulis satu kalimat: apa yang sudah terjadi.",
    )
    counter = markup.render("forms.counter", name="sentence", count=len(sentence), longest=LONGEST_SENTENCE)
    return kept_form.field(2, "Satu kalimat", body, aside=counter, name="sentence")


def _proof_field(form: ReportForm, evidence: Sequence[EvidenceRow]) -> Markup:
    kinds = {"": "Jenis: otomatis", **{kind.value: labels.EVIDENCE[kind] for kind in EvidenceKind}}
    kinds.pop(EvidenceKind.NEWS_LINK.value)
    body = markup.render(
        "forms.proofs", proof=proof(evidence), accepted=ACCEPTED, kinds=kept_form.options(kinds, "")
    )
    wanted = f"diminta: {form.required_evidence}" if form.required_evidence else "foto atau berkas"
    return kept_form.field(3, "Satu bukti", body, aside=wanted, name="proof")


def proof(evidence: Sequence[EvidenceRow]) -> Markup:
    """What is attached so far, each with its size and the way to take it off."""
    attached = [
        {
            "symbol": "link" if each.link else "description",
            "title": each.title,
            "size": size(each),
            "id": each.id,
        }
        for each in evidence
    ]
    return markup.render("forms.proof", evidence=attached)


def size(each: EvidenceRow) -> str:
    """``412 KB, tersimpan di server``; a photo also says how large it was."""
    if each.size_bytes is None:
        return "tautan tersimpan"
    kept = f"{kilobytes(each.size_bytes)}, tersimpan di server"
    if each.original_size and each.original_size > each.size_bytes * 1.1:
        return f"{kept}; semula {kilobytes(each.original_size)}"
    return kept


def _obstacle_field(draft: DraftRow | None, agencies: Sequence[AgencyChoice], *, blocked: bool) -> Markup:
    kinds = {"": "Pilih kendalanya", **{kind.value: labels.OBSTACLES[kind] for kind in ObstacleKind}}
    helpers = {
        "": "Bantuan siapa?",
        **{each.code: f"Butuh: {each.short_name}" for each in agencies},
    }
    body = markup.render(
        "forms.obstacle",
        blocked=blocked,
        kinds=kept_form.options(kinds, draft.obstacle.value if draft and draft.obstacle else ""),
        helpers=kept_form.options(helpers, draft.helper_code if draft else ""),
    )
    return kept_form.field(4, "Terkendala?", body, name="blocked")


def reason_field(number: int, quarter: str) -> Markup:
    """The reason for a change, asked for only in a locked quarter."""
    label = Quarter.parse(quarter).label
    body = markup.render(
        "forms.text",
        name="alasan",
        longest=LONGEST_REASON,
        value="",
        asked="",
        hint="",
        required="Triwulan ini terkunci; tulis alasan perubahannya.",
        rows=2,
        only_here=True,
    )
    return kept_form.field(
        number,
        "Alasan perubahan",
        body,
        aside=f"{label} sudah dikunci; tercatat sebagai amandemen",
        name="alasan",
    )


def _after(on: date, closed: Collection[date]) -> Markup:
    return markup.render("forms.after", judged_by=formats.day_and_date(judged_by(on, closed)))


def _foot(form: ReportForm) -> Markup:
    saved = f"Draf tersimpan {formats.clock_time(form.own.saved_at)}" if form.own else ""
    return markup.render("forms.send", saved=saved)


def receipt(sent: Sent, following: Item | None) -> Markup:
    """What arrived, what happens now, and the next report that is due."""
    understood = [
        ("Komitmen", f"{sent.commitment} {sent.title}, {Quarter.parse(sent.quarter).label}"),
        ("Capaian", sent.claim),
        ("Kalimat", sent.sentence),
        ("Bukti", formats.listing(list(sent.files)) or "tidak ada"),
        ("Kendala", sent.obstacle or "tidak ada yang disebut"),
        *amended(sent.amendment),
    ]
    back = link(
        "Kembali ke Instansi saya", addresses.Page.MY_AGENCY, css="gb-second" if following else "gb-button"
    )
    return markup.render(
        "forms.sent",
        receipt=forms.receipt("Laporan terkirim.", f"{sent.receipt} Putusannya tampil di Instansi saya."),
        understood=markup.definitions(understood),
        onward=markup.words(_onward(following), back) if following else back,
    )


def amended(reason: str) -> list[tuple[str, str]]:
    """In a receipt, that a locked quarter was changed, and why."""
    return [("Amandemen", f"Triwulan ini sudah dikunci; alasan: {reason}")] if reason else []


def _onward(item: Item) -> Markup:
    assert item.point is not None  # what is due has a checkpoint
    quarter = item.point.quarter
    return link(
        f"Laporkan {item.row.code} {Quarter.parse(quarter).label}",
        addresses.report_form(item.row.code, quarter),
        css="gb-button",
        title=item.row.title,
    )


def both_texts(conflict: ReportConflict, form: ReportForm, value: float, sentence: str) -> Markup:
    """Two concurrent versions side by side; the reader chooses, and neither is lost before."""
    theirs = conflict.theirs
    mine = _text("Isian Anda", "belum terkirim", value if isfinite(value) else None, sentence, form.measure)
    other = _text(
        "Yang sudah terkirim" if theirs.sent else "Draf yang tersimpan",
        f"{theirs.author.rstrip(',')}, pukul {theirs.at}",
        theirs.value,
        theirs.sentence,
        form.measure,
    )
    keep_mine = "Pakai isian saya" + (" (mengganti)" if theirs.sent else "")
    keep_other = "Pakai yang terkirim; buang draf saya" if theirs.sent else "Pakai draf itu"
    return markup.render(
        "forms.both_texts",
        refusal=markup.refusal(str(conflict), "difference"),
        texts=[mine, other],
        keep_mine=keep_mine,
        keep_theirs=keep_other,
    )


def _text(
    title: str, about: str, value: float | None, sentence: str, measure: CheckpointMeasure
) -> dict[str, str]:
    return {
        "title": title,
        "about": about,
        "value": "belum diisi" if value is None else measure.amount(value),
        "sentence": f"“{sentence}”" if sentence else "tanpa kalimat",
    }
