"""What an agency has to do next about each of its commitments, the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.commitments.health import ReportState

SOON = 14
"""Days before a checkpoint from which on it is due soon."""


class ReportUrgency(StrEnum):
    """In the order of the list."""

    RETURNED = "returned"
    MISSED = "missed"
    SOON = "soon"
    LATER = "later"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True)
class PointState:
    """One checkpoint as far as reporting is concerned."""

    due_on: date
    state: ReportState | None
    """Of its latest report; None when nobody reported."""
    complete: bool
    """Whether it was verified as complete."""


@dataclass(frozen=True)
class Duty:
    urgency: ReportUrgency
    point: int
    """Which of the checkpoints, by position."""
    due_on: date


def urgency(point: PointState, on: date) -> ReportUrgency:
    if point.state is ReportState.RETURNED:
        return ReportUrgency.RETURNED
    if point.state is ReportState.SUBMITTED:
        return ReportUrgency.WAITING
    if point.complete:
        return ReportUrgency.DONE
    if point.state is None and point.due_on < on:
        return ReportUrgency.MISSED
    if point.due_on < on:
        # Judged, though not complete, and over: what is missing shows in the next checkpoint.
        return ReportUrgency.DONE
    return ReportUrgency.SOON if (point.due_on - on).days <= SOON else ReportUrgency.LATER


def next_duty(points: Sequence[PointState], on: date) -> Duty | None:
    """The most urgent checkpoint of a commitment, the earliest of equals; None without any."""
    order = list(ReportUrgency)
    duties = [Duty(urgency(point, on), place, point.due_on) for place, point in enumerate(points)]
    return min(duties, key=lambda duty: (order.index(duty.urgency), duty.due_on), default=None)


def rank(duty: Duty | None) -> tuple[int, date]:
    """How far up a commitment stands in the list of its agency."""
    if duty is None:
        return len(ReportUrgency), date.max
    return list(ReportUrgency).index(duty.urgency), duty.due_on
