"""Backups: when one is due, which ones are kept, and what the trail is told of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.enumerations import Rowed
from domain.time.calendar import ZONE, local_time

OVERDUE_AFTER = timedelta(hours=26)
"""A nightly backup that is late by two hours has not run."""
RETRY_AFTER = timedelta(hours=1)
"""After an attempt that failed, or of which nothing was heard again."""
DRILL_EVERY = timedelta(days=31)
"""A backup that nobody restored for longer than a month is a hope."""
FINGERPRINT = 8
"""How many characters of a trail's last hash tell which backup was restored on trial."""


@dataclass(frozen=True)
class Retention:
    """The newest backup of each of the last days, weeks and months."""

    days: int = 14
    weeks: int = 8
    months: int = 12

    def kept(self, made: Iterable[datetime]) -> set[datetime]:
        newest_first = sorted(made, reverse=True)
        spans = (
            (self.days, lambda at: at.date()),
            (self.weeks, lambda at: at.isocalendar()[:2]),
            (self.months, lambda at: (at.year, at.month)),
        )
        found = set(newest_first[:1])
        for most, span_of in spans:
            newest_of: dict[object, datetime] = {}
            for at in newest_first:
                newest_of.setdefault(span_of(local_time(at)), at)
            found |= set(list(newest_of.values())[:most])
        return found


@dataclass(frozen=True)
class Nightly:
    """A backup that the worker makes every day, at an hour of the province."""

    hour: int
    kept: Retention = Retention()

    def planned(self, now: datetime) -> datetime:
        """The last of its moments before now."""
        local = local_time(now)
        today = datetime.combine(local.date(), time(self.hour), ZONE)
        return today if today <= local else today - timedelta(days=1)

    def due(self, now: datetime, made_at: datetime | None, begun: Sequence[datetime]) -> "Attempt | None":
        """What is to be tried now, after one was last made then, and begun since the planned moment."""
        planned = self.planned(now)
        is_made = made_at is not None and made_at >= planned
        if is_made or any(now - each < RETRY_AFTER for each in begun):
            return None
        return Attempt(planned, len(begun) + 1)


@dataclass(frozen=True)
class Attempt:
    planned: datetime
    number: int


@dataclass(frozen=True)
class FailureRow:
    label: str
    """After "Cadangan gagal:"."""
    what_to_do: str


class BackupFailure(Rowed):
    row: FailureRow

    FULL = (
        "full",
        FailureRow(
            "tempatnya penuh",
            "Kosongkan tempat cadangan atau folder sementara server, atau simpan lebih sedikit cadangan.",
        ),
    )
    PLACE = (
        "place",
        FailureRow(
            "tempatnya tidak dapat ditulis",
            "Periksa alamat, izin, dan jaringan ke tempat cadangan.",
        ),
    )
    KEY = (
        "key",
        FailureRow("kunci publiknya tidak dikenali", "Betulkan kunci publik cadangan di pengaturan server."),
    )
    PROOF = (
        "proof",
        FailureRow(
            "ada bukti yang hilang atau berubah",
            "Cadangan dibuat, tetapi tanpa bukti itu. Lihat sidiknya di catatan server, lalu minta berkasnya "
            "kembali kepada instansi pelapor.",
        ),
    )
    STOPPED = (
        "stopped",
        FailureRow(
            "terhenti sebelum selesai",
            "Server dimulai ulang atau kehabisan memori. Pekerja mencoba lagi sendiri.",
        ),
    )
    FAULT = (
        "fault",
        FailureRow("kesalahan aplikasi", "Cari nomor gangguannya di catatan server."),
    )


@dataclass(frozen=True)
class BeginBackup:
    """One worker makes it; to each other one the answer is another's token."""

    attempt: Attempt
    token: str


@dataclass(frozen=True)
class NoteBackupFailure:
    reason: BackupFailure


@dataclass(frozen=True)
class NoteDrill:
    """A backup was restored on trial, away from the server: which one, and with what result."""

    name: str
    fingerprint: str
    """The first characters of the last hash of the trail in it, as the drill prints them."""
    minutes: float
    is_whole: bool


@dataclass(frozen=True)
class NoteBackup:
    """A backup was made: of how much, and whether it can be read by whoever finds it."""

    name: str
    size: int
    records: int
    head: str
    is_encrypted: bool


@dataclass(frozen=True)
class NoteRestore:
    """A database was restored from a backup that was made then."""

    name: str
    made_at: str
    records: int
    head: str
