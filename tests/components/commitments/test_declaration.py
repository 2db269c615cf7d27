"""The law's checklist says what is unknown and what is missing, and counts out no nought."""

import pytest

from components.commitments.declaration import duty_detail
from domain.commitments.declaration import DutyCount, RegencyDuty


@pytest.mark.parametrize(
    ("present", "absent", "unverified", "said"),
    [
        (0, 0, 22, "22 belum diverifikasi"),
        (10, 2, 10, "sepuluh belum diverifikasi, dua tidak ada"),
        (21, 1, 0, "satu tidak ada"),
        (22, 0, 0, "semua sudah diverifikasi ada"),
    ],
)
def test_what_is_nowhere_so_is_not_counted_out(present: int, absent: int, unverified: int, said: str) -> None:
    count = DutyCount(RegencyDuty.TASK_FORCE, present=present, absent=absent, unverified=unverified)
    assert duty_detail([count]).endswith(f": {said}.")
