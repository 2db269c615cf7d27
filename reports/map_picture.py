"""The province as a drawing: one for the small map of a screen, for the map of a paper and for a picture."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import cos, radians
from typing import Any

from domain.figures.map_view import (
    DOTS_GROUND,
    HATCH_GROUND,
    INK,
    LABEL_SPOTS,
    ZERO_FILL,
    AreaState,
    Emphasis,
    MapArea,
    Palette,
    PaletteColours,
)
from domain.look import Colour
from domain.places.province import HERE, PACK
from domain.places.regions import RegionLevel
from reports.drawing import DASHED, DOTTED, HATCHED, Pen, Picture, TextAnchor, Words

WIDTH, HEIGHT = 396, 208
EDGE = Colour.DINDING
_MAPS = PACK / "map"
_SOUTH, _WEST, _NORTH, _EAST = HERE.map.drawing
_NARROWING = cos(radians((_SOUTH + _NORTH) / 2))
_SCALE_X = min(WIDTH / (_EAST - _WEST), HEIGHT * _NARROWING / (_NORTH - _SOUTH))
_SCALE_Y = _SCALE_X / _NARROWING
_RIGHT_EDGE = WIDTH - 50
"""Labels whose middle lies beyond this would be cut off; they end at the edge instead."""


def place(lon: float, lat: float) -> tuple[float, float]:
    return (lon - _WEST) * _SCALE_X, (_NORTH - lat) * _SCALE_Y


def label_place(code: str) -> tuple[float, float, bool] | None:
    """Where the label of a kabupaten stands, and whether it has to end there instead of being centred."""
    if code not in LABEL_SPOTS:
        return None
    x, y = place(*LABEL_SPOTS[code])
    return x, y, x > _RIGHT_EDGE


def _ring(points: Sequence[Sequence[float]]) -> str:
    """An SVG path at one decimal; points that fall together at that size are left out."""
    drawn: list[str] = []
    for lon, lat, *_ in points:
        x, y = place(lon, lat)
        point = f"{x:.1f} {y:.1f}"
        if not drawn or drawn[-1] != point:
            drawn.append(point)
    return f"M{'L'.join(drawn)}Z" if len(drawn) > 3 else ""


def _path(geometry: dict[str, Any]) -> str:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return "".join(_ring(ring) for polygon in polygons for ring in polygon)


_FILES = {RegionLevel.REGENCY: "kabupaten.json", RegionLevel.DISTRICT: "kecamatan.json"}


@lru_cache
def shapes(level: RegionLevel = RegionLevel.REGENCY) -> tuple[dict[str, str], str]:
    """SVG paths of the areas of a level by code, and of the land around them."""
    areas = json.loads((_MAPS / _FILES[level]).read_text("utf-8"))
    context = json.loads((_MAPS / "context.json").read_text("utf-8"))
    by_code = {f["properties"]["kode"]: _path(f["geometry"]) for f in areas["features"]}
    return by_code, "".join(_path(feature["geometry"]) for feature in context["features"])


_GROUNDS = {AreaState.NOT_REPORTED: HATCH_GROUND, AreaState.HIDDEN: DOTS_GROUND}
_PATTERNS = {
    AreaState.NOT_REPORTED: HATCHED,
    AreaState.HIDDEN: DOTTED,
    AreaState.TOO_LITTLE: DASHED,
}


def regencies(
    areas: Sequence[MapArea],
    *,
    palette: Palette,
    title: str,
    description: str,
    on_white: bool = False,
    level: RegionLevel = RegionLevel.REGENCY,
) -> Picture:
    """Coloured, hatched or dotted by what is known of each, hotspots outlined, and named where labelled.

    ``on_white`` is for a printer: no ink for the sea, and a coast that shows without it.
    """
    by_code, land = shapes(level)
    colours, pen = palette.colours, Pen(WIDTH, HEIGHT)
    pen.box(0, 0, WIDTH, HEIGHT, fill=Colour.KERTAS if on_white else colours.sea)
    pen.path(land, fill=colours.land)
    known = [area for area in areas if area.code in by_code]
    for area in known:
        look = {
            "stroke": Colour.TEPI if on_white else EDGE,
            "stroke_width": _EDGES[level],
            "stroke_linejoin": "round",
        }
        pen.path(by_code[area.code], fill=fill_of(area, colours, _GROUNDS), **look)
        if area.state in _PATTERNS and area.shade is None:
            pen.path(by_code[area.code], fill=_PATTERNS[area.state])
    for area in known:
        if area.emphasis:
            pen.path(
                by_code[area.code],
                fill="none",
                stroke=INK,
                stroke_width=1.4,
                stroke_linejoin="round",
                stroke_dasharray="none" if area.emphasis is Emphasis.CERTAIN else "3 2",
            )
    return Picture(title, description, WIDTH, HEIGHT, pen.drawn, tuple(_labels(known)))


_FIRST = {Emphasis.CERTAIN: 0, Emphasis.LEANING: 1, None: 2}
_EDGES = {RegionLevel.REGENCY: 0.8, RegionLevel.DISTRICT: 0.3}


def fill_of(area: MapArea, colours: PaletteColours, grounds: Mapping[AreaState, str]) -> str:
    return colours.classes[area.shade] if area.shade is not None else grounds.get(area.state, ZERO_FILL)


def _labels(areas: Sequence[MapArea]) -> list[Words]:
    """Of the most certain first: where two would lie upon each other, the other one gives way."""
    found = []
    for area in sorted(areas, key=lambda each: _FIRST[each.emphasis]):
        where = label_place(area.code)
        if area.label is not None and where is not None:
            x, y, ends = where
            anchor = TextAnchor.END if ends else TextAnchor.MIDDLE
            found.append(Words(WIDTH - 4 if ends else x, y + 2.5, area.label, anchor, is_bold=True))
    return found
