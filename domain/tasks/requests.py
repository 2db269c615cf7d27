"""What may be asked about tasks besides a ``Proposal``."""

from dataclasses import dataclass

from domain.tasks.life import NOTHING_SAID, Move, Said


@dataclass(frozen=True)
class MoveTask:
    code: str
    move: Move
    seen: int
    said: Said = NOTHING_SAID


@dataclass(frozen=True)
class EscalateTask:
    code: str
    seen: int
    letter_number: str = ""
    note: str = ""
