"""``python -m db import``: what it prints, what it refuses, and that nothing is written."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from db.__main__ import main
from db.importers import run
from db.importers.container import MOST_BYTES
from tests.imports.corpus import CASES
from tests.imports.corpus.model import TITLE, sheets, table, xlsx


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GERAK_NOW", "2026-11-23T07:00:00+08:00")


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    assert main(["import", *map(str, arguments), "--dry-run", "--json"]) == 0
    files: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["files"]
    return files


@pytest.fixture
def rekap(tmp_path: Path) -> Path:
    file = tmp_path / "Rekap Penempatan 2026.xlsx"
    file.write_bytes(xlsx([*TITLE, *table()]))
    return file


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    file = tmp_path / "kode.xlsx"
    file.write_bytes(xlsx([*TITLE, ["Kode", "Januari"], [5304, 7], [5310, 8]]))
    return file


def test_every_value_tells_place_time_sheet_and_cell(capsys: Any, rekap: Path) -> None:
    [found] = printed(capsys, rekap, "--kind", "placements")
    assert found["verdict"] == "import"
    assert found["values"][0] == {
        "indicator": "procedural_placement",
        "subgroup": "",
        "destination": "",
        "region": "53.01",
        "from": "2026-01-01",
        "to": "2026-01-31",
        "value": 11,
        "state": "value",
        "sheet": "Data",
        "cell": "C5",
    }


def test_several_files_are_answered_in_their_order(capsys: Any, rekap: Path, coded: Path) -> None:
    found = printed(capsys, coded, rekap, "--kind", "procedural placements")
    assert [each["verdict"] for each in found] == ["ask", "import"]


def test_a_question_tells_how_many_values_wait_and_what_may_be_answered(capsys: Any, coded: Path) -> None:
    [found] = printed(capsys, coded, "--kind", "placements")
    [question] = found["questions"]
    assert (question["key"], question["cells"]) == ("code-system", 2)
    assert [option["answer"] for option in question["options"]] == ["bps", "kemendagri"]


@pytest.mark.parametrize(
    ("answer", "regions"), [("bps", ["53.02", "53.07"]), ("kemendagri", ["53.04", "53.10"])]
)
def test_an_answer_decides_which_places_codes_mean(
    capsys: Any, coded: Path, tmp_path: Path, answer: str, regions: list[str]
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"BP3MI NTT": {"code-system": answer}}), "utf-8")
    [found] = printed(capsys, coded, "--kind", "placements", "--source", "BP3MI NTT", "--answers", answers)
    assert [value["region"] for value in found["values"]] == regions


def test_an_answer_of_the_command_is_not_told_as_one_that_is_remembered(
    capsys: Any, coded: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"code-system": "bps"}), "utf-8")
    [found] = printed(capsys, coded, "--kind", "placements", "--answers", answers)
    said = [each["says"] for each in found["understood"] if each["rule"] == "answers-taken"]
    assert said == ["Memakai jawaban dari berkas jawaban: kode wilayah BPS."]


def test_another_sources_answer_is_not_taken(capsys: Any, coded: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"BP3MI NTT": {"code-system": "bps"}}), "utf-8")
    [found] = printed(capsys, coded, "--kind", "placements", "--source", "Polda", "--answers", answers)
    assert found["verdict"] == "ask"


def test_an_unknown_kind_names_the_known_ones(capsys: Any, rekap: Path) -> None:
    assert main(["import", str(rekap), "--kind", "gaji", "--dry-run"]) == 2
    assert "placements" in capsys.readouterr().err


def test_answers_that_are_no_json_are_refused(capsys: Any, rekap: Path, tmp_path: Path) -> None:
    bad = tmp_path / "answers.json"
    bad.write_text("bps", "utf-8")
    assert main(["import", str(rekap), "--kind", "placements", "--answers", str(bad), "--dry-run"]) == 2
    assert "code-system" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_a_refusal_like_any_other(capsys: Any, tmp_path: Path) -> None:
    [found] = printed(capsys, tmp_path / "hilang.xlsx", "--kind", "placements")
    assert [each["rule"] for each in found["refusals"]] == ["not-found"]


def test_a_file_too_large_is_never_opened(
    capsys: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "besar.csv"
    with file.open("wb") as sparse:
        sparse.truncate(MOST_BYTES + 1)
    monkeypatch.setattr(run, "_in_a_process", lambda *_: pytest.fail("it was opened"))
    [found] = printed(capsys, file, "--kind", "placements")
    assert [each["rule"] for each in found["refusals"]] == ["too-large"]


def test_a_process_that_dies_becomes_a_sentence(
    capsys: Any, rekap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.sys, "executable", shutil.which("false"))
    [found] = printed(capsys, rekap, "--kind", "placements")
    assert [each["rule"] for each in found["refusals"]] == ["damaged"]


def test_for_the_eyes_it_prints_lines(capsys: Any, coded: Path) -> None:
    assert main(["import", str(coded), "--kind", "placements", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "ask (perlu jawaban)" in said
    assert "tanya (code-system)" in said
    assert "    kemendagri: " in said


def test_for_the_eyes_cells_of_which_the_same_is_said_stand_in_one_line(capsys: Any, tmp_path: Path) -> None:
    file = tmp_path / "data.xlsx"
    lines = [[f"LP/{number}", "KDRT", "2026-01-05", "Belu", 1] for number in range(40)]
    heads = ["No Register", "Jenis Kasus", "Tanggal Lapor", "Kabupaten Asal", "Perempuan Dewasa"]
    file.write_bytes(sheets(Data=[heads, *lines]))
    assert main(["import", str(file), "--kind", "cases", "--dry-run"]) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if "KDRT" in line]
    assert said == ["  ragu Data B2, B3, B4, B5, B6 dan 35 sel lain: “KDRT” bukan jenis kasus yang dikenal."]


def test_for_the_eyes_what_is_not_printed_is_counted(capsys: Any, tmp_path: Path) -> None:
    file = tmp_path / "data.xlsx"
    lines = [["2026-01-05", f"bukan jenis {number}", "Belu", 1] for number in range(40)]
    heads = ["Tanggal Lapor", "Jenis Kasus", "Kabupaten Asal", "Perempuan Dewasa"]
    file.write_bytes(sheets(Data=[heads, *lines]))
    assert main(["import", str(file), "--kind", "cases", "--dry-run"]) == 0
    assert "  ragu pada 21 sel lain; semuanya tercetak dengan --json" in capsys.readouterr().out


def test_the_same_question_of_many_sheets_is_asked_once(capsys: Any, tmp_path: Path) -> None:
    file = tmp_path / "kode.xlsx"
    month = [["PENEMPATAN PMI 2026"], ["Kode", "Jumlah"], [5304, 7], [5310, 8]]
    file.write_bytes(sheets(Januari=month, Februari=month))
    [found] = printed(capsys, file, "--kind", "placements")
    assert [(each["key"], each["cells"]) for each in found["questions"]] == [("code-system", 4)]


REFUSED = [case for case in CASES if case.expect.refusal and len(case.name) < 14]


@pytest.mark.parametrize("case", REFUSED[::4], ids=lambda case: case.name)
def test_a_refusal_says_in_indonesian_what_and_what_to_do(case: Any, capsys: Any, tmp_path: Path) -> None:
    file = tmp_path / case.file
    file.write_bytes(case.build())
    [found] = printed(capsys, file, "--kind", case.kind)
    [refusal] = found["refusals"]
    assert re.search(r"\b(berkas|lembar|kolom|isi|tabel)\b", refusal["says"].casefold())
    assert re.search(r"\b(kirim|minta|buka|simpan|pilih|tanyakan|bagi)\b", refusal["todo"].casefold())
