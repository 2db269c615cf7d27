"""What XLS, XLSB and ODS show beside their values: what is hidden, merged, struck out, commented, coloured,
white on white, in percent or in thousands.

Calamine tells none of it. An old XLS is asked of xlrd; of the other two a few records are looked at. Where a
file is put together in another way, nothing is told of it: the cells themselves have been read by then.
"""

import io
import posixpath
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

import xlrd

from db.damaged_zip import DAMAGED_ZIP
from db.importers.container import (
    BIG_XML,
    MOST_COLUMNS,
    MOST_ROWS,
    Format,
    damaged,
    far_cell,
    parsed,
)
from db.importers.fills import unusual
from domain.imports.sheet import Mark, Place, Sheet

QUOTED = re.compile(r'"[^"]*"|\\\\.')
"""What a format of numbers writes as it stands."""
_SCALED = re.compile(r"\b(?:rb|ribu|jt|juta)\b", re.IGNORECASE)
_LEFT_OUT = re.compile(r"[0#?],+(?![0#?,])")
"""A comma behind the last digit: thousands that are not shown."""
_SHOWN = (Mark.STRUCK, Mark.COMMENTED, Mark.UNSEEN, Mark.PERCENT, Mark.SCALED)
_MOST_COLOURED = 200_000
"""Cells of a sheet whose colours are looked at: a larger one is no paper that somebody coloured by hand."""


def shows_scaled(shown_as: str) -> bool:
    """Of a format of numbers: “0 "rb"” and “#,##0,”."""
    return bool(_SCALED.search(shown_as) or _LEFT_OUT.search(QUOTED.sub("", shown_as)))


@dataclass(frozen=True)
class _Style:
    """What all cells of one style show."""

    marks: frozenset[Mark]
    fill: str = ""

    @property
    def tells(self) -> bool:
        return bool(self.marks or self.fill)


@dataclass
class SheetShown:
    """Of one sheet."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    marks: dict[Mark, set[Place]] = field(default_factory=lambda: {mark: set() for mark in _SHOWN})
    fills: dict[Place, str] = field(default_factory=dict)

    def add_to(self, sheet: Sheet) -> None:
        sheet.hidden_rows, sheet.hidden_columns = frozenset(self.rows), frozenset(self.columns)
        sheet.merged = sheet.merged or tuple(self.merged)
        self.marks[Mark.COLOURED] = unusual(self.fills, sheet)
        sheet.marks = {mark: frozenset(places) for mark, places in self.marks.items() if places}

    def show(self, place: Place, style: "_Style") -> None:
        for mark in style.marks:
            self.marks[mark].add(place)
        if style.fill:
            self.fills[place] = style.fill

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
            styles = {number: style for number, style in enumerate(_styles_of_xls(book)) if style.tells}
            return {sheet.name: _sheet_of_xls(sheet, styles) for sheet in book.sheets()}
    except Exception:  # a damaged file makes it raise anything, and this is only what stands beside
        return {}


_WHITE_OF_XLS, _FIXED_WHITE = 9, 1
"""Places of white in the palette that every file has, and in the eight colours before it."""


def _styles_of_xls(book: xlrd.Book) -> Iterator[_Style]:
    for each in book.xf_list:
        font, fill = book.font_list[each.font_index], each.background
        shown_as = book.format_map[each.format_key].format_str if each.format_key in book.format_map else ""
        is_filled = fill.fill_pattern != 0
        is_white = font.colour_index in (_WHITE_OF_XLS, _FIXED_WHITE)
        marks = (
            (Mark.STRUCK, font.struck_out),
            (Mark.UNSEEN, is_white and not is_filled),
            (Mark.PERCENT, "%" in QUOTED.sub("", shown_as)),
            (Mark.SCALED, shows_scaled(shown_as)),
        )
        yield _Style(
            frozenset(mark for mark, is_so in marks if is_so),
            str(fill.pattern_colour_index) if is_filled else "",
        )


def _sheet_of_xls(sheet: xlrd.sheet.Sheet, styles: Mapping[int, _Style]) -> SheetShown:
    here = SheetShown()
    here.rows.update(row for row, told in sheet.rowinfo_map.items() if told.hidden)
    here.columns.update(column for column, told in sheet.colinfo_map.items() if told.hidden)
    here.marks[Mark.COMMENTED].update(sheet.cell_note_map)
    here.merged += [((top, left), (end - 1, right - 1)) for top, end, left, right in sheet.merged_cells]
    if sheet.nrows * sheet.ncols > _MOST_COLOURED:
        styles = {number: style for number, style in styles.items() if style.marks}
    for row in range(sheet.nrows if styles else 0):
        for column in range(sheet.row_len(row)):
            if (style := styles.get(sheet.cell_xf_index(row, column))) is not None:
                here.show((row, column), style)
    return here


# XLSB -----------------------------------------------------------------------------------------------

_STYLES_PART = "xl/styles.bin"
_ROW_OF_XLSB, _COLUMNS_OF_XLSB, _SHEET_OF_XLSB = 0, 60, 156
_CELLS_OF_XLSB = range(1, 12)
_MERGED_OF_XLSB, _COMMENT_OF_XLSB = 176, 635
_FONT_OF_XLSB, _FORMAT_OF_XLSB, _FILL_OF_XLSB, _STYLE_OF_XLSB = 43, 44, 45, 47
_STYLES_BEGIN, _STYLES_END = 617, 618
"""Around the styles of cells; the same records elsewhere are of named styles."""
_STRUCK_OF_XLSB = 0x08
_NO_FILLS = (0, 17, 18)
"""None, and the two grey patterns that every file has in its second place."""
_INDEXED, _RGB, _THEME = 1, 2, 3
_PERCENT_OF_XLSB = frozenset((9, 10))
"""Two formats that every spreadsheet knows by number."""
_LAST_ROW = 1 << 20
"""No spreadsheet has more rows."""


def _xlsb(data: bytes) -> dict[str, SheetShown]:
    found: dict[str, SheetShown] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        has_styles = _STYLES_PART in archive.namelist()
        told = enumerate(_styles_of_xlsb(archive.read(_STYLES_PART)) if has_styles else ())
        styles = {number: style for number, style in told if style.tells}
        links = parsed(archive.read("xl/_rels/workbook.bin.rels"))
        targets = {each.get("Id", ""): each.get("Target", "") for each in links}
        for kind, content in _records_of_xlsb(archive.read("xl/workbook.bin")):
            if kind == _SHEET_OF_XLSB:
                link, at = _text_of_xlsb(content, 8)
                target = targets[link].lstrip("/")
                part = target if target.startswith("xl/") else f"xl/{target}"
                here = _sheet_of_xlsb(archive.read(part), styles)
                here.marks[Mark.COMMENTED].update(_commented_in_xlsb(archive, part))
                found[_text_of_xlsb(content, at)[0]] = here
    return found


def _commented_in_xlsb(archive: zipfile.ZipFile, part: str) -> Iterator[Place]:
    """What the links of a sheet name as its comments, of which each says the cells that it is beside."""
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    if links not in archive.namelist():
        return
    for link in parsed(archive.read(links)):
        target = link.get("Target", "")
        comments = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if not link.get("Type", "").endswith("/comments") or comments not in archive.namelist():
            continue
        for kind, content in _records_of_xlsb(archive.read(comments)):
            if kind == _COMMENT_OF_XLSB:
                row, _, column, _ = struct.unpack_from("<IIII", content, 4)
                yield row, column


def _text_of_xlsb(content: bytes, at: int) -> tuple[str, int]:
    """And where it ends."""
    (length,), start = struct.unpack_from("<I", content, at), at + 4
    end = start + 2 * length
    return content[start:end].decode("utf-16-le"), end


def _styles_of_xlsb(stream: bytes) -> Iterator[_Style]:
    fonts: list[tuple[bool, bool]] = []
    fills: list[str] = []
    formats: dict[int, str] = {}
    are_of_cells = False
    for kind, content in _records_of_xlsb(stream):
        if kind in (_STYLES_BEGIN, _STYLES_END):
            are_of_cells = kind == _STYLES_BEGIN
        elif kind == _FORMAT_OF_XLSB:
            formats[struct.unpack_from("<H", content)[0]] = _text_of_xlsb(content, 2)[0]
        elif kind == _FONT_OF_XLSB:
            fonts.append((bool(content[2] & _STRUCK_OF_XLSB), _is_white_in_xlsb(content[12:20])))
        elif kind == _FILL_OF_XLSB:
            pattern = struct.unpack_from("<I", content)[0]
            fills.append("" if pattern in _NO_FILLS else content[4:12].hex())
        elif kind == _STYLE_OF_XLSB and are_of_cells:
            shown_as, font, fill = struct.unpack_from("<HHH", content, 2)
            written = QUOTED.sub("", formats.get(shown_as, ""))
            is_struck, is_white = fonts[font]
            marks = (
                (Mark.STRUCK, is_struck),
                (Mark.UNSEEN, is_white and not fills[fill]),
                (Mark.PERCENT, "%" in written or shown_as in _PERCENT_OF_XLSB),
                (Mark.SCALED, shows_scaled(formats.get(shown_as, ""))),
            )
            yield _Style(frozenset(mark for mark, is_so in marks if is_so), fills[fill])


def _is_white_in_xlsb(colour: bytes) -> bool:
    """By its kind: a place in the palette, red, green and blue, or the first colour of the theme."""
    kind, at, rgb = colour[0] >> 1, colour[1], colour[4:7]
    if kind == _INDEXED:
        return at in (_WHITE_OF_XLS, _FIXED_WHITE)
    return (kind == _RGB and rgb == b"\xff\xff\xff") or (kind == _THEME and at == 0)


def _sheet_of_xlsb(stream: bytes, styles: Mapping[int, _Style]) -> SheetShown:
    """Raises ``FileRefused`` where a row or a cell stands twice or beyond the last one: of such a sheet the
    cells that follow would be lost without a word."""
    here = SheetShown()
    row = column = -1
    for kind, content in _records_of_xlsb(stream):
        if kind == _ROW_OF_XLSB:
            (number,) = struct.unpack_from("<I", content)
            if number >= _LAST_ROW:
                raise far_cell(f"baris ke-{number + 1}")
            if number <= row:
                raise damaged()
            row, column = number, -1
            if content[11] & 0x10:
                here.rows.add(row)
        elif kind in _CELLS_OF_XLSB:
            at, style_number = struct.unpack_from("<II", content)
            if at <= column:
                raise damaged()
            column = at
            if (style := styles.get(style_number & 0xFFFFFF)) is not None:
                here.show((row, column), style)
        elif kind == _MERGED_OF_XLSB:
            top, bottom, left, right = struct.unpack_from("<IIII", content)
            here.merged.append(((top, left), (bottom, right)))
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
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LOOK = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_ANNOTATION = f"{_OFFICE}annotation"
_HIDES = ("collapse", "filter")
_CELL_NAMES = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def _ods(data: bytes) -> dict[str, SheetShown]:
    found: dict[str, SheetShown] = {}
    styles: dict[str, _Style] = {}
    scaled: set[str] = set()
    """Formats of numbers that leave thousands out; their names."""
    shown_as: dict[str, str] = {}
    """By the style of a cell, its format."""
    here, row, column = SheetShown(), 0, 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
        if archive.getinfo("content.xml").file_size > BIG_XML:
            return {}
        for event, each in ElementTree.iterparse(content, ("start", "end")):  # noqa: S314 - entities are refused before
            if event == "start":
                if each.tag == f"{_TABLE}table":
                    for name in [name for name, told in shown_as.items() if told in scaled]:
                        styles[name] = _scaled(styles.get(name))
                        del shown_as[name]
                    here, row, column = found.setdefault(each.get(f"{_TABLE}name", ""), SheetShown()), 0, 0
                continue
            if each.tag == f"{_STYLE}style":
                name = each.get(f"{_STYLE}name", "")
                shown_as[name] = each.get(f"{_STYLE}data-style-name", "")
                if (style := _style_of_ods(each)).tells:
                    styles[name] = style
            elif each.tag == f"{_NUMBER}number-style" and _shows_scaled_in_ods(each):
                scaled.add(each.get(f"{_STYLE}name", ""))
            elif each.tag == f"{_TABLE}table-column":
                many = _times(each, "columns-repeated")
                if each.get(f"{_TABLE}visibility") in _HIDES:
                    here.hide_columns(column, column + many - 1)
                column += many
            elif each.tag == f"{_TABLE}table-row":
                many = _times(each, "rows-repeated")
                if each.get(f"{_TABLE}visibility") in _HIDES:
                    here.rows.update(range(row, min(row + many, MOST_ROWS)))
                _mark_cells(each, row, styles, here)
                row += many
                each.clear()
    return found


def _shows_scaled_in_ods(shown_as: ElementTree.Element) -> bool:
    """“34 rb”, and 34,000 as 34."""
    texts = (each.text or "" for each in shown_as.iter(f"{_NUMBER}text"))
    factors = (each.get(f"{_NUMBER}display-factor", "1") for each in shown_as.iter(f"{_NUMBER}number"))
    return any(map(_SCALED.search, texts)) or any(factor not in ("", "1") for factor in factors)


def _scaled(style: _Style | None) -> _Style:
    known = style or _Style(frozenset())
    return replace(known, marks=known.marks | {Mark.SCALED})


def _times(element: ElementTree.Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}", "1"))


_WHITE_OF_ODS = "ffffff"


def _style_of_ods(style: ElementTree.Element) -> _Style:
    texts, cells = (style.find(f"{_STYLE}{name}-properties") for name in ("text", "table-cell"))
    colour, fill = "", ""
    is_struck = False
    if texts is not None:
        is_struck = texts.get(f"{_STYLE}text-line-through-style", "none") != "none"
        colour = texts.get(f"{_LOOK}color", "").casefold().lstrip("#")
    if cells is not None:
        fill = cells.get(f"{_LOOK}background-color", "").casefold().lstrip("#").replace("transparent", "")
    fill = fill.replace(_WHITE_OF_ODS, "")
    marks = ((Mark.STRUCK, is_struck), (Mark.UNSEEN, colour == _WHITE_OF_ODS and not fill))
    return _Style(frozenset(mark for mark, is_so in marks if is_so), fill)


_PERCENTAGE = _Style(frozenset((Mark.PERCENT,)))


def _mark_cells(line: ElementTree.Element, row: int, styles: Mapping[str, _Style], here: SheetShown) -> None:
    column = 0
    for cell in line:
        if cell.tag not in _CELL_NAMES:
            continue
        if (style := styles.get(cell.get(f"{_TABLE}style-name", ""))) is not None:
            here.show((row, column), style)
        if cell.get(f"{_OFFICE}value-type") == "percentage":
            here.show((row, column), _PERCENTAGE)
        if cell.find(_ANNOTATION) is not None:
            here.marks[Mark.COMMENTED].add((row, column))
        down, across = _times(cell, "rows-spanned"), _times(cell, "columns-spanned")
        if down > 1 or across > 1:
            here.merged.append(((row, column), (row + down - 1, column + across - 1)))
        column += _times(cell, "columns-repeated")
