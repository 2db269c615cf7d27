"""A NIK in parts, as printed forms have it, is left out though none of its cells tells. It is invented."""

import pytest

from domain.imports.identity import NIK, number_kind
from domain.imports.sheet import Cell, Sheet
from domain.imports.split_numbers import take_out

NUMBER = "5304011203900001"


def left_in(*rows: list[Cell]) -> tuple[int, list[list[Cell]]]:
    sheet = Sheet("Data", 1, [list(row) for row in rows])
    return take_out(sheet), sheet.rows


@pytest.mark.parametrize(
    "row",
    [
        ["NIK", *NUMBER],
        ["No. KTP", *map(int, NUMBER)],
        ["Nomor KK", "5304", "0112", "0390", "0001"],
        ["NIK", 5304, 112, 390, 1],
        [None, "NIK", 53040112, 3900001],
        ["NIK", None, "530401", "120390", None, "0001"],
        ["NIK 53040112", "03900001"],
    ],
)
def test_what_stands_beside_its_label_in_parts_is_emptied(row: list[Cell]) -> None:
    taken, [left] = left_in(row)
    assert taken
    assert not [cell for cell in left if cell is not None and cell != row[0] and cell != row[1]]


def test_what_stands_below_a_heading_over_several_columns_is_emptied_line_by_line() -> None:
    head: list[Cell] = ["No", "NIK", None, None, None, "Kabupaten"]
    line: list[Cell] = [1, "5304", "0112", "0390", "0001", "Belu"]
    taken, rows = left_in(head, line, [2, None, None, None, None, "Malaka"])
    assert (taken, rows[1]) == (4, [1, None, None, None, None, "Belu"])


@pytest.mark.parametrize(
    "row",
    [
        ["NIK", 2024, 2025, 2026],
        ["NIK", 120, 132, 98, 110, 105],
        ["Kab. Belu", 5304, 112, 390, 1],
        ["NIK", "Nama", "Kabupaten"],
    ],
)
def test_counts_and_years_stay(row: list[Cell]) -> None:
    assert left_in(row) == (0, [row])


def test_a_sign_before_a_number_does_not_hide_it() -> None:
    assert number_kind(-5304011203900001.0) == NIK
