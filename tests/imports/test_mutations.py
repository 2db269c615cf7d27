"""Whatever is changed in a good file, its reading ends in a verdict and prints nobody's number."""

import json
from pathlib import Path

import pytest

from db.importers.run import Request, order
from db.importers.worker import answer
from domain.imports.kinds import ImportKind
from domain.imports.quality import FileVerdict
from tests.imports import mutations, scoring
from tests.imports.score import NUMBER_OF_A_PERSON


@pytest.mark.parametrize("seed", range(6))
def test_a_changed_file_still_ends_in_a_verdict(seed: int, tmp_path: Path) -> None:
    for number, (kind, name, data) in enumerate(mutations.mutated(50, seed)):
        file = tmp_path / name
        file.write_bytes(data)
        printed = "".join(answer(order(file, Request(ImportKind(kind), "", {}, scoring.TODAY))))
        assert json.loads(printed)["verdict"] in set(FileVerdict), f"seed {seed}, file {number}"
        assert not NUMBER_OF_A_PERSON.search(printed), f"seed {seed}, file {number}"
