"""Ringkasan's *Perlu keputusan* and the next meeting's agenda: the same points, on both databases."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.orm import Session

from db.acting import Sender
from db.command import run
from db.commands import agenda
from db.engine import reading, writing
from db.models import (
    Agency,
    AgendaItem,
    Checkpoint,
    Commitment,
    ConflictExplanation,
    Decision,
    Meeting,
    ProgressReport,
    PublishedFigure,
    SubjectRevision,
    Task,
    TaskSupport,
    Verdict,
)
from db.queries import attention
from db.queries.figures import figure_rows
from db.queries.meetings import agenda_of
from db.queries.regions import small_places
from db.settings import ROOT
from db.subjects import Subject
from domain.access.permissions import ROOM, Actor, Role, Scope
from domain.attention.rules import AttentionPoint
from domain.attention.table import AttentionRule
from domain.commitments.health import ObstacleKind, VerdictLevel
from domain.figures.conflicts import find_conflicts
from domain.meetings.agenda import MOST_ITEMS
from domain.meetings.life import Classification, ItemState, MeetingState
from domain.meetings.public_text import Room
from domain.meetings.requests import DraftAgenda
from domain.tasks.life import TaskClass, TaskOrigin, TaskState
from domain.time.calendar import Clock
from domain.words import labels
from tests import factories
from tests.factories import MORNING, filling
from views.ask import reading_run
from views.attention import deserves_attention

pytestmark = pytest.mark.by_turns

TODAY = MORNING.date()
ROUNDS = {"sqlite": 60, "postgresql": 20}
"""Random databases that are compared; the queries are the same on both, so one may have fewer."""

OWNERS = ("polda-ntt", "dinsos", "dpmd", "dinkes", "bp3mi-ntt")
FIRST = (
    AgendaItem,
    TaskSupport,
    Task,
    Verdict,
    ProgressReport,
    Checkpoint,
    Commitment,
    ConflictExplanation,
    Decision,
    Meeting,
)


class Chance:
    """A database filled by chance: anything that the rules look at, in any state."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session, self.draw = session, Random(seed)
        self.judge = factories.user(session, role=Role.VERIFIER)
        self.people = {code: factories.user(session, agency=code) for code in OWNERS}
        self.regions = ["53", "53.21", "53.04"]

    def day(self, first: int, last: int) -> date:
        return TODAY + timedelta(days=self.draw.randint(first, last))

    def fill(self) -> int:
        """The number of the next meeting."""
        kinds = list(Classification)
        last = factories.meeting(
            self.session,
            starts_at=MORNING - timedelta(days=self.draw.randint(5, 40)),
            state=MeetingState.CLOSED,
            classification=self.draw.choice(kinds),
        )
        upcoming = factories.meeting(
            self.session,
            starts_at=MORNING + timedelta(days=3),
            state=MeetingState.OPEN,
            classification=Classification.RESTRICTED,
        )
        decided = [factories.decision(self.session, last) for _ in range(2)]
        tasks = [self.task(decided) for _ in range(self.draw.randint(0, 25))]
        for _ in range(self.draw.randint(0, 8)):
            self.commitment()
        self.explanations()
        self.carried(last, upcoming, tasks)
        return int(upcoming.id)

    def task(self, decided: list[Decision]) -> Task:
        moved = MORNING - timedelta(days=self.draw.randint(0, 70), hours=self.draw.randint(0, 20))
        from_meeting = self.draw.random() < 0.4
        made = factories.task(
            self.session,
            owner=self.draw.choice(OWNERS),
            state=self.draw.choice(list(TaskState)),
            task_class=self.draw.choice(list(TaskClass)),
            due_on=self.day(-60, 40),
            proposed_at=moved - timedelta(days=3),
            moved_at=moved,
            region_code=self.draw.choice(self.regions),
            title=self.draw.choice(["Pos jaga", "Pos jaga di desa Fafoe", "Naskah bersama"]),
            reason=self.draw.choice(["", "menunggu data"]),
            origin=TaskOrigin.DECISION if from_meeting else TaskOrigin.BY_HAND,
            decision_id=self.draw.choice(decided).id if from_meeting else None,
        )
        if self.draw.random() < 0.3:
            self.session.add(TaskSupport(task_id=made.id, agency_id=self.judge.agency_id))
        return made

    def commitment(self) -> None:
        owner = self.draw.choice([None, *OWNERS])
        quarters = ("2026-B06", "2026-B09", self.draw.choice(["2026-B12", "2027-B03"]))
        due_on = self.day(-40, 90)
        row, points = factories.commitment(self.session, owner=owner, quarters=quarters, due_on=due_on)
        for point in points if row.owner_id else ():
            if self.draw.random() < 0.5:
                continue
            told = factories.report(
                self.session,
                point,
                by=self.people[str(owner)],
                claimed=self.draw.uniform(0, 100),
                obstacle=self.draw.choice([None, None, ObstacleKind.BUDGET]),
            )
            if self.draw.random() < 0.6:
                level = self.draw.choice(list(VerdictLevel))
                factories.verdict(self.session, told, by=self.judge, verified=100.0, level=level)

    def explanations(self) -> None:
        rows = figure_rows(self.session.connection())
        for conflict in find_conflicts(row.plain for row in rows):
            if self.draw.random() < 0.5:
                self.session.add(
                    ConflictExplanation(
                        conflict_key=conflict.key,
                        agency_id=factories.agency_id(self.session, self.draw.choice(OWNERS)),
                        due_on=self.day(-20, 20),
                        explanation=self.draw.choice([None, "Beda definisi."]),
                    )
                )

    def carried(self, last: Meeting, upcoming: Meeting, tasks: list[Task]) -> None:
        subjects = [f"tugas:{task.code}" for task in tasks[:2]] + ["catatan:uji", "kelompok:silent"]
        for subject in self.draw.sample(subjects, self.draw.randint(0, 2)):
            factories.agenda_item(
                self.session,
                upcoming,
                rule=AttentionRule.BY_HAND,
                subject=subject,
                state=ItemState.PLANNED,
                carried_from_id=last.id,
            )


def _cleared(engine: Engine, seed: int) -> None:
    """Nothing of the round before; what is written past the commands is made known as new by hand."""
    with writing(engine) as connection:
        for model in (*FIRST, SubjectRevision):
            connection.execute(delete(model))
        news = [{"subject": subject, "number": 1000 * (seed + 1)} for subject in Subject]
        connection.execute(insert(SubjectRevision), news)


def _in_the_room(
    connection: Connection, room: Room, meeting_id: int
) -> list[tuple[AttentionRule, str, str, str]]:
    return [
        (item.rule, item.subject, room.say(item.title), room.say(item.reason))
        for item in agenda_of(connection, meeting_id)
    ]


def heard(engine: Engine, scope: Scope = ROOM.scope) -> tuple[AttentionPoint, ...]:
    """What deserves attention this morning, as a reader hears it."""
    with reading_run(engine):
        return deserves_attention(scope, MORNING).points


@pytest.fixture
def chair(engine: Engine) -> Actor:
    with filling(engine) as session:
        return factories.actor_of(session, factories.user(session, role=Role.GOVERNOR_OFFICE))


@pytest.mark.slow
@pytest.mark.on_both
def test_ringkasan_and_the_agenda_have_the_same_points_in_every_database(
    engine: Engine, chair: Actor, clock: Clock
) -> None:
    """The whole way: filled by chance, asked by the view, drafted by the command, read back."""
    seen: set[AttentionRule] = set()
    with reading(engine) as connection:
        room = Room(small_places(connection))
    for seed in range(ROUNDS[engine.dialect.name]):
        _cleared(engine, seed)
        with filling(engine) as session:
            meeting_id = Chance(session, seed).fill()
        morning = heard(engine)
        run(Sender(engine, chair, clock), agenda.draft_agenda, DraftAgenda(meeting_id))
        with reading(engine) as connection:
            drafted = _in_the_room(connection, room, meeting_id)
        expected = [(point.rule, str(point.subject), point.title, point.reason) for point in morning]
        assert drafted == expected, f"database {seed}"
        seen |= {point.rule for point in morning}
    assert seen >= set(AttentionRule) - {AttentionRule.BY_HAND, AttentionRule.NEWLY_HOT}


@pytest.mark.parametrize("role", Role)
def test_every_reader_has_the_same_points_in_the_same_order_with_the_same_days(
    engine: Engine, role: Role
) -> None:
    with filling(engine) as session:
        Chance(session, 11).fill()
    room, own = heard(engine), heard(engine, factories.actor(role).scope)
    assert [(p.rule, p.subject, p.burden, p.waited) for p in own] == [
        (p.rule, p.subject, p.burden, p.waited) for p in room
    ]


def test_the_sample_data_agree_on_their_twelve_points(demo_engine: Engine, clock: Clock) -> None:
    with reading(demo_engine) as connection:
        by = factories.actor_named(connection, "sekretariat")
        meeting_id = connection.execute(
            select(Meeting.id).where(Meeting.state == MeetingState.OPEN)
        ).scalar_one()
    run(Sender(demo_engine, by, clock), agenda.draft_agenda, DraftAgenda(meeting_id))
    with reading(demo_engine) as connection:
        drafted = agenda_of(connection, meeting_id)
    morning = heard(demo_engine)
    assert len(morning) == MOST_ITEMS
    assert [item.subject for item in drafted] == [str(point.subject) for point in morning]


class TestFacts:
    @pytest.fixture
    def carried(self, engine: Engine) -> None:
        with filling(engine) as session:
            last, upcoming = (
                factories.meeting(session, starts_at=at, state=state, classification=Classification.SECRET)
                for at, state in (
                    (MORNING - timedelta(days=9), MeetingState.CLOSED),
                    (MORNING + timedelta(days=3), MeetingState.OPEN),
                )
            )
            factories.agenda_item(session, upcoming, title="Operasi tertutup", carried_from_id=last.id)

    @pytest.mark.usefixtures("carried")
    def test_what_a_secret_meeting_left_is_told_without_its_words(self, engine: Engine) -> None:
        with reading(engine) as connection:
            outside = attention.facts(connection, on=TODAY, scope=ROOM.scope).carried
            inside = attention.facts(
                connection, on=TODAY, scope=replace(ROOM.scope, reads_secrets=True)
            ).carried
        assert [fact.title for fact in outside] == [labels.TITLE_WITHHELD]
        assert [fact.title for fact in inside] == ["Operasi tertutup"]

    def test_an_old_list_makes_no_region_hot_and_a_rise_of_this_year_does(self, engine: Engine) -> None:
        def hot() -> list[str]:
            with reading(engine) as connection:
                return [fact.region_code for fact in attention.hot_regions(connection, TODAY)]

        assert hot() == []
        with filling(engine) as session:
            factories.risen(session, "53.21")
        assert hot() == ["53.21"]
        with filling(engine) as session:
            session.execute(
                update(PublishedFigure)
                .where(PublishedFigure.region_code == "53.21", PublishedFigure.code.startswith("U-"))
                .values(withdrawn_at=MORNING)
            )
        assert hot() == []

    def test_an_agency_is_named_by_its_code_and_number(self, engine: Engine) -> None:
        with filling(engine) as session:
            made = factories.task(session, owner="dinsos", due_on=TODAY - timedelta(days=3))
        with reading(engine) as connection:
            (point,) = [each for each in heard(engine) if str(each.subject) == f"tugas:{made.code}"]
            agency = connection.execute(select(Agency.id).where(Agency.code == "dinsos")).scalar_one()
        assert point.agency is not None
        assert (point.agency.id, point.agency.code, point.waited) == (
            agency,
            "dinsos",
            "lewat 1 hari kerja",
        )


def test_a_shell_answers_without_streamlit(demo_engine: Engine) -> None:
    """tests/examples/attention.py, run as its reader would, and held to what it never loads."""
    script = ROOT / "tests" / "examples" / "attention.py"
    assert len(script.read_text("utf-8").splitlines()) <= 30
    watched = (
        f"import runpy, sys; runpy.run_path({str(script)!r}, run_name='__main__'); "
        "assert not {'streamlit', 'starlette'} & set(sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", watched],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": demo_engine.url.render_as_string(hide_password=False),
            "GERAK_NOW": MORNING.isoformat(),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith(" 1 Belum ada PJ ")
    assert "474 hari" in answer.stdout
    assert "butir lain tidak dimuat" in answer.stdout
