"""Reference data: regions, places, agencies, seats, pillars and service desks."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, Float, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.types import Base, stored
from domain.access.agencies import AgencyKind, AgencyLevel, SeatBasis
from domain.places.regions import RegionLevel
from domain.tasks.escalation import EscalationStep
from domain.tasks.letters import LONGEST_ADDRESS, LONGEST_HEAD, LONGEST_LETTERHEAD, LONGEST_TOWN


class Region(Base):
    """A province, kabupaten/kota, kecamatan or desa, by its Kemendagri code."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(String(13), primary_key=True)
    level: Mapped[RegionLevel] = mapped_column(stored(RegionLevel), index=True)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
    bps_code: Mapped[str | None] = mapped_column(String(4), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    capital: Mapped[str | None] = mapped_column(String(60))
    island: Mapped[str | None] = mapped_column(String(30))
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    area_km2: Mapped[float | None] = mapped_column(Float)
    population_bps_2024: Mapped[int | None]
    population_registered_2025: Mapped[int | None]


class Destination(Base):
    """A country that workers go to, as a label point."""

    __tablename__ = "destination"

    iso3: Mapped[str] = mapped_column(String(3), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    continent: Mapped[str] = mapped_column(String(40))
    latitude: Mapped[float] = mapped_column(Float)
    longitude: Mapped[float] = mapped_column(Float)


class TransitPoint(Base):
    """An airport, port or border post through which people leave."""

    __tablename__ = "transit_point"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    town: Mapped[str] = mapped_column(String(60))
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    area: Mapped[str] = mapped_column(String(30))
    latitude: Mapped[float] = mapped_column(Float)
    longitude: Mapped[float] = mapped_column(Float)
    is_approximate: Mapped[bool]
    source: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(String(200), default="")


class Source(Base):
    """A public page that a statement, a seat or a figure was taken from."""

    __tablename__ = "source"

    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    url: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")


class Agency(Base):
    """Whoever can promise, be asked, report or verify; with a superior of its own."""

    __tablename__ = "agency"
    __table_args__ = (CheckConstraint("(merged_into_id IS NULL) = (merged_on IS NULL)", "merged_with_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(160), unique=True)
    short_name: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[AgencyKind] = mapped_column(stored(AgencyKind))
    level: Mapped[AgencyLevel] = mapped_column(stored(AgencyLevel))
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    """The agency's own superior: where an escalation goes. Polda does not answer to the Governor."""
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    mandate: Mapped[str] = mapped_column(Text, default="")
    may_own_tasks: Mapped[bool] = mapped_column(default=True)
    """False for a court, which is shown data and never assigned a task."""
    source_code: Mapped[str | None] = mapped_column(ForeignKey("source.code"))
    note: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(String(160), default="", server_default="")
    """The office to turn to; no person and no telephone of one."""
    version: Mapped[int] = mapped_column(default=0, server_default="0")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    """The agency that goes on in its place; what it did before stays under its own name."""
    merged_on: Mapped[date | None] = mapped_column(Date)


class AgencyAlias(Base):
    """Another name under which an agency appears in letters, files and the press."""

    __tablename__ = "agency_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    alias: Mapped[str] = mapped_column(String(160), unique=True)
    note: Mapped[str] = mapped_column(Text, default="")
    valid_to: Mapped[date | None] = mapped_column(Date)
    """The last day on which it was the agency's own name; empty for names that others use."""


class AgencyCorrespondence(Base):
    """How an agency is written to, and how it writes: offices, titles and addresses, never a person."""

    __tablename__ = "agency_correspondence"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    head: Mapped[str] = mapped_column(String(LONGEST_HEAD), default="")
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    letterhead: Mapped[str] = mapped_column(String(LONGEST_LETTERHEAD), default="")
    town: Mapped[str] = mapped_column(String(LONGEST_TOWN), default="")


class AgencySignatory(Base):
    """Who signs which letter of an agency, by title."""

    __tablename__ = "agency_signatory"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    step: Mapped[EscalationStep] = mapped_column(stored(EscalationStep), primary_key=True)
    title: Mapped[str] = mapped_column(String(LONGEST_HEAD))
    on_behalf: Mapped[str] = mapped_column(String(LONGEST_HEAD), default="")


class ForkopimdaSeat(Base):
    """A seat of the forum, by statute or by invitation, with the time it holds."""

    __tablename__ = "forkopimda_seat"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", "validity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    basis: Mapped[SeatBasis] = mapped_column(stored(SeatBasis))
    position: Mapped[int]
    legal_basis: Mapped[str] = mapped_column(Text, default="")
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    validity_note: Mapped[str] = mapped_column(Text, default="")
    source_code: Mapped[str | None] = mapped_column(ForeignKey("source.code"))


class Pillar(Base):
    """One of the six strategies of the national action plan."""

    __tablename__ = "pillar"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    short_name: Mapped[str] = mapped_column(String(60))
    description: Mapped[str] = mapped_column(Text, default="")
    source_code: Mapped[str | None] = mapped_column(ForeignKey("source.code"))


class ServiceDesk(Base):
    """One of the eight desks that the law asks of an LTSA."""

    __tablename__ = "service_desk"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    provider_hint: Mapped[str] = mapped_column(Text, default="")
    source_code: Mapped[str | None] = mapped_column(ForeignKey("source.code"))
