"""What breaks, under load: ``python -m tests.faults [--only WORD ...]`` (``make test-faults``).

Servers of their own take writes while something is done to them or their database. Printed, and with all
faults tried written into docs/faults.md: how many writes were acknowledged, how many of them are lost or
doubled, how long it took from the end of the fault to the next acknowledged write, and what people read
meanwhile. Exits with 1 where a write was lost or doubled, the trail does not fit, or a fault was not
survived.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url, text

from db.engine import build
from db.settings import ROOT
from tests.browser.serving import free_port, served
from tests.faults.site import (
    Postgres,
    Site,
    Writers,
    begin_anew_with_own_network,
    cut_off,
    fill_up,
    has_network_of_its_own,
    held_against,
    remount,
    slow_syncing,
    small_disk,
)

WORK, FROZEN, LOCKED = 6.0, 20.0, 20.0
"""Seconds of work between two faults, of a database that stands still, and of a lock that somebody holds."""
TIMES = 3
"""How often what is killed is killed."""
CUT, SLOW, SLOW_FOR = 30.0, 500, 20.0
"""Seconds without a network; milliseconds that each wait for a slow disk takes, and for how long."""
STANDING = 10.0
"""Seconds that a standby of readers is away."""
_UNNOTICED = 2.0
"""Seconds until what was sent into the cut is waited for, so that the probe falls into it."""
SMALL = {"SQLite": 24, "PostgreSQL": 200}
"""Megabytes of a disk that fills up."""
DOCUMENT = ROOT / "docs" / "faults.md"
MOST_SAID = 4
NEVER = float("inf")


@dataclass(frozen=True)
class Outcome:
    fault: str
    database: str
    acknowledged: int
    lost: int
    doubled: int
    trail: str
    seconds: float
    saw: str
    stale: int
    """How often somebody did not find what was acknowledged."""

    @property
    def is_survived(self) -> bool:
        is_kept = not self.lost and not self.doubled and not self.stale
        return is_kept and self.trail == "whole" and self.seconds < NEVER

    def line(self) -> str:
        seconds = f"{self.seconds:.1f}" if self.seconds < NEVER else "never"
        cells = (
            self.fault,
            self.database,
            f"{self.acknowledged:,}",
            self.lost,
            self.doubled,
            seconds,
            self.saw,
        )
        return "| " + " | ".join(map(str, cells)) + " |"


HEAD = (
    "| fault | database | acknowledged writes | lost | doubled | seconds to usable | what people read |\n"
    "|---|---|---|---|---|---|---|"
)


@dataclass
class Scene:
    """A site with its writers at work."""

    site: Site
    writers: Writers
    folder: Path
    postgres: Postgres | None = None

    @property
    def database(self) -> str:
        return "PostgreSQL" if self.postgres else "SQLite"

    def work(self, seconds: float = WORK) -> None:
        """The writers are processes of their own, and write as long as this one sleeps."""
        time.sleep(seconds)

    def back(self, since: float) -> float:
        return self.writers.until_acknowledged(since)

    def back_again(self, since: float) -> float:
        """As ``back``, of a server that was brought back: no write counts that was on its way before."""
        there = time.monotonic()
        return there - since + self.back(there)

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """The server down and nobody writing."""
        self.writers.end()
        self.site.stop()
        yield
        self.writers.begin()


class NotTried(Exception):
    """This machine lacks what it takes."""


Fault = Callable[[Scene], float]
"""Does it, and tells how long it took until a write was acknowledged again."""


# Each fault


def kill_application(scene: Scene) -> float:
    took = []
    for _ in range(TIMES):
        scene.work()
        began = time.monotonic()
        scene.site.kill()
        scene.site.start()
        took.append(scene.back_again(began))
    return max(took)


def kill_postgresql(scene: Scene) -> float:
    assert scene.postgres is not None
    took = []
    for _ in range(TIMES):
        scene.work()
        began = time.monotonic()
        scene.postgres.signal(signal.SIGKILL)
        scene.postgres.start_again()
        took.append(scene.back_again(began))
    return max(took)


def freeze_postgresql(scene: Scene) -> float:
    """Alive and silent: the application must go on answering those who watch it."""
    assert scene.postgres is not None
    scene.work()
    scene.postgres.signal(signal.SIGSTOP)
    time.sleep(2)  # until those who watch have asked it in vain
    status, took = scene.site.probe("/sehat")
    scene.writers.said[f"`/sehat` {status} dalam {took:.0f} detik"] += 1
    time.sleep(FROZEN - 2 - took)  # the rest of how long the fault lasts
    began = time.monotonic()
    scene.postgres.signal(signal.SIGCONT)
    return scene.back(began)


def cut_network(scene: Scene) -> float:
    """Between application and database: what is sent is lost, and neither is told."""
    assert scene.postgres is not None
    with scene.at_rest():
        scene.site.database_url = scene.postgres.by_network(scene.site.database_url)
        scene.site.start()
    scene.work()
    with cut_off():
        time.sleep(_UNNOTICED)
        status, took = scene.site.probe("/sehat")
        scene.writers.said[f"`/sehat` {status} dalam {took:.0f} detik"] += 1
        time.sleep(max(0.0, CUT - _UNNOTICED - took))  # the cut lasts as long whatever the probe took
        began = time.monotonic()
    return scene.back(began)


def fail_over(scene: Scene) -> float:
    """The first server dies for good, and the one that followed it is promoted."""
    assert scene.postgres is not None
    with scene.at_rest():
        scene.site.database_url = scene.postgres.with_standby(scene.site.database_url)
        scene.site.start()
    scene.work()
    began = time.monotonic()
    scene.postgres.signal(signal.SIGKILL)
    scene.postgres.promote_standby()
    return scene.back_again(began)


def fail_over_to_where_readers_are(scene: Scene) -> float:
    assert scene.postgres is not None
    with scene.at_rest():
        either = scene.postgres.with_standby(scene.site.database_url)
        read_url = scene.postgres.at_standby(scene.site.database_url)
        scene.site.environment, scene.site.database_url = {"DATABASE_READ_URL": read_url}, either
        scene.site.start()
    scene.writers.reads_too = True
    scene.work()
    began = time.monotonic()
    scene.postgres.signal(signal.SIGKILL)
    scene.postgres.promote_standby()
    took = scene.back_again(began)
    _read_meanwhile(scene)
    return took


def _with_readers_at_standby(scene: Scene) -> Postgres:
    """Readers are answered by a second server, and look for each decision as soon as it is acknowledged."""
    assert scene.postgres is not None
    with scene.at_rest():
        scene.postgres.add_standby()
        read_url = scene.postgres.at_standby(scene.site.database_url)
        scene.site.environment = {"DATABASE_READ_URL": read_url}
        scene.site.start()
    scene.writers.reads_too = True
    scene.work()
    return scene.postgres


def _read_meanwhile(scene: Scene) -> None:
    """What became of those who read, and what Sistem's probe says of the standby."""
    scene.work(STANDING)
    said = scene.site.says_of("standby")
    writers = scene.writers
    scene.writers.said[
        f"{writers.reads} kali dicari sesudah tersimpan, {writers.stale} kali belum ada, paling lama "
        f"{writers.slowest_read:.1f} detik; `/siap` standby {said}"
    ] += 1


def kill_standby(scene: Scene) -> float:
    servers = _with_readers_at_standby(scene)
    servers.signal_standby(signal.SIGKILL)
    _read_meanwhile(scene)
    servers.start_standby()
    return scene.back(time.monotonic())


def freeze_standby(scene: Scene) -> float:
    servers = _with_readers_at_standby(scene)
    servers.signal_standby(signal.SIGSTOP)
    _read_meanwhile(scene)
    servers.signal_standby(signal.SIGCONT)
    return scene.back(time.monotonic())


def promote_standby(scene: Scene) -> float:
    """By mistake: the primary lives, and the other goes its own way."""
    servers = _with_readers_at_standby(scene)
    servers.promote_standby()
    took = scene.back(time.monotonic())
    _read_meanwhile(scene)
    return took


def slow_disk(scene: Scene) -> float:
    """Each time that the application waits for the disk it waits half a second longer."""
    made = slow_syncing(scene.folder, SLOW)
    if made is None:
        raise NotTried("no compiler")
    with scene.at_rest():
        scene.site.environment = {"LD_PRELOAD": str(made)}
        scene.site.start()
    before = scene.writers.acknowledged
    scene.work(SLOW_FOR)
    took = SLOW_FOR / max(scene.writers.acknowledged - before, 1)
    scene.writers.said[f"each write {took:.1f} s"] += 1
    with scene.at_rest():
        scene.site.environment = {}
        began = time.monotonic()
        scene.site.start()
    return scene.back(began)


def full_disk(scene: Scene) -> float:
    scene.work()
    filler = fill_up(scene.folder)
    scene.work()
    status, _ = scene.site.probe("/siap")
    scene.writers.said[f"`/siap` {status}"] += 1
    began = time.monotonic()
    filler.unlink()
    if scene.postgres is not None:
        scene.postgres.start_again()
    return scene.back(began)


def read_only_folder(scene: Scene) -> float:
    with scene.at_rest():
        remount(scene.folder, "ro")
        # The log of the server cannot be written there either.
        site = scene.site
        with tempfile.TemporaryDirectory() as elsewhere:
            site.folder, kept = Path(elsewhere), site.folder
            site.start(expect_ready=False)
            status, said = site.page()
            scene.writers.said[f"{status}: {said}"] += 1
            remount(scene.folder, "rw")
            began = time.monotonic()
            site.folder = kept
            scene.writers.begin()
            took = scene.back(began)
            scene.writers.end()
            site.stop()
        site.start()
    return took


def locked(scene: Scene) -> float:
    scene.work()
    file = make_url(scene.site.database_url).database
    assert file is not None
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    time.sleep(LOCKED)
    began = time.monotonic()
    other.execute("ROLLBACK")
    other.close()
    return scene.back(began)


def corrupt(scene: Scene) -> float:
    """The file is damaged in the middle; its newest backup is put back as operations.md says."""
    scene.work()
    site = scene.site
    file = Path(str(make_url(site.database_url).database))
    with scene.at_rest():
        code, said = site.command("backup", "--to", str(scene.folder / "cadangan"))
        assert code == 0, said
        for beside in ("-wal", "-shm"):
            Path(f"{file}{beside}").unlink(missing_ok=True)
        with file.open("r+b") as damaged:
            for place in range(0, file.stat().st_size, 16_384):
                damaged.seek(place + 100)
                damaged.write(b"\xff" * 2_000)
        site.start(expect_ready=False)
        status, said = site.page()
        scene.writers.said[f"{status}: {said}"] += 1
        site.stop()
        began = time.monotonic()
        file.rename(file.with_suffix(".rusak"))
        (site.folder / "bukti").rename(site.folder / "bukti-lama")
        code, said = site.command("restore", str(scene.folder / "cadangan"))
        assert code == 0, said
        # Sessions were ended by restoring; that they were opened stands in their rows all the same.
        site.start()
    return scene.back(began)


def clock_back_and_forth(scene: Scene) -> float:
    """A year on, then before where it began; sessions and records keep their order of writing."""
    took = []
    for moment in ("2027-12-01T07:00", "2026-11-20T07:00", "2026-11-23T08:00"):
        scene.work()
        with scene.at_rest():
            scene.site.now = moment
            began = time.monotonic()
            scene.site.start()
        took.append(scene.back(began))
    scene.work()
    return max(took)


def two_servers(scene: Scene) -> float:
    """Refused on one file of SQLite; on one PostgreSQL both serve."""
    scene.work()
    began = time.monotonic()
    port = free_port()
    if scene.postgres is None:
        with tempfile.TemporaryDirectory() as elsewhere:
            second = Site(Path(elsewhere), scene.site.database_url, port=port)
            second.start(expect_ready=False)
            status, said = second.page()
            second.stop()
        scene.writers.said[f"the second one: {status} {said}"] += 1
        return scene.back(began) if said else NEVER
    with (
        tempfile.TemporaryDirectory() as elsewhere,
        served(Path(elsewhere), database_url=scene.site.database_url, port=port),
    ):
        scene.writers.ports.append(port)
        took = scene.back(time.monotonic())
        scene.work()
        scene.writers.ports.remove(port)
        time.sleep(1)
    return took


def older_application(scene: Scene) -> float:
    scene.work()
    site = scene.site
    with scene.at_rest():
        version = _set_version(site.database_url, "9999")
        site.start(expect_ready=False)
        status, said = site.page()
        scene.writers.said[f"{status}: {said}"] += 1
        site.stop()
        _set_version(site.database_url, version)
        began = time.monotonic()
        site.start()
    return scene.back(began)


def _set_version(url: str, version: str) -> str:
    engine = build(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
        connection.commit()
    engine.dispose()
    return str(found)


@dataclass(frozen=True)
class Tried:
    name: str
    do: Fault
    databases: tuple[str, ...] = ("SQLite", "PostgreSQL")
    on_small_disk: bool = False
    by_network: bool = False


FAULTS = (
    Tried("application killed (`kill -9`), three times", kill_application),
    Tried("PostgreSQL killed (`kill -9`), three times", kill_postgresql, ("PostgreSQL",)),
    Tried(f"database frozen for {FROZEN:.0f} s (SIGSTOP)", freeze_postgresql, ("PostgreSQL",)),
    Tried(f"network cut for {CUT:.0f} s", cut_network, ("PostgreSQL",), by_network=True),
    Tried("failover to a standby that has each commit", fail_over, ("PostgreSQL",)),
    Tried("standby of readers killed (`kill -9`), and back", kill_standby, ("PostgreSQL",)),
    Tried(f"standby of readers frozen for {STANDING:.0f} s (SIGSTOP)", freeze_standby, ("PostgreSQL",)),
    Tried("failover to the standby of readers", fail_over_to_where_readers_are, ("PostgreSQL",)),
    Tried("standby of readers promoted by mistake", promote_standby, ("PostgreSQL",)),
    Tried(f"disk slow: {SLOW} ms more for each wait", slow_disk, ("SQLite",)),
    Tried("disk full", full_disk, on_small_disk=True),
    Tried("folder read-only", read_only_folder, ("SQLite",), on_small_disk=True),
    Tried(f"database locked for {LOCKED:.0f} s", locked, ("SQLite",)),
    Tried("file damaged, newest backup restored", corrupt, ("SQLite",)),
    Tried("clock a year on, three days back, and on", clock_back_and_forth),
    Tried("a second server on the same database", two_servers),
    Tried("older application on a newer schema", older_application),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], help="words of the faults to try")
    options = parser.parse_args()
    begin_anew_with_own_network("tests.faults")
    chosen = [each for each in FAULTS if not options.only or any(word in each.name for word in options.only)]
    print(HEAD, flush=True)
    outcomes, missing = [], []
    for each in chosen:
        for database in each.databases:
            outcome = _tried(each, database)
            if isinstance(outcome, str):
                missing.append(f"{each.name}: {outcome}")
                print(f"(not tried: {missing[-1]})", flush=True)
            else:
                outcomes.append(outcome)
                print(outcome.line(), flush=True)
    print(f"{sum(each.acknowledged for each in outcomes):,} acknowledged writes", flush=True)
    if len(chosen) == len(FAULTS):
        _keep(outcomes, missing)
    broke_off = any("broke off" in each for each in missing)
    return 0 if outcomes and not broke_off and all(each.is_survived for each in outcomes) else 1


def _tried(fault: Tried, database: str) -> Outcome | str:
    """What came of it, or why it could not be tried."""
    if fault.by_network and not has_network_of_its_own():
        return "this machine lets us have no network of our own"
    try:
        return _as_it_goes(fault, database)
    except NotTried as error:
        return str(error)
    except Exception as error:
        traceback.print_exc()
        return f"broke off by {type(error).__name__}"


def _as_it_goes(fault: Tried, database: str) -> Outcome:
    with ExitStack() as stack:
        # Where the user that PostgreSQL runs as may enter.
        own = tempfile.TemporaryDirectory(prefix="gerak-gangguan-", dir="/tmp")
        folder: Path | None = Path(stack.enter_context(own))
        if fault.on_small_disk:
            folder = stack.enter_context(small_disk(SMALL[database]))
        if folder is None:
            raise NotTried("this machine mounts no disk for us")
        folder.chmod(0o755)
        postgres = Postgres(folder / "pg") if database == "PostgreSQL" else None
        if postgres is not None:
            stack.callback(postgres.stop)
            stack.callback(postgres.stop_standby)
        url = postgres.database() if postgres else f"sqlite:///{folder / 'gerak.db'}"
        site = Site(folder / "situs", url)
        site.start()
        stack.callback(site.stop)
        writers = Writers(site.port)
        scene = Scene(site, writers, folder, postgres)
        writers.begin()
        try:
            seconds = fault.do(scene)
            scene.work(2)
        finally:
            writers.end()
        held = held_against(site.database_url, writers)
    said = writers.said.most_common(MOST_SAID)
    return Outcome(
        fault=fault.name,
        database=database,
        acknowledged=writers.acknowledged,
        lost=held.lost,
        doubled=held.doubled,
        trail=held.trail,
        seconds=seconds,
        stale=writers.stale,
        saw="; ".join(f"{each} ({count})" for each, count in said) or "nothing",
    )


def _keep(outcomes: list[Outcome], missing: list[str]) -> None:
    began = DOCUMENT.read_text("utf-8").partition("<!-- measured -->")[0]
    in_all = sum(each.acknowledged for each in outcomes)
    lost, doubled = (sum(getattr(each, name) for each in outcomes) for name in ("lost", "doubled"))
    whole = sum(each.trail == "whole" for each in outcomes)
    load = os.getloadavg()[2]
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores under a load of {load:.0f}"
    told = (
        f"Last run {datetime.now(UTC):%d %B %Y}, {machine}: {in_all:,} acknowledged writes, {lost} lost, "
        f"{doubled} doubled; the audit trail was whole after {whole} of {len(outcomes)}."
    )
    if missing:
        told += f" Not tried: {'; '.join(missing)}."
    table = "\n".join([HEAD, *(each.line() for each in outcomes)])
    DOCUMENT.write_text(f"{began}<!-- measured -->\n\n{told}\n\n{table}\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
