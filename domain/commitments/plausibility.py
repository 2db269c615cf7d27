"""Claims that can be meant but rarely are: each is asked once, and taken when it is said again."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from math import isfinite
from typing import Protocol

from domain.access.errors import RuleBroken
from domain.commitments.progress import CheckpointMeasure
from domain.commitments.verifiability import counts_in
from domain.time.formats import exact, quantity
from domain.units import same_unit

MEANT_OR_NOT = "Setujui bila memang demikian, atau ubah angkanya."
JUMP = 10
"""From so many times the last value on, a digit too many is likelier than progress."""


class DoubtKind(StrEnum):
    BEYOND_TARGET = "beyond_target"
    WENT_BACK = "went_back"
    JUMPED = "jumped"
    OTHER_WHOLE = "other_whole"
    OTHER_IN_SENTENCE = "other_in_sentence"
    BEFORE_ALL = "before_all"


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
        *first, last = (each.question for each in self.asked)
        # How to answer is said once, behind all that is asked.
        super().__init__(" ".join([*(each.removesuffix(f" {MEANT_OR_NOT}") for each in first), last]))

    @property
    def yes(self) -> str:
        """What is pressed once for all that is asked, so it names each: “Ya, 1.250 orang; 40 orang”."""
        first, *more = dict.fromkeys(each.yes for each in self.asked)
        return "; ".join([first, *(each.removeprefix("Ya, ") for each in more)])

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(each.answer for each in self.asked)


def ask_unless_sure(found: Collection[AskedOnce], answers: Collection[str]) -> None:
    """Raise for what was not yet answered."""
    if open_questions := unanswered(found, answers):
        raise InDoubt(open_questions)


def doubts(
    value: float,
    measure: CheckpointMeasure,
    *,
    before: float | None = None,
    of: float | None = None,
    sentence: str = "",
) -> tuple[ClaimDoubt, ...]:
    """All that is surprising about a claim: against the target, what was claimed before, the whole named,
    and the sentence beside it."""
    found = (
        beyond_target(value, measure),
        went_back(value, measure, before),
        jumped(value, measure, before),
        other_whole(value, measure, of),
        other_in_sentence(value, measure, before, sentence),
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
    if measure.rises and value >= JUMP * measure.target > 0:
        side = "sepuluh kali lipat atau lebih dari"
    return _doubt(DoubtKind.BEYOND_TARGET, value, measure, f"{side} target {_shown(measure.target, measure)}")


def went_back(value: float, measure: CheckpointMeasure, before: float | None) -> ClaimDoubt | None:
    """3 % after 45 %: the total so far is asked for, seldom less than it was, or than it began with."""
    since = measure.baseline if before is None else before
    if not (value < since if measure.rises else value > since):
        return None
    side = "kurang dari" if measure.rises else "lebih dari"
    if before is None:
        return _doubt(DoubtKind.WENT_BACK, value, measure, f"{side} nilai awal, {_shown(since, measure)}")
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


def other_in_sentence(
    value: float, measure: CheckpointMeasure, before: float | None, sentence: str
) -> ClaimDoubt | None:
    """8 beside “Sembilan desa menganggarkan”. Fewer may be a part of them, as “dua desa di Kobalima”; the
    target may be told as well, and what the count began with or fell by."""
    counted = [count for count, unit in counts_in(sentence) if same_unit(unit, measure.unit)]
    told = {value, measure.target, measure.baseline, before, (before or 0.0) - value}
    more = [count for count in counted if count > value and count not in told]
    if not more or value in counted:
        return None
    said = _shown(more[0], measure)
    doubt = _doubt(DoubtKind.OTHER_IN_SENTENCE, value, measure, f"lain dari kalimatnya, yang menyebut {said}")
    return replace(doubt, answer=f"{doubt.answer}:{said}")


def doubts_of_verdict(
    value: float, measure: CheckpointMeasure, before: float | None
) -> tuple[ClaimDoubt, ...]:
    """1 % after 44 % were proven: what was judged once seldom becomes less."""
    if before is None or not (value < before if measure.rises else value > before):
        return ()
    said, last = _shown(value, measure), _shown(before, measure)
    side = "kurang" if measure.rises else "lebih"
    question = f"Nilai terverifikasi {said} {side} dari putusan sebelumnya, {last}. {MEANT_OR_NOT}"
    return (ClaimDoubt(DoubtKind.WENT_BACK, question, f"Ya, {said}", _answer(DoubtKind.WENT_BACK, value)),)


def doubts_of_agreement(proposed: float | None, measure: CheckpointMeasure) -> tuple[ClaimDoubt, ...]:
    """Of terms that an agency asks for instead: whoever takes them says that less is to be reached."""
    held = measure.target
    if proposed is None or not (proposed < held if measure.rises else proposed > held):
        return ()
    side, said = "turun" if measure.rises else "naik", _shown(proposed, measure)
    question = (
        f"Dengan tawaran ini target {side} dari {_shown(held, measure)} menjadi {said}. "
        "Setujui bila memang demikian, atau tarik usulannya."
    )
    return (ClaimDoubt(DoubtKind.WENT_BACK, question, f"Ya, {said}", _answer(DoubtKind.WENT_BACK, proposed)),)


def doubts_of_counter(target: float | None, proposed: float, unit: str) -> tuple[ClaimDoubt, ...]:
    """1.250 offered instead of 120, or 12: a digit too many or too few is likelier than such an offer."""
    return doubts_of_jump(target, proposed, unit, what="Target yang ditawarkan", whose="yang diusulkan")


def doubts_of_change(target: float | None, now: float, unit: str) -> tuple[ClaimDoubt, ...]:
    return doubts_of_jump(target, now, unit, what="Target baru", whose="yang sekarang")


def doubts_of_progress(percent: int, before: int | None) -> tuple[ClaimDoubt, ...]:
    """Of a task that was at 80 % and is said to be at 20 %."""
    if before is None or percent >= before:
        return ()
    question = f"Kemajuan {percent} % kurang dari laporan sebelumnya, {before} %. {MEANT_OR_NOT}"
    return (
        ClaimDoubt(DoubtKind.WENT_BACK, question, f"Ya, {percent} %", _answer(DoubtKind.WENT_BACK, percent)),
    )


def doubts_of_jump(
    value: float | None, held: float | None, unit: str, *, what: str, whose: str
) -> tuple[ClaimDoubt, ...]:
    """Of a number that stands in another's place: ten times as much, or as little, is likelier a digit."""
    if value is None or held is None or not isfinite(value) or value <= 0 or held <= 0:
        return ()
    if max(value, held) < JUMP * min(value, held):
        return ()
    shown, times = quantity(value, unit), "kali lipat atau lebih" if value > held else "kali lebih kecil"
    question = f"{what} {shown}: sepuluh {times} dari {whose}, {quantity(held, unit)}. {MEANT_OR_NOT}"
    answer = f"{_answer(DoubtKind.JUMPED, value)}:{what}"
    return (ClaimDoubt(DoubtKind.JUMPED, question, f"Ya, {shown}", answer),)


def _shown(value: float, measure: CheckpointMeasure) -> str:
    return quantity(value, measure.unit)


def _doubt(kind: DoubtKind, value: float, measure: CheckpointMeasure, why: str) -> ClaimDoubt:
    question = f"Capaian {_shown(value, measure)} {why}. {MEANT_OR_NOT}"
    return ClaimDoubt(kind, question, f"Ya, {_shown(value, measure)}", _answer(kind, value))


def _answer(kind: DoubtKind, value: float) -> str:
    return f"{kind}:{exact(value)}"
