"""De-identified case records: one row per report, victims only as four counts."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, stored
from domain.cases import CaseKind, PoliceStage, RecruitmentMode, Sector, ServiceStage


class CaseRecord(Base):
    """No name, number, photo or address has a column here, and none may be added."""

    __tablename__ = "case_record"
    __table_args__ = (
        CheckConstraint("women >= 0 AND men >= 0 AND girls >= 0 AND boys >= 0", "counts"),
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
    transit_id: Mapped[int | None] = mapped_column(ForeignKey("transit_point.id"))
    destination_iso3: Mapped[str | None] = mapped_column(ForeignKey("destination.iso3"))
    women: Mapped[int] = mapped_column(default=0)
    men: Mapped[int] = mapped_column(default=0)
    girls: Mapped[int] = mapped_column(default=0)
    boys: Mapped[int] = mapped_column(default=0)
    sector: Mapped[Sector] = mapped_column(stored(Sector))
    recruitment: Mapped[RecruitmentMode] = mapped_column(stored(RecruitmentMode))
    is_demo: Mapped[bool] = mapped_column(default=False)
