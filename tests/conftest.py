"""What all tests share: both databases, to each test as they were prepared, and a fixed moment.

A test that asks for ``engine``, ``demo_engine`` or ``database_url`` runs once on SQLite and once on
PostgreSQL. PostgreSQL is never skipped: where it cannot start, its tests fail. ``DATABASE_TEST_URL``
names a server to use instead of the one that is started here; its user must be allowed to create
databases.

Every question and command is tried on both in ``tests/db``. What stands above them (``BY_TURNS``), and
the many cases of a command (files and tests marked ``by_turns``), run on one of both, half of them on each,
always the same; with ``--both`` on both. What two do at the same moment and in what order rows come is each
database's own affair: such tests are marked ``on_both``, and run on both whatever their file says.
"""

import gc
import os
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import hypothesis
import pytest
from argon2 import PasswordHasher
from sqlalchemy import URL, Connection, Engine, event

from db import backend
from db.commands import accounts
from db.engine import build, reading
from db.evidence import cleaning
from domain.access.permissions import Actor, Role
from domain.commitments.evidence import CleanFile
from domain.time.calendar import Clock, fixed_clock
from tests import factories
from tests.databases import Databases, PostgresDatabases, Run, SqliteDatabases
from tests.office import hash_quickly

hypothesis.settings.register_profile(
    "tests",
    deadline=None,  # a busy machine is no fault of the code
    derandomize=True,  # the same examples on every run, so that a red test stays red
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("tests")

HERE = Path(__file__).parent
KINDS = ("sqlite", "postgresql")
BY_TURNS = frozenset({"jobs", "pages", "reports", "server", "views"})
"""Folders of tests of what asks and commands, and knows no database itself."""

_RUN = pytest.StashKey[Run]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("gerak")
    group.addoption("--fuzz-requests", type=int, default=500, help="how many nasty requests are sent")
    group.addoption("--both", action="store_true", help="tests by turns run on both databases")
    group.addoption("--fuzz-seed", type=int, default=20260806, help="which ones")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Tests live to the end of a run: the garbage collector need not walk through them again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--both"):
        return
    left_out = {item for item in items if _is_the_others_turn(item)}
    if left_out:
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = [item for item in items if item not in left_out]


def _is_the_others_turn(item: pytest.Item) -> bool:
    if not (isinstance(item, pytest.Function) and hasattr(item, "callspec")):
        return False
    kind = item.callspec.params.get("databases")
    by_turns = _folder(item.path) in BY_TURNS or item.get_closest_marker("by_turns") is not None
    if kind is None or not by_turns or item.get_closest_marker("on_both") is not None:
        return False
    case = item.callspec.id.replace(str(kind), "", 1)
    turn = crc32(f"{item.path.name} {item.originalname} {case}".encode())
    return kind != KINDS[turn % len(KINDS)]


@cache
def _folder(file: Path) -> str:
    """Of the tests, in which a file of them lies."""
    return file.relative_to(HERE).parts[0] if file.is_relative_to(HERE) else ""


def pytest_configure(config: pytest.Config) -> None:
    shared = getattr(config, "workerinput", {}).get("run_folder")
    config.stash[_RUN] = Run.join(shared, os.environ) if shared else Run.begin(os.environ)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tells a worker of pytest-xdist where the run has its folder."""
    node.workerinput["run_folder"] = str(node.config.stash[_RUN].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.stash[_RUN].end()


@pytest.fixture(scope="session", autouse=True)
def hashing_as_served() -> Iterator[tuple[PasswordHasher, str]]:
    """What hashes passwords, and the hash of nobody, outside of tests, where it is slow on purpose."""
    served = accounts._hasher, accounts._NOBODY
    with pytest.MonkeyPatch.context() as patch:
        hash_quickly(patch)
        yield served


@pytest.fixture(scope="session", autouse=True)
def looked_into_as_served() -> Iterator[Callable[..., CleanFile]]:
    """What looks into files of proof outside of tests, half a second for the process of each."""
    served: Callable[..., CleanFile] = vars(backend)["clean_apart"]

    def here(content: bytes, *, took: Callable[[float], None]) -> CleanFile:
        took(0.0)
        return cleaning.clean(content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backend, "clean_apart", here)
        yield served


@pytest.fixture(scope="session")
def whole_run(pytestconfig: pytest.Config) -> Run:
    return pytestconfig.stash[_RUN]


@pytest.fixture(scope="session")
def pg_server(whole_run: Run) -> URL:
    """A PostgreSQL server for the whole run, by the address of its maintenance database."""
    return whole_run.postgresql()


@pytest.fixture(scope="session", params=KINDS)
def databases(
    request: pytest.FixtureRequest,
    whole_run: Run,
    standing_clock: Clock,
    worker_id: str,
) -> Iterator[Databases]:
    if request.param == "sqlite":
        yield SqliteDatabases(whole_run, standing_clock, whole_run.own_folder(f"sqlite-{worker_id}-"))
        return
    postgres = PostgresDatabases(whole_run, standing_clock, worker_id)
    yield postgres
    postgres.close()


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """A fresh database without a table."""
    url = databases.empty()
    yield url
    databases.drop(url)


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    """Schema and reference data, no accounts and no sample data; the test's own to change."""
    with databases.lent(databases.template("reference", with_demo=False)) as engine:
        yield engine


@pytest.fixture
def demo_engine(databases: Databases) -> Iterator[Engine]:
    """Schema, reference and sample data; the test's own to change."""
    with databases.lent(databases.template("demo", with_demo=True)) as engine:
        yield engine


@pytest.fixture(scope="session")
def shared_demo_engine(databases: Databases) -> Iterator[Engine]:
    """Like ``demo_engine``, but one for all tests that only read; the database refuses writes."""
    url = databases.demo()
    databases.make_read_only(url)
    engine = build(url)
    if engine.dialect.name == "sqlite":
        _refuse_writes(engine)
    yield engine
    engine.dispose()
    databases.drop(url)


def _refuse_writes(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA query_only = ON")


@pytest.fixture
def shared_demo(shared_demo_engine: Engine) -> Iterator[Connection]:
    """A connection that reads the shared sample data."""
    with reading(shared_demo_engine) as connection:
        yield connection


@pytest.fixture(scope="session")
def standing_clock() -> Clock:
    """Monday, 23 November 2026, 07.00 WITA: what lasts a session is filled by it."""
    return fixed_clock(factories.MORNING)


@pytest.fixture
def clock(standing_clock: Clock) -> Clock:
    """The same morning; it stands still, and a test file may put one of its own in its place."""
    return standing_clock


@pytest.fixture
def moving_clock() -> factories.MovingClock:
    """The same morning, but a test may let time pass."""
    return factories.MovingClock(factories.MORNING)


@pytest.fixture
def actors(engine: Engine) -> dict[Role, Actor]:
    """An actor of every role, each with an account at an agency that the role fits."""
    with factories.filling(engine) as session:
        return {role: factories.actor_of(session, factories.user(session, role=role)) for role in Role}


@pytest.fixture
def demo_actor(shared_demo_engine: Engine) -> Callable[[str], Actor]:
    """The sample account of a name, as an actor."""

    def find(username: str) -> Actor:
        with reading(shared_demo_engine) as connection:
            return factories.actor_named(connection, username)

    return find
