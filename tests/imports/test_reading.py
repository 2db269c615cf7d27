"""Every file of the corpus, read and judged; what may kill a process is read in one of its own."""

import ast
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from components.imports.doubts import rule_words
from db.importers.run import Request, order, read_file
from db.importers.worker import answer
from db.settings import ROOT
from domain.imports.cells import SAYS
from domain.imports.drawn import IDENTITY, PLACE
from domain.imports.kinds import ImportKind
from domain.imports.registers.cells import DATE_SAYS
from domain.time.formats import capitalised
from tests.imports import scoring
from tests.imports.corpus import CASES, Case, hostile
from tests.imports.corpus.model import xlsx


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


@pytest.mark.parametrize("kind", [ImportKind.PLACEMENTS, ImportKind.DEATHS, ImportKind.DEPORTATIONS])
def test_a_register_of_cases_that_is_sent_as_another_kind_is_answered_in_words(
    kind: ImportKind, tmp_path: Path
) -> None:
    for case in CASES:
        if case.kind == ImportKind.CASES and case not in hostile.CASES:
            request = replace(request_for(case), kind=kind)
            assert json.loads("".join(answer(order(stored(case, tmp_path), request))))["verdict"], case.name


def test_a_form_with_two_questions_a_row_is_drawn_without_whom_the_second_one_names(tmp_path: Path) -> None:
    [case] = [each for each in CASES if each.name == "two-questions-a-row"]
    request = replace(request_for(case), kept=True)
    kept = json.loads("".join(answer(order(stored(case, tmp_path), request))))
    cells = {number: told for number, _, told, *_ in kept["sheets"][0]["rows"]}
    assert cells[5][5] == ["", IDENTITY]
    assert cells[3][5][0] == "Belu"


def test_a_form_is_drawn_with_its_answers_in_words_and_without_whom_it_names(tmp_path: Path) -> None:
    [case] = [each for each in CASES if each.name == "a-form-a-sheet"]
    request = replace(request_for(case), kept=True)
    kept = json.loads("".join(answer(order(stored(case, tmp_path), request))))
    drawn = {label[0]: told for *_, (_, label, told), _ in kept["sheets"][0]["rows"][1:9]}
    assert drawn["Nama Korban"] == ["", IDENTITY]
    assert drawn["Kabupaten Asal"] == ["Belu", PLACE]
    assert [each["columns"][0][1] for each in kept["sheets"]] == ["", "", ""], "no column has a role"


@pytest.mark.parametrize(
    ("number", "told"),
    [("LP/1/I/2026", True), ("LP/B/1/I/2026/SPKT/POLRES MALAKA/POLDA NTT", False)],
)
def test_a_number_that_another_unit_may_give_as_well_is_told(number: str, told: bool, tmp_path: Path) -> None:
    head = ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Satker"]
    file = tmp_path / "register.xlsx"
    file.write_bytes(xlsx([head, [number, date(2026, 1, 5), "TPPO", "Polres Malaka"]]))
    request = Request(ImportKind.CASES, "", {"agency:polres": "polres-ntt"}, scoring.TODAY)
    understood = json.loads("".join(answer(order(file, request))))["understood"]
    assert ("number-without-unit" in {each["rule"] for each in understood}) is told


def test_a_column_headed_by_somebodys_number_is_asked_about_without_it(tmp_path: Path) -> None:
    head = ["Tgl Lapor", "Jenis Kasus", "5304011203900001"]
    lines = [[date(2026, 1, day), "TPPO", f"{day}/TPPO/I/2026"] for day in (5, 6, 7)]
    file = tmp_path / "register.xlsx"
    file.write_bytes(xlsx([head, *lines]))
    printed = "".join(answer(order(file, Request(ImportKind.CASES, "", {}, scoring.TODAY))))
    assert [each["key"] for each in json.loads(printed)["questions"]] == ["numbers"]
    assert head[-1] not in printed


@pytest.mark.parametrize("mark", ["…", "~", "///", "(  )"])
def test_a_mark_alone_in_a_line_ends_no_group_of_cases(mark: str, tmp_path: Path) -> None:
    head = ["No", "Nomor LP", "Tgl Lapor", "Kabupaten"]
    lines = [[day, f"LP/{day}/I/2026", date(2026, 1, day), "Belu"] for day in (5, 6)]
    file = tmp_path / "register.xlsx"
    file.write_bytes(xlsx([head, ["A. TPPO"], lines[0], [mark], lines[1]]))
    request = Request(ImportKind.CASES, "", {}, scoring.TODAY)
    found = json.loads("".join(answer(order(file, request))))
    kinds = [each["value"] for each in found["values"] if each.get("field") == "kind"]
    assert kinds == ["trafficking", "trafficking"]


READABLE = [case for case in CASES if case not in hostile.CASES]
"""What may be read in any process: of the others some are refused before one is started."""


@pytest.mark.parametrize("case", READABLE[:: len(READABLE) // 8], ids=lambda case: case.name)
def test_a_process_of_its_own_reads_the_same(case: Case, tmp_path: Path) -> None:
    file, request = stored(case, tmp_path), request_for(case)
    assert read_file(file, request) == "".join(answer(order(file, request)))


def is_worded(rule: str) -> bool:
    return rule_words(rule) != capitalised(rule.replace("-", " "))


@pytest.mark.parametrize("case", [c for c in CASES if c.expect.doubts], ids=lambda case: case.name)
def test_the_screen_has_words_for_every_doubt_that_the_corpus_expects(case: Case) -> None:
    assert [rule for rule, _ in case.expect.doubts if not is_worded(rule)] == []


def rules_in(call: ast.Call) -> list[ast.expr]:
    """Where a doubt is named: the first thing that is said of it, or the third of a field that was read."""
    at = {"doubt": 0, "FieldRead": 2}.get(getattr(call.func, "attr", getattr(call.func, "id", "")))
    return [] if at is None else call.args[at : at + 1]


def test_the_screen_has_words_for_every_doubt_that_the_reader_can_name() -> None:
    named = {*SAYS, *DATE_SAYS} | {
        rule.value
        for file in (ROOT / "domain" / "imports").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        for rule in rules_in(call)
        if isinstance(rule, ast.Constant) and isinstance(rule.value, str) and rule.value
    }
    assert len(named) > 20
    assert sorted(rule for rule in named if not is_worded(str(rule))) == []


def test_remains_count_on_the_day_of_their_arrival_and_deaths_on_the_day_of_death(tmp_path: Path) -> None:
    """At the turn of a year the two days lie in different ones."""
    head = ["Kabupaten", "L/P", "Tgl Meninggal", "Tgl Tiba"]
    line = ["Malaka", "L", date(2024, 12, 28), date(2025, 1, 3)]
    days = {}
    for title in ("DAFTAR JENAZAH PMI", "DAFTAR PMI MENINGGAL DUNIA"):
        file = tmp_path / "daftar.xlsx"
        file.write_bytes(xlsx([[title], head, line]))
        request = Request(ImportKind.DEATHS, "", {}, scoring.TODAY)
        values = json.loads("".join(answer(order(file, request))))["values"]
        days[title] = {value["from"] for value in values}
    assert days == {"DAFTAR JENAZAH PMI": {"2025-01-03"}, "DAFTAR PMI MENINGGAL DUNIA": {"2024-12-28"}}


def test_what_opens_a_strangers_file_loads_no_database() -> None:
    """It took a second and a half of each file's two, and a tenth of the memory that the process may have."""
    worker = ast.parse((ROOT / "db/importers/worker.py").read_text("utf-8"))
    asked = [ast.unparse(each) for each in ast.walk(worker) if isinstance(each, ast.ImportFrom)]
    heavy = "sorted({'sqlalchemy', 'streamlit', 'holidays'} & set(sys.modules))"
    program = "\n".join(["import sys", *asked, f"print({heavy})"])
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
