"""The declaration and the other decision events, with what was said there."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, UtcDateTime, stored
from domain.commitments.declaration import (
    DecisionEventKind,
    DutyState,
    RegencyDuty,
    StatementBasis,
    StatementKind,
)


class DecisionEvent(Base):
    """An occasion on which promises were made; there are several, and more will come."""

    __tablename__ = "decision_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[DecisionEventKind] = mapped_column(stored(DecisionEventKind))
    held_on: Mapped[date] = mapped_column(Date)
    held_until: Mapped[date | None] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String(120), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    source_code: Mapped[str | None] = mapped_column(ForeignKey("source.code"))


class Statement(Base):
    """A phrase as spoken or as the press rendered it; not a commitment until it can be verified."""

    __tablename__ = "statement"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(10), unique=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("decision_event.id"), index=True)
    position: Mapped[int]
    kind: Mapped[StatementKind] = mapped_column(stored(StatementKind))
    text: Mapped[str] = mapped_column(Text)
    speaker: Mapped[str] = mapped_column(String(80))
    basis: Mapped[StatementBasis] = mapped_column(stored(StatementBasis))
    carrier: Mapped[str] = mapped_column(Text, default="")
    measurable: Mapped[str] = mapped_column(Text, default="")
    ambiguity: Mapped[str] = mapped_column(Text, default="")
    pillar_code: Mapped[str | None] = mapped_column(ForeignKey("pillar.code"))
    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"))


class DutyFinding(Base):
    """What was found about one duty of the law in one kabupaten; the newest stands, the others stay.

    Without a row a duty is *belum diverifikasi*: nothing is assumed.
    """

    __tablename__ = "duty_finding"
    __table_args__ = (Index("ix_duty_finding_region_code_duty", "region_code", "duty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    duty: Mapped[RegencyDuty] = mapped_column(stored(RegencyDuty))
    state: Mapped[DutyState] = mapped_column(stored(DutyState))
    reference: Mapped[str] = mapped_column(String(200), default="")
    """Number of the decree or regulation, as printed on it."""
    link: Mapped[str] = mapped_column(Text, default="")
    dated_on: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(160))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorder_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    is_demo: Mapped[bool] = mapped_column(default=False)
