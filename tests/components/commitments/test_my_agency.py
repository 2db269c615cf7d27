"""The headline of an agency's own page answers for everything under it."""

from types import SimpleNamespace
from typing import Any

import pytest

from components.commitments.report import finding

CALM: Any = SimpleNamespace(is_urgent=False)
URGENT: Any = SimpleNamespace(is_urgent=True)


@pytest.mark.parametrize(
    ("items", "pressing_tasks", "sentence"),
    [
        ([CALM], 0, "Tidak ada laporan atau tugas yang mendesak."),
        ([CALM], 1, "Satu tugas mendesak."),
        ([CALM, URGENT], 2, "Satu dari 2 komitmen perlu tindakan dan dua tugas mendesak."),
        ([URGENT], 0, "Semua komitmen (1) perlu tindakan."),
        ([], 0, "Belum ada komitmen yang dipegang."),
    ],
)
def test_nothing_is_pressing_only_when_no_report_and_no_task_is(
    items: list[Any], pressing_tasks: int, sentence: str
) -> None:
    assert finding(items, pressing_tasks) == sentence
