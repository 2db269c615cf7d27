"""What a meeting left undone goes to the next one in time, exactly once, however the plans move meanwhile."""

from collections.abc import Iterator
from datetime import datetime, time

from sqlalchemy import ColumnElement, func, select

from db.acting import Act
from db.models import AgendaItem, Decision, Meeting
from db.queries.meetings import HELD_AT, PLANNED
from db.queries.mergers import went_into
from domain.access.merging import stands_for
from domain.attention.rules import carried_again
from domain.meetings.life import Classification, ItemState, MeetingState
from domain.time import formats
from domain.time.calendar import WITA, to_wita


def carry_over(act: Act) -> int:
    """Bring what was left undone to where it belongs by now; how many points stand there anew.

    Points that wait in a later meeting move to an earlier one that was planned since. Those of a secret
    meeting go to a secret one only; what a rule found is found again anyway.
    """
    act.session.flush()
    return sum(_bring(act, source) for source in _left_last(act))


def take_back(act: Act, source: Meeting) -> int:
    """Undo what closing a meeting carried on, as long as nobody has taken it up there."""
    waiting = _waiting(act, source, elsewhere=None)
    for item in waiting:
        act.session.delete(item)
    act.session.flush()
    return len(waiting)


def _left_last(act: Act) -> Iterator[Meeting]:
    """The last meeting that was held, and the last of the other kind: secret and not."""
    secret = Meeting.classification == Classification.SECRET
    kinds: tuple[ColumnElement[bool], ...] = (secret, ~secret)
    for kind in kinds:
        last = act.session.scalar(
            select(Meeting)
            .where(Meeting.state == MeetingState.CLOSED, kind)
            .order_by(HELD_AT.desc(), Meeting.id.desc())
            .limit(1)
        )
        if last is not None:
            yield last


def _bring(act: Act, source: Meeting) -> int:
    target = _next_in_time(act, source)
    if target is None:
        return 0
    there = {item.subject for item in _items(act, target.id)}
    moved = 0
    for item in _waiting(act, source, elsewhere=target):
        if item.subject in there:
            act.session.delete(item)
            continue
        moved += 1
        item.meeting_id, item.position = target.id, len(there) + 1
        there.add(item.subject)
    act.session.flush()
    copied = _copy(act, source, target, there)
    act.session.flush()
    return moved + copied


def _next_in_time(act: Act, source: Meeting) -> Meeting | None:
    """The earliest that is still to come; one that was to begin today may yet begin."""
    today = datetime.combine(to_wita(act.now).date(), time.min, WITA)
    query = select(Meeting).where(
        Meeting.state.in_(PLANNED), Meeting.starts_at >= today, Meeting.id != source.id
    )
    if source.classification is Classification.SECRET:
        query = query.where(Meeting.classification == Classification.SECRET)
    return act.session.scalar(query.order_by(Meeting.starts_at, Meeting.id).limit(1))


def _waiting(act: Act, source: Meeting, *, elsewhere: Meeting | None) -> list[AgendaItem]:
    """Points that were carried from a meeting into a planned one where nothing became of them yet."""
    query = (
        select(AgendaItem)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.carried_from_id == source.id,
            AgendaItem.state == ItemState.PLANNED,
            Meeting.state.in_(PLANNED),
            AgendaItem.id.not_in(select(Decision.agenda_item_id).where(Decision.agenda_item_id.is_not(None))),
        )
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    if elsewhere is not None:
        query = query.where(AgendaItem.meeting_id != elsewhere.id)
    return list(act.session.scalars(query))


def _copy(act: Act, source: Meeting, target: Meeting, there: set[str]) -> int:
    """What was planned and never discussed, as long as no meeting has it from there already."""
    carried = set(
        act.session.scalars(select(AgendaItem.subject).where(AgendaItem.carried_from_id == source.id))
    )
    left = [
        item
        for item in _items(act, source.id)
        if item.state is ItemState.PLANNED and item.subject not in there | carried
    ]
    day = formats.long_date(to_wita(source.started_at or source.starts_at).date())
    last = act.session.scalar(
        select(func.coalesce(func.max(AgendaItem.position), 0)).where(AgendaItem.meeting_id == target.id)
    )
    went = went_into(act.session.connection())
    act.session.add_all(
        AgendaItem(
            meeting_id=target.id,
            position=position,
            rule=item.rule,
            subject=item.subject,
            title=item.title,
            reason=carried_again(item.reason, day),
            agency_id=item.agency_id and stands_for(item.agency_id, went),
            region_code=item.region_code,
            minutes=item.minutes,
            carried_from_id=source.id,
        )
        for position, item in enumerate(left, (last or 0) + 1)
    )
    return len(left)


def _items(act: Act, meeting_id: int) -> list[AgendaItem]:
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(act.session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))
