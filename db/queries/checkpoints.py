"""Checkpoints of commitments with their reports, verdicts and proof."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, and_, false, func, or_, select
from sqlalchemy.orm import aliased

from db.models import (
    Agency,
    Checkpoint,
    Commitment,
    CommitmentSupport,
    Evidence,
    ProgressReport,
    TargetChange,
    Verdict,
)
from db.queries.rows import build
from domain.access.permissions import EvidenceReach, Scope
from domain.commitments.due import PointState
from domain.commitments.health import (
    CheckpointProgress,
    EvidenceKind,
    ObstacleKind,
    ReportState,
    VerdictLevel,
)
from domain.commitments.targets import ChangeState, percent_of
from domain.figures.figures import Polarity
from domain.time.calendar import local_time


@dataclass(frozen=True)
class EvidenceRow:
    id: int
    kind: EvidenceKind
    title: str
    content_hash: str | None
    media_type: str | None
    size_bytes: int | None
    original_size: int | None
    link: str | None
    may_open: bool
    """Whether this reader may open it; its title is open to all who see the register."""


@dataclass(frozen=True)
class VerdictRow:
    level: VerdictLevel
    verified_value: float
    notes: str
    decided_at: datetime
    agency: str


@dataclass(frozen=True)
class ReportRow:
    id: int
    state: ReportState
    claimed_value: float
    target: float
    """Of the checkpoint when it was sent; it may have been changed since."""
    sentence: str
    obstacle: ObstacleKind | None
    helper: str | None
    written_at: datetime
    submitted_at: datetime | None
    verdict: VerdictRow | None
    evidence: tuple[EvidenceRow, ...] = ()


@dataclass(frozen=True)
class BegunReport:
    """A draft; its number may not be typed yet."""

    value: float | None
    sentence: str
    written_at: datetime


@dataclass(frozen=True)
class CheckpointRow:
    id: int
    quarter: str
    due_on: date
    measure: str
    required_evidence: str
    baseline: float
    target: float
    unit: str
    polarity: Polarity
    weight: float
    report: ReportRow | None
    draft: BegunReport | None
    """Filled only for readers of the agency that is writing it."""
    verdict: VerdictRow | None = None
    """The last verdict on this checkpoint. A newer report that nobody has judged does not change it."""
    history: tuple[ReportRow, ...] = ()
    """Every report that was ever sent, oldest first."""

    @property
    def progress(self) -> CheckpointProgress:
        report = self.report
        first = min((each.submitted_at for each in self.history if each.submitted_at), default=None)
        return CheckpointProgress(
            due_on=self.due_on,
            weight=self.weight,
            claimed=self.percent(report.claimed_value) if report else None,
            verified=self.percent(self.verdict.verified_value) if self.verdict else None,
            verdict=self.verdict.level if self.verdict else None,
            reported=report is not None,
            first_reported_on=local_time(first).date() if first else None,
        )

    @property
    def to_report(self) -> PointState:
        """As far as reporting is concerned."""
        return PointState(
            self.due_on,
            self.report.state if self.report else None,
            self.verdict is not None and self.percent(self.verdict.verified_value) >= 100.0,
        )

    def percent(self, value: float) -> float:
        """How much of the way from the checkpoint's baseline to its target a value is."""
        return percent_of(value, baseline=self.baseline, target=self.target)


def checkpoints_of(
    connection: Connection, commitment_ids: Iterable[int], *, scope: Scope
) -> dict[int, list[CheckpointRow]]:
    """Checkpoints by commitment, each with its latest report and, for its own agency, the draft."""
    checkpoints = connection.execute(
        select(Checkpoint)
        .where(Checkpoint.commitment_id.in_(list(commitment_ids)))
        .with_only_columns(
            Checkpoint.id,
            Checkpoint.commitment_id,
            Checkpoint.quarter,
            Checkpoint.due_on,
            Checkpoint.measure,
            Checkpoint.required_evidence,
            Checkpoint.baseline,
            Checkpoint.target,
            Checkpoint.unit,
            Checkpoint.polarity,
            Checkpoint.weight,
        )
        .order_by(Checkpoint.due_on)
    ).all()
    sent, drafts = _reports(connection, [row.id for row in checkpoints], scope=scope)
    result: dict[int, list[CheckpointRow]] = defaultdict(list)
    for row in checkpoints:
        history = sent.get(row.id, [])
        standing = [report for report in history if report.state is not ReportState.SUPERSEDED]
        verdicts = [report.verdict for report in history if report.verdict]
        result[row.commitment_id].append(
            CheckpointRow(
                row.id,
                row.quarter,
                row.due_on,
                row.measure,
                row.required_evidence,
                row.baseline,
                row.target,
                row.unit,
                row.polarity,
                row.weight,
                standing[-1] if standing else None,
                drafts.get(row.id),
                max(verdicts, key=lambda verdict: verdict.decided_at, default=None),
                tuple(history),
            )
        )
    return result


def _target_when_sent() -> ScalarSelect[float]:
    return (
        select(TargetChange.old_target)
        .where(
            TargetChange.checkpoint_id == ProgressReport.checkpoint_id,
            TargetChange.state == ChangeState.APPROVED,
            TargetChange.decided_at >= ProgressReport.submitted_at,
        )
        .order_by(TargetChange.decided_at, TargetChange.id)
        .limit(1)
        .correlate(ProgressReport)
        .scalar_subquery()
    )


@cache
def _sent() -> Select[*tuple[Any, ...]]:
    """Reports with their newest verdict, the oldest first."""
    helper, verifier = aliased(Agency), aliased(Agency)
    return (
        select(
            ProgressReport.id,
            ProgressReport.checkpoint_id,
            ProgressReport.state,
            ProgressReport.claimed_value,
            func.coalesce(_target_when_sent(), Checkpoint.target).label("target"),
            ProgressReport.sentence,
            ProgressReport.obstacle,
            helper.short_name.label("helper"),
            ProgressReport.written_at,
            ProgressReport.submitted_at,
            Verdict.level,
            Verdict.verified_value,
            Verdict.notes,
            Verdict.decided_at,
            verifier.short_name.label("verifier"),
        )
        .join(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
        .outerjoin(helper, helper.id == ProgressReport.helper_id)
        .outerjoin(Verdict, Verdict.report_id == ProgressReport.id)
        .outerjoin(verifier, verifier.id == Verdict.agency_id)
        .order_by(func.coalesce(ProgressReport.submitted_at, ProgressReport.written_at), ProgressReport.id)
    )


def _reports(
    connection: Connection, checkpoint_ids: list[int], *, scope: Scope
) -> tuple[dict[int, list[ReportRow]], dict[int, BegunReport]]:
    """Reports that were sent, oldest first, and the reader's own agency's newest draft."""
    mine = and_(ProgressReport.state == ReportState.DRAFT, ProgressReport.agency_id.in_(scope.agencies))
    rows = connection.execute(
        _sent().where(
            ProgressReport.checkpoint_id.in_(checkpoint_ids),
            or_(ProgressReport.state != ReportState.DRAFT, mine),
        )
    ).all()
    evidence = evidence_of(connection, [row.id for row in rows], scope=scope)
    sent: dict[int, list[ReportRow]] = defaultdict(list)
    drafts: dict[int, BegunReport] = {}
    for row in rows:
        if row.state is ReportState.DRAFT:
            drafts[row.checkpoint_id] = BegunReport(row.claimed_value, row.sentence, row.written_at)
            continue
        verdict = (
            VerdictRow(row.level, row.verified_value, row.notes, row.decided_at, row.verifier)
            if row.level
            else None
        )
        report = ReportRow(
            row.id,
            row.state,
            row.claimed_value,
            row.target,
            row.sentence,
            row.obstacle,
            row.helper,
            row.written_at,
            row.submitted_at,
            verdict,
            evidence.get(row.id, ()),
        )
        sent[row.checkpoint_id].append(report)
    return sent, drafts


def evidence_of(
    connection: Connection, report_ids: Iterable[int], *, scope: Scope
) -> dict[int, tuple[EvidenceRow, ...]]:
    """The proof of each report; links are given only to whoever may open them."""
    rows = connection.execute(
        select(
            Evidence.report_id,
            Evidence.id,
            Evidence.kind,
            Evidence.title,
            Evidence.content_hash,
            Evidence.media_type,
            Evidence.size_bytes,
            Evidence.original_size,
            Evidence.link,
            may_open(scope).label("may_open"),
        )
        .join(ProgressReport, ProgressReport.id == Evidence.report_id)
        .join(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
        .join(Commitment, Commitment.id == Checkpoint.commitment_id)
        .where(Evidence.report_id.in_(list(report_ids)))
        .order_by(Evidence.id)
    )
    result: dict[int, tuple[EvidenceRow, ...]] = defaultdict(tuple)
    for row in rows:
        given = build(EvidenceRow, row[1:])
        result[row.report_id] += (given if given.may_open else replace(given, link=None),)
    return result


def may_open(scope: Scope) -> ColumnElement[bool]:
    """Whether the reader may open the proof of a row of ``ProgressReport`` joined with ``Commitment``.

    A draft's proof is its agency's alone, like the draft.
    """
    own = ProgressReport.agency_id.in_(scope.agencies)
    sent = ProgressReport.state != ReportState.DRAFT
    if scope.evidence is EvidenceReach.ALL:
        return or_(sent, own)
    if scope.evidence is EvidenceReach.NONE:
        return false()
    supports = (
        select(CommitmentSupport.commitment_id)
        .where(
            CommitmentSupport.commitment_id == Commitment.id,
            CommitmentSupport.agency_id.in_(scope.agencies),
        )
        .exists()
    )
    return or_(own, and_(sent, or_(Commitment.owner_id.in_(scope.agencies), supports)))
