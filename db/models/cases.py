"""De-identified case records, one row per report with victims only as four counts, and their summaries."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, UtcDateTime, stored
from domain.access.permissions import DisclosureTier
from domain.cases.facts import LONGEST_NOTE, LONGEST_REFERENCE
from domain.cases.life import LONGEST_TEXT
from domain.figures.cases import (
    CaseKind,
    FlagKind,
    PoliceStage,
    RecruitmentMode,
    ReferralState,
    RestitutionStage,
    Sector,
    ServiceStage,
    Track,
    Withdrawal,
)
from domain.places.regions import RegionLevel


class CaseRecord(Base):
    """No name, number, photo or address has a column here, and none may be added."""

    __tablename__ = "case_record"
    __table_args__ = (
        CheckConstraint("women >= 0 AND men >= 0 AND girls >= 0 AND boys >= 0", "counts"),
        CheckConstraint("NOT (origin_outside AND origin_regency_code IS NOT NULL)", "one_origin"),
        # Answers every map question from the index alone.
        Index(
            "ix_case_record_map",
            "kind",
            "reported_on",
            "origin_regency_code",
            "origin_district_code",
        ),
        # The register's list, newest first, and the records of one kecamatan. Without an index of its own
        # for their order, one with few records would be looked for through all.
        Index("ix_case_record_newest", "reported_on", "id"),
        # Of those that name a kecamatan at all: what says nothing of it need not be entered in them.
        Index(
            "ix_case_record_district_newest",
            "origin_district_code",
            "reported_on",
            "id",
            postgresql_where=text("origin_district_code IS NOT NULL"),
            sqlite_where=text("origin_district_code IS NOT NULL"),
        ),
        Index(
            "ix_case_record_district",
            "origin_district_code",
            "kind",
            "reported_on",
            postgresql_where=text("origin_district_code IS NOT NULL"),
            sqlite_where=text("origin_district_code IS NOT NULL"),
        ),
        Index("ix_case_record_regency", "origin_regency_code", "kind", "reported_on"),
        # The register's list of one agency or one stage, newest first.
        Index("ix_case_record_agency", "agency_id", "reported_on", "id"),
        Index("ix_case_record_police", "police_stage", "reported_on", "id"),
        Index("ix_case_record_services", "service_stage", "reported_on", "id"),
        Index(
            "ix_case_record_restitution",
            "restitution_stage",
            "reported_on",
            "id",
            postgresql_where=text("restitution_stage IS NOT NULL"),
            sqlite_where=text("restitution_stage IS NOT NULL"),
        ),
        # The few that were taken out of the count.
        Index(
            "ix_case_record_withdrawn",
            "reported_on",
            "id",
            postgresql_where=text("withdrawn_as IS NOT NULL"),
            sqlite_where=text("withdrawn_as IS NOT NULL"),
        ),
        # Whether an agency has registered its own number before.
        Index("ix_case_record_reference", "agency_id", "agency_reference"),
        # The few that double another one: asked for each record that goes when a batch is undone.
        Index(
            "ix_case_record_double_of_id",
            "double_of_id",
            postgresql_where=text("double_of_id IS NOT NULL"),
            sqlite_where=text("double_of_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    agency_reference: Mapped[str] = mapped_column(String(LONGEST_REFERENCE), default="")
    kind: Mapped[CaseKind] = mapped_column(stored(CaseKind))
    reported_on: Mapped[date] = mapped_column(Date)
    happened_on: Mapped[date | None] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    police_stage: Mapped[PoliceStage | None] = mapped_column(stored(PoliceStage))
    service_stage: Mapped[ServiceStage | None] = mapped_column(stored(ServiceStage))
    origin_regency_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    origin_district_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    origin_outside: Mapped[bool] = mapped_column(default=False, server_default=false())
    """They come from outside the province; without it and without a regency the origin is unknown."""
    transit_id: Mapped[int | None] = mapped_column(ForeignKey("transit_point.id"))
    destination_iso3: Mapped[str | None] = mapped_column(ForeignKey("destination.iso3"))
    women: Mapped[int | None] = mapped_column(default=0)
    """Of the four and of the suspects, NULL where it is not known how many."""
    men: Mapped[int | None] = mapped_column(default=0)
    girls: Mapped[int | None] = mapped_column(default=0)
    boys: Mapped[int | None] = mapped_column(default=0)
    suspects: Mapped[int | None]
    sector: Mapped[Sector] = mapped_column(stored(Sector))
    recruitment: Mapped[RecruitmentMode] = mapped_column(stored(RecruitmentMode))
    restitution_stage: Mapped[RestitutionStage | None] = mapped_column(stored(RestitutionStage))
    what_happened: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="", server_default="")
    """And not to whom; screened wherever it is written."""
    withdrawn_as: Mapped[Withdrawal | None] = mapped_column(stored(Withdrawal))
    """Counts no more, and stays readable."""
    double_of_id: Mapped[int | None] = mapped_column(ForeignKey("case_record.id"))
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    is_demo: Mapped[bool] = mapped_column(default=False)


class CaseSummary(Base):
    """How many case records name a place in a month, kept in the transaction that changes a record."""

    __tablename__ = "case_summary"
    __table_args__ = (
        CheckConstraint("reports > 0", "reports"),
        # For the register's first and last month.
        Index("ix_case_summary_month", "month"),
    )

    level: Mapped[RegionLevel] = mapped_column(stored(RegionLevel), primary_key=True)
    """Regency or district: each record counts once at either level."""
    kind: Mapped[CaseKind] = mapped_column(stored(CaseKind), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    """The month's first day."""
    region_code: Mapped[str] = mapped_column(String(13), primary_key=True)
    """Where the record names no place at this level the empty text, for no part of a key may be NULL;
    *luar* where they come from outside the province."""
    reports: Mapped[int]


class CaseRouteSummary(Base):
    """How many case records of a year took a route, kept like ``CaseSummary``."""

    __tablename__ = "case_route_summary"
    __table_args__ = (CheckConstraint("reports > 0", "reports"),)

    kind: Mapped[CaseKind] = mapped_column(stored(CaseKind), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    regency_code: Mapped[str] = mapped_column(String(13), primary_key=True)
    """As ``CaseSummary.region_code``; ``destination_iso3`` is empty where the record names none."""
    transit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """0 where the record names none."""
    destination_iso3: Mapped[str] = mapped_column(String(3), primary_key=True)
    reports: Mapped[int]


class CaseStep(Base):
    """A stage that a case reached on one of its tracks; it may come back to an earlier one."""

    __tablename__ = "case_step"
    __table_args__ = (
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", "order"),
        Index("ix_case_step_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_record.id"))
    track: Mapped[Track] = mapped_column(stored(Track))
    stage: Mapped[str] = mapped_column(String(40))
    """A member of the track's own stages."""
    started_on: Mapped[date] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    """Of a service, since several run at once; other stages end where the next one begins."""
    note: Mapped[str] = mapped_column(String(LONGEST_TEXT), default="")
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was taken back as wrong; ``CaseChange`` says why."""
    is_demo: Mapped[bool] = mapped_column(default=False)


class CaseFlag(Base):
    """What deserves care in a case, since a day; of each kind one that was not taken off."""

    __tablename__ = "case_flag"
    __table_args__ = (Index("ix_case_flag_case_id", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_record.id"))
    kind: Mapped[FlagKind] = mapped_column(stored(FlagKind))
    raised_on: Mapped[date] = mapped_column(Date)
    note: Mapped[str] = mapped_column(String(LONGEST_TEXT), default="")
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)


class CaseChange(Base):
    """A correction, or something taken back, with its reason and what stood there before.

    The audit trail names the changed fields only: its readers may not see a single case.
    """

    __tablename__ = "case_change"
    __table_args__ = (Index("ix_case_change_case_id", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_record.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    reason: Mapped[str] = mapped_column(String(LONGEST_TEXT))
    before: Mapped[str] = mapped_column(Text)
    """JSON by the names of the columns, as in the trail."""
    after: Mapped[str] = mapped_column(Text)
    is_demo: Mapped[bool] = mapped_column(default=False)


class CaseReferral(Base):
    """A request to another agency about a case: sent, accepted or refused, done; or ended with its case."""

    __tablename__ = "case_referral"
    __table_args__ = (
        Index("ix_case_referral_case_id", "case_id"),
        Index("ix_case_referral_to_agency_id", "to_agency_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_record.id"))
    from_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    to_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    asked: Mapped[str] = mapped_column(String(LONGEST_TEXT))
    state: Mapped[ReferralState] = mapped_column(stored(ReferralState))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(LONGEST_TEXT), default="")
    letter: Mapped[str] = mapped_column(String(60), default="")
    """Of an agency without an account: the letter from which its answer was written down."""
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When its case was withdrawn, before an answer or its end."""
    version: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)


class CaseStageLimit(Base):
    """How long a stage may last by law; kept by the secretariat, for the law changes."""

    __tablename__ = "case_stage_limit"
    __table_args__ = (
        UniqueConstraint("track", "stage", "valid_from"),
        CheckConstraint("days > 0", "days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    track: Mapped[Track] = mapped_column(stored(Track))
    stage: Mapped[str] = mapped_column(String(40))
    days: Mapped[int]
    basis: Mapped[str] = mapped_column(String(120))
    valid_from: Mapped[date] = mapped_column(Date)
    is_demo: Mapped[bool] = mapped_column(default=False)


class CaseDraft(Base):
    """What somebody has typed into the form of a new case; never a text that the screening refuses."""

    __tablename__ = "case_draft"

    account_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    typed: Mapped[str] = mapped_column(Text)
    """JSON by the names of the form's fields."""
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseRelease(Base):
    """A day up to which tiers with a threshold were told of the register."""

    __tablename__ = "case_release"

    id: Mapped[int] = mapped_column(primary_key=True)
    """Releases are numbered as they follow each other."""
    starts_on: Mapped[date] = mapped_column(Date)
    """The day of the oldest record."""
    ends_on: Mapped[date] = mapped_column(Date, unique=True)
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)


class CaseReleased(Base):
    """By how much a release changed a count of ``CaseSummary``, whatever becomes of the records later."""

    __tablename__ = "case_released"
    __table_args__ = (CheckConstraint("change <> 0", "change"),)

    level: Mapped[RegionLevel] = mapped_column(stored(RegionLevel), primary_key=True)
    kind: Mapped[CaseKind] = mapped_column(stored(CaseKind), primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("case_release.id"), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    region_code: Mapped[str] = mapped_column(String(13), primary_key=True)
    change: Mapped[int]


class CaseTold(Base):
    """What a tier knows of an entry: what one release changed in a year of a region.

    Entries of one block were told by their sum. Of one that was not told at all there is a row only where
    a range is known.
    """

    __tablename__ = "case_told"
    __table_args__ = (CheckConstraint("(block IS NULL) = (told_in IS NULL)", "told"),)

    tier: Mapped[DisclosureTier] = mapped_column(stored(DisclosureTier), primary_key=True)
    kind: Mapped[CaseKind] = mapped_column(stored(CaseKind), primary_key=True)
    region_code: Mapped[str] = mapped_column(String(13), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    release_id: Mapped[int] = mapped_column(ForeignKey("case_release.id"), primary_key=True)
    block: Mapped[int | None]
    """Numbered by tier and kind, in the order of telling."""
    told_in: Mapped[int | None] = mapped_column(ForeignKey("case_release.id"))
    low: Mapped[int | None]
    high: Mapped[int | None]


class CaseToldRoute(Base):
    """The reports on one route of the years that a release closed, told once and never again."""

    __tablename__ = "case_told_route"
    __table_args__ = (CheckConstraint("reports > 0", "reports"),)

    tier: Mapped[DisclosureTier] = mapped_column(stored(DisclosureTier), primary_key=True)
    kind: Mapped[CaseKind] = mapped_column(stored(CaseKind), primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("case_release.id"), primary_key=True)
    regency_code: Mapped[str] = mapped_column(String(13), primary_key=True)
    transit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    destination_iso3: Mapped[str] = mapped_column(String(3), primary_key=True)
    reports: Mapped[int]
