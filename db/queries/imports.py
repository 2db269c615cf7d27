"""Deliveries as their keepers see them.

Whoever may enter a kind by hand sees its deliveries; those of cases and of services only the agency that
delivered them, for what they hold is its own to say.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, or_, select

from db.bulk import uncollected
from db.models import (
    Agency,
    AgencyAlias,
    AuditRecord,
    ImportAnswer,
    ImportBatch,
    ImportReading,
    User,
)
from db.queries.rows import build, typed
from db.subjects import Subject, query
from domain.access.errors import NotFound
from domain.access.events import Event
from domain.access.permissions import Actor
from domain.imports.delivery import Decisions, Delivery, from_text
from domain.imports.kinds import ImportKind
from domain.imports.life import (
    NEEDS,
    OWN_KINDS,
    ImportState,
    code_of,
)
from domain.imports.requests import OF_ONE_FILE
from domain.imports.words import squeeze


@dataclass(frozen=True)
class BatchRow:
    id: int
    kind: ImportKind
    source: str
    page: str
    file_name: str
    format: str
    sha256: str
    size: int
    state: ImportState
    agency: str | None
    sender: str | None
    received_at: datetime
    refusal: str
    answers: str
    decisions: str
    questions: int
    doubts: int
    read_values: int
    left_out: int
    starts_on: date | None
    ends_on: date | None
    stored_at: datetime | None
    new_rows: int
    changed_rows: int
    withdrawn_rows: int
    same_rows: int
    back_rows: int
    undone_at: datetime | None
    undoing: str
    version: int
    is_demo: bool

    @property
    def code(self) -> str:
        return code_of(self.id)

    @property
    def written_rows(self) -> int:
        return self.new_rows + self.changed_rows + self.withdrawn_rows

    @property
    def given_answers(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.answers)
        return found

    @property
    def decided(self) -> Decisions:
        return Decisions(json.loads(self.decisions))


_COLUMNS = (
    ImportBatch.id,
    ImportBatch.kind,
    ImportBatch.source,
    ImportBatch.page,
    ImportBatch.file_name,
    ImportBatch.format,
    ImportBatch.sha256,
    ImportBatch.size,
    ImportBatch.state,
    Agency.short_name,
    User.display_name,
    ImportBatch.received_at,
    ImportBatch.refusal,
    ImportBatch.answers,
    ImportBatch.decisions,
    ImportBatch.questions,
    ImportBatch.doubts,
    ImportBatch.read_values,
    ImportBatch.left_out,
    ImportBatch.starts_on,
    ImportBatch.ends_on,
    ImportBatch.stored_at,
    ImportBatch.new_rows,
    ImportBatch.changed_rows,
    ImportBatch.withdrawn_rows,
    ImportBatch.same_rows,
    ImportBatch.back_rows,
    ImportBatch.undone_at,
    ImportBatch.undoing,
    ImportBatch.version,
    ImportBatch.is_demo,
)


def theirs(by: Actor) -> ColumnElement[bool]:
    """Which deliveries somebody may know of."""
    kinds = [kind for kind, needed in NEEDS.items() if by.may(needed)]
    if by.user_id is None:
        return ImportBatch.kind.in_(kinds)
    own = [kind for kind in kinds if kind in OWN_KINDS]
    others = [kind for kind in kinds if kind not in OWN_KINDS]
    return or_(
        ImportBatch.kind.in_(own) & ImportBatch.agency_id.in_(by.agencies), ImportBatch.kind.in_(others)
    )


@query(Subject.IMPORTS, Subject.AGENCIES, Subject.ACCOUNTS)
def batches(connection: Connection, *, by: Actor) -> tuple[BatchRow, ...]:
    """All deliveries that this reader may know of, the newest first."""
    rows = connection.execute(
        select(*_COLUMNS)
        .outerjoin(Agency, Agency.id == ImportBatch.agency_id)
        .outerjoin(User, User.id == ImportBatch.sender_id)
        .where(theirs(by))
        .order_by(ImportBatch.id.desc())
    )
    return typed(BatchRow, rows)


@query(Subject.IMPORTS, Subject.AGENCIES, Subject.ACCOUNTS)
def batch(connection: Connection, number: int, *, by: Actor) -> BatchRow:
    """Raises ``NotFound`` also for one that is not theirs to know of."""
    row = connection.execute(
        select(*_COLUMNS)
        .outerjoin(Agency, Agency.id == ImportBatch.agency_id)
        .outerjoin(User, User.id == ImportBatch.sender_id)
        .where(theirs(by), ImportBatch.id == number)
    ).one_or_none()
    if row is None:
        raise NotFound("Kiriman itu tidak ada. Pilih dari daftar Impor.")
    return build(BatchRow, row)


@query(Subject.IMPORTS)
def delivery(connection: Connection, number: int, *, by: Actor) -> Delivery | None:
    """What was read; nothing while it is being read."""
    text = content(connection, number, by)
    with uncollected():
        return from_text(text) if text else None


def content(connection: Connection, number: int, by: Actor) -> str:
    found: str | None = connection.scalar(
        select(ImportReading.content)
        .join(ImportBatch, ImportBatch.id == ImportReading.batch_id)
        .where(theirs(by), ImportBatch.id == number)
    )
    return found or ""


@dataclass(frozen=True)
class Discarding:
    """When a delivery was thrown away, and by whom: the name of the account, which is an office's."""

    at: datetime
    account: str


@query(Subject.IMPORTS, Subject.ACCOUNTS, Subject.TRAIL)
def discarding(connection: Connection, number: int, *, by: Actor) -> Discarding | None:
    """As the trail has it; nothing of one that is not theirs to know of."""
    row = connection.execute(
        select(AuditRecord.at, User.display_name)
        .join(User, User.id == AuditRecord.actor_id)
        .where(
            AuditRecord.subject == "import",
            AuditRecord.subject_id == code_of(number),
            AuditRecord.event == Event.IMPORT_DISCARDED,
            select(ImportBatch.id).where(theirs(by), ImportBatch.id == number).exists(),
        )
        .order_by(AuditRecord.id.desc())
        .limit(1)
    ).one_or_none()
    return build(Discarding, row) if row is not None else None


def remembered(connection: Connection, kind: ImportKind, source: str) -> dict[str, str]:
    """What this source was found to mean, by the keys of the questions."""
    rows = connection.execute(
        select(ImportAnswer.question, ImportAnswer.answer).where(
            ImportAnswer.kind == kind,
            ImportAnswer.source == source,
            ImportAnswer.question.not_in(OF_ONE_FILE),
        )
    )
    return {row.question: row.answer for row in rows}


def source_agency(connection: Connection, source: str) -> tuple[int, str, str] | None:
    """Number, code and short name of the agency that goes by this code, name or alias."""
    wanted = squeeze(source)
    rows = connection.execute(
        select(Agency.id, Agency.code, Agency.short_name, Agency.name, AgencyAlias.alias)
        .outerjoin(AgencyAlias, AgencyAlias.agency_id == Agency.id)
        .where(Agency.merged_on.is_(None))
    )
    for row in rows:
        if wanted and wanted in {
            squeeze(each or "") for each in (row.code, row.short_name, row.name, row.alias)
        }:
            return row.id, row.code, row.short_name
    return None


def source_name(connection: Connection, source: str) -> str:
    """How the register of figures calls a sender, also one that went over into another one since."""
    named = connection.scalar(select(Agency.short_name).where(Agency.code == source))
    if named is not None:
        return named
    found = source_agency(connection, source)
    return found[2] if found else source
