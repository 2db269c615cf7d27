"""The log: lines that a machine reads, with the number that a person was shown, and nobody's identity."""

import json
import logging
import re
import sys
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from db import logs
from db.engine import writing
from db.logs import CappedFile, JsonLines, TextLines
from db.models import Agency

NIK, PHONE = "5321014107900001", "0812-3456-7890"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "catatan" / "gerak.jsonl"


@pytest.fixture
def log(file: Path) -> Iterator[logging.Logger]:
    logger, handler = logging.getLogger("uji.catatan"), CappedFile(file)
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    logger.propagate = False
    yield logger
    logger.removeHandler(handler)
    handler.close()


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_a_line_says_when_what_and_under_which_number(log: logging.Logger, file: Path) -> None:
    try:
        raise OSError("tidak ada ruang")
    except OSError as error:
        log.error("incident INS-0AF3B2: the backup failed", exc_info=error)
    [line] = lines(file)
    assert (line["level"], line["incident"], line["error"]) == (
        "error",
        "INS-0AF3B2",
        ["OSError: tidak ada ruang"],
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(line["at"]))
    assert "test_logs.py" in str(line["places"])


@pytest.mark.parametrize("formatter", [JsonLines(), TextLines()])
def test_whatever_somebody_wrote_no_number_of_a_person_stands_in_it(formatter: logging.Formatter) -> None:
    try:
        try:
            raise ValueError(f"nomor {NIK}")
        except ValueError as inner:
            raise RuntimeError(f"telepon {PHONE}") from inner
    except RuntimeError:
        record = logging.LogRecord("uji", 40, "", 1, f"pesan dari {NIK}", None, sys.exc_info())
    said = formatter.format(record)
    assert NIK not in said
    assert PHONE not in said
    assert "RuntimeError" in said


def test_a_row_that_the_database_refused_is_not_repeated(engine: Engine) -> None:
    secret = "Instansi yang tidak disebut"
    row = {"code": "uji", "name": secret, "short_name": secret, "kind": "government", "level": "x" * 300}
    with pytest.raises(Exception) as refused, writing(engine) as connection:  # noqa: PT011 - each has its own
        connection.execute(insert(Agency.__table__), [row, row])
    record = logging.LogRecord("uji", 40, "", 1, "gagal", None, refused._excinfo)
    assert secret not in JsonLines().format(record)


def _write_much(file: str) -> None:
    handler = CappedFile(Path(file), largest=20_000, kept=3)
    for number in range(300):
        handler.emit(logging.LogRecord("uji", 20, "", 1, f"baris {number} " + "x" * 200, None, None))
    handler.close()


def test_two_processes_keep_one_log_below_its_cap_and_tear_no_line(file: Path) -> None:
    writers = [get_context("fork").Process(target=_write_much, args=(str(file),)) for _ in range(2)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    kept = sorted(file.parent.glob("gerak.jsonl*"))
    assert [each.exitcode for each in writers] == [0, 0]
    assert sum(each.stat().st_size for each in kept) <= 4 * 20_000
    torn = [
        line
        for each in kept
        for line in each.read_text().splitlines()
        if not re.fullmatch("baris .* x+", line)
    ]
    assert torn == []


def test_nobody_else_on_the_machine_reads_it(log: logging.Logger, file: Path) -> None:
    log.warning("mulai")
    assert file.stat().st_mode & 0o007 == 0


def test_all_of_it_stays_below_ten_megabytes() -> None:
    assert logs.LARGEST * (logs.KEPT + 1) <= 10_000_000
