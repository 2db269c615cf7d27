"""An agency's commitments by urgency, the report of one checkpoint, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isnan
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import cards, chips, forms, kept_form, markup
from components.kit.layout import section
from components.kit.markup import icon, link
from domain import addresses
from domain.commitments.due import Duty, PointState, Urgency, next_duty, rank
from domain.commitments.evidence import kilobytes
from domain.commitments.health import EvidenceKind, Health, ObstacleKind, ReportState
from domain.commitments.progress import LONGEST_SENTENCE, PERCENT_UNITS, judged_by
from domain.time import formats
from domain.time.calendar import Quarter, to_wita
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.agencies import AgencyChoice
    from db.queries.commitments import (
        CheckpointRow,
        CommitmentRow,
        EvidenceRow,
        OwnCommitment,
    )
    from db.queries.progress import DraftRow, ReportForm
    from domain.access.permissions import Actor
    from domain.commitments.progress import Measure, ReportConflict


SAFE = "Tanpa nama, NIK, nomor telepon, atau paspor orang."
ACCEPTED = "image/jpeg,image/png,application/pdf,.pdf,.xlsx,.docx"

OWNERLESS = addresses.commitments(state=Health.NO_OWNER.value)

_URGENT = (Urgency.RETURNED, Urgency.MISSED, Urgency.SOON)


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
            each.row, each.row.progress.health(on), each.checkpoints, next_duty(_states(each.checkpoints), on)
        )
        for each in own
    ]
    return sorted(found, key=lambda item: (*rank(item.duty), item.row.code))


def _states(points: Sequence[CheckpointRow]) -> list[PointState]:
    return [
        PointState(
            point.due_on,
            point.report.state if point.report else None,
            point.progress.verdict is not None and (point.progress.verified or 0.0) >= 100.0,
        )
        for point in points
    ]


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


def finding(items: Sequence[Item]) -> str:
    """What the agency has to know first."""
    urgent = sum(item.is_urgent for item in items)
    if not items:
        return "Belum ada komitmen yang dipegang."
    if not urgent:
        return "Tidak ada laporan yang mendesak."
    if urgent == len(items):
        return f"Semua komitmen ({urgent}) perlu tindakan."
    return f"{formats.capitalised(formats.in_words(urgent))} dari {len(items)} komitmen perlu tindakan."


def drafts(items: Sequence[Item]) -> Markup:
    """What was begun and not sent, with the way back to it."""
    waiting = [
        (item.row, point.quarter, point.draft) for item in items for point in item.points if point.draft
    ]
    if not waiting:
        return Markup("")
    lines = Markup("").join(
        Markup("<p><span>{}<b>{} {}</b> disimpan {}</span>{}</p>").format(
            icon("edit_note"),
            row.code,
            Quarter.parse(quarter).label,
            _saved(draft.written_at),
            link("Lanjutkan", form_address(row.code, quarter)),
        )
        for row, quarter, draft in waiting
    )
    count = "1 draf belum terkirim." if len(waiting) == 1 else f"{len(waiting)} draf belum terkirim."
    return Markup('<div class="gb-unsent"><b>{}</b>{}</div>').format(count, lines)


def _saved(written: datetime) -> str:
    day = to_wita(written).date()
    return f"{formats.short_date(day)} pukul {formats.clock_time(written)}"


def form_address(code: str, quarter: str) -> str:
    return addresses.report_form(code, quarter)


def later_cards(items: Sequence[Item], on: date) -> Markup:
    """What is on its way, below a heading of its own."""
    if not items:
        return Markup("")
    return section("Berjalan", aside=f"{len(items)} komitmen") + item_cards(items, on)


def item_cards(items: Sequence[Item], on: date) -> Markup:
    """A card per commitment, most urgent first."""
    if not items:
        return Markup("")
    return Markup('<div class="gb-items">{}</div>').format(Markup("").join(_card(item, on) for item in items))


def _card(item: Item, on: date) -> Markup:
    row = item.row
    claimed, verified = row.progress.claimed, row.progress.verified
    return Markup(
        '<article class="gb-item"><p class="gb-item-head">{}<b>{}</b></p><h2>{}</h2>'
        '<p class="gb-muted">{}</p><div class="gb-pair"><div>{}</div><div>{}</div></div>{}{}</article>'
    ).format(
        _chip(item),
        _when(item, on),
        link(row.title, addresses.commitment(row.code), css="gb-plain"),
        _what(item),
        cards.long_bar("Diklaim", claimed, "gb-hollow"),
        cards.long_bar("Terverifikasi", verified, "gb-solid"),
        _last_word(item),
        _way_on(item),
    )


_CHIPS = {
    Urgency.RETURNED: ("Dikembalikan", "at-risk", "undo"),
    Urgency.MISSED: ("Diam", "silent", "volume_off"),
    Urgency.SOON: ("Segera jatuh tempo", "at-risk", "schedule"),
    Urgency.WAITING: ("Menunggu verifikasi", "plain", "hourglass_empty"),
}


def _chip(item: Item) -> Markup:
    if item.health is Health.OVERDUE:
        return chips.of_health(Health.OVERDUE)
    if item.duty and item.duty.urgency in _CHIPS:
        return markup.chip(*_CHIPS[item.duty.urgency])
    return chips.of_health(item.health)


def _when(item: Item, on: date) -> str:
    duty, point = item.duty, item.point
    if duty is None or point is None:
        return "tanpa titik kendali"
    if duty.urgency is Urgency.WAITING and point.report and point.report.submitted_at:
        sent = to_wita(point.report.submitted_at).date()
        return f"diperiksa sebelum {formats.short_date(judged_by(sent))}"
    days = (duty.due_on - on).days
    if duty.urgency is Urgency.MISSED:
        return f"{formats.number(-days)} hari tanpa laporan"
    return "" if duty.urgency is Urgency.DONE else formats.days_left(days)


_DUES = {
    Urgency.RETURNED: "Laporan perbaikan",
    Urgency.WAITING: "Laporan terkirim",
    Urgency.DONE: "Selesai dinilai",
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
    return Markup('<p class="gb-said {}"><b>{} {}.</b> {}</p>').format(
        "gb-returned" if returned else "",
        "Dikembalikan" if returned else f"{verdict.agency} menilai",
        formats.long_date(to_wita(verdict.decided_at).date()),
        verdict.notes,
    )


def _way_on(item: Item) -> Markup:
    details = link("Rincian", addresses.commitment(item.row.code), css="gb-second")
    if item.point is None or item.duty is None or item.duty.urgency is Urgency.DONE:
        return Markup('<p class="gb-way">{}</p>').format(details)
    label = "Ganti laporan" if item.duty.urgency is Urgency.WAITING else "Laporkan"
    css = "gb-second" if item.duty.urgency is Urgency.WAITING else "gb-button"
    return Markup('<p class="gb-way">{}{}</p>').format(
        link(
            Markup("{}{}").format(icon("edit"), label),
            form_address(item.row.code, item.point.quarter),
            css=css,
            title=f"{label} {item.row.code}",
        ),
        details,
    )


def offers_head(count: int) -> Markup:
    return section("Diusulkan kepada instansi Anda", aside=f"{count} komitmen menunggu jawaban")


# The form of one checkpoint


def report_form(form: ReportForm, actor: Actor, agencies: Sequence[AgencyChoice], on: date) -> Markup:
    """Four fields, and what happens after."""
    draft = form.own
    value = draft.value if draft else _starting_value(form)
    blocked = bool(draft and draft.obstacle)
    fields = [
        _value_field(form, value),
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
        _after(form, on),
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
        },
    )


def form_head(form: ReportForm) -> Markup:
    """Which item it is, and what was said about it last."""
    quarter = Quarter.parse(form.quarter).label
    latest = form.latest
    fixing = latest is not None and latest.state is ReportState.RETURNED
    return Markup('<div class="gb-form-head"><h1>{}</h1><p class="gb-muted">{}</p>{}{}</div>').format(
        form.commitment,
        f"{form.commitment_code} · {'perbaikan ' if fixing else ''}{quarter} · "
        f"{'lima' if form.is_locked else 'empat'} isian, sekitar 60 detik",
        _said(form),
        Markup("").join(_colleague(other) for other in form.others),
    )


def _said(form: ReportForm) -> Markup:
    latest = form.latest
    if latest is None:
        return Markup("")
    if latest.state is ReportState.SUBMITTED:
        return Markup('<p class="gb-said">{}</p>').format(
            Markup("<b>Laporan {} masih diperiksa.</b> Mengirim lagi berarti menggantinya.").format(
                formats.long_date(to_wita(latest.submitted_at).date())
            )
        )
    if latest.verdict is None:
        return Markup("")
    returned = latest.state is ReportState.RETURNED
    return Markup('<p class="gb-said {}"><b>{} {}.</b> {}</p>').format(
        "gb-returned" if returned else "",
        "Dikembalikan" if returned else f"{latest.verdict.agency} menilai",
        formats.long_date(to_wita(latest.verdict.decided_at).date()),
        latest.verdict.notes or labels.VERDICTS[latest.verdict.level],
    )


def _colleague(draft: DraftRow) -> Markup:
    return Markup('<p class="gb-said"><b>{} juga menulis draf</b> (pukul {}): “{}”</p>').format(
        draft.author, formats.clock_time(draft.saved_at), draft.sentence or "belum ada kalimat"
    )


def _starting_value(form: ReportForm) -> float:
    return form.latest.claimed_value if form.latest else form.measure.baseline


def plain(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def amount(value: float, measure: Measure) -> str:
    """``18 dari 40 desa``; ``42,5 %``."""
    if measure.unit in PERCENT_UNITS:
        return f"{plain(value)} %"
    return f"{plain(value)} dari {plain(measure.target)} {measure.unit}"


def _value_field(form: ReportForm, value: float) -> Markup:
    measure = form.measure
    per_cent = measure.unit in PERCENT_UNITS
    most = 100.0 if per_cent else max(measure.target, measure.baseline, value, 1.0)
    step = 1 if most >= 10 or most == int(most) else 0.1
    last = f"terakhir {plain(form.latest.claimed_value)}" if form.latest else "belum pernah dilaporkan"
    body = Markup(
        '<div class="gb-number"><input id="f-value" name="value" data-number inputmode="decimal" '
        'autocomplete="off" data-required="Isi dengan angka, misalnya 18." data-most="{}" value="{}">'
        "<span>{}</span>"
        '<button type="button" data-step="-{}" data-of="value" aria-label="Kurangi">{}</button>'
        '<button type="button" data-step="{}" data-of="value" aria-label="Tambah">{}</button></div>'
        '<input type="range" class="gb-slider" data-slides="value" min="0" max="{}" step="{}" value="{}" '
        'aria-label="{}">'
    ).format(
        f"{measure.ceiling:g}",
        plain(value),
        "%" if per_cent else f"dari {plain(measure.target)} {measure.unit}",
        step,
        icon("remove"),
        step,
        icon("add"),
        f"{most:g}",
        step,
        f"{value:g}",
        form.measure_text,
    )
    return kept_form.field(1, form.measure_text, body, aside=last, name="value")


def _sentence_field(sentence: str) -> Markup:
    body = Markup(
        '<textarea id="f-sentence" name="sentence" rows="3" maxlength="{}" '
        'data-required="Tulis satu kalimat: apa yang sudah terjadi." '
        'placeholder="Apa yang sudah terjadi, di mana, kapan.">{}</textarea><p class="gb-hint">{}{}</p>'
    ).format(LONGEST_SENTENCE, sentence, icon("lock"), SAFE)
    counter = Markup('<span data-counts="sentence">{} / {}</span>').format(len(sentence), LONGEST_SENTENCE)
    return kept_form.field(2, "Satu kalimat", body, aside=counter, name="sentence")


def _proof_field(form: ReportForm, evidence: Sequence[EvidenceRow]) -> Markup:
    kinds = {"": "Jenis: otomatis", **{kind.value: labels.EVIDENCE[kind] for kind in EvidenceKind}}
    kinds.pop(EvidenceKind.NEWS_LINK.value)
    body = Markup(
        '<div class="gb-proofs">{}</div><p class="gb-progress" data-progress role="status" hidden></p>'
        '<label class="gb-pick">{}Pilih foto atau berkas<input type="file" accept="{}"></label>'
        '<details class="gb-form-more"><summary>Jenis bukti atau tautan</summary>'
        '<select data-kind aria-label="Jenis bukti">{}</select>'
        '<div class="gb-link-row"><input type="url" data-address placeholder="https://" aria-label="Tautan">'
        '<button type="button" class="gb-second" data-link>Tambah tautan</button></div></details>'
    ).format(proof(evidence), icon("attach_file"), ACCEPTED, kept_form.options(kinds, ""))
    wanted = f"diminta: {form.required_evidence}" if form.required_evidence else "foto atau berkas"
    return kept_form.field(3, "Satu bukti", body, aside=wanted, name="proof")


def proof(evidence: Sequence[EvidenceRow]) -> Markup:
    """What is attached so far, each with its size and the way to take it off."""
    return Markup("").join(
        Markup(
            '<div class="gb-proof">{}<div><b>{}</b><small>{}{}</small></div>'
            '<button type="button" data-drop="{}" aria-label="Hapus {}">Hapus</button></div>'
        ).format(
            icon("link" if each.link else "description"),
            each.title,
            icon("check_circle"),
            size(each),
            each.id,
            each.title,
        )
        for each in evidence
    )


def size(each: EvidenceRow) -> str:
    """``412 KB, tersimpan di server``; a photo also says how large it was."""
    if each.size_bytes is None:
        return "tautan tersimpan"
    kept = f"{kilobytes(each.size_bytes)}, tersimpan di server"
    if each.original_size and each.original_size > each.size_bytes * 1.1:
        return f"{kept}; semula {kilobytes(each.original_size)}"
    return kept


def _obstacle_field(draft: DraftRow | None, agencies: Sequence[AgencyChoice], *, blocked: bool) -> Markup:
    kinds = {kind.value: labels.OBSTACLES[kind] for kind in ObstacleKind}
    helpers = {
        "": "Tidak butuh instansi lain",
        **{each.code: f"Butuh: {each.short_name}" for each in agencies},
    }
    checked = Markup(" checked")
    body = Markup(
        '<div class="gb-yes-no" role="radiogroup" aria-label="Terkendala?">'
        '<label><input type="radio" name="blocked" value="tidak"{}>Tidak</label>'
        '<label><input type="radio" name="blocked" value="ya"{}>{}Ya</label></div>'
        '<div class="gb-selects" data-when="blocked=ya" {}>'
        '<select name="obstacle" aria-label="Kendala">{}</select>'
        '<select name="helper" aria-label="Bantuan yang dibutuhkan">{}</select></div>'
    ).format(
        "" if blocked else checked,
        checked if blocked else "",
        icon("back_hand"),
        "" if blocked else "hidden",
        kept_form.options(
            kinds, draft.obstacle.value if draft and draft.obstacle else ObstacleKind.BUDGET.value
        ),
        kept_form.options(helpers, draft.helper_code if draft else ""),
    )
    return kept_form.field(4, "Terkendala?", body, name="blocked")


def reason_field(number: int, quarter: str) -> Markup:
    """Asked for in a locked quarter only."""
    label = Quarter.parse(quarter).label
    body = Markup(
        '<textarea id="f-alasan" name="alasan" rows="2" maxlength="300" '
        'data-required="Triwulan ini terkunci; tulis alasan perubahannya."></textarea>'
    )
    return kept_form.field(
        number,
        "Alasan perubahan",
        body,
        aside=f"{label} sudah dikunci; tercatat sebagai amandemen",
        name="alasan",
    )


def _after(form: ReportForm, on: date) -> Markup:
    return Markup('<p class="gb-after">Sesudah dikirim: verifikator memeriksa paling lambat {}.</p>').format(
        formats.day_and_date(judged_by(on))
    )


def _foot(form: ReportForm) -> Markup:
    saved = f"Draf tersimpan {formats.clock_time(form.own.saved_at)}" if form.own else ""
    return Markup(
        '<div class="gb-send"><p><span data-status role="status"><i class="gb-icon" aria-hidden="true">{}</i>'
        "<span>{}</span></span><small data-signal></small></p>"
        '<button type="submit" class="gb-button">{}Kirim laporan</button>'
        '<button type="button" class="gb-quiet-button" data-discard {}>Buang draf</button></div>'
    ).format("cloud_done" if form.own else "", saved, icon("send"), "" if form.own else "hidden")


def receipt(what_next: str) -> Markup:
    """That it arrived, and what happens now."""
    return Markup('<div tabindex="-1">{}<p class="gb-way">{}</p></div>').format(
        forms.receipt("Laporan terkirim.", f"{what_next} Putusannya tampil di Instansi saya."),
        link("Kembali ke Instansi saya", addresses.Page.MY_AGENCY, css="gb-button"),
    )


def verdict_receipt(state: ReportState) -> Markup:
    sentence = (
        "Instansi pelapor membaca catatan Anda di Instansi saya."
        if state is ReportState.RETURNED
        else "Nilai terverifikasi komitmen ini sudah berubah di semua layar."
    )
    title = "Laporan dikembalikan." if state is ReportState.RETURNED else "Putusan tersimpan."
    return Markup('<div tabindex="-1">{}<p class="gb-way">{}</p></div>').format(
        forms.receipt(title, sentence),
        link("Laporan berikutnya", addresses.Page.VERIFICATION, css="gb-button"),
    )


def both_texts(conflict: ReportConflict, form: ReportForm, value: float, sentence: str) -> Markup:
    """Two who wrote at once, side by side; the reader chooses, and neither is lost before."""
    theirs = conflict.theirs
    mine = _text("Isian Anda", "belum terkirim", value, sentence, form.measure)
    other = _text(
        "Yang sudah terkirim" if theirs.sent else "Draf yang tersimpan",
        f"{theirs.author.rstrip(',')}, pukul {theirs.at}",
        theirs.value,
        theirs.sentence,
        form.measure,
    )
    keep_mine = "Pakai isian saya" + (" (mengganti)" if theirs.sent else "")
    keep_other = "Pakai yang terkirim; buang draf saya" if theirs.sent else "Pakai draf itu"
    return Markup(
        '<p class="gb-refusal" role="alert">{}<span>{}</span></p><div class="gb-versus">{}{}</div>'
        '<p class="gb-way"><button type="button" class="gb-button" data-choose="mine">{}</button>'
        '<button type="button" class="gb-second" data-choose="theirs">{}</button></p>'
    ).format(icon("difference"), str(conflict), mine, other, keep_mine, keep_other)


def _text(title: str, detail: str, value: float, sentence: str, measure: Measure) -> Markup:
    number = "belum diisi" if isnan(value) else amount(value, measure)
    return Markup("<section><h3>{}</h3><p><small>{}</small></p><p><b>{}</b></p><p>{}</p></section>").format(
        title, detail, number, Markup("“{}”").format(sentence) if sentence else "tanpa kalimat"
    )
