"""Commitments with the progress that their checkpoints, reports and verdicts add up to."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from db.models import Agency, Commitment, CommitmentSupport, DecisionEvent, Pillar, Region, Statement
from db.queries.checkpoints import CheckpointRow, checkpoints_of
from db.queries.statements import StatementRow, statement_rows
from db.subjects import Subject, query
from domain.access.permissions import Scope
from domain.commitments.health import CommitmentProgress
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
    checkpoints = checkpoints_of(connection, [row.id for row in rows], scope=scope)
    result = []
    for row in rows:
        own = checkpoints[row.id]
        progress = _progress(row, own)
        reported = [c.report.submitted_at for c in own if c.report and c.report.submitted_at]
        last = local_time(max(reported)).date() if reported else None
        result.append(CommitmentRow(**row._mapping, last_reported_on=last, progress=progress))
    return tuple(result)


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
    checkpoints = checkpoints_of(connection, [row.id], scope=scope)[row.id]
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
    checkpoints = checkpoints_of(connection, [row.id for row in rows], scope=scope)
    return [OwnCommitment(row, tuple(checkpoints[row.id])) for row in rows]
