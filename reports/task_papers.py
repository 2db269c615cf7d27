"""Paper about one task: the card that hangs on a wall, and letters of reminder and escalation."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from domain.tasks.letters import Letter
from domain.time import formats
from reports import pdf

CARD_NOTE = "Pindai kode untuk membuka tugas ini di layar Anda; akun instansi diperlukan."


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
    as_of: datetime
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
            "as_of": formats.moment(facts.as_of),
            "sample": facts.is_demo,
        },
        dated=facts.as_of,
    )


def letter(written: Letter, recorded_at: datetime) -> bytes:
    """In the form that official letters have; what is kept of one prints the same today and later."""
    return pdf.document("letter", _letter(written, is_draft=False), dated=recorded_at)


def letter_draft(written: Letter, made_at: datetime) -> bytes:
    """The same before it is recorded, and marked so."""
    return pdf.document("letter", _letter(written, is_draft=True), dated=made_at)


def letter_pictures(written: Letter) -> list[bytes]:
    """The draft's pages as pictures, to be looked at before it is recorded."""
    return pdf.pictures("letter", _letter(written, is_draft=True))


def _letter(written: Letter, *, is_draft: bool) -> dict[str, Any]:
    return {**asdict(written), "is_draft": is_draft}
