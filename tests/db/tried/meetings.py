"""Commands about meetings, agendas and decisions."""

from collections.abc import Callable
from datetime import date, time

from sqlalchemy.orm import Session

from db.models import MeetingSeal
from domain.access.permissions import Actor, Permission
from domain.meetings.life import AttendanceMode, Classification, ItemState, MeetingState
from domain.meetings.requests import (
    AddItem,
    AmendMinutes,
    ChangeDecision,
    ChangeItem,
    ChangePlan,
    CloseMeeting,
    DraftAgenda,
    MoveItem,
    MoveMeeting,
    Plan,
    RecordAttendance,
    RecordDecision,
    ReopenMeeting,
    Seated,
    StartScreen,
    StrikeDecision,
    WriteNotes,
)
from domain.tasks.life import TaskState
from tests import factories
from tests.db.tried.model import REASON, Tried, an_open_screen, fixed
from tests.factories import MORNING

PLAN = Plan(
    title="Rapat uji",
    day=date(2026, 12, 1),
    at=time(10),
    place="Kupang",
    planned_minutes=60,
    classification=Classification.ORDINARY,
    basis="",
    chair="",
    note_taker="",
)


def on_meeting(being: MeetingState, request: Callable[[int], object]) -> Tried:
    def make(session: Session, _by: Actor) -> object:
        return request(factories.meeting(session, starts_at=MORNING, state=being).id)

    return Tried(make)


def on_item(request: Callable[[int], object]) -> Tried:
    def make(session: Session, _by: Actor) -> object:
        held = factories.meeting(session, starts_at=MORNING, state=MeetingState.OPEN)
        return request(factories.agenda_item(session, held).id)

    return Tried(make)


def a_decision_to_mend(session: Session, _by: Actor) -> object:
    held = factories.meeting(session, starts_at=MORNING, state=MeetingState.IN_PROGRESS)
    decided = factories.decision(session, held)
    words = decided.text
    factories.task(session, state=TaskState.PROPOSED, decision_id=decided.id, title=words, output=words)
    return ChangeDecision(decided.id, 1, "Disepakati.", "", "")


def a_decision_with_its_task(session: Session, _by: Actor) -> object:
    held = factories.meeting(session, starts_at=MORNING, state=MeetingState.IN_PROGRESS)
    return RecordDecision(held.id, "Disepakati.", "polda-ntt", "2 minggu", with_task=True)


def a_mistaken_decision(session: Session, _by: Actor) -> object:
    held = factories.meeting(session, starts_at=MORNING, state=MeetingState.IN_PROGRESS)
    decided = factories.decision(session, held)
    factories.task(session, state=TaskState.PROPOSED, decision_id=decided.id)
    return StrikeDecision(decided.id, 1, REASON, withdraw_tasks=True)


def a_meeting_just_closed(session: Session, by: Actor) -> object:
    held = factories.meeting(
        session, starts_at=MORNING, state=MeetingState.CLOSED, closed_at=MORNING, closed_by_id=by.user_id
    )
    session.add(
        MeetingSeal(meeting_id=held.id, code="0" * 19, content_hash="0" * 64, content="{}", sealed_at=MORNING)
    )
    return ReopenMeeting(held.id)


_DRAFT, _OPEN, _RUNNING, _CLOSED = MeetingState


MEETINGS: dict[str, list[Tried]] = {
    "schedule": [fixed(PLAN)],
    "change_plan": [on_meeting(_DRAFT, lambda held: ChangePlan(held, 1, PLAN))],
    "move_meeting": [on_meeting(_OPEN, lambda held: MoveMeeting(held, _RUNNING))],
    "record_attendance": [
        on_meeting(
            _RUNNING, lambda held: RecordAttendance(held, {"polda-ntt": Seated(AttendanceMode.PRESENT)})
        )
    ],
    "draft_agenda": [on_meeting(_DRAFT, DraftAgenda)],
    "add_item": [on_meeting(_OPEN, lambda held: AddItem(held, "Pokok", "", "", 5))],
    "move_item": [on_item(lambda item: MoveItem(item, 1, up=True))],
    "change_item": [on_item(lambda item: ChangeItem(item, 1, ItemState.DISCUSSED, 5))],
    "record_decision": [
        on_meeting(_RUNNING, lambda held: RecordDecision(held, "Disepakati.")),
        Tried(a_decision_with_its_task, also=frozenset({Permission.PROPOSE_TASKS}), records=2),
    ],
    "change_decision": [Tried(a_decision_to_mend, records=2)],
    "strike_decision": [Tried(a_mistaken_decision, records=2)],
    "write_notes": [on_meeting(_RUNNING, lambda held: WriteNotes(held, 1, "a", "b"))],
    "close_meeting": [on_meeting(_RUNNING, CloseMeeting)],
    "reopen_meeting": [Tried(a_meeting_just_closed)],
    "amend_minutes": [on_meeting(_CLOSED, lambda held: AmendMinutes(held, "Isi", "Salah ketik"))],
    "start_screen": [on_meeting(_OPEN, StartScreen)],
    "revoke_screens": [Tried(an_open_screen)],
}
