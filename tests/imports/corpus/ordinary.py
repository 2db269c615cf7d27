"""Counts by place and period, in the shapes in which offices deliver them."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import openpyxl
import xlwt
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.imports.corpus.model import (
    ASK,
    COUNTS,
    DOUBTS,
    IMPORT,
    MONTHS,
    SUMS,
    TIMOR,
    TITLE,
    Case,
    Expect,
    Rows,
    html,
    monthly,
    repacked,
    sheets,
    spreadsheet_ml,
    table,
    text,
    workbook,
    xlsb,
    xlsx,
)

CASES: list[Case] = []
FILE = "Rekap Penempatan 2026.xlsx"
ALL = monthly()


def add(
    name: str,
    ugliness: str,
    build: Callable[[], bytes],
    expect: Expect,
    *,
    file: str = FILE,
    kind: str = "placements",
    **more: Any,
) -> None:
    CASES.append(Case(name, file, build, kind, expect, ugliness, **more))


def fine(values: Mapping[str, float | str] = ALL, **more: Any) -> Expect:
    return Expect(IMPORT, values, **more)


def doubtful(values: Mapping[str, float | str], *doubts: tuple[str, str], **more: Any) -> Expect:
    return Expect(DOUBTS, values, doubts=frozenset(doubts), **more)


def asking(values: Mapping[str, float | str], *questions: str, **more: Any) -> Expect:
    return Expect(ASK, values, questions=frozenset(questions), **more)


def without(*labels: str) -> dict[str, float | str]:
    return monthly(without=labels)


def replaced(cells: Mapping[str, Any], rows: Rows | None = None, **more: Any) -> bytes:
    """The standard table below its title (head in row 4, Kab. Kupang in row 5), some cells replaced."""

    def change(sheet: Worksheet) -> None:
        for address, value in cells.items():
            sheet[address] = value

    return xlsx(rows or [*TITLE, *table(total=True)], change=change, **more)


# Plain ones and containers -------------------------------------------------------------------------

PLAIN = [*TITLE, *table(total=True)]

add("plain-xlsx", "none", lambda: xlsx(PLAIN), fine())
add("plain-csv", "comma, UTF-8", lambda: text(PLAIN), fine(), file="rekap 2026.csv")
add(
    "csv-semicolon-bom",
    "semicolon, byte-order mark",
    lambda: text(PLAIN, ";", "utf-8-sig"),
    fine(),
    file="rekap.csv",
)
add("csv-tab", "tabs in a .csv", lambda: text(PLAIN, "\t"), fine(), file="rekap.csv")
add("csv-pipe", "pipes", lambda: text(PLAIN, "|"), fine(), file="rekap.csv")
add("csv-utf16", "UTF-16", lambda: text(PLAIN, "\t", "utf-16"), fine(), file="rekap.csv")
add(
    "csv-cp1252",
    "cp1252 with a dash of its own",
    lambda: text([["REKAP PENEMPATAN PMI – TAHUN 2026"], [], *table()], ";", "cp1252"),
    fine(),
    file="rekap.csv",
)
add("csv-old-mac", "old-Mac line ends", lambda: text(PLAIN, newline="\r"), fine(), file="rekap.csv")
add(
    "csv-sep-line",
    "sep= line, ^Z at the end",
    lambda: b"sep=;\r\n" + text(PLAIN, ";") + b"\x1a",
    fine(),
    file="rekap.csv",
)
add(
    "csv-thousands-quoted",
    "thousands mark inside a quoted text",
    lambda: text(
        [
            ["PENEMPATAN PMI"],
            ["Kab/Kota", "2024", "2025"],
            ["Kab. Belu", "1,250", "2,666"],
            ["Kab. Malaka", "987", "1,001"],
        ]
    ),
    fine({"53.04 2024": 1250, "53.04 2025": 2666, "53.21 2024": 987, "53.21 2025": 1001}),
    file="penempatan.csv",
)


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Rekap")
    for r, row in enumerate(PLAIN):
        for c, value in enumerate(row):
            if value is not None:
                sheet.write(r, c, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with_person(row: list[Any]) -> list[Any]:
    return [*row, "Nama Petugas" if row[0] == "No" else "Contoh Seran"]


def ods(rows: Rows = PLAIN) -> bytes:
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Rekap")
    for row in rows:
        line = TableRow()
        for value in row:
            if value is None:
                line.addElement(TableCell())
            elif isinstance(value, int | float):
                line.addElement(TableCell(valuetype="float", value=value))
            else:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=value))
                line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


add("xls-biff8", "BIFF8 .xls", xls, fine(), file="rekap.xls")
add("ods", "ODS", ods, fine(), file="rekap.ods")
add("xlsb", "XLSB", lambda: xlsb(PLAIN), fine(), file="rekap.xlsb")
add(
    "xlsb-with-persons",
    "XLSB with a column of persons",
    lambda: xlsb([*TITLE, *(_with_person(row) for row in table())]),
    fine(left_out={"nama": len(TIMOR)}),
    file="rekap.xlsb",
    secrets=("Contoh Seran",),
)
add("html-named-xls", "HTML named .xls", lambda: html(PLAIN), fine(), file="rekap.xls")
add(
    "html-rowspan",
    "rowspan, colspan, a broken colspan",
    lambda: (
        b"<table><tr><th colspan='9z'>PENEMPATAN PMI TAHUN 2026</th></tr>"
        b"<tr><th rowspan=2>No</th><th rowspan=2>Kab/Kota</th><th colspan=2>Bulan</th></tr>"
        b"<tr><th>Januari</th><th>Februari</th></tr>"
        b"<tr><td>1</td><td>Kab. Belu</td><td>10</td><td>13</td></tr>"
        b"<tr><td>2</td><td>Kab. Malaka</td><td>10</td><td>10</td></tr></table>"
    ),
    fine({"53.04 2026-01": 10, "53.04 2026-02": 13, "53.21 2026-01": 10, "53.21 2026-02": 10}),
    file="export.xls",
)
add(
    "spreadsheetml-named-xls",
    "SpreadsheetML 2003 named .xls",
    lambda: spreadsheet_ml(PLAIN),
    fine(),
    file="rekap.xls",
)

# Headers -------------------------------------------------------------------------------------------


def letterhead() -> bytes:
    rows: list[list[Any]] = [
        ["PEMERINTAH PROVINSI NUSA TENGGARA TIMUR"],
        ["DINAS TENAGA KERJA DAN TRANSMIGRASI"],
        ["Jalan Basuki Rahmat, Kupang"],
        [],
        ["REKAP PENEMPATAN PMI MENURUT KABUPATEN/KOTA"],
        ["Keadaan s.d. Maret 2026"],
        [],
        ["No", "Kab/Kota", "Penempatan Tahun 2026 (orang) (Orang)", None, None, "Jml"],
        [None, None, "Jan", "Peb", "Mrt", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        *[[n, name, *COUNTS[code], sum(COUNTS[code])] for n, (code, _, name) in enumerate(TIMOR, 1)],
        [None, "NUSA TENGGARA TIMUR", *SUMS, sum(SUMS)],
        [],
        ["Sumber: SISKOP2MI, diolah."],
        [None, None, None, "Kupang, 6 April 2026"],
        [None, None, None, "Kepala Bidang Penempatan,"],
        [],
        [None, None, None, "Yuliana Contoh Bere, S.E."],
        [None, None, None, "NIP. 19780101 200501 2 001"],
    ]

    def change(sheet: Worksheet) -> None:
        for area in ("A1:F1", "A2:F2", "A3:F3", "A5:F5", "A6:F6", "A8:A9", "B8:B9", "C8:E8", "F8:F9"):
            sheet.merge_cells(area)

    return xlsx(rows, change=change)


add(
    "letterhead-two-levels-signature",
    "letterhead, merged two-level header, unit twice, column numbers, province total, note, signature",
    letterhead,
    fine(),
    secrets=("Yuliana", "19780101"),
)
add(
    "three-levels-middle-empty",
    "header in three levels, the middle one empty",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI"],
            [],
            ["No", "Kabupaten", "Tahun 2026", None, None],
            [],
            [None, None, *MONTHS],
            *table()[1:],
        ]
    ),
    fine(),
)
add(
    "blank-rows-after-header",
    "blank rows between header and data",
    lambda: xlsx([*TITLE, table()[0], [], [], *table()[1:]]),
    fine(),
)
add(
    "line-break-in-heading",
    "line break and padding inside headings",
    lambda: xlsx(
        [
            *TITLE,
            ["No", "Kabupaten/\nKota ", "Jan\n2026", " Feb\u00a02026", "Maret\n2026" + " " * 3000],
            *table()[1:],
        ]
    ),
    fine(),
)
add(
    "header-repeated",
    "header repeated on every page",
    lambda: xlsx([*TITLE, *table()[:4], table()[0], *table()[4:]]),
    fine(),
)
add(
    "months-shortened",
    "month names shortened at will",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2025"],
            ["Kab", "Agst", "Sept", "Okt", "Nop", "Des", "Jml"],
            ["Belu", 1, 2, 3, 4, 5, 15],
            ["Malaka", 5, 4, 3, 2, 1, 15],
        ]
    ),
    fine(
        {
            f"{code} 2025-{month:02d}": value
            for code, row in (("53.04", [1, 2, 3, 4, 5]), ("53.21", [5, 4, 3, 2, 1]))
            for month, value in enumerate(row, 8)
        }
    ),
    file="rekap.xlsx",
)
add(
    "derived-columns",
    "percentages, means and ranks beside the months",
    lambda: xlsx(
        [
            *TITLE,
            [*table()[0], "Jumlah", "%", "Rata-rata", "Peringkat"],
            *[
                [n, name, *COUNTS[code], sum(COUNTS[code]), 12.5, sum(COUNTS[code]) / 3, n]
                for n, (code, _, name) in enumerate(TIMOR, 1)
            ],
        ]
    ),
    fine(),
)
add(
    "bilingual",
    "bilingual headings",
    lambda: xlsx(
        [
            ["Penempatan PMI / Placement of migrant workers 2026"],
            ["Kabupaten/Kota\nRegency/City", "Januari/January", "Februari/February", "Maret/March"],
            *[row[1:] for row in table()[1:]],
        ]
    ),
    fine(),
)
add(
    "dates-as-headings",
    "months typed as dates",
    lambda: xlsx(
        [["PENEMPATAN PMI"], ["No", "Kabupaten", *(date(2026, m, 1) for m in (1, 2, 3))], *table()[1:]],
        title="Rekap",
    ),
    fine(),
    file="rekap.xlsx",
)

# Totals --------------------------------------------------------------------------------------------

add(
    "total-below-header",
    "total directly under the header, its label in the name column",
    lambda: xlsx([*TITLE, table()[0], [None, "TOTAL", *SUMS], *table()[1:]]),
    fine(),
)
add(
    "total-without-label",
    "a total that lost its label",
    lambda: xlsx([*TITLE, *table(), [None, None, *SUMS]]),
    fine(),
)


def islands() -> bytes:
    a, b = table()[1:4], table()[4:]
    sums = [[sum(row[c] for row in rows) for c in (2, 3, 4)] for rows in (a, b)]
    return xlsx(
        [
            *TITLE,
            table()[0],
            ["I", "TIMOR BARAT"],
            *a,
            [None, "Sub Total", *sums[0]],
            ["II", "TIMOR TIMUR"],
            *b,
            [None, "Sub Total", *sums[1]],
            [None, "JUMLAH I + II", *SUMS],
        ]
    )


add("roman-groups-subtotals", "roman numerals, sub-totals, numbering restarts", islands, fine())
add(
    "total-differs",
    "total that is not the sum",
    lambda: replaced({"D11": SUMS[1] + 9}),
    doubtful(ALL, ("total-differs", "D11")),
)
add(
    "total-lost-digits",
    "written total that lost its last digits",
    lambda: replaced({"C11": int(str(SUMS[0])[:-1])}),
    doubtful(ALL, ("total-differs", "C11")),
)
add(
    "total-is-formula-uncalculated",
    "total is a formula without a value",
    lambda: replaced({"C11": "=SUM(C5:C10)", "D11": "=SUM(D5:D10)", "E11": "=SUM(E5:E10)"}),
    fine(),
)
add(
    "value-is-formula-uncalculated",
    "a figure is a formula without a value",
    lambda: replaced({"C5": "=5+6"}),
    doubtful(
        without("53.01 2026-01"), ("formula-without-value", "C5"), states={"C5": "formula-without-value"}
    ),
)
add(
    "value-is-error",
    "#DIV/0! in a figure",
    lambda: replaced({"C6": "#DIV/0!"}),
    doubtful(without("53.02 2026-01"), ("error-value", "C6"), states={"C6": "error"}),
)

# Cells ---------------------------------------------------------------------------------------------

add(
    "nihil",
    "nihil, 0 and blank kept apart",
    lambda: replaced({"C5": "nihil", "C6": 0, "C7": None, "C11": 31}),
    fine(
        {**ALL, "53.01 2026-01": 0, "53.02 2026-01": 0} | {"53.03 2026-01": "blank"}, states={"C7": "blank"}
    ),
)
add(
    "dash-asks",
    "a dash whose meaning nobody says",
    lambda: replaced({"C5": "-", "D6": "–", "C11": 55, "D11": 53}),
    asking(without("53.01 2026-01", "53.02 2026-02"), "mark:-", states={"C5": "dash", "D6": "dash"}),
)
add(
    "dash-answered",
    "a dash, answered",
    lambda: replaced({"C5": "-", "C11": 55}),
    fine({**ALL, "53.01 2026-01": 0}),
    answers={"mark:-": "zero"},
)
add(
    "dash-legend",
    "a dash with a legend under the table",
    lambda: replaced({"C5": "-", "C11": 55, "A13": "Keterangan: - = nihil"}),
    fine({**ALL, "53.01 2026-01": 0}),
)
add(
    "not-available-marks",
    "..., NA, NaN, s",
    lambda: replaced({"C5": "...", "C6": "NA", "C7": "NaN", "C8": "s", "C11": 21}),
    fine(
        without("53.01 2026-01", "53.02 2026-01", "53.03 2026-01", "53.04 2026-01"),
        states={"C5": "not-available", "C6": "na", "C7": "nan", "C8": "suppressed"},
    ),
)
add(
    "footnote-marks",
    "footnote mark beside a figure",
    lambda: replaced({"C5": "11*)", "C6": "19 ¹"}),
    doubtful(ALL, ("footnote", "C5"), ("footnote", "C6")),
)
add(
    "numbers-as-text",
    "numbers stored as text, units in the cell",
    lambda: replaced({"C5": " 11 ", "C6": "19 orang", "C7": "5\u00a0"}),
    fine(),
)
add(
    "thousands-dot-text",
    "thousands with dots as text",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI"],
            ["Kab/Kota", 2024, 2025],
            ["Kab. Belu", "1.250", "2.666"],
            ["Kab. Malaka", 987, "1.001"],
        ]
    ),
    fine({"53.04 2024": 1250, "53.04 2025": 2666, "53.21 2024": 987, "53.21 2025": 1001}),
)
add(
    "fraction-of-a-person",
    "a thousands dot that became a decimal mark",
    lambda: replaced({"C6": 1.8}),
    doubtful(without("53.02 2026-01"), ("fraction", "C6"), states={"C6": "doubtful"}),
)
add(
    "value-became-date",
    "a value turned into a date",
    lambda: replaced({"D8": date(2026, 5, 31)}),
    doubtful(without("53.04 2026-02"), ("date-in-value", "D8"), states={"D8": "doubtful"}),
)
add(
    "approximate",
    "an estimate instead of a count",
    lambda: replaced({"E9": "± 8", "E10": "8-10"}),
    doubtful(
        without("53.21 2026-03", "53.71 2026-03"),
        ("approximate", "E9"),
        ("approximate", "E10"),
        states={"E9": "doubtful", "E10": "doubtful"},
    ),
)
add(
    "text-among-figures",
    "a word where a figure belongs",
    lambda: replaced({"E9": "menyusul"}),
    doubtful(without("53.21 2026-03"), ("text-in-value", "E9"), states={"E9": "doubtful"}),
)
add(
    "negative",
    "a negative count",
    lambda: replaced({"E9": -8}),
    doubtful(without("53.21 2026-03"), ("negative", "E9")),
)


def struck(sheet: Worksheet) -> None:
    sheet["D8"].font = Font(strike=True)


def hidden(sheet: Worksheet) -> None:
    sheet.row_dimensions[8].hidden = True


def hidden_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["D"].hidden = True


def commented(sheet: Worksheet) -> None:
    sheet["D8"].comment = Comment("tanya Bapak Contoh Lado 081234567890", "Contoh Lado")


def coloured(sheet: Worksheet) -> None:
    sheet["D8"].fill = PatternFill("solid", fgColor="FFFF00")


add(
    "struck-out",
    "strike-through",
    lambda: xlsx(PLAIN, change=struck),
    doubtful(without("53.04 2026-02"), ("struck-out", "D8"), states={"D8": "struck"}),
)
add(
    "hidden-row",
    "hidden row",
    lambda: xlsx(PLAIN, change=hidden),
    doubtful(
        without("53.04 2026-01", "53.04 2026-02", "53.04 2026-03"), ("hidden", "C8"), states={"C8": "hidden"}
    ),
)
add(
    "hidden-column",
    "hidden column",
    lambda: xlsx(PLAIN, change=hidden_column),
    doubtful(
        {label: value for label, value in ALL.items() if "2026-02" not in label},
        ("hidden", "D5"),
        states={"D5": "hidden"},
    ),
)
add(
    "comment",
    "meaning in a cell comment",
    lambda: xlsx(PLAIN, change=commented),
    doubtful(ALL, ("comment", "D8"), left_out={"komentar": 1}),
    secrets=("Contoh Lado", "081234567890"),
)
add("colour", "meaning in colour", lambda: xlsx(PLAIN, change=coloured), doubtful(ALL, ("colour", "D8")))

# Periods -------------------------------------------------------------------------------------------

ONE_MONTH: Rows = [
    ["REKAP PENEMPATAN PMI"],
    [],
    ["No", "Kabupaten/Kota", "Jumlah PMI"],
    *[[n, name, COUNTS[code][0]] for n, (code, _, name) in enumerate(TIMOR, 1)],
]
JANUARY = monthly(months=1)

add(
    "period-in-file-name",
    "the period stands only in the file name",
    lambda: xlsx(ONE_MONTH),
    fine(JANUARY),
    file="Rekap PMI 31 JANUARI 2026 Pukul 09.00 (5).xlsx",
)
add(
    "period-in-sheet-name",
    "the period stands only in the sheet's name",
    lambda: xlsx(ONE_MONTH, title="Jan 2026"),
    fine(JANUARY),
    file="rekap.xlsx",
)
add("period-nowhere", "no period anywhere", lambda: xlsx(ONE_MONTH), asking({}, "period"), file="rekap.xlsx")
add(
    "period-disagrees",
    "title and file name disagree",
    lambda: xlsx([["REKAP PENEMPATAN PMI BULAN JANUARI 2026"], *ONE_MONTH[1:]]),
    asking({}, "period"),
    file="Rekap Februari 2026.xlsx",
)
add(
    "part-called-whole",
    "part of a period called by the whole",
    lambda: xlsx([["PENEMPATAN PMI TAHUN 2025"], ["Keadaan s.d. Agustus 2025"], *ONE_MONTH[1:]]),
    doubtful(
        {f"{code} 2025-01-01..2025-08-31": COUNTS[code][0] for code in COUNTS}, ("part-called-whole", "")
    ),
    file="rekap.xlsx",
)


def quarters(year: int = 2025) -> dict[str, Rows]:
    return {
        f"TW {roman}": [
            [f"PENEMPATAN PMI TAHUN {year}"],
            ["Kab/Kota", "Jumlah"],
            ["Kab. Belu", 10 + n],
            ["Kab. Malaka", 20 + n],
        ]
        for n, roman in enumerate(["I", "II", "III", "IV"])
    }


QUARTERS = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")]
QUARTER_VALUES = {
    f"{code} 2025-{start}..2025-{end}": base + n
    for n, (start, end) in enumerate(QUARTERS)
    for code, base in (("53.04", 10), ("53.21", 20))
}

add(
    "quarters-as-sheets",
    "quarters as sheets",
    lambda: sheets(**quarters()),
    fine(QUARTER_VALUES),
    file="Penempatan 2025.xlsx",
)
add(
    "recap-sheet",
    "recap sheet repeating the detail",
    lambda: workbook(
        {
            **quarters(),
            "Rekap": [
                ["PENEMPATAN PMI TAHUN 2025"],
                ["Kab/Kota", "Jumlah"],
                ["Kab. Belu", 46],
                ["Kab. Malaka", 86],
            ],
        }
    ),
    fine(QUARTER_VALUES),
    file="Penempatan 2025.xlsx",
)
add(
    "recap-sheet-differs",
    "recap sheet that differs from the detail",
    lambda: workbook(
        {
            **quarters(),
            "Rekap": [
                ["PENEMPATAN PMI TAHUN 2025"],
                ["Kab/Kota", "Jumlah"],
                ["Kab. Belu", 46],
                ["Kab. Malaka", 90],
            ],
        }
    ),
    doubtful(QUARTER_VALUES, ("recap-differs", "B4")),
    file="Penempatan 2025.xlsx",
)
add(
    "cumulative-named",
    "cumulative columns beside the monthly ones",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2026"],
            ["Kab/Kota", "Jan", "s.d. Jan", "Feb", "s.d. Feb"],
            *[
                [name, COUNTS[c][0], COUNTS[c][0], COUNTS[c][1], COUNTS[c][0] + COUNTS[c][1]]
                for c, _, name in TIMOR
            ],
        ]
    ),
    fine(monthly(months=2)),
)
add(
    "cumulative-silent",
    "cumulative columns that look like monthly ones",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2026"],
            ["Kab/Kota", "Jan", "Feb", "Mar", "Apr", "Mei"],
            *[
                [name, 10 + n, 15 + 2 * n, 22 + 2 * n, 31 + 3 * n, 40 + 3 * n]
                for n, (_, _, name) in enumerate(TIMOR)
            ],
        ]
    ),
    asking({}, "cumulative"),
)
add(
    "cumulative-by-total",
    "cumulative columns shown by their total",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2026"],
            ["Kab/Kota", "Jan", "Feb", "Mar", "Jumlah"],
            ["Kab. Belu", 10, 23, 36, 36],
            ["Kab. Malaka", 10, 20, 28, 28],
            ["Kab. TTS", 19, 42, 56, 56],
        ]
    ),
    doubtful(
        {
            f"{code} 2026-01-01..2026-{end}" if end != "01-31" else f"{code} 2026-01": value
            for code, row in (("53.04", [10, 23, 36]), ("53.21", [10, 20, 28]), ("53.02", [19, 42, 56]))
            for end, value in zip(("01-31", "02-28", "03-31"), row, strict=True)
        },
        ("cumulative", ""),
    ),
)
add(
    "months-down",
    "months down, one place in the title",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI KABUPATEN BELU"],
            ["Bulan", "2024", "2025"],
            ["Januari", 4, 6],
            ["Februari", 5, 7],
            ["Jumlah", 9, 13],
        ]
    ),
    fine({"53.04 2024-01": 4, "53.04 2025-01": 6, "53.04 2024-02": 5, "53.04 2025-02": 7}),
    file="belu.xlsx",
)
add(
    "long-format",
    "one line a place and month",
    lambda: text(
        [
            ["wilayah", "tahun", "bulan", "jumlah"],
            *[[name, 2026, m + 1, COUNTS[code][m]] for code, _, name in TIMOR for m in range(3)],
        ]
    ),
    fine(),
    file="penempatan.csv",
)
add(
    "transposed",
    "regions across, months down",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2026"],
            ["Bulan", *[name for _, _, name in TIMOR], "Jumlah"],
            *[[MONTHS[m], *[COUNTS[code][m] for code in COUNTS], SUMS[m]] for m in range(3)],
        ]
    ),
    fine(),
)

# Places --------------------------------------------------------------------------------------------


def coded(codes: list[Any], names: bool = False) -> bytes:
    return xlsx(
        [
            *TITLE,
            ["Kode", *(["Kabupaten"] if names else []), *MONTHS],
            *[
                [given, *([TIMOR[n][2]] if names else []), *COUNTS[TIMOR[n][0]]]
                for n, given in enumerate(codes)
            ],
        ]
    )


BPS = [int(bps) for _, bps, _ in TIMOR]
add(
    "codes-without-names",
    "codes that are valid in both systems",
    lambda: coded(BPS),
    asking({}, "code-system"),
)
add("codes-answered-bps", "codes, answered BPS", lambda: coded(BPS), fine(), answers={"code-system": "bps"})
add(
    "codes-answered-kemendagri",
    "codes, answered Kemendagri",
    lambda: coded([int(code.replace(".", "")) for code, _, _ in TIMOR]),
    fine(),
    answers={"code-system": "kemendagri"},
)
add("codes-with-names", "BPS codes as numbers beside names", lambda: coded(BPS, names=True), fine())
add(
    "codes-dotted-lost-zero",
    "region codes that lost their last zero",
    lambda: xlsx([*TITLE, ["Kode", "Jan"], [53.1, 7], [53.2, 8], [53.09, 9], [53.71, 3]]),
    doubtful(
        {"53.10 2026-01": 7, "53.20 2026-01": 8, "53.09 2026-01": 9, "53.71 2026-01": 3},
        ("code-lost-zero", "A5"),
        ("code-lost-zero", "A6"),
    ),
)
add(
    "code-against-name",
    "code of one system against the name of another",
    lambda: xlsx(
        [
            *TITLE,
            ["Kode", "Kabupaten", "Jan"],
            ["53.04", "Kab. Belu", 7],
            ["53.10", "Kab. Sikka", 8],
            ["53.21", "Kab. Malaka", 9],
        ]
    ),
    doubtful(
        {"53.04 2026-01": 7, "53.21 2026-01": 9}, ("place-code-differs", "A6"), states={"C6": "doubtful"}
    ),
)
add(
    "names-of-all-kinds",
    "abbreviated, capital and old names",
    lambda: xlsx(
        [
            *TITLE,
            ["Kabupaten/Kota", "Jan"],
            ["KAB. TIMOR TENGAH SELATAN", 1],
            ["Flotim", 2],
            ["S B D", 3],
            ["Kab.Manggarai Tim.", 4],
            ["MABAR", 5],
            ["Sawu Raijua", 6],
            ["Rote-Ndao", 7],
            ["Kota Madya Kupang", 8],
            ["Kupang, Kab.", 9],
            ["3. Ngada *)", 10],
        ]
    ),
    fine(
        {
            "53.02 2026-01": 1,
            "53.06 2026-01": 2,
            "53.18 2026-01": 3,
            "53.19 2026-01": 4,
            "53.15 2026-01": 5,
            "53.20 2026-01": 6,
            "53.14 2026-01": 7,
            "53.71 2026-01": 8,
            "53.01 2026-01": 9,
            "53.09 2026-01": 10,
        }
    ),
)
add(
    "kupang-alone",
    "Kupang without its kind",
    lambda: xlsx([*TITLE, ["Kabupaten/Kota", "Jan"], ["Kupang", 1], ["Belu", 2], ["Ende", 3]]),
    asking({"53.04 2026-01": 2, "53.08 2026-01": 3}, "place:kupang"),
)
add(
    "kupang-beside-kota",
    "Kupang beside Kota Kupang",
    lambda: xlsx([*TITLE, ["Kabupaten/Kota", "Jan"], ["Kupang", 1], ["Belu", 2], ["Kota Kupang", 3]]),
    fine({"53.01 2026-01": 1, "53.04 2026-01": 2, "53.71 2026-01": 3}),
)
add(
    "misspelled",
    "a name that nobody knows",
    lambda: xlsx([*TITLE, ["Kabupaten/Kota", "Jan"], ["Mangarai Timur", 1], ["Belu", 2], ["Ende", 3]]),
    doubtful({"53.04 2026-01": 2, "53.08 2026-01": 3}, ("place-unknown", "A5"), states={"B5": "doubtful"}),
)
add(
    "outside-and-unknown",
    "rows outside NTT or unknown",
    lambda: xlsx(
        [
            *TITLE,
            ["Kabupaten/Kota", "Jan"],
            ["Belu", 2],
            ["Ende", 3],
            ["Luar NTT", 4],
            ["Tidak diketahui", 5],
            ["Total", 14],
        ]
    ),
    fine({"53.04 2026-01": 2, "53.08 2026-01": 3, "outside 2026-01": 4, "unknown 2026-01": 5}),
)
add(
    "national-table",
    "all provinces, the total called Indonesia",
    lambda: text(
        [
            ["Jumlah PMI yang ditempatkan menurut provinsi"],
            ["Provinsi", "2023", "2024"],
            ["BALI", "100", "110"],
            ["NUSA TENGGARA BARAT", "500", "510"],
            ["NUSA TENGGARA TIMUR", "1305", "1096"],
            ["Indonesia", "1905", "1716"],
            ["Catatan: -"],
        ]
    ),
    fine({"53 2023": 1305, "53 2024": 1096}),
    file="BPS penempatan.csv",
)


def levels() -> bytes:
    return xlsx(
        [
            *TITLE,
            ["Wilayah", "Jan", "Feb"],
            ["KABUPATEN BELU", 9, 12],
            ["Kec. Tasifeto Barat", 4, 5],
            ["Kec. Raimanuk", 5, 7],
            ["KABUPATEN MALAKA", 6, 8],
            ["Malaka Tengah", 2, 3],
            ["Weliman", 4, 5],
        ]
    )


add(
    "two-levels-one-column",
    "kabupaten and kecamatan in one column",
    levels,
    fine(
        {
            f"{code} 2026-{m:02d}": v
            for code, row in (
                ("53.04", (9, 12)),
                ("53.04.04", (4, 5)),
                ("53.04.13", (5, 7)),
                ("53.21", (6, 8)),
                ("53.21.01", (2, 3)),
                ("53.21.04", (4, 5)),
            )
            for m, v in enumerate(row, 1)
        }
    ),
)
add(
    "group-value-first-row",
    "group value only in the first row of a group",
    lambda: xlsx(
        [
            *TITLE,
            ["No", "Kabupaten", "Kecamatan", "Jan"],
            [1, "Belu", "Tasifeto Barat", 4],
            [2, None, "Raimanuk", 5],
            [3, "Malaka", "Weliman", 4],
            [4, None, "Malaka Tengah", 2],
        ]
    ),
    fine({"53.04.04 2026-01": 4, "53.04.13 2026-01": 5, "53.21.04 2026-01": 4, "53.21.01 2026-01": 2}),
)
add(
    "same-place-twice",
    "one region twice with other figures",
    lambda: xlsx([*TITLE, ["Kabupaten/Kota", "Jan"], ["Kab. Belu", 2], ["Ende", 3], ["BELU", 5]]),
    doubtful({"53.08 2026-01": 3}, ("double-differs", "B7"), states={"B5": "doubtful", "B7": "doubtful"}),
)
add(
    "same-line-twice",
    "the same line twice",
    lambda: xlsx([*TITLE, ["Kabupaten/Kota", "Jan"], ["Kab. Belu", 2], ["Ende", 3], ["Kab. Belu", 2]]),
    doubtful({"53.04 2026-01": 2, "53.08 2026-01": 3}, ("double-row", "B7")),
)
add(
    "row-without-place",
    "a figure without a place",
    lambda: xlsx([*TITLE, ["Kabupaten/Kota", "Jan"], ["Kab. Belu", 2], [None, 7], ["Ende", 3]]),
    doubtful({"53.04 2026-01": 2, "53.08 2026-01": 3}, ("row-without-place", "B6")),
)

# Columns, tables, sheets ---------------------------------------------------------------------------

add(
    "sexes",
    "women, men and their total",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2025"],
            ["Kab/Kota", "Jenis Kelamin", None, "Jumlah"],
            [None, "L", "P", None],
            ["Kab. Belu", 4, 6, 10],
            ["Kab. Malaka", 3, 2, 5],
            ["Jumlah", 7, 8, 15],
        ],
        change=lambda s: s.merge_cells("B2:C2"),
    ),
    fine(
        {
            "53.04 2025": 10,
            "53.04 2025 laki-laki": 4,
            "53.04 2025 perempuan": 6,
            "53.21 2025": 5,
            "53.21 2025 laki-laki": 3,
            "53.21 2025 perempuan": 2,
        }
    ),
    file="rekap.xlsx",
)
add(
    "row-total-differs",
    "women and men that are not their total",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2025"],
            ["Kab/Kota", "L", "P", "Jumlah"],
            ["Kab. Belu", 4, 6, 11],
            ["Kab. Malaka", 3, 2, 5],
        ]
    ),
    doubtful(
        {
            "53.04 2025 laki-laki": 4,
            "53.04 2025 perempuan": 6,
            "53.21 2025": 5,
            "53.21 2025 laki-laki": 3,
            "53.21 2025 perempuan": 2,
        },
        ("total-differs", "D3"),
    ),
    file="rekap.xlsx",
)
add(
    "same-heading-twice",
    "one heading used twice",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI"],
            ["Kab/Kota", "Jan 2026", "Feb 2026", "Jan 2026"],
            ["Belu", 1, 2, 3],
            ["Ende", 4, 5, 6],
        ]
    ),
    doubtful(
        {"53.04 2026-02": 2, "53.08 2026-02": 5},
        ("same-heading", "D2"),
        states={"B3": "doubtful", "D3": "doubtful"},
    ),
)
add(
    "two-tables-below",
    "a second table below the first",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2024"],
            ["Kab/Kota", "Jumlah"],
            ["Belu", 1],
            ["Ende", 4],
            [],
            ["PENEMPATAN PMI TAHUN 2025"],
            ["Kab/Kota", "Jumlah"],
            ["Belu", 2],
            ["Ende", 5],
        ]
    ),
    fine({"53.04 2024": 1, "53.08 2024": 4, "53.04 2025": 2, "53.08 2025": 5}),
    file="r.xlsx",
)
add(
    "two-tables-beside",
    "the table folded in two beside each other",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2024"],
            ["No", "Kab/Kota", "Jumlah", None, "No", "Kab/Kota", "Jumlah"],
            [1, "Belu", 1, None, 3, "Sikka", 7],
            [2, "Ende", 4, None, 4, "Alor", 8],
        ]
    ),
    fine({"53.04 2024": 1, "53.08 2024": 4, "53.07 2024": 7, "53.05 2024": 8}),
    file="r.xlsx",
)
add(
    "note-beside",
    "some notes right of the table",
    lambda: xlsx([*TITLE, [*table()[0], None, "Catatan: data sementara"], *table()[1:]]),
    fine(),
)
add(
    "empty-first-sheet",
    "empty first sheet and a chart sheet",
    lambda: workbook({"Sheet1": [], "Rekap": PLAIN}, lambda book: book.create_chartsheet("Grafik")),
    fine(),
)


def with_hidden_sheet() -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        book["Nama"].sheet_state = "hidden"

    return workbook({"Rekap": PLAIN, "Nama": [["Nama", "NIK"], ["Contoh Bria", "5304011203900001"]]}, change)


add(
    "hidden-sheet",
    "hidden sheet with names",
    with_hidden_sheet,
    fine(left_out={"lembar tersembunyi": 1}),
    secrets=("Bria", "5304011203900001"),
)


def identity_columns() -> bytes:
    head = [*table()[0], "Nama Petugas", "No. HP"]
    rows = [
        [*row, f"Contoh {name} Lado", f"0812345678{n}"]
        for n, (row, name) in enumerate(
            zip(table()[1:], ["Maria", "Yosef", "Ani", "Budi", "Siti", "Agus"], strict=True), 10
        )
    ]
    return xlsx([*TITLE, head, *rows])


add(
    "identity-columns",
    "identity columns in a statistics file",
    identity_columns,
    fine(left_out={"nama": 6, "telepon": 6}),
    secrets=("Lado", "0812345678"),
)
add(
    "identity-in-properties",
    "identity in file properties",
    lambda: workbook({"Rekap": PLAIN}, lambda book: setattr(book.properties, "creator", "Contoh Bria")),
    fine(left_out={"properti berkas": 1}),
    secrets=("Bria",),
)

# Other kinds of counts -----------------------------------------------------------------------------

DEAD: Rows = [["Kab/Kota", "Meninggal", "Jenazah Dipulangkan"], ["Malaka", 25, 24], ["Belu", 14, 14]]
add(
    "deaths-and-remains",
    "two concepts in one table",
    lambda: xlsx([["PMI MENINGGAL DAN JENAZAH TAHUN 2024"], *DEAD]),
    fine(
        {
            "53.21 2024 deaths_abroad": 25,
            "53.21 2024 remains_repatriated": 24,
            "53.04 2024 deaths_abroad": 14,
            "53.04 2024 remains_repatriated": 14,
        }
    ),
    kind="deaths",
    file="r.xlsx",
)
add(
    "deaths-or-remains",
    "which of two concepts is not said",
    lambda: xlsx(
        [["DATA PMI MENINGGAL / JENAZAH 2024"], ["Kab/Kota", "Jumlah"], ["Malaka", 25], ["Belu", 14]]
    ),
    asking({}, "indicator"),
    kind="deaths",
    file="r.xlsx",
)
add(
    "deportations",
    "deportations and prevented departures apart",
    lambda: xlsx(
        [
            ["PEMULANGAN 2024"],
            ["Kab/Kota", "Deportasi", "Keberangkatan Dicegah"],
            ["Flores Timur", 30, 2],
            ["Lembata", 20, 0],
        ]
    ),
    fine(
        {
            "53.06 2024 deportation": 30,
            "53.06 2024 prevented_departure": 2,
            "53.13 2024 deportation": 20,
            "53.13 2024 prevented_departure": 0,
        }
    ),
    kind="deportations",
    file="r.xlsx",
)
add(
    "wrong-kind",
    "a table of deaths delivered as placements",
    lambda: xlsx(
        [["DATA PMI MENINGGAL TAHUN 2024"], ["Kab/Kota", "Meninggal"], ["Malaka", 25], ["Belu", 14]]
    ),
    asking({}, "kind"),
    file="r.xlsx",
)
add(
    "other-concept-beside",
    "non-procedural departures beside procedural ones",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2024"],
            ["Kab/Kota", "Prosedural", "Nonprosedural"],
            ["Malaka", 25, 90],
            ["Belu", 14, 80],
        ]
    ),
    fine({"53.21 2024": 25, "53.04 2024": 14}),
    file="r.xlsx",
)
add(
    "countries-across",
    "countries of destination across",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2024 MENURUT NEGARA TUJUAN"],
            ["Kab/Kota", "Malaysia", "Singapura", "Hongkong", "Jumlah"],
            ["Malaka", 25, 1, 0, 26],
            ["Belu", 14, 2, 1, 17],
        ]
    ),
    fine(
        {
            "53.21 2024": 26,
            "53.04 2024": 17,
            "53.21 2024 MYS": 25,
            "53.21 2024 SGP": 1,
            "53.21 2024 HKG": 0,
            "53.04 2024 MYS": 14,
            "53.04 2024 SGP": 2,
            "53.04 2024 HKG": 1,
        }
    ),
    file="r.xlsx",
)
add(
    "target-beside",
    "target beside realisation",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI 2025"],
            ["Kab/Kota", "Target", "Realisasi", "%"],
            ["Malaka", 30, 25, 83.3],
            ["Belu", 20, 14, 70],
        ]
    ),
    fine(
        {
            "53.21 2025 procedural_placement_target": 30,
            "53.21 2025": 25,
            "53.04 2025 procedural_placement_target": 20,
            "53.04 2025": 14,
        }
    ),
    file="r.xlsx",
)

# What a second look at real files added -----------------------------------------------------------

add(
    "quarter-beside-its-months",
    "derived columns beside the months: quarters",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2025"],
            ["Kab/Kota", "Jan", "Feb", "Mar", "TW I"],
            ["Kab. Belu", 1, 2, 3, 6],
            ["Kab. Malaka", 3, 4, 1, 9],
        ]
    ),
    doubtful(
        {
            f"{code} 2025-{month:02d}": value
            for code, row in (("53.04", (1, 2, 3)), ("53.21", (3, 4, 1)))
            for month, value in enumerate(row, 1)
        },
        ("total-differs", "E4"),
    ),
    file="rekap.xlsx",
)
add(
    "countries-down",
    "countries of destination down, the province in the title",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI ASAL NTT MENURUT NEGARA TAHUN 2024"],
            ["No", "Negara Tujuan", "L", "P", "Jumlah"],
            [1, "Malaysia", 400, 598, 998],
            [2, "Singapura", 30, 42, 72],
            [None, "Jumlah", 430, 640, 1070],
        ]
    ),
    fine(
        {
            "53 2024 MYS": 998,
            "53 2024 SGP": 72,
            "53 2024 laki-laki MYS": 400,
            "53 2024 perempuan MYS": 598,
            "53 2024 laki-laki SGP": 30,
            "53 2024 perempuan SGP": 42,
            "53 2024": 1070,
            "53 2024 laki-laki": 430,
            "53 2024 perempuan": 640,
        }
    ),
    file="rekap.xlsx",
)
add(
    "title-says-cumulative",
    "cumulative columns that only the title names",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI KUMULATIF TAHUN 2026"],
            ["Kab/Kota", "Jan", "Feb"],
            ["Kab. Belu", 1, 3],
            ["Kab. Malaka", 2, 5],
        ]
    ),
    doubtful(
        {
            "53.04 2026-01": 1,
            "53.21 2026-01": 2,
            "53.04 2026-01-01..2026-02-28": 3,
            "53.21 2026-01-01..2026-02-28": 5,
        },
        ("cumulative", "B2"),
    ),
    file="rekap.xlsx",
)
add(
    "this-month-and-since-january",
    "this month beside the sum since January",
    lambda: text(
        [
            ["No", "Kab/Kota", "Bulan ini", "Sampai dengan bulan ini", "Bulan lalu"],
            [1, "Kab. Belu", 3, 10, 4],
            [2, "Kab. Malaka", 4, 12, 5],
        ]
    ),
    fine(
        {
            "53.04 2026-03": 3,
            "53.21 2026-03": 4,
            "53.04 2026-01-01..2026-03-31": 10,
            "53.21 2026-01-01..2026-03-31": 12,
        }
    ),
    file="Rekap Maret 2026.csv",
)
for name, ugliness, title, question in (
    (
        "titles-disagree",
        "two lines of the title disagree",
        ["PMI JANUARI 2026", "KEADAAN FEBRUARI 2026"],
        "period",
    ),
    (
        "as-of-a-day",
        "as of a day: of that month, or since January",
        ["PENEMPATAN PER 31 OKTOBER 2026"],
        "period",
    ),
    ("in-thousands", "unit inside the title: thousands", ["PENEMPATAN PMI (RIBU ORANG) 2026"], "scale"),
):
    add(
        name,
        ugliness,
        partial(xlsx, [*([line] for line in title), ["Kab/Kota", "Jumlah"], ["Belu", 3], ["Ende", 4]]),
        asking({}, question),
        file="rekap.xlsx",
    )
add(
    "year-became-day",
    "values turned into dates: Jan-25 typed in 2026 became 25 January",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI"],
            ["Kab/Kota", date(2026, 1, 25), date(2026, 2, 25)],
            ["Belu", 3, 4],
            ["Ende", 4, 5],
        ]
    ),
    asking({}, "heading-dates"),
    file="rekap.xlsx",
)
add(
    "figure-merged-over-rows",
    "one figure merged over two places",
    lambda: xlsx(
        [["PENEMPATAN PMI 2025"], ["Kab/Kota", "Jumlah"], ["Belu", 5], ["Malaka", None], ["Ende", 3]],
        change=lambda sheet: sheet.merge_cells("B3:B4"),
    ),
    doubtful({"53.08 2025": 3}, ("merged-value", "B3"), states={"B3": "doubtful"}),
    file="rekap.xlsx",
)
add(
    "desks-down",
    "the desks of one office down, months across",
    lambda: xlsx(
        [
            ["LTSA SIKKA TAHUN 2026"],
            ["Meja", "Jan", "Feb"],
            ["Ketenagakerjaan", 1, 2],
            ["Kesehatan", 3, 4],
            ["Jumlah", 4, 6],
        ]
    ),
    fine(
        {
            "53.07 2026-01 employment": 1,
            "53.07 2026-02 employment": 2,
            "53.07 2026-01 health": 3,
            "53.07 2026-02 health": 4,
        }
    ),
    kind="services",
    file="ltsa.xlsx",
)
add(
    "persons-without-a-date",
    "one line a person, the month in the title",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI JANUARI 2026"],
            ["No", "Nama", "Kabupaten", "Negara", "JK"],
            [1, "Contoh Seran", "Belu", "Malaysia", "P"],
            [2, "Contoh Lado", "Ende", "Malaysia", "L"],
        ]
    ),
    fine(
        {
            "1.indicator": "procedural_placement",
            "1.region": "53.04",
            "1.destination": "MYS",
            "1.sex": "women",
            "2.indicator": "procedural_placement",
            "2.region": "53.08",
            "2.destination": "MYS",
            "2.sex": "men",
        },
        left_out={"nama": 2},
    ),
    secrets=("Seran", "Lado"),
    file="rekap.xlsx",
)

# What the clerk of another office sent ----------------------------------------------------------------


def spans(code: str, values: Mapping[str, float], part: str = "") -> dict[str, float | str]:
    return {f"{code} {time}{f' {part}' if part else ''}": value for time, value in values.items()}


def merged(*ranges: str) -> Callable[[Worksheet], object]:
    return lambda sheet: [sheet.merge_cells(each) for each in ranges]


QUARTERS_OF_2025 = [
    "2025-01-01..2025-03-31",
    "2025-04-01..2025-06-30",
    "2025-07-01..2025-09-30",
    "2025-10-01..2025-12-31",
]
OVER_NEW_YEAR = ["2025-11", "2025-12", "2026-01", "2026-02"]

add(
    "months-to-come",
    "a form for the whole year with noughts in months that have not begun",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2026"],
            ["Kab", "Okt", "Nov", "Des"],
            ["Belu", 2, 0, 0],
            ["TTU", 6, 1, 0],
            ["Jumlah", 8, 1, 0],
        ]
    ),
    doubtful(
        {**spans("53.04", {"2026-10": 2, "2026-11": 0}), **spans("53.03", {"2026-10": 6, "2026-11": 1})},
        ("still-running", "C3"),
        ("not-yet-begun", "D3"),
        states={"D3": "doubtful", "D4": "doubtful"},
    ),
    file="rekap.xlsx",
)
add(
    "months-to-come-down",
    "a dash in a month that has not begun is no question",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2026"],
            ["Bulan", "Belu", "TTU", "Malaka"],
            ["September", 1, 2, 3],
            ["Oktober", 4, 5, 6],
            ["Desember", "-", "-", "-"],
        ]
    ),
    doubtful(
        {
            **spans("53.04", {"2026-09": 1, "2026-10": 4}),
            **spans("53.03", {"2026-09": 2, "2026-10": 5}),
            **spans("53.21", {"2026-09": 3, "2026-10": 6}),
        },
        ("not-yet-begun", "B5"),
    ),
    file="rekap.xlsx",
)
add(
    "heading-footnote",
    "footnote mark beside a year in the heading",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI NTT"],
            ["Kabupaten/Kota", "2023", "2024r)", "2025*)"],
            ["Sumba Barat", 20, 31, 40],
            ["Alor", 2, 3, 4],
            ["Catatan: *) angka sementara s.d. Oktober"],
        ]
    ),
    doubtful(
        {
            **spans("53.12", {"2023": 20, "2024": 31, "2025-01-01..2025-10-31": 40}),
            **spans("53.05", {"2023": 2, "2024": 3, "2025-01-01..2025-10-31": 4}),
        },
        ("footnote", "C2"),
        ("footnote", "D2"),
    ),
    file="tabel.xlsx",
)
add(
    "last-this-and-since-by-sex",
    "last month, this month and both together, each over L and P",
    lambda: xlsx(
        [
            ["LAPORAN BULANAN PENEMPATAN PMI"],
            ["BULAN : MEI 2026"],
            [],
            ["No", "Kab/Kota", "s/d Bulan Lalu", None, "Bulan Ini", None, "s/d Bulan Ini", None],
            [None, None, "L", "P", "L", "P", "L", "P"],
            [1, "Ngada", 3, 7, 1, 2, 4, 9],
            [2, "Nagekeo", 0, 4, 0, 1, 0, 5],
            [None, "JUMLAH", 3, 11, 1, 3, 4, 14],
        ],
        change=merged("C4:D4", "E4:F4", "G4:H4"),
    ),
    fine(
        {
            **spans("53.09", {"2026-05": 1, "2026-01-01..2026-05-31": 4}, "laki-laki"),
            **spans("53.09", {"2026-05": 2, "2026-01-01..2026-05-31": 9}, "perempuan"),
            **spans("53.16", {"2026-05": 0, "2026-01-01..2026-05-31": 0}, "laki-laki"),
            **spans("53.16", {"2026-05": 1, "2026-01-01..2026-05-31": 5}, "perempuan"),
        }
    ),
    file="laporan.xlsx",
)
add(
    "years-as-numbers-below-their-word",
    "years as numbers below the word for them, derived columns beside",
    lambda: xlsx(
        [
            ["PERBANDINGAN PENEMPATAN PMI"],
            ["Kab/Kota", "Tahun", None, "Naik/Turun", "%"],
            [None, 2024, 2025, None, None],
            ["Belu", 40, 50, 10, 25],
            ["TTU", 60, 30, -30, -50],
            ["NTT", 100, 80, -20, -20],
        ],
        change=merged("B2:C2"),
    ),
    fine({**spans("53.04", {"2024": 40, "2025": 50}), **spans("53.03", {"2024": 60, "2025": 30})}),
    file="banding.xlsx",
)
add(
    "months-over-new-year",
    "months across from one year into the next",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI PERIODE NOVEMBER 2025 - FEBRUARI 2026"],
            ["Kab", "Nov", "Des", "Jan", "Feb"],
            ["Belu", 5, 2, 3, 4],
            ["TTU", 5, 6, 7, 1],
        ]
    ),
    fine(
        {
            **spans("53.04", dict(zip(OVER_NEW_YEAR, [5, 2, 3, 4], strict=True))),
            **spans("53.03", dict(zip(OVER_NEW_YEAR, [5, 6, 7, 1], strict=True))),
        }
    ),
    file="rekap.xlsx",
)
add(
    "months-over-new-year-answered",
    "months down from one year into the next, the time answered",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI"],
            ["Bulan", "Belu", "TTU", "Malaka"],
            ["November", 1, 2, 3],
            ["Desember", 4, 5, 6],
            ["Januari", 7, 8, 9],
            ["Februari", 1, 1, 1],
        ]
    ),
    fine(
        {
            **spans("53.04", dict(zip(OVER_NEW_YEAR, [1, 4, 7, 1], strict=True))),
            **spans("53.03", dict(zip(OVER_NEW_YEAR, [2, 5, 8, 1], strict=True))),
            **spans("53.21", dict(zip(OVER_NEW_YEAR, [3, 6, 9, 1], strict=True))),
        }
    ),
    file="rekap.xlsx",
    answers={"period": "2025-11/2026-02"},
)
add(
    "tables-beside-of-two-years",
    "two tables beside each other, each below its own year",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI 2024", None, None, None, "PENEMPATAN PMI 2025"],
            ["No", "Kab/Kota", "Jumlah", None, "No", "Kab/Kota", "Jumlah"],
            [1, "Belu", 10, None, 1, "Belu", 20],
            [2, "TTU", 11, None, 2, "TTU", 21],
            [None, "Jumlah", 21, None, None, "Jumlah", 41],
        ]
    ),
    fine({**spans("53.04", {"2024": 10, "2025": 20}), **spans("53.03", {"2024": 11, "2025": 21})}),
    file="dua.xlsx",
)
add(
    "akan-beside-akad",
    "AKAN, the ministry's own word for work abroad, beside work elsewhere in the country",
    lambda: xlsx(
        [
            ["DATA PENEMPATAN TENAGA KERJA TAHUN 2025"],
            ["Kab/Kota", "AKAD", "AKAN", "AKL"],
            ["Belu", 100, 5, 7],
            ["TTU", 200, 6, 8],
        ]
    ),
    fine({"53.04 2025": 5, "53.03 2025": 6}),
    file="akad.xlsx",
)
add(
    "quarters-in-roman",
    "roman numerals below the word for quarters",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2025"],
            ["Kab", "TRIWULAN", None, None, None, "Jumlah"],
            [None, "I", "II", "III", "IV", None],
            ["Belu", 4, 5, 6, 7, 22],
            ["TTU", 1, 2, 3, 4, 10],
        ],
        change=merged("B2:E2"),
    ),
    fine(
        {
            **spans("53.04", dict(zip(QUARTERS_OF_2025, [4, 5, 6, 7], strict=True))),
            **spans("53.03", dict(zip(QUARTERS_OF_2025, [1, 2, 3, 4], strict=True))),
        }
    ),
    file="triwulan.xlsx",
)
add(
    "months-as-numbers",
    "numbers below the word for months",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI TAHUN 2025"],
            ["Kab", "Bulan", None, None],
            [None, 1, 2, 3],
            ["Belu", 4, 5, 3],
            ["TTU", 1, 2, 3],
        ],
        change=merged("B2:D2"),
    ),
    fine(
        {
            **spans("53.04", {"2025-01": 4, "2025-02": 5, "2025-03": 3}),
            **spans("53.03", {"2025-01": 1, "2025-02": 2, "2025-03": 3}),
        }
    ),
    file="bulan.xlsx",
)
add(
    "long-with-another-concept",
    "one line a place and quarter, another concept among the lines",
    lambda: text(
        [
            ["Triwulan", "Kabupaten", "Jenis", "Jumlah"],
            ["I/2025", "Belu", "Prosedural", "5"],
            ["II/2025", "TTU", "Non Prosedural", "7"],
            ["III/2025", "TTU", "Prosedural", "8"],
        ]
    ),
    doubtful(
        {f"53.04 {QUARTERS_OF_2025[0]}": 5, f"53.03 {QUARTERS_OF_2025[2]}": 8},
        ("other-concept", "C3"),
    ),
    file="penempatan.csv",
)
add(
    "long-by-country-and-sex",
    "one line a place, country and sex",
    lambda: text(
        [
            ["Tahun", "Kab", "Negara Tujuan", "Jenis Kelamin", "Jumlah"],
            ["2025", "Belu", "Malaysia", "L", "5"],
            ["2025", "Belu", "Malaysia", "P", "6"],
            ["2025", "Belu", "Singapura", "P", "1"],
            ["2025", "TTU", "Malaysia", "L", "2"],
        ]
    ),
    fine(
        {
            "53.04 2025 laki-laki MYS": 5,
            "53.04 2025 perempuan MYS": 6,
            "53.04 2025 perempuan SGP": 1,
            "53.03 2025 laki-laki MYS": 2,
        }
    ),
    file="penempatan.csv",
)
add(
    "first-line-like-a-header",
    "a list whose first line holds words that head columns elsewhere",
    lambda: text(
        [
            ["Bulan", "Tahun", "Kab", "Jenis", "Jumlah"],
            ["Januari", "2025", "Belu", "Deportasi", "5"],
            ["Januari", "2025", "Belu", "Dicegah", "6"],
            ["Februari", "2025", "TTU", "Deportasi", "2"],
        ]
    ),
    fine(
        {
            "53.04 2025-01 deportation": 5,
            "53.04 2025-01 prevented_departure": 6,
            "53.03 2025-02 deportation": 2,
        }
    ),
    kind="deportations",
    file="deportasi.csv",
)
add(
    "first-place-misspelled-csv",
    "a name that nobody knows, in the first line of a CSV file",
    lambda: text(
        [
            ["PENEMPATAN PMI TAHUN 2025"],
            ["Kab/Kota", "Jumlah"],
            ["Kab. B\u0435lu", 10],
            ["TTU", 11],
            ["Ende", 12],
        ]
    ),
    doubtful({"53.03 2025": 11, "53.08 2025": 12}, ("place-unknown", "A3")),
    file="rekap.csv",
)


SHOWN: Rows = [
    ["JENAZAH PMI TAHUN 2025"],
    ["Kabupaten", "Jumlah", "Ket"],
    ["Kab. Kupang", 4],
    ["Kab. Ende", 3],
    ["Sikka", 2],
]
"""Ende's line is hidden, Sikka's figure is struck out."""
SHOWN_READ = doubtful(
    {"53.01 2025 remains_repatriated": 4},
    ("hidden", "B4"),
    ("struck-out", "B5"),
    ("comment", "B3"),
    states={"B4": "hidden", "B5": "struck"},
)


def xls_as_shown() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Rekap")
    for r, row in enumerate(SHOWN):
        for c, value in enumerate(row):
            struck = r == 4 and c == 1
            style = xlwt.easyxf("font: struck_out on") if struck else xlwt.Style.default_style
            sheet.write(r, c, value, style)
    sheet.row(3).hidden = True
    sheet.col(2).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods_as_shown() -> bytes:
    book = OpenDocumentSpreadsheet()
    struck = Style(name="dicoret", family="table-cell")
    struck.addElement(TextProperties(textlinethroughstyle="solid"))
    book.automaticstyles.addElement(struck)
    sheet = Table(name="Rekap")
    for r, row in enumerate(SHOWN):
        line = TableRow(visibility="collapse") if r == 3 else TableRow()
        for c, value in enumerate(row):
            style = {"stylename": struck} if (r, c) == (4, 1) else {}
            number = isinstance(value, int)
            cell = (
                TableCell(valuetype="float", value=value, **style)
                if number
                else TableCell(valuetype="string")
            )
            if (r, c) == (2, 1):
                note = Annotation()
                note.addElement(P(text="lihat berkas Contoh Bere"))
                cell.addElement(note)
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


add(
    "xls-hidden-and-struck",
    "BIFF8 .xls with a hidden row and strike-through",
    xls_as_shown,
    doubtful(
        {"53.01 2025 remains_repatriated": 4},
        ("hidden", "B4"),
        ("struck-out", "B5"),
        states={"B4": "hidden", "B5": "struck"},
    ),
    kind="deaths",
    file="jenazah.xls",
)
add(
    "ods-hidden-struck-commented",
    "ODS with a hidden row, strike-through and a comment",
    ods_as_shown,
    SHOWN_READ,
    kind="deaths",
    file="jenazah.ods",
    secrets=("Bere",),
)
add(
    "xlsb-hidden-row",
    "XLSB with a hidden row",
    lambda: xlsb(SHOWN, hidden=3),
    doubtful(
        {"53.01 2025 remains_repatriated": 4, "53.07 2025 remains_repatriated": 2},
        ("hidden", "B4"),
        states={"B4": "hidden"},
    ),
    kind="deaths",
    file="jenazah.xlsb",
)
add(
    "kabupaten-below-its-kecamatan",
    "kabupaten below its kecamatan, one of them not their sum",
    lambda: xlsx(
        [
            ["DEPORTASI PMI TAHUN 2025"],
            ["No", "Wilayah", "Jumlah"],
            [1, "Kec. Tasifeto Timur", 3],
            [2, "Kec. Raihat", 4],
            [None, "Kabupaten Belu", 7],
            [1, "Kec. Malaka Tengah", 5],
            [2, "Kec. Wewiku", 6],
            [None, "Kabupaten Malaka", 12],
            [None, "Total", 19],
        ]
    ),
    doubtful(
        {
            "53.04.02 2025 deportation": 3,
            "53.04.03 2025 deportation": 4,
            "53.04 2025 deportation": 7,
            "53.21.01 2025 deportation": 5,
            "53.21.03 2025 deportation": 6,
            "53.21 2025 deportation": 12,
        },
        ("parts-differ", "C8"),
    ),
    kind="deportations",
    file="deportasi.xlsx",
)


def prefixed() -> bytes:
    """As the library of .NET writes a sheet: each of its elements with a prefix."""

    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[4].hidden = True
        sheet["B5"].font = Font(strike=True)

    data = xlsx(SHOWN, change=change)
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        plain = archive.read(part).decode()
    named = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", plain).replace("xmlns=", "xmlns:x=")
    return repacked(data, {part: named.encode()})


add(
    "xlsx-with-prefixes",
    "XLSX of another program, a hidden row and strike-through",
    prefixed,
    doubtful(
        {"53.01 2025 remains_repatriated": 4},
        ("hidden", "B4"),
        ("struck-out", "B5"),
        states={"B4": "hidden", "B5": "struck"},
    ),
    kind="deaths",
    file="jenazah.xlsx",
)
