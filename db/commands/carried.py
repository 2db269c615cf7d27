"""What a meeting left undone goes to the next one in time, exactly once, however the plans move meanwhile."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time

from sqlalchemy import func, select

from db.acting import Act
from db.models import AgendaItem, Decision, Meeting
from db.queries.meetings import HELD_AT, PLANNED
from db.queries.mergers import went_into
from domain.access.merging import stands_for
from domain.attention.rules import carried_again
from domain.meetings.life import Classification, ItemState, MeetingState
from domain.time import formats
from domain.time.calendar import ZONE, local_time


def carry_over(act: Act) -> int:
    """Bring what was left undone to where it belongs by now; how many points stand there anew.

    Points that wait in a later meeting move to an earlier one that was planned since. Those of a secret
    meeting go to a secret one only; what a rule found is found again anyway.
    """
    act.session.flush()
    left = _left_behind(act)
    sources = [act.session.get_one(Meeting, number) for number in left.keys() | _waited_for(act)]
    newest_first = sorted(sources, key=_order, reverse=True)
    return sum(_bring(act, source, left.get(source.id, set())) for source in newest_first)


def take_back(act: Act, source: Meeting) -> int:
    """Undo what closing a meeting carried on, as long as nobody has taken it up there."""
    waiting = _waiting(act, source)
    _remove(act, waiting)
    return len(waiting)


def _order(meeting: Meeting) -> tuple[datetime, int]:
    return meeting.started_at or meeting.starts_at, meeting.id


def _left_behind(act: Act) -> dict[int, set[str]]:
    """By closed meeting, what it left planned and no other one has had since: one may be closed long after a
    later one was held."""
    rows = act.session.execute(
        select(
            AgendaItem.meeting_id,
            AgendaItem.subject,
            AgendaItem.state,
            AgendaItem.carried_from_id,
            Meeting.state.label("meeting_state"),
            HELD_AT.label("held_at"),
        ).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    ).all()
    carried = {(row.carried_from_id, row.subject) for row in rows}
    held = [row for row in rows if row.meeting_state not in PLANNED]
    last = {row.subject: row for row in sorted(held, key=lambda row: (row.held_at, row.meeting_id))}
    left = defaultdict(set)
    for row in last.values():
        is_left = row.meeting_state is MeetingState.CLOSED and row.state is ItemState.PLANNED
        if is_left and (row.meeting_id, row.subject) not in carried:
            left[row.meeting_id].add(row.subject)
    return left


def _waited_for(act: Act) -> set[int]:
    """The meetings from which points wait in planned ones."""
    query = select(AgendaItem.carried_from_id).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    waited = query.where(AgendaItem.carried_from_id.is_not(None), Meeting.state.in_(PLANNED))
    return {number for number in act.session.scalars(waited.distinct()) if number is not None}


def _bring(act: Act, source: Meeting, left: set[str]) -> int:
    target = _next_in_time(act, source)
    if target is None:
        if source.classification is Classification.SECRET:
            _remove(act, [item for item in _waiting(act, source) if not _is_in_secret(act, item)])
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
    copied = _copy(act, source, target, left - there)
    act.session.flush()
    return moved + copied


def _next_in_time(act: Act, source: Meeting) -> Meeting | None:
    """The earliest that is still to come; one that was to begin today may yet begin."""
    today = datetime.combine(local_time(act.now).date(), time.min, ZONE)
    query = select(Meeting).where(
        Meeting.state.in_(PLANNED), Meeting.starts_at >= today, Meeting.id != source.id
    )
    if source.classification is Classification.SECRET:
        query = query.where(Meeting.classification == Classification.SECRET)
    return act.session.scalar(query.order_by(Meeting.starts_at, Meeting.id).limit(1))


def _waiting(act: Act, source: Meeting, *, elsewhere: Meeting | None = None) -> list[AgendaItem]:
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


def _is_in_secret(act: Act, item: AgendaItem) -> bool:
    return act.session.get_one(Meeting, item.meeting_id).classification is Classification.SECRET


def _remove(act: Act, items: Iterable[AgendaItem]) -> None:
    for item in items:
        act.session.delete(item)
    act.session.flush()


def _copy(act: Act, source: Meeting, target: Meeting, subjects: set[str]) -> int:
    """What was planned and never discussed, as long as no meeting has it from there already."""
    left = [
        item
        for item in _items(act, source.id)
        if item.state is ItemState.PLANNED and item.subject in subjects
    ]
    day = formats.long_date(local_time(source.started_at or source.starts_at).date())
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
