"""Columns of places that are not where the counted persons are from: ways, graves, offices, wider places."""

import re
from collections.abc import Callable, Sequence

from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.places import Gazetteer, PlaceRead, Sort
from domain.imports.sheet import Cell
from domain.places.regions import PROVINCE, RegionLevel

_ON_THE_WAY = re.compile(
    r"\b(?:pemberangkatan|keberangkatan|berangkat|embarkasi|debarkasi|kedatangan|tiba|transit|pencegahan|dicegah|"
    r"penampungan|pemakaman|dimakamkan|makam|penguburan|kejadian|perekrutan|wilayah kerja)\b"
)
_ORIGIN = re.compile(r"\b(?:asal|kabupaten|kab)\b")


def is_way(column: SheetColumn) -> bool:
    return bool(_ON_THE_WAY.search(column.lowest) and not _ORIGIN.search(column.lowest))


def leave_ways_aside(columns: Sequence[SheetColumn]) -> None:
    """“Lokasi debarkasi” beside “Daerah asal”, or alone: where people passed, or were buried, is nobody's
    origin. “Kabupaten asal keberangkatan” still is."""
    for column in columns:
        if is_way(column):
            column.role, column.level = ColumnRole.NOTE, None


def widest_first(
    columns: Sequence[SheetColumn], cells: Callable[[SheetColumn], Sequence[Cell]], gazetteer: Gazetteer
) -> None:
    """“Provinsi” or “Pulau” beside kabupaten says the wider place, on whichever side it stands."""
    found = {id(column): _read(cells(column), gazetteer) for column in columns}
    if not any(any(each.code.count(".") for each in reads) for reads in found.values()):
        return
    for column in columns:
        reads = found[id(column)]
        if reads and all(each.sort is Sort.WHOLE or each.code == PROVINCE for each in reads):
            column.level = RegionLevel.PROVINCE


def _read(cells: Sequence[Cell], gazetteer: Gazetteer) -> list[PlaceRead]:
    return [gazetteer.read(cell) for cell in cells[:400] if isinstance(cell, str)]
