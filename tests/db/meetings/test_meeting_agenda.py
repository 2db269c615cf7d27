"""The agenda of a meeting: what is put on it, in which order, and what is carried over once."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from db.acting import Sender
from db.command import run
from db.commands import agenda, meetings
from db.engine import reading, writing
from db.queries.meetings import agenda_of, meeting_detail
from domain.access.errors import RuleBroken, StaleData
from domain.access.permissions import Actor, Role
from domain.attention.table import AttentionRule
from domain.meetings.agenda import MOST_ITEMS
from domain.meetings.life import ItemState, MeetingState
from domain.meetings.requests import (
    AddItem,
    ChangeItem,
    ChangePlan,
    CloseMeeting,
    DraftAgenda,
    MoveItem,
    MoveMeeting,
)
from domain.tasks.life import TaskState
from tests import factories
from tests.db.meetings.plans import TODAY, items_of, plan
from tests.factories import MovingClock, filling

pytestmark = pytest.mark.by_turns


class TestAgenda:
    def test_it_writes_itself_and_each_line_names_its_rule(self, demo_engine: Engine, running: int) -> None:
        with reading(demo_engine) as connection:
            items = agenda_of(connection, running)
            detail = meeting_detail(connection, running)
        assert len(items) == MOST_ITEMS
        assert [item.position for item in items] == list(range(1, MOST_ITEMS + 1))
        assert {
            AttentionRule.OVERDUE,
            AttentionRule.DECLINED,
            AttentionRule.SILENT,
            AttentionRule.NO_OWNER,
        } <= {item.rule for item in items}
        assert detail is not None
        assert re.match(r"\d+ butir lain tidak dimuat: ", detail.left_out)

    def test_a_task_that_is_made_overdue_enters_with_its_reason(
        self, engine: Engine, actors: dict[Role, Actor], moving: MovingClock
    ) -> None:
        by = actors[Role.GOVERNOR_OFFICE]
        meeting_id = run(Sender(engine, by, moving), meetings.schedule, plan())
        with filling(engine) as session:
            task = factories.task(session, state=TaskState.IN_PROGRESS, due_on=TODAY + timedelta(days=1))

        def subjects() -> dict[str, str]:
            run(Sender(engine, by, moving), agenda.draft_agenda, DraftAgenda(meeting_id=meeting_id))
            with reading(engine) as connection:
                return {item.subject: item.reason for item in agenda_of(connection, meeting_id)}

        assert f"tugas:{task.code}" not in subjects()
        moving.forward(timedelta(days=3))
        assert "tenggat 24 November 2026" in subjects()[f"tugas:{task.code}"]

    def test_nothing_exceptional_is_an_agenda_without_lines(
        self, engine: Engine, actors: dict[Role, Actor], moving: MovingClock
    ) -> None:
        by = actors[Role.GOVERNOR_OFFICE]
        with writing(engine) as connection:
            connection.execute(text("DELETE FROM published_figure"))
        meeting_id = run(Sender(engine, by, moving), meetings.schedule, plan())
        assert run(Sender(engine, by, moving), agenda.draft_agenda, DraftAgenda(meeting_id=meeting_id)) == 0

    def test_drafting_again_keeps_what_the_chair_did(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        own = run(
            Sender(demo_engine, chair, moving),
            agenda.add_item,
            AddItem(meeting_id=running, title="Titipan", reason="", agency_code="dinsos", minutes=7),
        )
        with reading(demo_engine) as connection:
            first, second, *_ = agenda_of(connection, running)
        run(
            Sender(demo_engine, chair, moving),
            agenda.change_item,
            ChangeItem(
                item_id=first.id,
                seen=first.version,
                state=ItemState.DROPPED,
                minutes=5,
                because="Sudah selesai lewat surat.",
            ),
        )
        run(
            Sender(demo_engine, chair, moving),
            agenda.change_item,
            ChangeItem(item_id=second.id, seen=second.version, state=ItemState.DISCUSSED, minutes=5),
        )
        run(Sender(demo_engine, chair, moving), agenda.draft_agenda, DraftAgenda(meeting_id=running))
        with reading(demo_engine) as connection:
            items = {item.id: item for item in agenda_of(connection, running)}
        assert items[own].title == "Titipan"
        assert items[first.id].dropped_because == "Sudah selesai lewat surat."
        assert items[second.id].state is ItemState.DISCUSSED
        assert len({item.subject for item in items.values()}) == len(items)

    def test_moving_a_point_changes_places_and_a_stale_click_changes_nothing(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        with reading(demo_engine) as connection:
            before = agenda_of(connection, running)
        second = before[1]
        sender, up = Sender(demo_engine, chair, moving), MoveItem(second.id, second.version, up=True)
        run(sender, agenda.move_item, up)
        with pytest.raises(StaleData):
            run(sender, agenda.move_item, up)
        with reading(demo_engine) as connection:
            after = agenda_of(connection, running)
        assert [item.id for item in after[:3]] == [second.id, before[0].id, before[2].id]

    def test_dropping_asks_for_a_reason(
        self, demo_engine: Engine, chair: Actor, running: int, moving: MovingClock
    ) -> None:
        with reading(demo_engine) as connection:
            item = agenda_of(connection, running)[0]
        with pytest.raises(RuleBroken, match="Alasan melepas"):
            run(
                Sender(demo_engine, chair, moving),
                agenda.change_item,
                ChangeItem(item_id=item.id, seen=item.version, state=ItemState.DROPPED, minutes=5),
            )


class TestCarriedOnce:
    """A point that was left goes to the next meeting in time, however the meetings were planned."""

    @pytest.fixture
    def desk(self, engine: Engine, actors: dict[Role, Actor], moving: MovingClock) -> Sender:
        return Sender(engine, actors[Role.GOVERNOR_OFFICE], moving)

    @pytest.fixture
    def left(self, engine: Engine, desk: Sender) -> int:
        """A meeting of today with one point that nobody came to, in progress."""
        held = run(desk, meetings.schedule, plan(TODAY))
        run(desk, agenda.add_item, AddItem(held, "Tertinggal", "", "", 5))
        for state in (MeetingState.OPEN, MeetingState.IN_PROGRESS):
            run(desk, meetings.move_meeting, MoveMeeting(held, state))
        return int(held)

    def test_of_two_planned_meetings_the_earlier_one_has_it(
        self, engine: Engine, desk: Sender, left: int
    ) -> None:
        later = run(desk, meetings.schedule, plan(TODAY + timedelta(days=20)))
        sooner = run(desk, meetings.schedule, plan(TODAY + timedelta(days=10)))
        run(desk, meetings.close_meeting, CloseMeeting(left))
        assert items_of(engine, sooner) == items_of(engine, left)
        assert items_of(engine, later) == []

    @pytest.mark.parametrize("planned", [[20], [20, 10], [10, 20], [30, 20, 10]])
    def test_a_meeting_that_is_planned_afterwards_and_earlier_takes_it_over(
        self, engine: Engine, desk: Sender, left: int, planned: list[int]
    ) -> None:
        run(desk, meetings.close_meeting, CloseMeeting(left))
        made = {days: run(desk, meetings.schedule, plan(TODAY + timedelta(days=days))) for days in planned}
        having = [days for days, number in made.items() if items_of(engine, number)]
        assert having == [min(planned)]

    def test_a_meeting_that_is_moved_behind_another_gives_it_up(
        self, engine: Engine, desk: Sender, left: int
    ) -> None:
        first = run(desk, meetings.schedule, plan(TODAY + timedelta(days=10)))
        second = run(desk, meetings.schedule, plan(TODAY + timedelta(days=20)))
        run(desk, meetings.close_meeting, CloseMeeting(left))
        run(desk, meetings.change_plan, ChangePlan(first, 1, plan(TODAY + timedelta(days=30))))
        assert (items_of(engine, first), items_of(engine, second)) == ([], items_of(engine, left))

    def test_what_was_dropped_there_does_not_come_back(self, engine: Engine, desk: Sender, left: int) -> None:
        first = run(desk, meetings.schedule, plan(TODAY + timedelta(days=20)))
        run(desk, meetings.close_meeting, CloseMeeting(left))
        with reading(engine) as connection:
            (item,) = agenda_of(connection, first)
        run(desk, agenda.change_item, ChangeItem(item.id, item.version, ItemState.DROPPED, 5, "Selesai."))
        sooner = run(desk, meetings.schedule, plan(TODAY + timedelta(days=10)))
        assert items_of(engine, sooner) == []
