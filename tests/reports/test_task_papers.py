"""Paper about a task, read back from the PDF."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from domain.tasks.escalation import EscalationCause, EscalationStep
from reports.qr import square
from reports.task_papers import CardFacts, LetterFacts, card, letter

CARD = CardFacts(
    code="T-053",
    title="Kecamatan prioritas untuk tim desa",
    state="Diusulkan",
    clock="Jawaban: sisa 1 hari kerja",
    pairs=[("Pemilik", "Dinas PMD NTT"), ("Tenggat", "11 Desember 2026")],
    history=[("19 Nov 2026", "Setda NTT: diusulkan.")],
    awaits_answer=True,
    qr=square("https://gerak.example/tugas?kode=T-053"),
    address="https://gerak.example/tugas?kode=T-053",
    as_of="23 November 2026, 07.00 WITA",
    is_demo=True,
)

LETTER = LetterFacts(
    step=EscalationStep.REMINDER,
    cause=EscalationCause.OVERDUE,
    missed_on=date(2026, 11, 10),
    code="T-038",
    title="Surat tugas meja Imigrasi",
    output="Surat tugas",
    owner="Kanwil Imigrasi NTT",
    superior="Ditjen Imigrasi",
    due_on=date(2026, 11, 10),
    reason="",
    source="Komitmen K-11",
    place="Kupang",
    written_on=date(2026, 11, 23),
    is_demo=False,
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


def test_a_reminder_goes_to_the_owner_with_a_copy_to_its_own_superior() -> None:
    text = text_of(letter(LETTER))
    assert "Yth. Pimpinan Kanwil Imigrasi NTT" in text
    assert "melewati tenggat 10 November 2026" in text
    assert "Pengingat tentang penyelesaian tugas T-038" in text
    assert "Ditjen Imigrasi" in text.partition("Tembusan")[2]
    assert "DATA CONTOH" not in text


def test_an_escalation_goes_to_the_superior_with_a_copy_to_the_owner() -> None:
    text = text_of(letter(replace(LETTER, step=EscalationStep.SUPERIOR)))
    assert "Yth. Pimpinan Ditjen Imigrasi" in text
    assert "Permohonan arahan" in text
    assert "Kanwil Imigrasi NTT" in text.partition("Tembusan")[2]


@pytest.mark.parametrize(
    ("cause", "says"),
    [
        (EscalationCause.NO_ANSWER, "belum kami terima jawabannya"),
        (EscalationCause.DECLINED, "ditolak pada 10 November 2026 dengan alasan: Di luar kewenangan."),
    ],
)
def test_a_letter_says_what_was_missed(cause: EscalationCause, says: str) -> None:
    assert says in text_of(letter(replace(LETTER, cause=cause, reason="Di luar kewenangan.")))


def test_what_was_typed_is_never_markup() -> None:
    evil = '#read("/etc/passwd") *tebal* $x$'
    assert '#read("/etc/passwd") *tebal*' in text_of(letter(replace(LETTER, title=evil)))
