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


@dataclass(frozen=True)
class WithdrawCase:
    """``double_of`` names the record that stays, if it is one too many."""

    code: str
    seen: int
    why: Withdrawal | None
    double_of: str
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
