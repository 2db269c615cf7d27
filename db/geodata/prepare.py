"""Prepare the boundary files for the browser: ``python -m db.geodata.prepare``.

Writes ``map/*.json`` of the province's pack from its ``source``. Needs ``requirements-geo.txt``; the
application never imports this module.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, polylabel

from domain.places.province import HERE, PACK
from domain.places.regions import ABBREVIATIONS, display_name

SOURCE = PACK / "source"
TARGET = PACK / "map"

DECIMALS = 4
"""11 metres. Neighbours share their vertices, so equal rounding keeps them shut without a gap."""

_SOUTH, _WEST, _NORTH, _EAST = HERE.map.window
WINDOW = box(_WEST, _SOUTH, _EAST, _NORTH)
"""The part of the world the map can be dragged to; the browser map has the same limits."""

BUDGET = {("kabupaten", "context"): 40 * 1024, ("kecamatan",): 60 * 1024}
"""Compressed bytes a phone may have to wait for."""

LABEL_TOLERANCE = 0.005
"""In degrees; finer than anyone can see where a label stands."""

Point = tuple[float, float]


def main() -> None:
    kabupaten = _read("kabupaten")
    kecamatan = _read("kecamatan")
    written = {
        "kabupaten": _collection(
            _feature(
                geometry,
                kode=properties["kode"],
                nama=display_name(properties["nama"]),
                label=ABBREVIATIONS.get(properties["kode"], display_name(properties["nama"])),
                titik=_label_point(geometry),
            )
            for properties, geometry in kabupaten
        ),
        "kecamatan": _collection(
            (
                _feature(
                    geometry,
                    kode=properties["kode"],
                    nama=properties["nama"],
                    kab=properties["kode_kabupaten"],
                    titik=_label_point(geometry),
                )
                for properties, geometry in kecamatan
            ),
            # The kecamatan were simplified, so the borders between kabupaten must come from the
            # kecamatan themselves: those of the other file would run beside them.
            batas_kabupaten=mapping(_borders_between_kabupaten(kecamatan)),
        ),
        "context": _collection(_context(_read("context_land"))),
    }
    TARGET.mkdir(parents=True, exist_ok=True)
    sizes = {}
    for name, content in written.items():
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (TARGET / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        sizes[name] = len(gzip.compress(text.encode(), 9, mtime=0))
        print(f"{name}.json: {len(text.encode()):,} bytes, {sizes[name]:,} compressed")
    for names, limit in BUDGET.items():
        total = sum(sizes[name] for name in names)
        if total > limit:
            raise SystemExit(f"{' + '.join(names)}: {total:,} bytes is more than {limit:,}")


def _read(name: str) -> list[tuple[dict[str, str], BaseGeometry]]:
    """Properties and rounded geometry, by code so that the output never depends on file order."""
    content = json.loads((SOURCE / f"{name}.geojson").read_text(encoding="utf-8"))
    rows = []
    for feature in content["features"]:
        geometry = shapely.transform(shape(feature["geometry"]), lambda xy: xy.round(DECIMALS))
        if not geometry.is_valid:
            raise SystemExit(f"{name} {feature['properties']}: {shapely.is_valid_reason(geometry)}")
        rows.append((feature["properties"], geometry))
    return sorted(rows, key=lambda row: (row[0].get("kode", row[0]["nama"]), row[1].wkt))


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    return [part for part in getattr(geometry, "geoms", [geometry]) if isinstance(part, Polygon)]


def _label_point(geometry: BaseGeometry) -> list[float]:
    """The point farthest from the edge of the biggest island: a label there stays on the land."""
    biggest = max(_polygons(geometry), key=lambda polygon: polygon.area)
    point = polylabel(biggest, tolerance=LABEL_TOLERANCE)
    return [round(point.x, 3), round(point.y, 3)]


def _segments(geometry: BaseGeometry) -> Iterator[tuple[Point, Point]]:
    for polygon in _polygons(geometry):
        for ring in (polygon.exterior, *polygon.interiors):
            corners = list(ring.coords)
            for start, end in pairwise(corners):
                yield (start, end) if start < end else (end, start)


def _borders_between_kabupaten(
    kecamatan: list[tuple[dict[str, str], BaseGeometry]],
) -> MultiLineString:
    """The edges that kecamatan of two different kabupaten have in common."""
    owners: dict[tuple[Point, Point], set[str]] = defaultdict(set)
    for properties, geometry in kecamatan:
        for segment in _segments(geometry):
            owners[segment].add(properties["kode_kabupaten"])
    shared = sorted(segment for segment, codes in owners.items() if len(codes) > 1)
    merged = linemerge([LineString(segment) for segment in shared])
    lines = [merged] if isinstance(merged, LineString) else list(merged.geoms)
    return MultiLineString(sorted(lines, key=lambda line: line.wkt))


def _context(rows: list[tuple[dict[str, str], BaseGeometry]]) -> Iterator[dict[str, Any]]:
    """Neighbouring land, one feature per country: fewer paths for the browser to keep."""
    by_country: dict[str, list[Polygon]] = defaultdict(list)
    for properties, geometry in rows:
        by_country[properties["nama"]] += _polygons(geometry.intersection(WINDOW))
    for country, polygons in sorted(by_country.items()):
        yield _feature(MultiPolygon(polygons), nama=country)


def _feature(geometry: BaseGeometry, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}


def _collection(features: Iterator[dict[str, Any]], **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", **members, "features": list(features)}


if __name__ == "__main__":
    main()
