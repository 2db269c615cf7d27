"""What a letter of reminder or escalation says, in the form that official letters have."""

from domain.places.province import HERE
from domain.tasks.escalation import EscalationCause, EscalationStep
from domain.tasks.letters import Letter, LetterMatter, Office, Sending, Signatory, TypedLetter
from domain.tasks.life import TaskClass, TaskOrigin
from domain.time import formats
from domain.words import labels

URGENCY = {
    TaskClass.EMERGENCY: "Sangat segera",
    TaskClass.URGENT: "Segera",
    TaskClass.ORDINARY: "Biasa",
}
OPEN = "…………………………"
NO_ATTACHMENT = "–"

_UNSIGNED = Signatory(OPEN)
"""Stands in a draft until the secretariat has said who signs."""


def signed_by(signatory: Signatory | None) -> str:
    """In one line; empty where nobody is named yet."""
    if signatory is None:
        return ""
    return f"a.n. {signatory.on_behalf}, {signatory.title}" if signatory.on_behalf else signatory.title


def nature(task_class: TaskClass, *, is_secret: bool) -> str:
    """As hurried as the task's class, and secret where a secret meeting decided it."""
    return f"Rahasia, {URGENCY[task_class].lower()}" if is_secret else URGENCY[task_class]


def compose(matter: LetterMatter, sending: Sending, typed: TypedLetter) -> Letter:
    """The whole letter; what is not recorded of an office yet stays open."""
    signatory = sending.signatory or _UNSIGNED
    sender, to = sending.sender.known, sending.to.known
    return Letter(
        letterhead=_lines(sender.letterhead) or (sending.sender.short_name,),
        sender_address=_lines(sender.address),
        town=sender.town or OPEN,
        dated_on=formats.long_date(typed.dated_on) if typed.dated_on else OPEN,
        number=typed.number.strip() or OPEN,
        nature=nature(matter.task_class, is_secret=matter.is_secret),
        attachment=typed.attachment.strip() or NO_ATTACHMENT,
        subject=_subject(matter),
        addressee=sending.to.title,
        addressee_address=_lines(to.address),
        paragraphs=_paragraphs(matter, sending.to),
        facts=(
            ("Tugas", f"{matter.task}: {matter.title}"),
            ("Keluaran", matter.output),
            ("Penanggung jawab", matter.owner),
            *_grounds(matter),
            ("Tenggat", formats.long_date(matter.due_on)),
        ),
        on_behalf=signatory.on_behalf,
        signatory=signatory.title,
        copies=tuple(office.title for office in sending.copies),
        is_sample=matter.is_sample,
    )


def _grounds(matter: LetterMatter) -> list[tuple[str, str]]:
    """What the task rests on; of one that was written by hand there is nothing to name."""
    return [] if matter.source == labels.TASK_ORIGINS[TaskOrigin.BY_HAND] else [("Dasar", matter.source)]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for each in text.splitlines() if (line := " ".join(each.split())))


def _subject(matter: LetterMatter) -> str:
    what = {
        EscalationCause.NO_ANSWER: "jawaban atas usulan tugas",
        EscalationCause.DECLINED: "penolakan usulan tugas",
        EscalationCause.OVERDUE: "penyelesaian tugas",
    }[matter.cause]
    lead = "Permohonan arahan" if matter.step is EscalationStep.SUPERIOR else "Pengingat"
    return f"{lead} tentang {what} {matter.task}"


def _paragraphs(matter: LetterMatter, to: Office) -> tuple[str, ...]:
    missed = formats.long_date(matter.missed_on)
    what = {
        EscalationCause.NO_ANSWER: (
            f"Usulan tugas di bawah ini belum kami terima jawabannya sampai batas waktu {missed}."
        ),
        EscalationCause.DECLINED: (
            f"Usulan tugas di bawah ini ditolak pada {missed}"
            f"{f' dengan alasan: {matter.reason}' if matter.reason else ''}."
        ),
        EscalationCause.OVERDUE: f"Tugas di bawah ini melewati tenggat {missed} dan belum diklaim selesai.",
    }[matter.cause].replace("..", ".")
    opening = (
        "Dalam rangka tindak lanjut deklarasi bersama pemberantasan TPPO dan penempatan ilegal PMI di "
        f"{HERE.name} tanggal {formats.long_date(HERE.declared)}, bersama ini kami sampaikan hal berikut."
    )
    asks = (
        f"Kami mohon arahan Bapak/Ibu kepada {matter.owner} agar tugas tersebut memperoleh kejelasan. "
        f"Koordinasi ini tidak mengurangi garis komando {to.short_name}."
        if matter.step is EscalationStep.SUPERIOR
        else "Kami mohon jawaban, rencana penyelesaian, atau kendala beserta bantuan yang diperlukan, "
        f"melalui aplikasi {HERE.product} atau surat balasan."
    )
    return (opening, what, asks, "Atas perhatian dan kerja sama Bapak/Ibu, kami ucapkan terima kasih.")
