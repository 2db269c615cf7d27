"""What is not asked of most lines of a large register changes nothing of what is read of any."""

from pathlib import Path

import pytest

from db.importers.run import order
from db.importers.worker import answer
from domain.imports.registers.cells import RegisterCells
from domain.imports.registers.reader import RegisterReader
from domain.imports.registers.rows import RegisterRows
from tests.imports.corpus import CASES, hostile
from tests.imports.test_reading import request_for, stored

ORDINARY = [case for case in CASES if case not in hostile.CASES]


def test_every_line_asked_everything_is_read_as_those_that_are_spared(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folders = {case.name: tmp_path / str(number) for number, case in enumerate(ORDINARY)}
    for folder in folders.values():
        folder.mkdir()
    requests = {case.name: order(stored(case, folders[case.name]), request_for(case)) for case in ORDINARY}
    spared = {name: "".join(answer(each)) for name, each in requests.items()}
    monkeypatch.setattr(RegisterRows, "_set_apart", lambda self, *_: set(self.table.body))
    monkeypatch.setattr(RegisterReader, "_says_more_than_its_columns", True)
    monkeypatch.setattr(RegisterCells, "_reads_as_written", lambda *_: False)
    asked = {name: "".join(answer(each)) for name, each in requests.items()}
    assert [name for name in asked if asked[name] != spared[name]] == []
