"""The letter as a word processor's file: the words of the printed one, for an office that edits them."""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from domain.tasks.letters import Letter
from domain.texts import printable
from domain.time.formats import shortened
from domain.words.messages import SAMPLE

FONT = "Arial"
"""On every office computer; ours is not, and a file carries none."""
DRAFT = "RANCANGAN, BELUM DICATAT"
LONGEST_PROPERTY = 255
"""What a word processor takes as a title or an author."""
_INDENT, _SIGNED_AT = Mm(12), Mm(86)
_DOTS = "." * 40


def letter(written: Letter, *, is_draft: bool) -> bytes:
    document = _blank(written)
    marks = [*([DRAFT] if is_draft else []), *([SAMPLE] if written.is_sample else [])]
    if marks:
        _line(document, " · ".join(marks), WD_ALIGN_PARAGRAPH.RIGHT, bold=True)
    _head(document, written)
    _line(document, f"{written.town}, {written.dated_on}", WD_ALIGN_PARAGRAPH.RIGHT)
    _pairs(
        document,
        [
            ("Nomor", written.number),
            ("Sifat", written.nature),
            ("Lampiran", written.attachment),
            ("Hal", written.subject),
        ],
    )
    _line(document, f"Yth. {written.addressee}", before=12)
    for each in written.addressee_address:
        _line(document, each)
    for place, text in enumerate(written.paragraphs):
        paragraph = _line(document, text, WD_ALIGN_PARAGRAPH.JUSTIFY, before=8)
        paragraph.paragraph_format.first_line_indent = _INDENT
        if place == 1:
            _pairs(document, written.facts, between="")
    _signature(document, written)
    if written.copies:
        _line(document, "Tembusan:", before=18)
        for number, copy in enumerate(written.copies, 1):
            _line(document, f"{number}. {copy}")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _blank(written: Letter) -> Docx:
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    normal.element.get_or_add_rPr().append(language)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(18), Mm(20), Mm(25), Mm(22)
    document.core_properties.title = shortened(printable(written.subject), LONGEST_PROPERTY)
    document.core_properties.author = shortened(printable(written.letterhead[-1]), LONGEST_PROPERTY)
    return document


def _head(document: Docx, written: Letter) -> None:
    """The last line of the head is the office itself; a rule below parts it from the letter."""
    *above, own = written.letterhead
    lines = [_line(document, each.upper(), WD_ALIGN_PARAGRAPH.CENTER, size=12) for each in above]
    lines.append(_line(document, own.upper(), WD_ALIGN_PARAGRAPH.CENTER, size=15, bold=True))
    if written.sender_address:
        said = ", ".join(written.sender_address)
        lines.append(_line(document, said, WD_ALIGN_PARAGRAPH.CENTER, size=9))
    borders, below = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "4"), ("color", "auto")):
        below.set(qn(f"w:{name}"), value)
    borders.append(below)
    lines[-1].paragraph_format.space_after = Pt(12)
    lines[-1]._p.get_or_add_pPr().append(borders)


def _signature(document: Docx, written: Letter) -> None:
    named = [f"a.n. {written.on_behalf}"] if written.on_behalf else []
    for place, text in enumerate([*named, f"{written.signatory},", "", "", "", f"({_DOTS})"]):
        paragraph = _line(document, text, before=0 if place else 18)
        paragraph.paragraph_format.left_indent = _SIGNED_AT
        paragraph.paragraph_format.keep_with_next = True


def _pairs(document: Docx, pairs: Sequence[tuple[str, str]], between: str = ":") -> None:
    table = document.add_table(rows=0, cols=3)
    table.autofit = False
    for term, said in pairs:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, (term, between, said), (24, 5, 130), strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].add_run(printable(text))
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _line(
    document: Docx,
    text: str,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    *,
    before: int = 0,
    size: int | None = None,
    bold: bool = False,
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(0)
    run = paragraph.add_run(printable(text))
    run.bold, run.font.size = bold, Pt(size) if size else None
    return paragraph
