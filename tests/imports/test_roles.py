"""Roles that somebody gives to columns and rows: taken as given, and never against the guard."""

from datetime import date
from pathlib import Path

from db.importers import reference
from db.importers.run import Request, order
from db.importers.worker import answer
from domain.imports.delivery import Delivery, opened, packed_text
from domain.imports.headings import SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.roles import FIELD, GivenRole, column_key
from tests.imports import scoring
from tests.imports.corpus.model import TITLE, xlsx

ROWS = [
    *TITLE,
    ["Kabupaten/Kota", "Januari", "Februari", "Keterangan", "Nama Petugas"],
    ["Kab. Belu", 4, 5, "Yohanes Seran", "Maria Lado"],
    ["Kab. Malaka", 6, 7, "Agustina Bria", "Petrus Nahak"],
    ["Kab. Ende", 1, 2, "Simon Loe", "Rosa Dhae"],
]


def read(folder: Path, **roles: str) -> Delivery:
    """With roles by the letter of a column or the number of a row."""
    file = folder / "Rekap 2026.xlsx"
    file.write_bytes(xlsx(ROWS))
    bare = _read(file, {})
    keys = {at: bare.sheets[0].role_of(at)[0] for at in roles}
    return _read(file, {keys[at]: role for at, role in roles.items()})


def _read(file: Path, answers: dict[str, str]) -> Delivery:
    request = Request(ImportKind.PLACEMENTS, "", answers, scoring.TODAY, kept=True)
    return opened(packed_text("".join(answer(order(file, request)))))


def values(found: Delivery) -> set[tuple[str, date | None, float | None]]:
    return {(each.region, each.starts_on, each.value) for each in found.counts if each.value is not None}


def test_a_column_that_somebody_leaves_out_is_not_read(tmp_path: Path) -> None:
    found = read(tmp_path, C=GivenRole.LEFT_OUT)
    january = {"53.04": 4, "53.21": 6, "53.08": 1}
    assert values(found) == {(code, date(2026, 1, 1), value) for code, value in january.items()}
    assert dict(each[:2] for each in found.sheets[0].columns)["C"] == "tidak dibaca"


def test_a_row_that_somebody_leaves_out_is_not_read(tmp_path: Path) -> None:
    assert {region for region, *_ in values(read(tmp_path, **{"6": GivenRole.LEFT_OUT}))} == {
        "53.04",
        "53.08",
    }


def test_a_column_that_somebody_takes_for_identity_goes_out_and_can_come_back(tmp_path: Path) -> None:
    found = read(tmp_path, B=GivenRole.IDENTITY)
    assert ("ditandai identitas", 3) in {(what, cells) for what, _, cells in found.left_out}
    assert {month for _, month, _ in values(found)} == {date(2026, 2, 1)}
    assert found.sheets[0].role_of("B")[0], "whoever marked it may take that back"


def test_no_choice_lets_identity_through(tmp_path: Path) -> None:
    bare = read(tmp_path)
    assert bare.sheets[0].role_of("D") == bare.sheets[0].role_of("E") == ("", ""), "nothing to choose"
    file = tmp_path / "Rekap 2026.xlsx"
    file.write_bytes(xlsx(ROWS))
    # As if an earlier file of this source, without names, had given these columns their roles.
    known = reference.load(scoring.TODAY).vocabulary
    heads = (SheetColumn(3, ("Keterangan",)), SheetColumn(4, ("Nama Petugas",)))
    forced = {column_key(head, known): GivenRole.VALUE.value for head in heads}
    assert len(forced) == 2
    found = _read(file, forced)
    assert sum(cells for *_, cells in found.left_out) == 6
    names = [str(name) for row in ROWS[len(TITLE) + 1 :] for name in row[3:]]
    assert [name for name in names if name in repr(found)] == []


def test_the_row_that_somebody_names_as_header_is_the_header_and_titles_stand_above_it(
    tmp_path: Path,
) -> None:
    rows = [
        ["Rekapitulasi Penempatan PMI"],
        ["Wilayah", "Jumlah", "Jumlah"],
        ["Kabupaten", "Januari 2026", "Februari 2026"],
        ["Belu", 4, 5],
        ["Malaka", 6, 7],
    ]
    file = tmp_path / "Data.xlsx"
    file.write_bytes(xlsx(rows))
    sheet = _read(file, {}).sheets[0]
    keys = {at: sheet.role_of(at)[0] for at in ("1", "2", "3", "4")}
    assert all(keys.values()), "titles, headers and data can be given a role"
    found = _read(file, {keys["2"]: GivenRole.TITLE, keys["3"]: GivenRole.HEADER, keys["4"]: GivenRole.NOTE})
    assert [role for _, role, *_ in found.sheets[0].rows] == ["judul", "judul", "kepala", "catatan", "data"]
    assert {(region, value) for region, _, value in values(found)} == {("53.21", 6), ("53.21", 7)}


REGISTER = [
    ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten", "Korban (L)", "Korban (P)", "Catatan", "Uraian"],
    ["LP/1/I/2026", date(2026, 1, 5), "TPPO", "Belu", 1, 2, "Sidik", "Yohanes Seran"],
    ["LP/2/I/2026", date(2026, 1, 6), "TPPO", "Ende", None, 1, "Lidik", "Maria Lado"],
    ["LP/3/I/2026", date(2026, 1, 7), "TPPO", "Sikka", 3, None, "Sidik", "Petrus Nahak"],
]


def register(folder: Path, answers: dict[str, str]) -> Delivery:
    file = folder / "Kasus.xlsx"
    file.write_bytes(xlsx(REGISTER))
    request = Request(ImportKind.CASES, "", answers, scoring.TODAY, kept=True)
    return opened(packed_text("".join(answer(order(file, request)))))


def given(folder: Path, **fields: str) -> dict[str, str]:
    sheet = register(folder, {}).sheets[0]
    keys = {at: sheet.role_of(at)[0] for at in fields}
    assert all(keys.values())
    return {keys[at]: f"{FIELD}{name}" for at, name in fields.items()}


def fields_of(found: Delivery, *names: str) -> list[tuple[object, ...]]:
    return [tuple(line.fields.get(name) for name in names) for line in found.records]


def test_a_column_of_a_register_is_the_field_that_somebody_says_it_is(tmp_path: Path) -> None:
    bare = register(tmp_path, {})
    assert "victims-not-split" in {doubt.rule for doubt in bare.doubts}
    assert fields_of(bare, "men", "women") == [(None, None)] * 3
    found = register(tmp_path, given(tmp_path, E="men", F="women"))
    assert fields_of(found, "men", "women") == [(1, 2), (None, 1), (3, None)]
    assert "victims-not-split" not in {doubt.rule for doubt in found.doubts}
    assert dict(each[:2] for each in found.sheets[0].columns)["E"] == "laki-laki dewasa"


def test_a_field_that_somebody_gives_to_one_column_is_taken_from_the_other(tmp_path: Path) -> None:
    found = register(tmp_path, given(tmp_path, E="women"))
    assert fields_of(found, "women") == [(1,), (None,), (3,)]
    again = register(tmp_path, given(tmp_path, E="women") | given(tmp_path, F="women"))
    assert len({*fields_of(again, "women")}) == 3, "one of the two, and not both by turns"


def test_what_is_no_choice_of_the_field_that_a_column_was_given_waits_as_anywhere(tmp_path: Path) -> None:
    found = register(tmp_path, given(tmp_path, F="police_stage", G="women"))
    assert {doubt.cell for doubt in found.doubts if doubt.put_off} >= {"F2", "F3"}


def test_no_field_lets_names_through(tmp_path: Path) -> None:
    known = reference.load(scoring.TODAY).vocabulary
    forced = {column_key(SheetColumn(7, ("Uraian",)), known): f"{FIELD}reference"}
    found = register(tmp_path, forced)
    assert [name for name in ("Seran", "Lado", "Nahak") if name in repr(found)] == []


def test_lines_that_an_answer_decides_are_drawn_as_waiting_for_it(tmp_path: Path) -> None:
    file = tmp_path / "kiriman.xlsx"
    file.write_bytes(xlsx([["PENEMPATAN PMI"], ["Kabupaten", "Jumlah"], ["Ende", 3], ["Alor", 4]]))
    asked, told = _read(file, {}), _read(file, {"period": "2026-01"})
    assert [each.key for each in asked.questions] == ["period"]
    assert [row[1] for row in asked.sheets[0].rows] == ["judul", "kepala", *2 * ["menunggu jawaban"]]
    assert [row[1] for row in told.sheets[0].rows] == ["judul", "kepala", *2 * ["data"]]
