"""Tables in HTML and in SpreadsheetML of 2003, which offices receive under the name .xls."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from html.parser import HTMLParser
from xml.etree import ElementTree

from db.importers.container import MOST_COLUMNS, MOST_ROWS, Container, parsed, too_large
from db.importers.texts import decoded
from domain.imports.sheet import Cell, Mark, Place, Sheet, Workbook

_DEEPEST = 50
_SILENT = frozenset({"script", "style", "head", "template", "noscript"})
_BLOCKS = frozenset({"p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "body"})
_MOST_ABOVE = 30
_META = re.compile(
    rb"charset=[\"']?(utf-?(?:8|16(?:-?[lb]e)?)|us-ascii|ascii|latin-?1|(?:windows|cp|iso|koi8)[\w-]*|macintosh|gb\w+|big5|"
    rb"shift_jis|euc-\w+)",
    re.IGNORECASE,
)
"""Ways of writing letters that pages name; Python knows others, which are none."""


def read_html(data: bytes, container: Container) -> Workbook:
    text, remarks = _html_text(data)
    parser = _Tables()
    parser.feed(text)
    parser.close()
    left_out = dict(container.left_out)
    if parser.pictures:
        left_out["gambar"] = parser.pictures
    sheets = [
        Sheet(
            f"Tabel {n}",
            n,
            table.rows,
            table.merged,
            hidden_rows=frozenset(table.hidden),
            marks={Mark.STRUCK: frozenset(table.struck)} if table.struck else {},
        )
        for n, table in enumerate((t for t in parser.found if any(map(any, t.rows))), 1)
    ]
    return Workbook(sheets, container.format.value, False, left_out, remarks)


def _html_text(data: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    declared = _META.search(data[:2_000])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared[1].decode()), ()
        except (LookupError, UnicodeDecodeError):
            pass  # what the page says of itself is wrong; its bytes decide
    return decoded(data)


class _Table:
    def __init__(self, above: list[list[Cell]]) -> None:
        self.rows = above
        self.struck: set[Place] = set()
        self.hidden: set[int] = set()
        self.merged: list[tuple[Place, Place]] = []
        self.covered: dict[Place, str] = {}
        self.cells = 0

    def put(self, text: str, rows: int, columns: int, *, struck: bool) -> None:
        row = len(self.rows) - 1
        if rows * columns > 10_000 or columns > MOST_COLUMNS or rows > MOST_ROWS:
            raise too_large("Satu sel di halaman meliputi terlalu banyak baris atau kolom.")
        line = self.rows[row]
        while (row, len(line)) in self.covered:
            line.append(self.covered.pop((row, len(line))))
        column = len(line)
        value = " ".join(text.split()) or None
        line.append(value)
        if struck:
            self.struck.add((row, column))
        if rows > 1 or columns > 1:
            self.merged.append(((row, column), (row + rows - 1, column + columns - 1)))
        # A heading or a group speaks for all the cells it spans; a figure only for the first.
        said = value if value and not re.fullmatch(r"[\d.,\s-]+", value) else ""
        line += [said or None] * (columns - 1)
        for below in range(1, rows):
            for beside in range(columns):
                self.covered[row + below, column + beside] = said
        self.cells += rows * columns
        if self.cells > MOST_ROWS * 60 or column > MOST_COLUMNS:
            raise too_large("Halaman berisi terlalu banyak sel.")

    def end_row(self) -> None:
        row = len(self.rows) - 1
        if row < 0:
            return
        line = self.rows[row]
        while (row, len(line)) in self.covered:
            line.append(self.covered.pop((row, len(line))) or None)
        for column, cell in enumerate(line):
            line[column] = cell or None


class _Tables(HTMLParser):
    """Every table; of nested ones the inner are tables of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Table] = []
        self.open: list[_Table] = []
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.struck = False
        self.silent = 0
        self.pictures = 0
        self.paragraph: list[str] = []
        self.above: list[str] = []
        """What stands above the next table, as a spreadsheet would put it into rows of its own."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self._end_cell()
            if len(self.open) >= _DEEPEST:
                return
            self._end_paragraph()
            above, self.above = self.above[-_MOST_ABOVE:], []
            table = _Table([] if self.open else [[text] for text in above])
            self.found.append(table)
            self.open.append(table)
        elif tag == "tr" and self.open:
            self._end_cell()
            self.open[-1].end_row()
            self.open[-1].rows.append([])
            if "hidden" in given or _PUT_AWAY.search(given.get("style", "")):
                self.open[-1].hidden.add(len(self.open[-1].rows) - 1)
            if len(self.open[-1].rows) > MOST_ROWS:
                raise too_large("Halaman berisi terlalu banyak baris.")
        elif tag in ("td", "th") and self.open and self.open[-1].rows:
            self._end_cell()
            self.cell, self.struck = [], bool(_LINE_THROUGH.search(given.get("style", "")))
            self.span = (_span(given.get("rowspan", "")), _span(given.get("colspan", "")))
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")
        elif tag in _BLOCKS:
            self._end_paragraph()
        elif self.cell is not None and _strikes(tag, given):
            self.struck = True
        elif tag == "img":
            self.pictures += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self.open:
            self._end_cell()
            self.open.pop().end_row()
        elif tag in _BLOCKS:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.cell is not None:
            self.cell.append(data)
        elif not self.open:
            self.paragraph.append(data)

    def _end_paragraph(self) -> None:
        text = " ".join("".join(self.paragraph).split())
        self.paragraph = []
        if text:
            self.above.append(text)

    def close(self) -> None:
        super().close()
        self._end_cell()
        for table in self.open:
            table.end_row()

    def _end_cell(self) -> None:
        if self.cell is not None and self.open:
            self.open[-1].put("".join(self.cell), *self.span, struck=self.struck)
        self.cell = None


_PUT_AWAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_LINE_THROUGH = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)


def _strikes(tag: str, given: Mapping[str, str]) -> bool:
    return tag in ("s", "strike", "del") or bool(_LINE_THROUGH.search(given.get("style", "")))


def _span(text: str) -> int:
    """``2`` -> 2; a broken value such as ``9z`` or ``20%`` -> 1."""
    return max(1, int(text)) if text.strip().isdigit() and len(text) < 12 else 1


_NAMESPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"


def read_spreadsheetml(data: bytes, container: Container) -> Workbook:
    root = parsed(data)
    left_out = dict(container.left_out)
    if comments := sum(1 for _ in root.iter(f"{_NAMESPACE}Comment")):
        left_out["komentar"] = comments
    struck = frozenset(
        style.get(f"{_NAMESPACE}ID", "")
        for style in root.iter(f"{_NAMESPACE}Style")
        if any(font.get(f"{_NAMESPACE}StrikeThrough") == "1" for font in style.iter(f"{_NAMESPACE}Font"))
    )
    sheets = [_worksheet(sheet, n, struck) for n, sheet in enumerate(root.iter(f"{_NAMESPACE}Worksheet"), 1)]
    return Workbook(sheets, container.format.value, False, left_out)


def _worksheet(sheet: ElementTree.Element, position: int, struck_styles: Collection[str]) -> Sheet:
    rows: list[list[Cell]] = []
    merged: list[tuple[Place, Place]] = []
    hidden: set[int] = set()
    struck: set[Place] = set()
    for row in sheet.iter(f"{_NAMESPACE}Row"):
        at = _index(row, len(rows) + 1, MOST_ROWS)
        while len(rows) < at - 1:
            rows.append([])
        if row.get(f"{_NAMESPACE}Hidden") == "1":
            hidden.add(len(rows))
        rows.append(_cells(row, len(rows), merged, struck, struck_styles))
    name = sheet.get(f"{_NAMESPACE}Name", "")
    width = max((len(row) for row in rows), default=0)
    rows = [[*row, *[None] * (width - len(row))] for row in rows]
    marks = {Mark.STRUCK: frozenset(struck)} if struck else {}
    return Sheet(name, position, rows, merged, hidden_rows=frozenset(hidden), marks=marks)


def _cells(
    row: ElementTree.Element,
    at: int,
    merged: list[tuple[Place, Place]],
    struck: set[Place],
    struck_styles: Collection[str],
) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row.findall(f"{_NAMESPACE}Cell"):
        column = _index(cell, len(cells) + 1, MOST_COLUMNS)
        if cell.get(f"{_NAMESPACE}StyleID", "") in struck_styles:
            struck.add((at, column - 1))
        cells += [None] * (column - 1 - len(cells))
        data = cell.find(f"{_NAMESPACE}Data")
        cells.append(_value(data) if data is not None else None)
        across, down = (
            int(cell.get(f"{_NAMESPACE}{name}", "0") or 0) for name in ("MergeAcross", "MergeDown")
        )
        if across or down:
            if across > MOST_COLUMNS or down > MOST_ROWS:
                raise too_large("Satu sel meliputi terlalu banyak baris atau kolom.")
            merged.append(((at, column - 1), (at + down, column - 1 + across)))
            cells += [None] * across
    return cells


def _index(element: ElementTree.Element, otherwise: int, most: int) -> int:
    text = element.get(f"{_NAMESPACE}Index", "")
    found = int(text) if text.isdigit() and len(text) < 9 else otherwise
    if found > most:
        raise too_large("Ada isi yang tercecer jauh di luar tabel.")
    return max(found, otherwise)


def _value(data: ElementTree.Element) -> Cell:
    text = "".join(data.itertext())
    kind = data.get(f"{_NAMESPACE}Type", "String")
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "DateTime":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return text
    return text or None
