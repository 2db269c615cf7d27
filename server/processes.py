"""Several server processes on one machine: each on a port of its own, watched, renewed and ended together.

The proxy before them keeps a browser with the process that it last connected to (deploy/nginx.conf), for
a page's session lives in one process. They have one port more than there are of them: SIGHUP begins a new
one on the free port, ends the one whose people the proxy sends there, and goes on with the port that this
leaves, so that a new version comes while people work. SIGTERM ends all. Whoever wants some on several
machines starts this on each of them.
"""

import logging
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from db.settings import load
from domain.addresses import Endpoint

log = logging.getLogger("gerak.server")

LANE = "--lane"
"""Tells a process that it has a supervisor: it ends when nobody watches it any more."""

DRAIN_SECONDS = 30.0
"""Seconds for answering what was sent before the end."""
READY_SECONDS = 120.0
NOTICED_SECONDS = 4.0
"""Until the proxy sends people to a port that was empty: longer than its `fail_timeout`."""
STEADY_SECONDS = 60.0
"""A process that lived this long did not die of how it was started."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)


@dataclass
class Lane:
    """One server process and the port on which it answers."""

    port: int
    begin: Callable[[int], subprocess.Popen[bytes]]
    now: Callable[[], float] = time.monotonic
    process: subprocess.Popen[bytes] | None = None
    pause: float = FIRST_PAUSE
    _started_at: float = 0.0
    _again_at: float = field(default=0.0, init=False)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        self._started_at = self.now()
        self.process = self.begin(self.port)

    def look_after(self) -> None:
        """Start again what has died; what dies over and over, less and less often."""
        if self.is_running:
            return
        if self.process is not None:
            was_steady = self.now() - self._started_at >= STEADY_SECONDS
            self.pause = FIRST_PAUSE if was_steady else min(2 * self.pause, LONGEST_PAUSE)
            self._again_at = self.now() + self.pause
            log.error("the process on port %d ended (%d)", self.port, self.process.returncode)
            self.process = None
        if self.now() >= self._again_at:
            self.start()

    def ask_to_end(self) -> None:
        if self.process is not None and self.is_running:
            self.process.terminate()

    def end(self, seconds: float) -> None:
        """Wait for what it is still answering; then no longer."""
        if self.process is None:
            return
        try:
            self.process.wait(max(seconds, 0.0))
        except subprocess.TimeoutExpired:
            log.error("the process on port %d did not end by itself", self.port)
            self.process.kill()
            self.process.wait()
        self.process = None


class Ear:
    """Signals as a queue, so that nothing is done in the middle of something else."""

    def __init__(self) -> None:
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)
        signal.set_wakeup_fd(self._mouth.fileno())
        for each in SIGNALS:
            signal.signal(each, lambda *_: None)

    def listen(self, seconds: float) -> set[int]:
        ready, _, _ = select.select([self._ear], [], [], seconds)
        return set(self._ear.recv(64)) if ready else set()


class Lanes:
    """All server processes of this machine."""

    def __init__(
        self,
        ports: Sequence[int],
        begin: Callable[[int], subprocess.Popen[bytes]],
        listen: Callable[[float], set[int]],
        is_alive: Callable[[int], bool],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ports, self._begin, self._listen, self._is_alive, self._now = (
            ports,
            begin,
            listen,
            is_alive,
            now,
        )
        *used, self._free = ports
        self._lanes = [self._lane(port) for port in used]
        self._is_ending = self._wants_new = False

    def _lane(self, port: int) -> Lane:
        return Lane(port, self._begin, self._now)

    def serve(self) -> None:
        while not self._is_ending:
            for lane in self._lanes:
                lane.look_after()
            if self._wants_new:
                self._wants_new = False
                self._renew()
            else:
                self._hear(1.0)
        self._end(self._lanes)

    def _hear(self, seconds: float) -> None:
        heard = self._listen(seconds)
        self._is_ending |= bool({signal.SIGTERM, signal.SIGINT} & heard)
        self._wants_new |= signal.SIGHUP in heard

    def _renew(self) -> None:
        """Replace all processes one by one; if the first new one does not come up, all old ones stay."""
        for old in self._in_turn():
            new = self._lane(self._free)
            new.start()
            self._lanes.append(new)
            if not self._comes_up(new):
                if not self._is_ending:
                    log.error("the new process on port %d does not answer; the others stay", new.port)
                    self._lanes.remove(new)
                    self._end([new])
                return
            self._wait(NOTICED_SECONDS)
            if self._is_ending:
                return
            self._lanes.remove(old)
            self._free = old.port
            self._end([old])
        log.info("all processes were renewed")

    def _in_turn(self) -> list[Lane]:
        """From the port after the free one on, round and round: each one's people go to the port before its
        own, which has just been filled."""
        free, count = self._ports.index(self._free), len(self._ports)
        return sorted(self._lanes, key=lambda lane: (self._ports.index(lane.port) - free) % count)

    def _wait(self, seconds: float) -> None:
        until = self._now() + seconds
        while self._now() < until and not self._is_ending:
            self._hear(0.5)

    def _comes_up(self, lane: Lane) -> bool:
        deadline = self._now() + READY_SECONDS
        while lane.is_running and not self._is_ending and self._now() < deadline:
            if self._is_alive(lane.port):
                return True
            self._hear(0.2)
        return False

    def _end(self, lanes: Sequence[Lane]) -> None:
        deadline = self._now() + DRAIN_SECONDS
        for lane in lanes:
            lane.ask_to_end()
        for lane in lanes:
            lane.end(deadline - self._now())


def alive(address: str, hosts: frozenset[str]) -> Callable[[int], bool]:
    """Asks a process whether it and its database answer, by a name under which it may be asked."""
    here = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(address, address)  # noqa: S104 - asked, not bound

    def ask(port: int) -> bool:
        where = Request(f"http://{here}:{port}{Endpoint.HEALTH}")
        if hosts:
            where.add_header("Host", min(hosts))
        try:
            with urlopen(where, timeout=2):  # noqa: S310 - always http
                return True
        except (URLError, OSError):
            return False

    return ask


def ports_from(first: int, processes: int) -> list[int]:
    """One for a process alone; for several one more, on which the next version begins."""
    count = 1 if processes == 1 else processes + 1
    if first + count - 1 > 65_535:
        raise ValueError(f"{processes} processes from port {first} on leave the ports that there are.")
    return list(range(first, first + count))


def serve(entry: Path, address: str, ports: Sequence[int]) -> None:
    surroundings = {**os.environ, "ADDRESS": address, "PROCESSES": str(len(ports) - 1)}

    def begin(port: int) -> subprocess.Popen[bytes]:
        # In a group of its own: an interrupt at the terminal is for whoever watches, who then ends all in
        # order. It reads until we are gone, however that comes about, and then ends, too.
        return subprocess.Popen(  # noqa: S603 - this program, as the operator started it
            [sys.executable, str(entry), LANE],
            env={**surroundings, "PORT": str(port)},
            stdin=subprocess.PIPE,
            process_group=0,
        )

    log.info(
        "%d processes on ports %d to %d; put deploy/nginx.conf before them",
        len(ports) - 1,
        ports[0],
        ports[-1],
    )
    Lanes(ports, begin, Ear().listen, alive(address, load().allowed_hosts)).serve()


def end_with(watcher: int) -> None:
    """Blocks until the supervisor is gone; then this process ends as if it had been told to."""
    while os.read(watcher, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def instead(entry: Path, address: str, ports: Sequence[int]) -> None:
    """Turn into the supervisor, which needs none of the serving code: a hundred megabytes less."""
    arguments = [str(entry), address, *map(str, ports)]
    surroundings = {**os.environ, "PYTHONPATH": str(entry.parent)}
    program = [sys.executable, "-P", "-m", "server.processes", *arguments]
    os.execve(sys.executable, program, surroundings)  # noqa: S606 - ourselves, with no shell between


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    serve(Path(sys.argv[1]), sys.argv[2], [int(port) for port in sys.argv[3:]])
