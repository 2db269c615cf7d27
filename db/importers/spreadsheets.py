"""XLSX, XLS, XLSB and ODS: cells by calamine, and what calamine does not tell; of the last three ``shown``.

Hidden rows and columns, strike-through, fills, comments, and formulas without a value are looked up in the
XML of the sheets, each pattern once through the stream.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import cast
from xml.etree.ElementTree import Element

import python_calamine as calamine

from db.damaged_zip import DAMAGED_ZIP
from db.importers.container import (
    BIG_XML,
    LOCKED,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Container,
    Format,
    chunks,
    damaged,
    far_cell,
    parsed,
    too_large,
)
from db.importers.fills import unusual
from db.importers.shown import QUOTED, shown, shows_scaled
from domain.imports.quality import FileRefused
from domain.imports.sheet import Cell, Mark, Place, Sheet, Workbook


def read(data: bytes, container: Container) -> Workbook:
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        metadata = book.sheets_metadata
    except calamine.PasswordError:
        raise LOCKED from None
    except (calamine.CalamineError, OSError, ValueError, KeyError, IndexError):
        raise damaged() from None
    if len({each.name.casefold() for each in metadata}) < len(metadata):
        raise damaged()  # the second could not be asked for by its name
    if len(metadata) > MOST_SHEETS:
        raise too_large(f"Berkas berisi lebih dari {MOST_SHEETS} lembar.")
    extras = _Extras(data, container) if container.format is Format.XLSX else None
    beside = shown(data, container.format)
    left_out = dict(container.left_out)
    sheets = []
    for position, each in enumerate(metadata, 1):
        if each.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        visible = each.visible is calamine.SheetVisibleEnum.Visible
        if not visible:
            left_out["lembar tersembunyi"] = left_out.get("lembar tersembunyi", 0) + 1
            continue
        sheets.append(_sheet(book, each.name, position, extras))
        if each.name in beside:
            beside[each.name].add_to(sheets[-1])
    return Workbook(sheets, container.format.value, container.uses_1904, left_out)


def _sheet(book: calamine.CalamineWorkbook, name: str, position: int, extras: "_Extras | None") -> Sheet:
    try:
        sheet = book.get_sheet_by_name(name)
        _check_size(sheet)
        rows = cast("list[list[Cell]]", sheet.to_python(skip_empty_area=False))
        merged = sheet.merged_cell_ranges or []
    except (calamine.CalamineError, OSError, ValueError, KeyError, IndexError):
        raise damaged() from None
    found = Sheet(name, position, rows, merged)
    if extras is not None:
        extras.add_to(found)
    return found


def _check_size(sheet: calamine.CalamineSheet) -> None:
    if sheet.end is None:
        return
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    if rows > MOST_ROWS:
        raise too_large(f"Lembar berisi lebih dari {MOST_ROWS:,} baris.".replace(",", "."))
    if columns > MOST_COLUMNS:
        raise far_cell(f"kolom ke-{columns}")


_ROW = re.compile(rb"<row\b[^>]*>")
_COLUMN = re.compile(rb"<col\b[^>]*>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_NUMBER_OF = {name: re.compile(rb"\b" + name + rb'="(\d+)"') for name in (b"r", b"min", b"max", b"s")}
_FORMULA = re.compile(
    rb"<c\b([^>]*)>\s*<f\b([^>]*?)(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v>([^<]*)</v>)?", re.DOTALL
)
_ERROR_CELL = re.compile(rb'<c\b([^>]*\bt="e"[^>]*)>')
_STYLED = re.compile(rb"<c\b([^>]*)>")
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_PERCENT_FORMATS = {"9", "10"}
"""Two that every spreadsheet knows by number."""
_EXTERNAL = re.compile(rb"\[\d+\]|\[[^\]]+\.xls")
_STRINGS = "xl/sharedStrings.xml"
_STRING = re.compile(rb"<si\b[^>]*/>|<si\b[^>]*>.*?</si>", re.DOTALL)
_STRUCK_RUN = re.compile(rb'<strike\b(?![^>]*\bval="(?:0|false)")')
_OF_STRINGS = re.compile(rb'<c\b([^>]*\bt="s"[^>]*)>\s*<v>(\d+)</v>')
_INLINE = re.compile(rb'<c\b([^>]*\bt="inlineStr"[^>]*)>\s*<is>(.*?)</is>', re.DOTALL)


_ROOT = re.compile(rb"<(\w*:?)worksheet\b")


_SPACED = (b" =", b"= ")
_OTHERWISE_QUOTED = re.compile(rb"""<\w[^<>]*\s[\w:]+(?:='|\s+=|=\s)""")
"""An attribute as most programs do not write it, who write ``r="1"``."""
_TAG = re.compile(rb"<\w[^<>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^'"]*)')""")


def _usual(text: bytes, prefix: bytes) -> bytes:
    """Without the prefix that some programs write, and with attributes in double quotes."""
    if prefix:
        text = text.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
    may_be_otherwise = (b"'" in text and b"='" in text) or any(sign in text for sign in _SPACED)
    if not may_be_otherwise or _OTHERWISE_QUOTED.search(text) is None:
        return text
    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(rb'\1="\2\3"', tag[0]), text)


_CELL_AT = re.compile(rb'<c\b[^<>]*?\br="([A-Z]{1,3}\d+)"')
_ROW_AT = re.compile(rb'<row\b[^<>]*?\br="(\d+)"')


def _refuse_twice(pieces: Iterable[bytes], sheet: Sheet) -> None:
    """Where an address stands in two cells of a sheet the later one would win without a word."""
    known = set[bytes]()
    for text in pieces:
        cells, rows = _CELL_AT.findall(text), _ROW_AT.findall(text)
        if len(set(cells)) == len(cells) and len(set(rows)) == len(rows) and known.isdisjoint(rows):
            known.update(rows)
            continue
        twice = next((at for at, many in Counter(cells).items() if many > 1), b"").decode()
        what = f"Sel {twice}" if twice else "Sebuah baris"
        raise FileRefused(
            "cell-twice",
            f"{what} di lembar ke-{sheet.position} tertulis dua kali di dalam berkas, dan isinya dapat "
            "berbeda: mana yang benar tidak diketahui.",
            "Buka berkasnya di Excel atau LibreOffice, periksa isinya, simpan ulang, lalu kirim lagi.",
        )


class _Extras:
    """What the XML of a workbook says beside its values."""

    def __init__(self, data: bytes, container: Container) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.container = container
        try:
            self.parts = dict(self._parts())
            self.shown_as, self.fills = self._styles()
            self.struck_strings = self._struck_strings()
        except DAMAGED_ZIP:
            raise damaged() from None

    def _parts(self) -> Iterator[tuple[str, str]]:
        """Sheet name -> part of the zip."""
        targets = {
            each.get("Id"): each.get("Target", "")
            for each in parsed(self.archive.read("xl/_rels/workbook.xml.rels"))
        }
        book = parsed(self.archive.read("xl/workbook.xml"))
        for each in book.iter():
            if not each.tag.endswith("}sheet"):
                continue
            link = next((value for name, value in each.attrib.items() if name.endswith("}id")), "")
            target = targets.get(link, "")
            yield each.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    def _styles(self) -> tuple[dict[int, frozenset[Mark]], dict[int, str]]:
        """What each style shows of its cells, and the fill of each style that has one."""
        if "xl/styles.xml" not in self.archive.namelist():
            return {}, {}
        root = parsed(self.archive.read("xl/styles.xml"))
        space = root.tag.partition("}")[0] + "}"
        fonts = root.findall(f"{space}fonts/{space}font")
        struck = [
            any(strike.get("val", "1") != "0" for strike in font.findall(f"{space}strike")) for font in fonts
        ]
        white = [_is_white(font.find(f"{space}color")) for font in fonts]
        formats = {
            each.get("numFmtId"): each.get("formatCode", "")
            for each in root.findall(f"{space}numFmts/{space}numFmt")
        }
        percent = {at for at, code in formats.items() if "%" in QUOTED.sub("", code)} | _PERCENT_FORMATS
        scaled = {at for at, code in formats.items() if shows_scaled(code)}
        fills = []
        for fill in root.findall(f"{space}fills/{space}fill"):
            colour = fill.find(f"{space}patternFill/{space}fgColor")
            fills.append("" if colour is None else str(sorted(colour.attrib.items())))
        shown_as: dict[int, frozenset[Mark]] = {}
        filled = {}
        for number, style in enumerate(root.findall(f"{space}cellXfs/{space}xf")):
            font, fill_id = int(style.get("fontId", 0)), int(style.get("fillId", 0))
            is_filled = 1 < fill_id < len(fills) and bool(fills[fill_id])
            marks = (
                (Mark.STRUCK, font < len(struck) and struck[font]),
                (Mark.UNSEEN, font < len(white) and white[font] and not is_filled),
                (Mark.PERCENT, style.get("numFmtId") in percent),
                (Mark.SCALED, style.get("numFmtId") in scaled),
            )
            if found := frozenset(mark for mark, is_so in marks if is_so):
                shown_as[number] = found
            if is_filled:
                filled[number] = fills[fill_id]
        return shown_as, filled

    def _struck_strings(self) -> frozenset[int]:
        """Texts of which a part is struck out: calamine gives “~~3~~ 4” as 34."""
        if _STRINGS not in self.archive.namelist() or self.archive.getinfo(_STRINGS).file_size > BIG_XML:
            return frozenset()
        text = self.archive.read(_STRINGS)
        if b"strike" not in text:
            return frozenset()
        root = re.search(rb"<(\w*:?)sst\b", text)
        text = _usual(text, root[1] if root else b"")
        found = enumerate(_STRING.findall(text))
        return frozenset(number for number, each in found if _STRUCK_RUN.search(each))

    def _partly_struck(self, text: bytes, struck: set[Place]) -> None:
        if self.struck_strings:
            for attributes, number in _OF_STRINGS.findall(text):
                if int(number) in self.struck_strings:
                    _put(struck, attributes)
        if b"<strike" in text:
            for attributes, runs in _INLINE.findall(text):
                if _STRUCK_RUN.search(runs):
                    _put(struck, attributes)

    def add_to(self, sheet: Sheet) -> None:
        part = self.parts.get(sheet.name, "")
        try:
            size = self.archive.getinfo(part).file_size
        except KeyError:
            raise damaged() from None
        marks: dict[Mark, set[Place]] = {mark: set() for mark in Mark}
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        fills: dict[Place, str] = {}
        written, rows = 0, list[bytes]()
        for text in self._pieces(part):
            written += text.count(b"<v") + text.count(b"<is")
            rows += _ROW_AT.findall(text)
            self._hidden(text, hidden_rows, hidden_columns)
            self._formulas(text, marks)
            self._styled(text, marks, fills, with_fills=size < BIG_XML)
            self._partly_struck(text, marks[Mark.STRUCK])
            if b't="e"' in text:
                for cell in _ERROR_CELL.findall(text):
                    _put(marks[Mark.ERROR], cell)
        read = sum(len(row) - row.count("") for row in sheet.rows)
        if written != read or len(set(rows)) < len(rows):
            # As many as were read are each at an address of its own, which need not be looked at.
            _refuse_twice(self._pieces(part), sheet)
        marks[Mark.COLOURED] = unusual(fills, sheet)
        marks[Mark.COMMENTED] = self._commented(part)
        sheet.hidden_rows, sheet.hidden_columns = frozenset(hidden_rows), frozenset(hidden_columns)
        sheet.marks = {mark: frozenset(places) for mark, places in marks.items() if places}

    def _pieces(self, part: str) -> Iterator[bytes]:
        """The XML in pieces that end with a whole row, written as most programs do."""
        rest, prefix = b"", None
        for chunk in chunks(self.archive, part):
            text = rest + chunk
            if prefix is None:
                found = _ROOT.search(text)
                prefix = found[1] if found else b""
            last = b"</" + prefix + b"row>"
            end = text.rfind(last)
            if end < 0:
                rest = text[-2_000_000:]
                continue
            yield _usual(text[: end + len(last)], prefix)
            rest = text[end + len(last) :]
        yield _usual(rest, prefix or b"")

    @staticmethod
    def _hidden(text: bytes, rows: set[int], columns: set[int]) -> None:
        if b"hidden=" not in text:
            return
        for row in _ROW.findall(text):
            if _HIDDEN.search(row) and (found := _NUMBER_OF[b"r"].search(row)):
                rows.add(int(found[1]) - 1)
        for column in _COLUMN.findall(text):
            first, last = _NUMBER_OF[b"min"].search(column), _NUMBER_OF[b"max"].search(column)
            if _HIDDEN.search(column) and first and last:
                columns.update(range(int(first[1]) - 1, min(int(last[1]), MOST_COLUMNS)))

    def _formulas(self, text: bytes, marks: dict[Mark, set[Place]]) -> None:
        if b"<f" not in text:
            return
        for attributes, _, formula, value in _FORMULA.findall(text):
            if not value.strip():
                _put(marks[Mark.UNVALUED], attributes)
            elif not self.container.was_calculated and value.strip() in (b"0", b"0.0"):
                _put(marks[Mark.STALE], attributes)
            if _EXTERNAL.search(formula):
                _put(marks[Mark.EXTERNAL], attributes)

    def _styled(
        self, text: bytes, marks: dict[Mark, set[Place]], fills: dict[Place, str], *, with_fills: bool
    ) -> None:
        wanted = set(self.shown_as) | (set(self.fills) if with_fills else set())
        if not wanted:
            return
        for attributes in _STYLED.findall(text):
            style = _NUMBER_OF[b"s"].search(attributes)
            if style is None or int(style[1]) not in wanted or (place := _place(attributes)) is None:
                continue
            number = int(style[1])
            for mark in self.shown_as.get(number, ()):
                marks[mark].add(place)
            if with_fills and number in self.fills:
                fills[place] = self.fills[number]

    def _commented(self, part: str) -> set[Place]:
        links = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
        if links not in self.archive.namelist():
            return set()
        found: set[Place] = set()
        for target in re.findall(rb'Target="([^"]*comments[^"]*\.xml)"', self.archive.read(links)):
            name = "xl/" + target.decode("utf-8", "replace").replace("../", "").lstrip("/").removeprefix(
                "xl/"
            )
            if name in self.archive.namelist():
                for letters, row in re.findall(
                    rb'<comment\b[^>]*\bref="([A-Z]{1,3})(\d+)"', self.archive.read(name)
                ):
                    found.add((int(row) - 1, _column(letters)))
        return found


def _is_white(colour: Element | None) -> bool:
    return colour is not None and (
        colour.get("rgb", "")[-6:].upper() == "FFFFFF" or colour.get("theme") == "0"
    )


def _put(places: set[Place], attributes: bytes) -> None:
    if (place := _place(attributes)) is not None:
        places.add(place)


def _place(attributes: bytes) -> Place | None:
    found = _ADDRESS.search(attributes)
    return (int(found[2]) - 1, _column(found[1])) if found else None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
