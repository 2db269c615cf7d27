"""What XLS, XLSB and ODS show beside their values: what is hidden, merged, struck out or commented.

Calamine tells none of it. An old XLS is asked of xlrd; of the other two a few records are looked at. Where a
file is put together in another way, nothing is told of it: the cells themselves have been read by then.
"""

import io
import struct
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

import xlrd

from db.damaged_zip import DAMAGED_ZIP
from db.importers.container import BIG_XML, MOST_COLUMNS, MOST_ROWS, Format, parsed
from domain.imports.sheet import Mark, Place, Sheet


@dataclass
class SheetShown:
    """Of one sheet."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    marks: dict[Mark, set[Place]] = field(default_factory=lambda: {Mark.STRUCK: set(), Mark.COMMENTED: set()})

    def add_to(self, sheet: Sheet) -> None:
        sheet.hidden_rows, sheet.hidden_columns = frozenset(self.rows), frozenset(self.columns)
        sheet.merged = sheet.merged or tuple(self.merged)
        sheet.marks = {mark: frozenset(places) for mark, places in self.marks.items() if places}

    def hide_columns(self, first: int, last: int) -> None:
        self.columns.update(range(first, min(last, MOST_COLUMNS - 1) + 1))


def shown(data: bytes, format_: Format) -> dict[str, SheetShown]:
    """By the sheet's name."""
    readers = {Format.XLS: _xls, Format.XLSB: _xlsb, Format.ODS: _ods}
    try:
        return readers[format_](data) if format_ in readers else {}
    except (struct.error, IndexError, KeyError, ValueError, ElementTree.ParseError, *DAMAGED_ZIP):
        return {}


# XLS ------------------------------------------------------------------------------------------------


def _xls(data: bytes) -> dict[str, SheetShown]:
    try:
        # It would print what it finds odd of a file, and what is printed here is an answer.
        with xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO()) as book:
            fonts = [book.font_list[each.font_index] for each in book.xf_list]
            struck = {number for number, font in enumerate(fonts) if font.struck_out}
            return {sheet.name: _sheet_of_xls(sheet, struck) for sheet in book.sheets()}
    except Exception:  # a damaged file makes it raise anything, and this is only what stands beside
        return {}


def _sheet_of_xls(sheet: xlrd.sheet.Sheet, struck: Collection[int]) -> SheetShown:
    here = SheetShown()
    here.rows.update(row for row, told in sheet.rowinfo_map.items() if told.hidden)
    here.columns.update(column for column, told in sheet.colinfo_map.items() if told.hidden)
    here.marks[Mark.COMMENTED].update(sheet.cell_note_map)
    here.merged += [((top, left), (end - 1, right - 1)) for top, end, left, right in sheet.merged_cells]
    for row in range(sheet.nrows if struck else 0):
        styles = (sheet.cell_xf_index(row, column) for column in range(sheet.row_len(row)))
        here.marks[Mark.STRUCK].update(
            (row, column) for column, style in enumerate(styles) if style in struck
        )
    return here


# XLSB -----------------------------------------------------------------------------------------------

_ROW_OF_XLSB, _COLUMNS_OF_XLSB, _SHEET_OF_XLSB = 0, 60, 156


def _xlsb(data: bytes) -> dict[str, SheetShown]:
    found: dict[str, SheetShown] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        links = parsed(archive.read("xl/_rels/workbook.bin.rels"))
        targets = {each.get("Id", ""): each.get("Target", "") for each in links}
        for kind, content in _records_of_xlsb(archive.read("xl/workbook.bin")):
            if kind == _SHEET_OF_XLSB:
                link, at = _text_of_xlsb(content, 8)
                target = targets[link].lstrip("/")
                part = target if target.startswith("xl/") else f"xl/{target}"
                found[_text_of_xlsb(content, at)[0]] = _sheet_of_xlsb(archive.read(part))
    return found


def _text_of_xlsb(content: bytes, at: int) -> tuple[str, int]:
    """And where it ends."""
    (length,), start = struct.unpack_from("<I", content, at), at + 4
    end = start + 2 * length
    return content[start:end].decode("utf-16-le"), end


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
_HIDES = ("collapse", "filter")
_CELL_NAMES = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def _ods(data: bytes) -> dict[str, SheetShown]:
    found: dict[str, SheetShown] = {}
    struck: set[str] = set()
    here, row, column = SheetShown(), 0, 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
        if archive.getinfo("content.xml").file_size > BIG_XML:
            return {}
        for event, each in ElementTree.iterparse(content, ("start", "end")):  # noqa: S314 - entities are refused before
            if event == "start":
                if each.tag == f"{_TABLE}table":
                    here, row, column = found.setdefault(each.get(f"{_TABLE}name", ""), SheetShown()), 0, 0
                continue
            if each.tag == f"{_STYLE}style" and _strikes_out(each):
                struck.add(each.get(f"{_STYLE}name", ""))
            elif each.tag == f"{_TABLE}table-column":
                many = _times(each, "columns-repeated")
                if each.get(f"{_TABLE}visibility") in _HIDES:
                    here.hide_columns(column, column + many - 1)
                column += many
            elif each.tag == f"{_TABLE}table-row":
                many = _times(each, "rows-repeated")
                if each.get(f"{_TABLE}visibility") in _HIDES:
                    here.rows.update(range(row, min(row + many, MOST_ROWS)))
                _mark_cells(each, row, struck, here)
                row += many
                each.clear()
    return found


def _times(element: ElementTree.Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}", "1"))


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
        down, across = _times(cell, "rows-spanned"), _times(cell, "columns-spanned")
        if down > 1 or across > 1:
            here.merged.append(((row, column), (row + down - 1, column + across - 1)))
        column += _times(cell, "columns-repeated")
