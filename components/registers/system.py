"""The state of the installation: what needs doing first, then its parts, its places and its incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import cards, layout, markup
from components.kit.markup import Column, Text, link
from domain import addresses
from domain.access.events import Event
from domain.addresses import Page
from domain.time import formats

if TYPE_CHECKING:
    from datetime import datetime

    from db.queries.audit import Drills
    from views.readiness import Check
    from views.system import CheckedTrail, System

_BACKUP = "backup"
PARTS = {
    "database": "Basis data",
    "schema": "Skema",
    "store": "Penyimpanan bukti",
    "disk": "Ruang cakram",
    "standby": "Server pembaca",
    "processes": "Proses layanan",
    "worker": "Pekerja latar",
    _BACKUP: "Cadangan",
    "drill": "Latihan pulih",
    "trail": "Jangkar jejak",
    "mail": "Surel",
    "scanner": "Pemindai virus",
}


_NEARLY_FULL = 90
"""Per cent of a disk, from which on its bar has the colour of what needs looking at."""


def headline(system: System) -> str:
    vital = [each for each in system.wrong if each.is_vital]
    if vital:
        return f"Layanan terganggu: {formats.listing(sorted({PARTS[each.part].lower() for each in vital}))}"
    if system.wrong:
        return f"Layanan berjalan; {len(system.wrong)} hal perlu dikerjakan"
    return "Layanan berjalan; semua yang diperiksa baik"


def unwatched(system: System) -> str:
    """What "all is well" does not speak of."""
    if any(each.part == _BACKUP for each in system.checks):
        return ""
    return "Tidak diperiksa: cadangan dan latihan pulih; data contoh tidak dicadangkan."


_WAYS = {
    _BACKUP: ("Buka catatan cadangan", addresses.at(Page.AUDIT, peristiwa=Event.BACKUP_MADE)),
    "trail": ("Buka jejak audit", Page.AUDIT),
    "mail": ("Buka Pengguna", Page.USERS),
}
"""Where something can be done about a part within the application; else one looks whether it has helped."""


def to_do(system: System) -> Markup:
    """One sentence for today with its key, the gravest first; then what else is wrong."""
    wrong = sorted(system.wrong, key=lambda each: not each.is_vital)
    if not wrong:
        said = markup.words(markup.bold("Hari ini:"), "tidak ada yang perlu dikerjakan.")
        return markup.paragraph(
            markup.icon("task_alt"), markup.tinted(said, ""), css="gb-do-today gb-nothing-to-do"
        )
    first, *others = wrong
    label, address = _WAYS.get(first.part, ("Periksa lagi", Page.SYSTEM))
    today = markup.joined(
        markup.tinted(_of_part(first, "Hari ini"), ""), link(label, address, css="gb-second")
    )
    return markup.joined(
        markup.notice(today, _symbol(first), css="gb-notice gb-do-today"),
        *(markup.notice(_of_part(each), _symbol(each), css="gb-notice") for each in others),
    )


def _of_part(wrong: Check, when: str = "") -> Text:
    name = PARTS[wrong.part]
    return markup.words(markup.bold(f"{when}, {name.lower()}:" if when else f"{name}:"), wrong.says)


def _symbol(wrong: Check) -> str:
    return "error" if wrong.is_vital else "warning"


def figures(system: System, now: datetime) -> Markup:
    backup = system.backup
    backups = addresses.at(Page.AUDIT, peristiwa=Event.BACKUP_MADE)
    hours = int((now - backup.at).total_seconds() // 3600) if backup else 0
    return markup.render(
        "cards.figures",
        figures=[
            cards.figure(
                _whole_hours(hours) if backup else "0",
                "jam sejak cadangan" if backup else "cadangan tercatat",
                detail=f"{formats.moment(backup.at)}; {size(system.backup_size or 0)}"
                if backup
                else _without_backup(system),
                register="Jejak audit",
                rows="Buka catatannya",
                address=backups,
            ),
            cards.figure(
                formats.number(system.trail.records),
                "catatan jejak audit",
                detail="terkunci; kunci di luar basis data"
                if system.trail.is_keyed
                else "belum terkunci; mode produksi menguncinya",
                register="Jejak audit",
                rows="Buka jejak",
                address=Page.AUDIT,
            ),
            _drill_figure(system.drills, now),
            cards.figure(
                formats.number(len(system.incidents)),
                "gangguan bernomor",
                detail=f"sejak aplikasi dimulai {formats.moment(system.started_at)}",
                register="Proses ini",
                rows="Lihat di bawah",
                address=f"{Page.SYSTEM}#gangguan",
            ),
        ],
    )


def _without_backup(system: System) -> str:
    if unwatched(system):
        return "data contoh tidak dicadangkan; produksi setiap malam"
    return "dibuat dengan perintah cadangan di server, setiap malam"


def _drill_figure(found: Drills, now: datetime) -> Markup:
    days = (now - found.last).days if found.last else 0
    outcome = f"{'pulih utuh' if found.is_whole else 'gagal'} dalam {formats.number(found.minutes)} menit"
    return cards.figure(
        formats.number(days),
        "hari sejak latihan pulih" if found.last else "latihan pulih tercatat",
        detail=f"{formats.moment(found.last)}; {outcome}"
        if found.last
        else "pulihkan satu cadangan setiap bulan, lalu catat hasilnya",
        register="Jejak audit",
        rows="Buka catatannya",
        address=addresses.at(Page.AUDIT, peristiwa=Event.BACKUP_TRIED),
    )


def _whole_hours(hours: int) -> str:
    return formats.number(hours) if hours else "< 1"


def parts(system: System) -> Markup:
    return markup.joined(
        layout.section("Bagian", aside="diperiksa saat halaman dibuka"),
        markup.table(
            [Column("Bagian"), Column("Yang ditemukan", "gb-wide"), Column("Keadaan", "gb-narrow")],
            [[PARTS[each.part], each.says, _state(each)] for each in system.checks],
            caption="Bagian sistem",
        ),
    )


def _state(each: Check) -> Markup:
    if each.is_good:
        return markup.chip("baik", "done", "check")
    return (
        markup.chip("terganggu", "late", "error")
        if each.is_vital
        else markup.chip("perlu dilihat", "at-risk", "warning")
    )


def storage(system: System) -> Markup:
    bars = [
        markup.render(
            "kit.long_bar",
            label=f"Cakram {what}",
            value=f"{size(disk.size - disk.free)} dari {size(disk.size)}",
            filled=_filled(100 * (disk.size - disk.free) / disk.size),
        )
        for what, disk in system.disks.items()
    ]
    return markup.joined(
        layout.section("Penyimpanan"),
        *bars,
        markup.definitions(
            [
                ("Basis data", size(system.database_size)),
                ("Bukti menurut daftar", f"{size(system.proof.size)}, {system.proof.files} berkas"),
            ]
        ),
    )


def _filled(share: float) -> Markup:
    return markup.bar(round(share, 1), "gb-soon" if share > _NEARLY_FULL else "gb-later")


def versions(system: System) -> Markup:
    return markup.joined(
        layout.section("Versi"),
        markup.definitions(
            [
                ("Skema basis data", system.schema),
                ("Basis data", system.database),
                ("Python", system.python),
                ("Proses ini dimulai", formats.moment(system.started_at)),
                *(
                    (f"Proses {each.host}:{each.port}", f"terhubung sejak {formats.moment(each.since)}")
                    for each in system.processes
                ),
            ]
        ),
    )


def incidents(system: System) -> Markup:
    if not system.incidents:
        return markup.joined(
            layout.section("Gangguan"),
            markup.empty(f"Tidak ada gangguan di proses ini sejak {formats.moment(system.started_at)}."),
        )
    return markup.joined(
        layout.section("Gangguan", aside="terbaru dahulu"),
        markup.table(
            [Column("Nomor", "gb-narrow"), Column("Yang terjadi", "gb-wide"), Column("Waktu")],
            [[each.number, each.what, formats.moment(each.at)] for each in system.incidents],
            caption="Gangguan bernomor",
        ),
        markup.note("Rinciannya ada di catatan server, di bawah nomor yang sama."),
    )


def slow_questions(system: System) -> Markup:
    """By the name that the source knows them by; what was asked stands nowhere."""
    above = f"di atas {formats.number(system.slow_from, 2)} detik"
    if not system.slow:
        return markup.joined(
            layout.section("Kueri lambat"),
            markup.empty(
                f"Tidak ada kueri ke basis data {above} di proses ini sejak "
                f"{formats.moment(system.started_at)}."
            ),
        )
    rows = [
        [
            each.name,
            formats.number(each.count),
            f"{formats.number(each.longest, 1)} detik",
            formats.moment(each.last),
        ]
        for each in system.slow
    ]
    return markup.joined(
        layout.section("Kueri lambat", aside=f"{above}, di proses ini"),
        markup.table(
            [Column("Kueri", "gb-wide"), Column("Kali"), Column("Terlama"), Column("Terakhir")],
            rows,
            caption="Kueri lambat",
        ),
    )


def checked(found: CheckedTrail) -> Markup:
    if not found.findings:
        whole = markup.notice(
            f"Jejak utuh: {formats.number(found.records)} catatan, {formats.number(found.seals)} segel "
            f"baris, {found.meetings} notulen bersegel.",
            "verified",
            css="gb-notice",
        )
        return markup.joined(whole, _noticed(found)) if found.noticed else whole
    return markup.joined(
        markup.refusal(
            f"{len(found.findings)} temuan: ada yang mengubah data di luar aplikasi. Simpan basis data apa "
            "adanya, lalu bandingkan dengan cadangan."
        ),
        markup.listed(found.findings),
    )


def _noticed(found: CheckedTrail) -> Markup:
    return markup.joined(
        markup.refusal(
            f"{len(found.noticed)} baris pernah diubah di luar aplikasi lalu disegel ulang, menurut jejak. "
            "Bandingkan dengan cadangan sebelum catatan itu."
        ),
        markup.listed(found.noticed),
    )


def size(count: int) -> str:
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if count >= step:
            return f"{formats.number(count / step, 1)} {unit}"
    return f"{count} B"
