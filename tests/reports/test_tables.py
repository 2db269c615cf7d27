"""One table, two files: each value arrives in a spreadsheet as what it is."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from reports import csv_file, workbook
from reports.table import Cell, CodeText, FileTable, Percent

MOMENT = datetime(2026, 11, 22, 23, 5, tzinfo=UTC)


def table(*cells: Cell) -> FileTable:
    return FileTable("Uji", ["Saringan: semua"], [("Nilai", 10)], [[cell] for cell in cells])


def in_csv(cell: Cell) -> str:
    text = csv_file.lines(table(cell)).decode("utf-8-sig")
    [*_, (written,)] = csv.reader(io.StringIO(text), delimiter=";")
    return written


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (CodeText("53.10"), '="53.10"'),
        (CodeText("0012"), '="0012"'),
        (CodeText("K-11"), "K-11"),
        (1250.5, "1250,5"),
        (2_000_000.0, "2000000"),
        (1e-7, "0,0000001"),
        (18, "18"),
        (Percent(45.5), "45,5%"),
        (date(2026, 11, 23), "2026-11-23"),
        (MOMENT, "2026-11-23 07:05"),
        (None, ""),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("baris\x0bkedua", "baris\nkedua"),
    ],
)
def test_a_line_of_text_opens_right_in_an_indonesian_spreadsheet(cell: Cell, written: str) -> None:
    assert in_csv(cell) == written


def test_the_lines_say_which_letters_they_are_in() -> None:
    assert csv_file.lines(table()).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("cell", "value", "format_", "kind"),
    [
        (CodeText("53.10"), "53.10", "@", "s"),
        (Percent(45.5), 0.455, "0.##%", "n"),
        (date(2026, 11, 23), "2026-11-23T00:00:00", "dd/mm/yyyy", "d"),
        (MOMENT, "2026-11-23T07:05:00", "dd/mm/yyyy hh:mm", "d"),
        (125.5, 125.5, "General", "n"),
        (1250.5, 1250.5, "#,##0.0#", "n"),
        (1466.0, 1466, "#,##0", "n"),
        ("18", "18", "General", "s"),
        (None, None, "General", "n"),
    ],
)
def test_a_cell_holds_what_the_value_is(cell: Cell, value: object, format_: str, kind: str) -> None:
    page = load_workbook(io.BytesIO(workbook.sheet(table(cell)))).active
    assert page is not None
    found = page.cell(5, 1)
    held = found.value.isoformat() if isinstance(found.value, datetime) else found.value
    assert (held, found.number_format, found.data_type) == (value, format_, kind)


def test_a_title_or_head_that_begins_like_a_formula_is_a_text() -> None:
    book = load_workbook(io.BytesIO(workbook.sheet(FileTable("=1+1", ["Saringan: =2"], [("=3", 10)], []))))
    texts = [cell for page in book for row in page.rows for cell in row if str(cell.value).startswith("=")]
    assert [(cell.value, cell.data_type) for cell in texts] == [
        ("=1+1", "s"),
        ("=3", "s"),
        ("=1+1", "s"),
        ("=2", "s"),
    ]


def test_a_list_of_ten_thousand_rows_is_whole_and_filtered_to_its_last_row() -> None:
    rows = [[number] for number in range(10_000)]
    book = load_workbook(io.BytesIO(workbook.sheet(FileTable("Uji", ["semua"], [("Nomor", 10)], rows))))
    assert (book["Uji"].auto_filter.ref, book["Uji"].freeze_panes) == ("A4:A10004", "A5")
    assert [cell.value for cell in book["Uji"]["A"][4:]] == list(range(10_000))


def test_a_list_has_a_filter_on_each_column_and_says_where_it_is_from_on_a_sheet_of_its_own() -> None:
    book = load_workbook(io.BytesIO(workbook.sheet(table("a", "b"))))
    assert book.sheetnames == ["Uji", "Sumber"]
    assert book["Uji"].auto_filter.ref == "A4:A6"
    assert [[cell.value for cell in row] for row in book["Sumber"].rows] == [
        ["Tabel", "Uji"],
        ["Saringan", "semua"],
    ]
    form = load_workbook(io.BytesIO(workbook.sheet(table("a"), is_form=True)))
    assert form.sheetnames == ["Uji"]
