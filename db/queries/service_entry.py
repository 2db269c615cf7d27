"""What an office sees that enters a month of services: its draft, those of others, earlier counts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, select

from db.models import ChainCount, DeskStatement, Region, ServiceDraft, ServiceReport
from db.queries.drafts import Drafts
from db.queries.rows import build, typed
from db.queries.services import ServiceReportRow, desks, entries_of, service_voice, shown_reports
from db.subjects import Subject, query
from domain.access.permissions import Actor, Permission
from domain.commitments.health import ReportState
from domain.services.reports import (
    ENTERED,
    HELD_BACK,
    MOVED_ON,
    OLDEST_MONTHS,
    SERVED,
    Counted,
    Earlier,
    Part,
    as_typed,
    restored,
)
from domain.services.requests import ServicesTyped
from domain.time.calendar import Month


@dataclass(frozen=True)
class DraftOfOther:
    author: str
    written_at: datetime
    has_left: bool
    """He can send it no more; the form is filled from the newest such draft where there is no own one."""
    content: str


@dataclass(frozen=True)
class ServiceForm:
    """All that the form of one month is drawn from."""

    region_code: str
    region: str
    month: Month
    part: Part
    names: Mapping[str, str]
    latest: ServiceReportRow | None
    sent: ServicesTyped | None
    """What the latest says, which a correction starts from."""
    before: ServicesTyped | None
    """What this agency said of the month before; shown beside the fields, never in them."""
    draft: ServicesTyped | None
    """One's own, or else what somebody has left behind."""
    draft_version: int
    saved_at: datetime | None
    others: tuple[DraftOfOther, ...]
    """Of the same month and office, the newest first."""


@query(Subject.PLACES, Subject.AGENCIES, Subject.ACCOUNTS, Subject.SERVICES)
def service_form(
    connection: Connection, *, region_code: str, month: Month, by: Actor, on: date
) -> ServiceForm | None:
    """The form of the actor's own part; None for any other place."""
    part = service_voice(connection, by.agencies).part_in(region_code)
    if part is None:
        return None
    region = connection.execute(select(Region.name).where(Region.code == region_code)).scalar_one()
    draft = connection.execute(
        select(ServiceDraft.content, ServiceDraft.version, ServiceDraft.written_at)
        .where(of_month(region_code, month), drafts_of_services(by).own)
        .order_by(ServiceDraft.written_at.desc())
        .limit(1)
    ).one_or_none()
    others = _drafts_of_others(connection, region_code, month, by, on)
    content = draft.content if draft else next((each.content for each in others if each.has_left), None)
    latest = _last(connection, region_code, month, by)
    before = _last(connection, region_code, month.shift(-1), by)
    return ServiceForm(
        region_code,
        region,
        month,
        part,
        desks(connection),
        latest,
        as_typed(entries_of(connection, latest.id)[0]) if latest else None,
        as_typed(entries_of(connection, before.id)[0]) if before else None,
        restored(json.loads(content)) if content else None,
        draft.version if draft else 0,
        draft.written_at if draft else None,
        others,
    )


@query(Subject.SERVICES)
def counted_before(connection: Connection, *, region_code: str, month: Month) -> Earlier:
    """What the place said of each of its counts in the newest earlier month that says it."""
    told = (
        ServiceReport.region_code == region_code,
        ServiceReport.month < month.starts_on,
        ServiceReport.month >= month.shift(-OLDEST_MONTHS).starts_on,
        ServiceReport.state.not_in([ReportState.SUPERSEDED, ReportState.RETURNED]),
    )
    newest = (ServiceReport.month.desc(), ServiceReport.id.desc())
    desks = (
        select(DeskStatement.desk_code, ServiceReport.month, DeskStatement.served.label(SERVED))
        .join(ServiceReport, ServiceReport.id == DeskStatement.report_id)
        .where(*told)
        .order_by(*newest)
    )
    steps = (
        select(
            ChainCount.step,
            ServiceReport.month,
            ChainCount.entered.label(ENTERED),
            ChainCount.moved_on.label(MOVED_ON),
            ChainCount.held_back.label(HELD_BACK),
        )
        .join(ServiceReport, ServiceReport.id == ChainCount.report_id)
        .where(*told)
        .order_by(*newest)
    )
    found: dict[tuple[str, str], Counted] = {}
    for row in (*connection.execute(desks), *connection.execute(steps)):
        of, day, *_ = row
        for what, people in list(row._mapping.items())[2:]:
            if people is not None:
                found.setdefault((str(of), what), Counted(Month.containing(day), people))
    return found


def of_month(region_code: str, month: Month) -> ColumnElement[bool]:
    """The drafts of a place and month, whoever's."""
    return (ServiceDraft.region_code == region_code) & (ServiceDraft.month == month.starts_on)


def drafts_of_services(by: Actor) -> Drafts:
    return Drafts(by, Permission.REPORT_SERVICES, ServiceDraft.reporter_id, ServiceDraft.agency_id)


def _drafts_of_others(
    connection: Connection, region_code: str, month: Month, by: Actor, on: date
) -> tuple[DraftOfOther, ...]:
    drafts = drafts_of_services(by)
    rows = connection.execute(
        select(
            drafts.author.display_name,
            ServiceDraft.written_at,
            drafts.left(connection, on),
            ServiceDraft.content,
        )
        .join(drafts.author, drafts.author.id == ServiceDraft.reporter_id)
        .where(
            of_month(region_code, month),
            ServiceDraft.agency_id.in_(by.agencies),
            ServiceDraft.reporter_id != by.user_id,
        )
        .order_by(ServiceDraft.written_at.desc(), ServiceDraft.id.desc())
    )
    return typed(DraftOfOther, rows)


def _last(connection: Connection, region_code: str, month: Month, by: Actor) -> ServiceReportRow | None:
    row = connection.execute(
        shown_reports()
        .where(
            ServiceReport.region_code == region_code,
            ServiceReport.month == month.starts_on,
            ServiceReport.agency_id.in_(by.agencies),
        )
        .order_by(ServiceReport.id.desc())
        .limit(1)
    ).one_or_none()
    return build(ServiceReportRow, row) if row else None
