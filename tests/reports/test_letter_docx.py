"""A letter that can still be edited says what the printed one says, and opens as what it is."""

from collections import Counter
from dataclasses import replace
from io import BytesIO

from docx import Document
from pypdf import PdfReader

from reports import letter_docx, task_papers
from tests.factories import MORNING
from tests.reports.test_task_papers import LETTER


def words_of_file(file: bytes) -> list[str]:
    document = Document(BytesIO(file))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(texts).split()


def words_of_print(pdf: bytes) -> list[str]:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split()


def _said(words: list[str]) -> Counter[str]:
    """Without the dots of the line for the signature, which a printer repeats as often as there is room."""
    return Counter(word for word in words if word.strip("(.)"))


def test_the_file_says_the_words_of_the_print() -> None:
    assert _said(words_of_file(letter_docx.letter(LETTER, is_draft=False))) == _said(
        words_of_print(task_papers.letter(LETTER, MORNING))
    )


def test_a_draft_and_a_sample_say_so() -> None:
    sample = replace(LETTER, is_sample=True)
    text = " ".join(words_of_file(letter_docx.letter(sample, is_draft=True)))
    assert "RANCANGAN, BELUM DICATAT" in text
    assert "DATA CONTOH" in text


def test_what_was_typed_stays_text() -> None:
    typed = replace(LETTER, subject="<w:p/> & =1+1\t")
    assert "<w:p/> & =1+1" in " ".join(words_of_file(letter_docx.letter(typed, is_draft=False)))
