"""Commitments as they stood on an earlier day, from what was sent and judged until then.

Targets, weights and owners are those of today: a history says how far the work has come, not how the plan
has moved.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from domain.commitments.health import (
    CheckpointProgress,
    CommitmentProgress,
    Health,
    RollUp,
    VerdictLevel,
    roll_up,
    roll_up_by,
)
from domain.time.calendar import ZONE, Quarter, local_time


@dataclass(frozen=True)
class SentReport:
    at: datetime
    claimed: float
    """Percent of the way to the target."""
    names_obstacle: bool


@dataclass(frozen=True)
class GivenVerdict:
    at: datetime
    verified: float
    level: VerdictLevel


@dataclass(frozen=True)
class CheckpointHistory:
    quarter: str
    plan: CheckpointProgress
    """Its day and weight, as if nobody had said anything yet."""
    sent: tuple[SentReport, ...]
    """The oldest first."""
    verdicts: tuple[GivenVerdict, ...]

    def by(self, moment: datetime) -> CheckpointProgress:
        """What was known of it at a moment: the last report sent by then, and the last verdict."""
        sent = [each for each in self.sent if each.at <= moment]
        verdicts = [each for each in self.verdicts if each.at <= moment]
        last = max(verdicts, key=lambda each: each.at, default=None)
        return CheckpointProgress(
            due_on=self.plan.due_on,
            weight=self.plan.weight,
            claimed=sent[-1].claimed if sent else None,
            verified=last.verified if last else None,
            verdict=last.level if last else None,
            reported=bool(sent),
            first_reported_on=local_time(sent[0].at).date() if sent else None,
        )

    def newest(self, moment: datetime) -> SentReport | None:
        return max((each for each in self.sent if each.at <= moment), key=lambda each: each.at, default=None)


@dataclass(frozen=True)
class CommitmentHistory:
    code: str
    title: str
    owner_code: str | None
    owner: str | None
    pillar_code: str
    weight: float
    plan: CommitmentProgress
    """Owner and days, as if nobody had said anything yet."""
    checkpoints: tuple[CheckpointHistory, ...]

    def by(self, moment: datetime) -> CommitmentProgress:
        newest = max(
            (report for each in self.checkpoints if (report := each.newest(moment))),
            key=lambda each: each.at,
            default=None,
        )
        return CommitmentProgress(
            has_owner=self.plan.has_owner,
            starts_on=self.plan.starts_on,
            due_on=self.plan.due_on,
            blocked=newest is not None and newest.names_obstacle,
            checkpoints=tuple(each.by(moment) for each in self.checkpoints),
        )


def heard_of(
    histories: Iterable[CommitmentHistory], since: datetime, now: datetime
) -> tuple[list[str], list[str]]:
    """The commitments that were reported on, and those that were judged, in a span of time."""
    reported, judged = [], []
    for each in histories:
        if any(since < report.at <= now for point in each.checkpoints for report in point.sent):
            reported.append(each.code)
        if any(since < verdict.at <= now for point in each.checkpoints for verdict in point.verdicts):
            judged.append(each.code)
    return reported, judged


TURNED = (Health.OVERDUE, Health.SILENT, Health.AT_RISK, Health.DONE)
"""Turns that somebody wants to hear of, the worst first."""


def turned(
    histories: Iterable[CommitmentHistory], since: datetime, now: datetime
) -> dict[Health, tuple[str, ...]]:
    """The commitments that stand where they did not stand at an earlier moment, by where; also those of which
    nobody said anything, because a day has passed."""
    found: dict[Health, list[str]] = {}
    for each in histories:
        before, after = (each.by(at).health(local_time(at).date()) for at in (since, now))
        if before is not after:
            found.setdefault(after, []).append(each.code)
    return {health: tuple(found[health]) for health in TURNED if health in found}


@dataclass(frozen=True)
class QuarterStanding:
    """What was claimed and what was verified at the end of a quarter, or by now in the one that runs."""

    quarter: Quarter
    moment: datetime
    is_open: bool
    total: RollUp
    by_owner: dict[str, RollUp]


def standings(histories: Sequence[CommitmentHistory], now: datetime) -> list[QuarterStanding]:
    """Quarter by quarter since the first report, and now; empty as long as nobody has reported.

    Each is the same weighted mean as on the screens, taken at that moment.
    """
    first = min((report.at for report in _reports(histories)), default=None)
    if first is None or first > now:
        return []
    running = Quarter.containing(local_time(now).date())
    quarter = Quarter.containing(local_time(first).date())
    found = []
    while quarter < running:
        end = datetime.combine(quarter.shift(1).starts_on, time.min, ZONE)
        found.append(_standing(histories, quarter, end, is_open=False))
        quarter = quarter.shift(1)
    return [*found, _standing(histories, running, now, is_open=True)]


def _reports(histories: Iterable[CommitmentHistory]) -> Iterable[SentReport]:
    return (report for each in histories for point in each.checkpoints for report in point.sent)


def _standing(
    histories: Sequence[CommitmentHistory], quarter: Quarter, moment: datetime, *, is_open: bool
) -> QuarterStanding:
    known = [(each, each.by(moment)) for each in histories]
    return QuarterStanding(
        quarter,
        moment,
        is_open,
        roll_up((each.weight, progress) for each, progress in known),
        roll_up_by((each.owner, each.weight, progress) for each, progress in known if each.owner),
    )
