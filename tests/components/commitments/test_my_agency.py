"""The headline of an agency's own page answers for everything under it."""

from types import SimpleNamespace
from typing import Any

import pytest

from components.commitments.upcoming import finding
from domain.commitments.health import Health

CALM: Any = SimpleNamespace(is_urgent=False, health=Health.ON_SCHEDULE)
URGENT: Any = SimpleNamespace(is_urgent=True, health=Health.OVERDUE)
LATE: Any = SimpleNamespace(is_urgent=False, health=Health.OVERDUE)


@pytest.mark.parametrize(
    ("items", "tasks", "offers", "sentence"),
    [
        ([CALM], 0, 0, "Tidak ada laporan atau tugas yang mendesak"),
        ([CALM], 1, 0, "Satu tugas mendesak"),
        ([CALM, URGENT], 2, 0, "Satu dari 2 komitmen perlu tindakan dan dua tugas mendesak"),
        ([URGENT], 0, 0, "Satu komitmen perlu tindakan"),
        ([CALM, LATE], 2, 0, "Satu dari 2 komitmen lewat tenggat dan dua tugas mendesak"),
        ([URGENT, LATE], 0, 0, "Satu dari 2 komitmen perlu tindakan dan satu komitmen lain lewat tenggat"),
        ([CALM], 0, 1, "Satu usulan menunggu jawaban"),
        ([], 0, 0, "Belum ada komitmen yang dipegang"),
    ],
)
def test_nothing_is_pressing_only_when_nothing_below_is(
    items: list[Any], tasks: int, offers: int, sentence: str
) -> None:
    assert finding(items, tasks, offers) == sentence
