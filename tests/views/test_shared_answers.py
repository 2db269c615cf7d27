"""Who gets an answer that was kept for others gets what he would have got alone, today and tomorrow."""

import pkgutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import import_module
from inspect import signature
from types import FunctionType
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select, update

import views
from db import backend
from db.engine import build, reading
from db.models import Agency, AgencyAlias, CaseRecord, Decision, Meeting, Task
from db.queries.early_clusters import ScanRow, early_clusters
from db.settings import Mode, Settings
from db.subjects import QUERIES
from domain.access.parameters import Parameters
from domain.access.permissions import ROOM, Scope
from domain.figures.cases import CaseKind
from domain.figures.layers import Measure
from domain.meetings.life import Classification, MeetingState
from domain.places.regions import RegionLevel
from domain.tasks.life import TaskOrigin
from tests import factories
from tests.db.test_query_subjects import EXAMPLES, name
from views import attention, overview, progress, tasks
from views.ask import ask, cached, reading_run
from views.map import front, layer, layer_choices, screen

TODAY = factories.MORNING.date()
KIND = CaseKind.ILLEGAL_PLACEMENT
GOES, REMAINS = "dinsos", "dpmd"


@pytest.fixture(scope="module")
def secretive(databases: Any) -> Iterator[Engine]:
    """The sample data with a secret meeting, a decision about a case, work born of cases, and an agency that
    went over into another one."""
    url = databases.demo()
    engine = build(url)
    with factories.filling(engine) as session:
        closed = select(Meeting).where(Meeting.state == MeetingState.CLOSED)
        meeting = session.scalars(closed.order_by(Meeting.starts_at.desc()).limit(1)).one()
        meeting.classification = Classification.SECRET
        case = session.scalars(select(CaseRecord.id).order_by(CaseRecord.id).limit(1)).one()
        decided = select(Decision).where(Decision.meeting_id == meeting.id).order_by(Decision.id)
        session.scalars(decided.limit(1)).one().case_id = case
        by_hand = select(Task).where(Task.origin == TaskOrigin.BY_HAND).order_by(Task.id)
        for task in session.scalars(by_hand.limit(4)):
            task.origin, task.case_id = TaskOrigin.CASE, case
        goes, remains = (factories.agency_id(session, code) for code in (GOES, REMAINS))
        gone = session.get_one(Agency, goes)
        gone.merged_into_id, gone.merged_on = remains, TODAY
        session.execute(update(AgencyAlias).where(AgencyAlias.agency_id == goes).values(agency_id=remains))
    yield engine
    engine.dispose()
    databases.drop(url)


@contextmanager
def process(on: Engine, clock: factories.MovingClock) -> Iterator[Engine]:
    """One that has just begun, with nothing kept yet."""
    before, engine = backend.get(), build(on.url.render_as_string(hide_password=False))
    backend.use(Settings(str(engine.url), Mode.DEMO, clock), engine)
    try:
        yield engine
    finally:
        backend.put(before)
        engine.dispose()


def readers(connection: Connection) -> list[Scope]:
    """One of each role, the room, and of each tier another who sees the same counts and not the same work."""
    named = [factories.actor_named(connection, each).scope for each in factories.ACCOUNTS.values()]
    village = factories.actor_named(connection, "dpmd").scope
    others = [
        replace(
            each, agency_id=village.agency_id, merged=village.merged, reads_secrets=not each.reads_secrets
        )
        for each in {each.of_counts: each for each in named}.values()
    ]
    return list(dict.fromkeys((*named, ROOM.scope, village, *others)))


@dataclass(frozen=True)
class Everywhere:
    """A search that finds something in every kecamatan."""

    def __call__(self, rows: Sequence[ScanRow]) -> tuple["Gathered", ...]:
        return tuple(Gathered((row.district_code,), row.month, row.month) for row in rows[:50])


@dataclass(frozen=True)
class Gathered:
    places: Collection[str]
    starts_on: date
    ends_on: date


SCOPED = [
    question
    for question, declared in QUERIES.items()
    if declared.is_cached and "scope" in signature(question).parameters
]


def test_a_kept_query_answers_each_reader_as_if_nothing_were_kept(
    secretive: Engine, moving_clock: factories.MovingClock
) -> None:
    other = set()
    with process(secretive, moving_clock) as engine, reading(engine) as connection, reading_run():
        seen = readers(connection)
        for question in SCOPED:
            for args, named in (of(connection) for of in examples(question)):
                for reader in seen:
                    alone = question(connection, *args, **(named | {"scope": reader}))
                    if repr(ask(question, *args, **(named | {"scope": reader}))) != repr(alone):
                        other.add(name(question))
    assert other == set(), "what the answer depends on of its reader is not in its key"


def examples(question: Callable[..., Any]) -> list[Callable[[Connection], Any]]:
    if question is not early_clusters:
        return EXAMPLES[question]
    found = {"kind": KIND, "starts_on": date(2024, 1, 1), "ends_on": TODAY, "find": Everywhere()}
    return [lambda _connection: ((), found)]


ADDRESSES: tuple[dict[str, str], ...] = (
    {},
    {"lapisan": "kasus-trafficking", "tampil": "rute,titik"},
    {"lapisan": "kasus-illegal_placement", "tingkat": "district", "wilayah": "53.21"},
    {"lapisan": "kasus-death_abroad", "banding": "2025-01-01..2025-12-31", "wilayah": "53.04"},
)


def of_the_register(scope: Scope) -> tuple[layer_choices.LayerChoice, layer_choices.PeriodChoice]:
    choice = layer_choices.choices(scope)[layer_choices.CASE_PREFIX + KIND]
    return choice, choice.periods[0]


OF_COUNTS: dict[Callable[..., Any], Callable[[Scope], tuple[Any, ...]]] = {
    front._front: lambda scope: (scope, TODAY),
    layer_choices._choices: lambda scope: (scope,),
    layer._view: lambda scope: (
        *of_the_register(scope),
        RegionLevel.REGENCY,
        Measure.SHRUNK,
        scope,
        TODAY,
    ),
    progress._months: lambda scope: (scope, TODAY),
    progress._regions: lambda scope: (KIND, scope, TODAY),
    screen._put_together: lambda scope: (tuple(sorted(ADDRESSES[1].items())), scope, TODAY),
}
"""Views that serve all who see the same counts, with what one reader asks of them."""
OF_READERS = {attention._facts, overview._of_day, overview._of_minute, tasks._watched}
"""Views whose key is all that a reader may see."""


@pytest.mark.parametrize("view", OF_COUNTS, ids=lambda view: view.__name__)
def test_a_view_for_all_who_see_the_same_counts_depends_on_nothing_else_of_a_reader(
    secretive: Engine, moving_clock: factories.MovingClock, view: Callable[..., Any]
) -> None:
    with process(secretive, moving_clock) as engine, reading(engine) as connection, reading_run():
        for reader in readers(connection)[::3]:
            # What functools.wraps leaves on a kept view, which its type does not tell.
            alone = view.__wrapped__(*OF_COUNTS[view](reader))  # type: ignore[attr-defined]
            assert repr(view(*OF_COUNTS[view](reader.of_counts))) == repr(alone)


def test_every_view_that_is_kept_for_readers_is_tried_here() -> None:
    keeps = cached(lambda: None).__code__
    found = {
        value
        for module in pkgutil.walk_packages(views.__path__, "views.")
        for value in vars(import_module(module.name)).values()
        if isinstance(value, FunctionType)
        and value.__code__ is keeps
        and "scope" in signature(value).parameters
    }
    assert found == {*OF_COUNTS, *OF_READERS}


SCREENS: dict[str, Callable[[Scope], object]] = {
    "front": front.front,
    "overview": overview.overview,
    "attention": lambda scope: attention.points(scope, backend.now()),
    "tasks": tasks.watched,
    "progress": lambda scope: progress.progress(Parameters({}), scope),
    "map": lambda scope: [screen.asked_for(each, scope) for each in ADDRESSES],
}


@pytest.mark.parametrize("asked", SCREENS.values(), ids=SCREENS)
def test_what_was_kept_yesterday_is_not_told_today(
    secretive: Engine, moving_clock: factories.MovingClock, asked: Callable[[Scope], object]
) -> None:
    with reading(secretive) as connection:
        officer = factories.actor_named(connection, "kasus.bp3mi").scope
        agency = factories.actor_named(connection, "polda").scope
    with process(secretive, moving_clock):
        before = [repr(asked(each)) for each in (officer, agency)]
        moving_clock.forward(timedelta(days=1))
        after = [repr(asked(each)) for each in (officer, agency)]
    with process(secretive, moving_clock):
        assert [repr(asked(each)) for each in (officer, agency)] == after
    moving_clock.forward(timedelta(days=-1))
    with process(secretive, moving_clock):
        assert [repr(asked(each)) for each in (officer, agency)] == before
