"""What sealing and checking all rows costs: ``python -m tests.bench.trail [--cases 1000000] [--postgresql]``.

Each is a command of its own process, as an operator runs it; printed are its seconds and its highest memory.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from db.engine import build
from db.settings import load
from db.startup import prepare
from domain.time.calendar import fixed_clock
from tests.bench.filling import enlarge
from tests.databases import PostgresDatabases, Run

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.trail", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--postgresql", action="store_true", help="on a server of its own instead of a file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = _postgresql() if options.postgresql else None
        url = server.empty() if server else f"sqlite:///{Path(folder) / 'uji.db'}"
        environment = {
            "DATABASE_URL": url,
            "EVIDENCE_URL": Path(folder, "bukti").as_uri(),
            "AUDIT_FOLDER": str(Path(folder, "jejak")),
            "GERAK_NOW": START.isoformat(),
        }
        try:
            prepare(load(environment)).dispose()
            engine = build(load(environment).database_url)
            enlarge(engine, to=options.cases)
            engine.dispose()
            print(f"{'PostgreSQL' if server else 'SQLite'}, {options.cases} cases", flush=True)
            for command in ("key-trail", "verify-audit"):
                _measured(command, environment)
        finally:
            if server:
                server.close()
                server.run.end()


def _postgresql() -> PostgresDatabases:
    return PostgresDatabases(Run.begin(os.environ), fixed_clock(START), "trail")


def _measured(command: str, environment: dict[str, str]) -> None:
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "db", command], env={**os.environ, **environment}, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    said = process.stdout.read().decode().strip()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds, busy = time.monotonic() - began, used.ru_utime + used.ru_stime
    print(
        f"{command}: {seconds:.0f} s ({busy:.0f} s of processor), {used.ru_maxrss / 1_024:.0f} MB, "
        f"exit {process.returncode}\n  " + said.replace("\n", "\n  "),
        flush=True,
    )


if __name__ == "__main__":
    main()
