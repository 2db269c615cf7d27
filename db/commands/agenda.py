"""The agenda of a meeting: drawn up from what deserves attention, added to, put in order."""

import secrets

from sqlalchemy import delete, or_, select

from db.acting import Act
from db.command import command
from db.commands.meetings import planned_meeting
from db.commands.rows import find, standing_agency
from db.models import AgendaItem, Decision
from db.queries import attention
from db.subjects import Subject
from domain.access.errors import RuleBroken, refuse_empty, refuse_too_long
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.attention.rules import points
from domain.attention.table import AttentionRule
from domain.meetings.agenda import draft, left_out_words
from domain.meetings.life import LONGEST_ITEM, LONGEST_POINT, LONGEST_TEXT, ItemState
from domain.meetings.requests import AddItem, ChangeItem, DraftAgenda, MoveItem
from domain.time.calendar import local_time


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def draft_agenda(act: Act, asked: DraftAgenda) -> int:
    """Susun agenda: the exceptions of this moment, worst first; returns how many points it has now.

    What was added by hand here, dropped or already discussed stays as it is.
    """
    meeting = planned_meeting(act, asked.meeting_id)
    facts = attention.facts(
        act.session.connection(),
        on=local_time(act.now).date(),
        scope=attention.room(meeting.classification),
        meeting_id=meeting.id,
    )
    drafted = draft(points(facts, act.now))
    carried_from = {
        item.subject: item.carried_from_id for item in _items(act, meeting.id) if item.carried_from_id
    }
    act.session.execute(
        delete(AgendaItem).where(
            AgendaItem.meeting_id == meeting.id,
            AgendaItem.state == ItemState.PLANNED,
            or_(AgendaItem.rule != AttentionRule.BY_HAND, AgendaItem.carried_from_id.is_not(None)),
            AgendaItem.id.not_in(select(Decision.agenda_item_id).where(Decision.agenda_item_id.is_not(None))),
        )
    )
    act.session.expire_all()
    taken = {item.subject for item in _items(act, meeting.id)}
    for point in drafted.points:
        subject = str(point.subject)
        if subject in taken:
            continue
        act.session.add(
            AgendaItem(
                meeting_id=meeting.id,
                position=0,
                rule=point.rule,
                subject=subject,
                title=point.title,
                reason=point.reason,
                agency_id=point.agency.id if point.agency else None,
                region_code=point.region_code,
                minutes=point.minutes,
                carried_from_id=carried_from.get(subject),
            )
        )
    act.session.flush()
    place = {str(point.subject): number for number, point in enumerate(drafted.points)}
    ordered = sorted(
        _items(act, meeting.id),
        key=lambda item: (place.get(item.subject, len(place)), item.position, item.id),
    )
    _number(ordered)
    meeting.left_out = left_out_words(drafted.left_out)
    meeting.version += 1
    act.record(
        Event.AGENDA_DRAFTED,
        "meeting",
        meeting.id,
        after={"lines": list(place), "left_out": drafted.left_out.total()},
    )
    return len(ordered)


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def add_item(act: Act, asked: AddItem) -> int:
    """A point that no rule found; it goes to the end, and says who wanted it."""
    meeting = planned_meeting(act, asked.meeting_id)
    refuse_empty({"Pokok": asked.title})
    refuse_too_long({"Pokok": (asked.title, LONGEST_POINT), "Alasan": (asked.reason, LONGEST_TEXT)})
    _refuse_too_many(asked.minutes)
    refuse_identity({"Pokok": asked.title, "Alasan": asked.reason})
    agency = standing_agency(act, asked.agency_code) if asked.agency_code else None
    item = act.add(
        AgendaItem(
            meeting_id=meeting.id,
            position=len(_items(act, meeting.id)) + 1,
            rule=AttentionRule.BY_HAND,
            subject=f"catatan:{secrets.token_hex(6)}",
            title=asked.title.strip(),
            reason=asked.reason.strip() or f"Ditambahkan {act.by.agency_name or 'sekretariat'}.",
            agency_id=agency.id if agency else None,
            region_code=None,
            minutes=asked.minutes,
        )
    )
    act.record(Event.AGENDA_CHANGED, "agenda_item", item.id, after={"added": item.title})
    return item.id


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def move_item(act: Act, asked: MoveItem) -> None:
    """Change places with the neighbour; at the end of the list nothing moves and nothing is said."""
    item = _planned_item(act, asked.item_id)
    act.change(item, seen=asked.seen)
    everything = _items(act, item.meeting_id)
    items = [each for each in everything if each.state is not ItemState.DROPPED]
    place = items.index(item) if item in items else 0
    other = place + (-1 if asked.up else 1)
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
    _number([*items, *(each for each in everything if each.state is ItemState.DROPPED)])
    act.record(Event.AGENDA_CHANGED, "agenda_item", item.id, after={"position": item.position})


@command(Permission.RUN_MEETINGS, Subject.MEETINGS)
def change_item(act: Act, asked: ChangeItem) -> None:
    """Plan its minutes, call it discussed, take it up again, or drop it with a reason."""
    item = _planned_item(act, asked.item_id)
    dropped = asked.state is ItemState.DROPPED
    because = asked.because.strip() if dropped else ""
    _refuse_too_many(asked.minutes)
    if dropped:
        refuse_empty({"Alasan melepas": because})
        refuse_too_long({"Alasan melepas": (because, LONGEST_TEXT)})
        refuse_identity({"Alasan melepas": because})
    act.change(item, seen=asked.seen)
    before = {"state": item.state, "minutes": item.minutes}
    item.state, item.minutes, item.dropped_because = asked.state, asked.minutes, because
    act.record(
        Event.AGENDA_CHANGED,
        "agenda_item",
        item.id,
        before=before,
        after={"state": item.state, "minutes": item.minutes, "because": because},
    )


def _items(act: Act, meeting_id: int) -> list[AgendaItem]:
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(act.session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def _planned_item(act: Act, item_id: int) -> AgendaItem:
    item = find(act, AgendaItem, item_id)
    planned_meeting(act, item.meeting_id)
    return item


def _number(items: list[AgendaItem]) -> None:
    for position, item in enumerate(items, 1):
        item.position = position


def _refuse_too_many(minutes: int) -> None:
    if not 0 <= minutes <= LONGEST_ITEM:
        raise RuleBroken(
            f"Waktu satu butir ditulis utuh, antara 0 dan {LONGEST_ITEM} menit. Perbaiki, lalu simpan lagi."
        )
