"""What the sample accounts were told of all that was invented before them, in the order in which it came."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select, update

from db.acting import Act
from db.commands.notices import remind
from db.models import (
    CaseRecord,
    CaseReferral,
    Commitment,
    ConflictExplanation,
    Decision,
    Meeting,
    Notice,
    OwnershipOffer,
    ProgressReport,
    ServiceReport,
    TargetChange,
    Task,
    TaskStep,
    User,
    Verdict,
)
from db.notifying import NotifiedBy, notify_of
from domain.access.events import Event
from domain.commitments.health import ReportState
from domain.meetings.life import MeetingState
from domain.notices.kinds import NoticeKind
from domain.notices.requests import Remind
from domain.tasks.life import TaskState
from domain.time.calendar import local_time

READ_AFTER = timedelta(days=4)
"""What was told longer ago has been read."""

Happened = tuple[Event, object, NotifiedBy]


def load(act: Act) -> None:
    happened = [*_of_tasks(act), *_of_commitments(act), *_of_reports(act), *_of_others(act)]
    for event, key, by in sorted(happened, key=lambda each: each[2].at):
        notify_of(act.session, event, str(key), by)
    _date_decisions(act)
    old = act.now - READ_AFTER
    act.session.execute(update(Notice).where(Notice.told_at < old).values(read_at=old))
    remind(act, Remind(local_time(act.now).date()))


def _of_tasks(act: Act) -> Iterator[Happened]:
    mover = (
        select(TaskStep.agency_id)
        .where(TaskStep.task_id == Task.id)
        .order_by(TaskStep.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    for task, agency in act.session.execute(select(Task, mover)).all():
        yield Event.TASK_PROPOSED, task.code, NotifiedBy(None, task.proposer_id, task.proposed_at)
        if task.state is not TaskState.PROPOSED:
            yield Event.TASK_MOVED, task.code, NotifiedBy(None, agency, task.moved_at)


def _of_commitments(act: Act) -> Iterator[Happened]:
    offers = select(OwnershipOffer, Commitment.code).join(
        Commitment, Commitment.id == OwnershipOffer.commitment_id
    )
    for offer, code in act.session.execute(offers).all():
        if offer.answered_at is None:
            proposed = NotifiedBy(offer.proposer_id, offer.proposer_agency_id, offer.proposed_at)
            yield Event.OWNERSHIP_PROPOSED, code, proposed
        elif offer.settled_at is None:
            yield (
                Event.OWNERSHIP_ANSWERED,
                code,
                NotifiedBy(offer.answerer_id, offer.agency_id, offer.answered_at),
            )
    changes = select(TargetChange, Commitment.code).join(
        Commitment, Commitment.id == TargetChange.commitment_id
    )
    for change, code in act.session.execute(changes).all():
        if change.decided_at is None:
            by = NotifiedBy(change.proposer_id, change.agency_id, change.proposed_at)
            yield Event.TARGET_PROPOSED, code, by


def _of_reports(act: Act) -> Iterator[Happened]:
    for verdict, state in act.session.execute(
        select(Verdict, ProgressReport.state).join(ProgressReport, ProgressReport.id == Verdict.report_id)
    ).all():
        event = Event.REPORT_RETURNED if state is ReportState.RETURNED else Event.REPORT_VERIFIED
        yield event, verdict.report_id, NotifiedBy(verdict.verifier_id, verdict.agency_id, verdict.decided_at)
    waiting = select(ProgressReport).where(ProgressReport.state == ReportState.SUBMITTED)
    for report in act.session.scalars(waiting).all():
        assert report.submitted_at is not None
        yield (
            Event.REPORT_SUBMITTED,
            report.id,
            NotifiedBy(report.reporter_id, report.agency_id, report.submitted_at),
        )


def _of_others(act: Act) -> Iterator[Happened]:
    for sent in act.session.scalars(select(ServiceReport)).all():
        if sent.state is ReportState.SUBMITTED:
            yield (
                Event.SERVICES_REPORTED,
                sent.id,
                NotifiedBy(sent.reporter_id, sent.agency_id, sent.submitted_at),
            )
        elif sent.decided_at is not None and sent.state is ReportState.RETURNED:
            by = NotifiedBy(sent.verifier_id, sent.verifier_agency_id, sent.decided_at)
            yield Event.SERVICES_RETURNED, sent.id, by
    referred = select(CaseReferral, CaseRecord.code).join(CaseRecord, CaseRecord.id == CaseReferral.case_id)
    for referral, code in act.session.execute(referred).all():
        yield Event.CASE_REFERRED, code, NotifiedBy(None, referral.from_agency_id, referral.sent_at)
    secretariat = act.session.scalar(select(User.agency_id).where(User.username == "sekretariat"))
    for key in act.session.scalars(select(ConflictExplanation.conflict_key)).all():
        yield Event.EXPLAINER_NAMED, key, NotifiedBy(None, secretariat, act.now - timedelta(days=5))
    called = select(Meeting).where(Meeting.state == MeetingState.OPEN)
    for meeting in act.session.scalars(called).all():
        yield Event.MEETING_MOVED, meeting.id, NotifiedBy(None, None, act.now - timedelta(days=3))


def _date_decisions(act: Act) -> None:
    """Sealing told of them a moment ago; they were taken when their meeting was closed."""
    for decision, closed_at in act.session.execute(
        select(Decision.id, Meeting.closed_at).join(Meeting, Meeting.id == Decision.meeting_id)
    ).all():
        if closed_at is not None:
            which = (Notice.kind == NoticeKind.DECISION_MADE) & (Notice.matter_id == decision)
            when = {"told_at": closed_at, "told_on": local_time(closed_at).date()}
            act.session.execute(update(Notice).where(which).values(when))
