"""The benchmark measures what it says, tried small; how fast it is, is no matter for a test."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, make_url, select

from db.engine import build, reading
from db.models import CaseRecord
from domain.time.calendar import Clock
from tests.bench.__main__ import fill, overview, table, the_map
from tests.bench.crowd import Stage, at_work, settle
from tests.browser.serving import ROOT, served, sqlite_url
from tests.databases import Run, SqliteDatabases

CASES, RERUNS = 2_000, 8

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def filled(
    tmp_path_factory: pytest.TempPathFactory, whole_run: Run, standing_clock: Clock
) -> Callable[[], Path]:
    """Folders for a server, each with a database of so many cases; the sample is the one of the whole run."""

    def fill_another() -> Path:
        folder: Path = tmp_path_factory.mktemp("bench")
        sample = make_url(SqliteDatabases(whole_run, standing_clock, folder).demo()).database
        Path(sample or "").rename(folder / "served.db")
        fill(sqlite_url(folder), CASES)
        return folder

    return fill_another


@pytest.fixture(scope="module")
def measured(filled: Callable[[], Path]) -> dict[str, dict[str, dict[str, float]]]:
    folder = filled()
    with served(folder) as server:
        return {"overview": overview(server, RERUNS), "map": the_map(server, RERUNS)}


def test_the_database_has_as_many_cases_as_asked_for(filled: Callable[[], Path]) -> None:
    engine = build(sqlite_url(filled()))
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(CaseRecord)).scalar_one() == CASES
        spread = connection.execute(select(func.count(CaseRecord.origin_regency_code.distinct())))
        assert spread.scalar_one() >= 20
    engine.dispose()


def test_every_rerun_is_timed_and_drawn(measured: dict[str, dict[str, dict[str, float]]]) -> None:
    warm, changes = measured["overview"]["warm"], measured["map"]["any_change"]
    assert warm["count"] == changes["count"] == RERUNS
    for row in (warm, changes):
        assert 0 < row["p50_ms"] <= row["p95_ms"] < math.inf
    assert changes["p50_map_bytes"] > 1_000
    assert warm["p50_map_bytes"] == 0


def test_a_crowd_acts_while_somebody_writes_and_its_cost_is_counted(filled: Callable[[], Path]) -> None:
    url = sqlite_url(filled())
    settle(url, 2)
    found = at_work(ROOT, url, Stage(2, writes=True), 8)
    assert found["errors"] == {}
    assert found["commands"] >= 1
    assert found["all"]["actions"] >= 2
    assert found["processor_ms_per_action"] > 0


def test_the_table_names_each_row_it_has(measured: dict[str, dict[str, dict[str, float]]]) -> None:
    report = {
        **measured,
        "cases": CASES,
        "server_memory_mb": 0,
        "took_seconds": 0,
        "machine": {"cores": 1, "load_before": 0, "python": "", "packages": {"streamlit": ""}, "commit": ""},
        "switching": {"layer, kabupaten": {"p50_ms": 0, "p95_ms": 0}},
        "first_visit": {"bytes": 0, "largest_paint_ms": 0, "all_drawn_ms": 0},
    }
    printed = table(report)
    assert "Ringkasan, warm rerun" in printed
    assert "Peta, any change" in printed
