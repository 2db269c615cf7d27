"""The row of pages under a long list."""

import pytest

from components.kit.paging import shown


@pytest.mark.parametrize(
    ("page", "count", "row"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 5, [1, 2, 3, 4, 5]),
        (1, 9, [1, 2, 3, 0, 9]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (6, 20, [1, 0, 4, 5, 6, 7, 8, 0, 20]),
        (20, 20, [1, 0, 18, 19, 20]),
    ],
)
def test_pages_that_are_left_out_are_marked_and_a_single_one_is_not_left_out(
    page: int, count: int, row: list[int]
) -> None:
    assert shown(page, count) == row
