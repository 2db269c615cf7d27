"""What may be asked about the declaration, commitments, their owners, targets, quarters and reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Annotated

from domain.access.errors import refuse_empty, refuse_too_long
from domain.access.screening import refuse_identity
from domain.commitments import verifiability
from domain.commitments.declaration import (
    DecisionEventKind,
    DutyState,
    RegencyDuty,
    StatementBasis,
    StatementKind,
)
from domain.commitments.evidence import CleanFile, title_of
from domain.commitments.health import EvidenceKind, ObstacleKind, ReportState, VerdictLevel
from domain.commitments.ownership import CounterTerms, OfferMove
from domain.commitments.targets import CheckpointPlan, FinalMeasure, check_plan, check_terms
from domain.figures.figures import Polarity
from domain.plain import Longest
from domain.texts import Foreign
from domain.time.formats import quantity
from domain.units import same_unit

NO_TERMS = CounterTerms()

LONGEST_PASTED = 12_000
"""Of a text that a form sends; which length is too long is a rule's to say, in words."""


@dataclass(frozen=True)
class FormCommitment:
    """A statement as it is to become a commitment; an empty agency means that nobody is asked yet."""

    statement_code: str
    title: str
    sentence: str
    indicator: str
    unit: str
    baseline: float | None
    target: float | None
    polarity: Polarity
    weight: float | None
    region_code: str
    pillar_code: str
    starts_on: date | None
    due_on: date | None
    checkpoints: Sequence[CheckpointPlan]
    agency_code: str = ""
    owner_is_open: bool = False
    note: str = ""
    supporters: Sequence[str] = ()
    draft_id: int = 0
    """The draft of a file that it is formed of; nought where it comes from a phrase alone."""
    sure: tuple[str, ...] = ()
    """Answers to what was asked about this very due date (``day_doubts``)."""

    def to_examine(self, place: str, owner: str) -> verifiability.ProposedCommitment:
        """What the check judges; place and owner as people call them."""
        return verifiability.ProposedCommitment(
            self.sentence,
            self.target,
            self.unit,
            place,
            self.due_on,
            tuple(point.evidence for point in self.checkpoints),
            owner,
            self.owner_is_open,
        )

    def faults(self) -> list[str]:
        """What it lacks besides its questions, in sentences."""
        terms = check_terms(
            title=self.title,
            indicator=self.indicator,
            baseline=self.baseline,
            target=self.target,
            polarity=self.polarity,
            unit=self.unit,
            weight=self.weight,
        )
        return terms + self._contradictions() + self._plan_faults()

    def _plan_faults(self) -> list[str]:
        if self.starts_on is None:
            return ["“Mulai” belum diisi. Pilih hari mulainya."]
        return check_plan(self.checkpoints, starts_on=self.starts_on, due_on=self.due_on or self.starts_on)

    def _contradictions(self) -> list[str]:
        """Two fields that cannot both be meant."""
        reasons = []
        said = [count for count, unit in verifiability.counts_in(self.sentence) if same_unit(unit, self.unit)]
        if said and self.target is not None and isfinite(self.target) and self.target not in said:
            reasons.append(
                f"Kalimat menyebut {quantity(said[0], self.unit)}, sedangkan targetnya "
                f"{quantity(self.target, self.unit)}. Samakan keduanya."
            )
        if self.target is not None:
            final = FinalMeasure(self.target, self.unit, self.polarity)
            beyond = [each for each in self.checkpoints if final.is_passed_by(each.target, each.unit)]
            reasons += [f"{each.quarter}: {final.passed_by(each.target, each.unit)}" for each in beyond]
        if self.agency_code and self.agency_code in self.supporters:
            reasons.append(
                "Instansi yang diusulkan sebagai penanggung jawab juga tercantum sebagai pendukung. "
                "Keluarkan dari daftar pendukung."
            )
        return reasons


@dataclass(frozen=True)
class DraftCommitment:
    """What a file proposes as a commitment; all but its title may be left open until it is formed.

    With ``draft_id`` it is the draft that stands under this title already, which says something else now.
    """

    title: str
    sentence: str
    indicator: str
    unit: str
    baseline: float | None
    target: float | None
    due_on: date | None
    region_code: str
    owner_code: str
    source: str
    draft_id: int = 0

    def check(self) -> None:
        texts = {
            "Judul": (self.title, 160),
            "Keluaran": (self.sentence, 600),
            "Indikator": (self.indicator, 160),
            "Satuan": (self.unit, 30),
        }
        refuse_empty({"Judul": self.title})
        refuse_too_long(texts)
        refuse_identity({label: text for label, (text, _) in texts.items()})


@dataclass(frozen=True)
class DropDraft:
    draft_id: int
    seen: int


@dataclass(frozen=True)
class ProposeOwner:
    code: str
    seen: int
    agency_code: str
    note: str = ""


@dataclass(frozen=True)
class AnswerOwnership:
    offer_id: int
    seen: int
    move: OfferMove | None
    """None where no answer was chosen, which is refused."""
    reason: str = ""
    terms: CounterTerms = NO_TERMS
    sure: tuple[str, ...] = ()
    """Answers to what was asked about this very target (``plausibility``) and day (``day_doubts``)."""


@dataclass(frozen=True)
class SettleOwnership:
    offer_id: int
    seen: int
    move: OfferMove
    reason: str = ""
    sure: tuple[str, ...] = ()
    """Answers to what was asked about these very terms (``plausibility``)."""


@dataclass(frozen=True)
class ProposeTarget:
    """With ``quarter`` it is the target of that checkpoint, whose date is the quarter's own."""

    code: str
    seen: int
    target: float
    reason: str
    due_on: date | None = None
    quarter: str = ""
    sure: tuple[str, ...] = ()
    """Answers to what was asked about this very target (``plausibility``) and day (``day_doubts``)."""


@dataclass(frozen=True)
class DecideTarget:
    change_id: int
    seen: int
    approve: bool
    reason: str
    amendment_reason: str = ""


@dataclass(frozen=True)
class LockQuarter:
    quarter: str | None


@dataclass(frozen=True)
class AddDecisionEvent:
    title: str
    kind: DecisionEventKind | None
    held_on: date | None
    place: str
    description: str
    source_name: str
    source_url: str


@dataclass(frozen=True)
class AddStatement:
    event_code: str | None
    kind: StatementKind | None
    text: str
    speaker: str
    basis: StatementBasis | None
    source_name: str
    source_url: str
    pillar_code: str = ""


@dataclass(frozen=True)
class RecordDuty:
    region_code: str | None
    duty: RegencyDuty | None
    state: DutyState | None
    reference: str
    link: str
    dated_on: date | None
    source: str


# Reports


@dataclass(frozen=True)
class OfCheckpoint:
    """What is asked about one quarter of one commitment."""

    commitment: Annotated[str, Longest(10)]
    quarter: Annotated[str, Longest(8)]


@dataclass(frozen=True)
class Typed:
    """A report as its author has it on the screen."""

    value: float
    sentence: Annotated[str, Longest(LONGEST_PASTED)]
    obstacle: ObstacleKind | None
    helper: Annotated[str, Longest(40)]
    """Code of the agency whose help is needed; empty when none is."""


@dataclass(frozen=True)
class Seen:
    """What the author's screen was drawn from; 0 where there was nothing yet."""

    version: int
    base_id: int
    writer: Annotated[str, Longest(32)] = ""
    """Which open page it is; one page never contradicts itself."""


@dataclass(frozen=True)
class SaveDraft(OfCheckpoint):
    typed: Typed
    seen: Seen


@dataclass(frozen=True)
class Saved:
    version: int
    at: datetime
    withheld: str
    """Why the sentence was not kept with the rest, or nothing."""
    is_secret: bool = False
    """Whether it must not be kept anywhere, not even on the device."""


@dataclass(frozen=True)
class SubmitReport(SaveDraft):
    """In a locked quarter only with a reason, as an amendment."""

    reason: Annotated[str, Longest(LONGEST_PASTED)] = ""
    sure: tuple[str, ...] = ()
    """Answers to what was asked about this very claim (``plausibility.ClaimDoubt``)."""

    @property
    def as_draft(self) -> SaveDraft:
        return SaveDraft(self.commitment, self.quarter, self.typed, self.seen)


@dataclass(frozen=True)
class Sent:
    """What was understood and kept, as the receipt repeats it."""

    report_id: int
    commitment: str
    title: str
    quarter: str
    claim: str
    sentence: str
    obstacle: str
    files: tuple[str, ...]
    receipt: str
    """What happens next, and when."""
    amendment: str = ""
    """Why a locked quarter was changed; empty where it was open."""


@dataclass(frozen=True)
class DiscardDraft(OfCheckpoint):
    pass


@dataclass(frozen=True)
class JudgeReport:
    report_id: int
    seen: int
    level: VerdictLevel
    value: float
    returned: bool
    notes: Annotated[str, Longest(LONGEST_PASTED)]
    reason: Annotated[str, Longest(LONGEST_PASTED)] = ""
    sure: tuple[str, ...] = ()
    """Answers to what was asked about this very value (``plausibility``)."""


@dataclass(frozen=True)
class Judged:
    """What was decided and kept, as the receipt repeats it."""

    state: ReportState
    commitment: str
    title: str
    quarter: str
    level: VerdictLevel
    verified: str
    notes: str
    amendment: str = ""
    """As in ``Sent``."""


@dataclass(frozen=True)
class NewFile:
    """A clean file that is kept already, under its hash."""

    name: Annotated[str, Longest(200), Foreign()]
    kind: EvidenceKind | None
    file: CleanFile

    @property
    def title(self) -> str:
        return title_of(self.name) or f"Bukti {self.file.type.upper()}"


@dataclass(frozen=True)
class AddFile(NewFile, OfCheckpoint):
    """For one's draft of a report."""


@dataclass(frozen=True)
class AddLink(OfCheckpoint):
    link: Annotated[str, Longest(2_000)]


@dataclass(frozen=True)
class Added:
    id: int
    title: str
    size: int
    original_size: int


@dataclass(frozen=True)
class RemoveEvidence:
    evidence_id: int
