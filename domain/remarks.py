"""Remarks on a task, a commitment or a decision: said by an office, dated, taken back only by itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.access.errors import Forbidden, RuleBroken, refuse_too_long

LONGEST_REMARK = 1_000
LONGEST_WITHDRAWAL = 200
MOST_SHOWN = 50
"""Of the newest; the trail holds all."""


class RemarkSubject(StrEnum):
    """What a remark is about."""

    TASK = "task"
    COMMITMENT = "commitment"
    DECISION = "decision"


@dataclass(frozen=True)
class AddRemark:
    """``key`` is the code of a task or commitment, or the number by which a decision is kept."""

    about: RemarkSubject
    key: str
    text: str


@dataclass(frozen=True)
class WithdrawRemark:
    number: int | None
    reason: str


class ProposalKind(StrEnum):
    """What somebody is asked to take on."""

    TASK = "task"
    OWNERSHIP = "offer"


@dataclass(frozen=True)
class NoteSeen:
    """Somebody of the agency that is asked was shown the proposal."""

    kind: ProposalKind
    key: str
    """The task's code, or the offer's number."""


def check_remark(text: str) -> str:
    if not text.strip():
        raise RuleBroken("Tulis catatannya.")
    refuse_too_long({"Catatan": (text, LONGEST_REMARK)})
    return text.strip()


def check_withdrawal(reason: str, *, is_own: bool, withdrawn_at: datetime | None) -> str:
    """Who said it takes it back; that it was said, and why it was taken back, stays."""
    if not is_own:
        raise Forbidden("Catatan hanya ditarik oleh akun yang menulisnya. Tulis catatan Anda sendiri.")
    if withdrawn_at is not None:
        raise RuleBroken("Catatan ini sudah ditarik.")
    if not reason.strip():
        raise RuleBroken("Tulis mengapa catatan ini ditarik.")
    refuse_too_long({"Alasan": (reason, LONGEST_WITHDRAWAL)})
    return reason.strip()
