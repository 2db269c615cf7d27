"""What may be asked about tasks besides a ``Proposal``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from domain.commitments.requests import NewFile
from domain.plain import Longest
from domain.tasks.escalation import EscalationStep
from domain.tasks.letters import Correspondence, Signatory, TypedLetter
from domain.tasks.life import NOTHING_SAID, Move, Said


@dataclass(frozen=True)
class MoveTask:
    code: str
    move: Move
    seen: int
    said: Said = NOTHING_SAID


@dataclass(frozen=True)
class AddTaskFile(NewFile):
    """By the owner, while the task is open."""

    code: Annotated[str, Longest(10)] = ""


@dataclass(frozen=True)
class RemoveTaskFile:
    evidence_id: int


@dataclass(frozen=True)
class EscalateTask:
    code: str
    seen: int
    letter: TypedLetter | None = None
    """None where the step is taken without one."""
    note: str = ""


@dataclass(frozen=True)
class KeepCorrespondence:
    """How an agency is written to and how it writes; a letter without a signatory is not signed for it."""

    agency_code: str
    seen: int
    known: Correspondence
    signatories: Mapping[EscalationStep, Signatory]
