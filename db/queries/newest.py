"""When each subject was last written about: what a screen says of how new its data are."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from db.models import (
    AuditRecord,
    CaseRecord,
    Commitment,
    DecisionEvent,
    Meeting,
    OutreachActivity,
    OwnershipOffer,
    ProgressReport,
    PublishedFigure,
    ServiceReport,
    SourceVillage,
    TargetChange,
    Task,
    Verdict,
    VillageTeam,
)
from db.subjects import Subject, query

Moment = date | datetime


def _latest(connection: Connection, *columns: object) -> Moment | None:
    found = connection.execute(select(*(select(func.max(each)).scalar_subquery() for each in columns)))
    known = [each for each in found.one() if each is not None]
    return max(known) if known else None


@query(Subject.TASKS, cached=True)
def newest_task(connection: Connection) -> Moment | None:
    return _latest(connection, Task.moved_at)


@query(Subject.REPORTS, cached=True)
def newest_report(connection: Connection) -> Moment | None:
    """Of reports that were sent and of verdicts on them; a draft is nobody's but its writer's."""
    return _latest(connection, ProgressReport.submitted_at, Verdict.decided_at)


@query(Subject.COMMITMENTS, cached=True)
def newest_commitment(connection: Connection) -> Moment | None:
    return _latest(
        connection,
        Commitment.formed_at,
        OwnershipOffer.proposed_at,
        OwnershipOffer.answered_at,
        OwnershipOffer.settled_at,
        TargetChange.proposed_at,
        TargetChange.decided_at,
    )


@query(Subject.MEETINGS, cached=True)
def newest_meeting(connection: Connection) -> Moment | None:
    """Of what has happened; a date in the calendar is a plan."""
    return _latest(connection, Meeting.started_at, Meeting.closed_at)


@query(Subject.FIGURES, cached=True)
def newest_figure(connection: Connection) -> Moment | None:
    """The last day that a published figure speaks of."""
    return _latest(connection, PublishedFigure.period_end)


@query(Subject.CASES, cached=True)
def newest_case(connection: Connection) -> Moment | None:
    """To the day: for those who see cases alone."""
    return _latest(connection, CaseRecord.reported_on)


@query(Subject.SERVICES, cached=True)
def newest_service(connection: Connection) -> Moment | None:
    return _latest(
        connection,
        ServiceReport.submitted_at,
        ServiceReport.decided_at,
        SourceVillage.recorded_at,
        VillageTeam.recorded_at,
        VillageTeam.verified_at,
        VillageTeam.returned_at,
        OutreachActivity.recorded_at,
        OutreachActivity.verified_at,
        OutreachActivity.returned_at,
        OutreachActivity.withdrawn_at,
    )


@query(Subject.DECLARATION, cached=True)
def newest_statement(connection: Connection) -> Moment | None:
    return _latest(connection, DecisionEvent.held_on)


@query(Subject.TRAIL)
def newest_entry(connection: Connection) -> Moment | None:
    return connection.execute(select(func.max(AuditRecord.at))).scalar_one()


NEWEST: dict[Subject, Callable[[Connection], Moment | None]] = {
    Subject.TASKS: newest_task,
    Subject.REPORTS: newest_report,
    Subject.COMMITMENTS: newest_commitment,
    Subject.MEETINGS: newest_meeting,
    Subject.FIGURES: newest_figure,
    Subject.CASES: newest_case,
    Subject.SERVICES: newest_service,
    Subject.DECLARATION: newest_statement,
    Subject.TRAIL: newest_entry,
}
