"""The first hour: what an office does before its first meeting, computed from what stands there."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

REGENCY_DUTIES = 3
"""What the law asks of each kabupaten/kota and is looked up by hand: task force, action plan, LTSA."""


class Beginning(StrEnum):
    """The steps in their order."""

    REFERENCE = "reference"
    FIGURES = "figures"
    SECOND_ADMINISTRATOR = "second_administrator"
    ACCOUNTS = "accounts"
    COMMITMENTS = "commitments"
    OWNERS = "owners"
    MEETING = "meeting"
    SECOND_STEP = "second_step"
    DUTIES = "duties"
    HOLIDAYS = "holidays"


CAN_FOLLOW = frozenset(
    {Beginning.SECOND_ADMINISTRATOR, Beginning.SECOND_STEP, Beginning.DUTIES, Beginning.HOLIDAYS}
)
"""Steps that no meeting waits for."""


@dataclass(frozen=True)
class Found:
    """How much of everything there is."""

    regions: int
    agencies: int
    seats: int
    figures: int
    administrators: int
    """Those who can sign in."""
    offices: int
    """Accounts of the secretariat that can sign in."""
    verifiers: int
    answering: int
    """Agencies besides with an account that can sign in."""
    statements: int
    phrases_formed: int
    """Statements of which a commitment was formed."""
    commitments: int
    ownerless: int
    meetings: int
    duties: int
    holidays: int
    """Days of joint leave that are known for next year."""
    guarded: int
    """Accounts that keep accounts or read rows of cases, and can sign in."""
    guarded_twice: int
    """Those of them that also show a code when they do."""

    def is_done(self, step: Beginning) -> bool:
        match step:
            case Beginning.REFERENCE:
                return bool(self.regions and self.agencies and self.seats)
            case Beginning.FIGURES:
                return bool(self.figures)
            case Beginning.SECOND_ADMINISTRATOR:
                return self.administrators > 1
            case Beginning.ACCOUNTS:
                return bool(self.offices and self.verifiers and self.answering)
            case Beginning.COMMITMENTS:
                return bool(self.commitments)
            case Beginning.OWNERS:
                return self.commitments > self.ownerless
            case Beginning.MEETING:
                return bool(self.meetings)
            case Beginning.SECOND_STEP:
                return bool(self.guarded) and self.guarded_twice == self.guarded
            case Beginning.DUTIES:
                return bool(self.duties)
            case Beginning.HOLIDAYS:
                return bool(self.holidays)

    @property
    def open_steps(self) -> Sequence[Beginning]:
        return [step for step in Beginning if not self.is_done(step)]

    @property
    def is_complete(self) -> bool:
        """Whether the first meeting waits for nothing; what can follow later holds nobody up."""
        return CAN_FOLLOW.issuperset(self.open_steps)
