"""A commitment in draft: wording proposed for a phrase, with all that the phrase leaves open left open."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.commitments.verifiability import Answer, ProposedCommitment, examine
from domain.figures.figures import Polarity


@dataclass(frozen=True)
class CommitmentDraft:
    """The wording is the project's proposal; a target or place stands here only if the phrase names it."""

    statement_code: str
    title: str
    sentence: str
    indicator: str
    unit: str
    target: float | None
    polarity: Polarity
    region_code: str
    evidence: str
    """The proof proposed for each checkpoint."""
    note: str
    """What to mind before offering it; empty where there is nothing."""

    @property
    def still_open(self) -> Sequence[Answer]:
        """What the check asks and neither phrase nor draft answers; proof waits for its quarters."""
        return examine(
            ProposedCommitment(
                self.sentence, self.target, self.unit, self.region_code, evidence=(self.evidence,)
            )
        ).missing
