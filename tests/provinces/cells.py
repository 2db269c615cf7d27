"""The invented map: an area in as many cells as are asked for, and what draws them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.provinces.nation import shares

_KM_A_DEGREE = 111.0
Cell = tuple[float, float, float, float]
"""West, south, east, north."""
LAND: Cell = (101.0, -4.0, 107.0, -1.1)


def cells_of(within: Cell, count: int) -> Iterator[Cell]:
    """The area in so many cells, in rows from north to south."""
    west, south, east, north = within
    tall = max(1, round((count * (north - south) / (east - west)) ** 0.5))
    rows = shares(count, [1.0] * tall, smallest=1)
    height = (north - south) / tall
    for row, cells in enumerate(rows):
        width = (east - west) / cells
        top = north - row * height
        for column in range(cells):
            left = west + column * width
            yield (round(left, 5), round(top - height, 5), round(left + width, 5), round(top, 5))


def area_of(cell: Cell) -> float:
    west, south, east, north = cell
    return (east - west) * (north - south) * _KM_A_DEGREE**2


def ring(cell: Cell) -> list[tuple[float, float]]:
    west, south, east, north = cell
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def feature(cell: Cell, **properties: Any) -> dict[str, Any]:
    geometry = {"type": "MultiPolygon", "coordinates": [[ring(cell)]]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}
