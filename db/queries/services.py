"""Services as they were reported: desks, the chain, and whoever has to report.

These are counts of offices, not cases: they say nothing of a victim, and every reader sees them whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.orm import aliased

from db.models import Agency, ChainCount, DeskStatement, Region, ServiceDesk, ServiceReport
from db.queries.mergers import one_office, standing_now
from db.queries.rows import build, typed
from db.subjects import Subject, query
from domain.commitments.health import ReportState
from domain.services.chain import ChainStep, StepCounts
from domain.services.desks import DeskState, DeskWord
from domain.services.reports import DeskEntry, Entries, Provider, Voice, voice_of

VERIFIER = aliased(Agency)
_COUNTED = (ReportState.SUBMITTED, ReportState.VERIFIED)


def _newest() -> Select[int]:
    """Of each agency as it reported, place and month the last report that was not sent back; none that the
    agency which took it over has answered since."""
    answered = select(ServiceReport.base_id).where(
        ServiceReport.state.in_(_COUNTED), ServiceReport.base_id.is_not(None)
    )
    return (
        select(func.max(ServiceReport.id))
        .where(ServiceReport.state.in_(_COUNTED), ServiceReport.id.not_in(answered))
        .group_by(ServiceReport.region_code, ServiceReport.month, ServiceReport.agency_id)
    )


def _last_words(rows: Iterable[Any], *, of: int) -> Iterator[tuple[Any, ...]]:
    """Agencies that are one office now speak with one voice: of each thing, named by the first ``of`` columns
    after that of the office, the last word. The newest report comes first."""
    heard = set()
    for office, *row in rows:
        what = (office, *row[:of])
        if what not in heard:
            heard.add(what)
            yield tuple(row)


@query(Subject.AGENCIES, cached=True)
def desks(connection: Connection) -> Mapping[str, str]:
    """The eight desks that the law asks for, by code, in its order."""
    names = select(ServiceDesk.code, ServiceDesk.name).order_by(ServiceDesk.position)
    return MappingProxyType(dict(connection.execute(names).all()))


@dataclass(frozen=True)
class DeskRow:
    """What one agency says of one desk for one month, where it counts."""

    region_code: str
    month: date
    code: str
    report_id: int
    state: DeskState
    days_open: int | None
    served: int | None
    days_per_document: float | None
    proof: str
    proof_on: date | None
    is_proven: bool
    agency: str
    verifier: str | None
    decided_at: datetime | None
    is_demo: bool

    @property
    def word(self) -> DeskWord:
        return DeskWord(self.month, self.state, self.is_proven)

    @property
    def entry(self) -> DeskEntry:
        return DeskEntry(
            self.code,
            self.state,
            self.days_open,
            self.served,
            self.days_per_document,
            self.proof,
            self.proof_on,
        )


@query(Subject.AGENCIES, Subject.SERVICES, cached=True)
def desk_rows(connection: Connection) -> tuple[DeskRow, ...]:
    """Every statement that counts, newest month first."""
    rows = connection.execute(
        select(
            standing_now(connection, ServiceReport.agency_id),
            ServiceReport.region_code,
            ServiceReport.month,
            DeskStatement.desk_code,
            ServiceReport.id,
            DeskStatement.state,
            DeskStatement.days_open,
            DeskStatement.served,
            DeskStatement.days_per_document,
            DeskStatement.proof,
            DeskStatement.proof_on,
            DeskStatement.is_proven,
            Agency.short_name,
            VERIFIER.short_name,
            ServiceReport.decided_at,
            ServiceReport.is_demo,
        )
        .join(DeskStatement, DeskStatement.report_id == ServiceReport.id)
        .join(ServiceDesk, ServiceDesk.code == DeskStatement.desk_code)
        .join(Agency, Agency.id == ServiceReport.agency_id)
        .outerjoin(VERIFIER, VERIFIER.id == ServiceReport.verifier_agency_id)
        .where(ServiceReport.id.in_(_newest()))
        .order_by(ServiceReport.month.desc(), ServiceReport.id.desc(), ServiceDesk.position)
    )
    return typed(DeskRow, _last_words(rows, of=3))


@dataclass(frozen=True)
class ChainRow:
    region_code: str
    month: date
    step: ChainStep
    counts: StepCounts


@query(Subject.AGENCIES, Subject.SERVICES, cached=True)
def chain_rows(connection: Connection) -> tuple[ChainRow, ...]:
    rows = connection.execute(
        select(
            standing_now(connection, ServiceReport.agency_id),
            ServiceReport.region_code,
            ServiceReport.month,
            ChainCount.step,
            ChainCount.entered,
            ChainCount.moved_on,
            ChainCount.held_back,
        )
        .join(ChainCount, ChainCount.report_id == ServiceReport.id)
        .where(ServiceReport.id.in_(_newest()))
        .order_by(ServiceReport.month.desc(), ServiceReport.region_code.desc(), ChainCount.id.desc())
    )
    found = [
        ChainRow(region, month, step, StepCounts(*counts))
        for region, month, step, *counts in _last_words(rows, of=3)
    ]
    return tuple(reversed(found))


@dataclass(frozen=True)
class ServiceReportRow:
    id: int
    region_code: str
    region: str
    month: date
    agency_id: int
    agency: str
    state: ReportState
    submitted_at: datetime
    verifier: str | None
    decided_at: datetime | None
    verdict_notes: str
    is_demo: bool


def shown_reports() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ServiceReport.id,
            ServiceReport.region_code,
            Region.name,
            ServiceReport.month,
            ServiceReport.agency_id,
            Agency.short_name,
            ServiceReport.state,
            ServiceReport.submitted_at,
            VERIFIER.short_name,
            ServiceReport.decided_at,
            ServiceReport.verdict_notes,
            ServiceReport.is_demo,
        )
        .join(Region, Region.code == ServiceReport.region_code)
        .join(Agency, Agency.id == ServiceReport.agency_id)
        .outerjoin(VERIFIER, VERIFIER.id == ServiceReport.verifier_agency_id)
        .where(ServiceReport.state != ReportState.SUPERSEDED)
    )


@query(Subject.PLACES, Subject.AGENCIES, Subject.SERVICES, cached=True)
def service_reports(connection: Connection) -> tuple[ServiceReportRow, ...]:
    """Every report that was not replaced, newest month and latest sending first."""
    rows = connection.execute(shown_reports().order_by(ServiceReport.month.desc(), ServiceReport.id.desc()))
    return typed(ServiceReportRow, rows)


@dataclass(frozen=True)
class ServiceReview:
    """A report with all that it says, for whoever judges it."""

    row: ServiceReportRow
    version: int
    entries: Entries
    proven: frozenset[str]


@query(Subject.PLACES, Subject.AGENCIES, Subject.SERVICES)
def service_review(connection: Connection, report_id: int) -> ServiceReview | None:
    found = connection.execute(shown_reports().where(ServiceReport.id == report_id)).one_or_none()
    if found is None:
        return None
    version = connection.execute(
        select(ServiceReport.version).where(ServiceReport.id == report_id)
    ).scalar_one()
    entries, proven = entries_of(connection, report_id)
    return ServiceReview(build(ServiceReportRow, found), version, entries, proven)


def entries_of(connection: Connection, report_id: int) -> tuple[Entries, frozenset[str]]:
    said = connection.execute(
        select(
            DeskStatement.desk_code,
            DeskStatement.state,
            DeskStatement.days_open,
            DeskStatement.served,
            DeskStatement.days_per_document,
            DeskStatement.proof,
            DeskStatement.proof_on,
            DeskStatement.is_proven,
        )
        .join(ServiceDesk, ServiceDesk.code == DeskStatement.desk_code)
        .where(DeskStatement.report_id == report_id)
        .order_by(ServiceDesk.position)
    ).all()
    steps = connection.execute(
        select(ChainCount.step, ChainCount.entered, ChainCount.moved_on, ChainCount.held_back)
        .where(ChainCount.report_id == report_id)
        .order_by(ChainCount.id)
    )
    note = connection.execute(select(ServiceReport.note).where(ServiceReport.id == report_id)).scalar_one()
    entries = Entries(
        tuple(DeskEntry(*row[:-1]) for row in said),
        {step: StepCounts(*counts) for step, *counts in steps},
        note,
    )
    return entries, frozenset(row.desk_code for row in said if row.is_proven)


@query(Subject.AGENCIES, cached=True)
def service_voice(connection: Connection, agencies: frozenset[int]) -> Voice:
    """What these agencies, which are one office now, may say of the services."""
    offices = connection.execute(
        select(Agency.code, Agency.kind, Agency.region_code)
        .where(Agency.id.in_(agencies))
        .order_by(Agency.merged_on.is_not(None), Agency.id)
    )
    above = connection.scalars(
        select(Agency.superior_id).where(Agency.id.in_(agencies), Agency.superior_id.not_in(agencies))
    ).all()
    highers = {each for superior in above if superior for each in one_office(connection, superior)}
    codes = connection.scalars(select(Agency.code).where(Agency.id.in_(highers)))
    return voice_of(typed(Provider, offices), frozenset(codes), tuple(desks(connection)))
