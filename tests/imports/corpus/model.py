"""What a case of the corpus is, and the small makers that all files share."""

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

IMPORT, DOUBTS, ASK, REFUSE = "import", "import with doubts", "ask", "refuse"


@dataclass(frozen=True)
class Expect:
    """What a careful clerk says of the file. ``values`` is complete: what is not listed must not be read."""

    verdict: str
    values: Mapping[str, float | str] = field(default_factory=dict)
    """``"53.01 2026-01 perempuan"`` -> the number or text; of a register ``"1.women"`` -> 2."""
    states: Mapping[str, str] = field(default_factory=dict)
    """Cells without a value, and what they say instead: ``{"D8": "dash"}``."""
    doubts: frozenset[tuple[str, str]] = frozenset()
    """Doubts that must be named, as (rule, cell); an empty cell means anywhere."""
    questions: frozenset[str] = frozenset()
    refusal: str = ""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Kinds of identity that are reported as left out, with the number of cells."""


@dataclass(frozen=True)
class Case:
    name: str
    file: str
    build: Callable[[], bytes]
    kind: str
    expect: Expect
    ugliness: str
    """Which row of the list of uglinesses it stands for, in words."""
    secrets: tuple[str, ...] = ()
    """Texts that identify an invented person; none may ever be printed."""
    answers: Mapping[str, str] = field(default_factory=dict)


Rows = Sequence[Sequence[Any]]


def sheet_of(sheet: Worksheet, rows: Rows) -> Worksheet:
    for row in rows:
        sheet.append(list(row))
    return sheet


@dataclass(frozen=True)
class Adding:
    """Puts files under these cases; ``usual`` is the name of one that has none of its own."""

    cases: list[Case]
    usual: str

    def __call__(
        self,
        name: str,
        ugliness: str,
        kind: str,
        build: Callable[[], bytes],
        expect: Expect,
        *,
        file: str = "",
        **more: Any,
    ) -> None:
        self.cases.append(Case(name, file or self.usual, build, kind, expect, ugliness, **more))


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx(rows: Rows, *, title: str = "Data", change: Callable[[Worksheet], object] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    sheet_of(sheet, rows)
    if change:
        change(sheet)
    return saved(book)


def merged(*areas: str) -> Callable[[Worksheet], None]:
    """``change`` of a sheet: these cells become one."""

    def change(sheet: Worksheet) -> None:
        for area in areas:
            sheet.merge_cells(area)

    return change


def sheets(**named: Rows) -> bytes:
    return workbook(named)


def workbook(named: Mapping[str, Rows], change: Callable[[openpyxl.Workbook], object] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in named.items():
        sheet_of(book.create_sheet(title), rows)
    if change:
        change(book)
    return saved(book)


def text(rows: Rows, separator: str = ",", encoding: str = "utf-8", newline: str = "\r\n") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=newline).writerows(rows)
    return out.getvalue().encode(encoding)


def html(rows: Rows, head: str = "", cell: str = "td") -> bytes:
    body = "".join(
        "<tr>" + "".join(f"<{cell}>{'' if c is None else c}</{cell}>" for c in row) + "</tr>" for row in rows
    )
    return f"<html><head>{head}</head><body><table border=1>{body}</table></body></html>".encode()


def spreadsheet_ml(rows: Rows) -> bytes:
    def cell(value: Any) -> str:
        if value is None:
            return "<Cell/>"
        kind = "Number" if isinstance(value, int | float) else "String"
        return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'

    body = "".join("<Row>" + "".join(map(cell, row)) + "</Row>" for row in rows)
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="Rekap"><Table>{body}</Table></Worksheet></Workbook>'
    ).encode()


def xlsb(
    rows: Rows,
    *,
    title: str = "Data",
    hidden: int = -1,
    looks: Mapping[tuple[int, int], int] | None = None,
    styles: bytes = b"",
    merges: Sequence[tuple[int, int, int, int]] = (),
    comments: Sequence[tuple[int, int]] = (),
) -> bytes:
    """What Excel calls a binary workbook: its records, as few as a reader needs. ``looks`` has the style of
    a cell by its place, of those in ``styles``; what is merged goes from row to row and column to column."""
    styled = looks or {}
    lines = (
        record(_ROW, struct.pack("<I", number) + bytes(7) + bytes([0x10 * (number == hidden)]) + bytes(5))
        + b"".join(
            _cell(column, value, styled.get((number, column), 0))
            for column, value in enumerate(row)
            if value is not None
        )
        for number, row in enumerate(rows)
    )
    corners = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    joined = [record(176, struct.pack("<IIII", *each)) for each in merges]
    sheet = [record(129), record(148, corners), record(145), *lines, record(146), *joined, record(130)]
    beside = (struct.pack("<IIIII", 0, row, row, column, column) + bytes(16) for row, column in comments)
    named = struct.pack("<II", 0, 1) + wide("rId1") + wide(title)
    book = [record(131), record(143), record(156, named), record(144), record(132)]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relation("officeDocument", "xl/workbook.bin"),
        "xl/_rels/workbook.bin.rels": _relation("worksheet", "worksheets/sheet1.bin"),
        "xl/workbook.bin": b"".join(book),
        "xl/worksheets/sheet1.bin": b"".join(sheet),
        **({"xl/styles.bin": styles} if styles else {}),
    }
    if comments:
        parts["xl/worksheets/_rels/sheet1.bin.rels"] = _relation("comments", "../comments1.bin")
        parts["xl/comments1.bin"] = b"".join(record(635, each) for each in beside)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


_ROW, _REAL, _TEXT = 0, 5, 6
_OPEN_XML = "http://schemas.openxmlformats.org"
_CONTENT_TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_OPEN_XML}/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    "</Types>"
)


def _relation(kind: str, target: str) -> str:
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{_OPEN_XML}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_OPEN_XML}/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}"/></Relationships>'
    )


def record(kind: int, content: bytes = b"") -> bytes:
    """Its number in one or two bytes, its length in groups of seven bits, and what it holds."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size, length = len(content), []
    while size > 127:
        length.append(size & 127 | 128)
        size >>= 7
    return head + bytes([*length, size]) + content


def _cell(column: int, value: float | str, style: int) -> bytes:
    place = struct.pack("<II", column, style)
    if isinstance(value, str):
        return record(_TEXT, place + wide(value))
    return record(_REAL, place + struct.pack("<d", value))


def wide(text_: str) -> bytes:
    return struct.pack("<I", len(text_)) + text_.encode("utf-16-le")


def repacked(data: bytes, changes: Mapping[str, bytes | None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The zip with some members replaced, added or (None) taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read(name)


TIMOR: list[tuple[str, str, str]] = [
    ("53.01", "5303", "Kab. Kupang"),
    ("53.02", "5304", "Kab. TTS"),
    ("53.03", "5305", "Kab. TTU"),
    ("53.04", "5306", "Kab. Belu"),
    ("53.21", "5321", "Kab. Malaka"),
    ("53.71", "5371", "Kota Kupang"),
]
"""Kemendagri code, BPS code, and the name as a clerk writes it."""

MONTHS = ["Januari", "Februari", "Maret"]
COUNTS = {
    "53.01": [11, 12, 11],
    "53.02": [19, 23, 14],
    "53.03": [5, 7, 6],
    "53.04": [10, 13, 13],
    "53.21": [10, 10, 8],
    "53.71": [11, 11, 9],
}


def monthly(year: int = 2026, months: int = 3, without: Iterable[str] = ()) -> dict[str, float | str]:
    """The values of the standard table of six kabupaten and three months."""
    found: dict[str, float | str] = {
        f"{code} {year}-{month + 1:02d}": COUNTS[code][month] for code in COUNTS for month in range(months)
    }
    return {label: value for label, value in found.items() if label not in set(without)}


def table(head: Sequence[Any] = ("No", "Kabupaten/Kota", *MONTHS), *, total: bool = False) -> list[list[Any]]:
    rows: list[list[Any]] = [list(head)]
    rows += [[n, name, *COUNTS[code]] for n, (code, _, name) in enumerate(TIMOR, 1)]
    if total:
        rows.append([None, "Jumlah", *SUMS])
    return rows


SUMS = [sum(COUNTS[code][month] for code in COUNTS) for month in range(3)]
TITLE: list[list[Any]] = [
    ["REKAPITULASI PENEMPATAN PMI PROSEDURAL"],
    ["TAHUN 2026"],
    [],
]
