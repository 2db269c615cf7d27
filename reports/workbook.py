"""Spreadsheets that office programs open: a head that says of what moment, and values of their own kind."""

import re
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.numbers import FORMAT_TEXT
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from domain.texts import printable
from domain.time.calendar import local_time
from reports.table import FORMULA_STARTS, Cell, CodeText, FileTable, Percent

_INK, _QUIET, _LINE, _GROUND = "1F2A37", "55606E", "DCD6C8", "F6F4EF"
_HEAD = (
    Font(bold=True, color=_INK),
    PatternFill("solid", fgColor=_GROUND),
    Alignment(wrap_text=True, vertical="center"),
    Border(bottom=Side(style="medium", color=_INK)),
)
_BODY = Alignment(wrap_text=True, vertical="top"), Border(bottom=Side(style="thin", color=_LINE))
"""Made once: of ten thousand rows every cell refers to them."""
_SHEET_BARRED = re.compile(r"[\\/?*\[\]:]")
"""A sheet's name may have none of these."""
_DAY, _MOMENT, _SHARE = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "0.##%"
_THOUSANDS, _WITH_DECIMALS = "#,##0", "#,##0.0#"
"""Parted as the reader's own spreadsheet parts them: 1.466 where it is Indonesian."""


SOURCE_SHEET = "Sumber"


def sheet(table: FileTable, *, landscape: bool = True, is_form: bool = False) -> bytes:
    """A sheet to print on A4: title, remarks, a head that repeats on every page, and the rows with a filter
    on each column; and one that says where they are from, for whoever copies the rows alone.

    A form, which is filled in and read again, has its one sheet. Nothing that was typed becomes a formula.
    """
    book = Workbook()
    page = book.active
    assert page is not None  # a new workbook has one sheet
    page.title = _SHEET_BARRED.sub(" ", table.title)[:31]
    _write(page.cell(1, 1), table.title)
    page["A1"].font = Font(bold=True, size=14, color=_INK)
    for number, remark in enumerate(table.remarks, start=2):
        _write(page.cell(number, 1), remark)
        page.cell(number, 1).font = Font(color=_QUIET)
    head = len(table.remarks) + 3
    for place, (name, width) in enumerate(table.columns, start=1):
        cell = page.cell(head, place)
        _write(cell, name)
        cell.font, cell.fill, cell.alignment, cell.border = _HEAD
        page.column_dimensions[get_column_letter(place)].width = width
    for line, row in enumerate(table.rows, start=head + 1):
        for place, value in enumerate(row, start=1):
            body = page.cell(line, place)
            _write(body, value)
            body.alignment, body.border = _BODY
    if not is_form:
        last = page.cell(head + max(len(table.rows), 1), len(table.columns)).coordinate
        page.auto_filter.ref = f"A{head}:{last}"
        _source_sheet(book, table)
    page.freeze_panes = page.cell(head + 1, 1).coordinate
    page.print_title_rows = f"{head}:{head}"
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    assert page.oddFooter is not None  # openpyxl makes one for every sheet
    page.oddFooter.right.text = "Halaman &P dari &N"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _source_sheet(book: Workbook, table: FileTable) -> None:
    page = book.create_sheet(SOURCE_SHEET)
    said = [each.partition(": ") if ": " in each else ("Keterangan", "", each) for each in table.remarks]
    for line, (what, _, value) in enumerate([("Tabel", "", table.title), *said], start=1):
        _write(page.cell(line, 1), what)
        page.cell(line, 1).font = Font(bold=True, color=_INK)
        _write(page.cell(line, 2), value)
        page.cell(line, 2).alignment = Alignment(wrap_text=True, vertical="top")
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 16, 90


def _write(cell: BookCell | MergedCell, value: Cell) -> None:
    """The value as what it is; a text stays one when somebody edits the cell or saves the sheet as CSV."""
    match value:
        case Percent(share):
            cell.value, cell.number_format = share / 100, _SHARE
        case datetime():
            # A spreadsheet knows no zones: the time is that of NTT.
            cell.value, cell.number_format = local_time(value).replace(tzinfo=None), _MOMENT
        case date():
            cell.value, cell.number_format = value, _DAY
        case CodeText(text):
            cell.value, cell.data_type, cell.number_format = printable(text), "s", FORMAT_TEXT
        case str():
            cell.value, cell.data_type = printable(value), "s"
            cell.quotePrefix = value.startswith(FORMULA_STARTS)
        case int() | float() if abs(value) >= 1_000:
            cell.value = value
            cell.number_format = _THOUSANDS if value == int(value) else _WITH_DECIMALS
        case _:
            cell.value = value
