"""The register whole or in partitions by year: ``python -m tests.bench.partitions --cases 10000000``.

One PostgreSQL server holds the same ten years twice: as our tables are, and with ``case_record`` in
partitions by the year of ``reported_on``, as it would have to be built (``by_year``): a key of two columns
that the tables around it repeat, and a table of its own that keeps codes unique. Both are asked in turn,
round after round, with nothing in memory and again with all of it. ADR 29 rests on the figures. Kept in
``var/bench/`` with the plans.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex

from db.commands.cases import recount
from db.engine import build, reading, writing
from db.models import CaseRecord
from db.queries import case_forms, case_work
from db.queries.case_counts import Period, regencies_on_one_day
from db.queries.case_rows import CaseChoice, case_rows
from db.settings import ROOT
from domain.figures.cases import CaseKind
from tests.bench.__main__ import SEED, fill, machine
from tests.bench.filling import enlarge
from tests.bench.growth import QUESTIONS, REGISTER, SCOPES, Question
from tests.faults.site import Postgres

CASES, ROUNDS, HEAVY_ROUNDS, ASKED = 10_000_000, 5, 1, 30
FIRST, YEARS = date(2017, 1, 1), range(2017, 2028)
OLDEST, NEWEST = 2017, 2026
DELIVERY, TAKEN_BACK = 100_000, 2_000
RECORD: Any = CaseRecord.__table__
"""A ``Table``, which the mapper calls by a wider name."""


def _code(rng: random.Random) -> str:
    return f"B{rng.randrange(1_000, _cases - 1_000)}"


_cases = CASES
_KECAMATAN = tuple(f"53.{number:02d}.01" for number in range(1, 22))


def _one(choice: Callable[[random.Random], CaseChoice]) -> Question:
    return lambda c, rng, scope: case_rows(
        c, scope=scope, also=choice(rng), kind=None, year=None, region_code=None, page=1, size=20
    )


OF_RECORDS: dict[str, Question] = {
    **REGISTER,
    "one kecamatan": lambda c, rng, scope: case_rows(
        c, scope=scope, kind=None, year=None, region_code=rng.choice(_KECAMATAN), page=1, size=20
    ),
    "one case by its code": lambda c, rng, scope: case_work.case_detail(c, _code(rng), scope=scope),
    "one case by either number": _one(lambda rng: CaseChoice(number=f"CONTOH-{_code(rng)}")),
    "reports near another": lambda c, rng, scope: case_forms.near_cases(
        c,
        regency=f"53.{rng.randrange(1, 22):02d}",
        reported_on=date(rng.randrange(2018, 2026), 6, 15),
        but="K",
        scope=scope,
    ),
    "all of a regency on one day?": lambda c, rng, scope: regencies_on_one_day(
        c, kind=rng.choice(list(CaseKind)), period=Period.year(rng.randrange(2018, 2026)), scope=scope
    ),
    "map: counts per kecamatan (summary)": QUESTIONS["counts per kecamatan"],
    "map: all kinds and years (summary)": QUESTIONS["all kinds and years"],
}

CHILDREN = """
SELECT conrelid::regclass::text, attname, conname FROM pg_constraint
JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
WHERE contype = 'f' AND confrelid = 'case_record'::regclass ORDER BY 1
"""
STEPS = f"""
INSERT INTO case_step (case_id, track, stage, started_on, note, agency_id, recorded_at, is_demo)
SELECT id, 'police', 'investigation', reported_on, '', agency_id, reported_on, true FROM case_record
WHERE code LIKE 'B%' AND extract(year FROM reported_on) IN ({OLDEST}, {NEWEST})
"""
"""So that the first and last year have what hangs on their cases."""
COPIED = ", ".join(column.name for column in RECORD.columns if column.name not in ("id", "code"))


class Site:
    """One of the two, by the name of its database."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = build(url)

    def run(self, *statements: str) -> None:
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for statement in statements:
                connection.execute(text(statement))

    def value(self, statement: str) -> Any:
        with self.engine.connect() as connection:
            return connection.execute(text(statement)).scalar_one()


def filled(url: str, cases: int) -> None:
    """Without what slows each row down; indexes are made at the end, as a restored backup's are."""
    fill(url, 0)
    quick = "options=-c%20session_replication_role%3Dreplica%20-c%20synchronous_commit%3Doff"
    engine = build(f"{url}{'&' if '?' in url else '?'}{quick}")
    with engine.begin() as connection:
        for index in RECORD.indexes:
            index.drop(connection)
    enlarge(engine, to=cases, since=FIRST)
    with engine.begin() as connection:
        connection.execute(text("SET maintenance_work_mem = '512MB'"))
        for index in RECORD.indexes:
            connection.execute(CreateIndex(index))
        connection.execute(text(STEPS))
    engine.dispose()


def by_year(site: Site) -> dict[str, float]:
    """The same rows in partitions; how long each part of the change took."""
    took = {}
    with site.engine.connect() as connection:
        children = [tuple(row) for row in connection.execute(text(CHILDREN))]
    for name, statements in _change(children).items():
        started = time.perf_counter()
        with site.engine.begin() as connection:
            connection.execute(text("SET maintenance_work_mem = '512MB'"))
            for statement in statements:
                connection.execute(text(statement) if isinstance(statement, str) else statement)
        took[name] = round(time.perf_counter() - started, 1)
    return took


def _change(children: Sequence[tuple[str, str, str]]) -> dict[str, list[Any]]:
    names = ", ".join(each.name for each in RECORD.columns)
    partitions = [
        f"CREATE TABLE case_record_{year} PARTITION OF case_record"
        f" FOR VALUES FROM ('{year}-01-01') TO ('{year + 1}-01-01')"
        for year in YEARS
    ]
    own = [f"ALTER TABLE {table} DROP CONSTRAINT {constraint}" for table, _, constraint in children]
    beside = {table: column.replace("_id", "_reported_on") for table, column, _ in children}
    keys = [
        statement
        for table, column, constraint in children
        for statement in (
            f"ALTER TABLE {table} ADD COLUMN {beside[table]} date",
            f"UPDATE {table} child SET {beside[table]} = parent.reported_on FROM case_record parent"
            f" WHERE parent.id = child.{column}",
            f"ALTER TABLE {table} ADD CONSTRAINT {constraint} FOREIGN KEY ({column}, {beside[table]})"
            " REFERENCES case_record (id, reported_on) ON UPDATE CASCADE",
        )
    ]
    return {
        "rows": [
            *own,
            "ALTER TABLE case_record RENAME TO case_whole",
            "ALTER SEQUENCE case_record_id_seq OWNED BY NONE",
            "CREATE TABLE case_record (LIKE case_whole INCLUDING DEFAULTS INCLUDING CONSTRAINTS)"
            " PARTITION BY RANGE (reported_on)",
            *partitions,
            "CREATE TABLE case_record_lain PARTITION OF case_record DEFAULT",
            f"INSERT INTO case_record ({names}) SELECT {names} FROM case_whole ORDER BY id",
        ],
        "unique code": [
            "CREATE TABLE case_number AS SELECT code FROM case_whole",
            "ALTER TABLE case_number ADD PRIMARY KEY (code)",
        ],
        "indexes and keys": [
            "DROP TABLE case_whole",
            "ALTER TABLE case_record ADD PRIMARY KEY (id, reported_on)",
            "CREATE UNIQUE INDEX uq_case_record_code ON case_record (code, reported_on)",
            *(CreateIndex(index) for index in RECORD.indexes),
            *(
                f"ALTER TABLE case_record ADD FOREIGN KEY ({column.name})"
                f" REFERENCES {key.target_fullname.replace('.', '(')})"
                for column in RECORD.columns
                for key in column.foreign_keys
                if not key.target_fullname.startswith("case_record")
            ),
        ],
        "tables around it": [each for each in keys if each],
    }


# What is timed


def asked(site: Site, question: Question, times: int) -> dict[str, Any]:
    """The median of so many draws, and the plan of the last with what it read."""
    rng, took = random.Random(SEED), []
    with reading(site.engine) as connection:
        for _ in range(times):
            started = time.perf_counter()
            question(connection, rng, SCOPES["exact"])
            took.append(1_000 * (time.perf_counter() - started))
    return {"ms": round(statistics.median(took), 2)}


def explained(site: Site, question: Question) -> dict[str, Any]:
    sent: list[tuple[str, Any]] = []

    def remember(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if "case_record" in statement:
            sent.append((statement, parameters))

    with reading(site.engine) as connection:
        event.listen(connection, "before_cursor_execute", remember)
        question(connection, random.Random(SEED), SCOPES["exact"])
        event.remove(connection, "before_cursor_execute", remember)
        plans = [
            connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {each}", given).scalar_one()
            for each, given in sent
        ]
    whole = [each[0] for each in plans]
    return {
        "planning_ms": round(sum(each["Planning Time"] for each in whole), 2),
        "pages": sum(
            each["Plan"]["Shared Hit Blocks"] + each["Plan"]["Shared Read Blocks"] for each in whole
        ),
        "plans": whole,
    }


def _new_case(connection: Connection, code: str, on: str, *, has_numbers: bool) -> None:
    if has_numbers:
        connection.execute(text("INSERT INTO case_number VALUES (:code)"), {"code": code})
    copied = COPIED.replace("reported_on", "CAST(:on AS date)")
    connection.execute(
        text(
            f"INSERT INTO case_record (code, {COPIED}) SELECT :code, {copied} FROM case_record WHERE id = 1"
        ),
        {"code": code, "on": on},
    )


def inserted(site: Site, *, in_years: bool) -> float:
    took = []
    for number in range(ASKED):
        started = time.perf_counter()
        with site.engine.begin() as connection:
            _new_case(
                connection, f"S{time.time_ns() % 10**9}{number}"[:12], "2026-11-22", has_numbers=in_years
            )
        took.append(1_000 * (time.perf_counter() - started))
    return round(statistics.median(took), 2)


def moved(site: Site) -> float:
    """A case of the first year turns out to be of the next, and back; with what hangs on it."""
    took, rng = [], random.Random(SEED)
    for _ in range(ASKED):
        code = f"B{rng.randrange(1_000, _cases // 12)}"
        for on in ("2018-01-15", "2017-12-15"):
            started = time.perf_counter()
            with site.engine.begin() as connection:
                given = {"on": on, "code": code}
                done = connection.execute(
                    text("UPDATE case_record SET reported_on = :on WHERE code = :code"), given
                )
                assert done.rowcount == 1
            took.append(1_000 * (time.perf_counter() - started))
    return round(statistics.median(took), 2)


def delivered(site: Site, *, in_years: bool) -> dict[str, float]:
    """A hundred thousand rows of one year, some taken back again, and what VACUUM has to do with all gone."""
    took, begin = {}, site.value("SELECT max(id) FROM case_record")
    started = time.perf_counter()
    with site.engine.begin() as connection:
        codes = f"SELECT 'T' || g AS code, g FROM generate_series(1, {DELIVERY}) g"
        if in_years:
            connection.execute(text(f"INSERT INTO case_number SELECT code FROM ({codes}) new"))
        copied = COPIED.replace("reported_on", "date '2026-01-01' + g % 300")
        connection.execute(
            text(
                f"INSERT INTO case_record (code, {COPIED}) SELECT new.code, {copied} FROM ({codes}) new"
                " JOIN case_record model ON model.id = 1 + g % 50"
            )
        )
    took["100,000 imported"] = time.perf_counter() - started
    started = time.perf_counter()
    with site.engine.begin() as connection:
        connection.execute(
            text(f"DELETE FROM case_record WHERE id BETWEEN {begin} + 1 AND {begin + TAKEN_BACK}")
        )
    took["2,000 of them taken back"] = time.perf_counter() - started
    with site.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(f"DELETE FROM case_record WHERE id > {begin}"))
        if in_years:
            connection.execute(text("DELETE FROM case_number WHERE code LIKE 'T%'"))
    started = time.perf_counter()
    site.run("VACUUM case_record_2026" if in_years else "VACUUM case_record")
    took["VACUUM after it"] = time.perf_counter() - started
    return {name: round(each, 2) for name, each in took.items()}


def _driver(connection: Connection) -> Any:
    """Psycopg's own, which knows COPY."""
    return connection.connection.driver_connection


def _timed(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return round(time.perf_counter() - started, 2)


def heavy(site: Site, *, in_years: bool) -> dict[str, float]:
    newest = f"case_record_{NEWEST}" if in_years else "case_record"

    def dumped() -> None:
        columns = ", ".join(column.name for column in RECORD.columns)
        one = f"SELECT {columns} FROM case_record WHERE reported_on BETWEEN '2024-01-01' AND '2024-12-31'"
        with (
            site.engine.connect() as connection,
            _driver(connection).cursor() as cursor,
            cursor.copy(f"COPY ({one}) TO STDOUT") as rows,
        ):
            for _ in rows:
                pass  # it goes nowhere: the database's part is what is timed

    def counted_anew() -> None:
        with writing(site.engine) as connection, Session(bind=connection) as session:
            recount(session)
            session.flush()

    return {
        "one year copied out": _timed(dumped),
        "summaries made anew": _timed(counted_anew),
        "VACUUM of all": _timed(lambda: site.run("VACUUM case_record")),
        "ANALYZE": _timed(lambda: site.run("ANALYZE case_record")),
        "REINDEX of what is written now": _timed(lambda: site.run(f"REINDEX TABLE {newest}")),
    }


def year_off(site: Site, *, in_years: bool) -> dict[str, float]:
    """At the end, for it cannot be taken back: the oldest year goes, with what hangs on it."""
    old = f"SELECT id FROM case_record WHERE reported_on BETWEEN '{OLDEST}-01-01' AND '{OLDEST}-12-31'"
    took = {}
    took["year off: what hangs on it"] = _timed(
        lambda: site.run(f"DELETE FROM case_step WHERE case_id IN ({old})")
    )
    last = (
        [f"ALTER TABLE case_record DETACH PARTITION case_record_{OLDEST}", f"DROP TABLE case_record_{OLDEST}"]
        if in_years
        else [f"DELETE FROM case_record WHERE id IN ({old})", "VACUUM case_record"]
    )
    took["year off: its cases"] = _timed(lambda: site.run(*last))
    return took


def sizes(site: Site, *, in_years: bool) -> dict[str, int]:
    whole = "SELECT 'case_record'::regclass"
    tables = f"SELECT relid FROM pg_partition_tree('case_record') UNION {whole}"
    each = f"FROM ({tables}) t(relid)"
    found = {
        "table MB": f"SELECT sum(pg_table_size(relid)) / 1048576 {each}",
        "indexes MB": f"SELECT sum(pg_indexes_size(relid)) / 1048576 {each}",
        "index files": f"SELECT count(*) FROM pg_index WHERE indrelid IN ({tables})",
    }
    if in_years:
        found["codes MB"] = "SELECT pg_total_relation_size('case_number') / 1048576"
    return {name: int(site.value(statement)) for name, statement in found.items()}


@contextmanager
def nothing_in_memory(server: Postgres, sites: Sequence[Site]) -> Iterator[None]:
    """The server anew, and its files out of the machine's memory, too."""
    for each in sites:
        each.engine.dispose()
    server.stop()
    for file in server.folder.glob("base/*/*"):
        with file.open("rb") as opened:
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    server.start_again()
    yield


def main(arguments: Sequence[str] | None = None) -> int:
    global _cases  # noqa: PLW0603 - the draws depend on it
    parser = argparse.ArgumentParser(prog="python -m tests.bench.partitions", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--heavy-rounds", type=int, default=HEAVY_ROUNDS, help="with what takes minutes")
    options = parser.parse_args(arguments)
    _cases = options.cases
    with tempfile.TemporaryDirectory(prefix="gerak-partisi-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        server = Postgres(folder / "pg")
        try:
            report = measured(server, options)
        finally:
            server.stop()
    print(table(report), flush=True)
    return 0


def measured(server: Postgres, options: argparse.Namespace) -> dict[str, Any]:
    whole, report = Site(server.database()), {"machine": machine(), "cases": options.cases}
    report["server"] = whole.value("SHOW server_version")
    whole.run("ALTER SYSTEM SET max_wal_size = '8GB'", "SELECT pg_reload_conf()")
    report["filled_in_s"] = _timed(lambda: filled(whole.url, options.cases))
    print("filled", report["filled_in_s"], flush=True)
    whole.engine.dispose()
    years = Site(server.copy_of(whole.url))
    report["change_in_s"] = by_year(years)
    print("changed", report["change_in_s"], flush=True)
    sites = {"whole": whole, "by year": years}
    for each in sites.values():
        each.run("VACUUM ANALYZE", "CHECKPOINT")
    report["sizes"] = {name: sizes(each, in_years=each is years) for name, each in sites.items()}
    print(report["sizes"], flush=True)
    found: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in sites}
    plans: dict[str, dict[str, Any]] = {name: {} for name in sites}
    for number in range(options.rounds):
        for which, site in sites.items():
            in_years, into = site is years, found[which]
            with nothing_in_memory(server, list(sites.values())):
                for name, question in OF_RECORDS.items():
                    into[f"{name}, cold ms"].append(asked(site, question, 1)["ms"])
            for name, question in OF_RECORDS.items():
                asked(site, question, 3)
                into[f"{name}, warm ms"].append(asked(site, question, ASKED)["ms"])
                plan = explained(site, question)
                plans[which][name] = plan.pop("plans")
                into[f"{name}, planning ms"].append(plan["planning_ms"])
                into[f"{name}, pages"].append(plan["pages"])
            into["one case written, ms"].append(inserted(site, in_years=in_years))
            into["one case moved to another year, ms"].append(moved(site))
            if number < options.heavy_rounds:
                some = delivered(site, in_years=in_years) | heavy(site, in_years=in_years)
                for name, took in some.items():
                    into[f"{name}, s"].append(took)
        keep(report, found, plans)
        print(f"round {number + 1}", flush=True)
    for which, site in sites.items():
        for name, took in year_off(site, in_years=site is years).items():
            found[which][f"{name}, s"].append(took)
    return keep(report, found, plans)


def keep(report: dict[str, Any], found: dict[str, Any], plans: dict[str, Any]) -> dict[str, Any]:
    report["found"] = {
        name: {each: round(statistics.median(rounds), 2) for each, rounds in of.items()}
        for name, of in found.items()
    }
    file = ROOT / "var" / "bench" / f"partitions-{datetime.now(UTC):%Y-%m-%d}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(report | {"plans": plans, "rounds": found}, indent=1) + "\n", "utf-8")
    return report


def table(report: dict[str, Any]) -> str:
    whole, years = report["found"].values()
    lines = [f"{'median of the rounds':<52}{'whole':>12}{'by year':>12}{'ratio':>8}"]
    for name, value in whole.items():
        ratio = f"{years[name] / value:.2f}" if value else ""
        lines.append(f"{name:<52}{value:>12}{years[name]:>12}{ratio:>8}")
    return "\n".join([json.dumps(report["sizes"]), json.dumps(report["change_in_s"]), *lines])


if __name__ == "__main__":
    sys.exit(main())
