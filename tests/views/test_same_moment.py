"""Sealed minutes with their slides, the paper of the morning and the screen tell the same of one moment."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, update

from db import backend
from db.acting import Sender
from db.command import run as carry_out
from db.commands import meetings
from db.engine import writing
from db.models import AgendaItem
from db.queries.accounts import actor_of_account
from db.queries.meetings import ItemRow, agenda_of, score_of, wall_at_closing
from db.queries.minutes import seal_of
from db.settings import Mode, Settings
from domain.access.permissions import Actor
from domain.meetings.life import Classification, ItemState, MeetingState
from domain.meetings.minutes import Minutes
from domain.meetings.requests import CloseMeeting, DraftAgenda, MoveMeeting, Plan
from domain.meetings.wall import WallFacts
from domain.time import formats
from domain.time.calendar import to_wita
from reports.briefing import Briefing
from tests.factories import MORNING, MovingClock
from tests.views.test_briefing import shaken
from views import reads, wall
from views.ask import ask, run
from views.briefing import briefing
from views.overview import Overview, overview


@dataclass(frozen=True)
class Told:
    screen: Overview
    paper: Briefing
    items: Sequence[ItemRow]
    minutes: Minutes
    slides: WallFacts


def told(engine: Engine, clock: MovingClock, seed: int) -> Told:
    """A meeting that is drafted, begun and closed within one moment, and what all say of that."""
    shaken(engine, seed)
    with writing(engine) as connection:  # else they are carried over, as they were said then
        connection.execute(update(AgendaItem).values(state=ItemState.DISCUSSED))
    with run():
        actor = ask(actor_of_account, "sekretariat")
    assert isinstance(actor, Actor)
    sender, at = Sender(engine, actor, clock), to_wita(clock())
    plan = Plan(f"Rapat {seed}", at.date(), at.time(), "Kupang", 120, Classification.ORDINARY, "", "", "")
    number = carry_out(sender, meetings.schedule, plan)
    carry_out(sender, meetings.draft_agenda, DraftAgenda(number))
    for state in (MeetingState.OPEN, MeetingState.IN_PROGRESS):
        carry_out(sender, meetings.move_meeting, MoveMeeting(number, state))
    with run():
        screen, paper = overview(actor.scope), briefing(actor, clock())
        items, facts = ask(agenda_of, number), wall.facts_now(reads.meeting(number, actor), clock())
    carry_out(sender, meetings.close_meeting, CloseMeeting(number, facts=facts))
    with run():
        sealed, slides = ask(seal_of, number), ask(wall_at_closing, number)
    assert sealed is not None
    assert slides is not None
    return Told(screen, paper, items, sealed.minutes, slides)


def check(found: Told) -> None:
    screen, paper, minutes, slides = found.screen, found.paper, found.minutes, found.slides
    points = screen.attention.points
    assert [(each.subject, each.rule) for each in found.items] == [(str(p.subject), p.rule) for p in points]
    assert [(each.title, each.reason) for each in minutes.agenda] == [
        (each.title, each.reason) for each in found.items
    ], "in the words of the room, which may be fewer"
    assert paper.points == screen.attention.total
    waited = {str(each.subject): each.waited for each in points}
    assert {each.subject: each.waited for each in slides.items} == waited
    assert {each.waited for each in paper.held} <= {*waited.values(), "tanpa tenggat"}
    assert minutes.followed is not None
    assert screen.follow_through is not None
    assert screen.last_meeting is not None
    kept = screen.follow_through.promises
    followed = minutes.followed
    assert followed.kept == kept.kept
    assert followed.kept + followed.late + followed.no_answer == kept.due
    assert score_of(slides.promised) == kept
    line = f"{kept.kept} dari {kept.due} janji rapat ditepati"
    assert not kept.due or line in paper.changed[-1].lines
    assert paper.changed[-1].since.endswith(
        formats.day_and_month(to_wita(screen.last_meeting.held_at).date())
    )


@pytest.fixture
def clock(demo_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    """Also the one by which screens and papers are asked."""
    clock = MovingClock(MORNING)
    monkeypatch.setattr(backend, "_state", backend.get())
    backend.use(Settings(str(demo_engine.url), Mode.DEMO, clock), demo_engine)
    return clock


@pytest.mark.parametrize("seed", [0, 1])
def test_minutes_paper_and_screen_tell_the_same_of_one_moment(
    demo_engine: Engine, clock: MovingClock, seed: int
) -> None:
    check(told(demo_engine, clock, seed))
