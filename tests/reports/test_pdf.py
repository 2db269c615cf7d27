"""Official documents: what goes in stands in them, and text stays text."""

import io
from typing import Any

from pypdf import PdfReader

from domain.look import FONT
from reports import pdf

NONE: dict[str, Any] = {"columns": [], "rows": []}


def minutes(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Notulen Rapat Forkopimda",
        "subject": "Pemberantasan TPPO",
        "classification": "Terbatas",
        "sample": True,
        "seal": None,
        "draft": "Rancangan: rapat belum ditutup.",
        "facts": [["Tempat", "Aula"]],
        "attendance": {"sentence": "0 dari 0 instansi", "rows": []},
        "follow_through": None,
        "agenda": NONE,
        "decisions": NONE,
        "no_decisions": "Rapat ini tidak mengambil keputusan.",
        "directions": "",
        "discussion": "",
        "signatures": [["Notulis", "Biro Pemerintahan"]],
        "follow_up": NONE,
        "amendments": NONE,
        **changes,
    }


def text_of(document: bytes) -> str:
    pages = PdfReader(io.BytesIO(document)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_what_was_typed_stays_text() -> None:
    typed = '#read("/etc/passwd") *tebal* $x$ \\ <label> @ref // komentar "kutip"'
    assert typed in text_of(pdf.document("minutes", minutes(directions=typed)))


def test_the_same_data_give_the_same_bytes() -> None:
    assert pdf.document("minutes", minutes()) == pdf.document("minutes", minutes())


def test_a_long_table_repeats_its_head_and_counts_its_pages() -> None:
    columns = [["Nomor", 19], ["Bunyi", 0], ["Penanggung jawab", 36]]
    decisions = [[f"{n}/2026", "Bunyi", "Polda NTT"] for n in range(1, 90)]
    found = text_of(pdf.document("minutes", minutes(decisions={"columns": columns, "rows": decisions})))
    assert all(f"{n}/2026 Bunyi" in found for n in range(1, 90))
    assert found.count("Penanggung jawab") > 2
    assert "Halaman 2 dari" in found


def test_only_our_own_font_is_in_it() -> None:
    document = PdfReader(io.BytesIO(pdf.document("minutes", minutes())))
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in document.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all(font.startswith(FONT.family.replace(" ", "")) for font in fonts)
