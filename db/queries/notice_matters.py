"""How the matter of each notice stands now, as one reader may see it."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import Connection, case, func, select

from db.models import (
    AuditRecord,
    CaseRecord,
    CaseReferral,
    Checkpoint,
    Commitment,
    ConflictExplanation,
    Decision,
    Indicator,
    OutreachActivity,
    OwnershipOffer,
    ProgressReport,
    Region,
    ServiceReport,
    TargetChange,
    Task,
    VillageTeam,
)
from db.queries.audit import failed_backup
from db.queries.case_born import decision_is_for
from db.queries.figures import figure_rows
from db.queries.holidays import closed_days
from db.queries.meetings import meeting_list
from db.queries.ownership import awaited_answers, undecided_changes
from db.queries.tasks import tasks_numbered
from domain import addresses
from domain.access.events import Event
from domain.access.permissions import DisclosureTier, Scope
from domain.commitments.health import ReportState
from domain.figures.conflicts import find_conflicts
from domain.figures.figures import CONFLICT_KEY, told_by_key
from domain.meetings.life import Classification, MeetingState
from domain.notices.kinds import BACKUP_FAILED, NOT_REPORTED, OPEN_CONFLICT, Matter, NoticeKind
from domain.places.regions import RegionLevel, display_name, regency_of
from domain.services.outreach import ServiceList
from domain.tasks.clocks import running_clock
from domain.time.calendar import Month, Quarter, local_time
from domain.time.formats import clock_time, day_and_date, long_date, month, period
from domain.words import labels


@dataclass(frozen=True)
class MatterNow:
    """A matter as it stands now, in the words that the reader may see."""

    code: str
    title: str
    state: str
    address: str
    due_on: date | None = None
    when: str = ""
    """The due date in words; of a meeting with its hour."""
    is_over: bool = False
    """Of a meeting: it has begun, so that nobody has to be told of it any more."""
    days: frozenset[date] = frozenset()
    """Of a meeting: its day, and the one that it had before its plan was last changed."""
    helps: bool = False
    """Of a task: its reader's office is the one whose help it waits for."""
    judged_at: str = ""
    """Where a report is judged, as long as it waits for that: open to those alone who were asked to."""

    def said_as(self, say: Callable[[str], str]) -> Self:
        """Both may hold what people typed; state, address and days are words of our own."""
        return replace(self, code=say(self.code), title=say(self.title))


Found = Iterable[tuple[int, MatterNow]]


def _tasks(connection: Connection, numbers: Collection[int], scope: Scope, now: datetime) -> Found:
    holidays = closed_days(connection, local_time(now).date())
    helped = set(
        connection.scalars(select(Task.id).where(Task.id.in_(numbers), Task.helper_id.in_(scope.agencies)))
    )
    for row in tasks_numbered(connection, numbers, scope=scope):
        running = running_clock(row.times, now, holidays)
        due_on = running.last_day if running else None
        yield (
            row.id,
            MatterNow(
                row.code,
                row.title,
                row.state,
                addresses.task(row.code),
                due_on,
                day_and_date(row.due_on),
                helps=row.id in helped,
            ),
        )


def _offers(connection: Connection, numbers: Collection[int], _scope: Scope, _now: datetime) -> Found:
    rows = connection.execute(
        select(OwnershipOffer.id, OwnershipOffer.state, Commitment.code, Commitment.title)
        .join(Commitment, Commitment.id == OwnershipOffer.commitment_id)
        .where(OwnershipOffer.id.in_(numbers))
    )
    waiting = {each.id: each.answer_by for each in awaited_answers(connection)}
    for row in rows:
        yield row.id, _asked(row, waiting.get(row.id))


def _asked(row: Any, answer_by: date | None) -> MatterNow:
    when = day_and_date(answer_by) if answer_by else ""
    return MatterNow(row.code, row.title, row.state, addresses.commitment(row.code), answer_by, when)


def _changes(connection: Connection, numbers: Collection[int], _scope: Scope, _now: datetime) -> Found:
    rows = connection.execute(
        select(TargetChange.id, TargetChange.state, Commitment.code, Commitment.title)
        .join(Commitment, Commitment.id == TargetChange.commitment_id)
        .where(TargetChange.id.in_(numbers))
    )
    waiting = {each.id: each.answer_by for each in undecided_changes(connection)}
    for row in rows:
        yield row.id, _asked(row, waiting.get(row.id))


def _checkpoints(connection: Connection, numbers: Collection[int], scope: Scope, _now: datetime) -> Found:
    latest = {
        row.checkpoint_id: row
        for row in connection.execute(
            select(ProgressReport.checkpoint_id, ProgressReport.id, ProgressReport.state)
            .where(
                ProgressReport.checkpoint_id.in_(numbers),
                ProgressReport.state.not_in((ReportState.DRAFT, ReportState.SUPERSEDED)),
            )
            .order_by(ProgressReport.submitted_at, ProgressReport.id)
        )
    }
    rows = connection.execute(
        select(
            Checkpoint.id,
            Checkpoint.quarter,
            Checkpoint.due_on,
            Commitment.code,
            Commitment.title,
            Commitment.owner_id,
        )
        .join(Commitment, Commitment.id == Checkpoint.commitment_id)
        .where(Checkpoint.id.in_(numbers))
    )
    for row in rows:
        report = latest.get(row.id)
        state = report.state if report else NOT_REPORTED
        is_missing, address = state in (NOT_REPORTED, ReportState.RETURNED), addresses.commitment(row.code)
        if is_missing and scope.is_of(row.owner_id):
            address = addresses.report_form(row.code, row.quarter)
        elif is_missing:
            state = ReportState.SUPERSEDED  # who answered for it before owes nothing any more
        is_waiting = report is not None and report.state is ReportState.SUBMITTED
        yield (
            row.id,
            MatterNow(
                f"{row.code} {Quarter.parse(row.quarter).label}",
                row.title,
                state,
                address,
                row.due_on,
                day_and_date(row.due_on),
                judged_at=addresses.verification(report.id) if report and is_waiting else "",
            ),
        )


def _services(connection: Connection, numbers: Collection[int], scope: Scope, _now: datetime) -> Found:
    rows = connection.execute(
        select(
            ServiceReport.id,
            ServiceReport.state,
            ServiceReport.month,
            ServiceReport.region_code,
            ServiceReport.agency_id,
            Region.name,
        )
        .join(Region, Region.code == ServiceReport.region_code)
        .where(ServiceReport.id.in_(numbers))
    )
    for row in rows:
        if row.state is ReportState.RETURNED and scope.is_of(row.agency_id):
            address = addresses.services_form(row.region_code, Month.containing(row.month).key)
        else:
            address = addresses.services_review(row.id)
        yield row.id, MatterNow(month(row.month), f"Layanan {row.name}", row.state, address)


def _teams(connection: Connection, numbers: Collection[int], _scope: Scope, _now: datetime) -> Found:
    """Sent back, until the village's team is reported anew."""
    newest = select(func.max(VillageTeam.id)).group_by(VillageTeam.village_code)
    rows = connection.execute(
        select(
            VillageTeam.id, VillageTeam.village_code, Region.name, VillageTeam.id.in_(newest).label("stands")
        )
        .join(Region, Region.code == VillageTeam.village_code)
        .where(VillageTeam.id.in_(numbers))
    ).all()
    around = {regency_of(row.village_code) for row in rows}
    names = dict(connection.execute(select(Region.code, Region.name).where(Region.code.in_(around))).all())
    for row in rows:
        regency = regency_of(row.village_code)
        yield (
            row.id,
            MatterNow(
                f"tim {row.name}",
                f"Tim desa {row.name}, {display_name(names[regency])}",
                ReportState.RETURNED if row.stands else ReportState.SUPERSEDED,
                addresses.services(region=regency, part=ServiceList.TEAMS),
            ),
        )


def _activities(connection: Connection, numbers: Collection[int], _scope: Scope, _now: datetime) -> Found:
    rows = connection.execute(
        select(
            OutreachActivity.id,
            OutreachActivity.organizer,
            OutreachActivity.place,
            OutreachActivity.held_on,
            OutreachActivity.withdrawn_at,
        ).where(OutreachActivity.id.in_(numbers))
    )
    for row in rows:
        yield (
            row.id,
            MatterNow(
                f"kegiatan {row.organizer}",
                f"{row.organizer}, {row.place}, {long_date(row.held_on)}",
                ReportState.RETURNED if row.withdrawn_at is None else ReportState.SUPERSEDED,
                addresses.services(part=ServiceList.OUTREACH),
            ),
        )


def _referrals(connection: Connection, numbers: Collection[int], scope: Scope, _now: datetime) -> Found:
    """Which case it is, is told to those who may know of it."""
    rows = connection.execute(
        select(CaseReferral.id, CaseReferral.state, CaseReferral.to_agency_id, CaseRecord.code)
        .join(CaseRecord, CaseRecord.id == CaseReferral.case_id)
        .where(CaseReferral.id.in_(numbers))
    )
    for row in rows:
        if scope.may_see_cases:
            yield (
                row.id,
                MatterNow(row.code, f"Rujukan kasus {row.code}", row.state, addresses.case(row.code)),
            )
        else:
            # What was sent to an office waits there; what it sent itself is opened from its notices.
            is_asked = scope.is_of(row.to_agency_id)
            address = str(addresses.Page.MY_AGENCY) if is_asked else addresses.inbox()
            yield row.id, MatterNow("", "Rujukan kasus", row.state, address)


def _conflicts(connection: Connection, numbers: Collection[int], scope: Scope, _now: datetime) -> Found:
    """One that is there no more, its figures agreeing since, is nobody's to explain; that is told, too."""
    there = {each.key: each for each in find_conflicts(row.plain for row in figure_rows(connection))}
    names = dict(connection.execute(select(Indicator.code, Indicator.name)).all())
    places = dict(
        connection.execute(select(Region.code, Region.name).where(Region.level != RegionLevel.VILLAGE)).all()
    )
    rows = connection.execute(
        select(
            ConflictExplanation.id,
            ConflictExplanation.conflict_key,
            ConflictExplanation.agency_id,
            ConflictExplanation.due_on,
            ConflictExplanation.settled_at,
        ).where(ConflictExplanation.id.in_(numbers))
    )
    for row in rows:
        found, key = there.get(row.conflict_key), row.conflict_key
        named = CONFLICT_KEY.fullmatch(key)
        if named is None:
            continue
        indicator, region, first, last = told_by_key(named)
        called = f"{names[indicator]} {period(first, last)}"
        title = f"{called}, {display_name(places[region])}"
        # Another office may have been asked since.
        is_asked = found and row.settled_at is None and scope.is_of(row.agency_id)
        yield (
            row.id,
            MatterNow(
                called,
                title if found else f"{title}: tidak bertentangan lagi",
                OPEN_CONFLICT if is_asked else "",
                addresses.conflict(key),
                row.due_on,
                day_and_date(row.due_on),
            ),
        )


def _commitments(connection: Connection, numbers: Collection[int], _scope: Scope, _now: datetime) -> Found:
    rows = connection.execute(
        select(Commitment.id, Commitment.code, Commitment.title).where(Commitment.id.in_(numbers))
    )
    for row in rows:
        yield row.id, MatterNow(row.code, row.title, "", addresses.commitment(row.code))


def _meetings(connection: Connection, numbers: Collection[int], scope: Scope, now: datetime) -> Found:
    for row in meeting_list(connection, scope=scope):
        if row.id in numbers:
            yield (
                row.id,
                MatterNow(
                    "",
                    row.title,
                    row.state,
                    addresses.meeting(row.id, part="lembar" if row.state is MeetingState.OPEN else ""),
                    None,
                    _hour_of(row.starts_at),
                    row.starts_at <= now or row.state in (MeetingState.IN_PROGRESS, MeetingState.CLOSED),
                    frozenset({local_time(row.starts_at).date()}),
                ),
            )


def former_plans(
    connection: Connection, event: Event, numbers: Collection[int]
) -> Mapping[int, Mapping[str, Any]]:
    """Of each meeting the plan that the last such event ended, as the trail has it."""
    rows = connection.execute(
        select(AuditRecord.subject_id, AuditRecord.before)
        .where(
            AuditRecord.event == event,
            AuditRecord.subject == "meeting",
            AuditRecord.subject_id.in_([str(number) for number in numbers]),
        )
        .order_by(AuditRecord.id)
    )
    read = ((int(row.subject_id), json.loads(row.before)) for row in rows)
    return {number: before for number, before in read if "starts_at" in before}


def _as_withdrawn(draft: MatterNow, plan: Mapping[str, Any], scope: Scope, now: datetime) -> MatterNow | None:
    """What was secret when it was taken back stays so, whatever its draft is: that is another plan. Outside
    of the application nothing is told of it at all."""
    starts_at = datetime.fromisoformat(plan["starts_at"])
    is_told = plan["classification"] != Classification.SECRET or scope.reads_secrets
    if not is_told and scope.tier is DisclosureTier.SHARED_SCREEN:
        return None
    return replace(
        draft,
        title=plan["title"] if is_told else labels.MEETING_WITHHELD,
        when=_hour_of(starts_at),
        is_over=starts_at <= now,
        days=frozenset({local_time(starts_at).date()}),
    )


def _as_changed(changed: MatterNow, plan: Mapping[str, Any], _scope: Scope, _now: datetime) -> MatterNow:
    former = local_time(datetime.fromisoformat(plan["starts_at"])).date()
    return replace(changed, days=changed.days | {former})


FORMER_PLANS = (
    (NoticeKind.MEETING_WITHDRAWN, Event.MEETING_MOVED, _as_withdrawn),
    (NoticeKind.MEETING_CHANGED, Event.MEETING_CHANGED, _as_changed),
)


def _hour_of(starts_at: datetime) -> str:
    return f"{day_and_date(local_time(starts_at).date())}, {clock_time(starts_at)}"


def _decisions(connection: Connection, numbers: Collection[int], scope: Scope, _now: datetime) -> Found:
    for number, meeting_id, label, text in _decided(connection, numbers, scope):
        yield number, MatterNow(label, text, "", addresses.decisions(meeting_id))


def _decided(
    connection: Connection, numbers: Collection[int], scope: Scope
) -> Iterator[tuple[int, int, str, str]]:
    """Number, meeting, label and text of each, as far as this reader may know it."""
    rows = connection.execute(
        select(
            Decision.id,
            Decision.meeting_id,
            Decision.number,
            Decision.year,
            case((decision_is_for(scope), Decision.text), else_=labels.CASE_DECISION_WITHHELD),
        ).where(Decision.id.in_(numbers))
    )
    for number, meeting_id, place, year, text in rows:
        yield number, meeting_id, f"{place}/{year}", text


def _remarked_decisions(
    connection: Connection, numbers: Collection[int], scope: Scope, _now: datetime
) -> Found:
    for number, meeting_id, label, text in _decided(connection, numbers, scope):
        yield number, MatterNow(label, text, "", addresses.decision(meeting_id, number))


def _backup(connection: Connection, numbers: Collection[int], _scope: Scope, _now: datetime) -> Found:
    """Why the last one failed stands in what is said; one that was made since asks for nothing any more."""
    failed = failed_backup(connection)
    code, state = (failed.row.label, BACKUP_FAILED) if failed else ("sesudahnya berhasil dibuat", "")
    for number in numbers:
        yield number, MatterNow(code, "Cadangan malam", state, str(addresses.Page.SYSTEM))


FINDERS: dict[Matter, Callable[[Connection, Collection[int], Scope, datetime], Found]] = {
    Matter.TASK: _tasks,
    Matter.OFFER: _offers,
    Matter.TARGET_CHANGE: _changes,
    Matter.CHECKPOINT: _checkpoints,
    Matter.SERVICE_REPORT: _services,
    Matter.VILLAGE_TEAM: _teams,
    Matter.OUTREACH: _activities,
    Matter.REFERRAL: _referrals,
    Matter.CONFLICT: _conflicts,
    Matter.MEETING: _meetings,
    Matter.DECISION: _decisions,
    Matter.TASK_REMARKS: _tasks,
    Matter.COMMITMENT_REMARKS: _commitments,
    Matter.DECISION_REMARKS: _remarked_decisions,
    Matter.BACKUP: _backup,
}
