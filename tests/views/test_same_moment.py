"""Sealed minutes with their slides, the paper of the morning and the screen tell the same of one moment."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, update

from db import backend
from db.acting import Sender
from db.command import run as carry_out
from db.commands import agenda, meetings
from db.engine import writing
from db.models import AgendaItem
from db.queries.accounts import actor_of_account
from db.queries.meetings import ItemRow, agenda_of, wall_at_closing
from db.queries.minutes import seal_of
from db.queries.promises import score_of
from db.settings import Mode, Settings
from domain.access.permissions import Actor
from domain.attention.rules import AttentionPoint
from domain.attention.table import TopicKind
from domain.commitments.health import Health
from domain.meetings.life import Classification, ItemState, MeetingState
from domain.meetings.minutes import Minutes
from domain.meetings.requests import CloseMeeting, DraftAgenda, MoveMeeting, Plan
from domain.meetings.wall import WallFacts
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import papers
from reports.briefing import Briefing
from reports.sheets import PaperSheet
from tests.factories import MORNING, MovingClock
from tests.views.test_briefing import shaken
from views import attention, reads, wall
from views.ask import ask, reading_run
from views.briefing import LONGEST_NAME, MOST_DECISIONS, briefing
from views.overview import Overview, overview
from views.papers.agency import agency_sheet


@dataclass(frozen=True)
class Told:
    screen: Overview
    paper: Briefing
    points: Sequence[AttentionPoint]
    """All that deserve attention; an agenda has room for the heaviest."""
    sheets: Mapping[str, PaperSheet]
    """Of each office that holds a commitment, by its code."""
    items: Sequence[ItemRow]
    minutes: Minutes
    slides: WallFacts


def told(engine: Engine, clock: MovingClock, seed: int) -> Told:
    """A meeting that is drafted, begun and closed within one moment, and what all say of that."""
    shaken(engine, seed)
    with writing(engine) as connection:  # else they are carried over, as they were said then
        connection.execute(update(AgendaItem).values(state=ItemState.DISCUSSED))
    with reading_run():
        actor = ask(actor_of_account, "sekretariat")
    assert isinstance(actor, Actor)
    sender, at = Sender(engine, actor, clock), local_time(clock())
    plan = Plan(f"Rapat {seed}", at.date(), at.time(), "Kupang", 120, Classification.ORDINARY, "", "", "")
    number = carry_out(sender, meetings.schedule, plan)
    carry_out(sender, agenda.draft_agenda, DraftAgenda(number))
    for state in (MeetingState.OPEN, MeetingState.IN_PROGRESS):
        carry_out(sender, meetings.move_meeting, MoveMeeting(number, state))
    with reading_run():
        screen, paper = overview(actor.scope), briefing(actor, clock())
        points = attention.points(actor.scope, clock())
        held = {row.owner_code for row, _ in screen.commitments if row.owner_code}
        sheets = {code: agency_sheet(code, actor) for code in held}
        items, facts = ask(agenda_of, number), wall.facts_now(reads.meeting(number, actor), clock())
    carry_out(sender, meetings.close_meeting, CloseMeeting(number, facts=facts))
    with reading_run():
        sealed, slides = ask(seal_of, number), ask(wall_at_closing, number)
    assert sealed is not None
    assert slides is not None
    return Told(screen, paper, points, sheets, items, sealed.minutes, slides)


def check(found: Told) -> None:
    check_points(found)
    check_counts(found)
    check_owing(found)


def check_counts(found: Told) -> None:
    """Commitments by health, tasks by urgency, and the same of each office, on paper as on the screen."""
    screen, paper = found.screen, found.paper
    assert {each.look: each.count for each in paper.groups} == {
        health.value: count for health, count in screen.by_health.items()
    }
    here = (formats.number(screen.open_tasks), formats.number(screen.overdue_tasks))
    assert paper.weeks.rows[-1].cells[1:3] == here
    offices = {row.owner: row.owner_code for row, _ in screen.commitments if row.owner and row.owner_code}
    lines = {each.name: each for each in paper.agencies}
    silent = {each.agency for each in screen.silence if each.is_silent}
    for name, code in offices.items():
        owned = [health for row, health in screen.commitments if row.owner == name]
        sheet = [each for each, _ in found.sheets[code].figures]
        assert sheet[:2] == [formats.number(len(owned)), formats.number(owned.count(Health.OVERDUE))]
        line = lines.get(papers.shortened(name, LONGEST_NAME))
        if line is None:
            continue
        assert (line.commitments, line.late_commitments) == (len(owned), owned.count(Health.OVERDUE))
        assert sheet[3:] == [formats.number(line.open_tasks), formats.number(line.late_tasks)]
        assert bool(line.silent) == (name in silent)
    assert lines, "some office of the sample is always late"


def check_owing(found: Told) -> None:
    """What waits for a decision, and what was promised and is due, office by office."""
    to_decide = [each for each in found.screen.attention.points if each.rule.row.decision]
    first = [each for each in found.points if each.rule.row.decision][:MOST_DECISIONS]
    assert [each.waited for each in found.paper.decisions] == [
        f"terberat {each.waited}"
        if each.subject.kind is TopicKind.GROUP
        else ", ".join(filter(None, (each.rule.label_within, each.waited)))
        for each in first
    ]
    proposed = {each.subject for each in found.slides.items if each.proposal}
    assert proposed == {str(each.subject) for each in to_decide}
    assert found.minutes.followed is not None
    due = Counter(each.owner for each in found.slides.promised if each.is_due)
    assert {agency: count for agency, _, count in found.minutes.followed.agencies if count} == due


def check_points(found: Told) -> None:
    screen, paper, minutes, slides = found.screen, found.paper, found.minutes, found.slides
    points = screen.attention.points
    assert [(each.subject, each.rule) for each in found.items] == [(str(p.subject), p.rule) for p in points]
    assert [(each.title, each.reason) for each in minutes.agenda] == [
        (each.title, each.reason) for each in found.items
    ], "in the words of the room, which may be fewer"
    assert paper.points == screen.attention.total
    waited = {str(each.subject): each.waited for each in points}
    assert {each.subject: each.waited for each in slides.items} == waited
    of_all = [each.waited or "tanpa tenggat" for each in found.points]
    assert not Counter(each.waited for each in paper.held) - Counter(of_all)
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
        formats.day_and_month(local_time(screen.last_meeting.held_at).date())
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
