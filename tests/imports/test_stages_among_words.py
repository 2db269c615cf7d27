"""Which stages a text says a case has reached, and which it only speaks of."""

import pytest

from domain.figures.cases import PoliceStage
from domain.imports.stages import may_stand_beside, stages_in


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("SP3, tdk cukup bukti", [PoliceStage.CLOSED_NO_CASE]),
        ("Sidik (menunggu ahli)", [PoliceStage.INVESTIGATION]),
        ("sudah P21, tahap 2 minggu depan", [PoliceStage.COMPLETE_P21]),
        ("P21 tgl 3/4/25", [PoliceStage.COMPLETE_P21]),
        ("THP II", [PoliceStage.HANDED_TO_PROSECUTION]),
        ("Vonis / Inkracht", [PoliceStage.VERDICT, PoliceStage.FINAL]),
        ("Tahap I (P-19)", [PoliceStage.FILE_SUBMITTED, PoliceStage.RETURNED_P19]),
        ("Penyidikan, berkas belum lengkap", [PoliceStage.INVESTIGATION]),
    ],
)
def test_a_stage_is_read_among_other_words(text: str, reached: list[PoliceStage]) -> None:
    assert list(stages_in(text)) == reached


@pytest.mark.parametrize(
    "text",
    [
        "belum P21",
        "P21 belum",
        "menuju tahap II",
        "SP3 dicabut",
        "SPDP/3/I/2026",
        "LP/B/4/I/2026",
        "korban di rumah aman",
        "Dilimpahkan ke Polda",
    ],
)
def test_what_is_not_reached_or_was_taken_back_is_no_stage(text: str) -> None:
    assert not stages_in(text)


def test_a_file_that_came_back_is_at_the_investigation_once_more() -> None:
    assert may_stand_beside(PoliceStage.RETURNED_P19, PoliceStage.INVESTIGATION)
    assert not may_stand_beside(PoliceStage.COMPLETE_P21, PoliceStage.INVESTIGATION)
