"""Who keeps their dates: of the checkpoints that are due, how many were reported in time and verified.

A share of few is no share: below a handful the board says so and does not rank it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.commitments.health import CommitmentProgress, VerdictLevel

FEW = 5
"""Due checkpoints below which a share says little."""

_PROVEN = frozenset({VerdictLevel.SUBSTANTIAL, VerdictLevel.COMPLETE})


@dataclass(frozen=True)
class Timeliness:
    agency: str
    due: int
    """Checkpoints whose date has passed: the n of both shares."""
    in_time: int
    late: int
    verified: int
    silent: int
    """Without any report."""

    @property
    def is_small(self) -> bool:
        return self.due < FEW

    @property
    def share_in_time(self) -> float | None:
        return 100.0 * self.in_time / self.due if self.due else None

    @property
    def share_verified(self) -> float | None:
        return 100.0 * self.verified / self.due if self.due else None


def timeliness(commitments: Iterable[tuple[str, CommitmentProgress]], on: date) -> list[Timeliness]:
    """From (agency, progress) pairs; best first, those with few or no due checkpoints after the others."""
    counted: dict[str, list[int]] = {}
    for agency, progress in commitments:
        own = counted.setdefault(agency, [0, 0, 0, 0, 0])
        for point in progress.checkpoints:
            if point.due_on >= on:
                continue
            own[0] += 1
            if point.first_reported_on is not None:
                own[1 if point.first_reported_on <= point.due_on else 2] += 1
            own[3] += point.verdict in _PROVEN
            own[4] += point.is_missed(on)
    standings = [Timeliness(agency, *numbers) for agency, numbers in counted.items()]
    return sorted(
        standings,
        key=lambda s: (s.is_small, -(s.share_in_time or 0.0), -(s.share_verified or 0.0), -s.due, s.agency),
    )
