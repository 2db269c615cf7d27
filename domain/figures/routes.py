"""Routes as lines on a map that ends where the province does: from a kabupaten to its exit, and out of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from domain.figures.map_view import MapExit, MapFlow
from domain.places.province import HERE
from domain.time.formats import number

EXIT_LATITUDE, EXITS_WEST, EXITS_EAST = HERE.map.exits
"""Places outside the province lie beyond its map; their names stand along the upper edge of the map."""
MOST_EXITS = 5
THINNEST, THICKEST = 1.2, 6.0
MOST_DRAWN = 12
"""Lines for more routes than these would cover the map; the list keeps them all."""
OTHERS = "lainnya"
NO_ORIGIN, NO_EXIT, NO_DESTINATION = "asal tidak tercatat", "tidak tercatat", "tujuan tidak tercatat"
FROM_OUTSIDE = HERE.outside


@dataclass(frozen=True)
class Stop:
    name: str
    latitude: float
    longitude: float
    is_inside: bool
    """Whether it lies in the province, and so on the map."""

    @property
    def place(self) -> tuple[float, float]:
        return self.latitude, self.longitude


@dataclass(frozen=True)
class Route:
    """Reports that name the same way; None where a part of it is not named."""

    origin: Stop | None
    exit: Stop | None
    destination: Stop | None
    reports: int
    is_from_outside: bool = False

    @property
    def origin_name(self) -> str:
        if self.origin is None:
            return FROM_OUTSIDE if self.is_from_outside else NO_ORIGIN
        return self.origin.name

    @property
    def exit_name(self) -> str:
        return self.exit.name if self.exit else NO_EXIT

    @property
    def destination_name(self) -> str:
        return self.destination.name if self.destination else NO_DESTINATION


def drawn(routes: Sequence[Route], unit: str) -> tuple[tuple[MapFlow, ...], tuple[MapExit, ...]]:
    """The lines and the names at the edge, for the largest; reports that share a leg share its line.

    A route is drawn from its origin to an exit point in it and from there to its destination's name
    at the edge; one that leaves through a place outside it, or through none on record, goes to the
    name of that place or of its destination at once.
    """
    routes = sorted(routes, key=lambda route: -route.reports)[:MOST_DRAWN]
    outside = _outside(routes)
    longitudes = {end.name: end.longitude for route in routes for _, end in _legs(route)}
    exits = _exits(outside, longitudes)
    legs: Counter[tuple[str, tuple[float, float], str, tuple[float, float]]] = Counter()
    for route in routes:
        for start, end in _legs(route):
            to = end.place if end.is_inside else exits[_exit_name(end, exits)]
            label = end.name if end.is_inside else _exit_name(end, exits)
            legs[start.name, start.place, label, to] += route.reports
    most = max(legs.values(), default=0)
    flows = tuple(
        MapFlow(
            start=place,
            end=to,
            weight=round(max(THINNEST, THICKEST * sqrt(reports / most)), 1),
            name=f"{start} → {label}",
            text=f"{number(reports)} {unit}",
        )
        for (start, place, label, to), reports in sorted(legs.items(), key=lambda item: item[1])
    )
    through = Counter[str]()
    for name, reports in outside.items():
        through[name if name in exits else OTHERS] += reports
    return flows, tuple(MapExit(*exits[name], f"{name} {number(through[name])}") for name in exits)


def _legs(route: Route) -> Iterable[tuple[Stop, Stop]]:
    if route.origin is None:
        return
    towards = replace(route.destination, name=f"ke {route.destination.name}") if route.destination else None
    if route.exit is not None:
        yield route.origin, route.exit
    if towards is not None and (route.exit is None or route.exit.is_inside):
        yield route.exit or route.origin, towards


def _outside(routes: Sequence[Route]) -> Counter[str]:
    """Reports by the place outside the province at which their line ends."""
    found: Counter[str] = Counter()
    for route in routes:
        for _, end in _legs(route):
            if not end.is_inside:
                found[end.name] += route.reports
    return found


def _exits(outside: Counter[str], longitudes: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Where the names stand: the busiest from west to east, the rest as one."""
    names = [name for name, _ in sorted(outside.items(), key=lambda item: (-item[1], item[0]))]
    busiest = names[:MOST_EXITS] if len(names) <= MOST_EXITS else names[: MOST_EXITS - 1]
    shown = sorted(busiest, key=lambda name: (longitudes[name], name))
    if len(names) > MOST_EXITS:
        shown.append(OTHERS)
    step = (EXITS_EAST - EXITS_WEST) / max(len(shown) - 1, 1)
    return {name: (EXIT_LATITUDE, round(EXITS_WEST + step * i, 3)) for i, name in enumerate(shown)}


def _exit_name(stop: Stop, exits: dict[str, tuple[float, float]]) -> str:
    return stop.name if stop.name in exits else OTHERS
