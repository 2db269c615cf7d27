"""What each line of a large register costs, counted in calls: those are the same on every machine."""

import json
import sys
from datetime import date
from pathlib import Path
from types import FrameType

from db.importers.run import Request, order
from db.importers.worker import answer
from domain.imports.kinds import ImportKind
from tests.bench.imports import write_register

FEWER, MORE = 5_000, 6_000
MOST = 75
"""Calls of functions written in Python for each further line of twenty cells; 64 when it was written."""


def test_a_further_line_costs_few_calls(tmp_path: Path) -> None:
    _calls_to_read(tmp_path / "first.xlsx", FEWER)  # and whatever is made but once
    fewer, more = (_calls_to_read(tmp_path / f"{rows}.xlsx", rows) for rows in (FEWER, MORE))
    assert (more - fewer) / (MORE - FEWER) < MOST, "something new is asked of every line, or of every cell"


def _calls_to_read(file: Path, rows: int) -> int:
    write_register(file, rows, every=0)
    request = Request(ImportKind.CASES, "polda-ntt", {}, date(2026, 11, 23), kept=True)
    asked = json.loads(json.dumps(order(file, request)))
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        "".join(answer(asked))
    finally:
        sys.setprofile(None)
    return calls
