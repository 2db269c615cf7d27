"""Several server processes: watched, renewed and ended in order, and to people they are one."""

import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from queue import Queue
from threading import BoundedSemaphore, Event
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from sqlalchemy import Engine, text
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode
from websockets.sync.client import ClientConnection, connect

from db import server_lock
from db.acting import Sender
from db.engine import Marked, asking, build, is_marked, is_sqlite, marked
from db.health import connection_name, serving_processes
from db.importers import jobs
from db.importers.run import Request
from db.settings import Mode, Settings
from db.startup import NotReady
from domain.access.errors import Unreadable
from domain.access.permissions import OPERATOR
from domain.imports.kinds import ImportKind
from domain.time.calendar import Clock, today
from server import starting
from server.processes import Lanes, ports_from
from tests.bench.driver import sign_in
from tests.browser.serving import Server, served_by, stop
from tests.databases import PostgresDatabases, Run

PATIENCE = 10.0


class Process:
    """A server process that lives until a test says otherwise."""

    def __init__(self, machine: "Machine", port: int) -> None:
        self._machine, self.port = machine, port
        self.returncode: int | None = None
        machine.said.append(f"{port} begins")

    def poll(self) -> int | None:
        return self.returncode

    def terminate(self) -> None:
        self._machine.said.append(f"{self.port} is told to end")
        if self.port not in self._machine.stubborn:
            self.returncode = 0

    def kill(self) -> None:
        self._machine.said.append(f"{self.port} is killed")
        self.returncode = -9

    def wait(self, seconds: float | None = None) -> int:
        if self.returncode is None:
            raise subprocess.TimeoutExpired("app.py", seconds or 0)
        return self.returncode


class Machine:
    """Two processes, the signals that their watcher hears, and the time that passes meanwhile."""

    def __init__(self) -> None:
        self.moment = 1_000.0
        self.said: list[str] = []
        self.stubborn: set[int] = set()
        self.silent: set[int] = set()
        self.begun: list[Process] = []

    def happens(self, *turns: Callable[[], None] | signal.Signals) -> list[str]:
        """A second each; after the last of them all are told to end."""
        left = list(turns)

        def listen(seconds: float) -> set[int]:
            self.moment += seconds
            if not left:
                return {signal.SIGTERM}
            turn = left.pop(0)
            if isinstance(turn, signal.Signals):
                return {turn}
            turn()
            return set()

        Lanes([1, 2, 3], self._begin, listen, self._is_alive, lambda: self.moment).serve()
        return self.said

    def _begin(self, port: int) -> Process:
        self.begun.append(Process(self, port))
        return self.begun[-1]

    def _is_alive(self, port: int) -> bool:
        return port not in self.silent

    def dies(self) -> None:
        """That of the first port."""
        next(each for each in self.begun if each.returncode is None and each.port == 1).returncode = 1

    def passes(self) -> None:
        """A second in which nothing happens."""


@pytest.fixture
def machine() -> Machine:
    return Machine()


END = ["1 is told to end", "2 is told to end"]
BEGIN = ["1 begins", "2 begins"]


def test_a_dead_process_is_begun_again_and_a_dying_one_ever_later(machine: Machine) -> None:
    said = machine.happens(machine.dies, *[machine.passes] * 2, machine.dies, *[machine.passes] * 3)
    assert said == [*BEGIN, "1 begins", "2 is told to end"]


def test_a_renewed_process_begins_on_the_free_port_before_the_old_one_ends(machine: Machine) -> None:
    said = machine.happens(signal.SIGHUP, *[machine.passes] * 20, signal.SIGHUP, *[machine.passes] * 20)
    first = ["3 begins", "1 is told to end", "1 begins", "2 is told to end"]
    second = ["2 begins", "3 is told to end", "3 begins", "1 is told to end"]
    assert said == [*BEGIN, *first, *second, "2 is told to end", "3 is told to end"]


def test_a_new_version_that_does_not_answer_leaves_all_as_they_are(machine: Machine) -> None:
    machine.silent.add(3)
    said = machine.happens(signal.SIGHUP, *[machine.passes] * 700)
    assert said == [*BEGIN, "3 begins", "3 is told to end", *END]


def test_whoever_is_told_to_end_while_renewing_ends_the_new_one_too(machine: Machine) -> None:
    machine.silent.add(3)
    assert machine.happens(signal.SIGHUP, machine.passes) == [*BEGIN, "3 begins", *END, "3 is told to end"]


def test_whoever_does_not_end_by_itself_is_ended(machine: Machine) -> None:
    machine.stubborn.add(2)
    assert machine.happens() == [*BEGIN, *END, "2 is killed"]


def test_ports_beyond_the_last_are_refused() -> None:
    with pytest.raises(ValueError, match="2 processes from port 65534 on"):
        ports_from(65_534, 2)


def test_one_server_alone_serves_a_file_of_sqlite(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_lock, "_held", {})
    file = tmp_path / "gerak.db"
    settings = Settings(f"sqlite:///{file}", Mode.DEMO, clock)
    prepared: list[Settings] = []
    prepare = server_lock.alone(prepared.append)
    with file.with_name("gerak.db-server").open("w") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        with pytest.raises(NotReady, match="another server serves this SQLite file"):
            prepare(settings)
    prepare(settings)
    prepare(settings)  # trying again is no second server
    assert prepared == [settings, settings]
    os.close(*server_lock._held.values())


def test_several_processes_on_sqlite_are_refused_in_a_sentence() -> None:
    assert starting.processes_problem("sqlite:///gerak.db", 2) == (
        "2 processes need PostgreSQL: set DATABASE_URL to one. SQLite is served by one."
    )
    assert starting.processes_problem("sqlite:///gerak.db", 1) == ""


def test_what_one_process_reads_another_sees_until_it_is_read(engine: Engine) -> None:
    other = build(engine.url.render_as_string(hide_password=False))
    with asking(other) as connection:
        with marked(engine, Marked.READING, 7):
            assert is_marked(connection, Marked.READING, 7) is not is_sqlite(engine)
            assert not is_marked(connection, Marked.READING, 8)
        assert not is_marked(connection, Marked.READING, 7)
    other.dispose()


def test_marks_of_more_deliveries_than_a_process_has_connections_are_all_seen(engine: Engine) -> None:
    many = range(40)
    with ExitStack() as marks:
        for number in many:
            marks.enter_context(marked(engine, Marked.READING, number))
        with asking(engine) as connection:
            seen = {is_marked(connection, Marked.READING, number) for number in many}
    assert seen == {not is_sqlite(engine)}


def test_one_that_is_marked_twice_is_seen_until_the_last_of_both_is_done(engine: Engine) -> None:
    with asking(engine) as connection:
        with marked(engine, Marked.READING, 7):
            with marked(engine, Marked.READING, 7):
                pass
            assert is_marked(connection, Marked.READING, 7) is not is_sqlite(engine)
        assert not is_marked(connection, Marked.READING, 7)


def test_marks_outlive_the_connection_on_which_they_stood(engine: Engine) -> None:
    if is_sqlite(engine):
        pytest.skip("SQLite is served by one process")
    its_connection = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE classid = :matter")
    with marked(engine, Marked.READING, 7), asking(engine) as connection:
        connection.execute(its_connection, {"matter": Marked.READING.value})
        with marked(engine, Marked.READING, 8):
            assert [is_marked(connection, Marked.READING, number) for number in (7, 8)] == [True, True]


def test_a_delivery_that_waits_for_its_turn_is_being_read_in_the_eyes_of_every_process(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = BoundedSemaphore(1)
    turns.acquire()
    monkeypatch.setattr(jobs, "_turns", turns)
    other = build(engine.url.render_as_string(hide_password=False))
    request = Request(ImportKind.PLACEMENTS, "bp3mi-ntt", {}, today(clock))
    thread = jobs.begin(7, b"", request, Sender(engine, OPERATOR, clock))
    with asking(other) as connection:
        deadline = time.monotonic() + PATIENCE
        while not (is_sqlite(engine) or is_marked(connection, Marked.READING, 7)):
            assert time.monotonic() < deadline, "it waits, and no other process knows"
            time.sleep(0.01)  # the mark is put by the thread that waits for its turn
        assert jobs.is_running(7)
        jobs.cancel(7)
        turns.release()
        thread.join(PATIENCE)
        assert not is_marked(connection, Marked.READING, 7)
    other.dispose()


def test_who_sends_many_deliveries_leaves_a_turn_to_the_others(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, held, end = Queue[str](), list[str](), Event()

    def read(_file: object, request: Request, _started: object) -> bytes:
        begun.put(request.source)
        assert end.wait(PATIENCE)
        held.append(request.source)
        raise Unreadable("contoh")

    monkeypatch.setattr(jobs, "read_to_keep", read)
    many, other = replace(OPERATOR, username="banyak"), replace(OPERATOR, username="lain")
    threads = []
    for number, (by, agency) in enumerate([(many, "bp3mi-ntt")] * 4 + [(other, "polda-ntt")], start=70):
        request = Request(ImportKind.PLACEMENTS, agency, {}, today(clock))
        threads.append(jobs.begin(number, b"", request, Sender(engine, by, clock)))
    assert {begun.get(timeout=PATIENCE), begun.get(timeout=PATIENCE)} == {"bp3mi-ntt", "polda-ntt"}
    end.set()
    for each in threads:
        each.join(PATIENCE)
    assert len(held) == 5, "the others were read in their turn"


def test_processes_of_every_machine_are_seen_by_their_connections(engine: Engine) -> None:
    if is_sqlite(engine):
        with asking(engine) as connection:
            assert serving_processes(connection) == ()
        return
    names = [connection_name(host, port) for host, port in (("satu", 8502), ("satu", 8501), ("dua", 8501))]
    others = [build(str(engine.url.update_query_dict({"application_name": name}))) for name in names]
    for other in others:
        with asking(other):
            pass  # it stays in the pool
    with asking(engine) as connection:
        found = serving_processes(connection)
    assert [(each.host, each.port) for each in found] == [("dua", 8501), ("satu", 8501), ("satu", 8502)]
    for other in others:
        other.dispose()


@pytest.fixture(scope="module")
def two(
    whole_run: Run, standing_clock: Clock, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, Server]]:
    """One application of two processes on PostgreSQL, as its operator starts it."""
    databases = PostgresDatabases(whole_run, standing_clock, worker_id)
    url = databases.demo()
    with served_by(2, tmp_path_factory.mktemp("dua"), url) as (first, second):
        yield first, second
    databases.drop(url)
    databases.close()


def post(server: Server, path: str, values: dict[str, object], **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    is_form = path.startswith("/masuk")
    kind = "application/x-www-form-urlencoded" if is_form else "application/json"
    body = urlencode(values) if is_form else json.dumps(values)
    connection.request("POST", path, body, {"Content-Type": kind, "Origin": server.url, **headers})
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, said


def heard(line: ClientConnection, words: str) -> float:
    """Seconds until the wall says so."""
    began = time.monotonic()
    while words not in str(line.recv(PATIENCE)):
        pass
    return time.monotonic() - began


@pytest.mark.slow
def test_two_processes_are_one_to_people_and_end_together(two: tuple[Server, Server]) -> None:
    first, second = two
    for each in two:
        with urlopen(f"{each.url}/masuk") as page:
            assert page.headers["Set-Cookie"].startswith(f"jalur={each.port};")
    cookie = sign_in(first.url, "sekretariat")
    meeting = next(
        number
        for number in range(1, 13)
        if "tanya" not in post(second, "/layar/langkah", begin(number), Cookie=cookie)[1]
        and post(second, "/layar/keputusan", decision(number, "awal"), Cookie=cookie)[0] == 200
    )
    wall = f"ws://127.0.0.1:{second.port}/layar/siaran?rapat={meeting}"
    headers = {"Cookie": cookie, "Origin": second.url}
    with connect(wall, additional_headers=headers, compression=None, proxy=None) as line:
        line.recv(PATIENCE)
        recorded = post(first, "/layar/keputusan", decision(meeting, "pindah"), Cookie=cookie)
        assert heard(line, "Keputusan pindah") < 2.0
    # Sent once more, as after an answer that was lost, to whichever process is there.
    assert post(second, "/layar/keputusan", decision(meeting, "pindah"), Cookie=cookie) == recorded

    with connect(wall, additional_headers=headers, compression=None, proxy=None) as line:
        stop(first)
        with pytest.raises(ConnectionClosed) as closed:
            list(line)
    assert closed.value.rcvd.code == CloseCode.SERVICE_RESTART
    assert first.process.returncode == 0
    for each in two:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", each.port))


def begin(meeting: int) -> dict[str, object]:
    return {"rapat": meeting, "aksi": "mulai", "mulai": "now"}


def decision(meeting: int, word: str) -> dict[str, object]:
    return {
        "rapat": meeting,
        "bunyi": f"Keputusan {word}",
        "pj": "polda-ntt",
        "tenggat": "7 hari lagi",
        "once": f"dua-{word}",
    }
