"""Published figures with their provenance, and who must explain a conflict."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, Float, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, UtcDateTime, stored
from domain.figures.figures import Polarity


class Indicator(Base):
    """A series with its definition; what its rise means is said by its polarity."""

    __tablename__ = "indicator"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    unit: Mapped[str] = mapped_column(String(20))
    concept: Mapped[str] = mapped_column(String(30))
    """The family of the series; different concepts are never added up or merged."""
    polarity: Mapped[Polarity] = mapped_column(stored(Polarity))
    palette: Mapped[str] = mapped_column(String(10))
    definition: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")


class PublishedFigure(Base):
    """One value as one source published it; never overwritten, only joined by others."""

    __tablename__ = "published_figure"
    __table_args__ = (
        CheckConstraint("period_start <= period_end", "period"),
        CheckConstraint("value >= 0", "value_not_negative"),
        Index("ix_published_figure_map", "indicator_code", "period_start", "period_end", "region_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(10), unique=True)
    indicator_code: Mapped[str] = mapped_column(ForeignKey("indicator.code"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    period_start: Mapped[date] = mapped_column(Date)
    period_end: Mapped[date] = mapped_column(Date)
    value: Mapped[float] = mapped_column(Float)
    unit: Mapped[str] = mapped_column(String(20))
    subgroup: Mapped[str] = mapped_column(String(40), default="")
    destination_iso3: Mapped[str | None] = mapped_column(ForeignKey("destination.iso3"))
    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"))
    as_written: Mapped[str] = mapped_column(String(120), default="")
    said_by: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    seen_on: Mapped[date | None] = mapped_column(Date)
    """When the page was looked at; empty for those that ship."""
    recorded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorder_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawal: Mapped[str] = mapped_column(Text, default="", server_default="")
    """Why it is shown no more."""


class ConflictExplanation(Base):
    """Who must explain a conflict of figures, and by when; the conflict itself is found by rule."""

    __tablename__ = "conflict_explanation"

    id: Mapped[int] = mapped_column(primary_key=True)
    conflict_key: Mapped[str] = mapped_column(String(80), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    due_on: Mapped[date] = mapped_column(Date)
    explanation: Mapped[str] = mapped_column(Text, default="")
    shown_code: Mapped[str | None] = mapped_column(ForeignKey("published_figure.code"))
    """The figure that was decided to be shown; the explanation says why."""
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """None again once another figure has joined the conflict."""
    reopened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When that was; what was decided before stands beside it until it is settled anew."""
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    is_demo: Mapped[bool] = mapped_column(default=False)
