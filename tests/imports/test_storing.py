"""Without ``--dry-run``: files go into the database as batches, and nobody's identity with them."""

import base64
import json
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine, select

from db.__main__ import main
from db.acting import Sender
from db.commands.registry import dispatch
from db.engine import reading
from db.importers.run import Request, order, shown_name
from db.importers.worker import answer
from db.lines import lines, shape
from db.models import Base, CaseRecord, ImportReading
from db.queries.imports import batch
from db.queries.planned_imports import planned
from domain.access.errors import Refusal
from domain.access.permissions import OPERATOR
from domain.cases.facts import Entry, Victims
from domain.cases.references import KnownWords
from domain.figures.cases import CaseKind, RecruitmentMode, Sector
from domain.imports.delivery import PUT_OFF, Decisions, Delivery, opened, packed_text
from domain.imports.kinds import ImportKind
from domain.imports.life import NEEDS, SERVICE_KINDS, ImportState
from domain.imports.requests import KeepReading, ReceiveFile, StoreBatch
from domain.imports.storing_cases import case_fields, case_lines
from domain.imports.storing_figures import SeriesLines, figure_lines
from domain.time.calendar import Clock
from reports import import_sheets
from tests.imports import scoring
from tests.imports.corpus import CASES, Case
from tests.imports.corpus.model import TITLE, table, xlsx


@pytest.fixture
def shell(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setenv("GERAK_NOW", "2026-11-23T07:00:00+08:00")
    monkeypatch.setenv("DATABASE_URL", engine.url.render_as_string(hide_password=False))
    return engine


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    assert main(["import", *map(str, arguments), "--json"]) == 0
    files: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["files"]
    return files


def test_the_command_line_stores_what_it_read_and_asks_what_it_cannot_know(
    shell: Engine, capsys: Any, tmp_path: Path
) -> None:
    rekap, coded = tmp_path / "Rekap 2026.xlsx", tmp_path / "kode.xlsx"
    rekap.write_bytes(xlsx([*TITLE, *table()]))
    coded.write_bytes(xlsx([*TITLE, ["Kode", "Januari"], [5304, 7], [5310, 8]]))
    [first, second] = said(capsys, rekap, coded, "--kind", "placements", "--source", "BP3MI NTT")
    assert (first["state"], first["new"], first["batch"]) == ("stored", 18, "B-001")
    assert (second["state"], [each["key"] for each in second["questions"]]) == ("waiting", ["code-system"])

    answers = tmp_path / "answers.json"
    answers.write_text('{"code-system": "bps"}', "utf-8")
    [again, answered] = said(
        capsys, rekap, coded, "--kind", "placements", "--source", "BP3MI NTT", "--answers", answers
    )
    assert "sudah diimpor" in again["says"]
    assert (answered["batch"], answered["state"]) == ("B-002", "stored")


def test_suspects_and_the_day_of_the_deed_are_stored_and_mended_by_a_later_file(
    shell: Engine, capsys: Any, tmp_path: Path
) -> None:
    head = ["No LP", "Tgl Kejadian", "Tgl LP", "Kasus", "Kab. Asal", "PR DWS", "TSK"]
    record = CaseRecord.__table__.c
    told = []
    for number, suspects in enumerate((1, 3)):
        file = tmp_path / f"lp {number}.xlsx"
        line = ["LP/7/I/2026", date(2025, 12, 30), date(2026, 1, 15), "TPPO", "Belu", 2, suspects]
        file.write_bytes(xlsx([head, line]))
        [answered] = said(capsys, file, "--kind", "cases", "--source", "Polda NTT")
        with reading(shell) as connection:
            stored = connection.execute(
                select(record.happened_on, record.reported_on, record.women, record.suspects).where(
                    record.agency_reference == "LP/7/I/2026"
                )
            ).one()
        told.append((answered["new"], answered["changed"], *stored))
    assert told == [
        (1, 0, date(2025, 12, 30), date(2026, 1, 15), 2, 1),
        (0, 1, date(2025, 12, 30), date(2026, 1, 15), 2, 3),
    ]


def deliver(engine: Engine, clock: Clock, case: Case, folder: Path, number: int) -> None:
    """One file of the corpus as far as it gets."""

    def do(request: object) -> Any:
        return dispatch(Sender(engine, OPERATOR, clock), request)

    file = folder / case.file
    file.write_bytes(case.build())
    request = Request(ImportKind(case.kind), "polda-ntt", case.answers, scoring.TODAY, kept=True)
    name = shown_name(case.file, scoring.TODAY)
    delivered = do(ReceiveFile(request.kind, request.source, name, f"{number:064d}", 1))
    do(KeepReading(delivered, packed_text("".join(answer(order(file, request))))))
    with reading(engine) as connection:
        row = batch(connection, delivered, by=OPERATOR)
        wanted = planned(connection, delivered, by=OPERATOR, on=scoring.TODAY).writes
    if row.state is ImportState.WAITING and wanted:
        try:
            do(StoreBatch(delivered, row.version))
        except Refusal as refusal:
            pytest.fail(f"{case.name}: {refusal}")


def test_a_dump_holds_no_identity_that_stood_in_a_file(engine: Engine, clock: Clock, tmp_path: Path) -> None:
    by_a_shell = NEEDS.keys() - SERVICE_KINDS
    planted = [case for case in CASES if case.secrets and ImportKind(case.kind) in by_a_shell]
    assert len(planted) > 15
    before = dump(engine)
    for number, case in enumerate(planted):
        deliver(engine, clock, case, tmp_path, number)
    with reading(engine) as connection:
        content = connection.scalars(select(ImportReading.content)).all()
    written = b"".join(dump(engine) - before).decode() + "".join(map(unpacked, content))
    assert [secret for case in planted for secret in scoring.secrets_in(case, written)] == []


def dump(engine: Engine) -> set[bytes]:
    """Every row but the packed readings."""
    tables = [each for each in Base.metadata.sorted_tables if each.name != ImportReading.__tablename__]
    with reading(engine) as connection:
        return {line for each in tables for line in lines(connection, shape(each))}


def unpacked(text: str) -> str:
    return zlib.decompress(base64.b64decode(text)).decode()


def test_lines_that_go_back_are_read_again_as_they_were(tmp_path: Path) -> None:
    entry = Entry(
        agency_code="polda-ntt",
        reference="LP/7/XI/2026",
        kind=CaseKind.TRAFFICKING,
        reported_on=date(2026, 11, 10),
        happened_on=None,
        origin="53.21",
        district_code="",
        transit_id=None,
        destination_iso3="MYS",
        victims=Victims(2, None, 0, None),
        suspects=None,
        sector=Sector.PALM_PLANTATION,
        recruitment=RecruitmentMode.BROKER,
        note="",
    )
    file = tmp_path / "Kasus.xlsx"
    lines_back = [("Data baris 7", case_fields(entry), "Periksa asalnya.")]
    file.write_bytes(import_sheets.sent_back(ImportKind.CASES, "B-001", lines_back))
    request = Request(ImportKind.CASES, "", {}, scoring.TODAY, kept=True)
    read = opened(packed_text("".join(answer(order(file, request)))))
    [line] = case_lines(read, Decisions(), "polda-ntt", scoring.TODAY, KnownWords.of((), (), ())).ready
    assert case_fields(line.entry) == case_fields(entry)


def kept_reading(file: Path, kind: ImportKind, rows: list[list[Any]]) -> Delivery:
    file.write_bytes(xlsx(rows))
    request = Request(kind, "", {}, scoring.TODAY, kept=True)
    return opened(packed_text("".join(answer(order(file, request)))))


WITHOUT_NUMBERS = [
    ["No", "Tgl Lapor", "Jenis Kasus", "Kabupaten", "Pr Dewasa"],
    *([number, date(2026, 1, number), "TPPO", "Belu", 1] for number in range(1, 8)),
]


def test_a_register_without_numbers_goes_back_with_one_sentence_for_all_its_lines(
    shell: Engine, capsys: Any, tmp_path: Path
) -> None:
    file = tmp_path / "kasus.xlsx"
    file.write_bytes(xlsx(WITHOUT_NUMBERS))
    assert main(["import", str(file), "--kind", "cases", "--source", "Polda NTT"]) == 0
    told = capsys.readouterr().out
    assert "0 baru, 0 berubah, 0 ditarik, 0 tetap sama, 7 dikembalikan" in told
    assert told.count("dikembalikan Data") == 1
    assert "Data baris 2 sampai Data baris 8 (7 baris): Berkas ini tidak memuat nomor laporan" in told
    assert "isi kolom “Nomor laporan”" in told


def test_lines_that_went_back_for_want_of_a_number_are_stored_when_it_is_filled_in(
    shell: Engine, capsys: Any, tmp_path: Path
) -> None:
    file = tmp_path / "kasus.xlsx"
    read = kept_reading(file, ImportKind.CASES, WITHOUT_NUMBERS)
    assert any(each.rule == "without-numbers" for each in read.doubts)
    lines = case_lines(read, Decisions(), "polda-ntt", scoring.TODAY, KnownWords.of((), (), ()))
    assert (lines.ready, len(lines.back)) == ((), 7)
    back = [(each.at, each.fields, each.reason) for each in lines.back]
    file.write_bytes(import_sheets.sent_back(ImportKind.CASES, "B-001", back))
    book = openpyxl.load_workbook(file)
    page = book.active
    head = next(row for row in page.iter_rows() if "Nomor laporan" in [cell.value for cell in row])
    column = next(cell.column for cell in head if cell.value == "Nomor laporan")
    for number in range(1, 8):
        page.cell(head[0].row + number, column, f"LP/B/{number}/I/2026")
    book.save(file)
    [stored] = said(capsys, file, "--kind", "cases", "--source", "Polda NTT")
    assert (stored["state"], stored["new"], stored["sent_back"]) == ("stored", 7, [])


def test_one_line_without_its_number_is_told_by_itself(tmp_path: Path) -> None:
    head = ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten"]
    day = date(2026, 1, 2)
    rows = [head, ["LP/1/2026", day, "TPPO", "Belu"], [None, day, "TPPO", "Ende"]]
    read = kept_reading(tmp_path / "kasus.xlsx", ImportKind.CASES, rows)
    lines = case_lines(read, Decisions(), "polda-ntt", scoring.TODAY, KnownWords.of((), (), ()))
    assert [each.entry.reference for each in lines.ready] == ["LP/1/2026"]
    [back] = lines.back
    assert back.reason.startswith("“Nomor rujukan instansi” belum diisi.")


def test_the_figures_of_a_line_are_taken_for_the_place_that_somebody_chooses(tmp_path: Path) -> None:
    rows = [*TITLE, ["Kabupaten", "Januari"], ["Belu", 5], ["Maumere", 3], ["Malaka", 1]]
    read = kept_reading(tmp_path / "rekap.xlsx", ImportKind.PLACEMENTS, rows)
    [doubt] = read.put_off
    known = frozenset(["procedural_placement"])

    def stored(decisions: Decisions) -> dict[str, float | None]:
        lines = figure_lines(read, decisions, ImportKind.PLACEMENTS, known, scoring.TODAY)
        return {each.region: each.value for each in lines.ready}

    assert doubt.candidates == ("53.07",)
    waiting = figure_lines(read, Decisions(), ImportKind.PLACEMENTS, known, scoring.TODAY)
    assert [doubt.says in each.reason for each in waiting.back] == [True]
    assert stored(Decisions()) == {"53.04": 5, "53.21": 1}
    assert stored(Decisions({doubt.address: PUT_OFF})) == {"53.04": 5, "53.21": 1}
    assert stored(Decisions({doubt.address: "53.07"})) == {"53.04": 5, "53.21": 1, "53.07": 3}


def test_a_doubtful_cell_of_a_line_whose_place_waits_is_decided_as_well(tmp_path: Path) -> None:
    rows = [*TITLE, ["Kabupaten", "Januari", "Februari"], ["Belu", 5, 6], ["Maumere", "1,234", "12,0"]]
    read = kept_reading(tmp_path / "rekap.xlsx", ImportKind.PLACEMENTS, rows)
    offered = {each.address: each.candidates[0] for each in read.put_off}
    cell, place = sorted(offered, key=lambda each: offered[each] == "53.07")

    def stored(*chosen: str) -> list[float | None]:
        decisions = Decisions({each: offered[each] for each in chosen})
        known = frozenset(["procedural_placement"])
        lines = figure_lines(read, decisions, ImportKind.PLACEMENTS, known, scoring.TODAY)
        return [each.value for each in lines.ready if each.region == "53.07"]

    assert (stored(cell), stored(place), sorted(stored(cell, place))) == ([], [12], [12, 1234])


def test_a_case_comes_from_the_kabupaten_that_is_chosen_for_a_name_that_only_looks_like_it(
    tmp_path: Path,
) -> None:
    rows = [
        ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten"],
        ["LP/1/2026", date(2026, 1, 2), "TPPO", "Lembatta"],
    ]
    read = kept_reading(tmp_path / "kasus.xlsx", ImportKind.CASES, rows)
    [doubt] = read.put_off
    chosen = Decisions({doubt.address: doubt.candidates[0]})
    lines = case_lines(read, chosen, "polda-ntt", scoring.TODAY, KnownWords.of((), (), ()))
    assert [each.entry.origin for each in lines.ready] == ["53.13"]


def counted_again(tmp_path: Path, name: str) -> list[tuple[str, date, date, float]]:
    """A list that goes back, sent again as the figures that came with it: place, time and how many."""
    [case] = [each for each in CASES if each.name == name]
    known = frozenset(["deportation"])

    def lines_of(kind: ImportKind, name: str, content: bytes) -> SeriesLines:
        file = tmp_path / name
        file.write_bytes(content)
        request = Request(kind, "", {}, scoring.TODAY, kept=True)
        read = opened(packed_text("".join(answer(order(file, request)))))
        return figure_lines(read, Decisions(), kind, known, scoring.TODAY)

    listed = lines_of(ImportKind.DEPORTATIONS, case.file, case.build())
    assert listed.ready == ()
    back = [(each.at, each.fields, each.reason) for each in listed.back]
    sheet = import_sheets.sent_back(ImportKind.DEPORTATIONS, "B-001", back)
    figures = lines_of(ImportKind.FIGURES, "kembali.xlsx", sheet)
    return [(each.region, each.starts_on, each.ends_on, each.value) for each in figures.ready]


def test_a_list_of_persons_goes_back_as_the_figures_that_it_counts(tmp_path: Path) -> None:
    january = date(2026, 1, 1), date(2026, 1, 31)
    assert counted_again(tmp_path, "kabupaten-above-their-people") == [
        ("53.04", *january, 1),
        ("53.21", *january, 1),
    ]


def test_a_list_of_events_goes_back_as_the_persons_that_its_lines_say(tmp_path: Path) -> None:
    assert counted_again(tmp_path, "arrivals-of-many") == [
        ("53.06", date(2025, 2, 1), date(2025, 2, 28), 50),
        ("53.13", date(2025, 3, 1), date(2025, 3, 31), 22),
    ]


def test_a_template_is_read_without_a_question(tmp_path: Path) -> None:
    file = tmp_path / "Templat.xlsx"
    file.write_bytes(import_sheets.template(ImportKind.PLACEMENTS, [("53.21", "Malaka"), ("53.04", "Belu")]))
    book = openpyxl.load_workbook(file)
    page = book.active
    head = next(row for row in page.iter_rows() if row[0].value == "Kode Kemendagri")
    page["A2"] = "Tahun: 2026"
    for row, value in enumerate((4, 5), start=head[0].row + 1):
        page.cell(row, 3, value)
    book.save(file)
    request = Request(ImportKind.PLACEMENTS, "", {}, scoring.TODAY, kept=True)
    read = opened(packed_text("".join(answer(order(file, request)))))
    assert read.questions == ()
    told = [(each.region, each.starts_on, each.value) for each in read.counts if each.value is not None]
    assert told == [("53.21", date(2026, 1, 1), 4), ("53.04", date(2026, 1, 1), 5)]
