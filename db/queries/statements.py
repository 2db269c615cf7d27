"""What was declared: statements with the commitments that answer them, and commitments drafted from files."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from db.models import Commitment, DecisionEvent, FileDraft, Pillar, Source, Statement
from db.queries.rows import build, typed
from db.subjects import Subject, query
from domain.commitments.declaration import DecisionEventKind, StatementBasis, StatementKind


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
