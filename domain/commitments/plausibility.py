"""Claims that can be meant but rarely are: each is asked once, and taken when it is said again."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.access.errors import RuleBroken
from domain.commitments.progress import CheckpointMeasure
from domain.time.formats import exact, quantity

JUMP = 10
"""From so many times the last value on, a digit too many is likelier than progress."""


class DoubtKind(StrEnum):
    BEYOND_TARGET = "beyond_target"
    WENT_BACK = "went_back"
    JUMPED = "jumped"
    OTHER_WHOLE = "other_whole"


@dataclass(frozen=True)
class ClaimDoubt:
    kind: DoubtKind
    question: str
    yes: str
    """What the one who means it presses."""
    answer: str
    """What a form sends back to say that this very value is meant; another value is asked about anew."""


class AskedOnce(Protocol):
    """A doubt of any kind: its question, what is pressed by who means it, and what a form then sends back."""

    @property
    def question(self) -> str: ...

    @property
    def yes(self) -> str: ...

    @property
    def answer(self) -> str: ...


class InDoubt(RuleBroken):
    """What is asked about before it is taken; a form shows each question with its yes."""

    def __init__(self, asked: Collection[AskedOnce]) -> None:
        self.asked = tuple(asked)
        super().__init__(" ".join(each.question for each in self.asked))


def ask_unless_sure(found: Collection[AskedOnce], answers: Collection[str]) -> None:
    """Raise for what was not yet answered."""
    if open_questions := unanswered(found, answers):
        raise InDoubt(open_questions)


def doubts(
    value: float, measure: CheckpointMeasure, *, before: float | None = None, of: float | None = None
) -> tuple[ClaimDoubt, ...]:
    """All that is surprising about a claim: against the target, what was claimed before, the whole named."""
    found = (
        beyond_target(value, measure),
        went_back(value, measure, before),
        jumped(value, measure, before),
        other_whole(value, measure, of),
    )
    return tuple(each for each in found if each is not None)


def unanswered(found: Collection[AskedOnce], answers: Collection[str]) -> tuple[AskedOnce, ...]:
    return tuple(each for each in found if each.answer not in answers)


def beyond_target(value: float, measure: CheckpointMeasure) -> ClaimDoubt | None:
    """41 of 40 desa."""
    past = value > measure.target if measure.rises else value < measure.target
    if not past:
        return None
    side = "melebihi" if measure.rises else "di bawah"
    return _doubt(DoubtKind.BEYOND_TARGET, value, measure, f"{side} target {_shown(measure.target, measure)}")


def went_back(value: float, measure: CheckpointMeasure, before: float | None) -> ClaimDoubt | None:
    """3 % after 45 %: the total so far is asked for, and is seldom less than it was."""
    if before is None or not (value < before if measure.rises else value > before):
        return None
    side = "kurang dari" if measure.rises else "lebih dari"
    return _doubt(
        DoubtKind.WENT_BACK,
        value,
        measure,
        f"{side} laporan sebelumnya, {_shown(before, measure)}, padahal di sini jumlah seluruhnya",
    )


def jumped(value: float, measure: CheckpointMeasure, before: float | None) -> ClaimDoubt | None:
    """1.250 after 125: a digit too many, or too few where the measure falls."""
    if not before or value <= 0:
        return None
    larger, smaller = (value, before) if measure.rises else (before, value)
    if larger < JUMP * smaller:
        return None
    return _doubt(
        DoubtKind.JUMPED, value, measure, f"sepuluh kali lipat dari sebelumnya, {_shown(before, measure)}"
    )


def other_whole(value: float, measure: CheckpointMeasure, of: float | None) -> ClaimDoubt | None:
    """``12 dari 45 desa`` where 40 are aimed at."""
    if of is None or of == measure.target:
        return None
    return _doubt(
        DoubtKind.OTHER_WHOLE,
        value,
        measure,
        f"ditulis dari {_shown(of, measure)}, sedangkan targetnya {_shown(measure.target, measure)}",
    )


def _shown(value: float, measure: CheckpointMeasure) -> str:
    return quantity(value, measure.unit)


def _doubt(kind: DoubtKind, value: float, measure: CheckpointMeasure, why: str) -> ClaimDoubt:
    question = f"Capaian {_shown(value, measure)} {why}. Setujui bila memang demikian, atau ubah angkanya."
    return ClaimDoubt(kind, question, f"Ya, {_shown(value, measure)}", f"{kind}:{exact(value)}")
