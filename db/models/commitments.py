"""Commitments, their quarter checkpoints, reports, evidence and verdicts."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Date,
    Float,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, UtcDateTime, stored
from domain.commitments.health import EvidenceKind, ObstacleKind, ReportState, VerdictLevel
from domain.commitments.ownership import OfferState
from domain.commitments.quarters import AmendedPart
from domain.commitments.targets import ChangeState
from domain.figures.figures import Polarity


class Commitment(Base):
    """A promise that can be verified; its owner may still be open, which is shown, never hidden."""

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("weight > 0", "weight_positive"),
        CheckConstraint("starts_on <= due_on", "dates"),
        CheckConstraint("target <> baseline", "target_moves"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(10), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    pillar_code: Mapped[str] = mapped_column(ForeignKey("pillar.code"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    output: Mapped[str] = mapped_column(Text)
    indicator: Mapped[str] = mapped_column(String(160))
    unit: Mapped[str] = mapped_column(String(30))
    baseline: Mapped[float] = mapped_column(Float)
    target: Mapped[float] = mapped_column(Float)
    polarity: Mapped[Polarity] = mapped_column(stored(Polarity))
    weight: Mapped[float] = mapped_column(Float, default=1.0)
    starts_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    formed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the statement passed the verifiability check; unknown for rows older than the check."""
    formed_by_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    version: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)


class FileDraft(Base):
    """What a file proposes as a commitment, until it is formed or dropped. It counts nowhere."""

    __tablename__ = "commitment_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(160))
    sentence: Mapped[str] = mapped_column(Text, default="")
    indicator: Mapped[str] = mapped_column(String(160), default="")
    unit: Mapped[str] = mapped_column(String(30), default="")
    baseline: Mapped[float | None] = mapped_column(Float)
    target: Mapped[float | None] = mapped_column(Float)
    due_on: Mapped[date | None] = mapped_column(Date)
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    owner_code: Mapped[str] = mapped_column(String(40), default="")
    """The agency that the file names; nobody has asked it yet."""
    source: Mapped[str] = mapped_column(String(120))
    """Whose file."""
    drafted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"))
    """What was formed of it."""
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)


class CommitmentSupport(Base):
    """An agency that helps the owner of a commitment."""

    __tablename__ = "commitment_support"

    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)


class Checkpoint(Base):
    """One measure of success in one quarter."""

    __tablename__ = "checkpoint"
    __table_args__ = (
        UniqueConstraint("commitment_id", "quarter"),
        CheckConstraint("weight > 0", "weight_positive"),
        CheckConstraint("target <> baseline", "target_moves"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    quarter: Mapped[str] = mapped_column(String(8))
    """As ``2026-B09``."""
    due_on: Mapped[date] = mapped_column(Date)
    measure: Mapped[str] = mapped_column(String(160))
    required_evidence: Mapped[str] = mapped_column(String(160), default="")
    baseline: Mapped[float] = mapped_column(Float, default=0.0, server_default="0")
    """Where the measure stood before; progress is the way from here to the target."""
    target: Mapped[float] = mapped_column(Float)
    unit: Mapped[str] = mapped_column(String(30))
    polarity: Mapped[Polarity] = mapped_column(
        stored(Polarity), default=Polarity.UP, server_default=Polarity.UP.value
    )
    weight: Mapped[float] = mapped_column(Float)


class ProgressReport(Base):
    """What the owner claims for a checkpoint. Once sent it stays as it was; a draft is its agency's
    own business."""

    __tablename__ = "progress_report"
    __table_args__ = (
        # A draft is one person's: two who write at once each have their own, and neither overwrites.
        Index(
            "uq_progress_report_draft",
            "checkpoint_id",
            "reporter_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
        CheckConstraint("state = 'draft' OR claimed_value IS NOT NULL", "claimed_once_sent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    checkpoint_id: Mapped[int] = mapped_column(ForeignKey("checkpoint.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    reporter_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    state: Mapped[ReportState] = mapped_column(stored(ReportState))
    claimed_value: Mapped[float | None] = mapped_column(Float)
    """Empty only in a draft whose number is not typed yet, or not understood."""
    sentence: Mapped[str] = mapped_column(Text, default="")
    obstacle: Mapped[ObstacleKind | None] = mapped_column(stored(ObstacleKind))
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    base_id: Mapped[int | None] = mapped_column(ForeignKey("progress_report.id"))
    """The latest report of the checkpoint when this one was begun; a later one is a conflict."""
    writer: Mapped[str] = mapped_column(String(32), default="", server_default="")
    """Which open page saved the draft last: one page never contradicts itself."""
    version: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)


class Evidence(Base):
    """Proof for a report or for a task: a stored file by its content hash, or a link."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("(content_hash IS NULL) <> (link IS NULL)", "file_or_link"),
        CheckConstraint("(report_id IS NULL) <> (task_id IS NULL)", "of_report_or_task"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("progress_report.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    kind: Mapped[EvidenceKind] = mapped_column(stored(EvidenceKind))
    title: Mapped[str] = mapped_column(String(160))
    content_hash: Mapped[str | None] = mapped_column(String(64))
    media_type: Mapped[str | None] = mapped_column(String(80))
    size_bytes: Mapped[int | None]
    original_size: Mapped[int | None]
    """How large the file was when it was sent; photos are made smaller before they are kept."""
    link: Mapped[str | None] = mapped_column(Text)


class Verdict(Base):
    """The decision of somebody of another agency about a report."""

    __tablename__ = "verdict"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("progress_report.id"), unique=True)
    verifier_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    level: Mapped[VerdictLevel] = mapped_column(stored(VerdictLevel))
    verified_value: Mapped[float] = mapped_column(Float)
    notes: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OwnershipOffer(Base):
    """A commitment proposed to one agency, its answer, and the reasons of both sides."""

    __tablename__ = "ownership_offer"
    __table_args__ = (
        Index(
            "uq_ownership_offer_open",
            "commitment_id",
            unique=True,
            sqlite_where=text("state IN ('proposed', 'countered')"),
            postgresql_where=text("state IN ('proposed', 'countered')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    """To whom it is proposed."""
    state: Mapped[OfferState] = mapped_column(stored(OfferState))
    note: Mapped[str] = mapped_column(Text, default="")
    """Why this agency, as the secretariat wrote it."""
    proposer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    proposer_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why the agency counters or declines."""
    countered_due_on: Mapped[date | None] = mapped_column(Date)
    countered_target: Mapped[float | None] = mapped_column(Float)
    countered_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    answerer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the secretariat took the counter, or took its proposal back."""
    settlement: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)


class TargetChange(Base):
    """A proposal to change a target or a due date, with its reason, and what was decided."""

    __tablename__ = "target_change"
    __table_args__ = (
        Index(
            "uq_target_change_open",
            "commitment_id",
            unique=True,
            sqlite_where=text("state = 'proposed'"),
            postgresql_where=text("state = 'proposed'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    checkpoint_id: Mapped[int | None] = mapped_column(ForeignKey("checkpoint.id"))
    """The checkpoint whose target it is; empty when it is the commitment's own."""
    state: Mapped[ChangeState] = mapped_column(stored(ChangeState))
    old_target: Mapped[float] = mapped_column(Float)
    new_target: Mapped[float] = mapped_column(Float)
    old_due_on: Mapped[date] = mapped_column(Date)
    new_due_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text)
    proposer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    """Whose proposal it is."""
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decision: Mapped[str] = mapped_column(Text, default="")
    """The reason of whoever decided."""
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)


class QuarterLock(Base):
    """A quarter that is closed: reports, verdicts and targets in it change only by amendment."""

    __tablename__ = "quarter_lock"

    quarter: Mapped[str] = mapped_column(String(8), primary_key=True)
    """As ``2026-B09``."""
    locked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    locker_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    is_demo: Mapped[bool] = mapped_column(default=False)


class Amendment(Base):
    """A change in a closed quarter, with the reason for it."""

    __tablename__ = "amendment"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    quarter: Mapped[str] = mapped_column(ForeignKey("quarter_lock.quarter"))
    what: Mapped[AmendedPart] = mapped_column(stored(AmendedPart))
    reason: Mapped[str] = mapped_column(Text)
    amended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    amender_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    is_demo: Mapped[bool] = mapped_column(default=False)
