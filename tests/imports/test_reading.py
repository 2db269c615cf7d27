"""Every file of the corpus, read and judged; what may kill a process is read in one of its own."""

import json
from pathlib import Path
from typing import Any

import pytest

from db.importers.run import Request, order, read_file
from db.importers.worker import answer
from domain.imports.kinds import ImportKind
from tests.imports import scoring
from tests.imports.corpus import CASES, Case, hostile


def request_for(case: Case) -> Request:
    return Request(ImportKind(case.kind), "", case.answers, scoring.TODAY)


def stored(case: Case, folder: Path) -> Path:
    file = folder / case.file
    file.write_bytes(case.build())
    return file


def assert_as_a_clerk_reads_it(case: Case, printed: str) -> None:
    found: dict[str, Any] = json.loads(printed)
    assert list(scoring.differences(case, found)) == []
    assert scoring.secrets_in(case, printed) == []
    assert scoring.wrong_values(case, found) == []


@pytest.mark.parametrize("case", [c for c in CASES if c not in hostile.CASES], ids=lambda case: case.name)
def test_a_file_is_read_as_a_careful_clerk_reads_it(case: Case, tmp_path: Path) -> None:
    assert_as_a_clerk_reads_it(case, "".join(answer(order(stored(case, tmp_path), request_for(case)))))


@pytest.mark.parametrize("case", hostile.CASES, ids=lambda case: case.name)
def test_a_hostile_file_harms_nothing_and_is_named(case: Case, tmp_path: Path) -> None:
    assert_as_a_clerk_reads_it(case, read_file(stored(case, tmp_path), request_for(case)))


@pytest.mark.parametrize("case", CASES[:: len(CASES) // 8], ids=lambda case: case.name)
def test_a_process_of_its_own_reads_the_same(case: Case, tmp_path: Path) -> None:
    file, request = stored(case, tmp_path), request_for(case)
    assert read_file(file, request) == "".join(answer(order(file, request)))
