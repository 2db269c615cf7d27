"""From information to departure: what each step of a legal placement took in, let on and holds back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class ChainStep(StrEnum):
    INFORMATION = "information"
    REGISTRATION = "registration"
    DOCUMENTS = "documents"
    TRAINING = "training"
    HEALTH_CHECK = "health_check"
    PASSPORT = "passport"
    SOCIAL_SECURITY = "social_security"
    ORIENTATION = "orientation"
    DEPARTURE = "departure"


STEPS = tuple(ChainStep)

COUNTED_ONCE = frozenset({ChainStep.INFORMATION, ChainStep.DEPARTURE})
"""Visits are not people, and whoever has left waits no more: of these only one number is asked."""

LONG_DAYS = 30
"""Whoever waits longer than this at one step is held back."""


@dataclass(frozen=True)
class StepCounts:
    """People at one step in one month; None where the office said nothing, which is not zero."""

    entered: int | None = None
    moved_on: int | None = None
    held_back: int | None = None

    @property
    def is_silent(self) -> bool:
        return self.entered is None and self.moved_on is None and self.held_back is None


NOTHING_SAID = StepCounts()


def together(counts: Iterable[StepCounts]) -> StepCounts:
    """The sum of what was said; what nobody said stays unsaid."""
    rows = list(counts)
    return StepCounts(
        _sum(row.entered for row in rows),
        _sum(row.moved_on for row in rows),
        _sum(row.held_back for row in rows),
    )


def _sum(values: Iterable[int | None]) -> int | None:
    said = [value for value in values if value is not None]
    return sum(said) if said else None


@dataclass(frozen=True)
class Stall:
    """Where most people are held back, and how many of all of them."""

    steps: tuple[ChainStep, ...]
    here: int
    everywhere: int


MOST_NAMED = 2


def stall(chain: Mapping[ChainStep, StepCounts]) -> Stall | None:
    """The one or two steps that hold back most; None where nobody is known to be held back."""
    held = {step: counts.held_back for step, counts in chain.items() if counts.held_back}
    if not held:
        return None
    ranked = sorted(held, key=lambda step: (-held[step], STEPS.index(step)))[:MOST_NAMED]
    if len(ranked) == MOST_NAMED and held[ranked[1]] * 3 < held[ranked[0]]:
        ranked = ranked[:1]
    return Stall(
        tuple(sorted(ranked, key=STEPS.index)), sum(held[step] for step in ranked), sum(held.values())
    )
