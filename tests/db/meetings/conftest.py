"""A meeting that runs, whoever leads it, and decisions recorded in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.acting import Sender
from db.command import run
from db.commands import agenda, decisions, meetings
from db.engine import reading
from db.models import Meeting
from domain.access.permissions import Actor
from domain.commitments.plausibility import InDoubt
from domain.meetings.life import Began, MeetingState
from domain.meetings.requests import DraftAgenda, MoveMeeting, RecordDecision, Recorded
from tests import factories
from tests.db.meetings.plans import TODAY
from tests.factories import MORNING, MovingClock


@pytest.fixture
def chair(demo_engine: Engine) -> Actor:
    with reading(demo_engine) as connection:
        return factories.actor_named(connection, "sekretariat")


@pytest.fixture
def running(demo_engine: Engine, chair: Actor, moving: MovingClock) -> int:
    """The sample's next meeting, drafted and begun."""
    with reading(demo_engine) as connection:
        (meeting_id,) = connection.execute(select(Meeting.id).where(Meeting.state == MeetingState.OPEN)).one()
    run(Sender(demo_engine, chair, moving), agenda.draft_agenda, DraftAgenda(meeting_id=meeting_id))
    run(
        Sender(demo_engine, chair, moving),
        meetings.move_meeting,
        MoveMeeting(meeting_id=meeting_id, to=MeetingState.IN_PROGRESS, began=Began.NOW),
    )
    return int(meeting_id)


@pytest.fixture
def moving() -> MovingClock:
    return MovingClock(MORNING)


@pytest.fixture
def decide(demo_engine: Engine, chair: Actor, running: int, moving: MovingClock) -> Callable[..., Recorded]:
    def record(words: str = "Disepakati bersama.", once: str | None = None, **changes: Any) -> Recorded:
        values: dict[str, Any] = {
            "owner_code": "polda-ntt",
            "due": (TODAY + timedelta(days=14)).isoformat(),
            "with_task": True,
        }
        sender = Sender(demo_engine, chair, moving, idempotency_key=once)
        asked = RecordDecision(meeting_id=running, text=words, **values | changes)
        try:
            return run(sender, decisions.record_decision, asked)
        except InDoubt as doubt:
            sure = tuple(each.answer for each in doubt.asked)
            return run(sender, decisions.record_decision, replace(asked, sure=sure))

    return record
