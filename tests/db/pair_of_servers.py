"""A primary with its standby, two servers of our own, and the application's backend on both."""

import time
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, create_engine, text

from db import backend, startup
from db.acting import Sender
from db.command import run as done
from db.commands.holidays import add_joint_leave
from db.engine import build
from db.queries.holidays import joint_leave
from db.schema import migrate
from db.seed import seed
from db.settings import load
from db.standby import Standby, StandbyState, standby_of
from db.subjects import Declared, Subject
from domain.access.permissions import Role
from domain.time.requests import AddJointLeave
from tests import factories
from tests.faults.site import Postgres
from views.ask import ask, reading_run

NOW = "2026-11-23T07:00"
_DAYS = count()


class Pair:
    """A primary with its standby, and the application's backend on both."""

    def __init__(self, folder: Path, *, finds_the_promoted: bool = False) -> None:
        folder.chmod(0o755)  # PostgreSQL runs as another user
        self.servers = Postgres(folder / "pg")
        self.url = self.servers.database()
        self._fill()
        self.servers.add_standby()
        self.read_url = self.servers.at_standby(self.url)
        served = self.servers.either(self.url) if finds_the_promoted else self.url
        settings = load({"DATABASE_URL": served, "DATABASE_READ_URL": self.read_url, "GERAK_NOW": NOW})
        self.engine = startup.prepare(settings)
        backend.use(settings, self.engine)
        self.sender = Sender(self.engine, factories.actor(Role.ADMINISTRATOR), settings.clock)
        self.until(StandbyState.FOLLOWS)

    def _fill(self) -> None:
        """Before it has a standby, and without the sample, which takes longer than most tests here."""
        engine = build(self.url)
        migrate(engine)
        seed(engine, with_demo=False, clock=load({"GERAK_NOW": NOW}).clock)
        engine.dispose()

    @property
    def standby(self) -> Standby:
        found = standby_of(self.engine)
        assert found is not None
        return found

    def close(self) -> None:
        self.standby.end()
        self.engine.dispose()
        self.servers.stop_standby()
        if self.servers.is_running:
            self.servers.stop()

    def until(self, standing: StandbyState, seconds: float = 30.0) -> None:
        deadline = time.monotonic() + seconds
        while self.standby.standing is not standing:
            assert time.monotonic() < deadline, f"{self.standby.standing}, never {standing}"
            time.sleep(0.02)  # another process is waited for, which tells nobody

    def until_asked(self) -> None:
        """Until readers are answered by the standby again."""
        deadline = time.monotonic() + 30
        while not self.asks_standby():
            assert time.monotonic() < deadline, "the standby is not asked again"
            time.sleep(0.05)  # another process is waited for, which tells nobody

    def asks_standby(self) -> bool:
        before = self.standby.asked["standby"]
        read_anew()
        return self.standby.asked["standby"] > before

    def at_standby(self, statement: str) -> None:
        self._at(self.read_url, statement)

    def at_primary(self, statement: str) -> None:
        self._at(self.url, statement)

    def _at(self, url: str, statement: str) -> None:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def add(self, day: date | None = None) -> date:
        """A day that nobody has added before, acknowledged."""
        day = day or a_day()
        done(self.sender, add_joint_leave, AddJointLeave(day, "Cuti contoh", "DATA CONTOH"))
        return day


def a_day() -> date:
    """Always another one, and always a working day."""
    weeks, weekday = divmod(next(_DAYS), 5)
    return date(2029, 1, 1) + timedelta(weeks=weeks, days=weekday)


def days_of(connection: Connection) -> frozenset[date]:
    return frozenset(each.day for each in joint_leave(connection))


def days() -> frozenset[date]:
    """As a page would read them: kept, within a run."""
    with reading_run():
        return frozenset(each.day for each in ask(joint_leave))


def read_anew() -> frozenset[date]:
    with reading_run():
        return ask(days_of)


ASKED_EACH_TIME = Declared(frozenset({Subject.HOLIDAYS}), False, 1, False, None)
"""Of a question that is not kept, so that each reading of it is asked of one of the servers."""
