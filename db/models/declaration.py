"""The declaration and the other decision events, with what was said there."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, stored
from domain.declaration import DecisionEventKind, StatementBasis, StatementKind


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
