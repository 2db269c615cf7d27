"""What may be asked about cases besides an ``Entry``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.cases.facts import CaseFacts
from domain.figures.cases import FlagKind, ReferralState, Track, Withdrawal


@dataclass(frozen=True)
class KeepDraft:
    """What stands in the form so far, by the names of its fields; nothing at all discards it."""

    values: Mapping[str, str]
    left_by: int = 0
    """The account whose draft the form was filled from, where its writer has left the office."""


@dataclass(frozen=True)
class OpenCase:
    """Somebody is shown this record, or with an empty code the register's rows."""

    code: str


@dataclass(frozen=True)
class TakeCases:
    """Somebody takes the register's rows along as a file."""

    filtered_by: str


@dataclass(frozen=True)
class CorrectCase:
    code: str
    seen: int
    facts: CaseFacts
    reason: str
    sure: tuple[str, ...] = ()
    """Answers to what was asked about these very counts (``facts.doubts_of_correction``)."""


ALL_WRONG = "semua"
"""Said of the doubles of a case that is withdrawn as wrong: none of them is a case, either."""


@dataclass(frozen=True)
class WithdrawCase:
    """``double_of`` names the record that stays, if it is one too many.

    Of a case that others were withdrawn as doubles of, and that is wrong, ``doubles`` names the one of them
    that counts from now on, or says ``ALL_WRONG``.
    """

    code: str
    seen: int
    why: Withdrawal | None
    double_of: str
    reason: str
    doubles: str = ""


@dataclass(frozen=True)
class ReinstateCase:
    """A withdrawal is taken back: the case counts again."""

    code: str
    seen: int
    reason: str


@dataclass(frozen=True)
class AddStep:
    code: str
    seen: int
    track: Track
    stage: str
    day: date | None
    note: str


@dataclass(frozen=True)
class CorrectStep:
    """A step as it should have been recorded; with ``is_lifted`` it never was, and nothing stands for it."""

    code: str
    seen: int
    step_id: int
    is_lifted: bool
    stage: str
    day: date | None
    note: str
    reason: str


@dataclass(frozen=True)
class EndService:
    step_id: int
    day: date | None


@dataclass(frozen=True)
class RaiseFlag:
    code: str
    kind: FlagKind | None
    day: date | None
    note: str


@dataclass(frozen=True)
class LiftFlag:
    """It holds no more, or never did."""

    code: str
    kind: FlagKind | None
    reason: str


@dataclass(frozen=True)
class ReferCase:
    code: str
    to_code: str
    asked: str


@dataclass(frozen=True)
class AnswerReferral:
    """By the agency asked, or written down by the sender from a letter of one without an account."""

    referral_id: int
    seen: int
    answer: ReferralState
    reason: str = ""
    letter: str = ""


@dataclass(frozen=True)
class SetStageLimit:
    track: Track
    stage: str
    days: float | None
    basis: str
    valid_from: date | None


@dataclass(frozen=True)
class CloseRelease:
    """Up to which day tiers with a threshold are told of the register."""

    ends_on: date | None
