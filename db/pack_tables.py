"""The tables of a pack: what each column may hold, and what a whole line must."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import String

from db import pack_cells as cells
from db.geodata import NATIONAL
from db.models import (
    Agency,
    AgencyAlias,
    Base,
    DecisionEvent,
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
from db.pack_cells import Check
from db.pack_files import Pack, Row
from domain.access.agencies import AgencyKind, AgencyLevel, SeatBasis
from domain.commitments.declaration import DecisionEventKind, StatementBasis, StatementKind
from domain.figures.figures import Polarity
from domain.figures.map_view import Palette
from domain.words.services import DESK_SHORT


@dataclass(frozen=True)
class PackTable:
    """One file: what its columns may hold, and by what a line is known."""

    file: str
    columns: Mapping[str, Check]
    key: str = ""
    whole: Callable[[Row], str] = lambda _row: ""
    """What is wrong between the columns of a line."""
    model: type[Base] | None = None
    """Where its lines will stand, which takes no more letters than this has room for, and some only once."""
    stored: Mapping[str, str] = field(default_factory=dict)
    """What the model calls otherwise."""

    @property
    def room(self) -> Mapping[str, int]:
        kinds = {name: each.type for name, each in self._kept.items()}
        texts = {name: kind for name, kind in kinds.items() if isinstance(kind, String)}
        return {name: text.length for name, text in texts.items() if text.length}

    @property
    def once(self) -> Collection[str]:
        """Columns in which nothing stands twice, whether in large or small letters."""
        return {self.key, *(name for name, each in self._kept.items() if each.unique)} - {""}

    @property
    def _kept(self) -> Mapping[str, Any]:
        there: Mapping[str, Any] = {}
        if self.model is not None:
            there = {each.name: each for each in self.model.__table__.columns}
        names = {name: self.stored.get(name, name) for name in self.columns}
        return {name: there[name_of] for name, name_of in names.items() if name_of in there}


def tables(pack: Pack) -> Iterator[PackTable]:
    yield from _places(pack)
    yield from _institutions(pack)
    yield from _declared(pack)
    yield PackTable("holidays.csv", {"day": cells.a_day, "name": cells.said, "source": cells.said}, "day")


_OF_REGION = {
    "kode": "code",
    "kode_bps": "bps_code",
    "nama": "name",
    "ibu_kota": "capital",
    "pulau_utama": "island",
}


def _places(pack: Pack) -> Iterator[PackTable]:
    regency = cells.one_in(pack.regencies, "kabupaten.csv")
    point = {"lat": cells.or_empty(cells.LATITUDE), "lon": cells.or_empty(cells.LONGITUDE)}
    yield PackTable(
        "kabupaten.csv",
        {
            "kode": cells.code_below({pack.province.code}, 2),
            "kode_bps": cells.a_count,
            **dict.fromkeys(("nama", "nama_pendek", "ibu_kota", "pulau_utama"), cells.said),
            "lat_ibu_kota": cells.LATITUDE,
            "lon_ibu_kota": cells.LONGITUDE,
            "luas_km2": cells.a_number,
            **dict.fromkeys(("penduduk_bps_2024", "penduduk_kemendagri_2025"), cells.a_count),
        },
        "kode",
        model=Region,
        stored=_OF_REGION,
    )
    yield PackTable(
        "kecamatan.csv",
        {
            "kode": cells.code_below(pack.regencies, 2),
            "kode_kabupaten": regency,
            "nama": cells.said,
            "jumlah_desa": cells.or_empty(cells.a_count),
            **point,
        },
        "kode",
        lambda row: _lies_in(row, "kode_kabupaten"),
        model=Region,
        stored=_OF_REGION,
    )
    yield PackTable(
        "desa.csv",
        {
            "kode": cells.code_below(pack.districts, 4),
            "kode_kecamatan": cells.one_in(pack.districts, "kecamatan.csv"),
            "nama": cells.said,
            **point,
        },
        "kode",
        lambda row: _lies_in(row, "kode_kecamatan"),
        model=Region,
        stored=_OF_REGION,
    )
    yield PackTable(
        "region_aliases.csv",
        {"kode": regency, "nama_lain": cells.said, "keterangan": cells.anything},
        "nama_lain",
    )
    yield PackTable("ferry_links.csv", {"dari": regency, "ke": regency, "alasan": cells.said})
    yield PackTable(
        "ltsa.csv",
        {
            "wilayah": regency,
            **dict.fromkeys(("nama", "melayani", "sumber"), cells.said),
            "url": cells.anything,
        },
    )
    bps = pack.codes("kabupaten.csv", "kode_bps")
    yield PackTable(
        "transit.csv",
        {
            **dict.fromkeys(("nama", "jenis", "kota", "wilayah", "sumber"), cells.said),
            "lat": cells.LATITUDE,
            "lon": cells.LONGITUDE,
            **dict.fromkeys(("kode_bps", "akurasi", "keterangan"), cells.anything),
        },
        "nama",
        lambda row: (
            f"kode_bps '{row['kode_bps']}' is not in kabupaten.csv"
            if row["wilayah"] == pack.province.short_name and row["kode_bps"] not in bps
            else ""
        ),
        model=TransitPoint,
        stored={
            "nama": "name",
            "jenis": "kind",
            "kota": "town",
            "wilayah": "area",
            "sumber": "source",
            "keterangan": "note",
        },
    )


def _lies_in(row: Row, parent: str) -> str:
    above = row["kode"].rpartition(".")[0]
    return "" if above == row[parent] else f"kode '{row['kode']}' does not lie in {parent} '{row[parent]}'"


def _institutions(pack: Pack) -> Iterator[PackTable]:
    source = cells.or_empty(cells.one_in(pack.codes("sources.csv"), "sources.csv"))
    agency = cells.one_in(pack.codes("agencies.csv"), "agencies.csv")
    yield PackTable(
        "sources.csv",
        {"code": cells.said, "name": cells.said, "url": cells.anything, "accessed_note": cells.anything},
        "code",
        model=Source,
    )
    yield PackTable(
        "agencies.csv",
        {
            "code": cells.slug,
            **dict.fromkeys(("name", "short_name"), cells.said),
            "kind": cells.one_of(AgencyKind),
            "level": cells.one_of(AgencyLevel),
            "superior_code": cells.or_empty(agency),
            "region_code": cells.or_empty(cells.one_in(pack.regions, "the pack's regions")),
            "mandate": cells.anything,
            "may_own_tasks": lambda text: "" if text in ("true", "false") else "is neither true nor false",
            "source_code": source,
            "note": cells.anything,
        },
        "code",
        _has_its_place(pack),
        model=Agency,
    )
    yield PackTable(
        "agency_aliases.csv",
        {"agency_code": agency, "alias": cells.said, "note": cells.anything},
        model=AgencyAlias,
    )
    yield PackTable(
        "forkopimda_seats.csv",
        {
            **dict.fromkeys(("code", "title", "legal_basis"), cells.said),
            "agency_code": agency,
            "basis": cells.one_of(SeatBasis),
            "position": cells.a_count,
            **dict.fromkeys(("valid_from", "valid_to"), cells.or_empty(cells.a_day)),
            "validity_note": cells.anything,
            "source_code": source,
        },
        "code",
        cells.in_order("valid_from", "valid_to"),
        model=ForkopimdaSeat,
    )
    yield PackTable(
        "ltsa_desks.csv",
        {
            "code": cells.one_in(DESK_SHORT, "the desks that the law asks for"),
            "name": cells.said,
            "position": cells.a_count,
            "provider_hint": cells.anything,
            "source_code": source,
        },
        "code",
        model=ServiceDesk,
    )


_WITHOUT_A_PLACE = {AgencyLevel.NATIONAL, AgencyLevel.ABROAD}


def _has_its_place(pack: Pack) -> Callable[[Row], str]:
    lines = [row for _, row in pack.table("agencies.csv").rows]
    superiors = {row.get("code", ""): row.get("superior_code", "") for row in lines}

    def check(row: Row) -> str:
        if not row["region_code"] and row["level"] not in _WITHOUT_A_PLACE:
            return f"agency '{row['code']}' has no region_code, which level {row['level']} needs"
        above, seen = row["superior_code"], set[str]()
        while above and above not in seen:
            if above == row["code"]:
                return f"agency '{row['code']}' is above itself, by superior_code"
            seen.add(above)
            above = superiors.get(above, "")
        return ""

    return check


def _declared(pack: Pack) -> Iterator[PackTable]:
    source = cells.or_empty(cells.one_in(pack.codes("sources.csv"), "sources.csv"))
    statement = cells.one_in(pack.codes("statements.csv"), "statements.csv")
    indicator = cells.one_in(pack.codes("indicators.csv"), "indicators.csv")
    yield PackTable(
        "pillars.csv",
        {**dict.fromkeys(("code", "name", "short_name", "description"), cells.said), "source_code": source},
        "code",
        model=Pillar,
    )
    yield PackTable(
        "decision_events.csv",
        {
            **dict.fromkeys(("code", "title"), cells.said),
            "kind": cells.one_of(DecisionEventKind),
            "held_on": cells.a_day,
            "held_until": cells.or_empty(cells.a_day),
            **dict.fromkeys(("place", "description"), cells.anything),
            "source_code": source,
        },
        "code",
        cells.in_order("held_on", "held_until"),
        model=DecisionEvent,
    )
    yield PackTable(
        "statements.csv",
        {
            **dict.fromkeys(("code", "text", "speaker"), cells.said),
            "event_code": cells.one_in(pack.codes("decision_events.csv"), "decision_events.csv"),
            "position": cells.a_count,
            "kind": cells.one_of(StatementKind),
            "basis": cells.one_of(StatementBasis),
            "pillar_code": cells.or_empty(cells.one_in(pack.codes("pillars.csv"), "pillars.csv")),
            **dict.fromkeys(("carrier", "measurable", "ambiguity"), cells.anything),
            "source_code": cells.one_in(pack.codes("sources.csv"), "sources.csv"),
        },
        "code",
        lambda row: (
            f"pledge '{row['code']}' has no pillar_code"
            if row["kind"] == StatementKind.PLEDGE and not row["pillar_code"]
            else ""
        ),
        model=Statement,
    )
    yield PackTable(
        "commitment_drafts.csv",
        {
            "statement_code": statement,
            **dict.fromkeys(("title", "sentence", "indicator", "unit"), cells.said),
            "target": cells.or_empty(cells.a_number),
            "polarity": cells.one_of(Polarity),
            "region_code": cells.or_empty(cells.one_in(pack.regions, "the pack's regions")),
            **dict.fromkeys(("evidence", "note"), cells.anything),
        },
        "statement_code",
    )
    yield PackTable(
        "indicators.csv",
        {
            **dict.fromkeys(("code", "name", "unit", "concept", "definition"), cells.said),
            "palette": cells.one_of(Palette),
            "polarity": cells.one_of(Polarity),
            "note": cells.anything,
        },
        "code",
        model=Indicator,
    )
    yield PackTable(
        "figures.csv",
        {
            "code": cells.said,
            "indicator": indicator,
            "region_code": cells.one_in(pack.regions, "the pack's regions"),
            **dict.fromkeys(("period_start", "period_end"), cells.a_day),
            "value": lambda text: cells.a_number(text) or ("must not be negative" if float(text) < 0 else ""),
            "unit": cells.said,
            "destination_iso3": cells.or_empty(cells.one_in(_countries(), "the countries of destination")),
            **dict.fromkeys(("subgroup", "as_written", "speaker_note", "note"), cells.anything),
            "source_code": cells.one_in(pack.codes("sources.csv"), "sources.csv"),
        },
        "code",
        cells.in_order("period_start", "period_end"),
        model=PublishedFigure,
        stored={"speaker_note": "said_by"},
    )


@cache
def _countries() -> frozenset[str]:
    return Pack(NATIONAL).codes("destinations.csv", "iso3")
