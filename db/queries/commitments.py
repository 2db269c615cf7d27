"""Commitments with the progress that their checkpoints, reports and verdicts add up to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, ScalarSelect, Select, and_, false, func, or_, select
from sqlalchemy.orm import aliased

from db.models import (
    Agency,
    Checkpoint,
    Commitment,
    CommitmentSupport,
    DecisionEvent,
    Evidence,
    FileDraft,
    Pillar,
    ProgressReport,
    Region,
    Source,
    Statement,
    TargetChange,
    Verdict,
)
from db.queries.rows import build, typed
from db.subjects import Subject, query
from domain.access.permissions import EvidenceReach, Scope
from domain.commitments.declaration import DecisionEventKind, StatementBasis, StatementKind
from domain.commitments.due import PointState
from domain.commitments.health import (
    CheckpointProgress,
    CommitmentProgress,
    EvidenceKind,
    ObstacleKind,
    ReportState,
    VerdictLevel,
)
from domain.commitments.targets import ChangeState, percent_of
from domain.commitments.verifiability import Examination, ProposedCommitment, examine
from domain.figures.figures import Polarity
from domain.time.calendar import local_time

_READS = (
    Subject.PLACES,
    Subject.AGENCIES,
    Subject.DECLARATION,
    Subject.COMMITMENTS,
    Subject.REPORTS,
)


@dataclass(frozen=True)
class CommitmentRow:
    id: int
    code: str
    title: str
    statement_code: str
    pillar_code: str
    pillar: str
    owner_id: int | None
    owner_code: str | None
    owner: str | None
    owner_name: str | None
    region_code: str
    region: str
    weight: float
    promised_on: date
    starts_on: date
    due_on: date
    last_reported_on: date | None
    is_demo: bool
    progress: CommitmentProgress


@query(*_READS, cached=True)
def commitment_rows(connection: Connection, *, scope: Scope) -> tuple[CommitmentRow, ...]:
    """Every commitment. The register is open to all who sign in; only drafts are private."""
    return _commitments(connection, _base(), scope=scope)


@query(*_READS, cached=True)
def commitments_of_region(
    connection: Connection, region_code: str, *, scope: Scope
) -> tuple[CommitmentRow, ...]:
    return _commitments(connection, _base().where(Commitment.region_code == region_code), scope=scope)


@cache
def _base() -> Select[*tuple[Any, ...]]:
    """Put together once: that takes longer than the database takes to answer."""
    return (
        select(
            Commitment.id,
            Commitment.code,
            Commitment.title,
            Statement.code.label("statement_code"),
            Commitment.pillar_code,
            Pillar.short_name.label("pillar"),
            Commitment.owner_id,
            Agency.code.label("owner_code"),
            Agency.short_name.label("owner"),
            Agency.name.label("owner_name"),
            Commitment.region_code,
            Region.name.label("region"),
            Commitment.weight,
            DecisionEvent.held_on.label("promised_on"),
            Commitment.starts_on,
            Commitment.due_on,
            Commitment.is_demo,
        )
        .join(Statement, Statement.id == Commitment.statement_id)
        .join(DecisionEvent, DecisionEvent.id == Statement.event_id)
        .join(Pillar, Pillar.code == Commitment.pillar_code)
        .join(Region, Region.code == Commitment.region_code)
        .outerjoin(Agency, Agency.id == Commitment.owner_id)
        .order_by(Commitment.code)
    )


def _commitments(
    connection: Connection, query: Select[*tuple[Any, ...]], *, scope: Scope
) -> tuple[CommitmentRow, ...]:
    rows = connection.execute(query).all()
    checkpoints = _checkpoints(connection, [row.id for row in rows], scope=scope)
    result = []
    for row in rows:
        own = checkpoints[row.id]
        progress = _progress(row, own)
        reported = [c.report.submitted_at for c in own if c.report and c.report.submitted_at]
        last = local_time(max(reported)).date() if reported else None
        result.append(CommitmentRow(**row._mapping, last_reported_on=last, progress=progress))
    return tuple(result)


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


def _checkpoints(
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


def _progress(row: Row[Any], checkpoints: list[CheckpointRow]) -> CommitmentProgress:
    """A commitment is blocked as long as its newest report names an obstacle nobody has removed."""
    reports = [c.report for c in checkpoints if c.report]
    newest = max(reports, key=lambda each: (each.submitted_at or each.written_at, each.id), default=None)
    return CommitmentProgress(
        has_owner=row.owner_code is not None,
        starts_on=row.starts_on,
        due_on=row.due_on,
        blocked=newest is not None and newest.obstacle is not None,
        checkpoints=tuple(checkpoint.progress for checkpoint in checkpoints),
    )


@dataclass(frozen=True)
class StatementRow:
    code: str
    event_code: str
    event: str
    event_kind: DecisionEventKind
    held_on: date
    kind: StatementKind
    text: str
    speaker: str
    basis: StatementBasis
    carrier: str
    measurable: str
    ambiguity: str
    pillar: str | None
    source: str
    source_url: str
    commitment_codes: tuple[str, ...]


@dataclass(frozen=True)
class FileDraftRow:
    """What a file proposes as a commitment, and nothing was formed of yet."""

    id: int
    title: str
    sentence: str
    indicator: str
    unit: str
    baseline: float | None
    target: float | None
    due_on: date | None
    region_code: str | None
    owner_code: str
    source: str
    drafted_at: datetime
    version: int
    is_demo: bool


@query(Subject.COMMITMENTS, cached=True)
def file_drafts(connection: Connection) -> tuple[FileDraftRow, ...]:
    """Those that wait, in the order in which they came."""
    rows = connection.execute(
        select(
            FileDraft.id,
            FileDraft.title,
            FileDraft.sentence,
            FileDraft.indicator,
            FileDraft.unit,
            FileDraft.baseline,
            FileDraft.target,
            FileDraft.due_on,
            FileDraft.region_code,
            FileDraft.owner_code,
            FileDraft.source,
            FileDraft.drafted_at,
            FileDraft.version,
            FileDraft.is_demo,
        )
        .where(FileDraft.commitment_id.is_(None), FileDraft.dropped_at.is_(None))
        .order_by(FileDraft.id)
    )
    return typed(FileDraftRow, rows)


@query(Subject.DECLARATION, Subject.COMMITMENTS, Subject.FIGURES, cached=True)
def statement_rows(connection: Connection) -> tuple[StatementRow, ...]:
    """The phrases as spoken, each with the commitments that came of it."""
    born: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for statement_code, code in connection.execute(
        select(Statement.code, Commitment.code)
        .join(Commitment, Commitment.statement_id == Statement.id)
        .order_by(Commitment.code)
    ):
        born[statement_code] += (code,)
    rows = connection.execute(
        select(
            Statement.code,
            DecisionEvent.code,
            DecisionEvent.title,
            DecisionEvent.kind,
            DecisionEvent.held_on,
            Statement.kind,
            Statement.text,
            Statement.speaker,
            Statement.basis,
            Statement.carrier,
            Statement.measurable,
            Statement.ambiguity,
            Pillar.short_name,
            Source.name,
            Source.url,
        )
        .join(DecisionEvent, DecisionEvent.id == Statement.event_id)
        .join(Source, Source.code == Statement.source_code)
        .outerjoin(Pillar, Pillar.code == Statement.pillar_code)
        .order_by(Statement.code)
    )
    return tuple(build(StatementRow, row, born[row[0]]) for row in rows)


@dataclass(frozen=True)
class CommitmentDetail:
    row: CommitmentRow
    version: int
    output: str
    indicator: str
    unit: str
    baseline: float
    target: float
    polarity: Polarity
    formed_at: datetime | None
    formed_by: str | None
    supporters: tuple[str, ...]
    statement: StatementRow
    checkpoints: tuple[CheckpointRow, ...]

    @property
    def examination(self) -> Examination:
        """The six questions of verifiability, as it answers them by now."""
        return examine(
            ProposedCommitment(
                self.output,
                self.target,
                self.unit,
                self.row.region,
                self.row.due_on,
                tuple(point.required_evidence for point in self.checkpoints),
                self.row.owner or "",
                owner_is_open=True,
            )
        )


@query(*_READS, Subject.FIGURES)
def commitment_detail(connection: Connection, code: str, *, scope: Scope) -> CommitmentDetail | None:
    rows = _commitments(connection, _base().where(Commitment.code == code), scope=scope)
    if not rows:
        return None
    row = rows[0]
    more = connection.execute(
        select(
            Commitment.version,
            Commitment.output,
            Commitment.indicator,
            Commitment.unit,
            Commitment.baseline,
            Commitment.target,
            Commitment.polarity,
            Commitment.formed_at,
            Agency.short_name,
        )
        .outerjoin(Agency, Agency.id == Commitment.formed_by_id)
        .where(Commitment.id == row.id)
    ).one()
    supporters = connection.execute(
        select(Agency.short_name)
        .join(CommitmentSupport, CommitmentSupport.agency_id == Agency.id)
        .where(CommitmentSupport.commitment_id == row.id)
        .order_by(Agency.short_name)
    ).scalars()
    statement = next(s for s in statement_rows(connection) if s.code == row.statement_code)
    checkpoints = _checkpoints(connection, [row.id], scope=scope)[row.id]
    return CommitmentDetail(
        row,
        *more,
        supporters=tuple(supporters),
        statement=statement,
        checkpoints=tuple(checkpoints),
    )


@dataclass(frozen=True)
class OwnCommitment:
    row: CommitmentRow
    checkpoints: tuple[CheckpointRow, ...]


@query(*_READS)
def commitments_of_agency(connection: Connection, *, scope: Scope) -> list[OwnCommitment]:
    """What the reader's own agency has to report on, with its checkpoints."""
    if scope.agency_id is None:
        return []
    rows = _commitments(connection, _base().where(Commitment.owner_id.in_(scope.agencies)), scope=scope)
    checkpoints = _checkpoints(connection, [row.id for row in rows], scope=scope)
    return [OwnCommitment(row, tuple(checkpoints[row.id])) for row in rows]
