"""Whether a province's pack can be used: every fault by file and line, in a sentence that says what to do.

``python -m db check-pack FOLDER`` says it of any folder; a new database is filled from a sound pack only.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from db.pack_files import Fault, Pack
from db.pack_tables import PackTable, tables
from domain.places.province import BOUNDARIES, FILE, BadPack


def faults(folder: Path) -> list[Fault]:
    """All of them, in the order of the files; empty of a sound pack."""
    pack = Pack(folder)
    try:
        pack.province  # noqa: B018 - read first: every other file is held to its code
    except BadPack as error:
        return [str(error)]
    return [f"{folder / fault}" for fault in (*_of_tables(pack), *_of_province(pack), *_of_boundaries(pack))]


@cache
def require_sound(folder: Path) -> None:
    """Looked at once in a process, for its files do not change while it serves."""
    found = faults(folder)
    if found:
        more = f" (and {len(found) - 1} more; python -m db check-pack)" if len(found) > 1 else ""
        raise BadPack(f"{found[0]}{more}")


def _of_tables(pack: Pack) -> Iterator[Fault]:
    for table in tables(pack):
        read = pack.table(table.file)
        yield from read.faults
        if not read.header:
            if not read.faults:
                yield f"{table.file}: is empty; a pack has it even if it has only its head."
            continue
        if missing := [column for column in table.columns if column not in read.header]:
            yield f"{table.file}:1: has no column {', '.join(missing)}."
        elif strange := [column for column in read.header if column not in table.columns]:
            yield f"{table.file}:1: column '{strange[0]}' is not known; there are {', '.join(table.columns)}."
        else:
            yield from _of_table(pack, table)


def _of_table(pack: Pack, table: PackTable) -> Iterator[Fault]:
    first: dict[tuple[str, str], int] = {}
    room, once = table.room, table.once
    for line, row in pack.table(table.file).rows:
        at = f"{table.file}:{line}"
        for column, check in table.columns.items():
            if wrong := check(row[column]):
                yield f"{at}: {column} '{row[column][:80]}' {wrong}."
            if len(row[column]) > room.get(column, len(row[column])):
                yield f"{at}: {column} '{row[column][:40]}...' may have {room[column]} letters."
        if wrong := table.whole(row):
            yield f"{at}: {wrong}."
        for column in once:
            before = first.setdefault((column, row[column].casefold()), line) if row[column] else line
            if before != line:
                yield f"{at}: {column} '{row[column]}' stands in line {before} already."


def _of_province(pack: Pack) -> Iterator[Fault]:
    here = pack.province
    named = (
        here.example.code,
        *here.names.abbreviations,
        *here.map.labels,
        *(code for each in here.splits for code in (each.parent, each.child)),
    )
    for code in named:
        if code not in pack.regencies:
            yield f"{FILE}: '{code}' is no kabupaten of kabupaten.csv."
    agencies = pack.codes("agencies.csv")
    for name in ("employment", "villages", "placement", "immigration", "police"):
        if (code := getattr(here.offices, name)) not in agencies:
            yield f"{FILE}: offices.{name} '{code}' is no agency of agencies.csv."


def _of_boundaries(pack: Pack) -> Iterator[Fault]:
    """Every region is drawn, once and within sight; land beside the province has no codes."""
    known = {"kabupaten": pack.regencies, "kecamatan": pack.districts}
    for name in BOUNDARIES:
        file = f"map/{name}.json"
        said, why = pack.drawing(file)
        if why:
            yield f"{file}{why}; python -m db.geodata.prepare makes it."
            continue
        try:
            yield from (f"{file}: {wrong}." for wrong in _of_drawing(pack, said, known.get(name)))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            yield f"{file}: is not as python -m db.geodata.prepare makes it ({error!r})."


_OF_REGENCY, _OF_DISTRICT = ("nama", "label"), ("nama", "kab")


def _of_drawing(pack: Pack, said: Any, known: frozenset[str] | None) -> Iterator[Fault]:
    south, west, north, east = pack.province.map.window
    drawn: list[str] = []
    if known is pack.districts:
        _ = said["batas_kabupaten"]["coordinates"][0][0]
    for feature in said["features"]:
        corners = list(_corners(feature["geometry"]["coordinates"]))
        if known is None:
            continue
        code = str(feature["properties"]["kode"])
        drawn.append(code)
        for each in _OF_REGENCY if known is pack.regencies else _OF_DISTRICT:
            if not isinstance(feature["properties"][each], str):
                yield f"'{code}' has no {each}"
        longitude, latitude = feature["properties"]["titik"]
        corners.append((longitude, latitude))
        if any(not (south <= y <= north and west <= x <= east) for x, y in corners):
            yield f"'{code}' is drawn outside of map.window of {FILE}"
    if known is not None and (stray := sorted(known ^ set(drawn))):
        yield f"'{stray[0]}' is drawn but in no table, or in a table but not drawn"
    if twice := sorted({each for each in drawn if drawn.count(each) > 1}):
        yield f"'{twice[0]}' is drawn twice"


def _corners(shape: Any) -> Iterator[tuple[float, float]]:
    """Of whichever kind of shape: two numbers are a corner, everything else has them inside."""
    if isinstance(shape[0], list):
        for each in shape:
            yield from _corners(each)
    else:
        longitude, latitude = shape[:2]
        yield float(longitude), float(latitude)
