"""The real data that ships: regions, agencies, the declaration and the published figures."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from db.geodata import NATIONAL
from db.models import (
    Agency,
    AgencyAlias,
    Base,
    DecisionEvent,
    Destination,
    ForkopimdaSeat,
    Indicator,
    Pillar,
    PublishedFigure,
    Region,
    ServiceDesk,
    Source,
    Statement,
    TransitPoint,
)
from domain.access.agencies import AgencyKind, AgencyLevel, SeatBasis
from domain.commitments.declaration import DecisionEventKind, StatementBasis, StatementKind
from domain.figures.figures import Polarity
from domain.places.province import HERE, PACK
from domain.places.regions import PROVINCE, RegionLevel


def load(session: Session) -> None:
    _regions(session)
    _places(session)
    _sources(session)
    _agencies(session)
    _declaration(session)
    _figures(session)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def _add(session: Session, model: type[Base], rows: list[dict[str, object]]) -> None:
    """What a province does not know yet is a table without lines."""
    if rows:
        session.execute(insert(model), rows)


def _number(text: str) -> float | None:
    return float(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _regions(session: Session) -> None:
    _add(
        session,
        Region,
        [
            {
                "code": PROVINCE,
                "level": RegionLevel.PROVINCE,
                "name": HERE.name,
                "capital": HERE.capital,
            }
        ],
    )
    _add(
        session,
        Region,
        [
            {
                "code": row["kode"],
                "level": RegionLevel.REGENCY,
                "parent_code": PROVINCE,
                "bps_code": row["kode_bps"],
                "name": row["nama"],
                "capital": row["ibu_kota"],
                "island": row["pulau_utama"],
                "latitude": _number(row["lat_ibu_kota"]),
                "longitude": _number(row["lon_ibu_kota"]),
                "area_km2": _number(row["luas_km2"]),
                "population_bps_2024": int(row["penduduk_bps_2024"]),
                "population_registered_2025": int(row["penduduk_kemendagri_2025"]),
            }
            for row in _rows(PACK / "kabupaten.csv")
        ],
    )
    for file, level, parent in (
        ("kecamatan.csv", RegionLevel.DISTRICT, "kode_kabupaten"),
        ("desa.csv", RegionLevel.VILLAGE, "kode_kecamatan"),
    ):
        _add(
            session,
            Region,
            [
                {
                    "code": row["kode"],
                    "level": level,
                    "parent_code": row[parent],
                    "name": row["nama"],
                    "latitude": _number(row["lat"]),
                    "longitude": _number(row["lon"]),
                }
                for row in _rows(PACK / file)
            ],
        )


def _places(session: Session) -> None:
    _add(
        session,
        Destination,
        [
            {
                "iso3": row["iso3"],
                "name": row["nama_id"],
                "continent": row["kawasan"],
                "latitude": float(row["lat"]),
                "longitude": float(row["lon"]),
            }
            for row in _rows(NATIONAL / "destinations.csv")
        ],
    )
    regency_of = {row["kode_bps"]: row["kode"] for row in _rows(PACK / "kabupaten.csv")}
    _add(
        session,
        TransitPoint,
        [
            {
                "name": row["nama"],
                "kind": row["jenis"],
                "town": row["kota"],
                "region_code": regency_of.get(row["kode_bps"]),
                "area": row["wilayah"],
                "latitude": float(row["lat"]),
                "longitude": float(row["lon"]),
                "is_approximate": row["akurasi"] == "perkiraan",
                "source": row["sumber"],
                "note": row["keterangan"],
            }
            for row in _rows(PACK / "transit.csv")
        ],
    )


def _sources(session: Session) -> None:
    _add(
        session,
        Source,
        [
            {
                "code": row["code"],
                "name": row["name"],
                "url": row["url"],
                "note": row["accessed_note"],
            }
            for row in _rows(PACK / "sources.csv")
        ],
    )


def _agencies(session: Session) -> None:
    rows = list(_rows(PACK / "agencies.csv"))
    _add(
        session,
        Agency,
        [
            {
                "code": row["code"],
                "name": row["name"],
                "short_name": row["short_name"],
                "kind": AgencyKind(row["kind"]),
                "level": AgencyLevel(row["level"]),
                "region_code": row["region_code"] or None,
                "mandate": row["mandate"],
                "may_own_tasks": row["may_own_tasks"] == "true",
                "source_code": row["source_code"] or None,
                "note": row["note"],
            }
            for row in rows
        ],
    )
    ids = _ids(session, Agency)
    # Superiors come second, because an agency may be listed before its own.
    superiors = [
        {"id": ids[row["code"]], "superior_id": ids[row["superior_code"]]}
        for row in rows
        if row["superior_code"]
    ]
    if superiors:
        session.execute(update(Agency), superiors)
    _add(
        session,
        AgencyAlias,
        [
            {"agency_id": ids[row["agency_code"]], "alias": row["alias"], "note": row["note"]}
            for row in _rows(PACK / "agency_aliases.csv")
        ],
    )
    _add(
        session,
        ForkopimdaSeat,
        [
            {
                "code": row["code"],
                "title": row["title"],
                "agency_id": ids[row["agency_code"]],
                "basis": SeatBasis(row["basis"]),
                "position": int(row["position"]),
                "legal_basis": row["legal_basis"],
                "valid_from": _day(row["valid_from"]),
                "valid_to": _day(row["valid_to"]),
                "validity_note": row["validity_note"],
                "source_code": row["source_code"] or None,
            }
            for row in _rows(PACK / "forkopimda_seats.csv")
        ],
    )
    _add(
        session,
        ServiceDesk,
        [
            {**row, "position": int(row["position"]), "source_code": row["source_code"] or None}
            for row in _rows(PACK / "ltsa_desks.csv")
        ],
    )


def _ids(session: Session, model: type[Agency] | type[DecisionEvent]) -> dict[str, int]:
    return {row.code: row.id for row in session.query(model.code, model.id)}


def _declaration(session: Session) -> None:
    _add(
        session,
        Pillar,
        [{**row, "source_code": row["source_code"] or None} for row in _rows(PACK / "pillars.csv")],
    )
    _add(
        session,
        DecisionEvent,
        [
            {
                **row,
                "kind": DecisionEventKind(row["kind"]),
                "held_on": date.fromisoformat(row["held_on"]),
                "held_until": _day(row["held_until"]),
                "source_code": row["source_code"] or None,
            }
            for row in _rows(PACK / "decision_events.csv")
        ],
    )
    events = _ids(session, DecisionEvent)
    _add(
        session,
        Statement,
        [
            {
                "code": row["code"],
                "event_id": events[row["event_code"]],
                "position": int(row["position"]),
                "kind": StatementKind(row["kind"]),
                "text": row["text"],
                "speaker": row["speaker"],
                "basis": StatementBasis(row["basis"]),
                "carrier": row["carrier"],
                "measurable": row["measurable"],
                "ambiguity": row["ambiguity"],
                "pillar_code": row["pillar_code"] or None,
                "source_code": row["source_code"],
            }
            for row in _rows(PACK / "statements.csv")
        ],
    )


def _figures(session: Session) -> None:
    _add(
        session,
        Indicator,
        [{**row, "polarity": Polarity(row["polarity"])} for row in _rows(PACK / "indicators.csv")],
    )
    _add(
        session,
        PublishedFigure,
        [
            {
                "code": row["code"],
                "indicator_code": row["indicator"],
                "region_code": row["region_code"],
                "period_start": date.fromisoformat(row["period_start"]),
                "period_end": date.fromisoformat(row["period_end"]),
                "value": float(row["value"]),
                "unit": row["unit"],
                "subgroup": row["subgroup"],
                "destination_iso3": row["destination_iso3"] or None,
                "source_code": row["source_code"],
                "as_written": row["as_written"],
                "said_by": row["speaker_note"],
                "note": row["note"],
            }
            for row in _rows(PACK / "figures.csv")
        ],
    )
