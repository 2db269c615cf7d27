"""One page each, whatever there is to say, and what had no room is counted."""

import io
import re
from itertools import pairwise

from fontTools.ttLib import TTFont
from pypdf import PdfReader

from db.settings import ROOT
from domain.papers.sealing import PaperKind
from reports import sheets
from reports.foot import PaperSeal
from reports.qr import square
from reports.sheets import PaperSheet, SheetTable
from tests.factories import MORNING

FONT = ROOT / "reports" / "fonts" / "plus-jakarta-sans-regular.ttf"
LONG = "Pemeriksaan kesehatan dan visum korban di rumah sakit umum daerah perbatasan Atambua "
SEAL = PaperSeal("9f2c-41d0-7be3-a8c5", square("http://contoh/laporan"))


def crowded(title: str, rows: int) -> SheetTable:
    return sheets.table(
        title,
        (("Kode", 14), ("Apa", 0), ("Keadaan", 26), ("Tenggat", 48)),
        [
            (f"{title[0]}-{number:03}", LONG, "Lewat tenggat", "lewat 1.240 hari kerja")
            for number in range(rows)
        ],
        where="di layar Tugas",
        empty="Tidak ada.",
    )


def sheet(*tables: SheetTable) -> PaperSheet:
    return PaperSheet(
        kind=PaperKind.MEMBER_SHEET,
        about=LONG,
        finding=LONG * 2,
        facts=(("Rapat", LONG), ("Tempat", LONG)),
        figures=tuple(("1.234", LONG[:40]) for _ in range(5)),
        picture=None,
        tables=tables,
        now=MORNING,
        as_of="Data s.d. 23 November 2026, 03.14 WITA",
        revision=123_456,
        reader="Sekretariat Gugus Tugas",
        is_sample=True,
    )


def printed(*drawn: PaperSheet) -> list[str]:
    paper = sheets.document(drawn, [SEAL] * len(drawn))
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(paper)).pages]


def test_each_sheet_is_one_page_and_counts_what_had_no_room() -> None:
    full = sheet(*(crowded(title, 2_000) for title in ("Tugas", "Komitmen", "Janji", "Putusan", "Lain")))
    first, second = printed(full, sheet(crowded("Tugas", 0)))
    for title in ("T", "K", "J", "P", "L"):
        assert f"{title}-000" in first, "every table is there"
    shown = len(re.findall(r"T-\d{3}", first))
    assert f"{2_000 - shown:,} baris lain di layar Tugas".replace(",", ".") in first
    assert "Tidak ada." in second
    assert "baris lain" not in second


def test_what_has_room_is_shown_to_the_last_row() -> None:
    (page,) = printed(sheet(crowded("Tugas", 1), crowded("Komitmen", 6)))
    assert len(re.findall(r"[TK]-\d{3}", page)) == 7
    assert "baris lain" not in page


def test_a_word_that_is_wider_than_its_column_pushes_the_others_aside() -> None:
    """The lower tiers read “disembunyikan” of four years beside each other."""
    word, years = "disembunyikan", tuple((str(year), 8) for year in range(2023, 2027))
    hidden = sheets.table(
        "Register", (("Jenis", 0), *years), [("Meninggal", *[word] * 4)], where="", empty=""
    )
    starts = beginnings(word, sheets.document([sheet(hidden)], [SEAL]))
    assert len(starts) == 4
    assert all(later - earlier > width(word, size=10.5) for earlier, later in pairwise(starts))


def test_a_column_has_room_for_what_it_says_where_another_has_room_to_spare() -> None:
    due = "26 Agu 2026, lewat 63 hari kerja"
    tasks = sheets.table(
        "Tugas", (("Kode", 40), ("Tugas", 0), ("Tenggat", 62)), [("T-1", "Pos jaga", due)], where="", empty=""
    )
    paper = sheets.document([sheet(tasks)], [SEAL])
    assert len(beginnings(due, paper)) == 1, "on one line"
    [title] = beginnings("Pos jaga", paper)
    assert title < 40 / 25.4 * 72 + 19 / 25.4 * 72, "a code takes no more than it fills"


def test_numbers_stand_under_one_another_by_their_last_digit() -> None:
    counted = sheets.table(
        "Pilar",
        (("Pilar", 0), ("Diklaim", 30), ("Keputusan", 30)),
        [("A", "987", "9/2026"), ("B", "54.321", "81/2026"), ("C", "belum ada laporan", "81/2026")],
        where="",
        empty="",
    )
    paper = sheets.document([sheet(counted)], [SEAL])
    [small], [large] = beginnings("987", paper), beginnings("54.321", paper)
    assert small > large
    assert len(set(beginnings("/2026", paper))) == 1, "what is no number begins where the others do"


def beginnings(word: str, paper: bytes) -> list[float]:
    """How many points from the left each of them begins."""
    starts: list[float] = []

    def seen(text: str, matrix: list[float], _: list[float], *__: object) -> None:
        if word in text:
            starts.append(matrix[4])

    PdfReader(io.BytesIO(paper)).pages[0].extract_text(visitor_text=seen)
    return starts


def width(word: str, *, size: float) -> float:
    """As the typeface draws it."""
    with TTFont(FONT) as font:
        letters, advance = font.getBestCmap(), font["hmtx"]
        return sum(advance[letters[ord(each)]][0] for each in word) / font["head"].unitsPerEm * size
