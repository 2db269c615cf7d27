"""Reports as their authors and their verifiers have them before them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from db.models import (
    Agency,
    Checkpoint,
    Commitment,
    Evidence,
    Pillar,
    ProgressReport,
    QuarterLock,
    Region,
    Task,
    User,
    Verdict,
)
from db.queries.checkpoints import EvidenceRow, VerdictRow, evidence_of, may_open
from db.queries.task_detail import may_open_of_task
from db.subjects import Subject, query
from domain.access.permissions import Actor, Scope
from domain.commitments.health import ObstacleKind, ReportState
from domain.commitments.progress import CheckpointMeasure

_OWNER, _HELPER, _VERIFIER = aliased(Agency), aliased(Agency), aliased(Agency)
_THIS, _OTHER = aliased(Checkpoint), aliased(Checkpoint)


@dataclass(frozen=True)
class DraftRow:
    """Somebody's unsent report."""

    report_id: int
    author: str
    is_own: bool
    value: float | None
    sentence: str
    obstacle: ObstacleKind | None
    helper_code: str
    saved_at: datetime
    version: int
    evidence: tuple[EvidenceRow, ...] = ()


@dataclass(frozen=True)
class LastReport:
    id: int
    state: ReportState
    claimed_value: float
    sentence: str
    author: str
    submitted_at: datetime
    verdict: VerdictRow | None


@dataclass(frozen=True)
class ReportForm:
    """All that the form of one checkpoint is drawn from."""

    commitment_code: str
    commitment: str
    quarter: str
    due_on: date
    measure_text: str
    required_evidence: str
    measure: CheckpointMeasure
    is_locked: bool
    is_demo: bool
    latest: LastReport | None
    before: float | None
    """What was claimed last: for this checkpoint, or for an earlier one that measures the same."""
    own: DraftRow | None
    others: tuple[DraftRow, ...]
    """Drafts of colleagues of the same agency."""


@query(Subject.AGENCIES, Subject.ACCOUNTS, Subject.COMMITMENTS, Subject.REPORTS)
def report_form(connection: Connection, *, commitment: str, quarter: str, by: Actor) -> ReportForm | None:
    """The form of a checkpoint of the actor's own agency; None for any other."""
    found = connection.execute(
        select(
            Checkpoint.id,
            Commitment.code,
            Commitment.title,
            Checkpoint.quarter,
            Checkpoint.due_on,
            Checkpoint.measure,
            Checkpoint.required_evidence,
            Checkpoint.baseline,
            Checkpoint.target,
            Checkpoint.unit,
            QuarterLock.quarter.label("locked"),
            Commitment.is_demo,
        )
        .join(Commitment, Commitment.id == Checkpoint.commitment_id)
        .outerjoin(QuarterLock, QuarterLock.quarter == Checkpoint.quarter)
        .where(
            Commitment.code == commitment,
            Checkpoint.quarter == quarter,
            Commitment.owner_id.in_(by.agencies),
        )
    ).one_or_none()
    if found is None:
        return None
    drafts = _drafts(connection, found.id, by)
    latest = _latest(connection, found.id)
    return ReportForm(
        found.code,
        found.title,
        found.quarter,
        found.due_on,
        found.measure,
        found.required_evidence,
        CheckpointMeasure(found.baseline, found.target, found.unit),
        found.locked is not None,
        found.is_demo,
        latest,
        claimed_before(connection, found.id),
        next((draft for draft in drafts if draft.is_own), None),
        tuple(draft for draft in drafts if not draft.is_own),
    )


def _drafts(connection: Connection, checkpoint_id: int, by: Actor) -> list[DraftRow]:
    rows = connection.execute(
        select(
            ProgressReport.id,
            User.display_name,
            ProgressReport.reporter_id,
            ProgressReport.claimed_value,
            ProgressReport.sentence,
            ProgressReport.obstacle,
            _HELPER.code.label("helper"),
            ProgressReport.written_at,
            ProgressReport.version,
        )
        .join(User, User.id == ProgressReport.reporter_id)
        .outerjoin(_HELPER, _HELPER.id == ProgressReport.helper_id)
        .where(
            ProgressReport.checkpoint_id == checkpoint_id,
            ProgressReport.state == ReportState.DRAFT,
            ProgressReport.agency_id.in_(by.agencies),
        )
        .order_by(ProgressReport.written_at.desc())
    ).all()
    evidence = evidence_of(connection, [row.id for row in rows], scope=by.scope)
    return [
        DraftRow(
            row.id,
            row.display_name,
            row.reporter_id == by.user_id,
            row.claimed_value,
            row.sentence,
            row.obstacle,
            row.helper or "",
            row.written_at,
            row.version,
            evidence.get(row.id, ()),
        )
        for row in rows
    ]


def _latest(connection: Connection, checkpoint_id: int) -> LastReport | None:
    row = connection.execute(
        _sent()
        .where(
            ProgressReport.checkpoint_id == checkpoint_id,
            ProgressReport.state.not_in((ReportState.DRAFT, ReportState.SUPERSEDED)),
        )
        .order_by(ProgressReport.submitted_at.desc(), ProgressReport.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return LastReport(
        row.id, row.state, row.claimed_value, row.sentence, row.author, row.submitted_at, _verdict(row)
    )


def claimed_before(connection: Connection, checkpoint_id: int) -> float | None:
    """The last claim that the next one goes on from: of this checkpoint, else of an earlier one that
    measures the same of the same commitment."""
    return connection.scalar(
        select(ProgressReport.claimed_value)
        .join(_OTHER, _OTHER.id == ProgressReport.checkpoint_id)
        .join(_THIS, _THIS.commitment_id == _OTHER.commitment_id)
        .where(
            _THIS.id == checkpoint_id,
            or_(
                _OTHER.id == _THIS.id,
                and_(
                    _OTHER.due_on < _THIS.due_on,
                    _OTHER.measure == _THIS.measure,
                    _OTHER.unit == _THIS.unit,
                    _OTHER.baseline == _THIS.baseline,
                ),
            ),
            ProgressReport.state.not_in((ReportState.DRAFT, ReportState.SUPERSEDED)),
        )
        .order_by(_OTHER.due_on.desc(), ProgressReport.submitted_at.desc(), ProgressReport.id.desc())
        .limit(1)
    )


def _sent() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ProgressReport.id,
            ProgressReport.state,
            ProgressReport.claimed_value,
            ProgressReport.sentence,
            User.display_name.label("author"),
            ProgressReport.submitted_at,
            Verdict.level,
            Verdict.verified_value,
            Verdict.notes,
            Verdict.decided_at,
            _VERIFIER.short_name.label("verifier"),
        )
        .join(User, User.id == ProgressReport.reporter_id)
        .outerjoin(Verdict, Verdict.report_id == ProgressReport.id)
        .outerjoin(_VERIFIER, _VERIFIER.id == Verdict.agency_id)
    )


def _verdict(row: Any) -> VerdictRow | None:
    if row.level is None:
        return None
    return VerdictRow(row.level, row.verified_value, row.notes, row.decided_at, row.verifier)


@dataclass(frozen=True)
class QueueRow:
    """A report that waits for its verdict."""

    report_id: int
    version: int
    commitment_code: str
    commitment: str
    pillar: str
    region: str
    quarter: str
    due_on: date
    measure_text: str
    required_evidence: str
    measure: CheckpointMeasure
    agency_id: int
    agency: str
    claimed_value: float
    sentence: str
    obstacle: ObstacleKind | None
    helper: str | None
    submitted_at: datetime
    is_locked: bool
    is_demo: bool
    last_verdict: VerdictRow | None
    evidence: tuple[EvidenceRow, ...]


@query(Subject.PLACES, Subject.AGENCIES, Subject.DECLARATION, Subject.COMMITMENTS, Subject.REPORTS)
def verification_queue(connection: Connection, *, scope: Scope) -> list[QueueRow]:
    """Every report that waits, the oldest first, with its proof and the last verdict before it."""
    rows = connection.execute(
        select(
            ProgressReport.id,
            ProgressReport.version,
            Commitment.code,
            Commitment.title,
            Pillar.short_name.label("pillar"),
            Region.name.label("region"),
            Checkpoint.id.label("point"),
            Checkpoint.quarter,
            Checkpoint.due_on,
            Checkpoint.measure,
            Checkpoint.required_evidence,
            Checkpoint.baseline,
            Checkpoint.target,
            Checkpoint.unit,
            ProgressReport.agency_id,
            _OWNER.short_name.label("agency"),
            ProgressReport.claimed_value,
            ProgressReport.sentence,
            ProgressReport.obstacle,
            _HELPER.short_name.label("helper"),
            ProgressReport.submitted_at,
            QuarterLock.quarter.label("locked"),
            Commitment.is_demo,
        )
        .join(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
        .join(Commitment, Commitment.id == Checkpoint.commitment_id)
        .join(Pillar, Pillar.code == Commitment.pillar_code)
        .join(Region, Region.code == Commitment.region_code)
        .join(_OWNER, _OWNER.id == ProgressReport.agency_id)
        .outerjoin(_HELPER, _HELPER.id == ProgressReport.helper_id)
        .outerjoin(QuarterLock, QuarterLock.quarter == Checkpoint.quarter)
        .where(ProgressReport.state == ReportState.SUBMITTED)
        .order_by(ProgressReport.submitted_at, ProgressReport.id)
    ).all()
    evidence = evidence_of(connection, [row.id for row in rows], scope=scope)
    verdicts = _last_verdicts(connection, [row.point for row in rows])
    return [
        QueueRow(
            row.id,
            row.version,
            row.code,
            row.title,
            row.pillar,
            row.region,
            row.quarter,
            row.due_on,
            row.measure,
            row.required_evidence,
            CheckpointMeasure(row.baseline, row.target, row.unit),
            row.agency_id,
            row.agency,
            row.claimed_value,
            row.sentence,
            row.obstacle,
            row.helper,
            row.submitted_at,
            row.locked is not None,
            row.is_demo,
            verdicts.get(row.point),
            evidence.get(row.id, ()),
        )
        for row in rows
    ]


def _last_verdicts(connection: Connection, checkpoint_ids: list[int]) -> dict[int, VerdictRow]:
    rows = connection.execute(
        select(
            ProgressReport.checkpoint_id,
            Verdict.level,
            Verdict.verified_value,
            Verdict.notes,
            Verdict.decided_at,
            Agency.short_name.label("verifier"),
        )
        .join(ProgressReport, ProgressReport.id == Verdict.report_id)
        .join(Agency, Agency.id == Verdict.agency_id)
        .where(ProgressReport.checkpoint_id.in_(checkpoint_ids))
        .order_by(Verdict.decided_at, Verdict.id)
    )
    verdicts: dict[int, VerdictRow] = {}
    for row in rows:
        verdict = _verdict(row)
        if verdict is not None:
            verdicts[row.checkpoint_id] = verdict
    return verdicts


@query(Subject.REPORTS)
def report_state(connection: Connection, report_id: int) -> ReportState | None:
    return connection.scalar(
        select(ProgressReport.state).where(
            ProgressReport.id == report_id, ProgressReport.state != ReportState.DRAFT
        )
    )


@dataclass(frozen=True)
class EvidenceFile:
    title: str
    content_hash: str
    media_type: str


@query(Subject.COMMITMENTS, Subject.REPORTS, Subject.TASKS)
def evidence_file(connection: Connection, evidence_id: int, *, scope: Scope) -> EvidenceFile | None:
    """A stored file, if this reader may open it."""
    row = connection.execute(
        select(Evidence.title, Evidence.content_hash, Evidence.media_type)
        .join(ProgressReport, ProgressReport.id == Evidence.report_id)
        .join(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
        .join(Commitment, Commitment.id == Checkpoint.commitment_id)
        .where(Evidence.id == evidence_id, Evidence.content_hash.is_not(None), may_open(scope))
        .union_all(
            select(Evidence.title, Evidence.content_hash, Evidence.media_type)
            .join(Task, Task.id == Evidence.task_id)
            .where(Evidence.id == evidence_id, may_open_of_task(scope))
        )
    ).one_or_none()
    return EvidenceFile(row.title, row.content_hash, row.media_type or "") if row else None


@query(Subject.REPORTS)
def evidence_exists(connection: Connection, evidence_id: int) -> bool:
    return connection.scalar(select(Evidence.id).where(Evidence.id == evidence_id)) is not None


def known_hashes(connection: Connection) -> set[str]:
    """Every file that some row speaks of."""
    found = connection.scalars(select(Evidence.content_hash).where(Evidence.content_hash.is_not(None)))
    return {digest for digest in found if digest}


@dataclass(frozen=True)
class StoredProof:
    files: int
    size: int
    """Bytes."""


@query(Subject.REPORTS)
def stored_proof(connection: Connection) -> StoredProof:
    """Files that rows speak of; the same content is kept once."""
    once = (
        select(Evidence.content_hash, func.max(Evidence.size_bytes).label("size"))
        .where(Evidence.content_hash.is_not(None))
        .group_by(Evidence.content_hash)
        .subquery()
    )
    files, size = connection.execute(
        select(func.count(), func.coalesce(func.sum(once.c.size), 0)).select_from(once)
    ).one()
    return StoredProof(files, size)
