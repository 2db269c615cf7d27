"""What lies on top of the map: exit points and offices, early clusters, routes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.geodata.offices import known_offices
from db.queries.case_routes import CaseRoutes, Flow, StopRow, case_routes
from db.queries.early_clusters import Announcement, EarlyClusters
from db.queries.regions import CapitalRow, TransitRow, regions_at, transit_points
from domain import addresses
from domain.access.offices import KnownOffice
from domain.access.parameters import Parameters
from domain.access.permissions import Scope
from domain.disclosure.suppression import NOWHERE, OUTSIDE
from domain.figures import routes
from domain.figures.cases import CaseKind
from domain.figures.map_view import MapCircle, MapMark, MapOverlay, MarkKind
from domain.figures.routes import Route
from domain.places.regions import RegionLevel, display_name
from domain.statistics.scan_terms import Cluster
from domain.time import formats
from views import reads
from views.ask import ask
from views.map.layer import LayerView
from views.map.layer_choices import CASE_PREFIX


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

REGISTER_OF = {
    "deaths_abroad": CaseKind.DEATH_ABROAD,
    "deportation": CaseKind.DEPORTATION,
    "sick_repatriated": CaseKind.SICK_REPATRIATED,
    "trafficking_police_reports": CaseKind.TRAFFICKING,
}
"""Where the register knows cases of the kind that a published series counts; never the same numbers."""

SCANNED_MONTHS = 36
DAYS_OF_YEAR = 365.25


@dataclass(frozen=True)
class ClusterLine:
    """A cluster as the list beside the map says it."""

    places: str
    period: str
    counts: str
    recurrence: str
    address: str


@dataclass(frozen=True)
class OnTop:
    """What is drawn over the areas, and what the lists beside the map say of it."""

    overlay: MapOverlay
    shown: tuple[Shown, ...]
    clusters: EarlyClusters[Cluster] | None
    """None where they are not wanted, or the layer has no reports behind it."""
    cluster_lines: tuple[ClusterLine, ...]
    announcements: tuple[str, ...]
    """For readers to whom kecamatan are hidden."""
    no_clusters: str
    scanned: str
    """The months that were searched."""
    routes: CaseRoutes | None
    ways: tuple[Route, ...]
    routes_remark: str
    office_sources: tuple[tuple[str, str], ...]
    """Name and address of the pages that the offices among the marks are taken from."""
    register_layer: str | None
    """For a published layer: the layer of the register that could show clusters and routes."""

    @property
    def wants_clusters(self) -> bool:
        return Shown.CLUSTERS in self.shown

    @property
    def wants_routes(self) -> bool:
        return Shown.ROUTES in self.shown


def asked_for(asked: Parameters) -> tuple[Shown, ...]:
    found = asked.several("tampil", [*Shown, addresses.NONE])
    return tuple(Shown(each) for each in found or () if each != addresses.NONE)


def on_top(view: LayerView, shown: tuple[Shown, ...], scope: Scope) -> OnTop:
    kind = view.choice.case_kind
    begin, end = _scanned(view)
    clusters, found = None, None
    if kind is not None and Shown.CLUSTERS in shown:
        clusters = reads.early_clusters(kind, begin, end, scope)
    if kind is not None and Shown.ROUTES in shown:
        found = ask(
            case_routes, kind=kind, starts_on=view.period.starts_on, ends_on=view.period.ends_on, scope=scope
        )
    ways = ways_of(found.flows) if found else ()
    flows, exits = routes.drawn(ways, view.choice.unit)
    exact = clusters.exact if clusters else ()
    other = REGISTER_OF.get(view.choice.key)
    return OnTop(
        overlay=MapOverlay(
            marks=_marks() if Shown.MARKS in shown else (),
            circles=tuple(_circle(number, each) for number, each in enumerate(exact, start=1)),
            flows=flows,
            exits=exits,
        ),
        shown=shown,
        clusters=clusters,
        cluster_lines=tuple(_line(each, view) for each in exact),
        announcements=tuple(_announcement(each) for each in clusters.announced) if clusters else (),
        no_clusters=_no_clusters(scope),
        scanned=formats.period(begin, end),
        routes=found,
        ways=ways,
        routes_remark=routes_remark(found, scope),
        office_sources=tuple(dict.fromkeys((office.source, office.source_url) for office in known_offices())),
        register_layer=CASE_PREFIX + other if other else None,
    )


def _scanned(view: LayerView) -> tuple[date, date]:
    """The months up to the end of the chosen period, or as far as its reader knows while it runs."""
    end = min(view.period.ends_on, view.span.today)
    year, month = divmod(end.year * 12 + end.month - SCANNED_MONTHS, 12)
    return date(year, month + 1, 1), end


def _circle(number: int, found: Cluster) -> MapCircle:
    return MapCircle(
        lat=found.latitude,
        lon=found.longitude,
        radius_km=round(found.radius_km, 1),
        number=number,
        name=_places_of(found),
        text=f"{formats.period(found.starts_on, found.ends_on)}\n{_counts_of(found)}",
    )


def _line(found: Cluster, view: LayerView) -> ClusterLine:
    inside = {
        "lapisan": view.choice.key,
        "periode": view.period.key,
        "tingkat": RegionLevel.DISTRICT.value,
        "wilayah": found.centre,
        "tampil": Shown.CLUSTERS.value,
    }
    return ClusterLine(
        places=_places_of(found),
        period=formats.period(found.starts_on, found.ends_on),
        counts=_counts_of(found),
        recurrence=recurrence(found.recurrence_days),
        address=addresses.region_map(inside),
    )


def _places_of(found: Cluster) -> str:
    """``Kobalima dan 2 kecamatan lain``: the centre, and how many more its circle holds."""
    names = {row.code: row.name for row in ask(regions_at, RegionLevel.DISTRICT)}
    centre, others = names[found.centre], len(found.places) - 1
    return f"{centre} dan {formats.number(others)} kecamatan lain" if others else f"Kecamatan {centre}"


def _counts_of(found: Cluster) -> str:
    return f"{formats.number(found.observed)} laporan, diharapkan {formats.number(found.expected, 1)}"


def recurrence(days: float) -> str:
    """How rarely chance alone brings a cluster as strong: ``sekali dalam 2,3 tahun``."""
    if days >= DAYS_OF_YEAR:
        return f"sekali dalam {formats.number(days / DAYS_OF_YEAR, 1)} tahun"
    return f"sekali dalam {formats.number(max(12 * days / DAYS_OF_YEAR, 1))} bulan"


def _announcement(found: Announcement) -> str:
    years = formats.listing([str(year) for year in found.years])
    return f"Laporan mengumpul di {_regency_names(found.regency_codes)}, {years}"


def _no_clusters(scope: Scope) -> str:
    if scope.may_see_cases:
        return "Tidak ada klaster yang melebihi kebetulan pada lapisan ini."
    return "Tidak ada klaster yang dapat diumumkan bagi peran Anda pada lapisan ini."


def routes_remark(found: CaseRoutes | None, scope: Scope) -> str:
    if found is None:
        return ""
    if found.period is None:
        untold = "Rute belum diumumkan bagi peran Anda: belum ada tahun penuh yang dirilis."
        return "" if scope.may_see_cases else untold
    said = formats.period(found.period.starts_on, found.period.ends_on)
    if scope.may_see_cases:
        return f"Laporan {said}. Garis menunjukkan arah, bukan jalan yang ditempuh."
    return (
        f"Bagi peran Anda rute dihitung atas tahun yang sudah penuh ({said}); arus kecil digabung agar orang "
        "tidak dikenali. Garis menunjukkan arah, bukan jalan yang ditempuh."
    )


def _names_of_regencies() -> dict[str, str]:
    return {row.code: display_name(row.name) for row in ask(regions_at, RegionLevel.REGENCY)}


def _regency_names(codes: Iterable[str]) -> str:
    names = _names_of_regencies()
    return formats.listing([names[code] for code in codes])


def ways_of(flows: Sequence[Flow]) -> tuple[Route, ...]:
    seats, names = reads.regency_seats(), _names_of_regencies()
    exits = {row.name: row for row in ask(transit_points)}
    origins = {
        code: routes.Stop(names[code], seat.latitude, seat.longitude, is_inside=True)
        for code, seat in seats.items()
    }
    return tuple(
        Route(
            origins.get(flow.regency_code or NOWHERE),
            _exit(flow.exit, exits[flow.exit.name]) if flow.exit else None,
            _country(flow.destination) if flow.destination else None,
            flow.reports,
            is_from_outside=flow.regency_code == OUTSIDE,
        )
        for flow in flows
    )


def _exit(stop: StopRow, known: TransitRow) -> routes.Stop:
    """Outside NTT the town says more to a reader here than the name of its airport."""
    is_inside = known.region_code is not None
    name = stop.name.removeprefix("Bandara ").removeprefix("Pelabuhan ").partition(" (")[0]
    return routes.Stop(
        name if is_inside else known.town.partition(",")[0], stop.latitude, stop.longitude, is_inside
    )


def _country(stop: StopRow) -> routes.Stop:
    return routes.Stop(stop.name, stop.latitude, stop.longitude, is_inside=False)


_MARK_KINDS = {
    "bandara": MarkKind.AIRPORT,
    "pelabuhan": MarkKind.PORT,
    "pelabuhan penyeberangan": MarkKind.PORT,
    "pos lintas batas": MarkKind.BORDER_POST,
}


def _marks() -> tuple[MapMark, ...]:
    """Exit points of NTT from the reference data, and the LTSA offices that a source names."""
    exits = [
        MapMark(row.latitude, row.longitude, row.name, _MARK_KINDS[row.kind], row.is_approximate)
        for row in ask(transit_points)
        if row.region_code is not None and row.kind in _MARK_KINDS
    ]
    seats = reads.regency_seats()
    offices = [_office_mark(office, seats[office.region_code]) for office in known_offices()]
    return (*exits, *offices)


def _office_mark(office: KnownOffice, seat: CapitalRow) -> MapMark:
    name = f"{office.name}, melayani {office.serves} (pemberitaan 2019; tanda di {seat.capital})"
    return MapMark(seat.latitude, seat.longitude, name, MarkKind.SERVICE, is_approximate=True)
