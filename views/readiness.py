"""Whether this installation can take what is sent next, part by part, each with what to do."""

import socket
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.exc import DBAPIError

from db import backend as state
from db import health, outages, schema
from db.backend import Backend
from db.evidence.store import EvidenceStore, StorageFull
from db.queries.audit import drills, failed_backup, last_backup
from db.queries.mail import delivery, refused_since
from db.schema import SchemaState
from db.standby import StandbyState, standby_of
from db.trail.keys import trail_of
from domain.access.backups import DRILL_EVERY, OVERDUE_AFTER
from domain.time.formats import moment, number
from views.ask import ask, over

LONGEST_SILENCE = 60 * 60.0
"""Seconds that a turn of the worker may take: one that makes a backup or meets a slow mail server is long."""
LEAST_FREE = 500_000_000
"""Bytes: below that a backup or a day of proof may not fit any more."""


class SystemPart(StrEnum):
    DATABASE = "database"
    SCHEMA = "schema"
    STORE = "store"
    DISK = "disk"
    STANDBY = "standby"
    PROCESSES = "processes"
    WORKER = "worker"
    BACKUP = "backup"
    DRILL = "drill"
    TRAIL = "trail"
    MAIL = "mail"
    SCANNER = "scanner"


@dataclass(frozen=True)
class Check:
    part: SystemPart
    is_good: bool
    says: str
    is_vital: bool = True
    """Without it nothing can be written; otherwise it only needs somebody to look."""


def checks(backend: Backend) -> list[Check]:
    found = [_database(backend)]
    # What is asked over a database that does not answer would only wait once more.
    found += [_schema(backend)] if found[0].is_good else []
    found += [*_standby(backend), _store(backend), *_disks(backend), *_trail(backend)]
    found += [*_scanner(backend), *_worker()]
    if all(each.is_good for each in found[:2]):
        found += [*_processes(backend), *_backup(backend), *_drill(backend), _mail(backend)]
    return found


_OF_STANDBY = {
    StandbyState.FOLLOWS: ("mengikuti basis data dan menjawab pembaca", ""),
    StandbyState.BEHIND: (
        "tertinggal dari basis data",
        "Bila tetap, periksa bebannya dan sambungannya ke basis data utama.",
    ),
    StandbyState.SILENT: (
        "tidak menjawab",
        "Periksa layanan, jaringan, dan kata sandinya (sebabnya di catatan server); bila pulih, ia dipakai "
        "lagi sendiri.",
    ),
    StandbyState.PROMOTED: (
        "tidak mengikuti lagi, karena sudah menjadi basis data utama",
        "Jadikan server lain pengikutnya, lalu sesuaikan DATABASE_URL dan DATABASE_READ_URL.",
    ),
    StandbyState.AHEAD: (
        "lebih maju dari basis data, yang dikembalikan ke keadaan lebih lama",
        "Buat server pembaca baru dari basis data ini.",
    ),
    StandbyState.BARRED: (
        "tidak boleh dibaca oleh akunnya",
        "Beri akun di DATABASE_READ_URL hak baca atas semua tabel.",
    ),
    StandbyState.STRANGE: ("bukan pengikut basis data ini", "Periksa DATABASE_READ_URL."),
}
_MEANWHILE = "Sementara itu pembaca dijawab basis data utama."


def _standby(backend: Backend) -> list[Check]:
    """Without it the primary answers all; as this process sees it, for each has its own lines to it."""
    standby = standby_of(backend.engine)
    if standby is None:
        return []
    found = standby.standing
    what, todo = _OF_STANDBY[found]
    if found is StandbyState.FOLLOWS:
        return [Check(SystemPart.STANDBY, True, f"Server pembaca {what}.", is_vital=False)]
    is_timed = found not in (StandbyState.BEHIND, StandbyState.AHEAD)
    since = f", sejak {moment(standby.since)}" if is_timed else ""
    says = f"Server pembaca {what}{since}. {_MEANWHILE} {todo}"
    return [Check(SystemPart.STANDBY, False, says, is_vital=False)]


def _processes(backend: Backend) -> list[Check]:
    """Of this machine: what is missing is started again, so it keeps nobody from working for long."""
    wanted = backend.settings.processes
    if wanted == 1:
        return []
    here = socket.gethostname()
    there = sum(health.is_here(each, here) for each in over(health.serving_processes))
    says = f"{number(there)} dari {number(wanted)} proses layanan mesin ini terhubung ke basis data."
    todo = "" if there >= wanted else " Yang berhenti dimulai lagi sendiri; bila tetap, lihat catatan server."
    return [Check(SystemPart.PROCESSES, there >= wanted, says + todo, is_vital=False)]


def _worker() -> list[Check]:
    """What is reminded of, mailed and backed up waits for it; what people do goes on."""
    silent = state.worker_silent_for()
    if silent is None:
        return []
    if silent < LONGEST_SILENCE:
        return [Check(SystemPart.WORKER, True, "Pekerja latar berjalan.", is_vital=False)]
    says = (
        f"Pekerja latar belum selesai satu putaran selama {number(round(silent / 60))} menit; pengingat, "
        "surel, dan cadangan tertahan. Mulai ulang server; bila tetap, lihat catatannya."
    )
    return [Check(SystemPart.WORKER, False, says, is_vital=False)]


def _mail(backend: Backend) -> Check:
    """Without it people are told in the application all the same, so it is never vital."""
    if not backend.settings.smtp_url:
        return Check(
            SystemPart.MAIL, True, "Pengiriman surel belum diatur; kabar tetap masuk di Kotak masuk.", False
        )
    found = ask(delivery, backend.settings.clock())
    if found.failing:
        return Check(
            SystemPart.MAIL,
            False,
            f"{number(found.failing)} surel belum diterima server surel dan dicoba lagi sendiri. Kesalahan "
            f"terakhir: {found.last_error}. Periksa server surelnya.",
            False,
        )
    refused = ask(refused_since)
    if refused:
        return Check(
            SystemPart.MAIL,
            False,
            f"Alamat surel {number(len(refused))} akun ditolak server surel, yang pertama sejak "
            f"{moment(min(refused.values()))}. Lihat akunnya di Pengguna; pemiliknya membetulkan alamat di "
            "Kotak masuk.",
            False,
        )
    last = f"; terakhir {moment(found.last_sent)}" if found.last_sent else ""
    return Check(
        SystemPart.MAIL,
        True,
        f"{number(found.sent)} surel terkirim{last}. {number(found.waiting)} menunggu jamnya; "
        f"{number(found.addresses)} alamat terdaftar.",
        False,
    )


def _database(backend: Backend) -> Check:
    try:
        health.try_writing(backend.engine)
    except DBAPIError as error:
        why = outages.reason(error)[0] if outages.is_outage(error) else "Periksa layanan dan cakramnya."
        says = f"Basis data tidak menerima tulisan. {why}"
        return Check(SystemPart.DATABASE, False, says)
    return Check(SystemPart.DATABASE, True, "Basis data menerima tulisan.")


def _schema(backend: Backend) -> Check:
    is_current = schema.state(backend.engine) is SchemaState.CURRENT
    version = schema.version(backend.engine)
    says = (
        f"Skema {version}, sama dengan versi aplikasi."
        if is_current
        else (
            f"Skema {version} bukan milik versi aplikasi ini. Mulai ulang aplikasi dengan versi yang benar."
        )
    )
    return Check(SystemPart.SCHEMA, is_current, says)


def _store(backend: Backend) -> Check:
    try:
        EvidenceStore(backend.settings.evidence_url).try_writing()
    except StorageFull:
        return Check(
            SystemPart.STORE, False, "Penyimpanan bukti tidak menerima berkas. Periksa ruang dan izinnya."
        )
    return Check(SystemPart.STORE, True, "Penyimpanan bukti menerima berkas.")


def _disks(backend: Backend) -> list[Check]:
    return [
        Check(
            SystemPart.DISK,
            disk.free >= LEAST_FREE,
            f"Cakram {what}: tersisa {_gigabytes(disk.free)} dari {_gigabytes(disk.size)} GB."
            + ("" if disk.free >= LEAST_FREE else " Kosongkan ruang sebelum penuh."),
        )
        for what, disk in health.disks(backend.settings).items()
    ]


def _trail(backend: Backend) -> list[Check]:
    """Without anchors work goes on, and a trail whose end is cut off meanwhile would look whole."""
    trail = trail_of(backend.engine)
    if trail is None:
        return []
    is_good = trail.anchors.take_more
    says = (
        "Jangkar jejak audit tertulis di luar basis data."
        if is_good
        else "Jangkar jejak audit tidak dapat ditulis; catatan terbaru dapat dihapus tanpa ketahuan. "
        "Periksa ruang dan izin folder jejak."
    )
    return [Check(SystemPart.TRAIL, is_good, says, is_vital=False)]


def _scanner(backend: Backend) -> list[Check]:
    """Without it no proof comes in, and everything else goes on."""
    if backend.scanner is None:
        return []
    is_there = backend.scanner.answers()
    says = (
        "Pemindai virus menjawab."
        if is_there
        else "Pemindai virus tidak menjawab; berkas bukti menunggu di perangkat pengirim. Periksa layanannya."
    )
    return [Check(SystemPart.SCANNER, is_there, says, is_vital=False)]


def _gigabytes(size: int) -> str:
    return number(size / 1e9, 1)


def _backup(backend: Backend) -> list[Check]:
    """Of sample data none is made, so none is missing, nor is one good."""
    last, failed = ask(last_backup), ask(failed_backup)
    if failed is not None:
        since = f" Yang terakhir berhasil {moment(last.at)}." if last else ""
        return [_of_backup(False, f"Gagal dibuat: {failed.row.label}. {failed.row.what_to_do}{since}")]
    if last is None and backend.settings.is_demo:
        return []
    if last is None:
        return [_of_backup(False, "Belum ada cadangan; jadwalkan setiap malam.")]
    is_good = backend.settings.is_demo or backend.settings.clock() - last.at <= OVERDUE_AFTER
    late = "" if is_good else " Sudah lewat waktunya; periksa penjadwalnya."
    return [_of_backup(is_good, f"Cadangan terakhir {moment(last.at)}.{late}")]


def _drill(backend: Backend) -> list[Check]:
    """Nothing to try where nothing was backed up."""
    found = ask(drills)
    since = found.last or found.first_backup
    if since is None or (found.last is None and backend.settings.is_demo):
        return []
    if found.last and not found.is_whole:
        says = f"Latihan pulih {moment(found.last)} gagal. Perbaiki cadangannya, lalu ulangi latihan."
        return [Check(SystemPart.DRILL, False, says, is_vital=False)]
    is_late = backend.settings.clock() - since > DRILL_EVERY
    told = (
        f"Latihan pulih terakhir {moment(found.last)}, utuh dalam {number(found.minutes)} menit."
        if found.last
        else "Cadangan belum pernah dicoba pulih."
    )
    what = " Pulihkan cadangan terbaru di komputer lain, lalu catat hasilnya di sini." if is_late else ""
    return [Check(SystemPart.DRILL, not is_late, told + what, is_vital=False)]


def _of_backup(is_good: bool, says: str) -> Check:
    return Check(SystemPart.BACKUP, is_good, says, is_vital=False)
