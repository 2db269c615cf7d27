"""The gate for rows of persons, beside a count by pandas."""

from collections.abc import Sequence

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from domain.disclosure import k_anonymity
from domain.disclosure.k_anonymity import Grouping

ROWS = st.lists(st.tuples(*(st.integers(0, 2) for _ in range(3))), max_size=60)


@given(ROWS)
def test_the_smallest_group_and_the_rows_short_of_it_are_those_that_pandas_counts(
    rows: list[tuple[int, int, int]],
) -> None:
    sizes = pd.DataFrame(rows, columns=list("abc")).groupby(list("abc")).size()
    small = sizes[sizes < 5]
    expected = Grouping(len(rows), int(sizes.min()) if rows else 0, int(small.sum()))
    assert k_anonymity.grouping(rows, 5) == expected


@given(ROWS)
def test_what_is_named_helps_and_nothing_is_named_where_nothing_would(
    rows: list[tuple[int, int, int]],
) -> None:
    def keys_of(kept: Sequence[int]) -> list[tuple[int, ...]]:
        return [tuple(row[each] for each in kept) for row in rows]

    left_out = k_anonymity.to_leave_out(keys_of, [0, 1, 2], 5)
    kept = [each for each in (0, 1, 2) if each not in left_out]
    assert k_anonymity.grouping(keys_of(kept), 5).passes == (len(rows) >= 5)
    if k_anonymity.grouping(keys_of([0, 1, 2]), 5).passes or len(rows) < 5:
        assert left_out == []


def test_a_file_without_rows_does_not_pass() -> None:
    assert not k_anonymity.grouping([]).passes
