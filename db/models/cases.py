"""De-identified case records, one row per report with victims only as four counts, and their summaries."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, stored
from domain.figures.cases import CaseKind, PoliceStage, RecruitmentMode, Sector, ServiceStage
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
        # The register's list, newest first, and the records of one kecamatan.
        Index("ix_case_record_newest", "reported_on", "id"),
        Index("ix_case_record_district", "origin_district_code", "kind", "reported_on"),
        Index("ix_case_record_regency", "origin_regency_code", "kind", "reported_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    agency_reference: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[CaseKind] = mapped_column(stored(CaseKind))
    reported_on: Mapped[date] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    police_stage: Mapped[PoliceStage | None] = mapped_column(stored(PoliceStage))
    service_stage: Mapped[ServiceStage | None] = mapped_column(stored(ServiceStage))
    origin_regency_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    origin_district_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    origin_outside: Mapped[bool] = mapped_column(default=False, server_default=false())
    """They come from outside the province; without it and without a regency the origin is unknown."""
    transit_id: Mapped[int | None] = mapped_column(ForeignKey("transit_point.id"))
    destination_iso3: Mapped[str | None] = mapped_column(ForeignKey("destination.iso3"))
    women: Mapped[int] = mapped_column(default=0)
    men: Mapped[int] = mapped_column(default=0)
    girls: Mapped[int] = mapped_column(default=0)
    boys: Mapped[int] = mapped_column(default=0)
    sector: Mapped[Sector] = mapped_column(stored(Sector))
    recruitment: Mapped[RecruitmentMode] = mapped_column(stored(RecruitmentMode))
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
