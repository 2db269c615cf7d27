"""Why a commitment is late: what is known of it, the same on every list and on paper."""

from datetime import date

import pytest

from domain.commitments.health import CheckpointProgress, CommitmentProgress, Health
from domain.commitments.standing import because, why_late

DUE, TODAY = date(2026, 10, 14), date(2026, 11, 23)


def late(*, blocked: bool = False, **claim: float | None) -> CommitmentProgress:
    came = CheckpointProgress(date(2026, 6, 30), 0.5, claim["claimed"], claim["verified"], reported=True)
    return CommitmentProgress(True, date(2026, 1, 1), DUE, blocked, (came,))


SILENT = CommitmentProgress(True, date(2026, 1, 1), DUE, False, (CheckpointProgress(date(2026, 6, 30), 1.0),))
OWING = CommitmentProgress(
    True,
    date(2026, 1, 1),
    DUE,
    False,
    (
        CheckpointProgress(date(2026, 6, 30), 0.5, 100.0, 80.0, reported=True),
        CheckpointProgress(date(2026, 9, 30), 0.5),
    ),
)


@pytest.mark.parametrize(
    ("progress", "why"),
    [
        (SILENT, "belum pernah melapor"),
        (OWING, "laporan B09 2026 jatuh tempo 30 Sep 2026; terverifikasi 40 %"),
        (
            late(blocked=True, claimed=90.0, verified=60.0),
            "terkendala menurut pelapornya; terverifikasi 60 %",
        ),
        (late(claimed=90.0, verified=60.0), "diklaim 90 %, terverifikasi 60 %"),
        (late(claimed=60.0, verified=60.0), "terverifikasi 60 %"),
    ],
    ids=["never reported", "owes a report", "obstacle", "not proven yet", "not done yet"],
)
def test_what_is_late_says_what_is_known_of_why(progress: CommitmentProgress, why: str) -> None:
    assert progress.health(TODAY) is Health.OVERDUE
    assert why_late(progress, TODAY) == why
    assert because(progress, Health.OVERDUE, TODAY, promised_on=DUE) == f"lewat 40 hari; {why}"
