"""What lies on top of the map: exit points and offices, clusters of the scan, routes."""

from enum import StrEnum

from components import filters
from components.runtime import reads
from domain.map_view import MapMark, MapOverlay, MarkKind
from domain.offices import OFFICES_2019, KnownOffice
from domain.parameters import Parameters


class Shown(StrEnum):
    """What the reader may lay over the areas, by its word in the address."""

    CLUSTERS = "klaster"
    ROUTES = "rute"
    MARKS = "titik"


NAMES = {
    Shown.CLUSTERS: "Klaster awal",
    Shown.ROUTES: "Rute",
    Shown.MARKS: "Titik layanan",
}


def asked_for(asked: Parameters) -> tuple[Shown, ...]:
    found = asked.several("tampil", [*Shown, filters.NONE])
    return tuple(Shown(each) for each in found or () if each != filters.NONE)


def on_top(shown: tuple[Shown, ...]) -> MapOverlay:
    return MapOverlay(marks=marks() if Shown.MARKS in shown else ())


_MARK_KINDS = {
    "bandara": MarkKind.AIRPORT,
    "pelabuhan": MarkKind.PORT,
    "pelabuhan penyeberangan": MarkKind.PORT,
    "pos lintas batas": MarkKind.BORDER_POST,
}


def marks() -> tuple[MapMark, ...]:
    """Exit points of NTT from the reference data, and the LTSA offices that a source names."""
    exits = [
        MapMark(row.latitude, row.longitude, row.name, _MARK_KINDS[row.kind], row.is_approximate)
        for row in reads.transit_points()
        if row.region_code is not None and row.kind in _MARK_KINDS
    ]
    seats = reads.regency_seats()
    offices = [_office_mark(office) for office in OFFICES_2019 if office.region_code in seats]
    return (*exits, *offices)


def _office_mark(office: KnownOffice) -> MapMark:
    seat = reads.regency_seats()[office.region_code]
    name = f"{office.name}, melayani {office.serves} (pemberitaan 2019; tanda di {seat.capital})"
    return MapMark(seat.latitude, seat.longitude, name, MarkKind.SERVICE, is_approximate=True)
