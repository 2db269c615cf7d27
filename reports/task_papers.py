"""Paper about one task: the card that hangs on a wall, and letters of reminder and escalation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.tasks.escalation import EscalationCause, EscalationStep
from domain.time import formats
from reports import pdf

CARD_NOTE = "Pindai kode untuk membuka tugas ini di layar Anda; akun instansi diperlukan."

_DAY_OPEN = "…………………"


@dataclass(frozen=True)
class CardFacts:
    code: str
    title: str
    state: str
    clock: str
    pairs: Sequence[tuple[str, str]]
    history: Sequence[tuple[str, str]]
    """(day, what happened), newest first."""
    awaits_answer: bool
    """Whether the card has room for a written answer."""
    qr: str
    """The square code as SVG text."""
    address: str
    as_of: str
    is_demo: bool


def card(facts: CardFacts) -> bytes:
    """One A4 page: what, who, until when, and the code that opens it."""
    return pdf.document(
        "task_card",
        {
            "code": facts.code,
            "title": facts.title,
            "state": facts.state,
            "clock": facts.clock,
            "pairs": [list(pair) for pair in facts.pairs],
            "history": [list(step) for step in facts.history],
            "answer": facts.awaits_answer,
            "qr": facts.qr,
            "address": facts.address,
            "note": CARD_NOTE,
            "as_of": facts.as_of,
            "sample": facts.is_demo,
        },
    )


@dataclass(frozen=True)
class LetterFacts:
    step: EscalationStep
    cause: EscalationCause
    missed_on: date
    code: str
    title: str
    output: str
    owner: str
    superior: str | None
    due_on: date
    reason: str
    source: str
    place: str
    written_on: date
    is_demo: bool


def letter(facts: LetterFacts) -> bytes:
    """In official form; the number stays open, and the copy goes to the owner's own superior."""
    to_superior = facts.step is EscalationStep.SUPERIOR
    addressee = facts.superior if to_superior and facts.superior else facts.owner
    copies = [facts.owner if to_superior else facts.superior or "", "Arsip"]
    return pdf.document(
        "letter",
        {
            "subject": _subject(facts),
            "addressee": f"Pimpinan {addressee}",
            "paragraphs": _paragraphs(facts, to_superior=to_superior),
            "facts": [
                ["Tugas", f"{facts.code}: {facts.title}"],
                ["Keluaran", facts.output],
                ["Pemilik", facts.owner],
                ["Dasar", facts.source],
                ["Tenggat", formats.long_date(facts.due_on)],
            ],
            "copies": [copy for copy in copies if copy],
            "place": facts.place,
            "dated": f"{_DAY_OPEN} {facts.written_on.year}",
            "sample": facts.is_demo,
        },
    )


def _subject(facts: LetterFacts) -> str:
    what = {
        EscalationCause.NO_ANSWER: "jawaban atas usulan tugas",
        EscalationCause.DECLINED: "penolakan usulan tugas",
        EscalationCause.OVERDUE: "penyelesaian tugas",
    }[facts.cause]
    lead = "Permohonan arahan" if facts.step is EscalationStep.SUPERIOR else "Pengingat"
    return f"{lead} tentang {what} {facts.code}"


def _paragraphs(facts: LetterFacts, *, to_superior: bool) -> list[str]:
    missed = formats.long_date(facts.missed_on)
    what = {
        EscalationCause.NO_ANSWER: (
            f"Usulan tugas di bawah ini belum kami terima jawabannya sampai batas waktu {missed}."
        ),
        EscalationCause.DECLINED: (
            f"Usulan tugas di bawah ini ditolak pada {missed}"
            f"{f' dengan alasan: {facts.reason}' if facts.reason else ''}."
        ),
        EscalationCause.OVERDUE: f"Tugas di bawah ini melewati tenggat {missed} dan belum diklaim selesai.",
    }[facts.cause].replace("..", ".")
    opening = (
        "Dalam rangka tindak lanjut deklarasi bersama pemberantasan TPPO dan penempatan ilegal PMI di Nusa "
        "Tenggara Timur tanggal 6 Agustus 2025, bersama ini kami sampaikan hal berikut."
    )
    asks = (
        f"Kami mohon arahan Bapak/Ibu kepada {facts.owner} agar tugas tersebut memperoleh kejelasan. "
        "Koordinasi ini tidak mengurangi garis komando instansi Bapak/Ibu."
        if to_superior
        else "Kami mohon jawaban, rencana penyelesaian, atau kendala beserta bantuan yang diperlukan, "
        "langsung pada aplikasi atau melalui surat."
    )
    return [opening, what, asks, "Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih."]
