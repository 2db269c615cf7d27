"""What a mail says: titles and ways, nothing that only its reader may know after signing in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.access.trail import MailedEnd
from domain.look import PRODUCT
from domain.notices.kinds import Work
from domain.notices.mail import Purpose
from domain.time import formats

SECTIONS = {
    Work.ANSWER: "Harus Anda jawab",
    Work.ACT: "Harus Anda perbaiki atau laporkan",
    Work.KNOW: "Untuk diketahui",
}
MOST_LINES = 15
"""Of one section; the rest is counted and read in the application."""


def refused(since: datetime) -> str:
    """Said to whoever left the address; which one it is stands beside it."""
    return (
        f"Surel ke alamat Anda ditolak sejak {formats.moment(since)}: server surel tidak mengenalnya. "
        "Kabar tetap masuk di Kotak masuk; betulkan alamatnya di sana."
    )


def link_subject(username: str, *, sample: bool) -> str:
    mark = "[DATA CONTOH] " if sample else ""
    return f"{mark}{PRODUCT}: pasang kata sandi akun {username}"


def link_body(office: str, username: str, address: str, until: datetime, *, sample: bool) -> str:
    parts = ["DATA CONTOH: isi surel ini rekaan.\n"] if sample else []
    parts += [
        f"Untuk {office}\n",
        f"Akun kantor Anda di {PRODUCT} menunggu kata sandi. Nama penggunanya: {username}\n",
        f"Pasang kata sandi lewat tautan ini, sekali pakai, sampai {formats.moment(until)}:\n{address}\n",
        "Tautan dari surel sebelumnya tidak berlaku lagi. Siapa yang memegang tautan ini dapat memasang kata "
        "sandi, jadi jangan diteruskan. Bila akun ini bukan untuk kantor Anda, abaikan surel ini dan kabari "
        "sekretariat.\n",
    ]
    return "\n".join(parts)


@dataclass(frozen=True)
class MailLine:
    work: Work
    title: str
    says: str
    address: str


def end_of_trail(records: MailedEnd, seals: MailedEnd, now: datetime) -> str:
    """For whoever reads the trail: kept in a mailbox, it shows what the database's owner did to it later."""
    return (
        f"Ujung jejak audit, {formats.moment(now)}. Simpan surel ini: bila jejak kelak dipotong atau dibuat "
        "ulang, pemeriksaan jejak (verify-audit) menemukannya dengan dua baris ini:\n"
        f"--anchor {records}\n--seal {seals}\n"
    )


def subject(
    lines: Sequence[MailLine], day: date, purpose: Purpose, *, is_paper: bool = True, sample: bool
) -> str:
    mark = "[DATA CONTOH] " if sample else ""
    if purpose is Purpose.URGENT:
        return f"{mark}Darurat: {' '.join(lines[0].title.split())}"
    if purpose is Purpose.BEFORE_MEETING:
        return f"{mark}Lembar rapat kantor Anda, {formats.long_date(day)}"
    if purpose is Purpose.AFTER_MEETING:
        return f"{mark}{formats.capitalised(formats.in_words(len(lines)))} keputusan rapat untuk kantor Anda"
    if purpose is Purpose.MEETING_NEWS:
        return f"{mark}Rapat yang mengundang kantor Anda berubah"
    if not lines:
        what = "Ringkasan Gubernur" if is_paper else f"{PRODUCT}: ujung jejak audit"
        return f"{mark}{what}, {formats.long_date(day)}"
    waiting = sum(line.work is not Work.KNOW for line in lines)
    what = f"{formats.in_words(waiting)} hal menunggu Anda" if waiting else "kabar hari ini"
    return f"{mark}{PRODUCT}, {formats.long_date(day)}: {what}"


def body(lines: Sequence[MailLine], *, paper: str, inbox: str, trail: str = "", sample: bool) -> str:
    parts = ["DATA CONTOH: isi surel ini rekaan.\n"] if sample else []
    if paper:
        parts.append(
            "Ringkasan Gubernur, dibuat saat dibuka menurut data saat itu dan hak akses akun Anda:\n"
            f"{paper}\n"
        )
    for work, title in SECTIONS.items():
        own = [line for line in lines if line.work is work]
        if not own:
            continue
        parts.append(f"{title} ({len(own)})\n")
        parts += [f"- {line.title}\n  {line.says}\n  {line.address}\n" for line in own[:MOST_LINES]]
        if len(own) > MOST_LINES:
            parts.append(f"- dan {formats.number(len(own) - MOST_LINES)} lagi di Kotak masuk\n")
    parts += [trail] if trail else []
    parts.append(
        f"Setiap tautan meminta masuk lebih dahulu. Atur atau hentikan surel ini di Kotak masuk:\n{inbox}\n"
    )
    return "\n".join(parts)
