"""Commitments: progress by weight, what the calendar expects, and the health that follows.

Claimed and verified progress are computed side by side and never added up. Nobody types a status.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from domain.enumerations import Labelled, Rowed
from domain.look import Tone
from domain.time import formats

AT_RISK_MARGIN = 15.0
"""Points that verified progress may lag behind the calendar before a commitment is at risk."""


class ReportState(Rowed):
    row: Labelled

    DRAFT = "draft", Labelled("Draf")
    SUBMITTED = "submitted", Labelled("Menunggu verifikasi")
    VERIFIED = "verified", Labelled("Terverifikasi")
    RETURNED = "returned", Labelled("Dikembalikan")
    SUPERSEDED = "superseded", Labelled("Diganti laporan berikutnya")


class VerdictLevel(StrEnum):
    NO_EVIDENCE = "no_evidence"
    NOT_STARTED = "not_started"
    LIMITED = "limited"
    SUBSTANTIAL = "substantial"
    COMPLETE = "complete"


class EvidenceKind(StrEnum):
    DECREE = "decree"
    LETTER = "letter"
    BUDGET_DOCUMENT = "budget_document"
    INVITATION_AND_MINUTES = "invitation_and_minutes"
    PHOTO = "photo"
    ACTIVITY_REPORT = "activity_report"
    NEWS_LINK = "news_link"
    SPREADSHEET = "spreadsheet"


class ObstacleKind(StrEnum):
    BUDGET = "budget"
    OTHER_AGENCY = "other_agency"
    LEGAL_BASIS = "legal_basis"
    STAFF = "staff"
    OTHER = "other"


@dataclass(frozen=True)
class HealthRow:
    label: str
    tone: Tone
    icon: str


class Health(Rowed):
    """In the order in which screens show them, from good to bad."""

    row: HealthRow

    DONE = "done", HealthRow("Selesai", Tone.DONE, "verified")
    ON_SCHEDULE = "on_schedule", HealthRow("Sesuai jadwal", Tone.ON_SCHEDULE, "event_available")
    AT_RISK = "at_risk", HealthRow("Terancam", Tone.AT_RISK, "warning")
    OVERDUE = "overdue", HealthRow("Lewat tenggat", Tone.LATE, "event_busy")
    SILENT = "silent", HealthRow("Menunggak laporan", Tone.SILENT, "volume_off")
    NO_OWNER = "no_owner", HealthRow("Belum ada PJ", Tone.NO_OWNER, "person_off")

    @property
    def label(self) -> str:
        return self.row.label

    @property
    def label_within(self) -> str:
        """Within a sentence: ``3 belum ada PJ``."""
        return formats.uncapitalised(self.label)


@dataclass(frozen=True)
class CheckpointProgress:
    """One quarter checkpoint; percentages are of this checkpoint, None where nobody has said anything."""

    due_on: date
    weight: float
    claimed: float | None = None
    verified: float | None = None
    verdict: VerdictLevel | None = None
    reported: bool = False
    first_reported_on: date | None = None

    def is_missed(self, on: date) -> bool:
        """Its day has passed and nobody has reported on it."""
        return self.due_on < on and not self.reported


@dataclass(frozen=True)
class CommitmentProgress:
    has_owner: bool
    starts_on: date
    due_on: date
    blocked: bool
    checkpoints: tuple[CheckpointProgress, ...]

    @property
    def reported(self) -> bool:
        return any(checkpoint.reported for checkpoint in self.checkpoints)

    @property
    def claimed(self) -> float | None:
        """Percent claimed, or None as long as nothing was reported: silence is not zero."""
        return self._weighted([c.claimed for c in self.checkpoints])

    @property
    def verified(self) -> float | None:
        """Percent verified by somebody else, or None as long as nothing was reported."""
        return self._weighted([c.verified for c in self.checkpoints])

    def _weighted(self, percents: Sequence[float | None]) -> float | None:
        total = sum(checkpoint.weight for checkpoint in self.checkpoints)
        if not self.reported or not total:
            return None
        pairs = zip(self.checkpoints, percents, strict=True)
        return sum(checkpoint.weight * (percent or 0.0) for checkpoint, percent in pairs) / total

    def expected(self, on: date) -> float:
        """Percent the calendar expects on a day: full weight of each checkpoint that is past,
        a straight line within the one that is running."""
        total = sum(checkpoint.weight for checkpoint in self.checkpoints)
        if not total:
            return 0.0
        reached, start = 0.0, self.starts_on
        for checkpoint in sorted(self.checkpoints, key=lambda c: c.due_on):
            length = (checkpoint.due_on - start).days
            elapsed = (on - start).days
            share = 1.0 if on >= checkpoint.due_on else max(elapsed, 0) / length if length else 0.0
            reached += checkpoint.weight * share
            start = checkpoint.due_on
        return 100.0 * reached / total

    @property
    def is_complete(self) -> bool:
        """Every checkpoint is verified as complete, so no report is owed any more."""
        return bool(self.checkpoints) and all(c.verdict is VerdictLevel.COMPLETE for c in self.checkpoints)

    def silent_since(self, on: date) -> date | None:
        """When the oldest report was due that did not come; None when all came."""
        return min((c.due_on for c in self.checkpoints if c.is_missed(on)), default=None)

    def days_silent(self, on: date) -> int | None:
        """Days since the oldest checkpoint that passed without any report, None when there is none."""
        since = self.silent_since(on)
        return (on - since).days if since else None

    def health(self, on: date) -> Health:
        """The published rule, first match wins.

        Silence stands before the comparison with the calendar: a missing report is not a progress
        of zero. An obstacle that was reported stands before silence, because somebody did speak.
        """
        if not self.has_owner:
            return Health.NO_OWNER
        if self.is_complete:
            return Health.DONE
        if self.due_on < on:
            return Health.OVERDUE
        if self.blocked:
            return Health.AT_RISK
        if self.days_silent(on) is not None:
            return Health.SILENT
        if self.expected(on) - (self.verified or 0.0) > AT_RISK_MARGIN and self.reported:
            return Health.AT_RISK
        return Health.ON_SCHEDULE


@dataclass(frozen=True)
class RollUp:
    """Weighted means over the commitments that ever reported; the others are counted, not averaged."""

    commitments: int
    reporting: int
    claimed: float | None
    verified: float | None

    @property
    def gap(self) -> float | None:
        return self.gap_at(1)

    def gap_at(self, digits: int) -> float | None:
        """Of the two as they are shown beside it, with so many digits after the comma."""
        if self.claimed is None or self.verified is None:
            return None
        return formats.apart(self.claimed, self.verified, digits)


def roll_up(parts: Iterable[tuple[float, CommitmentProgress]]) -> RollUp:
    """``sum(weight * percent) / sum(weight)`` over the commitments with at least one report."""
    everything = list(parts)
    reporting = [(weight, p) for weight, p in everything if p.claimed is not None]
    total = sum(weight for weight, _ in reporting)
    if not total:
        return RollUp(len(everything), len(reporting), None, None)
    claimed = sum(weight * (p.claimed or 0.0) for weight, p in reporting) / total
    verified = sum(weight * (p.verified or 0.0) for weight, p in reporting) / total
    return RollUp(len(everything), len(reporting), claimed, verified)


Group = TypeVar("Group")


def roll_up_by(parts: Iterable[tuple[Group, float, CommitmentProgress]]) -> dict[Group, RollUp]:
    """One roll-up per agency, pillar or whatever the first of each triple names, in order of appearance."""
    groups: dict[Group, list[tuple[float, CommitmentProgress]]] = {}
    for group, weight, progress in parts:
        groups.setdefault(group, []).append((weight, progress))
    return {group: roll_up(members) for group, members in groups.items()}
