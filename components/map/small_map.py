"""The small map of Ringkasan: a picture of the 22 kabupaten with a link on each of them."""

import base64
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import cos, radians
from typing import Any

from markupsafe import Markup

from components.kit import markup, static_files
from domain import addresses
from domain.figures.map_view import (
    DOTS_GROUND,
    HATCH_GROUND,
    HATCH_LINE,
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

WIDTH, HEIGHT = 396, 208
EDGE = Colour.DINDING
HATCH = {"ground": HATCH_GROUND, "line": HATCH_LINE, "hidden": DOTS_GROUND}
_RIGHT_EDGE = WIDTH - 50
"""Labels whose middle lies beyond this would be cut off; they end at the edge instead."""
_WEST, _EAST, _SOUTH, _NORTH = 118.75, 125.55, -11.2, -7.85
_SCALE_X = WIDTH / (_EAST - _WEST)
_SCALE_Y = _SCALE_X / cos(radians(9.5))


def _xy(lon: float, lat: float) -> tuple[float, float]:
    return (lon - _WEST) * _SCALE_X, (_NORTH - lat) * _SCALE_Y


def _ring(points: Sequence[Sequence[float]]) -> str:
    """An SVG path at one decimal; points that fall together at that size are left out."""
    drawn: list[str] = []
    for lon, lat, *_ in points:
        x, y = _xy(lon, lat)
        point = f"{x:.1f} {y:.1f}"
        if not drawn or drawn[-1] != point:
            drawn.append(point)
    return f"M{'L'.join(drawn)}Z" if len(drawn) > 3 else ""


def _path(geometry: dict[str, Any]) -> str:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return "".join(_ring(ring) for polygon in polygons for ring in polygon)


@lru_cache
def _shapes() -> tuple[dict[str, str], str]:
    """SVG paths of the 22 kabupaten by code, and of the land around them."""
    regencies = json.loads(static_files.text("map/kabupaten.json"))
    context = json.loads(static_files.text("map/context.json"))
    by_code = {f["properties"]["kode"]: _path(f["geometry"]) for f in regencies["features"]}
    return by_code, "".join(_path(feature["geometry"]) for feature in context["features"])


def small_map(areas: Sequence[MapArea], *, palette: Palette, description: str) -> Markup:
    """The picture and, above it, an invisible link per kabupaten that opens its page."""
    shapes, land = _shapes()
    colours = palette.colours
    fill = {
        AreaState.NOT_REPORTED: "url(#h)",
        AreaState.HIDDEN: "url(#d)",
        AreaState.ZERO: ZERO_FILL,
        AreaState.TOO_LITTLE: ZERO_FILL,
    }
    drawing = markup.render(
        "map.small_drawing",
        width=WIDTH,
        height=HEIGHT,
        hatch=HATCH,
        edge=EDGE,
        ink=INK,
        colours=colours,
        land=land,
        areas=[
            {"shape": shapes[area.code], "fill": _fill(area, colours, fill)}
            for area in areas
            if area.code in shapes
        ],
        outlines=[
            {"shape": shapes[area.code], "dashes": "none" if area.emphasis is Emphasis.CERTAIN else "3 2"}
            for area in areas
            if area.emphasis and area.code in shapes
        ],
    )
    encoded = base64.b64encode(str(drawing).encode()).decode()
    return markup.render("map.picture", description=description, encoded=encoded, labels=_labels(areas))


def _fill(area: MapArea, colours: PaletteColours, of_state: Mapping[AreaState, str]) -> str:
    return colours.classes[area.shade] if area.shade is not None else of_state[area.state]


def _labels(areas: Sequence[MapArea]) -> list[Markup]:
    """A label for each area that has one, placed beside it; each opens its region."""
    spots = []
    for area in areas:
        if area.label is None or area.code not in LABEL_SPOTS:
            continue
        x, y = _xy(*LABEL_SPOTS[area.code])
        spots.append(
            markup.render(
                "map.label",
                css="gb-from-right" if x > _RIGHT_EDGE else "",
                left=99 if x > _RIGHT_EDGE else round(100 * x / WIDTH, 1),
                top=round(100 * y / HEIGHT, 1),
                address=addresses.region(area.code),
                title=f"{area.name}: {area.value_text}",
                label=area.label,
            )
        )
    return spots


def wall_map(areas: Sequence[MapArea], *, palette: Palette, description: str) -> Markup:
    """The same picture for a wall: the regions that stand out are named in letters to be read from afar."""
    shapes, land = _shapes()
    colours = palette.colours
    fill = {
        AreaState.NOT_REPORTED: HATCH_GROUND,
        AreaState.HIDDEN: DOTS_GROUND,
        AreaState.ZERO: ZERO_FILL,
    }
    return markup.render(
        "map.wall_drawing",
        width=WIDTH,
        height=HEIGHT,
        description=description,
        hatch=HATCH,
        edge=EDGE,
        colours=colours,
        land=land,
        areas=[
            {
                "shape": shapes[area.code],
                "fill": _fill(area, colours, fill),
                "css": f"tepi-{area.emphasis}" if area.emphasis else "",
                "is_hatched": area.state is AreaState.NOT_REPORTED,
            }
            for area in sorted(areas, key=lambda area: area.emphasis is not None)
            if area.code in shapes
        ],
        names=[
            {
                "x": round(min(x, WIDTH - 4), 1),
                "y": round(y, 1),
                "anchor": "end" if x > WIDTH - 60 else "middle",
                "label": area.label,
            }
            for area in areas
            if area.label and area.code in LABEL_SPOTS
            for x, y in [_xy(*LABEL_SPOTS[area.code])]
        ],
    )
