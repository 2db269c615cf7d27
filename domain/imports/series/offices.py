"""Offices of a kabupaten in the place of kabupaten: “Polres Sikka”, “Kejari Ende”, “Disnaker Belu”."""

import re
from collections.abc import Mapping

from domain.imports.context import Context
from domain.imports.grid import Table, is_total_label
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.places import Gazetteer, Sort
from domain.imports.quality import FileReading
from domain.imports.sheet import Cell
from domain.places.regions import PROVINCE

_OF_ONE = r"polres(?:ta|tabes)?|kejari|kejaksaan negeri|pn|pengadilan negeri"
_OFFICE = re.compile(
    rf"\s*(?:unit ppa |(?:sat|satuan) ?reskrim )?(?:({_OF_ONE})"
    r"|(?:dis|dinas\s)\w+(?:\s+(?:dan\s+)?\w+){0,6}?|dp3a\w*|dpmd|uptd?\s+ppa|rsud|bappeda|bkb\w*"
    r"|pemkab|pemkot|pemda|pemerintah|(?:satgas|gugus tugas)(?:\s+(?:tppo|pp[\s-]?tppo))?)[\s.:-]+(?=\S)",
    re.IGNORECASE,
)
"""Whose area is one kabupaten. Immigration, ports and prisons serve several, a Polsek a part of one."""
_HEADED = re.compile(rf"^(?:nama )?(?:{_OF_ONE}|wilayah hukum|wilkum)(?: jajaran)?$")
_FEWEST, _MOST_WORDS = 2, 4


def take_offices(table: Table, context: Context, reading: FileReading) -> bool:
    """Whether the places of this table are those that its offices serve: their column is then one of places,
    and told. An office of the whole province stays without one."""
    gazetteer = context.reference.gazetteer
    if any(_names_places(table, column, gazetteer) for column in table.having(ColumnRole.REGION)):
        return False
    for column in table.columns:
        if column.role not in (ColumnRole.UNKNOWN, ColumnRole.REGION, ColumnRole.EMPTY):
            continue
        texts = {row: cell for row in table.body if _is_name(cell := table.grid.cell(row, column.index))}
        found = _served(column, {row: str(text) for row, text in texts.items()}, gazetteer)
        are_apart = len(set(found.values())) == len({str(texts[row]) for row in found})
        if len(found) < _FEWEST or 2 * len(found) < len(texts) or not are_apart:
            continue
        for row, place in found.items():
            table.grid.put(row, column.index, place)
        column.role, column.level = ColumnRole.REGION, None
        says = (
            "Kolom ini memuat kantor; angkanya dibaca untuk kabupaten/kota yang dilayani tiap kantor. Kantor "
            "tingkat provinsi dan yang melayani beberapa kabupaten tidak dibaca."
        )
        at = table.grid.address(table.header[-1] if table.header else table.body.start, column.index)
        reading.doubt("place-by-office", table.sheet, at, says)
        return True
    return False


def _is_name(cell: Cell) -> bool:
    return isinstance(cell, str) and not is_total_label(cell)


def _names_places(table: Table, column: SheetColumn, gazetteer: Gazetteer) -> bool:
    cells = [cell for cell in table.cells(column) if isinstance(cell, str)]
    return any(gazetteer.read(cell).sort in (Sort.FOUND, Sort.AMBIGUOUS) for cell in cells)


def _served(column: SheetColumn, texts: Mapping[int, str], gazetteer: Gazetteer) -> dict[int, str]:
    """By line the name of the kabupaten."""
    is_headed = _HEADED.match(column.lowest) is not None
    found = {}
    for row, text in texts.items():
        match = _OFFICE.match(text)
        if match is None and not is_headed:
            continue
        rest = text[match.end() :].split() if match else text.split()
        # Behind “Dinas Sosial” or “RSUD” may stand more than the place.
        begins = range(len(rest)) if match is not None and not match[1] else range(1)
        ends = (" ".join(rest[start:]) for start in begins if len(rest) - start <= _MOST_WORDS)
        if place := next((name for end in ends if (name := _kabupaten(end, gazetteer))), ""):
            found[row] = place
    return found


def _kabupaten(text: str, gazetteer: Gazetteer) -> str:
    """Its name; of a name that two of them share, the name."""
    place = gazetteer.read(text)
    if code := gazetteer.town(text)[1]:
        return gazetteer.name(code)
    if place.sort is Sort.FOUND and place.code != PROVINCE and place.code.count(".") == 1:
        return gazetteer.name(place.code)
    is_shared = place.sort is Sort.AMBIGUOUS and all(code.count(".") == 1 for code in place.candidates)
    return text if is_shared else ""
