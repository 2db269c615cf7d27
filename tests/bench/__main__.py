"""Speed of the main screens: ``python -m tests.bench`` prints a table and keeps ``var/bench/<date>.json``.

A real server on a database of many case records; reruns are timed by a driver that speaks Streamlit's
own messages over the websocket, the first visit by Chromium. Nothing here is asserted: a figure means
something only beside the machine it was taken on.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from db import settings, startup
from db.settings import ROOT
from domain.figures.cases import CaseKind
from domain.words import labels
from tests.bench.driver import Client, Run, sign_in
from tests.bench.filling import enlarge
from tests.browser.reading import Reader, chromium
from tests.browser.serving import NOW, Server, served, sqlite_url

ACCOUNT = "gubernur.kantor"
CASES = 100_000
RERUNS = 100
COLD_VISITS = 3
SWITCHES = 8
SEED = 23_11_2026
PACKAGES = ("streamlit", "SQLAlchemy", "streamlit-folium", "starlette", "uvicorn", "pandas", "playwright")

_LARGEST_PAINT = """
window.largestPaint = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.largestPaint = entry.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
"""

_FROM_HAND_TO_MAP = """
const now = () => performance.timeOrigin + performance.now();
if (window === top) {
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => { top.acted = now(); }, true);
  // The map tells when it has drawn; a task after the frame that finds it so, that is on the screen.
  (function look() {
    const map = document.querySelector("iframe")?.contentDocument?.getElementById("map_div");
    if (map && map.dataset.drawn !== top.last) {
      top.last = map.dataset.drawn;
      setTimeout(() => { top.drawn = now(); });
    }
    requestAnimationFrame(look);
  })();
}
"""
SWITCHED = {"kabupaten": "", "kecamatan": "&tingkat=district"}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--reruns", type=int, default=RERUNS)
    options = parser.parse_args(arguments)
    started, about = time.monotonic(), machine()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(sqlite_url(folder), options.cases)
        with served(folder) as server:
            measured = {
                "overview": overview(server, options.reruns),
                "map": the_map(server, options.reruns),
                "switching": switching(server),
                "first_visit": first_visit(server),
                "server_memory_mb": memory_mb(server.process.pid),
            }
    report = {"machine": about, "cases": options.cases, "reruns": options.reruns, **measured}
    report["took_seconds"] = round(time.monotonic() - started)
    file = keep(report)
    print(table(report))
    print(f"\nKept in {file.relative_to(ROOT)}.")
    return 0


def fill(url: str, cases: int) -> None:
    engine = startup.prepare(settings.load({"DATABASE_URL": url, "GERAK_NOW": NOW}))
    enlarge(engine, to=cases)
    engine.dispose()


def overview(server: Server, reruns: int) -> dict[str, Any]:
    """Ringkasan again and again, as any click on it causes."""
    with Client(server.url, sign_in(server.url, ACCOUNT)) as client:
        cold = client.open("/")
        runs = [client.again() for _ in range(reruns)]
    return {"first_run": _one(cold), "warm": _many(runs)}


def the_map(server: Server, reruns: int) -> dict[str, Any]:
    """Peta under random changes of layer, period, measure and level, each as its widget causes it."""
    rng = random.Random(SEED)
    changes: dict[str, list[Run]] = {"lapisan": [], "periode": [], "ukuran": [], "tingkat": []}
    with Client(server.url, sign_in(server.url, ACCOUNT)) as client:
        client.open("/")
        arrival = client.open("/peta")
        for round_ in range(2):  # the first round warms the caches, and is thrown away
            for _ in range(reruns):
                # The level changes seldom, because people look at kabupaten most of the time.
                # A layer of one period has no slider.
                key = rng.choices(list(changes), weights=(4, 3, 3, 1))[0]
                key = key if key in client.choices else "lapisan"
                run = client.choose(key, rng.choice(client.choices[key].options))
                if round_:
                    changes[key].append(run)
            if not round_:
                client.open("/peta")
    everything = [run for runs in changes.values() for run in runs]
    return {
        "arrival": _one(arrival),
        "any_change": _many(everything),
        **{f"change_of_{key}": _many(runs) for key, runs in changes.items() if runs},
    }


def switching(server: Server) -> dict[str, dict[str, float]]:
    """From the hand on a control of Peta to the map redrawn on the screen, in milliseconds."""
    found: dict[str, dict[str, float]] = {}
    with chromium() as browser:
        for level, address in SWITCHED.items():
            reader = Reader(browser, server, ACCOUNT)
            reader.context.add_init_script(_FROM_HAND_TO_MAP)
            reader.open(f"/peta?lapisan=kasus-death_abroad{address}")
            for what, act in (("layer", _another_layer), ("period", _another_period)):
                # The first round finds nothing kept, neither here nor at the server.
                times = [_redrawn(reader, act, turn) for turn in range(4 * SWITCHES)][SWITCHES:]
                found[f"{what}, {level}"] = {
                    "p50_ms": round(statistics.median(times)),
                    "p95_ms": round(_share(sorted(times), 0.95)),
                }
            reader.close()
    return found


def _redrawn(reader: Reader, act: Callable[[Reader, int], None], turn: int) -> float:
    reader.page.evaluate("() => { top.drawn = 0; }")
    act(reader, turn)
    reader.page.wait_for_function("() => top.drawn", polling=20)
    reader.settle()
    return float(reader.page.evaluate("() => top.drawn - top.acted"))


def _another_layer(reader: Reader, turn: int) -> None:
    reader.main.get_by_role("combobox", name="Lapisan").click()
    kind = (CaseKind.TRAFFICKING, CaseKind.DEATH_ABROAD)[turn % 2]
    option = f"Register kasus: {labels.CASE_KINDS[kind]}"
    reader.page.get_by_role("option", name=option, exact=True).click()


def _another_period(reader: Reader, turn: int) -> None:
    reader.main.get_by_role("slider", name="Periode").focus()
    reader.page.keyboard.press("ArrowLeft" if turn % 4 < 2 else "ArrowRight")


def first_visit(server: Server) -> dict[str, Any]:
    """A browser that has never been here: bytes, largest paint, and everything drawn."""
    with chromium() as browser:
        visits = [_visit(browser, server) for _ in range(COLD_VISITS)]
    return {key: round(statistics.median(visit[key] for visit in visits)) for key in visits[0]}


def _visit(browser: Browser, server: Server) -> dict[str, float]:
    reader = Reader(browser, server, ACCOUNT)
    reader.context.add_init_script(_LARGEST_PAINT)
    received: list[float] = []
    network = reader.context.new_cdp_session(reader.page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    network.on("Network.webSocketFrameReceived", lambda event: received.append(_frame(event)))
    reader.open("/")
    drawn = reader.page.evaluate("() => performance.now()")
    # What is fetched only after all is drawn (other pages' code) belongs to the visit as well.
    reader.page.wait_for_timeout(1_500)
    paint = reader.page.evaluate("() => window.largestPaint")
    reader.close()
    return {"bytes": sum(received), "largest_paint_ms": paint, "all_drawn_ms": drawn}


def _frame(event: dict[str, Any]) -> float:
    """Bytes of a websocket frame; binary ones are told in base64."""
    data = event["response"]["payloadData"]
    return len(data) * 3 / 4 if event["response"]["opcode"] == 2 else len(data)


def _one(run: Run) -> dict[str, float]:
    return {"ms": round(1_000 * run.seconds, 1), "bytes": run.received}


def _many(runs: Sequence[Run]) -> dict[str, float]:
    times = sorted(1_000 * run.seconds for run in runs)
    sizes = sorted(run.received for run in runs)
    maps = sorted(run.of_the_map for run in runs)
    return {
        "count": len(runs),
        "p50_ms": round(_share(times, 0.50), 1),
        "p95_ms": round(_share(times, 0.95), 1),
        "p50_bytes": round(_share(sizes, 0.50)),
        "largest_bytes": sizes[-1],
        "p50_map_bytes": round(_share(maps, 0.50)),
        "largest_map_bytes": maps[-1],
    }


def _share(ordered: Sequence[float], share: float) -> float:
    """The value that this share does not exceed."""
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def memory_mb(process: int) -> int | None:
    """Resident memory of the server, where the system tells it."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    except OSError:
        return None
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def machine() -> dict[str, Any]:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "cores": os.cpu_count(),
        "load_before": load and round(load, 2),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "commit": _commit(),
    }


def _commit() -> str | None:
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or None


def keep(report: dict[str, Any]) -> Path:
    folder = ROOT / "var" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{datetime.now(UTC):%Y-%m-%d}.json"
    file.write_text(json.dumps(report, indent=2) + "\n", "utf-8")
    return file


def table(report: dict[str, Any]) -> str:
    about = report["machine"]
    lines = [
        f"{report['cases']:,} cases on SQLite · {about['cores']} cores (load {about['load_before']}) · "
        f"Python {about['python']} · Streamlit {about['packages']['streamlit']} · {about['commit']}",
        "",
        f"{'':<26}{'n':>5}{'p50 ms':>9}{'p95 ms':>9}{'p50 KB':>9}{'max KB':>9}{'map p50':>9}{'map max':>9}",
    ]
    rows = {"Ringkasan, warm rerun": report["overview"]["warm"]}
    rows |= {f"Peta, {key.replace('_', ' ')}": row for key, row in report["map"].items() if "count" in row}
    for label, row in rows.items():
        lines.append(
            f"{label:<26}{row['count']:>5}{row['p50_ms']:>9}{row['p95_ms']:>9}"
            f"{row['p50_bytes'] / 1000:>9.1f}{row['largest_bytes'] / 1000:>9.1f}"
            f"{row['p50_map_bytes'] / 1000:>9.1f}{row['largest_map_bytes'] / 1000:>9.1f}"
        )
    visit, first = report["first_visit"], report["overview"]["first_run"]
    lines += [
        "",
        "From the hand to the map redrawn, p50 / p95 ms: "
        + "; ".join(f"{name} {row['p50_ms']} / {row['p95_ms']}" for name, row in report["switching"].items()),
        f"First run on a new server: {first['ms']} ms, {first['bytes'] / 1000:.0f} KB over the websocket.",
        f"First visit, cold browser: {visit['bytes'] / 1000:,.0f} KB, largest paint "
        f"{visit['largest_paint_ms']} ms, all drawn {visit['all_drawn_ms']} ms (median of {COLD_VISITS}).",
        f"Server memory: {report['server_memory_mb']} MB. Took {report['took_seconds']} s.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
