"""The letter of a step of the ladder: between which offices, who signs it, and what it needs to be sent.

An office is an address and a title, never a person: who holds the title signs by hand.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from domain import addresses
from domain.access.errors import RuleBroken, StaleData, refuse_empty, refuse_too_long
from domain.access.events import canonical_json
from domain.tasks.escalation import EscalationCause, EscalationStep
from domain.tasks.life import TaskClass
from domain.time.formats import long_date

LONGEST_HEAD = 120
LONGEST_ADDRESS = 200
LONGEST_LETTERHEAD = 240
LONGEST_TOWN = 60
LONGEST_NUMBER = 60
LONGEST_ATTACHMENT = 80

BY_LETTER = (EscalationStep.REMINDER, EscalationStep.SUPERIOR)
"""Steps that a letter may be written for; what is discussed in the forum stands in its minutes."""


class LetterRefused(RuleBroken):
    """This letter cannot go out; the sentence says what is missing."""

    def __init__(self, sentence: str, *, agency: str = "") -> None:
        super().__init__(sentence)
        self.leads_to = addresses.agency(agency) if agency else ""


@dataclass(frozen=True)
class Signatory:
    """Who signs for an office, by title, and in whose name where that is somebody else's."""

    title: str
    on_behalf: str = ""


@dataclass(frozen=True)
class Correspondence:
    """How an office is written to, and how it writes."""

    head: str = ""
    """The title that letters are addressed to, such as ``Kepala Dinas Sosial Provinsi NTT``."""
    address: str = ""
    """Of the office, in lines; no person's, and no telephone."""
    letterhead: str = ""
    """The lines at the head of its own letters, the office itself last."""
    town: str = ""
    """Where its letters are dated."""


NOT_RECORDED = Correspondence()


@dataclass(frozen=True)
class Office:
    code: str
    short_name: str
    known: Correspondence = NOT_RECORDED

    @property
    def is_reachable(self) -> bool:
        return bool(self.known.head and self.known.address)

    @property
    def title(self) -> str:
        """As a letter names it among the copies."""
        return self.known.head or f"Pimpinan {self.short_name}"


def signing_to(signatory: Signatory | None, to: Office) -> Signatory | None:
    """Nobody writes to an office in that office's own name: he then signs in his own."""
    if signatory is not None and is_same_title(signatory.on_behalf, to.known.head):
        return Signatory(signatory.title)
    return signatory


def is_same_title(one: str, other: str) -> bool:
    return bool(one.strip()) and " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


@dataclass(frozen=True)
class Sending:
    """From which office to which, with copies to others, under whose signature."""

    sender: Office
    to: Office
    copies: tuple[Office, ...]
    signatory: Signatory | None

    @property
    def is_to_itself(self) -> bool:
        return self.sender.code == self.to.code


@dataclass(frozen=True)
class LetterMatter:
    """What a letter is about."""

    step: EscalationStep
    cause: EscalationCause
    missed_on: date
    task: str
    title: str
    output: str
    owner: str
    source: str
    reason: str
    due_on: date
    task_class: TaskClass
    is_secret: bool
    is_sample: bool


@dataclass(frozen=True)
class TypedLetter:
    """What whoever records a letter gives; all else follows from the task and the offices."""

    number: str
    dated_on: date | None
    attachment: str = ""
    copies: tuple[str, ...] = ()
    """Codes of agencies that get a copy besides those that always do."""
    previewed: str = ""
    """The fingerprint of the draft that was looked at."""


@dataclass(frozen=True)
class Letter:
    """As it is printed: kept when it is recorded, and printed from this ever after."""

    letterhead: tuple[str, ...]
    sender_address: tuple[str, ...]
    town: str
    dated_on: str
    number: str
    nature: str
    attachment: str
    subject: str
    addressee: str
    addressee_address: tuple[str, ...]
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    on_behalf: str
    signatory: str
    copies: tuple[str, ...]
    is_sample: bool

    @property
    def text(self) -> str:
        return canonical_json(asdict(self))

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def read_letter(values: Mapping[str, Any]) -> Letter:
    """From the kept text back to what it was made from."""
    lines = ("letterhead", "sender_address", "addressee_address", "paragraphs", "copies")
    return Letter(
        **{
            **values,
            **{name: tuple(values[name]) for name in lines},
            "facts": tuple((term, said) for term, said in values["facts"]),
        }
    )


def number_key(number: str) -> str:
    """Two ways to write one number are one number."""
    return "".join(number.split()).casefold()


def check_sending(sending: Sending) -> Signatory:
    """Who signs; a refusal that says what the table of offices lacks."""
    sender, to = sending.sender, sending.to
    if sending.is_to_itself:
        raise LetterRefused(
            f"{to.short_name} tidak bersurat kepada kantornya sendiri. "
            "Arahkan di dalam kantor, lalu catat langkah ini tanpa surat."
        )
    if not to.is_reachable:
        raise LetterRefused(
            f"Jabatan dan alamat surat {to.short_name} belum dicatat. Minta sekretariat melengkapinya pada "
            "halaman instansi itu; isian ini tetap ada.",
            agency=to.code,
        )
    if not (sender.known.letterhead and sender.known.address and sender.known.town):
        raise LetterRefused(
            f"Kop, alamat, dan tempat surat {sender.short_name} belum dicatat. Minta sekretariat "
            "melengkapinya pada halaman instansi itu; isian ini tetap ada.",
            agency=sender.code,
        )
    if sending.signatory is None:
        raise LetterRefused(
            f"Belum ditetapkan siapa yang menandatangani surat ini untuk {sender.short_name}. Minta "
            "sekretariat menetapkannya pada halaman instansi itu; isian ini tetap ada.",
            agency=sender.code,
        )
    if is_same_title(sending.signatory.title, to.known.head):
        raise LetterRefused(
            f"Surat ini ditujukan kepada {to.known.head}, yang juga tercatat sebagai penanda tangannya. "
            f"Minta sekretariat menetapkan penanda tangan lain pada halaman {sender.short_name}; isian ini "
            "tetap ada.",
            agency=sender.code,
        )
    return sending.signatory


def check_typed(typed: TypedLetter, missed_on: date, on: date) -> date:
    """The day of the letter, where number and day are as they may be."""
    if not typed.number.strip():
        raise LetterRefused(
            "Nomor surat belum diisi. Ambil dari agenda surat keluar, lalu catat; rancangan boleh diunduh "
            "dahulu."
        )
    refuse_too_long(
        {
            "Nomor surat": (typed.number, LONGEST_NUMBER),
            "Lampiran": (typed.attachment, LONGEST_ATTACHMENT),
        }
    )
    if typed.dated_on is None:
        raise LetterRefused("Tanggal surat belum dipilih. Pilih tanggal pada suratnya, lalu catat.")
    if not missed_on <= typed.dated_on <= on:
        raise LetterRefused(
            f"Tanggal surat di antara {long_date(missed_on)}, hari yang terlewat, dan hari ini, "
            f"{long_date(on)}. Betulkan tanggalnya."
        )
    return typed.dated_on


def check_previewed(letter: Letter, typed: TypedLetter) -> None:
    """What is recorded is what was looked at."""
    if not typed.previewed:
        raise LetterRefused("Rancangan surat belum dilihat. Buka rancangannya, periksa, lalu catat.")
    if typed.previewed != letter.fingerprint:
        raise StaleData(
            "Surat ini berubah sejak rancangannya dilihat: alamat, kop, atau penanda tangannya diperbarui. "
            "Periksa rancangan terbaru, lalu catat."
        )


def check_without_letter(step: EscalationStep, note: str, *, to_itself: bool) -> None:
    """A reminder may be spoken, and inside one office nobody writes to himself; either leaves a note."""
    if step is EscalationStep.FORUM:
        return
    if step is EscalationStep.SUPERIOR and not to_itself:
        raise LetterRefused("Langkah kepada atasan instansi dilakukan dengan surat. Isi surat, lalu catat.")
    if not note.strip():
        raise LetterRefused("Langkah tanpa surat perlu catatan: disampaikan kepada siapa dan bagaimana.")


def check_correspondence(known: Correspondence, signatories: Mapping[EscalationStep, Signatory]) -> None:
    refuse_too_long(
        {
            "Jabatan yang dituju": (known.head, LONGEST_HEAD),
            "Alamat kantor": (known.address, LONGEST_ADDRESS),
            "Kop surat": (known.letterhead, LONGEST_LETTERHEAD),
            "Tempat surat": (known.town, LONGEST_TOWN),
        }
    )
    for each in signatories.values():
        refuse_empty({"Jabatan penanda tangan": each.title})
        refuse_too_long(
            {
                "Jabatan penanda tangan": (each.title, LONGEST_HEAD),
                "Atas nama": (each.on_behalf, LONGEST_HEAD),
            }
        )
