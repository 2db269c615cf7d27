"""What XLS, XLSB and ODS show beside their values: hidden rows and columns, strike-through, comments.

Calamine tells none of it. Where a file is put together in another way than these few records say, nothing is
told of it: the cells themselves have been read by then.
"""

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from db.damaged_zip import DAMAGED_ZIP
from db.importers.container import MOST_COLUMNS, MOST_ROWS, Format, parsed
from domain.imports.sheet import Mark, Place, Sheet


@dataclass
class SheetShown:
    """Of one sheet."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    marks: dict[Mark, set[Place]] = field(default_factory=lambda: {Mark.STRUCK: set(), Mark.COMMENTED: set()})

    def add_to(self, sheet: Sheet) -> None:
        sheet.hidden_rows, sheet.hidden_columns = frozenset(self.rows), frozenset(self.columns)
        sheet.marks = {mark: frozenset(places) for mark, places in self.marks.items() if places}

    def hide_columns(self, first: int, last: int) -> None:
        self.columns.update(range(first, min(last, MOST_COLUMNS - 1) + 1))


def shown(data: bytes, format_: Format) -> dict[int, SheetShown]:
    """By the sheet's position, counted from 1."""
    readers = {Format.XLS: _xls, Format.XLSB: _xlsb, Format.ODS: _ods}
    try:
        return readers[format_](data) if format_ in readers else {}
    except (struct.error, IndexError, KeyError, ValueError, ElementTree.ParseError, *DAMAGED_ZIP):
        return {}


# XLS ------------------------------------------------------------------------------------------------

_FONT, _FORMAT_OF_CELL, _ROW, _COLUMNS, _NOTE, _BEGIN, _SHEET = 0x31, 0xE0, 0x208, 0x7D, 0x1C, 0x809, 0x85
_CELLS = frozenset([0x203, 0x27E, 0x06, 0xFD])
_MANY_CELLS = 0xBD
_ENDS = 0xFFFFFFF0
"""Sector numbers from here on say that a chain ends."""


def _xls(data: bytes) -> dict[int, SheetShown]:
    found: dict[int, SheetShown] = {}
    positions: dict[int, int] = {}
    struck_fonts: list[bool] = []
    struck: set[int] = set()
    formats = 0
    here = SheetShown()
    for at, kind, content in _records_of_xls(_workbook(data)):
        if kind == _SHEET:
            positions[struct.unpack_from("<I", content)[0]] = len(positions) + 1
        elif kind == _BEGIN and at in positions:
            here = found.setdefault(positions[at], SheetShown())
        elif kind == _FONT:
            struck_fonts.append(bool(content[2] & 8))
        elif kind == _FORMAT_OF_CELL:
            font = struct.unpack_from("<H", content)[0]
            # Number 4 is given to no font.
            if struck_fonts[font - (font > 4)]:
                struck.add(formats)
            formats += 1
        else:
            _take_from_xls(here, kind, content, struck)
    return found


def _take_from_xls(here: SheetShown, kind: int, content: bytes, struck: set[int]) -> None:
    if kind == _ROW and content[12] & 0x20:
        here.rows.add(struct.unpack_from("<H", content)[0])
    elif kind == _COLUMNS and content[8] & 1:
        here.hide_columns(*struct.unpack_from("<HH", content))
    elif kind == _NOTE:
        here.marks[Mark.COMMENTED].add(struct.unpack_from("<HH", content))
    elif struck and kind in _CELLS:
        row, column, style = struct.unpack_from("<HHH", content)
        if style in struck:
            here.marks[Mark.STRUCK].add((row, column))
    elif struck and kind == _MANY_CELLS:
        row, first = struct.unpack_from("<HH", content)
        styles = (style for style, _ in struct.iter_unpack("<HI", content[4:-2]))
        here.marks[Mark.STRUCK].update((row, first + n) for n, style in enumerate(styles) if style in struck)


def _records_of_xls(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _workbook(data: bytes) -> bytes:
    """The stream of the workbook within its compound file."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    table = [each for each in struct.unpack_from("<109I", data, 76) if each < _ENDS]
    further, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        if further >= _ENDS:
            break
        *more, further = struct.unpack_from(f"<{size // 4}I", data, (further + 1) * size)
        table += [each for each in more if each < _ENDS]
    links: list[int] = []
    for sector in table:
        links += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)

    def chain(sector: int) -> bytes:
        parts: list[bytes] = []
        while sector < _ENDS and len(parts) * size <= len(data):
            parts.append(data[(sector + 1) * size : (sector + 2) * size])
            sector = links[sector]
        return b"".join(parts)

    directory = chain(struct.unpack_from("<I", data, 48)[0])
    for at in range(0, len(directory), 128):
        name = directory[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
        if name in ("Workbook", "Book"):
            start, length = struct.unpack_from("<II", directory, at + 116)
            return chain(start)[:length]
    return b""


# XLSB -----------------------------------------------------------------------------------------------

_ROW_OF_XLSB, _COLUMNS_OF_XLSB, _SHEET_OF_XLSB = 0, 60, 156


def _xlsb(data: bytes) -> dict[int, SheetShown]:
    found: dict[int, SheetShown] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        links = parsed(archive.read("xl/_rels/workbook.bin.rels"))
        targets = {each.get("Id", ""): each.get("Target", "") for each in links}
        position = 0
        for kind, content in _records_of_xlsb(archive.read("xl/workbook.bin")):
            if kind == _SHEET_OF_XLSB:
                position += 1
                length = struct.unpack_from("<I", content, 8)[0]
                target = targets[content[12 : 12 + 2 * length].decode("utf-16-le")].lstrip("/")
                part = target if target.startswith("xl/") else f"xl/{target}"
                found[position] = _sheet_of_xlsb(archive.read(part))
    return found


def _sheet_of_xlsb(stream: bytes) -> SheetShown:
    here = SheetShown()
    for kind, content in _records_of_xlsb(stream):
        if kind == _ROW_OF_XLSB and content[11] & 0x10:
            here.rows.add(struct.unpack_from("<I", content)[0])
        elif kind == _COLUMNS_OF_XLSB and content[16] & 1:
            here.hide_columns(*struct.unpack_from("<II", content))
    return here


def _records_of_xlsb(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Numbers of one or two bytes, lengths in groups of seven bits."""
    at = 0
    while at < len(stream):
        kind = stream[at]
        at += 1
        if kind & 128:
            kind = kind & 127 | stream[at] << 7
            at += 1
        length = shift = 0
        while True:
            byte = stream[at]
            at += 1
            length |= (byte & 127) << shift
            shift += 7
            if byte < 128 or shift > 28:
                break
        yield kind, stream[at : at + length]
        at += length


# ODS ------------------------------------------------------------------------------------------------

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
_BIG_XML = 40_000_000
_HIDES = ("collapse", "filter")
_CELL_NAMES = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def _ods(data: bytes) -> dict[int, SheetShown]:
    found: dict[int, SheetShown] = {}
    struck: set[str] = set()
    here, row, column = SheetShown(), 0, 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
        if archive.getinfo("content.xml").file_size > _BIG_XML:
            return {}
        for event, each in ElementTree.iterparse(content, ("start", "end")):  # noqa: S314 - entities are refused before
            if event == "start":
                if each.tag == f"{_TABLE}table":
                    here, row, column = found.setdefault(len(found) + 1, SheetShown()), 0, 0
                continue
            if each.tag == f"{_STYLE}style" and _strikes_out(each):
                struck.add(each.get(f"{_STYLE}name", ""))
            elif each.tag == f"{_TABLE}table-column":
                many = _times(each, "columns")
                if each.get(f"{_TABLE}visibility") in _HIDES:
                    here.hide_columns(column, column + many - 1)
                column += many
            elif each.tag == f"{_TABLE}table-row":
                many = _times(each, "rows")
                if each.get(f"{_TABLE}visibility") in _HIDES:
                    here.rows.update(range(row, min(row + many, MOST_ROWS)))
                _mark_cells(each, row, struck, here)
                row += many
                each.clear()
    return found


def _times(element: ElementTree.Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))


def _strikes_out(style: ElementTree.Element) -> bool:
    texts = style.find(f"{_STYLE}text-properties")
    return texts is not None and texts.get(f"{_STYLE}text-line-through-style", "none") != "none"


def _mark_cells(line: ElementTree.Element, row: int, struck: set[str], here: SheetShown) -> None:
    column = 0
    for cell in line:
        if cell.tag not in _CELL_NAMES:
            continue
        if cell.get(f"{_TABLE}style-name", "") in struck:
            here.marks[Mark.STRUCK].add((row, column))
        if cell.find(_ANNOTATION) is not None:
            here.marks[Mark.COMMENTED].add((row, column))
        column += _times(cell, "columns")
