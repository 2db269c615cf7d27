"""A hot standby answers readers, and nobody reads less than what was acknowledged: a real pair of servers."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Lock

import pytest
from sqlalchemy import Connection, Engine, text

from db import backend, startup
from db.engine import build
from db.histories import Position
from db.queries.accounts import demo_accounts
from db.settings import ROOT, load
from db.standby import LONGEST_SILENCE, LOOKED_AFTER_EVERY, Standby, StandbyState, standby_of
from db.startup import NotReady
from db.subjects import QUERIES
from server.metrics import OF_INSTALLATION
from tests.databases import Run
from tests.db.pair_of_servers import ASKED_EACH_TIME, NOW, Pair, a_day, days, days_of, read_anew
from views.ask import ask, reading_run
from views.readiness import SystemPart, checks

SOON = LOOKED_AFTER_EVERY + LONGEST_SILENCE + 1.0
"""Seconds within which a reader has his answer whatever became of it; the last is for the machine."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pair(whole_run: Run) -> Iterator[Pair]:
    before = backend.get()
    made = Pair(whole_run.own_folder("pasangan-"))
    yield made
    made.close()
    backend.put(before)


@pytest.fixture(autouse=True)
def _is_asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that is not kept, so that each reading of it is asked of one of the servers."""
    monkeypatch.setitem(QUERIES, days_of, ASKED_EACH_TIME)


def test_readers_are_answered_by_the_standby(pair: Pair) -> None:
    deadline = time.monotonic() + 30
    while not _asked_within_a_run():  # on a busy machine it is behind now and then
        assert time.monotonic() < deadline, "the primary answers"


def _asked_within_a_run() -> bool:
    with reading_run():
        return ask(_is_standby)


def _is_standby(connection: Connection) -> bool:
    return bool(connection.execute(text("SELECT pg_is_in_recovery()")).scalar_one())


@pytest.fixture(autouse=True)
def _tells_who_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(QUERIES, _is_standby, ASKED_EACH_TIME)


def test_who_may_come_in_is_asked_of_the_primary(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(QUERIES, _is_standby, QUERIES[demo_accounts])
    with reading_run():
        assert ask(_is_standby) is False


def test_a_question_by_itself_is_asked_of_the_primary(pair: Pair) -> None:
    assert ask(_is_standby) is False


def test_whoever_names_an_engine_asks_that_one(pair: Pair) -> None:
    with reading_run(pair.engine):
        assert ask(_is_standby) is False


def test_everybody_reads_what_he_has_written(pair: Pair) -> None:
    for _ in range(40):
        day = pair.add()
        assert day in days()
        assert day in read_anew()
    assert pair.asks_standby()


ADDING = """
import sys
from datetime import date
from db import startup
from db.acting import Sender
from db.command import run
from db.commands.holidays import add_joint_leave
from db.settings import load
from domain.access.permissions import Role
from domain.time.requests import AddJointLeave
from tests import factories
settings = load()
sender = Sender(startup.prepare(settings), factories.actor(Role.ADMINISTRATOR), settings.clock)
for line in sys.stdin:
    day = date.fromisoformat(line.strip())
    run(sender, add_joint_leave, AddJointLeave(day, "Cuti contoh", "DATA CONTOH"))
    print(line.strip(), flush=True)
"""


def test_what_another_process_was_acknowledged_is_read_here(pair: Pair) -> None:
    surroundings = {**os.environ, "DATABASE_URL": pair.url, "GERAK_NOW": NOW}
    with subprocess.Popen(
        [sys.executable, "-c", ADDING],
        cwd=ROOT,
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        for _ in range(40):
            day = a_day()
            print(day.isoformat(), file=other.stdin, flush=True)
            assert other.stdout.readline().strip() == day.isoformat()
            assert day in days()
            assert day in read_anew()
        other.stdin.close()


def write_and_read(pair: Pair, acknowledged: set[date], lock: Lock, turns: int) -> list[str]:
    """What this thread read too little, turn by turn; nothing where all was well."""
    stale = []
    for _ in range(turns):
        added = pair.add()
        with lock:
            acknowledged.add(added)
            before = frozenset(acknowledged)
        for how in (days, read_anew):
            missing = before - how()
            if missing:
                stale.append(f"{how.__name__} misses {sorted(missing)}")
    return stale


def test_twelve_threads_that_write_and_read_find_no_stale_answer(pair: Pair) -> None:
    acknowledged, lock = set[date](), Lock()
    with ThreadPoolExecutor(12) as threads:
        found = [threads.submit(write_and_read, pair, acknowledged, lock, 15) for _ in range(12)]
    assert [stale for each in found for stale in each.result()] == []
    assert len(acknowledged) == 180
    assert pair.asks_standby()


@pytest.fixture
def behind(pair: Pair) -> Iterator[None]:
    """It gets everything and applies nothing."""
    pair.at_standby("SELECT pg_wal_replay_pause()")
    yield
    pair.at_standby("SELECT pg_wal_replay_resume()")
    pair.until_asked()


def test_one_that_is_behind_is_not_asked_and_the_primary_answers(pair: Pair, behind: None) -> None:
    day = pair.add()
    assert day in days()
    assert day in read_anew()
    assert pair.standby.standing is StandbyState.BEHIND


def test_of_those_who_find_it_behind_only_the_first_waits(pair: Pair, behind: None) -> None:
    pair.add()
    read_anew()
    started = time.monotonic()
    for _ in range(10):
        read_anew()
    assert time.monotonic() - started < 10 * 0.030, "each waited as long as the first"


def test_what_was_kept_while_it_was_behind_is_as_new_as_its_revision(pair: Pair) -> None:
    pair.at_standby("SELECT pg_wal_replay_pause()")
    day = pair.add()
    kept = days()
    pair.at_standby("SELECT pg_wal_replay_resume()")
    pair.until_asked()
    assert day in kept
    assert days() == kept == read_anew()


def _kills_its_line(connection: Connection) -> bool:
    """Asked of a standby it loses its connection, as by a conflict with what is applied there."""
    if _is_standby(connection):
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    return _is_standby(connection)


def _is_given_up(connection: Connection) -> bool:
    """Asked of a standby it fails and keeps its connection, as by a conflict with what is applied there."""
    if _is_standby(connection):
        connection.execute(text("SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(10)"))
    return _is_standby(connection)


@pytest.mark.parametrize("question", [_kills_its_line, _is_given_up])
def test_what_the_standby_gives_up_the_primary_is_asked(
    pair: Pair, question: Callable[[Connection], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    pair.until_asked()
    monkeypatch.setitem(QUERIES, question, ASKED_EACH_TIME)
    with reading_run():
        assert ask(question) is False
        assert ask(_is_standby) is False, "in the same run it is not tried again"
    pair.until_asked()


def said(pair: Pair) -> str:
    return next(each.says for each in checks(backend.backend()) if each.part is SystemPart.STANDBY)


def read_for(seconds: float) -> list[float]:
    """How long each reading took, one after the other; a fault would be raised."""
    took, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.monotonic()
        read_anew()
        took.append(time.monotonic() - began)
    return took


def test_when_it_is_killed_readers_go_on_and_when_it_is_back_it_is_asked_again(pair: Pair) -> None:
    with ThreadPoolExecutor(4) as threads:
        reading = [threads.submit(read_for, 3.0) for _ in range(4)]
        time.sleep(0.5)  # so that readers are on their way when it happens
        pair.servers.signal_standby(signal.SIGKILL)
        assert max(max(each.result()) for each in reading) < SOON
    day = pair.add()
    assert day in read_anew()
    assert pair.standby.standing is StandbyState.SILENT
    assert "Server pembaca tidak menjawab, sejak" in said(pair)
    pair.servers.start_standby()
    pair.until_asked()
    assert day in read_anew()
    assert said(pair) == "Server pembaca mengikuti basis data dan menjawab pembaca."


def test_when_it_stands_still_readers_go_on_within_two_seconds(pair: Pair) -> None:
    with ThreadPoolExecutor(4) as threads:
        reading = [threads.submit(read_for, 4.0) for _ in range(4)]
        time.sleep(0.5)  # so that readers are on their way when it happens
        pair.servers.signal_standby(signal.SIGSTOP)
        try:
            assert max(max(each.result()) for each in reading) < SOON
            assert pair.standby.standing is StandbyState.SILENT
            assert pair.add() in read_anew()
        finally:
            pair.servers.signal_standby(signal.SIGCONT)
    pair.until_asked()


def test_who_watches_the_installation_is_told_how_it_stands(pair: Pair) -> None:
    pair.until_asked()
    read_anew()
    told = {each.name: each for each in OF_INSTALLATION.collect()}
    assert [each.value for each in told["gerak_standby_up"].samples] == [1]
    runs = {each.labels["server"]: each.value for each in told["gerak_runs"].samples}
    assert runs["standby"] == pair.standby.asked["standby"]


def refusal(**settings: str) -> str:
    with pytest.raises(NotReady) as refused:
        startup.prepare(load({"GERAK_NOW": NOW, **settings}))
    return refused.value.sentence


def test_another_database_of_the_standby_is_refused_at_the_start(pair: Pair) -> None:
    other = pair.read_url.replace("uji_1", "postgres")
    assert other != pair.read_url
    assert refusal(DATABASE_URL=pair.url, DATABASE_READ_URL=other) == (
        "Server pembaca bukan pengikut basis data ini. Minta administrator memeriksa DATABASE_READ_URL."
    )


def test_other_tables_of_the_same_database_are_refused_at_the_start(pair: Pair) -> None:
    pair.at_primary("CREATE SCHEMA IF NOT EXISTS lain")
    other = f"{pair.read_url}&options=-c%20search_path%3Dlain"
    pair.until_asked()
    assert "bukan pengikut basis data ini" in refusal(DATABASE_URL=pair.url, DATABASE_READ_URL=other)


def test_an_account_that_may_not_read_all_tables_is_not_asked_and_sistem_says_so(pair: Pair) -> None:
    pair.at_primary("CREATE ROLE pembaca LOGIN")
    pair.at_primary("GRANT SELECT ON joint_leave TO pembaca")
    pair.until_asked()
    barred = Standby(pair.read_url.replace("postgres@", "pembaca@"), 1, pair.standby.followed)
    assert barred.look() is StandbyState.BARRED
    assert barred.connection(Position("0/1", 1), 0) is None
    pair.at_primary("GRANT SELECT ON ALL TABLES IN SCHEMA public TO pembaca")
    pair.until_asked()
    assert barred.look() is StandbyState.FOLLOWS
    barred.end()


def test_one_that_lets_nobody_in_says_why_to_the_log_once(
    pair: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    shut = Standby(pair.read_url.replace("postgres@", "tiada@"), 1, pair.standby.followed)
    with caplog.at_level("WARNING", "gerak.standby"):
        assert [shut.look(), shut.look()] == [StandbyState.SILENT] * 2
    assert caplog.text.count('role "tiada" does not exist') == 1
    shut.end()


def test_from_when_the_primary_acknowledges_before_it_has_written_the_standby_is_not_asked(
    pair: Pair,
) -> None:
    pair.until_asked()
    pair.at_primary("ALTER SYSTEM SET synchronous_commit = off")
    pair.at_primary("SELECT pg_reload_conf()")
    try:
        time.sleep(0.5)  # other processes of the server are waited for, which tell nobody
        assert not pair.asks_standby()
    finally:
        pair.at_primary("ALTER SYSTEM RESET synchronous_commit")
        pair.at_primary("SELECT pg_reload_conf()")
    pair.until_asked()


def test_a_lock_that_came_along_is_waited_for_a_second(pair: Pair) -> None:
    engine: Engine = build(pair.url, only_reads=True)
    with engine.connect() as connection:
        assert connection.execute(text("SHOW lock_timeout")).scalar_one() == "1s"
    engine.dispose()


def test_a_primary_that_acknowledges_before_it_has_written_is_refused_a_standby(pair: Pair) -> None:
    early = f"{pair.url}&options=-c%20synchronous_commit%3Doff"
    assert "synchronous_commit" in refusal(DATABASE_URL=early, DATABASE_READ_URL=pair.read_url)


def test_one_that_does_not_answer_at_the_start_keeps_nobody_from_working(pair: Pair, tmp_path: Path) -> None:
    nowhere = f"postgresql+psycopg://postgres@/uji_1?host={tmp_path}"
    engine = startup.prepare(load({"DATABASE_URL": pair.url, "DATABASE_READ_URL": nowhere, "GERAK_NOW": NOW}))
    found = standby_of(engine)
    assert found is not None
    assert found.standing is StandbyState.SILENT
    found.end()
    engine.dispose()


def test_the_primary_named_as_its_own_standby_is_not_asked_as_one(pair: Pair) -> None:
    engine = startup.prepare(
        load({"DATABASE_URL": pair.url, "DATABASE_READ_URL": pair.url, "GERAK_NOW": NOW})
    )
    found = standby_of(engine)
    assert found is not None
    assert found.standing is StandbyState.PROMOTED
    found.end()
    engine.dispose()


def test_once_promoted_it_is_not_asked_and_sistem_says_what_to_do(pair: Pair) -> None:
    """The last test: it follows no more."""
    pair.until_asked()
    pair.servers.promote_standby()
    day = pair.add()
    assert day in read_anew()
    assert not pair.asks_standby(), "it tells another history from now on"
    pair.until(StandbyState.PROMOTED, SOON)
    assert "sudah menjadi basis data utama" in said(pair)
    assert "DATABASE_READ_URL" in said(pair)


def test_a_reading_engine_writes_nothing(pair: Pair) -> None:
    engine: Engine = build(pair.url, only_reads=True)
    with engine.connect() as connection:
        assert connection.execute(text("SHOW default_transaction_read_only")).scalar_one() == "on"
    engine.dispose()
