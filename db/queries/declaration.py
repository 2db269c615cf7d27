"""The register of decision events, and what was found about the law's checklist per kabupaten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from db.models import Agency, DecisionEvent, DutyFinding, Pillar, Region, Source, Statement
from db.queries.rows import typed
from db.subjects import Subject, query
from domain.commitments.declaration import DecisionEventKind, DutyState, RegencyDuty


@dataclass(frozen=True)
class EventRow:
    code: str
    title: str
    kind: DecisionEventKind
    held_on: date
    held_until: date | None
    place: str
    description: str
    source: str | None
    source_url: str | None
    statements: int


@query(Subject.DECLARATION, Subject.FIGURES, cached=True)
def decision_events(connection: Connection) -> tuple[EventRow, ...]:
    """Every occasion on which promises were made, newest first."""
    rows = connection.execute(
        select(
            DecisionEvent.code,
            DecisionEvent.title,
            DecisionEvent.kind,
            DecisionEvent.held_on,
            DecisionEvent.held_until,
            DecisionEvent.place,
            DecisionEvent.description,
            Source.name,
            Source.url,
            func.count(Statement.id),
        )
        .outerjoin(Source, Source.code == DecisionEvent.source_code)
        .outerjoin(Statement, Statement.event_id == DecisionEvent.id)
        .group_by(DecisionEvent.id, Source.code)
        .order_by(DecisionEvent.held_on.desc(), DecisionEvent.code)
    )
    return typed(EventRow, rows)


@dataclass(frozen=True)
class FindingRow:
    region_code: str
    region: str
    duty: RegencyDuty
    state: DutyState
    reference: str
    link: str
    dated_on: date | None
    source: str
    recorded_at: datetime
    agency: str
    is_demo: bool


@query(Subject.PLACES, Subject.AGENCIES, Subject.DECLARATION, cached=True)
def duty_findings(connection: Connection) -> tuple[FindingRow, ...]:
    """Every finding, newest first: the first of a kabupaten and duty is the one that stands."""
    rows = connection.execute(
        select(
            DutyFinding.region_code,
            Region.name,
            DutyFinding.duty,
            DutyFinding.state,
            DutyFinding.reference,
            DutyFinding.link,
            DutyFinding.dated_on,
            DutyFinding.source,
            DutyFinding.recorded_at,
            Agency.short_name,
            DutyFinding.is_demo,
        )
        .join(Region, Region.code == DutyFinding.region_code)
        .join(Agency, Agency.id == DutyFinding.agency_id)
        .order_by(DutyFinding.recorded_at.desc(), DutyFinding.id.desc())
    )
    return typed(FindingRow, rows)


@query(Subject.DECLARATION, cached=True)
def pillars(connection: Connection) -> Mapping[str, str]:
    """The six strategies by code, as a form names them."""
    rows = connection.execute(select(Pillar.code, Pillar.short_name).order_by(Pillar.code))
    return {code: f"{code}. {name}" for code, name in rows}
