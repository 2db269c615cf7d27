"""Notices: read by whoever was told, and made where a day has come by itself."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select, update

from db.acting import Act
from db.command import command
from db.commands.tasks import times
from db.models import (
    Agency,
    CalendarFeed,
    Checkpoint,
    Commitment,
    Escalation,
    MailChoice,
    Meeting,
    Notice,
    OutgoingMail,
    ProgressReport,
    Task,
    User,
)
from db.notifying import EVERYBODY, Notification, NotifiedBy, before, notify, put_in_the_outbox
from db.queries.accounts import token_digest
from db.queries.holidays import closed_days
from db.queries.mail import was_reminded
from db.queries.mergers import referral_offices
from db.queries.ownership import Asked, awaited_answers, undecided_changes
from domain.access.errors import RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.commitments.health import ReportState
from domain.meetings.life import MeetingState
from domain.notices.kinds import NoticeKind
from domain.notices.mail import (
    MailHours,
    MailState,
    Purpose,
    briefing_due,
    checked_address,
    digest_due,
    earlier_in_week,
    next_open,
)
from domain.notices.reminders import stage_after, stage_before
from domain.notices.requests import (
    ChooseMail,
    HandOutSheets,
    MakeFeed,
    ReadNotices,
    Remind,
    RevokeFeed,
)
from domain.tasks.escalation import EscalationStep, ladder
from domain.tasks.life import Phase, TaskClass, TaskState, states_in
from domain.time.calendar import ZONE, local_time
from domain.time.working_days import is_working_day


@command(Permission.VIEW_INBOX, drafts=True)
def read_notices(act: Act, asked: ReadNotices) -> int:
    """Marks one's own notices read, and with each the earlier ones of the same matter. No audit record: that
    somebody looked is nothing that the trail should keep."""
    own = select(Notice).where(Notice.user_id == act.by.user_id, Notice.read_at.is_(None))
    chosen = act.session.scalars(own.where(Notice.id.in_(asked.numbers))).all()
    matters = [
        (Notice.matter == each.matter)
        & (Notice.matter_id == each.matter_id)
        & (Notice.told_at <= each.told_at)
        for each in chosen
    ]
    if not matters:
        return 0
    unread = act.session.scalars(own.where(or_(*matters))).all()
    for each in unread:
        each.read_at = act.now
    return len(unread)


@command(Permission.REMIND, idempotency_key=lambda asked: f"remind {asked.day.isoformat()}")
def remind(act: Act, asked: Remind) -> int:
    """Tell everybody what is due, once a day; of reminders missed meanwhile only the last is made up for."""
    known = set(
        act.session.execute(select(Notice.matter, Notice.matter_id, Notice.stage).where(Notice.stage != ""))
    )
    nobody = NotifiedBy(None, None, act.now)
    told = sum(
        notify(act.session, each, nobody)
        for each in (*_of_tasks(act, asked.day), *_of_reports(act, asked.day), *_of_answers(act, asked.day))
        if (each.kind.row.matter, each.matter_id, each.stage) not in known
    )
    mailed = _prepare_mornings(act, asked.day)
    act.record(Event.REMINDERS_MADE, "notice", asked.day.isoformat(), after={"told": told, "mailed": mailed})
    return told


def _prepare_mornings(act: Act, day: date) -> int:
    """What each person chose for the morning of a working day: a digest of all that waits for it, the way to
    the morning's paper, or both. Who wants one digest a week has it on the first working day on which
    reminders were made."""
    connection = act.session.connection()
    closed = closed_days(connection, day)
    if not is_working_day(day, closed):
        return 0
    is_first = not any(was_reminded(connection, each) for each in earlier_in_week(day, closed))
    choices = select(MailChoice).join(User, User.id == MailChoice.user_id).where(User.is_active.is_(True))
    return sum(
        put_in_the_outbox(act.session, choice.user_id, purpose, day, f"{purpose}:{day}", due_at)
        for choice in act.session.scalars(choices.order_by(MailChoice.user_id)).all()
        for purpose, due_at in _of_morning(choice, day, is_first=is_first)
    )


def _of_morning(choice: MailChoice, day: date, *, is_first: bool) -> Iterator[tuple[Purpose, datetime]]:
    """One mail: the paper's way stands in the digest of a day that has one, and the daily digest says what
    the weekly one would."""
    hours = MailHours(choice.opens, choice.closes)
    weekly = Purpose.WEEKLY if choice.weekly and is_first else None
    digest = Purpose.DIGEST if choice.daily else weekly
    if choice.briefing:
        yield digest or Purpose.BRIEFING, briefing_due(day, hours)
    elif digest:
        yield digest, digest_due(day, hours)


@command(
    Permission.REMIND,
    idempotency_key=lambda asked: f"sheets {asked.meeting_id} {asked.starts_at.isoformat()}",
)
def hand_out_sheets(act: Act, asked: HandOutSheets) -> int:
    """How many people are told; nobody, where the meeting began, was moved or taken back meanwhile.

    With it whatever the forum holds later on that day: two meetings of a day are one mail.
    """
    meeting = act.session.get(Meeting, asked.meeting_id)
    told = 0
    if meeting and meeting.state is MeetingState.OPEN and meeting.starts_at == asked.starts_at:
        nobody = NotifiedBy(None, None, act.now)
        told = sum(notify(act.session, each, nobody) for each in _sheets_of_day(act, meeting))
    act.record(Event.SHEETS_HANDED_OUT, "meeting", str(asked.meeting_id), after={"told": told})
    return told


def _sheets_of_day(act: Act, meeting: Meeting) -> Iterator[Notification]:
    """Of one whose sheets were mailed with an earlier one's, only the notice is renewed at its hour."""
    day = local_time(meeting.starts_at).date()
    end = datetime.combine(day + timedelta(days=1), time.min, ZONE)
    coming = select(Meeting).where(
        Meeting.state == MeetingState.OPEN, Meeting.starts_at >= meeting.starts_at, Meeting.starts_at < end
    )
    had_theirs = set(
        act.session.scalars(
            select(Notice.matter_id).where(Notice.kind == NoticeKind.MEETING_SHEET, Notice.told_on == day)
        )
    )
    for each in act.session.scalars(coming.order_by(Meeting.starts_at, Meeting.id)).all():
        if each.id not in had_theirs:
            yield before(act.session, each)
        elif each is meeting:
            yield replace(before(act.session, each), mailed_as=None)


@command(Permission.VIEW_INBOX)
def choose_mail(act: Act, asked: ChooseMail) -> int:
    """One's own choice; an emergency comes whatever is chosen, as long as there is an address."""
    address = checked_address(asked.address)
    hours = MailHours(asked.opens, asked.closes)
    hours.check()
    if not address and (asked.daily or asked.weekly or asked.briefing):
        raise RuleBroken("Ringkasan lewat surel memerlukan alamat surel dinas. Isi alamatnya, atau matikan.")
    assert act.by.user_id is not None
    choice = act.session.get(MailChoice, act.by.user_id)
    if choice is None:
        choice = MailChoice(user_id=act.by.user_id, version=0)
        act.session.add(choice)
    act.change(choice, seen=asked.seen)
    is_another = address != choice.address
    choice.address, choice.daily, choice.weekly = address, asked.daily, asked.weekly
    choice.briefing = asked.briefing
    choice.opens, choice.closes = hours.opens, hours.closes
    if is_another:
        _try_again(act, hours)
    said = {
        "has_address": bool(address),
        "daily": asked.daily,
        "weekly": asked.weekly,
        "briefing": asked.briefing,
    }
    act.record(Event.MAIL_CHOSEN, "mail_choice", act.by.username, after=said)
    return choice.version


def _try_again(act: Act, hours: MailHours) -> None:
    """What a server refused today for the old address waits for the new one, an emergency too for the hours
    of mail; what is older is told where one signs in, and in the next morning's mail."""
    opens = next_open(act.now, hours, closed_days(act.session.connection(), local_time(act.now).date()))
    refused = update(OutgoingMail).where(
        OutgoingMail.user_id == act.by.user_id,
        OutgoingMail.state == MailState.REFUSED,
        OutgoingMail.finished_at >= datetime.combine(local_time(act.now).date(), time.min, ZONE),
    )
    again = refused.values(state=MailState.WAITING, due_at=opens, tries=0, finished_at=None, last_error="")
    act.session.execute(again)


def _of_tasks(act: Act, on: date) -> Iterator[Notification]:
    holidays = closed_days(act.session.connection(), on)
    underway = states_in(Phase.UNDERWAY)
    taken: dict[tuple[int, date], set[EscalationStep]] = {}
    for task_id, missed_on, step in act.session.execute(
        select(Escalation.task_id, Escalation.missed_on, Escalation.step)
    ):
        taken.setdefault((task_id, missed_on), set()).add(step)
    open_ones = (
        select(Task, Agency.superior_id)
        .join(Agency, Agency.id == Task.owner_id)
        .where(Task.state.in_(underway | {TaskState.PROPOSED, TaskState.DECLINED}))
        .order_by(Task.id)
    )
    referrals = referral_offices(act.session.connection())
    for task, superior in act.session.execute(open_ones).all():
        before = stage_before(task.due_on, on) if task.state in underway else None
        if before is not None:
            yield Notification(
                NoticeKind.TASK_DUE, task.id, frozenset({task.owner_id}), stage=f"{task.due_on}:{before}"
            )
        missed = ladder(times(task, referrals), act.now, holidays, has_superior=superior is not None)
        if missed is None:
            continue
        come = [rung.step for rung in missed.rungs if rung.due_on <= on]
        if not come:
            continue
        # The office that is asked comes first: of what two are told in one day, the first one stands.
        if task.state is not TaskState.DECLINED:
            yield Notification(
                NoticeKind.TASK_LATE,
                task.id,
                frozenset({task.owner_id}),
                stage=f"{missed.missed_on}:{come[-1]}",
                is_urgent=task.task_class is TaskClass.EMERGENCY,
            )
        if come[-1] not in taken.get((task.id, missed.missed_on), set()):
            yield Notification(
                NoticeKind.STEP_DUE,
                task.id,
                frozenset({task.proposer_id}),
                stage=f"{missed.missed_on}:{come[-1]}:langkah",
            )


def _of_reports(act: Act, on: date) -> Iterator[Notification]:
    """Checkpoints of commitments that somebody answers for and nobody has reported on."""
    holidays = closed_days(act.session.connection(), on)
    reported = select(ProgressReport.checkpoint_id).where(ProgressReport.state != ReportState.DRAFT)
    rows = act.session.execute(
        select(Checkpoint.id, Checkpoint.due_on, Commitment.owner_id)
        .join(Commitment, Commitment.id == Checkpoint.commitment_id)
        .where(Commitment.owner_id.is_not(None), Checkpoint.id.not_in(reported))
        .order_by(Checkpoint.due_on, Checkpoint.id)
    )
    for row in rows.all():
        owner = frozenset({row.owner_id})
        before, after = stage_before(row.due_on, on), stage_after(row.due_on, on, holidays)
        if before is not None:
            yield Notification(NoticeKind.REPORT_DUE, row.id, owner, stage=f"{row.due_on}:{before}")
        elif after is not None:
            yield Notification(NoticeKind.REPORT_LATE, row.id, owner, stage=f"{row.due_on}:{after}")


def _of_answers(act: Act, on: date) -> Iterator[Notification]:
    """Offers, counters and changes of a target that nobody has answered in time."""
    connection = act.session.connection()
    holidays = closed_days(connection, on)

    def told(kind: NoticeKind, asked: Asked) -> Iterator[Notification]:
        after = stage_after(asked.answer_by, on, holidays)
        if after is not None:
            whose = EVERYBODY if asked.agency_id is None else frozenset({asked.agency_id})
            yield Notification(kind, asked.id, whose, stage=f"{asked.answer_by}:{after}")

    for offer in awaited_answers(connection):
        yield from told(NoticeKind.COUNTER_LATE if offer.is_counter else NoticeKind.OWNER_LATE, offer)
    for change in undecided_changes(connection):
        yield from told(NoticeKind.TARGET_LATE, change)


@command(Permission.VIEW_INBOX, secret=True)
def make_feed(act: Act, _asked: MakeFeed) -> str:
    """The key of the new address, told this once; only its digest is kept."""
    _revoke(act)
    key = secrets.token_urlsafe(32)
    assert act.by.user_id is not None
    act.add(CalendarFeed(user_id=act.by.user_id, key_digest=token_digest(key), made_at=act.now))
    act.record(Event.FEED_MADE, "calendar_feed", act.by.username)
    return key


@command(Permission.VIEW_INBOX)
def revoke_feed(act: Act, _asked: RevokeFeed) -> int:
    revoked = _revoke(act)
    act.record(Event.FEED_REVOKED, "calendar_feed", act.by.username, after={"revoked": revoked})
    return revoked


def _revoke(act: Act) -> int:
    """How many addresses stop working."""
    own = select(CalendarFeed).where(
        CalendarFeed.user_id == act.by.user_id, CalendarFeed.revoked_at.is_(None)
    )
    feeds = act.session.scalars(own).all()
    for feed in feeds:
        feed.revoked_at = act.now
    return len(feeds)
