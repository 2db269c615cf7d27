"""What people were told, and whether they have read it."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, UtcDateTime, stored
from domain.notices.kinds import Matter, NoticeKind


class Notice(Base):
    """That one person was told of one matter on one day. It holds no word of the matter: what its reader may
    see of that is decided when it is read."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("user_id", "matter", "matter_id", "told_on", name="uq_notice_person_matter_day"),
        Index("ix_notice_user_id_read_at", "user_id", "read_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    """For which office the person was told: whoever moves to another leaves its notices behind."""
    kind: Mapped[NoticeKind] = mapped_column(stored(NoticeKind, check=False))
    matter: Mapped[Matter] = mapped_column(stored(Matter, check=False))
    matter_id: Mapped[int]
    told_on: Mapped[date] = mapped_column(Date)
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    """Which office did what is told; none where a day has come by itself."""
    stage: Mapped[str] = mapped_column(String(40), default="")
    """Of a reminder: which one it is, so that none is told twice."""
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
