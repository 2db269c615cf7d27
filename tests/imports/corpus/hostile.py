"""Files that are broken, disguised, locked or made to do harm."""

import io
import json
import struct
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import xlwt
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.imports.corpus.model import (
    ASK,
    DOUBTS,
    IMPORT,
    REFUSE,
    TITLE,
    Case,
    Expect,
    html,
    member,
    monthly,
    repacked,
    table,
    text,
    workbook,
    xlsx,
)
from tests.imports.corpus.ordinary import PLAIN, hidden, struck

CASES: list[Case] = []
ALL = monthly()
SHEET = "xl/worksheets/sheet1.xml"


def add(
    name: str,
    ugliness: str,
    build: Callable[[], bytes],
    expect: Expect,
    *,
    file: str = "Rekap Penempatan 2026.xlsx",
    kind: str = "placements",
    **more: Any,
) -> None:
    CASES.append(Case(name, file, build, kind, expect, ugliness, **more))


def refused(rule: str) -> Expect:
    return Expect(REFUSE, refusal=rule)


def good() -> bytes:
    return xlsx(PLAIN)


# Nothing there, or something else ------------------------------------------------------------------

add("empty-file", "no byte", lambda: b"", refused("empty"))
add("blank-sheet", "a workbook without a cell", lambda: xlsx([]), refused("no-table"))
add("only-title", "a title and nothing below", lambda: xlsx(TITLE), refused("no-table"))
add("header-without-rows", "a header without rows", lambda: xlsx([*TITLE, table()[0]]), refused("no-table"))
add(
    "prose-csv",
    "a letter named .csv",
    lambda: b"Yth. Bapak Kepala Dinas\r\nDengan hormat,\r\nTerlampir.\r\n",
    refused("no-table"),
    file="surat.csv",
)
add("pdf", "a PDF named .xlsx", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", refused("other-format"))
add("png", "a picture named .xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, refused("other-format"))
add(
    "jpeg",
    "a photo named .csv",
    lambda: b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 64,
    refused("other-format"),
    file="foto.csv",
)
add("rar", "a RAR archive", lambda: b"Rar!\x1a\x07\x01\0" + b"\0" * 64, refused("other-format"))
add("seven-zip", "a 7z archive", lambda: b"7z\xbc\xaf\x27\x1c" + b"\0" * 64, refused("other-format"))
add("gzip", "a gzip file", lambda: b"\x1f\x8b\x08\0" + b"\0" * 64, refused("other-format"), file="data.csv")
add(
    "program",
    "a program named .xls",
    lambda: b"MZ\x90\0" + b"\0" * 200,
    refused("other-format"),
    file="rekap.xls",
)
add("sqlite", "a database", lambda: b"SQLite format 3\0" + b"\0" * 100, refused("other-format"))
add(
    "json",
    "JSON named .csv",
    lambda: json.dumps({"a": [1, 2]}).encode(),
    refused("no-table"),
    file="data.csv",
)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


add(
    "plain-zip",
    "an archive with a workbook inside",
    lambda: zipped(**{"rekap.xlsx": good()}),
    refused("other-format"),
    file="rekap.zip",
)
add(
    "docx",
    "a Word document",
    lambda: zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
    refused("other-format"),
)
add(
    "pptx",
    "slides",
    lambda: zipped(**{"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}),
    refused("other-format"),
)
add(
    "odt",
    "an ODF text",
    lambda: zipped(mimetype=b"application/vnd.oasis.opendocument.text"),
    refused("other-format"),
)

# Cut and damaged -----------------------------------------------------------------------------------

add("truncated-xlsx", "cut in the middle", lambda: good()[: len(good()) // 2], refused("damaged"))
add("truncated-at-end", "the last bytes missing", lambda: good()[:-30], refused("damaged"))
add(
    "bytes-flipped",
    "bytes flipped inside the sheet",
    lambda: flipped(repacked(good(), {}), SHEET),
    refused("damaged"),
)
add("sheet-missing", "the sheet itself missing", lambda: repacked(good(), {SHEET: None}), refused("damaged"))
add(
    "sheet-xml-broken",
    "XML that ends in the middle",
    lambda: repacked(good(), {SHEET: member(good(), SHEET)[:900]}),
    refused("damaged"),
)
add(
    "ole-garbage",
    "an OLE header and rubbish",
    lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xfe" * 2000,
    refused("damaged"),
    file="rekap.xls",
)
add(
    "raw-biff",
    "BIFF without a container",
    lambda: struct.pack("<HHHH", 0x0809, 4, 0x0500, 0x0010) + b"\0" * 50,
    refused("damaged"),
    file="rekap.xls",
)


def flipped(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.getinfo(name).header_offset + 60
    return data[:start] + bytes(b ^ 0xFF for b in data[start : start + 40]) + data[start + 40 :]


# Locked --------------------------------------------------------------------------------------------

add(
    "encrypted-ooxml",
    "a password",
    lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 1000
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 600
    ),
    refused("locked"),
)


def encrypted_zip() -> bytes:
    data = bytearray(good())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


add("encrypted-zip", "a zip password", encrypted_zip, refused("locked"))
add(
    "encrypted-ods",
    "a locked ODS",
    lambda: zipped(
        **{
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"x",
            "META-INF/manifest.xml": b"<m:encryption-data/>",
        }
    ),
    refused("locked"),
    file="rekap.ods",
)

# Made to do harm -----------------------------------------------------------------------------------


def bomb(size: int, lie: bool = False) -> bytes:
    """A sheet of blank rows without end, written piece by piece so that only the reader has to swallow it."""
    start, end = member(good(), SHEET).split(b"</sheetData>")
    rows = b"<row/>" * 200_000
    out = io.BytesIO(repacked(good(), {SHEET: None}))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(SHEET, "w") as sheet:
        sheet.write(start)
        for _ in range(size // len(rows)):
            sheet.write(rows)
        sheet.write(b"</sheetData>" + end)
    data = bytearray(out.getvalue())
    if lie:
        for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            at = data.rfind(signature)
            data[at + offset : at + offset + 4] = struct.pack("<I", 4000)
    return bytes(data)


add("zip-bomb-honest", "a zip bomb that says its size", lambda: bomb(450_000_000), refused("zip-bomb"))
add(
    "zip-bomb-lying",
    "a zip bomb that lies about its size",
    lambda: bomb(40_000_000, lie=True),
    refused("damaged"),
)
add(
    "zip-many-members",
    "twenty thousand members",
    lambda: repacked(good(), {f"x/{n}": b"" for n in range(20_000)}),
    refused("too-large"),
)


def far_cell() -> bytes:
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return repacked(good(), {SHEET: member(good(), SHEET).replace(b"</sheetData>", row)})


add("far-cell", "one cell in XFD1048576", far_cell, refused("far-cell"))


def long_sheet(rows: int) -> bytes:
    body = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(100, rows + 1))
    return repacked(good(), {SHEET: member(good(), SHEET).replace(b"</sheetData>", body + b"</sheetData>")})


add("all-rows-filled", "1,048,576 rows", lambda: long_sheet(1_048_576), refused("too-large"))
add(
    "sixty-megabytes",
    "larger than may be sent",
    lambda: text(table()) + b",,,\r\n" * 12_000_000,
    refused("too-large"),
    file="besar.csv",
)


def entities() -> bytes:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return repacked(good(), {SHEET: laughs + member(good(), SHEET).split(b"?>", 1)[-1]})


add("xml-entities", "entities inside the XML", entities, refused("forbidden-xml"))
add(
    "spreadsheetml-entities",
    "entities inside SpreadsheetML",
    lambda: (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><Workbook xmlns="urn:schemas-microsoft-com:'
        b'office:spreadsheet"/>'
    ),
    refused("forbidden-xml"),
    file="rekap.xls",
)
add(
    "polyglot-front",
    "another file before the workbook",
    lambda: b"%PDF-1.4\n" + good(),
    refused("other-format"),
)
add(
    "polyglot-behind",
    "a page hidden behind the workbook",
    lambda: good() + b"<html><script>1</script></html>",
    refused("damaged"),
)
add(
    "zip-slip",
    "member names that climb out",
    lambda: repacked(good(), {"../../etc/x": b"1"}),
    refused("forbidden-member"),
)


def ods_repeated() -> bytes:
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="A"><table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1">'
        "<text:p>1</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        **{
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": b"<m/>",
        }
    )


add("ods-repeated", "ODS with 10^9 repeated cells", ods_repeated, refused("far-cell"), file="rekap.ods")
add(
    "macro-workbook",
    "macros inside",
    lambda: repacked(good(), {"xl/vbaProject.bin": b"\xd0\xcf" * 50}),
    Expect(IMPORT, ALL, left_out={"makro": 1}),
    file="Rekap Penempatan 2026.xlsm",
)


def external() -> bytes:
    xml = member(good(), SHEET).replace(
        b'<c r="C5" t="n"><v>11</v></c>', b'<c r="C5"><f>[1]Data!$A$1</f><v>11</v></c>'
    )
    assert b"[1]Data" in xml
    return repacked(good(), {SHEET: xml, "xl/externalLinks/externalLink1.xml": b"<externalLink/>"})


add(
    "external-links",
    "a figure fetched from another file",
    external,
    Expect(DOUBTS, ALL, doubts=frozenset({("external-link", "C5")})),
)
add(
    "formula-injection-csv",
    "formulas in CSV",
    lambda: text(
        [*TITLE, table()[0], [1, "Kab. Kupang", "=1+1", "@SUM(1)", "+cmd|' /C calc'!A0"], *table()[2:]]
    ),
    Expect(
        DOUBTS,
        {label: v for label, v in ALL.items() if not label.startswith("53.01")},
        doubts=frozenset({("formula-text", "C5"), ("formula-text", "D5"), ("formula-text", "E5")}),
        states={"C5": "doubtful"},
    ),
    file="rekap.csv",
)
add(
    "formula-injection-name",
    "a formula where the place belongs",
    lambda: text([*TITLE, table()[0], [1, '=HYPERLINK("http://x.example","Belu")', 1, 2, 3], *table()[1:]]),
    Expect(DOUBTS, ALL, doubts=frozenset({("place-unknown", "B5")})),
    file="rekap.csv",
)
add(
    "script-in-html",
    "script inside the page",
    lambda: html(PLAIN, "<script>document.write('<table><tr><td>9</td></tr></table>')</script>"),
    Expect(IMPORT, ALL),
    file="rekap.xls",
)
add(
    "html-colspan-bomb",
    "a colspan of a thousand million",
    lambda: (
        b"<table><tr><td colspan=999999999 rowspan=999999999>PENEMPATAN PMI 2026</td></tr>"
        b"<tr><td>Kab</td><td>Jan</td></tr><tr><td>Belu</td><td>4</td></tr></table>"
    ),
    refused("too-large"),
    file="rekap.xls",
)
add(
    "deep-html",
    "tables nested a thousand deep",
    lambda: b"<table><tr><td>" * 5000,
    refused("no-table"),
    file="rekap.xls",
)

# Text that is no text ------------------------------------------------------------------------------

add(
    "nul-bytes",
    "NUL inside a CSV",
    lambda: text(PLAIN).replace(b"Malaka", b"Mal\0aka"),
    refused("not-text"),
    file="rekap.csv",
)
add(
    "random-bytes",
    "rubbish named .csv",
    lambda: bytes((n * 7919 + 13) % 256 for n in range(5000)),
    refused("not-text"),
    file="rekap.csv",
)
add(
    "utf16-without-mark",
    "UTF-16 without its mark",
    lambda: text(PLAIN, ";", "utf-16-le"),
    Expect(IMPORT, ALL),
    file="rekap.csv",
)
add(
    "utf8-cut",
    "UTF-8 cut inside a letter",
    lambda: text([*PLAIN, [None, "Catatan: é"]]).rstrip(b"\r\n")[:-1],
    Expect(DOUBTS, ALL, doubts=frozenset({("encoding", "")})),
    file="rekap.csv",
)
add(
    "mojibake",
    "UTF-8 read as cp1252 and saved again",
    lambda: text([["PENEMPATAN PMI â€“ TAHUN 2026"], *table()]),
    Expect(DOUBTS, ALL, doubts=frozenset({("encoding", "")})),
    file="rekap.csv",
)
add(
    "quote-never-closed",
    "a quote that is never closed",
    lambda: text([*TITLE, *table()]).replace(b"Kab. TTS", b'"Kab. TTS'),
    refused("quote-open"),
    file="rekap.csv",
)
add(
    "giant-cell",
    "two megabytes in one cell",
    lambda: text([*TITLE, table()[0], [1, "B" * 2_000_000, 1, 2, 3]]),
    refused("too-large"),
    file="rekap.csv",
)
add(
    "huge-number",
    "a number without end",
    lambda: text([*TITLE, table()[0], [1, "Kab. Kupang", "9" * 4000, "1e400", "12"], *table()[2:]]),
    Expect(
        DOUBTS,
        {label: v for label, v in ALL.items() if not label.startswith("53.01")} | {"53.01 2026-03": 12},
        doubts=frozenset({("text-in-value", "C5"), ("text-in-value", "D5")}),
    ),
    file="rekap.csv",
)
add(
    "right-to-left-digits",
    "invisible characters and other digits",
    lambda: text(
        [*TITLE, table()[0], [1, "\u202eKab. Kupang\u202c", "\u200b11", "１２", "11"], *table()[2:]]
    ),
    Expect(IMPORT, ALL),
    file="rekap.csv",
)

# Identity in odd places ----------------------------------------------------------------------------


def everywhere() -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        book.properties.creator = "Contoh Bria"
        book.properties.description = "5304011203900001"
        sheet = book.worksheets[0]
        assert sheet.oddFooter is not None
        sheet.oddFooter.center.text = "Contoh Bria"
        sheet["K1"] = "Contoh Bria, 081234567890"
        sheet["K20"] = 5304011203900001

    return workbook({"Rekap": PLAIN}, change)


add(
    "identity-everywhere",
    "identity in properties, footer and stray cells",
    everywhere,
    Expect(IMPORT, ALL, left_out={"properti berkas": 1}),
    secrets=("Bria", "081234567890", "53040112"),
)
add(
    "nik-in-value-column",
    "a NIK where a count belongs",
    lambda: xlsx(PLAIN, change=lambda s: s.__setitem__("D8", 5304011203900001)),
    Expect(
        DOUBTS,
        monthly(without=("53.04 2026-02",)),
        doubts=frozenset({("identity", "D8")}),
        left_out={"NIK": 1},
    ),
    secrets=("53040112",),
)
add(
    "name-in-place-column",
    "a person's name where the place belongs",
    lambda: xlsx([*TITLE, table()[0], [0, "Contoh Bria Seran", 1, 2, 3], *table()[1:]]),
    Expect(DOUBTS, ALL, doubts=frozenset({("place-unknown", "B5")})),
    secrets=("Bria", "Seran"),
)
add(
    "phone-in-remark",
    "a phone in the remarks",
    lambda: xlsx(
        [*TITLE, [*table()[0], "Keterangan"], *[[*row, "hub. 0812 3456 7890"] for row in table()[1:]]]
    ),
    Expect(IMPORT, ALL, left_out={"telepon": 6}),
    secrets=("0812 3456",),
)
add(
    "name-in-file-name",
    "a name in the file's name",
    good,
    Expect(IMPORT, ALL),
    file="Data Contoh Bria 5304011203900001.xlsx",
    secrets=("Bria", "53040112"),
)
add(
    "only-hidden-sheet-has-table",
    "the only table stands on a hidden sheet",
    lambda: workbook(
        {"Rekap": PLAIN, "Catatan": []}, lambda book: setattr(book["Rekap"], "sheet_state", "hidden")
    ),
    refused("no-table"),
)


def xls_locked() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("A").write(0, 0, "x")
    out = io.BytesIO()
    book.save(out)
    data = bytes(out.getvalue())
    bof = data.find(struct.pack("<HH", 0x0809, 16))
    # A FILEPASS record in the place of the first record after the beginning.
    at = bof + 20
    length: int = struct.unpack("<H", data[at + 2 : at + 4])[0]
    return data[:at] + struct.pack("<HH", 0x002F, length) + b"\1" * length + data[at + 4 + length :]


add("xls-locked", "a locked .xls", xls_locked, refused("locked"), file="rekap.xls")
add(
    "unicode-names",
    "names of sheets in other scripts",
    lambda: xlsx(PLAIN, title="表格一"),
    Expect(IMPORT, ALL),
)
add(
    "thousand-sheets",
    "three hundred sheets",
    lambda: workbook({f"S{n}": [["x"]] for n in range(300)}),
    refused("too-large"),
)
add("all-text-blank", "cells full of blanks", lambda: xlsx([[" " * 3000] * 10] * 20), refused("no-table"))
add(
    "figures-without-header",
    "figures without any heading",
    lambda: text([["Kab. Belu", 4, 5], ["Kab. Malaka", 6, 7], ["Ende", 3, 2]]),
    Expect(ASK, {}, questions=frozenset({"period"})),
    file="angka.csv",
)
add(
    "nik-before-an-ambiguous-place",
    "a NIK at the beginning of a row whose place must be asked",
    lambda: text(
        [
            ["PENEMPATAN PMI 2026"],
            ["No", "Kab/Kota", "Jan"],
            ["5304011203900001", "Kupang", 4],
            [2, "Ende", 5],
        ]
    ),
    Expect(ASK, {"53.08 2026-01": 5}, questions=frozenset({"place:kupang"})),
    file="rekap.csv",
    secrets=("53040112",),
)


def odd_member_name() -> bytes:
    """A member whose name says that it is UTF-8 and is not."""
    data = repacked(good(), {"xl/notes-é.xml": b"<a/>"})
    return data.replace("é".encode(), b"\xfb\xfb")


add("member-name-no-text", "a member whose name is no text", odd_member_name, refused("damaged"))


def twice(name: str) -> bytes:
    """A second part of this name, which holds other figures."""
    other = member(xlsx([[9 if isinstance(cell, int) else cell for cell in row] for row in PLAIN]), SHEET)
    return _with_members(good(), {name: other})


def _with_members(data: bytes, more: dict[str, bytes]) -> bytes:
    out = io.BytesIO(data)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        for name, content in more.items():
            archive.writestr(name, content)
    return out.getvalue()


add("two-parts-of-one-name", "two sheets under one name", lambda: twice(SHEET), refused("damaged"))
add(
    "two-books-in-one",
    "a workbook that calls itself one of another kind",
    lambda: _with_members(good(), {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
    refused("damaged"),
)


def named_alike() -> bytes:
    data = workbook({"Data": PLAIN, "Data 2": PLAIN})
    book = member(data, "xl/workbook.xml")
    assert b'"Data 2"' in book
    return repacked(data, {"xl/workbook.xml": book.replace(b'"Data 2"', b'"Data"')})


add("sheets-named-alike", "two sheets of one name", named_alike, refused("damaged"))


def quoted_otherwise() -> bytes:
    def change(sheet: Worksheet) -> None:
        hidden(sheet)
        struck(sheet)
        sheet["D5"].font = Font(strike=True)

    data = xlsx(PLAIN, change=change)
    return repacked(
        data, {SHEET: member(data, SHEET).replace(b'"', b"'").replace(b" hidden=", b" hidden = ")}
    )


add(
    "attributes-quoted-otherwise",
    "what is hidden and struck out, by a program that writes single quotes",
    quoted_otherwise,
    Expect(
        DOUBTS,
        monthly(without=("53.01 2026-02", "53.04 2026-01", "53.04 2026-02", "53.04 2026-03")),
        states={"D5": "struck", "C8": "hidden"},
        doubts=frozenset({("hidden", "C8"), ("struck-out", "D5")}),
    ),
)
add(
    "charset-of-no-letters",
    "a page that names a way of writing bytes, not letters",
    lambda: html(PLAIN, '<meta charset="unicode_escape">').replace(b"<td>11<", b"<td>\\x39\\x39<", 1),
    Expect(DOUBTS, monthly(without=("53.01 2026-01",)), doubts=frozenset({("text-in-value", "C5")})),
    file="rekap.xls",
)
add(
    "number-in-parts",
    "a NIK with a digit in each cell, as forms have it",
    lambda: xlsx([["NIK", *map(int, "5304011203900001")], *PLAIN]),
    Expect(IMPORT, ALL, left_out={"NIK": 16}),
    secrets=("5304011203900001", '5"], ["3'),
)
