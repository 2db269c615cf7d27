"""A hundred people at once: ``python -m tests.bench.crowd`` prints how long each of them waits.

A PostgreSQL server with a million case records, a real server, and sessions of several roles that each open
a page or change the map every five seconds. A wait is counted from the moment at which somebody wanted to
act, so that a server that falls behind cannot hide it. Clients and server share the machine's cores.
Printed and kept in ``var/bench/``, never asserted.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.settings import ROOT
from tests.bench.__main__ import SEED, _share, fill, machine, memory_mb
from tests.bench.driver import Client, sign_in
from tests.bench.growth import postgres
from tests.browser.serving import served

CASES, PEOPLE, SECONDS = 1_000_000, 100, 120
EVERY = 5.0
ACCOUNTS = ("gubernur.kantor", "polda", "dpmd", "inspektorat", "kasus.bp3mi")
PAGES = {"/": 4, "/peta": 4, "/tugas": 3, "/komitmen": 3, "/wilayah": 1, "/angka": 1}
MAP_CHANGES = ("lapisan", "ukuran", "periode")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.crowd", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    options = parser.parse_args(arguments)
    with postgres([options.cases]) as urls, tempfile.TemporaryDirectory() as folder:
        url = urls[options.cases]
        fill(url, options.cases)
        with served(Path(folder), database_url=url) as server:
            before = _processor_seconds(server.process.pid)
            started = time.monotonic()
            measured = crowd(server.url, options.people, options.seconds)
            took = time.monotonic() - started
            measured["server_memory_mb"] = memory_mb(server.process.pid)
            used = _processor_seconds(server.process.pid) - before
            measured["server_cores_used"] = round(used / took, 2)
    report = {"machine": machine(), "cases": options.cases, "people": options.people, **measured}
    file = ROOT / "var" / "bench" / f"crowd-{datetime.now(UTC):%Y-%m-%d}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(report, indent=2) + "\n", "utf-8")
    print(json.dumps(report, indent=2))
    return 0


def crowd(url: str, people: int, seconds: int) -> dict[str, Any]:
    # They come one after another, as to a meeting, and then all stay.
    begin = time.monotonic() + 1 + people * 0.1
    with ThreadPoolExecutor(people) as together:
        stays = [together.submit(_stay, url, number, begin, seconds) for number in range(people)]
        acts: list[Act] = []
        errors: Counter[str] = Counter()
        for stay in stays:
            own, wrong = stay.result()
            acts += own
            errors += wrong
    kinds = sorted({act.what for act in acts})
    half = begin + seconds / 2
    return {
        "errors": dict(errors),
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
    with Client(url, sign_in(url, ACCOUNTS[number % len(ACCOUNTS)])) as client:
        client.open("/")
        wanted = begin + rng.random() * EVERY
        while wanted < begin + seconds:
            time.sleep(max(wanted - time.monotonic(), 0))
            what = "nothing"
            try:
                what = _act(client, rng)
            except (RuntimeError, OSError, TimeoutError) as error:
                errors[f"{type(error).__name__}: {error}"[:120]] += 1
            acts.append(Act(what, wanted, time.monotonic() - wanted))
            wanted += EVERY
    return acts, errors


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
