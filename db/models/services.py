"""Services: what offices report of their desks and of the chain, village teams, education and supervision."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, Float, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, UtcDateTime, stored
from domain.commitments.health import ReportState
from domain.services.chain import ChainStep
from domain.services.desks import DeskState
from domain.services.outreach import OrganizerKind, OutreachKind


class ServiceReport(Base):
    """What one agency says of one place for one month; a later one replaces it, and both are kept.

    The place is a kabupaten/kota with its LTSA, or the province with its Migrant Center.
    """

    __tablename__ = "service_report"
    __table_args__ = (Index("ix_service_report_region_code_month", "region_code", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    month: Mapped[date] = mapped_column(Date)
    """Its first day."""
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    reporter_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    state: Mapped[ReportState] = mapped_column(stored(ReportState))
    note: Mapped[str] = mapped_column(String(200), default="")
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    base_id: Mapped[int | None] = mapped_column(ForeignKey("service_report.id"))
    """The report that it answers or replaces."""
    verifier_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    verifier_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    verdict_notes: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)


class DeskStatement(Base):
    """One desk in a report; a number that was not filled in is empty, never zero."""

    __tablename__ = "desk_statement"
    __table_args__ = (
        UniqueConstraint("report_id", "desk_code"),
        CheckConstraint("days_open BETWEEN 0 AND 31", "days_open"),
        CheckConstraint("served >= 0", "served"),
        CheckConstraint("days_per_document >= 0", "days_per_document"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("service_report.id"))
    desk_code: Mapped[str] = mapped_column(ForeignKey("service_desk.code"))
    state: Mapped[DeskState] = mapped_column(stored(DeskState))
    days_open: Mapped[int | None]
    served: Mapped[int | None]
    days_per_document: Mapped[float | None] = mapped_column(Float)
    proof: Mapped[str] = mapped_column(String(160), default="")
    """Number of a document as printed on it, or an address."""
    proof_on: Mapped[date | None] = mapped_column(Date)
    is_proven: Mapped[bool] = mapped_column(default=False)
    """Said by a verifier of another agency."""


class ChainCount(Base):
    """One step of the way to a legal departure in a report, in people of that month."""

    __tablename__ = "chain_count"
    __table_args__ = (
        UniqueConstraint("report_id", "step"),
        CheckConstraint("entered >= 0 AND moved_on >= 0 AND held_back >= 0", "not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("service_report.id"))
    step: Mapped[ChainStep] = mapped_column(stored(ChainStep))
    entered: Mapped[int | None]
    moved_on: Mapped[int | None]
    held_back: Mapped[int | None]
    """Waiting for longer than the published limit at the end of the month."""


class ServiceDraft(Base):
    """A report that is still being typed, of one account at its office."""

    __tablename__ = "service_draft"
    __table_args__ = (UniqueConstraint("region_code", "month", "reporter_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    month: Mapped[date] = mapped_column(Date)
    reporter_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    content: Mapped[str] = mapped_column(Text)
    """What has been typed, as plain data."""
    base_id: Mapped[int | None] = mapped_column(ForeignKey("service_report.id"))
    writer: Mapped[str] = mapped_column(String(32), default="")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int]
    is_demo: Mapped[bool] = mapped_column(default=False)


class VillageTeam(Base):
    """What was reported of the team of a village; the newest stands, the others stay. A count, no names."""

    __tablename__ = "village_team"
    __table_args__ = (CheckConstraint("members >= 0", "members"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    village_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    decree: Mapped[str] = mapped_column(String(160), default="")
    decreed_on: Mapped[date | None] = mapped_column(Date)
    members: Mapped[int | None]
    last_report_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="")
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    recorder_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    verifier_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    verifier_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    returned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the verifier sent it back, instead; the notes say what is missing."""
    verdict_notes: Mapped[str] = mapped_column(Text, default="", server_default="")
    is_demo: Mapped[bool] = mapped_column(default=False)


class SourceVillage(Base):
    """A village that somebody's list names as one from which many migrant workers come (kantong desa)."""

    __tablename__ = "source_village"
    __table_args__ = (
        Index(
            "uq_source_village_listed",
            "village_code",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    village_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    source: Mapped[str] = mapped_column(String(160))
    """Whose list, as it is called."""
    dated_on: Mapped[date] = mapped_column(Date)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    recorder_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)


class OutreachActivity(Base):
    """Education or supervision that took place: by whom, where, when, and how many it reached."""

    __tablename__ = "outreach_activity"
    __table_args__ = (CheckConstraint("reach >= 0", "reach"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    place: Mapped[str] = mapped_column(String(160))
    held_on: Mapped[date] = mapped_column(Date)
    kind: Mapped[OutreachKind] = mapped_column(stored(OutreachKind))
    organizer_kind: Mapped[OrganizerKind] = mapped_column(stored(OrganizerKind))
    organizer: Mapped[str] = mapped_column(String(160))
    """An institution, never a person."""
    reach: Mapped[int | None]
    proof: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    recorder_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    verifier_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    verifier_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    returned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the verifier sent it back, instead; the notes say what is missing."""
    verdict_notes: Mapped[str] = mapped_column(Text, default="", server_default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When its own agency took it back: it counts no more."""
    is_demo: Mapped[bool] = mapped_column(default=False)
