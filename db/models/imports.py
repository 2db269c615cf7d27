"""Files that offices sent: what was read of each, which rows came of it, and what senders mean."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, UtcDateTime, stored
from domain.imports.kinds import ImportKind
from domain.imports.life import ImportState


class ImportBatch(Base):
    """One file: its hash and what became of it. The file itself is kept nowhere."""

    __tablename__ = "import_batch"
    __table_args__ = (Index("ix_import_batch_sha256", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ImportKind] = mapped_column(stored(ImportKind))
    source: Mapped[str] = mapped_column(String(120))
    """Who sent it, as a name or an agency's code."""
    page: Mapped[str] = mapped_column(Text, default="")
    """Where the same stands in public, if it does."""
    file_name: Mapped[str] = mapped_column(String(120))
    """With every unknown word hidden: a name may stand in it."""
    format: Mapped[str] = mapped_column(String(20), default="")
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    state: Mapped[ImportState] = mapped_column(stored(ImportState))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """Who delivered it here; nobody's account if it came over the command line."""
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    refusal: Mapped[str] = mapped_column(Text, default="")
    """Why it could not be read, and what to do."""
    answers: Mapped[str] = mapped_column(Text, default="{}")
    """JSON by the keys of the questions."""
    decisions: Mapped[str] = mapped_column(Text, default="{}")
    """JSON by the addresses of doubtful cells."""
    questions: Mapped[int] = mapped_column(default=0)
    doubts: Mapped[int] = mapped_column(default=0)
    read_values: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    """Cells with somebody's identity that were never read in."""
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    """The time that its values speak of."""
    stored_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    new_rows: Mapped[int] = mapped_column(default=0)
    changed_rows: Mapped[int] = mapped_column(default=0)
    withdrawn_rows: Mapped[int] = mapped_column(default=0)
    same_rows: Mapped[int] = mapped_column(default=0)
    back_rows: Mapped[int] = mapped_column(default=0)
    """Not stored and sent back with a reason."""
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undoing: Mapped[str] = mapped_column(Text, default="")
    """Why it was undone."""
    version: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)


class ImportReading(Base):
    """The cleaned copy, made anew from what was read: figures, marks, codes and known words, no identity."""

    __tablename__ = "import_reading"

    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    """Packed JSON."""


class ImportedRow(Base):
    """A row that a batch changed, as it was before, or rows that it made, whose numbers follow each other."""

    __tablename__ = "imported_row"
    __table_args__ = (
        Index("ix_imported_row_batch_id", "batch_id"),
        Index("ix_imported_row_table_name", "table_name", "row_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    table_name: Mapped[str] = mapped_column(String(40))
    row_key: Mapped[str] = mapped_column(String(20))
    """Of rows that it made, the first one's."""
    before: Mapped[str] = mapped_column(Text, default="")
    """JSON by the names of the columns; empty if the batch made the row."""
    digest: Mapped[str] = mapped_column(Text)
    """Of what it is since, 64 digits; of rows that it made so many of each, one after another."""


class ImportAnswer(Base):
    """What a source means by its marks and codes, so that it is asked once."""

    __tablename__ = "import_answer"
    __table_args__ = (UniqueConstraint("kind", "source", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ImportKind] = mapped_column(stored(ImportKind))
    source: Mapped[str] = mapped_column(String(120))
    question: Mapped[str] = mapped_column(String(60))
    answer: Mapped[str] = mapped_column(String(60))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)
