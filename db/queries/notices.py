"""What a person was told, as that person may see it now: a notice holds no word of its own."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Select,
    bindparam,
    func,
    or_,
    select,
    true,
)

from db.bulk import one_of
from db.models import Agency, CaseReferral, Decision, Meeting, Notice
from db.queries.notice_matters import FINDERS, FORMER_PLANS, MatterNow, former_plans
from db.queries.regions import small_places
from db.subjects import Subject, query
from domain.access.permissions import DisclosureTier, Role, Scope
from domain.meetings.life import Classification, MeetingState
from domain.meetings.public_text import Room
from domain.notices.kinds import Matter, NoticeKind, Work, kinds_for, work_left

LAPSED = "tidak berlaku lagi"
"""Of the day until which somebody was to answer, once that was done or is asked no more."""


@dataclass(frozen=True)
class NoticeItem:
    """The newest that a person was told of one matter."""

    id: int
    kind: NoticeKind
    told_at: datetime
    edition: int
    by: str
    is_read: bool
    matter_id: int
    facts: MatterNow

    @property
    def work(self) -> Work:
        if self.kind is NoticeKind.HELP_ASKED and not self.facts.helps:
            return Work.KNOW  # blocked again, by something that another office is asked for
        return work_left(self.kind, self.facts.state)

    @property
    def due_first(self) -> date:
        """What asks for something stands in the order of its days, in the inbox and in a mail; the rest as it
        came."""
        return date.min if self.work is Work.KNOW else self.facts.due_on or date.max

    @property
    def said(self) -> str:
        """Without what it asked for once that was done, or once the meeting that it is about has begun."""
        row = self.kind.row
        is_settled = self.facts.is_over if row.work is Work.KNOW else self.work is Work.KNOW
        text = row.says if is_settled or not row.asks else f"{row.says} {row.asks}"
        # The day of an answer goes with what was asked: by now it is another's day, or nobody's.
        is_lapsed = is_settled and row.matter in (Matter.OFFER, Matter.TARGET_CHANGE, Matter.CONFLICT)
        due = LAPSED if is_lapsed else self.facts.when
        return text.format(by=self.by or "Sistem", code=self.facts.code, due=due)


def _readable(scope: Scope) -> ColumnElement[bool]:
    """Which notices are this reader's to know of, by what their matters are now.

    A task, an offer or a report is open to all who sign in, in the words that its own register shows.
    """
    decision = (
        select(Decision.id)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .where(
            Decision.id == Notice.matter_id,
            Decision.struck_at.is_(None),
            Meeting.state == MeetingState.CLOSED,
            _is_for(scope),
        )
    )
    # Of what went back to being a draft only that is told: its secretariat may be planning it anew. What the
    # draft is by now says nothing of the plan that was taken back; see _as_withdrawn.
    withdrawn = Notice.kind == NoticeKind.MEETING_WITHDRAWN
    called = or_(withdrawn, (Meeting.state != MeetingState.DRAFT) & _is_for(scope))
    meeting = select(Meeting.id).where(Meeting.id == Notice.matter_id, called)
    remarked = (
        select(Decision.id)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .where(Decision.id == Notice.matter_id, _is_for(scope))
    )
    referral = select(CaseReferral.id).where(
        CaseReferral.id == Notice.matter_id,
        or_(
            one_of(CaseReferral.to_agency_id, scope.agencies),
            one_of(CaseReferral.from_agency_id, scope.agencies),
        ),
    )
    return or_(
        ~one_of(Notice.matter, (Matter.DECISION, Matter.MEETING, Matter.REFERRAL, Matter.DECISION_REMARKS)),
        (Notice.matter == Matter.DECISION) & decision.exists(),
        (Notice.matter == Matter.MEETING) & meeting.exists(),
        (Notice.matter == Matter.DECISION_REMARKS) & remarked.exists(),
        (Notice.matter == Matter.REFERRAL) & referral.exists(),
    )


def _is_for(scope: Scope) -> ColumnElement[bool]:
    return true() if scope.reads_secrets else Meeting.classification != Classification.SECRET


def _own(user_id: int | BindParameter[int], scope: Scope, role: Role | None) -> Select[*tuple[Any, ...]]:
    """The newest notice of each matter, of those that were told to this person at the present office, and
    that his present role may still do something about."""
    # By moments: the row of a day may be renewed after that of a later day, where a clock was set back. What
    # was told at a moment still to come is put before what is told next (db/notifying.py).
    place = func.row_number().over(
        partition_by=(Notice.matter, Notice.matter_id), order_by=(Notice.told_at.desc(), Notice.id.desc())
    )
    told = (
        select(Notice.id, place.label("place"))
        .where(Notice.user_id == user_id, one_of(Notice.agency_id, scope.agencies), _readable(scope))
        .where(one_of(Notice.kind, kinds_for(role)))
        .subquery()
    )
    return select(Notice).where(Notice.id.in_(select(told.c.id).where(told.c.place == 1)))


@lru_cache(maxsize=256)
def _unread(scope: Scope, role: Role | None) -> Select[int]:
    """Asked in every run of every page; putting it together takes several times as long as asking it."""
    own = _own(bindparam("user_id", type_=Integer), scope, role).where(Notice.read_at.is_(None)).subquery()
    return select(func.count()).select_from(own)


@query(Subject.NOTICES, Subject.MEETINGS, Subject.CASES)
def unread_notices(connection: Connection, user_id: int, *, scope: Scope, role: Role | None) -> int:
    """How many matters a person was told of and has not looked at."""
    return connection.scalar(_unread(scope, role), {"user_id": user_id}) or 0


@query(
    Subject.NOTICES,
    Subject.AGENCIES,
    Subject.PLACES,
    Subject.COMMITMENTS,
    Subject.REPORTS,
    Subject.TASKS,
    Subject.MEETINGS,
    Subject.CASES,
    Subject.SERVICES,
    Subject.FIGURES,
    Subject.HOLIDAYS,
    Subject.TRAIL,
)
def notices_of(
    connection: Connection, user_id: int, *, scope: Scope, role: Role | None, now: datetime
) -> tuple[NoticeItem, ...]:
    """Newest first."""
    own = _own(user_id, scope, role).subquery()
    rows = connection.execute(
        select(own, Agency.short_name.label("by"))
        .outerjoin(Agency, Agency.id == own.c.by_id)
        .order_by(own.c.told_at.desc(), own.c.id.desc())
    ).all()
    wanted: dict[Matter, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.matter].add(row.matter_id)
    said = _words_for(connection, scope)
    found_now = {
        (matter, number): told
        for matter, numbers in wanted.items()
        for number, told in FINDERS[matter](connection, numbers, scope, now)
    }
    for kind, event, as_told in FORMER_PLANS:
        numbers = {row.matter_id for row in rows if row.kind is kind}
        for number, plan in former_plans(connection, event, numbers).items():
            key = (Matter.MEETING, number)
            if key not in found_now:
                continue
            told = as_told(found_now.pop(key), plan, scope, now)
            if told is not None:
                found_now[key] = told
    facts = {key: told.said_as(said) for key, told in found_now.items()}
    return tuple(
        NoticeItem(
            row.id,
            row.kind,
            row.told_at,
            row.edition,
            said(row.by or ""),
            row.read_at is not None,
            row.matter_id,
            _led(row.kind, found),
        )
        for row in rows
        if (found := facts.get((row.matter, row.matter_id))) is not None
    )


def _led(kind: NoticeKind, found: MatterNow) -> MatterNow:
    """Who was asked to report is led to what he reported, and who was asked to judge it to the verdict."""
    is_asked = kind is NoticeKind.REPORT_SENT and found.judged_at
    return replace(found, address=found.judged_at) if is_asked else found


def _words_for(connection: Connection, scope: Scope) -> Callable[[str], str]:
    """What was typed, whole to whoever signed in; what leaves the application is said as in a room."""
    if scope.tier is not DisclosureTier.SHARED_SCREEN:
        return lambda text: text
    return Room(small_places(connection)).say
