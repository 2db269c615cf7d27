"""Spreadsheets that office programs open: a head that says of what moment, and texts that stay texts."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from domain.texts import printable

_INK, _QUIET, _LINE, _GROUND = "1F2A37", "55606E", "DCD6C8", "F6F4EF"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def sheet(
    *,
    title: str,
    remarks: Sequence[str],
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[str | int | float]],
    landscape: bool = True,
) -> bytes:
    """One sheet to print on A4: title, remarks, a head that repeats on every page, and the rows.

    Columns are given with their widths. Nothing that was typed becomes a formula.
    """
    book = Workbook()
    page = book.active
    assert page is not None  # a new workbook has one sheet
    page.title = title[:31]
    page.append([title])
    page["A1"].font = Font(bold=True, size=14, color=_INK)
    for number, remark in enumerate(remarks, start=2):
        page.append([remark])
        _keep_as_text(page.cell(number, 1), remark)
        page.cell(number, 1).font = Font(color=_QUIET)
    head = len(remarks) + 3
    thin = Side(style="thin", color=_LINE)
    for place, (name, width) in enumerate(columns, start=1):
        cell = page.cell(head, place, name)
        cell.font = Font(bold=True, color=_INK)
        cell.fill = PatternFill("solid", fgColor=_GROUND)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = Border(bottom=Side(style="medium", color=_INK))
        page.column_dimensions[get_column_letter(place)].width = width
    for line, row in enumerate(rows, start=head + 1):
        for place, value in enumerate(row, start=1):
            body = page.cell(line, place)
            _keep_as_text(body, value)
            body.alignment = Alignment(wrap_text=True, vertical="top")
            body.border = Border(bottom=thin)
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


def _keep_as_text(cell: Cell | MergedCell, value: str | int | float) -> None:
    cell.value = printable(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        # The mark of a text: it stays one when somebody edits the cell or saves the sheet as CSV.
        cell.quotePrefix = value.startswith(_FORMULA_STARTS)
