"""The bounds are exactly those over all tables that fit, found by writing every such table down."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from domain.disclosure.two_way_tables import TwoWayTable

ROWS, COLUMNS = ("a", "b", "c"), (1, 2, 3)
MOST = 3

counts = st.fixed_dictionaries({(row, column): st.integers(0, MOST) for row in ROWS for column in COLUMNS})
hidden_cells = st.sets(st.sampled_from([(row, column) for row in ROWS for column in COLUMNS]), max_size=6)
untold_rows = st.sets(st.sampled_from(ROWS))
bounded = st.booleans()

Cells = dict[tuple[str, int], int]


def fitting(true: Cells, hidden: list[tuple[str, int]], untold: set[str], most: int) -> list[Cells]:
    """Every table with the same shown cells, columns and told rows."""
    found = []
    for values in product(range(most + 1), repeat=len(hidden)):
        table = {**true, **dict(zip(hidden, values, strict=True))}
        same_columns = all(sum(table[r, c] - true[r, c] for r in ROWS) == 0 for c in COLUMNS)
        same_rows = all(sum(table[r, c] - true[r, c] for c in COLUMNS) == 0 for r in ROWS if r not in untold)
        if same_columns and same_rows:
            found.append(table)
    return found


@given(counts, hidden_cells, untold_rows)
def test_bounds_of_hidden_cells_and_sums_are_those_of_all_tables_that_fit(
    true: Cells, hidden: set[tuple[str, int]], untold: set[str]
) -> None:
    cells = sorted(hidden)
    table = TwoWayTable()
    for cell in cells:
        table.hide(*cell, true[cell], 0, MOST)
    for row in sorted(untold):
        table.hide_sum(row, sum(true[row, column] for column in COLUMNS))
    worlds = fitting(true, cells, untold, MOST)
    for cell in cells:
        values = {world[cell] for world in worlds}
        assert table.cell(*cell) == (min(values), max(values))
    for row in untold:
        sums = {sum(world[row, column] for column in COLUMNS) for world in worlds}
        assert table.sum(row) == (min(sums), max(sums))


@given(counts, hidden_cells, untold_rows)
def test_a_width_holds_as_long_as_the_sums_it_took_stay_untold(
    true: Cells, hidden: set[tuple[str, int]], untold: set[str]
) -> None:
    table = TwoWayTable()
    for cell in sorted(hidden):
        table.hide(*cell, true[cell], 0, MOST)
    for row in sorted(untold):
        table.hide_sum(row, sum(true[row, column] for column in COLUMNS))
    relied = {cell: table.width(*cell, 2) for cell in sorted(hidden)}
    for row in sorted(untold):
        table.tell_sum(row)
        for cell, (width, used) in relied.items():
            if row not in used:
                assert table.width(*cell, 2)[0] >= width
        table.hide_sum(row, sum(true[row, column] for column in COLUMNS))


def test_a_lone_hidden_cell_follows_from_its_column() -> None:
    table = TwoWayTable()
    table.hide("a", 1, 2)
    table.hide_sum("a", 7)
    assert table.cell("a", 1) == (2, 2)


def test_equal_hidden_cells_follow_from_what_their_marks_say() -> None:
    table = TwoWayTable()
    for row in ROWS:
        table.hide(row, 1, 1, 1, 2)
        table.hide_sum(row, 1)
    assert {table.cell(row, 1) for row in ROWS} == {(1, 1)}


def test_a_cell_that_becomes_known_no_longer_helps_the_others() -> None:
    table = TwoWayTable()
    for row in ("a", "b"):
        table.hide(row, 1, 2)
        table.hide_sum(row, 2)
    assert table.cell("a", 1) == (0, 4)
    table.show("b", 1)
    assert table.cell("a", 1) == (2, 2)
