"""Notices: whom an event of the audit trail concerns, written in the same transaction.

A notice names its matter and holds no word of it. The people told are those of an office who may do
something about it; a secret meeting is told to nobody who may not read of it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Update, or_, select, update
from sqlalchemy.orm import Session

from db.engine import upsert
from db.models import (
    Base,
    CaseRecord,
    CaseReferral,
    Commitment,
    ConflictExplanation,
    Decision,
    Escalation,
    ForkopimdaSeat,
    MailChoice,
    Meeting,
    Notice,
    OutgoingMail,
    OutreachActivity,
    OwnershipOffer,
    ProgressReport,
    Remark,
    ServiceReport,
    TargetChange,
    Task,
    TaskStep,
    User,
    VillageTeam,
)
from db.queries.holidays import closed_days
from db.queries.mergers import went_into
from domain.access.events import Event
from domain.access.merging import stands_for
from domain.access.permissions import Role
from domain.commitments.ownership import OfferState
from domain.meetings.life import MeetingState, may_read
from domain.notices.kinds import THE_BACKUP, Matter, NoticeKind
from domain.notices.mail import MailHours, MailState, Purpose, next_open
from domain.tasks.life import TaskClass, TaskState
from domain.time.calendar import local_time

_NOTICES = Base.metadata.tables[Notice.__tablename__]
_OUTBOX = Base.metadata.tables[OutgoingMail.__tablename__]

EVERYBODY = None
"""Instead of offices: whoever may do something about it, wherever they sit."""


@dataclass(frozen=True)
class Notification:
    """What to tell these offices; the people are found when it is sent."""

    kind: NoticeKind
    matter_id: int
    agencies: frozenset[int] | None
    not_to: frozenset[int] = frozenset()
    """Offices that are not asked, such as the one whose own report is to be judged."""
    stage: str = ""
    is_urgent: bool = False
    """An emergency goes out by mail at once, at any hour; so does each news of it on which somebody acts or
    stops acting, a withdrawal too. That it was done, or found done, wakes nobody."""
    mailed_as: Purpose | None = None
    """A duty that goes out by mail at the next hour for it, whatever its reader chose."""
    mailed_for: int = 0
    """The meeting whose duty that is: it is mailed once a day, but that each news of it is mailed."""
    readers: Callable[[Role], bool] = lambda _: True


@dataclass(frozen=True)
class NotifiedBy:
    """Whose act it was, and when; nobody is notified of his own."""

    user_id: int | None
    agency_id: int | None
    at: datetime


Finder = Callable[[Session, str], Iterable[Notification]]

FINDERS: dict[Event, Finder] = {}


def _on(*events: Event) -> Callable[[Finder], Finder]:
    def listed(finder: Finder) -> Finder:
        FINDERS.update(dict.fromkeys(events, finder))
        return finder

    return listed


def notify_of(session: Session, event: Event, subject_id: str, by: NotifiedBy) -> None:
    """Notify whom the event concerns. Of each matter and day a reader has one notice: the newest."""
    for notification in FINDERS[event](session, subject_id) if event in FINDERS else ():
        notify(session, notification, by)


def notify(session: Session, notification: Notification, by: NotifiedBy) -> int:
    """Returns how many people are told; a reminder is not sent to whoever heard of the matter today."""
    people = list(_people(session, notification, by))
    editions = _noted(session, notification, by, people) if people else {}
    for user_id, edition in editions.items():
        _mail(session, notification, by, user_id, edition)
    if editions:
        session.execute(_told_before(notification, by.at, editions))
    return len(editions)


def _told_before(notification: Notification, now: datetime, people: Collection[int]) -> Update:
    """What these were told of the matter at moments still to come, by a clock that was set back since, was
    told before this all the same: the newest that is told is what stands, wherever that is asked."""
    return (
        update(_NOTICES)
        .where(
            _NOTICES.c.user_id.in_(people),
            _NOTICES.c.matter == notification.kind.row.matter,
            _NOTICES.c.matter_id == notification.matter_id,
            _NOTICES.c.told_at > now,
        )
        .values(told_at=now - timedelta(microseconds=1))
    )


def _people(session: Session, notification: Notification, by: NotifiedBy) -> Iterator[User]:
    """Of an agency that went over into another one, those who sit in that one now."""
    asked, went = select(User).where(User.is_active.is_(True)), went_into(session.connection())
    not_to = {stands_for(each, went) for each in notification.not_to}
    if notification.agencies is not EVERYBODY:
        asked = asked.where(User.agency_id.in_({stands_for(each, went) for each in notification.agencies}))
    for user in session.scalars(asked.order_by(User.id)):
        may = notification.kind.row.needs in user.role.row.permissions and notification.readers(user.role)
        if may and user.id != by.user_id and user.agency_id not in not_to:
            yield user


def _noted(
    session: Session, notification: Notification, by: NotifiedBy, people: Sequence[User]
) -> dict[int, int]:
    """A row for each, in one statement; of those who are told, the edition of what they are told today."""
    kind = notification.kind
    row = upsert(session.connection(), _NOTICES)
    key = ["user_id", "matter", "matter_id", "told_on"]
    if notification.stage:
        statement = row.on_conflict_do_nothing(index_elements=key)
    else:
        renewed = ("agency_id", "kind", "told_at", "by_id", "read_at")
        news: dict[str, ColumnElement[Any]] = {name: row.excluded[name] for name in renewed}
        news["edition"] = _NOTICES.c.edition + 1
        statement = row.on_conflict_do_update(index_elements=key, set_=news)
    rows = [
        {
            "user_id": user.id,
            "agency_id": user.agency_id,
            "kind": kind,
            "matter": kind.row.matter,
            "matter_id": notification.matter_id,
            "told_on": local_time(by.at).date(),
            "told_at": by.at,
            "edition": 1,
            "by_id": by.agency_id,
            "stage": notification.stage,
            "read_at": None,
        }
        for user in people
    ]
    told = session.execute(statement.returning(_NOTICES.c.user_id, _NOTICES.c.edition), rows)
    return dict(told.all())


def _mail(session: Session, notification: Notification, by: NotifiedBy, user_id: int, edition: int) -> None:
    if notification.is_urgent:
        day = local_time(by.at).date()
        once = f"{notification.kind.row.matter}:{notification.matter_id}:{day}:{edition}"
        put_in_the_outbox(session, user_id, Purpose.URGENT, day, once, by.at)
    if notification.mailed_as:
        due_at = _next_hour(session, by.at)
        day = local_time(due_at).date()
        once = f"{notification.mailed_as}:{notification.mailed_for}:{day}"
        if notification.mailed_as is Purpose.MEETING_NEWS:
            once = f"{once}:{local_time(by.at):%d%H%M%S%f}"
        put_in_the_outbox(session, user_id, notification.mailed_as, day, once, due_at)


def _next_hour(session: Session, at: datetime) -> datetime:
    """When it may go out to whoever chose no hours; a reader's own are looked at when its turn comes."""
    return next_open(at, MailHours(), closed_days(session.connection(), local_time(at).date()))


def put_in_the_outbox(
    session: Session, user_id: int, purpose: Purpose, day: date, once: str, due_at: datetime
) -> int:
    """For whoever left an address; the same thing once however often it is asked for. How many that are.

    What had nothing to say when its turn came waits once more: a meeting may be closed a second time.
    """
    if not session.scalar(select(MailChoice.address).where(MailChoice.user_id == user_id)):
        return 0
    row = upsert(session.connection(), _OUTBOX).values(
        user_id=user_id,
        purpose=purpose,
        day=day,
        once=once,
        state=MailState.WAITING,
        due_at=due_at,
        tries=0,
        lease="",
        last_error="",
    )
    put = row.on_conflict_do_update(
        index_elements=["user_id", "once"],
        set_={"state": MailState.WAITING, "due_at": row.excluded.due_at},
        where=_OUTBOX.c.state == MailState.NOT_NEEDED,
    ).returning(_OUTBOX.c.id)
    return len(session.execute(put).all())


# Tasks


def _is_emergency(task: Task) -> bool:
    return task.task_class is TaskClass.EMERGENCY


def _task(session: Session, code: str) -> Task:
    return session.scalars(select(Task).where(Task.code == code)).one()


@_on(Event.TASK_PROPOSED)
def _proposed(session: Session, code: str) -> Iterator[Notification]:
    task = _task(session, code)
    yield Notification(
        NoticeKind.TASK_PROPOSED, task.id, frozenset({task.owner_id}), is_urgent=_is_emergency(task)
    )


_MOVED = {
    TaskState.PROPOSED: NoticeKind.TASK_PROPOSED,
    TaskState.COUNTERED: NoticeKind.TASK_COUNTERED,
    TaskState.ACCEPTED: NoticeKind.TASK_ACCEPTED,
    TaskState.DECLINED: NoticeKind.TASK_DECLINED,
    TaskState.WITHDRAWN: NoticeKind.TASK_WITHDRAWN,
    TaskState.BLOCKED: NoticeKind.TASK_BLOCKED,
    TaskState.CLAIMED_DONE: NoticeKind.TASK_CLAIMED,
    TaskState.VERIFIED: NoticeKind.TASK_VERIFIED,
    TaskState.RETURNED: NoticeKind.TASK_RETURNED,
}
"""That the work has begun or goes on is told to nobody: it waits for nobody."""


@_on(Event.TASK_MOVED)
def _moved(session: Session, code: str) -> Iterator[Notification]:
    """Those who stand to the task, but the office that moved it."""
    task = _task(session, code)
    kind = _MOVED.get(task.state)
    if kind is None:
        return
    mover = session.scalars(
        select(TaskStep.agency_id).where(TaskStep.task_id == task.id).order_by(TaskStep.id.desc()).limit(1)
    ).one()
    if kind is NoticeKind.TASK_CLAIMED:
        yield Notification(kind, task.id, EVERYBODY, not_to=frozenset({task.owner_id}))
        return
    yield Notification(
        kind,
        task.id,
        frozenset({task.owner_id, task.proposer_id}) - {mover},
        is_urgent=_is_emergency(task) and kind is not NoticeKind.TASK_VERIFIED,
    )
    if kind is NoticeKind.TASK_BLOCKED and task.helper_id is not None:
        yield Notification(
            NoticeKind.HELP_ASKED,
            task.id,
            frozenset({task.helper_id}) - {mover},
            is_urgent=_is_emergency(task),
        )


@_on(Event.TASK_ESCALATED)
def _escalated(session: Session, code: str) -> Iterator[Notification]:
    task = _task(session, code)
    to = session.scalars(
        select(Escalation.to_agency_id)
        .where(Escalation.task_id == task.id)
        .order_by(Escalation.id.desc())
        .limit(1)
    ).one()
    yield Notification(
        NoticeKind.TASK_ESCALATED,
        task.id,
        frozenset({task.owner_id, *([to] if to else [])}),
        is_urgent=_is_emergency(task),
    )


# Commitments


def _offer(session: Session, code: str, *order: ColumnElement[Any]) -> OwnershipOffer:
    """The latest of the commitment: it has at most one that is open."""
    asked = select(OwnershipOffer).join(Commitment).where(Commitment.code == code)
    return session.scalars(asked.order_by(*order, OwnershipOffer.id.desc()).limit(1)).one()


@_on(Event.OWNERSHIP_PROPOSED)
def _owner_proposed(session: Session, code: str) -> Iterator[Notification]:
    offer = _offer(session, code)
    yield Notification(NoticeKind.OWNER_PROPOSED, offer.id, frozenset({offer.agency_id}))


_ANSWERED = {
    OfferState.ACCEPTED: NoticeKind.OWNER_ACCEPTED,
    OfferState.COUNTERED: NoticeKind.OWNER_COUNTERED,
    OfferState.DECLINED: NoticeKind.OWNER_DECLINED,
}


@_on(Event.OWNERSHIP_ANSWERED)
def _owner_answered(session: Session, code: str) -> Iterator[Notification]:
    offer = _offer(session, code, OwnershipOffer.answered_at.desc().nulls_last())
    yield Notification(_ANSWERED[offer.state], offer.id, frozenset({offer.proposer_agency_id}))


@_on(Event.OWNERSHIP_SETTLED)
def _owner_settled(session: Session, code: str) -> Iterator[Notification]:
    offer = _offer(session, code, OwnershipOffer.settled_at.desc().nulls_last())
    yield Notification(NoticeKind.OWNER_SETTLED, offer.id, frozenset({offer.agency_id}))


def _change(session: Session, code: str, *order: ColumnElement[Any]) -> TargetChange:
    asked = select(TargetChange).join(Commitment).where(Commitment.code == code)
    return session.scalars(asked.order_by(*order, TargetChange.id.desc()).limit(1)).one()


@_on(Event.TARGET_PROPOSED)
def _target_proposed(session: Session, code: str) -> Iterator[Notification]:
    yield Notification(NoticeKind.TARGET_PROPOSED, _change(session, code).id, EVERYBODY)


@_on(Event.TARGET_DECIDED)
def _target_decided(session: Session, code: str) -> Iterator[Notification]:
    change = _change(session, code, TargetChange.decided_at.desc().nulls_last())
    yield Notification(NoticeKind.TARGET_DECIDED, change.id, frozenset({change.agency_id}))


# Reports


@_on(Event.REPORT_SUBMITTED)
def _report_sent(session: Session, number: str) -> Iterator[Notification]:
    report = session.get_one(ProgressReport, int(number))
    yield Notification(
        NoticeKind.REPORT_SENT, report.checkpoint_id, EVERYBODY, not_to=frozenset({report.agency_id})
    )


def _report_judged(kind: NoticeKind) -> Finder:
    def judged(session: Session, number: str) -> Iterator[Notification]:
        report = session.get_one(ProgressReport, int(number))
        yield Notification(kind, report.checkpoint_id, frozenset({report.agency_id}))

    return judged


FINDERS[Event.REPORT_VERIFIED] = _report_judged(NoticeKind.REPORT_VERIFIED)
FINDERS[Event.REPORT_RETURNED] = _report_judged(NoticeKind.REPORT_RETURNED)


@_on(Event.SERVICES_REPORTED)
def _services_sent(session: Session, number: str) -> Iterator[Notification]:
    report = session.get_one(ServiceReport, int(number))
    yield Notification(NoticeKind.SERVICES_SENT, report.id, EVERYBODY, not_to=frozenset({report.agency_id}))


def _services_judged(kind: NoticeKind) -> Finder:
    def judged(session: Session, number: str) -> Iterator[Notification]:
        report = session.get_one(ServiceReport, int(number))
        yield Notification(kind, report.id, frozenset({report.agency_id}))

    return judged


FINDERS[Event.SERVICES_VERIFIED] = _services_judged(NoticeKind.SERVICES_VERIFIED)
FINDERS[Event.SERVICES_RETURNED] = _services_judged(NoticeKind.SERVICES_RETURNED)


def _statement_returned(model: type[VillageTeam | OutreachActivity], kind: NoticeKind) -> Finder:
    def returned(session: Session, number: str) -> Iterator[Notification]:
        office = session.scalars(select(model.agency_id).where(model.id == int(number))).one()
        yield Notification(kind, int(number), frozenset({office}))

    return returned


FINDERS[Event.VILLAGE_TEAM_RETURNED] = _statement_returned(VillageTeam, NoticeKind.TEAM_RETURNED)
FINDERS[Event.OUTREACH_RETURNED] = _statement_returned(OutreachActivity, NoticeKind.OUTREACH_RETURNED)


# Cases: which case it is stays with those who may know of it


@_on(Event.CASE_REFERRED)
def _referred(session: Session, code: str) -> Iterator[Notification]:
    asked = select(CaseReferral).join(CaseRecord, CaseRecord.id == CaseReferral.case_id)
    referral = session.scalars(
        asked.where(CaseRecord.code == code).order_by(CaseReferral.id.desc()).limit(1)
    ).one()
    yield Notification(NoticeKind.CASE_REFERRED, referral.id, frozenset({referral.to_agency_id}))


@_on(Event.REFERRAL_ANSWERED)
def _referral_answered(session: Session, code: str) -> Iterator[Notification]:
    asked = select(CaseReferral).join(CaseRecord, CaseRecord.id == CaseReferral.case_id)
    answered = asked.where(CaseRecord.code == code, CaseReferral.answered_at.is_not(None))
    latest = answered.order_by(CaseReferral.done_at.desc().nulls_last(), CaseReferral.answered_at.desc())
    referral = session.scalars(latest.limit(1)).one()
    yield Notification(NoticeKind.REFERRAL_ANSWERED, referral.id, frozenset({referral.from_agency_id}))


@_on(Event.REFERRAL_ENDED)
def _referral_ended(session: Session, code: str) -> Iterator[Notification]:
    asked = select(CaseReferral).join(CaseRecord, CaseRecord.id == CaseReferral.case_id)
    ended = asked.where(CaseRecord.code == code, CaseReferral.ended_at.is_not(None))
    referral = session.scalars(
        ended.order_by(CaseReferral.ended_at.desc(), CaseReferral.id.desc()).limit(1)
    ).one()
    yield Notification(NoticeKind.REFERRAL_ENDED, referral.id, frozenset({referral.to_agency_id}))


# Figures


def _asked_to_explain(kind: NoticeKind) -> Finder:
    def asked(session: Session, key: str) -> Iterator[Notification]:
        row = session.scalars(
            select(ConflictExplanation).where(ConflictExplanation.conflict_key == key)
        ).one()
        yield Notification(kind, row.id, frozenset({row.agency_id}))

    return asked


FINDERS[Event.EXPLAINER_NAMED] = _asked_to_explain(NoticeKind.EXPLANATION_ASKED)
FINDERS[Event.CONFLICT_REOPENED] = _asked_to_explain(NoticeKind.CONFLICT_REOPENED)


# Meetings


def _who_reads(meeting: Meeting) -> Callable[[Role], bool]:
    return lambda role: may_read(meeting.classification, role)


def _members(session: Session, meeting: Meeting) -> frozenset[int]:
    """The offices that hold a seat on the day of the meeting."""
    day = local_time(meeting.starts_at).date()
    seats = select(ForkopimdaSeat.agency_id).where(
        or_(ForkopimdaSeat.valid_from.is_(None), ForkopimdaSeat.valid_from <= day),
        or_(ForkopimdaSeat.valid_to.is_(None), ForkopimdaSeat.valid_to >= day),
    )
    return frozenset(session.scalars(seats))


def _of_meeting(session: Session, meeting: Meeting, kind: NoticeKind, *, is_duty: bool) -> Notification:
    return Notification(
        kind,
        meeting.id,
        _members(session, meeting),
        readers=_who_reads(meeting),
        mailed_as=Purpose.MEETING_NEWS if is_duty else None,
        mailed_for=meeting.id,
    )


@_on(Event.MEETING_MOVED)
def _meeting_moved(session: Session, number: str) -> Iterator[Notification]:
    """Called, or taken back: what was called can only become a draft again, or begin.

    A draft is its secretariat's own affair; what runs or is over is called to nobody. Who heard that it is
    off hears by the same way that it is on again.
    """
    meeting = session.get_one(Meeting, int(number))
    if meeting.state is MeetingState.OPEN and _was_withdrawn(session, meeting):
        yield _of_meeting(session, meeting, NoticeKind.MEETING_RENEWED, is_duty=True)
    elif meeting.state is MeetingState.OPEN:
        yield _of_meeting(session, meeting, NoticeKind.MEETING_CALLED, is_duty=False)
    elif meeting.state is MeetingState.DRAFT:
        yield _of_meeting(session, meeting, NoticeKind.MEETING_WITHDRAWN, is_duty=True)


def _was_withdrawn(session: Session, meeting: Meeting) -> bool:
    told = select(Notice.id).where(
        Notice.kind == NoticeKind.MEETING_WITHDRAWN,
        Notice.matter == Matter.MEETING,
        Notice.matter_id == meeting.id,
    )
    return session.scalar(told.limit(1)) is not None


@_on(Event.MEETING_CHANGED)
def _meeting_changed(session: Session, number: str) -> Iterator[Notification]:
    meeting = session.get_one(Meeting, int(number))
    if meeting.state is MeetingState.OPEN:
        yield _of_meeting(session, meeting, NoticeKind.MEETING_CHANGED, is_duty=True)


@_on(Event.MINUTES_SEALED)
def _decided(session: Session, number: str) -> Iterator[Notification]:
    """After closing, each owner what it owes; before, a decision may still be changed or struck out."""
    meeting = session.get_one(Meeting, int(number))
    decisions = select(Decision).where(
        Decision.meeting_id == meeting.id, Decision.struck_at.is_(None), Decision.owner_id.is_not(None)
    )
    for decision in session.scalars(decisions.order_by(Decision.id)).all():
        assert decision.owner_id is not None
        yield Notification(
            NoticeKind.DECISION_MADE,
            decision.id,
            frozenset({decision.owner_id}),
            readers=_who_reads(meeting),
            mailed_as=Purpose.AFTER_MEETING,
            mailed_for=meeting.id,
        )


def before(session: Session, meeting: Meeting) -> Notification:
    """Each member, where the page with what he is asked and owes stands."""
    return Notification(
        NoticeKind.MEETING_SHEET,
        meeting.id,
        _members(session, meeting),
        readers=_who_reads(meeting),
        mailed_as=Purpose.BEFORE_MEETING,
        mailed_for=meeting.id,
    )


# Remarks


@_on(Event.REMARK_ADDED)
def _remarked(session: Session, number: str) -> Iterator[Notification]:
    """Whoever answers for the thing, and who wrote of it before; an office tells itself nothing."""
    remark = session.get_one(Remark, int(number))
    if remark.task_id is not None:
        owner = session.get_one(Task, remark.task_id).owner_id
        yield _of_remark(
            session, remark, NoticeKind.TASK_REMARKED, remark.task_id, owner, Remark.task_id == remark.task_id
        )
    if remark.commitment_id is not None:
        commitment = session.get_one(Commitment, remark.commitment_id)
        same = Remark.commitment_id == commitment.id
        yield _of_remark(
            session, remark, NoticeKind.COMMITMENT_REMARKED, commitment.id, commitment.owner_id, same
        )
    if remark.decision_id is not None:
        decision = session.get_one(Decision, remark.decision_id)
        same = Remark.decision_id == decision.id
        meeting = session.get_one(Meeting, decision.meeting_id)
        told = _of_remark(session, remark, NoticeKind.DECISION_REMARKED, decision.id, decision.owner_id, same)
        yield replace(told, readers=_who_reads(meeting))


def _of_remark(
    session: Session,
    remark: Remark,
    kind: NoticeKind,
    thing: int,
    owner: int | None,
    same: ColumnElement[bool],
) -> Notification:
    wrote = session.scalars(select(Remark.agency_id).where(same, Remark.withdrawn_at.is_(None)))
    return Notification(kind, thing, frozenset({*wrote, *([owner] if owner else [])}) - {remark.agency_id})


# The installation


@_on(Event.BACKUP_FAILED)
def _backup_failed(_session: Session, moment: str) -> Iterator[Notification]:
    """Once a night, however often it is tried again."""
    yield Notification(NoticeKind.BACKUP_FAILED, THE_BACKUP, EVERYBODY, stage=moment)
