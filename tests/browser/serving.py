"""Starting and stopping the real application in its own process, for tests that need it whole."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from db import startup
from db.settings import load

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-23T07:00"
START_SECONDS = 180.0
STOP_SECONDS = 10.0


class DidNotStart(RuntimeError):
    """The server ended, or never became ready; the message carries all that it printed."""


class Process(Protocol):
    """What a test may ask of a server's process, and do to it."""

    @property
    def pid(self) -> int: ...

    @property
    def returncode(self) -> int | None: ...

    def poll(self) -> int | None: ...

    def wait(self, timeout: float | None = None) -> int: ...

    def send_signal(self, sig: int) -> None: ...

    def terminate(self) -> None: ...

    def kill(self) -> None: ...


@dataclass(frozen=True)
class Server:
    """A running application."""

    url: str
    port: int
    process: Process
    log: Path

    @property
    def printed(self) -> str:
        return self.log.read_text("utf-8", "replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def free_ports(count: int) -> int:
    """The first of so many free ports in a row."""
    while True:
        first = free_port()
        try:
            for port in range(first + 1, first + count):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            continue
        return first


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'served.db'}"


def evidence_url(folder: Path) -> str:
    return (folder / "bukti").as_uri()


def furnish(folder: Path) -> None:
    """Leave in this folder what a server in demo mode does that finds it empty."""
    settings = load(
        {
            "DATABASE_URL": sqlite_url(folder),
            "EVIDENCE_URL": evidence_url(folder),
            "GERAK_MODE": "demo",
            "GERAK_NOW": NOW,
        }
    )
    startup.prepare(settings).dispose()


Begin = Callable[[Sequence[str], Mapping[str, str], Path, Path], Process]


def begun(command: Sequence[str], environment: Mapping[str, str], log: Path, source: Path) -> Process:
    """A process that starts from nothing."""
    with log.open("wb") as output:
        return subprocess.Popen(command, cwd=source, env=environment, stdout=output, stderr=subprocess.STDOUT)


@contextmanager
def served(
    folder: Path,
    *,
    mode: str = "demo",
    now: str | None = NOW,
    database_url: str | None = None,
    command: tuple[str, ...] | None = None,
    environment: Mapping[str, str] | None = None,
    expect_ready: bool = True,
    port: int | None = None,
    source: Path = ROOT,
    begin: Begin = begun,
) -> Iterator[Server]:
    """Serve from a database in ``folder`` on a free port until the block ends.

    ``command`` replaces ``python app.py``; ``{port}`` in it is filled in. With ``expect_ready``
    false, an answer that says "not ready" is enough: the trouble page is what is looked at.
    ``source`` is the checkout whose application runs, and ``begin`` how it comes to run.
    """
    port = port or free_port()
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / f"server-{port}.log"
    parts = command or (sys.executable, "app.py")
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")},
        "PORT": str(port),
        "DATABASE_URL": database_url or sqlite_url(folder),
        "GERAK_MODE": mode,
        "EVIDENCE_URL": evidence_url(folder),
        "AUDIT_FOLDER": str(folder / "jejak"),
        "PYTHONUNBUFFERED": "1",
        **({"GERAK_NOW": now} if now else {}),
        **(environment or {}),
    }
    surroundings.pop("ADDRESS", None)
    process = begin([part.format(port=port) for part in parts], surroundings, log, source)
    server = Server(f"http://127.0.0.1:{port}", port, process, log)
    try:
        wait_until_ready(server, expect_ready=expect_ready)
        yield server
    finally:
        stop(server)


@contextmanager
def served_by(count: int, folder: Path, database_url: str, source: Path = ROOT) -> Iterator[list[Server]]:
    """One application of so many processes, as its operator starts it; a server for each lane."""
    several = (sys.executable, "app.py", "--processes", str(count)) if count > 1 else None
    port = free_ports(count + 1)  # one is for the next version
    with served(folder, database_url=database_url, command=several, port=port, source=source) as first:
        ports = range(port, port + count)
        lanes = [replace(first, url=f"http://127.0.0.1:{each}", port=each) for each in ports]
        for lane in lanes:
            wait_until_ready(lane)
        yield lanes


def wait_until_ready(server: Server, *, expect_ready: bool = True) -> None:
    """Poll the health page; raises DidNotStart with what the server printed."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise DidNotStart(f"ended with {server.process.returncode}:\n{server.printed}")
        status, _ = health(server)
        if status == 200 or (status is not None and not expect_ready):
            return
        time.sleep(0.1)
    raise DidNotStart(f"not ready after {START_SECONDS:.0f} s:\n{server.printed}")


def health(server: Server) -> tuple[int | None, dict[str, str]]:
    """Status and body of the health page; no status while nothing listens."""
    try:
        with urlopen(f"{server.url}/sehat", timeout=5) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)
    except (URLError, OSError):
        return None, {}


def stop(server: Server) -> None:
    if server.process.poll() is None:
        server.process.terminate()
        try:
            server.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait(STOP_SECONDS)
