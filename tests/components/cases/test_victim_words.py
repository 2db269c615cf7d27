"""How many people a report speaks of, in words."""

import pytest

from components.cases.words import total
from domain.cases.facts import Victims


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((2, 1, 0, 0), "3 orang"),
        ((2, None, 0, 0), "sedikitnya 2 orang"),
        ((None, None, None, None), "jumlah korban belum diketahui"),
        ((None, 0, 0, 0), "jumlah korban belum diketahui"),
    ],
)
def test_counts_that_are_not_known_are_no_number_of_people(counts: tuple[int | None, ...], said: str) -> None:
    assert total(Victims(*counts)) == said
