"""What people were told, whether they have read it, and the mail that tells them of it."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, UtcDateTime, stored
from domain.notices.kinds import Matter, NoticeKind
from domain.notices.mail import LONGEST_ADDRESS, MailState, Purpose


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
    edition: Mapped[int] = mapped_column(default=1)
    """Counts the news that the matter made on this day: the newest stands, and has been mailed or not."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    """Which office did what is told; none where a day has come by itself."""
    stage: Mapped[str] = mapped_column(String(40), default="")
    """Of a reminder: which one it is, so that none is told twice."""
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MailedNotice(Base):
    """Which news of a notice went out in a mail of a kind. Not told by moments: what was told before a mail
    was made may be committed after it."""

    __tablename__ = "mailed_notice"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(stored(Purpose, check=False), primary_key=True)
    edition: Mapped[int]


class MailChoice(Base):
    """How a person wants mail; without a row there is none."""

    __tablename__ = "mail_choice"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS))
    """An office's, never a person's own; empty for none."""
    daily: Mapped[bool]
    weekly: Mapped[bool]
    briefing: Mapped[bool] = mapped_column(default=False)
    """The way to Ringkasan Gubernur, each morning."""
    opens: Mapped[int]
    closes: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)


class CalendarFeed(Base):
    """A secret address at which a calendar reads a person's days; only a digest of its key is kept."""

    __tablename__ = "calendar_feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OutgoingMail(Base):
    """A mail that is to go out. Its words are made when it goes, of what its reader may hear by then."""

    __tablename__ = "outgoing_mail"
    __table_args__ = (
        UniqueConstraint("user_id", "once", name="uq_outgoing_mail_person_once"),
        Index("ix_outgoing_mail_state_due_at", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    purpose: Mapped[Purpose] = mapped_column(stored(Purpose, check=False))
    day: Mapped[date] = mapped_column(Date)
    once: Mapped[str] = mapped_column(String(60))
    """What makes it this one mail: the day of a digest, the matter and day of an emergency, and
    which news of that day."""
    state: Mapped[MailState] = mapped_column(stored(MailState, check=False))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str] = mapped_column(String(32), default="")
    """Which worker has it in hand."""
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str] = mapped_column(String(160), default="")
