"""Provinces side by side: ``python -m tests.bench.provinces --cases 10000000``.

One PostgreSQL server holds a database for each of 38 invented provinces, which together have as many
kabupaten and kecamatan as Indonesia and so many cases, a 38th part each. Beside them stand NTT and one
province that has all 514 kabupaten and 7,285 kecamatan, each with as many cases as one of the others. Then
the main screens of the smallest, the median and the largest province, of that one and of NTT are asked in
turn, round after round, each with nothing kept from before. Printed as a table, the median of the rounds with
the ratio to NTT, and kept in ``var/bench/``; beside it what the databases take on disk, how many connections
all of them hold when each is served, and the yardstick.

Codes of the law count 99 kabupaten a province. To ask about 514 the codes of that one have letters, which no
other part of the product takes: its database is filled without being checked.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text

from db import backend, settings
from db.engine import build, reading
from db.models import Region
from db.settings import ROOT
from domain.access.permissions import Scope
from domain.places.province import HERE
from tests.bench.__main__ import machine
from tests.bench.crowd import yardstick
from tests.bench.growth import QUESTIONS, RELEASES, SCOPES, SCREENS, Measured, asked, postgres, screened
from tests.browser.serving import NOW
from tests.provinces.filling import take_letters
from tests.provinces.making import make
from tests.provinces.nation import DISTRICTS, REGENCIES, Plan, nation
from views import regency

CASES = 10_000_000
ROUNDS = 3
NTT, WHOLE = "NTT", "one of 514"

Report = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.provinces", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES, help="of the 38 provinces together")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--releases", type=int, default=len(RELEASES), help="closed in each database")
    parser.add_argument("--ask", metavar="URL", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.ask:
        print(json.dumps(measured(options.ask)))
    else:
        side_by_side(options.cases, options.rounds, options.releases)
    return 0


def side_by_side(cases: int, rounds: int, releases: int) -> None:
    plans = {plan.code: plan for plan in nation()}
    each = cases // len(plans)
    took: dict[str, float] = {}
    report: Report = {"machine": machine(), "cases": each, "yardstick": [yardstick()]}
    report |= {"releases": releases, "filled_in_seconds": took}
    with tempfile.TemporaryDirectory(prefix="gerak-provinces-") as folder:
        packs = {code: make(plan, Path(folder) / code) for code, plan in plans.items()}
        whole = Plan("99", REGENCIES, DISTRICTS, letters=True)
        packs |= {WHOLE: make(whole, Path(folder) / "whole"), NTT: ROOT / "db/provinces/ntt"}
        with postgres(list(packs)) as urls:
            for name, pack in packs.items():
                started = time.perf_counter()
                process_of(pack, "tests.provinces.filling", urls[name], f"{each}", f"{releases}")
                took[name] = round(time.perf_counter() - started, 1)
                print(f"{name}: {each:,} cases in {took[name]} s", flush=True)
            report["disk_mb"] = {name: megabytes(url) for name, url in urls.items()}
            report["connections"] = connections(list(urls.values()))
            report["provinces"] = turns(chosen(plans), packs, urls, rounds)
            report["yardstick"].append(yardstick())
    keep(report)
    print(table(report), flush=True)


def chosen(plans: dict[str, Plan]) -> dict[str, str]:
    """The titles of those that are asked, with the names of their databases."""
    by_size = sorted(plans.values(), key=lambda plan: plan.districts)
    found = {
        f"{title} {plan.regencies}/{plan.districts}": plan.code
        for title, plan in (
            ("least", by_size[0]),
            ("median", by_size[len(by_size) // 2]),
            ("most", by_size[-1]),
        )
    }
    return {NTT: NTT, **found, WHOLE: WHOLE}


def turns(
    those: dict[str, str], packs: dict[str, Path], urls: dict[str, str], rounds: int
) -> dict[str, Measured]:
    """Asked one after the other, so that a busy moment of the machine falls on all of them."""
    found: dict[str, list[Measured]] = {title: [] for title in those}
    for number in range(rounds):
        for title, name in those.items():
            found[title].append(
                json.loads(process_of(packs[name], "tests.bench.provinces", "--ask", urls[name]))
            )
        print(f"round {number + 1} of {rounds}", flush=True)
    return {title: _median(of) for title, of in found.items()}


def _median(rounds: Sequence[Measured]) -> Measured:
    return {
        name: {key: round(statistics.median(each[name][key] for each in rounds), 2) for key in values}
        for name, values in rounds[0].items()
    }


def process_of(pack: Path, module: str, *arguments: str) -> str:
    """A process knows one province, so each is filled and asked by one of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=os.environ | {"PROVINCE_PACK": str(pack)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return ended.stdout.splitlines()[-1] if ended.stdout else ""


def measured(url: str) -> Measured:
    take_letters()
    engine = build(url)
    backend.use(settings.load({"DATABASE_URL": url, "GERAK_MODE": "production", "GERAK_NOW": NOW}), engine)
    screens: dict[str, Callable[[Scope], object]] = SCREENS | {"Wilayah, one": _one_place}
    try:
        found = {
            f"{name}, {sight}": asked(engine, question, scope)
            for name, question in QUESTIONS.items()
            for sight, scope in SCOPES.items()
        }
        return found | {
            f"{name}, {sight}": screened(engine, screen, scope)
            for name, screen in screens.items()
            for sight, scope in SCOPES.items()
        }
    finally:
        engine.dispose()


def _one_place(scope: Scope) -> object:
    code = HERE.example.code
    return regency.standings(code, scope), regency.register_by_year(code, scope)


def megabytes(url: str) -> float:
    engine = build(url)
    try:
        with reading(engine) as connection:
            size: int = connection.scalar(text("SELECT pg_database_size(current_database())")) or 0
    finally:
        engine.dispose()
    return round(size / 1_000_000, 1)


def connections(urls: Sequence[str]) -> dict[str, int]:
    """What is open when each province has one process that has just answered one question."""
    engines = [build(url) for url in urls]
    try:
        for engine in engines:
            with reading(engine) as connection:
                connection.execute(select(func.count()).select_from(Region))
        with reading(engines[0]) as connection:
            count = connection.scalar(
                text("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")
            )
            most = connection.scalar(text("SHOW max_connections"))
        return {"idle": int(count or 0), "most": int(most or 0), "databases": len(urls)}
    finally:
        for engine in engines:
            engine.dispose()


def keep(report: Report) -> None:
    file = ROOT / "var" / "bench" / f"provinces-{datetime.now(UTC):%Y-%m-%d}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


def table(report: Report) -> str:
    provinces: dict[str, Measured] = report["provinces"]
    ntt = provinces[NTT]
    lines = [f"{'p50 in ms, and times NTT':<42}" + "".join(f"{title:>20}" for title in provinces)]
    for name, of_ntt in ntt.items():
        cells = (
            f"{each[name]['p50_ms']:>13} {each[name]['p50_ms'] / of_ntt['p50_ms']:>6.2f}"
            for each in provinces.values()
        )
        lines.append(f"{name:<42}" + "".join(cells))
    disk, held = report["disk_mb"], report["connections"]
    nation_ = [size for name, size in disk.items() if name not in (NTT, WHOLE)]
    lines += [
        f"{report['cases']:,} cases and {report['releases']} releases in each database",
        f"yardstick {report['yardstick']} s",
        f"on disk: {len(nation_)} provinces {sum(nation_):,.0f} MB (least {min(nation_):,.0f}, most "
        f"{max(nation_):,.0f}); {WHOLE} {disk[WHOLE]:,.0f} MB; NTT {disk[NTT]:,.0f} MB",
        f"connections: {held['idle']} idle of {held['databases']} processes, {held['most']} allowed",
        f"filled in {sum(report['filled_in_seconds'].values()):,.0f} s",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
