"""The small map of Ringkasan: a picture of the 22 kabupaten with a link on each of them."""

import base64
import json
from collections.abc import Sequence
from functools import lru_cache
from math import cos, radians
from typing import Any

from markupsafe import Markup

from components.kit.layout import STATIC
from domain import addresses
from domain.figures.map_view import (
    HATCH_GROUND,
    HATCH_LINE,
    INK,
    LABEL_SPOTS,
    AreaState,
    Emphasis,
    MapArea,
    Palette,
)

WIDTH, HEIGHT = 396, 208
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
    regencies = json.loads((STATIC / "map" / "kabupaten.json").read_text(encoding="utf-8"))
    context = json.loads((STATIC / "map" / "context.json").read_text(encoding="utf-8"))
    by_code = {f["properties"]["kode"]: _path(f["geometry"]) for f in regencies["features"]}
    return by_code, "".join(_path(feature["geometry"]) for feature in context["features"])


def small_map(areas: Sequence[MapArea], *, palette: Palette, description: str) -> Markup:
    """The picture and, above it, an invisible link per kabupaten that opens its page."""
    shapes, land = _shapes()
    colours = palette.colours
    fill = {
        AreaState.NOT_REPORTED: "url(#h)",
        AreaState.HIDDEN: "url(#d)",
        AreaState.ZERO: "#FFFFFF",
        AreaState.TOO_LITTLE: "#FFFFFF",
    }
    paths = Markup("").join(
        Markup('<path d="{}" fill="{}"/>').format(
            shapes[area.code],
            colours.classes[area.shade] if area.shade is not None else fill[area.state],
        )
        for area in areas
        if area.code in shapes
    )
    outlines = Markup("").join(
        Markup('<path d="{}" stroke-dasharray="{}"/>').format(
            shapes[area.code], "none" if area.emphasis is Emphasis.CERTAIN else "3 2"
        )
        for area in areas
        if area.emphasis and area.code in shapes
    )
    drawing = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><defs>'
        '<pattern id="h" width="4.5" height="4.5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0h4.5v4.5H0z" fill="{}"/>'
        '<path d="M0 0v4.5" stroke="{}" stroke-width="1.4"/></pattern>'
        '<pattern id="d" width="5" height="5" patternUnits="userSpaceOnUse">'
        '<path d="M0 0h5v5H0z" fill="#E4E0EA"/><circle cx="2" cy="2" r="1" fill="{}"/></pattern></defs>'
        '<path d="M0 0h{}v{}H0z" fill="{}"/><path d="{}" fill="{}"/>'
        '<g stroke="#FBFAF7" stroke-width=".8" stroke-linejoin="round">{}</g>'
        '<g fill="none" stroke="{}" stroke-width="1.4" stroke-linejoin="round">{}</g></svg>'
    ).format(
        WIDTH,
        HEIGHT,
        HATCH_GROUND,
        HATCH_LINE,
        INK,
        WIDTH,
        HEIGHT,
        colours.sea,
        land,
        colours.land,
        paths,
        INK,
        outlines,
    )
    encoded = base64.b64encode(str(drawing).encode()).decode()
    return Markup(
        '<div class="gb-small-map"><img alt="{}" src="data:image/svg+xml;base64,{}">{}</div>'
    ).format(description, encoded, Markup("").join(_labels(areas)))


def _labels(areas: Sequence[MapArea]) -> list[Markup]:
    """A label for each area that has one, placed beside it; each opens its region."""
    spots = []
    for area in areas:
        if area.label is None or area.code not in LABEL_SPOTS:
            continue
        x, y = _xy(*LABEL_SPOTS[area.code])
        spots.append(
            Markup('<a class="gb-spot {}" style="left:{}%;top:{}%" href="{}" title="{}">{}</a>').format(
                "gb-from-right" if x > _RIGHT_EDGE else "",
                99 if x > _RIGHT_EDGE else round(100 * x / WIDTH, 1),
                round(100 * y / HEIGHT, 1),
                addresses.region(area.code),
                f"{area.name}: {area.value_text}",
                area.label,
            )
        )
    return spots


def wall_map(areas: Sequence[MapArea], *, palette: Palette, description: str) -> Markup:
    """The same picture for a wall: the regions that stand out are named in letters to be read from afar."""
    shapes, land = _shapes()
    colours = palette.colours
    fill = {AreaState.NOT_REPORTED: HATCH_GROUND, AreaState.HIDDEN: "#E4E0EA", AreaState.ZERO: "#FFFFFF"}
    paths = Markup("").join(
        Markup('<path d="{}" fill="{}" class="{}"/>{}').format(
            shapes[area.code],
            colours.classes[area.shade] if area.shade is not None else fill[area.state],
            f"tepi-{area.emphasis}" if area.emphasis else "",
            Markup('<path d="{}" fill="url(#arsir)"/>').format(shapes[area.code])
            if area.state is AreaState.NOT_REPORTED
            else "",
        )
        for area in sorted(areas, key=lambda area: area.emphasis is not None)
        if area.code in shapes
    )
    names = Markup("").join(
        Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(
            round(min(x, WIDTH - 4), 1),
            round(y, 1),
            "end" if x > WIDTH - 60 else "middle",
            area.label,
        )
        for area in areas
        if area.label and area.code in LABEL_SPOTS
        for x, y in [_xy(*LABEL_SPOTS[area.code])]
    )
    return Markup(
        '<svg class="peta" viewBox="0 0 {} {}" role="img" aria-label="{}"><defs>'
        '<pattern id="arsir" width="4.5" height="4.5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0v4.5" stroke="{}" stroke-width="1.4"/></pattern></defs>'
        '<path d="M0 0h{}v{}H0z" fill="{}"/><path d="{}" fill="{}"/>'
        '<g stroke="#FBFAF7" stroke-width=".8" stroke-linejoin="round">{}</g><g class="nama">{}</g></svg>'
    ).format(
        WIDTH,
        HEIGHT,
        description,
        HATCH_LINE,
        WIDTH,
        HEIGHT,
        colours.sea,
        land,
        colours.land,
        paths,
        names,
    )
