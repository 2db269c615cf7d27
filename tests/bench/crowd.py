"""Many people at once: ``python -m tests.bench.crowd`` prints how long each waits, and what it costs.

A PostgreSQL server with a million case records, a real server, and people of several roles, each with an
account of his own, that each open a page or change the map every five seconds: fifty people, fifty while one
command a second is written, and a hundred. A wait is counted from the moment at which somebody wanted to act,
so that a server that falls behind cannot hide it. ``--processes N`` has N server processes, each with its
share of the people, as a proxy's lanes would give it. Clients and server share the machine's cores. Whether
memory stays flat in two hours, ``--people 100 --seconds 7200 --silent`` tells. ``--also FOLDER`` measures
another checkout in the same session, with a database filled by that checkout. Printed and kept in
``var/bench/``, never asserted; the yardstick says what the machine was worth before and after.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import count, product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import insert, select
from websockets.exceptions import WebSocketException

from db.engine import build, writing
from db.models import User
from db.settings import ROOT
from tests.bench.__main__ import SEED, _share, fill, machine, memory_mb
from tests.bench.driver import PATIENCE, Client, sign_in
from tests.bench.growth import postgres
from tests.browser.serving import Server, served_by

CASES, SECONDS = 1_000_000, 120
YARDSTICK = "s = 0\nfor i in range(20_000_000): s += i"
EVERY = 5.0
SECRETARY, MEETINGS = "gubernur.kantor", 12
ACCOUNTS = ("gubernur.kantor", "polda", "dpmd", "inspektorat", "kasus.bp3mi")
PAGES = {"/": 4, "/peta": 4, "/tugas": 3, "/komitmen": 3, "/wilayah": 1, "/angka": 1}
_NUMBERS = count(1)
FIRST_ID = 1_000_000
"""Of an account: far behind those that the sample has."""
MAP_CHANGES = ("lapisan", "ukuran", "periode")


@dataclass(frozen=True)
class Stage:
    people: int
    writes: bool

    @property
    def name(self) -> str:
        return f"{self.people} people" + (", one command a second" if self.writes else "")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.crowd", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--people", type=int, nargs="+", default=[50, 100, 250])
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--silent", action="store_true", help="only the stages in which nothing is written")
    parser.add_argument("--processes", type=int, nargs="+", default=[1])
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="checkouts to compare with")
    options = parser.parse_args(arguments)
    writes = (False,) if options.silent else (False, True)
    stages = [Stage(people, are_there) for people in options.people for are_there in writes]
    sources = [*options.also, ROOT]
    report: dict[str, Any] = {
        "machine": machine(),
        "cases": options.cases,
        "seconds": options.seconds,
    }
    report["yardstick"] = [yardstick()]
    with postgres(sources) as urls:
        for source in sources:
            filled_by(source, urls[source], options.cases)
            settle(urls[source], max(options.people))
        for source in sources:
            report[source.name] = {}
            for processes, stage in product(options.processes, stages):
                found = at_work(source, urls[source], stage, options.seconds, processes)
                report[source.name][f"{stage.name}, {processes} processes"] = found
                report["yardstick"].append(yardstick())
                keep(report)
    print(json.dumps(report, indent=2))
    return 0


def yardstick() -> float:
    """Processor seconds of a known piece of work: what this machine is worth at the moment."""
    before = time.process_time()
    exec(YARDSTICK, {})
    return round(time.process_time() - before, 2)


def keep(report: dict[str, Any]) -> None:
    file = ROOT / "var" / "bench" / f"crowd-{datetime.now(UTC):%Y-%m-%d}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


def filled_by(source: Path, url: str, cases: int) -> None:
    """A database as the code of this checkout makes it."""
    if source == ROOT:
        fill(url, cases)
        return
    program = f"from tests.bench.__main__ import fill; fill({url!r}, {cases})"
    subprocess.run([sys.executable, "-c", program], cwd=source, check=True)


def settle(url: str, people: int, like: Sequence[str] = ACCOUNTS) -> None:
    """Give each of so many people an account: one account of all would be held to what one person does."""
    engine = build(url)
    with writing(engine) as connection:
        for number in range(people):
            model = select(User.__table__).where(User.username == like[number % len(like)])
            values = dict(connection.execute(model).mappings().one())
            own = {"id": FIRST_ID + number, "username": name(number)}
            connection.execute(insert(User).values(**values | own))
    engine.dispose()


def name(number: int) -> str:
    return f"beban.{number:03}"


def at_work(source: Path, url: str, stage: Stage, seconds: int, processes: int = 1) -> dict[str, Any]:
    """One stage on a server of its own, which has kept nothing yet."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served_by(processes, Path(folder), url, source) as lanes,
    ):
        own = _processes(lanes[0])
        before = sum(map(_processor_seconds, own))
        started = time.monotonic()
        with watched(own) as memory:
            measured = crowd([lane.url for lane in lanes], stage, seconds)
        took = time.monotonic() - started
        used = sum(map(_processor_seconds, own)) - before
        measured["server_memory_mb"] = _memory(own)
        measured["server_memory_mb_each_minute"] = memory
    measured["server_cores_used"] = round(used / took, 2)
    measured["processor_ms_per_action"] = round(1_000 * used / max(measured["all"]["actions"], 1), 1)
    return measured


@contextmanager
def watched(own: Sequence[int]) -> Iterator[list[int]]:
    """What the processes hold together, minute by minute, until the block ends."""
    over, found = threading.Event(), list[int]()

    def look() -> None:
        while not over.wait(60):
            found.append(_memory(own))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield found
    finally:
        over.set()
        looking.join()


def _memory(own: Sequence[int]) -> int:
    return sum(memory_mb(each) or 0 for each in own)


def _processes(server: Server) -> list[int]:
    """Of an application: the one that was started, and those that it watches."""
    own = server.process.pid
    return [own, *map(int, Path(f"/proc/{own}/task/{own}/children").read_text("ascii").split())]


def crowd(urls: Sequence[str], stage: Stage, seconds: int) -> dict[str, Any]:
    # They come one after another, as to a meeting, and then all stay.
    people = stage.people
    begin = time.monotonic() + 1 + people * 0.1
    with ThreadPoolExecutor(people + 1) as together:
        writing = together.submit(_write, urls[0], begin, seconds) if stage.writes else None
        stays = [
            together.submit(_stay, urls[number % len(urls)], number, begin, seconds)
            for number in range(people)
        ]
        acts: list[Act] = []
        errors: Counter[str] = Counter()
        for stay in stays:
            own, wrong = stay.result()
            acts += own
            errors += wrong
        commands = writing.result() if writing else 0
    kinds = sorted({act.what for act in acts})
    half = begin + seconds / 2
    return {
        "errors": dict(errors),
        "commands": commands,
        "all": _waits(acts),
        # A server that has just started has kept nothing yet.
        "first_half": _waits([act for act in acts if act.wanted < half]),
        "second_half": _waits([act for act in acts if act.wanted >= half]),
        **{what: _waits([act for act in acts if act.what == what]) for what in kinds},
    }


@dataclass(frozen=True)
class Act:
    what: str
    wanted: float
    wait: float


def _waits(acts: Sequence[Act]) -> dict[str, int]:
    waits = sorted(1_000 * act.wait for act in acts)
    shares = {f"p{round(100 * share)}_ms": round(_share(waits, share)) for share in (0.5, 0.95, 0.99)}
    return {"actions": len(waits), **shares}


def _stay(url: str, number: int, begin: float, seconds: int) -> tuple[list[Act], Counter[str]]:
    """One person: signs in, then acts every five seconds until it is over."""
    rng = random.Random(SEED + number)
    time.sleep(number * 0.1)
    acts: list[Act] = []
    errors: Counter[str] = Counter()
    cookie = sign_in(url, name(number))
    wanted = begin + rng.random() * EVERY
    while wanted < begin + seconds:
        try:
            with Client(url, cookie) as client:
                client.open("/")
                while wanted < begin + seconds:
                    # A person acts at his own pace, however long the last answer took.
                    time.sleep(max(wanted - time.monotonic(), 0))
                    what = "nothing"
                    try:
                        what = _act(client, rng)
                    except (RuntimeError, OSError, TimeoutError) as error:
                        errors[f"{type(error).__name__}: {error}"[:120]] += 1
                    acts.append(Act(what, wanted, time.monotonic() - wanted))
                    wanted += EVERY
        except WebSocketException as error:  # a browser connects anew where its line was lost
            errors[f"{type(error).__name__}: {error}"[:120]] += 1
            acts.append(Act("nothing", wanted, time.monotonic() - wanted))
            wanted += EVERY
    return acts, errors


def _write(url: str, begin: float, seconds: int) -> int:
    """A secretary who records one decision with its task each second; how many were recorded."""
    cookie = sign_in(url, SECRETARY)
    running = next(
        number
        for number in range(1, MEETINGS + 1)
        if _post(url, cookie, "/layar/langkah", {"rapat": number, "aksi": "mulai", "mulai": "now"})
        or _post(url, cookie, "/layar/keputusan", _decision(number))
    )
    recorded, wanted = 0, begin
    while wanted < begin + seconds:
        time.sleep(max(wanted - time.monotonic(), 0))
        recorded += _post(url, cookie, "/layar/keputusan", _decision(running))
        wanted += 1.0
    if not recorded:
        raise RuntimeError("no command was carried out; what was measured is no writing")
    return recorded


def _decision(meeting: int) -> dict[str, Any]:
    """No two alike, in any stage: who writes a decision once more is asked whether it is meant."""
    number = next(_NUMBERS)
    return {
        "rapat": meeting,
        "bunyi": f"Keputusan uji beban nomor {number}",
        "pj": "polda-ntt",
        "tenggat": "7 hari lagi",
        "once": f"beban-{meeting}-{number}-{time.monotonic_ns()}",
    }


def _post(url: str, cookie: str, path: str, values: dict[str, Any]) -> bool:
    """Whether it was done; a meeting that cannot begin refuses with a sentence, or asks."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    headers = {"Content-Type": "application/json", "Origin": url, "Cookie": cookie}
    connection.request("POST", path, json.dumps(values), headers)
    answer = connection.getresponse()
    said = json.loads(answer.read())
    connection.close()
    return answer.status == HTTPStatus.OK and not {"refusal", "tanya"} & set(said)


def _act(client: Client, rng: random.Random) -> str:
    changes = [key for key in MAP_CHANGES if key in client.choices]
    if len(changes) > 1 and rng.random() < 0.7:
        key = rng.choice(changes)
        client.choose(key, rng.choice(client.choices[key].options))
        return f"/peta, {key}"
    page = rng.choices(list(PAGES), list(PAGES.values()))[0]
    client.open(page)
    return page


def _processor_seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
