"""What the texts for WhatsApp say: with the eyes of the room, whoever copies them."""

from collections.abc import Sequence

from db.backend import is_sample, now, today
from db.queries.decisions import decisions_of
from db.queries.meetings import MeetingInList, agenda_of, meeting_list
from db.queries.regions import small_places
from domain import addresses
from domain.access.permissions import ROOM
from domain.attention.rules import AttentionPoint
from domain.attention.table import AttentionRule, TopicKind
from domain.meetings.life import ItemState, MeetingState
from domain.meetings.public_text import Room
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import messages
from domain.words.messages import DayFacts, MeetingFacts, PointLine
from views import attention, newest, reads
from views.ask import ask
from views.briefing import told_apart
from views.overview import overview


def of_day(host: str) -> str:
    """The morning's text, in the words that a room may hear."""
    seen = overview(ROOM.scope)
    told = told_apart(attention.points(ROOM.scope, now()))
    kept = seen.follow_through.promises if seen.follow_through else None
    meetings = _told_of()
    last = next((row for row in meetings if seen.last_meeting and row.id == seen.last_meeting.id), None)
    return messages.of_day(
        DayFacts(
            on=today(),
            as_of=newest.of_work().said,
            by_health=seen.by_health,
            to_decide=[_line(each) for each in told.decide],
            held_up=[_line(each) for each in told.held],
            points=seen.attention.total,
            kept=f"{kept.kept} dari {kept.due}" if kept and kept.due else "",
            met_on=local_time(last.held_at).date() if last else None,
            meets_at=min((row.starts_at for row in meetings if _is_ahead(row)), default=None),
            address=addresses.whole(host, addresses.Page.OVERVIEW),
            is_sample=is_sample(),
        )
    )


def _line(point: AttentionPoint) -> PointLine:
    if point.subject.kind is TopicKind.GROUP:
        # Its title names the rule and whose they are; the days are those of the worst of them.
        return PointLine(point.title, "", f"terberat {point.waited}" if point.waited else "")
    who = _unsaid(point.agency.name if point.agency else "", point.title)
    # What is late says so in its days; of everything else the rule's word comes first.
    words = [] if point.rule is AttentionRule.OVERDUE else [point.rule.label_within]
    return PointLine(point.title, who, " ".join([*words, point.waited]).strip())


def of_meetings(host: str) -> dict[str, str]:
    """By what it is: the next meeting's points, and what the last one decided; none of a secret one."""
    rows = _told_of()
    coming = [row for row in rows if row.state is MeetingState.OPEN and row.starts_at >= now()]
    over = [row for row in rows if row.state is MeetingState.CLOSED]
    found = {}
    if coming:
        row = min(coming, key=lambda each: each.starts_at)
        day = formats.long_date(local_time(row.starts_at).date())
        found[f"Sebelum rapat {day}"] = _of(row.id, host)
    if over:
        row = max(over, key=lambda each: each.held_at)
        day = formats.long_date(local_time(row.held_at).date())
        found[f"Sesudah rapat {day}"] = _of(row.id, host)
    return found


def _told_of() -> list[MeetingInList]:
    """Of what leaves the house no secret meeting is known, nor what its secretariat is only planning."""
    rows = ask(meeting_list, scope=ROOM.scope)
    return [row for row in rows if not row.is_withheld and row.state is not MeetingState.DRAFT]


def _is_ahead(row: MeetingInList) -> bool:
    """Running, or still to come on this day or a later one."""
    is_over = row.state is MeetingState.CLOSED
    return not is_over and local_time(row.held_at).date() >= today()


def _of(meeting_id: int, host: str) -> str:
    detail = reads.meeting(meeting_id, ROOM)
    room, is_over = Room(ask(small_places)), detail.state is MeetingState.CLOSED
    return messages.of_meeting(
        MeetingFacts(
            title=room.say(detail.title),
            at=detail.held_at,
            place=room.say(detail.place),
            is_over=is_over,
            lines=_decisions(meeting_id, room) if is_over else _points(meeting_id, room),
            address=addresses.whole(host, addresses.meeting(meeting_id)),
            is_sample=detail.is_demo,
        )
    )


def _points(meeting_id: int, room: Room) -> Sequence[PointLine]:
    standing = [row for row in ask(agenda_of, meeting_id) if row.state is ItemState.PLANNED]
    return [PointLine(room.say(row.title), _unsaid(row.agency or "", row.title), "") for row in standing]


def _unsaid(agency: str, title: str) -> str:
    """Whose it is, where the title does not begin with it, as of many of one office and of a silent one."""
    return "" if title.startswith(agency) else agency


def _decisions(meeting_id: int, room: Room) -> Sequence[PointLine]:
    standing = [row for row in ask(decisions_of, meeting_id, scope=ROOM.scope) if not row.struck_because]
    return [
        PointLine(room.say(row.text), row.owner or "", formats.short_date(row.due_on) if row.due_on else "")
        for row in standing
    ]
