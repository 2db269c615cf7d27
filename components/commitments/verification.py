"""The verifiers' queue, and one report beside its proof and the last verdict."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.commitments import detail
from components.commitments import report as reporting
from components.kit import chips, forms, kept_form, markup
from components.kit.layout import section
from components.kit.markup import WAY_ON, Column, link
from domain import addresses
from domain.commitments.health import ReportState, VerdictLevel
from domain.commitments.progress import LONGEST_NOTE, VerdictRange, judged_by, verdict_range
from domain.places.regions import short_name
from domain.time import formats, lateness
from domain.time.calendar import Quarter, local_time
from domain.words import labels
from domain.words.services import place

if TYPE_CHECKING:
    from db.queries.progress import QueueRow
    from db.queries.services import ServiceReportRow
    from domain.access.permissions import Actor
    from domain.commitments.requests import Judged

OWN = "Laporan instansi Anda; diputus verifikator instansi lain"

_LEVELS = {
    VerdictLevel.NO_EVIDENCE: "bukti tidak ada atau tidak terkait",
    VerdictLevel.NOT_STARTED: "bukti menunjukkan belum mulai",
    VerdictLevel.LIMITED: "sebagian kecil terbukti",
    VerdictLevel.SUBSTANTIAL: "sebagian besar terbukti",
    VerdictLevel.COMPLETE: "target titik kendali terbukti",
}


def headline(queue: Sequence[QueueRow], services: int, on: date, closed: Collection[date]) -> str:
    """Of both kinds of reports; only those of progress have a limit."""
    beside = f"{formats.in_words(services)} laporan layanan menunggu diperiksa" if services else ""
    if not queue:
        return formats.capitalised(f"{beside or 'tidak ada laporan yang menunggu putusan'}.")
    late = sum(_limit(row, closed) < on for row in queue)
    count = formats.capitalised(formats.in_words(len(queue)))
    rest = f"{formats.in_words(late)} melewati batas pemeriksaan" if late else "semua masih dalam batas waktu"
    said = f"{count} laporan menunggu putusan, {rest}"
    return f"{said}; {beside}." if beside else f"{said}."


def _limit(row: QueueRow, closed: Collection[date]) -> date:
    return judged_by(local_time(row.submitted_at).date(), closed)


def queue(rows: Sequence[QueueRow], actor: Actor, on: date, closed: Collection[date]) -> Markup:
    """The oldest first."""
    columns = [
        Column("Dikirim", "gb-narrow"),
        Column("Laporan", "gb-wide"),
        Column("Pelapor"),
        Column("Klaim"),
        Column("Bukti"),
        Column("Putusan terakhir"),
        Column("Batas", "gb-narrow"),
        WAY_ON,
    ]
    return markup.table(
        columns, [_row(row, actor, on, closed) for row in rows], caption="Laporan yang menunggu putusan"
    )


def services(rows: Sequence[ServiceReportRow], on: date) -> Markup:
    """Reports of desks and of the chain that this reader may judge, the oldest first."""
    return section("Laporan layanan", aside="meja LTSA dan Migrant Center") + markup.table(
        [
            Column("Dikirim", "gb-narrow"),
            Column("Laporan", "gb-wide"),
            Column("Pelapor"),
            Column("Menunggu", "gb-narrow"),
            WAY_ON,
        ],
        [
            [
                formats.short_date(sent := local_time(row.submitted_at).date()),
                markup.stack(place(row.region_code, row.region), formats.month(row.month)),
                row.agency,
                formats.days((on - sent).days),
                link("Periksa", addresses.services_review(row.id), title=f"Periksa laporan {row.agency}"),
            ]
            for row in rows
        ],
        caption="Laporan layanan yang menunggu diperiksa",
    )


def _row(row: QueueRow, actor: Actor, on: date, closed: Collection[date]) -> list[Markup | str]:
    sent = local_time(row.submitted_at).date()
    limit = _limit(row, closed)
    own = actor.is_of(row.agency_id)
    return [
        formats.short_date(sent),
        markup.stack(
            link(row.commitment, addresses.commitment(row.commitment_code)),
            f"{row.commitment_code} · {Quarter.parse(row.quarter).label} · {row.measure_text}",
        ),
        row.agency,
        row.measure.amount(row.claimed_value),
        f"{len(row.evidence)}\u00a0berkas" if row.evidence else markup.chip("tanpa bukti", "late", "block"),
        chips.of_verdict(row.last_verdict.level) if row.last_verdict else "belum pernah",
        markup.chip(
            lateness.left(lateness.DueKind.VERIFICATION, limit, on, closed),
            "late" if limit < on else "plain",
            "schedule",
        ),
        markup.chip("instansi sendiri", "plain", "lock")
        if own
        else link("Periksa", addresses.verification(row.report_id), title=row.commitment),
    ]


def report(row: QueueRow, actor: Actor) -> Markup:
    """Claim, proof and last verdict side by side; below them the verdict, unless it is one's own."""
    region = short_name("", row.region) if row.region else ""
    about = [row.commitment_code, Quarter.parse(row.quarter).label, row.agency, region]
    head = markup.render("forms.head", title=row.commitment, about=" · ".join(filter(None, about)), more="")
    sides = markup.render("forms.sides", claim=_claim(row), proof=_proof(row), last=_last(row))
    if actor.is_of(row.agency_id):
        return head + sides + markup.notice(f"{OWN}.", "lock", css="gb-warning")
    return head + sides + _form(row, actor)


def _claim(row: QueueRow) -> Markup:
    return markup.joined(
        markup.paragraph(row.measure.amount(row.claimed_value), css="gb-amount"),
        markup.paragraph(row.measure_text),
        markup.paragraph(f"“{row.sentence}”"),
        markup.muted(f"Dikirim {formats.moment(row.submitted_at)}"),
        detail.obstacle_chip(row.obstacle, row.helper),
    )


def _proof(row: QueueRow) -> Markup:
    wanted = markup.muted(f"Disyaratkan: {row.required_evidence}") if row.required_evidence else ""
    if not row.evidence:
        return markup.paragraph("Tidak ada bukti yang dilampirkan.") + wanted
    return markup.joined(*(detail.evidence_line(each) for each in row.evidence), wanted)


def _last(row: QueueRow) -> Markup:
    last = row.last_verdict
    if last is None:
        return markup.paragraph("Titik kendali ini belum pernah diputus.")
    return markup.joined(
        markup.paragraph(chips.of_verdict(last.level)),
        markup.paragraph(row.measure.amount(last.verified_value), css="gb-amount"),
        markup.paragraph(last.notes),
        markup.muted(f"{last.agency}, {formats.long_date(local_time(last.decided_at).date())}"),
    )


def _form(row: QueueRow, actor: Actor) -> Markup:
    fields = [
        kept_form.field(1, "Tingkat bukti", _levels(row), aside="pilih satu", name="tingkat"),
        _value(row),
        _notes(),
    ]
    if row.is_locked:
        fields.append(reporting.reason_field(4, row.quarter))
    return kept_form.form(
        kept_form.answer_place(),
        *fields,
        _foot(),
        name=f"putusan/{row.report_id}",
        data={
            "user": actor.user_id or 0,
            "report": row.report_id,
            "version": row.version,
            "send": addresses.Endpoint.VERDICT,
        },
        css="gb-judging",
    )


def _levels(row: QueueRow) -> Markup:
    last = row.last_verdict.verified_value if row.last_verdict else None
    levels = []
    for level, meaning in _LEVELS.items():
        allowed = verdict_range(level, row.measure, claimed=row.claimed_value, last_verified=last)
        between = f"nilai {allowed.said()}" if allowed else "klaim belum mencapai target"
        levels.append(
            {
                "value": level.value,
                "may": allowed is not None,
                "suggests": _suggested(level, allowed),
                "name": labels.VERDICTS[level],
                "meaning": meaning,
                "between": between,
            }
        )
    return markup.render("forms.levels", levels=levels)


def _suggested(level: VerdictLevel, allowed: VerdictRange | None) -> str:
    """The value that goes with a level, where the level leaves little choice."""
    if allowed is None or level in (VerdictLevel.LIMITED, VerdictLevel.SUBSTANTIAL):
        return ""
    return formats.exact(allowed.high)


def _value(row: QueueRow) -> Markup:
    measure = row.measure
    most = max(row.claimed_value, measure.baseline)
    box = kept_form.number(
        "nilai",
        unit=measure.unit,
        required="Isi nilai yang terbukti, misalnya 3.",
        below_zero="Nilai terverifikasi tidak di bawah nol. Tulis nilai yang terbukti.",
        most=most,
        too_much=f"Nilai terverifikasi paling banyak {formats.quantity(most, measure.unit)}; "
        f"klaimnya {formats.exact(row.claimed_value)}.",
    )
    unit = f"dari {formats.exact(row.claimed_value)} yang diklaim ({row.measure.unit})"
    body = markup.render("forms.verified_number", box=box, unit=unit)
    return kept_form.field(2, "Nilai terverifikasi", body, aside="tidak melebihi klaim", name="nilai")


def _notes() -> Markup:
    body = markup.render(
        "forms.text",
        name="catatan",
        longest=LONGEST_NOTE,
        value="",
        asked="Apa yang terbukti; bila dikembalikan, apa yang kurang.",
        hint=reporting.SAFE,
    )
    counter = markup.render("forms.counter", name="catatan", count=0, longest=LONGEST_NOTE)
    return kept_form.field(3, "Catatan", body, aside=counter, name="catatan")


def _foot() -> Markup:
    return markup.render("forms.judge")


def receipt(judged: Judged, following: QueueRow | None) -> Markup:
    """What was decided about which commitment, and the next report that waits."""
    returned = judged.state is ReportState.RETURNED
    quarter = Quarter.parse(judged.quarter).label
    decided = [
        ("Komitmen", f"{judged.commitment} {judged.title}, {quarter}"),
        ("Putusan", "Dikembalikan kepada pelapor" if returned else "Diterima sebagai terverifikasi"),
        ("Tingkat bukti", labels.VERDICTS[judged.level]),
        ("Nilai terverifikasi", judged.verified),
        ("Catatan", judged.notes or "tidak ada"),
        *reporting.amended(judged.amendment),
    ]
    return markup.render(
        "forms.sent",
        receipt=forms.receipt(
            f"Laporan {judged.commitment} {'dikembalikan' if returned else 'diterima'}.",
            "Instansi pelapor membaca catatan Anda di Instansi saya."
            if returned
            else "Nilai terverifikasi komitmen ini sudah berubah di semua layar.",
        ),
        understood=markup.definitions(decided),
        onward=_onward(following),
    )


def _onward(following: QueueRow | None) -> Markup:
    if following is None:
        return link("Kembali ke Verifikasi", addresses.Page.VERIFICATION, css="gb-button")
    return link(
        f"Periksa {following.commitment_code} {Quarter.parse(following.quarter).label}",
        addresses.verification(following.report_id),
        css="gb-button",
        title=following.commitment,
    )


def next_to_judge(queue: Sequence[QueueRow], actor: Actor) -> QueueRow | None:
    """The one that waits longest of those that this reader may decide about."""
    return next((row for row in queue if not actor.is_of(row.agency_id)), None)
