"""Doubts that ask the same are answered by one choice, and no other."""

from domain.imports.alike import alike
from domain.imports.delivery import PUT_OFF, DeliveredDoubt


def doubt(
    cell: str, candidates: tuple[str, ...], *, rule: str = "approximate", written: str = "2-3"
) -> DeliveredDoubt:
    return DeliveredDoubt(rule, "Data", cell, "Perkiraan, bukan hitungan.", candidates, True, written)


def test_cells_that_say_the_same_are_one_choice_and_another_is_one_of_its_own() -> None:
    found = alike([doubt("H4", ("2", "3")), doubt("H5", ("4", "5"), written="4-5"), doubt("H9", ("2", "3"))])
    assert [[each.cell for each in one.cells] for one in found] == [["H4", "H9"], ["H5"]]
    assert found[0].chosen("3") == {"Data!H4": "3", "Data!H9": "3"}
    assert found[0].chosen(PUT_OFF) == {"Data!H4": PUT_OFF, "Data!H9": PUT_OFF}


def test_days_of_one_column_are_read_in_one_order_each_as_its_own_day() -> None:
    first = doubt("C4", ("2026-02-01", "2026-01-02"), rule="date-order", written="01/02/2026")
    second = doubt("C5", ("2026-04-03", "2026-03-04"), rule="date-order", written="03/04/2026")
    other = doubt("D4", ("2026-02-01", "2026-01-02"), rule="date-order", written="01/02/2026")
    found = alike([first, second, other])
    assert [len(one.cells) for one in found] == [2, 1]
    assert found[0].by_place
    assert found[0].chosen("2026-01-02") == {"Data!C4": "2026-01-02", "Data!C5": "2026-03-04"}
