"""Papers are read aloud and kept for good: their tags, and what they say of themselves (PDF/UA-1, PDF/A-2a).

typst refuses to write a file that breaks either standard where it can tell; this looks at what it wrote.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterator

import pikepdf
import pytest

from reports import briefing, follow_up_paper, minutes, sheets
from reports.follow_up_paper import FollowUpPaper
from reports.task_papers import card, letter, letter_draft
from tests.factories import MORNING
from tests.reports.test_briefing_pages import crowded as crowded_briefing
from tests.reports.test_sheets import SEAL, crowded, sheet
from tests.reports.test_task_papers import CARD, LETTER
from tests.samples import MINUTES

PAPERS: dict[str, Callable[[], bytes]] = {
    "briefing": lambda: briefing.document(crowded_briefing(), SEAL),
    "sheets": lambda: sheets.document([sheet(crowded("Tugas", 40)), sheet(crowded("Tugas", 0))], [SEAL] * 2),
    "matrix": lambda: follow_up_paper.document(
        FollowUpPaper("Terbuka", (), 0, MORNING, "Data s.d. hari ini", 12, "Kantor Gubernur", False), SEAL
    ),
    "draft of minutes": lambda: minutes.document(MINUTES, MORNING, seal=None),
}


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every element of structure below a node."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_can_be_read_aloud_and_kept(name: str) -> None:
    with pikepdf.open(io.BytesIO(PAPERS[name]())) as document:
        root = document.Root
        assert root.MarkInfo.Marked
        assert root.Lang == "id"
        assert root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as said:
            assert said["pdfuaid:part"] == "1"
            assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "A")
            assert said["dc:title"]
        found = list(elements(root.StructTreeRoot))
        kinds = Counter(str(each.S) for each in found)
        assert kinds["/H1"] >= 1
        tables = [each for each in found if str(each.S) == "/Table"]
        assert all("/TH" in {str(below.S) for below in elements(each)} for each in tables)
        assert all(str(each.get("/Alt", "")) for each in found if str(each.S) == "/Figure")
        assert all("/Tabs" in page and page.Tabs == "/S" for page in document.pages)
        assert all(_fonts_are_in_it(page) for page in document.pages)


@pytest.mark.parametrize("name", ["card", "letter", "draft"])
def test_paper_about_a_task_is_kept_by_the_same_standards(name: str) -> None:
    made = {
        "card": lambda: card(CARD),
        "letter": lambda: letter(LETTER, MORNING),
        "draft": lambda: letter_draft(LETTER, MORNING),
    }[name]()
    with pikepdf.open(io.BytesIO(made)) as document, document.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "A")


def _fonts_are_in_it(page: pikepdf.Page) -> bool:
    fonts = [font.DescendantFonts[0].FontDescriptor for font in page.resources.get("/Font", {}).values()]
    return all("/FontFile2" in each or "/FontFile3" in each for each in fonts)
