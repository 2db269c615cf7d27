"""How long a large register takes: ``python -m tests.bench.imports [--rows 100000] [--postgresql]``.

Writes a file of cases with twenty columns, reads it in the reading process, stores it as one batch, says the
same again, changes every hundredth line, and undoes both, with trail and seals as an installation has them.
Prints seconds of the wall and of the processor, and the memory of this process and of the reading one at
their highest; beside them the yardstick, and what pandas takes to read the same file through calamine.
"""

import argparse
import logging
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from threading import Thread

import openpyxl
import pandas as pd
from sqlalchemy import Engine

from db.acting import Sender
from db.commands.registry import dispatch
from db.engine import build, reading
from db.importers.run import Request, read_to_keep
from db.queries.imports import batch
from db.settings import Mode, load
from db.startup import prepare
from db.trail import keys
from domain.access.permissions import OPERATOR
from domain.imports.kinds import ImportKind
from domain.imports.requests import KeepReading, ReceiveFile, StoreBatch, UndoBatch
from domain.time.calendar import fixed_clock
from tests.bench.crowd import yardstick
from tests.databases import PostgresDatabases, Run

NOW = datetime(2026, 11, 23, tzinfo=UTC)
_OF_CASE = ("No", "Nomor Laporan", "Tanggal Lapor", "Jenis Kasus", "Kabupaten", "Negara Tujuan", "Sektor")
_VICTIMS = ("Perempuan Dewasa", "Laki-laki Dewasa", "Anak Perempuan", "Anak Laki-laki")
_DONE = ("Tahap Perkara", "Layanan Korban", "Modus")
_OF_PERSONS = ("Nama Korban", "NIK", "Alamat", "No HP", "Keterangan", "Petugas")
HEAD = (*_OF_CASE, *_VICTIMS, *_DONE, *_OF_PERSONS)
KINDS, PLACES = ("TPPO", "Deportasi", "PMI bermasalah"), ("Belu", "Malaka", "Ende", "Sikka")


AT_REST = 40
BUDGET = 3
"""Times what pandas takes to read the file; of the processor, here and in the reading process."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.imports", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--waits", action="store_true", help="what another user's page waits meanwhile")
    parser.add_argument("--postgresql", action="store_true", help="on a server of its own instead of a file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = Run.begin(os.environ) if options.postgresql else None
        server = PostgresDatabases(run, fixed_clock(NOW), "imports") if run else None
        url = server.empty() if server else f"sqlite:///{Path(folder) / 'uji.db'}"
        given = {
            "DATA_DIR": folder,
            "DATABASE_URL": url,
            "EVIDENCE_URL": Path(folder).as_uri(),
            "GERAK_MODE": "demo",
            "GERAK_NOW": NOW.isoformat(),
        }
        settings = load(given)
        prepare(settings).dispose()
        try:
            engine = build(settings.database_url)
            keys.use(engine, keys.made(settings))
            print(f"yardstick {yardstick():.2f} s", flush=True)
            measure = _wait if options.waits else _measure
            measure(Path(folder), engine, options.rows)
            print(f"yardstick {yardstick():.2f} s", flush=True)
        finally:
            if run is not None:
                run.end()


def _measure(folder: Path, engine: Engine, rows: int) -> None:
    sender = Sender(engine, OPERATOR, fixed_clock(NOW))
    first, later = folder / "kasus.xlsx", folder / "kasus-2.xlsx"
    with timed(f"{rows:,} x {len(HEAD)} cells written"):
        write_register(first, rows, every=0)
        write_register(later, rows, every=100)
    with timed("read by pandas through calamine") as by_pandas:
        pd.read_excel(first, engine="calamine")
    one, ours = _store(sender, first, "stored")
    two, _ = _store(sender, later, "one in a hundred changed")
    for number in (two, one):
        with timed(f"B-{number:03d} undone"):
            dispatch(sender, UndoBatch(number, "Percobaan kecepatan."))
    times = ours / by_pandas.seconds
    print(f"read + kept + stored {ours:.1f} s = {times:.1f} times pandas (budget {BUDGET})", flush=True)


def _wait(folder: Path, engine: Engine, rows: int) -> None:
    """Somebody else opens his tasks again and again, in the process that stores: at rest, while the file is
    read, and while it is stored."""
    from tests.pages.visiting import house, visiting  # noqa: PLC0415 - weighs a hundred megabytes

    logging.disable(logging.WARNING)
    file = folder / "kasus.xlsx"
    with timed(f"{rows:,} x {len(HEAD)} cells written"):
        write_register(file, rows, every=0)
    sender = Sender(engine, OPERATOR, fixed_clock(NOW))
    request = Request(ImportKind.CASES, "polda-ntt", {}, NOW.date())
    received = ReceiveFile(ImportKind.CASES, "polda-ntt", file.name, file.stem.rjust(64, "0"), 1)
    with visiting(house(engine, mode=Mode.DEMO, clock=fixed_clock(NOW))) as visit:
        visit("/tugas", as_="polda")
        _say("at rest", _opened(visit, lambda opened: len(opened) < AT_REST))
        content: list[bytes] = []
        with _meanwhile(lambda: content.append(read_to_keep(file, request))) as thread:
            _say("while it is read", _opened(visit, lambda _: thread.is_alive()))
        number = dispatch(sender, received)
        dispatch(sender, KeepReading(number, content[0]))
        with reading(engine) as connection:
            version = batch(connection, number, by=OPERATOR).version
        with _meanwhile(lambda: dispatch(sender, StoreBatch(number, version))) as thread:
            _say("while it is stored", _opened(visit, lambda _: thread.is_alive()))


@contextmanager
def _meanwhile(work: Callable[[], object]) -> Iterator[Thread]:
    thread = Thread(target=work)
    thread.start()
    yield thread
    thread.join()


def _opened(visit: Callable[..., object], goes_on: Callable[[list[float]], bool]) -> list[float]:
    """Seconds that each opening took."""
    opened: list[float] = []
    while goes_on(opened):
        began = time.monotonic()
        visit("/tugas", as_="polda")
        opened.append(time.monotonic() - began)
    return opened


def _say(when: str, opened: list[float]) -> None:
    slow = quantiles(opened, n=20)[-1]
    print(
        f"a page {when}: p50 {median(opened) * 1_000:.0f} ms, p95 {slow * 1_000:.0f} ms, {len(opened)} times",
        flush=True,
    )


def _store(sender: Sender, file: Path, what: str) -> tuple[int, float]:
    """The number of its batch, and seconds of the processor."""
    request = Request(ImportKind.CASES, "polda-ntt", {}, NOW.date())
    with timed("read") as read:
        content = read_to_keep(file, request)
    with timed("kept") as kept:
        asked = ReceiveFile(ImportKind.CASES, "polda-ntt", file.name, file.stem.rjust(64, "0"), len(content))
        number: int = dispatch(sender, asked)
        dispatch(sender, KeepReading(number, content))
    with reading(sender.engine) as connection:
        version = batch(connection, number, by=OPERATOR).version
    with timed(what) as stored:
        dispatch(sender, StoreBatch(number, version))
    return number, read.seconds + kept.seconds + stored.seconds


def write_register(file: Path, rows: int, *, every: int) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    sheet.append(HEAD)
    for number in range(rows):
        women = 2 if every and number % every == 0 else 1
        sheet.append(_row(number, women))
    book.save(file)


def _row(number: int, women: int) -> list[object]:
    day = date(2024, 1, 1) + timedelta(days=number % 1_000)
    reported = [number + 1, f"LP/{number}/{day.year}", day]
    what = [*reported, KINDS[number % 3], PLACES[number % 4], "Malaysia", "Sawit"]
    victims, done = [women, 0, number % 2, 0], ["Lidik", "Rumah aman", "Calo"]
    person = [f"Contoh {number}", 5304011203900001 + number, "Jalan Contoh", "081234567890"]
    return [*what, *victims, *done, *person, "-", "Petugas Contoh"]


@dataclass
class Spent:
    seconds: float = 0.0
    """Of the processor, here and in the reading process."""


@contextmanager
def timed(what: str) -> Iterator[Spent]:
    began, spent = time.monotonic(), time.process_time()
    read = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = Spent()
    yield found
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    reading_ = after.ru_utime + after.ru_stime - read.ru_utime - read.ru_stime
    here = time.process_time() - spent
    found.seconds = here + reading_
    own, child = (resource.getrusage(who).ru_maxrss / 1_000 for who in _WHO)
    print(
        f"{what}: {time.monotonic() - began:.1f} s; processor {here:.1f} s here, "
        f"{reading_:.1f} s in the reading process; "
        f"highest so far {own:.0f} MB here, {child:.0f} MB in the reading process",
        flush=True,
    )


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)

if __name__ == "__main__":
    main()
