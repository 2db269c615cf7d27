"""One commitment in full: its control points, proof and verdicts, where it stands, its facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.commitments.register import quote
from components.kit import cards, chips, markup, pictures
from components.kit.markup import Text, link, outside_link
from domain import addresses
from domain.commitments.evidence import kilobytes
from domain.commitments.health import AT_RISK_MARGIN, Health, ObstacleKind, VerdictLevel
from domain.commitments.progress import CheckpointMeasure
from domain.commitments.verifiability import AnswerKind, Question
from domain.time import formats
from domain.time.calendar import Quarter, local_time
from domain.words import labels
from reports.charts import PlannedStep, timeline

if TYPE_CHECKING:
    from db.queries.checkpoints import CheckpointRow, EvidenceRow, ReportRow
    from db.queries.commitments import CommitmentDetail
    from db.queries.tasks import TaskRow

_ANSWERS = {
    AnswerKind.YES: ("check", "terjawab"),
    AnswerKind.OPEN: ("person_off", "masih terbuka"),
    AnswerKind.NO: ("close", "belum terjawab"),
}


def verifiability(detail: CommitmentDetail) -> Markup:
    """The six questions of verifiability, as this commitment answers them."""
    found = detail.examination
    open_owner = any(answer.verdict is AnswerKind.OPEN for answer in found.answers)
    outcome = "dihitung sebagai komitmen" if found.passes else "perlu dilengkapi"
    if found.passes and open_owner:
        outcome = "dihitung, belum dinilai"
    answers = [
        {
            "reason": answer.reason,
            "symbol": _ANSWERS[answer.verdict][0],
            "question": "PJ" if answer.question is Question.OWNER else labels.QUESTIONS[answer.question],
            "said": _ANSWERS[answer.verdict][1],
        }
        for answer in found.answers
    ]
    return markup.render("commitments.verifiability", answers=answers, outcome=outcome)


def body(detail: CommitmentDetail, on: date) -> tuple[Markup, ...]:
    """The phrase it came from, the check it passed, and its checkpoints."""
    return quote(detail.statement), verifiability(detail), checkpoints(detail, on)


def checkpoints(detail: CommitmentDetail, on: date) -> Markup:
    """On a calendar, and then one by one."""
    drawn = timeline(_steps(detail, on), on, code=detail.row.code)
    return pictures.with_rows(drawn, css="gb-timeline-picture") + markup.render(
        "commitments.checkpoints", points=[_checkpoint(point, on) for point in detail.checkpoints]
    )


def _steps(detail: CommitmentDetail, on: date) -> list[PlannedStep]:
    """Each from the one before it to its own day."""
    begins = [detail.row.starts_on, *(point.due_on for point in detail.checkpoints)]
    return [
        PlannedStep(
            Quarter.parse(point.quarter).label + f" {Quarter.parse(point.quarter).year}",
            min(start, point.due_on),
            point.due_on,
            point.progress.claimed,
            point.progress.verified,
            point.progress.is_missed(on),
            _state(point, on),
            "",
        )
        for start, point in zip(begins, detail.checkpoints, strict=False)
    ]


def _state(point: CheckpointRow, on: date) -> str:
    if point.report is None:
        return formats.NO_REPORT if point.due_on < on else "belum jatuh tempo"
    return labels.VERDICTS[point.verdict.level] if point.verdict else "menunggu verifikator"


def _checkpoint(point: CheckpointRow, on: date) -> dict[str, Text]:
    tone, symbol = _dot(point, on)
    return {
        "tone": tone,
        "symbol": symbol,
        "quarter": Quarter.parse(point.quarter).label,
        "due_on": formats.long_date(point.due_on),
        "measure": point.measure,
        "claim": _claim(point, on),
        "evidence": _evidence(point),
        "level": _level(point.report),
        "verdict": _verdict(point, on),
        "draft": _draft(point),
    }


def _dot(point: CheckpointRow, on: date) -> tuple[str, str]:
    if point.report is None:
        return ("silent", "volume_off") if point.due_on < on else ("open", "schedule")
    verdict = point.report.verdict
    if verdict is None:
        return "open", "hourglass_empty"
    good = verdict.level in (VerdictLevel.COMPLETE, VerdictLevel.SUBSTANTIAL)
    return ("done", "check") if good else ("at-risk", "undo")


def _amount(value: float, point: CheckpointRow) -> str:
    return CheckpointMeasure(point.baseline, point.target, point.unit).amount(value)


def obstacle_chip(obstacle: ObstacleKind | None, helper: str | None) -> Markup | str:
    """What holds the work up and whose help it needs; nothing where nothing does."""
    if obstacle is None:
        return ""
    needed = f"; butuh {helper}" if helper else ""
    return markup.chip(f"Terkendala: {labels.OBSTACLES[obstacle].lower()}{needed}", "at-risk", "back_hand")


def _claim(point: CheckpointRow, on: date) -> Markup:
    report = point.report
    if report is None:
        silent = (
            f"{formats.NO_REPORT}; menunggak {(on - point.due_on).days} hari"
            if point.due_on < on
            else formats.NO_REPORT
        )
        return markup.render("commitments.no_claim", said=silent)
    when = formats.short_date(local_time(report.submitted_at).date()) if report.submitted_at else ""
    return markup.render(
        "commitments.claim",
        amount=_amount(report.claimed_value, point),
        date=when,
        sentence=report.sentence,
        obstacle=obstacle_chip(report.obstacle, report.helper),
    )


def _evidence(point: CheckpointRow) -> Markup:
    if point.report is None or not point.report.evidence:
        return markup.paragraph(
            markup.small(
                f"Disyaratkan: {point.required_evidence}" if point.required_evidence else "Belum ada bukti"
            )
        )
    return Markup("").join(evidence_line(evidence) for evidence in point.report.evidence)


def evidence_line(evidence: EvidenceRow) -> Markup:
    """One proof; a link only for whoever may open it."""
    title: Text = evidence.title
    if evidence.may_open and evidence.content_hash:
        title = markup.file_link(evidence.title, addresses.evidence(evidence.id))
    elif evidence.may_open and evidence.link:
        title = outside_link(evidence.title, evidence.link)
    parts = [labels.EVIDENCE[evidence.kind]]
    if evidence.size_bytes:
        parts.append(kilobytes(evidence.size_bytes))
    if evidence.content_hash:
        parts.append(f"sidik {evidence.content_hash[:4]}…{evidence.content_hash[-2:]}")
    return markup.render("commitments.evidence", title=title, about=" · ".join(parts))


def _level(report: ReportRow | None) -> Markup:
    if report is None or report.verdict is None:
        return Markup("")
    reached = list(VerdictLevel).index(report.verdict.level) + 1
    return markup.render("commitments.level", reached=reached, steps=len(VerdictLevel))


def _verdict(point: CheckpointRow, on: date) -> Markup:
    report = point.report
    if report is None:
        days = (point.due_on - on).days
        return markup.paragraph(
            markup.small(
                f"Jatuh tempo {formats.number(days)} hari lagi" if days >= 0 else "Belum ada yang dinilai"
            )
        )
    if report.verdict is None:
        return markup.paragraph(markup.chip(labels.REPORT_STATES[report.state], "plain", "hourglass_empty"))
    verdict = report.verdict
    return markup.render(
        "commitments.verdict",
        chip=chips.of_verdict(verdict.level),
        agency=verdict.agency,
        date=formats.short_date(local_time(verdict.decided_at).date()),
        amount=_amount(verdict.verified_value, point),
        notes=verdict.notes,
    )


def _draft(point: CheckpointRow) -> Markup:
    if point.draft is None:
        return Markup("")
    value = point.draft.value
    return markup.render(
        "commitments.draft",
        amount="belum ada angka" if value is None else _amount(value, point),
        sentence=point.draft.sentence,
    )


def status_panel(detail: CommitmentDetail, health: Health, on: date) -> Markup:
    """The arithmetic behind the status, in bars and in a sentence."""
    progress = detail.row.progress
    expected = progress.expected(on)
    sentences = []
    if progress.verified is not None:
        gap = formats.apart(expected, progress.verified)
        comparison = "di bawah" if gap > 0 else "tidak di bawah"
        sentences.append(
            f"Terverifikasi {formats.percent(progress.verified)} {comparison} harapan "
            f"{formats.percent(expected)}: selisih {formats.points(abs(gap))}, ambang "
            f"{formats.number(AT_RISK_MARGIN)}."
        )
    else:
        sentences.append("Belum ada laporan; itu bukan nol, maka tidak dibandingkan dengan kalender.")
    weights = ", ".join(formats.percent(100 * point.weight, 0) for point in detail.checkpoints)
    sentences.append(f"Bobot titik kendali: {weights}. Rumus: Σ(bobot × persen) ÷ Σ bobot.")
    return markup.panel(
        markup.paragraph(chips.of_health(health)),
        cards.long_bar("Diklaim instansi", progress.claimed, "gb-hollow"),
        cards.long_bar("Terverifikasi", progress.verified, "gb-solid"),
        cards.long_bar("Harapan kalender", expected, "gb-calendar"),
        markup.paragraph(" ".join(sentences), css="gb-muted"),
    )


def facts(detail: CommitmentDetail, tasks: Sequence[TaskRow]) -> Markup:
    row, unit = detail.row, detail.unit
    links = Markup(", ").join(link(task.code, addresses.task(task.code)) for task in tasks)
    region: Text = row.region
    if "." in row.region_code:
        region = link(row.region, addresses.region(row.region_code))
    return markup.definitions(
        [
            ("Penanggung jawab", row.owner_name or formats.NOT_SET),
            ("Pendukung", formats.listing(list(detail.supporters)) or "–"),
            ("Pilar", f"{row.pillar_code} {row.pillar}"),
            ("Keluaran", detail.output),
            (
                "Indikator",
                f"{detail.indicator}; awal {formats.quantity(detail.baseline)}, "
                f"target {formats.quantity(detail.target, unit)}",
            ),
            ("Polaritas", labels.POLARITIES[detail.polarity]),
            ("Tenggat", formats.long_date(row.due_on)),
            ("Asal", f"Frasa {row.statement_code}, {labels.BASES[detail.statement.basis]}"),
            ("Wilayah", region),
            ("Tugas terkait", links or "–"),
        ]
    )
