"""Paper about a task, read back from the PDF."""

from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from domain.tasks.letters import Letter
from reports.qr import square
from reports.task_papers import CardFacts, card, letter, letter_draft, letter_pictures
from tests.factories import MORNING

CARD = CardFacts(
    code="T-053",
    title="Kecamatan prioritas untuk tim desa",
    state="Diusulkan",
    clock="Jawaban: sisa 1 hari kerja",
    pairs=[("Penanggung jawab", "Dinas PMD NTT"), ("Tenggat", "11 Desember 2026")],
    history=[("19 Nov 2026", "Setda NTT: diusulkan.")],
    awaits_answer=True,
    qr=square("https://gerak.example/tugas?kode=T-053"),
    address="https://gerak.example/tugas?kode=T-053",
    as_of=MORNING,
    is_demo=True,
)

LETTER = Letter(
    letterhead=("Pemerintah Provinsi Nusa Tenggara Timur", "Sekretariat Daerah"),
    sender_address=("Jalan Contoh Nomor 1", "Kupang"),
    town="Kupang",
    dated_on="23 November 2026",
    number="500.15/123/2026",
    nature="Biasa",
    attachment="1 (satu) berkas",
    subject="Permohonan arahan tentang penyelesaian tugas T-038",
    addressee="Direktur Jenderal Imigrasi",
    addressee_address=("Jalan Contoh Nomor 10", "Jakarta"),
    paragraphs=("Pembuka.", "Yang terlewat.", "Yang diminta.", "Penutup."),
    facts=(("Tugas", "T-038: Surat tugas"),),
    on_behalf="Gubernur Nusa Tenggara Timur",
    signatory="Sekretaris Daerah",
    copies=("Kepala Kantor Wilayah Imigrasi NTT",),
    is_sample=False,
)


def text_of(pdf: bytes) -> str:
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 1
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_card_is_one_page_with_all_facts_and_room_for_an_answer() -> None:
    text = text_of(card(CARD))
    for part in (CARD.title, "Dinas PMD NTT", "11 Desember 2026", CARD.address, "DATA CONTOH", "Ditolak"):
        assert part in text
    assert "Jawaban tertulis" not in text_of(card(replace(CARD, awaits_answer=False)))


def test_a_letter_has_what_official_letters_have() -> None:
    text = text_of(letter(LETTER, MORNING))
    for part in (
        "SEKRETARIAT DAERAH",
        "Kupang, 23 November 2026",
        "500.15/123/2026",
        "Biasa",
        "1 (satu) berkas",
        "Yth. Direktur Jenderal Imigrasi",
        "Jakarta",
        "a.n. Gubernur Nusa Tenggara Timur Sekretaris Daerah,",
    ):
        assert part in text
    assert "Kepala Kantor Wilayah Imigrasi NTT" in text.partition("Tembusan")[2]
    assert "RANCANGAN" not in text
    assert "DATA CONTOH" not in text


def test_a_draft_says_that_it_is_one() -> None:
    assert "RANCANGAN" in text_of(letter_draft(LETTER, MORNING))
    assert [page[:4] for page in letter_pictures(LETTER)] == [b"\x89PNG"]


def test_a_word_without_an_end_stays_on_the_page_and_an_address_stays_whole() -> None:
    endless = "x_" * 90
    found = PdfReader(BytesIO(letter(replace(LETTER, paragraphs=(endless,)), MORNING))).pages[0]
    lines = found.extract_text().replace("\u200b", "").splitlines()
    rows = [line for line in lines if "x_x" in line]
    assert len(rows) > 1
    assert "".join(rows).replace(" ", "") == endless
    assert CARD.address in text_of(card(CARD))


def test_what_was_typed_is_never_markup() -> None:
    evil = '#read("/etc/passwd") *tebal* $x$'
    assert '#read("/etc/passwd") *tebal*' in text_of(letter(replace(LETTER, subject=evil), MORNING))


def test_a_signature_never_stands_alone_on_a_page() -> None:
    long = "Kalimat panjang yang mengisi surat ini sampai ke halaman berikutnya. " * 3
    begins = set()
    for more in range(3, 12):
        asked = replace(LETTER, paragraphs=(*LETTER.paragraphs, *[long] * more))
        _, *others = PdfReader(BytesIO(letter(asked, MORNING))).pages
        begins |= {
            page.extract_text().split()[0] for page in others if LETTER.signatory in page.extract_text()
        }
    assert begins == {"Kalimat"}
