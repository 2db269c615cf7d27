"""The days of an office as its calendar is told of them, outside of the application."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, case, func, select, true

from db.models import (
    Agency,
    CalendarFeed,
    CaseReferral,
    Checkpoint,
    Commitment,
    Decision,
    Meeting,
    ProgressReport,
    Task,
    User,
)
from db.queries.accounts import token_digest
from db.queries.attention import conflict_facts
from db.queries.case_born import decision_is_for
from db.queries.holidays import closed_days
from db.queries.meetings import meeting_list
from db.queries.mergers import merged_into
from db.queries.ownership import Asked, awaited_answers, undecided_changes
from db.queries.regions import small_places
from db.queries.standing import has_moved
from db.queries.tasks import task_rows, tasks_of_agencies
from db.subjects import Subject, query
from domain import addresses
from domain.access.permissions import Permission, Scope, outside
from domain.cases.life import referral_clock
from domain.commitments.health import ReportState
from domain.figures.cases import ReferralState
from domain.meetings.life import Classification, MeetingState
from domain.meetings.public_text import Room
from domain.notices.calendar import EntryKind
from domain.tasks.clocks import running_clock
from domain.tasks.life import AWAITING_ANSWER, Phase, TaskState
from domain.time.calendar import Month, Quarter, local_time
from domain.words import labels

_BACK = timedelta(days=92)
"""How long a meeting that was held stays in a calendar."""


@dataclass(frozen=True)
class FeedOwner:
    user_id: int
    office: str
    scope: Scope
    is_demo: bool
    decides_targets: bool


@query(Subject.NOTICES, Subject.ACCOUNTS, Subject.AGENCIES)
def feed_owner(connection: Connection, key: str, *, on: date) -> FeedOwner | None:
    """Whose calendar an address opens: nobody's if it was guessed, revoked, or its account closed or
    moved."""
    row = connection.execute(
        select(User.id, User.agency_id, User.is_demo, User.role, Agency.short_name)
        .join(CalendarFeed, CalendarFeed.user_id == User.id)
        .join(Agency, Agency.id == User.agency_id)
        .where(
            CalendarFeed.key_digest == token_digest(key),
            CalendarFeed.revoked_at.is_(None),
            User.is_active.is_(True),
            ~has_moved(User, on),
        )
    ).one_or_none()
    if row is None:
        return None
    scope = outside(row.agency_id, merged_into(connection, row.agency_id))
    decides = Permission.DECIDE_TARGETS in row.role.row.permissions
    return FeedOwner(row.id, row.short_name, scope, row.is_demo, decides)


@query(Subject.NOTICES)
def feed_made_at(connection: Connection, user_id: int) -> datetime | None:
    """When a person's present address was made; none when there is none."""
    return connection.scalar(
        select(CalendarFeed.made_at).where(CalendarFeed.user_id == user_id, CalendarFeed.revoked_at.is_(None))
    )


@dataclass(frozen=True)
class CalendarEntry:
    """A day, or an hour with its end, and where it leads."""

    uid: str
    title: str
    address: str
    starts: date | datetime
    ends: datetime | None = None
    place: str = ""
    sequence: int = 0


@query(
    Subject.HOLIDAYS,
    Subject.MEETINGS,
    Subject.TASKS,
    Subject.COMMITMENTS,
    Subject.REPORTS,
    Subject.AGENCIES,
    Subject.PLACES,
    Subject.CASES,
    Subject.FIGURES,
)
def calendar_entries(
    connection: Connection, *, scope: Scope, now: datetime, decides_targets: bool = False
) -> tuple[CalendarEntry, ...]:
    """Meetings, what the office promised, what it is asked, and its checkpoints, by day; said as in a room,
    because a calendar stands on other people's machines."""
    room = Room(small_places(connection))
    found = [
        replace(entry, title=room.say(entry.title), place=room.say(entry.place))
        for entries in (
            _meetings(connection, scope, now),
            _tasks(connection, scope, now),
            _checkpoints(connection, scope),
            _referrals(connection, scope, now),
            _offers(connection, scope),
            _explanations(connection, scope),
            _target_changes(connection) if decides_targets else (),
        )
        for entry in entries
    ]
    return tuple(sorted(found, key=lambda entry: (_day(entry.starts), entry.uid)))


def _day(moment: date | datetime) -> date:
    return local_time(moment).date() if isinstance(moment, datetime) else moment


def _meetings(connection: Connection, scope: Scope, now: datetime) -> Iterator[CalendarEntry]:
    """A secret one is in nobody's calendar: that stands on other people's machines."""
    told = true() if scope.reads_secrets else Meeting.classification != Classification.SECRET
    for row in connection.execute(
        select(
            Meeting.id,
            Meeting.title,
            Meeting.starts_at,
            Meeting.planned_minutes,
            Meeting.place,
            Meeting.version,
        ).where(Meeting.state != MeetingState.DRAFT, Meeting.starts_at > now - _BACK, told)
    ):
        yield CalendarEntry(
            f"rapat-{row.id}",
            row.title,
            addresses.meeting(row.id),
            row.starts_at,
            row.starts_at + timedelta(minutes=row.planned_minutes),
            row.place,
            row.version,
        )


def _tasks(connection: Connection, scope: Scope, now: datetime) -> Iterator[CalendarEntry]:
    holidays = closed_days(connection, local_time(now).date())
    for task in tasks_of_agencies(connection, scope.agencies, scope=scope):
        address = addresses.task(task.code)
        if task.state.phase is Phase.UNDERWAY and scope.is_of(task.owner_id):
            title = f"Tenggat {task.code}: {task.title}"
            yield CalendarEntry(f"tugas-{task.id}", title, address, task.due_on, sequence=task.version)
        elif task.state in AWAITING_ANSWER:
            asked = task.owner_id if task.state is TaskState.PROPOSED else task.proposer_id
            running = running_clock(task.times, now, holidays)
            if scope.is_of(asked) and running is not None:
                title = f"Jawab {task.code}: {task.title}"
                yield CalendarEntry(
                    f"jawab-{task.id}", title, address, running.last_day, sequence=task.version
                )


def _checkpoints(connection: Connection, scope: Scope) -> Iterator[CalendarEntry]:
    """Until their report is in, or in again."""
    done = select(ProgressReport.checkpoint_id).where(
        ProgressReport.state.in_((ReportState.SUBMITTED, ReportState.VERIFIED))
    )
    for row in connection.execute(
        select(Checkpoint.id, Checkpoint.quarter, Checkpoint.due_on, Commitment.code, Commitment.title)
        .join(Commitment, Commitment.id == Checkpoint.commitment_id)
        .where(Commitment.owner_id.in_(scope.agencies), Checkpoint.id.not_in(done))
    ):
        label = Quarter.parse(row.quarter).label
        yield CalendarEntry(
            f"laporan-{row.id}",
            f"Laporan {row.code} {label}: {row.title}",
            addresses.report_form(row.code, row.quarter),
            row.due_on,
        )


def _referrals(connection: Connection, scope: Scope, now: datetime) -> Iterator[CalendarEntry]:
    """Which case it is, is told where one signs in."""
    on = local_time(now).date()
    closed = closed_days(connection, on)
    for row in connection.execute(
        select(CaseReferral.id, CaseReferral.sent_at).where(
            CaseReferral.state == ReferralState.SENT, CaseReferral.to_agency_id.in_(scope.agencies)
        )
    ):
        due_on = referral_clock(local_time(row.sent_at).date(), None, on, closed).due_on
        yield CalendarEntry(
            f"rujukan-{row.id}", "Jawab rujukan sebuah kasus", str(addresses.Page.MY_AGENCY), due_on
        )


def _offers(connection: Connection, scope: Scope) -> Iterator[CalendarEntry]:
    for asked in awaited_answers(connection):
        if scope.is_of(asked.agency_id):
            what = "tawaran untuk" if asked.is_counter else "usulan PJ"
            yield _answer(f"usulan-{asked.id}", f"Jawab {what} {asked.code}", asked)


def _explanations(connection: Connection, scope: Scope) -> Iterator[CalendarEntry]:
    """Of published figures that contradict each other; which they are is read where one signs in."""
    for fact in conflict_facts(connection):
        is_asked = fact.explainer is not None and scope.is_of(fact.explainer.id)
        if is_asked and fact.due_on is not None and not fact.explained:
            about, _, _values = fact.title.rpartition(": ")
            title = f"Jelaskan angka yang bertentangan: {about}"
            yield CalendarEntry(f"penjelasan-{fact.key}", title, addresses.conflict(fact.key), fact.due_on)


def _target_changes(connection: Connection) -> Iterator[CalendarEntry]:
    for asked in undecided_changes(connection):
        yield _answer(f"perubahan-{asked.id}", f"Putuskan usul perubahan {asked.code}", asked)


def _answer(uid: str, what: str, asked: Asked) -> CalendarEntry:
    return CalendarEntry(uid, f"{what}: {asked.title}", addresses.commitment(asked.code), asked.answer_by)


@dataclass(frozen=True)
class MonthEntry:
    """What a day of the month asks of whom, across all offices."""

    day: date
    kind: EntryKind
    title: str
    who: str
    address: str
    at: datetime | None = None


@query(
    Subject.MEETINGS,
    Subject.TASKS,
    Subject.COMMITMENTS,
    Subject.REPORTS,
    Subject.AGENCIES,
    Subject.PLACES,
    Subject.CASES,
)
def month_entries(
    connection: Connection, *, scope: Scope, month: Month, with_drafts: bool
) -> tuple[MonthEntry, ...]:
    """Meetings, due days of tasks that are underway or offered and of decisions without a task, and
    checkpoints whose report is not in; in order.

    Drafts of meetings are for those who plan them.
    """
    first, last = month.starts_on, month.ends_on
    found = [
        MonthEntry(
            local_time(row.starts_at).date(),
            EntryKind.DRAFT if row.state is MeetingState.DRAFT else EntryKind.MEETING,
            row.title,
            row.place,
            addresses.meeting(row.id),
            row.starts_at,
        )
        for row in meeting_list(connection, scope=scope)
        if with_drafts or row.state is not MeetingState.DRAFT
    ]
    kinds = {Phase.UNDERWAY: EntryKind.TASK, Phase.ASKED: EntryKind.OFFERED}
    found += [
        MonthEntry(task.due_on, kinds[task.state.phase], task.title, task.owner, addresses.task(task.code))
        for task in task_rows(connection, scope=scope)
        if task.state.phase in kinds
    ]
    found += _decided(connection, scope)
    found += _due_reports(connection)
    inside = (entry for entry in found if first <= entry.day <= last)
    return tuple(
        sorted(inside, key=lambda entry: (entry.day, list(EntryKind).index(entry.kind), entry.title))
    )


def _decided(connection: Connection, scope: Scope) -> Iterator[MonthEntry]:
    """Those of secret meetings for whoever may read them, those about a case by their number alone."""
    told = true() if scope.reads_secrets else Meeting.classification != Classification.SECRET
    has_task = select(Task.id).where(Task.decision_id == Decision.id).exists()
    for row in connection.execute(
        select(
            Decision.due_on,
            Decision.meeting_id,
            case((decision_is_for(scope), Decision.text), else_=labels.CASE_DECISION_WITHHELD).label("text"),
            func.coalesce(Agency.short_name, "").label("owner"),
        )
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .outerjoin(Agency, Agency.id == Decision.owner_id)
        .where(Decision.due_on.is_not(None), Decision.struck_at.is_(None), told, ~has_task)
    ):
        address = addresses.decisions(row.meeting_id)
        yield MonthEntry(row.due_on, EntryKind.DECISION, row.text, row.owner, address)


def _due_reports(connection: Connection) -> Iterator[MonthEntry]:
    done = select(ProgressReport.checkpoint_id).where(
        ProgressReport.state.in_((ReportState.SUBMITTED, ReportState.VERIFIED))
    )
    for row in connection.execute(
        select(Checkpoint.due_on, Commitment.code, Commitment.title, Agency.short_name)
        .join(Commitment, Commitment.id == Checkpoint.commitment_id)
        .join(Agency, Agency.id == Commitment.owner_id)
        .where(Checkpoint.id.not_in(done))
    ):
        yield MonthEntry(
            row.due_on, EntryKind.REPORT, row.title, row.short_name, addresses.commitment(row.code)
        )
