"""One against fifty: ``python -m tests.bench.hostile [--minutes 30]``: what an attacker costs the others.

Fifty people of several offices open a page or change the map every five seconds, a wall follows the
meeting, and an official signs in with his password. Then, beside them, a process of its own does at full
rate whatever one account can do: thirty live lines that ask for pages without a pause, papers, searches,
drafts, and files that take long. Then what one address without an account can: wrong passwords for named
officials, pages, and requests that never end. The people come from another address than the attacker. It
runs at the lowest priority of the machine that it shares with them, for its own work is not what is
measured; since two cores of one machine slow each other all the same, the people are measured beside a
process that only counts as well. What the machine gives changes within the hour, so these take turns, round
after round. Printed and kept in ``var/bench/``, never asserted: the people's p95 is to stay within twice
what it is without an attacker, the wall's line open and the official let in.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import random
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from sqlalchemy import update
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from db.commands.accounts import hash_of
from db.engine import build, writing
from db.models import User
from db.settings import ROOT
from domain.access.sessions import Cookie
from domain.addresses import Endpoint
from server import limits
from tests import samples
from tests.bench import crowd
from tests.bench.__main__ import SEED, fill, machine
from tests.bench.crowd import Stage, yardstick
from tests.bench.driver import sign_in
from tests.bench.growth import postgres
from tests.browser.serving import served_by

PEOPLE = 50
ATTACKER = "pemkab.malaka"
MEETING = 3
"""The one that is open in the sample."""
FROM = ("127.0.0.66", 0)
OFFICIAL, PASSWORD = "gubernur.kantor", "Cendana-di-tepi-1998"
NAMED = (OFFICIAL, "polda", "sekretariat", "admin")
LINES = limits.PAGES.most.per_account
TRICKLES = 300
IN_A_BURST = 10
"""Messages of a line, a hundred a second: what is more takes the processor here and changes nothing there."""
PATIENCE = 30.0

Tried = Counter[str]
Once = Callable[[str, str, random.Random], str]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.hostile", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=30.0, help="of each attack, all rounds together")
    parser.add_argument("--alone", type=float, default=3.0, help="minutes of a round without one")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    report: dict[str, Any] = {"machine": machine(), "cases": options.cases, "yardstick": [yardstick()]}
    in_a_round: list[tuple[str, Sequence[Once], float]] = [
        ("alone", (), options.alone),
        ("beside one who only counts", NEIGHBOUR, options.alone),
        ("beside a hostile account", ACCOUNT, options.minutes / options.rounds),
        ("beside a hostile address", ADDRESS, options.minutes / options.rounds),
    ]
    # A server that has just started has kept nothing yet.
    stages = [("while it warms", (), 1.0), *options.rounds * in_a_round, in_a_round[0]]
    with postgres([ROOT]) as urls, tempfile.TemporaryDirectory() as folder:
        fill(urls[ROOT], options.cases)
        crowd.settle(urls[ROOT], PEOPLE)
        prepare(urls[ROOT])
        with served_by(1, Path(folder), urls[ROOT], ROOT) as (server,):
            for name, attack, minutes in stages:
                report.setdefault(name, []).append(beside(server.url, attack, round(60 * minutes)))
                report["yardstick"].append(yardstick())
                keep(report)
    print(json.dumps(report, indent=2))
    return 0


def prepare(url: str) -> None:
    """The official gets a password; the sample's accounts have none."""
    engine = build(url)
    with writing(engine) as connection:
        told = update(User).where(User.username == OFFICIAL)
        connection.execute(told.values(password_hash=hash_of(PASSWORD)))
    engine.dispose()


def keep(report: dict[str, Any]) -> None:
    file = ROOT / "var" / "bench" / f"hostile-{datetime.now(UTC):%Y-%m-%d}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


def beside(url: str, attack: Sequence[Once], seconds: int) -> dict[str, Any]:
    """What the people wait, how the wall and the official fare, and what the attacker was answered."""
    with attacked(url, attack) as tried, Bystander(url) as bystander:
        found = crowd.crowd([url], Stage(PEOPLE, writes=False), seconds)
    return {
        "people": {key: found[key] for key in ("all", "first_half", "second_half", "errors")},
        "wall": dict(bystander.wall),
        "official": {**bystander.official, "longest_wait_s": round(max(bystander.waits), 2)},
        "attacker": dict(tried.most_common()),
    }


# The others


@dataclass
class Bystander:
    """A wall that stays open, and an official who signs in every five seconds from his own office."""

    url: str
    wall: Tried = field(default_factory=Counter)
    official: Tried = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    """Of the official, in seconds."""

    def __enter__(self) -> Bystander:
        self._over = threading.Event()
        self._threads = [threading.Thread(target=each) for each in (self._watch, self._come)]
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_reason: object) -> None:
        self._over.set()
        for each in self._threads:
            each.join()

    def _watch(self) -> None:
        """The line of the hall's screen: opened once, and again only where it was closed."""
        cookie = sign_in(self.url, "sekretariat")
        address = self.url.replace("http", "ws", 1) + f"{Endpoint.WALL_NEWS}?rapat={MEETING}"
        headers = {"Cookie": cookie, "Origin": self.url}
        while not self._over.is_set():
            try:
                with connect(address, additional_headers=headers, max_size=None, proxy=None) as line:
                    line.recv(PATIENCE)
                    self.wall["opened, and shows the meeting"] += 1
                    while not self._over.is_set():
                        with suppress(TimeoutError):
                            line.recv(1)
            except (OSError, ConnectionClosed, InvalidHandshake) as error:
                self.wall[f"lost: {type(error).__name__}"] += 1
                self._over.wait(1)

    def _come(self) -> None:
        while not self._over.is_set():
            began = time.monotonic()
            try:
                answer = signed_in(self.url, OFFICIAL, PASSWORD, None)
                self.official["let in" if answer == HTTPStatus.SEE_OTHER else str(answer)] += 1
            except (OSError, http.client.HTTPException) as error:
                self.official[type(error).__name__] += 1
            self.waits.append(time.monotonic() - began)
            self._over.wait(5)


# The attacker


@contextmanager
def attacked(url: str, attack: Sequence[Once]) -> Iterator[Tried]:
    """Each way of attacking in threads of its own, in another process, until the block ends."""
    tried: Tried = Counter()
    if not attack:
        yield tried
        return
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_attack, args=(there, url, attack))
    process.start()
    try:
        yield tried
    finally:
        here.send("stop")
        tried.update(here.recv())
        process.join()


def _attack(line: Any, url: str, attack: Sequence[Once]) -> None:
    os.nice(19)
    over = threading.Event()
    tried: Tried = Counter()
    cookie = sign_in(url, ATTACKER)
    threads = [
        threading.Thread(target=_again, args=(each, url, cookie, over, tried, number), daemon=True)
        for number, each in enumerate(attack)
    ]
    for each in threads:
        each.start()
    line.recv()
    over.set()
    line.send(tried)


def _again(once: Once, url: str, cookie: str, over: threading.Event, tried: Tried, number: int) -> None:
    rng = random.Random(SEED + number)
    while not over.is_set():
        try:
            answer = once(url, cookie, rng)
        except (OSError, http.client.HTTPException, ConnectionClosed, InvalidHandshake) as error:
            answer = type(error).__name__
        tried[f"{once.__name__}: {answer}"] += 1


def _connection(url: str, source: tuple[str, int] | None) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    return http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=PATIENCE, source_address=source
    )


def _get(url: str, cookie: str, path: str, *, by_script: bool = False) -> int:
    connection = _connection(url, FROM)
    # As a browser that a person opened it with, or as what a page fetches by itself.
    headers = {"Cookie": cookie, "Accept": "*/*" if by_script else "text/html"}
    if not by_script:
        headers |= {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
        headers |= {"Sec-Fetch-Site": "none", "Sec-Fetch-User": "?1"}
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def signed_in(url: str, username: str, password: str, source: tuple[str, int] | None) -> int:
    """What the form of the sign-in page is answered."""
    connection = _connection(url, source)
    try:
        form = urlencode({"nama": username, "sandi": password, "lanjut": "/"})
        headers = {"Origin": url, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", Endpoint.SIGN_IN, form, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def pages_on_a_line(url: str, cookie: str, _rng: random.Random) -> str:
    """One live line that asks for its page again and again, without waiting for it."""
    frame = BackMsg()
    frame.rerun_script.query_string = ""
    with connect(
        url.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": cookie, "Origin": url},
        compression=None,
        max_size=None,
        proxy=None,
        source_address=FROM,
    ) as line:
        ends = time.monotonic() + 20
        with suppress(ConnectionClosed, TimeoutError):
            while time.monotonic() < ends:
                for _ in range(IN_A_BURST):
                    line.send(frame.SerializeToString())
                with suppress(TimeoutError):
                    line.recv(0.1)
    return "a line's 20 seconds"


def papers(url: str, cookie: str, rng: random.Random) -> str:
    path = rng.choice((Endpoint.DECLARATION_SHEET, Endpoint.FOLLOW_UP, f"{Endpoint.REGION_SHEET}?kode=53.21"))
    return str(_get(url, cookie, path, by_script=rng.random() < 0.5))


def searches(url: str, cookie: str, rng: random.Random) -> str:
    words = urlencode({"kata": rng.choice(("malaka", "tugas", "a", "e", "rapat"))})
    return str(_get(url, cookie, f"{Endpoint.SEARCH_HITS}?{words}", by_script=True))


def addresses(url: str, cookie: str, rng: random.Random) -> str:
    return str(_get(url, cookie, rng.choice(("/", "/peta", "/tugas", "/tidak-ada", "/?" + "x" * 2_000))))


def drafts(url: str, cookie: str, rng: random.Random) -> str:
    connection = _connection(url, FROM)
    try:
        body = json.dumps({"komitmen": "K-01", "sentence": "x" * rng.randrange(2_000)})
        headers = {"Cookie": cookie, "Origin": url, "Content-Type": "application/json"}
        connection.request("POST", Endpoint.REPORT_DRAFT, body, headers)
        answer = connection.getresponse()
        answer.read()
        return str(answer.status)
    finally:
        connection.close()


@cache
def slow_file() -> bytes:
    """Twelve million marks in half a megabyte."""
    marks = b"<r>" + b"<a/>" * 12_000_000 + b"</r>"
    more = {"word/a.xml": marks, "word/media/a.bin": random.Random(SEED).randbytes(300_000)}
    return samples.office("word/document.xml", more=more)


def uploads(url: str, cookie: str, _rng: random.Random) -> str:
    """A small file that takes long to be looked into."""
    connection = _connection(url, FROM)
    try:
        where = urlencode({"komitmen": "K-01", "titik": "2026-B12", "nama": "surat.docx", "jenis": "letter"})
        headers = {"Cookie": cookie, "Origin": url}
        connection.request("POST", f"{Endpoint.REPORT_FILE}?{where}", slow_file(), headers)
        answer = connection.getresponse()
        answer.read()
        return str(answer.status)
    finally:
        connection.close()


def wrong_passwords(url: str, _cookie: str, rng: random.Random) -> str:
    return str(signed_in(url, rng.choice(NAMED), f"salah-{rng.random()}", FROM))


def as_a_stranger(url: str, _cookie: str, rng: random.Random) -> str:
    paths = (Endpoint.SIGN_IN, Endpoint.HEALTH, Endpoint.READY, Endpoint.WALL, "/kalender/tebakan", "/")
    return str(_get(url, "", rng.choice(paths)))


def made_up(url: str, _cookie: str, rng: random.Random) -> str:
    """Sessions that are nobody's: each is a question of whose it is."""
    return str(
        _get(url, f"{Cookie.SESSION}={rng.getrandbits(256):064x}", rng.choice(("/", "/tugas", Endpoint.WALL)))
    )


def trickles(url: str, _cookie: str, _rng: random.Random) -> str:
    """Requests that never end, as many as the machine lets one hold, for twenty seconds each."""
    parts = urlsplit(url)
    target = (parts.hostname or "", parts.port or 0)
    held = [socket.create_connection(target, PATIENCE, FROM) for _ in range(TRICKLES)]
    for each in held:
        each.sendall(b"POST /masuk HTTP/1.1\r\nHost: gerak\r\nContent-Length: 9000\r\n\r\nakun=")
    time.sleep(20)  # what is tried: to hold lines open and send nothing
    for each in held:
        each.close()
    return f"{TRICKLES} requests of 20 seconds"


def counting(_url: str, _cookie: str, _rng: random.Random) -> str:
    """What an attacker's own work costs those who share a machine with him, and nothing else."""
    return f"{sum(1 for _ in range(1_000_000)):,} counted"


NEIGHBOUR: Sequence[Once] = (counting,)
ACCOUNT: Sequence[Once] = (
    *[pages_on_a_line] * LINES,
    *[papers] * 4,
    *[searches] * 4,
    *[uploads] * 4,
    addresses,
    drafts,
)
ADDRESS: Sequence[Once] = (*[wrong_passwords] * 8, *[as_a_stranger] * 8, *[made_up] * 8, trickles)

if __name__ == "__main__":
    sys.exit(main())
