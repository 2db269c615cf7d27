"""Proposals of tasks: what may become one at all, and what may be attached to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.access.errors import RuleBroken
from domain.places.province import HERE
from domain.tasks.clocks import EMERGENCY_DAYS
from domain.tasks.life import CLOSED_STATES, TaskClass, TaskOrigin, TaskState
from domain.time.formats import long_date, number, shortlist

LONGEST_TITLE = 160
LONGEST_TEXT = 500
SHORTEST_TEXT = 5


@dataclass(frozen=True)
class Proposal:
    """What a form (or a meeting's decision) asks for; ``due`` is in words or a date."""

    title: str
    output: str
    owner_code: str
    region_code: str
    due: str
    task_class: TaskClass = TaskClass.ORDINARY
    supporter_codes: Sequence[str] = ()
    origin: TaskOrigin = TaskOrigin.BY_HAND
    origin_key: str = ""
    """A commitment's or case's code, a decision's number in the database, a conflict's key."""


class DueDateRefused(RuleBroken):
    """A due date that has passed, or one that the class does not allow."""


class OwnerRefused(RuleBroken):
    """An agency that cannot be given a task."""


def refuse_too_long_for_a_task(decision: str) -> None:
    """Its words become the task's output, of which nothing is cut."""
    if len(decision.strip()) > LONGEST_TEXT:
        raise RuleBroken(
            f"Keputusan yang menjadi tugas paling banyak {LONGEST_TEXT} karakter; sekarang "
            f"{number(len(decision.strip()))}. Ringkaskan, atau catat sebagai keputusan saja."
        )


def check_text(label: str, text: str, *, longest: int = LONGEST_TEXT) -> str:
    """The text without its margins; a refusal when it says nothing, or too much."""
    text = " ".join(text.split())
    if len(text) < SHORTEST_TEXT:
        raise RuleBroken(f"“{label}” belum diisi. Tulis satu kalimat pendek.")
    if len(text) > longest:
        raise RuleBroken(
            f"“{label}” paling banyak {number(longest)} karakter; sekarang {number(len(text))}. Ringkaskan."
        )
    return text


MOST_FILES = 10
"""Of one task; what is more belongs into one document."""


def refuse_attaching(state: TaskState, files: int) -> None:
    """What was judged, or never promised, stays as it was handed in."""
    if state in CLOSED_STATES:
        raise RuleBroken("Tugas ini sudah selesai atau tidak berlanjut; berkasnya tidak ditambah lagi.")
    if files >= MOST_FILES:
        raise RuleBroken(f"Satu tugas paling banyak {MOST_FILES} berkas. Gabungkan, atau hapus satu dahulu.")


def refuse_removing(state: TaskState) -> None:
    """What a verifier has before him is not taken away under his eyes."""
    if state in CLOSED_STATES or state is TaskState.CLAIMED_DONE:
        raise RuleBroken("Berkas yang sudah diserahkan untuk diperiksa tidak dapat dihapus.")


def check_owner(name: str, *, may_own_tasks: bool) -> None:
    if not may_own_tasks:
        raise OwnerRefused(
            f"{name} tidak dapat diberi tugas; kepadanya data diperlihatkan, tidak lebih. "
            "Pilih penanggung jawab lain."
        )


def check_names_no_place(telling: list[str], proposer: str = "") -> None:
    """Who owns, supports, helps with or proposes what was born of a case is told to every reader, and an
    office called after a place tells that of a report that no release has told (ADR 25)."""
    if proposer:
        raise OwnerRefused(
            f"Nama {proposer} menyebut tempat, jadi menunjuk asal kasus ini kepada pembaca yang belum boleh "
            f"mengetahuinya. Minta BP3MI {HERE.short_name} atau Polda {HERE.short_name} mengusulkan "
            "tugas ini."
        )
    if telling:
        named = shortlist(telling)
        raise OwnerRefused(
            f"Nama {named} menyebut tempat, jadi menunjuk asal kasus ini kepada pembaca yang belum boleh "
            f"mengetahuinya. Pilih instansi yang bertugas di seluruh {HERE.short_name}, dan rujuk kasusnya "
            f"ke {named} dari halaman kasus."
        )


def check_keeps_no_place(becomes: str, tasks: list[str]) -> None:
    """The same where an office that works on them would be called after a place."""
    if tasks:
        raise RuleBroken(
            f"Nama {becomes} menyebut tempat, sedangkan {shortlist(tasks)} lahir dari register kasus dan "
            "penanggung jawabnya terbaca oleh semua. Selesaikan atau tarik dulu tugas itu, lalu ulangi."
        )


def check_due(task_class: TaskClass, due_on: date, on: date) -> None:
    if due_on < on:
        raise DueDateRefused(
            f"Tenggat {due_on:%d/%m/%Y} sudah lewat. Pilih hari ini ({on:%d/%m/%Y}) atau sesudahnya."
        )
    latest = on + timedelta(days=EMERGENCY_DAYS)
    if task_class is TaskClass.EMERGENCY and due_on > latest:
        raise DueDateRefused(
            f"Tugas darurat selesai dalam {EMERGENCY_DAYS} hari, paling lambat {latest:%d/%m/%Y}. "
            "Majukan tenggatnya, atau pilih kelas Segera."
        )


def check_offer(task_class: TaskClass, offered: date, on: date) -> None:
    """Another day that an owner asks for; an emergency stays one."""
    latest = on + timedelta(days=EMERGENCY_DAYS)
    if offered < on:
        raise DueDateRefused(f"Tenggat tawaran {long_date(offered)} sudah lewat. Pilih hari lain.")
    if task_class is TaskClass.EMERGENCY and offered > latest:
        raise DueDateRefused(
            f"Tugas darurat selesai dalam {EMERGENCY_DAYS} hari: tawarkan paling lambat {long_date(latest)}. "
            "Bila tidak mungkin, tawarkan syarat lain, atau tolak dengan alasannya."
        )


def refuse_a_day_gone_by(due_on: date, on: date) -> None:
    """Of what is agreed to, or proposed once more, after it has lain for a while."""
    if due_on < on:
        raise DueDateRefused(
            f"Tenggat {long_date(due_on)} sudah lewat sementara tawaran ini menunggu. "
            "Usulkan kembali dengan tenggat yang baru."
        )
