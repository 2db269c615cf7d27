"""Accounts, sessions and the audit trail."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.subjects import Subject
from db.types import Base, UtcDateTime, stored
from domain.access.delegations import DelegationKind
from domain.access.events import Event
from domain.access.networks import LONGEST_NETWORK
from domain.access.permissions import Role
from domain.access.provider import LONGEST_ISSUER, LONGEST_PROVIDER_NAME


class User(Base):
    """An account; the display name is an office or function, never needed to be a person's name."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    display_name: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role] = mapped_column(stored(Role))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    password_hash: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=0, server_default="0")
    """Counted from nought, which says nothing in a seal: accounts that were sealed before stay as sealed."""


class Delegation(Base):
    """An office that is looked after by another account, from one day to another.

    Whatever the deputy does for it is done by ``account_id``: an account that nobody can sign in to and
    that carries the name of office and deputy, so that each row and record tells both.
    """

    __tablename__ = "delegation"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", "days_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    principal_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    deputy_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    kind: Mapped[DelegationKind] = mapped_column(stored(DelegationKind))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    order: Mapped[str] = mapped_column("order_text", String(160))
    named_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)


class PlannedMove(Base):
    """From which day on an account belongs to another agency or role; at most one of it is open."""

    __tablename__ = "planned_move"
    __table_args__ = (
        Index(
            "uq_planned_move_open",
            "user_id",
            unique=True,
            sqlite_where=text("cancelled_at IS NULL AND carried_out_at IS NULL"),
            postgresql_where=text("cancelled_at IS NULL AND carried_out_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    role: Mapped[Role] = mapped_column(stored(Role))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    starts_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    carried_out_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AccountLink(Base):
    """A link by which somebody sets the password of an account, once; only a digest of its key is kept."""

    __tablename__ = "account_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class KnownDevice(Base):
    """A browser on which an account was signed in; only a digest of what it shows is kept."""

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("user_id", "token_digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    token_digest: Mapped[str] = mapped_column(String(64), index=True)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SecondFactor(Base):
    """What the codes of an account's authenticator are made of, sealed by a key outside the database."""

    __tablename__ = "second_factor"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    sealed_secret: Mapped[str] = mapped_column(Text)
    set_up_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_step: Mapped[int] = mapped_column(BigInteger)
    """The step of time of the last code that was taken; none of it or before is taken again."""


class RecoveryCode(Base):
    """A code for whoever has lost the telephone, used once; kept as a password is, but for its beginning."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    beginning: Mapped[str] = mapped_column(String(4))
    """Tells which of the codes it is."""
    code_hash: Mapped[str] = mapped_column(String(200))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SignInStep(Base):
    """Somebody who passed the first step and has not passed the second; opens nothing else."""

    __tablename__ = "sign_in_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_provider: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The first step was the province's own sign-in, not the password."""


class ProviderName(Base):
    """By which name the province's own sign-in knows the owner of an account; it lets that person in."""

    __tablename__ = "provider_name"
    __table_args__ = (UniqueConstraint("issuer", "name"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    issuer: Mapped[str] = mapped_column(String(LONGEST_ISSUER))
    name: Mapped[str] = mapped_column(String(LONGEST_PROVIDER_NAME))
    subject_digest: Mapped[str | None] = mapped_column(String(64))
    """Of whoever came in by that name first; nobody else does from then on."""
    tied_at: Mapped[datetime] = mapped_column(UtcDateTime)


class UserSession(Base):
    """A signed-in browser; only a digest of its token is kept."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    device: Mapped[str] = mapped_column(String(60), default="")
    network: Mapped[str] = mapped_column(String(LONGEST_NETWORK), default="", server_default="")
    """From where, in words that name no machine."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """About when it last asked for a page; noted a few times an hour, never per request."""
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    idle_minutes: Mapped[int | None]
    """How long it may lie unused; None: as long as it lasts."""
    idle_ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    """For which office it acts; with the office's days the session ends, too."""


class SignInAttempt(Base):
    """A refused sign-in, kept for throttling; the address, or the known device, only as a digest."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_username_at", "username", "at"),
        Index("ix_sign_in_attempt_address_at", "address_digest", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60))
    """Of an account; what was typed besides only as a keyed digest, for it may have been a password."""
    address_digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    of_code: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The password was right, the code was not."""


class CommandReceipt(Base):
    """That a form was carried out: its second click, or its second delivery, finds the answer here."""

    __tablename__ = "command_receipt"

    actor: Mapped[str] = mapped_column(String(60), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    result: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SubjectRevision(Base):
    """How often a subject was written: what was kept of it holds while this number does."""

    __tablename__ = "subject_revision"

    subject: Mapped[Subject] = mapped_column(stored(Subject, check=False), primary_key=True)
    number: Mapped[int]


class RowSeal(Base):
    """What a row was when a command last wrote it: only ever appended, chained and keyed."""

    __tablename__ = "row_seal"
    __table_args__ = (
        CheckConstraint("id > 0", "id_positive"),
        Index("ix_row_seal_table_name_row_key_id", "table_name", "row_key", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    table_name: Mapped[str] = mapped_column(String(40))
    row_key: Mapped[str] = mapped_column(String(80))
    content: Mapped[str] = mapped_column(String(64))
    """Empty for a row that was removed."""
    hash: Mapped[str] = mapped_column(String(64))


class AuditRecord(Base):
    """One link of the chain: who, when, what before, what after, from which screen."""

    __tablename__ = "audit_record"
    __table_args__ = (
        CheckConstraint("id > 0", "id_positive"),
        # Who opened a case.
        Index("ix_audit_record_subject", "subject", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    actor: Mapped[str] = mapped_column(String(60))
    event: Mapped[Event] = mapped_column(stored(Event, check=False))
    subject: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[str] = mapped_column(String(60))
    screen: Mapped[str] = mapped_column(String(60), default="")
    before: Mapped[str] = mapped_column(Text, default="{}")
    after: Mapped[str] = mapped_column(Text, default="{}")
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
