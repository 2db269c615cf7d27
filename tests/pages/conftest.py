"""Houses to visit: the sample data and the empty database, each on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

import pytest
from sqlalchemy import Engine, event

from db.acting import Sender
from db.command import run
from db.commands import people
from db.engine import build
from db.settings import Mode
from db.subjects import QUERIES, subjects_of
from domain.access.permissions import OPERATOR, Role
from domain.access.requests import CreateUser
from domain.time.calendar import Clock
from tests.factories import ACCOUNTS
from tests.pages.visiting import PASSWORD, House, Visitor, house, visiting
from tests.statements import tables_in
from views.ask import Run


@pytest.fixture(scope="session")
def demo(databases: Any, standing_clock: Clock) -> Iterator[House]:
    """The sample data, shared by all tests that only look at it."""
    engine = build(databases.demo())
    yield house(engine, mode=Mode.DEMO, clock=standing_clock)
    engine.dispose()


@pytest.fixture(scope="session")
def empty(databases: Any, standing_clock: Clock) -> Iterator[House]:
    """What ``python -m db seed --empty`` leaves, and one account of every role."""
    engine = build(databases.reference())
    for role, username in ACCOUNTS.items():
        run(
            Sender(engine, OPERATOR, standing_clock),
            people.create_user,
            CreateUser(
                username=username,
                display_name=username,
                role=role,
                agency_code="polda-ntt" if role is Role.AGENCY else "setda",
                password=PASSWORD,
            ),
        )
    yield house(engine, mode=Mode.PRODUCTION, clock=standing_clock)
    engine.dispose()


@pytest.fixture
def visit(demo: House) -> Iterator[Visitor]:
    """Opens a page of the sample data: ``visit("/peta", as_="polda", wilayah="53.21")``."""
    with visiting(demo) as visitor:
        yield visitor


@pytest.fixture
def visit_empty(empty: House) -> Iterator[Visitor]:
    with visiting(empty) as visitor:
        yield visitor


@pytest.fixture
def own(demo_engine: Engine, clock: Clock) -> House:
    """Sample data that belongs to the test and may be changed by it."""
    return house(demo_engine, mode=Mode.DEMO, clock=clock)


@pytest.fixture
def visit_own(own: House) -> Iterator[Visitor]:
    with visiting(own) as visitor:
        yield visitor


_asked: ContextVar[Callable[..., Any] | None] = ContextVar("asked", default=None)


@pytest.fixture(autouse=True)
def questions_read_what_they_name(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """While any page is drawn, no query reads a table whose subject it did not name."""
    unnamed: set[str] = set()
    plain = Run.ask

    def asking(here: Run, question: Callable[..., Any], args: Any, named: Any) -> Any:
        before = _asked.set(question)
        try:
            return plain(here, question, args, named)
        finally:
            _asked.reset(before)

    def notice(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        question = _asked.get()
        if question is None or "subject_revision" in statement:
            return
        unnamed.update(
            f"{question.__name__} reads {table}"
            for table in tables_in(statement)
            if not subjects_of([table]) <= QUERIES[question].reads
        )

    monkeypatch.setattr(Run, "ask", asking)
    event.listen(Engine, "before_cursor_execute", notice)
    yield
    event.remove(Engine, "before_cursor_execute", notice)
    assert unnamed == set(), "db.subjects.query says what a query reads"
