"""One page each, whatever there is to say, and what had no room is counted."""

import io
import re

from pypdf import PdfReader

from domain.papers.sealing import PaperKind
from reports import sheets
from reports.foot import PaperSeal
from reports.qr import square
from reports.sheets import PaperSheet, SheetTable
from tests.factories import MORNING

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
