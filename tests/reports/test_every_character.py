"""Every assigned character is refused at the door or drawn on every paper that may carry it."""

import csv
import io
import sys
import unicodedata
from dataclasses import replace
from functools import cache
from html import unescape

from docx import Document
from markupsafe import escape
from openpyxl import load_workbook

from domain.texts import NotDrawable, normalised, normalised_request, printable
from reports import csv_file, letter_docx, pdf, workbook
from reports.table import FileTable
from reports.task_papers import card, letter
from tests.domain.test_texts import Inner
from tests.factories import MORNING
from tests.reports.test_pdf import minutes
from tests.reports.test_task_papers import CARD, LETTER

BATCH = 400


@cache
def batches() -> list[str]:
    """All that the door lets through, as it is kept, in lines of a few hundred characters."""
    taken = []
    for point in range(sys.maxunicode + 1):
        character = chr(point)
        if unicodedata.category(character) == "Cn":
            continue
        try:
            taken.append(normalised_request(Inner(f"a{character}b")).text)
        except NotDrawable:
            continue
    return [" ".join(taken[at : at + BATCH]) for at in range(0, len(taken), BATCH)]


def test_the_door_takes_thousands_of_characters_and_changes_none_a_second_time() -> None:
    """Of unicodedata 14: 284,278 assigned; 278,583 refused; 5,695 taken, of which 461 are left out unseen."""
    assert sum(len(batch.split(" ")) for batch in batches()) > 5_000
    assert all(normalised(batch) == printable(batch) == batch for batch in batches())


def test_the_minutes_draw_all_that_was_taken() -> None:
    decisions = {"columns": [["Nomor", 19], ["Bunyi", 0]], "rows": [["1/2026", each] for each in batches()]}
    taken = minutes(directions=batches()[0], discussion="\n\n".join(batches()), decisions=decisions)
    assert pdf.document("minutes", taken).startswith(b"%PDF")


def test_the_card_of_a_task_and_its_letter_draw_it() -> None:
    for batch in batches():
        assert card(replace(CARD, title=batch, history=[("19 Nov 2026", batch)])).startswith(b"%PDF")
    facts = tuple(("Tugas", batch) for batch in batches())
    assert letter(replace(LETTER, subject=batches()[0], facts=facts), MORNING).startswith(b"%PDF")


def test_a_letter_that_can_still_be_edited_says_it() -> None:
    facts = tuple(("Tugas", batch) for batch in batches())
    made = letter_docx.letter(replace(LETTER, subject=batches()[0], facts=facts), is_draft=False)
    rows = [row for table in Document(io.BytesIO(made)).tables for row in table.rows]
    assert {cell.text for row in rows for cell in row.cells} >= set(batches())


def test_a_workbook_gives_it_back_as_it_was_taken() -> None:
    made = workbook.sheet(FileTable("Matriks", [], [("Bunyi", 40)], [(batch,) for batch in batches()]))
    page = load_workbook(io.BytesIO(made)).active
    assert page is not None
    found = [row[0] for row in page.iter_rows(min_row=4, values_only=True)]
    assert found == batches()


def test_a_table_of_text_and_a_page_give_it_back_too() -> None:
    made = csv_file.lines(FileTable("Matriks", [], [("Bunyi", 40)], [(batch,) for batch in batches()]))
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[3:]] == batches()
    assert all(unescape(str(escape(batch))) == batch for batch in batches())
