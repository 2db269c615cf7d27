"""Asking: what a run costs, what a write empties, and what a query must say of itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import factories
import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError

from db import backend
from db.acting import Sender, acting
from db.engine import build, is_sqlite, reading, writing
from db.models import Task
from db.queries.attention import task_facts
from db.queries.case_counts import case_years
from db.queries.meetings import next_meeting
from db.queries.tasks import task_rows
from db.settings import Mode, Settings
from db.subjects import QUERIES
from domain.access.events import Event
from domain.access.permissions import VISITOR, Permission, Scope
from domain.time.calendar import Clock
from views.ask import UndeclaredQuery, ask, cached, once, over, reading_run, refresh
from views.map import front, layer, layer_choices


@pytest.fixture
def served(demo_engine: Engine, clock: Clock) -> Iterator[Engine]:
    """The sample data in service, with nothing kept yet."""
    before = backend.get()
    backend.use(Settings(str(demo_engine.url), Mode.DEMO, clock), demo_engine)
    yield demo_engine
    backend.put(before)


@pytest.fixture
def reader(served: Engine) -> Scope:
    with reading(served) as connection:
        return factories.actor_named(connection, "kasus.bp3mi").scope


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What the database is told meanwhile."""
    told: list[str] = []

    def notice(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        told.append(statement)

    event.listen(engine, "before_cursor_execute", notice)
    try:
        yield told
    finally:
        event.remove(engine, "before_cursor_execute", notice)


@contextmanager
def checkouts(engine: Engine) -> Iterator[list[object]]:
    """The connections that leave the pool meanwhile."""
    taken: list[object] = []

    def notice(connection: object, *_rest: Any) -> None:
        taken.append(connection)

    event.listen(engine, "checkout", notice)
    try:
        yield taken
    finally:
        event.remove(engine, "checkout", notice)


def rename_a_task(engine: Engine, clock: Clock) -> None:
    with reading(engine) as connection:
        by = factories.actor_named(connection, "gubernur.kantor")
    with acting(Sender(engine, by, clock), Permission.PROPOSE_TASKS) as act:
        task = act.session.get_one(Task, 1)
        task.title = "Judul yang baru"
        act.record(Event.TASK_MOVED, "task", task.code)


def the_map(reader: Scope) -> object:
    found = layer_choices.choices(reader)
    choice = next(each for each in found.values() if each.is_register)
    return layer.view(choice, choice.periods[0], layer.RegionLevel.REGENCY, layer.Measure.COUNT, reader)


def test_a_write_of_a_task_leaves_cases_and_map_standing_and_renews_the_tasks(
    served: Engine, reader: Scope, clock: Clock
) -> None:
    before = (ask(case_years, scope=reader), the_map(reader), ask(task_rows, scope=reader))
    rename_a_task(served, clock)
    assert ask(case_years, scope=reader) is before[0]
    assert the_map(reader) is before[1]
    after = ask(task_rows, scope=reader)
    assert "Judul yang baru" in {row.title for row in after} - {row.title for row in before[2]}


def test_what_is_kept_costs_a_run_one_question_over_one_connection(served: Engine, reader: Scope) -> None:
    the_map(reader)
    ask(task_rows, scope=reader)
    with statements(served) as told, checkouts(served) as taken, reading_run():
        the_map(reader)
        ask(task_rows, scope=reader)
        ask(case_years, scope=reader)
    assert len(told) == len(taken) == 1
    assert "subject_revision" in told[0]


def test_a_run_commits_nothing_and_begins_nothing(served: Engine, reader: Scope) -> None:
    begun: list[str] = []
    event.listen(served, "commit", lambda _connection: begun.append("commit"))
    with statements(served) as told, reading_run():
        ask(task_rows, scope=reader)
        ask(next_meeting, after=backend.now())
    assert begun == []
    assert not [each for each in told if each.startswith(("BEGIN", "COMMIT"))]


def test_all_of_a_run_speaks_of_one_moment_until_it_looks_again(
    served: Engine, reader: Scope, clock: Clock
) -> None:
    with reading_run():
        before = ask(task_rows, scope=reader)
        rename_a_task(served, clock)
        assert ask(task_rows, scope=reader) is before
        refresh()
        assert ask(task_rows, scope=reader) != before


def test_what_is_found_out_once_is_found_out_anew_after_a_command(served: Engine) -> None:
    found: list[int] = []

    def find() -> int:
        found.append(1)
        return len(found)

    with reading_run():
        assert [once(find), once(find)] == [1, 1]
        refresh()
        assert once(find) == 2
    assert once(find) == 3


def test_a_run_within_a_run_is_that_run(served: Engine) -> None:
    with reading_run() as outer, reading_run() as inner:
        assert inner is outer


@pytest.mark.parametrize("question", [task_rows, task_facts])
def test_tasks_are_read_once_for_all_offices_and_told_to_each(
    served: Engine, reader: Scope, question: Callable[..., Any]
) -> None:
    with reading(served) as connection:
        other = factories.actor_named(connection, "polda").scope
        alone = question(connection, scope=other)
    ask(question, scope=reader)
    with statements(served) as told:
        assert ask(question, scope=other) == alone
    assert len(told) == 1
    assert "subject_revision" in told[0]


def test_tasks_from_which_nothing_is_withheld_yet_are_no_answer_to_anybody(served: Engine) -> None:
    for question in (task_rows, task_facts):
        with pytest.raises(UndeclaredQuery):
            ask(QUERIES[question].alike)


def test_a_question_that_does_not_say_what_it_reads_is_refused(served: Engine) -> None:
    def anything(connection: Connection) -> int:
        return connection.execute(text("SELECT 1")).scalar_one()

    with pytest.raises(UndeclaredQuery, match="anything does not say what it reads"):
        ask(anything)


def test_a_view_that_is_kept_is_made_of_what_is_kept(served: Engine) -> None:
    @cached
    def with_a_moment() -> object:
        return ask(next_meeting, after=backend.now())

    with pytest.raises(UndeclaredQuery, match="next_meeting may not be part"):
        with_a_moment()


def test_a_map_put_together_for_one_office_serves_all_who_may_see_the_same_counts(served: Engine) -> None:
    with reading(served) as connection:
        police, villages, officer = (
            factories.actor_named(connection, name).scope for name in ("polda", "dpmd", "kasus.bp3mi")
        )
    assert police != villages
    assert front.front(police) is front.front(villages)
    assert front.front(officer) is not front.front(police)


def test_a_connection_that_died_in_the_pool_is_replaced_without_a_word(served: Engine) -> None:
    asked: list[Connection] = []

    def dies_at_first(connection: Connection) -> int:
        asked.append(connection)
        if len(asked) == 1:
            raise DBAPIError("SELECT 1", {}, OSError("closed"), connection_invalidated=True)
        return connection.execute(text("SELECT 1")).scalar_one()

    assert over(dies_at_first) == 1
    assert asked[0] is not asked[1]


def test_a_database_that_is_gone_is_said_at_the_second_attempt(served: Engine) -> None:
    def dies(connection: Connection) -> None:
        raise DBAPIError("SELECT 1", {}, OSError("closed"), connection_invalidated=True)

    with pytest.raises(DBAPIError):
        over(dies)


def test_reading_and_writing_outlive_connections_that_the_server_closed(served: Engine) -> None:
    for opened in (reading, writing):
        _close_all(served)
        with opened(served) as connection:
            assert connection.execute(text("SELECT count(*) FROM task")).scalar_one() > 0
    _close_all(served)
    assert ask(case_years, scope=VISITOR.scope)


def _close_all(engine: Engine) -> None:
    """As after a restart of the database server; SQLite has none."""
    if is_sqlite(engine):
        return
    with reading(engine):
        pass  # so that one waits in the pool
    other = build(engine.url.render_as_string(hide_password=False))
    with other.connect() as connection:
        closed = connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
        assert closed.all()
    other.dispose()
