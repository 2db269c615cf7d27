"""What a standby takes off the primary: ``python -m tests.bench.standby``.

Fifty people for a minute on a real server, with and without ``DATABASE_READ_URL``, silent and with a command
a second, in turns. Both servers of PostgreSQL are on this machine, so waits say little; what each of them had
to do is counted by itself: statements (each is a transaction of its own but for commands) and processor.
Printed and kept in ``var/bench/``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from db.settings import ROOT
from tests.bench.__main__ import fill, machine
from tests.bench.crowd import Stage, at_work, settle, yardstick
from tests.faults.site import Postgres

CASES, PEOPLE, SECONDS, ROUNDS = 100_000, 50, 60, 2
READ_URL = "DATABASE_READ_URL"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.standby", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args(arguments)
    report: dict[str, Any] = {"machine": machine(), "options": vars(options), "yardstick": [yardstick()]}
    with tempfile.TemporaryDirectory(prefix="gerak-ikut-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        servers = Postgres(folder / "pg")
        try:
            url = servers.database()
            fill(url, options.cases)
            settle(url, options.people)
            servers.add_standby()
            for number in range(options.rounds):
                for writes in (False, True):
                    for read_url in ("", servers.at_standby(url)):
                        stage = Stage(options.people, writes)
                        what = f"{stage.name}, {'with' if read_url else 'without'} a standby, {number + 1}"
                        report[what] = _measured(servers, url, read_url, stage, options.seconds)
                        report["yardstick"].append(yardstick())
                        keep(report)
                        print(what, json.dumps(report[what]), flush=True)
        finally:
            servers.stop_standby()
            servers.stop()
    return 0


def keep(report: dict[str, Any]) -> None:
    file = ROOT / "var" / "bench" / f"standby-{datetime.now(UTC):%Y-%m-%d}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


def _measured(servers: Postgres, url: str, read_url: str, stage: Stage, seconds: int) -> dict[str, Any]:
    """Statements and milliseconds of processor per action, of either server."""
    with _reading_at(read_url):
        before = _done(servers, url)
        found = at_work(ROOT, url, stage, seconds)
        after = _done(servers, url)
    actions = max(found["all"]["actions"], 1)
    done = {
        which: {
            what: round((after[which][what] - before[which][what]) / actions, 2) for what in before[which]
        }
        for which in before
    }
    waits = {name: found["all"][name] for name in ("actions", "p50_ms", "p95_ms")}
    return {**done, **waits, "errors": found["errors"], "commands": found["commands"]}


@contextmanager
def _reading_at(read_url: str) -> Iterator[None]:
    os.environ[READ_URL] = read_url
    try:
        yield
    finally:
        del os.environ[READ_URL]


def _done(servers: Postgres, url: str) -> dict[str, dict[str, float]]:
    addresses = {"primary": url, "standby": servers.at_standby(url)}
    folders = {"primary": servers.folder, "standby": servers.standby_folder}
    return {
        which: {
            "statements": _statements(addresses[which]),
            "processor_ms": _processor_ms(servers.processes(folders[which])),
        }
        for which in addresses
    }


def _statements(url: str) -> float:
    engine = create_engine(url)
    with engine.connect() as connection:
        asked = text(
            "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()"
        )
        found = float(connection.execute(asked).scalar_one())
    engine.dispose()
    return found


def _processor_ms(processes: Sequence[int]) -> float:
    """Of those that are there, and of those that were the children of the first and have ended."""
    ticks = 0
    for number, process in enumerate(processes):
        read = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        ticks += sum(int(each) for each in read[11 : 15 if number == 0 else 13])
    return 1_000 * ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
