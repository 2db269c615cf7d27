"""An agency's commitments by urgency, the report of one checkpoint, and what becomes of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import cards, chips, forms, kept_form, markup
from components.kit.layout import section
from components.kit.markup import icon, link
from domain import addresses
from domain.access.errors import LONGEST_REASON
from domain.commitments.due import Duty, ReportUrgency, next_duty, rank
from domain.commitments.evidence import kilobytes
from domain.commitments.health import EvidenceKind, Health, ObstacleKind, ReportState
from domain.commitments.progress import BELOW_NOTHING, LONGEST_SENTENCE, judged_by
from domain.numbers import EMPTY
from domain.time import formats, lateness
from domain.time.calendar import Quarter, local_time
from domain.units import is_percent
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.agencies import AgencyChoice
    from db.queries.commitments import (
        CheckpointRow,
        CommitmentRow,
        EvidenceRow,
        OwnCommitment,
        VerdictRow,
    )
    from db.queries.progress import DraftRow, ReportForm
    from domain.access.permissions import Actor
    from domain.commitments.progress import CheckpointMeasure, ReportConflict
    from domain.commitments.requests import Sent


SAFE = "Tanpa nama, NIK, nomor telepon, atau paspor orang."
ACCEPTED = "image/jpeg,image/png,image/heic,image/webp,.heic,.heif,.webp,application/pdf,.pdf,.xlsx,.docx"

OWNERLESS = addresses.commitments(state=Health.NO_OWNER.value)

_URGENT = (ReportUrgency.RETURNED, ReportUrgency.MISSED, ReportUrgency.SOON)


@dataclass(frozen=True)
class Item:
    """A commitment of the agency, with what it has to do next about it."""

    row: CommitmentRow
    health: Health
    points: Sequence[CheckpointRow]
    duty: Duty | None

    @property
    def point(self) -> CheckpointRow | None:
        return self.points[self.duty.point] if self.duty else None

    @property
    def is_urgent(self) -> bool:
        return self.duty is not None and self.duty.urgency in _URGENT


def items(own: Iterable[OwnCommitment], on: date) -> list[Item]:
    """The most urgent first."""
    found = [
        Item(
            each.row,
            each.row.progress.health(on),
            each.checkpoints,
            next_duty([point.to_report for point in each.checkpoints], on),
        )
        for each in own
    ]
    return sorted(found, key=lambda item: (*rank(item.duty), item.row.code))


def by_urgency(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """What wants doing now, and the rest."""
    return [item for item in items if item.is_urgent], [item for item in items if not item.is_urgent]


def in_short(items: Sequence[Item], tasks: int, offers: int, pressing_tasks: int = 0) -> str:
    """``2 komitmen · 3 tugas (1 mendesak) · 1 usulan``."""
    pressing = f" ({pressing_tasks} mendesak)" if pressing_tasks else ""
    parts = [f"{len(items)} komitmen"]
    parts += [f"{tasks} tugas{pressing}"] if tasks else []
    parts += [f"{offers} usulan"] if offers else []
    return " · ".join(parts)


def finding(items: Sequence[Item], pressing_tasks: int = 0, offers: int = 0) -> str:
    """What the agency has to know first: of all that it holds, not of its reports alone."""
    urgent = sum(item.is_urgent for item in items)
    parts = []
    if urgent:
        of_all = f"semua komitmen ({urgent})" if urgent == len(items) > 1 else _of_them(urgent, len(items))
        parts.append(f"{of_all} perlu tindakan")
    late = sum(item.health is Health.OVERDUE and not item.is_urgent for item in items)
    if late:
        of_others = f"{formats.in_words(late)} komitmen lain" if urgent else _of_them(late, len(items))
        parts.append(f"{of_others} lewat tenggat")
    if pressing_tasks:
        parts.append(f"{formats.in_words(pressing_tasks)} tugas mendesak")
    if offers:
        parts.append(f"{formats.in_words(offers)} usulan menunggu jawaban")
    if parts:
        return formats.capitalised(formats.listing(parts))
    return "Tidak ada laporan atau tugas yang mendesak" if items else "Belum ada komitmen yang dipegang"


def _of_them(some: int, of_all: int) -> str:
    """``satu dari 2 komitmen``; ``satu komitmen`` where there is no other."""
    return "satu komitmen" if of_all == 1 else f"{formats.in_words(some)} dari {of_all} komitmen"


def drafts(items: Sequence[Item]) -> Markup:
    """What was begun and not sent, with the way back to it."""
    waiting = [
        (item.row, point.quarter, point.draft) for item in items for point in item.points if point.draft
    ]
    if not waiting:
        return Markup("")
    begun = [
        {
            "name": f"{row.code} {Quarter.parse(quarter).label}",
            "saved": _saved(draft.written_at),
            "onward": link("Lanjutkan", addresses.report_form(row.code, quarter)),
        }
        for row, quarter, draft in waiting
    ]
    return markup.render("my_agency.drafts", count=f"{len(begun)} draf belum terkirim.", drafts=begun)


def _saved(written: datetime) -> str:
    day = local_time(written).date()
    return f"{formats.short_date(day)} pukul {formats.clock_time(written)}"


def of_others(code: str, quarter: str) -> str:
    named = f"{code} {quarter}".strip()
    return f"Laporan {named} bukan milik instansi Anda. Pilih butir dari Instansi saya."


def nothing_to_report(code: str) -> Markup:
    """Below the sentence that says why."""
    return markup.empty(
        "Butir lain yang dapat dilaporkan ada di Instansi saya.",
        link(f"Buka {code}", addresses.commitment(code)),
    )


def later_cards(items: Sequence[Item], on: date, closed: Collection[date]) -> Markup:
    """What is on its way, below a heading of its own."""
    if not items:
        return Markup("")
    return section("Berjalan", aside=f"{len(items)} komitmen") + item_cards(items, on, closed)


def units(items: Sequence[Item], tasks: int) -> Markup:
    """Reports and tasks stand on one page, each late in its own unit."""
    return markup.note(lateness.published()) if items and tasks else Markup("")


def item_cards(items: Sequence[Item], on: date, closed: Collection[date]) -> Markup:
    """A card per commitment, most urgent first."""
    if not items:
        return Markup("")
    return markup.render("my_agency.cards", cards=[_card(item, on, closed) for item in items])


def _card(item: Item, on: date, closed: Collection[date]) -> dict[str, object]:
    row = item.row
    return {
        "chip": _chip(item),
        "when": _beside_chip(item, on, closed),
        "title": link(row.title, addresses.commitment(row.code), css="gb-plain"),
        "what": _what(item),
        "claimed": cards.long_bar("Diklaim", row.progress.claimed, "gb-hollow"),
        "verified": cards.long_bar("Terverifikasi", row.progress.verified, "gb-solid"),
        "last_word": _last_word(item),
        "ways": _ways_on(item),
    }


_CHIPS = {
    ReportUrgency.RETURNED: ("Dikembalikan", "at-risk", "undo"),
    ReportUrgency.MISSED: ("Menunggak laporan", "silent", "volume_off"),
    ReportUrgency.SOON: ("Segera jatuh tempo", "at-risk", "schedule"),
    ReportUrgency.WAITING: ("Menunggu verifikasi", "plain", "hourglass_empty"),
}


def _chip(item: Item) -> Markup:
    if item.health is Health.OVERDUE:
        return chips.of_health(Health.OVERDUE)
    if item.duty and item.duty.urgency in _CHIPS:
        return markup.chip(*_CHIPS[item.duty.urgency])
    return chips.of_health(item.health)


def _beside_chip(item: Item, on: date, closed: Collection[date]) -> str:
    """The days of what the chip says: of a commitment that is over its due date not those of one report."""
    is_judged = item.duty is not None and item.duty.urgency is ReportUrgency.WAITING
    if item.health is Health.OVERDUE and not is_judged:
        return lateness.left(lateness.DueKind.COMMITMENT, item.row.due_on, on)
    return _when(item, on, closed)


def _when(item: Item, on: date, closed: Collection[date]) -> str:
    duty, point = item.duty, item.point
    if duty is None or point is None:
        return "tanpa titik kendali"
    if duty.urgency is ReportUrgency.WAITING and point.report and point.report.submitted_at:
        sent = local_time(point.report.submitted_at).date()
        return f"diperiksa sebelum {formats.short_date(judged_by(sent, closed))}"
    if duty.urgency is ReportUrgency.DONE:
        return ""
    return lateness.left(lateness.DueKind.REPORT, duty.due_on, on)


_DUES = {
    ReportUrgency.RETURNED: "Laporan perbaikan",
    ReportUrgency.WAITING: "Laporan terkirim",
    ReportUrgency.DONE: "Selesai dinilai",
}


def _what(item: Item) -> str:
    if item.point is None or item.duty is None:
        return f"{item.row.code} · menunggu titik kendali"
    due = _DUES.get(item.duty.urgency, "Laporan")
    return f"{due} {Quarter.parse(item.point.quarter).label} · {item.row.code}"


def _last_word(item: Item) -> Markup:
    point = item.point
    verdict = point.verdict if point else None
    if verdict is None or point is None or not verdict.notes:
        return Markup("")
    returned = point.report is not None and point.report.state is ReportState.RETURNED
    return _said_in_verdict(verdict, verdict.notes, returned=returned)


def _said_in_verdict(verdict: VerdictRow, notes: str, *, returned: bool) -> Markup:
    who = "Dikembalikan" if returned else f"{verdict.agency} menilai"
    return markup.render(
        "my_agency.said",
        css=" gb-returned" if returned else "",
        head=f"{who} {formats.long_date(local_time(verdict.decided_at).date())}.",
        text=notes,
    )


def _ways_on(item: Item) -> list[Markup]:
    details = link("Rincian", addresses.commitment(item.row.code), css="gb-second")
    if item.point is None or item.duty is None or item.duty.urgency is ReportUrgency.DONE:
        return [details]
    label = "Ganti laporan" if item.duty.urgency is ReportUrgency.WAITING else "Laporkan"
    css = "gb-second" if item.duty.urgency is ReportUrgency.WAITING else "gb-button"
    report = link(
        icon("edit") + label,
        addresses.report_form(item.row.code, item.point.quarter),
        css=css,
        title=f"{label} {item.row.code}",
    )
    return [report, details]


def on_paper(office: str, *, may: bool) -> Markup:
    """The office's page to print; of a reader without an office there is none."""
    if not (office and may):
        return Markup()
    return markup.paper_button("Cetak lembar A4", addresses.agency_sheet(office))


def in_plain_words(items: Sequence[Item], on: date, closed: Collection[date]) -> Markup:
    """What may be reported on, most urgent first, with the way to the form that needs no websocket."""
    due = [
        {
            "title": link(item.row.title, addresses.plain_report_form(item.row.code, item.point.quarter)),
            "what": _what(item),
            "when": _when(item, on, closed),
        }
        for item in items
        if item.point and item.duty and item.duty.urgency is not ReportUrgency.DONE
    ]
    if not due:
        return markup.empty("Tidak ada laporan yang dapat diisi sekarang.")
    return markup.render("my_agency.plain_list", due=due)


def nothing_held() -> Markup:
    return markup.empty(
        "Instansi Anda belum memegang komitmen atau tugas.",
        link("Lihat komitmen yang belum punya penanggung jawab", OWNERLESS),
    )


def offers_head(count: int) -> Markup:
    return section("Diusulkan kepada instansi Anda", aside=f"{count} komitmen menunggu jawaban")


# The form of one checkpoint


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
    return _said_in_verdict(latest.verdict, notes, returned=latest.state is ReportState.RETURNED)


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
    """Asked for in a locked quarter only."""
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
    """Two who wrote at once, side by side; the reader chooses, and neither is lost before."""
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
