"""Files whose cells show something else than they hold, or of which one address stands twice."""

import io
import re
import struct
from collections.abc import Mapping

from odf.number import Number, NumberStyle, Text
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tests.imports.corpus.model import (
    DOUBTS,
    REFUSE,
    Adding,
    Case,
    Expect,
    Rows,
    member,
    record,
    repacked,
    wide,
    xlsb,
    xlsx,
)

CASES: list[Case] = []
add = Adding(CASES, "berkas.xlsx")

ROWS: Rows = [
    ["JENAZAH PMI TAHUN 2025"],
    ["Kabupaten", "Jumlah"],
    ["Belu", 4],
    ["Sikka", 3],
    ["Ende", 5],
    ["Alor", 6],
    ["Ngada", 7],
]
_FORMATS = {164: '0 "rb"', 165: '0.0"%"', 166: "0.00%"}
_PLAIN, _PERCENT, _SCALED, _STRUCK, _WHITE, _QUOTED = range(6)


def _styles_of_xlsb() -> bytes:
    """Six styles: plain, in percent, in thousands, struck out, white, and with a sign that is only a text."""

    def font(struck: int, colour: bytes) -> bytes:
        return record(43, struct.pack("<HHHHBBBB", 220, struck, 400, 0, 0, 2, 0, 0) + colour + bytes(10))

    black, white = bytes.fromhex("0701000000000000"), bytes.fromhex("05ff0000ffffffff")
    fill = record(45, struct.pack("<I", 0) + bytes.fromhex("0340000000000000") + bytes(56))
    looks = ((0, 0), (166, 0), (164, 0), (0, 1), (0, 2), (165, 0))
    return b"".join(
        [
            record(278),
            record(615, struct.pack("<I", len(_FORMATS))),
            *(record(44, struct.pack("<H", number) + wide(code)) for number, code in _FORMATS.items()),
            record(616),
            font(0, black),
            font(8, black),
            font(0, white),
            fill,
            record(626, struct.pack("<I", 1)),
            record(47, struct.pack("<HHHHH", 0xFFFF, 10, 1, 0, 0) + bytes(6)),
            record(627),
            record(617, struct.pack("<I", len(looks))),
            *(record(47, struct.pack("<HHHHH", 0, shown, at, 0, 0) + bytes(6)) for shown, at in looks),
            record(618),
            record(279),
        ]
    )


add(
    "xlsb-as-it-is-shown",
    "XLSB with a figure in percent, one in thousands, one struck out and one white on white",
    "deaths",
    lambda: xlsb(
        ROWS,
        looks={(2, 1): _PERCENT, (3, 1): _SCALED, (4, 1): _STRUCK, (5, 1): _WHITE, (6, 1): _QUOTED},
        styles=_styles_of_xlsb(),
    ),
    Expect(
        DOUBTS,
        {"53.05 2025 remains_repatriated": 6, "53.09 2025 remains_repatriated": 7},
        states={"B5": "struck"},
        doubts=frozenset(
            {("percent-format", "B3"), ("scaled-format", "B4"), ("struck-out", "B5"), ("unseen", "B6")}
        ),
    ),
    file="jenazah.xlsb",
)
add(
    "xlsb-merged-and-commented",
    "XLSB with one heading merged over two columns, and a comment beside a figure",
    "deaths",
    lambda: xlsb(
        [
            ["JENAZAH PMI"],
            ["Kabupaten", "Tahun 2025", None],
            [None, "L", "P"],
            ["Belu", 4, 3],
            ["Ende", 5, 1],
        ],
        merges=[(1, 1, 1, 2), (1, 2, 0, 0)],
        comments=[(3, 2)],
    ),
    Expect(
        DOUBTS,
        {
            f"{place} 2025 remains_repatriated {sex}": count
            for place, counts in (("53.04", (4, 3)), ("53.08", (5, 1)))
            for sex, count in zip(("laki-laki", "perempuan"), counts, strict=True)
        },
        doubts=frozenset({("comment", "C4")}),
    ),
    file="jenazah.xlsb",
)


def ods_in_thousands() -> bytes:
    """“34 rb” for 34, and 34,000 as 34, as LibreOffice writes both."""
    book, sheet = OpenDocumentSpreadsheet(), Table(name="Rekap")
    styles: Mapping[int, str] = {4: "rb", 3: "ribuan"}
    for name in styles.values():
        look = Style(name=name, family="table-cell", datastylename=f"N-{name}")
        book.automaticstyles.addElement(look)
        shown_as = NumberStyle(name=f"N-{name}")
        if name == "ribuan":
            shown_as.addElement(Number(displayfactor="1000", minintegerdigits="1"))
        else:
            shown_as.addElement(Number(minintegerdigits="1"))
            shown_as.addElement(Text(text=" rb"))
        book.automaticstyles.addElement(shown_as)
    for row in ROWS:
        line = TableRow()
        for value in row:
            if isinstance(value, int):
                style = {"stylename": styles[value]} if value in styles else {}
                cell = TableCell(valuetype="float", value=value, **style)
            else:
                cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


add(
    "ods-in-thousands",
    "ODS with figures of which the thousands are not shown, or in a word",
    "deaths",
    ods_in_thousands,
    Expect(
        DOUBTS,
        {
            "53.08 2025 remains_repatriated": 5,
            "53.05 2025 remains_repatriated": 6,
            "53.09 2025 remains_repatriated": 7,
        },
        doubts=frozenset({("scaled-format", "B3"), ("scaled-format", "B4")}),
    ),
    file="jenazah.ods",
)


def one_address_twice() -> bytes:
    """The second cell B4 says 30 where the first says 3."""
    book, part = xlsx(ROWS), "xl/worksheets/sheet1.xml"
    text = member(book, part)
    twice = re.sub(rb'(<c r="B4"[^>]*>)(.*?)</c>', rb"\1\2</c>\1<v>30</v></c>", text, count=1)
    return repacked(book, {part: twice})


def one_row_twice() -> bytes:
    book, part = xlsx(ROWS), "xl/worksheets/sheet1.xml"
    text = member(book, part)
    return repacked(book, {part: text.replace(b'<row r="5"', b'<row r="4"').replace(b'r="A5"', b'r="C4"')})


add(
    "one-address-twice",
    "an XLSX of which the cell B4 stands twice, with two figures",
    "deaths",
    one_address_twice,
    Expect(REFUSE, refusal="cell-twice"),
)
add(
    "one-row-twice",
    "an XLSX of which the fourth row stands twice",
    "deaths",
    one_row_twice,
    Expect(REFUSE, refusal="cell-twice"),
)


def xlsb_with_a_far_row() -> bytes:
    """A row number that no sheet has, and behind it rows that would be lost."""
    book, part = xlsb(ROWS), "xl/worksheets/sheet1.bin"
    text = member(book, part)
    fourth = struct.pack("<I", 4) + bytes(7)
    return repacked(book, {part: text.replace(fourth, struct.pack("<I", 1 << 31) + bytes(7))})


def xlsb_with_a_row_twice() -> bytes:
    book, part = xlsb(ROWS), "xl/worksheets/sheet1.bin"
    text = member(book, part)
    return repacked(
        book, {part: text.replace(struct.pack("<I", 4) + bytes(7), struct.pack("<I", 3) + bytes(7))}
    )


add(
    "xlsb-far-row",
    "an XLSB with a row number beyond the last one",
    "deaths",
    xlsb_with_a_far_row,
    Expect(REFUSE, refusal="far-cell"),
    file="jenazah.xlsb",
)
add(
    "xlsb-row-twice",
    "an XLSB of which a row stands twice",
    "deaths",
    xlsb_with_a_row_twice,
    Expect(REFUSE, refusal="damaged"),
    file="jenazah.xlsb",
)
